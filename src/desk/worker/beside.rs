//! Work beside the desk: it takes long, reads the store by connections of its own, and changes nothing in it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Job, Office, Reply, start};
use crate::desk::proof::heads::Head;
use crate::desk::upgrade::Upgraded;
use crate::domain::refusal::{Refusal, StoreFault};

/// A thread on which one thing after the other is done for the store at this path.
pub(super) fn staff(store: &Path, present: Sender<()>) -> Result<Sender<Job<PathBuf>>, Refusal> {
    let (sender, jobs): (_, Receiver<Job<PathBuf>>) = channel();
    let mut store = store.to_owned();
    start("desk-beside".to_owned(), move || {
        let _present = present;
        while let Ok(job) = jobs.recv() {
            job(&mut store);
        }
    })?;
    Ok(sender)
}

impl Office {
    /// Why nothing can be written here.
    pub fn barred(&self) -> Option<&Refusal> {
        self.barred.as_ref()
    }

    /// The newest entry that this machine saw of the store, where the store does not have it any more.
    pub fn lost_head(&self) -> Option<&Head> {
        self.lost_head.as_ref()
    }

    /// Whether the store was opened to be looked at.
    pub fn is_only_looked_at(&self) -> bool {
        matches!(&self.barred, Some(Refusal::Store { fault: StoreFault::OnlyLookedAt { .. } }))
    }

    /// What to say of a store that was of an older program when it was opened here.
    pub fn upgraded(&self) -> Option<&Upgraded> {
        self.upgraded.as_ref()
    }

    /// Has `work` done beside the desk, with the path of the store, once what was asked here before is done. It is skipped
    /// if nobody waits for the answer any more.
    pub fn beside<T: Send + 'static>(&self, work: impl FnOnce(&Path) -> T + Send + 'static) -> Reply<T> {
        let (reply, wanted, send) = self.ticket();
        let _ = self.beside.send(Box::new(move |store| {
            if wanted.strong_count() > 0 {
                send(work(store));
            }
        }));
        reply
    }
}
