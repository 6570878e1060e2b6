//! A backup in one file that is encrypted with a password: a tar of what the newest entry of its log is, the store, and
//! the files beside it, each under the name that it has beside a store called `desk.sqlite`.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    BackupFile, RestoreStop, TO_OPEN, clear_way, is_free, look_over, password, rename, shown, ticks_for,
};
use crate::desk::progress::Meter;
use crate::desk::proof::heads::hex;
use crate::desk::stored_scans;
use crate::desk::unfinished::{ARRIVING, Unfinished, folder_of, named};
use crate::desk::unwritable;
use crate::domain::check::LostScan;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::disk::{flush_folder, make_file, make_folder};
use crate::exchange::encrypted::{self, Fault, Part};
use crate::exchange::scans::Archive;
use crate::store::audit;
use crate::store::engine::{Db, file_fault};

pub use crate::exchange::encrypted::{is_encrypted, is_named_so};

/// What a copy is called that is not encrypted yet.
const COPY: &str = "plain";

/// So long one may be at work with it.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the parts are called.
const HEAD: &str = "head.json";
const STORE: &str = "desk.sqlite";
const FILES: &str = "desk.files";

/// The newest entry of a log, and its hash in hexadecimal digits.
pub(super) type Head = Option<(i64, String)>;

/// What stands first in the file, to be read without the rest.
#[derive(Serialize, Deserialize)]
struct First {
    head: Head,
}

/// Writes a whole copy of the store at `store`, with its files, to the new file `to`, encrypted, and reads it again.
/// Answers the scans that are not in it as they were submitted. In between, a copy stands beside the store and nowhere
/// else.
///
/// # Errors
/// As of [`super::back_up`]; then nothing is left there.
pub fn back_up_encrypted(
    store: &Path,
    to: &Path,
    password: &Password,
    meter: &Meter,
) -> Result<Vec<LostScan>, Refusal> {
    clear_way(store, to)?;
    write(store, to, password, meter)
}

/// The same, and what others have left or are at work with there stays.
pub(super) fn write(
    store: &Path,
    to: &Path,
    password: &Password,
    meter: &Meter,
) -> Result<Vec<LostScan>, Refusal> {
    let db = Db::open_reader(store)?;
    is_free(to)?;
    // It is written, and read.
    meter.expect(ticks_for(store, 2 * TO_OPEN));
    clear_stopped(store);
    let (copy, _unfinished) = Unfinished::beside(store, COPY);
    let (arriving, _unencrypted) = Unfinished::beside(to, "backup");
    let of_copy = |refusal| named(refusal, &copy, store);
    db.copy_to(&copy).map_err(of_copy)?;
    let plain = Db::open_reader(&copy).map_err(of_copy)?;
    look_over(&plain)?;
    let first = First { head: head(&plain)? };
    // The files come second: whatever the copied store names was there before it was copied.
    let (submitted, archive) = (stored_scans::named(&db)?, Archive::beside(store));
    let lost = stored_scans::lost(&submitted, &archive);
    drop(plain);
    let names: BTreeSet<&str> = submitted.iter().map(|scan| scan.sha256.as_str()).collect();
    let files = names.into_iter().filter(|sha256| archive.place(sha256).is_file());
    let files = files.map(|sha256| Part { name: name_of(sha256), from: archive.place(sha256) });
    let parts: Vec<Part> =
        [Part { name: STORE.to_owned(), from: copy.clone() }].into_iter().chain(files).collect();
    let first = serde_json::to_vec(&first).map_err(unwritable)?;
    let goes_on = || meter.advance();
    let written = encrypted::write(&arriving, password, (HEAD, &first), &parts, &goes_on)
        .map_err(|fault| refused(fault, to))?;
    if encrypted::hashes(&arriving, password, &goes_on).map_err(|fault| refused(fault, to))? != written {
        return Err(refused(Fault::Damaged("it is not as it was written"), to));
    }
    is_free(to)?;
    rename(&arriving, to)?;
    flush_folder(folder_of(to));
    Ok(lost)
}

