//! Backups that the desk makes by itself, in a folder of their own: made, read again, listed, and thinned out.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use sha2::{Digest, Sha256};

use super::encrypted;
use super::{BackupFile, Copied, back_up_beside, is_free, password, rename, scans_of, shown, verify};
use crate::desk::clock::Clock;
use crate::desk::own_files::{followed, make_folder, place_of, write_whole};
use crate::desk::progress::Meter;
use crate::desk::proof::heads::hex;
use crate::desk::proof::machine;
use crate::desk::server::{self, is_server};
use crate::desk::unfinished::{ARRIVING, is_abandoned, remove};
use crate::domain::backup::{BackupName, BackupReason, to_remove};
use crate::domain::calendar::china_time;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::{Db, file_fault};
use crate::store::{audit, setting};

/// The setting that names the folder; where it is blank or not there, it is the one beside the store.
pub(in crate::desk) const FOLDER: &str = "backup_folder";

/// The file beside a store's own backups that names another folder.
const ELSEWHERE: &str = "elsewhere.txt";

/// So many seconds ahead a name is looked for that no other backup has.
const A_FEW: TimeDelta = TimeDelta::seconds(5);

/// So long a backup that was not read again may be under way.
const UNDER_WAY: TimeDelta = TimeDelta::hours(1);

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// What its name says.
    pub name: BackupName,
    /// How large it is, without its scans.
    pub bytes: u64,
    /// Whether it is of the store at this place: another computer's may stand beside it in a folder that they share.
    pub is_own: bool,
}

/// The backups of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backups {
    /// Where they are made.
    pub folder: PathBuf,
    /// Those that are there, in that folder and in the one beside the store, the newest first.
    pub found: Vec<Backup>,
    /// Why the folder cannot be read.
    pub fault: Option<Refusal>,
}

impl Backups {
    /// The newest of this store that was read again after it was made. One of a clock that ran ahead is none.
    pub fn newest_good(&self) -> Option<&Backup> {
        let now = china_time(Clock::System.now());
        self.found.iter().find(|backup| backup.is_own && backup.name.is_good(now))
    }

    /// The one that is offered where this store is damaged: where none is known to be its own, the newest of one of its
    /// name that stands beside it. It may be of when the computer or its user was called otherwise.
    pub fn offered(&self, store: &Path) -> Option<&Backup> {
        let (now, beside) = (china_time(Clock::System.now()), folder_beside(store));
        let is_here = |backup: &&Backup| backup.path.parent() == Some(&beside);
        let here = || self.found.iter().filter(is_here).find(|backup| backup.name.is_good(now));
        self.newest_good().or_else(here)
    }
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The backup.
    pub backup: Backup,
    /// What is wrong with it: it is there, and thins out no other. None: it was read again, and is whole.
    pub flaw: Option<Refusal>,
}

/// What a store holds that a backup of it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// How many entries of the audit log came after it.
    pub entries: i64,
    /// When the newest of them was written.
    pub newest_at: Option<DateTime<Utc>>,
    /// The newest entry of the backup, and its hash in hexadecimal digits.
    pub head: Option<(i64, String)>,
    /// The log of the store does not go on from that of the backup: it is of another store, or of one that was restored
    /// to an earlier state since.
    pub is_of_another_history: bool,
}

/// Where the backups of a store are made as long as no other folder was chosen: `desk.sqlite` has `desk.backups`, beside
/// the file and not beside a link to it.
pub fn folder_beside(store: &Path) -> PathBuf {
    place_of(store).with_extension("backups")
}

/// The folder that was chosen, where one was. Of a store that cannot be read it is the one in which a backup was made
/// last.
fn chosen_folder(store: &Path) -> Option<PathBuf> {
    let folder = match Db::open_reader(store).and_then(|db| setting::get(&db, FOLDER)) {
        Ok(folder) => folder?,
        Err(_) => fs::read_to_string(folder_beside(store).join(ELSEWHERE)).ok()?,
    };
    (!folder.is_empty()).then(|| folder.into())
}

/// Writes down beside the store where its backups are: a store that is damaged may not say it any more.
fn remember_folder(store: &Path, folder: &Path) {
    let beside = folder_beside(store);
    // Where it cannot be written, backups are made all the same.
    let _ =
        make_folder(&beside).and_then(|()| write_whole(&beside.join(ELSEWHERE), shown(folder).as_bytes()));
}

