//! What goes to the tax bureau: the page of it, and what the schema itself keeps of it.

use std::collections::HashMap;
use std::path::Path;

use fapiao_desk::desk::pages::issuing::{IssuingPage, page, refusal};
use fapiao_desk::desk::read_up_to_date;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::tax::TaxRate;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message;
use fapiao_desk::store::laws;
use proptest::prelude::*;
use rusqlite::Connection;

use crate::common::Play;
use crate::common::lines::{NAME, change_issuer, issue, step, with};

/// `Q` with three applications of `C1`, of 100.00 each, that are being issued.
fn issuing() -> (Play, Vec<String>) {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let apply = |play: &mut Play, bill: &str| {
        play.paid("C1", bill, "100.00");
        let number = play.apply("C1", &[bill]);
        play.accept(&number);
        number
    };
    let applications = ["B1", "B2", "B3"].map(|bill| apply(&mut play, bill)).to_vec();
    (play, applications)
}

fn shown(path: &Path, play: &Play) -> IssuingPage {
    page(&read_up_to_date(path).unwrap(), &play.desk.moment(), "Q").unwrap()
}

#[test]
fn the_page_tells_what_waits_what_is_out_what_was_refused_and_what_came_back() {
    let (mut play, applications) = issuing();
    let path = play.desk.path().to_owned();
    let waiting = shown(&path, &play);
    assert_eq!((waiting.waiting().0.count, waiting.waiting().0.gross), (3, Fen(30_000)));
    play.send_out(&[&applications[0], &applications[1]]);
    play.refuse(&format!("{}-1", applications[0]), "第4行税率不合法，请使用如下税率：0.01、0。");
    play.ok(r#"{"op":"add_refund","bill_no":"B3","amount":"1.00","on":"2026-11-22"}"#);
    let page = shown(&path, &play);
    assert_eq!(page.out.iter().map(|out| &out.application).collect::<Vec<_>>(), [&applications[1]]);
    assert_eq!((page.out().count, page.out().gross, page.out[0].line), (1, Fen(10_000), 5));
    assert_eq!((page.refused().0.gross, page.refused().1), (Fen(10_000), 1));
    // What was refused is not told twice, and what is no longer covered says so.
    assert_eq!(
        page.waiting.iter().map(|waiting| &waiting.application).collect::<Vec<_>>(),
        [&applications[2]]
    );
    assert_eq!(page.waiting().1, 1);
    play.ok(&issue(&applications[1], &[("26512000000000000001", "100.00")]));
    assert_eq!(shown(&path, &play).returned.gross, Fen(10_000));
}

#[test]
fn a_refused_rate_is_shown_beside_the_one_that_is_right_as_far_as_is_known() {
    let (mut play, applications) = issuing();
    let items = r#"{"items":[{"name":"软件服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2020-01-01","rate":"0.06"}]}]}"#;
    play.ok(&change_issuer("Q", items));
    play.send_out(&[&applications[0]]);
    play.refuse(&format!("{}-1", applications[0]), "第4行税率不合法，请使用如下税率：0.03、0.01、0。");
    let db = read_up_to_date(play.desk.path()).unwrap();
    let page = page(&db, &play.desk.moment(), "Q").unwrap();
    let detail = refusal(&db, &play.desk.moment(), &page.refused[0]).unwrap();
    let choice = detail.rates.unwrap();
    let rate = |text: &str| TaxRate::parse(text).unwrap();
    assert_eq!((choice.in_force, choice.suggested()), (Some(rate("6%")), Some(rate("3%"))));
    let split = detail.split.unwrap();
    assert_eq!((split.net, split.tax), (Fen(9_709), Fen(291)));
}

#[test]
fn the_schema_itself_keeps_what_is_out() {
    let (mut play, applications) = issuing();
    play.send_out(&[&applications[0]]);
    play.refuse(&format!("{}-1", applications[0]), "系统繁忙");
    play.send_out(&[&applications[1]]);
    play.ok(&step("cancel_application", &applications[2]));
    let db = Connection::open(play.desk.path()).unwrap();
    db.pragma_update(None, "foreign_keys", true).unwrap();
    let refused = |sql: &str, why: &str| {
        db.execute_batch("SAVEPOINT try").unwrap();
        let tried = db.execute_batch(sql);
        db.execute_batch("ROLLBACK TO try; RELEASE try").unwrap();
        let error = tried.expect_err(sql).to_string();
        assert!(error.contains(why), "{sql}\n{error}");
    };
    let out = format!("(SELECT id FROM application WHERE number = '{}')", applications[1]);
    for state in ["cancelled", "rejected", "submitted", "issued"] {
        refused(&format!("UPDATE application SET state = '{state}' WHERE id = {out}"), "");
    }
    refused(&format!("UPDATE application SET state = 'cancelled' WHERE id = {out}"), "out-at-bureau");
    let line = "INSERT INTO batch_line (batch_id, planned_id, file, line, written)";
    refused(
        &format!(
            "{line} SELECT 2, id, 'a.xlsx', 4, '{{}}' FROM planned_invoice WHERE application_id = {out}"
        ),
        "out-at-bureau",
    );
    refused(
        "INSERT OR REPLACE INTO batch_line SELECT * FROM batch_line WHERE ended IS NULL",
        "out-at-bureau",
    );
    refused("UPDATE batch_line SET ended = NULL, ended_at = NULL WHERE ended IS NOT NULL", "never changed");
    refused("UPDATE batch_line SET written = '{}' WHERE ended IS NULL", "never changed");
    refused("DELETE FROM batch_line", "never removed");
    refused("UPDATE planned_invoice SET gross = gross - 1", "never changed");
    refused("UPDATE planned_invoice SET serial = 'X'", "never changed");
    refused("DELETE FROM planned_invoice", "never removed");
    refused("UPDATE planned_invoice SET is_replaced = 1", "out-at-bureau");
    refused("UPDATE bureau_refusal SET reason = ''", "never changed");
    refused("UPDATE bureau_form SET sha256 = ''", "never changed");
    let cancelled = format!("(SELECT id FROM application WHERE number = '{}')", applications[2]);
    let plan = "INSERT INTO planned_invoice (application_id, place, serial, gross)";
    refused(&format!("{plan} VALUES ({cancelled}, 1, 'X-1', 10000)"), "while an application is issuing");
    refused(&format!("{plan} VALUES ({out}, 2, 'FP 1', 1)"), "CHECK");
    refused(&format!("{plan} VALUES ({out}, 2, '{}-1', 1)", applications[1]), "used once");
}

#[test]
fn what_is_issued_by_hand_is_out_no_longer_and_is_what_was_planned() {
    let (mut play, applications) = issuing();
    play.ok(&change_issuer("Q", r#"{"max_invoice_amount":"60.00"}"#));
    play.send_out(&[&applications[0]]);
    let numbers = [("26512000000000000001", "40.00"), ("26512000000000000002", "60.00")];
    play.ok(&issue(&applications[0], &numbers));
    let planned = play.application(&applications[0])["planned_invoices"].take();
    assert_eq!((&planned[0]["number"], &planned[1]["number"]), (&numbers[1].0.into(), &numbers[0].0.into()));
    assert_eq!((&planned[0]["out"], &planned[1]["out"]), (&false.into(), &false.into()));
    let recall = with(&step("recall_invoices", &applications[0]), r#""reason":"误""#);
    assert_eq!(play.refused(&recall), "not-found");
}

#[test]
fn what_is_back_in_part_is_to_be_issued_whole_before_anything_else() {
    let (mut play, applications) = issuing();
    play.ok(&change_issuer("Q", r#"{"max_invoice_amount":"60.00"}"#));
    play.send_out(&[&applications[0]]);
    let list = play.desk.path().with_file_name("已开.csv");
    let header = "数电发票号码,购买方名称,开票日期,价税合计,备注";
    let row = format!("26512000000000000001,{NAME},2026-11-22,60.00,{}-1", applications[0]);
    std::fs::write(&list, format!("{header}\n{row}\n")).unwrap();
    play.desk.import_issued(None, &list, false).unwrap();
    let refusal = play.send(&step("cancel_application", &applications[0])).unwrap_err();
    assert_eq!(refusal.id(), "already-issued");
    assert!(message(Lang::Zh, &refusal).contains("请把其余的开完"), "{refusal:?}");
}

/// What can be done to one of three applications, or to all.
#[derive(Clone, Copy, Debug)]
enum Act {
    SendOut,
    Refuse(usize),
    Recall(usize),
    Issue(usize),
    Cancel(usize),
    Maximum(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let of = 0_usize..3;
    let act = prop_oneof![
        4 => Just(Act::SendOut),
        3 => of.clone().prop_map(Act::Refuse),
        2 => of.clone().prop_map(Act::Recall),
        1 => of.clone().prop_map(Act::Issue),
        1 => of.prop_map(Act::Cancel),
        2 => (20_i64..150).prop_map(Act::Maximum),
    ];
    proptest::collection::vec(act, 12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_goes_out_is_refused_recalled_or_issued_the_laws_hold(acts in acts()) {
        let (mut play, applications) = issuing();
        let mut gross: HashMap<String, String> = HashMap::new();
        for (at, act) in acts.into_iter().enumerate() {
            let is_out = |play: &mut Play, of: &String| {
                let planned = play.application(of)["planned_invoices"].take();
                planned.as_array().is_some_and(|all| all.iter().any(|one| one["out"] == true))
            };
            match act {
                Act::SendOut => {
                    play.send_out(&[]);
                    for number in &applications {
                        let application = play.application(number);
                        let Some(planned) = application["planned_invoices"].as_array() else { continue };
                        if application["state"] == "issuing" {
                            assert!(planned.iter().all(|one| one["out"] == true), "{application}");
                        }
                    }
                }
                Act::Refuse(of) => {
                    let application = play.application(&applications[of]);
                    if let Some(planned) = application["planned_invoices"].as_array().and_then(|all| all.last()) {
                        play.refuse(planned["serial"].as_str().unwrap(), &format!("系统繁忙 {at}"));
                    }
                }
                Act::Recall(of) => {
                    let line = with(&step("recall_invoices", &applications[of]), r#""reason":"未导入""#);
                    let expected = if is_out(&mut play, &applications[of]) { None } else { Some("not-found") };
                    assert_eq!(play.send(&line).err().map(|refusal| refusal.id()), expected, "{line}");
                }
                Act::Issue(of) => {
                    let invoice = [(&*format!("265120000000000{at:05}"), "100.00")];
                    let is_issuing = play.application(&applications[of])["state"] == "issuing";
                    let max = play.send(&issue(&applications[of], &invoice)).err().map(|refusal| refusal.id());
                    assert!(is_issuing || max == Some("transition-not-allowed"), "{max:?}");
                }
                Act::Cancel(of) => {
                    let out = is_out(&mut play, &applications[of]);
                    let said = play.send(&step("cancel_application", &applications[of]));
                    let said = said.err().map(|refusal| refusal.id());
                    assert_eq!(said == Some("out-at-bureau"), out, "{said:?}");
                }
                Act::Maximum(yuan) => {
                    play.ok(&change_issuer("Q", &format!(r#"{{"max_invoice_amount":"{yuan}.00"}}"#)));
                }
            }
            // A serial number is of one amount, for ever.
            for number in &applications {
                for planned in play.application(number)["planned_invoices"].as_array().into_iter().flatten() {
                    let [serial, of] = ["serial", "gross"].map(|field| planned[field].as_str().unwrap().to_owned());
                    assert_eq!(gross.entry(serial).or_insert_with(|| of.clone()), &of);
                }
            }
            let db = read_up_to_date(play.desk.path()).unwrap();
            assert_eq!(laws::broken(&db), Ok(Vec::new()), "{act:?}");
        }
    }
}
