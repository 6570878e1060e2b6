//! The words of the application wizard.

use chrono::NaiveDate;

use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::account::AccountKind;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::tax::TaxRate;
use crate::i18n::domain;

/// The first step, where bills are chosen.
pub const STEP_BILLS: Text = Text::new("选择账单", "Choose bills");
/// The first step, where an amount is typed.
pub const STEP_AMOUNT: Text = Text::new("填写金额", "Enter the amount");
/// The second step.
pub const STEP_DETAILS: Text = Text::new("类型与信息", "Type and info");
/// The last step.
pub const STEP_CONFIRM: Text = Text::new("确认提交", "Confirm");
/// To the next step.
pub const NEXT: Text = Text::new("下一步", "Next");
/// To the step before.
pub const BACK: Text = Text::new("上一步", "Back");
/// Submits.
pub const SUBMIT: Text = Text::new("提交申请", "Submit");
/// It is being submitted.
pub const SUBMITTING: Text = Text::new("正在提交…", "Submitting…");
/// It is being worked out.
pub const WORKING: Text = Text::new("正在计算…", "Working it out…");

/// The table of bills.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A filter.
pub const ELIGIBLE: Text = Text::new("可开票", "Invoiceable");
/// A filter.
pub const ALL: Text = Text::new("全部", "All");
/// A filter.
pub const THIS_YEAR: Text = Text::new("本年", "This year");
/// A column.
pub const BILL_NO: Text = Text::new("账单号", "Bill");
/// A column.
pub const KIND: Text = Text::new("类型", "Kind");
/// A column.
pub const BILLED_ON: Text = Text::new("账单日", "Billed on");
/// A column.
pub const STATUS: Text = Text::new("状态", "Status");
/// A column.
pub const CHARGED: Text = Text::new("账单金额", "Billed");
/// A column.
pub const REMAINING: Text = Text::new("可开票", "Invoiceable");
/// A column.
pub const ABSORBED: Text = Text::new("抵扣", "Offset");
/// A column.
pub const TAKEN: Text = Text::new("本次开票", "This invoice");
/// The customer has no bill at all.
pub const NO_BILLS: Text = Text::new("该客户还没有账单", "This customer has no bills yet");
/// What to do then.
pub const NO_BILLS_HOW: Text = Text::new(
    "账单是可开票金额的唯一来源。请先从计费系统的导出文件导入账单。",
    "Only bills can be invoiced. Import them from the billing system's export first.",
);
/// Leads to the import.
pub const TO_IMPORT: Text = Text::new("导入账单", "Import bills");
/// None of the bills is of the kind that is looked for.
pub const NONE_HERE: Text = Text::new("没有符合条件的账单", "No such bills");
/// What to do then.
pub const NONE_HERE_HOW: Text = Text::new(
    "查看“全部”，可以看到每张账单不能开票的原因。",
    "Look at all bills to see why each cannot be invoiced.",
);
/// Shows all bills.
pub const SHOW_ALL: Text = Text::new("查看全部账单", "Show all bills");
/// Nothing is chosen.
pub const CHOOSE_SOME: Text = Text::new("请先选择账单", "Choose bills first");
/// Nothing is typed.
pub const ENTER_SOME: Text = Text::new("请先填写开票金额", "Enter the amount first");
/// Why it cannot go on.
pub const REFUSED: Text = Text::new("请先处理上方提示的问题", "Deal with what is named above first");
/// The account is blocked.
pub const BLOCKED: Text = Text::new("账号目前不能申请开票", "Nothing can be invoiced for this account now");
/// The input of an amount.
pub const AMOUNT: Text = Text::new("开票金额（含税）", "Amount to invoice, with tax");
/// Takes everything.
pub const WHOLE: Text = Text::new("全部金额", "All of it");
/// How an amount is taken from bills.
pub const OLDEST_FIRST: Text = Text::new(
    "按账单日从早到晚依次取用；不可开票金额最先抵扣。",
    "Bills are taken oldest first; the non-invoiceable amount is taken off before anything else.",
);

