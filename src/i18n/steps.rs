//! The words of the dialogs in which an application is taken onwards.

use super::phrase::yuan;
use super::{Lang, Text};
use crate::domain::money::Fen;

/// Leaves a dialog without doing anything.
pub const NOT_NOW: Text = Text::new("暂不", "Not now");
/// The command is under way.
pub const SENDING: Text = Text::new("正在保存…", "Saving…");

/// A column of the invoices to be recorded.
pub const NUMBER: Text = Text::new("发票号码", "Invoice number");
/// What an invoice number looks like.
pub const NUMBER_HINT: Text = Text::new("20 位数电发票号码", "20 digits");
/// A column.
pub const ISSUED_ON: Text = Text::new("开票日期", "Issued on");
/// A column.
pub const GROSS: Text = Text::new("价税合计", "Gross");
/// Adds an invoice.
pub const ADD_INVOICE: Text = Text::new("添加一张发票", "Add an invoice");
/// Takes an invoice away.
pub const REMOVE_INVOICE: Text = Text::new("删除这张", "Remove this one");
/// The amounts add up.
pub const SUM_RIGHT: Text = Text::new("与申请金额一致", "Adds up to the application");
/// A number is there twice.
pub const TWICE: Text = Text::new("与上面的号码重复", "The same as one above");
/// Numbers can be pasted together.
pub const PASTE_HINT: Text = Text::new(
    "可一次粘贴多个号码，依次填入各张发票。",
    "Several numbers pasted at once go into one invoice each.",
);
/// A date that cannot be read.
pub const BAD_DATE: Text = Text::new("请写成 2026-01-31 这样", "Write it like 2026-01-31");
/// A number is missing.
pub const NUMBER_MISSING: Text = Text::new("请填写每张发票的号码", "Enter the number of every invoice");
/// Something is wrong in the form.
pub const MEND_FIRST: Text = Text::new("请先改正标红的内容", "Correct what is marked first");

/// How it is sent.
pub const WAY: Text = Text::new("送达方式", "Sent by");
/// A field.
pub const CARRIER: Text = Text::new("快递公司", "Carrier");
/// A field.
pub const TRACKING_NO: Text = Text::new("运单号", "Tracking number");
/// A field.
pub const EMAIL: Text = Text::new("收票邮箱", "E-mail");
/// Several addresses may be given.
pub const EMAIL_HINT: Text = Text::new("多个邮箱用逗号分隔", "Several, comma separated");
/// What there is to choose from; the words are put into the field.
pub const CARRIERS: [Text; 5] = [
    Text::new("顺丰速运", "SF Express"),
    Text::new("中国邮政 EMS", "EMS"),
    Text::new("京东快递", "JD Logistics"),
    Text::new("中通快递", "ZTO Express"),
    Text::new("圆通速递", "YTO Express"),
];
/// Where it goes.
pub const SEND_TO: Text = Text::new("收件地址", "Goes to");
/// A field is missing.
pub const FILL_IN: Text = Text::new("请填写", "Required");

/// A field.
pub const REASON: Text = Text::new("原因", "Reason");
/// What belongs there.
pub const REJECT_HINT: Text =
    Text::new("写明哪里不对、申请人应如何修改", "Say what is wrong and what the applicant is to change");
/// What rejecting does.
pub const REJECT_NOTE: Text = Text::new(
    "驳回后本申请即告结束，占用的金额退回可开票金额，申请人可重新申请。",
    "Rejecting ends the application and gives back what it held; it can be applied for again.",
);
/// A field.
pub const RED_NUMBER: Text = Text::new("红字发票号码", "Red invoice number");
/// The red numbers are not all there.
pub const RED_NUMBERS_MISSING: Text =
    Text::new("请填写每张发票的红字发票号码", "Enter the red invoice of every invoice");
