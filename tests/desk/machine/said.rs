//! What each act says to the desk, and what the model expects of it and takes on.

use chrono::TimeDelta;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use super::act::{Act, By, Deed};
use super::model::{Account, Bill, Model, Stand, USERS, is_t};
use super::{corrections, reviews};

pub const NAME: &str = "杭州砺行新能源有限责任公司";
pub const TAX_ID: &str = "913301067L53XQJUQR";

/// A command and what is to come of it: fields of the answer, or the rule that refuses.
#[derive(Clone, Debug)]
pub struct Said {
    pub line: Map<String, Value>,
    pub expected: Result<Value, &'static str>,
    pub is_sent_again: bool,
}

pub const CLERKS: &[&str] = &["clerk", "admin"];
pub const DECIDERS: &[&str] = &["reviewer", "admin"];
pub const REVIEWERS: &[&str] = &["reviewer"];
pub const ADMINS: &[&str] = &["admin"];

pub type Outcome = Result<Value, &'static str>;
pub type User = &'static str;
pub type Does = Box<dyn FnOnce(&mut Model, User) -> Outcome>;

/// What an act comes to: the command, who may give it, and what it does to the model once it is given.
pub struct Plan {
    pub line: Value,
    pub roles: &'static [&'static str],
    pub does: Does,
}

pub fn plan(
    roles: &'static [&'static str],
    line: Value,
    does: impl FnOnce(&mut Model, User) -> Outcome + 'static,
) -> Option<Plan> {
    Some(Plan { line, roles, does: Box::new(does) })
}

pub fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100)
}

pub fn pick<T: Clone>(index: &Index, among: &[T]) -> Option<T> {
    (!among.is_empty()).then(|| index.get(among).clone())
}

pub fn done() -> Outcome {
    Ok(json!({}))
}

impl Model {
    /// Takes an act on; what was said, and what is expected of it, is kept in [`Model::said`].
    pub fn act(&mut self, act: &Act) {
        self.said = None;
        if let Deed::Wait { hours } = act.deed {
            self.now += TimeDelta::hours(hours);
            return;
        }
        let Some(Plan { line, roles, does }) = self.plan(&act.deed) else { return };
        let may = |user: &(User, &[&str])| user.1.iter().any(|role| roles.contains(role));
        let fit: Vec<_> = USERS.iter().filter(|user| may(user)).collect();
        let by = match act.by {
            By::WhoMay(index) => **index.get(&fit),
            By::Anybody(index) => *index.get(&USERS),
        };
        let expected = if may(&by) { does(self, by.0) } else { Err("not-permitted") };
        let mut line = line.as_object().unwrap().clone();
        line.insert("by".into(), by.0.into());
        line.insert("at".into(), self.now.to_rfc3339().into());
        self.said = Some(Said { line, expected, is_sent_again: act.is_sent_again });
    }

