//! The dialogs in which an admin corrects or removes a bill, or removes a refund of it.

use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Response, Ui};

use crate::desk::commands::amend_bills::{CorrectBill, RemoveBill, RemoveRefund};
use crate::desk::commands::bills::AddBill;
use crate::desk::lists::bills::{BillView, StoredRefund};
use crate::desk::protocol::changes::{self, Changes};
use crate::desk::protocol::table::Command;
use crate::domain::bill::BillKind;
use crate::domain::export::BillColumn;
use crate::domain::money::Fen;
use crate::i18n::export::bill_column;
use crate::i18n::{Lang, Text, amend as words, domain, period, steps};
use crate::ui::date_text::parse_date;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Field, Modal, MoneyInput, modal_buttons_ui, money_field_ui, select_ui, strong_ui, weak_ui,
};

/// A dialog that is open.
#[derive(Debug)]
pub(super) struct Amend {
    old: AddBill,
    kind: Kind,
    reason: String,
    is_new: bool,
    sending: Sending,
}

#[derive(Debug)]
enum Kind {
    Correct(Box<Form>),
    Remove,
    Refund { amount: Fen, on: NaiveDate },
}

/// What a bill should say, as it is typed.
#[derive(Debug)]
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
    /// Corrects a bill.
    pub(super) fn correct(view: &BillView) -> Self {
        let old = said(view);
        let form = Form {
            bill_no: old.bill_no.clone(),
            account: old.account.clone(),
            kind: old.kind,
            item: old.item.clone().unwrap_or_default(),
            amount: MoneyInput::of(old.amount),
            opening: MoneyInput::of(old.opening.unwrap_or_default()),
            billed_on: old.billed_on.to_string(),
            due_on: old.due_on.to_string(),
            paid_on: old.paid_on.map(|on| on.to_string()).unwrap_or_default(),
        };
        Self::of(view, Kind::Correct(Box::new(form)))
    }

    /// Removes a bill.
    pub(super) fn remove(view: &BillView) -> Self {
        Self::of(view, Kind::Remove)
    }

    /// Removes a refund of a bill.
    pub(super) fn refund(view: &BillView, refund: &StoredRefund) -> Self {
        Self::of(view, Kind::Refund { amount: refund.amount, on: refund.on })
    }

    fn of(view: &BillView, kind: Kind) -> Self {
        Self { old: said(view), kind, reason: String::new(), is_new: true, sending: Sending::default() }
    }

    /// Takes the answer, if it has come; what is to be said when it was done, and whether the bill is gone.
    pub(super) fn logic(&mut self) -> Option<(Text, bool)> {
        if !self.sending.is_done() {
            return None;
        }
        Some(match self.kind {
            Kind::Correct(_) => (words::CORRECTED, false),
            Kind::Remove => (words::REMOVED, true),
            Kind::Refund { .. } => (words::REMOVED, false),
        })
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let shown = Modal::new(self.title().get(cx.lang)).show(ctx, |ui| self.body_ui(ui, cx));
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    const fn title(&self) -> Text {
        match self.kind {
            Kind::Correct(_) => words::CORRECT_BILL,
            Kind::Remove => words::REMOVE_BILL,
            Kind::Refund { .. } => words::REMOVE_REFUND,
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        ui.spacing_mut().item_spacing.y = space::S;
        let (about, explains) = match &self.kind {
            Kind::Correct(_) => (self.old.bill_no.clone(), words::CORRECT_BILL_WHAT),
            Kind::Remove => (self.old.bill_no.clone(), words::REMOVE_BILL_WHAT),
            Kind::Refund { amount, on } => {
                (words::refund(lang, &self.old.bill_no, *amount, *on), words::REMOVE_REFUND_WHAT)
            }
        };
        strong_ui(ui, &about);
        weak_ui(ui, explains.get(lang));
        ui.add_enabled_ui(!self.sending.is_under_way(), |ui| {
            let first = match &mut self.kind {
                Kind::Correct(form) => Some(form.fields_ui(ui, lang)),
                _ => None,
            };
            let reason = Field::new(words::REASON.get(lang), &mut self.reason).required().rows(2).show(ui);
            if std::mem::take(&mut self.is_new) {
                first.unwrap_or(reason).request_focus();
            }
        });
        if let Some(refusal) = self.sending.refused() {
            refusal_ui(ui, lang, refusal);
        }
        let command = self.command();
        let under_way = self.sending.is_under_way().then_some(steps::SENDING);
        let barred = under_way.or(command.as_ref().err().copied()).map(|text| text.get(lang));
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let label = self.title().get(lang);
            let is_correction = matches!(self.kind, Kind::Correct(_));
            let button = if is_correction { Button::primary(label) } else { Button::danger(label) };
            send = button.shortcut("Ctrl Enter").disabled_because(barred).show(ui).clicked();
            close = Button::secondary(steps::NOT_NOW.get(lang)).show(ui).clicked();
        });
        send |= ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if let (true, None, Ok(command)) = (send, barred, command) {
            self.sending.send(cx.office.command(command));
        }
        close
    }

    /// What is to be done, or what is missing.
    fn command(&self) -> Result<Command, Text> {
        let bill_no = self.old.bill_no.clone();
        let changes = match &self.kind {
            Kind::Correct(form) => form.changes(&self.old)?,
            Kind::Remove | Kind::Refund { .. } => Changes::new(),
        };
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(words::REASON_NEEDED);
        }
        Ok(match &self.kind {
            Kind::Correct(_) => Command::CorrectBill(CorrectBill { bill_no, reason, changes }),
            Kind::Remove => Command::RemoveBill(RemoveBill { bill_no, reason }),
            Kind::Refund { amount, on } => {
                Command::RemoveRefund(RemoveRefund { bill_no, amount: *amount, on: *on, reason })
            }
        })
    }
}

