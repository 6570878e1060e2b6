//! Words about files that are read and written: what is wrong, where, and what to do.

mod columns;
mod notices;
mod returned;
mod rows;

pub use self::columns::{field, header_error, import_kind};
pub use self::notices::{left_out_reason, meaning, notice, totals, unit};
pub use self::returned::{
    MIRROR, colour, compared_field, compared_value, difference, list_row_fault, mirror_difference,
    mirror_headers, not_an_invoice, returned_fault, returned_field, unmatched,
};
pub use self::rows::{row_problem, row_problems};

use crate::domain::files::{ExportError, FileError, IoFault, Seems};
use crate::domain::import::{ImportKind, RefusedError, TableError};
use crate::i18n::phrase::{listed, quoted};
use crate::i18n::{Lang, Text};

texts! {
    // The headings of the columns of refused rows that have the rule, the message and the row's number in the file. The
    // reader knows them and passes over them.
    REFUSED_RULE = "错误代码", "Error code";
    REFUSED_MESSAGE = "错误说明", "Error message";
    REFUSED_ROW = "原行号", "Original row";
}

pub fn table_error(lang: Lang, kind: ImportKind, error: &TableError) -> String {
    match error {
        TableError::File(error) => file_error(lang, error),
        TableError::Header(error) => header_error(lang, kind, error),
    }
}

pub fn refused_error(lang: Lang, error: &RefusedError) -> String {
    match error {
        RefusedError::Read(error) => file_error(lang, error),
        RefusedError::Write(error) => export_error(lang, error),
    }
}

pub fn file_error(lang: Lang, error: &FileError) -> String {
    say!(lang, match error {
        FileError::Io(fault) => { read_fault(lang, fault) };
        FileError::Empty =>
            "文件是空的。请重新导出后再导入。", "The file is empty. Export it again, then import it.";
        FileError::NotATable(seems) => { not_a_table(*seems).get(lang).into() };
        FileError::TooLarge { bytes, limit } =>
            "文件有 {size} MB，超过 {most} MB 的上限。请按月份分批导出后再导入。",
            "The file has {size} MB; at most {most} MB are taken. Export it in parts, by month for instance.",
            size = mib(*bytes), most = mib(*limit);
        FileError::Encoding { offset, line } =>
            "第 {line} 行有无法识别的字符（第 {byte} 个字节处），文件既不是 UTF-8 也不是 GB18030 编码。请在 Excel 中另存为“CSV UTF-8”或 xlsx 后再导入。",
            "Line {line} has characters that cannot be read (at byte {byte}): the file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” or xlsx in Excel, then import it.",
            byte = offset + 1;
        FileError::UnclosedQuote { row } =>
            "第 {row} 行有一个双引号没有配对，其后的内容无法分列。请补上或删除这个双引号后再导入。",
            "A quotation mark in row {row} is not closed, so what follows cannot be split into columns. Close or delete it, then import the file again.";
        FileError::TooManyRows { limit } =>
            "行数超过 {limit} 行的上限。请分批导出后再导入。",
            "There are more than {limit} rows. Export them in parts.";
        FileError::TooManyColumns { row, limit } =>
            "第 {row} 行超过 {limit} 列。请确认文件是账单或客户列表，并删除多余的列。",
            "Row {row} has more than {limit} columns. Make sure that this is a list of bills or customers, and delete the columns that are not needed.";
        FileError::TooManyCells { limit } =>
            "有内容的单元格超过 {limit} 个。请分批导出后再导入。",
            "More than {limit} cells hold something. Export the list in parts.";
        FileError::CellTooLong { row, column } =>
            "第 {row} 行第 {column} 列的内容过长。请检查该单元格，缩短后再导入。",
            "The cell in row {row}, column {column} is too long. Shorten it, then import the file again.";
        FileError::TooManyParts { .. } =>
            "工作簿内部的文件过多，不像正常的 Excel 文件，已停止读取。请在 Excel 中另存一份后再导入。",
            "The workbook has far too many parts for a normal one; it was not read. Save a copy in Excel and import that.";
        FileError::ExpandsTooFar { .. } =>
            "工作簿解压后异常庞大，可能是恶意文件，已停止读取。请在 Excel 中只保留需要的工作表，另存一份后再导入。",
            "The workbook unpacks to a suspicious size and may be malicious; it was not read. Keep only the sheet that is needed, save a copy in Excel and import that.";
        FileError::Doctype { .. } =>
            "工作簿含有不安全的声明（DOCTYPE），已停止读取。请在 Excel 中另存一份后再导入。",
            "The workbook has an unsafe declaration (DOCTYPE); it was not read. Save a copy in Excel and import that.";
        FileError::Damaged { .. } =>
            "工作簿已损坏或不完整，无法读取。请重新导出，或在 Excel 中打开并另存后再导入。",
            "The workbook is damaged or cut off. Export it again, or open it in Excel and save a copy.";
        FileError::NoSuchSheet { name, sheets } =>
            "没有名为“{name}”的工作表。文件中的工作表有：{sheets}。",
            "There is no sheet “{name}”. The sheets are: {sheets}.",
            sheets = listed(lang, sheets);
        FileError::NoSheets { name } =>
            "文件是文本（CSV），没有工作表，不能指定工作表“{name}”。请去掉 --sheet，或改用 xlsx 文件。",
            "The file is text (CSV) and has no sheets, so none called “{name}”. Leave out --sheet, or take an xlsx file.";
        FileError::NoData =>
            "工作簿中没有任何数据。请确认选对了文件。",
            "No sheet of the workbook has data. Make sure that it is the right file.";
    })
}

