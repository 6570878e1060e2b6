//! What is printed, and what the program says about it.

use crate::domain::issuer::Issuer;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::printed::{NoLabel, Printed, Word};
use crate::domain::timeline::{EventKind, parse_refund_note};
use crate::domain::waterfall::BalancePart;
use crate::i18n::phrase::{quoted, yuan};
use crate::i18n::{Lang, application, balance, domain, lists, step_requests};

texts! {
    REGISTER_ENDINGS = "--to 的文件名要以 .pdf 或 .xlsx 结尾。", "The name of the file for --to has to end in .pdf or .xlsx.";
    PDF_ENDING = "--to 的文件名要以 .pdf 结尾。", "The name of the file for --to has to end in .pdf.";
    HANDBOOK = "使用手册", "Handbook";
    HANDBOOK_FOR = "财务专员、审核员、管理员怎样做", "How clerks, reviewers and admins do their work";
    CONTENTS = "目录", "Contents";
    NO_LABELS = "没有等待邮寄的申请，没有生成文件。", "No application waits for post; no file was written.";
}

sentences! {
    /// Which version of the program a handbook is of.
    handbook_of(lang, version: &str) = "适用于开票台 {version}。图中为演示数据，均为虚构。",
        "For fapiao-desk {version}. Everything in the pictures is made up.";
}

names! {
    word(Word) {
        DispatchList = "发票寄送清单", "Invoices by post";
        Register = "发票登记簿", "Register of invoices";
        InvoiceList = "发票清单", "Invoices";
        ApplicationList = "申请清单", "Applications";
        BalanceList = "月末余额", "Balances";
        Account = "客户编号", "Account";
        Customer = "客户", "Customer";
        Files = "发票文件", "Files";
        Invoiceable = "可开票金额", "Invoiceable";
        Reverses = "冲销的发票号码", "Reverses";
        IssuerCode = "开票方编号", "Issuer code";
        Sender = "寄件人", "From";
        Ordinal = "序号", "No.";
        MailingAddress = "邮寄地址", "Mailing address";
        FreightHeader = "运费", "Postage";
        TrackingNo = "运单号", "Tracking no.";
        Blue = "蓝字", "Blue";
        Red = "红字", "Red";
        ByTypeAndRate = "按发票类型和税率", "By type and rate";
        NoInvoices = "本月没有开具或红冲发票。", "No invoice was issued or reversed in this month.";
        Sheet = "开票申请单", "Application for an invoice";
        Issuer = "开票方", "Issuer";
        AmountInWords = "金额大写", "In words";
        Contact = "联系人", "Contact";
        Email = "电子邮箱", "E-mail";
        Bills = "账单", "Bills";
        Invoices = "发票", "Invoices";
        Invoiced = "本次开票", "Invoiced here";
        Absorbed = "本次抵扣", "Absorbed here";
        Progress = "办理记录", "Timeline";
        When = "时间", "When";
        What = "事项", "Task";
        Who = "操作人", "Who";
        Note = "说明", "Note";
    }
}

