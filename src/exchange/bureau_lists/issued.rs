//! The bureau's export of issued invoices: a row an invoice.

use std::path::Path;

use chrono::NaiveDate;

use super::columns::{Columns, Known, find, open};
use crate::domain::bureau::ListError;
use crate::domain::import::AmountUnit;
use crate::domain::money::Fen;
use crate::domain::returned::BureauStatus;
use crate::exchange::import::{Clock, amount, date};
use crate::exchange::table::{Cell, Row};

/// An invoice of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedRow {
    /// The row of the list, as a spreadsheet counts.
    pub row: u32,
    /// The 20 digits; or code and number of an older invoice, one behind the other.
    pub number: String,
    /// 开票日期, without its time.
    pub issued_on: NaiveDate,
    /// 销方识别号, where it is there.
    pub seller_tax_id: String,
    /// 销方名称.
    pub seller: String,
    /// 购方识别号; blank for a person.
    pub buyer_tax_id: String,
    /// 购买方名称.
    pub buyer: String,
    /// 金额, below zero on a red one; none where the list has neither this nor the tax.
    pub net: Option<Fen>,
    /// 税额.
    pub tax: Option<Fen>,
    /// 价税合计.
    pub gross: Fen,
    /// Whether it is a special invoice, where 发票票种 says it.
    pub is_special: Option<bool>,
    /// 发票状态.
    pub status: BureauStatus,
    /// Whether it is a red one: 是否正数发票 says no, or the amount is below zero.
    pub is_red: bool,
    /// 发票流水号, where the list has such a column.
    pub serial: String,
    /// 备注.
    pub remark: String,
    /// Whether the list has columns of the type and of the buyer's tax id: a row in which they are blank has neither.
    pub is_whole: bool,
}

/// Why a row cannot be read, by the usual header of the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The row of the list.
    pub row: u32,
    /// The number that stands there, if any.
    pub number: String,
    /// The header of the column that cannot be read.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
}

/// The most invoices that one list is taken with: several months of the largest issuer.
const MOST_ROWS: u32 = 500_000;

const NUMBER: usize = 0;
const CODE: usize = 1;
const OLD_NUMBER: usize = 2;
const SELLER_TAX_ID: usize = 3;
const SELLER: usize = 4;
const BUYER_TAX_ID: usize = 5;
const BUYER: usize = 6;
const ISSUED_ON: usize = 7;
const NET: usize = 8;
const TAX: usize = 9;
const GROSS: usize = 10;
const KIND: usize = 11;
const STATUS: usize = 12;
const IS_POSITIVE: usize = 13;
const REMARK: usize = 14;
const SERIAL: usize = 15;

const fn column(headers: &'static [&'static str], is_required: bool) -> Known {
    Known { headers, is_required }
}

const KNOWN: [Known; 16] = [
    column(&["数电发票号码", "全电发票号码", "数电票号码", "全电票号码", "电子发票号码"], false),
    column(&["发票代码"], false),
    column(&["发票号码", "号码"], false),
    column(&["销方识别号", "销售方识别号", "销方税号", "销售方纳税人识别号"], false),
    column(&["销方名称", "销售方名称"], false),
    column(&["购方识别号", "购买方识别号", "购方税号", "购买方纳税人识别号", "购方纳税人识别号"], false),
    column(&["购买方名称", "购方名称", "受票方名称"], true),
    column(&["开票日期", "开票时间"], true),
    column(&["金额", "合计金额", "不含税金额"], false),
    column(&["税额", "合计税额"], false),
    column(&["价税合计", "含税金额"], true),
    column(&["发票票种", "票种", "发票类型", "发票种类"], false),
    column(&["发票状态", "状态"], false),
    column(&["是否正数发票"], false),
    column(&["备注"], false),
    column(&["发票流水号", "流水号"], false),
];

/// What only a list of lines has (信息汇总表): its amounts are those of a line, not of an invoice.
const OF_LINES: [&str; 15] = [
    "税收分类编码",
    "商品和服务税收编码",
    "商品和服务税收分类编码",
    "商品编码",
    "货物或应税劳务名称",
    "货物或应税劳务、服务名称",
    "货物、应税劳务及服务",
    "项目名称",
    "商品名称",
    "规格型号",
    "单价",
    "数量",
    "税率",
    "税率/征收率",
    "征收率",
];

