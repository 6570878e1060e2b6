//! The words of what leaves the desk as a file: how it is called, how far it is, and what came of it.

use chrono::NaiveDate;

use crate::domain::list_columns::ListName;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::i18n::lists::list_name;
use crate::i18n::phrase::{count, yuan};

texts! {
    SAVE_AS = "导出到", "Export to";
    XLSX_FILES = "Excel 工作簿", "Excel workbook";
    CSV_FILES = "CSV 文件", "CSV file";
    TABLE_FILES = "Excel 工作簿或 CSV", "Excel workbook or CSV";
    PDF_FILES = "PDF 文件", "PDF file";
    ZIP_FILES = "ZIP 压缩包", "ZIP archive";
    TEXT_FILES = "文本文件", "Text file";
    WRITING = "正在写入…", "Writing…";
    CANCELLED = "已取消导出，没有留下文件", "Export cancelled; no file was left";
    UNDER_WAY = "正在导出，请等它完成或取消", "An export is in progress";

    SAVED = "文件已保存", "File saved";
    NOT_WRITTEN = "没有生成文件", "No file written";
    OPEN = "打开", "Open";
    OPEN_FOLDER = "打开文件夹", "Open folder";
    DONE = "完成", "Done";
    NOT_OPENED = "系统没有能打开它的程序。", "No program could be started for it.";
}

// The names of files, without their endings.
sentences! {
    list(lang, list: ListName, today: NaiveDate) =
        "{list} {today}", "{list} {today}", list = list_name(list).get(lang);
    balance(lang, customer: &str, on: NaiveDate) =
        "可开票金额-{customer}-{on}", "invoiceable-{customer}-{on}";
    sheet(lang, application: &str) = "办理单 {application}", "Sheet {application}";
    labels(lang, at: &str) = "寄送标签和清单-{at}", "Labels and list-{at}";
    receipt(lang, application: &str) = "发送回执-{application}", "Receipt-{application}";
    files_of_one(lang, application: &str) = "发票 {application}", "Invoices {application}";
    files(lang, of: &str) = "发票文件-{of}", "invoices-{of}";
    register(lang, month: Month, issuer: &str) =
        "发票登记簿-{issuer}-{month}", "invoice-register-{issuer}-{month}";
    mirror(lang, month: Month) = "税局对账-{month}", "bureau-mirror-{month}";
}

sentences! {
    exporting(lang, list: ListName) =
        "正在导出{list}…", "Exporting {list}…", list = list_name(list).get(lang).to_lowercase();
    packing(lang, n: u64) = "正在打包，已有 {n} 个文件", "Packing: {n} files so far", n = count(n);

    sheet_of(lang, application: &str) = "申请 {application} 的办理单", "The sheet of {application}";
    labels_done(lang, n: usize, pages: usize) =
        "{n} 张标签和寄送清单，共 {pages} 页。", "{n} labels and their list, {pages} pages.";
    receipt_of(lang, application: &str) = "申请 {application} 的发送回执", "The receipt of {application}";
    packed(lang, files: u64, invoices: u64) =
        "{invoices} 张发票的 {files} 个文件。", "{files} files of {invoices} invoices.",
        files = count(files), invoices = count(invoices);
    register_of(lang, blue: u32, red: u32, gross: Fen, pages: usize) =
        "蓝字 {blue} 张，红字 {red} 张，价税合计 {gross}，共 {pages} 页。",
        "{blue} blue and {red} red invoices, {gross} in all, {pages} pages.",
        gross = yuan(gross);
    mirror_of(lang, n: u32) = "共 {n} 张发票，附合计。", "{n} invoices, with their sums.";
    not_in_it(lang, n: usize) = "{n} 件不在其中", "{n} are not in it";
    in_no_sum(lang, n: usize) = "{n} 张未计入合计", "{n} are in no sum";
}
