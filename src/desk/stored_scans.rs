//! The scans that a store names: whether they are all there, and copying them.

use std::fs;
use std::io;

use crate::desk::server;
use crate::domain::check::LostScan;
use crate::domain::qualification::ScanFault;
use crate::domain::refusal::Refusal;
use crate::exchange::scans::Archive;
use crate::store::bureau::forms;
use crate::store::engine::Db;
use crate::store::invoice_file;
use crate::store::submission::{self, NamedScan};

/// All files beside a store that it names: scans of submissions, the tax bureau's forms, and files of invoices.
pub(in crate::desk) fn named(db: &Db) -> Result<Vec<NamedScan>, Refusal> {
    let mut named = submission::scans(db)?;
    named.extend(forms::kept(db)?);
    named.extend(invoice_file::kept(db)?);
    Ok(named)
}

/// Those of `scans` that are not in the archive as they were submitted.
pub(in crate::desk) fn lost(scans: &[NamedScan], archive: &Archive) -> Vec<LostScan> {
    let lost = scans.iter().filter_map(|scan| Some((scan, archive.verify(&scan.sha256).err()?)));
    lost.filter_map(|(scan, fault)| LostScan::of(scan, archive, fault)).collect()
}

/// Copies `scans` from one archive into another as long as `goes_on` says so; answers those that are not whole there.
/// What is whole there already stays.
///
/// # Errors
/// The other archive cannot be written, or it does not go on. What was not there before is taken away again.
pub(in crate::desk) fn copy(
    scans: &[NamedScan],
    from: &Archive,
    to: &Archive,
    goes_on: &dyn Fn() -> bool,
) -> io::Result<Vec<LostScan>> {
    let (mut lost, mut new) = (Vec::new(), Vec::new());
    for scan in scans {
        new.extend(Some(to.place(&scan.sha256)).filter(|place| !place.exists()));
        let taken =
            if goes_on() { to.take(from, &scan.sha256) } else { Err(io::ErrorKind::Interrupted.into()) };
        match taken {
            Ok(fault) => lost.extend(fault.and_then(|fault| LostScan::of(scan, from, fault))),
            Err(error) => {
                new.iter().for_each(|place| drop(fs::remove_file(place)));
                return Err(error);
            }
        }
    }
    to.flush(scans.iter().map(|scan| scan.sha256.as_str()));
    Ok(lost)
}

/// Puts `scans` of an archive beside the rows of a store on a server, as a step of the transaction that has begun, as long as
/// `goes_on` says so; answers those that are not whole there.
///
/// # Errors
/// `store`; or it does not go on.
pub(in crate::desk) fn put(
    scans: &[NamedScan],
    from: &Archive,
    db: &Db,
    goes_on: &dyn Fn() -> bool,
) -> Result<Vec<LostScan>, Refusal> {
    let mut lost = Vec::new();
    for scan in scans {
        if !goes_on() {
            return Err(Refusal::NotRun);
        }
        let (fault, place) = (from.open(&scan.sha256).err(), from.place(&scan.sha256));
        // As when a backup is made, one that was changed is taken along: there may be no better one.
        if fault.is_none() || (fault == Some(ScanFault::Altered) && place.is_file()) {
            server::put(db, &scan.sha256, &place)?;
        }
        lost.extend(fault.and_then(|fault| LostScan::of(scan, from, fault)));
    }
    Ok(lost)
}

impl LostScan {
    /// None for what is of nobody.
    fn of(scan: &NamedScan, archive: &Archive, fault: ScanFault) -> Option<Self> {
        let place = archive.shown(&scan.sha256);
        Some(Self { account: scan.account.clone()?, name: scan.name.clone(), place, fault })
    }
}
