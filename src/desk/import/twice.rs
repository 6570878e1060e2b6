//! One number, one bill: what rows before have said under the same number.
//!
//! A number that stands twice for different things is found when its second row is read, and its first may have been
//! written by then: the import begins again, knowing such numbers. Of each row only a fingerprint is kept.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Numbers that stand for different things: the first of their rows, and the first that differs from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clashes(HashMap<Box<str>, (u32, u32)>);

/// The numbers that were read.
#[derive(Default)]
pub(super) struct Numbers {
    seen: HashMap<Box<str>, Seen>,
    clashes: Clashes,
}

struct Seen {
    row: u32,
    is_taken: bool,
    fingerprint: u64,
}

/// What was read under a number before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, or nothing that was taken.
    Nothing,
    /// The same, and it was taken.
    Same,
    /// Something else, in this row.
    Other(u32),
}

impl Clashes {
    /// A row with which one of this number cannot stand together, if there is any.
    pub(super) fn other_row(&self, number: &str, row: u32) -> Option<u32> {
        self.0.get(number).map(|(first, other)| if *first == row { *other } else { *first })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Numbers {
    /// What was read under `number` before this row.
    pub(super) fn read(&mut self, number: &str, row: u32, fingerprint: u64) -> Before {
        match self.seen.get(number) {
            None => {
                self.seen.insert(number.into(), Seen { row, is_taken: true, fingerprint });
                Before::Nothing
            }
            Some(seen) if seen.fingerprint == fingerprint => {
                if seen.is_taken {
                    Before::Same
                } else {
                    Before::Nothing
                }
            }
            Some(seen) => {
                let first = seen.row;
                if let Entry::Vacant(clash) = self.clashes.0.entry(number.into()) {
                    clash.insert((first, row));
                }
                Before::Other(first)
            }
        }
    }

    /// Notes that the row of this number was not taken: another like it is no repetition.
    pub(super) fn not_taken(&mut self, number: &str) {
        if let Some(seen) = self.seen.get_mut(number) {
            seen.is_taken = false;
        }
    }

    /// Whether a number was found that stands for different things.
    pub(super) fn has_clashes(&self) -> bool {
        !self.clashes.is_empty()
    }

    /// The numbers that stand for different things.
    pub(super) fn into_clashes(self) -> Clashes {
        self.clashes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_repeated_and_not_stand_for_something_else() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.read("B1", 2, 7), Before::Nothing);
        assert_eq!(numbers.read("B1", 3, 7), Before::Same);
        assert!(!numbers.has_clashes());
        assert_eq!(numbers.read("B1", 4, 8), Before::Other(2));
        assert_eq!(numbers.read("B1", 5, 9), Before::Other(2));
        assert_eq!(numbers.read("B2", 6, 7), Before::Nothing);
        let clashes = numbers.into_clashes();
        let others = [2, 3, 4, 5].map(|row| clashes.other_row("B1", row));
        assert_eq!(others, [Some(4), Some(2), Some(2), Some(2)]);
        assert_eq!(clashes.other_row("B2", 6), None);
    }

    #[test]
    fn what_was_not_taken_is_no_repetition() {
        let mut numbers = Numbers::default();
        numbers.read("B1", 2, 7);
        numbers.not_taken("B1");
        assert_eq!(numbers.read("B1", 3, 7), Before::Nothing);
    }
}
