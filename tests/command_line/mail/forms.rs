//! The commands that say how mail is sent, and their faults.

use serde_json::json;

use super::{Post, set_mail};
use crate::common::smtp::Conduct;

fn field(post: &Post, line: &str) -> String {
    let refused = post.desk.refused(line);
    assert_eq!(refused["rule"], "bad-field", "{refused}");
    refused["field"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_wrong_with_the_settings_is_named() {
    let post = Post::new(0, Conduct::default());
    let with = |field: &str, value: &str| {
        let mut line: serde_json::Value = serde_json::from_str(&set_mail(25, "none", "")).unwrap();
        line[field] = serde_json::from_str(value).unwrap();
        line.to_string()
    };
    for (name, value) in [
        ("host", r#""smtp example""#),
        ("host", r#""smtp.example.com:25""#),
        ("host", r#""a\r\nb""#),
        ("port", "0"),
        ("port", "65536"),
        ("port", r#""25""#),
        ("security", r#""ssl""#),
        ("from", r#""fapiao""#),
        ("from", r#""a@example.com, b@example.com""#),
        ("from", r#""云岭\nBcc: x@y.cn <a@example.com>""#),
        ("password", r#""secret""#),
    ] {
        assert_eq!(field(&post, &with(name, value)), name, "{value}");
    }
    let refused = post.desk.refused(&with("from", r#""fapiao""#));
    assert_eq!(
        refused["message"],
        "发件人（from）有误：应为一个邮箱，写成 fapiao@example.com 或 云岭科技 <fapiao@example.com> 这样。"
    );
    let asked = post.ok(&[&with("from", r#""云岭 <fapiao@example.com>""#), r#"{"op":"mail_settings"}"#]);
    let mail = &asked[1]["mail"];
    assert_eq!(
        (&mail["host"], &mail["port"], &mail["security"]),
        (&json!("localhost"), &json!(25), &json!("none"))
    );
    assert_eq!((&mail["from"], &mail["user"]), (&json!("云岭 <fapiao@example.com>"), &json!(null)));
}

#[test]
fn a_template_is_checked_when_it_is_saved() {
    let post = Post::new(0, Conduct::default());
    let template = |subject: &str, body: &str| {
        json!({ "op": "set_mail_template", "issuer": "Q", "language": "zh", "subject": subject, "body": body })
            .to_string()
    };
    let refused = post.desk.refused(&template("{byer}", "x"));
    assert_eq!(
        (&refused["field"], &refused["fault"]["placeholder"]["text"]),
        (&json!("subject"), &json!("{byer}"))
    );
    assert!(refused["message"].as_str().unwrap().contains("{buyer}"), "{refused}");
    assert_eq!(field(&post, &template("x", "a } b")), "body");
    assert_eq!(field(&post, &template("x", " ")), "body");
    assert_eq!(field(&post, &template("a\nb", "x")), "subject");
    let asked = post.ok(&[
        r#"{"op":"mail_template","issuer":"Q","language":"zh"}"#,
        &template("{issuer}", "{buyer}\n{{}}"),
        r#"{"op":"mail_template","issuer":"Q","language":"zh"}"#,
    ]);
    assert_eq!((&asked[0]["own"], &asked[2]["own"]), (&json!(false), &json!(true)));
    assert_eq!((&asked[2]["subject"], &asked[2]["body"]), (&json!("{issuer}"), &json!("{buyer}\n{{}}")));
    assert_eq!(post.desk.refused(&template("x", "x").replace("\"Q\"", "\"X\""))["rule"], "not-found");
}

#[test]
fn how_a_customer_wants_its_mail_is_remembered() {
    let post = Post::new(0, Conduct::default());
    let asked = post.ok(&[
        r#"{"op":"mail_preference","account":"C1"}"#,
        r#"{"op":"set_mail_preference","account":"C1","language":"en","cc":"a@example.com；b@example.com"}"#,
        r#"{"op":"mail_preference","account":"C1"}"#,
    ]);
    assert_eq!(asked[0], json!({ "language": "zh", "cc": null }));
    assert_eq!(asked[2], json!({ "language": "en", "cc": "a@example.com；b@example.com" }));
    let wrong = r#"{"op":"set_mail_preference","account":"C1","cc":"a@example.com\r\nBcc: x@y.cn"}"#;
    assert_eq!(post.desk.refused(wrong)["rule"], "email-invalid");
}

#[test]
fn a_password_is_not_kept_where_nobody_signs_in_or_nothing_is_given() {
    let post = Post::new(0, Conduct::default());
    let keep = |input: &[u8]| {
        let mut command = post.desk.with(&["mail-password", "--set"]);
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        crate::common::process::finish(command, input)
    };
    assert_eq!(keep(b"secret\n").code, 2);
    post.ok(&[&set_mail(25, "none", r#","user":"u@example.com""#)]);
    let empty = keep(b"\n");
    assert!(empty.code == 2 && empty.stderr.contains("没有输入密码"), "{empty:?}");
    #[cfg(target_os = "linux")]
    {
        let without_key_store = keep(b"secret\n");
        assert!(
            without_key_store.code == 2 && without_key_store.stderr.contains("密钥库"),
            "{without_key_store:?}"
        );
        assert!(!without_key_store.stderr.contains("secret"));
    }
}