/// Lists the backups of the store at `store`, which need not be there, nor be whole.
/// Of a store on a server there are none here.
pub fn list(store: &Path) -> Backups {
    if is_server(store) {
        return Backups::default();
    }
    let beside = folder_beside(store);
    let folder = chosen_folder(store).unwrap_or_else(|| beside.clone());
    let (mut found, fault) = match in_folder(store, &folder) {
        Ok(found) => (found, None),
        Err(refusal) => (Vec::new(), Some(refusal)),
    };
    if folder != beside {
        found.extend(in_folder(store, &beside).unwrap_or_default());
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.name.at));
    Backups { folder, found, fault }
}

fn in_folder(store: &Path, folder: &Path) -> Result<Vec<Backup>, Refusal> {
    if folder == folder_beside(store) && !folder.exists() {
        return Ok(Vec::new());
    }
    let (stem, marks) = (stem(store), marks_of_place(store));
    let entries = fs::read_dir(folder).map_err(|error| file_fault(folder, &error))?;
    let backup = |entry: fs::DirEntry| {
        let name =
            BackupName::parse(&entry.file_name().to_string_lossy()).filter(|name| name.store == stem)?;
        let bytes = entry.metadata().ok().filter(fs::Metadata::is_file)?.len();
        Some(Backup { path: entry.path(), is_own: marks.contains(&name.place), name, bytes })
    };
    Ok(entries.flatten().filter_map(backup).collect())
}

/// Makes a backup of the store at `store`, reads it again, and removes those that are not kept beside it. Where the folder
/// that was chosen cannot be written, or the password is not known that it is to be encrypted with, and something is about
/// to be changed, it is made beside the store, as readable as that is.
///
/// # Errors
/// `store`, `key-store`: it could not be made; then nothing is left of it, and none was removed.
pub fn make(store: &Path, reason: BackupReason) -> Result<Made, Refusal> {
    server::refuse(store)?;
    let beside = folder_beside(store);
    let is_before_a_change = matches!(reason, BackupReason::Upgrade | BackupReason::Undo);
    let password = match password_for(store) {
        Err(_) if is_before_a_change => return make_in(&beside, store, reason, None),
        password => password?,
    };
    let password = password.as_ref();
    match chosen_folder(store) {
        Some(folder) => match make_in(&folder, store, reason, password) {
            Err(_) if is_before_a_change && folder != beside => make_in(&beside, store, reason, password),
            made => {
                remember_folder(store, &folder);
                made
            }
        },
        None => make_in(&beside, store, reason, password),
    }
}

/// What a backup is to be encrypted with; none where it is not to be.
fn password_for(store: &Path) -> Result<Option<Password>, Refusal> {
    if !password::is_encrypted(&Db::open_reader(store)?)? {
        return Ok(None);
    }
    let known = password::known(store)?;
    let missing = || Refusal::Store { fault: StoreFault::Encrypted { path: shown(store), is_wrong: false } };
    known.map(Some).ok_or_else(missing)
}

fn make_in(
    folder: &Path,
    store: &Path,
    reason: BackupReason,
    password: Option<&Password>,
) -> Result<Made, Refusal> {
    if folder == folder_beside(store) {
        make_folder(folder).map_err(|error| file_fault(folder, &error))?;
    }
    let before = in_folder(store, folder)?;
    clear_interrupted(folder, store);
    let now = china_time(Clock::System.now());
    let mut at = now.with_nanosecond(0).unwrap_or(now);
    while before.iter().any(|backup| backup.is_own && backup.name.at == at) {
        at += TimeDelta::seconds(1);
    }
    let (is_verified, is_encrypted, place) = (false, password.is_some(), mark_of_place(store));
    let mut unverified = BackupName { store: stem(store), at, reason, place, is_verified, is_encrypted };
    let earlier = before.iter().filter(|backup| backup.is_own && !backup.name.is_encrypted);
    let earlier = earlier.max_by_key(|backup| backup.name.at);
    let earlier = earlier.map(|earlier| earlier.path.as_path());
    let (first, copied) = loop {
        let first = folder.join(unverified.file_name());
        let made = match password {
            Some(password) => encrypted::write(store, &first, password, &Meter::default()),
            None => back_up_beside(store, &first, earlier).map(|lost| {
                let flaw = verify::verify(&first, lost.len()).err();
                Copied { lost, flaw }
            }),
        };
        match made {
            // Another program was faster by less than a second.
            Err(Refusal::Store { fault: StoreFault::Exists { .. } }) if unverified.at < at + A_FEW => {
                unverified.at += TimeDelta::seconds(1);
            }
            copied => break (first, copied?),
        }
    };
    let verified = copied.flaw.map_or(Ok(()), Err).and_then(|()| name_verified(folder, &first, &unverified));
    let (path, name, flaw) = match verified {
        Ok((path, name)) => (path, name, None),
        Err(flaw) => (first, unverified, Some(flaw)),
    };
    thin_out(folder, store)?;
    let bytes = fs::metadata(&path).map_or(0, |file| file.len());
    Ok(Made { backup: Backup { path, name, bytes, is_own: true }, flaw })
}

