//! `import tax-codes`: the user's table of tax classifications.

use std::path::Path;

use serde::Serialize;

use super::REFUSED;
use super::refusals::stopped;
use super::session::Session;
use crate::desk::Open;
use crate::desk::paperwork::{TaxCodesImported, WrongCode};
use crate::i18n::paperwork as words;

/// Takes in the table; 1 when a row of it is wrong, 2 when it is no such table.
pub(super) fn import(session: &Session, file: &Path) -> Result<(), u8> {
    let lang = session.lang;
    let shown = file.display().to_string();
    let desk = session.open(Open::Existing)?;
    let done = desk.import_tax_codes(None, file).map_err(|stop| stopped(session, &shown, &stop))?;
    let TaxCodesImported { read, added, changed, refused } = &done;
    let wrong = |WrongCode { row, value }: &WrongCode| Wrong {
        row: *row,
        value: value.clone(),
        rule: "tax-code",
        message: words::TAX_CODE_WRONG.get(lang),
    };
    if session.json {
        let refused = refused.iter().map(wrong).collect();
        session.answer_json(&Answer { file: shown, read: *read, added: *added, changed: *changed, refused });
    } else {
        for WrongCode { row, value } in refused {
            session.answer(&words::wrong_tax_code(lang, *row, value));
        }
        session.answer(&words::tax_codes_taken(lang, *read, *added, *changed, refused.len()));
    }
    if refused.is_empty() { Ok(()) } else { Err(REFUSED) }
}

#[derive(Serialize)]
struct Answer {
    file: String,
    read: usize,
    added: u32,
    changed: u32,
    refused: Vec<Wrong>,
}

#[derive(Serialize)]
struct Wrong {
    row: u32,
    value: String,
    rule: &'static str,
    message: &'static str,
}
