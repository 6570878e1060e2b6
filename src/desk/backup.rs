//! Whole copies of a store and its scans: made elsewhere, and put back in their place.
//!
//! A restore changes the store in one step only, the renaming of the new file over the old one; wherever it is
//! stopped, the old store is whole or the new one is. Before that step the old file is taken for itself, so that all
//! it holds is in it and nobody else writes to it; it is copied, and the scans of the backup are added to those that
//! are there, which are named after their content, so that both stores find theirs.

pub mod automatic;
mod encrypted;
pub mod password;
mod transfer;
mod verify;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::audit::NewEntry;
use crate::desk::clock::{Clock, Moment};
use crate::desk::own_files::{TAILS, is_own, place_of, with_tail};
use crate::desk::progress::Meter;
use crate::desk::proof::heads::hex;
use crate::desk::proof::{Hand, RESTORE, RestoredHeads, log};
use crate::desk::server;
use crate::desk::stored_scans;
use crate::desk::unfinished::{Unfinished, beside, clear_leftovers, folder_of, named, scans_of};
use crate::desk::{self, Patience, bring_up_to_date, unwritable};
use crate::domain::check::{Found, LostScan};
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::disk::{self, flush_folder, is_for_a_file, keep_from_others, make_folder};
use crate::exchange::scans::Archive;
use crate::store::engine::{Db, file_fault};
use crate::store::{audit, mail, outbox, user};

/// How many ticks (see [`Db::watch`]) it takes to look over and to copy a mebibyte of a store, as measured with a million
/// bills.
const TO_CHECK: u64 = 88;
const TO_COPY: u64 = 14;

/// And to decrypt it, chunk by chunk.
const TO_OPEN: u64 = 16;

pub use self::encrypted::{back_up_encrypted, is_encrypted, is_named_so};
pub use self::transfer::{Transferred, transfer};
pub use self::verify::Copied;

/// A backup that is to be restored, or compared with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it is encrypted with, where it is; without one, the password of the store's own backups.
    pub password: Option<Password>,
    /// It is restored also where it is not what its log proves.
    pub as_it_is: bool,
}

impl From<PathBuf> for BackupFile {
    fn from(path: PathBuf) -> Self {
        Self { path, password: None, as_it_is: false }
    }
}

/// What a restore left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where what was there before is kept.
    pub kept: Option<PathBuf>,
    /// The scans that the backup names and does not have.
    pub lost: Vec<LostScan>,
    /// How many e-mails wait in the outbox, which is held until somebody lets it go (`release_outbox`): since the
    /// backup was made they may have been sent. None where the store sends no mail.
    pub held_mail: Option<usize>,
    /// What of the backup was not as its log proves, where it was restored as it is.
    pub found: Vec<Found>,
}

/// Why a backup was not restored, or a store not moved to another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreStop {
    /// Whoever watched it wanted it no more.
    Cancelled,
    /// The refusal.
    Refused(Refusal),
}

impl From<Refusal> for RestoreStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Writes a whole copy of the store at `store` to the new file `to`, and of its scans to the folder beside that, and reads
/// it again. Others may go on writing meanwhile.
///
/// Both are written under names that say that they are not whole yet (see `unfinished.rs`), so that what is at `to`
/// is a backup; the scans get their name first, lest one be there without them.
///
/// # Errors
/// `store`: there is no store, there is a file at `to` already, or it cannot be written; then nothing is left there.
pub fn back_up(store: &Path, to: &Path) -> Result<Copied, Refusal> {
    clear_way(store, to)?;
    let lost = back_up_beside(store, to, None)?;
    let flaw = verify::verify(to, lost.len()).err();
    Ok(Copied { lost, flaw })
}

/// Removes what those that were stopped have left where a backup is to be; there is none yet.
fn clear_way(store: &Path, to: &Path) -> Result<(), Refusal> {
    server::refuse(store)?;
    server::refuse(to)?;
    if is_own(store, to) {
        return Err(Refusal::Store { fault: StoreFault::OwnPlace { path: shown(to) } });
    }
    is_free(to)?;
    clear_leftovers(to, &[])
}

