use super::*;
use crate::exchange::table::Cell;

fn rows(lines: &[&str]) -> Vec<Row> {
    let cells = |line: &&str| line.split('|').map(|text| Cell::Text(text.to_owned())).collect();
    let row = |(line, number)| Row { number, cells: cells(line), marks: None };
    lines.iter().zip(1..).map(row).collect()
}

fn find_bills(lines: &[&str], pairs: &[&str]) -> Result<Header, HeaderError> {
    let mapping = Mapping::parse(ImportKind::Bills, pairs.iter().copied())?;
    find(ImportKind::Bills, &rows(lines), &mapping, &Around::default())
}

#[test]
fn the_header_is_found_below_titles() {
    let header = find_bills(
        &[
            "账单明细",
            "",
            "导出人：张三|金额单位：元",
            "账单号|客户编号|备注|金额(元)|账单日期|渠道",
            "B1|C1||1|2026-01-01|x",
        ],
        &[],
    )
    .unwrap();
    assert_eq!(header.row, 4);
    assert_eq!(header.column(Field::Amount), Some(3));
    assert_eq!(header.text(Field::Amount), "金额(元)");
    assert_eq!(header.column(Field::DueOn), None);
    assert_eq!(header.unknown, ["渠道"]);
}

#[test]
fn an_exact_name_comes_before_a_general_one() {
    let header = find_bills(&["订单号|账单号|客户|客户编号|金额|账单金额|日期|出账日期"], &[]).unwrap();
    let columns: Vec<_> = header.columns.iter().map(|column| column.at).collect();
    assert_eq!(columns, [1, 3, 5, 7]);
}

#[test]
fn two_names_for_one_field_must_be_told_apart_by_a_person() {
    let lines = ["账单号|客户编号|应付金额|实付金额|出账日期"];
    let error = find_bills(&lines, &[]).unwrap_err();
    let headers = vec!["应付金额".to_owned(), "实付金额".to_owned()];
    assert_eq!(error, HeaderError::Ambiguous { field: Field::Amount, row: 1, headers });
    assert_eq!(find_bills(&lines, &["amount=实付金额"]).unwrap().column(Field::Amount), Some(3));
}

#[test]
fn a_mapping_by_hand_comes_before_synonyms() {
    let lines = ["账单号|客户编号|账单金额|折后价|出账日期"];
    assert_eq!(find_bills(&lines, &["amount=折后价"]).unwrap().column(Field::Amount), Some(3));
    assert_eq!(find_bills(&lines, &["amount=D"]).unwrap().column(Field::Amount), Some(3));
    for none in ["amount=Z", "amount=d"] {
        assert!(matches!(find_bills(&lines, &[none]), Err(HeaderError::NoSuchColumn { .. })), "{none}");
    }
    assert!(matches!(find_bills(&lines, &["amuont=D"]), Err(HeaderError::NoSuchField { .. })));
    assert!(matches!(find_bills(&lines, &["amount"]), Err(HeaderError::NoSuchField { .. })));
}

#[test]
fn a_field_that_is_named_by_nothing_is_left_out() {
    let lines = ["账单号|客户编号|账单金额|出账日期|支付日期"];
    assert_eq!(find_bills(&lines, &[]).unwrap().column(Field::PaidOn), Some(4));
    assert_eq!(find_bills(&lines, &["paid_on="]).unwrap().column(Field::PaidOn), None);
    assert!(matches!(find_bills(&lines, &["amount="]), Err(HeaderError::NotFound { .. })));
}

#[test]
fn where_the_header_is_not_understood_the_likeliest_row_says_what_is_clear() {
    let rows = rows(&["title", "账单号|应付金额|实付金额|x"]);
    let header = likeliest(ImportKind::Bills, &rows, &Mapping::default(), &Around::default()).unwrap();
    let columns: Vec<_> = header.columns.iter().map(|column| (column.field, column.at)).collect();
    assert_eq!((header.row, columns), (2, vec![(Field::BillNo, 0)]));
}

#[test]
fn where_no_row_is_like_a_header_the_first_of_the_fullest_is_the_likeliest() {
    let rows = rows(&["title", "甲|乙", "1|2"]);
    let header = likeliest(ImportKind::Bills, &rows, &Mapping::default(), &Around::default()).unwrap();
    assert_eq!((header.row, header.columns), (2, vec![]));
}

#[test]
fn what_is_missing_and_what_was_seen_are_said() {
    let error = find_bills(&["title", "账单号|客户编号|价格"], &[]).unwrap_err();
    assert_eq!(
        error,
        HeaderError::NotFound {
            missing: vec![Field::Amount, Field::BilledOn],
            row: Some(2),
            seen: vec!["账单号".into(), "客户编号".into(), "价格".into()],
        }
    );
}
