//! The words of what is kept of an application: the files of its invoices, its sheet on paper, its e-mail.

use crate::domain::returned::ReturnedFormat;
use crate::i18n::Lang;

texts! {
    FILES = "发票文件", "Invoice files";
    FORMAT = "格式", "Format";
    SIZE = "大小", "Size";
    OPEN = "打开", "Open";
    SAVE_ZIP = "另存为 ZIP", "Save as ZIP";
    NO_FILES = "还没有发票文件。把税务局返回的 XML、OFD、PDF 或 ZIP 拖到窗口里即可。",
        "No files yet. Drop the returned XML, OFD, PDF or ZIP onto the window.";

    PRINT = "打印办理单", "Print sheet";

    MAIL = "邮件", "E-mail";
    SENT_TO = "收件人", "To";
    COPY_TO = "抄送", "Copy to";
}

names! {
    format(ReturnedFormat) {
        Xml = "XML", "XML";
        Ofd = "OFD", "OFD";
        Pdf = "PDF", "PDF";
        Picture = "图片", "Picture";
    }
}

sentences! {
    lost(lang, name: &str) =
        "发票文件 {name} 丢失或被改动过。请从备份恢复，或重新导入。",
        "The file {name} is lost or was changed. Restore it from a backup, or import it again.";
    files(lang, n: usize) = "{n} 个", "1 file", "{n} files";
    again_at(lang, at: &str) = "将于 {at} 后重试", "Retries from {at}";
    tries(lang, n: u32) = "已试 {n} 次", "1 attempt", "{n} attempts";
}

/// How many files there are, and how many invoices have none.
pub fn files_of(lang: Lang, files: usize, missing: usize) -> String {
    say!(lang, match missing {
        0 => { self::files(lang, files) };
        missing => "{files} 个，{missing} 张发票没有文件", "{files}, none of {missing} invoices";
    })
}

/// A size as people read it: `812 B`, `12 KB`, `3.4 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
