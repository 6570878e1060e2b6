//! Moving a whole store to another place, be either a file or on a server: the same rows under the same numbers, the same
//! log, the same scans. The store is read as it is at one moment and stays as it is; the new one is made in one
//! transaction, which is kept only once everything in it was held against the original. A file has another name until then.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::{RestoreStop, exists, is_free, place_whole, reached, shown};
use crate::desk::check::differing_account;
use crate::desk::clock::Clock;
use crate::desk::fault_of_place;
use crate::desk::own_files::is_own;
use crate::desk::principal::{ADMIN, Principal, Seat, is_sign_in_required};
use crate::desk::progress::{Meter, Progress};
use crate::desk::proof::Remembered;
use crate::desk::proof::heads::{self, hex};
use crate::desk::server::{self, archive_of, is_server};
use crate::desk::stored_scans;
use crate::desk::unfinished::{Unfinished, clear_leftovers, named, scans_of};
use crate::domain::calendar::china_date;
use crate::domain::check::LostScan;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::{Db, Found, RowSum, Shape, file_fault, inspect};
use crate::store::submission::NamedScan;
use crate::store::{account, audit};

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transferred {
    /// How many tables, and how many rows they have together.
    pub tables: usize,
    #[expect(missing_docs, reason = "it is said above")]
    pub rows: u64,
    /// How many scans and other files.
    pub files: usize,
    /// The newest entry of the log, and its hash in hexadecimal digits.
    pub entry: i64,
    #[expect(missing_docs, reason = "it is said above")]
    pub head: String,
    /// The scans that the store names and does not have, or not as they were submitted.
    pub lost: Vec<LostScan>,
}

/// Makes the store at `from` once more at `to`, where there is none yet; whoever has signed in is to be an admin, where
/// somebody has, or has to. `meter` is told how far it has come, and may be cancelled up to the last step.
///
/// # Errors
/// `not-permitted`; `store`: there is something at `to` already, or what came there is not what is at `from`. Nothing is
/// left at `to` then.
pub fn transfer(
    from: &Path,
    to: &Path,
    seat: Option<&Seat>,
    meter: &Arc<Meter>,
) -> Result<Transferred, RestoreStop> {
    let moved = open_and_move(from, to, seat, meter).map_err(|stop| {
        // A statement that was stopped in its midst is refused like one that failed.
        if meter.is_cancelled() { RestoreStop::Cancelled } else { stop }
    })?;
    // What cannot be remembered now is when it is opened.
    let _ = remember(to);
    Ok(moved)
}

fn open_and_move(
    from: &Path,
    to: &Path,
    seat: Option<&Seat>,
    meter: &Arc<Meter>,
) -> Result<Transferred, RestoreStop> {
    let mut source = Db::open_reader(from)?;
    source.watch(goes_on(meter))?;
    source.snapshot(|source| {
        // Where nobody has to sign in, everybody may do everything under some name.
        if seat.is_some() || is_sign_in_required(source)? {
            Principal::User(None).permitted(source, seat, ADMIN)?;
        }
        if inspect(to)? != Found::Nothing {
            return Err(exists(to).into());
        }
        // Each row is read here, and again where it has come to.
        meter.expect(2 * source.count_rows()?);
        if is_server(to) {
            return fill(source, from, to, meter);
        }
        if let Some(fault) = fault_of_place(to) {
            return Err(Refusal::Store { fault }.into());
        }
        if is_own(from, to) {
            return Err(Refusal::Store { fault: StoreFault::OwnPlace { path: shown(to) } }.into());
        }
        is_free(to)?;
        is_free(&scans_of(to))?;
        clear_leftovers(to, &[])?;
        let (arriving, _unfinished) = Unfinished::beside(to, "moved");
        let moved = fill(source, from, &arriving, meter).and_then(|moved| {
            reached(meter)?;
            place_whole(&arriving, to)?;
            Ok(moved)
        });
        moved.map_err(|stop| match stop {
            RestoreStop::Refused(refusal) => named(refusal, &arriving, to).into(),
            RestoreStop::Cancelled => stop,
        })
    })
}

