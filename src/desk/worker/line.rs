//! What the server of a store says by itself: that somebody has written, and that it is there.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::{Office, Shared, Task, Wake, start};
use crate::desk::server::is_server;
use crate::domain::refusal::{Refusal, ServerFault, StoreFault};
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
        let is_silent = |is_silent: bool| {
            if shared.is_silent.swap(is_silent, Ordering::AcqRel) != is_silent {
                wake();
            }
        };
        while writer.strong_count() > 0 {
            let ended = ServerLine::open(&store).and_then(|line| {
                is_silent(false);
                listen_on(line, &writer)
            });
            let Err(refusal) = ended else { return };
            is_silent(is_of_the_line(&refusal));
            std::thread::sleep(AT_ONCE);
        }
    })
}

/// Listens until the line is lost, or nobody is here any more.
fn listen_on(mut line: ServerLine, writer: &Weak<Sender<Task>>) -> Result<(), Refusal> {
    // What was written while nobody listened was not heard.
    while look(writer) {
        if let Err(lost) = until_written(&mut line, writer) {
            // To end a line on which nothing is heard may take as long as that.
            start("desk-line-end".to_owned(), move || drop(line))?;
            return Err(lost);
        }
    }
    Ok(())
}

/// Waits until somebody has written, or nobody is here any more.
fn until_written(line: &mut ServerLine, writer: &Weak<Sender<Task>>) -> Result<(), Refusal> {
    while !line.hear(AT_ONCE)? && writer.strong_count() > 0 {}
    Ok(())
}

/// Whether a server is not heard of, rather than that it says no.
fn is_of_the_line(refusal: &Refusal) -> bool {
    use ServerFault::{Lost, NoSuchHost, Unreachable};
    let Refusal::Store { fault: StoreFault::Server { why, .. } } = refusal else { return false };
    matches!(why, Lost | NoSuchHost | Unreachable)
}

/// Has the writing desk look at what is new; answers whether somebody can still ask it something.
fn look(writer: &Weak<Sender<Task>>) -> bool {
    // Where it has stopped, whoever asks it is told.
    writer.upgrade().is_some_and(|writer| writer.send(Task::Look).is_ok())
}

impl Office {
    /// Whether the store is on a server of which nothing is heard at the moment.
    pub fn is_server_silent(&self) -> bool {
        self.shared.is_silent.load(Ordering::Acquire)
    }
}
