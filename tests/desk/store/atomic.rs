//! A command happens whole or not at all, once, and leaves an entry in a log that shows any tampering.

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::common::Play;
use crate::common::dump::dump;
use crate::common::place::{folder, sandbox};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open, audit};
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use fapiao_desk::store::engine::Db;

fn handle(desk: &mut Desk, line: &str) -> Result<Value, Refusal> {
    let line: Map<String, Value> = serde_json::from_str(line).unwrap();
    desk.handle(&decode(line).unwrap())?.to_json()
}

#[test]
fn a_command_whose_last_write_fails_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("story.sqlite");
    let mut desk = sandbox(&path);
    let hand = Connection::open(&path).unwrap();
    // The audit entry is what every command writes last.
    let fail = "CREATE TRIGGER fail BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'made to fail'); END";
    for line in include_str!("../../fixtures/story.jsonl").lines() {
        hand.execute_batch(fail).unwrap();
        let before = dump(&path);
        let refused = handle(&mut desk, line);
        let fault = StoreFault::Other { detail: "made to fail".to_owned() };
        assert_eq!(refused, Err(Refusal::Store { fault }), "{line}");
        assert!(dump(&path) == before, "{line}");
        hand.execute_batch("DROP TRIGGER fail").unwrap();
        handle(&mut desk, line).unwrap();
        assert!(dump(&path) != before, "{line}");
    }
}

#[test]
fn a_command_sent_again_with_its_id_does_nothing_and_answers_the_same() {
    let mut play = Play::with_bill("Q");
    let submit = r#"{"op":"submit_application","id":"x1","account":"C1","type":"enterprise_general","bills":["B1"],"email":"fin@example.com"}"#;
    let first = play.ok(submit);
    let before = dump(play.desk.path());
    assert_eq!(play.ok(submit), first);
    assert!(dump(play.desk.path()) == before);
}

#[test]
fn a_command_without_an_id_is_done_each_time() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let top_up = r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-22"}"#;
    play.ok(top_up);
    let before = dump(play.desk.path());
    play.ok(top_up);
    assert!(dump(play.desk.path()) != before);
}

#[test]
fn a_refused_command_sent_again_with_its_id_is_done_once_it_can_be() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let pay = r#"{"op":"pay_bill","id":"x1","bill_no":"B1","paid_on":"2026-11-22"}"#;
    play.send(pay).unwrap_err();
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"1.00","billed_on":"2026-11-01","due_on":"2026-12-01"}"#);
    play.ok(pay);
}

