//! The amount of a bill, which is the one with tax. The one without is never taken for it (RULES.md, section 10).

use crate::domain::import::{Field, RowFault, RowProblem, gross_of};
use crate::domain::money::{Fen, half_width};
use crate::domain::tax::TaxRate;
use crate::exchange::import::reader::RowView;
use crate::exchange::import::synonyms::Taxed;
use crate::exchange::word_list::WordList;

/// What a row says that a bill comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// With tax.
    pub gross: Fen,
    /// As it stands in the column of which the table gives a total, if it has one.
    pub listed: Option<Fen>,
    /// Whether the gross is a sum that stands nowhere in the file.
    pub is_worked_out: bool,
}

/// Reads the amount, with the tax beside it where there is one.
pub(super) fn amount(row: &RowView<'_>) -> Result<Amount, RowProblem> {
    if !row.has(Field::Amount) {
        let net = row.required(Field::Net, RowView::money)?;
        return sum(row, Field::Net, net, None);
    }
    let amount = row.required(Field::Amount, RowView::money)?;
    let as_it_is = Amount { gross: amount, listed: Some(amount), is_worked_out: false };
    match row.amount_is() {
        Taxed::With => return Ok(as_it_is),
        Taxed::Without => return sum(row, Field::Amount, amount, Some(amount)),
        Taxed::Unsaid if !row.has(Field::Tax) => return Ok(as_it_is),
        Taxed::Unsaid => {}
    }
    let tax = row.money(Field::Tax)?;
    let rate = rate(row)?;
    let unclear = || Err(row.problem(Field::Amount, RowFault::TaxUnclear { amount, tax }));
    let Some(tax) = tax else {
        let is_untaxed = rate.is_none_or(|rate| rate.fraction().is_zero());
        return if is_untaxed { Ok(as_it_is) } else { unclear() };
    };
    // The one without tax stands beside it: then the two need no rate to tell which is which.
    let told = match row.money(Field::Net)? {
        Some(net) if net + tax == amount => Some(amount),
        Some(net) if net == amount => Some(net + tax),
        Some(_) => None,
        None => gross_of(amount, tax, rate),
    };
    match told {
        Some(gross) => Ok(Amount { gross, listed: Some(amount), is_worked_out: gross != amount }),
        None => unclear(),
    }
}

/// Amount without tax and tax make the amount.
fn sum(row: &RowView<'_>, field: Field, net: Fen, listed: Option<Fen>) -> Result<Amount, RowProblem> {
    let tax = match row.money(Field::Tax)? {
        Some(tax) => tax,
        None if rate(row)?.is_some_and(|rate| rate.fraction().is_zero()) => Fen::ZERO,
        None => return Err(row.problem(field, RowFault::TaxUnclear { amount: net, tax: None })),
    };
    Ok(Amount { gross: net + tax, listed, is_worked_out: true })
}

/// The rate of the tax, as a fraction or a percentage, with or without its sign.
fn rate(row: &RowView<'_>) -> Result<Option<TaxRate>, RowProblem> {
    const NONE: WordList = WordList("免税, 不征税, 零税率, 出口零税率, ***");
    const LIMIT: usize = 20;
    let Some(text) = row.text(Field::TaxRate, LIMIT)? else { return Ok(None) };
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let plain = if NONE.has(&plain) { "0" } else { plain.as_str() };
    let percentage = || TaxRate::parse(&format!("{plain}%"));
    TaxRate::parse(plain)
        .or_else(|_| percentage())
        .map(Some)
        .map_err(|_| row.problem(Field::TaxRate, RowFault::BadTaxRate))
}
