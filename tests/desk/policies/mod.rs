//! Policies of the desk's own, and the issuers that work under them, through the whole desk.

mod issuers;
mod versions;

use crate::common::Play;
use crate::common::dump::{but_for_log, dump, is_attempt};
use fapiao_desk::desk::check::check_db;
use fapiao_desk::store::engine::Db;
use serde_json::{Value, json};

/// A desk with `own`, a copy of a policy, an issuer `O` that works under it, and its customer `C1`.
fn own(from: &str) -> Play {
    let mut play = Play::new();
    play.ok(&json!({"op": "copy_policy", "from": from, "code": "own", "name_zh": "自订"}).to_string());
    play.ok(r#"{"op":"add_issuer","code":"O","name":"示例服务有限公司","policy":"own"}"#);
    play.customer("C1", "O");
    play
}

fn change(changes: Value) -> String {
    json!({"op": "change_policy", "code": "own", "changes": changes}).to_string()
}

/// `line` at a moment in China, `2026-11-22T23:59:59`.
fn at(moment: &str, line: &str) -> String {
    format!(r#"{{"at":"{moment}+08:00",{}"#, &line[1..])
}

fn of(op: &str, application: &str) -> String {
    json!({"op": op, "application": application}).to_string()
}

/// Sends a line that is refused; answers the refusal. Nothing in the store is another afterwards.
fn refused(play: &mut Play, line: &str) -> Value {
    let before = dump(play.desk.path());
    let refusal = play.send(line).expect_err(line);
    let after = dump(play.desk.path());
    let is_same =
        if is_attempt(refusal.id()) { but_for_log(&after) == but_for_log(&before) } else { after == before };
    assert!(is_same, "something changed: {line}");
    serde_json::to_value(refusal).unwrap()
}

/// Applies for an amount of `C1`; answers the application's number.
fn apply(play: &mut Play, yuan: &str) -> String {
    let line =
        json!({"op": "submit_application", "account": "C1", "type": "enterprise_general", "amount": yuan});
    play.applied(&line.to_string())
}

/// Whether `check` finds nothing wrong with the store.
fn is_whole(play: &Play) -> bool {
    let db = Db::open_reader(play.desk.path()).unwrap();
    check_db(&db, "2026-11-22".parse().unwrap()).unwrap().violations.is_empty()
}
