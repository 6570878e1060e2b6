//! Who is at a desk: passwords, what signing in lets somebody do, two people at one store, names that look alike.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use fapiao_desk::desk::check::check;
use fapiao_desk::desk::pages::sign_in::page;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::sign_in::{RecoveryCode, SignedIn, TurnedAway};
use fapiao_desk::desk::{Desk, Open, read_up_to_date};
use fapiao_desk::domain::password::Password;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::domain::sign_in::{SignInFault, wait_after};
use fapiao_desk::domain::text::Line;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::Play;
use crate::common::lines::{
    NAME, address, apply_amount, by, general_info, issue, review, special_info, step, user, with,
};

const ADD: &str = r#"{"op":"add_user","name":"新来的","roles":["clerk"]}"#;
const TOP_UP: &str = r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-22"}"#;
const BALANCE: &str = r#"{"op":"balance","account":"C1"}"#;
const REQUIRE: &str = r#"{"op":"set_sign_in","required":true}"#;

fn secret(name: &str) -> String {
    format!("雨后的{name}与竹林")
}

fn set_password(name: &str) -> String {
    json!({"op": "set_password", "name": name, "password": secret(name)}).to_string()
}

/// A customer `C1` of `T`; 陈静 and 刘洋 are clerks, 李强 and 周平 reviewers, 计费 a service, and everybody has a password.
fn begin() -> Play {
    let mut play = Play::with_bill("T");
    let users = [
        ("陈静", "clerk"),
        ("刘洋", "clerk"),
        ("李强", "reviewer"),
        ("周平", "reviewer"),
        ("计费", "service"),
    ];
    for (name, role) in users {
        play.ok(&user(name, role));
        play.ok(&set_password(name));
    }
    play.ok(&set_password("desk"));
    play
}

/// The same, where everybody has to sign in and nobody has.
fn required() -> Play {
    let mut play = begin();
    play.ok(REQUIRE);
    play
}

fn sign_in(desk: &mut Desk, name: &str) -> SignedIn {
    desk.sign_in(name, &Password::typed(&secret(name))).unwrap()
}

fn send(desk: &mut Desk, line: &str) -> Result<Value, Refusal> {
    desk.handle(&decode(serde_json::from_str(line).unwrap())?)?.to_json()
}

fn failed(why: SignInFault) -> Refusal {
    Refusal::SignInFailed { why }
}

fn turned_away(why: SignInFault, failures: u64) -> Result<SignedIn, TurnedAway> {
    Err(TurnedAway { refusal: failed(why), wait: wait_after(failures) })
}

