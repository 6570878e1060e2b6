//! The dialogs in which an admin corrects or removes a bill, or removes a refund of it.

use chrono::NaiveDate;
use egui::Ui;
use serde_json::Value;

use crate::desk::commands::amend_bills::{CorrectBill, RemoveBill, RemoveRefund, said};
use crate::desk::commands::bills::AddBill;
use crate::desk::lists::bills::{BillView, StoredRefund};
use crate::desk::protocol::changes::Changes;
use crate::desk::protocol::table::Command;
use crate::domain::bill::BillKind;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::list_columns::{BillColumn, ListColumn};
use crate::domain::money::Fen;
use crate::domain::refusal::{checked, checked_day};
use crate::i18n::lists::bill_column;
use crate::i18n::{Lang, Text, amend as words, common, domain, period};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::date_text::parse_date;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given, typed};
use crate::ui::sending::Answer;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, MoneyInput, select_ui, strong_ui, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amend {
    bill_no: String,
    /// As it was added.
    old: Value,
    kind: Kind,
    reason: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Correct(Box<Form>),
    Remove,
    Refund { amount: Fen, on: NaiveDate },
}

#[derive(Clone, Debug, PartialEq)]
struct Form {
    bill_no: String,
    account: String,
    kind: BillKind,
    item: String,
    amount: MoneyInput,
    opening: MoneyInput,
    billed_on: String,
    due_on: String,
    paid_on: String,
}

impl Amend {
    pub(super) fn correct(view: &BillView) -> Self {
        let bill = &view.bill;
        let form = Form {
            bill_no: bill.bill_no.clone(),
            account: view.customer.account.code.clone(),
            kind: bill.kind,
            item: view.item.clone().unwrap_or_default(),
            amount: MoneyInput::of(bill.amount),
            opening: MoneyInput::of(bill.opening),
            billed_on: bill.billed_on.to_string(),
            due_on: bill.due_on.to_string(),
            paid_on: bill.paid_on.map(|on| on.to_string()).unwrap_or_default(),
        };
        Self::of(view, Kind::Correct(Box::new(form)))
    }

    pub(super) fn remove(view: &BillView) -> Self {
        Self::of(view, Kind::Remove)
    }

    pub(super) fn refund(view: &BillView, refund: &StoredRefund) -> Self {
        Self::of(view, Kind::Refund { amount: refund.amount, on: refund.on })
    }

    fn of(view: &BillView, kind: Kind) -> Self {
        let old = said(&view.customer.account.code, &view.bill, view.item.as_deref());
        Self { bill_no: view.bill.bill_no.clone(), old, kind, reason: String::new() }
    }

    /// The days whose figures it may change.
    fn days(&self) -> Vec<NaiveDate> {
        let old = || ["billed_on", "paid_on"].into_iter().filter_map(|name| self.old[name].as_str());
        match &self.kind {
            Kind::Refund { on, .. } => vec![*on],
            Kind::Remove => old().filter_map(parse_date).collect(),
            Kind::Correct(form) => {
                old().chain([form.billed_on.as_str(), form.paid_on.as_str()]).filter_map(parse_date).collect()
            }
        }
    }

    pub(super) fn removes_the_bill(&self) -> bool {
        matches!(self.kind, Kind::Remove)
    }

    /// The title, what it does, and what is said when it is done.
    const fn texts(&self) -> [Text; 3] {
        match self.kind {
            Kind::Correct(_) => [words::CORRECT_BILL, words::CORRECT_BILL_WHAT, words::CORRECTED],
            Kind::Remove => [words::REMOVE_BILL, words::REMOVE_BILL_WHAT, words::REMOVED],
            Kind::Refund { .. } => [words::REMOVE_REFUND, words::REMOVE_REFUND_WHAT, words::REMOVED],
        }
    }
}

