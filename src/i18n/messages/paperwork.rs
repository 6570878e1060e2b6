//! Words about the paperwork with the tax bureau: why something does not go out, what is to be known of a form, and
//! what was refused.

use crate::domain::bureau::{
    FormChange, FormColumn, FormError, FormFault, FormProblem, FormSheet, ListError, NotTaken, Notice,
    ReasonClass, Why,
};
use crate::domain::money::Fen;
use crate::i18n::messages::{exchange, refusal};
use crate::i18n::phrase::{listed, quoted, yuan};
use crate::i18n::{Lang, domain};

texts! {
    BULK_ENDING = "批量开票表是工作簿，文件名须以 .xlsx 结尾。", "The form is a workbook: its name has to end in .xlsx.";
    NOTHING_WENT_OUT = "没有写入任何发票。", "No invoice went out.";
    ONLY_SHOWN = "以上仅为预览，没有写入文件，也没有改动。", "This was a preview: nothing was written or marked.";
    TAX_CODE_WRONG = "编码须为 19 位数字，并以文本存放。", "A code is of 19 digits, kept as text.";
    TAKEN_BEFORE = "这份清单以前导入过，没有改动。", "This list was taken before; nothing was changed.";
}

names! {
    reason_class(ReasonClass) {
        OneKey = "可直接更正", "can be corrected at once";
        Person = "需人工核对", "needs a person";
        NotInFile = "表内不能更正", "cannot be corrected in the file";
    }
}

sentences! {
    file(lang, n: usize, path: &str, gross: Fen) =
        "已写入 {path}：{n} 张发票，价税合计 {gross}。",
        "{path}: 1 invoice, {gross} with tax.",
        "{path}: {n} invoices, {gross} with tax.", gross = yuan(gross);
    left_out(lang, application: &str, why: &Why) =
        "申请 {application} 未写入：{why}", "{application} is left out: {why}", why = self::why(lang, why);
    refused(lang, application: &str, serial: &str, class: ReasonClass, reason: &str) =
        "{application}（{serial}，{class}）：{reason}", "{application} ({serial}, {class}): {reason}",
        class = reason_class(class).get(lang);
    unmatched_refusal(lang, row: u32, serial: &str, reason: &str) =
        "第 {row} 行 {serial} 不在已交税务局的发票中，请核对是否为本账套导出的文件：{reason}",
        "Row {row}, {serial}, is of no invoice that went out from here; check that the list is of a file of this store: {reason}";
    refusal_not_taken(lang, row: u32, serial: &str, why: &str, reason: &str) =
        "第 {row} 行 {serial} 未导入：{why}（{reason}）", "Row {row}, {serial}, is not taken: {why} ({reason})";
    wrong_tax_code(lang, row: u32, value: &str) =
        "第 {row} 行：{value} 不是 19 位数字的编码。", "Row {row}: {value} is no code of 19 digits kept as text.";
    tax_codes_taken(lang, read: usize, added: u32, changed: u32, refused: usize) =
        "读取 {read} 行编码：新增 {added}，更名 {changed}，拒绝 {refused}。",
        "{read} codes: {added} new, {changed} renamed, {refused} refused.";
    refusals_taken(lang, read: usize, matched: usize, unmatched: usize) =
        "读取 {read} 行：匹配 {matched} 条原因，未匹配 {unmatched} 条。",
        "{read} rows: {matched} reasons matched, {unmatched} not matched.";
}

/// Why an application does not go out, and what to do about it.
pub fn why(lang: Lang, why: &Why) -> String {
    say!(lang, match why {
        Why::Refused(refusal) => { refusal::message(lang, refusal) };
        Why::Uncovered(amount) =>
            "申请后账单退款 {amount}，已不足额，不写入批量开票表。请核对后驳回申请，或手工开具并登记说明。",
            "{amount} of it was refunded since, so it is no longer covered and does not go out. Reject it, or issue it by hand with a note.",
            amount = yuan(*amount);
        Why::Form(problem) => { form_problem(lang, problem) };
        Why::NotWritten(error) =>
            "文件没有写入，已撤回：{error}", "Its file was not written, so it was recalled: {error}",
            error = exchange::export_error(lang, error);
        Why::OutWithoutFile { batch, error } =>
            "文件没有写入（{error}），自动撤回也未成功：它仍记为已交税务局，但没有文件（批次 {batch}）。请撤回该申请或整个批次 {batch}（recall_invoices），再重新导出；整批撤回后，同批次已写出的其他文件请勿再交给税务局。",
            "Its file was not written ({error}) and it could not be recalled: it is out without a file. Recall it, or batch {batch} as a whole (recall_invoices), then export it again; do not hand in other files of a batch that was recalled.",
            error = exchange::export_error(lang, error), batch = batch.0;
    })
}

