//! The words of the issuing desk: what waits, what is out at the tax bureau, what it refused, what came back.

use crate::domain::bureau::{FormColumn, FormSheet, FormVersion, Handling, NotTaken};
use crate::domain::ids::IssueBatchId;
use crate::domain::money::Fen;
use crate::domain::tax::TaxRate;
use crate::i18n::messages::paperwork;
use crate::i18n::phrase::{count, listed, yuan};
use crate::i18n::{Lang, Text};

texts! {
    TITLE = "开票处理", "Issuing";
    NO_ISSUER = "还没有开票方", "No issuer yet";
    NO_ISSUER_HOW = "在“设置”中添加开票方，再受理客户的申请。", "Add one in Settings, then accept applications.";

    IMPORT_REFUSALS = "导入退回清单", "Import returns";
    IMPORT_BACK = "导入已开发票", "Import issued";
    EXPORT = "导出批量开票文件", "Export for tax bureau";
    LIST_FILE = "退回清单（Excel、CSV）", "Return lists (Excel, CSV)";
    BACK_FILES = "发票文件或已开清单", "Invoices, or a list of them";

    WAITING = "待导出", "To send";
    OUT = "已导出，待返回", "At the tax bureau";
    OUT_SHORT = "已导出", "Exported";
    REFUSED = "被税局退回", "Returned by the tax bureau";
    REFUSED_SHORT = "被退回", "Returned";
    BACK = "本月已返回", "Back this month";
    BACK_SHORT = "返回结果", "Back";

    ALL_CAN_GO = "都可以导出", "All can be exported";
    NOTHING_OUT = "没有待返回的发票", "None at the bureau";
    NOTHING_REFUSED = "没有被退回的发票", "None returned";
    ALL_DECIDED = "没有待决定的文件", "Nothing to decide";

    WAITING_NONE = "没有待导出的申请", "Nothing to export";
    WAITING_NONE_HOW = "受理后的申请会出现在这里，可一次写入税务局的批量开票文件。",
        "Accepted applications appear here and are exported together in the bureau's form.";
    OUT_NONE = "没有已导出、待返回的发票", "Nothing at the tax bureau";
    OUT_NONE_HOW = "导出的发票在这里等待税务局返回。", "Exported invoices wait here until the bureau responds.";
    REFUSED_NONE_HOW = "税务局退回的清单用“导入退回清单”导入，或拖到窗口里。",
        "Import the bureau's list of refusals, or drop it on the window.";
    BACK_NONE = "还没有导入返回的发票", "Nothing imported yet";
    BACK_NONE_HOW = "把下载的发票（XML、OFD、PDF、ZIP 或文件夹）或已开发票清单拖到窗口里，也可以复制文件的路径后按 Ctrl V。",
        "Drop downloaded invoices (XML, OFD, PDF, ZIP, or a folder) or the list of issued ones on the window, or copy a path and press Ctrl V.";

    SEARCH = "编号、购买方", "Number or buyer";
    DROP_HERE = "松开鼠标，读取这些文件", "Drop to read these files";
    APPLICATION_NO = "申请编号", "Application";
    SERIAL = "流水号", "Serial";
    BATCH = "批次", "Batch";
    SHEET_ROW = "行", "Row";
    SENT_AT = "导出时间", "Sent";
    INVOICES = "发票张数", "Invoices";
    WHY_NOT = "不能导出的原因", "Why it cannot be exported";
    PLACE = "位置", "Where";
    BUREAU_SAYS = "税局说明", "Bureau's message";
    HANDLING = "处理", "To do";
    SELLER = "销售方", "Seller";
    SOURCE = "来源", "From";
    HERE = "本账套", "Here";
    ON_INVOICE = "发票", "On the invoice";
    NET = "不含税", "Net";
    TAX = "税额", "Tax";
    OFFERED = "税局给出", "Offered";
    PLAN = "分张", "Split";

    OPEN_APPLICATION = "打开申请", "Open the application";
    NEXT = "下一件", "Next";
    EXPORT_THIS = "只导出这一件", "Export this one";
    NEEDS_ADMIN = "税率由管理员更正。", "An administrator corrects rates.";
    CHOOSE_RATE = "请选择税率", "Choose a rate";
    CORRECTING = "正在更正…", "Correcting…";
    AMEND = "更正…", "Correct…";
    AMEND_TITLE = "更正被退回的内容", "Correct returned invoice";
    AMEND_WHAT = "改动只用于这件申请，会记入时间线；客户保存的开票信息不变。",
        "Changes this application only and is recorded in its timeline; the customer's saved info is unchanged.";
    AMENDED = "已更正，可再次导出", "Corrected; it can be exported again";
    OVERRULE = "原因已不成立…", "No longer applies…";
    OVERRULE_TITLE = "说明退回原因已不成立", "Explain why the reason no longer applies";
    OVERRULE_WHAT = "说明后，这件申请可以按原内容再次导出，因同一原因不能导出的其他申请也可以。理由会记入审计日志。",
        "The application may go out again as it was, and so may others that the same reason keeps. Why is kept in the audit log.";
    OVERRULE_HINT = "例如：税务局已核定该税率", "e.g. the bureau has approved the rate";
    OVERRULED = "已说明理由，可再次导出", "It can be exported again";
    PERSON_HOW = "请核对原因。编码和发票项目由管理员在开票方设置中更正；不能更正的，驳回申请。",
        "Read the reason. Codes and items are corrected in the issuer's settings, by an admin; what cannot be corrected is rejected.";
    NOT_IN_FILE_HOW = "这个原因不能在文件里更正。请改用其他方式开具，或驳回申请。",
        "This cannot be corrected in the file. Issue it another way, or reject the application.";
    RECALL = "撤回…", "Recall…";
    RECALL_TITLE = "撤回已导出的发票", "Recall from the tax bureau";
    RECALL_WHAT = "确认税务局没有收下这个文件后再撤回；撤回的发票回到“待导出”。",
        "Recall only when the bureau has certainly not taken the file; it can then be exported again.";
    RECALL_HINT = "例如：文件没有上传", "e.g. the file was not uploaded";
    RECALL_OF = "撤回范围", "Scope";
    THIS_INVOICE = "这张发票", "This invoice";
    WHOLE_APPLICATION = "这件申请", "The application";
    WHOLE_BATCH = "整个批次", "The whole batch";
    REASON_MISSING = "请写明原因", "Enter a reason";

    DECIDE = "认定…", "Decide…";
    DECIDE_TITLE = "认定这张发票", "Decide on invoice";
    DECIDE_WHAT = "认定后，发票记入所选申请，文件一并保存，原因记入时间线。",
        "The invoice is recorded for the application, its files are kept, and the reason is in the timeline.";
    DECIDE_HINT = "例如：客户已更名", "e.g. the customer was renamed";
    BELONGS_TO = "属于申请", "Belongs to";
    REVERSAL_REASON = "红冲原因", "Reversal reason";
    MONEY_DIFFERS = "金额不同，不能认定。请核对后重开或更正申请。",
        "The money differs, so nobody can decide it. The invoice or the application is wrong.";
    DAY_DIFFERS = "开票日期早于申请，或在今天之后，不能认定。请核对是不是这件申请的发票。",
        "It is dated before the application or after today, so nobody can decide it. Check whether it is of this application.";
    NUMBER_DIFFERS = "这个流水号已有另一张发票，不能认定。请核对是否重复开具，多开的须在税务局红冲。",
        "Another invoice was issued under this serial number, so nobody can decide it. If it was issued twice, reverse one at the bureau.";
    TAKE_AGAIN = "整份清单作为新的退回导入", "Take the whole list as new";
    KNOWN_BEFORE = "以前的清单已有这条原因，发票已重新交出，未作改动。如确为新的退回，请把清单作为新的导入。",
        "An earlier list gave this reason, and the invoice has gone out again since; nothing was changed. If it was refused anew, take the list as new.";
    MATCHED = "已对上", "Matched";
    ALREADY = "已有", "Already recorded";
    DIFFERING = "有差异", "Differs";
    AMBIGUOUS = "不能确定", "Ambiguous";
    BARRED = "待他人登记", "Second person";
    UNMATCHED = "对不上", "Unmatched";
    UNREADABLE = "无法读取", "Unreadable";
    CANCELLED = "已取消读取，没有任何改动", "Cancelled; no changes made";
    CANCELLING = "正在停止…", "Stopping…";

    EXPORT_TITLE = "导出批量开票文件", "Export for tax bureau";
    FORM = "导入模板", "Form";
    FORM_TITLE = "选择《数电发票批量开票导入模板》", "Choose the bulk-issue form";
    FORM_FILE = "批量开票导入模板（xlsx）", "Bulk-issue forms (xlsx)";
    FORM_CHOOSE = "选择模板…", "Choose the form…";
    FORM_OTHER = "换一份…", "Another…";
    FORM_MISSING = "还没有批量开票导入模板。请登录电子税务局，在“蓝字发票开具—批量开具”下载《数电发票批量开票导入模板》，再选择它。",
        "There is no bulk-issue form yet. Download it from the electronic tax bureau, where e-invoices are issued in bulk, then choose it.";
    SAVE_TO = "保存到", "Save to";
    SAVE_TITLE = "保存批量开票文件", "Save the form";
    SAVE_OTHER = "更改…", "Change…";
    CHECKING = "正在检查…", "Checking…";
    WRITING = "正在写入…", "Writing…";
    GOES_OUT = "导出", "To export";
    LEFT_OUT = "不导出", "Left out";
    NOTHING_GOES = "没有可以导出的发票。", "Nothing can be exported.";
    DO_EXPORT = "导出", "Export";
}

