//! Files of other programs than those of `tests/data/import-world`, of the same kinds.

use crate::import_world::world::{World, rules};

const HEADER: &str = "账单号,客户编号,账单金额,账单日期,到期日,支付时间";
const ROW: &str = "B1,C1,100.00,2026-10-01,2026-10-31,2026-10-05";

fn bills_under(header: &str, value: &str) -> (Vec<String>, Vec<(u64, String)>) {
    let world = World::new();
    let answer = world.import_text("bills", &format!("{HEADER},{header}\n{ROW},{value}\n"), &[]);
    (world.bills(), answer.rules())
}

#[test]
fn what_was_invoiced_is_known_under_headers_that_no_list_has() {
    for (header, value, rest) in [
        ("历史已开票金额", "40", "+40.00 =60.00"),
        ("已開票金額", "40", "+40.00 =60.00"),
        ("尚未开票金额", "40", "+60.00 =40.00"),
        ("是否已经开票", "是", "+100.00 =0.00"),
        ("已开票(是/否)", "是", "+100.00 =0.00"),
        ("開票狀態", "已開票", "+100.00 =0.00"),
        ("累计退费", "40", "-40.00 =60.00"),
        ("退款金額", "40", "-40.00 =60.00"),
        ("付款情况", "已退款", "-100.00 =0.00"),
    ] {
        let bill = format!("B1 C1 2026-10-01 2026-10-05 100.00 {rest}");
        assert_eq!(bills_under(header, value), (vec![bill], Vec::new()), "{header}");
    }
    assert_eq!(bills_under("已开票", "40"), (Vec::new(), rules(&[(2, "bad-status")])), "a flag or an amount");
}

#[test]
fn columns_that_tell_of_invoices_or_refunds_and_are_not_read_are_named() {
    let world = World::new();
    let text = format!("{HEADER},发票号码,可开票金额,发票抬头\n{ROW},25312000000123456789,40,甲公司\n");
    let answer = world.import_text("bills", &text, &[]);
    let named: Vec<_> =
        answer.json["notices"].as_array().unwrap().iter().map(|notice| &notice["column"]).collect();
    assert_eq!(named, ["发票号码", "可开票金额"], "{}", answer.json);
}

#[test]
fn the_state_of_a_refund_may_stand_in_a_column_of_its_own() {
    let told = |value: &str| bills_under("退款状态,退款金额", value);
    let bill = |rest: &str| (vec![format!("B1 C1 2026-10-01 2026-10-05 100.00 {rest}")], Vec::new());
    assert_eq!(told("已退款,"), bill("-100.00 =0.00"));
    assert_eq!(told("退款成功,40"), bill("-40.00 =60.00"));
    assert_eq!(told("退款失败,"), bill("=100.00"));
    assert_eq!(told("无退款,0.00"), bill("=100.00"));
    for (value, rule) in [
        ("部分退款,", "refund-amount-missing"),
        ("是,", "refund-amount-missing"),
        ("退款失败,40", "amounts-disagree"),
        ("退款中,40", "bad-status"),
    ] {
        assert_eq!(told(value), (Vec::new(), rules(&[(2, rule)])), "{value}");
    }
}

#[test]
fn a_refund_that_did_not_take_place_is_left_out() {
    let world = World::new();
    world.import_text("bills", &format!("{HEADER}\n{ROW}\n"), &[]);
    let text = "账单号,退款金额,退款日期,退款状态\nB1,10.00,2026-10-09,退款失败\nB1,20.00,2026-10-09,退款成功\n\
                B1,30.00,2026-10-09,CLOSED\nB1,40.00,2026-10-09,退款中\n";
    let answer = world.import_text("refunds", text, &[]);
    assert_eq!(answer.counts(), [4, 1, 0, 0, 1, 2], "{}", answer.json);
    assert_eq!(answer.rules(), rules(&[(5, "bad-status")]));
    assert_eq!(world.bills(), ["B1 C1 2026-10-01 2026-10-05 100.00 -20.00 =80.00"]);
    let answer = world.import_text("refunds", text, &["--value", "void=退款中"]);
    assert_eq!(answer.counts(), [4, 0, 0, 1, 0, 3], "{}", answer.json);
}

#[test]
fn another_currency_is_refused_wherever_a_file_says_it() {
    for line in ["美元账单明细表", "Statement - USD", "所有金额以美元计", "单位：万美元", "幣別：美元"]
    {
        let answer = World::new().import_text("bills", &format!("{line}\n{HEADER}\n{ROW}\n"), &[]);
        assert_eq!((answer.code, answer.json["added"].as_u64()), (2, None), "{line}");
    }
    for header in ["金额$", "账单金额(万美元)", "账单金额（港币千元）"] {
        let text = format!("{}\n{ROW}\n", HEADER.replace("账单金额", header));
        assert_eq!(World::new().import_text("bills", &text, &[]).code, 2, "{header}");
    }
    let text = format!("{}\n{ROW}\n", HEADER.replace("账单金额", "美元金额"));
    assert_eq!(World::new().import_text("bills", &text, &["--map", "amount=美元金额"]).code, 2);
}

