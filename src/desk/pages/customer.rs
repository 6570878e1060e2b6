//! A customer's sheet: everything but bills that an application is made from.

use chrono::NaiveDate;

use crate::desk::clock::Moment;
use crate::desk::commands::invoice_info;
use crate::desk::commands::named_account::{self, Customer};
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, AddressId};
use crate::domain::invoice_info::{FieldProblem, InvoiceInfo, InvoiceType, validate};
use crate::domain::issuer::Issuer;
use crate::domain::policy::Policy;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::{address, application, info, qualification};

pub use crate::store::account::Profile;
pub(crate) use crate::store::address::StoredAddress;
pub(crate) use crate::store::info::StoredInfo;

/// Everything but bills that an application of a customer is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerSheet {
    /// The day it is true of.
    pub on: NaiveDate,
    /// The customer.
    pub account: Account,
    /// What a billing system knows of the customer besides.
    pub profile: Profile,
    /// Who issues the invoices.
    pub issuer: Issuer,
    /// What the issuer works under.
    pub policy: Policy,
    /// The types that the account's kind may have, in the policy's order.
    pub types: Vec<TypeSheet>,
    /// Every mailing address, the default first.
    pub addresses: Vec<StoredAddress>,
    /// Who has seen the verified tax id on the certificate, by name, where it is a code that fails its check.
    pub tax_id_seen_by: Option<String>,
    /// Where the special-invoice qualification stands; none: nothing was ever submitted.
    pub qualification: Option<QualificationState>,
    /// What the newest application that stood asked for; none: there was none yet.
    pub last: Option<LastApplication>,
}

/// What an application asked for, as the next one may ask for it again.
#[derive(Clone, Debug, PartialEq)]
pub struct LastApplication {
    /// The type.
    pub invoice_type: InvoiceType,
    /// Where it was posted to, by the address as it is now; none: another one by now, or it was not posted.
    pub address: Option<AddressId>,
    /// Where it was mailed to.
    pub email: Option<String>,
    /// Whom to ask about it.
    pub contact: Option<String>,
}

/// The invoice info of one type, as an application made now would use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeSheet {
    /// The type.
    pub invoice_type: InvoiceType,
    /// Where its info comes from.
    pub info: InfoOrigin,
    /// Fields of that info that are invalid.
    pub problems: Vec<FieldProblem>,
}

/// Where the info of an application comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InfoOrigin {
    /// It was saved.
    Saved(StoredInfo),
    /// The policy lets it be derived from the verified name and tax id.
    Derived(InvoiceInfo),
    /// There is none.
    Missing,
}

impl InfoOrigin {
    /// The info, where there is any.
    pub fn info(&self) -> Option<&InvoiceInfo> {
        match self {
            Self::Saved(stored) => Some(&stored.info),
            Self::Derived(info) => Some(info),
            Self::Missing => None,
        }
    }
}

impl CustomerSheet {
    /// The sheet of one type, if the account's kind may have it.
    pub fn of_type(&self, invoice_type: InvoiceType) -> Option<&TypeSheet> {
        self.types.iter().find(|sheet| sheet.invoice_type == invoice_type)
    }

    /// Whether invoices of this type need a reviewed qualification.
    pub fn needs_qualification(&self, invoice_type: InvoiceType) -> bool {
        invoice_type.is_special() && self.policy.qualification_review_working_days.is_some()
    }
}

/// The sheet of the customer of this number.
pub fn sheet(db: &Db, moment: &Moment, code: &str) -> Result<CustomerSheet, Refusal> {
    let customer = named_account::customer(db, code)?;
    let id = customer.stored.id;
    let mut saved = info::of_account(db, id)?;
    let types = customer.policy.types_for(customer.stored.account.kind).iter().map(|invoice_type| {
        let place = saved.iter().position(|stored| stored.invoice_type == *invoice_type);
        type_sheet(&customer, *invoice_type, place.map(|i| saved.swap_remove(i)))
    });
    let types = types.collect();
    let addresses = address::of_account(db, id)?;
    let last = last_application(db, id, &addresses)?;
    let Customer { stored, issuer, policy, tax_id_seen_by } = customer;
    Ok(CustomerSheet {
        on: moment.today,
        account: stored.account,
        profile: stored.profile,
        issuer: issuer.issuer,
        policy,
        types,
        addresses,
        tax_id_seen_by,
        qualification: qualification::state(db, id)?,
        last,
    })
}

/// What the newest application of an account asked for, those aside that were rejected or cancelled.
pub(in crate::desk::pages) fn last_application(
    db: &Db,
    account: AccountId,
    addresses: &[StoredAddress],
) -> Result<Option<LastApplication>, Refusal> {
    let stored = application::last_of_account(db, account)?;
    Ok(stored.map(|stored| LastApplication {
        invoice_type: stored.invoice_type,
        address: addresses
            .iter()
            .find(|address| stored.snapshot.address.as_ref() == Some(&address.address))
            .map(|address| address.id),
        email: stored.snapshot.email,
        contact: stored.snapshot.contact,
    }))
}

/// The e-mail address and the contact of the next application, unless others are named: those of the last one, else what a
/// billing system knows.
pub fn email_and_contact(profile: &Profile, last: Option<&LastApplication>) -> [Option<String>; 2] {
    let known: Vec<&str> =
        [&profile.contact, &profile.mobile].into_iter().flatten().map(String::as_str).collect();
    let email = last.and_then(|last| last.email.clone()).or_else(|| profile.email.clone());
    let contact = last.and_then(|last| last.contact.clone());
    [email, contact.or_else(|| (!known.is_empty()).then(|| known.join(" ")))]
}

fn type_sheet(customer: &Customer, invoice_type: InvoiceType, saved: Option<StoredInfo>) -> TypeSheet {
    let info = match saved {
        Some(stored) => InfoOrigin::Saved(stored),
        None => invoice_info::derived_info(customer, invoice_type)
            .map_or(InfoOrigin::Missing, InfoOrigin::Derived),
    };
    let verified = customer.stored.account.verified_name.as_deref();
    let problems = info.info().map(|info| validate(info, invoice_type, verified)).unwrap_or_default();
    TypeSheet { invoice_type, info, problems }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::test_desk::TestDesk;

    #[test]
    fn what_was_asked_for_last_is_that_of_no_rejected_or_cancelled_application() {
        let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
        let mut apply = |bill: &str, email: &str| {
            case.paid("C1", bill, "100.00");
            let line = json!({"op": "submit_application", "account": "C1", "type": "enterprise_general",
                "bills": [bill], "email": email, "contact": email});
            case.run(line)["application"].as_str().unwrap().to_owned()
        };
        apply("B1", "first@example.com");
        let rejected = apply("B2", "second@example.com");
        let cancelled = apply("B3", "third@example.com");
        case.run(json!({"op": "reject_application", "application": rejected, "reason": "抬头有误"}));
        case.run(json!({"op": "cancel_application", "application": cancelled}));
        let last = sheet(case.desk.db(), &case.desk.moment(), "C1").unwrap().last.unwrap();
        assert_eq!(last.email.as_deref(), Some("first@example.com"));
        assert_eq!(last.contact.as_deref(), Some("first@example.com"));
    }
}
