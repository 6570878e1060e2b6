//! What leaves the desk as a file: which files there are, how they are called, and what they are opened with.

mod button;
mod exporting;
mod view;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::button::export_button_ui;
pub(super) use self::exporting::Exporting;
use super::dialogs::{FileKind, in_file_name, with_ending};
use super::state::Cx;
use crate::desk::export::{ExportFormat, List, SumTable};
use crate::desk::print::{LabelsAsked, RegisterAsked};
use crate::desk::returned::files::FilesAsked;
use crate::desk::returned::mirror::Mirror;
use crate::i18n::{Lang, dates, outgoing as words};

/// What leaves the desk as a file.
#[derive(Clone, Debug)]
pub enum Outgoing {
    List(Box<List>, ExportFormat),
    /// Where what can be invoiced for a customer of this name comes from, on this day.
    Balance {
        table: SumTable,
        customer: String,
        on: NaiveDate,
        format: ExportFormat,
    },
    /// The sheet of the application of this number, to be printed.
    Sheet(String),
    /// What letters need: their labels, and the list that goes with them.
    Labels(LabelsAsked),
    /// What proves that the e-mail of the application of this number was sent.
    Receipt(String),
    /// The kept files of invoices.
    InvoiceFiles(FilesAsked),
    Register(RegisterAsked),
    /// The bureau's list, read from this file, held against the store's.
    Mirror(Arc<Mirror>, PathBuf),
}

impl Outgoing {
    /// The endings of its file's name.
    const fn endings(&self) -> &'static [&'static str] {
        match self {
            Self::List(_, format) | Self::Balance { format, .. } => match format {
                ExportFormat::Xlsx => &["xlsx"],
                ExportFormat::Csv => &["csv"],
            },
            Self::Sheet(_) | Self::Labels(_) | Self::Register(_) => &["pdf"],
            Self::Receipt(_) => &["txt"],
            Self::InvoiceFiles(_) => &["zip"],
            Self::Mirror(..) => &["xlsx", "csv"],
        }
    }

    fn kind(&self, lang: Lang) -> FileKind {
        let name = match self {
            Self::List(_, format) | Self::Balance { format, .. } => match format {
                ExportFormat::Xlsx => words::XLSX_FILES,
                ExportFormat::Csv => words::CSV_FILES,
            },
            Self::Sheet(_) | Self::Labels(_) | Self::Register(_) => words::PDF_FILES,
            Self::Receipt(_) => words::TEXT_FILES,
            Self::InvoiceFiles(_) => words::ZIP_FILES,
            Self::Mirror(..) => words::TABLE_FILES,
        };
        let title = words::SAVE_AS.get(lang).to_owned();
        FileKind { title, name: name.get(lang).to_owned(), endings: self.endings() }
    }

    fn file_name(&self, cx: &Cx<'_>) -> String {
        let (lang, moment) = (cx.lang, cx.office.moment());
        let name = match self {
            Self::List(list, _) => words::list(lang, list.name(), moment.today),
            Self::Balance { customer, on, .. } => words::balance(lang, &in_file_name(customer), *on),
            Self::Sheet(application) => words::sheet(lang, application),
            Self::Labels(_) => words::labels(lang, &dates::compact(moment.now)),
            Self::Receipt(application) => words::receipt(lang, application),
            Self::InvoiceFiles(FilesAsked { month: Some(month), .. }) => {
                words::files(lang, &month.to_string())
            }
            Self::InvoiceFiles(FilesAsked { applications, .. }) => match applications.as_slice() {
                [application] => words::files_of_one(lang, application),
                _ => words::files(lang, &dates::compact(moment.now)),
            },
            Self::Register(asked) => words::register(lang, asked.month, &in_file_name(&asked.issuer)),
            Self::Mirror(mirror, _) => words::mirror(lang, mirror.month),
        };
        format!("{name}.{}", self.endings()[0])
    }

    /// The place with an ending that names its format.
    fn named(&self, path: PathBuf) -> PathBuf {
        let is_table = self.is_table() && ExportFormat::of(&path).is_some();
        if is_table { path } else { with_ending(path, self.endings()) }
    }

    /// Whether it is a table whose file's ending says its format, and of which a word says it all.
    const fn is_table(&self) -> bool {
        matches!(self, Self::List(..) | Self::Balance { .. })
    }

    /// What is said while it is written, once so many rows or files are.
    fn doing(&self, lang: Lang, rows: u64) -> String {
        match self {
            Self::List(list, _) => words::exporting(lang, list.name()),
            Self::InvoiceFiles(_) => words::packing(lang, rows),
            _ => words::WRITING.get(lang).to_owned(),
        }
    }

    /// Whether it can be stopped: the others are there in a moment.
    const fn can_be_cancelled(&self) -> bool {
        matches!(self, Self::List(..) | Self::InvoiceFiles(_))
    }

    /// What is said of so many things that it leaves out.
    fn left_out(&self, lang: Lang, n: usize) -> String {
        match self {
            Self::Register(_) => words::in_no_sum(lang, n),
            _ => words::not_in_it(lang, n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::list_columns::ListName;

    #[test]
    fn a_name_without_an_ending_gets_that_of_its_format() {
        let list = Outgoing::List(Box::new(List::all(ListName::Bills)), ExportFormat::Csv);
        assert_eq!(list.named("账单 2026.11".into()), PathBuf::from("账单 2026.11.csv"));
        assert_eq!(list.named("list.XLSX".into()), PathBuf::from("list.XLSX"));
        let sheet = Outgoing::Sheet("FP20261122-0001".to_owned());
        assert_eq!(sheet.named("a.PDF".into()), PathBuf::from("a.PDF"));
        assert_eq!(sheet.named("a.csv".into()), PathBuf::from("a.csv.pdf"));
    }
}
