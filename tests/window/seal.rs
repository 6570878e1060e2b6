//! The seal of a month in the window: what will be in it, the folder, what it is found to be, and what changes it since.

use eframe::egui::Key;

use crate::common::Play;
use crate::common::lines::bill;
use crate::common::window::Window;

/// The month's end of October, at noon of 22 November.
fn at_month_end() -> (Window, std::path::PathBuf) {
    let mut play = Play::with_one_issuer();
    play.at("2026-10-20T12:00:00+08:00");
    play.customer("C1", "T");
    play.paid("C1", "B1", "1000.00");
    let folder = play.desk.path().with_file_name("seals");
    std::fs::create_dir(&folder).unwrap();
    let mut window = play.window();
    window.noon();
    window.tab("开票处理");
    window.see("待导出");
    window.press(Key::B);
    window.see("还没有选择税务局的清单");
    (window, folder)
}

#[test]
fn a_month_is_sealed_by_keys_verified_and_says_what_changed_since() {
    let (mut window, folder) = at_month_end();
    // November is not over.
    window.see("未封账");
    window.press(Key::S);
    window.see("这个月还没有结束，2026-12-01 起可以封账");
    window.see_disabled("选择位置…");
    window.press(Key::Escape);
    window.see_no("选择位置…");
    window.select("月份", "2026 年 10 月");
    window.press(Key::S);
    window.see("2026-10 封账");
    window.pick(&folder);
    window.press(Key::Enter);
    let sealed = folder.join("2026-10 封账");
    window.see_all(["发票：蓝字 0 张，红字 0 张，价税合计 ¥0.00", "申请：0 件，金额 ¥0.00"]);
    window.see("月末余额：1 个客户，可开票金额 ¥1,000.00");
    window.press(Key::Enter);
    window.see_no("打开文件夹");
    assert_eq!(window.shown().as_deref(), Some(sealed.as_path()));
    window.see("已封账");
    // It is whole, until somebody has been at it.
    window.pick(&sealed);
    window.press(Key::V);
    window.see("完好：内容与封账时一致，签名正确。");
    window.press(Key::Escape);
    window.see_no("打开文件夹");
    std::fs::write(sealed.join("invoices.xlsx"), "").unwrap();
    window.pick(&sealed);
    window.press(Key::V);
    window.see_all(["发现 1 处问题。", "被改动：invoices.xlsx"]);
    window.press(Key::Escape);
    // What is dated in it says so at once, and here.
    window.send(&bill("C1", "B9", "10.00", "2026-10-31", "2026-11-30", None)).unwrap();
    window.see("日期在已封账的 2026-10 或之前，封账后录入，已记入日志");
    window.see("封账后又录入 1 次日期在当月或之前的操作");
}
