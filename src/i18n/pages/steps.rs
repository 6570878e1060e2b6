//! The words of the dialogs in which an application is taken onwards.

use crate::domain::money::Fen;
use crate::i18n::phrase::yuan;
use crate::i18n::{Lang, Text};

texts! {
    NUMBER_HINT = "20 位数电发票号码", "20 digits";
    ADD_INVOICE = "添加一张发票", "Add invoice";
    REMOVE_INVOICE = "删除这张", "Remove";
    WHOLE = "申请金额", "the application";
    REST = "未开的金额", "what is left";
    DUPLICATE = "与上面的号码重复", "Duplicates a number above";
    PASTE_HINT = "可一次粘贴多个号码，依次填入各张发票。",
        "Paste several numbers to fill one invoice each.";
    BAD_DATE = "请写成 2026-01-31 这样", "Use the form 2026-01-31";
    NUMBER_MISSING = "请填写每张发票的号码", "Enter every invoice number";
    FIX_FIRST = "请先改正标红的内容", "Correct the marked fields first";

    CARRIER = "快递公司", "Carrier";
    TRACKING_NO = "运单号", "Tracking number";
    EMAIL = "收票邮箱", "E-mail";
    EMAIL_HINT = "多个邮箱用逗号分隔", "Separate several with commas";

    SEND_TO = "收件地址", "Deliver to";

    REJECT_HINT = "写明哪里不对、申请人应如何修改", "State what is wrong and what to change";
    REJECT_NOTE = "驳回后本申请即告结束，占用的金额退回可开票金额，申请人可重新申请。",
        "Rejecting closes the application and releases the held amount; the customer can reapply.";
    RED_NUMBER = "红字发票号码", "Red invoice no.";
    RED_NUMBERS_MISSING = "请填写每张发票的红字发票号码", "Enter a red invoice number for every invoice";
    /// What is done to an application that an older version reversed without the red numbers.
    ENTER_RED_NUMBERS_NOTE = "本申请由旧版本红冲，还缺红字发票号码。补登记不改变金额。",
        "An older version reversed this application without its red invoice numbers. Recording them does not change amounts.";
    REVERSE_NOTE = "请先在税务平台开具红字发票，再在此登记，占用的金额退回可开票金额。",
        "Issue the red invoice on the tax platform first, then record it here. This releases the held amount.";
    CANCEL_NOTE = "取消后本申请即告结束，占用的金额退回可开票金额。如仍需开票请重新申请。",
        "Cancelling closes the application and releases the held amount. Reapply if needed.";

    CONFIRM_UNCOVERED = "仍按申请金额全额开票", "Issue the full amount anyway";
    UNCOVERED_NOTE = "全额开票的原因", "Reason for issuing the full amount";
    CONFIRM_FIRST = "账单有退款：请勾选全额开票并写明原因", "Bills were refunded: confirm and give a reason";
}
pub const CARRIERS: [Text; 5] = [
    Text::new("顺丰速运", "SF Express"),
    Text::new("中国邮政 EMS", "EMS"),
    Text::new("京东快递", "JD Logistics"),
    Text::new("中通快递", "ZTO Express"),
    Text::new("圆通速递", "YTO Express"),
];

sentences! {
    issue_uncovered(lang, amount: Fen) =
        "账单有退款，申请金额中 {amount} 不再足额。一般应驳回或取消，按余下的金额重新申请。",
        "Bills were refunded, so {amount} is no longer covered. Normally, reject or cancel and reapply for the remainder.",
        amount = yuan(amount);
    red_number_of(lang, number: &str) = "发票 {number} 的红字发票号码", "Red invoice of {number}";
    over_the_limit(lang, max: Fen, n: usize) =
        "申请金额超过单张发票限额 {max}，已拆成 {n} 张。",
        "The amount exceeds the invoice limit of {max} and is split into {n} invoices.",
        max = yuan(max);
    partly_back(lang, back: Fen, rest: Fen) =
        "已返回 {back} 的发票，这里登记未开的 {rest}。",
        "Invoices for {back} are back; {rest} remains to be issued.",
        back = yuan(back), rest = yuan(rest);
    sum_right(lang, is_rest: bool) =
        "与{whole}一致", "Adds up to {whole}", whole = if is_rest { REST } else { WHOLE }.get(lang);
    above_max(lang, max: Fen) = "超过单张限额 {max}", "Above the limit of {max}", max = yuan(max);
    net_and_tax(lang, net: Fen, tax: Fen, rate: &str) =
        "金额 {net}，税额 {tax}（{rate}）",
        "Net {net}, tax {tax} ({rate})",
        net = net.grouped(), tax = tax.grouped();
    digits(lang, n: usize) = "已输入 {n} 位", "{n} digits so far";
    sum(lang, n: usize) = "{n} 张合计", "1 invoice", "{n} invoices total";
}

pub fn sum_wrong(lang: Lang, sum: Fen, expected: Fen, is_rest: bool) -> String {
    let whole = if is_rest { REST } else { WHOLE }.get(lang);
    say!(lang, match sum < expected {
        true =>
            "比{whole}少 {expected}",
            "{expected} less than {whole}",
            expected = yuan(expected - sum);
        false => "比{whole}多 {sum}", "{sum} more than {whole}", sum = yuan(sum - expected);
    })
}
