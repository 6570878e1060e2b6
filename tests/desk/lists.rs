//! The lists of bills, customers and invoices, asked of a desk at work.

use crate::common::Play;
use crate::common::lines::reverse;
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::bills::{self, BillQuery};
use fapiao_desk::desk::lists::customers::{self, CustomerQuery, CustomerRow};
use fapiao_desk::desk::lists::invoices::{InvoiceQuery, ListedInvoice};
use fapiao_desk::desk::{Store, clock::Moment};
use fapiao_desk::domain::account::AccountKind;
use fapiao_desk::domain::bill::BillStanding;
use fapiao_desk::domain::list_columns::{AccountColumn, InvoiceColumn};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::domain::rule_id::RuleId;

/// A reader beside the desk, and its time.
fn reader(play: &Play) -> (Store, Moment) {
    (Store::open_reader(play.desk.path()).unwrap(), play.desk.moment())
}

fn account(play: &mut Play, code: &str, issuer: &str, name: &str, rest: &str) {
    play.ok(&format!(
        r#"{{"op":"add_account","account":"{code}","issuer":"{issuer}","name":"{name}"{rest}}}"#
    ));
}

fn unpaid(play: &mut Play, account: &str, bill_no: &str, due_on: &str) {
    play.ok(&format!(
        r#"{{"op":"add_bill","account":"{account}","bill_no":"{bill_no}","kind":"other","amount":"10.00","billed_on":"2026-10-01","due_on":"{due_on}"}}"#
    ));
}

/// Every page of the customers, of two rows each, by number.
fn codes(play: &Play, wanted: &CustomerQuery) -> Vec<String> {
    let (db, moment) = reader(play);
    let mut rows: Vec<CustomerRow> = Vec::new();
    loop {
        let more = wanted.page(&db, &moment, rows.last(), 2).unwrap();
        let ended = more.len() < 2;
        rows.extend(more);
        if ended {
            return rows.into_iter().map(|listed| listed.row.account.code).collect();
        }
    }
}

