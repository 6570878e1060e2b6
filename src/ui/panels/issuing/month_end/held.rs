//! The bureau's list of a month held against the store's, as it is looked at: which invoices are of which colour, and
//! what they come to.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::desk::returned::mirror::{Colour, Mirror, Mirrored, Sums};
use crate::domain::money::Fen;
use crate::ui::widgets::Sort;

const COLOURS: usize = Colour::ALL.len();

#[derive(Debug)]
pub(super) struct Held {
    pub mirror: Arc<Mirror>,
    /// The places of the invoices of each colour.
    of: [Vec<usize>; COLOURS],
    sums: [Sums; COLOURS],
    pub all: Sums,
}

impl Held {
    pub fn of(mirror: Mirror) -> Self {
        let mut of: [Vec<usize>; COLOURS] = Default::default();
        for (place, invoice) in mirror.invoices.iter().enumerate() {
            of[invoice.colour as usize].push(place);
        }
        let mut sums = [Sums::default(); COLOURS];
        for colour in Colour::ALL {
            sums[colour as usize] = Sums::of(&mirror.invoices, Some(colour));
        }
        Self { all: Sums::of(&mirror.invoices, None), of, sums, mirror: Arc::new(mirror) }
    }

    pub fn count(&self, colour: Colour) -> usize {
        self.of[colour as usize].len()
    }

    pub fn sums(&self, colour: Colour) -> Sums {
        self.sums[colour as usize]
    }

    /// The colour that has to be looked at first.
    pub fn first_to_see(&self) -> Colour {
        let open = [Colour::BothDifferent, Colour::OnlyThere, Colour::OnlyHere];
        open.into_iter().find(|colour| self.count(*colour) > 0).unwrap_or(Colour::BothEqual)
    }

    /// The places of the invoices of a colour in which each word is that is searched for, in the order that was chosen.
    pub fn arranged(&self, colour: Colour, search: &str, sort: Option<Sort>) -> Vec<usize> {
        let wanted = search.to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let is_found = |invoice: &Mirrored| {
            let texts =
                [&invoice.number, &invoice.buyer, invoice.application.as_ref().unwrap_or(&invoice.number)];
            let texts = texts.map(|text| text.to_lowercase());
            words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
        };
        let all = &self.mirror.invoices;
        let those = self.of[colour as usize].iter().copied();
        let mut rows: Vec<usize> = if words.is_empty() {
            those.collect()
        } else {
            those.filter(|place| is_found(&all[*place])).collect()
        };
        if let Some(sort) = sort {
            rows.sort_by(|one, other| {
                let order = compare(sort.column, &all[*one], &all[*other]);
                if sort.descending { order.reverse() } else { order }
            });
        }
        rows
    }
}

fn compare(column: &str, one: &Mirrored, other: &Mirrored) -> Ordering {
    match column {
        "buyer" => one.buyer.cmp(&other.buyer),
        "day" => one.issued_on.cmp(&other.issued_on),
        "there" => there(one).cmp(&there(other)),
        "here" => here(one).cmp(&here(other)),
        "delta" => delta(one).cmp(&delta(other)),
        _ => one.number.cmp(&other.number),
    }
}

/// With tax, in the bureau's list.
pub(super) fn there(invoice: &Mirrored) -> Option<Fen> {
    invoice.there.map(|split| split.gross)
}

/// With tax, in the store.
pub(super) fn here(invoice: &Mirrored) -> Option<Fen> {
    invoice.here.map(|split| split.gross)
}

/// By how much there is more in the bureau's list than here.
pub(super) fn delta(invoice: &Mirrored) -> Fen {
    there(invoice).unwrap_or(Fen::ZERO) - here(invoice).unwrap_or(Fen::ZERO)
}
