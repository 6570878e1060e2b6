//! Words about invoices that come back as files: why one is not taken, and what to do.

use super::read_fault;
use crate::domain::application::ApplicationState;
use crate::domain::returned::{
    BureauStatus, Colour, ComparedField, Difference, NotAnInvoice, ReturnedFault, ReturnedField, Unmatched,
};
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, Text, domain};

names! {
    returned_field(ReturnedField) {
        Number = "发票号码", "invoice number";
        IssuedOn = "开票日期", "date of issue";
        Net = "合计金额", "net amount";
        Tax = "合计税额", "tax";
        Gross = "价税合计", "gross amount";
    }
    not_an_invoice(NotAnInvoice) {
        BookingRecord = "这是受票方入账用的 XBRL 凭证，不是发票。请选择税务平台下载的发票文件。",
            "This is a receiver's booking record (XBRL), not an invoice. Choose the files that the tax platform gives.";
        OtherXml = "这个 XML 不是数电发票。请选择税务平台下载的发票文件。",
            "This XML file is not an e-invoice. Choose the files that the tax platform gives.";
        OtherOfd = "这个 OFD 里没有发票数据。请选择税务平台下载的发票文件。",
            "This OFD file has no data of an invoice. Choose the files that the tax platform gives.";
        NoCode = "没有找到发票的二维码。如果是发票，请改用 XML 或 OFD 文件，或更清晰的图片。",
            "It shows no QR code of an invoice. If it is one, use its XML or OFD file, or a sharper picture.";
        Office = "这是表格或其他办公文档，不是发票。已开发票的清单请另行导入。",
            "This is a table or another Office document, not an invoice. A list of issued invoices has an import of its own.";
        Other = "这不是 XML、OFD、PDF、图片或 ZIP 文件。请选择税务平台下载的发票文件。",
            "This is neither XML, OFD, PDF, a picture nor ZIP. Choose the files that the tax platform gives.";
    }
}

names! {
    compared_field(ComparedField) {
        SellerName = "销售方名称", "seller";
        SellerTaxId = "销售方税号", "seller's tax id";
        BuyerName = "购买方名称", "buyer";
        BuyerTaxId = "购买方税号", "buyer's tax id";
        Type = "发票类型", "invoice type";
        Gross = "价税合计", "gross amount";
        Net = "不含税金额", "net amount";
        Tax = "税额", "tax";
        IssuedOn = "开票日期", "date of issue";
        Number = "发票号码", "invoice number";
        RedNumber = "红字发票号码", "number of the red invoice";
        State = "状态", "state";
        Status = "税务平台的状态", "status at the tax platform";
    }
    bureau_status(BureauStatus) {
        Normal = "正常", "normal";
        Void = "已作废", "void";
        Reversed = "已红冲", "reversed";
        PartlyReversed = "部分红冲", "partly reversed";
    }
    colour(Colour) {
        BothEqual = "一致", "equal";
        BothDifferent = "不一致", "different";
        OnlyThere = "仅税务平台有", "only at the tax platform";
        OnlyHere = "仅本账套有", "only here";
    }
    unmatched(Unmatched) {
        SellerUnknown = "销售方不是本账套的开票方；请核对是否选错文件，或开票方的名称和税号",
            "its seller is no issuer of this store; check the file, or the issuer's name and tax id";
        NothingFits = "没有与购买方、金额、类型相符的开票中申请；请先受理申请，或核对是否在别处开具",
            "no application that is being issued has this buyer, amount and type; accept it first, or check where it was issued";
        NameAlone = "读不出二维码，仅凭文件名不能认定；请改用 XML 或 OFD 文件",
            "no QR code can be read, and a name alone proves nothing; use its XML or OFD file";
        NoDay = "文件里没有开票日期；请改用 XML 或 OFD 文件", "it does not say when it was issued; use its XML or OFD file";
        RateUnknown = "开票日没有该发票项目的法定税率，请先在规则或开票方里补上",
            "the item has no legal rate of the day of issue; add it to the policy or the issuer first";
        BlueNotNamed = "红字发票没有写明被红冲的蓝字发票；请在申请中登记红冲",
            "it is a red invoice that does not say which invoice it reverses; enter the reversal at the application";
        BlueUnknown = "被红冲的蓝字发票不在本账套；请先登记蓝字发票，或核对是否选错文件",
            "the invoice that it reverses is not in this store; enter that first, or check the file";
        Void = "税务平台标明已作废", "the tax platform says that it is void";
        SeveralAmounts = "清单里有几行是这个发票号码，金额却不同；请在税务平台重新导出，每张发票只有一行",
            "several rows of the list have this number, with other amounts; export it again, with one row an invoice";
        ReversedThere = "税务平台标明已红冲，本账套没有这张发票",
            "the tax platform says that it was reversed, and it is not in this store";
    }
}

