//! Import: a file is chosen, looked at, and taken in; what is wrong with it is shown before and can be saved.

mod columns;
pub(super) mod figures;
mod notices;
mod pasted;
mod preview;
mod questions;
mod result;
mod rows;
mod save;
mod source;
mod text_below;
mod view;

use std::path::PathBuf;
use std::sync::Arc;

use self::columns::Headers;
use self::questions::OpenQuestions;
use self::result::{Broken, Ended};
use self::rows::RowsState;
use self::save::Saving;
use super::Said;
use crate::desk::commands::named_account;
use crate::desk::import::{ImportError, ImportFile, ImportReport, Inspection, Mapping, Vocabulary, inspect};
use crate::desk::lists::imports::ImportQuery;
use crate::desk::lists::{self, ListQuery};
use crate::desk::progress::Meter;
use crate::desk::worker::Reply;
use crate::domain::import::ImportKind;
use crate::i18n::{common, files as words};
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx, Target};

#[derive(Default)]
pub(super) struct Import {
    /// What the table holds, once a person has said so.
    kind: Option<ImportKind>,
    /// Whether a person has said so of this file: else it is read as what it plainly is.
    is_kind_chosen: bool,
    /// What the file was taken as, for what it should have been it is not.
    taken_as: Option<ImportKind>,
    /// The next thing that can be done takes the keyboard: the first question, or the button.
    wants_focus: bool,
    /// The issuer, by code, once a person has chosen one.
    issuer: Option<String>,
    /// The file that was chosen, and what was said of it; the kind, the issuer and `strict` are beside it.
    source: Option<ImportFile>,
    strict: bool,
    /// How often the file was to be read again.
    again: u64,
    store_facts: Loadable<u64, StoreFacts>,
    look: Loadable<InspectionKey, Inspection>,
    headers: Headers,
    /// How far the file is read; the reading stops when it is cancelled.
    reading: Arc<Meter>,
    picking: Option<Picked>,
    running: Option<Running>,
    ended: Option<Ended>,
    saving: Option<Saving>,
    /// What has become of saving the wrong rows.
    saved: Option<Said>,
    rows: RowsState,
    asked: OpenQuestions,
}

/// What is inspected: the store as it stands, how often it was asked for, and the file.
type InspectionKey = (u64, u64, ImportFile);

pub(super) struct StoreFacts {
    /// Codes and names of the issuers.
    issuers: Vec<(String, String)>,
    has_customers: bool,
    /// The issuer that was imported for last, by code, of each kind.
    last: Vec<(ImportKind, String)>,
}

struct Running {
    file: ImportFile,
    meter: Arc<Meter>,
    reply: Reply<Result<ImportReport, ImportError>>,
}

