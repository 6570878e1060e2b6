//! A bill: what was charged, whether it was paid, and what of it was refunded and invoiced elsewhere.

use chrono::NaiveDate;

use super::amount::{Amount, amount};
use super::row_problems::RowProblems;
use super::{MAX_NAME, Record};
use crate::domain::bill::BillKind;
use crate::domain::import::{
    BillState, ControlTotals, Field, ImportKind, LeftOutReason, NoticeKind, RowFault, RowProblem,
};
use crate::domain::money::Fen;
use crate::exchange::import::reader::{RowView, Unread};
use crate::exchange::import::words;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BillRecord {
    pub bill_no: String,
    pub account: String,
    pub kind: Option<BillKind>,
    /// What was charged, with tax.
    pub amount: Fen,
    /// Whether the amount is a sum that stands nowhere in the file.
    pub is_worked_out: bool,
    /// The amount as it stands in the column of which the table gives a total.
    pub listed: Option<Fen>,
    pub billed_on: NaiveDate,
    /// Until when it is to be paid; on a paid bill, where it decides nothing, it may be missing.
    pub due_on: Option<NaiveDate>,
    pub paid_on: Option<NaiveDate>,
    /// Whether the table says that it is not paid, though a day may be known on which it will be.
    pub is_said_unpaid: bool,
    pub item: Option<String>,
    /// What was refunded of it so far; `None` where the table does not say.
    pub refunded: Option<Fen>,
    /// What was invoiced of it elsewhere; `None` where the table does not say.
    pub opening: Option<Fen>,
}

/// How far a bill is, by the words of the row.
#[derive(Clone, Copy)]
struct States {
    payment: Option<BillState>,
    refunding: Option<BillState>,
    invoicing: Option<BillState>,
}

impl Record for BillRecord {
    const KIND: ImportKind = ImportKind::Bills;
    const KEY: Option<Field> = Some(Field::BillNo);

    fn read(row: &RowView<'_>) -> Result<Self, Unread> {
        let mut wrong = RowProblems::default();
        let bill_no = wrong.take(row.required(Field::BillNo, RowView::id));
        let account = wrong.take(row.required(Field::Account, RowView::id));
        let kind = wrong.take(row.word(
            Field::Kind,
            said!(BillKind),
            |word| words::BILL_KINDS.look_up(word),
            RowFault::BadKind,
        ));
        let payment =
            row.word(Field::Status, said!(State), |word| words::PAYMENT.look_up(word), RowFault::BadStatus);
        let invoicing = row.word(
            Field::InvoiceState,
            said!(State),
            |word| words::INVOICING.look_up(word),
            RowFault::BadStatus,
        );
        if [&payment, &invoicing].contains(&&Ok(Some(BillState::Void))) {
            return Err(Unread::LeftOut(LeftOutReason::Void));
        }
        let refunding = row.word(
            Field::RefundState,
            said!(State),
            |word| words::REFUNDING.look_up(word),
            RowFault::BadStatus,
        );
        let states = States {
            payment: wrong.take(payment).flatten(),
            refunding: wrong.take(refunding).flatten(),
            invoicing: wrong.take(invoicing).flatten(),
        };
        wrong.take(row.check_currency());
        let amount = wrong.take(amount(row));
        let billed_on = wrong.take(row.required(Field::BilledOn, RowView::date));
        let paid_on = wrong.take(paid_on(row, states));
        let due_on = wrong.take(row.date(Field::DueOn));
        let item = wrong.take(row.text(Field::Item, MAX_NAME)).flatten();
        if due_on == Some(None) && paid_on == Some(None) {
            wrong.add(row.problem(Field::DueOn, RowFault::MissingField));
        }
        let (paid_on, due_on) = (paid_on.flatten(), due_on.flatten());
        let money = amount.map(|Amount { gross, .. }| {
            let refunded = wrong.take(refunded(row, states, gross, paid_on)).flatten();
            (refunded, wrong.take(opening(row, states, gross, refunded)).flatten())
        });
        match (bill_no, account, amount, billed_on, money) {
            (Some(bill_no), Some(account), Some(amount), Some(billed_on), Some((refunded, opening)))
                if wrong.is_nothing() =>
            {
                Ok(Self {
                    bill_no,
                    account,
                    kind: kind.flatten(),
                    amount: amount.gross,
                    is_worked_out: amount.is_worked_out,
                    listed: amount.listed,
                    billed_on,
                    due_on,
                    paid_on,
                    is_said_unpaid: states.payment == Some(BillState::Unpaid),
                    item,
                    refunded,
                    opening,
                })
            }
            _ => Err(wrong.of(row, Field::BillNo)),
        }
    }

