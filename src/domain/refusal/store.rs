//! What is wrong with the store as a file.

use serde::{Deserialize, Serialize};

use crate::domain::backup::BackupFlaw;
use crate::domain::check::Found;
use crate::domain::store_place::UnsafePlace;

/// Whether a command was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It may have been.
    Unknown,
}

/// Why nobody comes to a store on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerFault {
    /// No computer has this name.
    NoSuchHost,
    /// Nothing answers there, or in time.
    Unreachable,
    /// The password is not known, or another; or the server lets this user in by no way that is known here.
    NotLetIn,
    /// There is no such database.
    NoDatabase,
    /// The server's certificate is not one that this computer trusts.
    NotTrusted,
    /// The server takes no encrypted connections, and one was asked for.
    NotEncrypted,
    /// Its PostgreSQL is older than what is needed.
    TooOld,
    /// It broke off.
    Lost,
    /// The user may not do there what was to be done.
    NoRights,
}

/// What is wrong with the store as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum StoreFault {
    /// There is no file at this place.
    Missing { path: String },
    /// There is a file already where a new store was to be made.
    Exists { path: String },
    /// The file is not a store of this program.
    NotAStore { path: String },
    /// The store was made by a newer program, and is left as it is.
    Newer { version: i64, known: i64 },
    /// The store on a server is of an older program, and no program brings one up to date there: it is left as it is.
    OlderOnServer { place: String, version: i64, known: i64 },
    /// Another program is writing and did not finish in time.
    Locked,
    /// Another program has it open: it was to be replaced, or that program lets nobody else at it.
    InUse { path: String },
    /// Another file stands at its place than the one that was opened, or none.
    Replaced { path: String },
    /// Something was to be written where a store keeps what is its own.
    OwnPlace { path: String },
    /// It stands where it is not safe, and is only read there.
    UnsafePlace { path: String, place: UnsafePlace },
    /// It was opened to be looked at.
    OnlyLookedAt { path: String },
    /// The file or its folder cannot be written.
    ReadOnly { path: String },
    /// The disk is full.
    DiskFull,
    /// It failed while what was done was brought to the disk, so that it may be there all the same.
    Unconfirmed { outcome: Outcome, detail: String },
    /// The disk, or the way to it, does not read or write: that says nothing about the file.
    Disk { detail: String },
    /// The file is damaged.
    Corrupt { detail: String },
    /// An encrypted backup was cut off or changed, or is none.
    DamagedBackup { path: String, flaw: BackupFlaw },
    /// A store of an older program was not brought up to date: the backup that was made of it before, at `backup`, is not whole.
    NotUpgraded { path: String, backup: String, flaw: Box<StoreFault> },
    /// The rows of a backup that was to be restored, or its log, are not what its log proves.
    NotAsProved { path: String, is_encrypted: bool, found: Found },
    /// The same of one that was made just now: it is there, and the store that it is a copy of is so, too.
    MadeNotAsProved { path: String, found: Found },
    /// A backup is encrypted, and its password is not known, or another.
    Encrypted { path: String, is_wrong: bool },
    /// Rows of this table were changed and no entry of the log says so: a mistake of the program. Nothing was kept.
    Unlogged { table: String },
    /// It was to be backed up, restored or moved, and is on a server: that is done there.
    OnServer,
    /// What was moved to another place did not come there as it was: `what` of it. Nothing was kept.
    MovedDiffers { what: String },
    /// The address of a server has a password in it, which is not told any further.
    PasswordInAddress,
    /// The address of a server cannot be read; what may be in it is not told any further either.
    BadAddress,
    /// The server of a store cannot be worked with. Nothing was kept.
    Server { place: String, why: ServerFault, detail: String },
    /// The thread that reads or writes has stopped: a mistake of the program.
    Stopped,
    /// Anything else.
    Other { detail: String },
}

impl StoreFault {
    /// Whether what was to be kept may have been kept all the same. After any other fault it was not.
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::Unconfirmed { .. } | Self::Stopped)
    }
}