fn read_fault(lang: Lang, fault: &IoFault) -> String {
    say!(lang, match fault {
        IoFault::NotFound =>
            "文件不存在，可能已被移动或删除。请重新选择。",
            "The file is gone: moved or deleted. Choose it again.";
        IoFault::Denied =>
            "没有读取权限，或文件正在被其他程序独占。请关闭该文件，或复制一份后再导入。",
            "There is no right to read it, or another program has it locked. Close it, or import a copy.";
        IoFault::InUse =>
            "文件正被其他程序（如 Excel、WPS）打开。请在那里关闭它，再试一次。",
            "Another program, such as Excel, has the file open. Close it there, then try again.";
        IoFault::Folder => { not_a_table(Seems::Folder).get(lang).to_owned() };
        IoFault::NotAFile =>
            "这不是普通文件（而是管道、设备等），没有打开它。请选择一个文件。",
            "This is a pipe, a device or the like and was not opened. Choose a file.";
        IoFault::DiskFull | IoFault::ReadOnly | IoFault::Other(_) =>
            "无法读取文件：{fault}。请把文件复制到本机后再试。",
            "The file cannot be read: {fault}. Copy it to this machine, then try again.";
    })
}

const fn not_a_table(seems: Seems) -> Text {
    text!(match seems {
        Seems::Folder => "这是一个文件夹。请选择其中的文件。", "This is a folder. Choose a file in it.";
        Seems::OldOffice =>
            "这是旧版 Office 文件，但其中没有 Excel 工作簿。请选择 xlsx、xls 或 CSV 文件。",
            "This is an old Office file without an Excel workbook in it. Choose an xlsx, xls or CSV file.";
        Seems::Encrypted =>
            "文件有密码保护。请在 Excel 中去掉密码、另存后再导入。",
            "The file is protected by a password. Remove it in Excel, save, then import the file.";
        Seems::BinaryWorkbook =>
            "这是二进制工作簿（.xlsb）。请在 Excel 中另存为 xlsx 后再导入。",
            "This is a binary workbook (.xlsb). Save it as xlsx in Excel, then import it.";
        Seems::OpenDocument =>
            "这是 OpenDocument 文件（如 .ods）。请另存为 xlsx 或 CSV 后再导入。",
            "This is an OpenDocument file, such as .ods. Save it as xlsx or CSV, then import it.";
        Seems::Word =>
            "这是 Word 文档，不是表格。请选择 xlsx 或 CSV 文件。",
            "This is a Word document, not a table. Choose an xlsx or CSV file.";
        Seems::Slides =>
            "这是演示文稿，不是表格。请选择 xlsx 或 CSV 文件。",
            "These are slides, not a table. Choose an xlsx or CSV file.";
        Seems::Ofd =>
            "这是 OFD 版式文件（如发票），不是表格。请选择 xlsx 或 CSV 文件。",
            "This is an OFD document, such as an invoice, not a table. Choose an xlsx or CSV file.";
        Seems::Archive =>
            "这是压缩包。请先解压，再选择其中的 xlsx 或 CSV 文件。",
            "This is an archive. Unpack it first and choose the xlsx or CSV file in it.";
        Seems::Pdf =>
            "这是 PDF 文件，不是表格。请从账单系统导出 xlsx 或 CSV 文件。",
            "This is a PDF, not a table. Export an xlsx or CSV file from the billing system.";
        Seems::Picture =>
            "这是图片，不是表格。请选择 xlsx 或 CSV 文件。",
            "This is a picture, not a table. Choose an xlsx or CSV file.";
        Seems::WebPage =>
            "这其实是网页（有些系统导出的 .xls 就是网页）。请在 Excel 中打开，另存为 xlsx 后再导入。",
            "This is in fact a web page, as some systems export under the name .xls. Open it in Excel and save it as xlsx, then import it.";
        Seems::Xml =>
            "这是 XML 文件，不是表格。请在 Excel 中打开，另存为 xlsx 后再导入。",
            "This is an XML file, not a table. Open it in Excel and save it as xlsx, then import it.";
        Seems::Database =>
            "这是数据库文件，不是表格。如要打开数据文件，请用“打开”。",
            "This is a database, not a table. To open a store, use “Open”.";
        Seems::Binary =>
            "这不是文本，也不是 Excel 工作簿。请选择 xlsx 或 CSV 文件。",
            "This is neither text nor an Excel workbook. Choose an xlsx or CSV file.";
    })
}