/// The same beside an `earlier` backup: files that it has already take no more room on the disk, where its file system
/// lets a file have two names.
fn back_up_beside(store: &Path, to: &Path, earlier: Option<&Path>) -> Result<Vec<LostScan>, Refusal> {
    let db = Db::open_reader(store)?;
    is_free(to)?;
    is_free(&scans_of(to))?;
    let (arriving, _unfinished) = Unfinished::beside(to, "backup");
    write_copy(&db, store, &arriving, to, earlier).map_err(|refusal| named(refusal, &arriving, to))
}

/// Writes the copy and puts it in its place.
fn write_copy(
    db: &Db,
    store: &Path,
    arriving: &Path,
    to: &Path,
    earlier: Option<&Path>,
) -> Result<Vec<LostScan>, Refusal> {
    let (archive, scans) = (Archive::beside(store), scans_of(to));
    db.copy_to(arriving)?;
    let submitted = stored_scans::named(db)?;
    // The scans come second: whatever the copied store names was there before it was copied. A copy named like the store
    // shares its folder of scans, which was not there a moment ago.
    let lost = if is_own(store, &scans) {
        stored_scans::lost(&submitted, &archive)
    } else {
        let copy = Archive::beside(arriving);
        if let Some(earlier) = earlier {
            copy.link(&Archive::beside(earlier), submitted.iter().map(|scan| scan.sha256.as_str()));
        }
        stored_scans::copy(&submitted, &archive, &copy, &|| true)
            .map_err(|error| file_fault(&scans, &error))?
    };
    place_whole(arriving, to)?;
    Ok(lost)
}

/// Gives a whole copy its name, and its scans theirs before that.
fn place_whole(arriving: &Path, to: &Path) -> Result<(), Refusal> {
    flush(arriving)?;
    step();
    let (has_scans, scans) = (scans_of(arriving).exists(), scans_of(to));
    if has_scans {
        is_free(&scans)?;
        rename(&scans_of(arriving), &scans).or_else(|refusal| is_free(&scans).and(Err(refusal)))?;
        step();
    }
    let placed = place_new(arriving, to);
    if placed.is_err() && has_scans {
        // They were moved there a moment ago.
        let _ = fs::remove_dir_all(&scans);
    }
    placed?;
    flush_folder(folder_of(to));
    step();
    Ok(())
}

/// Puts a whole copy of the backup `from` at the place of the store. A store that is there is kept beside it under
/// another name, which is answered; without `replace` it is left alone and nothing is done. Of one that is restored as it
/// is, the log says what was not as proved; from there on it is. `meter` is told how far it has come, and may be cancelled
/// up to the last step.
///
/// # Errors
/// `store`: the backup is no store, is damaged, is not what its log proves or is encrypted with another password, there is
/// a store already, another program has it open, or it cannot be written. The store is as it was then, and also where it
/// was cancelled.
pub fn restore(
    store: &Path,
    from: &BackupFile,
    replace: bool,
    meter: &Arc<Meter>,
) -> Result<Restored, RestoreStop> {
    server::refuse(store)?;
    server::refuse(&from.path)?;
    open_and_put_back(store, from, replace, meter).map_err(|stop| {
        // A statement that was stopped in its midst is refused like one that failed.
        if meter.is_cancelled() { RestoreStop::Cancelled } else { stop }
    })
}

