//! Which row of a list is looked at. It stays where it is when the list is read again: the row behind one that is gone
//! takes its place.

#[derive(Clone, Copy, Debug)]
pub struct Cursor<K> {
    pub id: Option<K>,
    place: usize,
}

impl<K> Default for Cursor<K> {
    fn default() -> Self {
        Self { id: None, place: 0 }
    }
}

impl<K: Copy + PartialEq> Cursor<K> {
    /// Keeps to the list as it is now; answers the place in it.
    pub fn keep_to(&mut self, ids: &[K]) -> Option<usize> {
        self.keep_within(ids.len(), |place| ids.get(place).copied())
    }

    /// The same with a list of so many rows, of which `id` tells the one at a place: a row that is still where it was is
    /// not looked for.
    pub fn keep_within(&mut self, count: usize, id: impl Fn(usize) -> Option<K>) -> Option<usize> {
        let is_here = |place: &usize| self.id.is_some() && id(*place) == self.id;
        let here = Some(self.place).filter(is_here).or_else(|| (0..count).find(is_here));
        self.place = here.unwrap_or(self.place.min(count.saturating_sub(1)));
        self.id = id(self.place);
        self.at()
    }

    pub fn at(&self) -> Option<usize> {
        self.id.map(|_| self.place)
    }

    /// Looks at the row of this place from the next reading on.
    pub fn go(&mut self, id: K) {
        self.id = Some(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_behind_one_that_is_gone_takes_its_place() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.keep_to(&[7, 8, 9]), Some(0));
        cursor.go(8);
        assert_eq!(cursor.keep_to(&[7, 8, 9]), Some(1));
        assert_eq!((cursor.keep_to(&[7, 9]), cursor.id), (Some(1), Some(9)));
        assert_eq!((cursor.keep_to(&[7]), cursor.id), (Some(0), Some(7)));
        assert_eq!((cursor.keep_to(&[]), cursor.id), (None, None));
    }
}