/// Why a reason on a list of refusals is not taken, and what to do about it.
pub fn not_taken(lang: Lang, why: NotTaken) -> String {
    say!(lang, match why {
        NotTaken::Issued =>
            "该发票已登记开具，不再退回。如有误，请核对清单是否为旧的。",
            "The invoice is recorded as issued. Check whether the list is an old one.";
        NotTaken::NotIssuing(state) =>
            "申请当前为“{state}”，不在开票中，退回原因不再适用。请核对清单是否为旧的。",
            "The application is “{state}” and not being issued, so the reason no longer applies. Check whether the list is an old one.",
            state = domain::application_state(state).get(lang);
        NotTaken::Known =>
            "以前的清单已有这条原因，发票已重新交出，未作改动。如确为新的退回，请用 --again 再导入。",
            "An earlier list gave this reason, and the invoice has gone out again since; nothing was changed. If it was refused anew, import the list with --again.";
    })
}

/// What is wrong with a field of the form, and what to do about it.
pub fn form_problem(lang: Lang, problem: &FormProblem) -> String {
    let column = column(lang, problem.column);
    say!(lang, match &problem.fault {
        FormFault::Required =>
            "{column}必填。请补全开票信息后重新申请。", "{column} is required. Complete the invoice info and apply again.";
        FormFault::TooLong { length, limit } =>
            "{column}有 {length} 个字符，最多 {limit} 个。请缩短。", "{column} has {length} characters; {limit} are the most. Shorten it.";
        FormFault::Character { character } =>
            "{column}中的{character}不在 GBK 字符集中，税务局不收。请换掉它。",
            "{column} holds {character}, which GBK lacks and the bureau refuses. Replace it.",
            character = quoted(lang, *character);
        FormFault::TaxCode =>
            "{column}须为 19 位数字。请管理员更正发票项目。", "{column} has to be of 19 digits. An admin corrects the invoice item.";
        FormFault::TaxCodeNotLeaf { code } =>
            "{column} {code} 是汇总编码，下面还有更细的编码。请管理员改用下级编码。",
            "{column} {code} has finer codes below it. An admin names one of those.";
        FormFault::TaxCodeUnknown { code } =>
            "{column} {code} 不在已导入的编码表中。请核对编码，或导入新的编码表。",
            "{column} {code} is not in the list of codes that was imported. Check it, or import a newer list.";
        FormFault::TaxOff =>
            "{column}按税率计算的税额相差超过 0.06。请核对金额和税率。", "{column}: the tax is further than 0.06 from net × rate. Check amount and rate.";
        FormFault::NoColumn =>
            "导入表没有{column}这一列，无法填写。请换用有这一列的导入表。", "The form has no column {column} to fill in. Use a form that has it.";
        FormFault::NotListed { text } =>
            "导入表的{column}可选项中没有“{text}”。请换用新的导入表，或核对开票方设置。",
            "The form's list of {column} has no “{text}”. Use a newer form, or check the issuer's settings.";
        FormFault::RefusedBefore { reason } =>
            "{column}未改，税务局曾因此退回：{reason} 请更正后再写入；原因已不成立的，说明理由后可再次写入。",
            "{column} is still what the bureau refused: {reason} Correct it; where the reason holds no more, say so (overrule_refusals).";
    })
}

/// What is to be known of what goes out.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    say!(lang, match notice {
        Notice::Form(change) => { form_change(lang, change) };
        Notice::FormFilled(sheet) =>
            "导入表的“{sheet}”里已有数据，写出的文件中会被替换。", "The form holds data on “{sheet}”, which is replaced in what is written.";
        Notice::FormWithoutVersion =>
            "导入表没有注明版本，无法判断是否过时。", "The form does not say of which version it is, so it may be outdated.";
        Notice::FileReplaced(file) =>
            "{file} 已经存在，将被替换。", "{file} is there already and is replaced.";
        Notice::FullRateReasonUnknown(count) =>
            "有 {count} 张 3% 的专用发票没有填写放弃享受减按1%征收率的原因：尚未说明开票方是一般纳税人还是小规模纳税人，或没有选择原因。请管理员在 设置 的开票方中选择一次。",
            "{count} special invoices at 3 % give no reason for not using 1 %: nobody has said what kind of taxpayer the issuer is, or why. An admin chooses it once, at the issuer in Settings.";
    })
}

