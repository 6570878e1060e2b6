//! Whose money is missing where a bill was refunded after it was invoiced. RULES.md section 4: a refund that arrives
//! while an application holds the bill flags the application as no longer covered.

use std::collections::HashMap;

use super::ids::{ApplicationId, BillId};
use super::money::Fen;

/// What a live application holds of a bill that was refunded below what is used of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The bill.
    pub bill: BillId,
    /// By how much the bill falls short of what is used of it.
    pub lacking: Fen,
    /// The application.
    pub application: ApplicationId,
    /// What it invoices from the bill and absorbs on it.
    pub amount: Fen,
}

/// How much of what it holds is missing, of each application that misses something, newest first. What is missing
/// of a bill is missing to the newest application first: the older ones had their money when it came. Nobody misses
/// more of a bill than it holds of it, and together they miss what the bill lacks.
pub fn uncovered(held: &[Held]) -> Vec<(ApplicationId, Fen)> {
    let mut newest_first = held.to_vec();
    newest_first.sort_by_key(|held| (std::cmp::Reverse(held.application), held.bill));
    let mut shared: HashMap<BillId, Fen> = HashMap::new();
    let mut missing: Vec<(ApplicationId, Fen)> = Vec::new();
    for held in newest_first {
        let shared = shared.entry(held.bill).or_default();
        let share = held.amount.min(held.lacking - *shared);
        if !share.is_positive() {
            continue;
        }
        *shared += share;
        match missing.last_mut() {
            Some((application, sum)) if *application == held.application => *sum += share,
            _ => missing.push((held.application, share)),
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bill, what it lacks, application, what that holds.
    fn missing(held: &[(i64, i64, i64, i64)]) -> Vec<(i64, i64)> {
        let held: Vec<Held> = held
            .iter()
            .map(|&(bill, lacking, application, amount)| Held {
                bill: BillId(bill),
                lacking: Fen(lacking),
                application: ApplicationId(application),
                amount: Fen(amount),
            })
            .collect();
        uncovered(&held).into_iter().map(|(application, fen)| (application.0, fen.0)).collect()
    }

    #[test]
    fn what_a_bill_lacks_is_missing_to_the_newest_application_first() {
        assert_eq!(missing(&[(1, 30, 1, 60), (1, 30, 2, 40)]), [(2, 30)]);
    }

    #[test]
    fn nobody_misses_more_than_it_holds_and_together_they_miss_what_is_lacking() {
        assert_eq!(missing(&[(1, 50, 1, 60), (1, 50, 2, 40)]), [(2, 40), (1, 10)]);
    }

    #[test]
    fn what_is_missing_of_several_bills_adds_up() {
        assert_eq!(missing(&[(1, 5, 1, 60), (2, 7, 1, 10), (2, 7, 2, 3)]), [(2, 3), (1, 9)]);
    }

    #[test]
    fn where_nothing_is_lacking_nothing_is_missing() {
        assert_eq!(missing(&[(1, 0, 1, 60)]), []);
        assert_eq!(missing(&[]), []);
    }
}
