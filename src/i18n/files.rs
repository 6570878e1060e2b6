//! The words of import and export.

use super::phrase::count;
use super::{Lang, Text, exchange, export};
use crate::domain::export::ListName;
use crate::domain::import::{Field, ImportKind};

/// Which way files go.
pub const PAGE: Text = Text::new("导入、导入记录或导出", "Import, past imports or export");
/// The page of what comes in.
pub const IMPORT: Text = Text::new("导入", "Import");
/// The page of what goes out.
pub const EXPORT: Text = Text::new("导出", "Export");

/// The card of whole lists.
pub const WHOLE_LISTS: Text = Text::new("导出完整列表", "Export whole lists");
/// How a part of a list is exported.
pub const WHOLE_LISTS_NOTE: Text = Text::new(
    "这里导出全部记录。只需要一部分时，请到相应的列表中筛选，再从那里导出。",
    "This takes every record. For a part of a list, filter it where it is shown and export it from there.",
);
/// The choice of a format.
pub const FORMAT: Text = Text::new("文件格式", "Format");
/// A workbook.
pub const XLSX: Text = Text::new("Excel（xlsx）", "Excel (xlsx)");
/// Text.
pub const CSV: Text = Text::new("CSV", "CSV");
/// What a workbook is like.
pub const XLSX_NOTE: Text = Text::new(
    "金额和日期是真正的数值和日期，末行有合计，首行固定。",
    "Amounts and dates are real ones; there is a line of totals, and the header stays in sight.",
);
/// What text is like.
pub const CSV_NOTE: Text = Text::new(
    "UTF-8 编码，适合导入其他系统；用 Excel 打开时，长号码会显示成 1.23E+19。",
    "UTF-8, for other systems to read; Excel shows its long numbers as 1.23E+19.",
);

/// What a table holds.
pub const WHAT: Text = Text::new("导入内容", "What to import");
/// The company whose customers it is about.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// None of several is chosen yet.
pub const CHOOSE_ISSUER: Text = Text::new("请选择开票方", "Choose an issuer");
/// The file.
pub const FILE: Text = Text::new("文件", "File");
/// A sheet of a workbook.
pub const SHEET: Text = Text::new("工作表", "Sheet");
/// None of several is chosen yet.
pub const CHOOSE_SHEET: Text = Text::new("请选择工作表", "Choose a sheet");
/// Opens the dialog.
pub const CHOOSE_FILE: Text = Text::new("选择文件…", "Choose a file…");
/// Opens the dialog again.
pub const OTHER_FILE: Text = Text::new("换一个文件…", "Another file…");
/// Reads the file again.
pub const READ_AGAIN: Text = Text::new("重新读取文件", "Read the file again");
/// What tables are called in the dialog.
pub const TABLE_FILE: Text = Text::new("表格（CSV、Excel）", "Tables (CSV, Excel)");

/// No file yet.
pub const DROP_TITLE: Text = Text::new("把文件拖到这里，或点击“选择文件”", "Drop a file here, or choose one");
/// What files there can be.
pub const DROP_NOTE: Text = Text::new(
    "支持 CSV（UTF-8 或 GB18030 编码）和 Excel 工作簿（xlsx，旧版 xls 也可以）。表头上方可以有标题和空行，末尾的合计行会自动跳过。导入前会先显示预览。也可以复制文件的路径，在这里按 Ctrl V。",
    "CSV (UTF-8 or GB18030) and Excel workbooks (xlsx, and the old xls). There may be titles and blank lines above the header; totals at the end are passed over. You see a preview first. Or copy the path of a file and press Ctrl V here.",
);
/// A file is held over the window.
pub const LET_GO: Text = Text::new("松开鼠标，读取这个文件", "Let go to read this file");
/// More than one file was dropped.
pub const ONE_AT_A_TIME: Text =
    Text::new("一次只能导入一个文件，已读取第一个。", "One file at a time: the first one is read.");
/// Something was pasted that is no path.
pub const NO_PATH: Text = Text::new(
    "粘贴的内容不是文件路径。请在文件管理器中复制文件的完整路径，再按 Ctrl V。",
    "What was pasted is no path. Copy the full path of a file in your file manager, then press Ctrl V.",
);
/// There is no issuer.
pub const NO_ISSUER: Text = Text::new(
    "还没有开票方。请先在“设置”中添加开票方，再导入客户和账单。",
    "There is no issuer yet. Add one in Settings, then import customers and bills.",
);
/// Leads to the settings.
pub const TO_SETTINGS: Text = Text::new("去设置", "Settings");

