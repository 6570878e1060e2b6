//! The audit log: who did what, when and from where, beside it one entry with what it changed; and whether the store is
//! as the log says.

mod details;
mod list;

use chrono::{DateTime, Utc};
use egui::Ui;

use self::list::{AuditChoices, AuditList};
use super::Panel;
use crate::desk::check::{Report, check};
use crate::desk::pages::audit::{self, AuditEntry};
use crate::desk::worker::Reply;
use crate::domain::log::ObjectKind;
use crate::domain::refusal::Refusal;
use crate::i18n::{audit as words, dates};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::icons;
use crate::ui::list_panel::{ListFilter, ListPanel, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::views::Kept;
use crate::ui::widgets::{ButtonKind, closing_chip_ui, pill_ui, text_row_ui, weak_ui};

/// The width of the card of an entry, and of a small window's.
const DETAILS: f32 = 380.0;
const DETAILS_NARROW: f32 = 320.0;
const SMALL: f32 = 900.0;

#[derive(Default)]
pub struct Audit {
    list: ListPanel<AuditList>,
    details: Loadable<(u64, i64), Option<AuditEntry>>,
    checking: Option<Reply<Result<Report, Refusal>>>,
    /// What the last check found, and when it was made.
    checked: Option<(DateTime<Utc>, Report)>,
}

impl Audit {
    /// Lists what was done to something.
    pub(super) fn show_history(&mut self, kind: ObjectKind, number: String, name: String) {
        let choices = AuditChoices { user: None, object: Some((kind, number, name)) };
        self.list.look_at(ListFilter { choices, ..ListFilter::default() }, None);
    }

    /// What the last check found, and by what the list is narrowed besides its chips.
    fn notes_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        text_row_ui(ui, |ui| {
            if self.checking.is_some() {
                weak_ui(ui, words::CHECKING.get(lang));
            } else if let Some((at, report)) = &self.checked {
                let at = dates::moment(*at);
                let entries = report.proved.as_ref().map_or(0, |proved| proved.entry);
                match report.violations.len() {
                    0 => pill_ui(ui, Tone::Ok, icons::CHECK, &words::checked(lang, entries, &at)),
                    wrong => pill_ui(ui, Tone::Bad, icons::ALERT, &words::found_wrong(lang, wrong, &at)),
                };
            }
            let AuditChoices { user, object } = &mut self.list.filter.choices;
            if user.as_ref().is_some_and(|name| closing_chip_ui(ui, name, None).clicked()) {
                *user = None;
            }
            let history = object.as_ref().map(|(.., name)| words::history_of(lang, name));
            if history.is_some_and(|name| closing_chip_ui(ui, &name, None).clicked()) {
                *object = None;
            }
        });
    }
}

impl Panel for Audit {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
        match self.list.selected {
            Some(id) => {
                self.details
                    .keep(cx.office, (cx.office.revision(), id), |db, _, (_, id)| audit::entry(db, *id));
            }
            None => self.details.clear(),
        }
        if let Some(found) = self.checking.as_ref().and_then(Reply::poll) {
            self.checking = None;
            match found {
                Ok(report) => self.checked = Some((cx.office.moment().now, report)),
                Err(refusal) => cx.act(Action::Refused(refusal)),
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let offered = self.commands(cx);
        self.list.head_ui(ui, cx, |list, ui, cx| {
            list.export_ui(ui, cx);
            for offered in offered.iter().filter(|offered| offered.command == UserCommand::CheckStore) {
                if command_button_ui(ui, ButtonKind::Secondary, offered) {
                    cx.act(Action::Run(UserCommand::CheckStore));
                }
            }
            list.period_ui(ui, cx, words::PERIOD);
            list.search_ui(ui, cx);
        });
        let choices = &self.list.filter.choices;
        if self.checking.is_some() || self.checked.is_some() || *choices != AuditChoices::default() {
            self.notes_ui(ui, cx);
            ui.add_space(space::S);
        }
        let side = if ui.available_width() < SMALL { DETAILS_NARROW } else { DETAILS };
        let side = if self.list.selected.is_some() { side } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                return self.details_ui(ui, cx);
            }
            let output = self.list.table_ui(ui, cx, |_, _, _| {});
            if let Some(row) = output.opened.or(output.selected).or(output.entered) {
                self.list.selected = Some(row.id);
            }
        });
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }

    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        if self.checking.is_none() { vec![UserCommand::CheckStore.now()] } else { Vec::new() }
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if command == UserCommand::CheckStore && self.checking.is_none() {
            self.checking = Some(cx.office.beside(check));
        }
    }
}
