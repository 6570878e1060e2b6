//! A command that writes very many rows does what it does with few, and leaves the guards as they were.

use rusqlite::Connection;

use crate::common::Play;

const MANY: i64 = 6_000;

/// A customer with so many paid bills of 1.00.
fn play() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let db = Connection::open(play.desk.path()).unwrap();
    let bills = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO bill (id, bill_no, account_id, kind, amount, billed_on, due_on, paid_on)
        SELECT i, 'B' || i, (SELECT id FROM account), 'other', 100, '2026-10-01', '2026-10-31', '2026-10-15' FROM n";
    db.execute(bills, [MANY]).unwrap();
    let months = "INSERT INTO bill_month SELECT account_id, '2026-10-01', count(*), 0, 0, 0, 0, count(*), sum(amount), 0, 0,
        '2026-10-15' FROM bill GROUP BY account_id";
    db.execute(months, []).unwrap();
    play
}

fn used(play: &Play) -> (i64, i64) {
    let db = Connection::open(play.desk.path()).unwrap();
    let guard = "SELECT count(*) FROM sqlite_schema WHERE name = 'bill_counts_what_is_used'";
    (
        db.query_row("SELECT sum(used) FROM bill", [], |row| row.get(0)).unwrap(),
        db.query_row(guard, [], |row| row.get(0)).unwrap(),
    )
}

#[test]
fn what_is_used_of_very_many_bills_is_what_applications_take() {
    let mut play = play();
    let all = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"email":"a@b.cn"}"#;
    let made = play.ok(all);
    assert_eq!(made["amount"], "6000.00");
    assert_eq!(used(&play), (100 * MANY, 1));
    play.ok(&format!(r#"{{"op":"cancel_application","application":{}}}"#, made["application"]));
    assert_eq!(used(&play), (0, 1));
}