pub fn export_error(lang: Lang, error: &ExportError) -> String {
    say!(lang, match error {
        ExportError::Io(fault) => { write_fault(lang, fault) };
        ExportError::OwnPlace =>
            "那是开票台自己的数据文件或附件。请换一个文件名。",
            "That is one of the program's own data files. Choose another name.";
        ExportError::Source =>
            "那是正在导入的文件本身。请换一个文件名。",
            "That is the file that is being imported. Choose another name.";
        ExportError::TooManyRows { limit } =>
            "超过 Excel 工作表能容纳的 {limit} 行。请缩小筛选范围，或导出为 CSV。",
            "An Excel sheet holds no more than {limit} rows of this list. Narrow the filter, or export CSV.";
        ExportError::TemporaryFile =>
            "导出时无法写入临时文件，磁盘空间很可能不足。请腾出空间或换一个位置，再导出一次。",
            "The temporary file could not be written; the disk is probably full. Free some space or choose another folder, then export again.";
        ExportError::NoGlyph { character } =>
            "没有字体能显示字符 {shown}（U+{code:04X}）。请安装带有该字的字体再试，或改用常用字。",
            "No font has the character {shown} (U+{code:04X}). Install a font that has it and try again, or use another character.",
            shown = quoted(lang, *character), code = u32::from(*character);
        ExportError::Unwritable { .. } =>
            "无法生成文件。请改为导出 CSV；仍不行时请联系技术支持。",
            "The file could not be created. Export CSV instead; if that fails too, ask for support.";
    })
}

fn write_fault(lang: Lang, fault: &IoFault) -> String {
    say!(lang, match fault {
        IoFault::NotFound =>
            "文件夹不存在。请选择另一个位置。", "The folder does not exist. Choose another place.";
        IoFault::Denied =>
            "没有写入权限，或文件正在被其他程序（如 Excel）使用。请关闭该文件，或换一个位置。",
            "There is no right to write there, or another program such as Excel has the file open. Close it, or choose another place.";
        IoFault::InUse =>
            "文件正被其他程序（如 Excel、WPS）打开，没有写入，原有文件未改动。请在那里关闭它再试，或换一个文件名。",
            "Another program, such as Excel, has the file open. Nothing was written, and the file is as it was. Close it there and try again, or choose another name.";
        IoFault::DiskFull =>
            "磁盘空间不足，文件没有写入，原有文件未改动。请腾出空间后再试。",
            "The disk is full. Nothing was written, and an older file is as it was. Make room, then try again.";
        IoFault::ReadOnly => "该位置是只读的。请换一个位置。", "That place is read-only. Choose another.";
        IoFault::Folder =>
            "同名的文件夹已存在。请换一个文件名。", "A folder of that name is there. Choose another name.";
        IoFault::NotAFile =>
            "该位置不是普通文件（而是管道、设备等），没有改动它。请换一个文件名。",
            "There is a pipe, a device or the like at that place, which was left as it is. Choose another name.";
        IoFault::Other(detail) =>
            "无法写入文件：{detail}。请检查位置后再试。",
            "The file cannot be written: {detail}. Check the place, then try again.";
    })
}

fn mib(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

#[cfg(test)]
mod tests;
