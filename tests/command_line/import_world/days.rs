//! Days: instants with a zone, shapes, placeholders, and days in an odd order.

use crate::import_world::world::World;

#[test]
fn csv_utc_header() {
    let world = World::new();
    let answer = world.import("bills", "csv-utc-header.csv", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(
        world.bills(),
        ["U1 C1 2026-10-01 2026-10-06 10.00 =10.00", "U2 C1 2026-10-01 2026-10-06 10.00 =10.00"]
    );
}

#[test]
fn xlsx_isodate() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-isodate.xlsx", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["X1 C1 2026-10-01 10.50 =0.00", "X2 C1 2026-10-01 10.50 =0.00"]);
}

#[test]
fn dates_refused() {
    let world = World::new();
    let answer = world.import("bills", "dates-refused.csv", &[]);
    assert_eq!(answer.counts(), [8, 8, 0, 0, 0, 0], "{}", answer.json);
    let days = ["01", "01", "01", "01", "01", "01", "02", "01"];
    let bills: Vec<_> =
        (0..).zip(days).map(|(i, day)| format!("D{i} C1 2026-10-{day} 100.00 =0.00")).collect();
    assert_eq!(world.bills(), bills);
}

#[test]
fn paid_placeholders() {
    let world = World::new();
    let answer = world.import("bills", "paid-placeholders.csv", &[]);
    assert_eq!(answer.counts(), [9, 9, 0, 0, 0, 0], "{}", answer.json);
    let unpaid: Vec<_> = (0..9).map(|i| format!("P{i} C1 2026-10-01 100.00 =0.00")).collect();
    assert_eq!(world.bills(), unpaid);
}

#[test]
fn acc_placeholders() {
    let world = World::new();
    let answer = world.import("accounts", "acc-placeholders.csv", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
}

#[test]
fn odd() {
    let world = World::new();
    let answer = world.import("bills", "odd.csv", &[]);
    assert_eq!(answer.counts(), [4, 4, 0, 0, 0, 0], "{}", answer.json);
    for (rule, rows) in [
        ("due-before-billed", &[2][..]),
        ("paid-in-future", &[3]),
        ("billed-in-future", &[4]),
        ("paid-before-billed", &[4, 5]),
    ] {
        assert!(answer.has_notice(rule, rows), "{rule}: {}", answer.json);
    }
    let balance = world.desk.ok(&[r#"{"op":"balance","account":"C1"}"#]);
    let bills = balance[0]["bills"].as_array().unwrap();
    let o2 = bills.iter().find(|bill| bill["bill_no"] == "O2").unwrap();
    assert_eq!((&o2["eligible"], &o2["rule"]), (&false.into(), &"bill-not-paid".into()));
}

#[test]
fn a_bill_due_and_paid_on_its_own_day_is_nothing_odd() {
    let world = World::new();
    let text = "账单号,客户编号,账单金额,出账日期,应付日期,支付时间\n\
                N1,C1,1,2026-11-22,2026-11-22,2026-11-22\nN2,C1,1,2026-11-21,2026-11-22,未支付\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.notices().is_empty(), "{}", answer.json);
}
