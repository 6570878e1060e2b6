//! The card of one ticket: what it is about, what was done, and the note that takes it onwards.

use egui::Ui;

use super::Tickets;
use crate::desk::commands::tickets::OnTicket;
use crate::desk::commands::tickets::TicketView;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::TicketId;
use crate::domain::list_columns::TicketColumn;
use crate::domain::refusal::checked;
use crate::domain::text::{Code, MAX_TEXT_CHARS};
use crate::domain::ticket::{TicketState, TicketStep};
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, Text, audit, common, dates, domain, help, lists, tickets as words};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::drafts::{Inputs, Keeping};
use crate::ui::fields::{Fields, too_long};
use crate::ui::icons::{self, Icon};
use crate::ui::panels::Panel;
use crate::ui::panels::parts::card_not_there_ui;
use crate::ui::refusing::refused_form_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    ButtonKind, Card, Field, body_ui, icon_button_ui, key_value_ui, key_value_with, link_ui, part_rule_ui,
    pill_ui, small_ui, strong_ui, text_row_ui, weak_ui,
};

/// The note that is being written on the open ticket, and what it does.
#[derive(Debug, Default)]
pub(super) struct Note {
    text: String,
    step: Option<TicketStep>,
    sending: Sending,
    /// It was sent, and the ticket is not yet shown as it is since.
    pub(super) settles: bool,
    /// The field takes the keyboard.
    pub(super) wants_focus: bool,
    /// None until its field was drawn.
    keeping: Option<Keeping>,
}

impl Note {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.sending.is_done() {
            let done = match self.step {
                Some(TicketStep::Close) => words::CLOSED,
                Some(TicketStep::Reopen) => words::REOPENED,
                _ => words::NOTED,
            };
            cx.act(Action::Toast(Tone::Ok, cx.say(done).to_owned()));
            *self = Self { settles: true, ..Self::default() };
        }
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.sending.is_under_way()
    }

    /// Begins with what was written on this ticket before, and says so.
    fn take_up_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, ticket: TicketId) {
        let key = || DraftKey::new(DraftForm::TicketNote).about(ticket.0.to_string());
        let text = &mut self.text;
        let keeping = self.keeping.get_or_insert_with(|| Keeping::begin(cx.office, key(), text, name));
        if keeping.mark_ui(ui, cx.lang, cx.office) {
            keeping.forget(cx.office);
            self.text.clear();
        }
    }

    /// Keeps what is written, until it is sent.
    fn keep(&self, cx: &Cx<'_>) {
        let Some(keeping) = &self.keeping else { return };
        if self.is_under_way() || self.text.trim().is_empty() {
            keeping.keep_nothing(cx.office);
        } else {
            keeping.keep(cx.office, &self.text, name);
        }
    }

    pub(super) fn send(&mut self, cx: &Cx<'_>, ticket: TicketId, step: TicketStep) {
        let made = match step {
            TicketStep::Note => Command::NoteTicket,
            TicketStep::Close => Command::CloseTicket,
            TicketStep::Reopen => Command::ReopenTicket,
        };
        let note = checked("note", self.text.trim());
        let on = note.map(|note| OnTicket { ticket: Code::of_id(ticket.0), note });
        self.step = Some(step);
        // The answer may come before the next frame is drawn.
        self.keeping.iter_mut().for_each(|keeping| keeping.forget(cx.office));
        self.sending.send(cx.office.command(on.map(made)));
    }

    /// What can be done with it to a ticket of this state, and why not now.
    pub(super) fn steps(&self, lang: Lang, state: TicketState) -> Vec<Offered> {
        let missing = || self.text.trim().is_empty().then(|| words::NOTE_MISSING.get(lang).to_owned());
        let sending = self.is_under_way().then(|| common::SAVING.get(lang).to_owned());
        let why_not = sending.or_else(|| too_long(lang, &self.text)).or_else(missing);
        let first = UserCommand::AddNote.unless(why_not.clone());
        match state {
            TicketState::Open => vec![first, UserCommand::CloseTicket.unless(why_not)],
            TicketState::Closed => vec![first.named(domain::ticket_step(TicketStep::Reopen).get(lang))],
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, state: TicketState) -> Option<UserCommand> {
        let (lang, under_way) = (cx.lang, self.sending.is_under_way());
        let mut fields = Fields::new(lang, cx.office.moment().today, self.sending.refused());
        fields.wants_focus = std::mem::take(&mut self.wants_focus);
        let error = too_long(lang, &self.text);
        let field = Field::new(words::NOTE.get(lang), &mut self.text).rows(3).limit(MAX_TEXT_CHARS);
        let field = field.hint(words::NOTE_HINT.get(lang)).enabled(!under_way);
        fields.text_ui(ui, "note", field, error);
        let (changed, said) = (fields.changed, fields.said);
        refused_form_ui(ui, lang, &mut self.sending, changed, said);
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            for (offered, kind) in
                self.steps(lang, state).iter().zip([ButtonKind::Primary, ButtonKind::Secondary])
            {
                if command_button_ui(ui, kind, offered) {
                    asked = Some(offered.command);
                }
            }
        });
        asked
    }
}

