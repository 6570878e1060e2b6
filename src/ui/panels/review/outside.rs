//! Showing a scan in another program: a verified copy of it, which is removed when the window is closed.

use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::desk::pages::review::StoredEvidence;
use crate::desk::scans;
use crate::desk::worker::{Reply, aside};
use crate::domain::qualification::ScanFault;
use crate::i18n::{faults, review as words};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

enum Fault {
    Scan(ScanFault),
    NoProgram,
}

/// The copies that other programs show.
#[derive(Default)]
pub(super) struct Outside {
    opening: Option<Reply<Result<tempfile::TempPath, Fault>>>,
    copies: Vec<tempfile::TempPath>,
}

impl Outside {
    /// Takes what has become of a scan that was to be shown.
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.opening.as_ref().and_then(Reply::poll) else { return };
        self.opening = None;
        let text = match answer {
            Ok(copy) => return self.copies.push(copy),
            Err(Fault::Scan(fault)) => faults::scan_fault(cx.lang, &fault),
            Err(Fault::NoProgram) => cx.say(words::NOT_OPENED).to_owned(),
        };
        cx.act(Action::Toast(Tone::Bad, text));
    }

    pub(super) fn open(&mut self, cx: &Cx<'_>, scan: &StoredEvidence) {
        let (store, scan) = (cx.office.path().to_owned(), scan.clone());
        // Some systems' openers return only when the program is closed, so they do not hold up the readers.
        self.opening = aside("open-scan", cx.wake.clone(), move || {
            let copy = scans::copy_out(&store, &scan).map_err(Fault::Scan)?;
            match show(&copy) {
                Ok(status) if status.success() => Ok(copy),
                _ => Err(Fault::NoProgram),
            }
        })
        .ok();
    }
}

/// Hands a file to the system's opener.
fn show(file: &Path) -> std::io::Result<ExitStatus> {
    if cfg!(target_os = "windows") {
        Command::new("rundll32").arg("url.dll,FileProtocolHandler").arg(file).status()
    } else if cfg!(target_os = "macos") {
        Command::new("open").arg(file).status()
    } else {
        Command::new("xdg-open").arg(file).status()
    }
}
