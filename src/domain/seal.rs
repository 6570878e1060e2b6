//! The seal of a month (封账): what its manifest says, and what is wrong with a folder that says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::application::ApplicationState;
use super::check::Violation;
use super::files::{ExportError, FileError};
use super::money::Fen;
use super::month::Month;
use super::qualification::ScanFault;
use super::refusal::Refusal;
use super::tax::Count;

/// What a manifest says first.
pub const FORMAT: &str = "fapiao-desk seal 1";

/// The manifest of a sealed month: everything that is in the folder, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The identity of the store.
    pub store: String,
    /// Whether the store takes a clock from outside.
    pub sandbox: bool,
    /// The month.
    pub month: Month,
    /// Every issuer of the store, by code.
    pub issuers: Vec<SealedIssuer>,
    /// When it was sealed.
    pub sealed_at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Whose login of the system that was.
    pub system_user: Option<String>,
    /// On which machine.
    pub machine: Option<String>,
    /// The version of the program.
    pub program: String,
    /// The newest entry of the log.
    pub head: SealedHead,
    /// Who signs.
    pub signer: SealSigner,
    /// What it comes to.
    pub totals: Totals,
    /// Every file but the manifest, its signature and the key.
    pub files: Vec<SealedFile>,
}

/// The newest entry of the log when a month was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedHead {
    /// Its place.
    pub entry: i64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
    /// The digest over all rows behind it, in hexadecimal digits.
    pub digest: String,
}

/// With whose key a manifest is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealSigner {
    /// The public half of the key, of Ed25519, in hexadecimal digits.
    pub public_key: String,
    /// The user whose key it is; none: a machine's.
    pub user: Option<String>,
    /// The entry of the log that made the key known; none: the one that tells of the seal does.
    pub known_since: Option<i64>,
}

/// An issuer, and the invoices of its register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "they are those of the issuer")]
pub struct SealedIssuer {
    pub code: String,
    pub name: String,
    pub tax_id: Option<String>,
    /// Blue and red ones.
    pub invoices: Count,
}

/// What a sealed month comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// The invoices of the month.
    pub blue: Count,
    /// The red ones.
    pub red: Count,
    /// Both.
    pub invoices: Count,
    /// The applications that were submitted in the month, by where they stood at its end.
    pub applications: BTreeMap<ApplicationState, Counted>,
    /// What the accounts had at the end of the month.
    pub balances: Balances,
}

/// How many, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "it is said above")]
pub struct Counted {
    pub count: u32,
    pub amount: Fen,
}

/// The balances of all accounts added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balances {
    /// How many accounts there were.
    pub accounts: u32,
    /// What could be invoiced for them.
    pub invoiceable: Fen,
}

/// A file of a sealed month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedFile {
    /// Where it is in the folder, with `/`.
    pub path: String,
    /// What it is.
    pub what: SealedPart,
    /// In bytes.
    pub size: u64,
    /// Of its content, in hexadecimal digits.
    pub sha256: String,
    /// What a list comes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<ListSums>,
}

/// What a list comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSums {
    /// How many rows it has, without header and sums.
    pub rows: u32,
    /// The sums of its columns of money, from the left.
    pub sums: Vec<Fen>,
}

/// What is in the folder of a sealed month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SealedPart {
    /// 发票登记簿: the register of an issuer.
    Register,
    /// The same, to be printed.
    RegisterPrinted,
    /// 发票清单: every invoice, with its files.
    Invoices,
    /// 申请清单: what was submitted in the month.
    Applications,
    /// 余额表: each account at the end of the month.
    Balances,
    /// 发票文件: a kept file of an invoice.
    InvoiceFile,
}

listed!(SealedPart);

impl SealedPart {
    /// How many columns of money its list has; none: it is no list.
    pub const fn money_columns(self) -> Option<usize> {
        match self {
            Self::Register | Self::Invoices => Some(3),
            Self::Applications => Some(1),
            Self::Balances => Some(BALANCE_COLUMNS),
            Self::RegisterPrinted | Self::InvoiceFile => None,
        }
    }
}

/// The columns of money of a balance: its lines, and what they come to.
pub const BALANCE_COLUMNS: usize = 11;

/// What is wrong with the folder of a sealed month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "violation", rename_all = "snake_case")]
#[expect(missing_docs, reason = "paths are in the folder, with `/`; limits are how many, or bytes")]
pub enum SealFault {
    /// There is no manifest.
    NoManifest,
    /// The manifest is not what the program writes.
    BadManifest,
    /// The manifest is larger than the program writes any.
    ManifestTooLarge { limit: u64 },
    /// There is no signature of 64 bytes.
    NoSignature,
    /// The signature is not that of the key over the manifest.
    WrongSignature,
    /// A file is not there.
    Missing { path: String },
    /// A file is not what was sealed.
    Changed { path: String },
    /// There is something that the manifest does not name.
    Added { path: String },
    /// It is a link or a device, not a file.
    NotAFile { path: String },
    /// The manifest names something outside of the folder, or the same twice.
    BadPath { path: String },
    /// It cannot be read.
    Unreadable { path: String },
    /// There are more files than the program seals.
    TooMany { limit: usize },
    /// A list does not come to what the manifest says.
    ListDiffers { path: String, row: Option<u32> },
    /// What the manifest says does not add up.
    TotalsDiffer { of: SealedPart },
    /// The store is another one.
    OtherStore,
    /// The log of the store does not have the entry that the seal is of.
    HeadLost { entry: i64 },
    /// No entry of the log of the store tells of this seal.
    NotSealedHere,
    /// The seal is signed with another key than the entry that tells of it.
    OtherKey,
    /// The entry that tells of this seal does not follow from the one before it, or is not signed by the key that it names.
    EntryBroken { entry: i64 },
    /// Something is wrong with the log of the store.
    Log { found: Violation },
    /// The key that the manifest names is not the one that was noted.
    NotNotedKey,
    /// The manifest has not the SHA-256 that was noted.
    NotNotedSha256,
}

