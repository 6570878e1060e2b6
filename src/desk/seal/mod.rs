//! The seal of a month (封账): a folder with its register, lists, files and balances, and a signed manifest of all of them.
//! It is made within one transaction, so that it is of one state of the store, whose newest entry it names.

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
use crate::desk::proof::signers::known_since;
use crate::desk::proof::store_id;
use crate::desk::{Desk, SANDBOX, Store, unwritable};
use crate::domain::files::ExportError;
use crate::domain::log::LogOp;
pub use crate::domain::month::Month;
use crate::domain::qualification::ScanFault;
use crate::domain::refusal::{FieldError, Refusal};
pub use crate::domain::seal::{Counted, Manifest, SealFault, SealedFile, SealedPart, Totals};
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

/// Why a month was not sealed. Nothing was left at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealStop {
    /// It was cancelled.
    Cancelled,
    /// The desk refuses: the month is not over, no right, or the store.
    Refused(Refusal),
    /// It cannot be written there.
    File(ExportError),
    /// There is something at its place.
    Taken,
    /// A kept file of an invoice is gone, or was changed on the disk.
    LostFile {
        /// The number of the invoice.
        invoice: String,
        /// Its name.
        name: String,
        /// What is wrong with it.
        fault: ScanFault,
    },
    /// There are more files than a seal may have.
    TooMany,
}

impl From<Refusal> for SealStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ExportError> for SealStop {
    fn from(error: ExportError) -> Self {
        Self::File(error)
    }
}

impl From<std::io::Error> for SealStop {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.into())
    }
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

impl Desk {
    /// Seals a month, as one transaction of `by`, a clerk: it changes no figure and keeps nobody from anything, can be done
    /// again, and names who did it.
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
        let is_there = Cell::new(false);
        let sealed = self.transact_by(Principal::User(by), LogOp::SealMonth.as_str(), CLERKS, |tx| {
            let mut sealing = Sealing::begin(self, tx, asked)?;
            let manifest = sealing.fill(say, watch)?;
            let sealed = sealing.sign(manifest)?;
            sealing.folder.keep().map_err(taken)?;
            is_there.set(true);
            let said = said(asked, &sealed);
            Ok((sealed, said))
        });
        if sealed.is_err() && is_there.get() {
            // What was not kept in the store is no seal.
            let _ = fs::remove_dir_all(&asked.to);
        }
        sealed
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

/// A month on its way into a folder.
struct Sealing<'a> {
    desk: &'a Desk,
    tx: &'a Transaction<'a>,
    month: Month,
    folder: NewFolder,
    files: Vec<SealedFile>,
    /// The newest entry of the log.
    head: audit::Before,
}

impl<'a> Sealing<'a> {
    fn begin(desk: &'a Desk, tx: &'a Transaction<'a>, asked: &SealAsked) -> Result<Self, SealStop> {
        if let Some(over_on) = not_over(asked.month, tx.moment.today) {
            return Err(Refusal::bad_field("month", FieldError::NotOver { over_on }).into());
        }
        if is_own(desk.path(), &asked.to) {
            return Err(ExportError::OwnPlace.into());
        }
        let head = audit::before(tx.db)?.unwrap_or_default();
        let folder = NewFolder::create(&asked.to).map_err(taken)?;
        Ok(Self { desk, tx, month: asked.month, folder, files: Vec::new(), head })
    }

    /// Writes everything but the manifest; answers what that says.
    fn fill(&mut self, say: SayPrinted<'_>, watch: &mut Watch<'_>) -> Result<Manifest, SealStop> {
        let db: &Store = self.tx.db;
        let mut lists = Lists::new(db, self.month, self.tx.archive, self.folder.path(), say)?;
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
        let Lists { issuers, totals, files, .. } = lists;
        self.files = files;
        for file in &mut self.files {
            let path = self.folder.path().join(&file.path);
            file.size = fs::metadata(&path)?.len();
            file.sha256 = hex(&digest(&path, file.size)?.0);
        }
        let source = self.desk.hand.source.clone();
        Ok(Manifest {
            format: FORMAT.to_owned(),
            store: store_id(db)?.unwrap_or_default(),
            sandbox: setting::get(db, SANDBOX)?.is_some(),
            month: self.month,
            issuers,
            sealed_at: self.tx.moment.now,
            by: self.tx.user.name.clone(),
            system_user: source.system_user,
            machine: source.machine,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            head: SealedHead {
                entry: self.head.id,
                hash: hex(&self.head.hash),
                digest: hex(self.head.proof.as_deref().unwrap_or_default()),
            },
            signer: self.signer(db)?,
            totals,
            files: self.files.clone(),
        })
    }

    fn signer(&self, db: &Store) -> Result<SealSigner, Refusal> {
        let signer = &self.desk.hand.signer;
        let user = signer.user().map(|user| user::by_id(db, user)).transpose()?.flatten();
        let key = signing_key::by_public(db, signer.public())?;
        Ok(SealSigner {
            public_key: hex(&signer.public()),
            user: user.map(|user| user.name),
            known_since: key.map(|key| known_since(db, key)).transpose()?.flatten(),
        })
    }

    /// Writes the manifest with its signature, and keeps that the month is sealed.
    fn sign(&self, manifest: Manifest) -> Result<Sealed, SealStop> {
        let mut bytes = serde_json::to_vec_pretty(&manifest).map_err(unwritable)?;
        bytes.push(b'\n');
        if bytes.len() as u64 > MOST_MANIFEST {
            return Err(SealStop::TooMany);
        }
        let signer = &self.desk.hand.signer;
        self.write(MANIFEST, &bytes)?;
        self.write(SIGNATURE, &signer.sign_document(&bytes))?;
        self.write(PUBLIC_KEY, pem(&signer.public()).as_bytes())?;
        let (entry, hash) = (self.head.id + 1, Sha256::digest(&bytes));
        let new = seal::NewSeal {
            entry,
            month: self.month,
            sealed_at: self.tx.moment.now,
            user: self.tx.user.id,
            head: (self.head.id, &self.head.hash),
            manifest_hash: &hash,
        };
        seal::insert(self.tx.db, new)?;
        Ok(Sealed { entry, manifest, manifest_sha256: hex(&hash) })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), SealStop> {
        write_file(&self.folder.path().join(name), bytes)
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), SealStop> {
    let mut file = NewFile::create(path)?;
    std::io::Write::write_all(&mut file, bytes)?;
    Ok(file.keep()?)
}
