//! The seal of a month (封账): a folder with its register, lists, files and balances, and a signed manifest of all of them.
//! It is filled from one state of the store, whose newest entry it names, and signed in a transaction for which that entry
//! is the newest one still.

mod lists;
pub mod verify;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use self::lists::Lists;
use crate::desk::commands::transaction::Transaction;
use crate::desk::export::ExportStop;
use crate::desk::own_files::is_own;
use crate::desk::principal::{CLERKS, Principal};
use crate::desk::print::SayPrinted;
use crate::desk::progress::{Progress, Watch};
use crate::desk::proof::heads::hex;
use crate::desk::proof::signer::Signer;
use crate::desk::proof::signers::known_since;
use crate::desk::proof::store_id;
use crate::desk::server::archive_of;
use crate::desk::{Desk, SANDBOX, Store, unwritable};
use crate::domain::files::ExportError;
use crate::domain::log::LogOp;
pub use crate::domain::month::Month;
use crate::domain::refusal::{FieldError, Refusal};
pub use crate::domain::seal::{Counted, Manifest, SealFault, SealStop, SealedFile, SealedPart, Totals};
use crate::domain::seal::{FORMAT, SealSigner, SealedHead, not_over};
use crate::exchange::export::NewFile;
use crate::exchange::sealed::{
    MANIFEST, MOST_FILES, MOST_MANIFEST, NewFolder, PUBLIC_KEY, SIGNATURE, digest, pem,
};
use crate::store::{audit, seal, setting, signing_key, user};

/// Which month is sealed, and where the folder is to be.
#[derive(Clone, Debug)]
pub struct SealAsked {
    /// The month, which has to be over.
    pub month: Month,
    /// Nothing is there yet, or an empty folder.
    pub to: PathBuf,
}

/// A month that was sealed.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The entry of the log that says so.
    pub entry: i64,
    /// What the manifest says.
    pub manifest: Manifest,
    /// Its SHA-256, in hexadecimal digits.
    pub manifest_sha256: String,
}

impl From<ExportStop> for SealStop {
    fn from(stop: ExportStop) -> Self {
        match stop {
            ExportStop::Cancelled => Self::Cancelled,
            ExportStop::Refused(refusal) => Self::Refused(refusal),
            ExportStop::File(error) => Self::File(error),
        }
    }
}

/// A folder of which others got ahead in the store is filled anew, so often in all.
const ATTEMPTS: usize = 3;

impl Desk {
    /// Seals a month, as one transaction of `by`, a clerk: it changes no figure and keeps nobody from anything, can be done
    /// again, and names who did it. Others can write while the folder is filled.
    ///
    /// # Errors
    /// See [`SealStop`].
    pub fn seal_month(
        &self,
        by: Option<&str>,
        asked: &SealAsked,
        say: SayPrinted<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Sealed, SealStop> {
        let by = Principal::User(by);
        for _ in 0..ATTEMPTS {
            let filled = self.db.snapshot(|db| match by.permitted(db, self.seat.as_ref(), CLERKS) {
                Ok(permitted) => Filled::of(self, db, permitted.user.name, asked, say, watch).map(Some),
                // The transaction refuses it, which is written down.
                Err(_) => Ok(None),
            })?;
            match self.keep_seal(by, asked, filled) {
                Err(SealStop::Overtaken) => {}
                sealed => return sealed,
            }
        }
        Err(SealStop::Overtaken)
    }

    /// Signs what was filled, where the store is as it was then.
    fn keep_seal(
        &self,
        by: Principal<'_>,
        asked: &SealAsked,
        filled: Option<Filled>,
    ) -> Result<Sealed, SealStop> {
        let is_there = Cell::new(false);
        let sealed = self.transact_by(by, LogOp::SealMonth.as_str(), CLERKS, |tx| {
            let head = audit::before(tx.db)?.unwrap_or_default();
            let is_same = |filled: &Filled| (filled.head.id, &filled.head.hash) == (head.id, &head.hash);
            let filled = filled.filter(is_same).ok_or(SealStop::Overtaken)?;
            let (sealed, folder) = filled.sign(tx, &self.hand.signer)?;
            folder.keep().map_err(taken)?;
            is_there.set(true);
            let said = said(asked, &sealed);
            Ok((sealed, said))
        });
        sealed.map_err(|stop| match stop {
            SealStop::Refused(refusal) if is_there.get() && refusal.is_unconfirmed() => {
                SealStop::Unconfirmed(refusal)
            }
            stop => {
                if is_there.get() {
                    // What was not kept in the store is no seal.
                    let _ = fs::remove_dir_all(&asked.to);
                }
                stop
            }
        })
    }
}

/// What the log keeps of it.
fn said(asked: &SealAsked, Sealed { manifest, manifest_sha256, .. }: &Sealed) -> serde_json::Value {
    json!({
        "month": asked.month,
        "to": asked.to,
        "head": manifest.head,
        "manifest_sha256": manifest_sha256,
        "totals": manifest.totals,
        "files": manifest.files.len(),
    })
}

fn taken(error: std::io::Error) -> SealStop {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => SealStop::Taken,
        _ => error.into(),
    }
}

