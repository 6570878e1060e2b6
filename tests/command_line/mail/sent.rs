//! What arrives, and what is said of it.

use serde_json::json;

use super::{Post, made, set_mail, sha256};
use crate::common::lines::{NAME, by, step, user};
use crate::common::smtp::{Conduct, USER};

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, text) = text.split_once(before).expect(before);
    text.split_once(after).expect(after).0
}

fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).map(|value| value as u32);
    let values: Vec<u32> = text.bytes().filter_map(value).collect();
    let bytes = values.chunks(4).flat_map(|four| {
        let number = (0..4).fold(0, |sum, place| (sum << 6) | four.get(place).copied().unwrap_or(0));
        number.to_be_bytes()[1..four.len()].to_vec()
    });
    bytes.collect()
}

#[test]
fn over_starttls_each_customer_gets_the_files_byte_for_byte_and_the_application_is_delivered() {
    let post = Post::new(2, Conduct { is_secret: true, ..Conduct::default() });
    post.keep("26112000000000000001", "dzfp_1.pdf", &[7; 5000]);
    post.ok(&[
        &set_mail(post.server.port, "starttls", &format!(r#","user":"{USER}""#)),
        r#"{"op":"set_mail_preference","account":"C1","cc":"boss@example.com"}"#,
    ]);
    let ran = post.send(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let answer = ran.answer();
    let sent = answer["sent"].as_array().unwrap();
    assert_eq!((sent.len(), &answer["failed"], &answer["unknown"]), (2, &json!([]), &json!([])));
    assert_eq!(
        (&sent[0]["application"], &sent[0]["to"]),
        (&json!(post.applications[0]), &json!("fin@example.com"))
    );

    let received = post.server.received();
    let first = &received[0];
    assert_eq!(first.from, "fapiao@example.com");
    assert_eq!(first.to, ["fin@example.com", "boss@example.com"]);
    let message_id = sent[0]["message_id"].as_str().unwrap();
    assert!(first.text.contains(&format!("Message-ID: <{message_id}>\r\n")));
    let xml = between(&first.text, "application/xml", "--=");
    assert_eq!(from_base64(xml.split_once("\r\n\r\n").unwrap().1), made(1).xml().as_bytes());
    assert!(first.text.contains("filename*0*=utf-8''26112000000000000001_%E6%9D%AD"), "{}", first.text);
    assert!(first.text.contains("application/pdf"));

    let application = post.application(0);
    assert_eq!(
        (&application["state"], &application["sent_to"]),
        (&json!("delivered"), &json!("fin@example.com"))
    );
    let last = application["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["event"], &last["note"]), (&json!("delivered"), &json!("fin@example.com")));
    let outbox = post.outbox();
    let mail = &outbox[1];
    assert_eq!(
        (&mail["state"], &mail["tries"], &mail["message_id"]),
        (&json!("sent"), &json!(1), &json!(message_id))
    );
    assert!(mail["answer"].as_str().unwrap().starts_with("250"));
    assert_eq!(mail["files"][0]["sha256"], sha256(made(1).xml().as_bytes()));
    assert_eq!(mail["files"][0]["name"], format!("26112000000000000001_{NAME}.xml"));
    assert_eq!(mail["files"][1]["name"], format!("26112000000000000001_{NAME}.pdf"));
    post.check();

    assert_eq!(post.send(&[]).answer()["sent"], json!([]), "each goes out once");
    assert_eq!(post.server.received().len(), 2);
}

#[test]
fn as_many_copies_as_are_taken_are_sent() {
    let post = Post::new(1, Conduct::default());
    let cc: Vec<String> = (10..22).map(|n| format!("abcdefg{n}@ex.cn")).collect();
    let text = cc.join(",");
    assert!((190..=200).contains(&text.len()), "with blanks between them they are too long");
    post.ok(&[&format!(r#"{{"op":"set_mail_preference","account":"C1","cc":"{text}"}}"#)]);
    let ran = post.send(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(post.server.received()[0].to[1..], cc);
    assert_eq!(post.outbox()[0]["cc"], text);
}

#[test]
fn a_receipt_is_checked_without_the_desk() {
    let post = Post::new(1, Conduct::default());
    let receipt = ["receipt", "--application", &post.applications[0], "--to", "receipt.txt"];
    assert_eq!(post.desk.run(&receipt).code, 1, "nothing was sent yet");
    assert_eq!(post.send(&[]).code, 0);
    assert_eq!(post.desk.run(&receipt).code, 0);
    let text = std::fs::read_to_string(post.desk.path("receipt.txt")).unwrap();
    let (comments, files): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("# "));
    assert_eq!(files, [format!("{}  26112000000000000001_{NAME}.xml", sha256(made(1).xml().as_bytes()))]);
    let mail = &post.outbox()[0];
    for field in ["application", "to", "message_id", "subject", "by", "answer", "sha256"] {
        let value = mail[field].as_str().unwrap();
        assert!(comments.iter().any(|line| line.contains(value)), "{field} {text}");
    }
    // The hash is that of what the server got.
    let mut handed = post.server.received()[0].text.clone();
    if sha256(handed.as_bytes()) != mail["sha256"] {
        handed.truncate(handed.len() - 2);
    }
    assert_eq!(mail["sha256"], sha256(handed.as_bytes()));
}

#[test]
fn a_preview_sends_and_changes_nothing_and_says_what_would_be_sent() {
    let post = Post::new(1, Conduct::default());
    let before = post.desk.bytes();
    let ran = post.send(&["--preview"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mail = &ran.answer()["sent"][0];
    assert_eq!(
        (&mail["application"], &mail["to"]),
        (&json!(post.applications[0]), &json!("fin@example.com"))
    );
    let body = mail["body"].as_str().unwrap();
    assert!(
        body.contains("26112000000000000001") && body.contains("100.00") && body.contains(NAME),
        "{body}"
    );
    assert_eq!(post.desk.bytes(), before);
    assert!(post.server.received().is_empty() && post.outbox().is_empty());
}

#[test]
fn what_has_no_file_is_not_issued_or_not_there_is_left_out_with_the_reason() {
    let post = Post::new(2, Conduct::default());
    let db = rusqlite::Connection::open(post.desk.store()).unwrap();
    db.execute_batch("DROP TRIGGER invoice_file_is_kept; DELETE FROM invoice_file WHERE id = 2;").unwrap();
    drop(db);
    let ran = post.send(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!(answer["sent"][0]["application"], post.applications[0]);
    let left_out = &answer["left_out"][0];
    assert_eq!(
        (&left_out["application"], &left_out["rule"]),
        (&json!(post.applications[1]), &json!("invoice-files-missing"))
    );
    assert!(left_out["message"].as_str().unwrap().contains("26112000000000000002"));
    let named = post.send(&["--application", &post.applications[0], "--application", "FP1"]);
    let rules: Vec<_> =
        named.answer()["left_out"].as_array().unwrap().iter().map(|l| l["rule"].clone()).collect();
    assert_eq!((named.code, rules), (1, vec![json!("transition-not-allowed"), json!("not-found")]));
    assert_eq!(post.server.received().len(), 1);
}

#[test]
fn a_customer_is_written_to_in_its_language_by_the_issuers_own_template() {
    let post = Post::new(2, Conduct::default());
    post.ok(&[
        r#"{"op":"set_mail_preference","account":"C1","language":"en"}"#,
        r#"{"op":"set_mail_template","issuer":"Q","language":"en","subject":"Invoice {invoices}","body":"CNY {amount}\n.\nfor {application}"}"#,
    ]);
    assert_eq!(post.send(&["--application", &post.applications[0]]).code, 0);
    post.ok(&[r#"{"op":"set_mail_template","issuer":"Q","language":"en"}"#]);
    assert_eq!(post.send(&[]).code, 0);
    let received = post.server.received();
    let [own, bundled] = &received[..] else { panic!("{received:?}") };
    assert!(own.text.contains("Subject: Invoice 26112000000000000001\r\n"), "{}", own.text);
    assert!(own.text.contains(&format!("CNY 100.00\r\n.\r\nfor {}", post.applications[0])), "{}", own.text);
    let body = from_base64(between(&bundled.text, "base64\r\n\r\n", "--="));
    assert!(String::from_utf8(body).unwrap().contains("The files are attached."), "{}", bundled.text);
}

#[test]
fn the_password_is_in_nothing_that_is_kept() {
    let post = Post::new(1, Conduct { is_secret: true, ..Conduct::default() });
    post.ok(&[&set_mail(post.server.port, "starttls", &format!(r#","user":"{USER}""#))]);
    assert_eq!(post.send(&[]).code, 0);
    for name in ["desk.sqlite", "desk.sqlite-wal"] {
        let bytes = std::fs::read(post.desk.path(name)).unwrap_or_default();
        assert!(!bytes.windows(6).any(|part| part == b"s3cret"), "{name}");
    }
}

#[test]
fn without_settings_or_a_password_it_does_not_begin() {
    let post = Post::new(1, Conduct::default());
    post.ok(&[&set_mail(post.server.port, "none", r#","user":"nobody@example.com""#)]);
    let mut command = post.command(&[]);
    command.env_remove("FAPIAO_DESK_SMTP_PASSWORD").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    let ran = crate::common::process::finish(command, b"");
    assert_eq!(ran.code, 2, "{ran:?}");
    let rule = &ran.answer()["error"]["rule"];
    assert!(["key-store", "mail-password-missing"].contains(&rule.as_str().unwrap()), "{rule}");
    assert_eq!(post.outbox()[0]["state"], "queued", "it waits, whole");

    let db = rusqlite::Connection::open(post.desk.store()).unwrap();
    db.execute("DELETE FROM setting WHERE key = 'mail'", []).unwrap();
    drop(db);
    for arguments in [&[][..], &["--preview"]] {
        let ran = post.send(arguments);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!("mail-not-set")));
    }
}

#[test]
fn only_an_admin_says_how_mail_is_sent() {
    let post = Post::new(0, Conduct::default());
    post.ok(&[&user("王敏", "clerk")]);
    let refused = post.desk.refused(&by("王敏", &set_mail(25, "none", "")));
    assert_eq!(refused["rule"], "not-permitted");
    assert_eq!(post.desk.refused(&step("preview_mail", "FP1"))["rule"], "not-found");
}

#[test]
fn a_line_can_be_secret_from_its_beginning() {
    let post = Post::new(1, Conduct { is_secret_at_once: true, ..Conduct::default() });
    post.ok(&[&set_mail(post.server.port, "tls", &format!(r#","user":"{USER}""#))]);
    assert_eq!(post.send(&[]).code, 0);
    assert_eq!(post.server.received().len(), 1);
}

#[test]
fn what_was_sent_by_mail_stays_delivered_and_only_its_receipt_is_taken_back() {
    let post = Post::new(1, Conduct::default());
    let undo = step("undo_step", &post.applications[0]);
    assert_eq!(post.send(&[]).code, 0);
    assert_eq!(post.application(0)["state"], "delivered");
    assert_eq!(post.desk.refused(&undo)["rule"], "transition-not-allowed");
    post.ok(&[&step("receive_application", &post.applications[0]), &undo]);
    assert_eq!(post.application(0)["state"], "delivered");
    assert_eq!(post.desk.refused(&undo)["rule"], "transition-not-allowed");
    post.check();
}
