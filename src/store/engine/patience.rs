//! Waiting for another program that is writing: a store is written to by one at a time.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a connection waits for another that is writing, where nothing else is said.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// From when on somebody is told that another program is waited for.
const UNTOLD: Duration = Duration::from_secs(2);

/// How long it is waited between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// How long another program that is writing is waited for, and who is told so.
#[derive(Clone)]
pub struct Patience {
    at_most: Duration,
    tell: Arc<dyn Fn(bool) + Send + Sync>,
}

impl Patience {
    /// Waits for so long. Where that takes two seconds or more, `tell` is told `true` then, and `false` once it is over.
    pub fn new(at_most: Duration, tell: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self { at_most, tell: Arc::new(tell) }
    }

    /// Does `work`, and again while it fails because the store `is_taken`.
    pub(super) fn wait<T, E>(
        &self,
        is_taken: impl Fn(&E) -> bool,
        work: impl Fn() -> Result<T, E>,
    ) -> Result<T, E> {
        let began = Instant::now();
        let mut is_told = false;
        let done = loop {
            match work() {
                Err(error) if is_taken(&error) && began.elapsed() < self.at_most => {
                    if !is_told && began.elapsed() >= UNTOLD {
                        is_told = true;
                        (self.tell)(true);
                    }
                    std::thread::sleep(PAUSE);
                }
                done => break done,
            }
        };
        if is_told {
            (self.tell)(false);
        }
        done
    }
}

/// Five seconds, and nobody is told.
impl Default for Patience {
    fn default() -> Self {
        Self::new(BUSY_TIMEOUT, |_| {})
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Patience").field(&self.at_most).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::domain::refusal::{Refusal, StoreFault};
    use crate::store::engine::Db;

    #[test]
    fn whoever_waits_long_is_told_so_and_goes_on_once_the_other_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let other = Db::open_writer(&path).unwrap();
        let (told, hears) = channel();
        let told = Mutex::new(told);
        let (is_held, goes_on) = channel();
        let tell = move |waits| told.lock().unwrap().send(waits).unwrap();
        std::thread::scope(|threads| {
            let path = &path;
            let waits = threads.spawn(move || {
                goes_on.recv().unwrap();
                let mut db = Db::open_writer(path).unwrap();
                db.wait_with(Patience::new(Duration::from_secs(600), tell));
                db.transaction(|_| Ok(()))
            });
            other
                .transaction(|_| {
                    is_held.send(()).unwrap();
                    assert_eq!(hears.recv(), Ok(true));
                    Ok(())
                })
                .unwrap();
            assert_eq!(waits.join().unwrap(), Ok(()));
        });
        assert_eq!((hears.recv(), hears.recv().ok()), (Ok(false), None));
    }

    #[test]
    fn nobody_is_told_of_a_short_wait_and_a_store_that_stays_taken_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let (other, mut db) = (Db::open_writer(&path).unwrap(), Db::open_writer(&path).unwrap());
        db.wait_with(Patience::new(Duration::from_millis(30), |_| panic!("it was short")));
        let refused = other.transaction(|_| Ok(db.transaction(|_| Ok(()))));
        assert_eq!(refused, Ok(Err(Refusal::Store { fault: StoreFault::Locked })));
    }
}
