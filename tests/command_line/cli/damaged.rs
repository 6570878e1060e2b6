//! `check` of a file of which a part is damaged.

use rusqlite::Connection;

use super::checks::{checked, lived_in};
use crate::common::process::Ran;

/// The file with one page overwritten: where `table` begins.
fn damaged_at(table: &str) -> Ran {
    let desk = lived_in();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = Connection::open(desk.store())
        .and_then(|hand| hand.query_row(sql, [table], |row| row.get(0)))
        .unwrap_or(1);
    let page = page as usize;
    let mut bytes = desk.bytes();
    bytes[4096 * (page - 1)..4096 * page].fill(0xA5);
    std::fs::write(desk.store(), bytes).unwrap();
    checked(&desk)
}

#[test]
fn a_file_of_which_a_part_is_damaged_is_a_violation() {
    let ran = damaged_at("bill");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.answer()["violations"][0]["law"], "file");
}

#[test]
fn a_file_whose_first_page_is_damaged_is_no_store() {
    let ran = damaged_at("sqlite_schema");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("不是开票台的数据文件"), "{}", ran.stderr);
}
