//! What rows say of payment, refunds, invoices, tax; words, notices and totals.

use super::*;
use crate::desk::commands::tax_ids;
use crate::domain::import::{BillState, LeftOutReason, Meaning, NoticeKind};

impl TestDesk {
    /// Forgets what is remembered, and that alone.
    fn forget(&mut self, said: Said) {
        let what = Remembered { issuer: "I1".into(), kind: ImportKind::Bills, said };
        let before = remembered(self.desk.db()).unwrap();
        assert!(before.contains(&what), "{before:?}");
        self.desk.forget_remembered(None, &what).unwrap();
        let left: Vec<_> = before.into_iter().filter(|known| *known != what).collect();
        assert_eq!(remembered(self.desk.db()).unwrap(), left);
    }
}

const STATES: &str =
    "账单号,客户编号,出账日期,应付日期,账单金额,支付状态,支付时间,已退款金额,开票状态,已开票金额,未开票金额";

/// A desk that has imported rows of these states, amounts of 100.00, and what came of it.
fn with_states(states: &[&str]) -> (TestDesk, ImportReport) {
    let mut case = desk();
    let rows: String = states
        .iter()
        .enumerate()
        .map(|(i, state)| format!("B{i},C1,2026-01-01,2026-01-10,100.00,{state}\n"))
        .collect();
    let report = case.import_table(ImportKind::Bills, &format!("{STATES}\n{rows}"));
    (case, report)
}

#[test]
fn what_was_refunded_and_invoiced_elsewhere_is_known_of_a_bill() {
    let (case, report) = with_states(&[
        "已支付,2026-01-05,,,,",
        "已退款,2026-01-05,,,,",
        "已退款,2026-01-05,30,,,",
        "部分退款,2026-01-05,30,,,",
        "已开票,2026-01-05,,,,",
        "已支付,2026-01-05,,是,,",
        "已支付,2026-01-05,,部分开票,60,",
        "已支付,2026-01-05,,,60,40",
        "已支付,2026-01-05,,部分,,40",
        "已支付,2026-01-05,30,,40,30",
        "已支付,2026-01-05,,否,0,100",
        "已开票,,,,,",
        "可开票,2026-01-05,,,,",
        "无可开金额,2026-01-05,,,,",
        "未支付,,,已开票,,",
    ]);
    assert_eq!(refused(&report), []);
    let known: Vec<_> = (0..15)
        .map(|i| case.bill(&format!("B{i}")).unwrap())
        .map(|bill| (bill.paid_on.is_some(), bill.refunded.0 / 100, bill.opening.0 / 100))
        .collect();
    assert_eq!(
        known,
        [
            (true, 0, 0),
            (true, 100, 0),
            (true, 30, 0),
            (true, 30, 0),
            (true, 0, 100),
            (true, 0, 100),
            (true, 0, 60),
            (true, 0, 60),
            (true, 0, 60),
            (true, 30, 40),
            (true, 0, 0),
            (false, 0, 100),
            (true, 0, 0),
            (true, 100, 0),
            (false, 0, 100),
        ]
    );
    let totals = report.totals;
    assert_eq!((totals.amount, totals.refunded, totals.opening), (Fen(150_000), Fen(29_000), Fen(62_000)));
}

#[test]
fn what_is_not_certain_of_refunds_and_invoices_is_refused() {
    for (state, field, rule) in [
        ("部分退款,2026-01-05,,,,", Field::Refunded, "refund-amount-missing"),
        ("部分退款,2026-01-05,0,,,", Field::Refunded, "refund-amount-missing"),
        ("REFUND,2026-01-05,,,,", Field::Refunded, "refund-amount-missing"),
        ("部分开票,2026-01-05,,,,", Field::Opening, "invoiced-amount-missing"),
        ("已支付,2026-01-05,,部分开票,0,", Field::Opening, "invoiced-amount-missing"),
        ("已开票,2026-01-05,30,,,", Field::Opening, "invoiced-amount-missing"),
        ("已支付,2026-01-05,30,,,40", Field::Opening, "invoiced-amount-missing"),
        ("已支付,2026-01-05,,,100.01,", Field::Opening, "opening-exceeds-bill"),
        ("已支付,2026-01-05,,,60,41", Field::Uninvoiced, "amounts-disagree"),
        ("已支付,2026-01-05,,,,100.01", Field::Uninvoiced, "amounts-disagree"),
        ("已支付,2026-01-05,,未开票,60,", Field::Opening, "amounts-disagree"),
        ("已支付,2026-01-05,,已开票,,100", Field::Opening, "amounts-disagree"),
        ("无可开金额,2026-01-05,30,,,", Field::Refunded, "amounts-disagree"),
        ("已退款,,,,,", Field::PaidOn, "missing-field"),
        ("未支付,2026-01-05,,,,", Field::Status, "bad-status"),
        ("已支付,2026-01-05,,开票中,,", Field::InvoiceState, "bad-status"),
    ] {
        let (case, report) = with_states(&[state]);
        assert_eq!(refused(&report), [(2, field, rule)], "{state}");
        assert!(case.bill("B0").is_none());
    }
}

