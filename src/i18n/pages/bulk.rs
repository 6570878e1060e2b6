//! The words of what is done with many applications or customers at once.

use crate::domain::application::{ApplicationState, Step};
use crate::domain::invoice_number::NumberFault;
use crate::domain::money::Fen;
use crate::domain::tracking::TrackingFault;
use crate::i18n::phrase::{count, listed, quoted, yuan};
use crate::i18n::{Lang, Text, domain};

texts! {
    LOOKING = "正在核对所选的申请…", "Looking through what is chosen…";
    LEFT_OUT = "不在其中", "Left out";
    NONE_READY = "所选的都不能办理", "Nothing that is chosen can do this";
    NOTHING_INVOICEABLE = "没有可开票金额", "Nothing invoiceable";
    NOT_TRIED = "没有办理", "Not tried";
    STOP = "停止", "Stop";
    STOPPING = "正在停止，当前这件办完为止…", "Stopping after this one…";
    DONE = "完成", "Done";
    COPY = "复制清单", "Copy the list";
    COPIED = "已复制", "Copied";
    PLACE = "行", "Row";
    APPLICATION_NO = "申请编号", "Application";
    E_INVOICE_NO = "数电发票号码", "E-invoice no.";
    TRACKING_NO = "运单号", "Tracking no.";
    TO = "收件", "Deliver to";
    CHECKED = "核对", "Check";
    RIGHT = "可登记", "Right";
    PASTE_NUMBERS = "从表格粘贴号码，可带开票日期、快递公司、运单号各列",
        "Paste a column of numbers, with or without dates, carriers and tracking numbers";
    SCAN_NUMBERS = "粘贴一列运单号，或逐件扫描", "Paste a column of tracking numbers, or scan one after the other";
    NOTHING_FILLED_IN = "还没有可以登记的号码", "No number can be recorded yet";
    CARRIER_FIRST = "请先填写快递公司", "Name the carrier first";
    SEVERAL_NUMBERS = "一行有几个号码，请只留一个", "Several numbers: leave one";
    NO_TRACKING_NO = "不是运单号", "No tracking number";
    ISSUE_FINAL = "登记后不能撤回。", "This cannot be undone.";
    REJECT_NOTE = "驳回后申请即告结束，不能恢复；占用的金额退回可开票金额，可重新申请。",
        "Rejecting ends them for good and gives back what they held; each can be applied for again.";
    REJECT_REASON = "驳回原因（每件相同）", "Reason, the same for all";
    REASON_FIRST = "请写明驳回原因", "Say why they are rejected";
    RUNNING_NOW = "正在批量办理，关闭后余下的不再办理", "Many are being worked on; the rest would be left";
    APPLY_SHORT = "申请开票", "Apply";
    APPLY = "申请全部可开票金额", "Apply for everything";
    CUSTOMERS_FIRST = "请先选择客户", "Choose customers first";
    ASKED = "已请同事办理，正在等待。", "A colleague was asked and has yet to do it.";
    BY_ITSELF = "打开该申请单独登记。", "Open the application to record it by itself.";
}

/// Reasons that are given again and again.
pub const REJECT_PHRASES: [Text; 4] = [
    Text::new("开票信息有误，请改正后重新申请", "The invoice info is wrong; correct it and apply again"),
    Text::new("账单有退款，请按余下的金额重新申请", "Bills were refunded; apply again for the rest"),
    Text::new("重复申请", "It was applied for twice"),
    Text::new("客户要求暂不开票", "The customer does not want it yet"),
];

