//! Files and lists on their way in: chosen, dropped or pasted, read beside everything else, and stopped if wanted.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::paperwork::{ListStop, RefusalsImported};
use crate::desk::progress::Meter;
use crate::desk::returned::issued_list::{IssuedReport, IssuedStop};
use crate::desk::returned::{ReturnedReport, ReturnedStop};
use crate::desk::worker::{Reply, Wake, aside};
use crate::domain::bureau::ListError;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::{Lang, issuing as words, paperwork};
use crate::ui::dialogs::{FileKind, Picked, PickedFiles, file_name};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

#[derive(Default)]
pub(super) struct Taking {
    picking: Option<Picking>,
    /// What was chosen, dropped or pasted and is not begun yet.
    wanted: VecDeque<Wanted>,
    running: Option<Running>,
}

enum Picking {
    Refusals(Picked),
    Back(PickedFiles),
}

#[derive(Clone, Debug, PartialEq)]
enum Wanted {
    /// A list of refusals.
    Refusals(PathBuf),
    /// One of which everything is new, also what an earlier one says of what is out again.
    Again(PathBuf),
    /// A list of either kind, as its columns say.
    List(PathBuf),
    /// Invoices.
    Files(Vec<PathBuf>),
}

struct Running {
    wanted: Wanted,
    meter: Arc<Meter>,
    reply: Reply<Result<Taken, Stop>>,
}

/// What came of it.
pub(super) enum Taken {
    Files(ReturnedReport),
    Issued { list: String, report: IssuedReport },
    Refusals { path: PathBuf, report: RefusalsImported },
}

enum Stop {
    Refused(Refusal),
    List(ListError),
    Cancelled,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ListStop> for Stop {
    fn from(stop: ListStop) -> Self {
        match stop {
            ListStop::Refused(refusal) => Self::Refused(refusal),
            ListStop::List(error) => Self::List(error),
        }
    }
}

impl From<IssuedStop> for Stop {
    fn from(stop: IssuedStop) -> Self {
        match stop {
            IssuedStop::Refused(refusal) => Self::Refused(refusal),
            IssuedStop::List(error) => Self::List(error),
        }
    }
}

impl From<ReturnedStop> for Stop {
    fn from(stop: ReturnedStop) -> Self {
        match stop {
            ReturnedStop::Refused(refusal) => Self::Refused(refusal),
            ReturnedStop::Cancelled => Self::Cancelled,
        }
    }
}

impl Taking {
    /// Takes what has come of dialogs and of what was read; what came of the latter. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> Option<Taken> {
        self.take_picked();
        if self.running.is_none() {
            self.running = self.wanted.pop_front().map(|wanted| begin(cx, wanted));
        }
        let answer = match self.running.as_ref()?.reply.look() {
            Ok(None) => return None,
            Ok(Some(answer)) => answer,
            Err(_) => Err(Refusal::Store { fault: StoreFault::Stopped }.into()),
        };
        self.running = None;
        match answer {
            Ok(taken) => return Some(taken),
            Err(Stop::Cancelled) => cx.act(Action::Toast(Tone::Info, cx.say(words::CANCELLED).to_owned())),
            Err(Stop::Refused(refusal)) => cx.act(Action::Refused(refusal)),
            Err(Stop::List(error)) => {
                cx.act(Action::Toast(Tone::Bad, paperwork::list_error(cx.lang, &error)));
            }
        }
        None
    }

    fn take_picked(&mut self) {
        match self.picking.take() {
            Some(Picking::Refusals(picked)) => match picked.look() {
                Ok(None) => self.picking = Some(Picking::Refusals(picked)),
                Ok(Some(place)) => self.wanted.extend(place.map(Wanted::Refusals)),
                Err(_) => {}
            },
            Some(Picking::Back(picked)) => match picked.look() {
                Ok(None) => self.picking = Some(Picking::Back(picked)),
                Ok(Some(files)) => self.take(files),
                Err(_) => {}
            },
            None => {}
        }
    }