/// What a command does to a ticket of this state.
pub(super) fn step_of(command: UserCommand, state: TicketState) -> Option<TicketStep> {
    match (command, state) {
        (UserCommand::AddNote, TicketState::Open) => Some(TicketStep::Note),
        (UserCommand::AddNote, TicketState::Closed) => Some(TicketStep::Reopen),
        (UserCommand::CloseTicket, TicketState::Open) => Some(TicketStep::Close),
        _ => None,
    }
}

/// What of a note is kept.
fn name(text: &mut String, inputs: &mut Inputs) {
    inputs.field("note", text);
}

pub(super) const fn look_of(state: TicketState) -> (Tone, Icon) {
    match state {
        TicketState::Open => (Tone::Info, icons::HALF),
        TicketState::Closed => (Tone::Neutral, icons::CHECK),
    }
}

impl Tickets {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let Some(view) = self.shown().cloned() else {
            return card_not_there_ui(ui, lang, &self.details.view());
        };
        let id = view.ticket.id;
        let (mut close, mut history, mut asked) = (false, false, None);
        Card::titled(&words::number(lang, id))
            .actions(|ui| {
                close = icon_button_ui(ui, icons::CLOSE, common::CLOSE.get(lang)).clicked();
                history = icon_button_ui(ui, icons::AUDIT, audit::HISTORY.get(lang)).clicked();
            })
            .show_scrolled(ui, id.0, |ui| {
                facts_ui(ui, cx, &view);
                part_rule_ui(ui);
                strong_ui(ui, words::NOTES.get(lang));
                notes_ui(ui, lang, &view);
                ui.add_space(space::XS);
                self.note.take_up_ui(ui, cx, view.ticket.id);
                asked = self.note.ui(ui, cx, view.ticket.state);
                self.note.keep(cx);
            });
        if let Some(command) = asked {
            self.run(command, cx);
        }
        if history {
            cx.act(Action::Run(UserCommand::TicketHistory));
        }
        if close {
            self.select(None);
        }
    }
}

fn facts_ui(ui: &mut Ui, cx: &mut Cx<'_>, view: &TicketView) {
    let (lang, ticket) = (cx.lang, &view.ticket);
    key_value_with(ui, common::STATUS.get(lang), |ui| {
        let (tone, icon) = look_of(ticket.state);
        pill_ui(ui, tone, icon, domain::ticket_state(ticket.state).get(lang));
    });
    let leads = |ui: &mut Ui, name: Text, to: &str| {
        key_value_with(ui, name.get(lang), |ui| text_row_ui(ui, |ui| link_ui(ui, to).clicked()))
    };
    if leads(ui, common::CUSTOMER, &ticket.account_name) {
        let (code, name) = (ticket.account_code.clone(), ticket.account_name.clone());
        let chosen = Chosen::of(lang, code, name, ticket.account_kind, ticket.account_status);
        cx.act(Action::Choose(Some(chosen)));
        cx.act(Action::Go(Route::Customers));
    }
    if let Some(number) = &ticket.application_number
        && leads(ui, common::APPLICATION, number)
    {
        cx.act(Action::Go(Route::Application(number.clone())));
    }
    let about = rule_text(ticket.rule);
    key_value_ui(ui, lists::ticket_column(TicketColumn::Rule).get(lang), about.title.get(lang));
    weak_ui(ui, about.refuses.get(lang));
    if text_row_ui(ui, |ui| link_ui(ui, help::SEE_RULE.get(lang)).clicked()) {
        cx.act(Action::Explain(ticket.rule));
    }
    let opened = dates::moment(ticket.opened_at);
    key_value_ui(ui, common::SUBMITTED_AT.get(lang), &format!("{opened} · {}", ticket.opened_by));
}

fn notes_ui(ui: &mut Ui, lang: Lang, view: &TicketView) {
    if view.notes.is_empty() {
        weak_ui(ui, words::NO_NOTES.get(lang));
        return;
    }
    for (place, note) in view.notes.iter().enumerate() {
        let closes = view.ticket.state == TicketState::Closed && place + 1 == view.notes.len();
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text_row_ui(ui, |ui| {
                small_ui(ui, &format!("{} · {}", note.by, dates::moment(note.at)));
                if closes {
                    let (tone, icon) = look_of(TicketState::Closed);
                    pill_ui(ui, tone, icon, domain::ticket_state(TicketState::Closed).get(lang));
                }
            });
            body_ui(ui, &note.note);
        });
    }
}
