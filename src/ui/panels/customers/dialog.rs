//! Dialogs about one customer: freezing, non-invoiceable money, top-ups.

use crate::desk::commands::accounts::SetAccountStatus;
use crate::desk::commands::amend_bills::RemoveNonInvoiceable;
use crate::desk::commands::bills::{AddNonInvoiceable, AddTopUp};
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::Reply;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::balance::LedgerReason;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, amend, customers as words, domain, period};
use crate::ui::date_text::parse_date;
use crate::ui::refusing::refusal_ui;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, Field, Modal, MoneyInput, modal_buttons_ui, money_field_ui, select_ui, strong_ui, sum_row_ui,
    weak_ui,
};
use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Ui};

/// A dialog that is open.
#[derive(Debug)]
pub(super) struct Dialog {
    account: String,
    name: String,
    kind: Kind,
    /// What it began with.
    start: Kind,
    /// What is missing is said once it was tried without.
    tried: bool,
    is_new: bool,
    sent: Option<Reply<Result<Answer, Refusal>>>,
    refused: Option<Refusal>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Status { to: AccountStatus, reason: String },
    Entry { amount: MoneyInput, reason: LedgerReason, note: String },
    TopUp { amount: MoneyInput, on: String },
    RemoveEntry { amount: Fen, reason: LedgerReason, why: String },
}

impl Dialog {
    /// Freezes an active account, or makes a frozen one active.
    pub fn status(account: &Account) -> Self {
        let to = match account.status {
            AccountStatus::Active => AccountStatus::Frozen,
            AccountStatus::Frozen => AccountStatus::Active,
        };
        Self::of(account, Kind::Status { to, reason: String::new() })
    }

    /// Adds to the non-invoiceable ledger.
    pub fn entry(account: &Account) -> Self {
        let reason = LedgerReason::LegacyPrepaidInvoice;
        Self::of(account, Kind::Entry { amount: MoneyInput::default(), reason, note: String::new() })
    }

    /// Records money paid in.
    pub fn top_up(account: &Account, today: NaiveDate) -> Self {
        Self::of(account, Kind::TopUp { amount: MoneyInput::default(), on: today.to_string() })
    }

    /// Removes an entry of the non-invoiceable ledger.
    pub fn remove_entry(account: &Account, amount: Fen, reason: LedgerReason) -> Self {
        Self::of(account, Kind::RemoveEntry { amount, reason, why: String::new() })
    }

    fn of(account: &Account, kind: Kind) -> Self {
        Self {
            account: account.code.clone(),
            name: account.name.clone(),
            start: kind.clone(),
            kind,
            tried: false,
            is_new: true,
            sent: None,
            refused: None,
        }
    }

    /// What is typed, if anything is.
    pub fn unsaved(&self) -> Option<Unsaved> {
        (self.kind != self.start).then(|| Unsaved::new(self.kind.title(), self.name.clone()))
    }

    /// Takes the answer, once it is there; what is to be said when it was done.
    pub fn poll(&mut self) -> Option<Text> {
        match self.sent.as_ref()?.poll()? {
            Ok(_) => Some(self.kind.done()),
            Err(refusal) => {
                self.sent = None;
                self.refused = Some(refusal);
                None
            }
        }
    }

    /// Draws the dialog; whether it is to be closed.
    pub fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let shown = Modal::new(self.kind.title().get(cx.lang)).show(ctx, |ui| self.body_ui(ui, cx));
        // What is under way is not put away: its answer could not be told any more.
        (shown.closed || shown.inner) && self.sent.is_none()
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        ui.spacing_mut().item_spacing.y = space::S;
        strong_ui(ui, &format!("{} · {}", self.name, self.account));
        weak_ui(ui, self.kind.explains().get(lang));
        let faults = if self.tried { self.kind.faults() } else { Vec::new() };
        let first = ui.add_enabled_ui(self.sent.is_none(), |ui| self.kind.fields_ui(ui, lang, &faults)).inner;
        if std::mem::take(&mut self.is_new) {
            first.request_focus();
        }
        if let Some(refusal) = &self.refused {
            refusal_ui(ui, lang, refusal);
        }
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let label = self.kind.title().get(lang);
            let is_danger = matches!(
                self.kind,
                Kind::Status { to: AccountStatus::Frozen, .. } | Kind::RemoveEntry { .. }
            );
            let button = if is_danger { Button::danger(label) } else { Button::primary(label) };
            let waiting = self.sent.as_ref().map(|_| words::SENDING.get(lang));
            send = button.disabled_because(waiting).show(ui).clicked();
            close = Button::secondary(words::NOT_NOW.get(lang)).show(ui).clicked();
        });
        send |= ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if send && self.sent.is_none() {
            self.tried = true;
            self.refused = None;
            self.sent = self.kind.command(&self.account).map(|command| cx.office.command(command));
        }
        close
    }
}