/// Makes the store at `place`, and closes it.
fn fill(source: &Db, from: &Path, place: &Path, meter: &Arc<Meter>) -> Result<Transferred, RestoreStop> {
    let mut db = Db::open_new(place)?;
    db.watch(goes_on(meter))?;
    db.attempt(|db| {
        let tables = db.fill_from(source, &|| meter.advance())?;
        reached(meter)?;
        account::index_all(db)?;
        let named = stored_scans::named(source)?;
        let lost = take_files(db, &named, &archive_of(from), place, meter)?;
        reached(meter)?;
        compare(source, db, &tables, meter)?;
        let files = whole_files(db, &named, &archive_of(from), place)?;
        let (entry, head) = audit::newest(db)?.unwrap_or_default();
        reached(meter)?;
        let rows = tables.iter().map(|(_, sum)| sum.rows.unsigned_abs()).sum();
        Ok(Transferred { tables: tables.len(), rows, files, entry, head: hex(&head), lost })
    })
}

/// Takes the files along that the store names, to the folder beside the new file or to the server; answers those that are
/// lost.
fn take_files(
    db: &Db,
    named: &[NamedScan],
    from: &Archive,
    place: &Path,
    meter: &Meter,
) -> Result<Vec<LostScan>, Refusal> {
    let goes_on = || !meter.is_cancelled();
    if is_server(place) {
        return stored_scans::put(named, from, db, &goes_on);
    }
    stored_scans::copy(named, from, &Archive::beside(place), &goes_on)
        .map_err(|error| file_fault(place, &error))
}

/// Reads all files again that were taken along; answers how many are whole.
///
/// # Errors
/// `store`: one is not which was.
fn whole_files(db: &Db, named: &[NamedScan], from: &Archive, place: &Path) -> Result<usize, Refusal> {
    let to = Archive::beside(place);
    let mut whole = 0;
    for sha256 in named.iter().map(|scan| &*scan.sha256).collect::<BTreeSet<&str>>() {
        let is_whole =
            if is_server(place) { server::is_whole(db, sha256)? } else { to.verify(sha256).is_ok() };
        if is_whole {
            whole += 1;
        } else if from.verify(sha256).is_ok() {
            return Err(differs(sha256));
        }
    }
    Ok(whole)
}

/// Holds what has come against what is at the source: the rows of each table, the end of the log, and each account's
/// balance.
fn compare(source: &Db, db: &Db, tables: &[(Shape, RowSum)], meter: &Meter) -> Result<(), RestoreStop> {
    for (shape, sum) in tables {
        if db.sum(shape, None)? != *sum {
            return Err(differs(&shape.table).into());
        }
        let Progress { rows, done, of } = meter.progress();
        if !meter.report(Progress { rows, done: done + sum.rows.unsigned_abs(), of }) {
            return Err(RestoreStop::Cancelled);
        }
    }
    if audit::newest(db)? != audit::newest(source)? {
        return Err(differs("audit").into());
    }
    match differing_account(source, db, china_date(Clock::System.now()))? {
        Some(account) => Err(differs(&account).into()),
        None => Ok(()),
    }
}

fn differs(what: &str) -> Refusal {
    Refusal::Store { fault: StoreFault::MovedDiffers { what: what.to_owned() } }
}

/// What tells a statement whether it should go on.
fn goes_on(meter: &Arc<Meter>) -> impl Fn() -> bool + Send + use<> {
    let meter = Arc::clone(meter);
    move || !meter.is_cancelled()
}

/// Has this machine know the end of the log at the new place; what it saw there before is no part of this store.
fn remember(to: &Path) -> Result<(), Refusal> {
    let db = Db::open_reader(to)?;
    heads::forget(db.path());
    Remembered::of(&db)?.renew(&db, Clock::System.now())
}
