//! A ticket on its way: the dialog that opens one from a refusal, wherever the refusal was said.

use egui::{Context, Ui};

use super::command_dialog::{CommandDialog, CommandForm, Head, Unready};
use super::fields::{Fields, too_long, typed};
use super::sending::{Answer, Sending};
use super::state::{Action, Cx};
use super::theme::Tone;
use super::unsaved::Unsaved;
use super::widgets::{Field, key_value_ui, weak_ui};
use crate::desk::commands::named_account;
use crate::desk::commands::tickets::{self, About, OpenTicket, Ticketed};
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::TicketId;
use crate::domain::list_columns::TicketColumn;
use crate::domain::refusal::checked;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, common, lists, tickets as words, unsaved};
use crate::ui::drafts::Inputs;

#[derive(Default)]
pub(super) struct Ticketing {
    wanted: Option<About>,
    looking: Option<(About, Sending<Found>)>,
    form: CommandDialog<TicketForm>,
}

/// What is known before a ticket is opened: the one that is open already, and the customer's name.
struct Found {
    open: Option<TicketId>,
    customer: String,
}

#[derive(Clone, PartialEq)]
struct TicketForm {
    about: About,
    customer: String,
    note: String,
}

impl Ticketing {
    /// Opens a ticket about this, or shows the one that is open.
    pub fn begin(&mut self, about: About) {
        self.wanted = Some(about);
    }

    pub fn unsaved(&self) -> Option<Unsaved> {
        self.form.unsaved()
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(about) = self.wanted.take() {
            let of = about.clone();
            let reply = cx.office.read(move |db, _| {
                let customer = named_account::account(db, &of.account)?.account.name;
                Ok(Found { open: tickets::open_about(db, &of)?, customer })
            });
            self.looking = Some((about, reply.into()));
        }
        if let Some((about, answer)) =
            self.looking.as_mut().and_then(|(about, reply)| Some((about.clone(), reply.take()?)))
        {
            self.looking = None;
            match answer {
                Ok(Found { open: Some(id), .. }) => show(cx, id),
                Ok(Found { open: None, customer }) => {
                    self.form.open(TicketForm { about, customer, note: String::new() });
                }
                Err(refusal) => cx.act(Action::Refused(refusal)),
            }
        }
        if let Some((_, Answer::OpenTicket(Ticketed { ticket, .. }))) = self.form.logic(cx) {
            cx.act(Action::ShowTicket(TicketId(ticket.parse().unwrap_or_default())));
        }
    }

    pub fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        self.form.show(ctx, cx, &());
    }
}

fn show(cx: &mut Cx<'_>, id: TicketId) {
    cx.act(Action::Toast(Tone::Info, words::there_already(cx.lang, id)));
    cx.act(Action::ShowTicket(id));
}

impl CommandForm for TicketForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::OPEN.get(lang))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        weak_ui(ui, words::OPEN_NOTE.get(lang));
        key_value_ui(ui, common::CUSTOMER.get(lang), &self.customer);
        if let Some(application) = &self.about.application {
            key_value_ui(ui, common::APPLICATION.get(lang), application);
        }
        key_value_ui(
            ui,
            lists::ticket_column(TicketColumn::Rule).get(lang),
            rule_text(self.about.rule).title.get(lang),
        );
        let fault = too_long(lang, &self.note);
        let field = Field::new(words::WISH.get(lang), &mut self.note).rows(3).limit(MAX_TEXT_CHARS);
        fields.text_ui(ui, "note", field.hint(words::WISH_HINT.get(lang)), fault);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        if let Some(too_long) = too_long(lang, &self.note) {
            return Err(Unready::Because(too_long));
        }
        let About { account, application, rule } = &self.about;
        Ok(Command::OpenTicket(OpenTicket {
            account: checked("account", account)?,
            rule: *rule,
            application: application.as_deref().map(|number| checked("application", number)).transpose()?,
            note: typed("note", &self.note)?,
        }))
    }

    fn done(&self, lang: Lang, answer: &Answer) -> String {
        match answer {
            Answer::OpenTicket(Ticketed { ticket, .. }) => words::opened(lang, ticket),
            _ => String::new(),
        }
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::NEW_TICKET, self.customer.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let About { account, application, rule } = &self.about;
        let of = application.as_deref().unwrap_or(rule.as_str());
        Some(DraftKey::new(DraftForm::Ticket).of_account(account).about(of))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("note", &mut self.note);
    }
}