#[test]
fn units_and_zones_are_heard_in_other_words() {
    let first = |line: &str, row: &str| {
        let world = World::new();
        world.import_text("bills", &format!("{line}\n{HEADER}\n{row}\n"), &[]);
        world.bills()
    };
    for line in ["單位：萬元", "金额：万元", "以下金额均以万元为单位"] {
        assert_eq!(first(line, ROW), ["B1 C1 2026-10-01 2026-10-05 1000000.00 =1000000.00"], "{line}");
    }
    let late = "B1,C1,100.00,2026-09-30 20:30:00,2026-10-31,2026-10-05";
    for line in ["时区：UTC", "Time zone: GMT", "Time zone,UTC+0"] {
        assert_eq!(first(line, late), ["B1 C1 2026-10-01 2026-10-05 100.00 =100.00"], "{line}");
    }
    assert_eq!(first("时区：UTC+8", late), ["B1 C1 2026-09-30 2026-10-05 100.00 =100.00"]);
}

#[test]
fn tax_is_seen_under_other_names() {
    for (columns, values, gross) in [
        ("金額,稅額", "100.00,6.00", "106.00"),
        ("Amount (Net),Amount (Tax),Amount (Gross)", "100.00,6.00,106.00", "106.00"),
        ("Total,TaxTotal", "106.00,6.00", "106.00"),
        ("Total,TaxTotal", "100.00,6.00", "106.00"),
    ] {
        let world = World::new();
        let text =
            format!("账单号,客户编号,账单日期,支付时间,{columns}\nB1,C1,2026-10-01,2026-10-05,{values}\n");
        let answer = world.import_text("bills", &text, &[]);
        assert_eq!(
            world.bills(),
            [format!("B1 C1 2026-10-01 2026-10-05 {gross} ={gross}")],
            "{}",
            answer.json
        );
    }
}

#[test]
fn lines_of_totals_in_traditional_characters() {
    for word in ["合計", "總 計", "[合计]", "小計："] {
        let world = World::new();
        let answer = world.import_text("bills", &format!("{HEADER}\n{ROW}\n{word},,100.00,,,\n"), &[]);
        assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{word}: {}", answer.json);
    }
}

#[test]
fn a_preview_with_strict_shows_that_nothing_would_come() {
    let text = format!("{HEADER}\n{ROW}\nB2,C1,1.234,2026-10-01,2026-10-31,2026-10-05\n");
    let world = World::new();
    let path = world.desk.path("strict.csv");
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let run = |more: &[&str]| {
        let all = [&["import", "bills", path, "--issuer", "T", "--json", "--strict"], more].concat();
        world.desk.run(&all).answer()
    };
    let shown = run(&["--preview"]);
    assert_eq!((shown["added"].as_u64(), shown["totals"]["amount"].as_str()), (Some(0), Some("0.00")));
    assert_eq!(shown, run(&[]));
}

#[test]
fn a_unit_of_one_amount_only_is_not_guessed_of_the_others() {
    let code = |columns: &str, more: &str| {
        let text =
            format!("{more}{}\n{ROW},0.40\n", format!("{HEADER},已退款金额").replace("账单金额", columns));
        World::new().import_text("bills", &text, &[]).code
    };
    assert_eq!(code("账单金额(万元)", ""), 2);
    assert_eq!(code("账单金额(万元)", "单位：万元\n"), 0);
    assert_eq!(code("账单金额(元)", ""), 0);
}

#[test]
fn the_state_of_payment_is_known_under_headers_that_no_list_has() {
    for header in
        ["是否已付", "付款情况", "已付款", "账单支付状态", "交易状态", "是否到账", "Trade State", "核销情况"]
    {
        assert_eq!(bills_under(header, "作废"), (Vec::new(), Vec::new()), "{header}: left out");
        assert_eq!(bills_under(header, "未支付"), (Vec::new(), rules(&[(2, "bad-status")])), "{header}");
    }
    let world = World::new();
    let text = format!("{HEADER},支付状态,账单状态\n{ROW},已支付,作废\n");
    let answer = world.import_text("bills", &text, &[]);
    assert_eq!(answer.json["notices"][0]["column"], "账单状态", "a second state is named: {}", answer.json);
}

#[test]
fn a_column_whose_values_speak_of_refunds_is_named() {
    let named = |header: &str, value: &str| {
        let world = World::new();
        let text = format!("{HEADER},{header}\n{ROW},{value}\n");
        world.import_text("bills", &text, &[]).json["notices"][0]["column"] == header
    };
    for (header, value) in
        [("交易类型", "REFUND"), ("单据类型", "红字发票"), ("收支方向", "支出"), ("Document", "Credit Note")]
    {
        assert!(named(header, value), "{header}");
    }
    assert!(!named("交易类型", "JSAPI") && !named("渠道", "无退款渠道"));
}
