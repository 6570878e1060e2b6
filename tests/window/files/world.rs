//! Tables as other programs write them, previewed in the window: each comes out as on the command line.

use std::path::PathBuf;

use eframe::egui::Event;
use fapiao_desk::desk::protocol::decode::decode;

use crate::common::place;
use crate::common::window::Window;

fn of_the_world(name: &str) -> PathBuf {
    PathBuf::from("tests/data/import-world").join(name).canonicalize().unwrap()
}

/// A window at the desk of `accounts.jsonl`, on the page of imports, with the issuer of the tables chosen.
fn window_at(folder: &tempfile::TempDir) -> Window {
    let store = folder.path().join("desk.sqlite");
    let mut desk = place::sandbox(&store);
    for line in std::fs::read_to_string(of_the_world("accounts.jsonl")).unwrap().lines() {
        desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap()).unwrap();
    }
    drop(desk);
    let mut window = Window::open(&store, None);
    window.at("2026-11-22T12:00:00+08:00");
    window.click("导入导出");
    window.select("开票方", "测试云");
    window
}

fn paste(window: &mut Window, name: &str) {
    window.harness.event(Event::Paste(of_the_world(name).display().to_string()));
    window.see(name);
}

/// Bills: the rows that would be added, those that are wrong, and what else is told.
const BILLS: [(&str, u32, u32, &str); 29] = [
    ("amounts-refused.csv", 8, 0, "金额合计"),
    ("apos.csv", 2, 0, "金额合计"),
    ("biff8.xls", 0, 0, "这是旧版 xls 文件"),
    ("conf.csv", 0, 2, "有问题 2"),
    ("csv-net-amount-tax.csv", 1, 0, "账单金额按金额加税额计算"),
    ("csv-sci-ids.csv", 0, 3, "有问题 3"),
    ("csv-subtotal-huizong.csv", 3, 0, "金额合计"),
    ("csv-unit-wan.csv", 1, 0, "¥ 12,500.00"),
    ("csv-utc-header.csv", 2, 0, "金额合计"),
    ("dates-refused.csv", 8, 0, "金额合计"),
    ("dec3.csv", 3, 0, "金额合计"),
    ("detail2.csv", 0, 2, "有问题 2"),
    ("invoiced2.csv", 2, 0, "期初已开票合计"),
    ("invoiced3.csv", 1, 0, "期初已开票合计"),
    ("odd.csv", 4, 0, "提示 4"),
    ("paid-placeholders.csv", 9, 0, "金额合计"),
    ("status-closed.csv", 0, 0, "未导入 1"),
    ("status-invoiced.csv", 3, 1, "期初已开票合计"),
    ("status-paid-words.csv", 7, 0, "金额合计"),
    ("status-refunded.csv", 2, 2, "已退款合计"),
    ("strike.xlsx", 1, 0, "带删除线，也导入了"),
    ("totals-words.csv", 1, 0, "金额合计"),
    ("vmerge-paid.xlsx", 3, 0, "金额合计"),
    ("vmerge.xlsx", 3, 0, "金额合计"),
    ("xlsx-16digit.xlsx", 1, 2, "有问题 2"),
    ("xlsx-hidden-rows.xlsx", 3, 0, "在表格中是隐藏的"),
    ("xlsx-isodate.xlsx", 2, 0, "金额合计"),
    ("xlsx-leading-zero-format.xlsx", 1, 0, "金额合计"),
    ("xlsx-noise.xlsx", 9, 0, "金额合计"),
];

#[test]
fn bills_as_other_programs_write_them() {
    let folder = place::folder();
    let mut window = window_at(&folder);
    window.select("导入内容", "账单");
    for (name, added, wrong, told) in BILLS {
        paste(&mut window, name);
        window.see(&format!("导入 {added} 行"));
        window.see(&format!("有问题 {wrong}"));
        window.see_part(told);
    }
}

#[test]
fn tables_that_are_refused_whole_say_why() {
    let folder = place::folder();
    let mut window = window_at(&folder);
    window.select("导入内容", "账单");
    for (name, why) in [
        ("csv-unit-usd.csv", "金额不是人民币"),
        ("div.xls", "这其实是网页"),
        ("hidden-col.xlsx", "有几列都可能是账单金额"),
        ("wxpay-merchant2.csv", "缺少：账单号"),
    ] {
        paste(&mut window, name);
        window.see_part(why);
        window.see("还不能预览");
    }
}

#[test]
fn customers_as_other_programs_write_them() {
    let folder = place::folder();
    let mut window = window_at(&folder);
    window.select("导入内容", "客户");
    for (name, added, wrong) in [("acc-placeholders.csv", 2, 0), ("acc-sci.csv", 0, 2)] {
        paste(&mut window, name);
        window.see(&format!("导入 {added} 行"));
        window.see(&format!("有问题 {wrong}"));
    }
}
