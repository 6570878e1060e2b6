//! Applying, and the steps of an application.

use proptest::sample::Index;
use serde_json::{Value, json};

use super::act::{Fault, Want};
use super::model::{Account, Application, Model, Offset, Stand, Taken, is_t};
use super::said::{CLERKS, Plan, pick, plan, yuan};

impl Model {
    pub fn plan_apply(&self, account: &'static str, want: &Want, is_special: bool) -> Option<Plan> {
        let own = self.bills_of(account);
        let chosen = |picks: &[Index], among: &[String]| -> Option<Value> {
            let mut chosen: Vec<String> = picks.iter().filter_map(|index| pick(index, among)).collect();
            chosen.dedup();
            chosen.truncate(if chosen.first() == chosen.get(1) { 1 } else { 2 });
            (!chosen.is_empty()).then(|| json!({"bills": chosen}))
        };
        let open: Vec<String> = own.iter().filter(|b| self.bill_barred(b).is_none()).cloned().collect();
        let ask = match want {
            Want::All => json!({"all": true}),
            Want::Amount { more: 0, .. } if !is_t(account) => json!({"all": true}),
            Want::Amount { percent, more } => {
                json!({"amount": yuan(self.invoiceable(account) * percent / 100 + more)})
            }
            // Most of what is wanted is what the account's issuer offers.
            Want::OpenBills(_) if is_t(account) => json!({"all": true}),
            Want::OpenBills(picks) => chosen(picks, &open).or_else(|| chosen(picks, &own))?,
            Want::Bills(picks) => chosen(picks, &own)?,
            Want::Foreign(index) => chosen(&[*index], &self.bills.keys().cloned().collect::<Vec<_>>())?,
        };
        let mut line = ask.clone();
        let kind = if is_special { "enterprise_special" } else { "enterprise_general" };
        for (field, value) in
            [("op", "submit_application"), ("account", account), ("type", kind), ("email", "fin@example.com")]
        {
            line[field] = value.into();
        }
        plan(CLERKS, line, move |model, _| {
            let (number, taken) = model.apply(account, &ask, is_special)?;
            let lines = taken.lines.iter().map(|(bill_no, invoiced, absorbed)| {
                json!({"bill_no": bill_no, "invoiced": yuan(*invoiced), "absorbed": yuan(*absorbed)})
            });
            Ok(json!({"application": number, "amount": yuan(taken.fen), "bills": lines.collect::<Vec<_>>()}))
        })
    }

