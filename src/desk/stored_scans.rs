//! The scans that a store names: whether they are all there, and copying them.

use std::io;

use serde::Serialize;

use crate::domain::qualification::ScanFault;
use crate::exchange::scans::Archive;
use crate::store::submission::NamedScan;

/// A scan that was submitted and is not there any more, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostScan {
    /// The account that it was submitted for.
    pub account: String,
    /// The name of the file that was submitted.
    pub name: String,
    /// Where it should be.
    pub place: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: ScanFault,
}

/// Those of `scans` that are not in the archive as they were submitted.
pub(in crate::desk) fn lost(scans: &[NamedScan], archive: &Archive) -> Vec<LostScan> {
    let lost = scans.iter().filter_map(|scan| Some((scan, archive.open(&scan.sha256).err()?)));
    lost.map(|(scan, fault)| LostScan::of(scan, archive, fault)).collect()
}

/// Copies `scans` from one archive into another; answers those that are not whole there. What is whole there already
/// stays.
///
/// # Errors
/// The other archive cannot be written.
pub(in crate::desk) fn copy(scans: &[NamedScan], from: &Archive, to: &Archive) -> io::Result<Vec<LostScan>> {
    let mut lost = Vec::new();
    for scan in scans {
        lost.extend(to.take(from, &scan.sha256)?.map(|fault| LostScan::of(scan, from, fault)));
    }
    Ok(lost)
}

impl LostScan {
    fn of(scan: &NamedScan, archive: &Archive, fault: ScanFault) -> Self {
        let place = archive.place(&scan.sha256).display().to_string();
        Self { account: scan.account.clone(), name: scan.name.clone(), place, fault }
    }
}
