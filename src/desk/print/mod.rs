//! What is printed, as PDF: labels for letters with the list that goes with them, the month's register of invoices, the
//! sheet of an application. The same store gives the same file, whenever it is printed.
//!
//! Errors of every call: see [`ExportStop`]; then nothing was left at its place, and what was there before is there
//! still.

mod labels;
pub(in crate::desk) mod register;
mod sheet;

use std::path::Path;

pub use self::labels::{Labels, LabelsAsked, LeftOut, labels};
pub use self::register::{Count, OfTypeAndRate, Register, RegisterAsked, register};
pub use self::sheet::sheet;

use crate::desk::export::ExportStop;
use crate::desk::own_files::{is_own, write_whole};
use crate::desk::{Store, read_up_to_date};
use crate::domain::files::ExportError;
use crate::domain::list_columns::{ListColumn, Phrase};
use crate::domain::printed::{Printed, Word};
use crate::exchange::pdf::{Align, Column, Document, Fit, Style, mm};

/// The words of what is printed, in the language that it is printed in.
pub type SayPrinted<'a> = &'a dyn Fn(&Printed<'_>) -> String;

/// Whether the name of a file asks for a PDF.
pub fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}

/// Reads what is to be printed as the store stands now, on a connection of its own.
fn reading<T>(
    store: &Path,
    to: &Path,
    read: impl FnOnce(&Store) -> Result<T, ExportStop>,
) -> Result<T, ExportStop> {
    if is_own(store, to) {
        return Err(ExportError::OwnPlace.into());
    }
    read_up_to_date(store)?.snapshot(read)
}

/// Puts a document in its place; answers how many pages it has.
fn keep(document: Document, say: SayPrinted<'_>, to: &Path) -> Result<usize, ExportStop> {
    let pages = document.pages();
    let bytes = document.finish(&|page, of| say(&Printed::PageNumber { page, of }))?;
    write_whole(to, &bytes).map_err(ExportError::from)?;
    Ok(pages)
}

/// An empty document of this title.
fn document(title: &str, say: SayPrinted<'_>) -> Result<Document, ExportError> {
    Document::new(title, say(&Printed::Language))
}

/// Sets a heading that is not left behind by what it is of.
fn heading(document: &mut Document, title: &str) -> Result<(), ExportError> {
    document.gap(12.0);
    document.keep_together(mm(25.0));
    document.paragraph(title, Style::sized(11.0).bold(), Align::Left)
}

/// Columns with headers in words.
fn columns<const N: usize>(say: SayPrinted<'_>, columns: [(Printed<'_>, Fit); N]) -> Vec<Column> {
    columns.into_iter().map(|(header, fit)| Column { header: say(&header), fit }).collect()
}

/// A header that lists have too.
fn header(column: impl ListColumn) -> Printed<'static> {
    Printed::Phrase(column.header())
}

/// Two texts on a line, with a blank as wide as a character of Han between them.
fn beside(one: &str, other: &str) -> String {
    [one, other].join("\u{3000}")
}

fn word(say: SayPrinted<'_>, word: Word) -> String {
    say(&Printed::Word(word))
}

fn phrase(say: SayPrinted<'_>, phrase: Phrase) -> String {
    say(&Printed::Phrase(phrase))
}
