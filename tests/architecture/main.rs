//! The shape of the source, kept by tests: what each part of the source may know, and what it must not hold.
//!
//! The laws are in `architecture/laws.rs`, each proved there to be able to fail; here they are asked of the
//! source as it is.

mod laws;
mod packages;
mod quotes;
mod source;

use std::io;

use fapiao_desk::domain::rule_id::RuleId;
use laws::Violation;
use source::SourceFile;

fn ask(law: impl Fn(&SourceFile) -> Vec<Violation>) -> io::Result<()> {
    let files = source::read_tree()?;
    assert!(files.len() > 50, "the tree was not found");
    complain(&files.iter().flat_map(law).collect::<Vec<_>>());
    Ok(())
}

fn complain(violations: &[Violation]) {
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn no_layer_looks_up() -> io::Result<()> {
    ask(laws::looks_up)
}

#[test]
fn no_modules_of_the_domain_need_each_other() -> io::Result<()> {
    complain(&laws::circles(&source::read_tree()?, "domain"));
    Ok(())
}

#[test]
fn use_cases_do_not_know_the_table_of_commands() -> io::Result<()> {
    ask(laws::command_knows_the_table)
}

#[test]
fn panels_know_nothing_of_each_other() -> io::Result<()> {
    complain(&laws::panel_knows_a_panel(&source::read_tree()?));
    Ok(())
}

#[test]
fn the_domain_does_no_input_or_output_and_reads_no_clock() -> io::Result<()> {
    ask(laws::domain_touches_the_world)
}

#[test]
fn sql_stands_in_the_store() -> io::Result<()> {
    complain(&laws::sql_files_outside_the_store(&source::list_tree()?));
    ask(laws::sql_outside_the_store)
}

#[test]
fn the_database_driver_is_named_in_the_engine() -> io::Result<()> {
    ask(laws::driver_outside_the_engine)
}

#[test]
fn the_engine_knows_nothing_of_what_stands_on_it() -> io::Result<()> {
    ask(laws::engine_looks_up)
}

#[test]
fn what_one_database_alone_understands_is_said_in_the_engine() -> io::Result<()> {
    let paths = source::list_tree()?;
    let files: Vec<&String> = paths.iter().filter(|path| path.ends_with(".sql")).collect();
    assert!(files.len() > 50, "the statements were not found");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in files {
        let text = std::fs::read_to_string(root.join(path))?;
        complain(laws::sql_file_of_one_engine(path, &text).as_slice());
    }
    ask(laws::sql_of_one_engine)
}

#[test]
fn the_window_library_is_named_in_the_window() -> io::Result<()> {
    ask(laws::window_outside_the_ui)
}

#[test]
fn every_rule_has_a_file_that_begins_with_its_id_and_every_rule_file_a_rule() -> io::Result<()> {
    let files = source::read_tree()?;
    let ids: Vec<&str> = RuleId::ALL.iter().map(|id| id.as_str()).collect();
    complain(&laws::rules_and_files_differ(&files, &ids));
    Ok(())
}

#[test]
fn colours_are_made_in_the_theme() -> io::Result<()> {
    ask(laws::colour_outside_the_theme)
}

#[test]
fn words_people_read_stand_in_i18n() -> io::Result<()> {
    ask(laws::chinese_outside_i18n)
}

#[test]
fn what_the_handbook_quotes_stands_in_the_program() -> io::Result<()> {
    let wrong = quotes::wrong(&source::read_tree()?);
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(quotes::count() > 100, "{}", quotes::count());
    Ok(())
}

#[test]
fn threads_are_named() -> io::Result<()> {
    ask(laws::unnamed_thread)
}

#[test]
fn no_test_is_ignored() -> io::Result<()> {
    ask(laws::ignored_test)
}

#[test]
fn no_file_is_longer_than_600_lines() -> io::Result<()> {
    ask(laws::long_file)
}

#[test]
fn every_dependency_has_its_reason_in_the_readme() {
    complain(&laws::dependencies_without_reason(
        include_str!("../../Cargo.toml"),
        include_str!("../../README.md"),
    ));
}
