//! The audit log: who did what, when and from where, beside it one entry with what it changed; and whether the store is
//! as the log says.

mod details;
mod findings;
mod list;

use chrono::{DateTime, Utc};
use egui::Ui;

use self::findings::{Asked, Findings};
use self::list::{AuditChoices, AuditList};
use super::Panel;
use crate::desk::check::{Report, check};
use crate::desk::pages::audit::told::{AuditPage, page};
use crate::desk::worker::Reply;
use crate::domain::check::About;
use crate::domain::log::{LogObject, ObjectKind};
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, audit as words, dates};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::icons;
use crate::ui::list_panel::{ListFilter, ListPanel, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::views::Kept;
use crate::ui::widgets::{ButtonKind, link_ui, pill_ui, text_row_ui, weak_ui};

/// The width of the card of an entry, and of a small window's.
const DETAILS: f32 = 380.0;
const DETAILS_NARROW: f32 = 320.0;
const SMALL: f32 = 900.0;

#[derive(Default)]
pub struct Audit {
    list: ListPanel<AuditList>,
    details: Loadable<(u64, i64), Option<AuditPage>>,
    /// What the selected entry is about is to be opened, once that is known.
    opens: bool,
    checking: Option<Reply<Result<Report, Refusal>>>,
    /// What the last check found, and when it was made.
    checked: Option<(DateTime<Utc>, Report)>,
    /// What it found is on screen.
    findings: Option<Findings>,
}

impl Audit {
    /// Lists what was done to something.
    pub(super) fn show_history(&mut self, kind: ObjectKind, number: String, name: String) {
        let choices = AuditChoices { user: None, object: Some((kind, number, name)) };
        self.list.look_at(ListFilter { choices, ..ListFilter::default() }, None);
    }

    /// What the last check found, and what leads to the whole of it.
    fn checked_ui(&mut self, ui: &mut Ui, lang: Lang) {
        if self.checking.is_some() {
            weak_ui(ui, words::CHECKING.get(lang));
        }
        let Some((at, report)) = self.checked.as_ref().filter(|_| self.checking.is_none()) else { return };
        let at = dates::moment(*at);
        let entries = report.proved.as_ref().map_or(0, |proved| proved.entry);
        let (wrong, notices) = (report.violations.len(), report.notices.len());
        let sees = text_row_ui(ui, |ui| {
            match wrong {
                0 => pill_ui(ui, Tone::Ok, icons::CHECK, &words::checked(lang, entries, &at)),
                _ => pill_ui(ui, Tone::Bad, icons::ALERT, &words::found_wrong(lang, wrong, &at)),
            };
            if notices > 0 {
                pill_ui(ui, Tone::Info, icons::INFO, &words::noticed(lang, notices));
            }
            wrong + notices > 0 && link_ui(ui, words::SEE_FINDINGS.get(lang)).clicked()
        });
        if sees {
            self.findings = Some(Findings::default());
        }
    }

    /// Goes to what something that was found is about.
    fn go_to(&mut self, cx: &mut Cx<'_>, about: About) {
        self.findings = None;
        let number = match about {
            About::Entry(entry) => return self.list.look_at(ListFilter::default(), Some(entry)),
            About::Object(LogObject { kind: ObjectKind::Application, number }) => {
                return cx.act(Action::Go(Route::Application(number)));
            }
            About::Object(LogObject { kind: ObjectKind::Account, number }) => {
                return cx.act(Action::Open(Target::Customer(number)));
            }
            About::Object(LogObject { number, .. }) | About::Numbered(number) => number,
        };
        self.list.look_at(ListFilter { text: number, ..ListFilter::default() }, None);
    }
}

impl Panel for Audit {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
        match self.list.selected {
            Some(id) => {
                self.details.keep(cx.office, (cx.office.revision(), id), |db, _, (_, id)| page(db, *id));
            }
            None => self.details.clear(),
        }
        if self.opens && self.open_object(cx) {
            self.opens = false;
        }
        if let Some(found) = self.checking.as_ref().and_then(Reply::poll) {
            self.checking = None;
            match found {
                Ok(report) => {
                    self.findings = (!report.violations.is_empty()).then(Findings::default);
                    self.checked = Some((cx.office.moment().now, report));
                }
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
        if self.checking.is_some() || self.checked.is_some() {
            self.checked_ui(ui, cx.lang);
            ui.add_space(space::S);
        }
        let side = if ui.available_width() < SMALL { DETAILS_NARROW } else { DETAILS };
        let side = if self.list.selected.is_some() { side } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                return self.details_ui(ui, cx);
            }
            let output = self.list.table_ui(ui, cx, |_, _, _| {});
            self.opens |= output.opened.is_some();
            if let Some(row) = output.opened.or(output.selected).or(output.entered) {
                self.list.selected = Some(row.id);
            }
        });
        let found = self.checked.as_ref().map(|(_, report)| report);
        if let (Some(findings), Some(report)) = (&mut self.findings, found) {
            match findings.show(ui.ctx(), cx.lang, report) {
                Some(Asked::GoTo(about)) => self.go_to(cx, about),
                Some(Asked::Close) => self.findings = None,
                None => {}
            }
        }
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let why_not = self.checking.as_ref().map(|_| words::CHECKING.get(cx.lang).to_owned());
        vec![UserCommand::CheckStore.unless(why_not)]
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if command == UserCommand::CheckStore && self.checking.is_none() {
            self.checking = Some(cx.office.beside(check));
        }
    }
}
