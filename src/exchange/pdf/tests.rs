//! Documents read back: what stands where, that nothing is lost, and that the same is always the same.

use super::*;

#[path = "../../../tests/common/pdf.rs"]
mod read_back;
use read_back::{Piece, pieces, texts};

fn document() -> Document {
    Document::new("登记簿", "zh-CN".to_owned()).unwrap()
}

fn finished(document: Document) -> Vec<u8> {
    document.finish(&|page, of| format!("{page}/{of}")).unwrap()
}

fn column(header: &str, fit: Fit) -> Column {
    Column { header: header.to_owned(), fit }
}

fn row(cells: &[&str]) -> TableRow {
    TableRow::from(cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
}

#[test]
fn text_comes_out_as_it_went_in_and_the_same_is_the_same_to_the_byte() {
    let made = || {
        let mut document = document();
        document.page(Paper::Portrait);
        document.paragraph("云岭（北京）科技有限公司 ¥1,234.50", Style::sized(10.0), Align::Left).unwrap();
        document.paragraph("加粗：朱镕基", Style::sized(10.0).bold(), Align::Centre).unwrap();
        finished(document)
    };
    let pdf = made();
    assert_eq!(pdf, made());
    let page: String = texts(&pdf).concat().join("|");
    assert!(page.contains("云岭（北京）科技有限公司 ¥1,234.50"), "{page}");
    // GB2312 has no 镕: the bold font leaves it to the regular one.
    assert!(page.contains("加粗：朱|镕|基"), "{page}");
    assert!(pdf.len() < 40_000, "{} bytes: the fonts are there in part only", pdf.len());
}

#[test]
fn a_character_that_no_font_has_is_named_and_never_a_box() {
    let mut document = document();
    document.page(Paper::Portrait);
    let said = document.paragraph("甲\u{F8F0}乙", Style::sized(10.0), Align::Left);
    assert_eq!(said, Err(ExportError::NoGlyph { character: '\u{F8F0}' }));
}

#[test]
fn a_table_repeats_its_header_and_each_page_its_number() {
    let mut document = document();
    document.page(Paper::Portrait);
    let rows = (0..100).map(|i| row(&[&format!("B{i}"), "1.00"])).collect();
    let columns = vec![column("账单号", Fit::Share(1.0)), column("金额", Fit::Figures)];
    document.table(&Table { columns, rows }).unwrap();
    let pages = texts(&finished(document));
    assert!(pages.len() > 1);
    let of = pages.len();
    for (i, page) in pages.iter().enumerate() {
        assert_eq!(page[0], "账单号");
        assert!(page.contains(&format!("{}/{of}", i + 1)), "{page:?}");
    }
    let all = pages.concat();
    assert!((0..100).all(|i| all.contains(&format!("B{i}"))));
}

#[test]
fn amounts_end_at_one_edge_and_are_never_cut() {
    let mut document = document();
    document.page(Paper::Portrait);
    let name = "很长的名称".repeat(30);
    let rows = vec![row(&[&name, "999,999,999,999.99", "1.00"]), row(&["甲", "-5.00", "2.00"])];
    let columns =
        vec![column("名称", Fit::Share(1.0)), column("金额", Fit::Figures), column("税额", Fit::Figures)];
    document.table(&Table { columns, rows }).unwrap();
    let page = pieces(&finished(document)).remove(0);
    let find = |text: &str| page.iter().find(|piece| piece.text == text).unwrap().clone();
    let (large, small) = (find("999,999,999,999.99"), find("-5.00"));
    assert!(small.x > large.x);
    let second: Vec<&Piece> = page.iter().filter(|piece| ["1.00", "2.00"].contains(&&*piece.text)).collect();
    assert!((second[0].x - second[1].x).abs() < 0.01, "digits are equally wide");
    let read: String = page
        .iter()
        .map(|piece| piece.text.as_str())
        .filter(|text| text.contains('很') || text.contains('称') || text.contains('名'))
        .collect();
    assert!(read.contains(&name[..60]));
    assert!(page.iter().all(|piece| piece.x >= f64::from(MARGIN) - 0.01));
}

#[test]
fn a_row_that_is_higher_than_a_page_goes_on_on_the_next() {
    let mut document = document();
    document.page(Paper::Landscape);
    let lines: Vec<String> = (0..80).map(|i| format!("第{i}行")).collect();
    let columns = vec![column("说明", Fit::Share(1.0))];
    document.table(&Table { columns, rows: vec![row(&[&lines.join("\n")]), row(&["末行"])] }).unwrap();
    let pages = texts(&finished(document));
    assert_eq!(pages.len(), 2 + usize::from(pages.len() > 2));
    let all = pages.concat();
    assert!(lines.iter().all(|line| all.contains(line)) && all.contains(&"末行".to_owned()));
}

#[test]
fn pages_without_a_number_are_not_counted() {
    let mut document = document();
    document.bare_page(Paper::Portrait);
    document.text("标签", Style::sized(10.0), [100.0, 100.0], 50.0).unwrap();
    document.barcode("FP20261122-0001", [100.0, 120.0], [100.0, 20.0]);
    document.page(Paper::Landscape);
    document.paragraph("清单", Style::sized(10.0), Align::Left).unwrap();
    let pages = texts(&finished(document));
    assert_eq!(pages[0], ["标签"]);
    assert_eq!(pages[1], ["清单", "登记簿", "1/1"]);
}

fn piece(text: &str, is_boxed: bool) -> super::Piece {
    super::Piece { text: text.to_owned(), style: Style::sized(10.0), is_boxed }
}

#[test]
fn a_text_of_several_pieces_is_broken_where_a_line_may_end_and_nothing_is_lost() {
    let mut document = document();
    document.page(Paper::Portrait);
    let told = [piece("按住 ", false), piece("Ctrl K", true), piece("，搜索任何客户、账单和申请。", false)];
    document.rich(&told, 100.0, 60.0, 14.0).unwrap();
    let page = pieces(&finished(document)).remove(0);
    let lines: Vec<&Piece> = page.iter().filter(|piece| piece.y < 400.0).collect();
    let all: String = lines.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(all.replace(' ', ""), "按住CtrlK，搜索任何客户、账单和申请。");
    assert!(lines.iter().any(|piece| piece.text == "Ctrl K"), "a key is never parted");
    let comma = lines.iter().find(|piece| piece.text.starts_with('，')).unwrap();
    assert!(comma.x > 100.5, "no line begins with a comma");
    assert!(lines.iter().any(|piece| piece.y > lines[0].y + 13.0), "it has several lines");
}

#[test]
fn bookmarks_links_and_pictures_are_in_the_document() {
    let plain = {
        let mut document = document();
        document.page(Paper::Portrait);
        finished(document)
    };
    let mut document = document();
    document.page(Paper::Portrait);
    document.bookmark("第一章", false);
    document.bookmark("第一节", true);
    document.bookmark("第二章", false);
    document.link([50.0, 50.0], [100.0, 20.0], 0);
    let picture = Picture::of(vec![10; 4 * 2 * 3], 4, 2).unwrap();
    assert_eq!(picture.height(100.0), 50.0);
    document.picture(&picture, [50.0, 100.0], 100.0);
    let pdf = finished(document);
    let has = |pdf: &[u8], name: &str| pdf.windows(name.len()).any(|window| window == name.as_bytes());
    for name in ["/Outlines", "/Annots", "/BitsPerComponent"] {
        assert!(has(&pdf, name) && !has(&plain, name), "{name}");
    }
    assert!(Picture::of(vec![10; 5], 4, 2).is_none());
}
