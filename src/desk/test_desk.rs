//! A desk for unit tests: a sandbox that is told lines as the command line takes them.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Desk, Open};
use crate::desk::protocol::decode::decode;

pub(in crate::desk) struct TestDesk {
    pub folder: TempDir,
    pub desk: Desk,
    /// The code of the issuer that the first line adds.
    pub issuer: String,
}

impl TestDesk {
    /// A desk after these lines, the first of which adds an issuer, on 2026-11-22 if it names no other time.
    pub(in crate::desk) fn after(lines: impl IntoIterator<Item = Value>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).unwrap();
        let mut case = Self { folder, desk, issuer: String::new() };
        for mut line in lines {
            if case.issuer.is_empty() {
                case.issuer = line["code"].as_str().unwrap().to_owned();
                let at = line.as_object_mut().unwrap().entry("at");
                at.or_insert("2026-11-22T04:00:00Z".into());
            }
            case.run(line);
        }
        case
    }

    /// A desk with verified companies, by number and name, of an issuer whose customers choose bills.
    pub(in crate::desk) fn with_companies(at: &str, companies: &[(&str, &str)]) -> Self {
        let issuer = json!({"op": "add_issuer", "code": "Q", "name": "Q", "policy": "qweather", "at": at});
        let accounts = companies.iter().map(|(account, name)| {
            json!({"op": "add_account", "account": account, "issuer": "Q", "name": name, "kind": "enterprise",
                "verified_name": name, "verified_tax_id": "913301067L53XQJUQR"})
        });
        Self::after(std::iter::once(issuer).chain(accounts))
    }

    pub(in crate::desk) fn run(&mut self, line: Value) -> Value {
        let envelope = decode(line.as_object().cloned().unwrap()).unwrap();
        let answer = self.desk.handle(&envelope).and_then(|answer| answer.to_json());
        answer.unwrap_or_else(|refusal| panic!("{line} {refusal:?}"))
    }

    /// Adds a bill of 2026-10-01 that was paid the day after.
    pub(in crate::desk) fn paid(&mut self, account: &str, bill_no: &str, amount: &str) {
        self.run(json!({"op": "add_bill", "account": account, "bill_no": bill_no, "kind": "other",
            "amount": amount, "billed_on": "2026-10-01", "due_on": "2026-10-31", "paid_on": "2026-10-02"}));
    }

    /// Applies for a bill; the number of the application.
    pub(in crate::desk) fn apply(&mut self, account: &str, bill_no: &str) -> String {
        let line = json!({"op": "submit_application", "account": account, "type": "enterprise_general",
            "bills": [bill_no], "email": "a@example.com"});
        self.run(line)["application"].as_str().unwrap().to_owned()
    }

    /// Accepts an application and issues it with one invoice.
    pub(in crate::desk) fn issue(&mut self, application: &str, invoice: &str, issued_on: &str) {
        self.run(json!({"op": "accept_application", "application": application}));
        self.run(json!({"op": "issue_application", "application": application,
            "invoices": [{"number": invoice, "issued_on": issued_on, "gross": "100.00"}]}));
    }
}
