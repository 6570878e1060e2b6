//! The application wizard: what to invoice, as what and to whom, and a last look before it is submitted.

mod amount;
mod choice;
mod confirm;
mod data;
mod details;
mod details_view;
mod dialog;
mod pick;
mod sums;
mod view;

use egui::Ui;

use self::choice::Choice;
use self::data::Data;
use self::details::{Details, Said};
use self::dialog::Dialogs;
use self::pick::Pick;
use super::{Panel, parts};
use crate::desk::commands::submit_application::{self, Prepared, SubmitApplication, Submitted};
use crate::desk::pages::estimate::{self, Estimate};
use crate::domain::balance::Ask;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::policy::{AmountBasis, Delivery};
use crate::domain::refusal::{Refusal, checked};
use crate::domain::rule_id::RuleId;
use crate::domain::text::Code;
use crate::i18n::{Text, common, wizard as words};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::drafts::Keeping;
use crate::ui::fields::{given, typed};
use crate::ui::loadable::{Loadable, View};
use crate::ui::sending::{Answer, Sending};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    #[default]
    Amount,
    Details,
    Confirm,
}

impl Step {
    const ALL: [Self; 3] = [Self::Amount, Self::Details, Self::Confirm];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// On, and from the last step into the desk.
    Next,
    To(Step),
}

#[derive(Debug, Default)]
pub struct Wizard {
    account: String,
    step: Step,
    data: Loadable<(u64, String), Data>,
    pick: Pick,
    details: Option<Details>,
    /// By the revision of the store and the version of [`Pick`].
    estimate: Loadable<(u64, u64), Estimate>,
    /// It goes on as soon as the estimate is there.
    goes_on: bool,
    /// What would be submitted, from the last step.
    command: Option<Result<SubmitApplication, Refusal>>,
    /// Counts up with every command that is made.
    asked: u64,
    preview: Loadable<(u64, u64), Prepared>,
    submitting: Sending,
    dialogs: Dialogs,
    /// Whether the step has just been reached.
    is_new: bool,
    /// Whether something but the button that goes on had the keyboard in the last frame.
    had_focus: bool,
    /// What a command wants, for the next frame.
    wanted: Option<Move>,
    /// The frame in which it was drawn last.
    drawn: u64,
    /// Who was at the desk when it was begun.
    user: Option<String>,
    keeping: Option<Keeping>,
    /// What the draft was made of.
    kept: Option<(u64, String, Said)>,
    /// Applications of other customers that were begun, so that nothing typed is lost.
    left: Vec<Wizard>,
}

impl Panel for Wizard {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.take_answer(cx);
        self.take_answers_left(cx);
        let user = cx.office.chosen_user().map(|name| name.to_string());
        if user != self.user {
            // What somebody else began is kept as theirs.
            *self = Self { user, ..Self::default() };
        }
        let Some(chosen) = cx.chosen else { return };
        if chosen.account != self.account {
            self.turn_to(&chosen.account);
        }
        let revision = cx.office.revision();
        let key = (revision, self.account.clone());
        let is_new =
            self.data.keep(cx.office, key, |db, moment, (_, account)| Data::load(db, moment, account));
        if is_new {
            self.renew(cx);
        }
        self.keep(cx);
        if let Some(data) = self.data.value() {
            self.dialogs.logic(&data.sheet, self.details.as_mut(), is_new);
        }
        self.keep_estimate(cx, revision);
        self.keep_preview(cx, revision);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(wish) = self.draw(ui, cx) {
            self.go(ui, cx, wish);
        }
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        if cx.chosen.is_none() || self.dialogs.is_open() || self.data.value().is_none() {
            return Vec::new();
        }
        let why_not = self.cannot_go_on().map(|text| cx.say(text).to_owned());
        let on = UserCommand::GoOn.unless(why_not).named(cx.say(self.goes_on_by()));
        let back = (self.step > Step::Amount).then(|| UserCommand::StepBack.now());
        std::iter::once(on).chain(back).collect()
    }

    fn run(&mut self, command: UserCommand, _cx: &mut Cx<'_>) {
        self.wanted = match command {
            UserCommand::GoOn => Some(Move::Next),
            UserCommand::StepBack => Some(Move::To(self.before())),
            _ => None,
        };
    }
}

impl Wizard {
    /// Goes on with the application of another customer, or begins one; the one before is kept if it was begun.
    fn turn_to(&mut self, account: &str) {
        let mut left = std::mem::take(&mut self.left);
        let place = left.iter().position(|wizard| wizard.account == account);
        let begins = || Self { account: account.to_owned(), user: self.user.clone(), ..Self::default() };
        let next = place.map_or_else(begins, |place| left.swap_remove(place));
        let before = std::mem::replace(self, Self { is_new: true, drawn: self.drawn, ..next });
        if before.is_begun() || before.submitting.is_under_way() {
            left.push(before);
        }
        self.left = left;
    }

