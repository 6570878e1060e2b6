//! The outbox: what was written to whom, and what became of it.

use egui::Ui;

use super::{Asked, Delivery};
use crate::desk::mail::outbox::OutboxMail;
use crate::domain::ids::MessageId;
use crate::domain::mail::outbox::{MailDecision, MessageState};
use crate::i18n::{Lang, common, dates, delivery as words, mail};
use crate::ui::commands::{UserCommand, wide_command_button_ui};
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::loading_ui;
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::theme::{Tone, Type, tokens};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, banner_ui, body_ui,
    columns_but, empty_state_ui, key_value_ui, key_value_with, link_ui, part_rule_ui, pill_ui, small_ui,
    strong_ui, text_row_ui, text_ui,
};

/// Widths of the list below which columns give way, the least needed first.
const ROOM_FOR_REASONS: f32 = 860.0;
const ROOM_FOR_TIMES: f32 = 620.0;

pub(super) const fn look_of(state: MessageState) -> (Tone, Icon) {
    match state {
        MessageState::Queued => (Tone::Info, icons::CLOCK),
        MessageState::Sending => (Tone::Info, icons::HALF),
        MessageState::Sent => (Tone::Ok, icons::CHECK),
        MessageState::Failed => (Tone::Bad, icons::ALERT),
        MessageState::Unknown => (Tone::Warn, icons::HELP),
        MessageState::Discarded => (Tone::Neutral, icons::CLOSE),
    }
}

/// Whether somebody can decide something about it.
pub(super) fn can_decide(message: &OutboxMail) -> bool {
    MailDecision::ALL.into_iter().any(|decision| decision.from(message.state).is_some())
}

/// What the list is drawn with.
pub(super) struct Messages<'a> {
    pub lang: Lang,
    pub rows: &'a Paged<bool, OutboxMail>,
    /// Whether only those are listed that are not sent yet.
    pub is_open: bool,
    pub takes_keyboard: bool,
}

pub(super) fn columns(lang: Lang) -> [Column<'static>; 6] {
    [
        Column::new("application", words::APPLICATION_NO.get(lang), 142.0).whole(),
        Column::new("to", words::TO.get(lang), 180.0).grows(),
        Column::new("state", common::STATUS.get(lang), lang.pick(104.0, 116.0)).whole(),
        Column::new("at", words::AT.get(lang), 140.0).whole(),
        Column::money("tries", words::TRIES.get(lang), 52.0),
        Column::new("why", words::WHY.get(lang), 220.0),
    ]
}

pub(super) fn list_ui(
    ui: &mut Ui,
    rows: &Messages<'_>,
    view: &mut TableView,
    selected: Option<MessageId>,
) -> TableOutput<Option<MessageId>> {
    let lang = rows.lang;
    let away: &[&str] = match ui.available_width() {
        room if room < ROOM_FOR_TIMES => &["why", "tries", "at"],
        room if room < ROOM_FOR_REASONS => &["why", "tries"],
        _ => &[],
    };
    let columns = columns_but(columns(lang), away);
    Table::new(words::OUTBOX.get(lang), &columns)
        .takes_keyboard(rows.takes_keyboard)
        .empty(|ui| match rows.rows.view() {
            View::NotAsked | View::Loading(None) => loading_ui(ui, lang),
            _ => {
                let none = (words::NO_MESSAGES, words::NO_MESSAGES_HOW);
                let (title, how) = if rows.is_open { (words::ALL_SENT, words::ALL_SENT_HOW) } else { none };
                empty_state_ui(ui, icons::INBOX, title.get(lang), how.get(lang), None);
            }
        })
        .show(ui, view, rows, selected.map(Some))
}