/// The card of columns.
pub const COLUMNS: Text = Text::new("列的对应", "Columns");
/// What the card of columns says before there is a file.
pub const COLUMNS_NOTE: Text = Text::new(
    "选择文件后会自动识别各列；没有认出的列可以在这里指定，下次导入时沿用。",
    "Columns are recognised once a file is chosen. Name the others here; they are remembered.",
);
/// An optional field that no column is.
pub const LEFT_OUT: Text = Text::new("不导入", "Not imported");
/// A required field that no column is.
pub const CHOOSE_COLUMN: Text = Text::new("请选择列", "Choose a column");

/// A figure.
pub const READ: Text = Text::new("读取", "Read");
/// A figure of the preview.
pub const TO_ADD: Text = Text::new("将新增", "To add");
/// A figure of the preview.
pub const TO_CHANGE: Text = Text::new("将更新", "To change");
/// A figure of the result.
pub const ADDED: Text = Text::new("已新增", "Added");
/// A figure of the result.
pub const CHANGED: Text = Text::new("已更新", "Changed");
/// A figure: there already, and equal.
pub const UNCHANGED: Text = Text::new("无变化", "Unchanged");
/// A figure: wrong rows.
pub const WRONG: Text = Text::new("有问题", "Wrong");

/// Which rows are shown.
pub const ROWS: Text = Text::new("显示的行", "Rows shown");
/// All of them.
pub const ALL: Text = Text::new("全部", "All");
/// A column: the row of the file.
pub const ROW: Text = Text::new("行号", "Row");
/// A column: what comes of the row.
pub const OUTCOME: Text = Text::new("结果", "Outcome");
/// A row that is new.
pub const NEW: Text = Text::new("新增", "New");
/// A row that changes what is there.
pub const CHANGE: Text = Text::new("更新", "Change");
/// A column: the cell that is wrong.
pub const COLUMN: Text = Text::new("列", "Column");
/// A column: what stands in the cell.
pub const VALUE: Text = Text::new("内容", "Value");
/// A column: what is wrong and what to do.
pub const REASON: Text = Text::new("原因和处理办法", "What is wrong and what to do");
/// There are no rows of data.
pub const NO_ROWS: Text = Text::new("表头下面没有数据", "There are no rows below the header");
/// What to do then.
pub const NO_ROWS_HOW: Text =
    Text::new("请确认选对了文件和工作表。", "Make sure that file and sheet are the right ones.");
/// All rows are right.
pub const NONE_WRONG: Text = Text::new("没有问题", "Nothing is wrong");
/// What that means.
pub const NONE_WRONG_NOTE: Text = Text::new("所有行都可以导入。", "Every row can be imported.");
/// A row was copied.
pub const COPIED: Text = Text::new("已复制这一行", "Row copied");

/// One wrong row refuses the file.
pub const STRICT: Text = Text::new("严格模式", "Strict");
/// What strict means.
pub const STRICT_NOTE: Text =
    Text::new("只要有一行有问题，整个文件都不导入。", "One wrong row, and nothing of the file is imported.");
/// Forgets the file.
pub const CANCEL: Text = Text::new("取消", "Cancel");
/// Writes the refused rows to a file.
pub const SAVE_WRONG: Text = Text::new("保存有问题的行…", "Save the wrong rows…");
/// What that is for.
pub const SAVE_WRONG_NOTE: Text = Text::new(
    "另存为一个文件，每行附上原因；改好后可以直接导入。",
    "Saves them with their reasons: mend the file and import it.",
);
/// A preview is being made.
pub const WAIT_READING: Text = Text::new("正在读取文件，请稍候", "The file is being read");
/// Everything is there already.
pub const NOTHING_NEW: Text =
    Text::new("没有需要新增或更新的内容，无需导入", "There is nothing to add or change");
/// The columns are not understood.
pub const NAME_COLUMNS: Text =
    Text::new("请先在左侧指定没有认出的列", "Name the missing columns on the left first");