#[test]
fn a_void_bill_is_left_out_however_wrong_its_row_is() {
    let (case, report) =
        with_states(&["closed,2026-01-05,,,,", "已作废,2026-02-30,x,,,", "已支付,2026-01-05,,,,"]);
    assert_eq!((report.read, counts(&report)), (3, [1, 0, 0, 0]));
    let left_out: Vec<_> = report.left_out.iter().map(|left| (left.row, left.reason)).collect();
    assert_eq!(left_out, [(2, LeftOutReason::Void), (3, LeftOutReason::Void)]);
    assert!(case.bill("B0").is_none());
}

#[test]
fn a_bill_that_will_be_paid_is_taken_as_unpaid_whatever_word_says_so() {
    let (case, report) = with_states(&["未支付,2026-11-23,,,,", ",2026-11-23,,,,"]);
    assert_eq!(counts(&report), [2, 0, 0, 0]);
    assert_eq!(
        report.notices,
        [Notice { kind: NoticeKind::PaidInFuture, rows: vec![2, 3], column: Some("支付时间".into()) }]
    );
    assert!(!case.bill("B0").unwrap().is_paid(case.desk.moment().today));
}

#[test]
fn what_the_desk_has_invoiced_itself_is_not_taken_as_invoiced_before() {
    let (mut case, _) = with_states(&["已支付,2026-01-05,,,60,40"]);
    let mut import = |state: &str| {
        let file =
            case.file(ImportKind::Bills, &format!("{STATES}\nB0,C1,2026-01-01,2026-01-10,100.00,{state}\n"));
        let report = case.import(&file);
        (counts(&report), refused(&report))
    };
    assert_eq!(import("已支付,2026-01-05,,,60,40"), ([0, 0, 1, 0], vec![]));
    assert_eq!(import("已支付,2026-01-05,,,,"), ([0, 0, 1, 0], vec![]), "a file that does not say");
    for other in ["已支付,2026-01-05,,,61,39", "已支付,2026-01-05,,,59,41", "已支付,2026-01-05,,未开票,,"]
    {
        assert_eq!(import(other), ([0, 0, 0, 1], vec![(2, Field::Opening, "conflict")]), "{other}");
    }
}

#[test]
fn a_word_that_a_person_has_explained_is_remembered_and_can_be_forgotten() {
    let mut case = desk();
    let lines = [
        "B1,C1,特惠,2026-01-01,2026-01-10,1,,款清,2026-01-05",
        "B2,C1,,2026-01-01,2026-01-10,1,,款清,2026-01-05",
    ];
    let report = case.import_bills(&lines);
    assert_eq!(counts(&report), [0, 0, 0, 2]);
    let unknown: Vec<_> = questions::unknown_words(&report)
        .into_iter()
        .map(|word| (word.field, word.column, word.word, word.rows))
        .collect();
    assert_eq!(
        unknown,
        [
            (Field::Kind, "计费方式".to_owned(), "特惠".to_owned(), 1),
            (Field::Status, "支付状态".to_owned(), "款清".to_owned(), 2),
        ]
    );
    let file = case.file(ImportKind::Bills, &format!("{BILLS}\n{}\n", lines.join("\n")));
    let pairs = ["paid=款清", "subscription=特惠"];
    let file = ImportFile { vocabulary: Vocabulary::parse(ImportKind::Bills, pairs).unwrap(), ..file };
    assert_eq!(counts(&case.import(&file)), [2, 0, 0, 0]);
    assert_eq!(case.bill("B1").unwrap().kind, crate::domain::bill::BillKind::Subscription);

    assert_eq!(
        counts(&case.import_bills(&["B3,C1,,2026-01-01,2026-01-10,1,,款清,2026-01-05"])),
        [1, 0, 0, 0]
    );
    let kept = words::remembered(case.desk.db(), "I1", ImportKind::Bills).unwrap();
    assert_eq!(kept, file.vocabulary);
    let said = Said::Word(Meaning::State(BillState::Paid), "款清".into());
    case.forget(said);
    assert_eq!(
        counts(&case.import_bills(&["B4,C1,,2026-01-01,2026-01-10,1,,款清,2026-01-05"])),
        [0, 0, 0, 1]
    );
}

#[test]
fn a_column_named_by_hand_can_be_forgotten() {
    let mut case = desk();
    let text = "账单号,客户编号,出账日期,应付日期,原价,折后价\nB1,C1,2026-01-01,2026-01-10,9,7\n";
    let mut file = case.file(ImportKind::Bills, text);
    file.mapping = Mapping::parse(ImportKind::Bills, ["amount=F"]).unwrap();
    case.import(&file);
    case.forget(Said::Column(Field::Amount, "折后价".into()));
    assert!(columns::remembered(case.desk.db(), "I1", ImportKind::Bills).unwrap().is_empty());
}