impl TableRows for Messages<'_> {
    type Id = Option<MessageId>;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> Self::Id {
        self.rows.row(row).map(|row| row.id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(row) = self.rows.row(row) else { return };
        match column {
            "application" => drop(body_ui(ui, &row.application)),
            "to" => drop(body_ui(ui, &row.to)),
            "state" => state_ui(ui, self.lang, row.state),
            "at" => {
                let at = row.tried_at.unwrap_or(row.queued_at);
                body_ui(ui, &dates::moment(at));
            }
            "tries" => drop(amount_text_ui(ui, &row.tries.to_string())),
            _ => match (&row.why, &row.answer) {
                (Some(why), _) => {
                    let why = mail::fault(self.lang, why);
                    text_ui(ui, &why, Type::Body, tokens(ui).bad).on_hover_text(why);
                }
                (None, Some(answer)) => drop(body_ui(ui, answer)),
                (None, None) => {}
            },
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        self.rows.row(row).is_some_and(|row| row.state == MessageState::Discarded)
    }
}

fn state_ui(ui: &mut Ui, lang: Lang, state: MessageState) {
    let (tone, icon) = look_of(state);
    pill_ui(ui, tone, icon, mail::state(state).get(lang));
}

impl Delivery {
    /// The card of the message that is looked at.
    pub(super) fn message_ui(&self, ui: &mut Ui, lang: Lang, asked: &mut Vec<Asked>) {
        let (Some(message), Some(at)) = (self.message_row(), self.message.at()) else { return };
        let note = words::of_messages(lang, at + 1, self.messages.count());
        let card = Card::titled(&message.application).note(&note);
        let mut pressed = None;
        let card = card.foot(|ui| {
            if can_decide(message) {
                let decide = Button::primary(words::DECIDE.get(lang)).shortcut("Enter").wide();
                pressed = decide.show(ui).clicked().then_some(Asked::Decide);
            } else if message.state == MessageState::Sent {
                let receipt = UserCommand::MailReceipt;
                pressed = wide_command_button_ui(ui, &receipt.now()).then_some(Asked::Run(receipt));
            } else {
                let open = Button::secondary(words::OPEN_APPLICATION.get(lang)).shortcut("Enter").wide();
                pressed = open.show(ui).clicked().then(|| Asked::Open(message.application.clone()));
            }
        });
        card.show_scrolled(ui, ("message", message.id.0), |ui| {
            text_row_ui(ui, |ui| state_ui(ui, lang, message.state));
            facts_ui(ui, lang, message);
            part_rule_ui(ui);
            files_ui(ui, lang, message);
            if text_row_ui(ui, |ui| link_ui(ui, words::OPEN_APPLICATION.get(lang)).clicked()) {
                asked.push(Asked::Open(message.application.clone()));
            }
        });
        asked.extend(pressed);
    }
}

fn facts_ui(ui: &mut Ui, lang: Lang, message: &OutboxMail) {
    if let Some(why) = &message.why {
        let tone = if message.state == MessageState::Unknown { Tone::Warn } else { Tone::Bad };
        banner_ui(ui, tone, &mail::fault(lang, why), None);
    }
    key_value_ui(ui, words::TO.get(lang), &message.to);
    if let Some(cc) = &message.cc {
        key_value_ui(ui, words::CC.get(lang), cc);
    }
    let from = format!("{} <{}>", message.from_name, message.from);
    key_value_ui(ui, words::FROM.get(lang), from.trim_start());
    key_value_ui(ui, words::SUBJECT.get(lang), &message.subject);
    let queued = format!("{} · {}", dates::moment(message.queued_at), message.by);
    key_value_ui(ui, words::QUEUED_AT.get(lang), &queued);
    if let Some(at) = message.tried_at {
        key_value_ui(ui, words::TRIED_AT.get(lang), &dates::moment(at));
    }
    key_value_ui(ui, words::TRIES.get(lang), &message.tries.to_string());
    if let Some(at) = message.again_at {
        key_value_ui(ui, words::AGAIN_AT.get(lang), &words::again(lang, at));
    }
    if let Some(answer) = &message.answer {
        key_value_ui(ui, words::ANSWER.get(lang), answer);
    }
    if let Some(by) = &message.decided_by {
        key_value_ui(ui, words::DECIDED_BY.get(lang), by);
    }
}

/// The files by their hashes, and those of the message itself.
fn files_ui(ui: &mut Ui, lang: Lang, message: &OutboxMail) {
    strong_ui(ui, words::ATTACHED.get(lang));
    if message.files.is_empty() {
        small_ui(ui, words::NO_FILES.get(lang));
    }
    for file in &message.files {
        body_ui(ui, &file.name);
        hash_ui(ui, &file.sha256);
    }
    if let Some(sha256) = &message.sha256 {
        strong_ui(ui, words::HASH.get(lang));
        hash_ui(ui, sha256);
    }
    key_value_with(ui, words::MESSAGE_ID.get(lang), |ui| hash_ui(ui, &message.message_id));
}

/// A text that only machines read, which can be copied.
fn hash_ui(ui: &mut Ui, text: &str) {
    let rich = Type::Small.rich(text).color(tokens(ui).weak);
    ui.add(egui::Label::new(rich).wrap().selectable(true));
}
