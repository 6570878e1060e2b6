//! Delivery by e-mail, against a server on this machine.

mod decided;
mod forms;
mod sent;
mod stopped;
mod window;

use std::process::Command;

use fapiao_desk::domain::money::Fen;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::lines::{NOON, apply_bills, at, customer, issuers, paid, step};
use crate::common::process::{Desk, Ran, finish};
use crate::common::returned::{MAILING_SELLER, Made, of_amount};
use crate::common::smtp::{Conduct, PASSWORD, Server};

/// The e-invoice of the n-th application, from 1, as it comes back.
pub fn made(n: u32) -> Made {
    of_amount(n, MAILING_SELLER, Fen(10_000 * i64::from(n)), "0.03")
}

/// A desk with issued applications of `Q`, whose customers get mail, and a server.
pub struct Post {
    pub desk: Desk,
    pub server: Server,
    pub applications: Vec<String>,
}

impl Post {
    /// As many issued applications, whose invoices have a file each; mail goes over an open line.
    pub fn new(applications: u32, conduct: Conduct) -> Self {
        let (desk, server) = (Desk::empty(), Server::start(conduct));
        let mut lines: Vec<String> = issuers().into();
        lines.extend(customer("C1", "Q"));
        lines.push(set_mail(server.port, "none", ""));
        send_all(&desk, &lines);
        let mut post = Self { desk, server, applications: Vec::new() };
        for n in 1..=applications {
            let (bill, made) = (format!("B{n}"), made(n));
            let applied = post.ok(&[&at(NOON, &paid("C1", &bill, made.gross)), &apply_bills("C1", &[&bill])]);
            let application = applied[1]["application"].as_str().unwrap().to_owned();
            post.ok(&[&at(NOON, &step("accept_application", &application))]);
            std::fs::write(post.desk.path(&format!("{n}.xml")), made.xml()).unwrap();
            let ran = post.desk.run(&["import", "returned", &format!("{n}.xml"), "--json"]);
            assert_eq!(ran.code, 0, "{ran:?}");
            post.applications.push(application);
        }
        post
    }

    /// Keeps a file of an invoice that no import would take.
    pub fn keep(&self, number: &str, name: &str, content: &[u8]) {
        let sha256 = sha256(content);
        let folder = self.desk.path("desk.files").join(&sha256[..2]);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(&sha256), content).unwrap();
        let db = rusqlite::Connection::open(self.desk.store()).unwrap();
        let kept = db.execute(
            "INSERT INTO invoice_file (invoice_id, format, name, sha256, size, kept_at)
            SELECT id, 'pdf', ?2, ?3, ?4, 0 FROM invoice WHERE number = ?1",
            (number, name, &sha256, i64::try_from(content.len()).unwrap()),
        );
        assert_eq!(kept, Ok(1));
    }

    pub fn ok(&self, lines: &[&str]) -> Vec<Value> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        send_all(&self.desk, &lines)
    }

    /// `send` with more arguments, with the password that a scheduler has.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.desk.with(&["send", "--json"]);
        command.args(arguments).env("FAPIAO_DESK_SMTP_PASSWORD", PASSWORD);
        command.env("SSL_CERT_FILE", self.server.certificate());
        command
    }

    pub fn send(&self, arguments: &[&str]) -> Ran {
        finish(self.command(arguments), b"")
    }

    /// The messages of the outbox, newest first.
    pub fn outbox(&self) -> Vec<Value> {
        let ran = self.desk.run(&["outbox", "--json"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.answer()["outbox"].as_array().unwrap().clone()
    }

    pub fn application(&self, place: usize) -> Value {
        self.ok(&[&step("application", &self.applications[place])]).remove(0)
    }

    /// That every law holds; but for files that no command kept, see [`Self::keep`].
    pub fn check(&self) {
        let ran = self.desk.run(&["check", "--json"]);
        let answer = ran.answer();
        let by_hand = |violation: &Value| violation["law"] == "table" && violation["table"] == "invoice_file";
        assert!(answer["violations"].as_array().unwrap().iter().all(by_hand), "{ran:?}");
    }
}

pub fn set_mail(port: u16, security: &str, more: &str) -> String {
    format!(
        r#"{{"op":"set_mail","host":"localhost","port":{port},"security":"{security}","from":"fapiao@example.com"{more}}}"#
    )
}

fn send_all(desk: &Desk, lines: &[String]) -> Vec<Value> {
    desk.ok(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