    fn plan(&self, deed: &Deed) -> Option<Plan> {
        let bills: Vec<String> = self.bills.keys().cloned().collect();
        let applications: Vec<String> = self.applications.keys().cloned().collect();
        match deed {
            Deed::Wait { .. } => None,
            Deed::Bill { account, fen, age, due_in, is_paid, opening } => {
                // Numbers that are not in the order of entry.
                let bill_no = format!("B{:03}", self.billed * 37 % 1000);
                let bill = Bill {
                    account,
                    fen: *fen,
                    refunded: 0,
                    opening: fen * opening / 100,
                    billed_on: self.ago(*age),
                    due_on: self.ago(-due_in),
                    paid_on: is_paid.then(|| self.today()),
                };
                plan(CLERKS, add_bill(&bill_no, &bill), move |model, _| {
                    if bill.opening > bill.fen {
                        return Err("opening-exceeds-bill");
                    }
                    model.bills.insert(bill_no, bill);
                    model.billed += 1;
                    done()
                })
            }
            Deed::SameBill(index) => {
                let bill_no = pick(index, &bills)?;
                plan(CLERKS, add_bill(&bill_no, &self.bills[&bill_no]), |_, _| Err("conflict"))
            }
            Deed::Pay { bill, ago } => {
                let (bill_no, on) = (pick(bill, &bills)?, self.ago(*ago));
                let line = json!({"op": "pay_bill", "bill_no": bill_no, "paid_on": on});
                plan(CLERKS, line, move |model, _| {
                    let bill = model.bills.get_mut(&bill_no).unwrap();
                    if *bill.paid_on.get_or_insert(on) == on { done() } else { Err("conflict") }
                })
            }
            Deed::Refund { bill, percent } => {
                let bill_no = pick(bill, &bills)?;
                let fen = self.bills[&bill_no].fen * percent / 100;
                let line =
                    json!({"op": "add_refund", "bill_no": bill_no, "amount": yuan(fen), "on": self.today()});
                plan(CLERKS, line, move |model, _| {
                    let bill = &model.bills[&bill_no];
                    if fen == 0 {
                        return Err("amount-not-positive");
                    } else if !model.is_paid(bill) {
                        return Err("bill-not-paid");
                    } else if bill.refunded + fen > bill.fen {
                        return Err("refund-exceeds-bill");
                    }
                    model.bills.get_mut(&bill_no).unwrap().refunded += fen;
                    done()
                })
            }
            Deed::CorrectBill { bill, fen } => {
                let (bill_no, fen) = (pick(bill, &bills)?, *fen);
                let line = json!({"op": "correct_bill", "bill_no": bill_no, "reason": "录入错",
                    "changes": {"amount": yuan(fen)}});
                plan(ADMINS, line, move |model, _| {
                    let bill = &model.bills[&bill_no];
                    if model.is_in_use(&bill_no) {
                        return Err("bill-in-use");
                    } else if bill.opening > fen {
                        return Err("opening-exceeds-bill");
                    } else if bill.refunded > 0 && !model.is_paid(bill) {
                        return Err("bill-not-paid");
                    } else if bill.refunded > fen {
                        return Err("refund-exceeds-bill");
                    }
                    model.bills.get_mut(&bill_no).unwrap().fen = fen;
                    done()
                })
            }
            Deed::RemoveBill(index) => {
                let bill_no = pick(index, &bills)?;
                let line = json!({"op": "remove_bill", "bill_no": bill_no, "reason": "重复"});
                plan(ADMINS, line, move |model, _| {
                    if model.is_in_use(&bill_no) || model.bills[&bill_no].refunded > 0 {
                        return Err("bill-in-use");
                    }
                    model.bills.remove(&bill_no);
                    done()
                })
            }
            Deed::Entry { account, fen } => {
                let (account, fen) = (*account, *fen);
                let line = json!({"op": "add_non_invoiceable", "account": account, "amount": yuan(fen), "reason": "other"});
                plan(CLERKS, line, move |model, _| {
                    if fen == 0 {
                        return Err("amount-not-positive");
                    }
                    model.entries.push((account, fen));
                    done()
                })
            }
            Deed::Freeze { account, is_frozen } => {
                let (account, is_frozen) = (*account, *is_frozen);
                let status = if is_frozen { "frozen" } else { "active" };
                let line = json!({"op": "set_account_status", "account": account, "status": status});
                plan(CLERKS, line, move |model, _| {
                    model.account(account).is_frozen = is_frozen;
                    done()
                })
            }
            Deed::Apply { account, want, is_special } => self.plan_apply(account, want, *is_special),
            Deed::Step { application, op, fault } => {
                self.plan_step(pick(application, &applications)?, op, *fault)
            }
            Deed::Onward(index) => {
                let is_under_way = |n: &&String| {
                    !["received", "cancelled", "rejected", "reversed"].contains(&self.applications[*n].state)
                };
                let under_way: Vec<String> = applications.iter().filter(is_under_way).cloned().collect();
                let number = pick(index, &under_way).or_else(|| pick(index, &applications))?;
                let op = match self.applications[&number].state {
                    "submitted" => "accept_application",
                    "issuing" => "issue_application",
                    "issued" => "deliver_application",
                    _ => "receive_application",
                };
                self.plan_step(number, op, None)
            }
            Deed::SaveSpecial { account, bank_account } => reviews::special(account, *bank_account),
            Deed::Review { account, op } => reviews::step(account, op),
            Deed::Qualify(account) => match self.accounts[account] {
                Account { special: None, .. } => reviews::special(account, 0),
                Account { qualification: Some(Stand::Pending), held_by: None, .. } => {
                    reviews::step(account, "approve_qualification")
                }
                Account { qualification: Some(Stand::Pending), .. } => {
                    reviews::step(account, "release_qualification")
                }
                _ => reviews::step(account, "submit_qualification"),
            },
            Deed::RequestCorrection(index) => {
                let is_offered = |n: &&String| {
                    let application = &self.applications[*n];
                    application.is_issued() && !is_t(application.account)
                };
                let offered: Vec<String> = applications.iter().filter(is_offered).cloned().collect();
                // Of one that cannot be corrected where none can.
                let number = pick(index, &offered).or_else(|| pick(index, &applications))?;
                let line = json!({"op": "request_correction", "application": number, "reason": "抬头"});
                plan(CLERKS, line, move |model, by| model.request_correction(&number, by))
            }
            Deed::DecideCorrection { application, is_approved } => {
                corrections::decision(self, pick(application, &applications)?, *is_approved)
            }
            Deed::DecideOpen { is_approved } => {
                let open = self.corrections.iter().find(|c| c.state == "requested")?;
                corrections::decision(self, open.application.clone(), *is_approved)
            }
            Deed::SetPlan { account, is_enabled } => {
                let (account, is_enabled) = (*account, *is_enabled);
                let line = json!({"op": "set_recurring", "account": account, "enabled": is_enabled, "type": "enterprise_general"});
                plan(CLERKS, line, move |model, _| {
                    if !is_t(account) {
                        return Err("bad-field");
                    }
                    let today = model.today();
                    let before = model.account(account).plan.filter(|(is_enabled, _)| *is_enabled);
                    model.account(account).plan =
                        Some((is_enabled, before.map_or(today, |(_, since)| since)));
                    done()
                })
            }
            Deed::Run { is_preview } => {
                let is_preview = *is_preview;
                let line = json!({"op": "run_recurring", "preview": is_preview});
                plan(CLERKS, line, move |model, _| Ok(json!({"runs": model.run(is_preview)})))
            }
            Deed::Unknown(op) => {
                let line = match *op {
                    "pay_bill" => json!({"op": op, "bill_no": "NONE", "paid_on": self.today()}),
                    "set_account_status" => json!({"op": op, "account": "NONE", "status": "frozen"}),
                    "approve_qualification" => json!({"op": op, "account": "NONE"}),
                    "request_correction" => json!({"op": op, "application": "NONE", "reason": "抬头"}),
                    "submit_application" => {
                        json!({"op": op, "account": "NONE", "type": "enterprise_general", "all": true})
                    }
                    _ => json!({"op": op, "application": "NONE"}),
                };
                let roles = if *op == "approve_qualification" { REVIEWERS } else { CLERKS };
                plan(roles, line, |_, _| Err("not-found"))
            }
        }
    }

    pub fn account(&mut self, code: &str) -> &mut Account {
        self.accounts.get_mut(code).unwrap()
    }
}

fn add_bill(bill_no: &str, bill: &Bill) -> Value {
    let mut line = json!({"op": "add_bill", "account": bill.account, "bill_no": bill_no, "kind": "other",
        "amount": yuan(bill.fen), "billed_on": bill.billed_on, "due_on": bill.due_on});
    if bill.opening > 0 {
        line["opening"] = yuan(bill.opening).into();
    }
    if let Some(on) = bill.paid_on {
        line["paid_on"] = on.to_string().into();
    }
    line
}
