//! What is wrong with the store as a file.

use serde::{Deserialize, Serialize};

/// Whether a command was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It may have been.
    Unknown,
}

/// What is wrong with the store as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum StoreFault {
    /// There is no file at this place.
    Missing {
        /// The place.
        path: String,
    },
    /// There is a file already where a new store was to be made.
    Exists {
        /// The place.
        path: String,
    },
    /// The file is not a store of this program.
    NotAStore {
        /// The place.
        path: String,
    },
    /// The store was made by a newer program, and is left as it is.
    Newer {
        /// Its schema version.
        version: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another program is writing and did not finish in time.
    Locked,
    /// It was to be replaced, and another program has it open.
    InUse {
        /// The place.
        path: String,
    },
    /// Something was to be written where a store keeps what is its own.
    OwnPlace {
        /// The place.
        path: String,
    },
    /// The file or its folder cannot be written.
    ReadOnly {
        /// The place.
        path: String,
    },
    /// The disk is full.
    DiskFull,
    /// It failed while what was done was brought to the disk, so that it may be there all the same.
    Unconfirmed {
        /// Says so to programs.
        outcome: Outcome,
        /// What the database driver says.
        detail: String,
    },
    /// The disk, or the way to it, does not read or write: that says nothing about the file.
    Disk {
        /// What the database driver or the system says.
        detail: String,
    },
    /// The file is damaged.
    Corrupt {
        /// What the database driver says.
        detail: String,
    },
    /// The thread that reads or writes has stopped: a mistake of the program.
    Stopped,
    /// Anything else.
    Other {
        /// What the database driver or the system says.
        detail: String,
    },
}
