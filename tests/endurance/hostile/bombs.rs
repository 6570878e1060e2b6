//! Files that ask for more than anybody has: of memory, of time, or of nesting.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Sample;
use crate::common::scans::{pdf_of, pdf_with, picture};

const MIB: usize = 1 << 20;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const HEADINGS: &str = "账单号,客户编号,出账日期,应付日期,账单金额";

/// An archive of parts, each said once and written so many times in a row.
fn zip(parts: &[(&str, &[&[u8]])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        writer.start_file(*name, SimpleFileOptions::default().large_file(true)).unwrap();
        pieces.iter().for_each(|piece| writer.write_all(piece).unwrap());
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these rows and what follows them.
fn workbook(before: &str, rows: &[&[u8]], after: &str, strings: &[&[u8]]) -> Vec<u8> {
    let open = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{}"#,
        row(1, HEADINGS)
    );
    let close = format!("</sheetData>{after}</worksheet>");
    let sheet: Vec<&[u8]> = [&[open.as_bytes()][..], rows, &[close.as_bytes()]].concat();
    zip(&[
        ("[Content_Types].xml", &[TYPES.as_bytes()]),
        ("_rels/.rels", &[RELATIONS.as_bytes()]),
        ("xl/workbook.xml", &[WORKBOOK.as_bytes()]),
        ("xl/_rels/workbook.xml.rels", &[SHEETS.as_bytes()]),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn row(number: usize, cells: &str) -> String {
    let cell = |text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    format!(r#"<row r="{number}">{}</row>"#, cells.split(',').map(cell).collect::<String>())
}

fn workbooks() -> Vec<(&'static str, Vec<u8>)> {
    let mut workbooks = Vec::new();
    let spaces = vec![b' '; MIB];
    let endless: Vec<&[u8]> = vec![&spaces; 400];
    workbooks.push(("endless.xlsx", workbook("", &endless, "", &[b"<sst/>"])));
    workbooks.push(("endless-strings.xlsx", workbook("", &[], "", &endless)));
    let deep = "<a>".repeat(300_000);
    workbooks.push(("deep.xlsx", workbook("", &[deep.as_bytes()], "", &[b"<sst/>"])));
    let merged: String = (0..1_000_000)
        .map(|i| format!(r#"<mergeCell ref="A{}:B{}"/>"#, i % 1_048_000 + 2, i % 1_048_000 + 3))
        .collect();
    let merged = format!("<mergeCells>{merged}</mergeCells>");
    workbooks.push((
        "merged.xlsx",
        workbook("", &[row(2, "B1,C1,2026-10-01,2026-10-10,1.00").as_bytes()], &merged, &[b"<sst/>"]),
    ));
    let overlapping: String = (2..3_000).map(|i| format!(r#"<mergeCell ref="A{i}:XFD1048576"/>"#)).collect();
    let overlapping = format!("<mergeCells>{overlapping}</mergeCells>");
    workbooks
        .push(("overlapping.xlsx", workbook("", &[row(2, "B1").as_bytes()], &overlapping, &[b"<sst/>"])));
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let dimension = r#"<dimension ref="A1:XFD1048576"/>"#;
    workbooks.push(("far.xlsx", workbook(dimension, &[far.as_bytes()], "", &[b"<sst/>"])));
    let beyond = r#"<row r="4294967295"><c r="ZZZZZZZ99999999999"><v>1</v></c></row><row r="-1"><c r="A0"><v>1</v></c></row>"#;
    workbooks.push(("beyond.xlsx", workbook(dimension, &[beyond.as_bytes()], "", &[b"<sst/>"])));
    let long = format!(
        "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>{}</t></si></sst>",
        "账".repeat(MIB)
    );
    let often: String = (2..3_000)
        .map(|i| format!(r#"<row r="{i}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>"#))
        .collect();
    workbooks.push(("strings.xlsx", workbook("", &[often.as_bytes()], "", &[long.as_bytes()])));
    let lost =
        r#"<row r="2"><c t="s"><v>99999999999999999999</v></c><c t="s"><v>-1</v></c><c t="e"><v/></c></row>"#;
    workbooks.push(("lost-strings.xlsx", workbook("", &[lost.as_bytes()], "", &[b"<sst/>"])));
    let formulas: String = (2..20_000)
        .map(|i| {
            format!(
                r#"<row r="{i}"><c r="A{i}"><f>A{}</f></c><c r="B{i}"><f>B{i}</f></c></row>"#,
                i % 19_998 + 3
            )
        })
        .collect();
    workbooks.push(("formulas.xlsx", workbook("", &[formulas.as_bytes()], "", &[b"<sst/>"])));
    let shared = r#"<row r="2"><c r="A2"><f t="shared" si="0" ref="A2:XFD1048576">A3</f><v>1</v></c></row>"#;
    workbooks.push(("shared-formula.xlsx", workbook("", &[shared.as_bytes()], "", &[b"<sst/>"])));
    workbooks
}

fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let rows = |row: &str, times| format!("{HEADINGS}\n{}", row.repeat(times)).into_bytes();
    vec![
        ("nothing.csv", Vec::new()),
        ("nuls.csv", rows("B\0\0,C\x001,2026-10-01,\0,1.00\n", 2_000)),
        ("only-nuls.csv", vec![0; 4 * MIB]),
        ("long-line.csv", format!("{HEADINGS}\n{}", "9".repeat(10 * MIB)).into_bytes()),
        ("long-quote.csv", format!("{HEADINGS}\n\"{}", "a\n".repeat(5 * MIB)).into_bytes()),
        ("many-columns.csv", format!("{}\n", ",".repeat(5 * MIB)).into_bytes()),
        ("many-headings.csv", format!("{HEADINGS},{}\n", "账单金额,".repeat(200_000)).into_bytes()),
        ("many-blank-lines.csv", "\n".repeat(8 * MIB).into_bytes()),
        ("surrogates.csv", [0xFF, 0xFE, 0x00, 0xD8].repeat(MIB / 4)),
        ("deep.jsonl", format!("{{\"op\":{}", "[".repeat(2 * MIB)).into_bytes()),
        (
            "deep-changes.jsonl",
            format!(
                r#"{{"op":"change_issuer","code":"T","changes":{}1{}}}"#,
                r#"{"a":"#.repeat(100),
                "}".repeat(100)
            )
            .into_bytes(),
        ),
        (
            "long-text.jsonl",
            format!(r#"{{"op":"read_title_block","text":"{}"}}"#, "名称：a ".repeat(MIB)).into_bytes(),
        ),
        (
            "long-address.jsonl",
            format!(r#"{{"op":"read_address_block","text":"{}"}}"#, "浙江省杭州市".repeat(MIB / 4))
                .into_bytes(),
        ),
        (
            "many-fields.jsonl",
            format!("{{{}\"op\":\"fly\"}}", (0..200_000).map(|i| format!("\"a{i}\":1,")).collect::<String>())
                .into_bytes(),
        ),
        ("deep.xml", "<EInvoice>".repeat(600_000).into_bytes()),
        (
            "attributes.xml",
            format!("<EInvoice {}/>", (0..200_000).map(|i| format!("a{i}=\"\" ")).collect::<String>())
                .into_bytes(),
        ),
    ]
}

fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let mut nested = zip(&[("a.xml", &[b"<EInvoice/>"])]);
    for _ in 0..40 {
        nested = zip(&[("a.zip", &[&nested])]);
    }
    let names: Vec<String> = (0..60_000).map(|i| format!("{i}.xml")).collect();
    let content: [&[u8]; 1] = [b"<a/>"];
    let many: Vec<(&str, &[&[u8]])> = names.iter().map(|name| (name.as_str(), &content[..])).collect();
    let zeros = vec![0; MIB];
    let endless: Vec<&[u8]> = vec![&zeros; 500];
    vec![
        ("nested.zip", nested),
        ("many.zip", zip(&many)),
        ("endless.zip", zip(&[("a.xml", &endless), ("b.pdf", &endless)])),
        ("endless.ofd", zip(&[("OFD.xml", &endless)])),
        (
            "outside.zip",
            zip(&[("../../outside.xml", &[b"<EInvoice/>"]), ("/tmp/outside.xml", &[b"<EInvoice/>"])]),
        ),
    ]
}

fn scans() -> Vec<(&'static str, Vec<u8>)> {
    let object = |text: &str| text.to_owned();
    let looping = [
        object("<< /Type /Catalog /Pages 2 0 R >>"),
        object("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"),
    ];
    let many = [
        object("<< /Type /Catalog /Pages 2 0 R >>"),
        object("<< /Type /Pages /Kids [] /Count 2147483647 >>"),
    ];
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >> /Length 11 >>\nstream\n/A Do /A Do\nendstream";
    let drawn = pdf_with(1, "/A Do /A Do", "/Resources << /XObject << /A 5 0 R >> >>", &[object(form)]);
    let huge = String::from_utf8(pdf_with(1, "0 0 m", "", &[]))
        .unwrap()
        .replace("0 0 300 400", "0 0 999999999 999999999");
    let deep = pdf_with(1, &"q ".repeat(2 * MIB), "", &[]);
    let nested = pdf_with(1, &format!("{}1", "[".repeat(MIB)), "", &[]);
    let own = pdf_of(&looping, "/Prev 9");
    let mut wide = picture("wide");
    wide[16..24].copy_from_slice(&[0x00, 0x01, 0x86, 0xA0, 0x00, 0x01, 0x86, 0xA0]);
    let jpeg: Vec<u8> =
        [
            &[
                0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11,
                1,
            ][..],
            &vec![0; MIB],
            &[0xFF, 0xD9],
        ]
        .concat();
    let segments: Vec<u8> = [0xFF, 0xD8].into_iter().chain([0xFF, 0xE1, 0x00, 0x02].repeat(MIB)).collect();
    vec![
        ("looping.pdf", pdf_of(&looping, "")),
        ("own-table.pdf", own),
        ("many-pages.pdf", pdf_of(&many, "")),
        ("in-itself.pdf", drawn),
        ("huge.pdf", huge.into_bytes()),
        ("states.pdf", deep),
        ("arrays.pdf", nested),
        ("wide.png", wide),
        ("wide.jpg", jpeg),
        ("segments.jpg", segments),
        ("nothing.png", vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A]),
    ]
}

/// All of them.
pub fn all() -> Vec<Sample> {
    let all = [workbooks(), texts(), archives(), scans()].into_iter().flatten();
    all.map(|(name, bytes)| Sample { name: name.to_owned(), bytes }).collect()
}