    fn key(&self) -> Option<&str> {
        Some(&self.bill_no)
    }

    fn listed_amount(&self) -> Option<Fen> {
        self.listed
    }

    fn totals(&self) -> ControlTotals {
        ControlTotals {
            amount: self.amount,
            refunded: self.refunded.unwrap_or_default(),
            opening: self.opening.unwrap_or_default(),
        }
    }

    fn notices(&self, today: NaiveDate) -> Vec<NoticeKind> {
        let Self { billed_on, due_on, paid_on, .. } = *self;
        [
            (self.is_worked_out, NoticeKind::GrossFromNet),
            (due_on.is_some_and(|due_on| due_on < billed_on), NoticeKind::DueBeforeBilled),
            (billed_on > today, NoticeKind::BilledInFuture),
            (paid_on.is_some_and(|paid_on| paid_on > today), NoticeKind::PaidInFuture),
            (paid_on.is_some_and(|paid_on| paid_on < billed_on), NoticeKind::PaidBeforeBilled),
        ]
        .into_iter()
        .filter_map(|(is_so, notice)| is_so.then_some(notice))
        .collect()
    }
}

impl States {
    fn are(self, state: BillState) -> bool {
        self.payment == Some(state) || self.invoicing == Some(state)
    }
}

/// When the bill was paid. A word for it needs the date; without one, and beside words of invoicing, the date alone
/// decides.
fn paid_on(row: &RowView<'_>, states: States) -> Result<Option<NaiveDate>, RowProblem> {
    let paid_on = row.date(Field::PaidOn)?;
    let is_paid = matches!(
        states.payment,
        Some(BillState::Paid | BillState::Refunded | BillState::PartlyRefunded | BillState::NothingLeft)
    ) || matches!(states.refunding, Some(BillState::Refunded | BillState::PartlyRefunded));
    match paid_on {
        None if is_paid => Err(row.problem(Field::PaidOn, RowFault::MissingField)),
        paid_on => Ok(paid_on),
    }
}

fn refunded(
    row: &RowView<'_>,
    states: States,
    amount: Fen,
    paid_on: Option<NaiveDate>,
) -> Result<Option<Fen>, RowProblem> {
    let listed = row.refund(Field::Refunded)?;
    let some = listed.filter(|listed| listed.is_positive());
    if some.is_some_and(|some| some > amount) {
        return Err(row.problem(Field::Refunded, RowFault::RefundExceedsBill { amount }));
    }
    if some.is_some() && paid_on.is_none() {
        return Err(row.problem(Field::Refunded, RowFault::BillNotPaid));
    }
    let is_less = some.is_some_and(|some| some < amount);
    if is_less && (says_whole(row, Field::Status)? || says_whole(row, Field::RefundState)?) {
        return Err(row.problem(Field::Refunded, RowFault::AmountsDisagree { expected: amount }));
    }
    match states.payment {
        // What stands there is more exact than the word.
        Some(BillState::Refunded) => Ok(some.or(Some(amount))),
        Some(BillState::PartlyRefunded) if some.is_none() => {
            Err(row.problem(Field::Refunded, RowFault::RefundAmountMissing))
        }
        Some(BillState::NothingLeft) if some.is_some_and(|some| some != amount) => {
            Err(row.problem(Field::Refunded, RowFault::AmountsDisagree { expected: amount }))
        }
        Some(BillState::NothingLeft) => Ok(Some(amount)),
        _ => match states.refunding {
            Some(BillState::PartlyRefunded) if some.is_none() => {
                Err(row.problem(Field::Refunded, RowFault::RefundAmountMissing))
            }
            // 部分退款 as the state of the bill, 退款成功 as that of the refund: the amount stands there by now.
            Some(BillState::Refunded) => Ok(some.or(Some(amount))),
            Some(BillState::Paid | BillState::Void) if some.is_some() => {
                Err(row.problem(Field::Refunded, RowFault::AmountsDisagree { expected: Fen::ZERO }))
            }
            _ => Ok(listed),
        },
    }
}