sentences! {
    barred(lang, why: &str) = "{why}已请同事办理，号码写在请求里。", "{why} A colleague was asked, with the number.";
    cannot_go(lang, n: usize) = "{n} 件不能导出", "{n} cannot be exported";
    one_key(lang, n: usize) = "{n} 件可一键修改", "{n} with one key";
    to_decide(lang, n: usize) = "{n} 件待决定", "{n} to decide on";
    applications(lang, n: u64) = "{n} 件", "{n}", n = count(n);
    invoices(lang, n: u64) = "{n} 张", "{n}", n = count(n);
    batch(lang, id: IssueBatchId) = "第 {id} 批", "Batch {id}", id = id.0;
    sent(lang, batch: IssueBatchId, at: &str) = "第 {batch} 批 · {at}", "Batch {batch} · {at}", batch = batch.0;
    place_of(lang, at: usize, of: usize) = "第 {at} / {of} 件", "{at} of {of}";
    applications_sum(lang, n: usize, gross: Fen) =
        "{n} 件，合计 {gross}", "{n} applications, {gross} total", n = count(n as u64), gross = gross.grouped();
    invoices_sum(lang, n: usize, gross: Fen) =
        "{n} 张，合计 {gross}", "{n} invoices, {gross} total", n = count(n as u64), gross = gross.grouped();
    correct_all(lang, n: usize) = "一键修改 {n} 件", "Correct {n}";
    export_these(lang, n: usize) = "只重新导出这 {n} 件", "Export these {n} again";
    corrected(lang, item: &str, rate: TaxRate) = "{item} 已改为 {rate}", "{item} is now at {rate}";
    correct_next(lang, rate: TaxRate) = "改为 {rate}，下一件", "Correct to {rate}, next";
    remembered(lang, item: &str, rate: TaxRate) =
        "记住：此开票方的“{item}”用 {rate}，导出前先检查。",
        "Kept: “{item}” of this issuer is at {rate}, and is checked before it goes out.";
    plan_how(lang, max: Fen) =
        "每张不超过单张限额 {max}，合计与申请金额相等，张数最少。",
        "Each is within the maximum of {max}, they add up to the amount, and there are as few as can be.",
        max = yuan(max);
    recalled(lang, n: usize) = "已撤回 {n} 张发票", "{n} recalled";
    decided(lang, number: &str, application: &str) =
        "发票 {number} 已记入申请 {application}", "{number} is recorded for {application}";
    read_files(lang, n: u64) = "正在读取，已读 {n} 个文件", "Reading: {n} files so far";
    reading(lang, name: &str) = "正在读取 {name}", "Reading {name}";
    of_list(lang, row: u32, name: &str) = "{name} 第 {row} 行", "{name}, row {row}";
    goes_out(lang, n: usize, gross: Fen, files: usize) =
        "{n} 张发票，合计 {gross}，{files} 个文件",
        "{n} invoices, {gross}, {files} files", gross = yuan(gross);
    left_out(lang, n: usize) = "不导出 {n} 件", "{n} left out";
    batch_done(lang, id: IssueBatchId) = "已导出第 {id} 批", "Batch {id} exported", id = id.0;
    file_done(lang, n: usize, gross: Fen) =
        "{n} 张，{gross}", "{n} invoices, {gross}", gross = yuan(gross);
    may_be_of(lang, applications: &[String]) =
        "可能属于 {applications}", "it may be of {applications}", applications = listed(lang, applications);
    not_out(lang, reason: &str) =
        "不在已导出的发票中：{reason}", "it is of no invoice that went out: {reason}";
    not_taken(lang, why: NotTaken, reason: &str) =
        "{why}（{reason}）", "{why} ({reason})",
        why = if why == NotTaken::Known { KNOWN_BEFORE.get(lang).to_owned() } else { paperwork::not_taken(lang, why) };
}

