//! Importing tables in the window: chosen or dropped, previewed, mended by hand, taken in, saved where wrong.

mod asked;
mod keys;
mod told;
mod undo;
mod world;

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::window::Window;
use crate::common::{Closed, Play};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::{Desk, Open};

const GOOD: &str = "账单号,客户编号,出账日期,应付日期,账单金额,支付状态,支付时间\n\
B1,C1,2026-01-01,2026-01-10,100.00,已支付,2026-01-05\n\
B2,C1,2026-02-01,2026-02-10,50.00,未支付,\n";

/// The third row has an amount of three decimals.
const ONE_WRONG: &str = "账单号,客户编号,出账日期,应付日期,账单金额,支付状态,支付时间\n\
B1,C1,2026-01-01,2026-01-10,100.00,已支付,2026-01-05\n\
B2,C1,2026-02-01,2026-02-10,12.345,未支付,\n";

const CUSTOMER: &str = "客户编号,客户名称,客户类型\nC7,成都青禾农业科技有限公司,企业\n";

/// A store with the customer `C1` of the only issuer `T`, and a folder of files.
struct Case {
    store: Closed,
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let mut play = Play::with_one_issuer();
        play.customer("C1", "T");
        Self::of(play)
    }

    fn of(play: Play) -> Self {
        Self { store: play.close(), folder: crate::common::place::folder() }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// The window on the page of files; dialogs answer `place`.
    fn window(&self, place: Option<PathBuf>) -> Window {
        let mut window = Window::open(&self.store, place);
        window.click("导入导出");
        window.see("选择文件…");
        window
    }

    /// The window with a file of this content chosen.
    fn chosen(&self, name: &str, content: impl AsRef<[u8]>) -> Window {
        self.chosen_at(&self.file(name, content))
    }

    /// The window with this file chosen.
    fn chosen_at(&self, path: &Path) -> Window {
        let mut window = self.window(Some(path.to_owned()));
        window.click("选择文件…");
        window
    }

    /// Carries out a line, while no window is open.
    fn ok(&self, line: &str) -> serde_json::Value {
        let mut desk = Desk::open(&self.store, Open::Existing).unwrap();
        let envelope =
            fapiao_desk::desk::protocol::decode::decode(serde_json::from_str(line).unwrap()).unwrap();
        desk.handle(&envelope)
            .and_then(|answer| answer.to_json())
            .unwrap_or_else(|refusal| panic!("{line}\n{refusal:?}"))
    }

    fn bills(&self) -> usize {
        self.ok(r#"{"op":"balance","account":"C1"}"#)["bills"].as_array().unwrap().len()
    }
}

#[test]
fn a_chosen_file_is_previewed_and_imported() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
    window.see("查看账单");
    drop(window);
    assert_eq!(case.bills(), 2);
}

#[test]
fn a_dropped_file_is_previewed_before_anything_is_imported() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = case.window(None);
    window.drop_files(&[&path]);
    window.see("导入 2 行");
    window.see("B2");
    drop(window);
    assert_eq!(case.bills(), 0);
}

#[test]
fn a_file_is_named_by_pasting_its_path() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = case.window(None);
    window.harness.event(Event::Paste("账单".to_owned()));
    window.see_part("粘贴的内容不是文件路径。");
    window.harness.event(Event::Paste(format!("\"{}\"", path.display())));
    window.see("导入 2 行");
}

#[test]
fn the_preview_marks_the_wrong_row_with_column_value_and_reason() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", ONE_WRONG);
    window.see("导入 1 行");
    window.click("有问题 1");
    window.see("12.345");
    window.see_part("“账单金额”的“12.345”不能作为金额");
}

#[test]
fn a_refusal_is_read_whole_below_the_rows_with_what_to_do() {
    for size in [vec2(1024.0, 700.0), vec2(1440.0, 900.0)] {
        let case = Case::new();
        let mut window = case.chosen("bills.csv", ONE_WRONG);
        window.harness.set_size(size);
        for tab in ["全部", "有问题 1"] {
            window.click(tab);
            window.see_part("第 3 行：“账单金额”的“12.345”不能作为金额");
            window.harness.run_ok();
            let said = window.harness.query_all_by_label_contains("第 3 行：“账单金额”").last().unwrap();
            assert!(said.accesskit_node().value().unwrap().ends_with('。'), "{tab}");
            assert!(said.rect().right() <= size.x && said.rect().bottom() <= size.y, "{tab} in {size}");
        }
    }
}

#[test]
fn one_wrong_row_bars_a_strict_import() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", ONE_WRONG);
    window.see("导入 1 行");
    window.see_enabled("导入 1 行");
    window.click("严格模式");
    window.see_disabled("导入 1 行");
}

#[test]
fn a_second_import_of_the_same_file_has_nothing_to_do() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.click("导入 2 行");
    window.click("再导入一个文件");
    window.click("选择文件…");
    window.see("导入 0 行");
    window.see_disabled("导入 0 行");
}

#[test]
fn wrong_rows_are_saved_mended_and_imported() {
    let case = Case::new();
    let path = case.file("bills.csv", ONE_WRONG);
    let mut window = case.chosen_at(&path);
    window.click("保存有问题的行…");
    // The dialog answers the file itself, which is then replaced by its wrong rows.
    window.see("有问题的行已保存到 bills.csv");
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains("B2") && saved.contains("错误说明") && !saved.contains("B1"), "{saved}");
    fs::write(&path, saved.replacen("12.345", "12.34", 1)).unwrap();
    window.click("重新读取文件");
    window.see("有问题 0");
    window.click("导入 1 行");
    window.see("已导入 bills.csv：新增 1，更新 0");
}

