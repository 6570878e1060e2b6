//! What a person wants done on the delivery desk, and how it is begun.

use egui::{PointerButton, Ui};

use super::decide::Decide;
use super::{Delivering, Delivery, Tab, outbox};
use crate::desk::mail::outbox::OutboxMail;
use crate::desk::print::LabelsAsked;
use crate::desk::returned::files::FilesAsked;
use crate::domain::application::Step;
use crate::domain::mail::outbox::MessageState;
use crate::domain::policy::Delivery as Way;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Code;
use crate::i18n::{Lang, Text, delivery as words};
use crate::ui::bulk::Ask;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::loadable::View;
use crate::ui::outgoing::Outgoing;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;

/// What can be done with what is to be delivered.
const TO_DELIVER: [UserCommand; 4] =
    [UserCommand::SendMail, UserCommand::PrintLabels, UserCommand::PackChosen, UserCommand::EnterTracking];

/// What a person wants done, once all is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    Show(Tab),
    /// Lists only messages that are not sent yet, or all.
    Narrow(bool),
    ChooseAll,
    ChooseNone,
    /// What the row's first button does.
    Primary,
    Open(String),
    Run(UserCommand),
    /// Records how the row that is looked at was sent; with this number of the parcel, if one was read.
    Deliver(String),
    PickParcels,
    Decide,
}

/// A double click looks closer; it changes nothing. Enter does what the row's first button does.
pub(super) fn opened(ui: &Ui, application: &str) -> Asked {
    let is_mouse = ui.input(|input| input.pointer.button_double_clicked(PointerButton::Primary));
    if is_mouse { Asked::Open(application.to_owned()) } else { Asked::Primary }
}

impl Delivery {
    /// The commands of what is on screen.
    pub(super) fn offered(&self, lang: Lang) -> Vec<Offered> {
        let unless = |barred: bool, why: Text| barred.then(|| why.get(lang).to_owned());
        match self.tab {
            Tab::ToDeliver => {
                let is_read = !self.chosen.is_reading() && matches!(self.rows.view(), View::Ready(_));
                let none = unless(is_read && self.targets().count() == 0, words::NONE);
                TO_DELIVER.map(|command| command.unless(none.clone())).to_vec()
            }
            Tab::Outbox => {
                let waits = self.work.value().is_none_or(|work| !work.waiting.is_empty());
                let is_sent = self.sent_message().is_some();
                vec![
                    UserCommand::RetryMail.unless(unless(!waits, words::NOTHING_WAITS)),
                    UserCommand::MailReceipt.unless(unless(!is_sent, words::NO_RECEIPT)),
                ]
            }
        }
    }

    /// Does what is asked, or holds it: what is asked of all that is listed waits until all is here.
    pub(super) fn ask(&mut self, cx: &mut Cx<'_>, asked: Asked) {
        if self.chosen.is_reading() && asked != Asked::ChooseNone {
            self.held.push(asked);
        } else {
            self.apply(cx, asked);
        }
    }

    pub(super) fn apply(&mut self, cx: &mut Cx<'_>, asked: Asked) {
        match asked {
            Asked::Show(tab) => self.tab = tab,
            Asked::Narrow(only_open) => self.only_open = only_open,
            Asked::ChooseAll => {
                let query = self.query();
                self.chosen.choose_all(cx, query);
            }
            Asked::ChooseNone => self.chosen.clear(),
            Asked::Open(application) => cx.act(Action::Go(Route::Application(application))),
            Asked::Primary => self.primary(cx),
            Asked::Run(command) => self.carry_out(cx, command),
            Asked::Deliver(tracking_no) => {
                let number = self.row().map(|row| row.listed.number.clone());
                self.deliver_one(number, tracking_no);
            }
            Asked::PickParcels => self.parcels.pick(cx),
            Asked::Decide => {
                if let Some(form) = self.message_row().and_then(Decide::of) {
                    self.decide.open(form);
                }
            }
        }
    }

