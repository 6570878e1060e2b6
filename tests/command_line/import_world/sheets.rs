//! What a workbook shows and hides: merged cells, formulas, hidden and struck-out rows, old formats.

use crate::import_world::world::{World, rules};

fn merged() -> Vec<String> {
    (1..=3).map(|i| format!("M{i} C1 2026-10-01 2026-10-05 {i}0.00 ={i}0.00")).collect()
}

#[test]
fn vmerge() {
    for file in ["vmerge.xlsx", "vmerge-paid.xlsx"] {
        let world = World::new();
        let answer = world.import("bills", file, &[]);
        assert_eq!(answer.counts(), [3, 3, 0, 0, 0, 0], "{file}: {}", answer.json);
        assert_eq!(world.bills(), merged(), "{file}");
    }
}

#[test]
fn xlsx_formula_uncached_refund() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-formula-uncached-refund.xlsx", &[]);
    assert_eq!(answer.counts(), [4, 0, 0, 0, 4, 0], "{}", answer.json);
    let cells = answer.refused();
    assert!(cells.iter().all(|(.., rule)| rule == "formula-not-calculated"), "{cells:?}");
    let of_row = |row| cells.iter().filter(|(named, ..)| *named == row).count();
    assert_eq!([2, 3, 4, 5].map(of_row), [1, 2, 1, 5], "{cells:?}");
}

#[test]
fn xlsx_hidden_rows() {
    let world = World::new();
    let answer = world.import("bills", "xlsx-hidden-rows.xlsx", &["--visible-only"]);
    assert_eq!(answer.counts(), [3, 2, 0, 0, 0, 1], "{}", answer.json);
    assert_eq!(answer.json["left_out"], serde_json::json!([{"row": 3, "reason": "hidden"}]));
    assert!(answer.notices().is_empty(), "{}", answer.json);
    let answer = world.import("bills", "xlsx-hidden-rows.xlsx", &[]);
    assert_eq!(answer.counts(), [3, 1, 0, 2, 0, 0], "{}", answer.json);
    assert!(answer.has_notice("hidden-rows", &[3]), "{}", answer.json);
}

#[test]
fn strike() {
    let world = World::new();
    let answer = world.import("bills", "strike.xlsx", &["--visible-only"]);
    assert_eq!(answer.counts(), [1, 0, 0, 0, 0, 1], "{}", answer.json);
    let answer = world.import("bills", "strike.xlsx", &[]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert!(answer.has_notice("struck-rows", &[2]), "{}", answer.json);
}

#[test]
fn hidden_col() {
    let world = World::new();
    let answer = world.import("bills", "hidden-col.xlsx", &[]);
    assert_eq!((answer.code, &answer.json["error"]["rule"]), (2, &"bad-header".into()), "{}", answer.json);
    let answer = world.import("bills", "hidden-col.xlsx", &["--map", "amount=金额"]);
    assert_eq!(answer.counts(), [1, 1, 0, 0, 0, 0], "{}", answer.json);
    assert_eq!(world.bills(), ["S1 C1 2026-10-01 90.00 =0.00"]);
}

#[test]
fn biff8() {
    let world = World::new();
    let answer = world.import("bills", "biff8.xls", &[]);
    assert_eq!(answer.counts(), [0; 6], "it has a header and nothing below: {}", answer.json);
    assert!(answer.has_notice("xls-limited", &[]), "{}", answer.json);
}

#[test]
fn div() {
    let world = World::new();
    let answer = world.import("bills", "div.xls", &[]);
    assert_eq!((answer.code, &answer.json["error"]["rule"]), (2, &"bad-file".into()), "{}", answer.json);
    assert!(answer.json["error"]["message"].as_str().unwrap().contains("网页"), "{}", answer.json);
    assert!(answer.said.contains("网页"), "{}", answer.said);
}

#[test]
fn a_row_with_several_wrong_cells_is_one_entry_that_names_them_all() {
    let world = World::new();
    let text = "账单号,客户编号,账单金额,出账日期,应付日期\n,C1,12.345,2026-02-30,\nN2,C1,1,2026-10-01,\n";
    let answer = world.import_text("bills", text, &[]);
    assert_eq!(answer.counts(), [2, 0, 0, 0, 2, 0], "{}", answer.json);
    assert_eq!(answer.rules(), rules(&[(2, "missing-field"), (3, "missing-field")]));
    assert_eq!(answer.refused().len(), 5, "{}", answer.json);
    assert!(answer.json["refused"][1].get("cells").is_none(), "one wrong cell needs no list");
    let ran =
        world.desk.run(&["import", "bills", "table.csv", "--issuer", "T", "--refused-to", "refused.csv"]);
    assert!(ran.stdout.contains("账单号") && ran.stdout.contains("出账日期"), "{ran:?}");
    let refused = std::fs::read_to_string(world.desk.path("refused.csv")).unwrap();
    let line = refused.lines().nth(1).unwrap();
    assert!(line.contains("账单号") && line.contains("12.345") && line.contains("出账日期"), "{line}");
}
