//! Every law can be broken, and lets pass what it should.

use super::*;

fn breaks(law: fn(&SourceFile) -> Vec<Violation>, path: &str, text: &str) -> bool {
    !law(&SourceFile::new(path, text)).is_empty()
}

#[test]
fn a_layer_that_names_one_above_it_looks_up() {
    for (path, text) in [
        ("src/domain/bill.rs", "use crate::store::Store;"),
        ("src/domain/bill.rs", "fn f() { fapiao_desk::i18n::x() }"),
        ("src/i18n/bills.rs", "use crate::{domain::bill, desk};"),
        ("src/store/mod.rs", "use crate::exchange::csv;"),
        ("src/exchange/csv.rs", "use crate::store::Store;"),
        ("src/desk/mod.rs", "use crate::ui::app;"),
        ("src/desk/worker.rs", "use crate::i18n::Lang;"),
        ("src/ui/app.rs", "use crate::store::Store;"),
        ("src/ui/app.rs", "use crate::cli::run;"),
        ("src/cli/run.rs", "use crate::exchange::csv;"),
        ("src/domain/rules/a.rs", "use super::super::super::store::Store;"),
        ("src/ui/mod.rs", "use super::store::Store;"),
        ("src/store/mod.rs", "use crate::*;"),
        ("src/helpers.rs", ""),
    ] {
        assert!(breaks(looks_up, path, text), "{path}: {text}");
    }
}

#[test]
fn a_layer_may_name_itself_and_those_below_it() {
    for (path, text) in [
        ("src/main.rs", "use fapiao_desk::{cli, ui, store};"),
        ("src/lib.rs", "pub mod ui;"),
        ("src/domain/bill.rs", "use crate::domain::money::Fen; // crate::store"),
        ("src/domain/rules/a.rs", "use super::super::balance;"),
        ("src/i18n/bills.rs", "use crate::domain::bill;"),
        ("src/desk/mod.rs", "use crate::{store::Store, exchange, domain::bill};"),
        ("src/desk/a.rs", "use super::store::x;"),
        ("src/ui/app.rs", "use crate::{desk::Desk, i18n::Lang, domain::money::Fen, ui::theme};"),
        ("src/cli/run.rs", "use crate::desk::Desk; use crate::i18n::Lang; let exchange = 1;"),
        ("tests/flows.rs", "use fapiao_desk::store::Store;"),
    ] {
        assert!(!breaks(looks_up, path, text), "{path}: {text}");
    }
}