/// A field of a dialog, and what is wrong with it.
type Fault = (&'static str, Text);

impl Kind {
    const fn title(&self) -> Text {
        match self {
            Self::Status { to: AccountStatus::Frozen, .. } => words::FREEZE,
            Self::Status { to: AccountStatus::Active, .. } => words::UNFREEZE,
            Self::Entry { .. } => words::ADD_ENTRY,
            Self::TopUp { .. } => words::ADD_TOP_UP,
            Self::RemoveEntry { .. } => amend::REMOVE_ENTRY,
        }
    }

    const fn explains(&self) -> Text {
        match self {
            Self::Status { to: AccountStatus::Frozen, .. } => words::FREEZE_WHAT,
            Self::Status { to: AccountStatus::Active, .. } => words::UNFREEZE_WHAT,
            Self::Entry { .. } => words::ADD_ENTRY_WHAT,
            Self::TopUp { .. } => words::ADD_TOP_UP_WHAT,
            Self::RemoveEntry { .. } => amend::REMOVE_ENTRY_WHAT,
        }
    }

    const fn done(&self) -> Text {
        match self {
            Self::Status { to: AccountStatus::Frozen, .. } => words::FROZEN,
            Self::Status { to: AccountStatus::Active, .. } => words::UNFROZEN,
            Self::Entry { .. } => words::ENTRY_ADDED,
            Self::TopUp { .. } => words::TOP_UP_ADDED,
            Self::RemoveEntry { .. } => amend::REMOVED,
        }
    }

    /// What is missing or wrong, field by field.
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        match self {
            Self::Status { reason, .. } => {
                if reason.trim().is_empty() {
                    faults.push(("reason", words::REASON_NEEDED));
                }
            }
            Self::Entry { amount, reason, note } => {
                if !amount.amount().is_some_and(Fen::is_positive) {
                    faults.push(("amount", words::AMOUNT_NEEDED));
                }
                if *reason == LedgerReason::Other && note.trim().is_empty() {
                    faults.push(("note", words::NOTE_NEEDED));
                }
            }
            Self::RemoveEntry { why, .. } => {
                if why.trim().is_empty() {
                    faults.push(("why", amend::REASON_NEEDED));
                }
            }
            Self::TopUp { amount, on } => {
                if !amount.amount().is_some_and(Fen::is_positive) {
                    faults.push(("amount", words::AMOUNT_NEEDED));
                }
                if parse_date(on).is_none() {
                    faults.push(("on", period::NO_DATE));
                }
            }
        }
        faults
    }

    /// Draws the fields; the response is the first one's.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, faults: &[Fault]) -> egui::Response {
        let fault = |field| faults.iter().find(|(name, _)| *name == field).map(|(_, text)| text.get(lang));
        match self {
            Self::Status { reason, .. } => {
                Field::new(words::REASON.get(lang), reason).required().rows(2).error(fault("reason")).show(ui)
            }
            Self::Entry { amount, reason, note } => {
                let first = money_field_ui(ui, words::AMOUNT.get(lang), amount, None, fault("amount"));
                let reasons = LedgerReason::ALL.map(|r| (r, domain::ledger_reason(r).get(lang)));
                select_ui(ui, words::WHY.get(lang), reason, &reasons, None);
                let mut field = Field::new(words::NOTE.get(lang), note).rows(2).error(fault("note"));
                if *reason == LedgerReason::Other {
                    field = field.required();
                }
                field.show(ui);
                first
            }
            Self::RemoveEntry { amount, reason, why } => {
                sum_row_ui(ui, domain::ledger_reason(*reason).get(lang), &amount.grouped());
                Field::new(amend::REASON.get(lang), why).required().rows(2).error(fault("why")).show(ui)
            }
            Self::TopUp { amount, on } => {
                let first = money_field_ui(ui, words::AMOUNT.get(lang), amount, None, fault("amount"));
                Field::new(words::PAID_ON.get(lang), on)
                    .required()
                    .hint(period::DATE_HINT.get(lang))
                    .error(fault("on"))
                    .show(ui);
                first
            }
        }
    }

    /// What is to be done, where nothing is missing.
    fn command(&self, account: &str) -> Option<Command> {
        if !self.faults().is_empty() {
            return None;
        }
        let account = account.to_owned();
        Some(match self {
            Self::Status { to, reason } => Command::SetAccountStatus(SetAccountStatus {
                account,
                status: *to,
                reason: Some(reason.trim().to_owned()),
            }),
            Self::Entry { amount, reason, note } => Command::AddNonInvoiceable(AddNonInvoiceable {
                account,
                amount: amount.amount()?,
                reason: *reason,
                note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
            }),
            Self::RemoveEntry { amount, reason, why } => {
                Command::RemoveNonInvoiceable(RemoveNonInvoiceable {
                    account,
                    amount: *amount,
                    reason: *reason,
                    why: why.trim().to_owned(),
                })
            }
            Self::TopUp { amount, on } => {
                Command::AddTopUp(AddTopUp { account, amount: amount.amount()?, on: parse_date(on)? })
            }
        })
    }
}