impl Import {
    /// Takes what has come, and has the file looked at.
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        self.saved = self.take_answers(cx).or(self.saved.take());
        self.store_facts.keep(cx.office, cx.office.revision(), |db, moment, _| {
            let issuers = lists::issuers(db)?;
            let named = issuers.all().iter().map(|stored| &stored.issuer);
            let past = ImportQuery { undone: Some(false), ..ImportQuery::default() };
            let past = past.page(db, moment, None, 0)?;
            Ok(StoreFacts {
                issuers: named.map(|issuer| (issuer.code.clone(), issuer.name.clone())).collect(),
                has_customers: !named_account::find(db, "", 1)?.is_empty(),
                last: past.into_iter().rev().map(|batch| (batch.kind, batch.issuer)).collect(),
            })
        });
        if self.running.is_some() || self.done().is_some() {
            return;
        }
        let Some(file) = self.file() else { return };
        // Strict decides what an import does, not what a look finds.
        let key = (cx.office.revision(), self.again, ImportFile { strict: false, ..file });
        let reading = &mut self.reading;
        let came = self.look.keep_with(cx.office, key, |(_, _, file)| {
            reading.cancel();
            *reading = Arc::default();
            let (file, meter) = (file.clone(), Arc::clone(reading));
            move |db, moment| inspect(db, moment, &file, &mut |progress| meter.report(progress))
        });
        if came && let Some(look) = self.look.value() {
            if let (Err(_), Some(rather), false) = (&look.outcome, look.rather, self.is_kind_chosen) {
                self.import_as(rather);
                self.taken_as = Some(rather);
                return;
            }
            self.headers = Headers::of(look, cx.lang);
            self.asked.look_at(look);
            self.wants_focus |= self.rows.look_at(look.outcome.as_ref().ok(), &self.asked);
        }
    }

    /// Takes what has come while another panel is on screen, and tells it in passing.
    pub(super) fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.wants_focus = true;
        let was_running = self.running.is_some();
        if let Some((tone, text)) = self.take_answers(cx) {
            cx.act(Action::Toast(tone, text));
        }
        if was_running && let Some((tone, text)) = self.ended.as_ref().map(|ended| ended.words(cx.lang)) {
            cx.act(Action::Offer(tone, text, vec![(common::VIEW, Action::Open(Target::Import))]));
        }
    }

    /// Takes what has come of dialogs and of an import; what has become of saving the wrong rows.
    fn take_answers(&mut self, cx: &mut Cx<'_>) -> Option<Said> {
        if let Some(answer) = self.picking.as_ref().and_then(Reply::poll) {
            self.picking = None;
            if let Some(path) = answer {
                self.choose(path);
            }
        }
        let mut said = None;
        if let Some(saving) = self.saving.take() {
            (self.saving, said) = saving.go_on(cx);
        }
        self.take_import();
        said
    }

    fn take_import(&mut self) {
        let Some(running) = &self.running else { return };
        let how = match running.reply.look() {
            Ok(None) => return,
            Ok(Some(answer)) => answer.map(Arc::new).map_err(Broken::Failed),
            Err(_) => Err(Broken::Lost),
        };
        let Some(Running { file, .. }) = self.running.take() else { return };
        if let Ok(report) = &how {
            self.rows.show_wrong_of(report);
        }
        self.ended = Some(Ended { file, how });
        self.wants_focus = true;
    }

    /// Shows the file as it was before it was imported, and what has become of undoing that.
    pub(super) fn undone(&mut self, said: Said) {
        self.ended = None;
        self.saved = Some(said);
    }

    /// What is imported: as was said, or customers before there are any.
    fn kind(&self) -> ImportKind {
        let has_customers = self.store_facts.value().is_none_or(|store_facts| store_facts.has_customers);
        self.kind.unwrap_or(if has_customers { ImportKind::Bills } else { ImportKind::Accounts })
    }

    fn has_no_issuer(&self) -> bool {
        self.store_facts.value().is_some_and(|store_facts| store_facts.issuers.is_empty())
    }

    /// The issuer that was chosen, or the only one, or the one for whom the like was imported last.
    fn issuer(&self) -> Option<&str> {
        if let Some(code) = &self.issuer {
            return Some(code);
        }
        let StoreFacts { issuers, last, .. } = self.store_facts.value()?;
        if let [(only, _)] = issuers.as_slice() {
            return Some(only);
        }
        last.iter().find(|(kind, _)| *kind == self.kind()).map(|(_, code)| code.as_str())
    }

    /// The file as it would be imported, once everything is chosen.
    fn file(&self) -> Option<ImportFile> {
        let (kind, issuer, strict) = (self.kind(), self.issuer()?.to_owned(), self.strict);
        Some(ImportFile { kind, issuer, strict, ..self.source.clone()? })
    }

    /// What was imported, once it is done.
    fn done(&self) -> Option<(&ImportFile, &Arc<ImportReport>)> {
        let ended = self.ended.as_ref()?;
        let report = ended.how.as_ref().ok().filter(|report| report.applied)?;
        Some((&ended.file, report))
    }

    fn pick(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::CHOOSE_FILE).to_owned(),
            name: cx.say(words::TABLE_FILE).to_owned(),
            endings: &["csv", "xlsx", "xls", "txt", "tsv"],
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake));
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    /// Takes another file; what is imported, and for whom, stays as it was chosen. Only after customers come bills.
    fn choose(&mut self, path: PathBuf) {
        if self.running.is_some() {
            return;
        }
        let has_brought_customers = self.done().is_some_and(|(file, _)| file.kind == ImportKind::Accounts);
        self.kind = Some(if has_brought_customers { ImportKind::Bills } else { self.kind() });
        self.forget();
        self.is_kind_chosen = false;
        self.wants_focus = true;
        self.source = Some(ImportFile::new(self.kind(), path, ""));
    }

    /// Lets go of the file and of everything that is known about it.
    fn forget(&mut self) {
        self.reading.cancel();
        self.source = None;
        self.taken_as = None;
        self.ended = None;
        self.saved = None;
        self.look.clear();
        self.headers = Headers::default();
        self.rows = RowsState::default();
        self.asked = OpenQuestions::default();
    }

    /// Makes room for the next file, of whatever comes next.
    fn begin_again(&mut self) {
        self.forget();
        self.kind = None;
        self.wants_focus = true;
    }

    /// Imports something else from the same file: its columns are looked for anew.
    fn import_as(&mut self, kind: ImportKind) {
        self.kind = Some(kind);
        self.is_kind_chosen = true;
        self.taken_as = None;
        self.look_anew();
    }

    fn choose_issuer(&mut self, code: String) {
        self.issuer = Some(code);
        self.look_anew();
    }

    fn choose_sheet(&mut self, sheet: String) {
        self.look_anew();
        if let Some(source) = &mut self.source {
            source.sheet = Some(sheet);
        }
    }

    fn look_anew(&mut self) {
        if let Some(source) = &mut self.source {
            source.mapping = Mapping::default();
            source.vocabulary = Vocabulary::default();
            source.tax_ids_seen.clear();
        }
        self.ended = None;
        self.look.clear();
        self.headers = Headers::default();
        self.asked = OpenQuestions::default();
        self.rows.begin_again();
    }

    fn start(&mut self, cx: &Cx<'_>) {
        let Some(file) = self.file() else { return };
        let meter = Arc::<Meter>::default();
        let (work, watched) = (file.clone(), Arc::clone(&meter));
        let by = cx.office.chosen_user();
        let reply = cx.office.write(move |desk| {
            if watched.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            desk.import(by.as_deref(), &work, &mut |progress| watched.report(progress))
        });
        self.ended = None;
        self.saved = None;
        self.running = Some(Running { file, meter, reply });
    }
}
