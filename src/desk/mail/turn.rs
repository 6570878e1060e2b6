//! Whose turn it is to send: one program, and one thread of it, at a time, of all that are at the store. The system ends a
//! turn with its program, so that what is on its way while nobody has the turn was left there by a program that was
//! stopped.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::disk::{make_file, make_folder};
use crate::exchange::scans::Archive;
use crate::store::engine::{ServerTurn, is_server};

const NAME: &str = "outbox.lock";

/// The turn to send the mail of a store, until it is dropped.
#[derive(Debug)]
pub(super) enum Turn {
    File {
        #[expect(dead_code, reason = "what counts is when it is closed")]
        lock: File,
    },
    /// That of all computers.
    Server(ServerTurn),
}

impl Turn {
    /// Takes the turn; none: somebody has it.
    ///
    /// # Errors
    /// `store`: the folder beside the store cannot be written, or its server not be reached.
    pub(super) fn take(store: &Path) -> Result<Option<Self>, Refusal> {
        if is_server(store) {
            return Ok(ServerTurn::take(store, NAME)?.map(Self::Server));
        }
        let place = Archive::beside(store).folder().join(NAME);
        let file = open(&place).map_err(|error| crate::store::engine::file_fault(&place, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self::File { lock: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => {
                let detail = format!("{}: {error}", place.display());
                Err(Refusal::Store { fault: StoreFault::Other { detail } })
            }
        }
    }

    /// Makes sure that it has not ended: that of a server ends with the connection, and another program may have it then.
    ///
    /// # Errors
    /// `store`: it has ended.
    pub(super) fn is_held(&mut self) -> Result<(), Refusal> {
        match self {
            Self::File { .. } => Ok(()),
            Self::Server(turn) => turn.is_held(),
        }
    }
}

fn open(place: &Path) -> io::Result<File> {
    place.parent().map_or(Ok(()), make_folder)?;
    match make_file(place) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            OpenOptions::new().write(true).open(place)
        }
        made => made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_has_the_turn() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.sqlite");
        let turn = Turn::take(&store).unwrap();
        assert!(turn.is_some());
        assert!(Turn::take(&store).unwrap().is_none());
        drop(turn);
        assert!(Turn::take(&store).unwrap().is_some());
    }
}
