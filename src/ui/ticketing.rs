//! A ticket on its way: the dialog that opens one from a refusal, wherever the refusal was said.

use super::refusing::refusal_ui;
use super::state::{Action, Cx};
use super::theme::Tone;
use super::unsaved::Unsaved;
use super::widgets::{Button, Field, Modal, key_value_ui, modal_buttons_ui, weak_ui};
use crate::desk::commands::named_account;
use crate::desk::commands::tickets::OpenTicket;
use crate::desk::commands::tickets::{self, About, Ticketed};
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::Reply;
use crate::domain::ids::TicketId;
use crate::domain::refusal::Refusal;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::rules::rule_text;
use crate::i18n::{faults, steps, tickets as words, unsaved};
use egui::{Context, Key, Modifiers, Ui};

/// The ticket that is on its way, if one is.
#[derive(Default)]
pub(super) struct Ticketing {
    wanted: Option<About>,
    looking: Option<(About, Reply<Result<Found, Refusal>>)>,
    form: Option<Form>,
}

/// What is known before a ticket is opened: the one that is open already, and the customer's name.
struct Found {
    open: Option<TicketId>,
    customer: String,
}

struct Form {
    about: About,
    customer: String,
    note: String,
    is_new: bool,
    sent: Option<Reply<Result<Answer, Refusal>>>,
    refused: Option<Refusal>,
}

impl Ticketing {
    /// Opens a ticket about this, or shows the one that is open.
    pub fn begin(&mut self, about: About) {
        self.wanted = Some(about);
    }

    /// A ticket that is being written.
    pub fn unsaved(&self) -> Option<Unsaved> {
        let form = self.form.as_ref().filter(|form| !form.note.trim().is_empty())?;
        Some(Unsaved::new(unsaved::NEW_TICKET, form.customer.clone()))
    }

    /// Goes on with what was asked for and with what has come.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(about) = self.wanted.take() {
            let of = about.clone();
            let reply = cx.office.read(move |db, _| {
                let customer = named_account::account(db, &of.account)?.account.name;
                Ok(Found { open: tickets::open_about(db, &of)?, customer })
            });
            self.looking = Some((about, reply));
        }
        if let Some((about, answer)) =
            self.looking.as_ref().and_then(|(about, reply)| Some((about.clone(), reply.poll()?)))
        {
            self.looking = None;
            match answer {
                Ok(Found { open: Some(id), .. }) => show(cx, id),
                Ok(Found { open: None, customer }) => self.form = Some(Form::new(about, customer)),
                Err(refusal) => cx.act(Action::Refused(refusal)),
            }
        }
        if self.form.as_mut().is_some_and(|form| form.take_answer(cx)) {
            self.form = None;
        }
    }

    /// Draws the dialog above everything else.
    pub fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        let Some(form) = &mut self.form else { return };
        let width = DIALOG;
        let shown = Modal::new(cx.say(words::OPEN)).width(width).show(ctx, |ui| form.body_ui(ui, cx));
        if (shown.closed || shown.inner) && form.sent.is_none() {
            self.form = None;
        }
    }
}

/// How wide the dialog is.
const DIALOG: f32 = 480.0;

/// Shows the ticket that is open already.
fn show(cx: &mut Cx<'_>, id: TicketId) {
    cx.act(Action::Toast(Tone::Info, words::there_already(cx.lang, id)));
    cx.act(Action::ShowTicket(id));
}

impl Form {
    fn new(about: About, customer: String) -> Self {
        Self { about, customer, note: String::new(), is_new: true, sent: None, refused: None }
    }

    /// Takes the answer, if it has come; whether the ticket is open.
    fn take_answer(&mut self, cx: &mut Cx<'_>) -> bool {
        let Some(answer) = self.sent.as_ref().and_then(Reply::poll) else { return false };
        self.sent = None;
        match answer {
            Ok(answer) => {
                if let Answer::OpenTicket(Ticketed { ticket, .. }) = answer {
                    cx.act(Action::Toast(Tone::Ok, words::opened(cx.lang, &ticket)));
                    cx.act(Action::ShowTicket(TicketId(ticket.parse().unwrap_or_default())));
                }
                true
            }
            Err(refusal) => {
                self.refused = Some(refusal);
                false
            }
        }
    }

    /// The fields and buttons; whether it is to be closed.
    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        let under_way = self.sent.is_some();
        weak_ui(ui, words::OPEN_NOTE.get(lang));
        key_value_ui(ui, words::CUSTOMER.get(lang), &self.customer);
        if let Some(application) = &self.about.application {
            key_value_ui(ui, words::APPLICATION.get(lang), application);
        }
        key_value_ui(ui, words::WHY.get(lang), rule_text(self.about.rule).title.get(lang));
        let too_long = self.note.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let field = Field::new(words::WISH.get(lang), &mut self.note)
            .rows(3)
            .limit(MAX_TEXT_CHARS)
            .hint(words::WISH_HINT.get(lang))
            .error(error.as_deref())
            .enabled(!under_way)
            .show(ui);
        if std::mem::take(&mut self.is_new) {
            field.request_focus();
        }
        if field.changed() {
            self.refused = None;
        }
        if let Some(refusal) = &self.refused {
            refusal_ui(ui, lang, refusal);
        }
        let barred = if under_way { Some(steps::SENDING.get(lang).to_owned()) } else { error };
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let button = Button::primary(words::OPEN.get(lang)).shortcut("Ctrl Enter");
            send = button.disabled_because(barred.as_deref()).show(ui).clicked();
            close = Button::secondary(steps::NOT_NOW.get(lang)).show(ui).clicked();
        });
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if (send || chord) && barred.is_none() {
            let About { account, application, rule } = self.about.clone();
            let note = Some(self.note.trim().to_owned()).filter(|note| !note.is_empty());
            let command = OpenTicket { account, rule, application, note };
            self.sent = Some(cx.office.command(Command::OpenTicket(command)));
        }
        close
    }
}