/// A bill in the fields in which it is added.
fn said(view: &BillView) -> AddBill {
    let bill = &view.bill;
    AddBill {
        account: view.customer.account.code.clone(),
        bill_no: bill.bill_no.clone(),
        kind: bill.kind,
        amount: bill.amount,
        billed_on: bill.billed_on,
        due_on: bill.due_on,
        paid_on: bill.paid_on,
        item: view.item.clone(),
        opening: Some(bill.opening),
    }
}

impl Form {
    /// The fields that differ from what is there, or what cannot be read.
    fn changes(&self, old: &AddBill) -> Result<Changes, Text> {
        let text = |text: &str| text.trim().to_owned();
        let day = |text: &str| parse_date(text).ok_or(period::NO_DATE);
        let new = AddBill {
            account: Some(text(&self.account)).filter(|code| !code.is_empty()).ok_or(words::NUMBER_NEEDED)?,
            bill_no: Some(text(&self.bill_no)).filter(|no| !no.is_empty()).ok_or(words::NUMBER_NEEDED)?,
            kind: self.kind,
            amount: self.amount.amount().ok_or(words::AMOUNT_NEEDED)?,
            billed_on: day(&self.billed_on)?,
            due_on: day(&self.due_on)?,
            paid_on: Some(&self.paid_on).filter(|on| !on.trim().is_empty()).map(|on| day(on)).transpose()?,
            item: Some(text(&self.item)).filter(|item| !item.is_empty()),
            opening: Some(self.opening.amount().ok_or(words::AMOUNT_NEEDED)?),
        };
        let changes = changes::between(old, &new);
        if changes.is_empty() { Err(words::NOTHING_CHANGED) } else { Ok(changes) }
    }

    /// Draws the fields; the response is the first one's.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> Response {
        let name = |column| bill_column(column).get(lang);
        let hint = period::DATE_HINT.get(lang);
        let first = money_field_ui(ui, name(BillColumn::Amount), &mut self.amount, None, None);
        money_field_ui(ui, name(BillColumn::Opening), &mut self.opening, None, None);
        for (column, text) in [
            (BillColumn::BilledOn, &mut self.billed_on),
            (BillColumn::DueOn, &mut self.due_on),
            (BillColumn::PaidOn, &mut self.paid_on),
        ] {
            let error =
                (!text.trim().is_empty() && parse_date(text).is_none()).then(|| period::NO_DATE.get(lang));
            Field::new(name(column), text).hint(hint).error(error).show(ui);
        }
        Field::new(name(BillColumn::BillNo), &mut self.bill_no).required().show(ui);
        Field::new(name(BillColumn::Account), &mut self.account).required().show(ui);
        let kinds = BillKind::ALL.map(|kind| (kind, domain::bill_kind(kind).get(lang)));
        select_ui(ui, name(BillColumn::Kind), &mut self.kind, &kinds, None);
        Field::new(name(BillColumn::Item), &mut self.item).show(ui);
        first
    }
}
