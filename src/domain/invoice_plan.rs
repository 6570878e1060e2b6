//! One application as several invoices, where the issuer may not put so much on one (单张发票限额).

use serde::{Deserialize, Serialize};

use super::money::Fen;

/// The invoices that an amount is planned as: full ones, and a last one with the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePlan {
    /// How many invoices there are.
    pub invoices: i64,
    /// The gross amount of each but the last.
    pub each: Fen,
    /// The gross amount of the last: above nothing, and not more than that of the others.
    pub last: Fen,
}

impl InvoicePlan {
    /// As few invoices as can be for an `amount` above nothing, of which each may be of `max` at most; one invoice
    /// where there is no maximum.
    pub fn of(amount: Fen, max: Option<Fen>) -> Self {
        let Some(max) = max.filter(|max| max.is_positive() && *max < amount) else {
            return Self { invoices: 1, each: amount, last: amount };
        };
        let full = (amount.0 - 1) / max.0;
        Self { invoices: full + 1, each: max, last: Fen(amount.0 - full * max.0) }
    }

    /// Whether one invoice would be above the maximum.
    pub fn is_split(&self) -> bool {
        self.invoices > 1
    }

    /// The gross amount of each invoice; together they are the application's amount.
    pub fn amounts(&self) -> impl Iterator<Item = Fen> + use<> {
        let Self { invoices, each, last } = *self;
        (1..invoices).map(move |_| each).chain([last])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    const MAX: Fen = Fen(10_000);

    fn planned(amount: i64) -> Vec<i64> {
        InvoicePlan::of(Fen(amount), Some(MAX)).amounts().map(|amount| amount.0).collect()
    }

    #[test]
    fn the_maximum_itself_is_one_invoice_and_a_fen_more_is_two() {
        assert_eq!(planned(9_999), [9_999]);
        assert_eq!(planned(10_000), [10_000]);
        assert_eq!(planned(10_001), [10_000, 1]);
    }

    #[test]
    fn around_a_multiple_of_the_maximum_there_is_never_an_empty_invoice() {
        for k in 1..=5 {
            assert_eq!(planned(k * 10_000), vec![10_000; k as usize], "{k}");
            assert_eq!(planned(k * 10_000 + 1).len(), k as usize + 1, "{k}");
            assert_eq!(planned(k * 10_000 + 1).last(), Some(&1), "{k}");
            assert_eq!(planned(k * 10_000 - 1).len(), k as usize, "{k}");
            assert_eq!(planned(k * 10_000 - 1).last(), Some(&9_999), "{k}");
        }
    }

    #[test]
    fn without_a_maximum_there_is_one() {
        assert_eq!(InvoicePlan::of(Fen::MAX, None).amounts().collect::<Vec<_>>(), [Fen::MAX]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

        #[test]
        fn the_invoices_add_up_to_the_amount_and_none_is_above_the_maximum(
            max in 1_i64..=5_000_000_000, full in 0_i64..500, rest in any::<u64>(),
        ) {
            let amount = full * max + 1 + (rest % max.unsigned_abs()) as i64;
            let plan = InvoicePlan::of(Fen(amount), Some(Fen(max)));
            let amounts: Vec<Fen> = plan.amounts().collect();
            prop_assert_eq!(amounts.iter().copied().sum::<Fen>(), Fen(amount));
            prop_assert_eq!(amounts.len() as i64, plan.invoices);
            prop_assert!(amounts.iter().all(|gross| gross.is_positive() && *gross <= Fen(max)));
            prop_assert!((plan.invoices - 1) * max < amount, "as few as can be");
        }
    }
}
