//! The table of tax classifications (商品和服务税收分类编码表) that the user has.

use std::path::Path;

use super::columns::{Known, find, open};
use crate::domain::bureau::{ListError, is_tax_code};
use crate::exchange::table::Cell;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxCodeRow {
    /// The row, as a spreadsheet counts.
    pub row: u32,
    /// The 19 digits.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// A row whose code is not of 19 digits, or has lost some as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCode {
    /// The row, as a spreadsheet counts.
    pub row: u32,
    /// What stands there.
    pub value: String,
}

/// The whole table has some 5,000.
const MOST_ROWS: u32 = 50_000;

const CODE: usize = 0;
const NAME: usize = 1;
const KNOWN: [Known; 2] = [
    Known {
        headers: &[
            "合并编码",
            "商品和服务税收编码",
            "商品和服务税收分类编码",
            "税收分类编码",
            "税收编码",
            "商品编码",
            "编码",
        ],
        is_required: true,
    },
    Known {
        headers: &["货物和劳务名称", "商品和服务名称", "商品名称", "货物名称", "名称"],
        is_required: false,
    },
];

/// Reads the table, row by row.
///
/// # Errors
/// The file is no table, too long, or has no column of codes.
pub fn tax_codes(path: &Path) -> Result<Vec<Result<TaxCodeRow, WrongCode>>, ListError> {
    let mut sheet = open(path, MOST_ROWS)?;
    let columns = find(&mut sheet, &KNOWN, "编码", &[])?;
    let mut codes = Vec::new();
    for row in sheet.rows()? {
        let row = row?;
        let Some(cell) = columns.cell(&row, CODE).filter(|_| row.number > columns.header_row) else {
            continue;
        };
        let code = columns.text(&row, CODE);
        let is_whole = is_tax_code(&code) && !matches!(cell, Cell::Number(_));
        codes.push(match is_whole {
            true => Ok(TaxCodeRow { row: row.number, name: columns.text(&row, NAME), code }),
            false => Err(WrongCode { row: row.number, value: code }),
        });
    }
    Ok(codes)
}
