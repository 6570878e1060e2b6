//! Tables to read in tests.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet};

use super::*;
use crate::domain::import::RowProblem;
use crate::exchange::table::{ReadOptions, open_table};

/// A table in a folder of its own.
pub(super) struct TestTable {
    pub folder: tempfile::TempDir,
    pub sheet: Sheet,
}

impl TestTable {
    pub(super) fn csv(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        fs::write(&path, text).unwrap();
        Self { sheet: sheet_at(&path), folder }
    }

    pub(super) fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.xlsx");
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        book.save(&path).unwrap();
        Self { sheet: sheet_at(&path), folder }
    }

    pub(super) fn rows<R: Record>(&mut self) -> Vec<DataRow<R>> {
        read_sheet(&mut self.sheet)
    }
}

pub(super) fn sheet_at(path: &Path) -> Sheet {
    open_table(path, &ReadOptions::default()).unwrap()
}

pub(super) fn read_sheet<R: Record>(sheet: &mut Sheet) -> Vec<DataRow<R>> {
    let header = find_header(R::KIND, sheet, &Mapping::default()).unwrap();
    let said = Said::default();
    let layout = Layout::of(sheet, &header, &said);
    records::<R>(sheet, &layout).unwrap().map(Result::unwrap).collect()
}

/// What is wrong with a row.
pub(super) fn wrong<R: Debug>(row: &DataRow<R>) -> &RowProblem {
    match &row.record {
        Err(Unread::Wrong(problem)) => problem,
        other => panic!("nothing is wrong: {other:?}"),
    }
}
