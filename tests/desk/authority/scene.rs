//! A store in which something stands in every state, to be tried again and again from the same beginning.

use std::fs;
use std::path::Path;

use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use serde_json::{Map, Value};

use crate::common::dump::{but_for_log, dump};
use crate::common::lines::{NOON, user};
use crate::common::{Closed, Play};

/// One user for every set of roles, called by its roles, in the order in which roles are named.
pub const USERS: [&str; 8] = [
    "clerk",
    "reviewer",
    "admin",
    "clerk+reviewer",
    "clerk+admin",
    "reviewer+admin",
    "clerk+reviewer+admin",
    "service",
];

/// Whether a user of [`USERS`] has one of the roles; a service may what a clerk may.
pub fn has_one(user: &str, roles: &[&str]) -> bool {
    user.split('+').any(|role| roles.contains(&role) || (role == "service" && roles.contains(&"clerk")))
}

/// A store as it was prepared, and a desk at a copy of it.
pub struct Scene {
    prepared: Closed,
    untouched: String,
    /// Where the copies stand, each under its own number.
    copies: u32,
    desk: Option<Desk>,
}

impl Scene {
    /// Leaves the store as it is now, to be tried.
    pub fn of(play: Play) -> Self {
        let prepared = play.close();
        let untouched = but_for_log(&dump(&prepared));
        Self { prepared, untouched, copies: 0, desk: None }
    }

    /// Has a command carried out on the store as it was prepared: `ok`, or the rule that refuses it, which then has
    /// changed nothing, but for the log where that keeps the attempt.
    pub fn tries(&mut self, by: &str, line: &str) -> String {
        let mut line: Map<String, Value> = serde_json::from_str(line).expect(line);
        line.insert("by".into(), by.into());
        line.insert("at".into(), NOON.into());
        let mut desk = self.desk.take().unwrap_or_else(|| self.copy());
        let path = desk.path().to_owned();
        match decode(line.clone()).and_then(|envelope| desk.handle(&envelope)) {
            Ok(_) => {
                drop(desk);
                fs::remove_file(path).unwrap();
                "ok".to_owned()
            }
            Err(refusal) => {
                assert!(but_for_log(&dump(&path)) == self.untouched, "something changed: {line:?}");
                self.desk = Some(desk);
                refusal.id().to_owned()
            }
        }
    }

    fn copy(&mut self) -> Desk {
        self.copies += 1;
        let path = self.prepared.with_file_name(format!("copy-{}.sqlite", self.copies));
        fs::copy(&*self.prepared, &path).unwrap();
        // Who approves looks at the scans.
        let scans = self.prepared.with_extension("files");
        if scans.exists() {
            copy_folder(&scans, &path.with_extension("files"));
        }
        Desk::open(&path, Open::Existing).unwrap()
    }
}

/// Puts what is in a folder into another, with its folders.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A play with [`USERS`], and `周平`, who reviews, too.
pub fn play() -> Play {
    let mut play = Play::new();
    for user in USERS {
        let roles: Vec<&str> = user.split('+').collect();
        play.ok(&format!(r#"{{"op":"add_user","name":"{user}","roles":{roles:?}}}"#));
    }
    play.ok(&user("周平", "reviewer"));
    play
}

/// A command about an application, with what it needs to be carried out.
pub fn about(op: &str, application: &str) -> String {
    let approved = format!(r#","reason":"抬头有误","red_number":"2655000000000000{}""#, &application[11..]);
    let more = match op {
        "reject_application" | "request_correction" | "reject_correction" | "recall_invoices"
        | "overrule_refusals" => r#","reason":"抬头有误""#,
        "decide_returned" => r#","files":["FILE"],"reason":"抬头有误""#,
        "decide_issued" => r#","file":"LIST","row":2,"number":"26112000000000000001","reason":"抬头有误""#,
        "correct_refused" => r#","reason":"税号有误","changes":{"remark":"合同 1"}"#,
        "begin_red_letter" => r#","begun_by":"buyer","reason":"service_ended""#,
        "correct_rate" => r#","rate":"0.01""#,
        "approve_correction" => &approved,
        "issue_application" => {
            r#","invoices":[{"number":"26440000000000000777","issued_on":"2026-11-22","gross":"10.00"}]"#
        }
        "reverse_application" => r#","red_number":"26440000000000000888","reason":"service_ended""#,
        _ => "",
    };
    format!(r#"{{"op":"{op}","application":"{application}"{more}}}"#)
}

/// An application of `C1`, a customer of `Q`, over 10.00, taken through steps; `n` tells one from another.
pub fn application(play: &mut Play, n: u32, steps: &[&str]) -> String {
    play.paid("C1", &format!("B{n}"), "10.00");
    let application = play.apply("C1", &[&format!("B{n}")]);
    for step in steps {
        let line = about(step, &application);
        play.ok(&line.replace("000777", &format!("001{n:03}")).replace("000888", &format!("002{n:03}")));
    }
    application
}

/// An e-mail about an issued application, of which it is not known whether it arrived.
pub fn leave_mail_unknown(play: &Play, application: &str) {
    let said = format!(
        "INSERT INTO outbox (application_id, message_id, sender_name, sender, recipients, subject, body, queued_at, queued_by, state)
        SELECT id, 'm1@example.com', '', 'a@example.com', 'fin@example.com', '', '', 0, 1, 'queued'
        FROM application WHERE number = '{application}';
        UPDATE outbox SET state = 'sending', tries = 1, tried_at = 0;
        UPDATE outbox SET is_begun = 1, sha256 = '{:064}';
        UPDATE outbox SET state = 'unknown';",
        0
    );
    rusqlite::Connection::open(play.desk.path()).unwrap().execute_batch(&said).unwrap();
}