#[test]
fn a_total_line_that_is_not_the_sum_of_the_rows_is_told_of() {
    let mut case = desk();
    let lines = [
        "B1,C1,按量计费,2026-01-01,2026-01-10,1.00,,未支付,",
        "B2,C9,按量计费,2026-01-01,2026-01-10,2.00,,未支付,",
        "合计,,,,,4.00,,,",
    ];
    let told = |report: ImportReport| report.notices;
    let differs = Notice::of_file(NoticeKind::TotalDiffers { said: Fen(400), sum: Fen(300) });
    assert_eq!(told(case.import_bills(&lines)), std::slice::from_ref(&differs));
    assert_eq!(told(case.import_bills(&lines)), [differs], "unchanged rows count too");
    assert_eq!(told(case.import_bills(&[lines[0], lines[1], "合计,,,,,3.00,,,"])), []);
    let unreadable = "B3,C1,按量计费,2026-01-01,2026-01-10,x,,未支付,";
    assert_eq!(
        told(case.import_bills(&[lines[0], unreadable, "合计,,,,,4.00,,,"])),
        [],
        "what the sum is cannot be said"
    );
}

#[test]
fn the_amount_is_the_one_with_tax() {
    let case = desk();
    let import = |header: &str, row: &str| {
        let text = format!("账单号,客户编号,出账日期,应付日期,{header}\nB1,C1,2026-01-01,2026-01-10,{row}\n");
        let file = case.file(ImportKind::Bills, &text);
        let report = preview(case.desk.db(), &case.desk.moment(), &file, &mut |_| true).unwrap();
        let is_told = report.notices.iter().any(|notice| notice.kind == NoticeKind::GrossFromNet);
        match report.refused.first() {
            Some(problem) => Err(problem.fault.rule()),
            None => Ok((report.totals.amount.0, is_told)),
        }
    };
    assert_eq!(import("金额,税率,税额", "94.34,6%,5.66"), Ok((10_000, true)));
    assert_eq!(import("金额,税额", "94.34,5.66"), Ok((10_000, true)));
    assert_eq!(import("金额,税率,税额", "100.00,0.06,5.66"), Ok((10_000, false)));
    assert_eq!(import("账单金额,税率,税额", "100.00,6,5.66"), Ok((10_000, false)));
    assert_eq!(import("金额,税率,税额", "100.00,免税,0.00"), Ok((10_000, false)));
    assert_eq!(import("金额,税率,税额", "100.00,,"), Ok((10_000, false)));
    assert_eq!(import("金额,税率,税额", "94.34,6%,5.67"), Err("tax-unclear"));
    assert_eq!(import("金额,税率,税额", "94.34,6%,"), Err("tax-unclear"));
    assert_eq!(import("金额,税率,税额", "94.34,六,5.66"), Err("bad-tax-rate"));
    assert_eq!(import("不含税金额,税额", "94.34,5.66"), Ok((10_000, true)));
    assert_eq!(import("不含税金额,税额", "94.34,"), Err("tax-unclear"));
    assert_eq!(import("不含税金额,税额,价税合计", "94.34,5.66,100.00"), Ok((10_000, false)));
    assert_eq!(import("不含税金额,税额,金额", "94.34,5.66,100.00"), Ok((10_000, false)));
    assert_eq!(import("不含税金额,税额,金额", "94.34,5.66,94.34"), Ok((10_000, true)));
    assert_eq!(import("不含税金额,税额,金额", "94.34,5.66,90.00"), Err("tax-unclear"));
    assert_eq!(import("含税金额,税率,税额", "94.34,6%,5.66"), Ok((9_434, false)), "the header decides");
}

#[test]
fn a_credit_code_that_fails_its_check_is_taken_once_somebody_has_seen_it() {
    let mut case = desk();
    let text = "客户编号,客户名称,客户类型,统一社会信用代码\nC8,丙公司,企业,913301067L53XQJUQA\n";
    let file = case.file(ImportKind::Accounts, text);
    assert_eq!(refused(&case.import(&file)), [(2, Field::VerifiedTaxId, "bad-tax-id")]);
    let code = TaxId::parse_seen("913301067L53XQJUQA", |_| true).unwrap();
    let seen = ImportFile { tax_ids_seen: vec![code.clone()], ..file.clone() };
    assert_eq!(counts(&case.import(&seen)), [1, 0, 0, 0]);
    assert_eq!(counts(&case.import(&file)), [0, 0, 1, 0], "it is remembered");
    assert_eq!(tax_ids::seen_by(case.desk.db(), &code).unwrap().as_deref(), Some("desk"));
}