/// The card of sums.
pub const SUMS: Text = Text::new("开票金额", "Amount");
/// What was given back.
pub const REFUNDED: Text = Text::new("其中退款", "Refunded");
/// What is invoiced or held already.
pub const USED: Text = Text::new("已开票或已占用", "Invoiced or held");
/// What must be taken off.
pub const NON_INVOICEABLE: Text = Text::new("不可开票金额", "Non-invoiceable");
/// What can be invoiced.
pub const INVOICEABLE: Text = Text::new("可开票金额", "Invoiceable");
/// How far below zero it is.
pub const IN_ARREARS: Text = Text::new("欠票", "In arrears");
/// What in arrears means.
pub const IN_ARREARS_NOTE: Text = Text::new(
    "已开票金额超过了已付账单，差额用今后的账单抵扣，抵扣完之前没有可开的金额。",
    "More was invoiced than is paid for. Future bills make up for it first.",
);
/// What is applied for.
pub const THIS_TIME: Text = Text::new("本次开票", "This invoice");
/// Without tax.
pub const NET: Text = Text::new("不含税", "Net");
/// The issuer's limit.
pub const MAX_INVOICE: Text = Text::new("开票主体单张上限", "Limit each");
/// There is no limit.
pub const NO_MAX: Text = Text::new("未设上限", "No limit");
/// A source: a bill refunded after it was invoiced.
pub const REFUNDED_AFTER: Text = Text::new("开票后退款", "refunded after it was invoiced");

/// A card: the type.
pub const TYPE: Text = Text::new("发票类型", "Invoice type");
/// Who the general type is for.
pub const GENERAL_NOTE: Text = Text::new(
    "适用于小规模纳税人，不能抵扣进项税额。",
    "For small-scale taxpayers. The buyer cannot deduct its tax.",
);
/// Who the organisations' type is for.
pub const ORGANISATION_NOTE: Text = Text::new(
    "适用于政府、公共事业、非营利机构等，不能抵扣进项税额。",
    "For public bodies and non-profits. Its tax cannot be deducted.",
);
/// Who the personal type is for.
pub const PERSONAL_NOTE: Text = Text::new(
    "开给个人，不填税号，不能抵扣进项税额。",
    "For a person, without a tax id. Its tax cannot be deducted.",
);
/// Who the special type is for.
pub const SPECIAL_NOTE: Text =
    Text::new("适用于一般纳税人，可以抵扣进项税额。", "For general taxpayers. The buyer can deduct its tax.");
/// Where an e-mailed invoice is found besides.
pub const ALSO_AT_TAX_BUREAU: Text = Text::new(
    "财务人员也可在税务数字账户或增值税发票综合服务平台查询和下载。",
    "It is also found in the buyer's digital account at the tax bureau.",
);
/// A card: the info.
pub const INFO: Text = Text::new("开票信息", "Invoice info");
/// It was saved.
pub const INFO_SAVED: Text = Text::new("已保存", "Saved");
/// It is derived.
pub const INFO_DERIVED: Text = Text::new("使用实名认证信息", "From the verified identity");
/// It is missing.
pub const INFO_MISSING: Text = Text::new("尚未填写", "Missing");
/// It will not do.
pub const INFO_WRONG: Text = Text::new("有误", "Will not do");
/// What derived means.
pub const INFO_DERIVED_NOTE: Text = Text::new(
    "未保存这种发票的开票信息，将使用实名认证的名称和税号。",
    "Nothing was saved for this type; the verified name and tax id are used.",
);
/// What missing means.
pub const INFO_MISSING_NOTE: Text = Text::new(
    "还没有这种发票的开票信息，填写后才能申请。",
    "There is no info for this type yet; fill it in to apply.",
);
/// Fills it in.
pub const FILL_IN: Text = Text::new("填写开票信息", "Fill it in");
/// Changes it.
pub const CHANGE: Text = Text::new("修改", "Change");
/// A card: delivery by post.
pub const TO_ADDRESS: Text = Text::new("邮寄地址", "Post to");
/// There is no address.
pub const NO_ADDRESS: Text = Text::new(
    "该客户还没有邮寄地址。发票以邮寄送达，添加地址后才能申请。",
    "This customer has no mailing address. Invoices are posted, so add one to apply.",
);
/// None is chosen.
pub const CHOOSE_ADDRESS: Text = Text::new("请选择邮寄地址", "Choose a mailing address");
/// The issuer pays.
pub const FREIGHT_ISSUER: Text = Text::new("邮费由开票方承担。", "The issuer pays the freight.");
/// A card: delivery by e-mail.
pub const TO_EMAIL: Text = Text::new("电子邮件送达", "Delivery by e-mail");
/// The input.
pub const EMAIL: Text = Text::new("接收邮箱", "E-mail");
/// What belongs there.
pub const EMAIL_HINT: Text = Text::new("多个邮箱用逗号隔开", "Several are separated by commas");
/// A card: contact and remark.
pub const OTHER: Text = Text::new("联系人与备注", "Contact and remark");
/// The input.
pub const CONTACT: Text = Text::new("联系人", "Contact");
/// What belongs there.
pub const CONTACT_HINT: Text = Text::new("姓名、电话，选填", "Name and phone, if wanted");
/// The input.
pub const REMARK: Text = Text::new("备注", "Remark");
/// What belongs there.
pub const REMARK_HINT: Text =
    Text::new("打印在发票备注栏，如合同号，选填", "Printed on the invoice, if wanted");
