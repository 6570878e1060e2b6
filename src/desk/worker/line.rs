//! What the server of a store says by itself: that somebody has written, and that it is there.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::{Office, Shared, Task, Wake, start};
use crate::desk::server::is_server;
use crate::domain::refusal::Refusal;
use crate::store::engine::ServerLine;

/// How long it listens before it asks whether the server still is there, and how long it waits where that is not.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Listens for as long as somebody can ask the writing desk something, where the store is on a server.
pub(super) fn listen(
    store: &Path,
    writer: &Arc<Sender<Task>>,
    shared: &Arc<Shared>,
    wake: &Wake,
) -> Result<(), Refusal> {
    if !is_server(store) {
        return Ok(());
    }
    let (store, wake) = (store.to_owned(), Arc::clone(wake));
    let (writer, shared) = (Arc::downgrade(writer), Arc::clone(shared));
    start("desk-line".to_owned(), move || {
        let says_it_is_there = |is_there: bool| {
            if shared.is_silent.swap(!is_there, Ordering::AcqRel) == is_there {
                wake();
            }
        };
        while writer.strong_count() > 0 {
            if let Ok(mut line) = ServerLine::open(&store) {
                says_it_is_there(true);
                // What was written while nobody listened was not heard.
                while look(&writer)
                    && let Ok(()) = until_written(&mut line, &writer)
                {}
            }
            if writer.strong_count() > 0 {
                says_it_is_there(false);
                std::thread::sleep(AT_ONCE);
            }
        }
    })
}

/// Waits until somebody has written, or nobody is here any more.
fn until_written(line: &mut ServerLine, writer: &Weak<Sender<Task>>) -> Result<(), Refusal> {
    while !line.hear(AT_ONCE)? && writer.strong_count() > 0 {}
    Ok(())
}

/// Has the writing desk look at what is new; answers whether there is one.
fn look(writer: &Weak<Sender<Task>>) -> bool {
    writer.upgrade().is_some_and(|writer| writer.send(Task::Look).is_ok())
}

impl Office {
    /// Whether the store is on a server of which nothing is heard at the moment.
    pub fn is_server_silent(&self) -> bool {
        self.shared.is_silent.load(Ordering::Acquire)
    }
}