#[test]
fn a_column_that_is_not_recognised_is_named_by_hand_and_remembered() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD.replace("账单金额", "折后价"));
    window.see_part("缺少：账单金额");
    window.select("账单金额", "折后价");
    window.click("导入 2 行");
    window.click("再导入一个文件");
    window.click("选择文件…");
    window.see("导入 0 行");
}

#[test]
fn an_optional_column_can_be_left_out() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD.replace("未支付,", "未支付,2026-02-05"));
    window.see("有问题 1");
    window.select("支付状态", "不导入");
    window.see("有问题 0");
    window.see("导入 2 行");
}

#[test]
fn a_list_of_customers_is_recognised_as_one() {
    let case = Case::new();
    let mut window = case.chosen("customers.csv", CUSTOMER);
    window.see_part("这个文件看起来是客户列表，已按客户读取。");
    window.click("导入 1 行");
    window.see("查看客户");
}

#[test]
fn a_new_desk_imports_customers_first() {
    let case = Case::of(Play::with_one_issuer());
    let mut window = case.chosen("customers.csv", CUSTOMER);
    window.click("导入 1 行");
    window.see("查看客户");
}

#[test]
fn bills_can_be_dropped_right_after_the_customers() {
    let case = Case::of(Play::with_one_issuer());
    let customers = case.file("customers.csv", CUSTOMER.replace("C7", "C1"));
    let bills = case.file("bills.csv", GOOD);
    let mut window = case.window(None);
    window.see("把文件拖到这里，或点击“选择文件”");
    window.drop_files(&[&customers]);
    window.click("导入 1 行");
    window.see("已导入 customers.csv：新增 1，更新 0");
    window.drop_files(&[&bills]);
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
}

#[test]
fn bills_of_customers_that_are_not_there_yet_are_explained() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD.replace("C1", "C9"));
    window.see("有 2 行的客户还没有导入。请先导入客户列表，再导入这个文件。");
}

#[test]
fn a_pdf_by_the_name_of_a_table_is_refused_as_what_it_is() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n");
    window.see("这是 PDF 文件，不是表格。请从账单系统导出 xlsx 或 CSV 文件。");
    window.see("换一个文件…");
}

#[test]
fn a_file_that_has_gone_meanwhile_is_named_and_nothing_that_was_chosen_is_lost() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = case.chosen_at(&path);
    window.see("导入 2 行");
    // The import waits for its turn until the file has gone.
    let release = window.hold_writer();
    window.click("导入 2 行");
    window.see_part("正在导入 bills.csv");
    fs::remove_file(&path).unwrap();
    release.send(()).unwrap();
    window.see_part("bills.csv 没有导入：文件不存在");
    fs::write(&path, GOOD).unwrap();
    window.click("重新读取文件");
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.see("导入 2 行");
    // Another command is under way, so that the import has to wait for its turn.
    let release = window.hold_writer();
    window.click("导入 2 行");
    window.see_part("正在导入 bills.csv");
    window.click_last("取消", Role::Link);
    window.see("正在取消…");
    release.send(()).unwrap();
    window.see_part("已取消导入，没有导入任何内容。");
    window.see("导入 2 行");
    drop(window);
    assert_eq!(case.bills(), 0);
}

#[test]
fn an_import_goes_on_and_is_reported_while_one_looks_elsewhere() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.see("导入 2 行");
    let release = window.hold_writer();
    window.click("导入 2 行");
    window.click("规则与帮助");
    window.see("导入一个文件");
    release.send(()).unwrap();
    window.see("已导入 bills.csv：新增 2，更新 0");
}

#[test]
fn of_several_issuers_one_must_be_chosen_first() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let case = Case::of(play);
    let mut window = case.chosen("bills.csv", GOOD);
    window.see("换一个文件…");
    window.select("开票方", "示例气象服务有限公司");
    window.see("导入 2 行");
}

#[test]
fn of_several_sheets_that_fit_one_must_be_chosen_first() {
    let case = Case::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, bill_no) in [("十月", "B1"), ("九月", "B2")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["账单号", "客户编号", "账单金额", "出账日期", "支付日期"]).unwrap();
        sheet.write_row(1, 0, [bill_no, "C1", "1.00", "2026-01-01", "2026-01-05"]).unwrap();
    }
    let path = case.folder.path().join("bills.xlsx");
    book.save(&path).unwrap();
    let mut window = case.chosen_at(&path);
    window.see_part("有几个工作表都是账单：十月、九月");
    window.select("工作表", "十月");
    window.see("B1");
    window.see_no("B2");
}

#[test]
fn without_an_issuer_the_page_leads_to_the_settings() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    drop(Desk::open(&store, Open::New { sandbox: false }).unwrap());
    let mut window = Window::open(&store, None);
    window.click("导入导出");
    window.see_part("还没有开票方");
    window.see_disabled("选择文件…");
    window.click("去设置");
    window.see_no("选择文件…");
}

#[test]
fn a_whole_list_is_exported_in_the_format_that_is_chosen() {
    let case = Case::new();
    let place = case.folder.path().join("customers.csv");
    let mut window = case.window(Some(place.clone()));
    window.click("导出");
    window.click("CSV");
    window.click("导出客户…");
    window.until("the list", |_| place.exists());
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.starts_with('\u{FEFF}') && text.contains("C1"), "{text}");
}
