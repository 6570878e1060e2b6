//! What is there before the first bill: users, issuers, customers, their invoice info and addresses.

use serde_json::{Value, json};

use super::cast::{Customer, Part, person, tax_id};
use super::play::Play;
use super::vocabulary::Staff;
use crate::desk::commands::named_account;
use crate::domain::account::AccountKind;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::refusal::Refusal;
use crate::store::account::{self, Profile};

impl Play<'_> {
    pub(super) fn furnish(&mut self) -> Result<(), Refusal> {
        for (user, roles) in [
            (Staff::Clerk, json!(["clerk"])),
            (Staff::Reviewer, json!(["reviewer"])),
            (Staff::Lead, json!(["clerk", "admin"])),
            (Staff::System, json!(["clerk"])),
        ] {
            let name = self.words.users.name(user);
            self.say(Staff::First, json!({"op": "add_user", "name": name, "roles": roles}))?;
        }
        for issuer in self.words.issuers.clone() {
            let city = self.words.cities.iter().find(|city| city.division == issuer.division).cloned();
            let tax_id = tax_id(&mut self.chance, AccountKind::Enterprise, &city.unwrap_or_default());
            self.say(
                Staff::Lead,
                json!({"op": "add_issuer", "code": issuer.code, "name": issuer.name, "policy": issuer.policy,
                    "tax_id": tax_id, "address": issuer.address, "phone": issuer.phone, "bank": issuer.bank,
                    "bank_account": issuer.bank_account, "max_invoice_amount": "100000.00"}),
            )?;
        }
        for (place, customer) in self.customers.clone().iter().enumerate() {
            self.welcome(customer)?;
            if customer.has_plan {
                self.save_plan(place)?;
            }
        }
        self.import_profiles()?;
        self.seat_the_clerk()
    }

    /// What the billing system knows of customers besides, as an import of its file would bring it.
    fn import_profiles(&mut self) -> Result<(), Refusal> {
        let profiles: Vec<(String, Profile)> =
            self.customers.iter().map(|c| (c.account.clone(), c.profile.clone())).collect();
        let count = profiles.len();
        let said = json!({"kind": "accounts", "file": "customers.csv", "read": count, "added": 0,
            "changed": count, "unchanged": 0, "refused": 0});
        self.write(Staff::Clerk, "import", &said, |tx| {
            profiles.iter().try_for_each(|(code, profile)| {
                let stored = named_account::account(tx.db, code)?;
                account::update(tx.db, stored.id, &stored.account, profile)
            })
        })
    }

    fn welcome(&mut self, customer: &Customer) -> Result<(), Refusal> {
        let account = &customer.account;
        let issuer = &self.words.issuers[customer.issuer].code;
        self.say(
            Staff::System,
            json!({"op": "add_account", "account": account, "issuer": issuer, "name": customer.name,
                "kind": customer.kind, "region": customer.region, "verified_name": customer.name,
                "verified_tax_id": customer.tax_id}),
        )?;
        if matches!(customer.part, Part::Legacy | Part::LegacyBeyond) {
            let amount = if customer.part == Part::Legacy { "3000.00" } else { "60000.00" };
            self.say(
                Staff::Lead,
                json!({"op": "add_non_invoiceable", "account": account, "amount": amount,
                    "reason": "legacy_prepaid_invoice", "note": self.words.legacy_note}),
            )?;
        }
        if !matches!(customer.part, Part::NoInfo | Part::Outside(_)) {
            self.save_infos(customer)?;
        }
        let addresses = match customer.part {
            Part::NoAddress | Part::Outside(_) => 0,
            _ if customer.is_mailed() => i64::from(self.chance.percent(30)),
            _ => self.chance.between(1, 3),
        };
        for _ in 0..addresses {
            self.save_address(customer)?;
        }
        Ok(())
    }

    fn save_infos(&mut self, customer: &Customer) -> Result<(), Refusal> {
        // Where a company's may be derived from the verified name, not everybody saves it.
        let may_be_derived = customer.kind == AccountKind::Enterprise && customer.is_mailed();
        if !may_be_derived || self.chance.percent(60) {
            self.save_info(customer, customer.general_type(), json!({}))?;
        }
        if customer.kind == AccountKind::Enterprise && customer.qualification.is_some() {
            self.save_info(customer, InvoiceType::EnterpriseSpecial, details(customer))?;
        }
        Ok(())
    }

    pub(super) fn save_info(
        &mut self,
        customer: &Customer,
        r#type: InvoiceType,
        details: Value,
    ) -> Result<(), Refusal> {
        let mut line = json!({"op": "save_invoice_info", "account": customer.account, "type": r#type,
            "name": customer.name, "tax_id": customer.tax_id});
        if let (Value::Object(line), Value::Object(details)) = (&mut line, details) {
            line.extend(details);
        }
        self.say(Staff::Clerk, line)
    }

    fn save_address(&mut self, customer: &Customer) -> Result<(), Refusal> {
        let city = &customer.city;
        let is_contact = self.chance.percent(60);
        let other = person(&self.words, &mut self.chance);
        let recipient = customer.profile.contact.clone().filter(|_| is_contact).unwrap_or(other);
        let street = self.words.house(&self.chance.pick(&city.streets), self.chance.between(1, 900));
        self.say(
            Staff::Clerk,
            json!({"op": "save_address", "account": customer.account, "recipient": recipient,
                "phone": customer.profile.mobile, "region": city.region, "street": street,
                "postcode": city.postcode}),
        )
    }
}

/// What a special invoice asks for besides name and tax id.
pub(super) fn details(customer: &Customer) -> Value {
    let Profile { address, phone, bank, bank_account, .. } = &customer.profile;
    json!({"address": address, "phone": phone, "bank": bank, "bank_account": bank_account})
}
