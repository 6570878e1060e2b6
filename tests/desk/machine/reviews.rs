//! Special info and the review of it.

use serde_json::json;

use super::model::{Stand, is_t};
use super::said::{CLERKS, NAME, Plan, REVIEWERS, TAX_ID, done, plan};

/// Saves special info with one of several bank accounts.
pub fn special(account: &'static str, bank_account: u32) -> Option<Plan> {
    let line = json!({"op": "save_invoice_info", "account": account, "type": "enterprise_special", "name": NAME,
        "tax_id": TAX_ID, "address": "杭州市余杭区文一西路969号", "phone": "0571-81234567",
        "bank": "中国工商银行杭州分行营业部", "bank_account": format!("12020262099000{bank_account:05}")});
    plan(CLERKS, line, move |model, by| {
        let of = model.account(account);
        let is_same = of.special.replace(bank_account) == Some(bank_account);
        if !is_same {
            of.changer = by;
        }
        if !is_t(account) {
            return Ok(json!({"status": "active"}));
        }
        // What was approved last is approved again when it is put back.
        if of.qualification == Some(Stand::Stale)
            && of.submitted.is_some_and(|(_, sent, _)| sent == bank_account)
        {
            of.qualification = Some(Stand::Approved);
            return Ok(json!({"status": "active"}));
        }
        let is_active = is_same && of.qualification == Some(Stand::Approved);
        match of.qualification {
            None => of.qualification = Some(Stand::Draft),
            Some(Stand::Approved) if !is_same => of.qualification = Some(Stand::Stale),
            _ => {}
        }
        Ok(json!({"status": if is_active { "active" } else { "needs_review" }}))
    })
}

/// A step of the review.
pub fn step(account: &'static str, op: &'static str) -> Option<Plan> {
    let mut line = json!({"op": op, "account": account});
    match op {
        // The scans are put in by whoever sends the line.
        "submit_qualification" => line["evidence"] = json!([]),
        "reject_qualification" | "revoke_qualification" => line["reasons"] = json!({"bank": "不符"}),
        _ => {}
    }
    let roles = if op == "submit_qualification" { CLERKS } else { REVIEWERS };
    plan(roles, line, move |model, by| {
        let of = model.account(account);
        let is_pending = of.qualification == Some(Stand::Pending);
        let decides = ["approve_qualification", "reject_qualification"].contains(&op);
        match (op, of.qualification) {
            ("submit_qualification", _) if !is_t(account) => return Err("bad-field"),
            ("submit_qualification", Some(Stand::Pending)) => return Err("qualification-pending"),
            ("submit_qualification", Some(Stand::Approved)) => return Err("transition-not-allowed"),
            ("submit_qualification", _) => {
                let special = of.special.ok_or("invoice-info-required")?;
                of.submitted = Some((by, special, of.changer));
                of.held_by = None;
                of.qualification = Some(Stand::Pending);
                return done();
            }
            ("revoke_qualification", Some(Stand::Approved)) => {
                of.qualification = Some(Stand::Revoked);
                return done();
            }
            ("revoke_qualification", _) => return Err("transition-not-allowed"),
            _ if decides && !is_pending => return Err("transition-not-allowed"),
            _ if !is_pending => return Err("not-found"),
            ("release_qualification", _) => {
                of.held_by = None;
                return done();
            }
            _ => {}
        }
        let (submitter, submitted, changer) = of.submitted.unwrap();
        if [submitter, changer, of.changer].contains(&by) {
            return Err("four-eyes");
        } else if of.held_by.is_some_and(|holder| holder != by) {
            return Err("conflict");
        }
        match op {
            "hold_qualification" => of.held_by = Some(by),
            "reject_qualification" => of.qualification = Some(Stand::Rejected),
            // What was approved is what was submitted.
            _ if of.special != Some(submitted) => of.qualification = Some(Stand::Stale),
            _ => of.qualification = Some(Stand::Approved),
        }
        if decides {
            of.held_by = None;
        }
        done()
    })
}
