//! Customer accounts: new, unchanged, or changed to what the file says. What the file leaves out stays as it is.

use super::ground::{Ground, Intake, Taken};
use super::{ImportError, Outcome};
use crate::domain::account::Account;
use crate::domain::import::{Field, RowFault};
use crate::exchange::import::AccountRecord;
use crate::store::account::{self, Profile};
use crate::store::batch::{self, AccountBefore};
use crate::store::issuer;

/// Takes in accounts.
pub(super) struct Accounts;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    account: Account,
    profile: Profile,
}

impl Intake for Accounts {
    type Record = AccountRecord;

    fn take(&mut self, ground: &Ground<'_>, record: AccountRecord) -> Result<Taken, ImportError> {
        match account::by_code(ground.db, &record.account)? {
            Some(stored) if stored.issuer_id != ground.issuer.id => {
                let existing = issuer::by_id(ground.db, stored.issuer_id)?.issuer.code;
                Ok(Taken::Refused(Field::Account, RowFault::Conflict { existing }))
            }
            Some(stored) => {
                let before = Known { account: stored.account, profile: stored.profile };
                let known = before.with(&record);
                if known == before {
                    return Ok(Taken::As(Outcome::Unchanged));
                }
                if let Some(writer) = ground.writer {
                    account::update(ground.db, stored.id, &known.account, &known.profile)?;
                    let was = AccountBefore { account: before.account, profile: before.profile };
                    batch::changed_account(ground.db, writer.batch, stored.id, &was)?;
                }
                Ok(Taken::As(Outcome::Changed))
            }
            None => {
                let known = Known::new(&record);
                if let Some(writer) = ground.writer {
                    let (account, profile) = (&known.account, &known.profile);
                    account::insert(ground.db, ground.issuer.id, account, profile, Some(writer.batch))?;
                }
                Ok(Taken::As(Outcome::Added))
            }
        }
    }
}

impl Known {
    fn new(record: &AccountRecord) -> Self {
        let account = Account {
            code: record.account.clone(),
            name: record.name.clone(),
            kind: record.kind,
            region: record.region.unwrap_or_default(),
            status: record.status.unwrap_or_default(),
            verified_name: None,
            verified_tax_id: None,
        };
        Self { account, profile: Profile::default() }.with(record)
    }

    /// What is known after the record: what it says, and else what was known before.
    fn with(&self, record: &AccountRecord) -> Self {
        let or = |said: &Option<String>, known: &Option<String>| said.clone().or_else(|| known.clone());
        let Self { account, profile } = self;
        // A tax id is verified for a name; a file that has only one name means that one.
        let verified_name = or(&record.verified_name, &account.verified_name)
            .or_else(|| record.verified_tax_id.as_ref().map(|_| record.name.clone()));
        Self {
            account: Account {
                code: account.code.clone(),
                name: record.name.clone(),
                kind: record.kind,
                region: record.region.unwrap_or(account.region),
                status: record.status.unwrap_or(account.status),
                verified_name,
                verified_tax_id: record.verified_tax_id.clone().or_else(|| account.verified_tax_id.clone()),
            },
            profile: Profile {
                address: or(&record.address, &profile.address),
                phone: or(&record.phone, &profile.phone),
                bank: or(&record.bank, &profile.bank),
                bank_account: or(&record.bank_account, &profile.bank_account),
                contact: or(&record.contact, &profile.contact),
                mobile: or(&record.mobile, &profile.mobile),
                email: or(&record.email, &profile.email),
            },
        }
    }
}
