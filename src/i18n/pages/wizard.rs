//! The words of the application wizard.

use chrono::NaiveDate;

use crate::domain::account::AccountKind;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::tax::TaxRate;
use crate::i18n::Lang;
use crate::i18n::domain;
use crate::i18n::phrase::{count, yuan};

texts! {
    STEP_BILLS = "选择账单", "Choose bills";
    STEP_AMOUNT = "填写金额", "Enter the amount";
    STEP_DETAILS = "类型与信息", "Type and details";
    STEP_CONFIRM = "确认提交", "Confirm";
    NEXT = "下一步", "Next";
    BACK = "上一步", "Back";
    SUBMIT = "提交申请", "Submit";
    WORKING = "正在计算…", "Calculating…";

    THIS_YEAR = "本年", "This year";
    NO_BILLS = "该客户还没有账单", "This customer has no bills yet";
    NO_BILLS_HOW = "账单是可开票金额的唯一来源。请先从计费系统的导出文件导入账单。",
        "Only bills can be invoiced. Import them from the billing system's export first.";
    NONE_HERE_HOW = "查看“全部”，可以看到每张账单不能开票的原因。",
        "Look at all bills to see why each cannot be invoiced.";
    SHOW_ALL = "查看全部账单", "Show all bills";
    CHOOSE_SOME = "请先选择账单", "Choose bills first";
    ENTER_SOME = "请先填写开票金额", "Enter the amount first";
    FIX_ABOVE = "请先处理上方提示的问题", "Fix the problems above first";
    BLOCKED = "账号目前不能申请开票", "Nothing can be invoiced for this account now";
    AMOUNT = "开票金额（含税）", "Invoice amount (incl. tax)";
    WHOLE = "全部金额", "Full amount";
    OLDEST_FIRST = "按账单日从早到晚依次取用；不可开票金额最先抵扣。",
        "Bills are used oldest first, after deducting the non-invoiceable amount.";

    REFUNDED = "其中退款", "Refunded";
    USED = "已开票或已占用", "Invoiced or held";
    IN_ARREARS = "欠票", "In arrears";
    IN_ARREARS_NOTE = "已开票金额超过了已付账单，差额用今后的账单抵扣，抵扣完之前没有可开的金额。",
        "Invoiced more than paid. Future bills offset it first.";
    NET = "不含税", "Net";
    MAX_INVOICE = "开票主体单张上限", "Invoice limit";
    NO_MAX = "未设上限", "No limit";
    REFUNDED_AFTER = "开票后退款", "refunded after it was invoiced";

    GENERAL_NOTE = "适用于小规模纳税人，不能抵扣进项税额。",
        "For small-scale taxpayers. The buyer cannot deduct its tax.";
    ORGANISATION_NOTE = "适用于政府、公共事业、非营利机构等，不能抵扣进项税额。",
        "For public bodies and non-profits. Its tax cannot be deducted.";
    PERSONAL_NOTE = "开给个人，不填税号，不能抵扣进项税额。",
        "For a person, without a tax id. Its tax cannot be deducted.";
    SPECIAL_NOTE = "适用于一般纳税人，可以抵扣进项税额。",
        "For general taxpayers. The buyer can deduct its tax.";
    ALSO_AT_TAX_BUREAU = "财务人员也可在税务数字账户或增值税发票综合服务平台查询和下载。",
        "It is also found in the buyer's digital account at the tax bureau.";
    INFO_DERIVED = "使用实名认证信息", "From verified identity";
    INFO_WRONG = "有误", "Invalid";
    INFO_DERIVED_NOTE = "未保存这种发票的开票信息，将使用实名认证的名称和税号。",
        "No info saved for this type; the verified name and tax ID are used.";
    INFO_MISSING_NOTE = "还没有这种发票的开票信息，填写后才能申请。",
        "No info for this type yet; enter it to apply.";
    FILL_IN = "填写开票信息", "Enter invoice info";
    NO_ADDRESS = "该客户还没有邮寄地址。发票以邮寄送达，添加地址后才能申请。",
        "This customer has no mailing address. Invoices are posted; add one to apply.";
    CHOOSE_ADDRESS = "请选择邮寄地址", "Choose a mailing address";
    FREIGHT_ISSUER = "邮费由开票方承担。", "The issuer pays postage.";
    TO_EMAIL = "电子邮件送达", "Delivery by e-mail";
    EMAIL_HINT = "多个邮箱用逗号隔开", "Separate several with commas";
    OTHER = "联系人与备注", "Contact and remark";
    CONTACT_HINT = "姓名、电话，选填", "Name and phone (optional)";
    REMARK_HINT = "打印在发票备注栏，如合同号，选填", "Printed on the invoice (optional)";
    CHOOSE_TYPE = "请选择发票类型", "Choose a type";
    CORRECT_INFO = "请先修改开票信息", "Correct the invoice info first";
    CORRECT_EMAIL = "请填写有效的接收邮箱", "Enter a valid e-mail address";
    CORRECT_REMARK = "请修改备注", "Correct the remark first";
    NOT_QUALIFIED = "须先通过专票资质审核", "Requires an approved qualification";

    CONTENTS_NOTE = "提交后按此保存，不再随资料变化", "Fixed on submission";
    ADDRESS_PHONE = "地址电话", "Address, phone";
    BANK_ACCOUNT = "开户行账号", "Bank, account";
    DUE_ON = "办理期限", "Due";
    CANCEL = "可取消", "Cancel until";
    NONE = "无", "None";
    NO_REISSUE = "请仔细核对：因信息填写错误开出的发票，该开票方不予重开。",
        "Check carefully: this issuer does not reissue invoices with wrong details.";
    CHECKED = "已通过全部开票规则", "All rules passed";
    NOT_SUBMITTABLE = "现在不能提交", "Cannot be submitted now";
    NOTHING_LOST = "已填写的内容都还在。", "Nothing you entered is lost.";
    TO_AMOUNT = "返回第 1 步", "Back to step 1";
    TO_DETAILS = "返回第 2 步", "Back to step 2";
}

