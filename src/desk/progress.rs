//! How far long work has come, and whether it should go on.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far long work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows that are done.
    pub rows: u64,
    /// How much is done, and of how much, in a unit of the work's own.
    pub done: u64,
    /// All there is to do in that unit; 0 while that is not known.
    pub of: u64,
}

impl Progress {
    /// The part that is done, from 0 to 1, if it is known.
    pub fn fraction(self) -> Option<f32> {
        (self.of > 0).then(|| (self.done as f64 / self.of as f64).min(1.0) as f32)
    }
}

/// Told now and then how far the work has come; answers whether it should go on. Work that should not leaves
/// everything as it was.
pub type Watch<'a> = dyn FnMut(Progress) -> bool + 'a;

/// Progress that one thread reports and another one shows; whoever shows it may cancel.
#[derive(Debug, Default)]
pub struct Meter {
    rows: AtomicU64,
    done: AtomicU64,
    of: AtomicU64,
    cancelled: AtomicBool,
}

impl Meter {
    /// Keeps how far the work has come; answers whether it should go on.
    pub fn report(&self, progress: Progress) -> bool {
        self.rows.store(progress.rows, Ordering::Relaxed);
        self.done.store(progress.done, Ordering::Relaxed);
        self.of.store(progress.of, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// Says how much there is to do, where nothing of it is done yet.
    pub fn expect(&self, of: u64) {
        self.report(Progress { rows: 0, done: 0, of });
    }

    /// Keeps that one more is done, by whichever thread; answers whether the work should go on.
    pub fn advance(&self) -> bool {
        self.done.fetch_add(1, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// How far the work had come when it last said so.
    pub fn progress(&self) -> Progress {
        let get = |number: &AtomicU64| number.load(Ordering::Relaxed);
        Progress { rows: get(&self.rows), done: get(&self.done), of: get(&self.of) }
    }

    /// Asks the work to stop and to leave everything as it was.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_shows_what_was_reported_until_it_is_cancelled() {
        let meter = Meter::default();
        let progress = Progress { rows: 3, done: 1, of: 4 };
        assert!(meter.report(progress));
        assert_eq!(meter.progress(), progress);
        assert_eq!(meter.progress().fraction(), Some(0.25));
        meter.cancel();
        assert!(!meter.report(progress));
    }

    #[test]
    fn the_part_that_is_done_is_not_known_at_first() {
        assert_eq!(Progress::default().fraction(), None);
    }
}
