//! The customers of an issuer.

use crate::desk::commands::named_account;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::account::{Account, AccountKind, AccountStatus, Region};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::tax_id::{self, TaxId};
use crate::domain::text::{Code, Line, Prose};
use crate::store::account::{self, Profile};
use crate::store::issuer;

fields! {
    /// Adds a customer of an issuer.
    AddAccount {
        account: Code,
        issuer: Code,
        name: Line,
        kind: AccountKind,
        region: Option<Region>,
        verified_name: Option<Line>,
        #[serde(default, deserialize_with = "tax_id::if_any")]
        verified_tax_id: Option<TaxId>,
    }
    /// Freezes an account, or makes it active again.
    SetAccountStatus {
        account: Code,
        status: AccountStatus,
        reason: Option<Prose>,
    }
}

pub(crate) fn add_account(tx: &Transaction<'_>, c: &AddAccount) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let code = required("account", &c.account)?;
    let issuer =
        issuer::by_code(db, &c.issuer)?.ok_or_else(|| Refusal::not_found(Noun::Issuer, &c.issuer))?;
    if account::by_code(db, code)?.is_some() {
        return Err(Refusal::conflict(Noun::Account, code));
    }
    let new = Account {
        code: code.to_owned(),
        name: required("name", &c.name)?.to_owned(),
        kind: c.kind,
        region: c.region.unwrap_or_default(),
        status: Default::default(),
        verified_name: optional("verified_name", c.verified_name.as_deref())?,
        verified_tax_id: c.verified_tax_id.clone(),
    };
    account::insert(db, issuer.id, &new, &Profile::default(), None).map(drop)
}

pub(crate) fn set_account_status(tx: &Transaction<'_>, c: &SetAccountStatus) -> Result<(), Refusal> {
    optional("reason", c.reason.as_deref())?;
    account::set_status(tx.db, named_account::account(tx.db, &c.account)?.id, c.status)
}