#[test]
fn modules_that_need_each_other_are_found() {
    let circles = |sources: &[(&str, &str)]| {
        let files: Vec<SourceFile> = sources.iter().map(|(path, text)| SourceFile::new(path, text)).collect();
        circles(&files, "domain").iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let (a, b) = (("src/domain/a.rs", "\nuse super::b::B;"), "src/domain/b/mod.rs");
    let pair = [
        "src/domain/a.rs:2: `a` and `b` need each other",
        "src/domain/b/mod.rs:1: `b` and `a` need each other",
    ];
    assert_eq!(circles(&[a, (b, "use crate::domain::a::A;")]), pair);
    assert_eq!(circles(&[a, (b, "use super::c;"), ("src/domain/c.rs", "use super::a;")]).len(), 3);
    for passes in
        ["", "#[cfg(test)] mod tests { use crate::domain::a; }", "use self::a;", "use crate::store::a;"]
    {
        assert_eq!(circles(&[a, (b, passes)]), [""; 0], "{passes}");
    }
    assert_eq!(circles(&[a, ("src/domain/b/tests.rs", "use crate::domain::a;")]), [""; 0]);
}

#[test]
fn a_use_case_that_names_the_table_of_commands_is_found() {
    let path = "src/desk/commands/a.rs";
    for text in
        ["use crate::desk::protocol::table::Command;", "use super::super::protocol::{strict, decode};"]
    {
        assert!(breaks(command_knows_the_table, path, text), "{text}");
        assert!(!breaks(command_knows_the_table, "src/desk/worker.rs", text), "{text}");
        assert!(!breaks(command_knows_the_table, path, &format!("#[cfg(test)] mod tests {{ {text} }}")));
    }
    assert!(!breaks(command_knows_the_table, path, "use crate::desk::protocol::changes;"));
}

#[test]
fn a_panel_that_names_what_is_inside_another_is_found() {
    let found = |path: &str, text: &str| {
        let others = ["src/ui/panels/b/mod.rs", "src/ui/panels/c.rs"];
        let sources = others.map(|other| (other, "")).into_iter().chain([(path, text)]);
        let files: Vec<SourceFile> = sources.map(|(path, text)| SourceFile::new(path, text)).collect();
        panel_knows_a_panel(&files).len()
    };
    let panel = "src/ui/panels/a/view.rs";
    assert_eq!(found(panel, "use crate::ui::panels::b::status;"), 1);
    assert_eq!(found(panel, "use super::super::b;"), 1);
    for passes in [
        "use super::form;",
        "use crate::ui::panels::a::form;",
        "use crate::ui::panels::c;",
        "use crate::ui::list_panel;",
    ] {
        assert_eq!(found(panel, passes), 0, "{passes}");
    }
    assert_eq!(found(panel, "#[cfg(test)] mod tests { use crate::ui::panels::b; }"), 0);
}

#[test]
fn a_domain_that_reads_a_file_or_a_clock_touches_the_world() {
    for text in [
        "use std::fs;",
        "use std::{fmt, io::Read};",
        "let now = chrono::Utc::now();",
        "let now = Instant::now();",
        "println!(\"x\");",
    ] {
        assert!(breaks(domain_touches_the_world, "src/domain/a.rs", text), "{text}");
    }
    assert!(!breaks(
        domain_touches_the_world,
        "src/domain/a.rs",
        "use std::fmt; fn f(now: DateTime<Utc>) {}"
    ));
    assert!(!breaks(domain_touches_the_world, "src/store/a.rs", "use std::fs;"));
}

#[test]
fn a_statement_outside_the_store_is_found() {
    for sql in [
        "SELECT 1",
        "\n  select a from b",
        "INSERT OR IGNORE INTO a VALUES (?1)",
        "update a set b = 1",
        "DELETE FROM a",
        "create table a (b)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "PRAGMA user_version",
        "BEGIN IMMEDIATE",
        "../store/bills.sql",
    ] {
        let text = format!("const A: &str = r#\"{sql}\"#;");
        assert!(breaks(sql_outside_the_store, "src/desk/a.rs", &text), "{sql}");
        assert!(!breaks(sql_outside_the_store, "src/store/a.rs", &text), "{sql}");
    }
}

#[test]
fn english_that_begins_like_a_statement_is_not_sql() {
    for text in [
        "Select a file from the list",
        "Update the program",
        "select",
        "with care",
        "Delete from here",
        "insert",
    ] {
        assert!(!breaks(sql_outside_the_store, "src/ui/a.rs", &format!("\"{text}\"")), "{text}");
    }
}

#[test]
fn a_file_of_sql_outside_the_store_is_found() {
    let paths = |path: &str| sql_files_outside_the_store(&[path.to_owned()]);
    assert!(!paths("src/desk/a.sql").is_empty());
    assert!(paths("src/store/bills/list.sql").is_empty());
    assert!(paths("tests/fixtures/v1.sql").is_empty());
}

#[test]
fn the_driver_outside_the_engine_is_found() {
    assert!(breaks(driver_outside_the_engine, "src/store/bills.rs", "use rusqlite::Row;"));
    assert!(breaks(driver_outside_the_engine, "src/desk/a.rs", "fn f(e: rusqlite::Error) {}"));
    assert!(!breaks(driver_outside_the_engine, "src/store/engine/mod.rs", "use rusqlite::Row;"));
    assert!(breaks(driver_outside_the_engine, "src/store/engine/mod.rs", "pub use rusqlite::Row;"));
    assert!(!breaks(driver_outside_the_engine, "src/store/bills.rs", "// rusqlite\nuse super::engine::Row;"));
}

#[test]
fn an_engine_that_names_what_stands_on_it_looks_up() {
    assert!(breaks(engine_looks_up, "src/store/engine/search.rs", "use crate::store::bill;"));
    assert!(!breaks(engine_looks_up, "src/store/engine/search.rs", "use crate::store::engine::Db;"));
    assert!(!breaks(engine_looks_up, "src/store/bill/mod.rs", "use crate::store::ledger;"));
}

#[test]
fn what_sqlite_alone_understands_is_found_outside_the_engine() {
    for sql in [
        "SELECT 1 FROM a CROSS JOIN b",
        "SELECT 1 FROM a INDEXED BY a_by_b",
        "WITH a AS MATERIALIZED (SELECT 1) SELECT 1",
        "SELECT a.rowid FROM a",
        "SELECT 1 FROM a WHERE a.b || '' = ?1",
        "SELECT 1 FROM a WHERE +a.b = ?1",
        "SELECT 1 FROM a WHERE a.c = 1 OR (+a.b = ?1)",
        "+a.b",
        "+{column} = 1 OR +{column} = 2",
        "INSERT OR REPLACE INTO a VALUES (1)",
        "PRAGMA user_version",
        "SELECT CAST(a.b AS INTEGER) FROM a",
        "SELECT iif(a.b, 1, 0) FROM a",
        "SELECT 1 FROM a WHERE ?1 IS NULL OR a.b = ?1",
    ] {
        let text = format!("const A: &str = r#\"{sql}\"#;");
        assert!(breaks(sql_of_one_engine, "src/store/bill/list.rs", &text), "{sql}");
        assert!(!breaks(sql_of_one_engine, "src/store/engine/search.rs", &text), "{sql}");
        assert!(
            sql_file_of_one_engine("src/store/bill/a.sql", &format!("SELECT 1\n{sql}")).is_some(),
            "{sql}"
        );
        assert_eq!(sql_file_of_one_engine("src/store/migrations/0001.sql", sql), None);
    }
    for sql in [
        "SELECT a + b, a +1 FROM a /*+ in order */ JOIN b ON b.c = a.c",
        "1 + {x}",
        "a version || b",
        "SELECT 1 FROM a WHERE (a.b = ?1 OR ?1 IS NULL) AND (a.c IS NULL OR a.c > ?12)",
    ] {
        let text = format!("const A: &str = r#\"{sql}\"#;");
        assert!(!breaks(sql_of_one_engine, "src/store/bill/list.rs", &text), "{sql}");
    }
}

#[test]
fn the_window_outside_the_ui_is_found() {
    for text in ["use egui::Ui;", "eframe::run_native()", "use egui_extras::Table;", "rfd::FileDialog::new()"]
    {
        assert!(breaks(window_outside_the_ui, "src/desk/a.rs", text), "{text}");
        assert!(!breaks(window_outside_the_ui, "src/ui/a.rs", text), "{text}");
        assert!(!breaks(window_outside_the_ui, "src/program.rs", text), "{text}");
    }
}

#[test]
fn a_rule_file_without_its_id_is_found() {
    let file = |text| [SourceFile::new("src/domain/rules/bill_old.rs", text)];
    assert!(rules_and_files_differ(&file("//! `bill-old`: too old."), &["bill-old"]).is_empty());
    assert_eq!(rules_and_files_differ(&file("//! Too old."), &["bill-old"]).len(), 1);
    assert_eq!(rules_and_files_differ(&file("//! `bill-older`: too old."), &["bill-old"]).len(), 1);
}

#[test]
fn a_rule_file_without_a_rule_and_a_rule_without_a_file_are_found() {
    let files = [
        SourceFile::new("src/domain/rules/bill_old.rs", "//! `bill-old`: too old."),
        SourceFile::new("src/domain/rules/mod.rs", "//! The table."),
    ];
    assert_eq!(rules_and_files_differ(&files, &[]).len(), 1);
    assert_eq!(rules_and_files_differ(&files, &["bill-old", "bill-new"]).len(), 1);
}

#[test]
fn a_colour_outside_the_theme_is_found() {
    for text in [
        "Color32::from_rgb(1, 2, 3)",
        "let red = egui::Color32::RED;",
        "use egui::Color32::{self, WHITE};",
        "hex_color!(\"112233\")",
        "let a = \"#2B59C3\";",
    ] {
        assert!(breaks(colour_outside_the_theme, "src/ui/a.rs", text), "{text}");
        assert!(!breaks(colour_outside_the_theme, "src/ui/theme.rs", text), "{text}");
        assert!(!breaks(colour_outside_the_theme, "src/ui/theme/tokens.rs", text), "{text}");
    }
}

#[test]
fn a_colour_may_be_passed_on() {
    let text =
        "use egui::Color32; fn f(c: Color32) -> Color32 { if c == Color32::TRANSPARENT { c } else { c } }";
    assert!(!breaks(colour_outside_the_theme, "src/ui/a.rs", text));
}

#[test]
fn chinese_outside_i18n_is_found() {
    for path in ["src/ui/a.rs", "src/cli/a.rs", "src/desk/a.rs", "src/program.rs"] {
        assert!(breaks(chinese_outside_i18n, path, "ui.label(\"账单\");"), "{path}");
        assert!(breaks(chinese_outside_i18n, path, "text.split('，')"), "{path}");
        assert!(!breaks(chinese_outside_i18n, path, "// 账单\nui.label(\"Bill ¥ · “x”\");"), "{path}");
    }
    for path in ["src/i18n/a.rs", "src/exchange/a.rs", "src/domain/a.rs", "src/ui/tests.rs", "tests/a.rs"] {
        assert!(!breaks(chinese_outside_i18n, path, "\"账单\""), "{path}");
    }
    assert!(!breaks(chinese_outside_i18n, "src/ui/a.rs", "#[cfg(test)]\nmod tests { fn f() { \"账单\" } }"));
}

#[test]
fn an_unnamed_thread_is_found() {
    assert!(breaks(unnamed_thread, "src/desk/a.rs", "std::thread::spawn(|| {});"));
    assert!(breaks(unnamed_thread, "tests/a.rs", "use std::thread::{self, spawn};"));
    assert!(!breaks(unnamed_thread, "src/desk/a.rs", "thread::Builder::new().name(n).spawn(f)"));
}

#[test]
fn an_ignored_test_is_found() {
    assert!(breaks(ignored_test, "src/a.rs", "#[test]\n#[ignore = \"slow\"]\nfn f() {}"));
    assert!(!breaks(ignored_test, "src/a.rs", "#[test]\nfn ignore() {}"));
}

#[test]
fn the_601st_line_is_too_many() {
    assert!(!breaks(long_file, "src/a.rs", &"\n".repeat(600)));
    assert!(breaks(long_file, "src/a.rs", &"\n".repeat(601)));
}

#[test]
fn a_dependency_without_a_reason_is_found() {
    let manifest =
        "[package]\nname = \"x\"\n[dependencies]\ncsv = \"1\"\n[dev-dependencies]\ntempfile = \"3\"\n";
    let readme = "| `csv` | lists |\n";
    let found = dependencies_without_reason(manifest, readme);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to_string(), "Cargo.toml:6: the README does not say what `tempfile` is for");
    assert!(dependencies_without_reason(manifest, &format!("{readme}| `tempfile` | tests |")).is_empty());
}

#[test]
fn a_violation_says_where_it_is() {
    let file = SourceFile::new("src/domain/a.rs", "\n\nuse crate::store;");
    assert_eq!(looks_up(&file)[0].to_string(), "src/domain/a.rs:3: `domain` may not know `store`");
}
