//! Closing a window so that its store can be opened again as it was left.

use std::time::Instant;

use fapiao_desk::store::engine::Db;

use super::{PATIENCE, Window};

impl Window {
    /// Closes it, and waits until all that was typed in it is kept and nobody has its store open.
    pub fn leave(self) {
        let store = self.store.clone();
        drop(self);
        let begun = Instant::now();
        while Db::open_alone(&store).is_err() {
            assert!(begun.elapsed() < PATIENCE, "somebody has {} open", store.display());
        }
    }
}