/// A month in a folder that is whole but for its manifest.
struct Filled {
    folder: NewFolder,
    manifest: Manifest,
    /// The newest entry of the log then.
    head: audit::Before,
}

impl Filled {
    /// Writes everything but the manifest, of the store as it is in this snapshot.
    fn of(
        desk: &Desk,
        db: &Store,
        by: String,
        asked: &SealAsked,
        say: SayPrinted<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Self, SealStop> {
        let moment = desk.moment();
        if let Some(over_on) = not_over(asked.month, moment.today) {
            return Err(Refusal::bad_field("month", FieldError::NotOver { over_on }).into());
        }
        if is_own(desk.path(), &asked.to) {
            return Err(ExportError::OwnPlace.into());
        }
        let head = audit::before(db)?.unwrap_or_default();
        let folder = NewFolder::create(&asked.to).map_err(taken)?;
        let archive = archive_of(desk.path());
        let mut lists = Lists::new(db, asked.month, &archive, folder.path(), say)?;
        if lists.files() > MOST_FILES {
            return Err(SealStop::TooMany);
        }
        let of = lists.steps();
        let mut done = 0;
        let mut goes_on = || {
            done += 1;
            if watch(Progress { rows: done, done, of }) { Ok(()) } else { Err(SealStop::Cancelled) }
        };
        lists.write_all(&mut goes_on)?;
        let Lists { issuers, totals, mut files, .. } = lists;
        for file in &mut files {
            let path = folder.path().join(&file.path);
            file.size = fs::metadata(&path)?.len();
            file.sha256 = hex(&digest(&path, file.size)?.0);
        }
        let source = desk.hand.source.clone();
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            store: store_id(db)?.unwrap_or_default(),
            sandbox: setting::get(db, SANDBOX)?.is_some(),
            month: asked.month,
            issuers,
            sealed_at: moment.now,
            by,
            system_user: source.system_user,
            machine: source.machine,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            head: SealedHead {
                entry: head.id,
                hash: hex(&head.hash),
                digest: hex(head.proof.as_deref().unwrap_or_default()),
            },
            signer: told_of(db, &desk.hand.signer)?,
            totals,
            files,
        };
        Ok(Self { folder, manifest, head })
    }

    /// Writes the manifest with its signature, and keeps that the month is sealed.
    fn sign(self, tx: &Transaction<'_>, signer: &Signer) -> Result<(Sealed, NewFolder), SealStop> {
        let Self { folder, mut manifest, head } = self;
        // The time of the entry that tells of it.
        manifest.sealed_at = tx.moment.now;
        let mut bytes = serde_json::to_vec_pretty(&manifest).map_err(unwritable)?;
        bytes.push(b'\n');
        if bytes.len() as u64 > MOST_MANIFEST {
            return Err(SealStop::TooMany);
        }
        let write = |name: &str, bytes: &[u8]| write_file(&folder.path().join(name), bytes);
        write(MANIFEST, &bytes)?;
        write(SIGNATURE, &signer.sign_document(&bytes))?;
        write(PUBLIC_KEY, pem(&signer.public()).as_bytes())?;
        let (entry, hash) = (head.id + 1, Sha256::digest(&bytes));
        let new = seal::NewSeal {
            entry,
            month: manifest.month,
            sealed_at: manifest.sealed_at,
            user: tx.user.id,
            head: (head.id, &head.hash),
            manifest_hash: &hash,
        };
        seal::insert(tx.db, new)?;
        Ok((Sealed { entry, manifest, manifest_sha256: hex(&hash) }, folder))
    }
}

/// What a manifest says of whoever signs it.
fn told_of(db: &Store, signer: &Signer) -> Result<SealSigner, Refusal> {
    let user = signer.user().map(|user| user::by_id(db, user)).transpose()?.flatten();
    let key = signing_key::by_public(db, signer.public())?;
    Ok(SealSigner {
        public_key: hex(&signer.public()),
        user: user.map(|user| user.name),
        known_since: key.map(|key| known_since(db, key)).transpose()?.flatten(),
    })
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), SealStop> {
    let mut file = NewFile::create(path)?;
    std::io::Write::write_all(&mut file, bytes)?;
    Ok(file.keep()?)
}