    /// Asks the rules of an application in their order, and makes it.
    pub fn apply(
        &mut self,
        account: &'static str,
        ask: &Value,
        is_special: bool,
    ) -> Result<(String, Taken), &'static str> {
        if let Some(rule) = self.blocked(account) {
            return Err(rule);
        }
        let (invoiceable, not) = (self.invoiceable(account), self.non_invoiceable(account));
        let own = self.bills_of(account);
        let open = || own.iter().filter(|bill| self.bill_barred(bill).is_none()).cloned().collect::<Vec<_>>();
        let (bills, total) = if let Some(chosen) = ask["bills"].as_array() {
            if is_t(account) {
                return Err("basis-not-offered");
            }
            let chosen: Vec<String> = chosen.iter().map(|bill| bill.as_str().unwrap().to_owned()).collect();
            if chosen.iter().any(|bill| !own.contains(bill)) {
                return Err("bill-not-found");
            }
            let is = |rule: &str| {
                chosen.iter().any(|bill| {
                    let bill_of = &self.bills[bill];
                    match rule {
                        "bill-not-paid" => !self.is_paid(bill_of),
                        "bill-age-limit" => self.is_too_old(bill_of),
                        _ => self.remaining(bill) == 0,
                    }
                })
            };
            let rules = ["bill-not-paid", "bill-age-limit", "bill-fully-invoiced"];
            if let Some(rule) = rules.into_iter().find(|rule| is(rule)) {
                return Err(rule);
            }
            let total: i64 = chosen.iter().map(|bill| self.remaining(bill)).sum();
            if total <= not {
                return Err("selection-below-offset");
            }
            (own.iter().filter(|bill| chosen.contains(bill)).cloned().collect(), total)
        } else if let Some(text) = ask["amount"].as_str() {
            let fen: i64 = text.replace('.', "").parse().unwrap();
            if !is_t(account) {
                return Err("basis-not-offered");
            } else if fen <= 0 {
                return Err("amount-not-positive");
            } else if fen > invoiceable {
                return Err("amount-exceeds-invoiceable");
            }
            (open(), fen + not)
        } else if invoiceable == 0 {
            return Err("amount-not-positive");
        } else {
            (open(), invoiceable + not)
        };
        if is_special {
            let Account { special, qualification, .. } = self.accounts[account];
            if special.is_none() {
                return Err("invoice-info-required");
            }
            match qualification {
                _ if !is_t(account) => {}
                None | Some(Stand::Draft) => return Err("qualification-required"),
                Some(Stand::Pending) => return Err("qualification-pending"),
                Some(Stand::Rejected | Stand::Revoked) => return Err("qualification-rejected"),
                Some(Stand::Stale) => return Err("qualification-stale"),
                Some(Stand::Approved) => {}
            }
        }
        let taken = self.take(account, &bills, total);
        Ok((self.keep(account, is_special, &taken), taken))
    }

    /// Keeps a new application; answers its number.
    pub fn keep(&mut self, account: &'static str, is_special: bool, taken: &Taken) -> String {
        let today = self.today();
        let of_day = self.applications.values().filter(|a| a.submitted_on == today).count();
        let number = format!("FP{}-{:04}", today.format("%Y%m%d"), of_day + 1);
        let application = Application {
            account,
            state: "submitted",
            is_special,
            fen: taken.fen,
            submitted_on: today,
            issued_on: None,
            lines: taken.lines.iter().map(|(bill, invoiced, _)| (bill.clone(), *invoiced)).collect(),
            invoices: Vec::new(),
        };
        self.applications.insert(number.clone(), application);
        self.offsets.extend(taken.offsets.iter().map(|(bill, source, fen)| Offset {
            application: number.clone(),
            bill: bill.clone(),
            source: source.clone(),
            standing: *fen,
        }));
        number
    }

    pub fn plan_step(&self, number: String, op: &'static str, fault: Option<Fault>) -> Option<Plan> {
        let application = &self.applications[&number];
        let used = self.numbers.first().cloned().filter(|_| fault == Some(Fault::UsedNumber));
        let is_used = used.is_some();
        let is_unsaid = fault == Some(Fault::Unsaid);
        let fen = application.fen + i64::from(fault == Some(Fault::OneFenMore));
        // Two invoices where the amount can be parted.
        let first = (fen / 3).max(1);
        let grosses = if fen > first { vec![first, fen - first] } else { vec![fen] };
        let (is_uncovered, several) = (self.is_uncovered(&number), application.invoices.len() > 1);
        let (field, red, mut new) = self.red_numbers(&number, used.clone());
        if op == "issue_application" {
            new = self.new_numbers(grosses.len());
            used.into_iter().for_each(|used| new[0] = used);
        }
        let mut line = json!({"op": op, "application": number});
        let more = match op {
            "reject_application" => json!({"reason": "重复"}),
            "issue_application" => {
                let invoices = new.iter().zip(&grosses).map(
                    |(number, fen)| json!({"number": number, "issued_on": self.today(), "gross": yuan(*fen)}),
                );
                let mut said = json!({"invoices": invoices.collect::<Vec<_>>()});
                if is_uncovered && !is_unsaid {
                    said["confirm_uncovered"] = true.into();
                    said["note"] = "客户要求".into();
                }
                said
            }
            "deliver_application" if is_t(application.account) => {
                json!({"carrier": "EMS", "tracking_no": "1234567890"})
            }
            "reverse_application" if !is_unsaid => json!({field: red, "reason": "service_ended"}),
            "reverse_application" if several => {
                let all_but_one = &red.as_array().unwrap()[1..];
                json!({"reversals": all_but_one, "reason": "service_ended"})
            }
            "reverse_application" => json!({"reason": "service_ended"}),
            _ => json!({}),
        };
        for (field, value) in more.as_object().unwrap() {
            line[field] = value.clone();
        }
        plan(CLERKS, line, move |model, _| {
            let today = model.today();
            let Application { state, submitted_on, account, fen: whole, .. } = model.applications[&number];
            let next = match (op, state) {
                ("accept_application", "submitted") => "issuing",
                ("issue_application", "issuing") => "issued",
                ("deliver_application", "issued") => "delivered",
                ("receive_application", "delivered") => "received",
                ("cancel_application", "submitted" | "issuing") => "cancelled",
                ("cancel_application", "issued" | "delivered" | "received") => return Err("already-issued"),
                ("reject_application", "submitted" | "issuing") => "rejected",
                ("reverse_application", "issued" | "delivered" | "received") => "reversed",
                ("undo_step", "issuing") => "submitted",
                ("undo_step", "delivered") => "issued",
                ("undo_step", "received") => "delivered",
                _ => return Err("transition-not-allowed"),
            };
            if op == "undo_step" {
                model.applications.get_mut(&number).unwrap().state = next;
                return Ok(json!({"state": next}));
            }
            match next {
                "cancelled" if is_t(account) && today > submitted_on => return Err("cancel-window-closed"),
                "issued" if is_uncovered && is_unsaid => return Err("bad-field"),
                "issued" if fen != whole => return Err("bad-field"),
                "reversed" if is_unsaid => return Err("bad-field"),
                "issued" | "reversed" if is_used => return Err("duplicate-invoice-number"),
                _ => {}
            }
            let of = model.applications.get_mut(&number).unwrap();
            match next {
                "cancelled" | "rejected" => model.end(&number, next),
                "reversed" => {
                    model.numbers.extend(new);
                    model.end(&number, next);
                    let asked = model.corrections.iter_mut().filter(|c| c.application == number);
                    asked.filter(|c| c.state == "requested").for_each(|c| c.state = "lapsed");
                }
                "issued" => {
                    (of.state, of.issued_on) = (next, Some(today));
                    of.invoices.clone_from(&new);
                    model.numbers.extend(new);
                }
                _ => of.state = next,
            }
            Ok(json!({"state": next}))
        })
    }
}