/// What is printed, in words.
pub fn say(lang: Lang, printed: &Printed<'_>) -> String {
    say!(lang, match printed {
        Printed::Language => "zh-CN", "en";
        Printed::PageNumber { page, of } => "第 {page} / {of} 页", "Page {page} / {of}";
        Printed::Phrase(phrase) => { lists::say(lang, *phrase).to_owned() };
        Printed::Address(field) => { domain::address_field(*field).get(lang).to_owned() };
        Printed::Info(field) => { domain::info_field(*field).get(lang).to_owned() };
        Printed::Word(one) => { word(*one).get(lang).to_owned() };
        Printed::Freight { by_issuer } => {
            let by = if *by_issuer { application::FREIGHT_ISSUER } else { application::FREIGHT_RECEIVER };
            by.get(lang).to_owned()
        };
        Printed::Contents { invoices } => { contents(lang, *invoices) };
        Printed::Letters { letters, invoices, amount } => { letters_of(lang, *letters, *invoices, *amount) };
        Printed::RegisterTitle(month) => { register_title(lang, *month) };
        Printed::OfMonth(name, month) => { format!("{} {month}", word(*name).get(lang)) };
        Printed::Head { entry, hash } => "截至日志第 {entry} 条 {hash}", "As of entry {entry} of the log, {hash}";
        Printed::BalanceLine(line) => { balance::part(BalancePart::Line(*line)).get(lang).to_owned() };
        Printed::NotTold =>
            "无法完全还原（有导入已撤销，或早期版本没有记录）",
            "Not wholly known: an import was undone since, or an older version did not record it";
        Printed::Company(Issuer { name, tax_id: None, .. }) => "{name}", "{name}";
        Printed::Company(Issuer { name, tax_id: Some(tax_id), .. }) =>
            "{name}（税号 {tax_id}）", "{name} (tax ID {tax_id})";
        Printed::RedOf { number: None } => { word(Word::Red).get(lang).to_owned() };
        Printed::RedOf { number: Some(number) } => "红字，冲 {number}", "Red, of {number}";
        Printed::Reversal { on, red_number, reason } => {
            application::reversal(lang, *on, red_number, domain::reversal_reason(*reason).get(lang))
        };
        Printed::Event(event) => { application::event(event.event).get(lang).to_owned() };
        Printed::EventNote(event) => {
            let note = event.note.as_deref().unwrap_or_default();
            match (event.event, parse_refund_note(note)) {
                (EventKind::Uncovered, Some((bill_no, amount))) => application::refunded(lang, bill_no, &yuan(amount)),
                (EventKind::RedLetter, _) => application::red_letter(lang, note),
                (
                    EventKind::StepRequested | EventKind::RequestWithdrawn | EventKind::RequestRefused,
                    _,
                ) => step_requests::note(lang, note),
                _ => note.to_owned(),
            }
        };
    })
}

fn register_title(lang: Lang, month: Month) -> String {
    let (year, month) = month.parts();
    say!(lang, "发票登记簿　{year} 年 {month} 月", "Register of invoices, {year}-{month:02}")
}

sentences! {
    contents(lang, n: usize) = "内件：发票 {n} 张", "1 invoice", "{n} invoices";
    letters_of(lang, letters: usize, invoices: usize, amount: Fen) =
        "共 {letters} 件，发票 {invoices} 张，金额 {amount}",
        "Letters: {letters}; invoices: {invoices}; amount: {amount}",
        amount = yuan(amount);
    labels_written(lang, labels: usize, path: &str) =
        "已生成 {labels} 张标签和寄送清单：{path}", "Labels with their list: {labels}, in {path}";
    register_written(lang, blue: u32, red: u32, gross: Fen, path: &str) =
        "已生成登记簿：蓝字 {blue} 张，红字 {red} 张，价税合计 {gross}：{path}",
        "The register has {blue} blue and {red} red invoices, {gross} in all: {path}",
        gross = yuan(gross);
    sheet_written(lang, application: &str, path: &str) =
        "已生成申请单 {application}：{path}", "The sheet of {application} is in {path}";
    no_label(lang, application: &str, why: NoLabel) =
        "{application}：{why}", "{application}: {why}", why = label_fault(lang, why);
    /// An older desk took a red invoice for several, and did not ask for which.
    red_of_unknown(lang, red_number: &str, application: &str) =
        "红字发票 {red_number}（申请 {application}）由旧版本登记，没有对应的蓝字发票，未计入合计。请用“红冲”补登记。",
        "An older version entered red invoice {red_number} of {application} without the invoice that it reverses; it is in no sum. Enter that by reversing again.";
}

/// Why an application has no label.
pub fn label_fault(lang: Lang, why: NoLabel) -> String {
    say!(lang, match why {
        NoLabel::NotFound =>
            "没有这件申请。请核对申请编号。", "There is no such application. Check its number.";
        NoLabel::NotIssued(state) =>
            "状态是“{state}”，没有可以邮寄的发票。", "It is “{state}”: there is no invoice to post.",
            state = domain::application_state(state).get(lang);
        NoLabel::NotPosted =>
            "按规则以电子邮件送达，没有邮寄地址。", "It is delivered by e-mail and has no mailing address.";
        NoLabel::NoAddress => "没有邮寄地址。", "It has no mailing address.";
        NoLabel::NoGlyph(character) =>
            "没有字体能显示字符 {shown}（U+{code:04X}）。请安装带有该字的字体再试。",
            "No font has the character {shown} (U+{code:04X}). Install a font that has it and try again.",
            shown = quoted(lang, character), code = u32::from(character);
        NoLabel::TooLong =>
            "收件人和地址太长，一张标签放不下。请手工填写面单。",
            "Recipient and address are longer than a label. Write this one by hand.";
    })
}
