//! Looks over the folder of a sealed month, on any machine: against its manifest and signature, and, where a store is
//! given, against that store's log.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::desk::audit::hash;
use crate::desk::lists::audit::row;
use crate::desk::progress::{Progress, Watch};
use crate::desk::proof::heads::{self, Head, hex};
use crate::desk::proof::log;
use crate::desk::proof::signer::{is_document_signed, is_signed};
use crate::desk::proof::store_id;
use crate::desk::{Store, read_up_to_date};
use crate::domain::log::LogOp;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::seal::{FORMAT, ListSums, Manifest, SealFault, SealedFile, SealedHead, SealedPart};
pub use crate::domain::seal::{LaterChange, VerifyStop};
use crate::domain::waterfall::BalanceLine;
use crate::exchange::sealed::{
    MANIFEST, MOST_FILES, MOST_MANIFEST, PUBLIC_KEY, SIGNATURE, There, digest, list_sums, look_round, pem,
    read_small,
};
use crate::store::audit::StoredEntry;
use crate::store::seal::{self, StoredSeal};
use crate::store::{audit, signing_key};

/// No more later changes are told, and no more faults of a kind.
const MOST_TOLD: u32 = 1_000;

/// What a folder was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// What the manifest says, as far as it can be read and is signed by the key that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Box<Manifest>>,
    /// The SHA-256 of the manifest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest_sha256: Option<String>,
    /// How many files were looked at.
    pub files: usize,
    /// Everything that is wrong; empty when nothing is.
    pub violations: Vec<SealFault>,
    /// Whether it was held against the log of a store. Else it agrees with itself, whoever made it.
    pub held_against_store: bool,
    /// The entries of the store's log that are dated in the month or before and were entered after it was sealed, the
    /// newest first; none: no store was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_since: Option<Vec<LaterChange>>,
}

/// What was noted when a month was sealed, in hexadecimal digits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noted<'a> {
    /// The public half of the key.
    pub key: Option<&'a str>,
    /// The SHA-256 of the manifest.
    pub sha256: Option<&'a str>,
}

/// Looks over a folder, and against what was noted and the log of the store at `store`, where these are given. Nothing is
/// changed.
///
/// # Errors
/// See [`VerifyStop`]. What is wrong with the folder is a violation.
pub fn verify(
    folder: &Path,
    store: Option<&Path>,
    noted: Noted<'_>,
    watch: &mut Watch<'_>,
) -> Result<Verified, VerifyStop> {
    let io = |error: std::io::Error| VerifyStop::Folder(error.into());
    let there = look_round(folder, MOST_FILES + 3).map_err(io)?;
    let mut verified = Verified::default();
    let bytes = match there.as_ref().map(|there| find(there, MANIFEST)) {
        Some(None) => Err(SealFault::NoManifest),
        Some(Some(There { size: None, .. })) => Err(SealFault::NotAFile { path: MANIFEST.to_owned() }),
        Some(Some(There { size: Some(size), .. })) if *size > MOST_MANIFEST => {
            Err(SealFault::ManifestTooLarge { limit: MOST_MANIFEST })
        }
        _ => read_small(&folder.join(MANIFEST), MOST_MANIFEST)
            .map_err(|_| SealFault::Unreadable { path: MANIFEST.to_owned() })
            .and_then(|bytes| bytes.ok_or(SealFault::ManifestTooLarge { limit: MOST_MANIFEST })),
    };
    let Some(there) = there else {
        verified.violations.push(SealFault::TooMany { limit: MOST_FILES });
        return Ok(verified);
    };
    let manifest = bytes.and_then(|bytes| {
        let manifest = serde_json::from_slice::<Manifest>(&bytes).ok();
        let manifest = manifest.filter(|manifest| manifest.format == FORMAT).ok_or(SealFault::BadManifest)?;
        Ok((manifest, bytes))
    });
    let (manifest, bytes) = match manifest {
        Ok(found) => found,
        Err(fault) => {
            verified.violations.push(fault);
            return Ok(verified);
        }
    };
    let is_signed = match signed(folder, &there, &manifest, &bytes) {
        Ok(faults) => {
            verified.violations.extend(faults);
            true
        }
        Err(fault) => {
            verified.violations.push(fault);
            false
        }
    };
    let sha256 = hex(&Sha256::digest(&bytes));
    let is_noted =
        |noted: Option<&str>, found: &str| noted.is_none_or(|noted| noted.eq_ignore_ascii_case(found));
    if !is_noted(noted.key, &manifest.signer.public_key) {
        verified.violations.push(SealFault::NotNotedKey);
    }
    if !is_noted(noted.sha256, &sha256) {
        verified.violations.push(SealFault::NotNotedSha256);
    }
    verified.violations.extend(manifest.faults());
    look_at_files(folder, &there, &manifest, &mut verified, watch)?;
    if let Some(store) = store {
        let db = read_up_to_date(store)?;
        let seen = heads::seen(db.path());
        verified.held_against_store = true;
        db.snapshot(|db| against(db, seen.as_ref(), &manifest, &sha256, &mut verified))?;
    }
    verified.manifest_sha256 = Some(sha256);
    verified.manifest = is_signed.then(|| Box::new(manifest));
    Ok(verified)
}

