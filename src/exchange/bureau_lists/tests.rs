use std::path::PathBuf;

use rust_xlsxwriter::Workbook;

use super::*;
use crate::domain::money::Fen;
use crate::domain::returned::BureauStatus;

/// A workbook of sheets, each with its rows of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    (folder, path)
}

fn all(path: &std::path::Path) -> Vec<Result<IssuedRow, RowFault>> {
    let mut rows = Vec::new();
    issued(path, |row| rows.push(row)).unwrap();
    rows
}

#[test]
fn reasons_are_read_with_their_serial_numbers_one_by_one() {
    let (_folder, path) = workbook(&[(
        "导入失败明细",
        &[
            &["批量导入失败清单"],
            &["发票流水号", "发票类型", "购买方名称", "购买方纳税人识别号", "导入失败原因"],
            &["FP20261127-0031-1", "普通发票", "甲", "", "第4行税率不合法，请使用如下税率：0.03、0.01、0。"],
            &[
                "FP20261127-0032-1",
                "普通发票",
                "乙",
                "",
                "第5行税率不合法；第5行商品编码为空\n购买方名称过长",
            ],
            &["FP20261127-0033-1", "普通发票", "丙", "", ""],
        ],
    )]);
    let refusals = refusals(&path).unwrap();
    let told: Vec<(u32, &str, &str)> =
        refusals.iter().map(|r| (r.row, r.serial.as_str(), r.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (3, "FP20261127-0031-1", "第4行税率不合法，请使用如下税率：0.03、0.01、0。"),
            (4, "FP20261127-0032-1", "第5行税率不合法"),
            (4, "FP20261127-0032-1", "第5行商品编码为空"),
            (4, "FP20261127-0032-1", "购买方名称过长"),
            (5, "FP20261127-0033-1", ""),
        ]
    );
}

#[test]
fn a_file_without_reasons_is_no_list_of_refusals() {
    let (_folder, path) = workbook(&[("Sheet1", &[&["发票流水号", "金额"], &["1", "2"]])]);
    assert_eq!(refusals(&path).unwrap_err(), ListError::Header(MissingColumn("导入失败原因")));
}

const LINES: &[&[&str]] = &[
    &["序号", "数电发票号码", "购买方名称", "开票日期", "货物或应税劳务名称", "金额", "税额", "价税合计"],
    &["1", "26112000000000100029", "甲", "2026-06-04", "*软件*服务", "1.00", "0.00", "1.00"],
];

#[test]
fn the_sheet_of_invoices_is_read_and_not_the_one_of_lines_before_it() {
    let (_folder, path) = workbook(&[
        ("信息汇总表", LINES),
        (
            "发票基础信息",
            &[
                &[
                    "序号",
                    "发票代码",
                    "发票号码",
                    "*数电发票号码",
                    "销方识别号",
                    "销方名称",
                    "购方识别号",
                    "购买方名称",
                    "开票日期",
                    "金额",
                    "税额",
                    "价税合计",
                    "发票来源",
                    "发票票种",
                    "发票状态",
                    "是否正数发票",
                    "发票风险等级",
                    "开票人",
                    "备注",
                ],
                &[
                    "1",
                    "",
                    "",
                    "26112000000000100029",
                    "91440300MA0TEKT04A",
                    "示例云",
                    "91320200MA0TEKT020",
                    "示例商贸",
                    "2026-06-04 09:38:55",
                    "18876.44",
                    "1793.56",
                    "20670.00",
                    "电子发票服务平台",
                    "数电发票（增值税专用发票）",
                    "正常",
                    "是",
                    "正常",
                    "王敏",
                    "流水号 FP20260603-0001-1",
                ],
                &[
                    "2",
                    "",
                    "",
                    "26112000000000100030",
                    "",
                    "",
                    "",
                    "张三",
                    "2026/6/5",
                    "-100.00",
                    "-6.00",
                    "-106.00",
                    "",
                    "数电发票（普通发票）",
                    "正常",
                    "否",
                    "",
                    "",
                    "",
                ],
                &[
                    "3",
                    "044001900111",
                    "12345678",
                    "",
                    "",
                    "",
                    "",
                    "李四",
                    "2026-06-05",
                    "1.00",
                    "0.06",
                    "1.06",
                    "",
                    "增值税电子普通发票",
                    "已红冲-部分",
                    "是",
                    "",
                    "",
                    "",
                ],
                &[
                    "4",
                    "",
                    "",
                    "2611",
                    "",
                    "",
                    "",
                    "王五",
                    "2026-06-05",
                    "1.00",
                    "0.06",
                    "1.06",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                ],
                &["合计", "", "", "", "", "", "", "", "", "18777.44", "", "", "", "", "", "", "", "", ""],
            ],
        ),
    ]);
    let rows = all(&path);
    assert_eq!(rows.len(), 4);
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.row, first.number.as_str()), (2, "26112000000000100029"));
    assert_eq!(first.issued_on.to_string(), "2026-06-04");
    assert_eq!(
        (first.net, first.tax, first.gross),
        (Some(Fen(1_887_644)), Some(Fen(179_356)), Fen(2_067_000))
    );
    assert_eq!((first.is_special, first.is_red, first.status), (Some(true), false, BureauStatus::Normal));
    assert_eq!(first.remark, "流水号 FP20260603-0001-1");
    let red = rows[1].as_ref().unwrap();
    assert!(red.is_red && red.is_special == Some(false) && red.gross == Fen(-10_600));
    let old = rows[2].as_ref().unwrap();
    assert_eq!((old.number.as_str(), old.status), ("04400190011112345678", BureauStatus::PartlyReversed));
    let fault = rows[3].as_ref().unwrap_err();
    assert_eq!((fault.row, fault.column), (5, "数电发票号码"));
}

