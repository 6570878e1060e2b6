//! Applications on their way out to the tax bureau: with which form, where to, what goes and what does not. What would
//! come of it is worked out whenever one of these changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::UserDirs;

use crate::desk::paperwork::{BulkIssue, BulkIssued, BulkStop};
use crate::desk::worker::Reply;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::{dates, issuing as words};
use crate::ui::dialogs::{FileKind, Picked, in_file_name, with_ending};
use crate::ui::state::Cx;

type Answer = Result<BulkIssued, BulkStop>;

pub(super) struct Export {
    pub ask: BulkIssue,
    /// It was opened in this frame.
    pub is_new: bool,
    picking: Option<Picking>,
    look: Option<Reply<Answer>>,
    /// What would come of it.
    pub preview: Option<Arc<Answer>>,
    writing: Option<Reply<Answer>>,
    /// What came of it.
    pub written: Option<Arc<BulkIssued>>,
}

enum Picking {
    Form(Picked),
    Place(Picked),
}

impl Export {
    /// Of an issuer, those of these numbers or all; `folder` is where the last files were put.
    pub fn begin(cx: &Cx<'_>, issuer: &str, applications: Vec<String>, folder: Option<&Path>) -> Self {
        let now = cx.office.moment();
        let at = dates::compact(now.now);
        let folder = folder.map(Path::to_owned).unwrap_or_else(|| usual_folder(cx.office.path()));
        let to = folder.join(words::file_name(cx.lang, &in_file_name(issuer), &at));
        let mut export = Self {
            ask: BulkIssue { issuer: issuer.to_owned(), to, form: None, applications },
            is_new: true,
            picking: None,
            look: None,
            preview: None,
            writing: None,
            written: None,
        };
        export.look_again(cx);
        export
    }

    fn look_again(&mut self, cx: &Cx<'_>) {
        let ask = self.ask.clone();
        self.look = Some(cx.office.attempt(move |desk| desk.preview_bulk_issue(&ask)));
    }

    /// Takes what has come; whether the files have just been written. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> bool {
        self.take_picked(cx);
        if let Some(answer) = self.look.as_ref().and_then(answer_of) {
            self.look = None;
            self.preview = Some(Arc::new(answer));
        }
        let Some(answer) = self.writing.as_ref().and_then(answer_of) else { return false };
        self.writing = None;
        match answer {
            Ok(written) => self.written = Some(Arc::new(written)),
            Err(stop) => self.preview = Some(Arc::new(Err(stop))),
        }
        self.written.is_some()
    }

    fn take_picked(&mut self, cx: &Cx<'_>) {
        let Some(picking) = self.picking.take() else { return };
        let (Picking::Form(picked) | Picking::Place(picked)) = &picking;
        match picked.look() {
            Ok(None) => self.picking = Some(picking),
            Ok(Some(Some(path))) => {
                match picking {
                    Picking::Form(_) => self.ask.form = Some(path),
                    Picking::Place(_) => self.ask.to = with_ending(path, &["xlsx"]),
                }
                self.look_again(cx);
            }
            Ok(Some(None)) | Err(_) => {}
        }
    }

    pub fn pick_form(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::FORM_TITLE).to_owned(),
            name: cx.say(words::FORM_FILE).to_owned(),
            endings: &["xlsx"],
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake)).map(Picking::Form);
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    pub fn pick_place(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::SAVE_TITLE).to_owned(),
            name: cx.say(words::FORM_FILE).to_owned(),
            endings: &["xlsx"],
        };
        let name = self.ask.to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let picked = cx.picker.save(kind, name, Arc::clone(cx.wake)).map(Picking::Place);
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    pub fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Whether what would come of it is not known yet.
    pub fn is_looking(&self) -> bool {
        self.look.is_some()
    }

    /// Whether something would go out.
    pub fn can_write(&self) -> bool {
        let goes = self
            .preview
            .as_ref()
            .is_some_and(|seen| seen.as_ref().as_ref().is_ok_and(|seen| !seen.files.is_empty()));
        goes && !self.is_looking() && !self.is_writing()
    }

    pub fn write(&mut self, cx: &Cx<'_>) {
        if self.can_write() {
            let (ask, by) = (self.ask.clone(), cx.office.chosen_user());
            self.writing = Some(cx.office.attempt(move |desk| desk.bulk_issue(by.as_deref(), &ask)));
        }
    }

    pub fn folder(&self) -> &Path {
        self.ask.to.parent().unwrap_or(Path::new("."))
    }
}

/// What was asked of the writing desk, once it is there.
fn answer_of(reply: &Reply<Answer>) -> Option<Answer> {
    match reply.look() {
        Ok(answer) => answer,
        Err(_) => Some(Err(Refusal::Store { fault: StoreFault::Stopped }.into())),
    }
}

/// Where a person keeps documents, else at home, else where the store is.
fn usual_folder(store: &Path) -> PathBuf {
    let own = UserDirs::new();
    let own = own.as_ref().map(|own| own.document_dir().unwrap_or(own.home_dir()).to_owned());
    own.filter(|folder| folder.is_dir()).unwrap_or_else(|| store.parent().unwrap_or(store).to_owned())
}