/// There is no preview.
pub const NO_PREVIEW: Text = Text::new("还不能预览", "No preview yet");
/// The file cannot be imported.
pub const MEND_FILE: Text =
    Text::new("这个文件无法导入，原因见上方", "This file cannot be imported; see above");

/// The import was cancelled.
pub const CANCELLED: Text =
    Text::new("已取消导入，没有导入任何内容。", "The import was cancelled. Nothing was imported.");
/// The import was asked to stop.
pub const CANCELLING: Text = Text::new("正在取消…", "Cancelling…");
/// It is done.
pub const DONE: Text = Text::new("导入完成", "Import done");
/// Nothing of the file was taken.
pub const NOT_DONE: Text = Text::new("没有导入", "Not imported");
/// Begins again.
pub const NEXT_FILE: Text = Text::new("再导入一个文件", "Import another file");
/// Leads to the bills.
pub const SEE_BILLS: Text = Text::new("查看账单", "See the bills");
/// Leads to the customers.
pub const SEE_CUSTOMERS: Text = Text::new("查看客户", "See the customers");
/// The thread that imported is gone.
pub const LOST: Text = Text::new(
    "导入意外中断，没有导入任何内容。请重新打开程序后再试。",
    "The import broke off; nothing was imported. Restart the program, then try again.",
);

/// Takes a whole list out.
pub fn export_list(lang: Lang, list: ListName) -> String {
    let name = export::list_name(list).get(lang);
    match lang {
        Lang::Zh => format!("导出{name}…"),
        Lang::En => format!("Export {}…", name.to_lowercase()),
    }
}

/// What a list tells.
pub const fn list_note(list: ListName) -> Text {
    match list {
        ListName::Accounts => Text::new(
            "编号、名称、类型、状态，以及每位客户的可开票金额和不可开票金额",
            "Number, name, kind and status, with what can and cannot be invoiced for each",
        ),
        ListName::Bills => Text::new(
            "账单日期、金额、退款、期初已开票、已开票、抵扣和剩余金额，以及能否开票、为什么",
            "Date, amount, refunds, what was invoiced before and here, offsets and what remains, and whether and why not",
        ),
        ListName::NonInvoiceable => Text::new(
            "不可开票金额逐笔：客户、金额、原因、备注，以及已抵扣多少",
            "Every entry: customer, amount, reason, note, and what of it is offset",
        ),
        ListName::Applications => Text::new(
            "客户、购买方、金额、进度、开票期限和发票号码",
            "Customer, buyer, amount, progress, due date and invoice numbers",
        ),
        ListName::Invoices => Text::new(
            "发票号码、开票日期、购买方、不含税金额、税额和价税合计",
            "Number, date, buyer, net, tax and gross amounts",
        ),
    }
}

/// What a table holds, as a choice.
pub fn kind(lang: Lang, kind: ImportKind) -> String {
    capital(exchange::import_kind(kind).get(lang))
}

/// A field, as a label.
pub fn field(lang: Lang, kind: ImportKind, field: Field) -> String {
    capital(exchange::field(kind, field).get(lang))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A column without a header.
pub fn column_without_header(lang: Lang, letters: &str) -> String {
    match lang {
        Lang::Zh => format!("{letters} 列（无表头）"),
        Lang::En => format!("Column {letters} (no header)"),
    }
}

/// The row in which the header was found.
pub fn header_in_row(lang: Lang, row: u32) -> String {
    match lang {
        Lang::Zh => format!("表头在第 {row} 行"),
        Lang::En => format!("Header in row {row}"),
    }
}

/// Columns that mean nothing to the desk.
pub fn unknown_columns(lang: Lang, listed: &str) -> String {
    match lang {
        Lang::Zh => format!("没有用到的列：{listed}"),
        Lang::En => format!("Columns that are not used: {listed}"),
    }
}

/// What is wrong with a row, named by its number.
pub fn reason_of_row(lang: Lang, row: u32, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("第 {row} 行：{reason}"),
        Lang::En => format!("Row {row}: {reason}"),
    }
}

/// How many of the rows are shown.
pub fn first_rows(lang: Lang, shown: usize, of: u32) -> String {
    let (shown, of) = (count(shown as u64), count(u64::from(of)));
    match lang {
        Lang::Zh => format!("显示前 {shown} 行，共 {of} 行"),
        Lang::En => format!("The first {shown} of {of} rows"),
    }
}

