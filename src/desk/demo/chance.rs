//! Chance that comes out the same for the same seed: splitmix64, which is small and good enough for a play.

#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `least` to `most`, both among them.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let count = most.abs_diff(least).saturating_add(1);
        // The remainder leans to small numbers by less than one in a billion here.
        least.saturating_add_unsigned(self.next() % count)
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of several; of none, what is nothing of its kind.
    pub(super) fn pick<T: Clone + Default>(&mut self, of: &[T]) -> T {
        let last = i64::try_from(of.len()).unwrap_or(i64::MAX) - 1;
        let place = usize::try_from(self.between(0, last.max(0))).unwrap_or_default();
        of.get(place).cloned().unwrap_or_default()
    }

    /// Puts things into another order.
    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            let other = self.between(0, i64::try_from(i).unwrap_or(i64::MAX));
            things.swap(i, usize::try_from(other).unwrap_or_default());
        }
    }

    pub(super) fn digits(&mut self, count: usize) -> String {
        self.characters("0123456789", count)
    }

    /// So many characters of an alphabet.
    pub(super) fn characters(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..count).map(|_| self.pick(&alphabet)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_seed_others() {
        let numbers = |seed| {
            let mut chance = Chance::new(seed);
            std::array::from_fn::<_, 8, _>(|_| chance.between(0, 1_000_000))
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
    }

    #[test]
    fn both_ends_come_up_and_nothing_beyond_them() {
        let mut chance = Chance::new(1);
        let numbers: Vec<i64> = (0..1000).map(|_| chance.between(-2, 2)).collect();
        assert_eq!((numbers.iter().min(), numbers.iter().max()), (Some(&-2), Some(&2)));
    }

    #[test]
    fn shuffling_loses_nothing() {
        let mut things: Vec<i64> = (0..50).collect();
        Chance::new(3).shuffle(&mut things);
        assert_ne!(things, (0..50).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..50).collect::<Vec<_>>());
    }
}