    /// Whether something was chosen or typed that the desk does not know of the customer by itself.
    fn is_begun(&self) -> bool {
        let (Some(data), Some(details)) = (self.data.value(), &self.details) else { return false };
        !self.pick.is_untouched() || !details.is_as_known(data)
    }

    fn renew(&mut self, cx: &Cx<'_>) {
        let Some(data) = self.data.value() else { return };
        match &mut self.details {
            Some(details) => {
                details.renew(data);
                self.pick.renew(data);
            }
            None => {
                self.pick = Pick::new(data.basis());
                self.pick.arrange(data);
                let mut details = Details::new(data);
                let mut choice = Choice::of(data, &self.pick, &details);
                let key = DraftKey::new(DraftForm::Application).of_account(&self.account);
                let keeping = Keeping::begin(cx.office, key, &mut choice, Choice::inputs);
                if keeping.is_draft() {
                    choice.give(data, &mut self.pick, &mut details);
                }
                (self.keeping, self.details) = (Some(keeping), Some(details));
            }
        }
    }

    /// Keeps what is chosen and typed, until it is submitted.
    fn keep(&mut self, cx: &Cx<'_>) {
        let (Some(data), Some(details), Some(keeping)) = (self.data.value(), &self.details, &self.keeping)
        else {
            return;
        };
        let now = (self.pick.version, self.pick.money.text().to_owned(), details.said());
        if self.kept.as_ref() == Some(&now) {
            return;
        }
        if self.is_begun() {
            keeping.keep(cx.office, &Choice::of(data, &self.pick, details), Choice::inputs);
        } else {
            keeping.keep_nothing(cx.office);
        }
        self.kept = Some(now);
    }

    /// Gives up what was begun.
    fn begin_anew(&mut self, cx: &Cx<'_>) {
        if let Some(keeping) = &mut self.keeping {
            keeping.forget(cx.office);
        }
        (self.details, self.kept) = (None, None);
        self.renew(cx);
        self.reach(Step::Amount);
    }

    /// Has the estimate worked out again where something else is asked for.
    fn keep_estimate(&mut self, cx: &Cx<'_>, revision: u64) {
        let (Some(data), true) = (self.data.value(), self.details.is_some()) else { return };
        let version = self.pick.version;
        let (pick, account) = (&self.pick, &self.account);
        self.estimate.keep_with(cx.office, (revision, version), |_| {
            let (account, ask) = (account.clone(), pick.ask(data));
            move |db, moment| estimate::estimate(db, moment, &account, &ask)
        });
        if self.goes_on && self.is_estimate_fresh() {
            self.goes_on = false;
            match self.cannot_go_on() {
                None => self.reach(Step::Details),
                Some(_) => self.is_new = true,
            }
        }
    }

    /// Has every rule asked about what would be submitted.
    fn keep_preview(&mut self, cx: &Cx<'_>, revision: u64) {
        let (Step::Confirm, Some(command)) = (self.step, &self.command) else { return };
        self.preview.keep_with(cx.office, (revision, self.asked), |_| {
            let command = command.clone();
            move |db, moment| submit_application::prepare(db, moment, &command?)
        });
    }

    fn take_answer(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.submitting.take_done() else { return };
        if let Some(application) = say_submitted(cx, &answer) {
            cx.act(Action::Go(Route::Application(application)));
        }
        if let Some(keeping) = &mut self.keeping {
            keeping.forget(cx.office);
        }
        let (left, user) = (std::mem::take(&mut self.left), self.user.take());
        *self = Self { left, user, ..Self::default() };
    }

    /// Takes the answers to what was being submitted when another customer was chosen.
    fn take_answers_left(&mut self, cx: &mut Cx<'_>) {
        self.left.retain_mut(|wizard| match wizard.submitting.take_done() {
            None => true,
            Some(answer) => {
                say_submitted(cx, &answer);
                if let Some(keeping) = &mut wizard.keeping {
                    keeping.forget(cx.office);
                }
                false
            }
        });
    }

    /// Whether the estimate that is there answers what is asked for now.
    fn is_estimate_fresh(&self) -> bool {
        !self.estimate.is_loading() && self.estimate.key().is_some_and(|key| key.1 == self.pick.version)
    }

