//! Dialogs about one customer: freezing, non-invoiceable money, top-ups, e-mail.

use chrono::NaiveDate;
use egui::Ui;

use crate::desk::commands::accounts::SetAccountStatus;
use crate::desk::commands::amend_bills::RemoveNonInvoiceable;
use crate::desk::commands::bills::{AddNonInvoiceable, AddTopUp};
use crate::desk::commands::mail::SetMailPreference;
use crate::desk::protocol::table::Command;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::balance::LedgerReason;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::mail::Language;
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, checked, checked_day};
use crate::i18n::{Lang, Text, amend, common, customers as words, domain, mail_settings, period, undoing};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::date_text::parse_date;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given, typed};
use crate::ui::sending::Answer;
use crate::ui::state::Undo;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, MoneyInput, select_ui, strong_ui, sum_row_ui, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CustomerForm {
    account: String,
    name: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Status { to: AccountStatus, reason: String },
    Entry { amount: MoneyInput, reason: LedgerReason, note: String },
    TopUp { amount: MoneyInput, on: String },
    RemoveEntry { amount: Fen, reason: LedgerReason, why: String },
    Mail { language: Language, cc: String },
}

impl CustomerForm {
    pub fn status(account: &Account) -> Self {
        let to = match account.status {
            AccountStatus::Active => AccountStatus::Frozen,
            AccountStatus::Frozen => AccountStatus::Active,
        };
        Self::of(account, Kind::Status { to, reason: String::new() })
    }

    pub fn entry(account: &Account) -> Self {
        let reason = LedgerReason::LegacyPrepaidInvoice;
        Self::of(account, Kind::Entry { amount: MoneyInput::default(), reason, note: String::new() })
    }

    pub fn top_up(account: &Account, today: NaiveDate) -> Self {
        Self::of(account, Kind::TopUp { amount: MoneyInput::default(), on: today.to_string() })
    }

    pub fn remove_entry(account: &Account, amount: Fen, reason: LedgerReason) -> Self {
        Self::of(account, Kind::RemoveEntry { amount, reason, why: String::new() })
    }

    pub fn mail(account: &Account, language: Language, cc: Option<&str>) -> Self {
        Self::of(account, Kind::Mail { language, cc: cc.unwrap_or_default().to_owned() })
    }

    fn of(account: &Account, kind: Kind) -> Self {
        Self { account: account.code.clone(), name: account.name.clone(), kind }
    }

    /// The title, what it does, and what is said when it is done.
    const fn texts(&self) -> [Text; 3] {
        match self.kind {
            Kind::Status { to: AccountStatus::Frozen, .. } => {
                [words::FREEZE, words::FREEZE_WHAT, words::FROZEN]
            }
            Kind::Status { to: AccountStatus::Active, .. } => {
                [words::UNFREEZE, words::UNFREEZE_WHAT, words::UNFROZEN]
            }
            Kind::Entry { .. } => [words::ADD_ENTRY, words::ADD_ENTRY_WHAT, words::ENTRY_ADDED],
            Kind::TopUp { .. } => [words::ADD_TOP_UP, words::ADD_TOP_UP_WHAT, words::TOP_UP_ADDED],
            Kind::Mail { .. } => {
                [mail_settings::CUSTOMER, mail_settings::CUSTOMER_WHAT, mail_settings::CUSTOMER_DONE]
            }
            Kind::RemoveEntry { .. } => [amend::REMOVE_ENTRY, amend::REMOVE_ENTRY_WHAT, amend::REMOVED],
        }
    }
}