fn form_change(lang: Lang, change: &FormChange) -> String {
    say!(lang, match change {
        FormChange::Older { version, newest } =>
            "导入表是 {version} 版，已见过 {newest} 版。税务局可能不收旧版，请下载最新的导入表。",
            "The form is of {version}, and one of {newest} was seen. The bureau may refuse an old one: download the newest.";
        FormChange::ColumnAdded { sheet, header } if is_filled(*sheet, header) =>
            "导入表多了“{header}”一列，开票台会填写它。", "The form has a column “{header}” that was not there before; it is filled in.";
        FormChange::ColumnMoved { header, .. } =>
            "导入表的“{header}”一列换了位置，开票台按表头填写。",
            "The column “{header}” of the form stands elsewhere; columns are filled by their headers.";
        FormChange::ColumnAdded { header, .. } =>
            "导入表多了“{header}”一列，开票台不填写它。", "The form has a new column “{header}”, which is left blank.";
        FormChange::ColumnGone { header, .. } =>
            "导入表没有了“{header}”一列。", "The form no longer has the column “{header}”.";
        FormChange::Limits { header, was, now, .. } =>
            "导入表“{header}”的填写要求由“{was}”变为“{now}”。", "The form asks “{now}” of “{header}”; it was “{was}”.";
        FormChange::Choices { header, added, gone, .. } =>
            "导入表“{header}”的可选项有变化：新增 {added}；减少 {gone}。", "The form's list of “{header}” has changed: new {added}; gone {gone}.",
            added = some(lang, added), gone = some(lang, gone);
    })
}

/// Whether the desk has something to write in a column.
fn is_filled(sheet: FormSheet, header: &str) -> bool {
    FormColumn::ALL.into_iter().any(|column| column.sheet() == sheet && column.header() == header)
}

fn some(lang: Lang, texts: &[String]) -> String {
    if texts.is_empty() { lang.pick("无", "none").to_owned() } else { listed(lang, texts) }
}

/// Why a file is not a form that can be filled in.
pub fn form_error(lang: Lang, error: &FormError) -> String {
    say!(lang, match error {
        FormError::File(error) => { exchange::file_error(lang, error) };
        FormError::Write(error) => { exchange::export_error(lang, error) };
        FormError::NoSheet(sheet) =>
            "这不是《数电发票批量开票导入模板》：没有“{sheet}”工作表。请从电子税务局下载。",
            "This is not the bulk-issue form: it has no sheet “{sheet}”. Download it from the electronic tax bureau.",
            sheet = sheet.title();
        FormError::NoColumn(column) =>
            "这个导入表没有“{column}”一列，无法填写。请下载最新的导入表。",
            "This form has no column “{column}” and cannot be filled in. Download the newest.",
            column = column.header();
        FormError::NotBlank { sheet } =>
            "导入表的“{sheet}”里已有数据，开票台不会改动它。请用空白的导入表。",
            "The form holds data on “{sheet}”, which the desk does not touch. Use a blank form.";
    })
}

/// Why a file is not a list of the bureau's.
pub fn list_error(lang: Lang, error: &ListError) -> String {
    say!(lang, match error {
        ListError::File(error) => { exchange::file_error(lang, error) };
        ListError::Header(missing) =>
            "没有“{column}”一列，不是税务局给出的清单。请选择电子税务局下载的原文件，不要改动表头。",
            "It has no column “{column}”, so it is not a list of the tax bureau's. Choose the file as it was downloaded, with its headers.",
            column = missing.0;
        ListError::OfAnother(column) =>
            "这张表有“{column}”一列，是发票的明细行，不是每张发票一行的清单。请选择带“发票基础信息”工作表的原文件。",
            "It has a column “{column}”, so that its rows are lines of invoices and not invoices. Choose the file that has the sheet “发票基础信息”.";
    })
}

/// A column of the form, as it is called there, with what that means.
pub fn column(lang: Lang, column: FormColumn) -> String {
    match lang {
        Lang::Zh => column.header().to_owned(),
        Lang::En => format!("{} ({})", english(column), column.header()),
    }
}

/// What a column means.
pub const fn english(column: FormColumn) -> &'static str {
    use FormColumn as C;
    match column {
        C::Serial | C::LineSerial => "Serial number",
        C::Type => "Invoice type",
        C::TaxIncluded => "Tax included",
        C::NaturalPerson => "Natural person",
        C::BuyerName => "Buyer",
        C::BuyerTaxId => "Buyer's tax ID",
        C::BuyerAddress => "Buyer's address",
        C::BuyerPhone => "Buyer's phone",
        C::BuyerBank => "Buyer's bank",
        C::BuyerBankAccount => "Buyer's bank account",
        C::BuyerShown => "What is shown of the buyer",
        C::Remark => "Remark",
        C::SellerBank => "Seller's bank",
        C::SellerBankAccount => "Seller's bank account",
        C::SellerShown => "What is shown of the seller",
        C::BuyerEmail => "Buyer's e-mail",
        C::Waiver => "Reason for 3 %",
        C::Item => "Item",
        C::TaxCode => "Tax classification code",
        C::Amount => "Amount",
        C::Rate => "Rate",
    }
}