/// How many rows there are.
pub fn all_rows(lang: Lang, n: u32) -> String {
    let n = count(u64::from(n));
    match lang {
        Lang::Zh => format!("共 {n} 行"),
        Lang::En => format!("{n} rows"),
    }
}

/// The filter of wrong rows, and what wrong rows are there.
pub fn wrong_rows(lang: Lang, n: usize) -> String {
    format!("{} {}", WRONG.get(lang), count(n as u64))
}

/// A file that is being read.
pub fn reading(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Zh => format!("正在读取 {file}…"),
        Lang::En => format!("Reading {file}…"),
    }
}

/// A file that is being imported, and how far that is.
pub fn importing(lang: Lang, file: &str, rows: u64) -> String {
    let rows = count(rows);
    match lang {
        Lang::Zh => format!("正在导入 {file}，已处理 {rows} 行"),
        Lang::En => format!("Importing {file}: {rows} rows so far"),
    }
}

/// Imports so many rows.
pub fn import_rows(lang: Lang, n: u32) -> String {
    let n = count(u64::from(n));
    match lang {
        Lang::Zh => format!("导入 {n} 行"),
        Lang::En => format!("Import {n} rows"),
    }
}

/// The table holds something else.
pub fn rather(lang: Lang, kind: &str) -> String {
    match lang {
        Lang::Zh => format!("这个文件看起来是{kind}列表。"),
        Lang::En => format!("This looks like a list of {kind}."),
    }
}

/// Imports the table as what it is.
pub fn import_as(lang: Lang, kind: &str) -> String {
    match lang {
        Lang::Zh => format!("按{kind}导入"),
        Lang::En => format!("Import {kind}"),
    }
}

/// Wrong rows stand against a strict import.
pub fn strict_bars(lang: Lang, n: usize) -> String {
    let n = count(n as u64);
    match lang {
        Lang::Zh => format!("有 {n} 行有问题，严格模式下不能导入"),
        Lang::En => format!("{n} rows are wrong, so strict imports nothing"),
    }
}

/// A strict import found wrong rows.
pub fn strict_refused(lang: Lang, n: usize) -> String {
    let n = count(n as u64);
    match lang {
        Lang::Zh => format!("严格模式：有 {n} 行有问题，整个文件没有导入。请改好后再导入，或取消严格模式。"),
        Lang::En => format!(
            "Strict: {n} rows are wrong, so nothing was imported. Mend them, or import without strict."
        ),
    }
}

/// Customers that the rows are about are missing.
pub fn unknown_customers(lang: Lang, n: usize) -> String {
    let n = count(n as u64);
    match lang {
        Lang::Zh => format!("有 {n} 行的客户还没有导入。请先导入客户列表，再导入这个文件。"),
        Lang::En => format!(
            "{n} rows are of customers that are not known. Import the customers first, then this file."
        ),
    }
}

/// What was imported.
pub fn imported(lang: Lang, file: &str, added: u32, changed: u32) -> String {
    let (added, changed) = (count(u64::from(added)), count(u64::from(changed)));
    match lang {
        Lang::Zh => format!("已导入 {file}：新增 {added}，更新 {changed}"),
        Lang::En => format!("{file} was imported: {added} added, {changed} changed"),
    }
}

/// The import failed, and why.
pub fn failed(lang: Lang, file: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("{file} 没有导入：{why}"),
        Lang::En => format!("{file} was not imported: {why}"),
    }
}

/// What the file of wrong rows is called at first.
pub fn wrong_rows_file(lang: Lang, stem: &str, ending: &str) -> String {
    match lang {
        Lang::Zh => format!("{stem}-有问题的行.{ending}"),
        Lang::En => format!("{stem}-wrong-rows.{ending}"),
    }
}

/// The wrong rows were written.
pub fn wrong_rows_saved(lang: Lang, place: &str) -> String {
    match lang {
        Lang::Zh => format!("有问题的行已保存到 {place}"),
        Lang::En => format!("The wrong rows were saved to {place}"),
    }
}

/// The wrong rows could not be written, and why.
pub fn wrong_rows_not_saved(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("有问题的行没有保存：{why}"),
        Lang::En => format!("The wrong rows were not saved: {why}"),
    }
}
