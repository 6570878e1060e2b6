//! Tables of the kinds that other programs write, with other words, columns and formats than the files of
//! `tests/data/import-world`.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::synonyms::REASON_HEADERS;
use super::test_table::{TestTable, sheet_at};
use super::*;
use crate::domain::import::{AmountUnit, Field, HeaderError, Notice, NoticeKind};

/// Writes lines whose cells are split by bars, from the first row and column; numbers as numbers.
fn lines(sheet: &mut Worksheet, lines: &[&str]) {
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
}

/// What is wrong with a row, cell by cell.
type WrongCells = Vec<(Field, &'static str)>;

impl TestTable {
    fn header(&mut self) -> Result<Header, HeaderError> {
        self.header_with(&[])
    }

    fn header_with(&mut self, pairs: &[&str]) -> Result<Header, HeaderError> {
        let mapping = Mapping::parse(ImportKind::Bills, pairs.iter().copied()).unwrap();
        match find_header(ImportKind::Bills, &mut self.sheet, &mapping) {
            Err(TableError::File(error)) => panic!("{error}"),
            Err(TableError::Header(error)) => Err(error),
            Ok(header) => Ok(header),
        }
    }

    /// Each bill's number and fen, or the wrong fields with their rules.
    fn bills(&mut self) -> Vec<Result<(String, i64), WrongCells>> {
        self.told(|bill: &BillRecord| (bill.bill_no.clone(), bill.amount.0))
    }

    fn told<R: Record, T>(&mut self, tell: impl Fn(&R) -> T) -> Vec<Result<T, WrongCells>> {
        let wrong = |unread: &Unread| match unread {
            Unread::Wrong(problem) => problem.cells().map(|cell| (cell.field, cell.fault.rule())).collect(),
            Unread::LeftOut(reason) => panic!("left out: {reason:?}"),
        };
        self.rows::<R>().iter().map(|row| row.record.as_ref().map(&tell).map_err(wrong)).collect()
    }
}

fn bill(number: &str, fen: i64) -> Result<(String, i64), WrongCells> {
    Ok((number.to_owned(), fen))
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

#[test]
fn headings_over_headings_name_columns_together() {
    let mut table = TestTable::xlsx(|sheet| {
        let format = Format::new();
        sheet.merge_range(0, 0, 0, 7, "客户账单汇总表", &format).unwrap();
        lines(
            sheet,
            &[
                "",
                "",
                "||账单|退款",
                "||总额|金额|时间|状态",
                "B1|C1|100|40|2026-10-05|已支付|2026-10-01|2026-10-10",
            ],
        );
        for (column, text) in [(0, "单号"), (1, "客户编号"), (6, "账单日期"), (7, "到期日")] {
            sheet.merge_range(2, column, 3, column, text, &format).unwrap();
        }
        sheet.merge_range(2, 4, 2, 5, "支付", &format).unwrap();
    });
    let told = table
        .told(|bill: &BillRecord| (bill.amount.0, bill.refunded.map(|refunded| refunded.0), bill.paid_on));
    assert_eq!(told, [Ok((10_000, Some(4_000), Some(day(10, 5))))]);
    let header = table.header().unwrap();
    let of = |field| header.text(field).to_owned();
    assert_eq!(header.row, 4);
    assert_eq!(
        (of(Field::BillNo), of(Field::PaidOn), of(Field::Status)),
        ("单号".into(), "支付/时间".into(), "支付/状态".into())
    );
}

#[test]
fn headings_are_understood_where_merged_cells_are_not_told() {
    let mut table = TestTable::csv(
        "账单明细\n单位：元\n账单号,客户编号,金额,,,支付,,出账日期\n,,不含税金额,税额,价税合计,时间,状态,\n\
         B1,C1,94.34,5.66,100.00,2026-10-05,已支付,2026-10-01\nB2,C1,94.34,5.66,100.00,2026-10-05,已支付,2026-10-01\n",
    );
    let header = table.header().unwrap();
    assert_eq!(
        (header.row, header.text(Field::Amount), header.text(Field::PaidOn)),
        (4, "金额/价税合计", "支付/时间")
    );
    assert_eq!(table.bills(), [bill("B1", 10_000), bill("B2", 10_000)]);
}

#[test]
fn three_rows_of_headings() {
    let mut table = TestTable::xlsx(|sheet| {
        let format = Format::new();
        for (column, text) in [(0, "账单号"), (1, "客户编号"), (5, "出账日期"), (6, "应付日期")]
        {
            sheet.merge_range(0, column, 2, column, text, &format).unwrap();
        }
        sheet.merge_range(0, 2, 0, 4, "费用", &format).unwrap();
        sheet.merge_range(1, 2, 1, 3, "税前", &format).unwrap();
        sheet.merge_range(1, 4, 2, 4, "价税合计（万元）", &format).unwrap();
        lines(sheet, &["", "", "||单价|数量", "B1|C1|5|2|1.25|2026-10-01|2026-10-10"]);
    });
    assert_eq!(table.bills(), [bill("B1", 1_250_000)]);
    let header = table.header().unwrap();
    assert_eq!((header.row, header.text(Field::Amount)), (3, "费用/价税合计（万元）"));
}

#[test]
fn a_repeated_header_of_several_rows_is_passed_over() {
    let head = "账单号,客户编号,金额,,出账日期,应付日期\n,,税额,价税合计,,\n";
    let row = |number: &str| format!("{number},C1,5.66,100.00,2026-10-01,2026-10-10\n");
    let mut table = TestTable::csv(&format!("{head}{}{head}{}", row("B1"), row("B2")));
    assert_eq!(table.bills(), [bill("B1", 10_000), bill("B2", 10_000)]);
}

#[test]
fn a_value_merged_over_rows_is_each_rows_but_never_money() {
    let mut table = TestTable::xlsx(|sheet| {
        let format = Format::new();
        lines(
            sheet,
            &[
                "账单号|客户编号|账单金额|出账日期|应付日期|产品名称",
                "B1||10|||云服务器",
                "B2|||||云硬盘",
                "B3|C1|30|2026-10-01|2026-10-10|带宽",
                "B4|C1||2026-10-01|2026-10-10|短信",
            ],
        );
        sheet.merge_range(1, 1, 2, 1, "C1", &format).unwrap();
        sheet.merge_range(1, 2, 2, 2, "", &format).unwrap();
        sheet.write(1, 2, 10).unwrap();
        sheet.merge_range(1, 3, 2, 3, "2026-10-01", &format).unwrap();
        sheet.merge_range(1, 4, 2, 4, "2026-10-10", &format).unwrap();
        // Two rows of the sheet for one bill: the second has nothing of its own.
        sheet.merge_range(4, 2, 5, 2, "", &format).unwrap();
        sheet.write(4, 2, 40).unwrap();
    });
    let merged = || Err(vec![(Field::Amount, "merged-amount")]);
    assert_eq!(table.bills(), [merged(), merged(), bill("B3", 3_000), bill("B4", 4_000)]);
}

#[test]
fn a_subtotal_beside_a_customer_merged_over_its_rows_is_a_line_of_totals() {
    let mut table = TestTable::xlsx(|sheet| {
        let format = Format::new();
        lines(
            sheet,
            &[
                "客户编号|账单号|账单金额|出账日期|应付日期",
                "|B1|10|2026-10-01|2026-10-10",
                "|B2|20|2026-10-01|2026-10-10",
                "|小计|30",
            ],
        );
        sheet.merge_range(1, 0, 3, 0, "C1", &format).unwrap();
    });
    assert_eq!(table.bills(), [bill("B1", 1_000), bill("B2", 2_000)]);
}

#[test]
fn number_formats_say_currency_and_zeros() {
    let mut table = TestTable::xlsx(|sheet| {
        lines(sheet, &["账单号|客户编号|账单金额|出账日期|应付日期"]);
        let formats =
            ["\"US$\"#,##0.00", "[$HK$-C04]#,##0.00", "#,##0.00\\ \"EUR\"", "\"¥\"#,##0.00", "#,##0.00"];
        for (row, format) in (1..).zip(formats) {
            sheet.write_with_format(row, 0, row, &Format::new().set_num_format("\"INV-\"0000")).unwrap();
            sheet.write_with_format(row, 1, 7, &Format::new().set_num_format("000")).unwrap();
            sheet.write_with_format(row, 2, 12.5, &Format::new().set_num_format(format)).unwrap();
            sheet.write(row, 3, "2026-10-01").unwrap();
            sheet.write(row, 4, "2026-10-10").unwrap();
        }
    });
    let foreign = || Err(vec![(Field::Amount, "bad-currency")]);
    assert_eq!(
        table.bills(),
        [foreign(), foreign(), foreign(), bill("INV-0004", 1_250), bill("INV-0005", 1_250)]
    );
    assert_eq!(table.told(|bill: &BillRecord| bill.account.clone())[4], Ok("007".into()));
}

#[test]
fn formulas_without_results_are_named_cell_by_cell() {
    let mut table = TestTable::xlsx(|sheet| {
        lines(sheet, &["账单号|客户编号|账单金额|出账日期|应付日期|备注", "B1|C1|1|2026-10-01|2026-10-10"]);
        for column in 0..5 {
            sheet.write(2, column, Formula::new(format!("=A{column}"))).unwrap();
        }
        lines(sheet, &["", "", "", "B3|C1||2026-10-01|2026-10-10"]);
        sheet.write(3, 2, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(3, 5, Formula::new("=1+1")).unwrap();
    });
    let rows = table.bills();
    let cells = rows[1].as_ref().unwrap_err();
    assert_eq!((rows.len(), cells.len()), (3, 5));
    assert!(cells.iter().all(|(_, rule)| *rule == "formula-not-calculated"), "{cells:?}");
    assert_eq!(rows[2], bill("B3", 200));
}

#[test]
fn rows_that_are_filtered_out_or_struck_out_are_known() {
    let mut table = TestTable::xlsx(|sheet| {
        lines(
            sheet,
            &[
                "账单号|客户编号|账单金额|出账日期|应付日期|备注",
                "B1|C1|1|2026-10-01|2026-10-10",
                "B2|C1|1|2026-10-01|2026-10-10",
                "B3|C1||2026-10-01|2026-10-10",
                "B4|C1|1|2026-10-01|2026-10-10",
            ],
        );
        let struck = Format::new().set_font_strikethrough();
        sheet.autofilter(0, 0, 4, 5).unwrap();
        sheet.set_row_hidden(2).unwrap();
        sheet.write_with_format(3, 2, 1, &struck).unwrap();
        sheet.write_with_format(4, 5, "x", &struck).unwrap();
    });
    let marks: Vec<_> = table.rows::<BillRecord>().iter().map(|row| (row.is_hidden, row.is_struck)).collect();
    assert_eq!(
        marks,
        [(false, false), (true, false), (false, true), (false, false)],
        "a struck remark is no row"
    );
}

#[test]
fn a_hidden_column_is_the_amount_only_where_nothing_else_fits() {
    let columns = |hidden: &[u16]| {
        let hidden = hidden.to_vec();
        TestTable::xlsx(move |sheet| {
            lines(
                sheet,
                &["账单号|客户编号|价税合计|应付金额|出账日期|应付日期", "B1|C1|1|2|2026-10-01|2026-10-10"],
            );
            for column in hidden {
                sheet.set_column_hidden(column).unwrap();
            }
        })
    };
    assert_eq!(columns(&[]).header().unwrap().text(Field::Amount), "价税合计");
    assert!(matches!(columns(&[2]).header(), Err(HeaderError::Ambiguous { field: Field::Amount, .. })));
    assert_eq!(columns(&[2, 3]).header().unwrap().text(Field::Amount), "价税合计");
    assert_eq!(columns(&[2]).header_with(&["amount=C"]).unwrap().text(Field::Amount), "价税合计");
}

#[test]
fn identifiers_that_a_spreadsheet_has_rounded_are_refused_in_every_field() {
    let mut table = TestTable::csv(
        "客户编号,客户名称,客户类型,统一社会信用代码,银行账号,手机,注册电话\n\
         C1,甲,企业,,,1.38E+10,\nC2,甲,企业,,,,8.61E+11\nC3,甲,企业,9.13301E+17,,,\nC4,甲,企业,,6.22E-3,,\n12E5,甲,企业,,,,\n",
    );
    let lost = |field| Err(vec![(field, "digits-lost")]);
    assert_eq!(
        table.told(|account: &AccountRecord| account.account.clone()),
        [
            lost(Field::Mobile),
            lost(Field::Phone),
            lost(Field::VerifiedTaxId),
            lost(Field::BankAccount),
            Ok("12E5".into())
        ]
    );
}

#[test]
fn marks_and_blanks_are_no_part_of_headers_and_values() {
    let mut table = TestTable::csv(
        "`账单号\t,'客户编号,`账单金额,\t出账日期,应付日期\n`B-1\t,'甲01,`12.50,`2026-10-01 ,\t2026-10-10\n'B-2',C1,1,2026-10-01,2026-10-10\n",
    );
    assert_eq!(table.bills(), [bill("B-1", 1_250), bill("B-2", 100)]);
    assert_eq!(table.told(|bill: &BillRecord| bill.account.clone())[0], Ok("甲01".into()));
}

#[test]
fn a_unit_of_a_column_comes_before_that_of_the_table() {
    let mut table = TestTable::csv(
        "客户账单（金额单位：人民币万元）\n账单号,客户编号,账单金额,已退款金额(元),出账日期,支付日期\nB1,C1,1.25,40,2026-10-01,2026-10-05\n",
    );
    let told = table.told(|bill: &BillRecord| (bill.amount.0, bill.refunded.map(|refunded| refunded.0)));
    assert_eq!(told, [Ok((1_250_000, Some(4_000)))]);
    let unit = NoticeKind::UnitApplied(AmountUnit::TenThousandYuan);
    assert_eq!(table.header().unwrap().notices(), [Notice::of_column(unit, "账单金额")]);
    let mut table =
        TestTable::csv("账单号,客户编号,账单金额(分),出账日期,应付日期\nB1,C1,1234,2026-10-01,2026-10-10\n");
    assert_eq!(table.bills(), [bill("B1", 1_234)]);
}

#[test]
fn another_currency_is_refused_wherever_it_is_said() {
    let rows = "出账日期,应付日期\nB1,C1,1.25,2026-10-01,2026-10-10\n";
    for head in [
        "账单号,客户编号,金额（美元）,",
        "币种,港币\n账单号,客户编号,金额,",
        "Currency: USD\n账单号,客户编号,账单金额,",
    ] {
        let error = TestTable::csv(&format!("{head}{rows}")).header().unwrap_err();
        assert!(matches!(error, HeaderError::ForeignCurrency { .. }), "{head}: {error:?}");
    }
    let mut table = TestTable::csv(&format!("账单号,客户编号,金额（美元）,{rows}"));
    assert!(matches!(table.header_with(&["amount=C"]), Err(HeaderError::ForeignCurrency { row: 1, .. })));
    // Where the header says which, or a column says it row by row, a line above decides nothing.
    assert_eq!(
        TestTable::csv(&format!("币种：美元\n账单号,客户编号,金额(CNY),{rows}")).bills(),
        [bill("B1", 125)]
    );
    let mut table = TestTable::csv(
        "币种：美元\n账单号,客户编号,金额,币种,出账日期,应付日期\nB1,C1,1,CNY,2026-10-01,2026-10-10\nB2,C1,1,USD,2026-10-01,2026-10-10\n",
    );
    assert_eq!(table.bills(), [bill("B1", 100), Err(vec![(Field::Currency, "bad-currency")])]);
}

#[test]
fn zones_of_headers_hold_for_their_columns() {
    let mut table = TestTable::csv(
        "Bill No,Customer ID,Total Amount,Bill Date (GMT),Due Date,Paid At UTC+9\n\
         B1,C1,1,2026-09-30 16:00,2026-10-31 16:00,2026-10-06 00:30\n",
    );
    let told = table.told(|bill: &BillRecord| (bill.billed_on, bill.due_on, bill.paid_on));
    assert_eq!(told, [Ok((day(10, 1), Some(day(10, 31)), Some(day(10, 5))))]);
}

#[test]
fn times_of_workbooks_are_told_in_the_zone_of_their_header() {
    let mut table = TestTable::xlsx(|sheet| {
        lines(sheet, &["账单号|客户编号|账单金额|出账时间(UTC)|应付日期", "B1|C1|1||2026-10-10"]);
        let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_with_format(1, 3, &day(9, 30).and_hms_opt(20, 30, 0).unwrap(), &format).unwrap();
    });
    assert_eq!(table.told(|bill: &BillRecord| bill.billed_on), [Ok(day(10, 1))]);
}

#[test]
fn a_bill_whose_number_contains_a_word_for_totals_is_a_bill() {
    let mut table = TestTable::csv(
        "账单号,客户编号,账单金额,出账日期,应付日期\nC1 小计,C1,1,2026-10-01,2026-10-10\n合计-01,C1,1,2026-10-01,\nB1,C1,2,2026-10-01,2026-10-10\n\
         本月小计,,3,,\nC1 小计,,3,,\n,合计人民币（大写）：叁元整,,,\nGrand Total,,4,,\n",
    );
    let missing = Err(vec![(Field::DueOn, "missing-field")]);
    assert_eq!(table.bills(), [bill("C1小计", 100), missing, bill("B1", 200)]);
}

#[test]
fn totals_are_told_in_the_unit_of_the_file() {
    let mut table = TestTable::csv(
        "单位：万元\n账单号,客户编号,账单金额,出账日期,应付日期\nB1,C1,1.25,2026-10-01,2026-10-10\n合计,,1.5,,\n",
    );
    let header = table.header().unwrap();
    let said = Said::default();
    let layout = Layout::of(&table.sheet, &header, &said);
    let mut rows = records::<BillRecord>(&mut table.sheet, &layout).unwrap();
    assert_eq!(rows.by_ref().count(), 1);
    assert_eq!(rows.differing_total().map(|(said, sum)| (said.0, sum.0)), Some((1_500_000, 1_250_000)));
}

#[test]
fn columns_that_look_like_money_and_are_not_read_are_named() {
    let mut table = TestTable::csv(
        "账单号,客户编号,账单金额,代金券抵扣,服务费,计费方式,税率,手机号,出账日期,应付日期\nB1,C1,100,20.00,按月,按量计费,6%,13800000000,2026-10-01,2026-10-10\n",
    );
    assert_eq!(table.header().unwrap().unread_money, ["代金券抵扣"]);
}

#[test]
fn each_field_knows_its_column_with_a_value_of_it() {
    let mut table = TestTable::csv(
        "账单号,客户编号,账单金额(万元),出账日期(UTC),应付日期\n\n B1 ,C1,1.25,2026-10-01,2026-10-10\n",
    );
    let header = table.header().unwrap();
    let amount = header.used(Field::Amount).unwrap();
    assert_eq!((amount.sample.as_deref(), amount.unit), (Some("1.25"), Some(AmountUnit::TenThousandYuan)));
    assert_eq!(header.used(Field::BillNo).unwrap().sample.as_deref(), Some("B1"));
    assert_eq!(header.used(Field::BilledOn).unwrap().zone, Some(0));
}

#[test]
fn refused_rows_below_headings_over_headings_can_be_read_again() {
    let mut table = TestTable::xlsx(|sheet| {
        let format = Format::new();
        lines(
            sheet,
            &[
                "",
                "||税额|价税合计",
                "B1|C1|5.66|100|昨天|2026-10-10",
                "B2|C1|5.66|100|2026-10-01|2026-10-10",
            ],
        );
        for (column, text) in [(0, "账单号"), (1, "客户编号"), (4, "出账日期"), (5, "应付日期")]
        {
            sheet.merge_range(0, column, 1, column, text, &format).unwrap();
        }
        sheet.merge_range(0, 2, 0, 3, "金额", &format).unwrap();
    });
    let header = table.header().unwrap();
    let path = table.folder.path().join("refused.xlsx");
    let refused = [RefusedRow { row: 3, rule: "bad-date".into(), message: "no day".into() }];
    write_refused(&mut table.sheet, &header, &refused, &path, REASON_HEADERS[0]).unwrap();
    let mut again = TestTable { sheet: sheet_at(&path), folder: table.folder };
    assert_eq!(again.bills(), [Err(vec![(Field::BilledOn, "bad-date")])]);
    assert_eq!(again.header().unwrap().text(Field::Amount), "金额/价税合计");
}
