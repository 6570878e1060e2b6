//! The words of import and export.

use crate::domain::import::{Field, ImportKind};
use crate::domain::list_columns::ListName;
use crate::i18n::phrase::count;
use crate::i18n::{Lang, common, exchange, lists};

texts! {
    PAGE = "导入、导入记录或导出", "Import, import history, export";
    IMPORT = "导入", "Import";
    EXPORT = "导出", "Export";

    WHOLE_LISTS = "导出完整列表", "Export whole lists";
    WHOLE_LISTS_NOTE = "这里导出全部记录。只需要一部分时，请到相应的列表中筛选，再从那里导出。",
        "Exports every record. To export part of a list, filter it on its page and export it there.";
    FORMAT = "文件格式", "Format";
    XLSX = "Excel（xlsx）", "Excel (xlsx)";
    CSV = "CSV", "CSV";
    XLSX_NOTE = "金额和日期是真正的数值和日期，末行有合计，首行固定。",
        "Real numbers and dates, with a total row and a frozen header.";
    CSV_NOTE = "UTF-8 编码，适合导入其他系统；用 Excel 打开时，长号码会显示成 1.23E+19。",
        "UTF-8, for other systems; Excel shows long numbers as 1.23E+19.";

    WHAT = "导入内容", "What to import";
    CHOOSE_ISSUER = "请选择开票方", "Choose an issuer";
    SHEET = "工作表", "Sheet";
    CHOOSE_SHEET = "请选择工作表", "Choose a sheet";
    CHOOSE_FILE = "选择文件…", "Choose a file…";
    OTHER_FILE = "换一个文件…", "Another file…";
    READ_AGAIN = "重新读取文件", "Read the file again";
    TABLE_FILE = "表格（CSV、Excel）", "Tables (CSV, Excel)";

    DROP_TITLE = "把文件拖到这里，或点击“选择文件”", "Drop a file here, or choose one";
    DROP_NOTE =
        "支持 CSV（UTF-8 或 GB18030 编码）和 Excel 工作簿（xlsx，旧版 xls 也可以）。表头上方可以有标题和空行，末尾的合计行会自动跳过。导入前会先显示预览。也可以复制文件的路径，在这里按 Ctrl V。",
        "CSV (UTF-8 or GB18030) or Excel (xlsx, xls). Title rows above the header and totals below are skipped. A preview is shown first. You can also copy a file path and press Ctrl V here.";
    DROP_HERE = "松开鼠标，读取这个文件", "Drop to read this file";
    ONE_AT_A_TIME = "一次只能导入一个文件，已读取第一个。", "One file at a time; only the first is read.";
    NO_PATH = "粘贴的内容不是文件路径。请在文件管理器中复制文件的完整路径，再按 Ctrl V。",
        "The pasted text is not a path. Copy a file's full path in your file manager, then press Ctrl V.";
    NO_ISSUER = "还没有开票方。请先在“设置”中添加开票方，再导入客户和账单。",
        "No issuer yet. Add one in Settings, then import customers and bills.";
    TO_SETTINGS = "去设置", "Settings";

    COLUMNS = "列的对应", "Columns";
    COLUMNS_NOTE = "选择文件后会自动识别各列；没有认出的列可以在这里指定，下次导入时沿用。",
        "Columns are recognised when a file is chosen. Assign the others here; they are remembered.";
    LEFT_OUT = "不导入", "Not imported";
    CHOOSE_COLUMN = "请选择列", "Choose a column";

    TO_ADD = "将新增", "To add";
    TO_CHANGE = "将更新", "To change";
    ADDED = "已新增", "Added";
    CHANGED = "已更新", "Changed";

    ROWS = "显示的行", "Rows shown";
    ROW = "行号", "Row";
    NEW = "新增", "New";
    CHANGE = "更新", "Change";
    COLUMN = "列", "Column";
    REASON = "原因和处理办法", "Problem and solution";
    NO_ROWS = "表头下面没有数据", "No rows below the header";
    NO_ROWS_HOW = "请确认选对了文件和工作表。", "Check the file and the sheet.";
    NONE_WRONG = "没有问题", "No problems";
    NONE_WRONG_NOTE = "所有行都可以导入。", "Every row can be imported.";

    STRICT = "严格模式", "Strict";
    STRICT_NOTE = "只要有一行有问题，整个文件都不导入。",
        "If any row has an error, nothing is imported.";
    SAVE_WRONG = "保存有问题的行…", "Save rejected rows…";
    SAVE_WRONG_NOTE = "另存为一个文件，每行附上原因；改好后可以直接导入。",
        "Saves them with the reasons to a file you can correct and import.";
    WAIT_READING = "正在读取文件，请稍候", "Reading the file";
    NOTHING_NEW = "没有需要新增或更新的内容，无需导入", "Nothing to add or change";
    NAME_COLUMNS = "请先在左侧指定没有认出的列", "Assign the missing columns on the left first";
    NO_PREVIEW = "还不能预览", "No preview yet";
    NOT_IMPORTABLE = "这个文件无法导入，原因见上方", "This file cannot be imported; see above";

    CANCELLED = "已取消导入，没有导入任何内容。", "Import cancelled. Nothing was imported.";
    CANCELLING = "正在取消…", "Cancelling…";
    NEXT_FILE = "再导入一个文件", "Import another file";
    SEE_CUSTOMERS = "查看客户", "View customers";
    LOST = "导入意外中断，没有导入任何内容。请重新打开程序后再试。",
        "The import failed; nothing was imported. Restart the program and try again.";
}

