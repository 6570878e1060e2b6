//! How an import has come to its end, and how that is told.

use std::sync::Arc;

use super::Said;
use crate::desk::import::{ImportError, ImportFile, ImportReport};
use crate::domain::import::ImportKind;
use crate::i18n::exchange::table_error;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, files as words};
use crate::ui::dialogs::file_name;
use crate::ui::theme::Tone;

pub(super) struct Ended {
    pub(super) file: ImportFile,
    pub(super) how: Result<Arc<ImportReport>, Broken>,
}

pub(super) enum Broken {
    Failed(ImportError),
    Lost,
}

impl Ended {
    /// What has come of it, and how good that is.
    pub(super) fn words(&self, lang: Lang) -> Said {
        let name = file_name(&self.file.path);
        match &self.how {
            Ok(report) if report.applied => {
                (Tone::Ok, words::imported(lang, &name, report.added, report.changed))
            }
            // Only a strict import comes to its end without being done.
            Ok(report) => (Tone::Warn, words::strict_refused(lang, report.refused.len())),
            Err(Broken::Failed(ImportError::Cancelled)) => {
                (Tone::Info, words::CANCELLED.get(lang).to_owned())
            }
            Err(Broken::Failed(ImportError::Refused(refusal))) if refusal.is_unconfirmed() => {
                (Tone::Bad, message(lang, refusal))
            }
            Err(Broken::Failed(error)) => {
                (Tone::Bad, words::failed(lang, &name, &error_words(lang, self.file.kind, error)))
            }
            Err(Broken::Lost) => (Tone::Bad, words::failed(lang, &name, words::LOST.get(lang))),
        }
    }
}

/// Why a file cannot be imported as what it should be.
pub(super) fn error_words(lang: Lang, kind: ImportKind, error: &ImportError) -> String {
    match error {
        ImportError::Table(error) => table_error(lang, kind, error),
        ImportError::Refused(refusal) => message(lang, refusal),
        ImportError::Cancelled => words::CANCELLED.get(lang).to_owned(),
    }
}
