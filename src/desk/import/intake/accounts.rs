//! Customer accounts: new, unchanged, or changed to what the file says. What the file leaves out stays as it is.

use super::{Intake, Taken, Target, refuse};
use crate::desk::import::report::Outcome;
use crate::domain::account::Account;
use crate::domain::import::{Field, RowFault};
use crate::domain::refusal::Refusal;
use crate::exchange::import::AccountRecord;
use crate::store::account::{self, Profile};
use crate::store::batch::{self, AccountBefore};
use crate::store::issuer;

pub(in crate::desk::import) struct Accounts;

impl Intake for Accounts {
    type Record = AccountRecord;

    fn take(&mut self, target: &Target<'_>, record: &AccountRecord) -> Result<Taken, Refusal> {
        match account::by_code(target.db, &record.account)? {
            Some(stored) if stored.issuer_id != target.issuer.id => {
                let existing = issuer::by_id(target.db, stored.issuer_id)?.issuer.code;
                refuse(Field::Account, RowFault::Conflict { existing })
            }
            Some(stored) => {
                let (account, profile) = after(&stored.account, &stored.profile, record);
                if account == stored.account && profile == stored.profile {
                    return Ok(Taken::As(Outcome::Unchanged));
                }
                if let Some(writer) = target.writer {
                    account::update(target.db, stored.id, &account, &profile)?;
                    let was = AccountBefore { account: stored.account, profile: stored.profile };
                    batch::changed_account(target.db, writer.batch, stored.id, &was)?;
                }
                Ok(Taken::As(Outcome::Changed))
            }
            None => {
                if let Some(writer) = target.writer {
                    let (account, profile) = after(&blank(record), &Profile::default(), record);
                    account::insert(target.db, target.issuer.id, &account, &profile, Some(writer.batch))?;
                }
                Ok(Taken::As(Outcome::Added))
            }
        }
    }
}

/// An account of which nothing but its number is known.
fn blank(record: &AccountRecord) -> Account {
    Account {
        code: record.account.clone(),
        name: String::new(),
        kind: record.kind,
        region: Default::default(),
        status: Default::default(),
        verified_name: None,
        verified_tax_id: None,
    }
}

/// What is known after the record: what it says, and else what was known before.
fn after(account: &Account, profile: &Profile, record: &AccountRecord) -> (Account, Profile) {
    let or = |said: &Option<String>, known: &Option<String>| said.clone().or_else(|| known.clone());
    // A tax id is verified for a name; a file that has only one name means that one.
    let verified_name = or(&record.verified_name, &account.verified_name)
        .or_else(|| record.verified_tax_id.as_ref().map(|_| record.name.clone()));
    let account = Account {
        code: account.code.clone(),
        name: record.name.clone(),
        kind: record.kind,
        region: record.region.unwrap_or(account.region),
        status: record.status.unwrap_or(account.status),
        verified_name,
        verified_tax_id: record.verified_tax_id.clone().or_else(|| account.verified_tax_id.clone()),
    };
    let profile = Profile {
        address: or(&record.address, &profile.address),
        phone: or(&record.phone, &profile.phone),
        bank: or(&record.bank, &profile.bank),
        bank_account: or(&record.bank_account, &profile.bank_account),
        contact: or(&record.contact, &profile.contact),
        mobile: or(&record.mobile, &profile.mobile),
        email: or(&record.email, &profile.email),
    };
    (account, profile)
}