sentences! {
    title(lang, what: &str, n: usize) = "{what} {n} 件", "{what}: {n}", n = count(n as u64);
    sum(lang, n: usize, amount: Fen) =
        "{n} 件，合计 {amount}", "{n} in all, {amount}", n = count(n as u64), amount = yuan(amount);
    left_out(lang, n: usize) = "{n} 件不在其中", "{n} left out", n = count(n as u64);
    filled(lang, ready: usize, wrong: usize, blank: usize) =
        "{ready} 件可登记，{wrong} 件有误，{blank} 件未填", "{ready} right, {wrong} wrong, {blank} blank";
    left_over(lang, n: usize) =
        "粘贴的号码比行数多，最后 {n} 个没有填入。", "More numbers than rows: the last {n} were not taken.";
    under_way(lang, what: &str, done: u64, of: u64) = "正在{what}，已办 {done} / {of} 件", "{what}: {done} of {of}";
    done(lang, what: &str, n: usize, amount: Fen) =
        "已{what} {n} 件，合计 {amount}", "{what}: {n} done, {amount} in all", n = count(n as u64), amount = yuan(amount);
    undo(lang, what: &str) = "撤销{what}", "Undo: {what}";
    not_done(lang, n: usize) = "，{n} 件没有办理", "; {n} were not", n = count(n as u64);
    parcels_wait(lang, n: usize, carriers: &[&str]) =
        "{n} 个运单号已留作“登记寄送”的草稿{by}", "{n} tracking numbers wait as a draft of the delivery{by}",
        n = count(n as u64), by = bracketed(lang, carriers);
    parcels_unclear(lang, n: usize) =
        "{n} 件的运单号不明确，没有留存，请在登记寄送时填写。",
        "Of {n} the parcel is unclear: enter its number when it is delivered.", n = count(n as u64);
    unknown(lang, n: usize) =
        "，{n} 件不知是否办成，请打开核对", "; of {n} it is not known: open and look", n = count(n as u64);
    other_amount(lang, seen: Fen, now: Fen) =
        "金额有变：已按 {now} 申请，核对时为 {seen}。", "Applied for {now}; it was {seen} when it was checked.",
        now = yuan(now), seen = yuan(seen);
    untaken(lang, n: usize) =
        "有 {n} 行没有对应的申请，没有填入。", "{n} lines name no application here and were not taken.", n = count(n as u64);
    input_of(lang, column: &str, row: usize) = "第 {row} 行 {column}", "{column}, row {row}";
    uncovered(lang, amount: Fen) =
        "账单有退款，其中 {amount} 不再足额。", "Bills were refunded: {amount} of it is no longer covered.", amount = yuan(amount);
    state(lang, state: ApplicationState) =
        "当前为“{state}”。", "It is “{state}” now.", state = domain::application_state(state).get(lang);
    many_invoices(lang, n: i64) = "要分 {n} 张发票开具。", "It is planned as {n} invoices.", n = count(n as u64);
    by_email(lang, what: &str) = "以电子邮件送达，请用“{what}”。", "It goes by e-mail, which is sent: {what}.";
    apply_for(lang, n: usize) = "申请开票 {n} 家", "Apply for {n}", n = count(n as u64);
    apply_sum(lang, n: usize, amount: Fen) =
        "{n} 家客户，合计 {amount}", "{n} customers, {amount} in all", n = count(n as u64), amount = yuan(amount);
}

/// What many applications do, on a button.
pub fn step(lang: Lang, step: Step) -> &'static str {
    domain::step(step).get(lang)
}

/// How many are left out, by reasons that the list shows anyway.
pub fn left_out_plainly<'a>(lang: Lang, counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let whys = listed(lang, counts.map(|(why, n)| format!("{why} {}", count(n as u64))));
    say!(lang, "不在其中：{whys}", "Left out: {whys}")
}

/// Why a number is not taken.
pub fn number_fault(lang: Lang, fault: NumberFault) -> String {
    say!(lang, match fault {
        NumberFault::Length(n) => "{n} 位，应为 20 位", "{n} digits, not 20";
        NumberFault::Character(c) => "不能有{c}，应为 20 位数字", "{c} is no digit", c = quoted(lang, c);
        NumberFault::DigitsLost => "末几位丢失，请按文本复制", "Digits are lost: copy it as text";
        NumberFault::SameAs(row) => "与第 {row} 行重复", "The same as row {row}";
        NumberFault::Taken => "这个号码已登记过", "It is recorded already";
    })
}

pub fn tracking_fault(lang: Lang, fault: TrackingFault) -> String {
    match fault {
        TrackingFault::Several => SEVERAL_NUMBERS.get(lang).to_owned(),
        TrackingFault::DigitsLost => number_fault(lang, NumberFault::DigitsLost),
        TrackingFault::NotOne => NO_TRACKING_NO.get(lang).to_owned(),
    }
}

fn bracketed(lang: Lang, texts: &[&str]) -> String {
    let text = listed(lang, texts);
    if texts.is_empty() { text } else { say!(lang, "（{text}）", " ({text})") }
}