texts! {
    SPECIAL = "专用发票", "special";
    GENERAL = "普通发票", "general";
    MIRROR = "核对结果", "Mirror";
}

/// The headers of a mirror that is written as a list, in the order of its columns.
pub fn mirror_headers(lang: Lang) -> [&'static str; 14] {
    [
        Text::new("结果", "Result"),
        Text::new("清单行号", "Row of the list"),
        Text::new("发票号码", "Invoice number"),
        Text::new("申请编号", "Application"),
        Text::new("开票日期", "Date of issue"),
        Text::new("购买方名称", "Buyer"),
        Text::new("税务平台不含税金额", "Net, tax platform"),
        Text::new("税务平台税额", "Tax, tax platform"),
        Text::new("税务平台价税合计", "Gross, tax platform"),
        Text::new("本账套不含税金额", "Net, here"),
        Text::new("本账套税额", "Tax, here"),
        Text::new("本账套价税合计", "Gross, here"),
        Text::new("价税合计差额", "Difference of gross"),
        Text::new("不同之处", "What differs"),
    ]
    .map(|header| header.get(lang))
}

/// A field in which an invoice is not what the desk has.
pub fn difference(lang: Lang, difference: &Difference) -> String {
    let field = compared_field(difference.field);
    let [desk, invoice] =
        [&difference.desk, &difference.invoice].map(|text| compared_value(lang, difference.field, text));
    say!(lang, match field {
        _ if difference.field == ComparedField::State =>
            "这是红字发票，本账套尚未红冲；请写明红冲原因后确认",
            "it is a red invoice, and nothing was reversed here; confirm it with the reason of the reversal";
        _ if difference.field == ComparedField::Status =>
            "税务平台标明“{invoice}”，本账套为“{desk}”",
            "the tax platform says “{invoice}”, and it is “{desk}” here";
        field if invoice.is_empty() =>
            "{field}：本账套为“{desk}”，发票没有写明",
            "its {field} is “{desk}” here, and the invoice does not say it",
            field = field.get(lang);
        field =>
            "{field}不同：本账套为“{desk}”，发票为“{invoice}”",
            "its {field} differs: “{desk}” here, “{invoice}” on the invoice",
            field = field.get(lang);
    })
}

/// One side of a difference in words.
pub fn compared_value(lang: Lang, field: ComparedField, text: &str) -> String {
    let of = match field {
        ComparedField::Type if text == "special" => Some(SPECIAL),
        ComparedField::Type if text == "general" => Some(GENERAL),
        ComparedField::State => {
            let state = ApplicationState::ALL.into_iter().find(|state| state.as_str() == text);
            state.map(domain::application_state)
        }
        ComparedField::Status => {
            let status = BureauStatus::ALL.into_iter().find(|status| status.as_str() == text);
            status.map(bureau_status)
        }
        _ => None,
    };
    of.map_or_else(|| text.to_owned(), |words| words.get(lang).to_owned())
}

/// A field in which the tax platform's list is not what the desk has.
pub fn mirror_difference(lang: Lang, difference: &Difference) -> String {
    let field = compared_field(difference.field).get(lang);
    let in_words = |text: &str| compared_value(lang, difference.field, text);
    say!(
        lang,
        "{field}不同：税务平台为“{there}”，本账套为“{here}”",
        "the {field} differs: “{there}” at the tax platform, “{here}” here",
        there = in_words(&difference.invoice),
        here = in_words(&difference.desk)
    )
}

/// What of a row of the bureau's list cannot be read, by the header of its column.
pub fn list_row_fault(lang: Lang, column: &str, value: &str) -> String {
    say!(lang, "“{column}”无法识别：“{value}”", "“{value}” cannot be read as {column}")
}