impl CommandForm for CustomerForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let title = self.texts()[0].get(lang);
        Head::new(title).buttons(title, common::CANCEL).danger_if(matches!(
            self.kind,
            Kind::Status { to: AccountStatus::Frozen, .. } | Kind::RemoveEntry { .. }
        ))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::S;
        strong_ui(ui, &format!("{} · {}", self.name, self.account));
        weak_ui(ui, self.texts()[1].get(lang));
        match &mut self.kind {
            Kind::Status { reason, .. } => {
                let fault = fields.missing(reason, words::REASON_NEEDED);
                let field = Field::new(common::REASON.get(lang), reason).required().rows(2);
                fields.text_ui(ui, "reason", field, fault);
            }
            Kind::Entry { amount, reason, note } => {
                amount_ui(ui, fields, amount);
                let reasons = LedgerReason::ALL.map(|r| (r, domain::ledger_reason(r).get(lang)));
                fields.heed(&select_ui(ui, words::WHY.get(lang), reason, &reasons, None));
                let is_other = *reason == LedgerReason::Other;
                let fault = fields.missing(note, words::NOTE_NEEDED).filter(|_| is_other);
                let field = Field::new(words::NOTE.get(lang), note).rows(2);
                fields.text_ui(ui, "note", if is_other { field.required() } else { field }, fault);
            }
            Kind::RemoveEntry { amount, reason, why } => {
                sum_row_ui(ui, domain::ledger_reason(*reason).get(lang), &amount.grouped());
                let fault = fields.missing(why, amend::REASON_NEEDED);
                let field = Field::new(common::REASON.get(lang), why).required().rows(2);
                fields.text_ui(ui, "why", field, fault);
            }
            Kind::Mail { language, cc } => {
                let all = Language::ALL.map(|one| (one, mail_settings::language(one).get(lang)));
                fields.heed(&select_ui(ui, mail_settings::LANGUAGE.get(lang), language, &all, None));
                let fault = fields.refused_where(|refusal| matches!(refusal, Refusal::EmailInvalid { .. }));
                let field =
                    Field::new(mail_settings::CC.get(lang), cc).hint(mail_settings::CC_HINT.get(lang));
                fields.text_ui(ui, "cc", field, fault);
            }
            Kind::TopUp { amount, on } => {
                amount_ui(ui, fields, amount);
                let is_wrong = parse_date(on).is_none() && (fields.tried || !on.trim().is_empty());
                let fault = is_wrong.then(|| period::NO_DATE.get(lang).to_owned());
                let field = Field::new(words::PAID_ON.get(lang), on).required().day(fields.today);
                fields.text_ui(ui, "on", field.hint(period::DATE_HINT.get(lang)), fault);
            }
        }
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        let account = checked("account", &self.account)?;
        let positive =
            |input: &MoneyInput| input.amount().filter(|a| a.is_positive()).ok_or(Unready::Missing);
        Ok(match &self.kind {
            Kind::Status { to, reason } => Command::SetAccountStatus(SetAccountStatus {
                account,
                status: *to,
                reason: Some(typed("reason", reason)?.ok_or(Unready::Missing)?),
            }),
            Kind::Entry { amount, reason, note } => {
                let (amount, note) = (positive(amount)?, typed("note", note)?);
                if *reason == LedgerReason::Other && note.is_none() {
                    return Err(Unready::Missing);
                }
                Command::AddNonInvoiceable(AddNonInvoiceable { account, amount, reason: *reason, note })
            }
            Kind::RemoveEntry { amount, reason, why } => {
                let why = typed("why", why)?.ok_or(Unready::Missing)?;
                let (amount, reason) = (*amount, *reason);
                Command::RemoveNonInvoiceable(RemoveNonInvoiceable { account, amount, reason, why })
            }
            Kind::Mail { language, cc } => Command::SetMailPreference(SetMailPreference {
                account,
                language: Some(*language),
                cc: given(cc),
            }),
            Kind::TopUp { amount, on } => {
                let on = checked_day("on", parse_date(on).ok_or(Unready::Missing)?)?;
                Command::AddTopUp(AddTopUp { account, amount: positive(amount)?, on })
            }
        })
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        self.texts()[2].get(lang).to_owned()
    }

    fn undo(&self, _answer: &Answer) -> Option<Undo> {
        let Kind::Status { to, .. } = &self.kind else { return None };
        let status = match to {
            AccountStatus::Active => AccountStatus::Frozen,
            AccountStatus::Frozen => AccountStatus::Active,
        };
        let account = checked("account", &self.account);
        Undo::by(account.map(|account| SetAccountStatus { account, status, reason: None }), undoing::UNDONE)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(self.texts()[0], self.name.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let form = match &self.kind {
            Kind::Status { .. } => DraftForm::AccountStatus,
            Kind::Entry { .. } => DraftForm::NonInvoiceable,
            Kind::TopUp { .. } => DraftForm::TopUp,
            Kind::RemoveEntry { amount, .. } => {
                let key = DraftKey::new(DraftForm::NonInvoiceableRemoval).of_account(&self.account);
                return Some(key.about(amount.to_string()));
            }
            Kind::Mail { .. } => DraftForm::MailPreference,
        };
        Some(DraftKey::new(form).of_account(&self.account))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        match &mut self.kind {
            Kind::Status { to, reason } => {
                inputs.same("status", to);
                inputs.field("reason", reason);
            }
            Kind::Entry { amount, reason, note } => {
                inputs.field("amount", amount);
                inputs.field("reason", reason);
                inputs.field("note", note);
            }
            Kind::TopUp { amount, on } => {
                inputs.field("amount", amount);
                inputs.field("on", on);
            }
            Kind::RemoveEntry { why, .. } => inputs.field("why", why),
            Kind::Mail { language, cc } => {
                inputs.field("language", language);
                inputs.field("cc", cc);
            }
        }
    }
}

fn amount_ui(ui: &mut Ui, fields: &mut Fields<'_>, amount: &mut MoneyInput) {
    let is_wrong = fields.tried && !amount.amount().is_some_and(Fen::is_positive);
    let fault = is_wrong.then(|| words::AMOUNT_NEEDED.get(fields.lang).to_owned());
    fields.money_ui(ui, "amount", words::AMOUNT, amount, None, fault);
}