/// What an application is split into, and that it adds up: `2 × 100.00 + 50.00 = 250.00`.
pub fn plan(full: usize, each: Fen, rest: Option<Fen>, whole: Fen) -> String {
    let rest = rest.map_or(String::new(), |rest| format!(" + {}", rest.grouped()));
    format!("{full} × {}{rest} = {}", each.grouped(), whole.grouped())
}

/// The name of a form and of its version.
pub fn form(lang: Lang, name: &str, version: Option<&FormVersion>) -> String {
    say!(lang, match version {
        Some(version) => "{name} · {day} 版", "{name} · of {day}", day = version.day();
        None => { name.to_owned() };
    })
}

/// What came of everything that was read.
pub fn came(lang: Lang, matched: usize, already: usize, open: usize) -> String {
    say!(
        lang,
        "已对上 {matched} · 已有 {already} · 待处理 {open}",
        "{matched} matched · {already} there already · {open} to look at"
    )
}

/// The list that was taken last.
pub fn list_taken(lang: Lang, name: &str, at: &str) -> String {
    say!(lang, "{name} · {at} 导入", "{name} · imported {at}")
}

/// What came of a list of refusals.
pub fn refusals_taken(lang: Lang, matched: usize, unmatched: usize, taken_before: bool) -> String {
    say!(lang, match (taken_before, unmatched) {
        (true, 0) => { paperwork::TAKEN_BEFORE.get(lang).to_owned() };
        (_, 0) => "退回清单已导入：{matched} 条原因", "Refusals are in: {matched} reasons";
        (_, unmatched) =>
            "退回清单已导入：{matched} 条原因，{unmatched} 条对不上",
            "Refusals are in: {matched} reasons; {unmatched} are not taken";
    })
}

