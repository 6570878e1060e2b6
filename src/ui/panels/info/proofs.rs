//! The scans that a clerk attaches: chosen or dropped, looked at at once, and submitted.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::commands::review_qualification::{Evidence, SubmitQualification, Submitted};
use crate::desk::pages::review::StoredEvidence;
use crate::desk::scans::{self, Lent, Scan};
use crate::desk::worker::{Reply, aside};
use crate::domain::qualification::{EvidenceKind, ScanFault};
use crate::domain::refusal::{FieldError, Refusal, checked};
use crate::i18n::qualification as words;
use crate::ui::dialogs::{FileKind, Picked, file_name};
use crate::ui::sending::{Answer, Sending};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

pub(super) const KINDS: usize = EvidenceKind::ALL.len();

/// The scans of one customer's next submission, each in the place of its kind in [`EvidenceKind::ALL`].
#[derive(Debug)]
pub(super) struct Proofs {
    pub account: String,
    pub slots: [Slot; KINDS],
    picking: Option<(usize, Picked)>,
    pub submitting: Sending,
}

#[derive(Debug, Default)]
pub(super) enum Slot {
    #[default]
    Empty,
    Looking(Reply<Result<Attached, Faulty>>),
    Ready(Attached),
    Faulty(Faulty),
}

#[derive(Debug)]
pub(super) struct Attached {
    file: Source,
    pub seen: Scan,
}

#[derive(Debug)]
pub(super) struct Faulty {
    pub name: String,
    pub fault: ScanFault,
}

#[derive(Debug)]
enum Source {
    Chosen(PathBuf),
    /// A scan that was submitted before; its copy lives as long as this.
    Again(Lent),
}

impl Source {
    fn path(&self) -> PathBuf {
        match self {
            Self::Chosen(path) => path.clone(),
            Self::Again(lent) => lent.path(),
        }
    }
}

impl Proofs {
    pub(super) fn of(account: &str) -> Self {
        Self {
            account: account.to_owned(),
            slots: Default::default(),
            picking: None,
            submitting: Sending::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.submitting.is_under_way() && self.slots.iter().all(|slot| matches!(slot, Slot::Empty))
    }

    /// Whether every scan is there and would be taken.
    pub(super) fn is_whole(&self) -> bool {
        self.slots.iter().all(|slot| matches!(slot, Slot::Ready(_)))
    }

    pub(super) fn pick(&mut self, cx: &mut Cx<'_>, place: usize) {
        let kind = FileKind {
            title: cx.say(words::CHOOSE).to_owned(),
            name: cx.say(words::SCAN_FILES).to_owned(),
            endings: &["jpg", "jpeg", "png", "pdf", "JPG", "JPEG", "PNG", "PDF"],
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake));
        self.picking = cx.done_or_told(picked).map(|picked| (place, picked)).or(self.picking.take());
    }

    pub(super) fn attach(&mut self, cx: &mut Cx<'_>, place: usize, path: PathBuf) {
        self.look(cx, place, move || match scans::look(&path) {
            Ok(seen) => Ok(Attached { file: Source::Chosen(path), seen }),
            Err(fault) => Err(Faulty { name: file_name(&path), fault }),
        });
    }

    pub(super) fn attach_again(&mut self, cx: &mut Cx<'_>, place: usize, scan: &StoredEvidence) {
        let (store, scan) = (cx.office.path().to_owned(), scan.clone());
        self.look(cx, place, move || {
            let lent = scans::lend(&store, &scan).and_then(|lent| Ok((scans::look(&lent.path())?, lent)));
            match lent {
                Ok((seen, lent)) => Ok(Attached { file: Source::Again(lent), seen }),
                Err(fault) => Err(Faulty { name: scan.name, fault }),
            }
        });
    }

    fn look(
        &mut self,
        cx: &mut Cx<'_>,
        place: usize,
        work: impl FnOnce() -> Result<Attached, Faulty> + Send + 'static,
    ) {
        self.submitting.forget();
        let begun = aside("look-at-scan", Arc::clone(cx.wake), work);
        if let Some(reply) = cx.done_or_told(begun) {
            self.slots[place] = Slot::Looking(reply);
        }
    }

    /// Where the next file goes that is dropped: the system does not tell what it was dropped on.
    pub(super) fn lacking(&self) -> Option<usize> {
        self.slots.iter().position(|slot| matches!(slot, Slot::Empty | Slot::Faulty(_)))
    }

    /// Attaches what was dropped, in the places that lack a good file.
    pub(super) fn drop_in(&mut self, cx: &mut Cx<'_>, paths: Vec<PathBuf>) {
        for path in paths {
            match self.lacking() {
                Some(place) => self.attach(cx, place, path),
                None => cx.act(Action::Toast(Tone::Warn, cx.say(words::TOO_MANY).to_owned())),
            }
        }
    }

    pub(super) fn remove(&mut self, place: usize) {
        self.submitting.forget();
        self.slots[place] = Slot::Empty;
    }

    /// Submits what is attached. The desk looks at the files again: they may have changed since.
    pub(super) fn submit(&mut self, cx: &Cx<'_>) {
        if self.submitting.is_under_way() || !self.is_whole() {
            return;
        }
        let scan = |(kind, slot): (EvidenceKind, &Slot)| match slot {
            Slot::Ready(attached) => {
                Some(Evidence { kind, path: attached.file.path().display().to_string() })
            }
            _ => None,
        };
        let evidence = EvidenceKind::ALL.into_iter().zip(&self.slots).filter_map(scan).collect();
        let account = checked("account", &self.account);
        let command = account.map(|account| SubmitQualification { account, evidence });
        self.submitting.send(cx.office.command(command));
    }

    /// Takes what has come; what was submitted, if that was done.
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) -> Option<Submitted> {
        if let Some((place, picked)) = self.picking.take() {
            match picked.look() {
                Ok(None) => self.picking = Some((place, picked)),
                Ok(Some(Some(path))) => self.attach(cx, place, path),
                Ok(Some(None)) | Err(_) => {}
            }
        }
        for slot in &mut self.slots {
            let Slot::Looking(reply) = slot else { continue };
            match reply.look() {
                Ok(None) => {}
                Ok(Some(Ok(attached))) => *slot = Slot::Ready(attached),
                Ok(Some(Err(faulty))) => *slot = Slot::Faulty(faulty),
                // Whatever stopped the reader, the file is none that can be read.
                Err(_) => *slot = Slot::Faulty(Faulty { name: String::new(), fault: ScanFault::Broken }),
            }
        }
        let answer = self.submitting.take_done();
        self.say_at_the_file();
        let answer = answer?;
        self.slots = Default::default();
        match answer {
            Answer::SubmitQualification(submitted) => Some(submitted),
            _ => None,
        }
    }

    fn say_at_the_file(&mut self) {
        if let Some(Refusal::BadField { field, fault: FieldError::Scan(fault) }) = self.submitting.refused()
            && let Some(slot) = (0..KINDS)
                .find(|i| *field == format!("evidence[{i}].path"))
                .and_then(|place| self.slots.get_mut(place))
        {
            let name = match slot {
                Slot::Ready(attached) => attached.seen.name.clone(),
                _ => String::new(),
            };
            *slot = Slot::Faulty(Faulty { name, fault: fault.clone() });
            self.submitting.forget();
        }
    }
}