    fn carry_out(&mut self, cx: &mut Cx<'_>, command: UserCommand) {
        match command {
            UserCommand::SendMail => {
                let numbers = self.numbers(Way::Email);
                let posted = self.targets().count() - numbers.len();
                self.mail(cx, numbers, posted);
            }
            UserCommand::PrintLabels | UserCommand::PackChosen if self.targets().count() == 0 => {}
            UserCommand::PrintLabels => match self.numbers(Way::Post) {
                none if none.is_empty() => {
                    cx.act(Action::Toast(Tone::Info, cx.say(words::ALL_MAILED).to_owned()));
                }
                applications => {
                    let asked = LabelsAsked { applications, skip: 0 };
                    cx.act(Action::Export(Outgoing::Labels(asked)));
                }
            },
            UserCommand::PackChosen => {
                let applications = self.targets().rows().map(|row| row.listed.number.clone()).collect();
                let asked = FilesAsked { applications, ..FilesAsked::default() };
                cx.act(Action::Export(Outgoing::InvoiceFiles(asked)));
            }
            UserCommand::EnterTracking => {
                let mut numbers: Vec<String> =
                    self.targets().rows().map(|row| row.listed.number.clone()).collect();
                if numbers.len() > 1 {
                    return cx.act(Action::Bulk(Ask::Step(Step::Deliver, numbers)));
                }
                self.deliver_one(numbers.pop(), String::new());
            }
            UserCommand::RetryMail => self.retry(cx),
            UserCommand::MailReceipt => {
                if let Some(application) = self.sent_message().map(|message| message.application.clone()) {
                    cx.act(Action::Export(Outgoing::Receipt(application)));
                }
            }
            _ => {}
        }
    }

    /// Has the form opened in which it is recorded how this application was sent.
    fn deliver_one(&mut self, number: Option<String>, tracking_no: String) {
        self.delivering = number.map(|number| Delivering { number, tracking_no, is_begun: false });
    }

    /// The message that is looked at, where it was sent.
    fn sent_message(&self) -> Option<&OutboxMail> {
        self.message_row().filter(|message| message.state == MessageState::Sent)
    }

    /// The numbers of what something is done with that goes this way.
    fn numbers(&self, way: Way) -> Vec<String> {
        let targets = self.targets();
        let rows = targets.rows().filter(|row| row.way == way);
        rows.map(|row| row.listed.number.clone()).collect()
    }

    fn primary(&mut self, cx: &mut Cx<'_>) {
        match self.tab {
            Tab::ToDeliver => match self.row().map(|row| (row.way, row.listed.number.clone())) {
                Some((Way::Email, number)) => self.mail(cx, vec![number], 0),
                Some((Way::Post, _)) => self.apply(cx, Asked::Deliver(String::new())),
                None => {}
            },
            Tab::Outbox => match self.message_row() {
                Some(message) if outbox::can_decide(message) => self.apply(cx, Asked::Decide),
                Some(message) => cx.act(Action::Go(Route::Application(message.application.clone()))),
                None => {}
            },
        }
    }

    /// Shows what would be e-mailed of these applications, beside which so many go by post.
    pub(super) fn mail(&mut self, cx: &mut Cx<'_>, numbers: Vec<String>, posted: usize) {
        if numbers.is_empty() {
            if posted > 0 {
                cx.act(Action::Toast(Tone::Info, cx.say(words::ALL_POSTED).to_owned()));
            }
            return;
        }
        let codes: Result<Vec<Code>, Refusal> =
            numbers.iter().map(|number| checked("application", number)).collect();
        if let Some(codes) = cx.done_or_told(codes) {
            self.mailing.open(cx, codes, posted);
        }
    }

    /// Sends what waits in the outbox, whatever pause there still is.
    fn retry(&mut self, cx: &mut Cx<'_>) {
        let waiting = self.work.value().map(|work| work.waiting.clone()).unwrap_or_default();
        if !waiting.is_empty() && !self.mailing.is_sending() {
            self.mailing.send(cx, waiting);
        }
    }
}
