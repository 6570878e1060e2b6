//! The rows of the lists as they are shown: those that are searched for, in the order that was chosen.

use std::cmp::Ordering;

use super::came::{Came, Standing};
use super::{Issuing, Tab};
use crate::desk::pages::issuing::{IssuingDesk, OutInvoice, RefusalDetail, RefusedInvoice, Waiting};
use crate::domain::bureau::Handling;
use crate::i18n::Lang;

/// A reason for which an invoice was refused, and what is to be done about it.
#[derive(Clone, Debug)]
pub(super) struct Refused<'d> {
    pub row: &'d RefusedInvoice,
    pub detail: &'d RefusalDetail,
    pub handling: Handling,
}

impl Refused<'_> {
    /// Whether something is still to be done about it.
    pub fn is_open(&self) -> bool {
        !matches!(self.handling, Handling::Corrected(_) | Handling::Ready | Handling::Overruled)
    }
}

/// Everything that is refused.
pub(super) fn refused(desk: &IssuingDesk) -> impl Iterator<Item = Refused<'_>> {
    desk.page.refused.iter().zip(&desk.details).map(|(row, detail)| {
        let is_ready = desk.page.again.contains(&row.application);
        Refused { row, detail, handling: detail.handling(row, is_ready) }
    })
}

impl Issuing {
    pub(super) fn waiting_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<&'d Waiting> {
        let is_found = |one: &&Waiting| self.finds(&[&one.application, &one.buyer]);
        let mut rows: Vec<_> = desk.page.waiting.iter().filter(is_found).collect();
        self.sort(Tab::Waiting, &mut rows, |column, one, other| match column {
            "buyer" => one.buyer.cmp(&other.buyer),
            "gross" => one.gross.cmp(&other.gross),
            "why" => one.why.is_empty().cmp(&other.why.is_empty()),
            _ => one.application.cmp(&other.application),
        });
        rows
    }

    pub(super) fn out_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<&'d OutInvoice> {
        let is_found = |one: &&OutInvoice| self.finds(&[&one.serial, &one.buyer, &one.file]);
        let mut rows: Vec<_> = desk.page.out.iter().filter(is_found).collect();
        self.sort(Tab::Out, &mut rows, |column, one, other| match column {
            "buyer" => one.buyer.cmp(&other.buyer),
            "gross" => one.gross.cmp(&other.gross),
            "at" => one.at.cmp(&other.at),
            _ => one.serial.cmp(&other.serial),
        });
        rows
    }

    pub(super) fn refused_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<Refused<'d>> {
        let is_found =
            |one: &Refused<'_>| self.finds(&[&one.row.application, &one.row.buyer, &one.row.refusal.reason]);
        let mut rows: Vec<_> = refused(desk).filter(is_found).collect();
        self.sort(Tab::Refused, &mut rows, |column, one, other| match column {
            "buyer" => one.row.buyer.cmp(&other.row.buyer),
            "gross" => one.row.gross.cmp(&other.row.gross),
            "reason" => one.row.refusal.reason.cmp(&other.row.refusal.reason),
            _ => one.row.application.cmp(&other.row.application),
        });
        rows
    }

    /// What came, each with its place.
    pub(super) fn came_rows(&self) -> Vec<(usize, &Came)> {
        let is_found = |(_, one): &(usize, &Came)| {
            let buyer = one.claim().and_then(|claim| claim.buyer.name.as_deref()).unwrap_or_default();
            self.finds(&[one.number(), buyer, one.application().unwrap_or_default(), &one.source(Lang::Zh)])
        };
        let mut rows: Vec<_> = self.came.iter().enumerate().filter(is_found).collect();
        let gross = |one: &Came| one.claim().and_then(|claim| claim.gross);
        self.sort(Tab::Back, &mut rows, |column, (_, one), (_, other)| match column {
            "number" => one.number().cmp(other.number()),
            "gross" => gross(one).cmp(&gross(other)),
            _ => one.standing().cmp(&other.standing()),
        });
        rows
    }

    /// Whether each word that is searched for stands in one of these texts.
    fn finds(&self, texts: &[&str]) -> bool {
        let wanted = self.search.to_lowercase();
        wanted.split_whitespace().all(|word| texts.iter().any(|text| text.to_lowercase().contains(word)))
    }

    fn sort<T>(&self, tab: Tab, rows: &mut [T], compare: impl Fn(&str, &T, &T) -> Ordering) {
        if let Some(sort) = self.tables[tab as usize].sort {
            rows.sort_by(|one, other| {
                let order = compare(sort.column, one, other);
                if sort.descending { order.reverse() } else { order }
            });
        }
    }

    /// The row of refusals that is looked at.
    pub(super) fn refused_row<'d>(&self, desk: &'d IssuingDesk) -> Option<Refused<'d>> {
        refused(desk).find(|one| Some(one.row.refusal.id) == self.refused.id)
    }

    /// What came that is looked at.
    pub(super) fn came_row(&self) -> Option<&Came> {
        self.came.get(self.back.id?)
    }

    /// The row that is looked at, as it is copied.
    pub(super) fn copied(&self, lang: Lang, desk: &IssuingDesk) -> Option<String> {
        let cells = match self.tab {
            Tab::Waiting => {
                let one = self.waiting_row(desk)?;
                vec![one.application.clone(), one.buyer.clone(), one.gross.to_string()]
            }
            Tab::Out => {
                let one = self.out_row(desk)?;
                vec![one.serial.clone(), one.buyer.clone(), one.gross.to_string(), one.file.clone()]
            }
            Tab::Refused => {
                let one = self.refused_row(desk)?.row;
                let reason = one.refusal.reason.clone();
                vec![one.refusal.serial.clone(), one.buyer.clone(), one.gross.to_string(), reason]
            }
            Tab::Back => {
                let one = self.came_row()?;
                let why = one.why(lang).unwrap_or_default();
                vec![one.number().to_owned(), one.source(lang), why]
            }
        };
        Some(cells.join("\t"))
    }

    /// How many of what came a person has to look at.
    pub(super) fn to_decide(&self) -> usize {
        self.came.iter().filter(|came| came.standing().is_open()).count()
    }

    /// The application of the row that is looked at.
    pub(super) fn application(&self, desk: &IssuingDesk) -> Option<String> {
        let page = &desk.page;
        match self.tab {
            Tab::Waiting => self.waiting_row(desk).map(|one| one.application.clone()),
            Tab::Out => self.out_row(desk).map(|one| one.application.clone()),
            Tab::Refused => {
                let one = page.refused.iter().find(|one| Some(one.refusal.id) == self.refused.id);
                one.map(|one| one.application.clone())
            }
            Tab::Back => self.came_row()?.application().map(str::to_owned),
        }
    }

    pub(super) fn waiting_row<'d>(&self, desk: &'d IssuingDesk) -> Option<&'d Waiting> {
        desk.page.waiting.iter().find(|one| Some(one.id) == self.waiting.id)
    }

    pub(super) fn out_row<'d>(&self, desk: &'d IssuingDesk) -> Option<&'d OutInvoice> {
        desk.page.out.iter().find(|one| Some(one.id) == self.out.id)
    }
}

/// How many matched, and how many were there already.
pub(super) fn settled<'c>(came: impl Iterator<Item = &'c Came> + Clone) -> [usize; 2] {
    let of = |wanted| came.clone().filter(|came| came.standing() == wanted).count();
    [Standing::Matched, Standing::Already].map(of)
}
