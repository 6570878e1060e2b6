//! A small store, asked with plain SQL, past the program.

use rusqlite::Connection;

use crate::common::Play;

/// Two customers of `Q`. C1: A of 100.00 issued, and refunded 40.00 since; B of 100.00 applied for, absorbing the
/// 40.00; U not paid; O of 50.00 open. C2: F of 100.00 and a ledger entry of 30.00, both untouched.
pub struct World {
    pub db: Connection,
    /// The application of A, and of B.
    pub issued: String,
    pub submitted: String,
    pub play: Play,
}

impl World {
    pub fn new() -> Self {
        let mut play = Play::new();
        play.customer("C1", "Q");
        play.customer("C2", "Q");
        for (account, bill_no, amount) in
            [("C1", "A", "100.00"), ("C1", "B", "100.00"), ("C2", "F", "100.00")]
        {
            play.paid(account, bill_no, amount);
        }
        let issued = play.apply("C1", &["A"]);
        play.issue(&issued, "26440000000000000001", "100.00");
        play.ok(r#"{"op":"add_refund","bill_no":"A","amount":"40.00","on":"2026-11-22"}"#);
        let submitted = play.apply("C1", &["B"]);
        play.paid("C1", "O", "50.00");
        play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"U","kind":"other","amount":"20.00","billed_on":"2026-11-01","due_on":"2026-12-01"}"#);
        play.ok(r#"{"op":"add_non_invoiceable","account":"C2","amount":"30.00","reason":"other"}"#);
        play.ok(r#"{"op":"add_top_up","account":"C2","amount":"30.00","on":"2026-11-01"}"#);
        let db = Connection::open(play.desk.path()).unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        Self { db, issued, submitted, play }
    }

    /// Runs statements in which `$A` stands for the id of bill A, `$C1` for that of an account, `$issued` and
    /// `$submitted` for those of the applications.
    pub fn run(&self, sql: &str) -> rusqlite::Result<()> {
        let id = |sql: &str, key: &str| self.db.query_row(sql, [key], |row| row.get::<_, i64>(0)).unwrap();
        let mut sql = sql.to_owned();
        for bill_no in ["A", "B", "F", "O", "U"] {
            let bill = "SELECT id FROM bill WHERE bill_no = ?1";
            if let Ok(bill) = self.db.query_row(bill, [bill_no], |row| row.get::<_, i64>(0)) {
                sql = sql.replace(&format!("${bill_no}"), &bill.to_string());
            }
        }
        for account in ["C1", "C2"] {
            let id = id("SELECT id FROM account WHERE code = ?1", account);
            sql = sql.replace(&format!("${account}"), &id.to_string());
        }
        for (name, number) in [("$issued", &self.issued), ("$submitted", &self.submitted)] {
            let id = id("SELECT id FROM application WHERE number = ?1", number);
            sql = sql.replace(name, &id.to_string());
        }
        self.db.execute_batch(&sql)
    }

    pub fn refuses(&self, sql: &str, why: &str) {
        match self.run(sql) {
            Ok(()) => panic!("taken: {sql}"),
            Err(error) => assert!(error.to_string().contains(why), "{sql}\n{error}"),
        }
    }

    pub fn takes(&self, sql: &str) {
        self.run(sql).unwrap_or_else(|error| panic!("{sql}\n{error}"));
    }
}

/// An application of an account of `fen`, with what follows in the same transaction; `$new` is its id.
pub fn new_application(account: &str, fen: i64, then: &str) -> String {
    format!(
        "INSERT INTO application (id, number, account_id, state, type, amount, submitted_at, submitted_on, due_on,
            policy, policy_version, buyer_name, snapshot)
        VALUES (99, 'NEW', ${account}, 'submitted', 'enterprise_general', {fen}, 0, '2026-11-22', '2026-12-01',
            'qweather', 1, 'x', '{{}}');
        {}",
        then.replace("$new", "99")
    )
}
