//! Paid, refunded, invoiced, void: what a word of a state means.

use crate::import_world::world::{World, rules};

const HEADER: &str = "账单号,客户编号,账单金额,出账日期,应付日期,支付状态,支付时间";

#[test]
fn status_paid_words() {
    let world = World::new();
    let answer = world.import("bills", "status-paid-words.csv", &[]);
    assert_eq!(answer.counts(), [7, 7, 0, 0, 0, 0], "{}", answer.json);
    let paid: Vec<_> = (0..7).map(|i| format!("S{i} C1 2026-10-01 2026-10-05 100.00 =100.00")).collect();
    assert_eq!(world.bills(), paid);
}

#[test]
fn other_words_that_mean_paid_and_words_that_do_not() {
    let world = World::new();
    let words = ["结清", "收款完成", "Paid in full", "TRADE_FINISHED", "✔", "已繳費", "是"];
    let rows: String = (0..)
        .zip(words)
        .map(|(i, word)| format!("N{i},C1,1.00,2026-10-01,2026-10-10,{word},2026-10-05\n"))
        .collect();
    let unknown = "N8,C1,1.00,2026-10-01,2026-10-10,部分支付,2026-10-05\nN9,C1,1.00,2026-10-01,2026-10-10,?,2026-10-05\n";
    let answer = world.import_text("bills", &format!("{HEADER}\n{rows}{unknown}"), &[]);
    assert_eq!(answer.counts(), [9, 7, 0, 0, 2, 0], "{}", answer.json);
    assert_eq!(answer.rules(), rules(&[(9, "bad-status"), (10, "bad-status")]));
    let message = answer.json["refused"][0]["message"].as_str().unwrap();
    assert!(message.contains("部分支付") && message.contains("--value"), "{message}");
}

#[test]
fn a_word_that_is_not_known_is_explained_once_and_remembered() {
    let world = World::new();
    let row =
        |no: &str, word: &str| format!("{HEADER}\n{no},C1,1.00,2026-10-01,2026-10-10,{word},2026-10-05\n");
    let import = |text: &str, more: &[&str]| world.import_text("bills", text, more).counts();
    assert_eq!(import(&row("N1", "款清"), &[]), [1, 0, 0, 0, 1, 0]);
    assert_eq!(import(&row("N1", "款清"), &["--value", "paid=款清"]), [1, 1, 0, 0, 0, 0]);
    assert_eq!(import(&row("N2", "款清"), &[]), [1, 1, 0, 0, 0, 0], "it is remembered");
    assert_eq!(import(&row("N3", "拉黑"), &["--value", "void=拉黑"]), [1, 0, 0, 0, 0, 1]);
    let world_of_customers = "客户编号,客户名称,客户类型,地区\nK1,某某,民企,江湖\n";
    let values = ["--value", "enterprise=民企", "--value", "mainland=江湖"];
    let answer = world.import_text("accounts", world_of_customers, &[]);
    assert_eq!(
        answer.refused(),
        [(2, "客户类型".into(), "bad-kind".into()), (2, "地区".into(), "bad-region".into())]
    );
    assert_eq!(world.import_text("accounts", world_of_customers, &values).counts(), [1, 1, 0, 0, 0, 0]);
}

#[test]
fn a_meaning_that_there_is_not_ends_with_2() {
    let world = World::new();
    for value in ["paid", "payed=款清", "overseas=款清"] {
        let ran = world.desk.run(&["import", "bills", "x.csv", "--issuer", "T", "--json", "--value", value]);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &"bad-value".into()), "{ran:?}");
    }
}

#[test]
fn status_refunded() {
    let world = World::new();
    let answer = world.import("bills", "status-refunded.csv", &[]);
    assert_eq!(answer.counts(), [4, 2, 0, 0, 2, 0], "{}", answer.json);
    assert_eq!(answer.rules(), rules(&[(3, "refund-amount-missing"), (5, "refund-amount-missing")]));
    assert_eq!(
        world.bills(),
        [
            "S0 C1 2026-10-01 2026-10-05 100.00 -100.00 =0.00",
            "S2 C1 2026-10-01 2026-10-05 100.00 -100.00 =0.00",
        ]
    );
    assert_eq!(answer.json["totals"]["refunded"], "200.00");
}

