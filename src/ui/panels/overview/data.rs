//! Charts as lines of cells between tabs, for a spreadsheet.

use crate::desk::pages::overview::{BANDS, Month, PromptMonth, Rejected};
use crate::domain::money::Fen;
use crate::i18n::{Lang, Text, common, overview as words};

fn table<const N: usize>(lang: Lang, head: [Text; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let head = head.map(|text| text.get(lang).to_owned());
    let lines = std::iter::once(head).chain(rows).map(|cells| cells.join("\t"));
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn issued(lang: Lang, months: &[Month]) -> String {
    let head = [words::MONTH, words::GENERAL, words::SPECIAL, words::INVOICES];
    let row = |month: &Month| {
        let first = words::month_in_full(month.first);
        [first, month.general.to_string(), month.special.to_string(), month.invoices.to_string()]
    };
    table(lang, head, months.iter().map(row))
}

pub(super) fn prompt(lang: Lang, months: &[PromptMonth]) -> String {
    let head = [words::MONTH, words::IN_TIME, words::ISSUED_APPLICATIONS];
    let row = |month: &PromptMonth| {
        let first = words::month_in_full(month.first);
        [first, month.in_time.to_string(), month.applications.to_string()]
    };
    table(lang, head, months.iter().map(row))
}

pub(super) fn ages(lang: Lang, by_age: &[Fen; BANDS]) -> String {
    let bands = words::AGE_BANDS.iter().zip(by_age);
    let row = |(band, amount): (&Text, &Fen)| [band.get(lang).to_owned(), amount.to_string()];
    table(lang, [words::AGES, common::AMOUNT], bands.map(row))
}

pub(super) fn rejected(lang: Lang, rejected: &[Rejected]) -> String {
    let head = [words::REASON, words::COUNT, common::AMOUNT];
    // A reason is one cell, whatever was typed into it.
    let plain = |reason: &str| reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = |row: &Rejected| [plain(&row.reason), row.count.to_string(), row.amount.to_string()];
    table(lang, head, rejected.iter().map(row))
}
