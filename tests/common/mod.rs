//! What tests of the whole desk share. Each test program uses a part of it.

#![allow(dead_code, reason = "each test program uses a part of this")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

pub mod dump;
pub mod place;
pub mod process;
pub mod scans;
pub mod window;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
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
        play.ok(r#"{"op":"add_issuer","code":"Q","name":"示例气象服务有限公司","policy":"qweather"}"#);
        play
    }

    /// The same with the issuer `T` alone.
    pub fn with_one_issuer() -> Self {
        let folder = place::folder();
        let desk = Desk::open(&folder.path().join("play.sqlite"), Open::New { sandbox: true }).unwrap();
        let mut play = Self { desk, folder };
        play.ok(r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud","at":"2026-11-22T12:00:00+08:00"}"#);
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

    /// The id of the rule that refuses a line.
    pub fn refused(&mut self, line: &str) -> String {
        let refusal = self.send(line).expect_err(line);
        serde_json::to_value(refusal).unwrap()["rule"].as_str().unwrap().to_owned()
    }

    /// An enterprise of an issuer, with all it needs to apply: `C1` of `T`, say.
    pub fn customer(&mut self, account: &str, issuer: &str) {
        let lines = [
            r#"{"op":"add_account","account":"C","issuer":"I","name":"杭州砺行新能源有限责任公司","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}"#,
            r#"{"op":"save_invoice_info","account":"C","type":"enterprise_general","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR"}"#,
            r#"{"op":"save_address","account":"C","recipient":"孙敏","phone":"17199338205","region":"浙江省杭州市","street":"文一西路969号"}"#,
        ];
        for line in lines {
            self.ok(&line
                .replace(r#""C""#, &format!("{account:?}"))
                .replace(r#""I""#, &format!("{issuer:?}")));
        }
    }

    /// A paid bill, a month old.
    pub fn paid(&mut self, account: &str, bill_no: &str, amount: &str) {
        self.ok(&format!(
            r#"{{"op":"add_bill","account":"{account}","bill_no":"{bill_no}","kind":"pay_as_you_go","amount":"{amount}","billed_on":"2026-10-01","due_on":"2026-10-10","paid_on":"2026-10-05"}}"#
        ));
    }

    pub fn balance(&mut self, account: &str) -> Value {
        self.ok(&format!(r#"{{"op":"balance","account":"{account}"}}"#))
    }

    /// Applies for chosen bills of a customer of `Q`; answers the application's number.
    pub fn apply(&mut self, account: &str, bills: &[&str]) -> String {
        let answer = self.ok(&format!(
            r#"{{"op":"submit_application","account":"{account}","type":"enterprise_general","bills":{bills:?},"email":"fin@example.com"}}"#
        ));
        answer["application"].as_str().unwrap().to_owned()
    }

    /// What submits the special info of an account for review, with scans that lie beside the store.
    pub fn submission(&self, account: &str) -> String {
        let scan = |name: &str| {
            let path = self.desk.path().with_file_name(name);
            std::fs::write(&path, scans::picture(name)).unwrap();
            path
        };
        serde_json::json!({"op": "submit_qualification", "account": account, "evidence": [
            {"kind": "tax_certificate", "path": scan("certificate.pdf")},
            {"kind": "general_taxpayer_proof", "path": scan("proof.pdf")},
        ]})
        .to_string()
    }

    /// Takes an application to issued, with one invoice of `gross`.
    pub fn issue(&mut self, application: &str, number: &str, gross: &str) -> Value {
        self.ok(&format!(r#"{{"op":"accept_application","application":"{application}"}}"#));
        self.ok(&format!(
            r#"{{"op":"issue_application","application":"{application}","invoices":[{{"number":"{number}","issued_on":"2026-11-22","gross":"{gross}"}}]}}"#
        ))
    }
}