#[test]
fn a_refunded_amount_is_more_exact_than_the_word() {
    let world = World::new();
    let text = format!(
        "{HEADER},退款金额\n\
         N1,C1,100,2026-10-01,2026-10-10,partially refunded,2026-10-05,40\n\
         N2,C1,100,2026-10-01,2026-10-10,全额退款,2026-10-05,\n\
         N3,C1,100,2026-10-01,2026-10-10,转入退款,2026-10-05,-25.00\n\
         N4,C1,100,2026-10-01,2026-10-10,转入退款,2026-10-05,\n\
         N5,C1,100,2026-10-01,2026-10-10,全额退款,2026-10-05,40\n\
         N6,C1,100,2026-10-01,2026-10-10,已退款,2026-10-05,40\n"
    );
    let answer = world.import_text("bills", &text, &[]);
    assert_eq!(answer.rules(), rules(&[(5, "refund-amount-missing"), (6, "amounts-disagree")]));
    assert_eq!(
        world.bills(),
        [
            "N1 C1 2026-10-01 2026-10-05 100.00 -40.00 =60.00",
            "N2 C1 2026-10-01 2026-10-05 100.00 -100.00 =0.00",
            "N3 C1 2026-10-01 2026-10-05 100.00 -25.00 =75.00",
            "N6 C1 2026-10-01 2026-10-05 100.00 -40.00 =60.00",
        ]
    );
}

#[test]
fn status_invoiced() {
    let world = World::new();
    let answer = world.import("bills", "status-invoiced.csv", &[]);
    assert_eq!(answer.counts(), [4, 3, 0, 0, 1, 0], "{}", answer.json);
    assert_eq!(answer.rules(), rules(&[(3, "invoiced-amount-missing")]));
    assert_eq!(
        world.bills(),
        [
            "S0 C1 2026-10-01 2026-10-05 100.00 +100.00 =0.00",
            "S2 C1 2026-10-01 2026-10-05 100.00 -100.00 =0.00",
            "S3 C1 2026-10-01 2026-10-05 100.00 =100.00",
        ]
    );
    assert_eq!(answer.json["totals"]["opening"], "100.00");
}

