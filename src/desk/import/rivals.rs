//! Rows of one file that give the same new bill different amounts.
//!
//! The first one stands, unless the file's own line of totals tells that a later one is meant: billing systems add up
//! what they hold, so the total is a witness that a clerk would ask, too.

use std::collections::HashMap;

use crate::domain::money::Fen;

/// Two rows that give the same new bill different amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rivals {
    pub first: Claim,
    pub later: Claim,
}

/// A row and the amount that it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub row: u32,
    pub amount: Fen,
}

/// Rows to be passed over, each with the one that stands in its place.
pub(super) type PassedOver = HashMap<u32, Claim>;

/// More rivals than this are not settled by a sum, which would fit by chance.
const MOST_RIVALS: usize = 8;

/// The first rows that the file's total speaks against: with the later rows in their place, and in no other way, what
/// was taken adds up to the total.
pub(super) fn settle(rivals: &[Rivals], taken: Fen, total: Option<Fen>) -> PassedOver {
    let Some(total) = total.filter(|total| *total != taken && rivals.len() <= MOST_RIVALS) else {
        return PassedOver::new();
    };
    let chosen =
        |choice: u32| (0..).zip(rivals).filter(move |(bit, _)| choice & (1 << bit) != 0).map(|(_, r)| r);
    let fits = |choice: &u32| {
        let sum: Fen = chosen(*choice).map(|rivals| rivals.later.amount - rivals.first.amount).sum();
        let mut rows: Vec<u32> = chosen(*choice).map(|rivals| rivals.first.row).collect();
        rows.dedup();
        sum == total - taken && rows.len() == chosen(*choice).count()
    };
    let mut fitting = (1..1_u32 << rivals.len()).filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(choice), None) => chosen(choice).map(|rivals| (rivals.first.row, rivals.later)).collect(),
        _ => PassedOver::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(row: u32, amount: i64) -> Claim {
        Claim { row, amount: Fen(amount) }
    }

    fn rivals(first: (u32, i64), later: (u32, i64)) -> Rivals {
        Rivals { first: claim(first.0, first.1), later: claim(later.0, later.1) }
    }

    #[test]
    fn the_total_tells_which_row_is_meant() {
        let pairs = [rivals((2, 108), (9, 8)), rivals((3, 50), (4, 70))];
        assert_eq!(settle(&pairs, Fen(1_000), Some(Fen(900))), PassedOver::from([(2, claim(9, 8))]));
        assert_eq!(settle(&pairs, Fen(1_000), Some(Fen(1_020))), PassedOver::from([(3, claim(4, 70))]));
        assert_eq!(settle(&pairs, Fen(1_000), Some(Fen(920))).len(), 2);
    }

    #[test]
    fn without_a_clear_witness_the_first_rows_stand() {
        let pairs = [rivals((2, 108), (9, 8)), rivals((3, 150), (4, 50))];
        assert!(settle(&pairs, Fen(1_000), None).is_empty());
        assert!(settle(&pairs, Fen(1_000), Some(Fen(1_000))).is_empty());
        assert!(settle(&pairs, Fen(1_000), Some(Fen(999))).is_empty());
        assert!(settle(&pairs, Fen(1_000), Some(Fen(900))).is_empty(), "either would fit");
        assert!(settle(&[], Fen(1_000), Some(Fen(900))).is_empty());
    }

    #[test]
    fn one_row_gives_way_to_one_other_only() {
        let three = [rivals((2, 10), (3, 20)), rivals((2, 10), (4, 30))];
        assert!(settle(&three, Fen(10), Some(Fen(40))).is_empty());
        assert_eq!(settle(&three, Fen(10), Some(Fen(30))), PassedOver::from([(2, claim(4, 30))]));
    }
}