fn find<'t>(there: &'t [There], path: &str) -> Option<&'t There> {
    there.binary_search_by(|known| known.path.as_str().cmp(path)).ok().map(|place| &there[place])
}

/// Holds the manifest against its signature, and the key beside it against the one that it names.
fn signed(
    folder: &Path,
    there: &[There],
    manifest: &Manifest,
    bytes: &[u8],
) -> Result<Option<SealFault>, SealFault> {
    let is_file = |name: &str| find(there, name).is_some_and(|there| there.size.is_some());
    let read = |name: &str, most| {
        is_file(name).then(|| read_small(&folder.join(name), most).ok().flatten()).flatten()
    };
    let signature = read(SIGNATURE, 64).and_then(|signature| <[u8; 64]>::try_from(signature).ok());
    let signature = signature.ok_or(SealFault::NoSignature)?;
    let key = unhex(&manifest.signer.public_key).ok_or(SealFault::WrongSignature)?;
    if !is_document_signed(bytes, &key, &signature) {
        return Err(SealFault::WrongSignature);
    }
    let is_same = read(PUBLIC_KEY, 1_000).is_some_and(|beside| beside == pem(&key).as_bytes());
    Ok((!is_same).then(|| SealFault::Changed { path: PUBLIC_KEY.to_owned() }))
}

/// The bytes of a key in small hexadecimal digits.
fn unhex(digits: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = (0..digits.len().min(64))
        .step_by(2)
        .map(|place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok())
        .collect();
    let bytes: [u8; 32] = bytes?.try_into().ok()?;
    (hex(&bytes) == digits).then_some(bytes)
}

/// Holds every file against the manifest, and looks for what is there besides.
fn look_at_files(
    folder: &Path,
    there: &[There],
    manifest: &Manifest,
    verified: &mut Verified,
    watch: &mut Watch<'_>,
) -> Result<(), VerifyStop> {
    let mut named: Vec<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    named.extend([MANIFEST, SIGNATURE, PUBLIC_KEY]);
    named.sort_unstable();
    let is_named = |path: &str| named.binary_search(&path).is_ok();
    for found in there.iter().filter(|found| !is_named(&found.path)) {
        verified.violations.push(SealFault::Added { path: found.path.clone() });
    }
    let of = manifest.files.len() as u64;
    for file in &manifest.files {
        verified.files += 1;
        verified.violations.extend(look_at(folder, there, file));
        let done = verified.files as u64;
        if !watch(Progress { rows: done, done, of }) {
            return Err(VerifyStop::Cancelled);
        }
    }
    Ok(())
}

/// What is wrong with a file that the manifest names.
fn look_at(folder: &Path, there: &[There], file: &SealedFile) -> Option<SealFault> {
    let path = || file.path.clone();
    let Some(found) = find(there, &file.path) else { return Some(SealFault::Missing { path: path() }) };
    let Some(size) = found.size else { return Some(SealFault::NotAFile { path: path() }) };
    if size != file.size {
        return Some(SealFault::Changed { path: path() });
    }
    let place = folder.join(&file.path);
    match digest(&place, file.size) {
        Err(_) => return Some(SealFault::Unreadable { path: path() }),
        Ok((hash, is_all)) if !is_all || hex(&hash) != file.sha256 => {
            return Some(SealFault::Changed { path: path() });
        }
        Ok(_) => {}
    }
    let columns = file.what.money_columns()?;
    let differs = |row| Some(SealFault::ListDiffers { path: file.path.clone(), row });
    let Some(list) = file.list.as_ref().filter(|list| list.sums.len() == columns) else {
        return differs(None);
    };
    match list_sums(&place, list, |row| file.what != SealedPart::Balances || adds_up(row)) {
        Ok(found) if found == *list => None,
        Ok(ListSums { .. }) => differs(None),
        Err(row) => differs(row),
    }
}

