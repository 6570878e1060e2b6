//! Gross and net, units, currencies, decimals, totals.

use crate::import_world::world::{World, rules};

fn unpaid(no: &str, amount: &str) -> String {
    format!("{no} C1 2026-10-01 {amount} =0.00")
}

#[test]
fn csv_net_amount_tax() {
    let world = World::new();
    let answer = world.import("bills", "csv-net-amount-tax.csv", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.has_notice("gross-from-net", &[2]), "{}", answer.json);
    assert_eq!(world.bills(), [unpaid("T1", "100.00")]);
}

#[test]
fn an_amount_of_which_the_tax_does_not_tell_is_refused() {
    let world = World::new();
    let text = "账单号,客户编号,金额,税率,税额,出账日期,应付日期\n\
                N1,C1,100.00,6%,5.66,2026-10-01,2026-10-10\n\
                N2,C1,94.34,6%,5.60,2026-10-01,2026-10-10\n\
                N3,C1,113.00,,13.00,2026-10-01,2026-10-10\n\
                N4,C1,1.00,1%,0.01,2026-10-01,2026-10-10\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.rules(), rules(&[(3, "tax-unclear"), (5, "tax-unclear")]));
    assert!(answer.notices().is_empty());
    assert_eq!(world.bills(), [unpaid("N1", "100.00"), unpaid("N3", "113.00")]);
}

#[test]
fn net_and_tax_without_gross_are_added_up_and_a_header_decides() {
    let world = World::new();
    let net = "账单号,客户编号,不含税金额,税额,出账日期,应付日期\nN1,C1,94.34,5.67,2026-10-01,2026-10-10\n";
    assert!(world.import_text("bills", net, &[]).has_notice("gross-from-net", &[2]));
    let gross = "账单号,客户编号,含税金额,税额,出账日期,应付日期\nN2,C1,94.34,5.66,2026-10-01,2026-10-10\n";
    assert!(world.import_text("bills", gross, &[]).notices().is_empty());
    let alone = "账单号,客户编号,不含税金额,出账日期,应付日期\nN3,C1,94.34,2026-10-01,2026-10-10\n";
    assert_eq!(world.import_text("bills", alone, &[]).code, 2, "a net amount is never taken for gross");
    assert_eq!(world.bills(), [unpaid("N1", "100.01"), unpaid("N2", "94.34")]);
}

#[test]
fn xlsx_two_level_header() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-two-level-header.xlsx", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), [unpaid("M1", "100.00"), unpaid("M2", "200.00")]);
}

#[test]
fn csv_unit_wan() {
    let world = World::new();
    let answer = world.import("bills", "csv-unit-wan.csv", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.notices().iter().any(|(rule, _)| rule == "unit-applied"), "{}", answer.json);
    assert_eq!(world.bills(), [unpaid("W1", "12500.00")]);
}

#[test]
fn csv_unit_usd() {
    let world = World::new();
    let answer = world.import("bills", "csv-unit-usd.csv", &[]);
    assert_ne!(answer.code, 0, "{}", answer.json);
    assert!(world.bills().is_empty());
}

#[test]
fn xlsx_usd_format() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-usd-format.xlsx", &[]);
    assert_eq!(answer.rules(), rules(&[(2, "bad-currency"), (3, "bad-currency")]), "{}", answer.json);
    assert_eq!(world.bills(), [unpaid("U2", "100.00")]);
}

#[test]
fn dec3() {
    let world = World::new();
    let answer = world.import("bills", "dec3.csv", &[]);
    assert_eq!(answer.counts(), [3, 3, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), [unpaid("B1", "12.50"), unpaid("B2", "12.50"), unpaid("B3", "128000.00")]);
}

#[test]
fn xlsx_noise() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-noise.xlsx", &[]);
    assert_eq!(answer.counts(), [9, 9, 0, 0, 0, 0], "{}", answer.json);
    let amounts = ["0.30", "0.07", "0.25", "0.25", "57.70", "544.81", "3.30", "435.00", "0.20"];
    let bills: Vec<_> = (0..).zip(amounts).map(|(i, amount)| unpaid(&format!("N{i}"), amount)).collect();
    assert_eq!(world.bills(), bills);
}

#[test]
fn amounts_refused() {
    let world = World::new();
    let answer = world.import("bills", "amounts-refused.csv", &[]);
    assert_eq!(answer.counts(), [8, 8, 0, 0, 0, 0], "{}", answer.json);
    let amounts = ["12.50", "1234.56", "12.50", "1234.56", "1234.56", "1234.56", "1234.56", "1234.56"];
    let bills: Vec<_> = (0..).zip(amounts).map(|(i, amount)| unpaid(&format!("A{i}"), amount)).collect();
    assert_eq!(world.bills(), bills);
}

#[test]
fn totals_words() {
    let world = World::new();
    let answer = world.import("bills", "totals-words.csv", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.notices().is_empty(), "{}", answer.json);
}

#[test]
fn csv_subtotal_huizong() {
    let world = World::new();
    let answer = world.import("bills", "csv-subtotal-huizong.csv", &[]);
    assert_eq!(answer.counts(), [3, 3, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.notices().is_empty(), "{}", answer.json);
    assert_eq!(answer.json["totals"]["amount"], "35.00");
}

#[test]
fn a_total_line_that_differs_is_told_of() {
    let world = World::new();
    let text = "账单号,客户编号,账单金额,出账日期,应付日期\n\
                N1,C1,10.00,2026-10-01,2026-10-10\nN2,C9,20.00,2026-10-01,2026-10-10\n合计,,31.00,,\n";
    let answer = world.import_text("bills", text, &[]);
    assert!(answer.has_notice("total-differs", &[]), "{}", answer.json);
    assert_eq!(answer.json["totals"]["amount"], "10.00");
    let words = world.desk.run(&["import", "bills", "table.csv", "--issuer", "T", "--preview"]);
    assert!(words.stdout.contains("31.00") && words.stdout.contains("30.00"), "{words:?}");
}