fn count(play: &Play, sql: &str) -> i64 {
    Connection::open(play.desk.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn without_sign_in_everything_is_as_it_was() {
    let mut play = begin();
    play.ok(&by("陈静", TOP_UP));
    play.ok(TOP_UP);
    assert_eq!(play.desk.who().unwrap(), None);
    sign_in(&mut play.desk, "李强");
    assert_eq!(
        play.refusal(TOP_UP)["by"],
        "李强",
        "whoever signs in all the same is meant where nobody is named"
    );
    play.ok(&by("陈静", TOP_UP));
    assert!(!page(&read_up_to_date(play.desk.path()).unwrap()).unwrap().is_required);
}

#[test]
fn sign_in_is_not_required_while_an_active_user_has_no_password() {
    let mut play = begin();
    play.ok(&user("赵敏", "clerk"));
    play.ok(&user("孙立", "clerk"));
    let error = play.refusal(REQUIRE);
    assert_eq!(
        (&error["rule"], &error["field"], &error["fault"]["without_password"]["users"]),
        (&json!("bad-field"), &json!("required"), &json!(["赵敏", "孙立"]))
    );
    play.ok(r#"{"op":"disable_user","name":"赵敏"}"#);
    play.ok(&set_password("孙立"));
    play.ok(REQUIRE);
    assert_eq!(play.refusal(TOP_UP), json!({"rule": "sign-in-failed", "why": "required"}));
    sign_in(&mut play.desk, "desk");
    play.ok(r#"{"op":"set_sign_in","required":false}"#);
    play.desk.sign_out();
    play.ok(TOP_UP);
}

#[test]
fn where_it_is_required_nothing_is_done_or_answered_unless_somebody_is_signed_in() {
    let mut play = required();
    for line in [TOP_UP, BALANCE, &by("desk", TOP_UP), &by("计费", BALANCE), &by("无名", BALANCE)] {
        assert_eq!(play.send(line), Err(failed(SignInFault::Required)), "{line}");
    }
    assert_eq!(sign_in(&mut play.desk, "陈静").name, "陈静");
    play.ok(TOP_UP);
    play.ok(&by("陈静", BALANCE));
    assert_eq!(play.refusal(ADD), json!({"rule": "not-permitted", "by": "陈静", "needs": ["admin"]}));
    play.desk.sign_out();
    assert_eq!(play.send(BALANCE), Err(failed(SignInFault::Required)));
    assert!(play.desk.run_due_plans(false).is_ok(), "the program itself signs in nowhere");
}

#[test]
fn wrong_passwords_are_counted_also_where_the_store_is_only_looked_at() {
    let store = required().close();
    let mut desk = Desk::open(&store, Open::ToLookAt).unwrap();
    let wrong = Password::typed("不是这个密码");
    for failures in 1..=7 {
        assert_eq!(desk.sign_in("陈静", &wrong), turned_away(SignInFault::Wrong, failures));
    }
    sign_in(&mut desk, "陈静");
    assert_eq!(desk.sign_in("陈静", &wrong), turned_away(SignInFault::Wrong, 1));
}

#[test]
fn what_names_nobody_is_done_as_whoever_is_signed_in() {
    let mut play = required();
    sign_in(&mut play.desk, "陈静");
    let number =
        play.applied(r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true}"#);
    assert_eq!(play.application(&number)["timeline"][0]["by"], "陈静");
}

#[test]
fn another_is_named_by_a_service_alone_and_never_for_a_second_persons_or_an_admins_work() {
    let mut play = required();
    play.desk.sign_out();
    sign_in(&mut play.desk, "陈静");
    for line in [TOP_UP, BALANCE] {
        let refused = json!({"rule": "not-permitted", "by": "陈静", "needs": ["service"]});
        assert_eq!(play.refusal(&by("刘洋", line)), refused, "{line}");
    }
    sign_in(&mut play.desk, "计费");
    play.ok(TOP_UP);
    play.ok(&by("刘洋", TOP_UP));
    play.ok(&by("李强", BALANCE));
    let approve = review("approve", "C1", "李强");
    let reject = r#"{"op":"reject_correction","application":"FP1","reason":"x","by":"李强"}"#;
    for (line, needs) in [
        (&*by("desk", ADD), json!(["admin"])),
        (&approve, json!(["reviewer"])),
        (reject, json!(["reviewer", "admin"])),
        (&by("刘洋", &set_password("刘洋")), json!(["admin"])),
        (&by("desk", &set_password("刘洋")), json!(["admin"])),
    ] {
        let refused = json!({"rule": "not-permitted", "by": "计费", "needs": needs});
        assert_eq!(play.refusal(line), refused, "{line}");
    }
    // Who is named needs the role too.
    assert_eq!(play.refusal(&by("李强", TOP_UP))["by"], "李强");
    assert_eq!(play.refused(&by("无名", TOP_UP)), "not-found");
}

#[test]
fn a_service_is_no_second_person_whomever_it_names() {
    let mut play = begin();
    play.all_ok([
        r#"{"op":"copy_policy","from":"tencent-cloud","code":"own"}"#,
        r#"{"op":"change_policy","code":"own","changes":{"second_person_to_issue":true}}"#,
        r#"{"op":"change_issuer","code":"T","changes":{"policy":"own"}}"#,
        &general_info("C1"),
        &address("C1", "孙敏"),
        REQUIRE,
    ]);
    play.desk.sign_out();
    sign_in(&mut play.desk, "计费");
    let number = play.applied(&by("陈静", &apply_amount("C1", "100.00")));
    play.ok(&by("陈静", &step("accept_application", &number)));
    let line = issue(&number, &[("26442000000000000001", "100.00")]);
    let asks = with(&step("request_step", &number), r#""step":"issue""#);
    let refuses = with(&step("refuse_request", &number), r#""step":"issue","reason":"x""#);
    let refused = json!({"rule": "not-permitted", "by": "计费", "needs": ["clerk", "admin"]});
    for line in [line.clone(), by("刘洋", &line)] {
        assert_eq!(play.refusal(&line), refused, "{line}");
    }
    // To ask is a clerk's work, and to answer a second person's.
    play.ok(&by("陈静", &asks));
    assert_eq!(play.refusal(&by("刘洋", &refuses)), refused);
    // Whoever made the application through it is a first person, and so is it once it is a program no more.
    sign_in(&mut play.desk, "desk");
    play.ok(r#"{"op":"change_user","name":"计费","roles":["clerk"]}"#);
    sign_in(&mut play.desk, "计费");
    assert_eq!(play.refused(&line), "four-eyes");
    sign_in(&mut play.desk, "刘洋");
    play.ok(&line);
}

#[test]
fn two_people_work_at_one_store_at_once_and_each_sees_the_others_work() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let submission = play.submission("C1");
    play.ok(&submission);
    play.ok(REQUIRE);
    let mut other = Desk::open(play.desk.path(), Open::Existing).unwrap();
    sign_in(&mut play.desk, "李强");
    sign_in(&mut other, "周平");
    play.ok(r#"{"op":"hold_qualification","account":"C1"}"#);
    let held = send(&mut other, r#"{"op":"approve_qualification","account":"C1"}"#).unwrap_err();
    assert_eq!(serde_json::to_value(held).unwrap()["key"], "李强");
    play.ok(r#"{"op":"release_qualification","account":"C1"}"#);
    send(&mut other, r#"{"op":"approve_qualification","account":"C1"}"#).unwrap();
    sign_in(&mut play.desk, "陈静");
    assert_eq!(other.who().unwrap().unwrap().name, "周平", "the seat is the desk's own");
    let number =
        play.applied(r#"{"op":"submit_application","account":"C1","type":"enterprise_special","all":true}"#);
    let seen = send(&mut other, &json!({"op": "application", "application": number}).to_string()).unwrap();
    assert_eq!(seen["timeline"][0]["by"], "陈静");
    let mut third = Desk::open(play.desk.path(), Open::Existing).unwrap();
    assert_eq!(send(&mut third, BALANCE), Err(failed(SignInFault::Required)));
}

#[test]
fn each_wrong_password_in_a_row_waits_longer_and_a_right_one_not_at_all() {
    let mut play = required();
    let wrong = |desk: &mut Desk, name: &str| desk.sign_in(name, &Password::typed("不是这个密码"));
    for failures in 1..=3 {
        assert_eq!(wrong(&mut play.desk, "陈静"), turned_away(SignInFault::Wrong, failures));
    }
    assert_eq!(
        wrong(&mut play.desk, "刘洋"),
        turned_away(SignInFault::Wrong, 1),
        "each user's are their own"
    );
    assert_eq!(wrong(&mut play.desk, "无名"), turned_away(SignInFault::Wrong, 1));
    assert_eq!(play.desk.who().unwrap(), None);
    let signed_in = sign_in(&mut play.desk, "陈静");
    assert_eq!((signed_in.failures, signed_in.last_failed_at.is_some()), (3, true));
    assert_eq!(sign_in(&mut play.desk, "陈静").failures, 0);
    assert_eq!(wrong(&mut play.desk, "陈静"), turned_away(SignInFault::Wrong, 1));
    assert_eq!(play.desk.who().unwrap().unwrap().name, "陈静", "whoever is there stays");
}

#[test]
fn a_disabled_user_is_let_in_nowhere_and_what_they_did_stays() {
    let mut play = begin();
    play.ok(&by("陈静", TOP_UP));
    sign_in(&mut play.desk, "陈静");
    let mut admin = Desk::open(play.desk.path(), Open::Existing).unwrap();
    send(&mut admin, r#"{"op":"disable_user","name":"陈静"}"#).unwrap();
    let refused = json!({"rule": "not-permitted", "by": "陈静", "needs": []});
    assert_eq!(play.refusal(TOP_UP), refused, "also where they have signed in before");
    play.desk.sign_out();
    for line in [TOP_UP, BALANCE] {
        assert_eq!(play.refusal(&by("陈静", line)), refused, "{line}");
    }
    let right = Password::typed(&secret("陈静"));
    assert_eq!(play.desk.sign_in("陈静", &right), turned_away(SignInFault::Disabled, 1));
    assert_eq!(play.desk.set_default_user(None, "陈静").unwrap_err().id(), "not-permitted");
    play.ok(r#"{"op":"enable_user","name":"陈静"}"#);
    play.ok(&by("陈静", TOP_UP));
    sign_in(&mut play.desk, "陈静");
}

#[test]
fn nothing_is_done_in_the_name_of_a_disabled_default_user() {
    let mut play = begin();
    play.desk.set_default_user(None, "陈静").unwrap();
    play.ok(&by("desk", r#"{"op":"disable_user","name":"陈静"}"#));
    assert_eq!(play.refusal(TOP_UP), json!({"rule": "not-permitted", "by": "陈静", "needs": []}));
}

#[test]
fn the_last_active_admin_is_not_disabled() {
    let mut play = begin();
    let last = |error: Value| (error["field"].clone(), error["fault"].clone());
    let disable = |name: &str| format!(r#"{{"op":"disable_user","name":"{name}"}}"#);
    assert_eq!(last(play.refusal(&disable("desk"))), (json!("name"), json!("last_admin")));
    play.ok(&user("吴越", "admin"));
    play.ok(&by("吴越", &disable("desk")));
    assert_eq!(last(play.refusal(&by("吴越", &disable("吴越")))), (json!("name"), json!("last_admin")));
    let change = r#"{"op":"change_user","name":"吴越","roles":["clerk"]}"#;
    assert_eq!(
        last(play.refusal(&by("吴越", change))),
        (json!("roles"), json!("last_admin")),
        "desk is disabled"
    );
}

#[test]
fn one_sets_ones_own_password_and_an_admin_anyones_who_is_to_change_it() {
    let mut play = begin();
    let password = |name: &str, password: &str| {
        json!({"op": "set_password", "name": name, "password": password}).to_string()
    };
    let refused = json!({"rule": "not-permitted", "by": "刘洋", "needs": ["admin"]});
    assert_eq!(play.refusal(&by("刘洋", &password("陈静", "另一个很好的密码"))), refused);
    assert!(sign_in(&mut play.desk, "陈静").must_change, "the admin set it");
    play.ok(&password("陈静", "竹林里的另一场雨"));
    let signed_in = play.desk.sign_in("陈静", &Password::typed("竹林里的另一场雨")).unwrap();
    assert!(!signed_in.must_change);
    assert!(play.desk.sign_in("陈静", &Password::typed(&secret("陈静"))).is_err());
    for (given, fault) in [
        ("七个字的密码啊", json!({"too_short": {"min": 8}})),
        ("password", json!("common")),
        ("陈静陈静陈静陈静", json!("own_name")),
    ] {
        let error = play.refusal(&password("陈静", given));
        assert_eq!((&error["field"], &error["fault"]["password"]), (&json!("password"), &fault), "{given}");
    }
}

#[test]
fn a_password_is_nowhere_in_the_store_nor_in_what_is_said() {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"set_password","name":"desk","password":"the-Needle-in-it","id":"p-1"}"#);
    let refusal =
        play.send(r#"{"op":"set_password","name":"无名","password":"the-Needle-in-it"}"#).unwrap_err();
    assert!(!format!("{refusal:?}").contains("Needle"));
    let envelope = decode(
        serde_json::from_str(r#"{"op":"set_password","name":"desk","password":"the-Needle-in-it"}"#).unwrap(),
    );
    assert!(!format!("{envelope:?}").contains("Needle"));
    let request: String = Connection::open(play.desk.path())
        .unwrap()
        .query_row("SELECT request FROM audit WHERE op = 'set_password'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(request, r#"{"name":"desk"}"#);
    let path = play.desk.path().to_owned();
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(6).any(|window| window == b"Needle"), "{}", file.display());
    }
}

#[test]
fn a_password_that_is_sent_again_with_its_id_is_set_once_and_another_is_a_conflict() {
    let mut play = begin();
    let line = |password: &str| {
        json!({"op": "set_password", "name": "陈静", "password": password, "id": "p-1"}).to_string()
    };
    play.ok(&line("竹林里的另一场雨"));
    let entries = count(&play, "SELECT count(*) FROM audit");
    play.ok(&line("竹林里的另一场雨"));
    assert_eq!(count(&play, "SELECT count(*) FROM audit"), entries);
    assert_eq!(play.refused(&line("竹林里的第三场雨")), "conflict");
    assert_eq!(play.refused(&by("刘洋", &line("竹林里的另一场雨"))), "conflict", "another's id");
    play.desk.sign_in("陈静", &Password::typed("竹林里的另一场雨")).unwrap();
}

#[test]
fn a_kept_answer_is_for_whoever_may_still_ask() {
    let mut play = required();
    sign_in(&mut play.desk, "陈静");
    let line = TOP_UP.replacen('{', r#"{"id":"t-1","#, 1);
    play.ok(&line);
    play.desk.sign_out();
    assert_eq!(play.send(&line), Err(failed(SignInFault::Required)));
}

#[test]
fn what_an_older_desk_made_cheaper_is_made_anew_at_sign_in_and_the_user_signs_as_before() {
    let mut play = required();
    sign_in(&mut play.desk, "desk");
    let text = |play: &Play, sql: &str| -> String {
        Connection::open(play.desk.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let hash = |play: &Play| text(play, "SELECT password_hash FROM password WHERE user_id = 1");
    let salt = |play: &Play| text(play, "SELECT salt FROM signing_key WHERE user_id = 1");
    let public = |play: &Play| text(play, "SELECT hex(public) FROM signing_key WHERE user_id = 1");
    let key = play.desk.seat().unwrap().key().unwrap().clone();
    // Both as they were made when a hash cost less.
    let params = Params::new(64, 1, 1, None).unwrap();
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let password = secret("desk");
    let old = cheap.hash_password_with_salt(password.as_bytes(), &[7; 16]).unwrap().to_string();
    let (old_salt, _) = old.rsplit_once('$').unwrap();
    let mut wrapping = [0; 32];
    cheap.hash_password_into(password.as_bytes(), &[7; 16], &mut wrapping).unwrap();
    let payload = Payload { msg: &key.signing_key().to_bytes(), aad: &key.public() };
    let sealed = XChaCha20Poly1305::new(&wrapping.into()).encrypt(&[9; 24].into(), payload).unwrap();
    let wrapped = [&[9; 24][..], &sealed].concat();
    let db = Connection::open(play.desk.path()).unwrap();
    db.execute("UPDATE password SET password_hash = ?1 WHERE user_id = 1", [&old]).unwrap();
    let sql = "UPDATE signing_key SET wrapped = ?1, salt = ?2 WHERE user_id = 1";
    db.execute(sql, rusqlite::params![wrapped, old_salt]).unwrap();

    let before = public(&play);
    assert!(play.desk.sign_in("desk", &Password::typed("不是这个密码")).is_err());
    assert_eq!((hash(&play), salt(&play)), (old.clone(), old_salt.to_owned()));
    let entries = count(&play, "SELECT count(*) FROM audit");
    sign_in(&mut play.desk, "desk");
    assert_eq!(count(&play, "SELECT count(*) FROM audit"), entries + 1, "both in one transaction");
    let renewed = (hash(&play), salt(&play));
    let costs = "$argon2id$v=19$m=19456,t=2,p=1$";
    assert!(renewed.0.starts_with(costs) && renewed.1.starts_with(costs), "{renewed:?}");
    sign_in(&mut play.desk, "desk");
    assert_eq!((hash(&play), salt(&play)), renewed, "they cost what they should");
    assert_eq!(play.desk.seat().unwrap().key().unwrap().public(), key.public());
    assert_eq!(public(&play), before);
    // Where the key alone is cheaper, it is made anew, too.
    db.execute(sql, rusqlite::params![wrapped, old_salt]).unwrap();
    sign_in(&mut play.desk, "desk");
    assert!(salt(&play).starts_with(costs));
}

#[test]
fn names_that_look_alike_are_one_name() {
    let mut play = begin();
    play.ok(&user("WangMin", "clerk"));
    for alike in ["wangmin", "ＷａｎｇＭｉｎ", "WаngMin", "Wangmln", " WangMin "] {
        let error = play.refusal(&user(alike, "clerk"));
        assert_eq!((&error["rule"], &error["key"]), (&json!("conflict"), &json!("WangMin")), "{alike}");
    }
    assert_eq!(play.refused(&user("Fapiao-Desk", "clerk")), "conflict", "the program itself");
    play.ok(&user("王敏", "clerk"));
    play.ok(&json!({"op": "set_password", "name": "WangMin", "password": "雨后的竹林与山谷"}).to_string());
    let signed_in = play.desk.sign_in("ｗａｎｇｍｉｎ", &Password::typed("雨后的竹林与山谷")).unwrap();
    assert_eq!(signed_in.name, "WangMin");
}

#[test]
fn look_alikes_of_an_older_store_stay_and_each_signs_in_by_the_exact_name() {
    let mut play = begin();
    play.ok(&user("WangMin", "clerk"));
    Connection::open(play.desk.path())
        .unwrap()
        .execute("INSERT INTO app_user (name, roles) VALUES ('wangmin', '[\"clerk\"]')", [])
        .unwrap();
    for name in ["WangMin", "wangmin"] {
        let line = json!({"op": "set_password", "name": name, "password": format!("只属于{name}的密码")})
            .to_string();
        play.ok(&line);
    }
    for name in ["WangMin", "wangmin"] {
        let password = Password::typed(&format!("只属于{name}的密码"));
        assert_eq!(play.desk.sign_in(name, &password).unwrap().name, name);
    }
}

#[test]
fn the_first_user_of_a_new_store_has_a_name_a_password_and_a_recovery_code_that_works_once() {
    let mut play = Play::empty();
    let name = Line::try_from("赵丽华").unwrap();
    let code = play.desk.begin_sign_in(&name, &Password::typed("雨后的山谷与竹林")).unwrap();
    assert_eq!(play.desk.who().unwrap().unwrap().name, "赵丽华");
    let again = play.desk.begin_sign_in(&name, &Password::typed("雨后的山谷与竹林"));
    assert_eq!(again.unwrap_err().id(), "conflict");
    let page = page(&read_up_to_date(play.desk.path()).unwrap()).unwrap();
    assert_eq!((page.is_required, page.one_person.as_deref()), (true, Some("赵丽华")));
    assert!(page.users[0].has_recovery_code && page.users[0].can_sign_in());
    play.ok(ADD);
    play.desk.sign_out();
    let other = RecoveryCode::typed("00000-00000-00000-00000-000000");
    let fresh = Password::try_from("换成新的一个好密码").unwrap();
    assert_eq!(play.desk.recover("赵丽华", &other, &fresh), turned_away(SignInFault::WrongCode, 1));
    assert_eq!(play.desk.recover("新来的", &code, &fresh), turned_away(SignInFault::WrongCode, 1));
    let typed = RecoveryCode::typed(&code.shown().to_lowercase());
    assert_eq!(play.desk.recover("赵丽华", &typed, &fresh).unwrap().name, "赵丽华");
    play.ok(r#"{"op":"policies"}"#);
    assert_eq!(
        play.desk.recover("赵丽华", &code, &fresh),
        turned_away(SignInFault::WrongCode, 1),
        "it is used up"
    );
    assert!(play.desk.sign_in("赵丽华", &Password::typed("雨后的山谷与竹林")).is_err());
    play.desk.sign_in("赵丽华", &fresh).unwrap();
    let ops = count(&play, "SELECT count(*) FROM audit WHERE op IN ('begin_sign_in', 'recover')");
    assert_eq!(ops, 2, "both are in the log");
}

#[test]
fn an_admin_makes_another_recovery_code_and_nobody_else_one() {
    let mut play = required();
    sign_in(&mut play.desk, "陈静");
    assert_eq!(play.desk.make_recovery_code(None).unwrap_err().id(), "not-permitted");
    sign_in(&mut play.desk, "desk");
    let first = play.desk.make_recovery_code(None).unwrap();
    let second = play.desk.make_recovery_code(None).unwrap();
    let fresh = Password::try_from("换成新的一个好密码").unwrap();
    assert!(play.desk.recover("desk", &first, &fresh).is_err(), "the newest counts");
    play.desk.recover("desk", &second, &fresh).unwrap();
}

#[test]
fn a_store_warns_while_one_person_has_all_roles() {
    let mut play = Play::empty();
    let one_person = |play: &Play| page(&read_up_to_date(play.desk.path()).unwrap()).unwrap().one_person;
    assert_eq!(one_person(&play).as_deref(), Some("desk"));
    play.ok(&user("计费", "service"));
    assert_eq!(one_person(&play).as_deref(), Some("desk"), "a service is nobody who checks");
    play.ok(&user("李强", "reviewer"));
    assert_eq!(one_person(&play), None);
    play.ok(r#"{"op":"disable_user","name":"李强"}"#);
    assert_eq!(one_person(&play).as_deref(), Some("desk"));
}

#[test]
fn ones_own_new_password_keeps_ones_key_and_an_admins_makes_another_while_the_old_one_stays() {
    let mut play = begin();
    let keys = |play: &Play| -> Vec<Vec<u8>> {
        let db = Connection::open(play.desk.path()).unwrap();
        let sql = "SELECT public FROM signing_key k JOIN app_user u ON u.id = k.user_id WHERE u.name = '陈静' ORDER BY k.id";
        let mut statement = db.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let set =
        |password: &str| json!({"op": "set_password", "name": "陈静", "password": password}).to_string();
    let first = keys(&play);
    assert_eq!(first.len(), 1);
    sign_in(&mut play.desk, "陈静");
    let key = |desk: &Desk| desk.seat().unwrap().key().map(|key| key.public().to_vec());
    assert_eq!(key(&play.desk).as_ref(), first.last());
    play.ok(&set("竹林里的另一场雨"));
    assert_eq!(keys(&play), first, "the same, wrapped anew");
    play.desk.sign_in("陈静", &Password::typed("竹林里的另一场雨")).unwrap();
    assert_eq!(key(&play.desk).as_ref(), first.last());
    let mut admin = Desk::open(play.desk.path(), Open::Existing).unwrap();
    sign_in(&mut admin, "desk");
    send(&mut admin, &set("管理员给的密码一")).unwrap();
    let second = keys(&play);
    assert_eq!((second.len(), &second[0]), (2, &first[0]));
    // Whoever was signed in meanwhile has the old key, and gets a new one with the next password of theirs.
    play.ok(&set("竹林里的第三场雨"));
    assert_eq!(keys(&play).len(), 3);
    play.desk.sign_in("陈静", &Password::typed("竹林里的第三场雨")).unwrap();
    assert_eq!(key(&play.desk).as_ref(), keys(&play).last());
}

#[test]
fn nothing_is_wrong_with_a_store_whose_users_came_went_and_forgot() {
    let mut play = required();
    let wrong = Password::typed("不是这个密码");
    assert!(play.desk.sign_in("陈静", &wrong).is_err());
    sign_in(&mut play.desk, "陈静");
    play.ok(TOP_UP);
    play.ok(&json!({"op": "set_password", "name": "陈静", "password": "竹林里的另一场雨"}).to_string());
    play.ok(TOP_UP);
    sign_in(&mut play.desk, "desk");
    play.ok(r#"{"op":"disable_user","name":"陈静"}"#);
    play.ok(r#"{"op":"enable_user","name":"陈静"}"#);
    play.ok(&set_password("陈静"));
    let code = play.desk.make_recovery_code(None).unwrap();
    play.desk.sign_out();
    play.desk.recover("desk", &code, &Password::try_from("换成新的一个好密码").unwrap()).unwrap();
    play.ok(TOP_UP);
    play.desk.run_due_plans(false).unwrap();
    sign_in(&mut play.desk, "陈静");
    play.ok(TOP_UP);
    assert_eq!(check(play.desk.path()).unwrap().violations, []);
}
