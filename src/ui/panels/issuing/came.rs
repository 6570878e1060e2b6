//! What came of files and lists that were read here: each until it is decided, and the rest of the last ones.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::desk::paperwork::UnmatchedRefusal;
use crate::desk::returned::issued_list::{IssuedEntry, IssuedReport};
use crate::desk::returned::{Outcome, ReturnedEntry, ReturnedReport};
use crate::domain::bureau::NotTaken;
use crate::domain::returned::{Claim, Difference};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, exchange, issuing as words};
use crate::ui::dialogs::file_name;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Tone;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Came {
    File(ReturnedEntry),
    /// With the path of the list.
    Row {
        list: String,
        entry: IssuedEntry,
    },
    Refusal {
        list: PathBuf,
        refusal: UnmatchedRefusal,
    },
}

/// What became of one of them. What a person has to look at comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Differing,
    Ambiguous,
    Barred,
    Unmatched,
    Unreadable,
    Matched,
    Already,
}

impl Standing {
    pub fn is_open(self) -> bool {
        self < Self::Matched
    }

    /// Whether it is read again when the window is next opened: nobody has recorded it yet.
    pub fn is_kept(self) -> bool {
        self.is_decided_by_a_person() || self == Self::Barred
    }

    /// Whether a person can decide on it; the others are only to be looked at.
    pub fn is_decided_by_a_person(self) -> bool {
        matches!(self, Self::Differing | Self::Ambiguous)
    }

    pub const fn look(self) -> (Tone, Icon, Text) {
        match self {
            Self::Differing => (Tone::Bad, icons::ALERT, words::DIFFERING),
            Self::Ambiguous => (Tone::Warn, icons::HELP, words::AMBIGUOUS),
            Self::Barred => (Tone::Warn, icons::PERSON, words::BARRED),
            Self::Unmatched => (Tone::Warn, icons::WARNING, words::UNMATCHED),
            Self::Unreadable => (Tone::Bad, icons::ERROR, words::UNREADABLE),
            Self::Matched => (Tone::Ok, icons::CHECK, words::MATCHED),
            Self::Already => (Tone::Neutral, icons::CHECK, words::ALREADY),
        }
    }
}

impl Came {
    /// What a person has to look at first, then the others, each in the order of the files.
    pub fn of_files(report: ReturnedReport) -> Vec<Self> {
        sorted(report.files.into_iter().map(Self::File))
    }

    pub fn of_list(list: &str, report: IssuedReport) -> Vec<Self> {
        sorted(report.rows.into_iter().map(|entry| Self::Row { list: list.to_owned(), entry }))
    }

    pub fn of_refusals(list: &Path, unmatched: Vec<UnmatchedRefusal>) -> Vec<Self> {
        sorted(unmatched.into_iter().map(|refusal| Self::Refusal { list: list.to_owned(), refusal }))
    }