/// What is done to an application that an older version reversed without the red numbers.
pub const ENTER_RED_NUMBERS_NOTE: Text = Text::new(
    "本申请由旧版本红冲，还缺红字发票号码。补登记后不能撤回，金额不变。",
    "An older version reversed this application without its red invoices. Entering them cannot be undone, and moves no money.",
);
/// What reversing does.
pub const REVERSE_NOTE: Text = Text::new(
    "请先在税务平台开具红字发票，再在此登记。登记后不能撤回，占用的金额退回可开票金额。",
    "Issue the red invoice on the tax platform first, then record it here. It cannot be undone, and gives back what was held.",
);
/// What cancelling does.
pub const CANCEL_NOTE: Text = Text::new(
    "取消后本申请即告结束，占用的金额退回可开票金额。取消后不能恢复，如仍需开票请重新申请。",
    "Cancelling ends the application and gives back what it held. It cannot be undone; apply again if needed.",
);

/// A check box: it is issued though it is no longer covered.
pub const CONFIRM_UNCOVERED: Text = Text::new("仍按申请金额全额开票", "Issue the whole amount all the same");
/// Why it is issued all the same.
pub const UNCOVERED_NOTE: Text = Text::new("全额开票的原因", "Why the whole amount is issued");
/// It is not confirmed yet.
pub const CONFIRM_FIRST: Text =
    Text::new("账单有退款：请勾选全额开票并写明原因", "Bills were refunded: confirm it, and say why");

/// What is not covered any more of an application that is to be issued.
pub fn issue_uncovered(lang: Lang, amount: Fen) -> String {
    let amount = yuan(amount);
    match lang {
        Lang::Zh => {
            format!("账单有退款，申请金额中 {amount} 不再足额。一般应驳回或取消，按余下的金额重新申请。")
        }
        Lang::En => format!(
            "Bills were refunded, and {amount} of this is no longer covered. It is better rejected or cancelled, and applied for anew."
        ),
    }
}

/// The red invoice of one of several invoices.
pub fn red_number_of(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Zh => format!("发票 {number} 的红字发票号码"),
        Lang::En => format!("Red invoice of {number}"),
    }
}

/// Why several invoices are planned.
pub fn over_the_limit(lang: Lang, max: Fen, n: usize) -> String {
    let max = yuan(max);
    match lang {
        Lang::Zh => format!("申请金额超过单张发票限额 {max}，已拆成 {n} 张。"),
        Lang::En => format!("More than one invoice may be of ({max}), so {n} are planned."),
    }
}

/// One invoice is above the limit of one.
pub fn above_max(lang: Lang, max: Fen) -> String {
    match lang {
        Lang::Zh => format!("超过单张限额 {}", yuan(max)),
        Lang::En => format!("Above the limit of {}", yuan(max)),
    }
}

/// Net and tax of an invoice.
pub fn net_and_tax(lang: Lang, net: Fen, tax: Fen, rate: &str) -> String {
    let (net, tax) = (net.grouped(), tax.grouped());
    match lang {
        Lang::Zh => format!("金额 {net}，税额 {tax}（{rate}）"),
        Lang::En => format!("Net {net}, tax {tax} ({rate})"),
    }
}

/// How many digits were typed of how many.
pub fn digits(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("已输入 {n} 位"),
        Lang::En => format!("{n} digits so far"),
    }
}

/// The sum of the invoices.
pub fn sum(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("{n} 张合计"),
        Lang::En if n == 1 => "1 invoice".to_owned(),
        Lang::En => format!("{n} invoices together"),
    }
}

/// The amounts do not add up: what is missing, or too much.
pub fn sum_wrong(lang: Lang, sum: Fen, expected: Fen) -> String {
    match (lang, sum < expected) {
        (Lang::Zh, true) => format!("比申请金额少 {}", yuan(expected - sum)),
        (Lang::Zh, false) => format!("比申请金额多 {}", yuan(sum - expected)),
        (Lang::En, true) => format!("{} less than the application", yuan(expected - sum)),
        (Lang::En, false) => format!("{} more than the application", yuan(sum - expected)),
    }
}