/// Whether the word there says that all of the bill was given back, not only that something was.
fn says_whole(row: &RowView<'_>, field: Field) -> Result<bool, RowProblem> {
    const LIMIT: usize = 100;
    let word = row.text(field, LIMIT)?;
    Ok(word.is_some_and(|word| words::is_whole_refund(&word)))
}

fn opening(
    row: &RowView<'_>,
    states: States,
    amount: Fen,
    refunded: Option<Fen>,
) -> Result<Option<Fen>, RowProblem> {
    let told = told_opening(row, amount, refunded.unwrap_or_default())?;
    if row.has(Field::Used) {
        return Ok(told);
    }
    let is_some = told.is_some_and(Fen::is_positive);
    let missing = || Err(row.problem(Field::Opening, RowFault::InvoicedAmountMissing));
    let disagree = |expected| Err(row.problem(Field::Opening, RowFault::AmountsDisagree { expected }));
    if states.are(BillState::Invoiced) && !is_some {
        // In full may mean what was charged, or what was left of it.
        if refunded.is_some_and(Fen::is_positive) {
            return missing();
        }
        let has_rest = row.money(Field::Uninvoiced)?.is_some_and(Fen::is_positive);
        return if has_rest { disagree(amount) } else { Ok(Some(amount)) };
    }
    if states.are(BillState::PartlyInvoiced) && !is_some {
        return missing();
    }
    if states.are(BillState::NotInvoiced) && is_some {
        return disagree(Fen::ZERO);
    }
    let is_said_none = states.are(BillState::NotInvoiced) || states.are(BillState::NothingLeft);
    Ok(told.or(is_said_none.then_some(Fen::ZERO)))
}

/// What the amounts of the row say was invoiced: one of what was, one of what was not, or both, which must agree.
fn told_opening(row: &RowView<'_>, amount: Fen, refunded: Fen) -> Result<Option<Fen>, RowProblem> {
    let (field, listed) = listed_opening(row)?;
    if listed.is_some_and(|listed| listed > amount) {
        return Err(row.problem(field, RowFault::OpeningExceedsBill { amount }));
    }
    let Some(rest) = row.money(Field::Uninvoiced)? else { return Ok(listed) };
    let disagree = |expected| Err(row.problem(Field::Uninvoiced, RowFault::AmountsDisagree { expected }));
    match listed {
        // What is not invoiced may be counted with or without what was refunded.
        Some(listed) if [amount, amount - refunded].contains(&(listed + rest)) => Ok(Some(listed)),
        Some(listed) => disagree(amount - listed),
        None if rest > amount => disagree(amount),
        // Of a bill that was refunded it is not certain what the rest is a rest of.
        None if refunded.is_positive() && rest < amount => {
            Err(row.problem(Field::Opening, RowFault::InvoicedAmountMissing))
        }
        None => Ok(Some(amount - rest)),
    }
}

/// What a column says was invoiced. In the desk's own list, that is what is used of a bill without what offsets
/// absorbed of it: these are of the ledger and of other bills, and travel with those.
fn listed_opening(row: &RowView<'_>) -> Result<(Field, Option<Fen>), RowProblem> {
    if !row.has(Field::Used) {
        return Ok((Field::Opening, row.money(Field::Opening)?));
    }
    let used = row.money(Field::Used)?.unwrap_or_default();
    let absorbed = row.money(Field::Absorbed)?;
    match absorbed {
        None if used.is_positive() && !row.has(Field::Absorbed) => {
            Err(row.problem(Field::Absorbed, RowFault::InvoicedAmountMissing))
        }
        absorbed if absorbed.unwrap_or_default() > used => {
            Err(row.problem(Field::Absorbed, RowFault::AmountsDisagree { expected: used }))
        }
        absorbed => Ok((Field::Used, Some(used - absorbed.unwrap_or_default()))),
    }
}
