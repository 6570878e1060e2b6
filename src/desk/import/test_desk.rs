//! Importing into a desk for tests.

use super::{ImportFile, ImportReport, preview};
use crate::desk::test_desk::TestDesk;
use crate::domain::import::ImportKind;

impl TestDesk {
    pub(super) fn file(&self, kind: ImportKind, text: &str) -> ImportFile {
        let path = self.folder.path().join("table.csv");
        std::fs::write(&path, text).unwrap();
        ImportFile::new(kind, path, &self.issuer)
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
