//! A sum over the rows of a table that stands for all of them, in whatever order: rows are added and taken away one by
//! one, and no other set of rows that anybody could find comes to the same.
//!
//! LtHash (Bellare and Micciancio's lattice-based multiset hash, with the parameters of Facebook's folly): each row is
//! hashed to 1,024 lanes of 16 bits, which are added up lane by lane. Short sums fall to the generalised birthday attack.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

const LANES: usize = 1_024;

/// How many bytes a sum is kept in.
pub const SUM_BYTES: usize = 2 * LANES;

/// The sum over some rows.
#[derive(Clone, PartialEq, Eq)]
pub struct RowSum {
    /// How many there are more than before.
    pub rows: i64,
    lanes: Box<[u16; LANES]>,
}

impl Default for RowSum {
    fn default() -> Self {
        Self { rows: 0, lanes: Box::new([0; LANES]) }
    }
}

impl std::fmt::Debug for RowSum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} rows, {}",
            self.rows,
            self.hash().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        )
    }
}

impl RowSum {
    /// The sum of so many rows, from its bytes.
    pub fn from_bytes(rows: i64, bytes: &[u8]) -> Option<Self> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let lanes: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        let lanes = lanes.into_boxed_slice().try_into().ok().filter(|_| rest.is_empty())?;
        Some(Self { rows, lanes })
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect()
    }

    /// SHA-256 over its bytes.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.bytes()).into()
    }

    /// Adds the row with this hash, or takes it away.
    pub(super) fn count(&mut self, row: [u8; 32], is_added: bool) {
        let mut bytes = [0; SUM_BYTES];
        ChaCha8Rng::from_seed(row).fill_bytes(&mut bytes);
        let lanes = self.lanes.iter_mut().zip(bytes.as_chunks::<2>().0);
        if is_added {
            self.rows += 1;
            lanes.for_each(|(lane, more)| *lane = lane.wrapping_add(u16::from_le_bytes(*more)));
        } else {
            self.rows -= 1;
            lanes.for_each(|(lane, less)| *lane = lane.wrapping_sub(u16::from_le_bytes(*less)));
        }
    }

    /// Adds all that another sum stands for.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.lanes
            .iter_mut()
            .zip(other.lanes.iter())
            .for_each(|(lane, more)| *lane = lane.wrapping_add(*more));
    }

    /// Whether it stands for nothing.
    pub fn is_empty(&self) -> bool {
        self.rows == 0 && self.lanes.iter().all(|lane| *lane == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[(u8, bool)]) -> RowSum {
        let mut sum = RowSum::default();
        rows.iter().for_each(|(row, is_added)| sum.count([*row; 32], *is_added));
        sum
    }

    #[test]
    fn it_is_the_same_in_any_order_and_by_any_way() {
        assert_eq!(sum(&[(1, true), (2, true)]), sum(&[(2, true), (1, true)]));
        assert_eq!(sum(&[(1, true), (2, true), (1, false)]), sum(&[(2, true)]));
        let mut parts = sum(&[(1, true), (3, true)]);
        parts.add(&sum(&[(3, false), (2, true)]));
        assert_eq!(parts, sum(&[(1, true), (2, true)]));
        assert!(sum(&[(1, true), (1, false)]).is_empty());
    }

    #[test]
    fn other_rows_come_to_something_else() {
        assert_ne!(sum(&[(1, true)]), sum(&[(2, true)]));
        assert_ne!(sum(&[(1, true), (1, true)]), sum(&[(1, true)]));
        let swapped = sum(&[(1, true), (1, false), (2, true), (3, true), (3, false)]);
        assert_eq!(swapped.rows, 1);
        assert!(!sum(&[(1, true), (2, false)]).is_empty(), "one came for another");
    }

    #[test]
    fn its_bytes_are_all_of_it() {
        let whole = sum(&[(7, true), (9, true)]);
        assert_eq!(RowSum::from_bytes(2, &whole.bytes()), Some(whole));
        assert_eq!(RowSum::from_bytes(0, &[0; SUM_BYTES - 1]), None);
        assert_eq!(RowSum::from_bytes(0, &[0; SUM_BYTES + 1]), None);
    }
}
