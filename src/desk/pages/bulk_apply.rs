//! Applying for all that is invoiceable of many customers: what each application would be, and why a customer gets none.

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::submit_application::{SubmitApplication, prepare};
use crate::desk::pages::customer::{email_and_contact, last_application};
use crate::desk::pages::summary;
use crate::desk::principal::CLERKS;
use crate::domain::address::MailingAddress;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Code;
use crate::store::address;
use crate::store::engine::Db;

/// What applying for many customers comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplyForMany {
    /// Those of whom something is invoiceable, in the order in which they were named.
    pub ready: Vec<Applicant>,
    /// Those who are left out, likewise.
    pub left_out: Vec<NoApplicant>,
}

/// A customer and the application that would be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The customer's name.
    pub name: String,
    /// What would be invoiced, with tax.
    pub amount: Fen,
    /// As many invoices as it is at least.
    pub invoices: i64,
    /// Where it is posted to, where it is posted.
    pub address: Option<MailingAddress>,
    /// The application, as it would be asked for.
    pub command: SubmitApplication,
}

/// A customer who is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoApplicant {
    /// The number.
    pub account: String,
    /// The name; blank where there is no such customer.
    pub name: String,
    /// Why.
    pub why: Refusal,
}

/// What applying for all that is invoiceable of these customers comes to. Each application is of the type, and goes to
/// the postal and the e-mail address and the contact, of the customer's last one; the first is of the first general type
/// that the policy allows, and goes to the address that the billing system knows ([`email_and_contact`]).
///
/// # Errors
/// `not-permitted`: nobody at the desk may apply; `store`.
pub fn apply_for_many(db: &Db, moment: &Moment, accounts: &[String]) -> Result<ApplyForMany, Refusal> {
    if let Some(barred) = summary::barred(db, moment, CLERKS)? {
        return Err(barred);
    }
    let mut many = ApplyForMany::default();
    for account in accounts {
        let mut name = String::new();
        match applicant(db, moment, account, &mut name) {
            Ok(applicant) => many.ready.push(applicant),
            Err(fault @ Refusal::Store { .. }) => return Err(fault),
            Err(why) => many.left_out.push(NoApplicant { account: account.clone(), name, why }),
        }
    }
    Ok(many)
}

fn applicant(db: &Db, moment: &Moment, account: &str, name: &mut String) -> Result<Applicant, Refusal> {
    let customer = named_account::customer(db, account)?;
    name.clone_from(&customer.stored.account.name);
    let command = like_the_last(db, &customer)?;
    let prepared = prepare(db, moment, &command)?;
    let max = customer.issuer.issuer.max_invoice_amount;
    Ok(Applicant {
        name: std::mem::take(name),
        amount: prepared.plan.amount,
        invoices: InvoicePlan::of(prepared.plan.amount, max).invoices,
        address: prepared.snapshot.address,
        command,
    })
}

