//! Reading a store on several threads at once, all of which see it as it is at one moment.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

use super::Db;
use crate::domain::refusal::Refusal;

/// A store smaller than so many pages is read by one: before another has begun, it has been read.
const PAGES_FOR_ANOTHER: usize = 4_000;

/// No more than so many read a store: each has a cache of its own.
const MOST_READERS: usize = 4;

/// How often several readers are begun anew because somebody wrote in between.
const TRIES: usize = 3;

/// What one of several readers is to do.
pub type Job<'a, T> = Box<dyn Fn(&Db) -> Result<T, Refusal> + Send + Sync + 'a>;

/// Connections that read the store as it is at one moment: the one that was asked, and others beside it where the
/// store is large and there are cores for them.
pub struct Readers<'a> {
    first: &'a Db,
    others: Vec<Db>,
}

impl Db {
    /// Runs `work`, which only reads, on the store as it is at one moment, whatever others write meanwhile. Within a
    /// transaction, that is its moment, and one reads alone.
    ///
    /// # Errors
    /// `store`, or what `work` refuses.
    pub fn read_together<T>(
        &self,
        work: impl FnOnce(&mut Readers<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let tries = if self.is_in_transaction() { 0 } else { TRIES };
        for _ in 0..tries {
            // Where no other can be opened, one reads alone.
            let mut others = self.others().unwrap_or_default();
            // Its number stays the same as long as nobody writes, and it is the last to begin.
            let Some(last) = others.pop() else { break };
            let before = last.data_version()?;
            let begun = [self].into_iter().chain(&others).chain([&last]).try_for_each(Self::begin_reading);
            if begun.and_then(|()| last.data_version()) == Ok(before) {
                others.push(last);
                let answer = work(&mut Readers { first: self, others });
                self.roll_back();
                return answer;
            }
            self.roll_back();
        }
        self.snapshot(|first| work(&mut Readers { first, others: Vec::new() }))
    }

    /// As many connections beside this one as it pays to have.
    fn others(&self) -> Result<Vec<Self>, Refusal> {
        if self.file().is_none() {
            return Ok(Vec::new());
        }
        let pages: u32 = self.one("PRAGMA page_count", [])?;
        let cores = available_parallelism().map_or(1, NonZero::get).min(MOST_READERS);
        let count = (cores - 1).min(pages as usize / PAGES_FOR_ANOTHER);
        (0..count).map(|_| Self::open_reader(self.path())).collect()
    }

    /// From here on the store stays as it is for this connection.
    fn begin_reading(&self) -> Result<(), Refusal> {
        self.run_plain("BEGIN")?;
        // Only the first read begins it.
        self.data_version().map(drop)
    }
}

impl Readers<'_> {
    /// The connection that was asked.
    pub fn first(&self) -> &Db {
        self.first
    }

    /// Has the statements of those beside the first watched as well (see [`Db::watch`]).
    ///
    /// # Errors
    /// `store`.
    pub fn watch(&mut self, goes_on: &(impl Fn() -> bool + Send + Clone + 'static)) -> Result<(), Refusal> {
        self.others.iter_mut().try_for_each(|db| db.watch(goes_on.clone()))
    }

    /// Has every job done by whoever is free, those that stand first first; the answers in the order of the jobs.
    pub fn all<T: Send>(&mut self, jobs: &[Job<'_, T>]) -> Vec<Result<T, Refusal>> {
        let next = AtomicUsize::new(0);
        let work = &|db: &Db| {
            let mut done = Vec::new();
            while let Some((place, job)) = take(&next, jobs) {
                done.push((place, db.apart(job)));
            }
            done
        };
        let mut done = scope(|scope| {
            let mut beside = Vec::new();
            for db in &mut self.others {
                let named = Builder::new().name("reader".to_owned());
                // Where the system has no threads left, the others do it all.
                beside.extend(named.spawn_scoped(scope, move || work(db)));
            }
            let mut done = work(self.first);
            for thread in beside {
                done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            done
        });
        done.sort_unstable_by_key(|(place, _)| *place);
        done.into_iter().map(|(_, answer)| answer).collect()
    }
}

fn take<'a, T>(next: &AtomicUsize, jobs: &'a [T]) -> Option<(usize, &'a T)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    Some((place, jobs.get(place)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store that is large enough for several readers.
    fn large() -> (Db, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let db = Db::open_writer(&path).unwrap();
        db.run_plain("CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(40000000))")
            .unwrap();
        (db, folder)
    }

    #[test]
    fn all_readers_see_the_store_as_it_was_when_they_began() {
        let (writer, folder) = large();
        let reader = Db::open_reader(&folder.path().join("desk.sqlite")).unwrap();
        let rows = |db: &Db| db.one("SELECT count(*) FROM ballast", []);
        let jobs: Vec<Job<'_, u32>> = (0..8).map(|_| Box::new(rows) as Job<'_, u32>).collect();
        let seen = reader.read_together(|readers| {
            assert_eq!(readers.others.is_empty(), available_parallelism().unwrap().get() == 1);
            writer.run("INSERT INTO ballast VALUES (x'00')", [])?;
            Ok(readers.all(&jobs))
        });
        assert_eq!(seen, Ok(vec![Ok(1); 8]));
        assert_eq!(reader.read_together(|readers| Ok(readers.all(&jobs))), Ok(vec![Ok(2); 8]));
    }

    #[test]
    fn answers_come_in_the_order_of_the_jobs() {
        let (db, _folder) = large();
        let job = |place: i64| Box::new(move |db: &Db| db.one("SELECT ?1", [place])) as Job<'_, i64>;
        let jobs: Vec<_> = (0..50).map(job).collect();
        let answers = db.read_together(|readers| Ok(readers.all(&jobs))).unwrap();
        assert_eq!(answers, (0..50).map(Ok).collect::<Vec<_>>());
    }
}
