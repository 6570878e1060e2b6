//! Saving the wrong rows: a place is chosen, then they are written on a thread of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Said;
use crate::desk::import::{ImportFile, ImportReport, save_refused};
use crate::desk::worker::{Reply, aside};
use crate::domain::import::{RefusedError, RowProblem};
use crate::i18n::exchange::{REFUSED_MESSAGE, REFUSED_ROW, REFUSED_RULE, refused_error, row_problems};
use crate::i18n::{Lang, files as words};
use crate::ui::dialogs::{FileKind, Picked, file_name, with_ending};
use crate::ui::state::Cx;
use crate::ui::theme::Tone;

pub(super) enum Saving {
    Choosing { picked: Picked, file: ImportFile, report: Arc<ImportReport>, ending: &'static str },
    Writing(PathBuf, Reply<Result<(), RefusedError>>),
}

impl Saving {
    pub(super) fn begin(
        cx: &mut Cx<'_>,
        file: ImportFile,
        report: Arc<ImportReport>,
        is_workbook: bool,
    ) -> Option<Self> {
        let ending = if is_workbook { "xlsx" } else { "csv" };
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        let name = words::wrong_rows_file(cx.lang, &stem, ending);
        let kind = FileKind {
            title: cx.say(words::SAVE_WRONG).to_owned(),
            name: cx.say(words::TABLE_FILE).to_owned(),
            endings: if is_workbook { &["xlsx"] } else { &["csv"] },
        };
        let picked = cx.picker.save(kind, name, Arc::clone(cx.wake));
        cx.done_or_told(picked).map(|picked| Self::Choosing { picked, file, report, ending })
    }

    /// Takes what has come; nothing is left when it has come to an end, but for what is to be said of it.
    pub(super) fn go_on(self, cx: &mut Cx<'_>) -> (Option<Self>, Option<Said>) {
        let left = match self {
            Self::Choosing { picked, file, report, ending } => match picked.look() {
                Ok(None) => Some(Self::Choosing { picked, file, report, ending }),
                Ok(Some(Some(place))) => Self::write(cx, file, report, with_ending(place, &[ending])),
                Ok(Some(None)) | Err(_) => None,
            },
            Self::Writing(place, reply) => match reply.look() {
                Ok(None) => Some(Self::Writing(place, reply)),
                Ok(Some(done)) => return (None, Some(said(cx.lang, &place, done))),
                Err(_) => None,
            },
        };
        (left, None)
    }

    fn write(cx: &mut Cx<'_>, file: ImportFile, report: Arc<ImportReport>, place: PathBuf) -> Option<Self> {
        let (lang, to, store) = (cx.lang, place.clone(), cx.office.path().to_owned());
        let work = move || {
            let words = |problem: &RowProblem| row_problems(lang, file.kind, problem);
            let headings = [REFUSED_RULE, REFUSED_MESSAGE, REFUSED_ROW].map(|heading| heading.get(lang));
            save_refused(&store, &file, &report, &to, headings, &words)
        };
        let begun = aside("save-wrong-rows", Arc::clone(cx.wake), work);
        cx.done_or_told(begun).map(|reply| Self::Writing(place, reply))
    }
}

fn said(lang: Lang, place: &Path, done: Result<(), RefusedError>) -> Said {
    match done {
        Ok(()) => (Tone::Ok, words::wrong_rows_saved(lang, &file_name(place))),
        Err(error) => (Tone::Bad, words::wrong_rows_not_saved(lang, &refused_error(lang, &error))),
    }
}
