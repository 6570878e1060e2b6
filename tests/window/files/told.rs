//! What the preview tells before the money moves.

use rust_xlsxwriter::Workbook;

use super::Case;

const HEADER: &str = "账单号,客户编号,出账日期,应付日期,账单金额,支付状态,支付时间\n";

/// A file of the tables that other programs write.
fn of_the_world(name: &str) -> std::path::PathBuf {
    std::path::Path::new("tests/data/import-world").join(name).canonicalize().unwrap()
}

#[test]
fn what_an_import_works_out_is_told_before_and_after_it() {
    let case = Case::new();
    let text = "账单号,客户编号,出账日期,支付时间,不含税金额,税额\nB1,C1,2026-01-01,2026-01-05,100.00,6.00\n";
    let mut window = case.chosen("bills.csv", text);
    window.see("“不含税金额”不含税，账单金额按金额加税额计算（第 2 行）。");
    window.see("¥ 106.00");
    // What the amount is worked out from can be seen.
    window.click("全部");
    window.see("100.00");
    window.see("6.00");
    window.click("提示 1");
    window.see("不含税金额已加税额");
    window.click("导入 1 行");
    window.see_all([
        "已导入 bills.csv：新增 1，更新 0",
        "“不含税金额”不含税，账单金额按金额加税额计算（第 2 行）。",
        "金额合计",
        "¥ 106.00",
    ]);
}

#[test]
fn several_notices_are_told_in_one_line_and_each_in_full_in_a_table() {
    let case = Case::new();
    let rows = "B1,C1,2026-02-01,2026-01-10,100.00,已支付,2026-01-05\n";
    let mut window = case.chosen("bills.csv", format!("{HEADER}{rows}"));
    window.see("请注意：应付日期早于账单日期（1 行）、支付日期早于账单日期（1 行）。");
    window.click("查看提示");
    window.see("应付日期早于账单日期：第 2 行。");
    window.see("支付日期早于账单日期：第 2 行。");
}

#[test]
fn the_files_own_total_is_held_against_its_rows() {
    let case = Case::new();
    let rows = "B1,C1,2026-01-01,2026-01-10,100.00,已支付,2026-01-05\n合计,,,,150.00,,\n";
    let mut window = case.chosen("bills.csv", format!("{HEADER}{rows}"));
    window.see_part("合计行是 ¥150.00，而各行相加是 ¥100.00");
    window.see_enabled("导入 1 行");
}

#[test]
fn control_totals_are_of_what_is_added_and_changed() {
    let case = Case::new();
    let text = "账单号,客户编号,出账日期,账单金额,已退款金额,已开票金额,支付时间\n\
        B1,C1,2026-01-01,1234.50,34.50,200.00,2026-01-05\nB2,C1,2026-01-01,1.234,,,2026-01-05\n";
    let mut window = case.chosen("bills.csv", text);
    for said in ["金额合计", "¥ 1,234.50", "已退款合计", "¥ 34.50", "期初已开票合计", "¥ 200.00"]
    {
        window.see(said);
    }
}

#[test]
fn rows_that_are_left_out_are_shown_with_their_reason() {
    let case = Case::new();
    let rows =
        "B1,C1,2026-01-01,2026-01-10,100.00,已支付,2026-01-05\nB2,C1,2026-01-01,2026-01-10,7.00,已作废,\n";
    let mut window = case.chosen("bills.csv", format!("{HEADER}{rows}"));
    window.see("导入 1 行");
    window.click("未导入 1");
    window.see("文件中已作废、关闭、取消或没有成功，不再算数。");
    window.see_part("B2 · C1");
}

#[test]
fn every_wrong_cell_of_a_row_is_named_and_its_remedy_is_read_in_full() {
    let case = Case::new();
    let rows = "B1,C1,2026-02-30,2026-01-10,12.345,已支付,2026-01-05\n";
    let mut window = case.chosen("bills.csv", format!("{HEADER}{rows}"));
    window.click("有问题 1");
    window.see("账单金额、出账日期");
    window.see("12.345 · 2026-02-30");
    window.see_part("第 2 行：“出账日期”的“2026-02-30”不是有效的日期");
    window.see_part("第 2 行：“账单金额”的“12.345”不能作为金额");
}

#[test]
fn each_field_shows_its_column_its_unit_and_a_sample() {
    let case = Case::new();
    let text = "账单号,客户编号,出账日期,支付时间,账单金额(万元)\nB1,C1,2026-01-01,2026-01-05,1.25\n";
    let mut window = case.chosen("bills.csv", text);
    window.see_all(["E 列 · 单位：万元 · 例：1.25", "A 列 · 例：B1", "¥ 12,500.00"]);
    window.see_part("以万元为单位");
}

#[test]
fn a_column_is_shown_with_both_levels_of_its_header() {
    let case = Case::new();
    let mut window = case.chosen_at(&of_the_world("xlsx-two-level-header.xlsx"));
    window.see_part(" 列 · ");
    window.until("a heading over a heading", |harness| {
        use egui_kittest::kittest::{NodeT, Queryable};
        let boxes = harness.query_all_by_role(eframe::egui::accesskit::Role::ComboBox);
        boxes.into_iter().any(|node| node.accesskit_node().value().is_some_and(|value| value.contains('/')))
    });
}

/// A workbook whose third row is hidden.
fn with_a_hidden_row(case: &Case) -> std::path::PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["账单号", "客户编号", "账单金额", "出账日期", "支付日期"]).unwrap();
    sheet.write_row(1, 0, ["B1", "C1", "1.00", "2026-01-01", "2026-01-05"]).unwrap();
    sheet.write_row(2, 0, ["B2", "C1", "2.00", "2026-01-01", "2026-01-05"]).unwrap();
    sheet.set_row_hidden(2).unwrap();
    let path = case.folder.path().join("bills.xlsx");
    book.save(&path).unwrap();
    path
}

#[test]
fn hidden_rows_are_told_and_can_be_left_out() {
    let case = Case::new();
    let path = with_a_hidden_row(&case);
    let mut window = case.chosen_at(&path);
    window.see_part("第 3 行在表格中是隐藏的");
    window.see("导入 2 行");
    window.click("只导入可见行");
    window.see("导入 1 行");
    window.see_no_part("第 3 行在表格中是隐藏的");
    window.click("未导入 1");
    window.see("在表格中隐藏或被筛选掉；已选择只导入可见行。");
}

#[test]
fn a_text_file_has_no_rows_that_cannot_be_seen() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", super::GOOD);
    window.see("导入 2 行");
    window.see("严格模式");
    window.see_no("只导入可见行");
}

#[test]
fn an_old_workbook_is_previewed_and_what_cannot_be_seen_in_it_is_told() {
    let case = Case::new();
    let mut window = case.chosen_at(&of_the_world("biff8.xls"));
    window.see_part("这是旧版 xls 文件");
    window.see("只导入可见行");
}

#[test]
fn a_column_that_is_chosen_otherwise_keeps_what_else_was_said() {
    let case = Case::new();
    let text = super::GOOD.replace("未支付,", "已支付,2026-02-05");
    let mut window = case.chosen("bills.csv", text.replace("已支付", "款清").replace("账单金额", "折后价"));
    window.select("账单金额", "折后价");
    window.select("“款清”的含义", "已支付");
    window.see("导入 2 行");
    window.select("应付日期", "不导入");
    window.see("导入 2 行");
    window.see("待确认 0");
}
