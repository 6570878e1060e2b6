//! What was decided, newest first, each with its evidence to be looked at again.

use egui::{Event, Ui};

use super::decided_list::DecidedList;
use super::evidence::{Evidence, is_tool};
use super::rows::{decided_ui, field_row_ui, submitted_ui};
use super::view::columns_ui;
use crate::desk::pages::review::{self, SubmissionView};
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::{EvidenceKind, QualificationState};
use crate::i18n::review as words;
use crate::ui::icons;
use crate::ui::list_panel::ListPanel;
use crate::ui::loadable::Loadable;
use crate::ui::outside::Shown;
use crate::ui::panels::looks::submission_row_ui;
use crate::ui::panels::parts::{self, card_not_there_ui};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::{Card, CheckRow, Found, empty_state_ui, is_menu_open, rule_ui};

/// Widths of the list, and the least of them in a narrow window.
const LIST: [f32; 2] = [500.0, 260.0];

#[derive(Default)]
pub(super) struct Decided {
    list: ListPanel<DecidedList>,
    details: Loadable<(u64, SubmissionId), SubmissionView>,
    pub(super) evidence: Evidence,
}

impl Decided {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
        let Some(id) = self.list.selected else { return self.details.clear() };
        self.details.keep(cx.office, (cx.office.revision(), id), |db, _, (_, id)| review::one(db, *id));
        if let Some(view) = self.details.value().filter(|view| view.submission.id == id) {
            self.evidence.logic(cx.office, cx.wake, &view.evidence);
        }
    }

    pub(super) fn keys(&mut self, ui: &Ui) {
        if ui.ctx().text_edit_focused() || is_menu_open(ui.ctx()) {
            return;
        }
        let tools = ui.input_mut(|input| {
            let is_tool_key = |event: &Event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    is_tool(*key) && !modifiers.command && !modifiers.alt
                }
                _ => false,
            };
            let (tools, others) = std::mem::take(&mut input.events).into_iter().partition(is_tool_key);
            input.events = others;
            let tools: Vec<Event> = tools;
            tools
        });
        for event in tools {
            if let Event::Key { key, .. } = event {
                self.evidence.key(key, false);
            }
        }
    }

    pub(super) fn search_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.list.search_ui(ui, cx);
    }

    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.list.failed_ui(ui, cx);
        columns_ui(ui, LIST, self, |ui, decided, column| match column {
            0 => decided.list_ui(ui, cx),
            1 => decided.scan_ui(ui, cx),
            _ => decided.fields_ui(ui, cx),
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let before = self.list.selected;
        self.list.table_ui(ui, cx, |_, _, _| {});
        if self.list.selected != before {
            self.evidence.clear();
        }
    }

    /// The submission that is selected, once it is there.
    fn open(&self) -> Option<&SubmissionView> {
        self.details.value().filter(|view| Some(view.submission.id) == self.list.selected)
    }

    fn scan_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let selected = self.list.selected;
        let Some(view) = self.details.value().filter(|view| Some(view.submission.id) == selected) else {
            Card::new().fill_height().show(ui, |ui| {
                let (title, how) = (cx.say(words::NONE_OPEN), cx.say(words::NONE_OPEN_HOW));
                empty_state_ui(ui, icons::REVIEW, title, how, None);
            });
            return;
        };
        if let Some(scan) = self.evidence.card_ui(ui, cx.lang, &view.evidence, &[]) {
            cx.act(Action::Show(Shown::Scan(scan.clone())));
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let Some(view) = self.open() else { return card_not_there_ui(ui, lang, &self.details.view()) };
        let is_approved = view.submission.state == QualificationState::Approved;
        let mut turned = None;
        Card::titled(words::FIELDS.get(lang)).fill_height().show(ui, |ui| {
            parts::scroll_ui(ui, &format!("decided-{}", view.submission.id.0), |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                submission_row_ui(ui, lang, &view.submission);
                decided_ui(ui, lang, view);
                rule_ui(ui);
                for field in InfoField::ALL {
                    let found = match view.submission.reasons.contains_key(field.as_str()) {
                        true => Found::Wrong,
                        false if is_approved => Found::Right,
                        false => Found::Open,
                    };
                    let is_lit = EvidenceKind::of(field) == self.evidence.kind();
                    let row = CheckRow { found, is_lit, ..CheckRow::default() };
                    let output = field_row_ui(ui, lang, view, field, row);
                    if output.row.contains_pointer() && ui.input(|input| input.pointer.primary_clicked()) {
                        turned = Some(field);
                    }
                    ui.add_space(space::XS);
                }
                rule_ui(ui);
                submitted_ui(ui, lang, &view.submission);
            });
        });
        if let Some(field) = turned {
            self.evidence.show(EvidenceKind::of(field));
        }
    }
}
