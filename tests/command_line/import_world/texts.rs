//! Numbers of bills, customers and accounts: every digit, and no mark.

use crate::import_world::world::{World, rules};

#[test]
fn csv_sci_ids() {
    let world = World::new();
    let answer = world.import("bills", "csv-sci-ids.csv", &[]);
    assert_eq!(answer.rules(), rules(&[(2, "digits-lost"), (3, "digits-lost"), (4, "digits-lost")]));
}

#[test]
fn acc_sci() {
    let world = World::new();
    let answer = world.import("accounts", "acc-sci.csv", &[]);
    let mut cells = answer.refused();
    cells.sort();
    let lost = |row, column: &str| (row, column.to_owned(), "digits-lost".to_owned());
    assert_eq!(cells, [lost(2, "手机"), lost(2, "银行账号"), lost(3, "客户编号")], "{}", answer.json);
}

#[test]
fn xlsx_16digit() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-16digit.xlsx", &[]);
    assert_eq!(answer.rules(), rules(&[(2, "digits-lost"), (3, "digits-lost")]), "{}", answer.json);
    assert_eq!(world.bills(), ["999032320001880 C1 2026-10-01 11.00 =0.00"]);
}

#[test]
fn xlsx_leading_zero_format() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-leading-zero-format.xlsx", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["B1 00123 2026-10-01 10.00 =0.00"]);
}

#[test]
fn apos() {
    let world = World::new();
    let answer = world.import("bills", "apos.csv", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(
        world.bills(),
        [
            "INV-2026-01 C1 2026-10-01 2026-10-05 100.00 =100.00",
            "wx2026AB C1 2026-10-01 2026-10-05 100.00 =100.00"
        ]
    );
}

#[test]
fn wxpay_merchant2() {
    let world = World::new();
    world.desk.ok(&[r#"{"op":"add_account","account":"1001","issuer":"T","name":"丁","kind":"individual"}"#]);
    let map = [
        "--map",
        "bill_no=商户订单号",
        "--map",
        "account=用户标识",
        "--map",
        "amount=订单金额",
        "--map",
        "billed_on=交易时间",
        "--map",
        "paid_on=交易时间",
        "--map",
        "status=交易状态",
        "--map",
        "item=商品名称",
    ];
    let answer = world.import("bills", "wxpay-merchant2.csv", &map);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert!(!answer.has_notice("total-differs", &[]), "{}", answer.json);
    assert_eq!(
        world.bills(),
        [
            "202610010002 1001 2026-10-01 2026-10-01 11.00 =11.00",
            "S202610010001 1001 2026-10-01 2026-10-01 10.00 =10.00",
        ]
    );
}