#[test]
fn a_column_that_says_whether_a_bill_was_invoiced() {
    let world = World::new();
    let answer = world.import("bills", "invoiced2.csv", &[]);
    assert_eq!(answer.counts(), [2, 2, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(
        world.bills(),
        ["P1 C1 2026-10-01 2026-10-05 100.00 +100.00 =0.00", "P2 C1 2026-10-01 2026-10-05 100.00 =100.00"]
    );
}

#[test]
fn columns_that_say_how_much_of_a_bill_was_invoiced() {
    let world = World::new();
    let answer = world.import("bills", "invoiced3.csv", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["P1 C1 2026-10-01 2026-10-05 100.00 +60.00 =40.00"]);
}

#[test]
fn an_invoiced_amount_is_checked_and_worked_out() {
    let world = World::new();
    let text = "Invoice Number,Customer ID,Total Amount,Invoice Date,Paid At,Is Invoiced,Amount Not Invoiced\n\
                N1,C1,100,2026-10-01,2026-10-05,partly,30\n\
                N2,C1,100,2026-10-01,2026-10-05,yes,30\n\
                N3,C1,100,2026-10-01,2026-10-05,no,100\n\
                N4,C1,100,2026-10-01,2026-10-05,no,30\n\
                N5,C1,100,2026-10-01,2026-10-05,yes,\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.rules(), rules(&[(5, "amounts-disagree")]));
    assert_eq!(
        world.bills(),
        [
            "N1 C1 2026-10-01 2026-10-05 100.00 +70.00 =30.00",
            "N2 C1 2026-10-01 2026-10-05 100.00 +70.00 =30.00",
            "N3 C1 2026-10-01 2026-10-05 100.00 =100.00",
            "N5 C1 2026-10-01 2026-10-05 100.00 +100.00 =0.00",
        ]
    );
}

#[test]
fn a_bill_invoiced_with_no_payment_known_is_unpaid() {
    let world = World::new();
    let text = "账单号,客户编号,账单金额,出账日期,应付日期,状态\nN1,C1,100,2026-10-01,2026-10-10,已开票\n";
    assert_eq!(world.import_text("bills", text, &[]).counts(), [1, 1, 0, 0, 0, 0]);
    assert_eq!(world.bills(), ["N1 C1 2026-10-01 100.00 +100.00 =0.00"]);
}

#[test]
fn status_closed() {
    let world = World::new();
    let answer = world.import("bills", "status-closed.csv", &[]);
    assert_eq!(answer.counts(), [1, 0, 0, 0, 0, 1], "{}", answer.json);
    assert_eq!(answer.json["left_out"], serde_json::json!([{"row": 2, "reason": "void"}]));
    assert!(world.bills().is_empty());
}

#[test]
fn a_void_bill_that_the_desk_has_is_a_conflict() {
    let world = World::new();
    let row = |word: &str| format!("{HEADER}\nN1,C1,100.00,2026-10-01,2026-10-10,{word},2026-10-05\n");
    world.import_text("bills", &row("已支付"), &[]);
    for word in ["作废", "Cancelled", "交易关闭"] {
        let answer = world.import_text("bills", &row(word), &[]);
        assert_eq!(answer.refused(), [(2, "支付状态".into(), "conflict".into())], "{word}");
    }
    let words = world.desk.run(&["import", "bills", "table.csv", "--issuer", "T"]);
    assert!(words.stdout.contains("作废"), "{words:?}");
}

#[test]
fn refneg() {
    let world = World::new();
    world.desk.ok(&[
        r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"100.00","billed_on":"2026-10-01","due_on":"2026-10-10","paid_on":"2026-10-05"}"#,
    ]);
    let answer = world.import("refunds", "refneg.csv", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["B1 C1 2026-10-01 2026-10-05 100.00 -40.00 =60.00"]);
    assert_eq!(answer.json["totals"]["refunded"], "40.00");
    let text = "账单号,退款金额,退款日期\nB1,－15.00,2026-10-21\nB1,0.00,2026-10-21\nB1,-45.01,2026-10-21\n";
    let answer = world.import_text("refunds", text, &[]);
    assert_eq!(answer.rules(), rules(&[(3, "amount-not-positive"), (4, "refund-exceeds-bill")]));
    assert_eq!(world.bills(), ["B1 C1 2026-10-01 2026-10-05 100.00 -55.00 =45.00"]);
}

#[test]
fn one_number_on_two_rows_that_differ() {
    for file in ["detail2.csv", "conf.csv"] {
        let world = World::new();
        let answer = world.import("bills", file, &[]);
        assert_eq!(answer.counts(), [2, 0, 0, 0, 2, 0], "{}", answer.json);
        assert_eq!(answer.rules(), rules(&[(2, "conflict"), (3, "conflict")]));
        let message = |row: usize| answer.json["refused"][row]["message"].as_str().unwrap();
        assert!(message(0).contains("第 3 行") && message(1).contains("第 2 行"), "{}", answer.json);
        assert!(world.bills().is_empty());
    }
}

#[test]
fn one_number_on_two_rows_that_only_count_up() {
    let world = World::new();
    let text = "No.,账单号,客户编号,账单金额,出账日期,应付日期,支付时间,备注\n\
                1,N1,C1,10,2026-10-01,2026-10-10,2026-10-05,甲\n\
                2,N1,C1,10.00,2026-10-01,2026-10-10,2026-10-05,甲\n\
                3,N2,C1,10,2026-10-01,2026-10-10,2026-10-05,甲\n\
                4,N2,C1,10,2026-10-01,2026-10-10,2026-10-05,乙\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.counts(), [4, 1, 0, 1, 2, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["N1 C1 2026-10-01 2026-10-05 10.00 =10.00"]);
    let refused = world.desk.run(&[
        "import",
        "bills",
        "table.csv",
        "--issuer",
        "T",
        "--refused-to",
        "refused.csv",
        "--json",
    ]);
    assert_eq!(refused.code, 1, "{refused:?}");
    let text = std::fs::read_to_string(world.desk.path("refused.csv")).unwrap();
    assert!(text.contains("N2") && !text.contains("N1"), "{text}");
}

#[test]
fn one_customer_on_two_rows_that_differ() {
    let world = World::new();
    let text = "客户编号,客户名称,客户类型\nK1,甲公司,企业\nK1,乙公司,企业\nK2,丙公司,企业\nK2,丙公司,企业\n";
    let answer = world.import_text("accounts", text, &[]);
    assert_eq!(answer.counts(), [4, 1, 0, 1, 2, 0], "{}", answer.json);
    assert!(answer.json.get("totals").is_none(), "customers have no money");
}

#[test]
fn the_desks_own_list_of_bills_gives_the_same_balance_elsewhere() {
    let world = World::new();
    let text = "账单号,客户编号,账单日期,付款期限,付款日期,状态,账单金额,已退款,期初已开票,已开票及占用,抵扣,剩余金额\n\
                A,C1,2026-01-01,2026-01-10,2026-01-05,已开票,100.00,40.00,0.00,100.00,0.00,0.00\n\
                B,C1,2026-02-01,2026-02-10,2026-02-05,已开票,100.00,0.00,0.00,100.00,40.00,0.00\n\
                D,C1,2026-03-01,2026-03-10,2026-03-05,部分开票,100.00,0.00,20.00,50.00,0.00,50.00\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.counts(), [3, 3, 0, 0, 0, 0], "{}", answer.json);
    let balance = world.desk.ok(&[r#"{"op":"balance","account":"C1"}"#]);
    // A is 40.00 in deficit, which B's 40.00 stand against again: worked example 4.
    assert_eq!(balance[0]["remaining"], "90.00", "{balance:?}");
    assert_eq!(balance[0]["non_invoiceable"], "40.00");
    assert_eq!(balance[0]["invoiceable"], "50.00");
}

#[test]
fn a_list_of_an_older_desk_does_not_say_what_was_absorbed() {
    let world = World::new();
    let text = "账单号,客户编号,账单日期,付款期限,付款日期,状态,账单金额,已退款,已开票及占用,剩余金额\n\
                A,C1,2026-01-01,2026-01-10,2026-01-05,已开票,100.00,0.00,100.00,0.00\n\
                B,C1,2026-02-01,2026-02-10,2026-02-05,可开票,100.00,0.00,0.00,100.00\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.rules(), rules(&[(2, "invoiced-amount-missing")]));
    assert_eq!(world.bills(), ["B C1 2026-02-01 2026-02-05 100.00 =100.00"]);
}

#[test]
fn a_credit_code_that_fails_its_check_is_confirmed_by_name() {
    let world = World::new();
    let text = "客户编号,客户名称,客户类型,税号\nK1,甲公司,企业,91440300MA0DEM01XA\n";
    assert_eq!(world.import_text("accounts", text, &[]).rules(), rules(&[(2, "bad-tax-id")]));
    let seen = ["--tax-id-seen", "91440300ma0dem01xa"];
    assert_eq!(world.import_text("accounts", text, &seen).counts(), [1, 1, 0, 0, 0, 0]);
    assert_eq!(world.desk.run(&["check"]).code, 0);
    let ran = world.desk.run(&[
        "import",
        "accounts",
        "table.csv",
        "--issuer",
        "T",
        "--json",
        "--tax-id-seen",
        "9144",
    ]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &"bad-tax-id".into()));
}

#[test]
fn a_credit_code_that_fails_its_check_is_confirmed_with_the_info_and_shown_ever_after() {
    let world = World::new();
    let info = |more: &str| {
        format!(
            r#"{{"op":"save_invoice_info","account":"C1","type":"enterprise_general","name":"甲公司","tax_id":"91440300MA0DEM01XA"{more}}}"#
        )
    };
    assert_eq!(world.desk.refused(&info(""))["rule"], "invoice-info-invalid");
    assert_eq!(world.desk.refused(&info(r#","tax_id_seen":false"#))["rule"], "invoice-info-invalid");
    world.desk.ok(&[&info(r#","tax_id_seen":true"#), &info("")]);
    let bill = r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"100.00","billed_on":"2026-10-01","due_on":"2026-10-10","paid_on":"2026-10-05"}"#;
    let address = r#"{"op":"save_address","account":"C1","recipient":"甲","phone":"19900000000","region":"浙江省杭州市","street":"文一西路 1 号"}"#;
    let apply = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true}"#;
    let made = world.desk.ok(&[bill, address, apply])[2]["application"].as_str().unwrap().to_owned();
    let page = world.desk.ok(&[&format!(r#"{{"op":"application","application":"{made}"}}"#)]);
    assert_eq!(page[0]["info"]["tax_id_seen_by"], "desk", "{page:?}");
    assert_eq!(world.desk.run(&["check"]).code, 0);
}
