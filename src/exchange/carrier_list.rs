//! A carrier's list of parcels, or the desk's own list of letters with the numbers filled in.

use std::path::Path;

use super::bureau_lists::columns::{Known, find, open};
use super::import::total_line::says_total;
use super::table::Cell;
use crate::domain::bureau::ListError;

/// A parcel of the list; what it does not say is blank.
#[expect(missing_docs, reason = "the others are columns of the list")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParcelRow {
    /// The row of the list, as a spreadsheet counts.
    pub row: u32,
    pub application: String,
    /// The number of an order, which may be that of an application, or the carrier's own.
    pub order: String,
    pub recipient: String,
    pub phone: String,
    pub carrier: String,
    pub tracking_no: String,
    /// Whether that number was kept as a number whose last digits are lost.
    pub lost_digits: bool,
}

const MOST_ROWS: u32 = 50_000;

const TRACKING_NO: usize = 0;
const APPLICATION: usize = 1;
const ORDER: usize = 2;
const RECIPIENT: usize = 3;
const PHONE: usize = 4;
const CARRIER: usize = 5;
const KNOWN: [Known; 6] = [
    Known {
        headers: &[
            "运单号",
            "运单号码",
            "快递单号",
            "快递运单号",
            "物流单号",
            "面单号",
            "邮件号",
            "邮件号码",
            "母单号",
            "Trackingno.",
            "Trackingnumber",
            "TrackingNo.",
            "TrackingNumber",
        ],
        is_required: true,
    },
    Known {
        headers: &[
            "申请编号",
            "开票申请编号",
            "开票申请",
            "申请单号",
            "申请号",
            "Applicationno.",
            "Application",
        ],
        is_required: false,
    },
    Known {
        headers: &["客户订单号", "商家订单号", "商户订单号", "订单号", "订单编号", "Orderno."],
        is_required: false,
    },
    Known {
        headers: &[
            "收件人",
            "收件人姓名",
            "收件姓名",
            "收件联系人",
            "收方姓名",
            "收方联系人",
            "收方",
            "收货人",
            "收货人姓名",
            "Recipient",
            "Consignee",
        ],
        is_required: false,
    },
    Known {
        headers: &[
            "收件人手机",
            "收件人手机号",
            "收件人电话",
            "收件人联系电话",
            "收件手机",
            "收件电话",
            "收方手机",
            "收方手机号",
            "收方电话",
            "收货人手机",
            "收货人电话",
            "联系电话",
            "手机",
            "手机号",
            "电话",
            "Phone",
        ],
        is_required: false,
    },
    Known {
        headers: &["快递公司", "快递名称", "快递", "承运商", "承运人", "物流公司", "Carrier"],
        is_required: false,
    },
];

/// What a column is, where its heading says that it is about a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelColumn {
    /// The parcel's number.
    TrackingNo,
    /// Who carries it.
    Carrier,
}

/// What a column with this heading is; none: nothing that is known of a parcel.
pub fn parcel_column(heading: &str) -> Option<ParcelColumn> {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |known: usize| KNOWN[known].headers.contains(&heading.as_str());
    [(TRACKING_NO, ParcelColumn::TrackingNo), (CARRIER, ParcelColumn::Carrier)]
        .into_iter()
        .find_map(|(known, column)| has(known).then_some(column))
}

/// Reads the list: a parcel each, in its order.
///
/// # Errors
/// The file is no table, too long, or has no column of parcels' numbers.
pub fn parcels(path: &Path) -> Result<Vec<ParcelRow>, ListError> {
    let mut sheet = open(path, MOST_ROWS)?;
    let columns = find(&mut sheet, &KNOWN, "运单", &[])?;
    let mut parcels = Vec::new();
    for row in sheet.rows()? {
        let row = row?;
        if row.number <= columns.header_row {
            continue;
        }
        let parcel = ParcelRow {
            row: row.number,
            application: columns.text(&row, APPLICATION),
            order: columns.text(&row, ORDER),
            recipient: columns.text(&row, RECIPIENT),
            phone: columns.text(&row, PHONE),
            carrier: columns.text(&row, CARRIER),
            tracking_no: columns.text(&row, TRACKING_NO),
            lost_digits: columns.cell(&row, TRACKING_NO).is_some_and(Cell::has_lost_digits),
        };
        let says = [&parcel.application, &parcel.order, &parcel.recipient, &parcel.tracking_no];
        // A header may be repeated.
        let is_header = KNOWN[TRACKING_NO].headers.contains(&parcel.tracking_no.as_str());
        let first = row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| cell.text().into_owned());
        let mut texts = says.iter().map(|text| text.as_str()).chain(first.as_deref());
        let is_total = texts.any(|text| says_total(text).is_some_and(|says| says.is_all));
        if says.iter().any(|text| !text.is_empty()) && !is_header && !is_total {
            parcels.push(parcel);
        }
    }
    Ok(parcels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<ParcelRow> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, text).unwrap();
        parcels(&path).unwrap()
    }

    #[test]
    fn a_list_is_read_by_its_headers_wherever_they_stand() {
        let rows =
            read("寄件清单\n\n运单号,收方姓名,收方手机（必填）\n'SF0001,孙敏,17199338205\n,,\n合计,,\n");
        let [parcel] = &rows[..] else { panic!("a line of totals is no parcel: {rows:?}") };
        assert_eq!((parcel.row, &*parcel.tracking_no, &*parcel.recipient), (4, "SF0001", "孙敏"));
        assert_eq!((&*parcel.phone, &*parcel.application, &*parcel.carrier), ("17199338205", "", ""));
    }

    #[test]
    fn a_line_of_totals_is_none_wherever_it_says_so() {
        let list = "序号,运单号,订单号,收件人\n1,SF1,E1,孙敏\n,共 1 件,,\n合计,1,,\n,1,,总计：\n";
        let rows = read(list);
        let [parcel] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!((&*parcel.tracking_no, &*parcel.order, &*parcel.application), ("SF1", "E1", ""));
    }

    #[test]
    fn a_table_without_parcels_is_no_such_list() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, "发票号码,购买方名称\n1,甲\n").unwrap();
        assert!(matches!(parcels(&path), Err(ListError::Header(_))));
    }
}
