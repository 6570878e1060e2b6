//! Words for what a person should be told of an import, though nothing is wrong.

use crate::domain::import::{
    AmountUnit, BillState, ControlTotals, LeftOutReason, Meaning, Notice, NoticeKind,
};
use crate::i18n::phrase::{listed, yuan};
use crate::i18n::{Lang, Text, domain};

const NAMED_ROWS: usize = 10;

pub fn notice(lang: Lang, notice: &Notice) -> String {
    let column = notice.column.as_deref().unwrap_or_default();
    let rows = rows(lang, &notice.rows);
    say!(lang, match &notice.kind {
        NoticeKind::HiddenRows =>
            "{rows}在表格中是隐藏的（或被筛选掉的），也导入了。只要看得见的行时，请选“只导入可见的行”（命令行用 --visible-only）。",
            "Hidden or filtered in the sheet, and taken: {rows}. To take only what can be seen, choose “visible rows only” (--visible-only on the command line).";
        NoticeKind::StruckRows =>
            "{rows}带删除线，也导入了。不要这些行时，请选“只导入可见的行”（命令行用 --visible-only）。",
            "Struck out in the sheet, and taken: {rows}. To leave them out, choose “visible rows only” (--visible-only on the command line).";
        NoticeKind::UnitApplied(amount_unit) =>
            "金额以{unit}为单位，已换算成元。",
            "The amounts are in {unit}; they were worked out in yuan.",
            unit = unit(*amount_unit).get(lang);
        NoticeKind::GrossFromNet =>
            "“{column}”不含税，账单金额按金额加税额计算（{rows}）。",
            "“{column}” is without tax; the bill's amount is the sum of it and the tax ({rows}).";
        NoticeKind::TotalDiffers { said, sum } =>
            "文件的合计行是 {said}，而各行相加是 {sum}（含被拒绝和不变的行）。请核对文件是否完整。",
            "The total line of the file says {said}, and its rows add up to {sum}, refused and unchanged ones too. Make sure that the file is complete.",
            said = yuan(*said), sum = yuan(*sum);
        NoticeKind::MoneyNotRead =>
            "“{column}”看起来是金额或账单的状态（支付、开票、退款），没有读取。如需要，请手工指定它是哪一列。",
            "“{column}” looks like money, or like a state of bills (paid, invoiced, refunded), and was not read. If it matters, say by hand which column it is.";
        NoticeKind::DueBeforeBilled =>
            "应付日期早于账单日期：{rows}。", "Due before the date of the bill: {rows}.";
        NoticeKind::BilledInFuture =>
            "账单日期晚于今天：{rows}。", "The date of the bill is after today: {rows}.";
        NoticeKind::PaidInFuture =>
            "支付日期晚于今天，到那天之前按未支付处理：{rows}。",
            "Paid on a day after today, and unpaid until then: {rows}.";
        NoticeKind::PaidBeforeBilled =>
            "支付日期早于账单日期：{rows}。", "Paid before the date of the bill: {rows}.";
        NoticeKind::MeantByTotal =>
            "同一账单号有两行、金额不同，按文件的合计采用了{rows}。请核对。",
            "Two rows have one bill number and other amounts; by the file's own total this was taken: {rows}.";
        NoticeKind::XlsLimited =>
            "这是旧版 xls 文件，看不到单元格的数字格式，可能有其他币种或以 0 开头的编号没有认出。请核对，或另存为 xlsx 后再导入。",
            "This is an old xls workbook, whose number formats cannot be seen: another currency or numbers that begin with 0 may not have been recognised. Check them, or save the file as xlsx and import that.";
    })
}

fn rows(lang: Lang, rows: &[u32]) -> String {
    let named = listed(lang, rows.iter().take(NAMED_ROWS));
    let (count, is_more) = (rows.len(), rows.len() > NAMED_ROWS);
    match (lang, is_more) {
        (Lang::Zh, false) => format!("第 {named} 行"),
        (Lang::Zh, true) => format!("第 {named} 行等 {count} 行"),
        (Lang::En, false) if count == 1 => format!("row {named}"),
        (Lang::En, false) => format!("rows {named}"),
        (Lang::En, true) => format!("{count} rows, among them {named}"),
    }
}

names! {
    unit(AmountUnit) {
        Fen = "分", "fen";
        Jiao = "角", "jiao";
        Yuan = "元", "yuan";
        HundredYuan = "百元", "hundreds of yuan";
        ThousandYuan = "千元", "thousands of yuan";
        TenThousandYuan = "万元", "ten thousands of yuan";
        MillionYuan = "百万元", "millions of yuan";
        TenMillionYuan = "千万元", "ten millions of yuan";
        HundredMillionYuan = "亿元", "hundred millions of yuan";
    }
    left_out_reason(LeftOutReason) {
        Void = "已作废", "void";
        Hidden = "隐藏", "hidden";
        Struck = "带删除线", "struck out";
    }
}

pub const fn meaning(meaning: Meaning) -> Text {
    match meaning {
        Meaning::State(BillState::Paid) => Text::new("已支付", "paid"),
        Meaning::State(BillState::Unpaid) => Text::new("未支付", "unpaid"),
        Meaning::State(BillState::Refunded) => Text::new("已全额退款", "wholly refunded"),
        Meaning::State(BillState::PartlyRefunded) => Text::new("部分退款", "partly refunded"),
        Meaning::State(BillState::Void) => Text::new("已作废", "void"),
        Meaning::State(BillState::Invoiced) => Text::new("已开票", "invoiced"),
        Meaning::State(BillState::PartlyInvoiced) => Text::new("部分开票", "partly invoiced"),
        Meaning::State(BillState::NotInvoiced) => Text::new("未开票", "not invoiced"),
        Meaning::State(BillState::NothingLeft) => Text::new("无可开金额", "nothing left"),
        Meaning::BillKind(kind) => domain::bill_kind(kind),
        Meaning::AccountKind(kind) => domain::account_kind(kind),
        Meaning::Region(region) => domain::region(region),
        Meaning::Status(status) => domain::account_status(status),
    }
}

pub fn totals(lang: Lang, totals: &ControlTotals) -> String {
    let ControlTotals { amount, refunded, opening } = totals;
    let [amount, refunded, opening] = [amount, refunded, opening].map(|sum| yuan(*sum));
    say!(
        lang,
        "金额合计 {amount}，已退款 {refunded}，期初已开票 {opening}。",
        "Amounts: {amount}; refunded: {refunded}; invoiced before the desk: {opening}."
    )
}