/// Gives a backup the name of one that was read again; of a second later, where another program had that one meanwhile.
fn name_verified(
    folder: &Path,
    first: &Path,
    unverified: &BackupName,
) -> Result<(PathBuf, BackupName), Refusal> {
    let mut name = BackupName { is_verified: true, ..unverified.clone() };
    loop {
        let path = folder.join(name.file_name());
        match is_free(&path).and_then(|()| is_free(&scans_of(&path))) {
            Err(_) if name.at < unverified.at + A_FEW => name.at += TimeDelta::seconds(1),
            taken => {
                taken?;
                // They come first, lest it be there without them.
                let scans = scans_of(first);
                if scans.exists() {
                    rename(&scans, &scans_of(&path))?;
                }
                rename(first, &path)?;
                return Ok((path, name));
            }
        }
    }
}

/// Removes the backups of this store that are not kept.
fn thin_out(folder: &Path, store: &Path) -> Result<(), Refusal> {
    let now = china_time(Clock::System.now());
    // Those of a clock that ran ahead stand in nobody's way, and are looked at again when their time has come.
    let own = in_folder(store, folder)?.into_iter().filter(|backup| backup.is_own && backup.name.at <= now);
    let names: Vec<BackupName> = own.map(|backup| backup.name).collect();
    // Another program may be at work with one that it has not read again yet.
    let is_under_way = |name: &BackupName| !name.is_verified && now - name.at < UNDER_WAY;
    for name in to_remove(&names).into_iter().filter(|name| !is_under_way(name)) {
        let path = folder.join(name.file_name());
        // What cannot be removed is tried again with the next.
        if fs::remove_file(&path).is_ok() {
            let _ = fs::remove_dir_all(scans_of(&path));
        }
    }
    Ok(())
}

/// Removes what programs that were stopped have left of backups of this store: today's may be under way where they run.
fn clear_interrupted(folder: &Path, store: &Path) {
    let today = china_time(Clock::System.now()).date().to_string();
    let begins = format!("{}.", stem(store));
    let marks = marks_of_place(store);
    let marks =
        marks.map(|place| [format!(".{place}.unverified.{ARRIVING}"), format!(".{place}.{ARRIVING}")]);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let rest = name.strip_prefix(&begins);
        let is_left = rest.is_some_and(|rest| !rest.starts_with(&today) || is_abandoned(&entry));
        if is_left && marks.as_flattened().iter().any(|mark| name.contains(mark)) {
            remove(&entry.path());
        }
    }
}

/// What the store at `store` holds that a backup of it does not.
///
/// # Errors
/// `store`: one of them cannot be read, or the password of the backup is not known.
pub fn since(store: &Path, backup: &BackupFile) -> Result<Since, Refusal> {
    server::refuse(store)?;
    let head = encrypted::head_of(store, backup)?;
    Db::open_reader(store)?.snapshot(|db| {
        let newest = audit::newest(db)?.map_or(0, |(id, _)| id);
        let (id, hash) = head.clone().unwrap_or_default();
        let is_of_another_history = id > 0 && audit::hash_of(db, id)?.is_none_or(|there| hex(&there) != hash);
        let newest_at = if newest > id { audit::newest_at(db)? } else { None };
        Ok(Since { entries: (newest - id).max(0), newest_at, head, is_of_another_history })
    })
}

fn stem(store: &Path) -> String {
    store.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What tells the place of a store from all others: the computer and the path, as a few digits.
fn mark_of_place(store: &Path) -> String {
    mark(machine::id(), store)
}

/// The same, and what was told before, or where the number of the computer could not be kept: by its name.
fn marks_of_place(store: &Path) -> [String; 2] {
    [mark_of_place(store), mark(&machine::name(), store)]
}

fn mark(computer: &str, store: &Path) -> String {
    let place = format!("{computer}\n{}", shown(&followed(store)));
    Sha256::digest(place).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
