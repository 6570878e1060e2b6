//! Every command as every set of roles.

use std::path::Path;

use fapiao_desk::desk::protocol::decode::{Request, decode};
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::domain::draft::{DraftForm, DraftKey};
use serde_json::json;

use crate::authority::scene::{Scene, USERS, about, application, has_one, leave_mail_unknown, play};
use crate::common::Play;
use crate::common::lines::{NAME, apply_bills, by, issuer, special_info, step, with};
use crate::common::returned::{Made, invoice};

const ADMINS: &[&str] = &["admin"];
const CLERKS: &[&str] = &["clerk", "admin"];
const DECIDERS: &[&str] = &["reviewer", "admin"];
const REVIEWERS: &[&str] = &["reviewer"];
const ALL: &[&str] = &["clerk", "reviewer", "admin"];

/// Every command with what it needs to be carried out, and who may give it.
fn commands(play: &mut Play) -> Vec<(&'static [&'static str], String)> {
    play.customer("C1", "Q");
    play.ok(
        r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自定规则","name_en":"Own rules"}"#,
    );
    for account in ["T1", "T2", "T3"] {
        play.customer(account, "T");
        play.ok(&special_info(account, NAME, "1202026209900012345"));
    }
    play.paid("C1", "FREE", "50.00");
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"UNPAID","kind":"other","amount":"5.00","billed_on":"2026-11-01","due_on":"2026-12-01"}"#);
    let address = play.ok(r#"{"op":"save_address","account":"C1","recipient":"周婷","phone":"010-62531188","region":"北京市朝阳区","street":"望京东路 6 号"}"#);
    let address = address["address"].as_str().unwrap().to_owned();
    for account in ["T2", "T3"] {
        let line = play.submission(account);
        play.ok(&line);
    }
    play.ok(r#"{"op":"approve_qualification","account":"T3","by":"周平"}"#);
    play.ok(r#"{"op":"add_account","account":"C9","issuer":"Q","name":"Harbour","kind":"enterprise","region":"overseas"}"#);
    play.ok(r#"{"op":"add_account","account":"C8","issuer":"Q","name":"Harbour","kind":"enterprise","region":"overseas"}"#);
    play.paid("C1", "REFUNDED", "50.00");
    play.ok(r#"{"op":"add_refund","bill_no":"REFUNDED","amount":"5.00","on":"2026-11-22"}"#);
    play.ok(r#"{"op":"add_non_invoiceable","account":"C9","amount":"5.00","reason":"other","note":"补差"}"#);
    let mut ticket = |account: &str| {
        let line = open_ticket(account);
        play.ok(&line)["ticket"].as_str().unwrap().to_owned()
    };
    let (open, closed) = (ticket("C9"), ticket("C8"));
    play.ok(&on_ticket("close_ticket", &closed));
    for user in USERS {
        let key = DraftKey::new(DraftForm::Application).of_account("C1");
        play.desk.keep_draft(Some(user), &key, Some(&json!({"remark": "合同"}))).unwrap();
    }
    let submitted = application(play, 1, &[]);
    let issuing = application(play, 2, &["accept_application"]);
    let issued = application(play, 3, &["accept_application", "issue_application"]);
    let delivered = application(play, 4, &["accept_application", "issue_application", "deliver_application"]);
    play.ok(&about("begin_red_letter", &delivered));
    let asked = application(play, 5, &["accept_application", "issue_application", "request_correction"]);
    let [refused, out] = [6, 7].map(|n| application(play, n, &["accept_application"]));
    play.send_out(&[&refused, &out]);
    play.refuse(&format!("{refused}-1"), "第4行税率不合法，请使用如下税率：0.01、0。");
    leave_mail_unknown(play, &issued);
    let back = Made {
        seller: "示例气象服务有限公司",
        net: "9.71",
        tax: "0.29",
        gross: "10.00",
        words: "壹拾圆整",
        day: "2026-11-22",
        ..invoice(1)
    };
    let returned = play.desk.path().with_file_name("back.xml");
    std::fs::write(&returned, back.xml()).unwrap();
    let returned = returned.display().to_string();
    let list = play.desk.path().with_file_name("list.csv");
    let row = format!("26112000000000000001,{},2026-11-22,9.71,0.29,10.00,正常", back.buyer);
    let header = "数电发票号码,购买方名称,开票日期,金额,税额,价税合计,发票状态";
    std::fs::write(&list, format!("{header}\n{row}\n")).unwrap();
    let list = list.display().to_string();
    let fixed = |roles, line: &str| (roles, line.to_owned());
    vec![
        fixed(ADMINS, r#"{"op":"add_user","name":"新","roles":["clerk"]}"#),
        fixed(ADMINS, r#"{"op":"disable_user","name":"周平"}"#),
        fixed(ADMINS, r#"{"op":"enable_user","name":"周平"}"#),
        fixed(ADMINS, r#"{"op":"set_password","name":"周平","password":"correct horse"}"#),
        fixed(ADMINS, r#"{"op":"set_sign_in","required":false}"#),
        fixed(ADMINS, r#"{"op":"add_issuer","code":"N","name":"新","policy":"qweather"}"#),
        fixed(ADMINS, r#"{"op":"change_user","name":"周平","roles":["reviewer","clerk"]}"#),
        fixed(ADMINS, r#"{"op":"change_issuer","code":"Q","changes":{"bank":"中国工商银行"}}"#),
        fixed(
            ADMINS,
            r#"{"op":"copy_policy","from":"qweather","code":"new","name_zh":"新规则","name_en":"New rules"}"#,
        ),
        fixed(ADMINS, r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7}}"#),
        fixed(ADMINS, r#"{"op":"add_holidays","year":2027,"days":[{"date":"2027-01-01","off":true}]}"#),
        fixed(CLERKS, r#"{"op":"add_account","account":"N","issuer":"Q","name":"新","kind":"individual"}"#),
        fixed(CLERKS, r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#),
        fixed(
            CLERKS,
            r#"{"op":"add_bill","account":"C1","bill_no":"N","kind":"other","amount":"5.00","billed_on":"2026-11-01","due_on":"2026-12-01"}"#,
        ),
        fixed(CLERKS, r#"{"op":"pay_bill","bill_no":"UNPAID","paid_on":"2026-11-22"}"#),
        fixed(CLERKS, r#"{"op":"add_top_up","account":"C1","amount":"5.00","on":"2026-11-22"}"#),
        fixed(CLERKS, r#"{"op":"add_refund","bill_no":"FREE","amount":"5.00","on":"2026-11-22"}"#),
        fixed(CLERKS, r#"{"op":"add_non_invoiceable","account":"C1","amount":"5.00","reason":"other"}"#),
        fixed(
            ADMINS,
            r#"{"op":"correct_bill","bill_no":"FREE","reason":"录入错","changes":{"item":"云服务"}}"#,
        ),
        fixed(ADMINS, r#"{"op":"remove_bill","bill_no":"UNPAID","reason":"重复"}"#),
        fixed(
            ADMINS,
            r#"{"op":"remove_refund","bill_no":"REFUNDED","amount":"5.00","on":"2026-11-22","reason":"登记错"}"#,
        ),
        fixed(
            ADMINS,
            r#"{"op":"remove_non_invoiceable","account":"C9","amount":"5.00","reason":"other","why":"登记错"}"#,
        ),
        (CLERKS, special_info("T1", NAME, "1202026209900012345")),
        fixed(
            CLERKS,
            r#"{"op":"save_address","account":"C1","recipient":"周婷","phone":"010-62531188","region":"北京市","street":"望京东路 6 号"}"#,
        ),
        (CLERKS, format!(r#"{{"op":"remove_address","address":"{address}"}}"#)),
        (CLERKS, play.submission("T1")),
        fixed(REVIEWERS, r#"{"op":"hold_qualification","account":"T2"}"#),
        fixed(REVIEWERS, r#"{"op":"release_qualification","account":"T2"}"#),
        fixed(REVIEWERS, r#"{"op":"approve_qualification","account":"T2"}"#),
        fixed(REVIEWERS, r#"{"op":"reject_qualification","account":"T2","reasons":{"bank":"不符"}}"#),
        fixed(REVIEWERS, r#"{"op":"revoke_qualification","account":"T3","reasons":{"tax_id":"已注销"}}"#),
        fixed(
            CLERKS,
            r#"{"op":"submit_application","account":"C1","type":"enterprise_general","bills":["FREE"],"email":"fin@example.com"}"#,
        ),
        (CLERKS, about("accept_application", &submitted)),
        (CLERKS, about("cancel_application", &submitted)),
        (CLERKS, about("reject_application", &submitted)),
        (CLERKS, about("issue_application", &issuing)),
        (CLERKS, about("deliver_application", &issued)),
        (CLERKS, about("receive_application", &delivered)),
        (CLERKS, about("undo_step", &delivered)),
        (CLERKS, about("reverse_application", &issued)),
        (CLERKS, about("begin_red_letter", &issued)),
        fixed(CLERKS, r#"{"op":"red_letter_state","red_letter":"1","state":"withdrawn"}"#),
        (CLERKS, about("request_correction", &issued)),
        (DECIDERS, about("approve_correction", &asked)),
        (DECIDERS, about("reject_correction", &asked)),
        (CLERKS, about("decide_returned", &issuing).replace("FILE", &returned)),
        (CLERKS, about("decide_issued", &issuing).replace("LIST", &list)),
        fixed(CLERKS, r#"{"op":"request_step","application":"OWN","step":"issue","note":"出差"}"#),
        fixed(CLERKS, r#"{"op":"withdraw_request","application":"ASKED","step":"issue"}"#),
        fixed(CLERKS, r#"{"op":"refuse_request","application":"OTHERS","step":"issue","reason":"金额不对"}"#),
        (CLERKS, about("recall_invoices", &out)),
        (ADMINS, about("correct_rate", &refused)),
        (CLERKS, about("correct_refused", &refused)),
        (CLERKS, about("overrule_refusals", &refused)),
        fixed(CLERKS, r#"{"op":"set_recurring","account":"T1","enabled":true,"type":"enterprise_general"}"#),
        fixed(CLERKS, r#"{"op":"run_recurring"}"#),
        (ALL, open_ticket("C8")),
        (ALL, on_ticket("note_ticket", &open)),
        (ALL, on_ticket("close_ticket", &open)),
        (ALL, on_ticket("reopen_ticket", &closed)),
        fixed(ALL, r#"{"op":"discard_draft","draft":"1"}"#),
        fixed(
            ADMINS,
            r#"{"op":"set_mail","host":"smtp.example.com","port":587,"security":"starttls","user":"fapiao@example.com","from":"fapiao@example.com"}"#,
        ),
        fixed(
            ADMINS,
            r#"{"op":"set_mail_template","issuer":"Q","language":"en","subject":"Invoice","body":"For {buyer}"}"#,
        ),
        fixed(
            CLERKS,
            r#"{"op":"set_mail_preference","account":"C1","language":"en","cc":"boss@example.com"}"#,
        ),
        (CLERKS, format!(r#"{{"op":"decide_mail","application":"{issued}","decision":"arrived"}}"#)),
        fixed(CLERKS, r#"{"op":"release_outbox"}"#),
        fixed(ADMINS, r#"{"op":"set_backup_folder"}"#),
        fixed(ADMINS, r#"{"op":"set_backup_encryption","encrypted":false}"#),
    ]
}

fn open_ticket(account: &str) -> String {
    format!(r#"{{"op":"open_ticket","account":"{account}","rule":"account-outside-mainland","note":"要票"}}"#)
}

fn on_ticket(op: &str, ticket: &str) -> String {
    format!(r#"{{"op":"{op}","ticket":"{ticket}","note":"已答复"}}"#)
}

/// Applications that a second person has to issue, each of a user: asked for by nobody, and by that user.
fn for_second_persons(play: &mut Play) -> [Vec<String>; 2] {
    play.ok(r#"{"op":"copy_policy","from":"qweather","code":"two"}"#);
    play.ok(r#"{"op":"change_policy","code":"two","changes":{"second_person_to_issue":true}}"#);
    play.ok(&issuer("S", "示例软件有限公司", "two"));
    play.customer("S1", "S");
    let mut count = 0;
    let mut applied = |play: &mut Play, user: &str| {
        count += 1;
        let bill = format!("S{count}");
        play.paid("S1", &bill, "10.00");
        let applies = if has_one(user, CLERKS) { user } else { "desk" };
        let number = play.applied(&by(applies, &apply_bills("S1", &[&bill])));
        play.accept(&number);
        (applies.to_owned(), number)
    };
    let own = USERS.map(|user| applied(play, user).1).to_vec();
    let asked = USERS.map(|user| {
        let (applies, number) = applied(play, user);
        play.ok(&by(&applies, &with(&step("request_step", &number), r#""step":"issue""#)));
        number
    });
    [own, asked.to_vec()]
}

#[test]
fn every_command_is_carried_out_for_its_roles_and_for_no_others() {
    let mut play = play();
    let commands = commands(&mut play);
    let [own, asked] = for_second_persons(&mut play);
    let mut scene = Scene::of(play);
    for (roles, line) in &commands {
        for (place, user) in (1..).zip(USERS) {
            // A program is nobody's second person.
            let may = has_one(user, roles) && !(user == "service" && line.contains("refuse_request"));
            let expected = if may { "ok" } else { "not-permitted" };
            // Everybody has a draft, and nobody may discard another's; and who applied asks for a second person.
            let line = line
                .replace(r#""draft":"1""#, &format!(r#""draft":"{place}""#))
                .replace("OWN", &own[place - 1])
                .replace("ASKED", &asked[place - 1])
                .replace("OTHERS", &asked[place % USERS.len()]);
            assert_eq!(scene.tries(user, &line), expected, "{line} by {user}");
        }
    }
    let is_tried = |op: &str| commands.iter().any(|(_, line)| line.contains(&format!(r#""op":"{op}""#)));
    let forgotten: Vec<_> = Command::OPS.iter().filter(|op| !is_tried(op)).collect();
    assert!(forgotten.is_empty(), "who may give these is not said here: {forgotten:?}");
}

#[test]
fn who_is_not_known_may_do_nothing() {
    let mut play = play();
    let commands = commands(&mut play);
    let mut scene = Scene::of(play);
    for (_, line) in &commands {
        assert_eq!(scene.tries("无名", line), "not-found", "{line}");
    }
}

/// What the audit log keeps of a command, and what the fingerprint of an id is made of, is the same for every version
/// of the program: `FAPIAO_WRITE_FIXTURES=1` writes down a new command.
#[test]
fn every_command_is_kept_as_it_always_was() {
    let mut play = play();
    let commands = commands(&mut play);
    let folder = play.desk.path().parent().unwrap().display().to_string();
    let kept = commands.into_iter().map(|(_, line)| {
        let envelope = decode(serde_json::from_str(&line).unwrap()).unwrap();
        let Request::Command(command) = envelope.request else { panic!("{line}") };
        serde_json::to_value(command).unwrap().to_string().replace(&folder, "FOLDER") + "\n"
    });
    let kept: String = kept.collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/commands.jsonl");
    if std::env::var_os("FAPIAO_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, &kept).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (kept, expected) in kept.lines().zip(expected.lines()) {
        assert_eq!(kept, expected);
    }
    assert_eq!(kept.lines().count(), expected.lines().count());
}