impl CommandForm for Amend {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(self.texts()[0].get(lang)).danger_if(!matches!(self.kind, Kind::Correct(_)))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::S;
        match &self.kind {
            Kind::Correct(_) | Kind::Remove => strong_ui(ui, &self.bill_no),
            Kind::Refund { amount, on } => strong_ui(ui, &words::refund(lang, &self.bill_no, *amount, *on)),
        };
        weak_ui(ui, self.texts()[1].get(lang));
        if let Kind::Correct(form) = &mut self.kind {
            form.fields_ui(ui, fields);
        }
        fields.sealed_ui(ui, self.days());
        let field = Field::new(common::REASON.get(lang), &mut self.reason).required().rows(2);
        fields.text_ui(ui, "reason", field, None);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let bill_no = checked("bill_no", &self.bill_no)?;
        let changes = match &self.kind {
            Kind::Correct(form) => form.changes(lang, &self.old)?,
            Kind::Remove | Kind::Refund { .. } => Changes::default(),
        };
        let reason =
            typed("reason", &self.reason)?.ok_or_else(|| Unready::because(lang, words::REASON_NEEDED))?;
        Ok(match self.kind {
            Kind::Correct(_) => Command::CorrectBill(CorrectBill { bill_no, reason, changes }),
            Kind::Remove => Command::RemoveBill(RemoveBill { bill_no, reason }),
            Kind::Refund { amount, on } => {
                let on = checked_day("on", on)?;
                Command::RemoveRefund(RemoveRefund { bill_no, amount, on, reason })
            }
        })
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        self.texts()[2].get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(self.texts()[0], self.bill_no.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let of = |form, object: &str| Some(DraftKey::new(form).about(object));
        match &self.kind {
            Kind::Correct(_) => of(DraftForm::BillCorrection, &self.bill_no),
            Kind::Remove => of(DraftForm::BillRemoval, &self.bill_no),
            Kind::Refund { amount, on } => {
                of(DraftForm::RefundRemoval, &format!("{} {on} {amount}", self.bill_no))
            }
        }
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("was", &self.old);
        inputs.field("reason", &mut self.reason);
        if let Kind::Correct(form) = &mut self.kind {
            form.inputs(inputs);
        }
    }
}

impl Form {
    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("bill_no", &mut self.bill_no);
        inputs.field("account", &mut self.account);
        inputs.field("kind", &mut self.kind);
        inputs.field("item", &mut self.item);
        inputs.field("amount", &mut self.amount);
        inputs.field("opening", &mut self.opening);
        inputs.field("billed_on", &mut self.billed_on);
        inputs.field("due_on", &mut self.due_on);
        inputs.field("paid_on", &mut self.paid_on);
    }

    /// The fields that differ from what is there.
    fn changes(&self, lang: Lang, old: &Value) -> Result<Changes, Unready> {
        let because = |why| move || Unready::because(lang, why);
        let day = |name: &str, text: &str| {
            Ok::<_, Unready>(checked_day(name, parse_date(text).ok_or_else(because(period::NO_DATE))?)?)
        };
        let paid_on = given(&self.paid_on).map(|on| day("paid_on", &on));
        let new = AddBill {
            account: typed("account", &self.account)?.ok_or_else(because(words::NUMBER_NEEDED))?,
            bill_no: typed("bill_no", &self.bill_no)?.ok_or_else(because(words::NUMBER_NEEDED))?,
            kind: self.kind,
            amount: self.amount.amount().ok_or_else(because(words::AMOUNT_NEEDED))?,
            billed_on: day("billed_on", &self.billed_on)?,
            due_on: day("due_on", &self.due_on)?,
            paid_on: paid_on.transpose()?,
            item: typed("item", &self.item)?,
            opening: Some(self.opening.amount().ok_or_else(because(words::AMOUNT_NEEDED))?),
        };
        let changes = Changes::between(old, &new)?;
        if changes.is_empty() { Err(because(common::NOTHING_CHANGED)()) } else { Ok(changes) }
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let hint = period::DATE_HINT.get(lang);
        fields.money_ui(ui, "amount", bill_column(BillColumn::Amount), &mut self.amount, None, None);
        fields.money_ui(ui, "opening", bill_column(BillColumn::Opening), &mut self.opening, None, None);
        for (column, text) in [
            (BillColumn::BilledOn, &mut self.billed_on),
            (BillColumn::DueOn, &mut self.due_on),
            (BillColumn::PaidOn, &mut self.paid_on),
        ] {
            let is_wrong = !text.trim().is_empty() && parse_date(text).is_none();
            let fault = is_wrong.then(|| period::NO_DATE.get(lang).to_owned());
            let field = Field::new(bill_column(column).get(lang), text).hint(hint).day(fields.today);
            fields.text_ui(ui, column.as_str(), field, fault);
        }
        let mut text_ui = |ui: &mut Ui, column: BillColumn, text| {
            let field = Field::new(bill_column(column).get(lang), text);
            let field = if column == BillColumn::Item { field } else { field.required() };
            fields.text_ui(ui, column.as_str(), field, None);
        };
        text_ui(ui, BillColumn::BillNo, &mut self.bill_no);
        text_ui(ui, BillColumn::Account, &mut self.account);
        let kinds = BillKind::ALL.map(|kind| (kind, domain::bill_kind(kind).get(lang)));
        let kind = select_ui(ui, bill_column(BillColumn::Kind).get(lang), &mut self.kind, &kinds, None);
        text_ui(ui, BillColumn::Item, &mut self.item);
        fields.heed(&kind);
    }
}
