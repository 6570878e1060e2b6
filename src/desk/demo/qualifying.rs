//! Qualification reviews: companies that ask for special invoices, with sample scans.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::cast::Qualified;
use super::furnish::details;
use super::play::{Hour, Play};
use super::vocabulary::Staff;
use crate::desk::commands::review_qualification::{self, Evidence, SubmitQualification};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::{Refusal, StoreFault, checked};

/// The sample scans, by the names that they are kept under.
const SCANS: [(EvidenceKind, &str, &[u8]); 2] = [
    (
        EvidenceKind::TaxCertificate,
        "tax-certificate.png",
        include_bytes!("../../../assets/demo/tax-certificate.png"),
    ),
    (
        EvidenceKind::GeneralTaxpayerProof,
        "general-taxpayer-proof.png",
        include_bytes!("../../../assets/demo/general-taxpayer-proof.png"),
    ),
];

/// What is done about a customer's right to special invoices.
#[derive(Clone, Copy, Debug)]
enum ReviewAct {
    Submit,
    Approve,
    Reject,
    Revoke,
    /// The approved info is changed.
    Change,
}

impl Play<'_> {
    /// Puts everything about a customer's right to special invoices on the agenda.
    pub(super) fn plan_review(&mut self, customer: usize) {
        let Some(standing) = self.customers[customer].qualification else { return };
        let (early, next) = (self.working_day(self.begins_on, 2), self.working_day(self.begins_on, 3));
        let approved = [(early, ReviewAct::Submit), (next, ReviewAct::Approve)];
        let ago = |days| self.working_days_ago(days);
        let acts = match standing {
            Qualified::WithoutReview => Vec::new(),
            Qualified::Approved => approved.to_vec(),
            Qualified::Pending(days) => vec![(ago(days), ReviewAct::Submit)],
            Qualified::Rejected => vec![(ago(7), ReviewAct::Submit), (ago(6), ReviewAct::Reject)],
            Qualified::Stale => [&approved[..], &[(ago(12), ReviewAct::Change)]].concat(),
            Qualified::Revoked => [&approved[..], &[(ago(15), ReviewAct::Revoke)]].concat(),
        };
        for (day, act) in acts {
            self.plan(day, Hour::Office, move |play| play.review(customer, act));
        }
    }

    fn review(&mut self, place: usize, act: ReviewAct) -> Result<(), Refusal> {
        let customer = self.customers[place].clone();
        let account = &customer.account;
        let line = match act {
            ReviewAct::Submit => return self.submit_scans(account),
            ReviewAct::Change => {
                let mut changed = details(&customer);
                changed["bank_account"] = self.chance.digits(16).into();
                return self.save_info(&customer, InvoiceType::EnterpriseSpecial, changed);
            }
            ReviewAct::Approve => json!({"op": "approve_qualification", "account": account}),
            ReviewAct::Reject => json!({"op": "reject_qualification", "account": account,
                "reasons": self.words.review_reasons}),
            ReviewAct::Revoke => json!({"op": "revoke_qualification", "account": account,
                "reasons": self.words.revoke_reasons}),
        };
        self.say(Staff::Reviewer, line)
    }

    /// Submits the sample scans. They are files for a moment, as everybody's are; the audit log names them by their
    /// names alone, so that it says the same on every machine.
    fn submit_scans(&mut self, account: &str) -> Result<(), Refusal> {
        let folder = sample_folder()?;
        let evidence = SCANS.map(|(kind, name, _)| json!({"kind": kind, "path": name}));
        let said = json!({"account": account, "evidence": evidence});
        let command = SubmitQualification {
            account: checked("account", account)?,
            evidence: SCANS
                .map(|(kind, name, _)| Evidence {
                    kind,
                    path: folder.path().join(name).display().to_string(),
                })
                .to_vec(),
        };
        self.write(Staff::Clerk, "submit_qualification", &said, |tx| {
            review_qualification::submit_qualification(tx, &command).map(drop)
        })
    }
}

/// A folder with the sample scans in it, for as long as it is held.
fn sample_folder() -> Result<TempDir, Refusal> {
    let folder = tempfile::Builder::new().prefix("fapiao-desk-").tempdir().and_then(|folder| {
        SCANS.iter().try_for_each(|(_, name, content)| fs::write(folder.path().join(name), content))?;
        Ok(folder)
    });
    folder.map_err(|error| Refusal::Store { fault: StoreFault::Other { detail: error.to_string() } })
}
