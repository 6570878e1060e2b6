//! Lines that die, servers that refuse, and programs that are stopped.

use std::process::{Child, Stdio};

use serde_json::{Value, json};

use super::{Post, set_mail};
use crate::common::smtp::{Conduct, Ends, USER};

/// What became of the only message, as `send` answered and as the outbox has it.
fn failed(post: &Post, arguments: &[&str]) -> (Value, Value) {
    let ran = post.send(arguments);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!((answer["failed"].as_array().unwrap().len(), &answer["sent"]), (1, &json!([])), "{answer}");
    (answer["failed"][0].clone(), post.outbox()[0].clone())
}

#[test]
fn a_refused_password_fails_all_and_sends_nothing() {
    let post = Post::new(2, Conduct { is_secret: true, ..Conduct::default() });
    post.ok(&[&set_mail(post.server.port, "starttls", &format!(r#","user":"{USER}""#))]);
    let mut command = post.command(&[]);
    command.env("FAPIAO_DESK_SMTP_PASSWORD", "wrong");
    let ran = crate::common::process::finish(command, b"");
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    for place in 0..2 {
        let failed = &answer["failed"][place];
        assert!(failed["why"].as_str().unwrap().contains("用户名或密码"), "{failed}");
        assert_eq!((&failed["tries"], failed["again_at"].is_string()), (&json!(1), true));
        assert_eq!(post.application(place)["state"], "issued");
    }
    assert!(!ran.stdout.contains("wrong"));
    assert!(post.server.received().is_empty());
    post.check();
}

#[test]
fn a_server_without_a_proof_of_its_name_or_without_starttls_gets_nothing() {
    let post = Post::new(1, Conduct { is_secret: true, ..Conduct::default() });
    post.ok(&[&set_mail(post.server.port, "starttls", "")]);
    let mut command = post.command(&[]);
    command.env_remove("SSL_CERT_FILE");
    let answer = crate::common::process::finish(command, b"").answer();
    assert!(answer["failed"][0]["why"].as_str().unwrap().contains("加密连接"), "{answer}");
    post.server.behave(Conduct::default());
    let (failed, _) = failed(&post, &["--application", &post.applications[0]]);
    assert!(failed["why"].as_str().unwrap().contains("STARTTLS"), "{failed}");
    assert!(post.server.received().is_empty());
}

#[test]
fn a_server_that_serves_nobody_or_wants_a_sign_in_is_of_no_message_and_is_asked_once() {
    for (conduct, said) in [
        (Conduct { turns_away: Some((554, "no service")), ..Conduct::default() }, "554 no service"),
        (Conduct { refuses_sender: Some((530, "sign in first")), ..Conduct::default() }, "用户名或密码"),
    ] {
        let post = Post::new(2, conduct);
        let ran = post.send(&[]);
        assert_eq!((ran.code, post.server.lines()), (1, 1), "{ran:?}");
        for failed in ran.answer()["failed"].as_array().unwrap() {
            assert!(failed["why"].as_str().unwrap().contains(said), "{failed}");
            assert!(failed["again_at"].is_string(), "it is tried again by itself: {failed}");
        }
        post.server.behave(Conduct::default());
        let [first, second] = &post.applications[..] else { unreachable!() };
        assert_eq!(post.send(&["--application", first, "--application", second]).code, 0);
        post.check();
    }
}

#[test]
fn a_full_mailbox_is_tried_again_later_and_an_unknown_one_is_not() {
    let refuses = Some(("fin@", 552, "mailbox full"));
    let post = Post::new(1, Conduct { refuses, ..Conduct::default() });
    let (full, kept) = failed(&post, &[]);
    assert!(full["why"].as_str().unwrap().contains("552"), "{full}");
    assert!(full["why"].as_str().unwrap().contains("mailbox full"), "{full}");
    assert_eq!((&full["tries"], &full["again_at"]), (&json!(1), &kept["again_at"]));
    assert_eq!(post.application(0)["state"], "issued");

    let later = post.send(&[]).answer();
    assert_eq!(later["left_out"][0]["rule"], "mail-pending", "{later}");
    assert_eq!(post.outbox()[0]["tries"], 1);

    let refuses = Some(("fin@", 550, "no such user"));
    post.server.behave(Conduct { refuses, ..Conduct::default() });
    let (unknown, _) = failed(&post, &["--application", &post.applications[0]]);
    assert_eq!((&unknown["tries"], unknown.get("again_at")), (&json!(2), None), "{unknown}");

    post.server.behave(Conduct::default());
    let sent = post.send(&["--application", &post.applications[0]]).answer();
    assert_eq!(sent["sent"][0]["message_id"], kept["message_id"], "it is the same message");
    assert_eq!(post.outbox()[0]["tries"], 3);
    post.check();
}

#[test]
fn after_one_refusal_the_others_are_sent_on_the_same_line() {
    let refuses = Some(("boss@", 550, "no such user"));
    let post = Post::new(2, Conduct { refuses, ..Conduct::default() });
    post.ok(&[r#"{"op":"set_mail_preference","account":"C1","cc":"boss@example.com"}"#]);
    post.send(&["--application", &post.applications[0]]);
    post.ok(&[r#"{"op":"set_mail_preference","account":"C1"}"#]);
    let both = post.send(&["--application", &post.applications[0], "--application", &post.applications[1]]);
    let answer = both.answer();
    assert_eq!((both.code, &answer["failed"][0]["application"]), (1, &json!(post.applications[0])));
    assert_eq!(answer["sent"][0]["application"], post.applications[1]);
    assert_eq!(post.server.received()[0].to, ["fin@example.com"]);
}

#[test]
fn a_server_that_takes_one_message_a_line_gets_a_line_for_each() {
    let post = Post::new(3, Conduct { ends: Some(Ends::AfterTaking), ..Conduct::default() });
    let ran = post.send(&[]);
    assert_eq!((ran.code, ran.answer()["sent"].as_array().unwrap().len()), (0, 3), "{ran:?}");
    assert!(post.outbox().iter().all(|mail| mail["tries"] == 1));
}

#[test]
fn a_server_that_lets_two_lines_die_is_not_asked_for_each_message() {
    let post = Post::new(3, Conduct { ends: Some(Ends::AtRecipient), ..Conduct::default() });
    let answer = post.send(&[]).answer();
    assert_eq!((answer["failed"].as_array().unwrap().len(), post.server.lines()), (3, 2), "{answer}");
    assert!(post.outbox().iter().all(|mail| mail["tries"] == 1 && mail["again_at"].is_string()));
}

#[test]
fn a_line_that_dies_amid_the_message_has_not_handed_it_over() {
    let post = Post::new(1, Conduct { ends: Some(Ends::InData), ..Conduct::default() });
    // More than the system takes from us before the server reads it.
    post.keep("26112000000000000001", "large.pdf", &vec![9; 12_000_000]);
    let (died, kept) = failed(&post, &[]);
    assert!(died["again_at"].is_string(), "{died}");
    assert_eq!((&kept["state"], &post.application(0)["state"]), (&json!("failed"), &json!("issued")));
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&["--application", &post.applications[0]]).code, 0);
    assert_eq!(post.server.received().len(), 1);
    post.check();
}

#[test]
fn a_line_that_dies_after_the_whole_message_leaves_it_unknown_for_a_person() {
    let post = Post::new(1, Conduct { ends: Some(Ends::AfterDot), ..Conduct::default() });
    let ran = post.send(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!((answer["unknown"].as_array().unwrap().len(), &answer["failed"]), (1, &json!([])), "{answer}");
    assert_eq!(answer["unknown"][0]["application"], post.applications[0]);

    post.server.behave(Conduct::default());
    for arguments in [&[][..], &["--application", &post.applications[0]]] {
        let again = post.send(arguments);
        assert_eq!((again.code, &again.answer()["left_out"][0]["rule"]), (1, &json!("mail-pending")));
    }
    assert!(post.server.received().is_empty(), "it is never sent again by itself");
    assert_eq!(
        (&post.outbox()[0]["state"], &post.application(0)["state"]),
        (&json!("unknown"), &json!("issued"))
    );
    post.check();
}

/// `send`, once the server is silent; killed there.
fn killed(post: &Post, ends: Ends) -> Child {
    post.server.behave(Conduct { ends: Some(ends), ..Conduct::default() });
    let child = post.command(&[]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    post.server.wait_for_silence();
    child
}

#[test]
fn a_program_that_is_killed_before_the_message_is_begun_leaves_it_waiting() {
    let post = Post::new(1, Conduct::default());
    let mut child = killed(&post, Ends::SilentAtRecipient);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(post.outbox()[0]["state"], "queued");
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&[]).answer()["sent"].as_array().unwrap().len(), 1);
    assert_eq!(post.server.received().len(), 1);
    post.check();
}

#[test]
fn a_program_that_is_killed_amid_the_message_leaves_it_unknown() {
    let post = Post::new(1, Conduct::default());
    let mut child = killed(&post, Ends::SilentAfterDot);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(post.outbox()[0]["state"], "unknown");
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&[]).answer()["left_out"][0]["rule"], "mail-pending");
    assert!(post.server.received().is_empty());
    post.check();
}

#[test]
fn one_program_at_a_time_sends_and_what_it_sends_is_left_to_it() {
    let post = Post::new(1, Conduct::default());
    let mut child = killed(&post, Ends::SilentAtRecipient);
    let second = post.send(&[]);
    assert_eq!((second.code, &second.answer()["error"]["rule"]), (2, &json!("mail-is-being-sent")));
    assert_eq!(post.outbox()[0]["state"], "sending");
    child.kill().unwrap();
    child.wait().unwrap();
}
