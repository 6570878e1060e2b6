//! What other programs show: files of a person's own, and copies of those that the desk keeps, which nobody changes by
//! that. The copies are removed when the window is closed.

use std::path::PathBuf;
use std::sync::Arc;

use super::state::{Action, Cx};
use super::theme::Tone;
use crate::desk::pages::review::StoredEvidence;
use crate::desk::returned::files::{self, KeptFile};
use crate::desk::scans::{self, Lent};
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::qualification::ScanFault;
use crate::domain::refusal::Refusal;
use crate::i18n::{faults, kept_files, outgoing};

#[derive(Clone, Debug)]
pub enum Shown {
    /// A file or folder of a person's own.
    Own(PathBuf),
    /// A file of an invoice.
    Invoice(KeptFile),
    /// A scan that was submitted.
    Scan(StoredEvidence),
}

#[derive(Default)]
pub(super) struct Outside {
    wanted: Vec<Shown>,
    coming: Vec<Coming>,
    /// What other programs may still be showing.
    lent: Vec<Lent>,
}

enum Coming {
    Copied(Reply<Result<Lent, Fault>>),
    Opened(Reply<bool>),
}

enum Fault {
    Invoice(String, ScanFault),
    Scan(ScanFault),
}

impl Outside {
    pub fn begin(&mut self, shown: Shown) {
        self.wanted.push(shown);
    }

    /// Has what is wanted shown, and says what could not be.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        for shown in std::mem::take(&mut self.wanted) {
            let coming = begin(cx, shown);
            self.coming.extend(cx.done_or_told(coming));
        }
        let mut copied = Vec::new();
        self.coming.retain(|coming| match coming {
            Coming::Copied(reply) => match reply.look() {
                Ok(None) => true,
                Ok(Some(copy)) => {
                    copied.push(copy);
                    false
                }
                Err(Lost) => false,
            },
            Coming::Opened(reply) => {
                let answer = reply.look();
                if matches!(answer, Ok(Some(false)) | Err(Lost)) {
                    cx.act(Action::Toast(Tone::Bad, cx.say(outgoing::NOT_OPENED).to_owned()));
                }
                matches!(answer, Ok(None))
            }
        });
        for copy in copied {
            match copy {
                Ok(lent) => {
                    let opening = cx.picker.show(lent.path(), Arc::clone(cx.wake)).map(Coming::Opened);
                    self.coming.extend(cx.done_or_told(opening));
                    self.lent.push(lent);
                }
                Err(fault) => cx.act(Action::Toast(Tone::Bad, said(cx, &fault))),
            }
        }
    }
}

fn begin(cx: &Cx<'_>, shown: Shown) -> Result<Coming, Refusal> {
    let (store, wake) = (cx.office.path().to_owned(), Arc::clone(cx.wake));
    match shown {
        Shown::Own(path) => cx.picker.show(path, wake).map(Coming::Opened),
        Shown::Invoice(file) => aside("copy-file", wake, move || {
            files::lend(&store, &file).map_err(|fault| Fault::Invoice(file.name, fault))
        })
        .map(Coming::Copied),
        Shown::Scan(scan) => {
            aside("copy-file", wake, move || scans::lend_to_show(&store, &scan).map_err(Fault::Scan))
                .map(Coming::Copied)
        }
    }
}

fn said(cx: &Cx<'_>, fault: &Fault) -> String {
    match fault {
        Fault::Invoice(name, ScanFault::Vanished | ScanFault::Altered) => kept_files::lost(cx.lang, name),
        Fault::Invoice(_, fault) | Fault::Scan(fault) => faults::scan_fault(cx.lang, fault),
    }
}
