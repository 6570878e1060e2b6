//! Whether an amount is with or without tax, told by the tax that stands beside it (RULES.md, section 10).

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::Fen;
use crate::domain::tax::{TaxRate, split};

/// The gross amount that `amount` and `tax` tell of: the amount itself, or their sum. Nothing where both could be, or
/// neither. Without a `rate`, any legal one may be meant; one that is given and not legal fits nothing.
pub fn gross_of(amount: Fen, tax: Fen, rate: Option<TaxRate>) -> Option<Fen> {
    let rates = || TaxRate::LEGAL.into_iter().filter(|legal| rate.is_none_or(|rate| rate == *legal));
    let is_net = rates().any(|rate| tax_on(amount, rate) == Some(tax));
    let is_gross = rates().any(|rate| split(amount, rate).tax == tax);
    match (is_net, is_gross) {
        (true, false) => Some(amount + tax),
        (false, true) => Some(amount),
        // Where there is no tax, both are the same.
        (true, true) if tax == Fen::ZERO => Some(amount),
        (true, true) | (false, false) => None,
    }
}

/// The tax on a net amount, to the fen; half a fen is rounded up.
fn tax_on(net: Fen, rate: TaxRate) -> Option<Fen> {
    let tax = Decimal::from(net.0) * rate.fraction();
    tax.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().map(Fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gross(amount: i64, tax: i64, rate: &str) -> Option<i64> {
        gross_of(Fen(amount), Fen(tax), TaxRate::parse(rate).ok()).map(|fen| fen.0)
    }

    #[test]
    fn the_tax_of_a_net_amount_makes_the_sum_the_gross() {
        assert_eq!(gross(9_434, 566, "6%"), Some(10_000));
        assert_eq!(gross(9_434, 566, ""), Some(10_000));
        assert_eq!(gross(10_000, 1_300, ""), Some(11_300));
    }

    #[test]
    fn the_tax_within_a_gross_amount_leaves_it_as_it_is() {
        assert_eq!(gross(10_000, 566, "6%"), Some(10_000));
        assert_eq!(gross(10_000, 566, ""), Some(10_000));
        assert_eq!(gross(11_300, 1_300, ""), Some(11_300));
    }

    #[test]
    fn a_fen_off_is_not_clear() {
        assert_eq!(gross(9_434, 567, "6%"), None);
        assert_eq!(gross(9_434, 565, ""), None);
    }

    #[test]
    fn where_both_fit_it_is_not_clear() {
        // 1 % of 1.00 and the tax within 1.00 at 1 % are both one fen.
        assert_eq!(gross(100, 1, "1%"), None);
        assert_eq!(gross(100, 1, ""), None);
        // At the one rate it is net, at the other gross: only the rate can tell.
        assert_eq!(gross(10_600, 636, ""), Some(11_236));
        assert_eq!(gross(10_600, 600, ""), Some(10_600));
    }

    #[test]
    fn no_tax_needs_no_telling() {
        assert_eq!(gross(10_000, 0, ""), Some(10_000));
        assert_eq!(gross(10_000, 0, "0"), Some(10_000));
        assert_eq!(gross(10_000, 0, "6%"), None, "with a rate there must be a tax");
        assert_eq!(gross(0, 0, "6%"), Some(0));
    }

    #[test]
    fn a_rate_that_the_law_does_not_have_fits_nothing() {
        assert_eq!(gross(10_000, 700, "7%"), None);
    }
}