#[test]
fn a_bill_tells_who_took_from_it_what_was_given_back_and_what_remains() {
    let mut play = Play::with_bill("Q");
    let cancelled = play.apply("C1", &["B1"]);
    play.ok(&format!(r#"{{"op":"cancel_application","application":"{cancelled}"}}"#));
    let application = play.apply("C1", &["B1"]);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"30.00","on":"2026-11-20","reason":"停机补偿"}"#);
    let (db, moment) = reader(&play);
    let listed = BillQuery::default().page(&db, &moment, None, 10).unwrap().remove(0);
    assert_eq!(
        (listed.standing, listed.refused_by),
        (BillStanding::Invoiced, Some(RuleId::BillFullyInvoiced))
    );
    let view = bills::bill(&db, &moment, listed.row.bill.id).unwrap();
    assert_eq!(view.remaining, Fen::ZERO);
    assert_eq!(view.bill.deficit(), Fen(3_000));
    assert_eq!(view.refunds[0].reason.as_deref(), Some("停机补偿"));
    let uses: Vec<(&str, Fen)> = view.uses.iter().map(|u| (u.application.as_str(), u.counts())).collect();
    assert_eq!(uses, [(cancelled.as_str(), Fen::ZERO), (application.as_str(), Fen(10_000))]);
    assert_eq!(view.last_day, Some("2027-10-01".parse().unwrap()));
}

#[test]
fn a_bill_of_a_blocked_account_says_what_blocks_it() {
    let mut play = Play::with_bill("Q");
    unpaid(&mut play, "C1", "B2", "2026-11-21");
    let (db, moment) = reader(&play);
    let wanted = BillQuery { text: "B1".into(), ..Default::default() };
    let listed = wanted.page(&db, &moment, None, 10).unwrap().remove(0);
    let view = bills::bill(&db, &moment, listed.row.bill.id).unwrap();
    assert_eq!(view.refused, None);
    assert!(matches!(view.blocked, Some(Refusal::OverdueBill { ref bill_no, .. }) if bill_no == "B2"));
}

#[test]
fn bills_of_a_customer_that_is_not_there_are_refused() {
    let play = Play::new();
    let (db, moment) = reader(&play);
    let wanted = BillQuery { account: Some("C9".into()), ..Default::default() };
    assert!(matches!(wanted.page(&db, &moment, None, 10), Err(Refusal::NotFound { .. })));
}

#[test]
fn customers_are_listed_by_number_or_name_in_both_directions_page_by_page() {
    let mut play = Play::new();
    for (code, name) in [("C3", "甲"), ("C1", "丙"), ("C5", "甲"), ("C2", "乙"), ("C4", "丁")] {
        account(&mut play, code, "T", name, r#","kind":"enterprise""#);
    }
    let by = |order, descending| CustomerQuery { order, descending, ..Default::default() };
    assert_eq!(codes(&play, &by(AccountColumn::Account, false)), ["C1", "C2", "C3", "C4", "C5"]);
    assert_eq!(codes(&play, &by(AccountColumn::Account, true)), ["C5", "C4", "C3", "C2", "C1"]);
    // 丁, 丙, 乙, 甲 by their code points; equal names as they were added.
    assert_eq!(codes(&play, &by(AccountColumn::Name, false)), ["C4", "C1", "C2", "C3", "C5"]);
    assert_eq!(codes(&play, &by(AccountColumn::Name, true)), ["C5", "C3", "C2", "C1", "C4"]);
}

#[test]
fn customers_are_found_by_issuer_kind_and_parts_of_the_name() {
    let mut play = Play::new();
    account(&mut play, "C1", "T", "北京云帆物流", r#","kind":"enterprise""#);
    account(&mut play, "C2", "Q", "上海云锦数据", r#","kind":"organisation""#);
    account(&mut play, "C3", "Q", "王敏", r#","kind":"individual""#);
    let wanted = CustomerQuery::default;
    assert_eq!(codes(&play, &CustomerQuery { issuer: Some("Q".into()), ..wanted() }), ["C2", "C3"]);
    let kind = Some(AccountKind::Individual);
    assert_eq!(codes(&play, &CustomerQuery { kind, ..wanted() }), ["C3"]);
    assert_eq!(codes(&play, &CustomerQuery { text: "云".into(), ..wanted() }), ["C1", "C2"]);
    assert_eq!(codes(&play, &CustomerQuery { text: "数据 云".into(), ..wanted() }), ["C2"]);
    assert_eq!(codes(&play, &CustomerQuery { text: "c3".into(), ..wanted() }), ["C3"]);
    assert_eq!(codes(&play, &CustomerQuery { text: "…".into(), ..wanted() }), [] as [&str; 0]);
}

#[test]
fn the_blocked_customers_are_those_that_a_rule_blocks() {
    let mut play = Play::new();
    let enterprise = r#","kind":"enterprise""#;
    account(&mut play, "C1", "Q", "甲", enterprise);
    account(&mut play, "C2", "Q", "逾期", enterprise);
    unpaid(&mut play, "C2", "B2", "2026-11-21");
    account(&mut play, "C3", "Q", "今日到期", enterprise);
    unpaid(&mut play, "C3", "B3", "2026-11-22");
    account(&mut play, "C4", "T", "逾期但不受限", enterprise);
    unpaid(&mut play, "C4", "B4", "2020-01-01");
    account(&mut play, "C5", "T", "冻结", enterprise);
    play.ok(r#"{"op":"set_account_status","account":"C5","status":"frozen"}"#);
    account(&mut play, "C6", "T", "海外", r#","kind":"enterprise","region":"overseas""#);
    account(&mut play, "C7", "Q", "付款日在后", enterprise);
    play.ok(r#"{"op":"add_bill","account":"C7","bill_no":"B7","kind":"other","amount":"10.00","billed_on":"2026-10-01","due_on":"2026-11-01","paid_on":"2026-11-30"}"#);
    let blocked = |blocked| CustomerQuery { blocked: Some(blocked), ..Default::default() };
    assert_eq!(codes(&play, &blocked(true)), ["C2", "C5", "C6", "C7"]);
    assert_eq!(codes(&play, &blocked(false)), ["C1", "C3", "C4"]);
    let (db, moment) = reader(&play);
    let all = CustomerQuery::default().page(&db, &moment, None, 10).unwrap();
    let by_rule: Vec<_> = all.iter().filter(|c| c.blocked.is_some()).map(|c| &c.row.account.code).collect();
    assert_eq!(by_rule, ["C2", "C5", "C6", "C7"], "the rules say the same");
    let counts = blocked(true).summary(&db, &moment).unwrap();
    assert_eq!((counts.all, counts.blocked), (7, 4));
}

#[test]
fn a_customer_in_the_list_has_the_numbers_of_its_balance() {
    let mut play = Play::with_bill("Q");
    play.paid("C1", "B2", "50.00");
    play.apply("C1", &["B2"]);
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"other","note":"押金"}"#);
    let (db, moment) = reader(&play);
    let listed = CustomerQuery::default().page(&db, &moment, None, 10).unwrap().remove(0);
    assert_eq!((listed.bills, listed.open_applications), (2, 1));
    assert_eq!((listed.invoiceable, listed.non_invoiceable), (Fen(7_000), Fen(3_000)));
    let view = customers::view(&db, &moment, "C1").unwrap();
    assert_eq!(view.balance.invoiceable, listed.invoiceable);
    assert_eq!(view.balance.sources[0].entry.as_ref().unwrap().entered_by, "desk");
    assert_eq!(view.blocked, None);
}

/// Two customers with three invoices, one of them reversed.
fn invoiced() -> (Play, String) {
    let mut play = Play::new();
    for (code, bills) in [("C1", ["B1", "B2"]), ("C2", ["B3", "B4"])] {
        play.customer(code, "Q");
        for bill in bills {
            play.paid(code, bill, "103.00");
        }
    }
    let first = play.apply("C1", &["B1"]);
    play.issue(&first, "26310000000000000001", "103.00");
    let second = play.apply("C2", &["B3"]);
    play.issue(&second, "26310000000000000002", "103.00");
    let third = play.apply("C1", &["B2"]);
    play.issue(&third, "26320000000000000003", "103.00");
    play.ok(&reverse(&second, "26310000000000000009"));
    (play, third)
}

fn numbers(play: &Play, wanted: &InvoiceQuery) -> Vec<u32> {
    let (db, moment) = reader(play);
    let mut rows: Vec<ListedInvoice> = Vec::new();
    loop {
        let more = wanted.page(&db, &moment, rows.last(), 2).unwrap();
        let ended = more.len() < 2;
        rows.extend(more);
        if ended {
            return rows.iter().map(|row| row.number[17..].parse().unwrap()).collect();
        }
    }
}

#[test]
fn each_of_several_invoices_is_listed_with_its_own_red_number() {
    let mut play = Play::with_bill("Q");
    let number = play.apply("C1", &["B1"]);
    play.issue_as(&number, &[("26310000000000000001", "60.00"), ("26310000000000000002", "40.00")]);
    play.ok(&format!(
        r#"{{"op":"reverse_application","application":"{number}","reason":"allowance","reversals":[{{"number":"26310000000000000002","red_number":"26310000000000000009"}},{{"number":"26310000000000000001","red_number":"26310000000000000008"}}]}}"#
    ));
    let (db, moment) = reader(&play);
    let rows = InvoiceQuery::default().page(&db, &moment, None, 10).unwrap();
    let mut pairs: Vec<_> = rows.iter().map(|row| (row.number.as_str(), row.red_number.as_deref())).collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [
            ("26310000000000000001", Some("26310000000000000008")),
            ("26310000000000000002", Some("26310000000000000009")),
        ]
    );
}

#[test]
fn invoices_are_listed_with_buyer_tax_and_what_reversed_them() {
    let (play, _) = invoiced();
    let (db, moment) = reader(&play);
    let rows = InvoiceQuery::default().page(&db, &moment, None, 10).unwrap();
    assert_eq!(rows[0].net + rows[0].tax, Fen(10_300));
    assert_eq!(rows[0].snapshot.info.tax_id.as_deref(), Some("913301067L53XQJUQR"));
    assert_eq!(rows[0].red_number, None);
    assert_eq!(rows[1].red_number.as_deref(), Some("26310000000000000009"));
    let totals = InvoiceQuery::default().summary(&db, &moment).unwrap();
    assert_eq!((totals.count, totals.gross), (3, Fen(30_900)));
    assert_eq!(totals.net + totals.tax, totals.gross);
}

#[test]
fn invoices_are_found_by_their_number_their_application_and_their_customer() {
    let (play, third) = invoiced();
    let wanted = |text: &str| InvoiceQuery { text: text.to_owned(), ..Default::default() };
    assert_eq!(numbers(&play, &wanted("2631")), [1, 2]);
    assert_eq!(numbers(&play, &wanted(&third)), [3]);
    assert_eq!(numbers(&play, &wanted("c1")), [1, 3]);
    assert_eq!(numbers(&play, &wanted("砺行")), [1, 2, 3]);
    assert_eq!(numbers(&play, &wanted("zzz")), [] as [u32; 0]);
    assert_eq!(numbers(&play, &InvoiceQuery { account: Some("C2".into()), ..Default::default() }), [2]);
}

#[test]
fn invoices_go_both_ways_and_within_a_period() {
    let (play, _) = invoiced();
    let order = InvoiceColumn::Number;
    let wanted = InvoiceQuery { order, descending: true, ..Default::default() };
    assert_eq!(numbers(&play, &wanted), [3, 2, 1]);
    assert_eq!(numbers(&play, &InvoiceQuery { descending: true, ..Default::default() }), [3, 2, 1]);
    let day = |text: &str| Some(text.parse().unwrap());
    let from = |from, to| InvoiceQuery { from, to, ..Default::default() };
    assert_eq!(numbers(&play, &from(day("2026-11-22"), day("2026-11-22"))).len(), 3);
    assert_eq!(numbers(&play, &from(day("2026-11-23"), None)).len(), 0);
    assert_eq!(numbers(&play, &from(None, day("2026-11-21"))).len(), 0);
}

#[test]
fn a_customer_whose_number_is_typed_in_full_is_found_first() {
    let mut play = Play::new();
    for code in ["C100301", "C100303", "C100330"] {
        account(&mut play, code, "Q", "示例", r#","kind":"enterprise""#);
    }
    let (db, _) = reader(&play);
    let found = fapiao_desk::desk::commands::named_account::find(&db, " c100303", 10).unwrap();
    assert_eq!(found[0].account.code, "C100303");
}
