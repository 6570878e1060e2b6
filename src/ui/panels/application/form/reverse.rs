//! The reversal of an application: what it would come to, and then either the forms by which the tax bureau has it, or
//! the red invoices by which it is done.

use egui::Ui;
use serde::{Deserialize, Serialize};

use super::RedNumbers;
use super::begin::Begin;
use super::simulation::simulation_ui;
use crate::desk::commands::reverse_application::ReverseApplication;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::text::Code;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, domain, red_letters, steps as words};
use crate::ui::command_dialog::{Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::Fields;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{banner_ui, segmented_ui, select_ui, weak_ui};

const WIDTH: f32 = 560.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reverse {
    way: Way,
    begin: Begin,
    numbers: RedNumbers,
    reason: ReversalReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Way {
    Form,
    Number,
}

impl Reverse {
    pub(super) fn of(page: &ApplicationPage) -> Self {
        let begin = Begin::of(&page.reversal);
        let open = page.reversal.open().next();
        // A general invoice is usually reversed by the seller alone, with the form and the red invoice in one go.
        let by_form = !begin.is_empty() && (open.is_some() || page.view.r#type.is_special());
        Self {
            way: if by_form { Way::Form } else { Way::Number },
            begin,
            numbers: RedNumbers::of(&page.view),
            reason: open.map_or(ReversalReason::WrongInvoice, |letter| letter.reason),
        }
    }

    /// Whether it begins forms, and reverses nothing yet.
    pub(super) fn is_by_form(&self) -> bool {
        self.way == Way::Form
    }

    pub(super) fn head(&self, lang: Lang) -> Head {
        let head = Head::new(domain::step(Step::Reverse).get(lang)).width(WIDTH);
        match self.way {
            Way::Form => head.buttons(red_letters::BEGIN.get(lang), common::NOT_NOW),
            Way::Number => head.danger_if(true).for_good(),
        }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        if let Some(simulation) = &page.reversal.simulation {
            simulation_ui(ui, lang, simulation);
        }
        if !self.begin.is_empty() {
            let ways = [
                (Way::Form, red_letters::BY_FORM.get(lang)),
                (Way::Number, red_letters::BY_NUMBER.get(lang)),
            ];
            fields.heed(&segmented_ui(ui, red_letters::WAY.get(lang), &mut self.way, &ways));
        }
        match (self.way, &page.reversal.held_up) {
            (Way::Form, _) => {
                weak_ui(ui, red_letters::BEGIN_NOTE.get(lang));
                self.begin.fields_ui(ui, fields);
            }
            (Way::Number, Some(refusal)) => drop(banner_ui(ui, Tone::Warn, &message(lang, refusal), None)),
            (Way::Number, None) => {
                // An older version reversed applications without their red invoices.
                let is_late = page.view.state == ApplicationState::Reversed;
                let note = if is_late { words::ENTER_RED_NUMBERS_NOTE } else { words::REVERSE_NOTE };
                weak_ui(ui, note.get(lang));
                self.numbers.fields_ui(ui, fields);
            }
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            let half = ((ui.available_width() - space::L) / 2.0).floor();
            if self.is_by_form() {
                self.begin.entered_at_ui(ui, fields, half);
            }
            // Forms and reversal have the same reason.
            let is_given = page.reversal.open().next().is_some();
            let reasons = ReversalReason::ALL.map(|r| (r, domain::reversal_reason(r).get(lang)));
            let offered = reasons.iter().filter(|(reason, _)| !is_given || *reason == self.reason);
            let offered: Vec<_> = offered.copied().collect();
            let width = Some(ui.available_width());
            fields.heed(&select_ui(ui, common::REASON.get(lang), &mut self.reason, &offered, width));
        });
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("way", &mut self.way);
        inputs.field("reason", &mut self.reason);
        self.begin.inputs(inputs);
        self.numbers.inputs(inputs);
    }

    pub(super) fn command(
        &self,
        lang: Lang,
        application: Code,
        page: &ApplicationPage,
    ) -> Result<Command, Unready> {
        if self.is_by_form() {
            return Ok(self.begin.commands(lang, &application, self.reason)?.swap_remove(0));
        }
        if let Some(refusal) = &page.reversal.held_up {
            return Err(Unready::Because(message(lang, refusal)));
        }
        let (red_number, reversals) = self.numbers.given(lang)?;
        let reason = self.reason;
        Ok(ReverseApplication { application, reason, red_number, reversals }.into())
    }

    /// What is sent once that is done: the forms of the other invoices.
    pub(super) fn then(&self, lang: Lang, application: &Code) -> Vec<Command> {
        match self.way {
            Way::Form => self
                .begin
                .commands(lang, application, self.reason)
                .map_or_else(|_| Vec::new(), |all| all.into_iter().skip(1).collect()),
            Way::Number => Vec::new(),
        }
    }
}
