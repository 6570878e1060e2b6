//! The end of a month: the tax bureau's list held against the store's, the register, the files; and rows of the list
//! that a person decides on.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::lines::{self, NAME, TAX_ID};
use crate::common::returned::{Made, SELLER, of_customer};
use crate::common::window::Window;
use crate::common::{Closed, Play, place};

fn number(n: u32) -> String {
    format!("26112{n:015}")
}

/// A customer `C1` of `T` with applications of these amounts that are being issued; answers their numbers.
fn issuing(amounts: &[&str]) -> (Play, Vec<String>) {
    let mut play = Play::with_one_issuer();
    play.customer("C1", "T");
    play.paid("C1", "B1", "100000.00");
    let apply = |amount: &&str| {
        let number = play.applied(&lines::apply_amount("C1", amount));
        play.accept(&number);
        number
    };
    let numbers = amounts.iter().map(apply).collect();
    (play, numbers)
}

/// The same, issued: the n-th with the n-th number.
fn issued(amounts: &[&str]) -> Play {
    let (mut play, numbers) = issuing(amounts);
    for ((application, amount), n) in numbers.iter().zip(amounts).zip(1..) {
        play.ok(&lines::issue(application, &[(&number(n), amount)]));
    }
    play
}

/// Puts a list of the bureau's beside the store, of these invoices: each a number, gross, net, tax, and status.
fn list(play: &Play, rows: &[(u32, &str, &str, &str, &str)]) -> PathBuf {
    let mut text =
        "数电发票号码,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,发票票种,发票状态\n"
            .to_owned();
    for (n, gross, net, tax, status) in rows {
        text += &format!(
            "{},{SELLER},{TAX_ID},{NAME},2026-11-22 10:30:00,{net},{tax},{gross},数电发票（普通发票）,{status}\n",
            number(*n)
        );
    }
    put(play, "已开发票.csv", text.as_bytes())
}

