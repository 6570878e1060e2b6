//! Which row of a list is looked at. It stays where it is when the list is read again: the row behind one that is gone
//! takes its place.

#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<K> {
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
        let here = self.id.and_then(|id| ids.iter().position(|known| *known == id));
        self.place = here.unwrap_or(self.place.min(ids.len().saturating_sub(1)));
        self.id = ids.get(self.place).copied();
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