/// Whether the lines of a balance come to what stands behind them.
fn adds_up(row: &[Fen]) -> bool {
    let Some((invoiceable, lines)) = row.split_last() else { return false };
    let signed = |(line, amount): (&BalanceLine, &Fen)| if line.adds() { *amount } else { -*amount };
    BalanceLine::ALL.iter().zip(lines).map(signed).sum::<Fen>() == *invoiceable
}

/// Holds the seal against the log of a store: that it is of this store and told of there, by an entry that is whole in a
/// log that is; and what was entered since.
fn against(
    db: &Store,
    seen: Option<&Head>,
    manifest: &Manifest,
    sha256: &str,
    verified: &mut Verified,
) -> Result<(), Refusal> {
    verified.changed_since = Some(Vec::new());
    if store_id(db)?.as_deref() != Some(&manifest.store) {
        verified.violations.push(SealFault::OtherStore);
        return Ok(());
    }
    let head = &manifest.head;
    let Some(before) = audit::hash_of(db, head.entry)?.filter(|hash| hex(hash) == head.hash) else {
        verified.violations.push(SealFault::HeadLost { entry: head.entry });
        return Ok(());
    };
    let place = head.entry.saturating_add(1);
    let told = seal::by_entry(db, place)?;
    let told = told.filter(|told| hex(&told.manifest_hash) == sha256 && told.head_entry == head.entry);
    let entry = audit::list::entry(db, place)?.filter(|entry| tells_of(entry, manifest, sha256));
    match told.zip(entry) {
        Some((told, entry)) => {
            let keys = signing_key::all(db)?;
            let key = keys.into_iter().find(|(key, ..)| entry.key == Some(*key)).map(|(_, public, _)| public);
            let is_by = |(key, signature): (&Vec<u8>, &Vec<u8>)| {
                is_signed(&manifest.store, &entry.hash, key, signature)
            };
            let is_whole = key.as_ref().zip(entry.signature.as_ref()).is_some_and(is_by);
            if !is_whole || entry.hash != hash(&entry, &before) {
                verified.violations.push(SealFault::EntryBroken { entry: place });
            }
            if key.is_none_or(|public| hex(&public) != manifest.signer.public_key) {
                verified.violations.push(SealFault::OtherKey);
            }
            verified.changed_since = Some(changed_since(db, &told)?);
        }
        None => verified.violations.push(SealFault::NotSealedHere),
    }
    let found = log::look_over(db, seen)?.violations;
    verified.violations.extend(found.into_iter().map(|found| SealFault::Log { found }));
    Ok(())
}

/// Whether an entry says that a month was sealed with this manifest.
fn tells_of(entry: &StoredEntry, manifest: &Manifest, sha256: &str) -> bool {
    #[derive(Deserialize)]
    struct Said {
        head: SealedHead,
        manifest_sha256: String,
    }
    let is_of_it = |said: Said| said.head == manifest.head && said.manifest_sha256 == sha256;
    entry.op == LogOp::SealMonth.as_str()
        && entry.refused.is_none()
        && serde_json::from_str(&entry.request).is_ok_and(is_of_it)
}

/// The entries that are dated in a month or before and were entered after it was sealed, the newest first.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn changed_since(db: &Store, sealed: &StoredSeal) -> Result<Vec<LaterChange>, Refusal> {
    let mut changes = Vec::new();
    for entry in seal::changed_since(db, &sealed.month, sealed.entry, MOST_TOLD)? {
        // Another seal of the month changes nothing.
        let found = row(db, entry)?.filter(|row| row.told() != Some(LogOp::SealMonth));
        changes.extend(found.map(|row| LaterChange { entry, at: row.at, by: row.by, op: row.op }));
    }
    Ok(changes)
}

/// The newest seal of each month for which something was entered since, and the entries that did, the newest first.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn changed_months(db: &Store) -> Result<Vec<(StoredSeal, Vec<i64>)>, Refusal> {
    let changed = |sealed: StoredSeal| {
        let entries = seal::changed_since(db, &sealed.month, sealed.entry, MOST_TOLD)?;
        Ok((!entries.is_empty()).then_some((sealed, entries)))
    };
    seal::all(db)?.into_iter().filter_map(|sealed| changed(sealed).transpose()).collect()
}