    /// Why it cannot go on from where one is.
    fn cannot_go_on(&self) -> Option<Text> {
        let (Some(data), Some(details)) = (self.data.value(), &self.details) else {
            return Some(words::WORKING);
        };
        match self.step {
            Step::Amount => {
                if data.blocked.is_some() {
                    return Some(words::BLOCKED);
                }
                let refused = self.estimate.value().and_then(|estimate| estimate.refused.as_ref());
                match data.basis() {
                    AmountBasis::ChosenBills if self.pick.is_empty(data.basis()) => Some(words::CHOOSE_SOME),
                    AmountBasis::FreeAmount if self.pick.is_empty(data.basis()) => Some(words::ENTER_SOME),
                    _ => refused.map(|_| words::FIX_ABOVE),
                }
            }
            Step::Details => details.missing(data).map(|(_, text)| text),
            Step::Confirm if self.submitting.is_under_way() => Some(common::SUBMITTING),
            Step::Confirm if self.preview.is_loading() => Some(words::WORKING),
            Step::Confirm => self.preview_refused().map(|_| words::FIX_ABOVE),
        }
    }

    /// What the button is called that goes on.
    fn goes_on_by(&self) -> Text {
        if self.step == Step::Confirm { words::SUBMIT } else { words::NEXT }
    }

    fn preview_refused(&self) -> Option<&Refusal> {
        if let View::Failed(refusal) = self.preview.view() { Some(refusal) } else { None }
    }

    fn go(&mut self, ui: &Ui, cx: &Cx<'_>, wish: Move) {
        // What had the keyboard is gone with its step.
        if let Some(id) = ui.memory(|memory| memory.focused()) {
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        match (wish, self.step) {
            (Move::To(step), _) if !self.submitting.is_under_way() => self.reach(step),
            (Move::To(_), _) => {}
            (Move::Next, Step::Amount) if !self.is_estimate_fresh() => self.goes_on = true,
            // What is missing has the keyboard again.
            (Move::Next, _) if self.cannot_go_on().is_some() => self.is_new = true,
            (Move::Next, Step::Amount) => self.reach(Step::Details),
            (Move::Next, Step::Details) => self.reach(Step::Confirm),
            (Move::Next, Step::Confirm) => {
                if let Some(command) = self.command.clone() {
                    self.submitting.send(cx.office.command(command));
                }
            }
        }
    }

    fn reach(&mut self, step: Step) {
        self.step = step;
        self.is_new = true;
        self.goes_on = false;
        self.submitting.forget();
        if step == Step::Confirm {
            self.command = self.made();
            self.asked += 1;
            self.preview.clear();
        }
    }

    fn made(&self) -> Option<Result<SubmitApplication, Refusal>> {
        let (data, details) = (self.data.value()?, self.details.as_ref()?);
        let (mut bills, mut amount) = (None, None);
        match self.pick.ask(data) {
            Ask::Bills(chosen) => {
                let named = |(i, bill_no): (usize, &String)| checked(&format!("bills[{i}]"), bill_no);
                bills = Some(chosen.iter().enumerate().map(named).collect::<Result<_, _>>());
            }
            Ask::Amount(fen) => amount = Some(fen),
            Ask::All => {}
        }
        let by_email = data.sheet.policy.delivery == Delivery::Email;
        let r#type = details.invoice_type?;
        let account = checked("account", &self.account);
        Some(account.and_then(|account| {
            Ok(SubmitApplication {
                account,
                r#type,
                bills: bills.transpose()?,
                amount,
                all: None,
                address: details.address.filter(|_| !by_email).map(|id| Code::of_id(id.0)),
                email: given(&details.email).filter(|_| by_email),
                contact: typed("contact", &details.contact)?,
                remark: given(&details.remark),
            })
        }))
    }
}

/// The step in which what a rule refuses can be corrected.
fn step_of(rule: RuleId) -> Option<Step> {
    use RuleId as R;
    Some(match rule {
        R::BasisNotOffered
        | R::BillNotFound
        | R::BillNotPaid
        | R::BillAgeLimit
        | R::BillFullyInvoiced
        | R::AmountNotPositive
        | R::AmountExceedsInvoiceable
        | R::SelectionBelowOffset => Step::Amount,
        R::TypeNotAllowed
        | R::InvoiceInfoRequired
        | R::InvoiceInfoInvalid
        | R::QualificationRequired
        | R::QualificationPending
        | R::QualificationRejected
        | R::QualificationStale
        | R::AddressRequired
        | R::EmailRequired
        | R::EmailInvalid
        | R::RemarkInvalid => Step::Details,
        _ => return None,
    })
}

/// Says what was submitted; the number of the application.
fn say_submitted(cx: &mut Cx<'_>, answer: &Answer) -> Option<String> {
    let Answer::SubmitApplication(Submitted { application, amount, .. }) = answer else { return None };
    cx.act(Action::Toast(Tone::Ok, words::submitted(cx.lang, application, *amount)));
    Some(application.clone())
}