#[test]
fn the_list_is_told_by_its_columns_whatever_the_order_and_titles_of_the_sheets() {
    const INVOICES: &[&[&str]] = &[
        &["数电发票号码", "购买方名称", "开票日期", "金额", "税额", "价税合计", "发票状态"],
        &["26112000000000100029", "甲", "2026-06-04", "2.00", "0.00", "2.00", "正常"],
    ];
    const FEWER: &[&[&str]] = &[
        &["数电发票号码", "购买方名称", "开票日期", "价税合计"],
        &["26112000000000100029", "甲", "2026-06-04", "3.00"],
    ];
    let gross = |sheets: &[(&str, &[&[&str]])]| {
        let (_folder, path) = workbook(sheets);
        all(&path).into_iter().map(|row| row.unwrap().gross).collect::<Vec<_>>()
    };
    assert_eq!(gross(&[("发票基础信息", LINES), ("发票信息", INVOICES)]), [Fen(200)]);
    assert_eq!(gross(&[("发票信息", INVOICES), ("信息汇总表", LINES)]), [Fen(200)]);
    assert_eq!(gross(&[("发票基础信息", FEWER), ("发票信息", INVOICES)]), [Fen(200)]);
    assert_eq!(gross(&[("别的", FEWER), ("发票基础信息", FEWER)]).len(), 1);
    let (_folder, path) = workbook(&[("发票基础信息", LINES)]);
    let refused = issued(&path, |_| panic!("a line is no invoice"));
    assert_eq!(refused, Err(ListError::OfAnother("货物或应税劳务名称")));
}

#[test]
fn headers_of_other_years_are_known_and_sums_that_do_not_add_up_are_told() {
    let (_folder, path) = workbook(&[(
        "Sheet1",
        &[
            &["全电发票号码", "购方名称", "开票日期", "金额", "税额", "价税合计(元)"],
            &["26112000000000100029", "甲", "2026-06-04", "94.34", "5.66", "100.00"],
            &["26112000000000100030", "甲", "2026-06-04", "94.34", "5.66", "100.01"],
        ],
    )]);
    let rows = all(&path);
    assert_eq!(rows[0].as_ref().unwrap().gross, Fen(10_000));
    assert_eq!(rows[1].as_ref().unwrap_err().column, "价税合计");
}

#[test]
fn a_number_whose_digits_a_spreadsheet_has_lost_is_no_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["数电发票号码", "购买方名称", "开票日期", "价税合计"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_number(1, 0, 26_112_000_000_000_100_029.0).unwrap();
    sheet.write_string(1, 1, "甲").unwrap();
    sheet.write_string(1, 2, "2026-06-04").unwrap();
    sheet.write_number(1, 3, 100).unwrap();
    book.save(&path).unwrap();
    assert_eq!(all(&path)[0].as_ref().unwrap_err().column, "数电发票号码");
}