/// Removes copies that programs which were stopped have left beside the store: those of today may be needed.
fn clear_stopped(store: &Path) {
    let begins = format!("{}.{ARRIVING}{COPY}-", store.file_stem().unwrap_or_default().to_string_lossy());
    let is_old = |file: &DirEntry| {
        let changed = file.metadata().and_then(|file| file.modified()).ok();
        changed.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > A_DAY)
    };
    for file in fs::read_dir(folder_of(store)).into_iter().flatten().flatten() {
        if file.file_name().to_string_lossy().starts_with(&begins) && is_old(&file) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// The newest entry of the log of a backup of the store at `store`.
///
/// # Errors
/// `store`: it cannot be read, or its password is not known.
pub(super) fn head_of(store: &Path, backup: &BackupFile) -> Result<Head, Refusal> {
    if !is_encrypted(&backup.path) {
        return head(&Db::open_reader(&backup.path)?);
    }
    let password = password_of(store, backup)?;
    let mut first = None;
    encrypted::each_part(&backup.path, &password, &|| true, |name, content| {
        if name == HEAD {
            first = serde_json::from_reader::<_, First>(content).ok();
        }
        Ok(false)
    })
    .map_err(|fault| refused(fault, &backup.path))?;
    let first = first.ok_or(Fault::Damaged("it is no backup"));
    Ok(first.map_err(|fault| refused(fault, &backup.path))?.head)
}

fn head(db: &Db) -> Result<Head, Refusal> {
    Ok(audit::newest(db)?.map(|(entry, hash)| (entry, hex(&hash))))
}

/// Has an encrypted backup stand beside `place` as it was before, with its files, until it is dropped.
///
/// # Errors
/// `store`: it cannot be read, its password is not known, or there is no room.
pub(super) fn open(
    place: &Path,
    backup: &BackupFile,
    meter: &Meter,
) -> Result<(PathBuf, Unfinished), RestoreStop> {
    let password = password_of(place, backup)?;
    let (opened, unfinished) = Unfinished::beside(place, "opened");
    let archive = Archive::beside(&opened);
    let mut fault = None;
    let read = encrypted::each_part(&backup.path, &password, &|| meter.advance(), |name, content| {
        let to = match name {
            STORE => opened.clone(),
            _ => match sha256_of(name) {
                Some(sha256) => archive.place(sha256),
                None => return Ok(true),
            },
        };
        let written = make_folder(folder_of(&to)).and_then(|()| make_file(&to));
        match written.and_then(|mut file| io::copy(content, &mut file)) {
            // What comes of reading is told by whoever reads.
            Err(error)
                if !matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) =>
            {
                fault = Some(file_fault(place, &error));
                Err(error)
            }
            copied => copied.map(|_| true),
        }
    });
    match (read, fault) {
        (Ok(()), _) if opened.exists() => Ok((opened, unfinished)),
        (Ok(()), _) => Err(refused(Fault::Damaged("it is no backup"), &backup.path).into()),
        (Err(_), Some(refusal)) => Err(refusal.into()),
        (Err(fault), None) => Err(refused(fault, &backup.path).into()),
    }
}

/// The password that was given for it, or that of the backups of the store at this place.
fn password_of(store: &Path, backup: &BackupFile) -> Result<Password, Refusal> {
    let given = backup.password.clone();
    // Where the key store cannot be asked, it is asked for.
    let password = given.or_else(|| password::known(store).ok().flatten());
    let path = shown(&backup.path);
    password.ok_or(Refusal::Store { fault: StoreFault::Encrypted { path, is_wrong: false } })
}

/// `desk.files/ab/ab…`, as it lies beside a store.
fn name_of(sha256: &str) -> String {
    format!("{FILES}/{}/{sha256}", sha256.get(..2).unwrap_or_default())
}

fn sha256_of(name: &str) -> Option<&str> {
    let sha256 = name.rsplit('/').next()?;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && name == name_of(sha256)).then_some(sha256)
}

fn refused(fault: Fault, path: &Path) -> Refusal {
    let fault = match fault {
        Fault::WrongPassword => StoreFault::Encrypted { path: shown(path), is_wrong: true },
        Fault::Damaged(why) => StoreFault::Corrupt { detail: format!("{}: {why}", shown(path)) },
        Fault::Io(error) => return file_fault(path, &error),
    };
    Refusal::Store { fault }
}