/// An application for everything as the last one was.
fn like_the_last(db: &Db, customer: &Customer) -> Result<SubmitApplication, Refusal> {
    let account = &customer.stored.account;
    let last = last_application(db, customer.stored.id, &address::of_account(db, customer.stored.id)?)?;
    let allowed = customer.policy.types_for(account.kind);
    let general = || allowed.iter().copied().find(|of| !of.is_special()).or(allowed.first().copied());
    let last_type = last.as_ref().map(|last| last.invoice_type).filter(|of| allowed.contains(of));
    let posts = customer.policy.delivery == Delivery::Post;
    let address = last.as_ref().and_then(|last| last.address).filter(|_| posts);
    let [email, contact] = email_and_contact(&customer.stored.profile, last.as_ref());
    Ok(SubmitApplication {
        account: checked("account", &account.code)?,
        r#type: last_type.or_else(general).unwrap_or(InvoiceType::EnterpriseGeneral),
        bills: None,
        amount: None,
        all: Some(true),
        address: address.map(|id| Code::of_id(id.0)),
        email,
        contact: contact.as_deref().map(|contact| checked("contact", contact)).transpose()?,
        remark: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::test_desk::TestDesk;
    use crate::store::account::{self, Profile};

    #[test]
    fn each_customer_applies_for_everything_as_before_or_says_why_not() {
        let companies = [("C1", "北京云帆物流"), ("C2", "杭州砺行"), ("C3", "厦门木棉"), ("C4", "南京千屿")];
        let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &companies);
        case.paid("C1", "B1", "100.00");
        case.paid("C1", "B2", "30.50");
        case.apply("C1", "B1");
        case.paid("C2", "B3", "50.00");
        case.run(json!({"op": "set_account_status", "account": "C2", "status": "frozen"}));
        case.paid("C4", "B4", "20.00");
        let (db, moment) = (case.desk.db(), case.desk.moment());
        let asked = ["C1", "C2", "C3", "C4", "C9"].map(str::to_owned);
        let many = apply_for_many(db, &moment, &asked).unwrap();
        let [one] = many.ready.as_slice() else { panic!("{many:?}") };
        assert_eq!((one.name.as_str(), one.amount, one.invoices), ("北京云帆物流", Fen(3_050), 1));
        assert_eq!(one.command.r#type, InvoiceType::EnterpriseGeneral);
        assert_eq!(one.command.email.as_deref(), Some("a@example.com"), "as it went last time");
        let why: Vec<(&str, &str)> =
            many.left_out.iter().map(|out| (out.account.as_str(), out.why.id())).collect();
        let expected = [
            ("C2", "account-frozen"),
            ("C3", "amount-not-positive"),
            ("C4", "email-required"),
            ("C9", "not-found"),
        ];
        assert_eq!(why, expected);
        assert_eq!(many.left_out[0].name, "杭州砺行");
    }

    #[test]
    fn the_first_application_names_the_contact_that_the_billing_system_knows() {
        let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
        let stored = named_account::customer(case.desk.db(), "C1").unwrap().stored;
        let [email, contact, mobile] =
            ["fin@example.com", "孙敏", "17199338205"].map(|text| Some(text.to_owned()));
        let profile = Profile { email, contact, mobile, ..stored.profile };
        let update = |db: &Db| account::update(db, stored.id, &stored.account, &profile);
        case.desk.transact(None, "import", |db, _, _| update(db), |()| serde_json::Value::Null).unwrap();
        case.paid("C1", "B1", "100.00");
        let many = apply_for_many(case.desk.db(), &case.desk.moment(), &["C1".to_owned()]).unwrap();
        let [one] = many.ready.as_slice() else { panic!("{many:?}") };
        assert_eq!(
            (one.command.contact.as_deref(), one.command.email.as_deref()),
            (Some("孙敏 17199338205"), Some("fin@example.com"))
        );
    }

    #[test]
    fn an_application_goes_where_the_last_one_that_stood_was_posted_to() {
        let mut case = TestDesk::after([
            json!({"op": "add_issuer", "code": "T", "name": "T", "policy": "tencent-cloud"}),
            json!({"op": "add_account", "account": "P1", "issuer": "T", "name": "杭州砺行", "kind": "enterprise",
                "verified_name": "杭州砺行", "verified_tax_id": "913301067L53XQJUQR"}),
            json!({"op": "save_invoice_info", "account": "P1", "type": "enterprise_general", "name": "杭州砺行",
                "tax_id": "913301067L53XQJUQR"}),
        ]);
        let mut place = |recipient: &str| {
            let line = json!({"op": "save_address", "account": "P1", "recipient": recipient, "phone": "17199338205",
                "region": "浙江省杭州市", "street": "文一西路969号"});
            case.run(line)["address"].clone()
        };
        let (_, other) = (place("王芳"), place("李明"));
        case.paid("P1", "B1", "300.00");
        let apply = |amount: &str, address: Option<&serde_json::Value>| {
            json!({"op": "submit_application", "account": "P1", "type": "enterprise_general", "amount": amount,
                "address": address})
        };
        case.run(apply("100.00", Some(&other)));
        let cancelled = case.run(apply("50.00", None))["application"].clone();
        case.run(json!({"op": "cancel_application", "application": cancelled}));
        let many = apply_for_many(case.desk.db(), &case.desk.moment(), &["P1".to_owned()]).unwrap();
        let [one] = many.ready.as_slice() else { panic!("{many:?}") };
        assert_eq!(one.address.as_ref().map(|address| address.recipient.as_str()), Some("李明"));
    }
}
