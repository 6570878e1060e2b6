//! What tests of the whole desk share. Each test program uses a part of it.

#![allow(dead_code, reason = "each test program uses a part of this")]

pub mod chance;
pub mod dump;
pub mod lines;
pub mod pdf;
pub mod place;
pub mod process;
pub mod refusals;
pub mod returned;
pub mod scans;
pub mod smtp;
pub mod window;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use fapiao_desk::desk::Desk;
use fapiao_desk::desk::paperwork::BulkIssue;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::domain::refusal::Refusal;
use serde_json::Value;

/// A sandbox desk in a folder of its own, driven by lines of the automation interface.
pub struct Play {
    pub desk: Desk,
    folder: tempfile::TempDir,
}

/// A store that nobody works at, until it is dropped.
pub struct Closed {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Deref for Closed {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl Play {
    /// An empty sandbox at noon of 2026-11-22 in China, with an issuer under each policy: `T` and `Q`.
    pub fn new() -> Self {
        let mut play = Self::with_one_issuer();
        play.ok(&lines::issuers()[1]);
        play
    }

    /// A sandbox with nothing in it.
    pub fn empty() -> Self {
        let folder = place::folder();
        let desk = place::sandbox_in(folder.path());
        Self { desk, folder }
    }

    /// The same as a new one, with the issuer `T` alone.
    pub fn with_one_issuer() -> Self {
        let mut play = Self::empty();
        play.ok(&lines::issuers()[0]);
        play
    }

    /// A customer `C1` of an issuer, with a paid bill `B1` of 100.00.
    pub fn with_bill(issuer: &str) -> Self {
        let mut play = Self::new();
        play.customer("C1", issuer);
        play.paid("C1", "B1", "100.00");
        play
    }

    /// Leaves the desk, so that a window can open its store.
    pub fn close(self) -> Closed {
        Closed { path: self.desk.path().to_owned(), _folder: self.folder }
    }

    pub fn send(&mut self, line: &str) -> Result<Value, Refusal> {
        let envelope = decode(serde_json::from_str(line).expect("a JSON object"))?;
        self.desk.handle(&envelope)?.to_json()
    }

    pub fn ok(&mut self, line: &str) -> Value {
        self.send(line).unwrap_or_else(|refusal| panic!("{line}\n{refusal:?}"))
    }

    /// Sends lines of which every one is carried out.
    pub fn all_ok(&mut self, lines: impl IntoIterator<Item = impl AsRef<str>>) {
        for line in lines {
            self.ok(line.as_ref());
        }
    }

    /// What the automation interface says of the refusal of a line.
    pub fn refusal(&mut self, line: &str) -> Value {
        serde_json::to_value(self.send(line).expect_err(line)).unwrap()
    }

    /// The id of the rule that refuses a line.
    pub fn refused(&mut self, line: &str) -> String {
        text(&self.refusal(line)["rule"])
    }

    /// An enterprise of an issuer, with all it needs to apply: `C1` of `T`, say.
    pub fn customer(&mut self, account: &str, issuer: &str) {
        self.all_ok(lines::customer(account, issuer));
    }

    /// A paid bill, a month old.
    pub fn paid(&mut self, account: &str, bill_no: &str, amount: &str) {
        self.ok(&lines::paid(account, bill_no, amount));
    }

    pub fn balance(&mut self, account: &str) -> Value {
        self.ok(&format!(r#"{{"op":"balance","account":"{account}"}}"#))
    }

    /// Sets the clock.
    pub fn at(&mut self, time: &str) {
        self.ok(&lines::at(time, r#"{"op":"tickets"}"#));
    }

    /// Applies for chosen bills of a customer of `Q`; answers the application's number.
    pub fn apply(&mut self, account: &str, bills: &[&str]) -> String {
        self.applied(&lines::apply_bills(account, bills))
    }

    /// Submits an application; answers its number.
    pub fn applied(&mut self, line: &str) -> String {
        text(&self.ok(line)["application"])
    }

    pub fn application(&mut self, number: &str) -> Value {
        self.ok(&lines::step("application", number))
    }

    /// A scan beside the store.
    pub fn scan(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, scans::picture(name)).unwrap();
        path
    }

    /// What submits the special info of an account for review, with scans that lie beside the store.
    pub fn submission(&self, account: &str) -> String {
        let [certificate, proof] =
            ["certificate.pdf", "proof.pdf"].map(|name| self.scan(name).display().to_string());
        lines::submit_qualification(account, &certificate, &proof)
    }

    pub fn accept(&mut self, application: &str) {
        self.ok(&lines::step("accept_application", application));
    }

    /// Sends out to the tax bureau what is being issued of `Q`: those of this number, or all.
    pub fn send_out(&self, applications: &[&String]) {
        let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bureau/bulk-issue-V260401.xlsx");
        let ask = BulkIssue {
            issuer: "Q".into(),
            to: self.folder.path().join("out.xlsx"),
            form: Some(PathBuf::from(form)),
            applications: applications.iter().map(|number| (*number).clone()).collect(),
        };
        let report = self.desk.bulk_issue(None, &ask).unwrap();
        assert!(report.left_out.is_empty(), "{report:?}");
    }

    /// Has the bureau refuse an invoice by its serial number.
    pub fn refuse(&self, serial: &str, reason: &str) {
        let list = self.folder.path().join("refused.csv");
        std::fs::write(&list, format!("发票流水号,导入失败原因\n{serial},\"{reason}\"\n")).unwrap();
        self.desk.import_refusals(None, &list, false).unwrap();
    }

    /// Takes an application to issued, with one invoice of `gross`.
    pub fn issue(&mut self, application: &str, number: &str, gross: &str) -> Value {
        self.issue_as(application, &[(number, gross)])
    }

    /// Takes an application to issued, with these invoices.
    pub fn issue_as(&mut self, application: &str, invoices: &[(&str, &str)]) -> Value {
        self.accept(application);
        self.ok(&lines::issue(application, invoices))
    }
}

/// A store as a desk of this schema version left it.
pub fn older_store(path: &Path, version: u32) -> PathBuf {
    let kept = format!("{}/tests/fixtures/schema-{version}.sql", env!("CARGO_MANIFEST_DIR"));
    let sql = std::fs::read_to_string(kept).expect("a fixture");
    rusqlite::Connection::open(path).and_then(|db| db.execute_batch(&sql)).expect("a store");
    path.to_owned()
}

/// A text of an answer.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
