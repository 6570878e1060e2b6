//! What is there before the first bill: users, issuers, customers, their invoice info and addresses.

use serde_json::{Value, json};

use super::cast::{Customer, Part, person, tax_id};
use super::play::Play;
use crate::desk::customers;
use crate::domain::account::{AccountKind, Region};
use crate::domain::refusal::Refusal;
use crate::store::account::{self, Profile};

impl Play<'_> {
    /// Sets the scene.
    ///
    /// # Errors
    /// `store`.
    pub(super) fn furnish(&mut self, first_user: &str) -> Result<(), Refusal> {
        let users = self.words.users.clone();
        for (name, roles) in [
            (&users.clerk, json!(["clerk"])),
            (&users.reviewer, json!(["reviewer"])),
            (&users.lead, json!(["clerk", "admin"])),
            (&users.system, json!(["clerk"])),
        ] {
            self.say(first_user, json!({"op": "add_user", "name": name, "roles": roles}))?;
        }
        for issuer in self.words.issuers.clone() {
            let city = self.words.cities.iter().find(|city| city.division == issuer.division).cloned();
            let tax_id = tax_id(&mut self.chance, AccountKind::Enterprise, &city.unwrap_or_default());
            self.say(
                &users.lead,
                json!({"op": "add_issuer", "code": issuer.code, "name": issuer.name, "policy": issuer.policy,
                    "tax_id": tax_id, "address": issuer.address, "phone": issuer.phone, "bank": issuer.bank,
                    "bank_account": issuer.bank_account, "max_invoice_amount": "100000.00"}),
            )?;
        }
        for customer in self.customers.clone() {
            self.welcome(&customer)?;
        }
        self.import_profiles(&users.clerk)?;
        self.choose_default_user(&users.clerk)
    }

    /// What the billing system knows of customers besides, as an import of its file would bring it.
    fn import_profiles(&mut self, by: &str) -> Result<(), Refusal> {
        let profiles: Vec<(String, Profile)> =
            self.customers.clone().iter().map(|c| (c.account.clone(), self.profile(c))).collect();
        let count = profiles.len();
        let said = json!({"kind": "accounts", "file": "customers.csv", "read": count, "added": 0,
            "changed": count, "unchanged": 0, "refused": 0});
        self.write(by, "import", &said, |db| {
            profiles.iter().try_for_each(|(code, profile)| {
                let stored = customers::account(db, code)?;
                account::update(db, stored.id, &stored.account, profile)
            })
        })
    }

    fn profile(&mut self, customer: &Customer) -> Profile {
        let contact = Profile {
            contact: Some(customer.contact.clone()),
            mobile: Some(customer.mobile.clone()),
            email: Some(customer.email.clone()),
            ..Profile::default()
        };
        if customer.kind != AccountKind::Enterprise || customer.region != Region::Mainland {
            return contact;
        }
        let details = self.company_details(customer);
        let text = |field: &str| details[field].as_str().map(str::to_owned);
        Profile {
            address: text("address"),
            phone: text("phone"),
            bank: text("bank"),
            bank_account: text("bank_account"),
            ..contact
        }
    }

    fn welcome(&mut self, customer: &Customer) -> Result<(), Refusal> {
        let (system, lead) = (self.words.users.system.clone(), self.words.users.lead.clone());
        let account = &customer.account;
        let issuer = self.words.issuers[customer.issuer].code.clone();
        self.say(
            &system,
            json!({"op": "add_account", "account": account, "issuer": issuer, "name": customer.name,
                "kind": customer.kind, "region": customer.region, "verified_name": customer.name,
                "verified_tax_id": customer.tax_id}),
        )?;
        if matches!(customer.part, Part::Legacy | Part::LegacyBeyond) {
            let amount = if customer.part == Part::Legacy { "3000.00" } else { "60000.00" };
            let note = self.words.legacy_note.clone();
            self.say(
                &lead,
                json!({"op": "add_non_invoiceable", "account": account, "amount": amount,
                    "reason": "legacy_prepaid_invoice", "note": note}),
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
        match customer.kind {
            AccountKind::Individual => self.save_info(customer, "personal_general", json!({})),
            AccountKind::Organisation => self.save_info(customer, "organisation_general", json!({})),
            AccountKind::Enterprise => {
                // Where it may be derived from the verified name, not everybody saves it.
                if !customer.is_mailed() || self.chance.percent(60) {
                    self.save_info(customer, "enterprise_general", json!({}))?;
                }
                if customer.has_special_info {
                    let details = self.company_details(customer);
                    self.save_info(customer, "enterprise_special", details)?;
                }
                Ok(())
            }
        }
    }

    fn save_info(&mut self, customer: &Customer, r#type: &str, details: Value) -> Result<(), Refusal> {
        let mut line = json!({"op": "save_invoice_info", "account": customer.account, "type": r#type,
            "name": customer.name, "tax_id": customer.tax_id});
        if let (Value::Object(line), Value::Object(details)) = (&mut line, details) {
            line.extend(details);
        }
        let clerk = self.words.users.clerk.clone();
        self.say(&clerk, line)?;
        Ok(())
    }

    fn company_details(&mut self, customer: &Customer) -> Value {
        let city = &customer.city;
        let bank = self.chance.pick(&self.words.banks);
        let branch = self.chance.pick(&city.streets);
        json!({"address": self.street(customer), "phone": format!("{}-8600{}", city.area, self.chance.digits(4)),
            "bank": bank + &city.city + &branch, "bank_account": self.chance.digits(16)})
    }

    fn street(&mut self, customer: &Customer) -> String {
        let city = &customer.city;
        format!("{}{} {}", city.region, self.chance.pick(&city.streets), self.chance.between(1, 900))
    }

    fn save_address(&mut self, customer: &Customer) -> Result<(), Refusal> {
        let (clerk, city) = (self.words.users.clerk.clone(), &customer.city);
        let is_contact = self.chance.percent(60);
        let recipient =
            if is_contact { customer.contact.clone() } else { person(&self.words, &mut self.chance) };
        let street = format!("{} {}", self.chance.pick(&city.streets), self.chance.between(1, 900));
        self.say(
            &clerk,
            json!({"op": "save_address", "account": customer.account, "recipient": recipient,
                "phone": customer.mobile, "region": city.region, "street": street,
                "postcode": city.postcode}),
        )?;
        Ok(())
    }
}
