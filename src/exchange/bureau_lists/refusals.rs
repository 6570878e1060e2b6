//! The list of what the bureau refused of a form.

use std::path::Path;

use super::columns::{Known, find, open};
use crate::domain::bureau::ListError;

/// One reason for which an invoice of a form was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalRow {
    /// The row of the list, as a spreadsheet counts.
    pub row: u32,
    /// 发票流水号.
    pub serial: String,
    /// 导入失败原因, one of several where the cell has several.
    pub reason: String,
}

/// A form has no more rows than this by far, so its list of refusals has not.
const MOST_ROWS: u32 = 20_000;

const SERIAL: usize = 0;
const REASON: usize = 1;
const KNOWN: [Known; 2] = [
    Known { headers: &["发票流水号", "流水号"], is_required: true },
    Known {
        headers: &["导入失败原因", "失败原因", "错误原因", "校验结果"], is_required: true
    },
];

/// Reads a list of refusals: a reason each, in the order of the list.
///
/// # Errors
/// The file is no table, too long, or has no such columns.
pub fn refusals(path: &Path) -> Result<Vec<RefusalRow>, ListError> {
    let mut sheet = open(path, MOST_ROWS)?;
    let columns = find(&mut sheet, &KNOWN, "失败", &[])?;
    let mut refusals = Vec::new();
    for row in sheet.rows()? {
        let row = row?;
        if row.number <= columns.header_row {
            continue;
        }
        let serial = columns.text(&row, SERIAL);
        let said = columns.cell(&row, REASON).map(|cell| cell.text().into_owned()).unwrap_or_default();
        if serial.is_empty() && said.trim().is_empty() {
            continue;
        }
        let reasons = reasons(&said);
        let reason =
            |reason: &str| RefusalRow { row: row.number, serial: serial.clone(), reason: reason.to_owned() };
        refusals.extend(reasons.into_iter().map(reason));
    }
    Ok(refusals)
}

/// The reasons in one cell: on lines of their own, or each beginning with its row (`第4行…；第5行…`). A cell without
/// any is one reason that says nothing.
fn reasons(said: &str) -> Vec<&str> {
    let mut reasons: Vec<&str> = Vec::new();
    for line in said.lines() {
        let mut rest = line.trim();
        while let Some(at) = next_row(rest) {
            reasons.push(rest[..at].trim_end_matches(['；', ';', '，', ',', ' ']));
            rest = &rest[at..];
        }
        reasons.push(rest.trim());
    }
    reasons.retain(|reason| !reason.is_empty());
    if reasons.is_empty() { vec![""] } else { reasons }
}

/// Where the next `第…行` begins, behind the first.
fn next_row(text: &str) -> Option<usize> {
    text.match_indices('第').map(|(at, _)| at).find(|at| {
        let digits = text[at + '第'.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_digit());
        *at > 0 && digits.starts_with('行') && digits.len() < text.len() - at - '第'.len_utf8()
    })
}
