//! What a person decides about a message.

use serde_json::{Value, json};

use super::{Post, set_mail};
use crate::common::lines::{NOON, at, reverse, step};
use crate::common::process::finish;
use crate::common::smtp::{Conduct, Ends};

fn decide(post: &Post, decision: &str, more: &str) -> String {
    let application = &post.applications[0];
    format!(r#"{{"op":"decide_mail","application":"{application}","decision":"{decision}"{more}}}"#)
}

/// A message of which it is not known whether it arrived.
fn unknown() -> Post {
    let post = Post::new(1, Conduct { ends: Some(Ends::AfterDot), ..Conduct::default() });
    assert_eq!(post.send(&[]).code, 1);
    post.server.behave(Conduct::default());
    post
}

#[test]
fn what_arrived_is_delivered_and_not_sent_again() {
    let post = unknown();
    let decided = post.ok(&[&decide(&post, "arrived", "")]).remove(0);
    assert_eq!((&decided["state"], &decided["message"]), (&json!("delivered"), &json!("sent")));
    let mail = post.outbox().remove(0);
    assert_eq!((&mail["state"], &mail["decided_by"]), (&json!("sent"), &json!("desk")));
    assert_eq!(post.application(0)["sent_to"], "fin@example.com");
    assert_eq!(post.send(&[]).code, 0);
    assert!(post.server.received().is_empty());
    assert_eq!(post.desk.refused(&decide(&post, "send_again", ""))["rule"], "transition-not-allowed");
    let ran = post.desk.run(&["receipt", "--application", &post.applications[0], "--to", "r.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    post.check();
}

#[test]
fn what_is_sent_again_is_the_same_message() {
    let post = unknown();
    let before = post.outbox().remove(0);
    assert_eq!(post.ok(&[&decide(&post, "send_again", "")])[0]["message"], "queued");
    assert_eq!(post.send(&[]).code, 0);
    let after = post.outbox().remove(0);
    assert_eq!((&after["message_id"], &after["sha256"]), (&before["message_id"], &before["sha256"]));
    assert_eq!((post.server.received().len(), &after["state"]), (1, &json!("sent")));
    post.check();
}

#[test]
fn what_stands_otherwise_than_it_was_seen_is_not_decided() {
    let post = unknown();
    let before = post.outbox().remove(0);
    let again = |seen: &str| decide(&post, "send_again", &format!(r#","email":"caiwu@example.com",{seen}"#));
    for seen in [r#""message":"failed""#, r#""message_id":"another@example.com""#] {
        assert_eq!(post.desk.refused(&again(seen))["rule"], "conflict", "{seen}");
    }
    assert_eq!(post.outbox(), std::slice::from_ref(&before));
    let seen = format!(r#""message":"unknown","message_id":{}"#, before["message_id"]);
    post.ok(&[&again(&seen)]);
}

#[test]
fn a_wrong_address_is_corrected_by_a_new_message() {
    let refuses = Some(("fin@", 550, "no such user"));
    let post = Post::new(1, Conduct { refuses, ..Conduct::default() });
    assert_eq!(post.send(&[]).code, 1);
    let decided = post.ok(&[&decide(&post, "send_again", r#","email":"caiwu@example.com""#)]).remove(0);
    assert_eq!(post.send(&[]).code, 0);
    let states: Vec<Value> = post.outbox().iter().map(|mail| mail["state"].clone()).collect();
    assert_eq!(states, ["sent", "discarded"]);
    assert_eq!(post.outbox()[0]["message_id"], decided["message_id"]);
    assert_eq!(post.server.received()[0].to, ["caiwu@example.com"]);
    assert_eq!(post.application(0)["sent_to"], "caiwu@example.com");
    post.check();
}

#[test]
fn what_waits_is_written_anew_to_another_address() {
    let post = Post::new(1, Conduct::default());
    post.ok(&[&set_mail(post.server.port, "none", r#","user":"u""#)]);
    let mut command = post.command(&[]);
    command.env_remove("FAPIAO_DESK_SMTP_PASSWORD");
    let ran = finish(command, b"");
    assert_eq!(ran.code, 2, "there is no password: {ran:?}");
    assert_eq!(post.outbox()[0]["state"], "queued");
    let decided = post.ok(&[&decide(&post, "send_again", r#","email":"caiwu@example.com""#)]).remove(0);
    assert_eq!(decided["message"], "queued");
    post.ok(&[&set_mail(post.server.port, "none", "")]);
    assert_eq!(post.send(&[]).code, 0);
    assert_eq!(post.server.received()[0].to, ["caiwu@example.com"]);
    assert_eq!(post.outbox()[1]["state"], "discarded");
    post.check();
}

#[test]
fn an_address_that_does_not_read_back_fails_its_own_message_alone() {
    let refuses = Some(("fin@", 450, "later"));
    let post = Post::new(2, Conduct { refuses, ..Conduct::default() });
    assert_eq!(post.send(&[]).code, 1);
    post.server.behave(Conduct::default());
    let db = rusqlite::Connection::open(post.desk.store()).unwrap();
    db.execute_batch("DROP TRIGGER outbox_stays; UPDATE outbox SET recipients = 'fin' WHERE id = 1;")
        .unwrap();
    drop(db);
    let ran = post.send(&["--application", &post.applications[0], "--application", &post.applications[1]]);
    let answer = ran.answer();
    let failed = &answer["failed"][0];
    assert_eq!((ran.code, &answer["sent"][0]["application"]), (1, &json!(post.applications[1])));
    assert_eq!((&failed["application"], failed.get("again_at")), (&json!(post.applications[0]), None));
    assert!(failed["why"].as_str().unwrap().contains("“fin”不是有效的邮箱地址"), "{failed}");
    post.ok(&[&decide(&post, "send_again", r#","email":"caiwu@example.com""#)]);
    assert_eq!(post.send(&[]).code, 0);
}

#[test]
fn what_is_delivered_by_hand_meanwhile_is_not_sent() {
    let refuses = Some(("fin@", 450, "later"));
    let post = Post::new(1, Conduct { refuses, ..Conduct::default() });
    assert_eq!(post.send(&[]).code, 1);
    post.server.behave(Conduct::default());
    post.ok(&[&step("deliver_application", &post.applications[0])]);
    let ran = post.send(&["--application", &post.applications[0]]);
    assert_eq!(ran.answer()["left_out"][0]["rule"], "transition-not-allowed", "{ran:?}");
    assert_eq!(post.outbox()[0]["state"], "discarded");
    assert!(post.server.received().is_empty());
    post.check();
}

#[test]
fn what_is_delivered_or_reversed_meanwhile_is_discarded_and_stops_nothing() {
    let refuses = Some(("fin@", 550, "no such user"));
    let post = Post::new(3, Conduct { refuses, ..Conduct::default() });
    let [delivered, reversed, sent] = &post.applications[..] else { unreachable!() };
    assert_eq!(post.send(&[]).answer()["failed"].as_array().unwrap().len(), 3);
    let reverse = at(NOON, &reverse(reversed, "26442000000000009999"));
    post.ok(&[&reverse, &step("deliver_application", delivered)]);
    let left = post.send(&["--preview"]).answer();
    assert_eq!(left["left_out"].as_array().unwrap().len(), 1, "what is issued waits for somebody: {left}");
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&["--application", sent]).code, 0);
    let ran = post.send(&[]);
    assert_eq!((ran.code, &ran.answer()["left_out"]), (0, &json!([])), "{ran:?}");
    let states: Vec<Value> = post.outbox().iter().map(|mail| mail["state"].clone()).collect();
    assert_eq!(states, ["sent", "discarded", "discarded"]);
    post.check();
}

#[test]
fn what_is_unknown_of_an_application_that_was_delivered_by_hand_stops_nothing() {
    let post = unknown();
    post.ok(&[&step("deliver_application", &post.applications[0])]);
    assert_eq!(post.send(&[]).code, 0);
    assert_eq!(
        post.outbox()[0]["state"],
        "unknown",
        "whoever asks the customer still says what became of it"
    );
    assert_eq!(post.ok(&[&decide(&post, "arrived", "")])[0]["message"], "sent");
    post.check();
}

#[test]
fn after_a_restore_nothing_is_sent_until_somebody_says_so() {
    let refuses = Some(("fin@", 450, "later"));
    let post = Post::new(2, Conduct { refuses, ..Conduct::default() });
    let [first, second] = &post.applications[..] else { unreachable!() };
    assert_eq!(post.send(&["--application", first]).code, 1);
    assert_eq!(post.desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&["--application", first, "--application", second]).code, 0);
    let restored = post.desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!((restored.code, &restored.answer()["held_mail"]), (0, &json!(1)), "{restored:?}");
    let named = ["--application", first, "--application", second];
    for (arguments, expected) in [(&[][..], ["mail-pending", "mail-held"]), (&named, ["mail-held"; 2])] {
        let ran = post.send(arguments);
        let left = ran.answer()["left_out"].take();
        let rules: Vec<&str> =
            left.as_array().unwrap().iter().map(|left| left["rule"].as_str().unwrap()).collect();
        assert_eq!((ran.code, rules), (1, expected.to_vec()), "{ran:?}");
    }
    assert_eq!(post.server.received().len(), 2, "and not once more");
    post.ok(&[&step("deliver_application", first), r#"{"op":"release_outbox"}"#]);
    assert_eq!(post.send(&[]).answer()["sent"][0]["application"], json!(second));
    assert_eq!(post.server.received().len(), 3);
    post.check();
}

#[test]
fn a_store_that_sends_no_mail_is_restored_without_a_word_of_it() {
    let desk = crate::common::process::Desk::empty();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    let restored = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!((restored.code, &restored.answer()["held_mail"]), (0, &Value::Null), "{restored:?}");
}

#[test]
fn what_cannot_be_decided_is_refused() {
    let post = Post::new(1, Conduct::default());
    let refused = |line: &str| post.desk.refused(line)["rule"].clone();
    assert_eq!(refused(&decide(&post, "arrived", "")), "not-found");
    assert_eq!(refused(&decide(&post, "later", "")), "bad-field");
}