/// The same, of one that is encrypted by way of a copy that is not.
fn open_and_put_back(
    store: &Path,
    from: &BackupFile,
    replace: bool,
    meter: &Arc<Meter>,
) -> Result<Restored, RestoreStop> {
    let is_encrypted = is_encrypted(&from.path);
    let to_open = if is_encrypted { TO_OPEN } else { 0 };
    meter.expect(ticks_for(&from.path, TO_CHECK + TO_COPY + to_open) + ticks_for(store, TO_COPY));
    if !is_encrypted {
        return put_back(store, &from.path, from, replace, meter);
    }
    if store.exists() && !replace {
        return Err(exists(store).into());
    }
    let (opened, _unfinished) = encrypted::open(&place_of(store), from, meter)?;
    put_back(store, &opened, from, replace, meter).map_err(|stop| match stop {
        RestoreStop::Refused(refusal) => named(refusal, &opened, &from.path).into(),
        RestoreStop::Cancelled => stop,
    })
}

/// The same, of one that stands at `from` as it was before it was encrypted.
fn put_back(
    store: &Path,
    from: &Path,
    given: &BackupFile,
    replace: bool,
    meter: &Arc<Meter>,
) -> Result<Restored, RestoreStop> {
    let mut backup = Db::open_reader(from)?;
    backup.watch(ticks(meter))?;
    let found = backup.read_together(|readers| {
        readers.watch(&ticks(meter))?;
        match readers.integrity()?.into_iter().next() {
            Some(detail) => Err(Refusal::Store { fault: StoreFault::Corrupt { detail } }),
            None => log::changed_since(readers),
        }
    })?;
    if let Some(found) = found.first().filter(|_| !given.as_it_is).cloned() {
        let (path, is_encrypted) = (shown(&given.path), from != given.path);
        return Err(Refusal::Store { fault: StoreFault::NotAsProved { path, is_encrypted, found } }.into());
    }
    if store.exists() && !replace {
        return Err(exists(store).into());
    }
    // A pipe or a folder is nothing that could be kept.
    is_for_a_file(store)
        .map_err(|_| Refusal::Store { fault: StoreFault::NotAStore { path: shown(store) } })?;
    // A link to a store stays one.
    let place = place_of(store);
    let (arriving, _unfinished) = Unfinished::beside(&place, "new");
    backup.copy_to(&arriving).map_err(|refusal| named(refusal, &arriving, store))?;
    let submitted = stored_scans::named(&backup)?;
    // It may be the store itself that is restored.
    drop(backup);
    reached(meter)?;
    let mut held = hold(&place)?;
    reached(meter)?;
    held.iter_mut().try_for_each(|held| held.watch(ticks(meter)))?;
    let replaced = held.as_ref().and_then(|db| audit::newest(db).ok().flatten());
    let held_mail =
        write_down(&arriving, replaced, found.clone()).map_err(|refusal| named(refusal, &arriving, store))?;
    clear_leftovers(&place, &[&arriving, from])?;
    let kept = keep(held.as_ref(), &place, Archive::beside(store).folder(), meter)?;
    reached(meter)?;
    let (scans, own) = (Archive::beside(from), Archive::beside(store));
    let lost = stored_scans::copy(&submitted, &scans, &own, &|| !meter.is_cancelled())
        .map_err(|error| file_fault(store, &error))?;
    reached(meter)?;
    let kept =
        put_in_place(&arriving, &place, held, kept).map_err(|refusal| named(refusal, &arriving, store))?;
    step();
    Ok(Restored { kept, lost, held_mail, found })
}

/// Moves the store at `store`, with its scans, to the new file `to`; nobody may have it open. What was there is kept under
/// another name, which is answered, so that nobody goes on with it by mistake.
///
/// # Errors
/// `store`: it cannot be copied, the copy is not whole, or another program has it open or wrote to it meanwhile; then it
/// is where it was, and nothing at the other place.
pub fn move_store(store: &Path, to: &Path) -> Result<PathBuf, Refusal> {
    server::refuse(store)?;
    server::refuse(to)?;
    make_folder(folder_of(to)).map_err(|error| file_fault(to, &error))?;
    clear_way(store, to)?;
    let lost = back_up_beside(store, to, None)?;
    let mut copy = Unfinished::new(to);
    // It is the store itself, whatever its log proves.
    verify::read_again(to, lost.len())?;
    let held = Db::open_alone(store)?;
    if audit::newest(&held)? != audit::newest(&Db::open_reader(to)?)? {
        return Err(Refusal::Store { fault: StoreFault::InUse { path: shown(store) } });
    }
    let left = free_name(store, "moved");
    // Windows renames nothing that is open.
    let held = Some(held).filter(|_| cfg!(not(windows)));
    rename(store, &left)?;
    copy.finish();
    drop(held);
    if scans_of(store).exists() {
        // They are at the new place, too.
        let _ = rename(&scans_of(store), &scans_of(&left));
    }
    Ok(left)
}