sentences! {
    export_list(lang, list: ListName) =
        "导出{list}…", "Export {list}…", list = lists::list_name(list).get(lang).to_lowercase();
    column_without_header(lang, letters: &str) = "{letters} 列（无表头）", "Column {letters} (no header)";
    header_in_row(lang, row: u32) = "表头在第 {row} 行", "Header in row {row}";
    unknown_columns(lang, listed: &str) = "没有用到的列：{listed}", "Unused columns: {listed}";
    reason_of_row(lang, row: u32, reason: &str) = "第 {row} 行：{reason}", "Row {row}: {reason}";
    first_rows(lang, shown: usize, of: u32) =
        "显示前 {shown} 行，共 {of} 行",
        "First {shown} of {of} rows",
        shown = count(shown as u64), of = count(u64::from(of));
    all_rows(lang, n: u32) = "共 {n} 行", "{n} rows", n = count(u64::from(n));
    reading(lang, file: &str) = "正在读取 {file}…", "Reading {file}…";
    importing(lang, file: &str, rows: u64) =
        "正在导入 {file}，已处理 {rows} 行", "Importing {file}: {rows} rows so far", rows = count(rows);
    import_rows(lang, n: u32) = "导入 {n} 行", "Import {n} rows", n = count(u64::from(n));
    rather(lang, kind: &str) = "这个文件看起来是{kind}列表。", "This looks like a list of {kind}.";
    taken_as(lang, kind: &str) =
        "这个文件看起来是{kind}列表，已按{kind}读取。要导入别的内容，请在左侧另选。",
        "This looks like a list of {kind} and is read as one. Choose otherwise on the left.";
    import_as(lang, kind: &str) = "按{kind}导入", "Import {kind}";
    strict_bars(lang, n: usize) =
        "有 {n} 行有问题，严格模式下不能导入",
        "{n} rows have errors; strict mode imports nothing",
        n = count(n as u64);
    strict_refused(lang, n: usize) =
        "严格模式：有 {n} 行有问题，整个文件没有导入。请改好后再导入，或取消严格模式。",
        "Strict: {n} rows have errors, so nothing was imported. Correct them, or turn strict off.",
        n = count(n as u64);
    unknown_customers(lang, n: usize) =
        "有 {n} 行的客户还没有导入。请先导入客户列表，再导入这个文件。",
        "{n} rows belong to unknown customers. Import the customers first, then this file.",
        n = count(n as u64);
    imported(lang, file: &str, added: u32, changed: u32) =
        "已导入 {file}：新增 {added}，更新 {changed}",
        "{file} imported: {added} added, {changed} changed",
        added = count(u64::from(added)), changed = count(u64::from(changed));
    failed(lang, file: &str, why: &str) = "{file} 没有导入：{why}", "{file} not imported: {why}";
    wrong_rows_file(lang, stem: &str, ending: &str) =
        "{stem}-有问题的行.{ending}", "{stem}-wrong-rows.{ending}";
    wrong_rows_saved(lang, place: &str) =
        "有问题的行已保存到 {place}", "Rejected rows saved to {place}";
    wrong_rows_not_saved(lang, why: &str) =
        "有问题的行没有保存：{why}", "Rejected rows not saved: {why}";
}

names! {
    list_note(ListName) {
        Accounts = "编号、名称、类型、状态，以及每位客户的可开票金额和不可开票金额",
            "Number, name, kind and status, with what can and cannot be invoiced for each";
        Bills = "账单日期、金额、退款、期初已开票、已开票、抵扣和剩余金额，以及能否开票、为什么",
            "Date, amount, refunds, what was invoiced before and here, offsets and what remains, and whether and why not";
        NonInvoiceable = "不可开票金额逐笔：客户、金额、原因、备注，以及已抵扣多少",
            "Every entry: customer, amount, reason, note, and what of it is offset";
        Applications = "客户、购买方、金额、进度、开票期限和发票号码",
            "Customer, buyer, amount, progress, due date and invoice numbers";
        Invoices = "发票号码、开票日期、购买方、不含税金额、税额和价税合计",
            "Number, date, buyer, net, tax and gross amounts";
        Audit = "每次操作：谁、何时、从哪里、做了什么，以及被拒绝的操作",
            "Everything that was done: by whom, when, from where, and refused attempts";
    }
}

pub fn kind(lang: Lang, kind: ImportKind) -> String {
    capital(exchange::import_kind(kind).get(lang))
}

pub fn field(lang: Lang, kind: ImportKind, field: Field) -> String {
    capital(exchange::field(kind, field).get(lang))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

pub fn wrong_rows(lang: Lang, n: usize) -> String {
    format!("{} {}", common::WRONG.get(lang), count(n as u64))
}
