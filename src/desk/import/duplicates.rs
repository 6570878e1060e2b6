//! Duplicate numbers: what rows before have said under the same number.
//!
//! A number that stands for different things is found when its second row is read, and its first may have been
//! written by then: the import begins again, knowing such numbers. Of each row only a fingerprint and its amount are
//! kept.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::domain::import::RowFault;
use crate::domain::money::Fen;

/// Numbers that stand for different things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Duplicates(HashMap<Box<str>, Duplicate>);

/// Two rows that give the same number to different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Duplicate {
    /// The first row of the number, and the first that differs from it.
    rows: [u32; 2],
    /// Their amounts; none: one of them cannot be read, or there are more that differ.
    amounts: Option<[Fen; 2]>,
    /// The row that the file itself holds to.
    meant: Option<u32>,
}

/// The numbers of a table. Of a million only their 128-bit hashes are kept, keyed anew each time: two numbers that are
/// taken for one are less likely than a machine that miscounts.
#[derive(Default)]
pub(super) struct Numbers {
    keys: [RandomState; 2],
    /// Places in `seen`.
    places: HashMap<[u32; 4], u32>,
    seen: Vec<Seen>,
    duplicates: Duplicates,
}

#[derive(Clone, Copy)]
struct Seen {
    fingerprint: u64,
    /// What the row says, if it `has_amount`.
    amount: Fen,
    row: u32,
    has_amount: bool,
    is_taken: bool,
}

impl Seen {
    fn amount(&self) -> Option<Fen> {
        self.has_amount.then_some(self.amount)
    }
}

/// What was read under a number before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, or nothing that was taken.
    Nothing,
    Same,
    Other,
}

impl Duplicates {
    /// Why a row of this number is not taken: another has it for something else.
    pub(super) fn against(&self, number: &str, row: u32) -> Option<RowFault> {
        let Duplicate { rows: [first, other], meant, .. } = *self.0.get(number)?;
        match meant {
            Some(meant) if meant == row => None,
            Some(other_row) => Some(RowFault::OtherRowMeant { other_row }),
            None => Some(RowFault::DuplicateRow { other_row: if first == row { other } else { first } }),
        }
    }

    /// The rows that are meant, of numbers that have others.
    pub(super) fn meant(&self) -> impl Iterator<Item = u32> {
        self.0.values().filter_map(|duplicate| duplicate.meant)
    }

    /// Finds which of the rows are meant: where the amounts of what was taken, with one row of each of these numbers,
    /// are the total that the file itself says, and that in one way only. Billing systems add up what they hold.
    /// `others` is what was taken under other numbers.
    fn settle(&mut self, others: Fen, total: Option<Fen>) {
        // A sum of more would fit by chance.
        const MOST: usize = 8;
        let Some(total) = total.filter(|_| self.0.len() <= MOST) else { return };
        let mut duplicates: Vec<&mut Duplicate> = self.0.values_mut().collect();
        let Some(amounts) = duplicates.iter().map(|duplicate| duplicate.amounts).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let place = |choice: u32, bit: usize| usize::from(choice & (1 << bit) != 0);
        let sum = |choice: u32| -> Fen {
            others + amounts.iter().enumerate().map(|(bit, of)| of[place(choice, bit)]).sum()
        };
        let mut fitting = (0..1_u32 << amounts.len()).filter(|choice| sum(*choice) == total);
        let (Some(choice), None) = (fitting.next(), fitting.next()) else { return };
        for (bit, duplicate) in duplicates.iter_mut().enumerate() {
            duplicate.meant = Some(duplicate.rows[place(choice, bit)]);
        }
    }
}

impl Numbers {
    /// What was read under `number` before this row; `amount` is what the row says, if it can be read.
    pub(super) fn read(&mut self, number: &str, row: u32, fingerprint: u64, amount: Option<Fen>) -> Before {
        let next = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(self.hashed(number)).or_insert(next);
        let Some(seen) = self.seen.get(place as usize) else {
            let (has_amount, amount) = (amount.is_some(), amount.unwrap_or_default());
            self.seen.push(Seen { fingerprint, amount, row, has_amount, is_taken: true });
            return Before::Nothing;
        };
        if seen.fingerprint == fingerprint {
            return if seen.is_taken { Before::Same } else { Before::Nothing };
        }
        let amounts = seen.amount().zip(amount).map(|(first, other)| [first, other]);
        let duplicate = Duplicate { rows: [seen.row, row], amounts, meant: None };
        let more = |duplicate: &mut Duplicate| duplicate.amounts = None;
        self.duplicates.0.entry(number.into()).and_modify(more).or_insert(duplicate);
        Before::Other
    }

    /// Notes that the row of this number was not taken: another like it is no repetition.
    pub(super) fn not_taken(&mut self, number: &str) {
        let place = self.places.get(&self.hashed(number));
        if let Some(seen) = place.and_then(|place| self.seen.get_mut(*place as usize)) {
            seen.is_taken = false;
        }
    }