/// Why a month was not sealed. Nothing was left at its place, but for [`SealStop::Unconfirmed`].
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
    /// Each time that the folder was filled, others had done something meanwhile.
    Overtaken,
    /// Whether the store keeps the entry that tells of it is not known: the folder is there.
    Unconfirmed(Refusal),
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

/// An entry that is dated in a sealed month or before and was entered after the seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterChange {
    /// Its place in the log.
    pub entry: i64,
    /// When it was.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: String,
    /// What was done.
    pub op: String,
}

/// Why a folder could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyStop {
    /// It was cancelled.
    Cancelled,
    /// There is no such folder, or it cannot be read.
    Folder(FileError),
    /// The store refuses.
    Refused(Refusal),
}

impl From<Refusal> for VerifyStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Whether a path of a manifest leads to a place in the folder on every system.
pub fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && !part.trim_end_matches(['.', ' ']).is_empty() && !part.contains(['\\', ':', '\0'])
    };
    path.len() <= LONGEST_PATH && path.split('/').all(is_plain)
}

/// No path in a folder is longer, in bytes.
const LONGEST_PATH: usize = 400;

impl Manifest {
    /// What of it does not add up or leads out of the folder, whatever is in the folder.
    pub fn faults(&self) -> Vec<SealFault> {
        let mut seen = BTreeSet::new();
        let is_bad = |file: &&SealedFile| !is_inside(&file.path) || !seen.insert(file.path.to_lowercase());
        let bad = self.files.iter().filter(is_bad).map(|file| SealFault::BadPath { path: file.path.clone() });
        let mut faults: Vec<SealFault> = bad.collect();
        faults.extend(self.differing().into_iter().map(|of| SealFault::TotalsDiffer { of }));
        faults
    }

    /// The lists that do not come to the totals.
    fn differing(&self) -> Vec<SealedPart> {
        let Totals { blue, red, invoices, applications, balances } = &self.totals;
        let (mut both, mut of_issuers) = (*blue, Count::default());
        both.add_all(red);
        self.issuers.iter().for_each(|issuer| of_issuers.add_all(&issuer.invoices));
        let amounts = vec![invoices.net, invoices.tax, invoices.gross];
        let applied: Fen = applications.values().map(|counted| counted.amount).sum();
        let are_right = |part| match part {
            SealedPart::Register => {
                both == *invoices && of_issuers == *invoices && self.sums(part) == Some(amounts.clone())
            }
            SealedPart::Invoices => self.sums(part).as_ref() == Some(&amounts),
            SealedPart::Applications => {
                let count = applications.values().map(|counted| counted.count).fold(0, u32::saturating_add);
                self.sums(part) == Some(vec![applied]) && self.rows(part) == count
            }
            SealedPart::Balances => {
                let last = self.sums(part).and_then(|sums| sums.last().copied());
                last == Some(balances.invoiceable) && self.rows(part) == balances.accounts
            }
            SealedPart::RegisterPrinted | SealedPart::InvoiceFile => true,
        };
        SealedPart::ALL.into_iter().filter(|part| !are_right(*part)).collect()
    }

    fn lists(&self, part: SealedPart) -> impl Iterator<Item = &ListSums> {
        self.files.iter().filter(move |file| file.what == part).filter_map(|file| file.list.as_ref())
    }

    fn rows(&self, part: SealedPart) -> u32 {
        self.lists(part).map(|list| list.rows).fold(0, u32::saturating_add)
    }

    /// What the lists of a part come to, by column; none where one has other columns.
    fn sums(&self, part: SealedPart) -> Option<Vec<Fen>> {
        let mut all = vec![Fen::ZERO; part.money_columns()?];
        for list in self.lists(part) {
            if list.sums.len() != all.len() {
                return None;
            }
            for (all, sum) in all.iter_mut().zip(&list.sums) {
                *all = Fen(all.0.checked_add(sum.0)?);
            }
        }
        Some(all)
    }
}

/// The first day on which a month can be sealed, where that has not come.
pub fn not_over(month: Month, today: NaiveDate) -> Option<NaiveDate> {
    if month.is_over(today) { None } else { month.days()[1].succ_opt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_but_into_the_folder() {
        for inside in ["a.pdf", "files/26110000000000000001_甲公司.pdf", "files/a.b.c", "files/..a"] {
            assert!(is_inside(inside), "{inside}");
        }
        let long = "a".repeat(LONGEST_PATH + 1);
        for outside in [
            "",
            "/etc/passwd",
            "../a",
            "files/../../a",
            "files//a",
            "./a",
            "a/.",
            "C:/a",
            "a\\b",
            "a\0",
            &long,
        ] {
            assert!(!is_inside(outside), "{outside}");
        }
    }

    #[test]
    fn a_month_can_be_sealed_from_the_day_after_its_last_on() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let month = Month::parse("2026-10").unwrap();
        assert_eq!(not_over(month, day("2026-10-31")), Some(day("2026-11-01")));
        assert_eq!(not_over(month, day("2026-11-01")), None);
    }
}