/// Why a returned file is not taken.
pub fn returned_fault(lang: Lang, fault: &ReturnedFault) -> String {
    let name = |field: &ReturnedField| returned_field(*field).get(lang);
    say!(lang, match fault {
        ReturnedFault::Unreadable(fault) => { read_fault(lang, fault) };
        ReturnedFault::EmptyFile =>
            "文件是空的。请重新下载。", "The file is empty. Download it again.";
        ReturnedFault::TooLarge { limit } =>
            "文件超过 {mib} MB，发票没有这么大。请检查是否选错。",
            "The file is larger than {mib} MB, which no invoice is. Check that it is the right one.",
            mib = limit >> 20;
        ReturnedFault::TooManyFiles { limit } =>
            "文件超过 {limit} 个。请分批读取。", "There are more than {limit} files. Read them in parts.";
        ReturnedFault::NestedTooDeep =>
            "层层嵌套过深，没有读取。请把发票文件取出来再试。",
            "It is nested too deeply, so it was not read. Take the invoices out, then try again.";
        ReturnedFault::ExpandsTooFar =>
            "解压后异常庞大，可能是恶意文件，已停止读取。",
            "It unpacks to far more than it should and may be malicious, so reading was stopped.";
        ReturnedFault::UnsafeName =>
            "压缩包里的路径指向包外，可能是恶意文件，没有读取。",
            "A path in the archive leads out of it. It may be malicious and was not read.";
        ReturnedFault::Doctype =>
            "文件带有 DOCTYPE 声明，发票没有这种内容，可能是恶意文件，没有读取。",
            "It has a DOCTYPE, which no invoice has. It may be malicious and was not read.";
        ReturnedFault::Damaged =>
            "文件不完整或已损坏。请重新下载。", "The file is cut off or damaged. Download it again.";
        ReturnedFault::Locked =>
            "文件设有密码。请去掉密码后再试。", "It needs a password. Remove the password, then try again.";
        ReturnedFault::TooManyPixels =>
            "图片像素过多。请缩小或裁剪出二维码后再试。",
            "The picture has too many pixels. Make it smaller, or cut out the QR code.";
        ReturnedFault::Undrawable =>
            "页面无法显示，读不出二维码。请重新下载，或改用 XML、OFD 文件。",
            "Its pages cannot be drawn, so no QR code is read. Download it again, or use its XML or OFD file.";
        ReturnedFault::TakesTooLong =>
            "页面过于复杂，读取超时，已停止。请改用 XML、OFD 文件。",
            "It took too long to draw and was stopped. Use its XML or OFD file.";
        ReturnedFault::NoProcess =>
            "系统无法启动读取 PDF 的进程。请稍后再试，或改用 XML、OFD 文件。",
            "No process could be started to read it. Try again, or use its XML or OFD file.";
        ReturnedFault::NotAnInvoice(what) => { not_an_invoice(*what).get(lang).into() };
        ReturnedFault::Missing { field } =>
            "文件里没有{field}。请重新下载。", "The file has no {field}. Download it again.", field = name(field);
        ReturnedFault::BadValue { field, text } =>
            "{field}“{text}”无法识别。请重新下载。",
            "“{text}” cannot be read as its {field}. Download it again.",
            field = name(field);
        ReturnedFault::ContradictsItself { field, one, other } =>
            "文件自相矛盾：{field}既是 {one} 又是 {other}。请在税务平台核对。",
            "The file contradicts itself: its {field} is both {one} and {other}. Check it on the tax platform.",
            field = name(field);
        ReturnedFault::WrongSign { is_red: true } =>
            "标明是红字发票，金额却不是负数。请在税务平台核对。",
            "It says to be a red invoice, but its amounts are not negative. Check it on the tax platform.";
        ReturnedFault::WrongSign { is_red: false } =>
            "标明是蓝字发票，金额却是负数。请在税务平台核对。",
            "It says to be a blue invoice, but its amounts are negative. Check it on the tax platform.";
        ReturnedFault::SeveralInvoices { numbers } =>
            "一个文件里有多张发票：{numbers}。请拆开后再读取。",
            "There are several invoices in one file: {numbers}. Take them apart, then read them.",
            numbers = listed(lang, numbers);
    })
}
