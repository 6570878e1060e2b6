//! A backup in one file that is encrypted with a password: a tar of what the newest entry of its log is, the store, and
//! the files beside it, each under the name that it has beside a store called `desk.sqlite`.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::verify::{is_as_proved, look_over};
use super::{
    BackupFile, Copied, RestoreStop, TO_OPEN, clear_way, is_free, password, place_new, shown, ticks_for,
};
use crate::desk::own_files::place_of;
use crate::desk::progress::Meter;
use crate::desk::proof::heads::hex;
use crate::desk::stored_scans;
use crate::desk::unfinished::{Unfinished, clear_abandoned, folder_of, named};
use crate::desk::unwritable;
use crate::domain::backup::BackupFlaw;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::disk::{flush_folder, make_file, make_folder};
use crate::exchange::encrypted::{self, Fault, Part};
use crate::exchange::scans::Archive;
use crate::store::audit;
use crate::store::engine::{Db, file_fault};

pub use crate::exchange::encrypted::{is_encrypted, is_named_so};

/// What the parts are called.
const HEAD: &str = "head.json";
const STORE: &str = "desk.sqlite";
const FILES: &str = "desk.files";

/// What the first of them has room for, in bytes.
const LONGEST_HEAD: u64 = 4096;

/// The newest entry of a log, and its hash in hexadecimal digits.
pub(super) type Head = Option<(i64, String)>;

/// What stands first in the file, to be read without the rest.
#[derive(Serialize, Deserialize)]
struct First {
    head: Head,
}

impl First {
    fn read(content: impl Read) -> Option<Self> {
        // However long it says it is.
        serde_json::from_reader(content.take(LONGEST_HEAD)).ok()
    }
}

/// Writes a whole copy of the store at `store`, with its files, to the new file `to`, encrypted, and reads it again.
/// In between, a copy stands beside the store and nowhere else.
///
/// # Errors
/// As of [`super::back_up`]; then nothing is left there.
pub fn back_up_encrypted(
    store: &Path,
    to: &Path,
    password: &Password,
    meter: &Meter,
) -> Result<Copied, Refusal> {
    clear_way(store, to)?;
    write(store, to, password, meter)
}

/// The same, and what others have left or are at work with there stays.
pub(super) fn write(store: &Path, to: &Path, password: &Password, meter: &Meter) -> Result<Copied, Refusal> {
    let db = Db::open_reader(store)?;
    is_free(to)?;
    // It is written, and read.
    meter.expect(ticks_for(store, 2 * TO_OPEN));
    // Where a link to the store is, it may be uploaded.
    let place = place_of(store);
    clear_abandoned(&place);
    let (copy, _unfinished) = Unfinished::beside(&place, "plain");
    let (arriving, _unencrypted) = Unfinished::beside(to, "backup");
    let of_copy = |refusal| named(refusal, &copy, store);
    db.copy_to(&copy).map_err(of_copy)?;
    let plain = Db::open_reader(&copy).map_err(of_copy)?;
    look_over(&plain)?;
    let flaw = is_as_proved(&plain, to).err();
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
        return Err(refused(Fault::Damaged(BackupFlaw::NotAsWritten), to));
    }
    place_new(&arriving, to)?;
    flush_folder(folder_of(to));
    Ok(Copied { lost, flaw })
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
            first = First::read(content);
        }
        Ok(false)
    })
    .map_err(|fault| refused(fault, &backup.path))?;
    Ok(first.ok_or_else(|| no_backup(&backup.path))?.head)
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
    let (mut first, mut fault) = (None, None);
    let read = encrypted::each_part(&backup.path, &password, &|| meter.advance(), |name, content| {
        let to = match name {
            STORE => opened.clone(),
            HEAD => {
                first = First::read(content);
                return Ok(true);
            }
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
        (Ok(()), _) => {
            let First { head } = first.filter(|_| opened.exists()).ok_or_else(|| no_backup(&backup.path))?;
            let of_opened = |refusal| named(refusal, &opened, &backup.path);
            // What it was compared by is what is put back.
            if self::head(&Db::open_reader(&opened).map_err(of_opened)?).map_err(of_opened)? != head {
                let fault = Fault::Damaged(BackupFlaw::OtherStore);
                return Err(refused(fault, &backup.path).into());
            }
            Ok((opened, unfinished))
        }
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

fn no_backup(path: &Path) -> Refusal {
    refused(Fault::Damaged(BackupFlaw::NoBackup), path)
}

fn refused(fault: Fault, path: &Path) -> Refusal {
    let fault = match fault {
        Fault::WrongPassword => StoreFault::Encrypted { path: shown(path), is_wrong: true },
        Fault::Damaged(flaw) => StoreFault::DamagedBackup { path: shown(path), flaw },
        Fault::Io(error) => return file_fault(path, &error),
    };
    Refusal::Store { fault }
}