/// Calls back with each invoice of the list, or what is wrong with its row, in the order of the list.
///
/// # Errors
/// The file is no table, too long, or has no such columns.
pub fn issued(path: &Path, mut each: impl FnMut(Result<IssuedRow, RowFault>)) -> Result<(), ListError> {
    let mut sheet = open(path, MOST_ROWS)?;
    let columns = find(&mut sheet, &KNOWN, "发票基础信息", &OF_LINES)?;
    if !columns.has(NUMBER) && !columns.has(OLD_NUMBER) {
        return Err(ListError::Header(super::MissingColumn(KNOWN[NUMBER].headers[0])));
    }
    let clock = Clock { counts_from_1904: sheet.counts_from_1904(), zone: None };
    for row in sheet.rows()? {
        let row = row?;
        let is_line = row.number > columns.header_row
            && [NUMBER, OLD_NUMBER, BUYER].iter().any(|column| columns.cell(&row, *column).is_some());
        // A line of totals has neither number nor buyer; a header may be repeated.
        if is_line && columns.text(&row, GROSS) != KNOWN[GROSS].headers[0] {
            each(read(&columns, &row, clock));
        }
    }
    Ok(())
}

fn read(columns: &Columns<16>, row: &Row, clock: Clock) -> Result<IssuedRow, RowFault> {
    let text = |column| columns.text(row, column);
    // A number cell of a spreadsheet has lost the last digits of 20.
    let digits = |column| match columns.cell(row, column) {
        Some(Cell::Number(_)) if text(column).len() > 12 => String::new(),
        _ => text(column),
    };
    let number = number(&digits(NUMBER), &digits(CODE), &digits(OLD_NUMBER));
    let fault = |column: usize| RowFault {
        row: row.number,
        number: number.clone(),
        column: KNOWN[column].headers[0],
        value: text(column),
    };
    let money = |column: usize| match columns.cell(row, column) {
        None => Ok(None),
        Some(cell) => amount(cell, AmountUnit::Yuan).map(Some).map_err(|_| fault(column)),
    };
    let issued_on = columns.cell(row, ISSUED_ON).and_then(|cell| date(cell, clock));
    let gross = money(GROSS)?.ok_or_else(|| fault(GROSS))?;
    // One of the two says what the other is.
    let (net, tax) = match (money(NET)?, money(TAX)?) {
        (net, None) => (net, net.map(|net| gross - net)),
        (None, Some(tax)) => (Some(gross - tax), Some(tax)),
        both => both,
    };
    if net.zip(tax).is_some_and(|(net, tax)| net + tax != gross) {
        return Err(fault(GROSS));
    }
    let kind = text(KIND);
    let is_special = if kind.contains("专用") || kind.contains("专票") {
        Some(true)
    } else {
        (kind.contains("普通") || kind.contains("普票")).then_some(false)
    };
    let status = text(STATUS);
    let status = match status.as_str() {
        said if said.contains("作废") => BureauStatus::Void,
        said if said.contains("红冲") && said.contains("部分") => BureauStatus::PartlyReversed,
        said if said.contains("红冲") => BureauStatus::Reversed,
        _ => BureauStatus::Normal,
    };
    let is_red = text(IS_POSITIVE) == "否" || !gross.is_positive();
    if number.is_empty() {
        return Err(fault(if columns.has(NUMBER) { NUMBER } else { OLD_NUMBER }));
    }
    Ok(IssuedRow {
        row: row.number,
        issued_on: issued_on.ok_or_else(|| fault(ISSUED_ON))?,
        seller_tax_id: text(SELLER_TAX_ID),
        seller: text(SELLER),
        buyer_tax_id: text(BUYER_TAX_ID),
        buyer: text(BUYER),
        net,
        tax,
        gross,
        is_special,
        status,
        is_red,
        serial: text(SERIAL),
        remark: text(REMARK),
        is_whole: columns.has(KIND) && columns.has(BUYER_TAX_ID),
        number,
    })
}

/// The number that the store knows an invoice by.
fn number(of_20: &str, code: &str, old: &str) -> String {
    let is = |text: &str, digits: &[usize]| {
        digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    match (of_20, code, old) {
        (number, _, _) if is(number, &[20]) => number.to_owned(),
        (_, code, old) if is(code, &[10, 12]) && is(old, &[8]) => format!("{code}{old}"),
        (_, _, old) if is(old, &[20, 8]) => old.to_owned(),
        _ => String::new(),
    }
}
