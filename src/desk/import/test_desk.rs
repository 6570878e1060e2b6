//! A desk to import into, on 2026-11-22.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{ImportFile, ImportReport, preview};
use crate::desk::protocol::decode;
use crate::desk::{Desk, Open};
use crate::domain::import::ImportKind;

pub(super) struct TestDesk {
    pub folder: TempDir,
    pub desk: Desk,
    /// The issuer whose tables are imported.
    issuer: &'static str,
}

impl TestDesk {
    /// A desk after these commands.
    pub(super) fn after(issuer: &'static str, lines: impl IntoIterator<Item = Value>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).unwrap();
        let mut case = Self { folder, desk, issuer };
        for (n, mut line) in lines.into_iter().enumerate() {
            if n == 0 {
                line["at"] = json!("2026-11-22T04:00:00Z");
            }
            case.run(line);
        }
        case
    }

    pub(super) fn run(&mut self, line: Value) -> Value {
        let envelope = decode::decode(line.as_object().cloned().unwrap()).unwrap();
        let answer = self.desk.handle(&envelope).and_then(|answer| answer.to_json());
        answer.unwrap_or_else(|refusal| panic!("{line} {refusal:?}"))
    }

    pub(super) fn file(&self, kind: ImportKind, text: &str) -> ImportFile {
        let path = self.folder.path().join("table.csv");
        std::fs::write(&path, text).unwrap();
        ImportFile::new(kind, path, self.issuer)
    }

    /// Imports a file, of which the preview says the same.
    pub(super) fn import(&mut self, file: &ImportFile) -> ImportReport {
        let preview = preview(self.desk.db(), &self.desk.moment(), file, &mut |_| true).unwrap();
        let report = self.desk.import(None, file, &mut |_| true).unwrap();
        assert!(!preview.applied);
        let as_preview = ImportReport { applied: false, batch: None, ..report.clone() };
        assert_eq!(preview, as_preview, "the preview shows what happens");
        report
    }
}