    pub fn pick_refusals(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::IMPORT_REFUSALS).to_owned(),
            name: cx.say(words::LIST_FILE).to_owned(),
            endings: TABLES,
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake)).map(Picking::Refusals);
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    pub fn pick_back(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::IMPORT_BACK).to_owned(),
            name: cx.say(words::BACK_FILES).to_owned(),
            endings: &["xml", "ofd", "pdf", "zip", "png", "jpg", "jpeg", "xlsx", "xls", "csv"],
        };
        let picked = cx.picker.open_several(kind, Arc::clone(cx.wake)).map(Picking::Back);
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    /// Takes files, and archives of files, that were left undecided, as far as they are still there.
    pub fn read_again(&mut self, shown: Vec<String>, wake: &Wake) {
        if shown.is_empty() {
            return;
        }
        let there = aside("undecided", Arc::clone(wake), move || {
            let outermost = |shown: &String| {
                let mut above = Path::new(shown).ancestors();
                above.find(|path| path.is_file()).map(Path::to_owned)
            };
            let files: BTreeSet<PathBuf> = shown.iter().filter_map(outermost).collect();
            files.into_iter().collect()
        });
        self.picking = there.ok().map(Picking::Back);
    }

    /// Takes files that were dropped or pasted.
    pub fn take(&mut self, files: Vec<PathBuf>) {
        self.wanted.extend(wanted_of(files));
    }

    /// Takes a list of refusals of which everything is new.
    pub fn take_again(&mut self, list: PathBuf) {
        self.wanted.push_back(Wanted::Again(list));
    }

    /// What is being read, and how far it is.
    pub fn under_way(&self, lang: Lang) -> Option<(String, &Meter)> {
        let running = self.running.as_ref()?;
        let text = match &running.wanted {
            _ if running.meter.is_cancelled() => words::CANCELLING.get(lang).to_owned(),
            Wanted::Files(_) => words::read_files(lang, running.meter.progress().rows),
            Wanted::Refusals(list) | Wanted::Again(list) | Wanted::List(list) => {
                words::reading(lang, &file_name(list))
            }
        };
        Some((text, &running.meter))
    }

    /// Whether it can be stopped: a list is read in a moment.
    pub fn can_stop(&self) -> bool {
        let running = self.running.as_ref();
        running.is_some_and(|running| {
            matches!(running.wanted, Wanted::Files(_)) && !running.meter.is_cancelled()
        })
    }
}

/// The endings of lists.
pub(super) const TABLES: &[&str] = &["xlsx", "xls", "csv", "txt", "tsv"];

/// Each table is a list; everything else is looked through for invoices together.
fn wanted_of(files: Vec<PathBuf>) -> Vec<Wanted> {
    let (lists, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_one_of(file, TABLES));
    let files = Some(files).filter(|files| !files.is_empty()).map(Wanted::Files);
    files.into_iter().chain(lists.into_iter().map(Wanted::List)).collect()
}

pub(in crate::ui) fn is_one_of(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

fn begin(cx: &Cx<'_>, wanted: Wanted) -> Running {
    let meter = Arc::<Meter>::default();
    let by = cx.office.chosen_user();
    let (work, watched) = (wanted.clone(), Arc::clone(&meter));
    let wake = Arc::clone(cx.wake);
    let reply = cx.office.attempt(move |desk| {
        let by = by.as_deref();
        match work {
            Wanted::Refusals(path) => Ok(refusals(desk, by, &path, false)?),
            Wanted::Again(path) => Ok(refusals(desk, by, &path, true)?),
            Wanted::List(path) => match refusals(desk, by, &path, false) {
                Err(ListStop::List(ListError::Header(_))) => issued(desk, by, &path),
                taken => Ok(taken?),
            },
            Wanted::Files(paths) => {
                let report = desk.import_returned(by, &paths, false, &mut |progress| {
                    wake();
                    watched.report(progress)
                })?;
                Ok(Taken::Files(report))
            }
        }
    });
    Running { wanted, meter, reply }
}

fn refusals(desk: &Desk, by: Option<&str>, path: &Path, again: bool) -> Result<Taken, ListStop> {
    let report = desk.import_refusals(by, path, again)?;
    Ok(Taken::Refusals { path: path.to_owned(), report })
}

fn issued(desk: &mut Desk, by: Option<&str>, path: &Path) -> Result<Taken, Stop> {
    let report = desk.import_issued(by, path, false)?;
    Ok(Taken::Issued { list: path.display().to_string(), report })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_list_and_everything_else_is_looked_through_for_invoices() {
        let of = |names: &[&str]| wanted_of(names.iter().map(PathBuf::from).collect());
        assert_eq!(of(&[]), []);
        assert_eq!(of(&["退回.XLSX"]), [Wanted::List("退回.XLSX".into())]);
        assert_eq!(of(&["发票"]), [Wanted::Files(vec!["发票".into()])]);
        let files = Wanted::Files(["a.xml", "b"].map(PathBuf::from).to_vec());
        assert_eq!(of(&["a.xml", "list.xlsx", "b"]), [files, Wanted::List("list.xlsx".into())]);
    }
}
