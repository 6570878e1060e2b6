//! The main job from one end to the other, in one window on a fresh machine: import, balance, application, issue,
//! delivery, receipt, and the list as a workbook.

use std::fs;
use std::path::Path;

use crate::common::window::Window;
use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::{FixedOffset, NaiveDate, TimeDelta, Utc};
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use fapiao_desk::desk::check;

const CUSTOMERS: &str = "客户编号,客户名称,客户类型,统一社会信用代码\n\
C1,杭州砺行新能源有限责任公司,企业,913301067L53XQJUQR\n\
C2,王小明,个人,\n";

/// Today in China.
fn today() -> NaiveDate {
    Utc::now().with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).date_naive()
}

/// A bill of 100.00 of which 40.00 was refunded, one of 250.50, one that is not paid yet, and one with a wrong amount.
fn bills() -> String {
    let (billed, due) = (today() - TimeDelta::days(20), today() + TimeDelta::days(10));
    let row = |bill: &str, amount: &str, refunded: &str, state: &str| {
        let paid_on = if state == "已支付" { billed.to_string() } else { String::new() };
        format!("{bill},C1,{billed},{due},{amount},{refunded},{state},{paid_on}\n")
    };
    format!(
        "客户账单明细\n\n账单号,客户编号,出账日期,应付日期,账单金额(元),已退款金额(元),支付状态,支付时间\n{}{}{}{}",
        row("B1", "100.00", "40.00", "已支付"),
        row("B2", "250.50", "", "已支付"),
        row("B3", "70.00", "", "未支付"),
        row("B4", "12.345", "", "已支付"),
    )
}

/// The numbers in a column of a list, and the text of another, row by row.
fn rows(workbook: &Path, text: &str, number: &str) -> Vec<(String, f64)> {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let mut rows = sheet.rows();
    let heads = rows.next().unwrap();
    let place = |name: &str| heads.iter().position(|head| *head == Data::String(name.to_owned())).unwrap();
    let (text, number) = (place(text), place(number));
    let amount = |cell: &Data| match cell {
        Data::Float(amount) => *amount,
        other => panic!("{other:?} is no number"),
    };
    rows.map(|row| (row[text].to_string(), amount(&row[number]))).collect()
}

#[test]
fn a_billing_export_becomes_a_received_invoice_and_a_list_of_them() {
    let folder = crate::common::place::folder();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("customers.csv"), CUSTOMERS).unwrap();
    fs::write(place("bills.csv"), bills()).unwrap();

    // A fresh machine: a store, and the company that issues.
    let store = place("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.begin();
    window.click_button("添加开票方");
    window.enter("编号", "Q");
    window.enter("名称", "示例气象服务有限公司");
    window.click_last("和风天气规则", Role::RadioButton);
    window.click_button("添加开票方");
    window.see("已添加开票方");

    // What the billing system knows.
    window.pick(&place("customers.csv"));
    window.click("去导入");
    window.click("选择文件…");
    window.click("导入 2 行");
    window.see("已导入 customers.csv：新增 2，更新 0");
    window.pick(&place("bills.csv"));
    window.click("再导入一个文件");
    window.click_last("导入内容", Role::ComboBox);
    window.click_last("账单", Role::MenuItem);
    window.click("选择文件…");
    window.see("有问题 1");
    window.click("导入 3 行");
    window.see("已导入 bills.csv：新增 3，更新 0");

    // What can be invoiced, and why.
    window.click_last("客户", Role::Tab);
    window.click("C1");
    window.see("可开票金额的构成");
    window.see("¥ 310.50");
    window.click_button("选择此客户");

    // The application.
    window.click_last("申请开票", Role::Tab);
    window.see("B1");
    window.click("全选");
    window.see("已选 2 张");
    window.see("叁佰壹拾元伍角整");
    window.click_button("下一步");
    window.enter("接收邮箱", "fin@example.com");
    window.click_button("下一步");
    window.see("已通过全部开票规则");
    window.click_button("提交申请");
    window.see_part("已提交，金额 ¥310.50");

    // To the end of its timeline.
    window.click_button("受理");
    window.see("已受理");
    window.click_button("登记开票");
    window.enter("发票号码", "26512000000000000001");
    window.click_button("登记开票");
    window.see("已登记开票");
    window.click_button("登记寄送");
    window.see("收票邮箱");
    window.click_button("登记寄送");
    window.see("已登记寄送");
    window.click_button("登记签收");
    window.see("已登记签收");

    // The list of what was applied for and of what was issued.
    window.press(Key::Escape);
    window.click_last("申请记录", Role::Tab);
    window.see("共 1 件，合计 ¥310.50");
    window.pick(&place("applications.xlsx"));
    window.click("导出");
    window.click("导出为 Excel（XLSX）");
    window.see_part("已导出 1 行：");
    let list = rows(&place("applications.xlsx"), "状态", "开票金额");
    assert_eq!(list, [("已签收".to_owned(), 310.5), (String::new(), 310.5)]);

    drop(window);
    let report = check::check(&store).unwrap();
    assert_eq!(report.bills, 3);
    assert_eq!(report.violations, []);
}
