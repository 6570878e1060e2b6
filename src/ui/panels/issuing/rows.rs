//! The rows of the lists as they are shown: those that are searched for, in the order that was chosen.

use std::cmp::Ordering;
use std::sync::{Arc, Weak};

use super::came::{Came, Standing};
use super::{Issuing, Tab};
use crate::desk::pages::issuing::{IssuingDesk, OutInvoice, RefusalDetail, RefusedInvoice, Waiting};
use crate::domain::bureau::Handling;
use crate::i18n::Lang;
use crate::ui::widgets::Sort;

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
    (0..desk.page.refused.len()).filter_map(|at| refused_at(desk, at))
}

fn refused_at(desk: &IssuingDesk, at: usize) -> Option<Refused<'_>> {
    let (row, detail) = (desk.page.refused.get(at)?, desk.details.get(at)?);
    let is_ready = desk.page.again.contains(&row.application);
    Some(Refused { row, detail, handling: detail.handling(row, is_ready) })
}

/// What of the lists is shown, by place in what was read, and what that was worked out for.
#[derive(Default)]
pub(super) struct Shown {
    of: Option<Asked>,
    rows: [Vec<usize>; Tab::ALL.len()],
}

struct Asked {
    desk: Option<Weak<IssuingDesk>>,
    came: u64,
    search: String,
    sorts: [Option<Sort>; Tab::ALL.len()],
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        let same_desk = match (&self.desk, &other.desk) {
            (Some(one), Some(other)) => one.ptr_eq(other),
            (None, None) => true,
            _ => false,
        };
        same_desk && self.came == other.came && self.search == other.search && self.sorts == other.sorts
    }
}

impl Issuing {
    /// Finds and sorts the rows anew where something has changed that they depend on.
    pub(super) fn arrange(&mut self, desk: Option<&Arc<IssuingDesk>>) {
        let asked = Asked {
            desk: desk.map(Arc::downgrade),
            came: self.came_version,
            search: self.search.clone(),
            sorts: self.tables.each_ref().map(|table| table.sort),
        };
        if self.rows.of.as_ref() == Some(&asked) {
            return;
        }
        let mut rows = [Vec::new(), Vec::new(), Vec::new(), self.arranged_came()];
        if let Some(desk) = desk {
            let refused: Vec<Refused<'_>> = refused(desk).collect();
            rows[Tab::Waiting as usize] = self.arranged(
                Tab::Waiting,
                &desk.page.waiting,
                |one| vec![&one.application, &one.buyer],
                |column, one, other| match column {
                    "buyer" => one.buyer.cmp(&other.buyer),
                    "gross" => one.gross.cmp(&other.gross),
                    "why" => one.why.is_empty().cmp(&other.why.is_empty()),
                    _ => one.application.cmp(&other.application),
                },
            );
            rows[Tab::Out as usize] = self.arranged(
                Tab::Out,
                &desk.page.out,
                |one| vec![&one.serial, &one.buyer, &one.file],
                |column, one, other| match column {
                    "buyer" => one.buyer.cmp(&other.buyer),
                    "gross" => one.gross.cmp(&other.gross),
                    "at" => one.at.cmp(&other.at),
                    _ => one.serial.cmp(&other.serial),
                },
            );
            rows[Tab::Refused as usize] = self.arranged(
                Tab::Refused,
                &refused,
                |one| vec![&one.row.application, &one.row.buyer, &one.row.refusal.reason],
                |column, one, other| match column {
                    "buyer" => one.row.buyer.cmp(&other.row.buyer),
                    "gross" => one.row.gross.cmp(&other.row.gross),
                    "reason" => one.row.refusal.reason.cmp(&other.row.refusal.reason),
                    _ => one.row.application.cmp(&other.row.application),
                },
            );
        }
        self.rows = Shown { of: Some(asked), rows };
    }

    fn arranged_came(&self) -> Vec<usize> {
        let gross = |one: &Came| one.claim().and_then(|claim| claim.gross);
        self.arranged(
            Tab::Back,
            &self.came,
            |one| {
                let buyer = one.claim().and_then(|claim| claim.buyer.name.as_deref());
                vec![
                    one.number(),
                    buyer.unwrap_or_default(),
                    one.application().unwrap_or_default(),
                    one.read_from(),
                ]
            },
            |column, one, other| match column {
                "number" => one.number().cmp(other.number()),
                "gross" => gross(one).cmp(&gross(other)),
                _ => one.standing().cmp(&other.standing()),
            },
        )
    }

    /// The places of those in whose texts each word stands that is searched for, in the order that was chosen.
    fn arranged<T>(
        &self,
        tab: Tab,
        all: &[T],
        texts: impl Fn(&T) -> Vec<&str>,
        compare: impl Fn(&str, &T, &T) -> Ordering,
    ) -> Vec<usize> {
        let wanted = self.search.to_lowercase();
        let is_found = |one: &T| {
            let texts: Vec<String> = texts(one).into_iter().map(str::to_lowercase).collect();
            wanted.split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
        };
        let is_searched = !wanted.trim().is_empty();
        let mut rows: Vec<usize> = (0..all.len()).filter(|at| !is_searched || is_found(&all[*at])).collect();
        if let Some(sort) = self.tables[tab as usize].sort {
            rows.sort_by(|one, other| {
                let order = compare(sort.column, &all[*one], &all[*other]);
                if sort.descending { order.reverse() } else { order }
            });
        }
        rows
    }

    fn shown_of<'d, T>(&self, tab: Tab, all: &'d [T]) -> Vec<&'d T> {
        self.rows.rows[tab as usize].iter().filter_map(|at| all.get(*at)).collect()
    }

    pub(super) fn waiting_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<&'d Waiting> {
        self.shown_of(Tab::Waiting, &desk.page.waiting)
    }

    pub(super) fn out_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<&'d OutInvoice> {
        self.shown_of(Tab::Out, &desk.page.out)
    }

    pub(super) fn refused_rows<'d>(&self, desk: &'d IssuingDesk) -> Vec<Refused<'d>> {
        let rows = self.rows.rows[Tab::Refused as usize].iter();
        rows.filter_map(|at| refused_at(desk, *at)).collect()
    }

    /// What came, each with its place.
    pub(super) fn came_rows(&self) -> Vec<(usize, &Came)> {
        let rows = self.rows.rows[Tab::Back as usize].iter();
        rows.filter_map(|at| Some((*at, self.came.get(*at)?))).collect()
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

    /// The files and lists in which something waits for a person's decision, or for a second person.
    pub(super) fn undecided(&self) -> Vec<String> {
        let open = self.came.iter().filter(|came| came.standing().is_kept());
        let mut files: Vec<String> = open.map(|came| came.read_from().to_owned()).collect();
        files.sort();
        files.dedup();
        files
    }

    /// How many of what came wait for a person's decision.
    pub(super) fn to_decide(&self) -> usize {
        self.came.iter().filter(|came| came.standing().is_decided_by_a_person()).count()
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