/// No type is chosen.
pub const CHOOSE_TYPE: Text = Text::new("请选择发票类型", "Choose a type");
/// A field is wrong.
pub const MEND_INFO: Text = Text::new("请先修改开票信息", "Mend the invoice info first");
/// A field is wrong.
pub const MEND_EMAIL: Text = Text::new("请填写有效的接收邮箱", "Enter an e-mail address that will do");
/// A field is wrong.
pub const MEND_REMARK: Text = Text::new("请修改备注", "Mend the remark first");
/// It cannot be had yet.
pub const NOT_QUALIFIED: Text = Text::new("须先通过专票资质审核", "It needs an approved qualification");

/// A card: everything that is submitted.
pub const CONTENTS: Text = Text::new("申请内容", "The application");
/// What becomes of it.
pub const CONTENTS_NOTE: Text = Text::new("提交后按此保存，不再随资料变化", "Kept as it is from here on");
/// A line.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A line.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// A line.
pub const ITEM: Text = Text::new("发票项目", "Item");
/// A line.
pub const BUYER: Text = Text::new("购买方名称", "Buyer");
/// A line.
pub const ADDRESS_PHONE: Text = Text::new("地址电话", "Address, phone");
/// A line.
pub const BANK_ACCOUNT: Text = Text::new("开户行账号", "Bank, account");
/// A line.
pub const DELIVERY: Text = Text::new("送达方式", "Delivery");
/// A line.
pub const FREIGHT: Text = Text::new("邮费", "Freight");
/// A line.
pub const DUE_ON: Text = Text::new("办理期限", "Due");
/// A line.
pub const CANCEL: Text = Text::new("可取消", "Cancellable");
/// A line.
pub const DEDUCTION: Text = Text::new("抵扣期限", "Deduction");
/// Nothing was given.
pub const NONE: Text = Text::new("无", "None");
/// Wrong data cannot be mended afterwards.
pub const NO_REISSUE: Text = Text::new(
    "请仔细核对：因信息填写错误开出的发票，该开票方不予重开。",
    "Check carefully: this issuer does not reissue an invoice that is wrong because of wrong data.",
);
/// It can be submitted.
pub const CHECKED: Text = Text::new("已通过全部开票规则", "Every rule lets it pass");
/// It cannot be submitted.
pub const NOT_SUBMITTABLE: Text = Text::new("现在不能提交", "It cannot be submitted now");
/// What was typed is still there.
pub const NOTHING_LOST: Text = Text::new("已填写的内容都还在。", "Nothing that was filled in is lost.");
/// To the first step.
pub const TO_AMOUNT: Text = Text::new("返回第 1 步", "Back to step 1");
/// To the second step.
pub const TO_DETAILS: Text = Text::new("返回第 2 步", "Back to step 2");

/// A bill that was refunded after it was invoiced.
pub const REFUNDED_LATER: Text = Text::new("开票后退款", "Refunded later");

/// A bill of which a part is gone, and how much.
pub fn partly(standing: &str, amount: Fen) -> String {
    format!("{standing} {}", amount.grouped())
}