pub fn partly(standing: &str, amount: Fen) -> String {
    format!("{standing} {}", amount.grouped())
}

sentences! {
    chosen(lang, n: usize) = "已选 {n} 张", "{n} chosen", n = count(n as u64);
    chosen_sum(lang, n: usize) = "所选账单（{n} 张）", "Chosen bills ({n})", n = count(n as u64);
    eligible_sum(lang, n: usize) = "可开票账单（{n} 张）", "Invoiceable bills ({n})", n = count(n as u64);
    dropped(lang, n: usize) =
        "所选账单中有 {n} 张刚刚变为不可开票，已从所选中去掉。请核对金额。",
        "A chosen bill can no longer be invoiced and was taken out. Check the amount.",
        "{n} chosen bills can no longer be invoiced and were taken out. Check the amount.";
    bill_refused(lang, bill_no: &str, title: &str, what_to_do: &str) =
        "{bill_no}：{title}。{what_to_do}", "{bill_no}: {title}. {what_to_do}";
    shown(lang, n: usize) = "共 {n} 张账单", "{n} bills", n = count(n as u64);
    taken_from(lang, n: usize) = "取用 {n} 张账单", "Taken from {n} bills", n = count(n as u64);
    up_to(lang, most: Fen) = "最多可开 {most}", "At most {most}", most = yuan(most);
    tax_at(lang, rate: TaxRate) = "税额（{rate}）", "Tax ({rate})";
    more_sources(lang, n: usize, sum: Fen) =
        "另有 {n} 项，合计 {sum}", "{n} more, {sum} total", sum = sum.grouped();
    source_bill(lang, bill_no: &str) =
        "账单 {bill_no} {what}", "Bill {bill_no} {what}", what = REFUNDED_AFTER.get(lang);
    offset_before(lang, offset: Fen, whole: Fen) =
        "共 {whole}，此前申请已抵扣 {offset}",
        "{whole} total, {offset} already offset",
        whole = whole.grouped(), offset = offset.grouped();
    type_barred(lang, kind: AccountKind) =
        "{kind}账号不能申请这种发票",
        "{kind} accounts may not have it",
        kind = domain::account_kind(kind).get(lang);
    deduction(lang, days: u32, until: NaiveDate) =
        "自开票之日起 {days} 天内抵扣；若今日开票，至 {until}",
        "within {days} days of issue; issued today, until {until}";
    freight_receiver(lang, from: Fen) =
        "开票金额不足 {from}，邮费由收件方到付。",
        "Below {from}, the recipient pays postage.",
        from = yuan(from);
    due_on(lang, day: NaiveDate, weekday: &str, days: u32) =
        "{day}（{weekday}）24:00 前，{days} 个工作日", "{day} ({weekday}), {days} working days";
    assumed(lang, year: i32) =
        "{year} 年的节假日安排尚未导入，期限暂按周一至周五为工作日推算。可在“设置”中导入。",
        "{year} holiday schedule missing; Monday to Friday counted as working days. Import it in Settings.";
    corrections(lang, per_year: u32, months: u32) =
        "开票后如有误，可在 {months} 个月内申请更正，每年最多 {per_year} 次。",
        "Corrections are possible within {months} months, at most {per_year} per year.";
    submitted(lang, application: &str, amount: Fen) =
        "申请 {application} 已提交，金额 {amount}",
        "Application {application} submitted: {amount}",
        amount = yuan(amount);
    max_and_count(lang, invoices: i64, max: Fen) =
        "{max} · {invoices} 张", "{max} · 1 invoice", "{max} · {invoices} invoices", max = max.grouped();
    bills_total(lang, n: usize, amount: Fen) =
        "{n} 张，合计 {amount}", "{n}, {amount} total", n = count(n as u64), amount = amount.grouped();
}

pub fn source(reason: &str, left: Fen) -> String {
    format!("{reason} {}", left.grouped())
}

pub fn source_entered(lang: Lang, by: &str, on: &str, note: Option<&str>) -> String {
    let note = note.map(|note| format!("{note}{}", lang.pick("；", "; "))).unwrap_or_default();
    say!(lang, "{note}{by} 于 {on} 登记", "{note}entered by {by}, {on}")
}

pub fn needs_review(lang: Lang, state: &str, working_days: Option<u32>) -> String {
    say!(lang, match working_days {
        None => "须先通过专票资质审核，当前：{state}", "Requires an approved qualification; current status: {state}";
        Some(n) =>
            "须先通过专票资质审核（提交后 {n} 个工作日内），当前：{state}",
            "It needs an approved qualification (reviewed within {n} working days); now: {state}";
    })
}

pub fn within(lang: Lang, days: u32, delivery: Delivery) -> String {
    say!(lang, match delivery {
        Delivery::Post =>
            "提交后 {days} 个工作日内开具并寄出。", "Issued and posted within {days} working days.";
        Delivery::Email =>
            "提交后 {days} 个工作日内开具并发送，也可下载。",
            "Issued and e-mailed within {days} working days, and there to download.";
    })
}
