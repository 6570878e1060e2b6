//! The end of a month: the tax bureau's list held against the store's, the month's register, and its files.

mod held;
mod seal;
mod side;
mod view;

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use chrono::{Datelike, NaiveDate};

use self::held::Held;
use self::seal::Seal;
use super::taking::TABLES;
use crate::desk::print::RegisterAsked;
use crate::desk::returned::files::FilesAsked;
use crate::desk::returned::issued_list::IssuedStop;
use crate::desk::returned::mirror::{Colour, Mirrored, Month, mirror};
use crate::domain::bureau::ListError;
use crate::i18n::{Lang, month_end as words};
use crate::ui::cursor::Cursor;
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::loadable::Loadable;
use crate::ui::outgoing::Outgoing;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::views::KeptTable;
use crate::ui::widgets::{Column, Sort, TableView};

/// Until this day of a month the one before is closed: returns are due by then.
const CLOSED_UNTIL: u32 = 15;

#[derive(Default)]
pub(super) struct MonthEnd {
    is_open: bool,
    /// The month, once a person has chosen one.
    month: Option<Month>,
    list: Option<PathBuf>,
    picking: Option<Picked>,
    held: Loadable<Key, Result<Arc<Held>, ListError>>,
    /// Which invoices are looked at, once there are any.
    colour: Option<Colour>,
    search: String,
    table: TableView,
    rows: Vec<usize>,
    /// What the rows were found for.
    arranged: Option<Arranged>,
    /// By its place in the mirror.
    row: Cursor<usize>,
    seal: Seal,
}

type Key = (u64, Month, PathBuf);

type Arranged = (Weak<Held>, Colour, String, Option<Sort>);

/// What a person wants done, once all is drawn.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Leave,
    Month(Month),
    Issuer(String),
    ChooseList,
    Show(Colour),
    Export,
    Register,
    Files,
    Seal,
    Verify,
    Open(String),
    /// Have the list taken in, so that it is matched.
    Import,
}

/// What the panel around it has to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    Issuer(String),
    Import(PathBuf),
}

impl MonthEnd {
    pub fn open(&mut self) {
        self.is_open = true;
    }

    pub fn close(&mut self) {
        self.is_open = false;
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Holds this list against the store's.
    pub fn take(&mut self, list: PathBuf) {
        self.list = Some(list);
        self.forget();
    }

    /// How the invoices are seen.
    pub fn table(&self) -> &TableView {
        &self.table
    }

    /// Shows the invoices as they were seen before.
    pub fn restore_table(&mut self, kept: Option<&KeptTable>) {
        // Of invoices that differ, everything is shown.
        let columns = view::columns(Lang::Zh, Colour::BothDifferent, f32::INFINITY);
        self.table = kept.map(|kept| kept.view(columns.iter().map(Column::key))).unwrap_or_default();
    }

    /// Nothing of another list or month stays on screen.
    fn forget(&mut self) {
        self.held.clear();
        self.colour = None;
        self.row = Cursor::default();
    }

    /// The month that is looked at.
    fn month(&self, today: NaiveDate) -> Month {
        let usual = || Month::of(today).before(u32::from(today.day() <= CLOSED_UNTIL));
        self.month.unwrap_or_else(usual)
    }

    /// Takes what has come, and asks for what is shown. Called in `logic`, while it is open.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        self.seal.logic(cx);
        if let Some(picked) = self.picking.take() {
            match picked.look() {
                Ok(None) => self.picking = Some(picked),
                Ok(Some(place)) => place.into_iter().for_each(|list| self.take(list)),
                Err(_) => {}
            }
        }
        let Some(list) = self.list.clone() else { return };
        let key = (cx.office.revision(), self.month(cx.office.moment().today), list);
        self.held.keep(cx.office, key, |db, _, (_, month, list)| match mirror(db, *month, list) {
            Ok(mirror) => Ok(Ok(Arc::new(Held::of(mirror)))),
            Err(IssuedStop::List(error)) => Ok(Err(error)),
            Err(IssuedStop::Refused(refusal)) => Err(refusal),
        });
        self.arrange();
    }

    /// Finds and sorts the rows anew where something has changed that they depend on.
    fn arrange(&mut self) {
        let Some(held) = self.shown() else { return };
        let colour = *self.colour.get_or_insert_with(|| held.first_to_see());
        let asked = (Arc::downgrade(&held), colour, self.search.clone(), self.table.sort);
        let is_same = |known: &Arranged| {
            known.0.ptr_eq(&asked.0) && (known.1, &known.2, known.3) == (asked.1, &asked.2, asked.3)
        };
        if !self.arranged.as_ref().is_some_and(is_same) {
            self.rows = held.arranged(colour, &self.search, self.table.sort);
            self.arranged = Some(asked);
        }
        self.row.keep_to(&self.rows);
    }

    fn shown(&self) -> Option<Arc<Held>> {
        self.held.value()?.as_ref().ok().cloned()
    }

    fn row<'h>(&self, held: &'h Held) -> Option<&'h Mirrored> {
        held.mirror.invoices.get(self.row.id?)
    }

    fn apply(&mut self, cx: &mut Cx<'_>, issuer: &str, asked: Asked) -> Option<Wish> {
        match asked {
            Asked::Leave if self.search.is_empty() => self.close(),
            Asked::Leave => self.search.clear(),
            Asked::Month(month) => {
                self.month = Some(month);
                self.forget();
            }
            Asked::Issuer(issuer) => return Some(Wish::Issuer(issuer)),
            Asked::ChooseList => self.choose_list(cx),
            Asked::Show(colour) => {
                self.colour = Some(colour);
                self.row = Cursor::default();
            }
            Asked::Export => {
                if let (Some(held), Some(list)) = (self.shown(), self.list.clone()) {
                    cx.act(Action::Export(Outgoing::Mirror(Arc::clone(&held.mirror), list)));
                }
            }
            Asked::Register => {
                let month = self.month(cx.office.moment().today);
                let asked = RegisterAsked { month, issuer: issuer.to_owned() };
                cx.act(Action::Export(Outgoing::Register(asked)));
            }
            Asked::Files => {
                let month = Some(self.month(cx.office.moment().today));
                let asked = FilesAsked { month, ..FilesAsked::default() };
                cx.act(Action::Export(Outgoing::InvoiceFiles(asked)));
            }
            Asked::Seal => self.seal.ask(self.month(cx.office.moment().today)),
            Asked::Verify => self.seal.pick(cx),
            Asked::Open(application) => cx.act(Action::Go(Route::Application(application))),
            Asked::Import => return self.list.clone().map(Wish::Import),
        }
        None
    }

    fn choose_list(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::LIST_TITLE).to_owned(),
            name: cx.say(words::LIST_FILE).to_owned(),
            endings: TABLES,
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake));
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }
}
