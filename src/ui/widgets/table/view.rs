//! How a person wants to see a table: its order, and which of its columns where, and how wide.

use super::Column;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: &'static str,
    /// From large to small.
    pub descending: bool,
}

/// How the user wants to see a table; the panel's state owns it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    pub sort: Option<Sort>,
    /// Keys of the columns that are not shown.
    pub hidden: Vec<&'static str>,
    /// Keys of the columns from the left, once one was moved; what is not among them follows.
    pub order: Vec<&'static str>,
    /// What widths were drawn, by the keys of the columns.
    pub widths: Vec<(&'static str, f32)>,
    /// Keys of columns that are to be as wide as what is in them, from the next frame on.
    pub fits: Vec<&'static str>,
}

impl TableView {
    pub fn sorted_by(column: &'static str, descending: bool) -> Self {
        Self { sort: Some(Sort { column, descending }), ..Self::default() }
    }

    pub fn shows(&self, key: &str) -> bool {
        !self.hidden.contains(&key)
    }

    pub fn show(&mut self, key: &'static str, shown: bool) {
        self.hidden.retain(|hidden| *hidden != key);
        if !shown {
            self.hidden.push(key);
        }
    }

    /// What has these keys, in the order of the view.
    pub fn arranged<T>(&self, mut all: Vec<T>, key: impl Fn(&T) -> &'static str) -> Vec<T> {
        all.sort_by_key(|one| {
            let key = key(one);
            self.order.iter().position(|known| *known == key).unwrap_or(usize::MAX)
        });
        all
    }

    /// Moves a column of these before the one at `place` of them, or behind the last.
    pub fn move_to(&mut self, columns: &[Column<'_>], key: &'static str, place: usize) {
        let before = columns.get(place).map(|column| column.key).filter(|before| *before != key);
        if before.is_none() && place < columns.len() {
            return;
        }
        let all = columns.iter().map(|column| column.key);
        let rest = self.order.iter().copied().filter(|known| columns.iter().all(|c| c.key != *known));
        let mut order: Vec<_> = all.chain(rest).filter(|known| *known != key).collect();
        let at = before.and_then(|before| order.iter().position(|known| *known == before));
        let last = columns.iter().rev().map(|column| column.key).find(|last| *last != key);
        let behind =
            last.and_then(|last| order.iter().position(|known| *known == last)).map_or(0, |at| at + 1);
        order.insert(at.unwrap_or(behind), key);
        self.order = order;
    }

    pub fn width(&self, key: &str) -> Option<f32> {
        self.widths.iter().find(|(known, _)| *known == key).map(|(_, width)| *width)
    }

    pub fn set_width(&mut self, key: &'static str, width: f32) {
        self.widths.retain(|(known, _)| *known != key);
        self.widths.push((key, width.round()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_moved_before_another_or_to_the_end() {
        let columns = ["a", "b", "c"].map(|key| Column::new(key, key, 50.0));
        let moved = |key, place| {
            let mut view = TableView::default();
            view.move_to(&columns, key, place);
            view.arranged(columns.to_vec(), |column| column.key).iter().map(|c| c.key).collect::<String>()
        };
        assert_eq!([moved("a", 2), moved("a", 3), moved("c", 0)], ["bac", "bca", "cab"]);
        assert_eq!([moved("b", 1), moved("b", 2)], ["abc", "abc"], "it is there already");
    }

    #[test]
    fn a_hidden_column_keeps_to_its_neighbours() {
        let columns = ["a", "b", "c", "d"].map(|key| Column::new(key, key, 50.0));
        let mut view = TableView::default();
        view.move_to(&columns, "d", 0);
        view.show("b", false);
        let shown: Vec<_> = view.arranged(columns.to_vec(), |c| c.key);
        let shown: Vec<_> = shown.into_iter().filter(|column| view.shows(column.key)).collect();
        view.move_to(&shown, "a", 3);
        view.show("b", true);
        let order: String = view.arranged(columns.to_vec(), |c| c.key).iter().map(|c| c.key).collect();
        assert_eq!(order, "dcab");
    }
}