/// A bill that is too old.
pub fn too_old(lang: Lang, months: u32) -> String {
    match lang {
        Lang::Zh => format!("超过 {months} 个月"),
        Lang::En => format!("Over {months} months"),
    }
}

/// What the matter is, and more about it.
pub fn about(lang: Lang, title: &str, text: &str) -> String {
    format!("{title}{}{text}", lang.pick("：", ": "))
}

/// How many bills are chosen.
pub fn chosen(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("已选 {} 张", count(n as u64)),
        Lang::En => format!("{} chosen", count(n as u64)),
    }
}

/// The chosen bills' sum.
pub fn chosen_sum(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("所选账单（{} 张）", count(n as u64)),
        Lang::En => format!("Chosen bills ({})", count(n as u64)),
    }
}

/// The eligible bills' sum.
pub fn eligible_sum(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("可开票账单（{} 张）", count(n as u64)),
        Lang::En => format!("Invoiceable bills ({})", count(n as u64)),
    }
}

/// Some of the chosen bills cannot be invoiced any more.
pub fn dropped(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("所选账单中有 {n} 张刚刚变为不可开票，已从所选中去掉。请核对金额。"),
        (Lang::En, 1) => {
            "A chosen bill can no longer be invoiced and was taken out. Check the amount.".to_owned()
        }
        (Lang::En, n) => {
            format!("{n} chosen bills can no longer be invoiced and were taken out. Check the amount.")
        }
    }
}

/// Why the bill under the cursor cannot be invoiced.
pub fn bill_refused(lang: Lang, bill_no: &str, title: &str, what_to_do: &str) -> String {
    match lang {
        Lang::Zh => format!("{bill_no}：{title}。{what_to_do}"),
        Lang::En => format!("{bill_no}: {title}. {what_to_do}"),
    }
}

/// How many bills are shown.
pub fn shown(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("共 {} 张账单", count(n as u64)),
        Lang::En => format!("{} bills", count(n as u64)),
    }
}

/// How many bills an amount is taken from.
pub fn taken_from(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("取用 {} 张账单", count(n as u64)),
        Lang::En => format!("Taken from {} bills", count(n as u64)),
    }
}

/// How much can be asked for.
pub fn up_to(lang: Lang, most: Fen) -> String {
    match lang {
        Lang::Zh => format!("最多可开 {}", yuan(most)),
        Lang::En => format!("At most {}", yuan(most)),
    }
}

/// The tax at a rate.
pub fn tax_at(lang: Lang, rate: TaxRate) -> String {
    match lang {
        Lang::Zh => format!("税额（{rate}）"),
        Lang::En => format!("Tax ({rate})"),
    }
}

/// A limit, and how many invoices it takes.
pub fn max_and_count(lang: Lang, max: Fen, invoices: i64) -> String {
    match (lang, invoices) {
        (Lang::Zh, n) => format!("{} · {n} 张", max.grouped()),
        (Lang::En, 1) => format!("{} · 1 invoice", max.grouped()),
        (Lang::En, n) => format!("{} · {n} invoices", max.grouped()),
    }
}

/// A source of non-invoiceable money and what is left of it.
pub fn source(reason: &str, left: Fen) -> String {
    format!("{reason} {}", left.grouped())
}

/// The sources that are not named one by one.
pub fn more_sources(lang: Lang, n: usize, sum: Fen) -> String {
    match lang {
        Lang::Zh => format!("另有 {n} 项，合计 {}", sum.grouped()),
        Lang::En => format!("{n} more, together {}", sum.grouped()),
    }
}

/// A bill as a source.
pub fn source_bill(lang: Lang, bill_no: &str) -> String {
    let what = REFUNDED_AFTER.get(lang);
    match lang {
        Lang::Zh => format!("账单 {bill_no} {what}"),
        Lang::En => format!("Bill {bill_no} {what}"),
    }
}

/// Who entered a source, and what was said about it.
pub fn source_entered(lang: Lang, by: &str, on: &str, note: Option<&str>) -> String {
    let note = note.map(|note| format!("{note}{}", lang.pick("；", "; "))).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{note}{by} 于 {on} 登记"),
        Lang::En => format!("{note}entered by {by}, {on}"),
    }
}