fn put(play: &Play, name: &str, bytes: &[u8]) -> PathBuf {
    let path = beside(play, name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn beside(play: &Play, name: &str) -> PathBuf {
    play.desk.path().with_file_name(name)
}

fn at_desk(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.tab("开票处理");
    window.see("待导出");
    window
}

/// Waits until something is shown in another program.
fn is_shown(window: &mut Window, path: &Path) {
    window.see_no("文件已保存");
    assert_eq!(window.shown().as_deref(), Some(path));
}

#[test]
fn a_month_is_held_against_the_bureaus_list_by_keys_and_every_fen_is_of_a_colour() {
    let play = issued(&["100.00", "200.00", "300.00"]);
    let of_bureau = list(
        &play,
        &[
            (1, "100.00", "94.34", "5.66", "正常"),
            (2, "200.01", "188.69", "11.32", "正常"),
            (9, "50.00", "47.17", "2.83", "正常"),
        ],
    );
    let to = beside(&play, "核对.csv");
    let mut window = at_desk(play);
    window.press(Key::B);
    window.see("还没有选择税务局的清单");
    window.see_disabled("导出核对结果");
    window.pick(&of_bureau);
    window.press(Key::O);
    // What differs is looked at first, both sides of it side by side.
    window.see_all(["相差 ¥0.01", "200.01", "188.69", "188.68", "清单：已开发票.csv"]);
    window.see("税务平台 3 张 ¥350.01，本账套 3 张 ¥600.00，相差 -¥249.99");
    window.press(Key::Num3);
    window.see("税务平台 1 张 ¥50.00，本账套 0 张 ¥0.00，相差 ¥50.00");
    window.see("把清单导入对票");
    window.press(Key::Num4);
    window.see("税务平台 0 张 ¥0.00，本账套 1 张 ¥300.00，相差 -¥300.00");
    window.see("清单中没有");
    window.press(Key::Num1);
    window.see("税务平台 1 张 ¥100.00，本账套 1 张 ¥100.00，相差 ¥0.00");
    window.pick(&to);
    window.press(Key::E);
    window.see_all(["文件已保存", "共 4 张发票，附合计。"]);
    let written = std::fs::read_to_string(&to).unwrap();
    assert_eq!(written.lines().count(), 1 + 4 + 1, "{written}");
    assert!(written.contains("价税合计不同：税务平台为“200.01”，本账套为“200.00”"), "{written}");
    window.press(Key::Enter);
    is_shown(&mut window, &to);
    window.press(Key::Escape);
    window.see("待导出");
}

#[test]
fn an_invoice_is_searched_for_and_leads_to_its_application() {
    let play = issued(&["100.00", "200.00"]);
    let of_bureau = list(&play, &[]);
    let mut window = at_desk(play);
    window.press(Key::B);
    window.harness.event(Event::Paste(of_bureau.display().to_string()));
    window.see("第 1 / 2 张");
    window.enter("发票号码、购买方、申请编号", "0002");
    window.see("第 1 / 1 张");
    window.see_no(&number(1));
    window.enter("发票号码、购买方、申请编号", "没有");
    window.see("没有找到符合条件的发票");
    window.press(Key::Escape);
    window.see("第 1 / 2 张");
    window.press(Key::Enter);
    window.see("申请内容");
}

#[test]
fn the_months_invoices_are_sorted_in_the_next_window_as_in_this_one() {
    let play = issued(&["100.00", "300.00", "200.00"]);
    let of_bureau = list(&play, &[]);
    let store = play.close();
    let folder = place::folder();
    let prefs = folder.path().join("preferences.json");
    let open = || {
        let mut window = Window::open_with(&store, None, Some(prefs.clone()));
        window.noon();
        window.tab("开票处理");
        window.see("导出批量开票文件");
        window.press(Key::B);
        window.harness.event(Event::Paste(of_bureau.display().to_string()));
        window.see("第 1 / 3 张");
        window
    };
    let order = |window: &Window| {
        let place = |n: u32| {
            let number = number(n);
            let nodes = window.harness.query_all_by_label(&number).map(|node| node.rect());
            // The card beside the list names the one that is selected, too.
            nodes.min_by(|a, b| a.left().total_cmp(&b.left())).map_or(0.0, |rect| rect.top())
        };
        let mut all = [1, 2, 3];
        all.sort_by(|a, b| place(*a).total_cmp(&place(*b)));
        all
    };
    let mut window = open();
    window.click_last("本账套", Role::ColumnHeader);
    window.harness.run_steps(4);
    window.click_last("本账套", Role::ColumnHeader);
    window.harness.run_steps(4);
    let sorted = order(&window);
    assert!([[1, 3, 2], [2, 3, 1]].contains(&sorted), "by amount: {sorted:?}");
    drop(window);
    assert_eq!(order(&open()), sorted);
}

#[test]
fn what_is_no_list_says_so_and_another_is_chosen() {
    let play = issued(&["100.00"]);
    let other = put(&play, "账单.csv", "账单号,金额\n1,2.00\n".as_bytes());
    let right = list(&play, &[(1, "100.00", "94.34", "5.66", "正常")]);
    let mut window = at_desk(play);
    window.click_button("月末对账");
    window.drop_files(&[&other]);
    window.see("这个文件不能核对");
    window.see_part("不是税务局给出的清单");
    window.pick(&right);
    window.click("选择清单…");
    window.see("金额和内容一致");
    window.select("月份", "2026 年 10 月");
    window.see("清单：已开发票.csv，其中 1 张是其他月份的，没有核对");
    window.see("没有这样的发票");
}

#[test]
fn the_register_and_the_files_of_the_month_are_written_and_opened() {
    let (mut play, numbers) = issuing(&["100.00", "200.00"]);
    play.ok(&lines::issue(&numbers[1], &[(&number(2), "200.00")]));
    let xml = put(&play, "1.xml", of_customer(1).xml().as_bytes());
    let [register, files] = ["登记簿.pdf", "发票.zip"].map(|name| beside(&play, name));
    let mut window = at_desk(play);
    window.drop_files(&[&xml]);
    window.see("已对上");
    window.press(Key::B);
    window.pick(&register);
    window.press(Key::P);
    window.see_part("蓝字 2 张，红字 0 张，价税合计 ¥300.00");
    assert!(std::fs::read(&register).unwrap().starts_with(b"%PDF"));
    window.press(Key::Enter);
    is_shown(&mut window, &register);
    window.pick(&files);
    window.press(Key::Z);
    window.see("1 张发票的 1 个文件。");
    window.see_all(["1 件不在其中", &number(2), "还没有发票文件"]);
    assert!(std::fs::read(&files).unwrap().starts_with(b"PK"));
    window.click("完成");
    window.see_no("文件已保存");
    assert_eq!(window.shown(), Some(register), "it is opened where that is wanted");
}

#[test]
fn a_list_of_which_something_is_only_there_is_imported_by_enter() {
    let (play, numbers) = issuing(&["100.00"]);
    let of_bureau = list(&play, &[(1, "100.00", "94.34", "5.66", "正常")]);
    let mut window = at_desk(play);
    window.press(Key::B);
    window.drop_files(&[&of_bureau]);
    window.see("把清单导入对票");
    window.press(Key::Enter);
    window.see("已对上");
    assert_eq!(window.application(&numbers[0])["state"], "issued");
}

#[test]
fn a_row_of_the_list_that_may_be_of_several_is_decided_and_one_whose_money_differs_is_not() {
    let (play, numbers) = issuing(&["100.00", "100.00", "300.00"]);
    let rows = [(1, "100.00", "94.34", "5.66", "正常"), (3, "300.01", "283.03", "16.98", "正常")];
    let of_bureau = list(&play, &rows);
    let mut window = at_desk(play);
    window.drop_files(&[&of_bureau]);
    window.see_all(["有差异", "不能确定", "价税合计"]);
    window.see_disabled("认定…");
    window.press(Key::J);
    window.see_enabled("认定…");
    window.press(Key::Enter);
    window.select("属于申请", &numbers[1]);
    window.enter("原因", "客户来电确认");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see(&format!("发票 {} 已记入申请 {}", number(1), numbers[1]));
    let states = numbers.iter().map(|number| window.application(number)["state"].clone());
    assert_eq!(states.collect::<Vec<_>>(), ["issuing", "issued", "issuing"]);
}

#[test]
fn a_list_that_was_changed_since_is_not_decided_by_its_row() {
    let (play, _) = issuing(&["100.00", "100.00"]);
    let rows = [(1, "100.00", "94.34", "5.66", "正常"), (2, "55.00", "51.89", "3.11", "正常")];
    let of_bureau = list(&play, &rows);
    let mut window = at_desk(play);
    window.drop_files(&[&of_bureau]);
    window.see("不能确定");
    let text = std::fs::read_to_string(&of_bureau).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(1, 2);
    std::fs::write(&of_bureau, lines.join("\n")).unwrap();
    window.press(Key::Enter);
    window.enter("原因", "核对过");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("清单的这一行不是发票");
}

/// A store with a returned file that differs, and one in an archive that may be of two applications.
fn undecided() -> (Closed, Vec<String>, [PathBuf; 2]) {
    let (play, numbers) = issuing(&["100.00", "100.00", "200.00"]);
    let renamed = Made { buyer: "杭州新名有限公司", ..crate::common::returned::of_200(2) };
    let differs = put(&play, "2.xml", renamed.xml().as_bytes());
    let archive = crate::common::returned::archive([(&b"a/1.xml"[..], of_customer(1).xml().as_bytes())]);
    let packed = put(&play, "下载.zip", &archive);
    (play.close(), numbers, [differs, packed])
}

#[test]
fn what_was_left_undecided_is_there_again_after_the_window_was_closed() {
    let (store, numbers, files) = undecided();
    let folder = place::folder();
    let prefs = folder.path().join("preferences.json");
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.noon();
    window.drop_files(&files.each_ref().map(PathBuf::as_path));
    window.see_all(["有差异", "不能确定"]);
    drop(window);
    // One of them is gone meanwhile, which is no reason to keep the other from being read.
    std::fs::remove_file(&files[0]).unwrap();
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.noon();
    window.tab("开票处理");
    window.see_all(["1 件待决定", "不能确定"]);
    window.press(Key::Enter);
    window.enter("原因", "核对过");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part(&format!("已记入申请 {}", numbers[0]));
    drop(window);
    let mut window = Window::open_with(&store, None, Some(prefs));
    window.noon();
    window.click_last("开票处理", Role::Tab);
    window.see("没有待决定的文件");
}