/// Refusals of many shapes, each with what it says.
#[test]
fn no_refusal_leaves_anything_in_the_store() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.customer("C2", "T");
    play.paid("C1", "B1", "100.00");
    play.ok(r#"{"op":"add_account","account":"C3","issuer":"Q","name":"X","kind":"enterprise","region":"overseas"}"#);
    let submit = |rest: &str| format!(r#"{{"op":"submit_application","type":"enterprise_general",{rest}}}"#);
    let lines = [
        r#"{"op":"add_user","name":"desk","roles":["clerk"]}"#.to_owned(),
        r#"{"op":"add_user","name":"x","roles":[]}"#.to_owned(),
        r#"{"op":"add_user","name":"x","roles":["clerk"],"by":"nobody"}"#.to_owned(),
        r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"","tax_id":"1","phone":"x"}"#.to_owned(),
        r#"{"op":"save_address","account":"C1","recipient":"","phone":"x","region":"","street":"","postcode":"1"}"#.to_owned(),
        r#"{"op":"add_refund","bill_no":"B1","amount":"100.01","on":"2026-11-22"}"#.to_owned(),
        submit(r#""account":"C3","all":true"#),
        submit(r#""account":"C1","amount":"1.00""#),
        submit(r#""account":"C1","bills":["B1","B1"]"#),
        submit(r#""account":"C1","bills":["B1"],"all":true"#),
        submit(r#""account":"C1","bills":["B1"],"email":"x@""#),
        submit(r#""account":"C1","bills":["B1"],"email":"x@example.com","remark":"😀""#),
        submit(r#""account":"C2","amount":"1.00""#),
        r#"{"op":"submit_application","account":"C1","type":"personal_general","all":true}"#.to_owned(),
    ];
    for (i, line) in lines.iter().enumerate() {
        let line = format!(r#"{{"id":"r{i}",{}"#, &line[1..]);
        let before = dump(play.desk.path());
        let first = play.send(&line).expect_err(&line);
        assert!(!matches!(first, Refusal::Store { .. }), "{line}\n{first:?}");
        assert_eq!(play.send(&line).unwrap_err(), first, "{line}");
        assert!(dump(play.desk.path()) == before, "{line}");
    }
}

#[test]
fn an_answer_is_known_after_the_desk_was_closed() {
    let mut play = Play::with_bill("Q");
    let submit = r#"{"op":"submit_application","id":"x1","account":"C1","type":"enterprise_general","bills":["B1"],"email":"fin@example.com"}"#;
    let first = play.ok(submit);
    let closed = play.close();
    let mut desk = Desk::open(&closed, Open::Existing).unwrap();
    assert_eq!(handle(&mut desk, submit), Ok(first));
}

#[test]
fn two_desks_at_one_new_store_furnish_it_once() {
    let folder = folder();
    let path = folder.path().join("new.sqlite");
    let open = || Desk::open(&path, Open::OrCreate { sandbox: true }).map(drop);
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4)
            .map(|i| std::thread::Builder::new().name(format!("desk-{i}")).spawn_scoped(scope, open).unwrap())
            .collect();
        for other in others {
            other.join().unwrap().unwrap();
        }
    });
    assert_eq!(dump(&path).matches("INSERT INTO \"app_user\"").count(), 1);
}

mod log {
    use super::*;

    /// A store with a log, whose guards against change have been taken away.
    fn tampered(tamper: &str) -> Option<i64> {
        let mut play = Play::new();
        play.customer("C1", "Q");
        play.paid("C1", "B1", "1.00");
        let path = play.close();
        let hand = Connection::open(&*path).unwrap();
        hand.execute_batch("DROP TRIGGER audit_stays; DROP TRIGGER audit_is_kept").unwrap();
        hand.execute_batch("DROP TRIGGER audit_grows_at_its_end").unwrap();
        hand.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        hand.execute_batch(tamper).unwrap();
        drop(hand);
        audit::first_broken(&Db::open_reader(&path).unwrap()).unwrap()
    }

    #[test]
    fn an_untouched_log_is_whole() {
        assert_eq!(tampered(""), None);
    }

    #[test]
    fn a_changed_column_breaks_the_log_at_its_entry() {
        for change in [
            "at = at + 1",
            "user_id = user_id + 1",
            "op = op || ' '",
            "op = substr(op, 2), request = substr(op, 1, 1) || request",
            "request = replace(request, 'C1', 'C2')",
            "hash = zeroblob(32)",
        ] {
            assert_eq!(tampered(&format!("UPDATE audit SET {change} WHERE id = 4")), Some(4), "{change}");
        }
    }

    #[test]
    fn any_byte_of_a_request_breaks_it() {
        let mut play = Play::new();
        play.customer("C1", "Q");
        let path = play.close();
        let hand = Connection::open(&*path).unwrap();
        hand.execute_batch("DROP TRIGGER audit_stays").unwrap();
        let kept: String =
            hand.query_row("SELECT request FROM audit WHERE id = 3", [], |row| row.get(0)).unwrap();
        let reader = Db::open_reader(&path).unwrap();
        for (i, c) in kept.char_indices() {
            let mut changed = kept.clone();
            let other = if c == 'x' { "y" } else { "x" };
            changed.replace_range(i..i + c.len_utf8(), other);
            hand.execute("UPDATE audit SET request = ?1 WHERE id = 3", [&changed]).unwrap();
            assert_eq!(audit::first_broken(&reader), Ok(Some(3)), "{changed}");
        }
        hand.execute("UPDATE audit SET request = ?1 WHERE id = 3", [&kept]).unwrap();
        assert_eq!(audit::first_broken(&reader), Ok(None));
    }

    #[test]
    fn an_entry_that_is_missing_added_or_moved_breaks_it() {
        assert_eq!(tampered("DELETE FROM audit WHERE id = 1"), Some(2));
        assert_eq!(tampered("DELETE FROM audit WHERE id = 4"), Some(5));
        let again = "INSERT INTO audit (id, at, user_id, op, request, hash)
            SELECT 100, at, user_id, op, request, hash FROM audit WHERE id = 3";
        assert_eq!(tampered(again), Some(100));
        let swapped = "UPDATE audit SET id = 100 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4;
            UPDATE audit SET id = 4 WHERE id = 100";
        assert_eq!(tampered(swapped), Some(3));
    }
}
