//! Opening a store: what the file is, before anything is changed in it.
//!
//! Errors: `store`, where nothing else is said.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::connect::connect;
use super::error::{fault, is_busy};
use super::held::{self, Held};
use super::{Db, Engine, File, Patience, file_fault, migrate, on_server, private};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::is_server;
use crate::store::engine::postgres::Session;

/// Marks a SQLite file as a store of this program: the ASCII of "FPD1".
pub(super) const APPLICATION_ID: i64 = 0x4650_4431;

/// The oldest SQLite that is safe with a WAL: 3.51.3 fixes a corruption in older ones.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How much of a SQLite file is its head.
const HEAD_BYTES: usize = 100;

pub(super) use super::super::patience::BUSY_TIMEOUT;

/// The version of SQLite in this program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// What stands at the place of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or an empty file.
    Nothing,
    /// A store of this program.
    Store,
    /// A store of an older one, which opening it for writing brings up to date.
    OlderStore {
        /// The version of its schema, as far as the head of the file shows.
        schema: i64,
    },
}

/// Looks at a place without changing anything in it or beside it.
///
/// The file's head is read as bytes: SQLite, even if it may only read, would leave its own files beside a store in
/// WAL mode, and wait where another program holds a file that is none of ours.
///
/// # Errors
/// `store`: the file is no store, or one of a newer program.
pub fn inspect(path: &Path) -> Result<Found, Refusal> {
    if is_server(path) {
        return super::super::postgres::inspect(path);
    }
    // Opening a pipe or a device could wait for ever.
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(not_a_store(path));
    }
    let head = match held::head(path, HEAD_BYTES) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        // To look at it is no question of writing.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Err(other(format!("{}: {error}", path.display())));
        }
        Err(error) => return Err(file_fault(path, &error)),
        Ok(head) if head.is_empty() => return Ok(Found::Nothing),
        Ok(head) => head,
    };
    let number = |at: usize| {
        let bytes = head.get(at..at + 4)?.try_into().ok()?;
        Some(i64::from(i32::from_be_bytes(bytes)))
    };
    // The file format's own fields: the magic text, user_version at 60, application_id at 68.
    match (head.starts_with(b"SQLite format 3\0"), number(60), number(68)) {
        (true, Some(version), Some(APPLICATION_ID)) => {
            refuse_newer(version)?;
            // One that is being made has no version yet.
            let is_older = (1..migrate::newest_schema()).contains(&version);
            Ok(if is_older { Found::OlderStore { schema: version } } else { Found::Store })
        }
        _ => Err(not_a_store(path)),
    }
}

pub(in crate::store::engine) fn refuse_newer(version: i64) -> Result<(), Refusal> {
    let known = migrate::newest_schema();
    if version > known {
        return Err(Refusal::Store { fault: StoreFault::Newer { version, known } });
    }
    Ok(())
}

impl Db {
    /// Opens a store for writing, making it or bringing it up to date where needed. Nobody else on the machine can read
    /// it then, where its owner opens it.
    ///
    /// # Errors
    /// `store`: it cannot be opened, is no store, or was made by a newer program; then it is left untouched.
    pub fn open_writer(path: &Path) -> Result<Self, Refusal> {
        let db = Self::open_unmigrated(path, Patience::default())?;
        if db.is_of_older_schema()? {
            db.transaction(Self::migrate)?;
            db.renew_temporary()?;
        }
        Ok(db)
    }

    /// The same, waiting with this patience for other programs that are writing, and leaving the schema as it is: whoever
    /// asks brings it up to date, and has what is to be said of that in the same transaction.
    ///
    /// # Errors
    /// As there.
    pub fn open_unmigrated(path: &Path, patience: Patience) -> Result<Self, Refusal> {
        if is_server(path) {
            let mut db = Self::of(Engine::Server(Box::new(Session::open(path, true)?)));
            db.wait_with(patience);
            return Ok(db);
        }
        if inspect(path)? == Found::Nothing {
            // Where there is an empty file, or none can be made, SQLite goes on, or says why not.
            let _ = private::make(path);
        }
        private::tighten(path);
        let db = connect(path, OpenFlags::default()).map_err(|e| named(e, path))?;
        let file = File::hold(db, path)?;
        file.set_up(path, Some(&patience))?;
        let mut db = Self::of(Engine::File(file));
        db.wait_with(patience);
        Ok(db)
    }