    fn hashed(&self, number: &str) -> [u32; 4] {
        let [a, b] = self.keys.each_ref().map(|key| key.hash_one(number));
        [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
    }

    fn of(&self, number: &str) -> Option<&Seen> {
        self.seen.get(*self.places.get(&self.hashed(number))? as usize)
    }

    /// The numbers that stand for different things, if there are any; `taken` is what the amounts of all that was taken
    /// add up to, each number once, and `total` what the file itself says.
    pub(super) fn duplicates(mut self, taken: Fen, total: Option<Fen>) -> Option<Duplicates> {
        if self.duplicates.0.is_empty() {
            return None;
        }
        let firsts = self.duplicates.0.keys().filter_map(|number| self.of(number));
        let of_firsts: Fen = firsts.filter(|seen| seen.is_taken).filter_map(Seen::amount).sum();
        self.duplicates.settle(taken - of_firsts, total);
        Some(self.duplicates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers with these rows: number, row and amount, which is the fingerprint too.
    fn read(rows: &[(&str, u32, i64)]) -> Numbers {
        let mut numbers = Numbers::default();
        for (number, row, amount) in rows {
            numbers.read(number, *row, amount.unsigned_abs(), Some(Fen(*amount)));
        }
        numbers
    }

    #[test]
    fn a_number_may_be_repeated_and_not_stand_for_something_else() {
        let mut numbers = Numbers::default();
        let fen = Some(Fen(1));
        assert_eq!(numbers.read("B1", 2, 7, fen), Before::Nothing);
        assert_eq!(numbers.read("B1", 3, 7, fen), Before::Same);
        assert_eq!(numbers.read("B1", 4, 8, fen), Before::Other);
        assert_eq!(numbers.read("B1", 5, 9, fen), Before::Other);
        assert_eq!(numbers.read("B2", 6, 7, fen), Before::Nothing);
        let duplicates = numbers.duplicates(Fen(2), Some(Fen(2))).unwrap();
        let others = [2, 3, 4, 5].map(|row| duplicates.against("B1", row));
        assert_eq!(others, [4, 2, 2, 2].map(|other_row| Some(RowFault::DuplicateRow { other_row })));
        assert_eq!(duplicates.against("B2", 6), None);
        assert!(read(&[("B1", 2, 1), ("B1", 3, 1), ("B2", 4, 1)]).duplicates(Fen(2), None).is_none());
    }

    #[test]
    fn what_was_not_taken_is_no_repetition() {
        let mut numbers = Numbers::default();
        numbers.read("B1", 2, 7, None);
        numbers.not_taken("B1");
        assert_eq!(numbers.read("B1", 3, 7, None), Before::Nothing);
    }

    /// What stands against rows 2 to 5: two numbers of two rows each, of which the first were taken.
    fn others(total: Option<i64>) -> [Option<RowFault>; 4] {
        let numbers = read(&[("A", 2, 108), ("A", 3, 8), ("B", 4, 50), ("B", 5, 70)]);
        let duplicates = numbers.duplicates(Fen(1_000), total.map(Fen)).unwrap();
        [("A", 2), ("A", 3), ("B", 4), ("B", 5)].map(|(number, row)| duplicates.against(number, row))
    }

    #[test]
    fn the_total_of_the_file_tells_which_rows_are_meant() {
        let not = |other_row| Some(RowFault::OtherRowMeant { other_row });
        assert_eq!(others(Some(1_000)), [None, not(2), None, not(4)]);
        assert_eq!(others(Some(900)), [not(3), None, None, not(4)]);
        assert_eq!(others(Some(1_020)), [None, not(2), not(5), None]);
        assert_eq!(others(Some(920)), [not(3), None, not(5), None]);
    }

    #[test]
    fn without_a_clear_witness_neither_row_stands() {
        let neither = [3, 2, 5, 4].map(|other_row| Some(RowFault::DuplicateRow { other_row }));
        assert_eq!(others(None), neither);
        assert_eq!(others(Some(1_078)), neither, "the sum of all rows");
        assert_eq!(others(Some(842)), neither, "the sum of the others");
        // Either number's second row would fit, or the amounts are the same.
        let either = read(&[("A", 2, 10), ("A", 3, 20), ("B", 4, 30), ("B", 5, 40)]);
        assert_eq!(either.duplicates(Fen(40), Some(Fen(50))).unwrap().meant().count(), 0);
        let mut same = Numbers::default();
        same.read("A", 2, 7, Some(Fen(10)));
        same.read("A", 3, 8, Some(Fen(10)));
        assert_eq!(same.duplicates(Fen(10), Some(Fen(10))).unwrap().meant().count(), 0);
        // One that cannot be read, or a third that differs.
        let mut unread = read(&[("A", 2, 10)]);
        unread.read("A", 3, 8, None);
        assert_eq!(unread.duplicates(Fen(10), Some(Fen(10))).unwrap().meant().count(), 0);
        let three = read(&[("A", 2, 10), ("A", 3, 20), ("A", 4, 30)]);
        assert_eq!(three.duplicates(Fen(10), Some(Fen(30))).unwrap().meant().count(), 0);
    }

    #[test]
    fn a_first_row_that_was_refused_is_no_part_of_what_was_taken() {
        let mut numbers = read(&[("A", 2, 108)]);
        numbers.not_taken("A");
        numbers.read("A", 3, 8, Some(Fen(8)));
        let duplicates = numbers.duplicates(Fen(1_000), Some(Fen(1_008))).unwrap();
        assert_eq!(duplicates.meant().collect::<Vec<_>>(), [3]);
    }
}