    pub fn standing(&self) -> Standing {
        match self.outcome() {
            Some(Outcome::Matched { .. }) => Standing::Matched,
            Some(Outcome::Already { .. }) => Standing::Already,
            Some(Outcome::Differing { .. }) => Standing::Differing,
            Some(Outcome::Ambiguous { .. }) => Standing::Ambiguous,
            Some(Outcome::Barred { .. }) => Standing::Barred,
            Some(Outcome::Unmatched(_)) => Standing::Unmatched,
            None if matches!(self, Self::Refusal { .. }) => Standing::Unmatched,
            None => Standing::Unreadable,
        }
    }

    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Self::File(entry) => entry.read.as_ref().ok().map(|(claim, _)| claim),
            Self::Row { entry, .. } => entry.read.as_ref().ok().map(|(claim, _)| claim),
            Self::Refusal { .. } => None,
        }
    }

    fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::File(entry) => entry.read.as_ref().ok().map(|(_, outcome)| outcome),
            Self::Row { entry, .. } => entry.read.as_ref().ok().map(|(_, outcome)| outcome),
            Self::Refusal { .. } => None,
        }
    }

    /// The number of the invoice, or the serial number of a refusal.
    pub fn number(&self) -> &str {
        match self {
            Self::File(_) => self.claim().map_or("", |claim| &claim.number),
            Self::Row { entry, .. } => &entry.number,
            Self::Refusal { refusal, .. } => &refusal.serial,
        }
    }

    /// The application that it is of, or nearly is of.
    pub fn application(&self) -> Option<&str> {
        match self.outcome()? {
            Outcome::Matched { application, .. }
            | Outcome::Already { application, .. }
            | Outcome::Barred { application, .. }
            | Outcome::Differing { application, .. } => Some(application),
            Outcome::Ambiguous { .. } | Outcome::Unmatched(_) => None,
        }
    }

    pub fn differences(&self) -> &[Difference] {
        match self.outcome() {
            Some(Outcome::Differing { differences, .. }) => differences,
            _ => &[],
        }
    }

    /// The applications between which a person has to choose.
    pub fn choices(&self) -> &[String] {
        match self.outcome() {
            Some(Outcome::Ambiguous { applications }) => applications,
            _ => &[],
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::File(entry) => Some(&entry.file),
            Self::Row { .. } | Self::Refusal { .. } => None,
        }
    }

    /// The list of refusals that it is of.
    pub fn refusals(&self) -> Option<&Path> {
        match self {
            Self::Refusal { list, .. } => Some(list),
            Self::File(_) | Self::Row { .. } => None,
        }
    }

    /// The list, if it is a reason that an earlier list gave: a person can say that it is new.
    pub fn known_before(&self) -> Option<&Path> {
        match self {
            Self::Refusal { list, refusal } if refusal.why == Some(NotTaken::Known) => Some(list),
            _ => None,
        }
    }

    /// The file or list that it was read from.
    pub fn read_from(&self) -> &str {
        match self {
            Self::File(entry) => &entry.file,
            Self::Row { list, .. } => list,
            Self::Refusal { list, .. } => list.file_name().and_then(OsStr::to_str).unwrap_or_default(),
        }
    }

    /// Where it was read.
    pub fn source(&self, lang: Lang) -> String {
        match self {
            Self::File(entry) => entry.file.clone(),
            Self::Row { list, entry } => words::of_list(lang, entry.row, list),
            Self::Refusal { list, refusal } => words::of_list(lang, refusal.row, &file_name(list)),
        }
    }

    /// The same without the folders before it.
    pub fn short_source(&self, lang: Lang) -> String {
        let source = self.source(lang);
        source.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
    }

    /// Why it is not recorded.
    pub fn why(&self, lang: Lang) -> Option<String> {
        match (self, self.outcome()) {
            (_, Some(Outcome::Unmatched(why))) => Some(exchange::unmatched(*why).get(lang).to_owned()),
            (_, Some(Outcome::Ambiguous { applications })) => Some(words::may_be_of(lang, applications)),
            (_, Some(Outcome::Barred { why, .. })) => Some(words::barred(lang, &message(lang, why))),
            (Self::File(ReturnedEntry { read: Err(fault), .. }), _) => {
                Some(exchange::returned_fault(lang, fault))
            }
            (Self::Row { entry: IssuedEntry { read: Err(fault), .. }, .. }, _) => {
                Some(exchange::list_row_fault(lang, fault.column, &fault.value))
            }
            (Self::Refusal { refusal, .. }, _) => Some(match refusal.why {
                Some(why) => words::not_taken(lang, why, &refusal.reason),
                None => words::not_out(lang, &refusal.reason),
            }),
            _ => None,
        }
    }

    /// It was decided of which application it is.
    pub fn decide(&mut self, application: &str) {
        if let Self::File(ReturnedEntry { read: Ok((claim, outcome)), .. })
        | Self::Row { entry: IssuedEntry { read: Ok((claim, outcome)), .. }, .. } = self
        {
            let (application, number) = (application.to_owned(), claim.number.clone());
            *outcome = Outcome::Already { application, number };
        }
    }
}

/// Puts what was read now in the place of what was read before; what is still to be looked at stays, unless it was read
/// again.
pub(super) fn replace(all: &mut Vec<Came>, new: Vec<Came>) {
    let again: HashSet<String> = new.iter().map(|came| came.source(Lang::Zh)).collect();
    all.retain(|old| old.standing().is_open() && !again.contains(&old.source(Lang::Zh)));
    all.extend(new);
    all.sort_by_key(Came::standing);
}

fn sorted(all: impl Iterator<Item = Came>) -> Vec<Came> {
    let mut all: Vec<Came> = all.collect();
    all.sort_by_key(Came::standing);
    all
}