    /// Opens a store that is there, for reading only.
    pub fn open_reader(path: &Path) -> Result<Self, Refusal> {
        if is_server(path) {
            return Session::open(path, false).map(Box::new).map(Engine::Server).map(Self::of);
        }
        if inspect(path)? == Found::Nothing {
            return Err(Refusal::Store { fault: StoreFault::Missing { path: path.display().to_string() } });
        }
        let access =
            if has_wal(path) { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = connect(path, flags).map_err(|e| named(e, path))?;
        let file = File::hold(db, path)?;
        file.connection.execute_batch("PRAGMA query_only = ON").map_err(|e| named(e, path))?;
        file.set_up(path, None)?;
        Ok(Self::of(Engine::File(file)))
    }

    /// Opens a store for reading where the disk has no room for the file that connections share: what stands in it is kept
    /// in memory, and nobody else can open the store meanwhile.
    pub fn open_reader_without_room(path: &Path) -> Result<Self, Refusal> {
        if is_server(path) {
            return Err(on_server());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = connect(path, flags).map_err(|e| named(e, path))?;
        // What is in the WAL stays there.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let file = File::hold(db, path)?;
        let settings = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON";
        file.connection.execute_batch(settings).map_err(|e| named(e, path))?;
        file.set_up(path, None)?;
        Ok(Self::of(Engine::File(file)))
    }
}

impl File {
    /// Holds the file of a new connection, before anything is locked by it.
    pub fn hold(connection: Connection, path: &Path) -> Result<Self, Refusal> {
        let held = Held::of(path).map_err(|error| file_fault(path, &error))?;
        Ok(Self { connection, aside: RefCell::default(), held })
    }

    /// Sets a new connection up, one that writes with the patience that it has.
    fn set_up(&self, path: &Path, writes: Option<&Patience>) -> Result<(), Refusal> {
        let db = &self.connection;
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(other(format!("SQLite {} is older than 3.51.3", rusqlite::version())));
        }
        db.set_prepared_statement_cache_capacity(200);
        db.busy_timeout(BUSY_TIMEOUT)?;
        let settings = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000;";
        db.execute_batch(settings).map_err(|e| named(e, path))?;
        // The newest version may stand in the WAL, which the head of the file does not show.
        let version: i64 =
            db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|e| named(e, path))?;
        if let Err(refusal) = refuse_newer(version) {
            // Closing the last connection would write the WAL into a file that is to be left as it is.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            return Err(refusal);
        }
        if let Some(patience) = writes {
            // SQLite opens what it may not write for reading alone, and says so only at the first command.
            if db.is_readonly(rusqlite::MAIN_DB)? {
                return Err(read_only(path));
            }
            if version == 0 {
                // What needs a file alone for a moment is done again while another program does the same: there SQLite
                // answers at once that the file is busy, lest two wait for each other.
                let mark = format!("PRAGMA application_id = {APPLICATION_ID}");
                patience.wait(is_busy, || db.execute_batch(&mark)).map_err(|e| named(e, path))?;
            }
            patience
                .wait(is_busy, || db.execute_batch("PRAGMA journal_mode = WAL"))
                .map_err(|e| named(e, path))?;
            // Each row of an import keeps the pages it changes until it is in: in memory, not in a file.
            db.execute_batch("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;")
                .map_err(|e| named(e, path))?;
        }
        Ok(())
    }
}

/// Whether a WAL stands beside the store with something in it: another program is at work, or was stopped.
///
/// Where it does not, a reader opens the store so that SQLite may remove the empty files that it makes beside it;
/// where it does, the reader leaves everything as it is. Either way it writes nothing into the store.
fn has_wal(path: &Path) -> bool {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    std::fs::metadata(wal).is_ok_and(|wal| wal.len() > 0)
}

/// A refusal that names the file.
pub(super) fn named(error: rusqlite::Error, path: &Path) -> Refusal {
    let shown = path.display().to_string();
    if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) {
        // SQLite must be able to make files beside the store, even to read one.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        return match folder.filter(|folder| !folder.is_dir()) {
            Some(missing) => {
                Refusal::Store { fault: StoreFault::Missing { path: missing.display().to_string() } }
            }
            None => read_only(path),
        };
    }
    let fault = match fault(&error) {
        StoreFault::ReadOnly { .. } => return read_only(path),
        StoreFault::NotAStore { .. } => StoreFault::NotAStore { path: shown },
        StoreFault::Disk { detail } => StoreFault::Disk { detail: format!("{shown}: {detail}") },
        StoreFault::Other { detail } => StoreFault::Other { detail: format!("{shown}: {detail}") },
        fault => fault,
    };
    Refusal::Store { fault }
}

/// A store cannot be written. Windows says why where another program lets nobody else at the file; on Unix nobody can, and
/// closing the file again would give up its locks.
fn read_only(path: &Path) -> Refusal {
    let asked = if cfg!(windows) { OpenOptions::new().write(true).open(path).err() } else { None };
    match asked.map(|error| file_fault(path, &error)) {
        Some(in_use @ Refusal::Store { fault: StoreFault::InUse { .. } }) => in_use,
        _ => Refusal::Store { fault: StoreFault::ReadOnly { path: path.display().to_string() } },
    }
}

fn not_a_store(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::NotAStore { path: path.display().to_string() } }
}

fn other(detail: impl ToString) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: detail.to_string() } }
}