/// An entry of the log.
type Newest = (i64, Vec<u8>);

/// Has a copy of a backup send nothing until somebody says so, and its log say what it replaces, and what was found not to
/// be as proved; answers how many messages wait in it, where it sends mail.
fn write_down(
    arriving: &Path,
    replaced: Option<Newest>,
    found: Vec<Found>,
) -> Result<Option<usize>, Refusal> {
    let hand = Hand::of_machine();
    // One of an older program is taken over as it would be when it is opened next.
    let db = bring_up_to_date(arriving, Patience::default(), &hand)?;
    db.transaction(|db| {
        let backup = audit::newest(db)?;
        let waiting = hold_mail(db)?;
        let shown = |head: Option<Newest>| head.map(|(entry, hash)| (entry, hex(&hash)));
        let heads = RestoredHeads { backup: shown(backup), replaced: shown(replaced) };
        let request = serde_json::to_string(&heads).map_err(unwritable)?;
        let by = user::program(db)?.id;
        let moment = Moment::at(Clock::System.now(), Arc::default());
        let entry = NewEntry { by, op: RESTORE, request, refused: None, objects: Vec::new() };
        desk::audit::write_found(db, &hand, &moment, entry, found)?;
        Ok(waiting)
    })
}

fn hold_mail(db: &Db) -> Result<Option<usize>, Refusal> {
    if !mail::is_set(db)? {
        return Ok(None);
    }
    mail::hold(db, true)?;
    Ok(Some(outbox::open(db)?.len()))
}

/// How many ticks the work with a file is, by its size.
fn ticks_for(path: &Path, a_mebibyte: u64) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len() * a_mebibyte / (1 << 20))
}

/// What tells a meter that a statement goes on, and the statement whether it should.
fn ticks(meter: &Arc<Meter>) -> impl Fn() -> bool + Send + Sync + Clone + use<> {
    let meter = Arc::clone(meter);
    move || meter.advance()
}

/// Goes on to what is next, unless nobody wants it any more.
fn reached(meter: &Meter) -> Result<(), RestoreStop> {
    step();
    if meter.is_cancelled() { Err(RestoreStop::Cancelled) } else { Ok(()) }
}