/// What was offset of a source before.
pub fn offset_before(lang: Lang, offset: Fen, whole: Fen) -> String {
    match lang {
        Lang::Zh => format!("共 {}，此前申请已抵扣 {}", whole.grouped(), offset.grouped()),
        Lang::En => format!("{} in all, {} offset before", whole.grouped(), offset.grouped()),
    }
}

/// A type that the account's kind may not have.
pub fn type_barred(lang: Lang, kind: AccountKind) -> String {
    let kind = domain::account_kind(kind).get(lang);
    match lang {
        Lang::Zh => format!("{kind}账号不能申请这种发票"),
        Lang::En => format!("{kind} accounts may not have it"),
    }
}

/// A special type that waits for a review.
pub fn needs_review(lang: Lang, state: &str, working_days: Option<u32>) -> String {
    match (lang, working_days) {
        (Lang::Zh, None) => format!("须先通过专票资质审核，当前：{state}"),
        (Lang::Zh, Some(n)) => format!("须先通过专票资质审核（提交后 {n} 个工作日内），当前：{state}"),
        (Lang::En, None) => format!("It needs an approved qualification; now: {state}"),
        (Lang::En, Some(n)) => {
            format!("It needs an approved qualification (reviewed within {n} working days); now: {state}")
        }
    }
}

/// How long the buyer can deduct, if it were issued on a day.
pub fn deduction(lang: Lang, days: u32, until: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("自开票之日起 {days} 天内抵扣；若今日开票，至 {until}"),
        Lang::En => format!("within {days} days of issue; issued today, until {until}"),
    }
}

/// The receiver pays below an amount.
pub fn freight_receiver(lang: Lang, from: Fen) -> String {
    match lang {
        Lang::Zh => format!("开票金额不足 {}，邮费由收件方到付。", yuan(from)),
        Lang::En => format!("Below {}, the receiver pays the freight.", yuan(from)),
    }
}

/// Within how many working days it is delivered.
pub fn within(lang: Lang, days: u32, delivery: Delivery) -> String {
    match (lang, delivery) {
        (Lang::Zh, Delivery::Post) => format!("提交后 {days} 个工作日内开具并寄出。"),
        (Lang::Zh, Delivery::Email) => format!("提交后 {days} 个工作日内开具并发送，也可下载。"),
        (Lang::En, Delivery::Post) => format!("Issued and posted within {days} working days."),
        (Lang::En, Delivery::Email) => {
            format!("Issued and e-mailed within {days} working days, and there to download.")
        }
    }
}

/// The last day, and how many working days that is.
pub fn due_on(lang: Lang, day: &str, weekday: &str, days: u32) -> String {
    match lang {
        Lang::Zh => format!("{day}（{weekday}）24:00 前，{days} 个工作日"),
        Lang::En => format!("{day} ({weekday}), {days} working days"),
    }
}

/// The holidays of a year are not known.
pub fn assumed(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => {
            format!("{year} 年的节假日安排尚未导入，期限暂按周一至周五为工作日推算。可在“设置”中导入。")
        }
        Lang::En => format!(
            "The holidays of {year} are not known; Monday to Friday were taken as working days. Add them in Settings."
        ),
    }
}

/// Corrections are offered.
pub fn corrections(lang: Lang, per_year: u32, months: u32) -> String {
    match lang {
        Lang::Zh => format!("开票后如有误，可在 {months} 个月内申请更正，每年最多 {per_year} 次。"),
        Lang::En => {
            format!(
                "A wrong invoice can be corrected within {months} months, at most {per_year} times a year."
            )
        }
    }
}

/// It was submitted.
pub fn submitted(lang: Lang, application: &str, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("申请 {application} 已提交，金额 {}", yuan(amount)),
        Lang::En => format!("Application {application} submitted: {}", yuan(amount)),
    }
}

/// What the bills of the preview come to.
pub fn bills_total(lang: Lang, n: usize, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("{} 张，合计 {}", count(n as u64), amount.grouped()),
        Lang::En => format!("{}, together {}", count(n as u64), amount.grouped()),
    }
}