/// Where on the form something was refused.
pub fn place(lang: Lang, sheet: Option<&str>, row: Option<u32>, field: Option<&str>) -> String {
    let sheet = FormSheet::ALL.into_iter().find(|known| Some(known.tab()) == sheet);
    let sheet = sheet.map(|sheet| sheet_short(sheet).get(lang).to_owned());
    let row = row.map(|row| say!(lang, "第 {row} 行", "row {row}"));
    let field = column(field).map(|column| short(lang, column).to_owned());
    let place: Vec<String> = sheet.into_iter().chain(row).collect();
    Some(place.join(" "))
        .into_iter()
        .chain(field)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A column of the form by its name in commands.
pub fn field(lang: Lang, name: Option<&str>) -> Option<String> {
    column(name).map(|column| paperwork::column(lang, column))
}

fn column(name: Option<&str>) -> Option<FormColumn> {
    FormColumn::ALL.into_iter().find(|known| Some(known.as_str()) == name)
}

/// A column where there is little room.
fn short(lang: Lang, column: FormColumn) -> &'static str {
    let name = text!(match column {
        FormColumn::BuyerName => "名称", "Buyer";
        FormColumn::BuyerTaxId => "税号", "Tax ID";
        FormColumn::BuyerAddress => "地址", "Address";
        FormColumn::BuyerPhone => "电话", "Phone";
        FormColumn::BuyerBank => "开户银行", "Bank";
        FormColumn::BuyerBankAccount => "银行账号", "Bank account";
        FormColumn::BuyerEmail => "邮箱", "E-mail";
        FormColumn::TaxCode => "商品编码", "Tax code";
        other => { return lang.pick(other.header(), paperwork::english(other)) };
    });
    name.get(lang)
}

names! {
    sheet_short(FormSheet) {
        Info = "基本信息", "Invoices";
        Lines = "明细", "Lines";
    }
}

/// What is to be done about a reason, in a few words.
pub fn handling(lang: Lang, handling: &Handling, field: Option<&str>) -> String {
    say!(lang, match handling {
        Handling::Rate(rate) => "改为 {rate}", "To {rate}";
        Handling::ChooseRate(_) => { CHOOSE_RATE.get(lang).to_owned() };
        Handling::Corrected(rate) => "已改为 {rate}", "Now {rate}";
        Handling::Ready => "可再次导出", "Can be re-exported";
        Handling::Overruled => "已说明理由", "Overruled";
        Handling::NotInFile => "表内不能更正", "Not in the file";
        Handling::Person => { person(field).get(lang).to_owned() };
    })
}

fn person(field: Option<&str>) -> Text {
    let field = column(field);
    text!(match field {
        Some(FormColumn::TaxCode) => "选择编码", "Choose a code";
        Some(
            FormColumn::BuyerName
            | FormColumn::BuyerTaxId
            | FormColumn::BuyerAddress
            | FormColumn::BuyerPhone
            | FormColumn::BuyerBank
            | FormColumn::BuyerBankAccount,
        ) => "改开票信息", "Invoice info";
        _ => "核对原因", "Read the reason";
    })
}

/// The name of a new file for the bureau.
pub fn file_name(lang: Lang, issuer: &str, at: &str) -> String {
    format!("{}-{issuer}-{at}.xlsx", lang.pick("批量开票", "bulk-issue"))
}
