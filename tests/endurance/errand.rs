//! What is done with the program when something happens to it, and what has to hold then.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::common::process::{Desk, Ran, finish};
use crate::scene::{Files, assert_whole, entries, lay, program, run, scene, state};
use crate::story::Story;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// A store is made, and the first lines are said.
    Begin,
    /// Lines are said.
    Lines,
    /// Bills are imported.
    Import,
    /// The store is copied to `copy.sqlite`.
    BackUp,
    /// `old.sqlite` takes the place of the store.
    Restore,
    /// Bills are written to `list.xlsx`, which is there.
    Export,
}

pub const ERRANDS: [Errand; 6] =
    [Errand::Begin, Errand::Lines, Errand::Import, Errand::BackUp, Errand::Restore, Errand::Export];

/// How far the program had come when something happened to it.
#[derive(Debug)]
pub struct Ended {
    /// None where it was ended, or the machine was.
    pub code: Option<i32>,
    /// What it had said.
    pub said: String,
    pub complained: String,
}

impl From<Ran> for Ended {
    fn from(ran: Ran) -> Self {
        Self { code: Some(ran.code), said: ran.stdout, complained: ran.stderr }
    }
}

/// What is known of an errand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Done,
    NotDone,
    Nothing,
}

impl Ended {
    fn known(&self) -> Known {
        match self.code {
            Some(0) => Known::Done,
            Some(_) if !self.says_unknown() => Known::NotDone,
            _ => Known::Nothing,
        }
    }

    fn says_unknown(&self) -> bool {
        self.said.contains(r#""outcome":"unknown""#) || self.complained.contains(r#""outcome":"unknown""#)
    }

    /// The whole lines of what it said.
    pub fn answers(&self) -> Vec<Value> {
        let whole = self.said.rfind('\n').map_or("", |end| &self.said[..end]);
        whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// What the desk of the scene answers before anything, and after the import.
static BEFORE: LazyLock<(Vec<Value>, usize)> = LazyLock::new(|| {
    let desk = Desk::empty();
    lay(&desk, &scene().files);
    (state(&desk), entries(&desk))
});
static IMPORTED: LazyLock<Vec<Value>> = LazyLock::new(|| after(Errand::Import));
static TOLD: LazyLock<Vec<Value>> = LazyLock::new(|| after(Errand::Lines));

fn after(errand: Errand) -> Vec<Value> {
    let desk = Desk::empty();
    lay(&desk, &scene().files);
    let ran = finish(errand.command(&desk), b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    state(&desk)
}

impl Errand {
    /// What stands in the folder before.
    pub fn files(self) -> Files {
        let mut files = scene().files.clone();
        if self == Self::Begin {
            files.retain(|(path, _)| !path.starts_with("machine") && !path.starts_with("desk.files"));
            files.retain(|(path, _)| path != Path::new("desk.sqlite"));
        }
        files
    }

    pub fn command(self, desk: &Desk) -> Command {
        let arguments: &[&str] = match self {
            Self::Begin => &["--sandbox", "run", "begin.jsonl"],
            Self::Lines => &["run", "lines.jsonl"],
            Self::Import => &["import", "bills", "bills.csv", "--issuer", "T", "--json"],
            Self::BackUp => &["backup", "--to", "copy.sqlite", "--json"],
            Self::Restore => &["restore", "old.sqlite", "--replace", "--json"],
            Self::Export => &["export", "bills", "--to", "list.xlsx", "--json"],
        };
        program(desk, arguments)
    }

    fn story(self) -> Option<&'static Story> {
        match self {
            Self::Begin => Some(&scene().before),
            Self::Lines => Some(&scene().next),
            _ => None,
        }
    }

    /// What the store answers once it is done.
    pub fn after(self) -> &'static Vec<Value> {
        match self {
            Self::Begin | Self::BackUp | Self::Export => &BEFORE.0,
            Self::Lines => &TOLD,
            Self::Import => &IMPORTED,
            Self::Restore => &scene().old,
        }
    }

    /// Sees that nothing is lost, half done or done twice, and that it can be done again.
    pub fn holds(self, desk: &Desk, ended: &Ended, why: &str) {
        let why = &format!("{self:?}, {why}");
        assert!(!ended.complained.contains("panicked"), "{why}: {ended:?}");
        assert!(ended.code.is_none_or(|code| (0..=2).contains(&code)), "{why}: {ended:?}");
        match self.story() {
            Some(story) => self.holds_of_lines(story, desk, ended, why),
            None => self.holds_of_one(desk, ended, why),
        }
        assert_whole(desk, why);
        assert_eq!(&state(desk), self.after(), "{why}");
    }

    fn holds_of_lines(self, story: &Story, desk: &Desk, ended: &Ended, why: &str) {
        let answers = ended.answers();
        let done = answers.iter().take_while(|answer| answer["ok"] == true).count();
        assert_eq!(answers[..done], story.answers[..done], "{why}");
        for answer in &answers[done..] {
            let rule = answer["error"]["rule"].as_str().unwrap();
            assert!(["store", "not-run"].contains(&rule), "{why}: {answer}");
        }
        if done > 0 || self == Self::Lines {
            assert_whole(desk, why);
            // The log of a new store begins with an entry of its own.
            let before = if self == Self::Lines { BEFORE.1 } else { 1 };
            let kept = entries(desk) - before;
            let is_known = ended.known() != Known::Nothing;
            assert!(if is_known { kept == done } else { kept >= done }, "{why}: {kept} entries, {ended:?}");
        }
        let again = finish(self.command(desk), b"");
        assert_eq!((again.code, &again.answers()), (0, &story.answers), "{why}: {}", again.stderr);
    }

    fn holds_of_one(self, desk: &Desk, ended: &Ended, why: &str) {
        assert_whole(desk, why);
        let (state, before, after) = (state(desk), &BEFORE.0, self.after());
        match ended.known() {
            Known::Done => assert_eq!(&state, after, "{why}"),
            Known::NotDone => assert_eq!(&state, before, "{why}: {ended:?}"),
            Known::Nothing => assert!(&state == before || &state == after, "{why}: {state:?}"),
        }
        match self {
            Self::BackUp => {
                let copy = desk.path("copy.sqlite");
                match ended.known() {
                    Known::Done => assert!(copy.exists(), "{why}"),
                    Known::NotDone => assert!(!copy.exists(), "{why}: {ended:?}"),
                    Known::Nothing => {}
                }
                if copy.exists() {
                    assert_copy_is_whole(desk, why);
                    fs::remove_file(copy).unwrap();
                }
                // One that was not there may have left its scans.
                let _ = fs::remove_dir_all(desk.path("copy.files"));
            }
            Self::Export => {
                let preview = ["import", "bills", "list.xlsx", "--issuer", "T", "--preview"];
                let ran = run(desk, &preview);
                assert!(ran.code < 2, "{why}: {ran:?}");
            }
            _ => {}
        }
        let again = finish(self.command(desk), b"");
        assert_eq!(again.code, 0, "{why}: {again:?}");
        if self == Self::BackUp {
            assert_copy_is_whole(desk, why);
        }
    }
}

fn assert_copy_is_whole(desk: &Desk, why: &str) {
    let mut check = crate::common::process::program();
    check
        .env(crate::common::process::HOME, desk.path("machine"))
        .arg("--store")
        .arg(desk.path("copy.sqlite"))
        .arg("check");
    let ran = finish(check, b"");
    assert_eq!(ran.code, 0, "{why}: {ran:?}");
}