/// Has the store at `place` to itself; none where there is none, or none that SQLite can read, so that nobody else
/// can be at work with it.
fn hold(place: &Path) -> Result<Option<Db>, Refusal> {
    if !place.exists() {
        return Ok(None);
    }
    match Db::open_alone(place) {
        Ok(db) => Ok(Some(db)),
        Err(Refusal::Store { fault: StoreFault::Corrupt { .. } | StoreFault::NotAStore { .. } }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Copies the store that is to be replaced, with its scans, to a name that is set aside for it, whether or not there
/// is one.
fn keep(held: Option<&Db>, place: &Path, scans: &Path, meter: &Meter) -> Result<Unfinished, RestoreStop> {
    let kept = free_name(place, "replaced");
    if !place.exists() {
        return Ok(Unfinished::new(&kept));
    }
    let (leaving, _unfinished) = Unfinished::beside(place, "old");
    let copy = Unfinished::new(&kept);
    let copied = held.is_some_and(|db| db.copy_to(&leaving).is_ok());
    if meter.is_cancelled() {
        return Err(RestoreStop::Cancelled);
    }
    copy_aside(copied, place, scans, &leaving, &kept).map_err(|refusal| named(refusal, &leaving, &kept))?;
    Ok(copy)
}

fn copy_aside(
    is_copied: bool,
    place: &Path,
    scans: &Path,
    leaving: &Path,
    kept: &Path,
) -> Result<(), Refusal> {
    // Reading the file past SQLite would give up its lock, so that is done only where there is no other way.
    if !is_copied {
        copy_file(place, leaving).map_err(|error| file_fault(leaving, &error))?;
    }
    flush(leaving)?;
    if scans.is_dir() {
        copy_folder(scans, &scans_of(leaving)).map_err(|error| file_fault(leaving, &error))?;
        rename(&scans_of(leaving), &scans_of(kept))?;
    }
    rename(leaving, kept)
}

/// The one step in which the store changes.
fn put_in_place(
    arriving: &Path,
    place: &Path,
    held: Option<Db>,
    mut copy: Unfinished,
) -> Result<Option<PathBuf>, Refusal> {
    flush(arriving)?;
    // Nothing stands beside a store that is held. What stands beside one that is gone or damaged would be taken for
    // a part of the new one.
    let kept = copy.path.clone();
    let mut moved = None;
    for tail in TAILS {
        let (old, new) = (with_tail(place, tail), with_tail(&kept, tail));
        if old.exists() {
            rename(&old, &new)?;
            keep_from_others(&new);
            moved.get_or_insert(new);
            // From now on there is something at that name that is nowhere else.
            copy.finish();
        }
    }
    let kept = if kept.exists() { Some(kept) } else { moved };
    // Windows moves nothing over an open file, and whoever opens it now is noticed by that; elsewhere the lock keeps
    // others away until the old file has no name.
    let held = held.filter(|_| cfg!(not(windows)));
    rename(arriving, place)?;
    copy.finish();
    drop(held);
    flush_folder(folder_of(place));
    Ok(kept)
}

/// Copies a folder of scans so that nobody else on the machine can look into the copy.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    make_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&old, &new)?;
        } else {
            copy_file(&old, &new)?;
        }
    }
    Ok(())
}

/// Copies a file so that nobody else on the machine can read the copy; nothing is there already but what a copy by
/// SQLite has begun.
fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = disk::open(from)?;
    let _ = fs::remove_file(to);
    io::copy(&mut source, &mut disk::make_file(to)?).map(drop)
}

/// Has what was written safe on the disk.
fn flush(path: &Path) -> Result<(), Refusal> {
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|error| file_fault(path, &error))
}

fn rename(old: &Path, new: &Path) -> Result<(), Refusal> {
    disk::rename(old, new).map_err(|error| {
        let why = disk::can_be_replaced(new).err().filter(disk::is_kept_open);
        file_fault(old, &why.unwrap_or(error))
    })
}

/// A name for what is replaced or moved now, under which nothing is kept yet.
fn free_name(place: &Path, what: &str) -> PathBuf {
    let at = Clock::System.now().format("%Y%m%dT%H%M%SZ");
    let is_free = |name: &PathBuf| {
        let beside = TAILS.map(|tail| with_tail(name, tail));
        !name.exists() && !scans_of(name).exists() && !beside.iter().any(|path| path.exists())
    };
    let first = beside(place, &format!("{what}-{at}"));
    let more = (2..).map(|n: u32| beside(place, &format!("{what}-{at}-{n}")));
    std::iter::once(first.clone()).chain(more).find(is_free).unwrap_or(first)
}

/// Gives what has arrived its name, which no other program had given meanwhile.
fn place_new(arriving: &Path, to: &Path) -> Result<(), Refusal> {
    disk::rename_to_new(arriving, to).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(to),
        _ => file_fault(arriving, &error),
    })
}

fn exists(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::Exists { path: shown(path) } }
}

/// There is nothing at this place yet, not even a link that leads nowhere.
fn is_free(path: &Path) -> Result<(), Refusal> {
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(not(test))]
const fn step() {}

#[cfg(test)]
use tests::step;

#[cfg(test)]
mod tests;
