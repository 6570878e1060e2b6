//! Separation of duties: where the policy says so, who applied does not record the issue, and neither who applied nor who
//! recorded the issue reverses, by whatever way in; whoever may not asks, and a second person does it or refuses to.

mod asked;
mod files;
mod requests;

use fapiao_desk::desk::check::check;
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::audit::AuditQuery;
use fapiao_desk::desk::pages::bulk::{WhyLeftOut, step_of_many};
use fapiao_desk::desk::{Store, read_up_to_date};
use fapiao_desk::domain::application::Step;
use serde_json::{Value, json};

use crate::common::lines::{
    apply_all, approve_correction, by, issue, paid, request_correction, reverse, step, user, with,
};
use crate::common::{Play, text};

const ON: &str = r#"{"second_person_to_issue":true,"second_person_to_reverse":true}"#;
const OFF: &str = r#"{"second_person_to_issue":false,"second_person_to_reverse":false}"#;

/// A desk with 王敏 and 李强, clerks, and 周平, who reviews; `T` and `Q` work under copies of their policies, with these
/// duties. `C1` is a customer of `issuer` with a paid bill of 100.00.
fn desk(issuer: &str, duties: &str) -> Play {
    let mut play = Play::with_bill(issuer);
    play.all_ok([user("王敏", "clerk"), user("李强", "clerk"), user("周平", "reviewer")]);
    for (issuer, from) in [("T", "tencent-cloud"), ("Q", "qweather")] {
        play.ok(&format!(r#"{{"op":"copy_policy","from":"{from}","code":"own-{issuer}"}}"#));
        let changes = format!(r#"{{"policy":"own-{issuer}"}}"#);
        play.ok(&format!(r#"{{"op":"change_issuer","code":"{issuer}","changes":{changes}}}"#));
    }
    turn(&mut play, duties);
    play
}

fn turn(play: &mut Play, duties: &str) {
    for issuer in ["T", "Q"] {
        play.ok(&format!(r#"{{"op":"change_policy","code":"own-{issuer}","changes":{duties}}}"#));
    }
}

/// An application of `C1` over everything by 王敏, which is being issued.
fn issuing(play: &mut Play) -> String {
    let number = play.applied(&by("王敏", &apply_all("C1")));
    play.accept(&number);
    number
}

/// The same, issued by 李强.
fn issued(play: &mut Play) -> String {
    let number = issuing(play);
    play.ok(&by("李强", &issue(&number, &[(BLUE, "100.00")])));
    number
}

const BLUE: &str = "26442000000000000001";
const RED: &str = "26442000000000000009";

fn assert_well(play: &Play) {
    let report = check(play.desk.path()).unwrap();
    assert!(report.violations.is_empty(), "{:?}", report.violations);
}

fn asks(number: &str, of: &str) -> String {
    with(&step("request_step", number), &format!(r#""step":"{of}""#))
}

#[test]
fn who_applied_does_not_record_the_issue_and_is_told_who_may() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let line = issue(&number, &[(BLUE, "100.00")]);
    let refused = json!({"rule": "four-eyes", "by": "王敏", "application": number, "step": "issue",
        "may": ["desk", "李强"]});
    assert_eq!(play.refusal(&by("王敏", &line)), refused);
    play.ok(&by("李强", &line));
    assert_well(&play);
}

#[test]
fn neither_who_applied_nor_who_recorded_the_issue_reverses() {
    let mut play = desk("T", ON);
    let number = issued(&mut play);
    for (first, may) in [("王敏", ["desk"]), ("李强", ["desk"])] {
        let refusal = play.refusal(&by(first, &reverse(&number, RED)));
        assert_eq!((&refusal["rule"], &refusal["may"]), (&json!("four-eyes"), &json!(may)), "{first}");
    }
    play.ok(&reverse(&number, RED));
    assert_eq!(play.application(&number)["state"], "reversed");
    assert_well(&play);
}

#[test]
fn a_duty_holds_from_the_day_it_is_turned_on_until_it_is_turned_off_whatever_version_was_applied_under() {
    let mut play = desk("T", OFF);
    let number = issuing(&mut play);
    let line = by("王敏", &issue(&number, &[(BLUE, "100.00")]));
    turn(&mut play, ON);
    assert_eq!(play.refused(&line), "four-eyes", "the application was made before");
    turn(&mut play, OFF);
    play.ok(&line);
    turn(&mut play, ON);
    assert_eq!(play.refused(&by("王敏", &reverse(&number, RED))), "four-eyes");
    assert_well(&play);
}

#[test]
fn each_duty_is_one_by_itself() {
    let mut play = desk("T", r#"{"second_person_to_reverse":true}"#);
    let number = issuing(&mut play);
    play.ok(&by("王敏", &issue(&number, &[(BLUE, "100.00")])));
    assert_eq!(play.refused(&by("王敏", &reverse(&number, RED))), "four-eyes");
    turn(&mut play, r#"{"second_person_to_issue":true,"second_person_to_reverse":false}"#);
    play.ok(&by("王敏", &reverse(&number, RED)));
    assert_well(&play);
}

#[test]
fn whoever_approves_a_correction_reverses_and_is_a_second_person_too() {
    let mut play = desk("Q", r#"{"second_person_to_reverse":true}"#);
    play.ok(&user("陈静", "admin"));
    let number = play.applied(&by("王敏", &apply_all("C1")));
    play.accept(&number);
    play.ok(&by("陈静", &issue(&number, &[(BLUE, "100.00")])));
    play.ok(&by("李强", &request_correction(&number, r#"{"remark":"合同 1"}"#)));
    assert_eq!(play.refused(&approve_correction(&number, RED, "陈静")), "four-eyes", "she issued it");
    // 周平 reviews, which is enough to decide on corrections.
    play.ok(&approve_correction(&number, RED, "周平"));
    assert_well(&play);
}

#[test]
fn what_a_plan_applied_for_is_issued_by_another_than_who_last_changed_the_plan() {
    let mut play = desk("T", ON);
    let plan = r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#;
    play.ok(&by("王敏", plan));
    // Whoever saves it as it is has not changed it.
    play.ok(&by("李强", plan));
    play.at("2026-12-10T12:00:00+08:00");
    let runs = play.desk.run_due_plans(false).unwrap();
    let number = runs.runs[0].application.clone().unwrap();
    assert_eq!(play.application(&number)["timeline"][0]["by"], "fapiao-desk");
    play.accept(&number);
    let line = issue(&number, &[(BLUE, "100.00")]).replace("2026-11-22", "2026-12-10");
    assert_eq!(play.refused(&by("王敏", &line)), "four-eyes");
    play.ok(&by("李强", &line));
    assert_well(&play);
}

#[test]
fn whoever_may_act_for_others_is_nobodys_second_person_whatever_else_he_may_do() {
    let mut play = desk("Q", ON);
    for roles in [r#""service","clerk""#, r#""service","reviewer""#] {
        play.ok(&format!(r#"{{"op":"add_user","name":"{}","roles":[{roles}]}}"#, roles.replace('"', "")));
    }
    let number = issuing(&mut play);
    let line = issue(&number, &[(BLUE, "100.00")]);
    assert_eq!(play.refused(&by("service,clerk", &line)), "not-permitted");
    assert_eq!(play.refusal(&by("王敏", &line))["may"], json!(["desk", "李强"]));
    play.ok(&by("李强", &line));
    assert_eq!(play.refused(&by("service,clerk", &reverse(&number, RED))), "not-permitted");
    play.ok(&by("王敏", &request_correction(&number, r#"{"remark":"合同 1"}"#)));
    assert_eq!(play.refused(&approve_correction(&number, RED, "service,reviewer")), "not-permitted");
    play.ok(&approve_correction(&number, RED, "周平"));
    assert_well(&play);
}

#[test]
fn an_attempt_is_written_down() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    play.refused(&by("王敏", &issue(&number, &[(BLUE, "100.00")])));
    let db = read_up_to_date(play.desk.path()).unwrap();
    let query = AuditQuery { refused: true, ..AuditQuery::default() };
    let rows = query.page(&db, &play.desk.moment(), None, 10).unwrap();
    assert_eq!((rows[0].by.as_str(), rows[0].op.as_str()), ("王敏", "issue_application"));
    assert_eq!(rows[0].refused.as_deref(), Some("four-eyes"));
}

#[test]
fn turning_a_duty_on_warns_where_too_few_do_a_clerks_work() {
    let mut play = Play::new();
    play.ok(r#"{"op":"copy_policy","from":"tencent-cloud","code":"own"}"#);
    let on = r#"{"op":"change_policy","code":"own","changes":{"second_person_to_issue":true}}"#;
    assert_eq!(play.ok(on), json!({"code": "own", "version": 2, "nobody_but": ["desk"]}));
    play.ok(&user("计费", "service"));
    play.ok(&user("周平", "reviewer"));
    let reverse = on.replace("to_issue", "to_reverse");
    assert_eq!(play.ok(&reverse)["nobody_but"], json!(["desk"]), "neither is a clerk");
    play.ok(&user("王敏", "clerk"));
    assert_eq!(play.ok(&reverse)["nobody_but"], json!(["desk", "王敏"]), "a third reverses");
    play.ok(&user("李强", "clerk"));
    assert_eq!(play.ok(&reverse), json!({"code": "own", "version": 3}));
}

#[test]
fn of_many_those_are_left_out_that_a_second_person_has_to_issue() {
    let mut play = desk("T", ON);
    let own = issuing(&mut play);
    play.customer("C2", "T");
    play.ok(&paid("C2", "B2", "50.00"));
    let others = play.applied(&by("李强", &apply_all("C2")));
    play.accept(&others);
    let looked_at = |play: &Play| {
        let (db, mut moment) = (Store::open_reader(play.desk.path()).unwrap(), play.desk.moment());
        moment.user = Some("王敏".into());
        step_of_many(&db, &moment, Step::Issue, &[own.clone(), others.clone()]).unwrap()
    };
    let many = looked_at(&play);
    assert_eq!(many.ready.iter().map(|of| &of.application).collect::<Vec<_>>(), [&others]);
    assert!(matches!(many.left_out[0].why, WhyLeftOut::ForSecondPerson { .. }), "{many:?}");
    play.ok(&by("王敏", &asks(&own, "issue")));
    assert_eq!(looked_at(&play).left_out[0].why, WhyLeftOut::Asked);
}

/// The requests of an application, as it answers them.
fn requests(play: &mut Play, number: &str) -> Value {
    play.application(number)["requests"].clone()
}

/// What happened to an application, with the notes.
fn timeline(play: &mut Play, number: &str) -> Vec<(String, String)> {
    let view = play.application(number);
    let events = view["timeline"].as_array().unwrap();
    let note = |event: &Value| event["note"].as_str().unwrap_or_default().to_owned();
    events.iter().map(|event| (text(&event["event"]), note(event))).collect()
}
