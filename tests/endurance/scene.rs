//! A desk at which people have worked a while, with what they are going to do next: laid out anew for each thing that may
//! happen to it.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::common::lines::{NOON, at};
use crate::common::process::{Desk, HOME, Ran, finish};
use crate::common::scans;
use crate::story::Story;

/// The files of a folder, by their paths in it.
pub type Files = Vec<(PathBuf, Vec<u8>)>;

/// The rounds of work of a story.
const ROUNDS: usize = 10;

/// What stands in a folder, and what is said there next.
pub struct Scene {
    /// The store `desk.sqlite` with its scans, `old.sqlite` from when it was younger, scans, a list of bills, a list that
    /// was exported, and what the machine keeps.
    pub files: Files,
    /// What the store was told.
    pub before: Story,
    /// What it is told next; in the file `lines.jsonl`.
    pub next: Story,
    /// What is in `old.sqlite`.
    pub old: Vec<Value>,
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| {
    let twin = Desk::empty();
    bring_scans(&twin);
    let story = Story::told_to(&twin, ROUNDS, &mut crate::chance(0));
    let half = story.lines.len() * 2 / 3;
    let (before, next) = story.split(half);

    let desk = Desk::empty();
    bring_scans(&desk);
    let (young, rest) = before.clone().split(half / 2);
    tell(&desk, &young);
    done(&desk, &["backup", "--to", "old.sqlite"]);
    let old = state(&desk);
    tell(&desk, &rest);
    done(&desk, &["export", "bills", "--to", "list.xlsx"]);
    fs::write(desk.path("bills.csv"), bills()).unwrap();
    fs::write(desk.path("begin.jsonl"), before.file()).unwrap();
    fs::write(desk.path("lines.jsonl"), next.file()).unwrap();
    Scene { files: files_of(&desk.path(".")), before, next, old }
});

/// The scene, which is made once.
pub fn scene() -> &'static Scene {
    &SCENE
}

/// The program at a desk, on a machine of its own.
pub fn program<S: AsRef<OsStr>>(desk: &Desk, arguments: &[S]) -> Command {
    let mut command = desk.with(arguments);
    command.env(HOME, desk.path("machine"));
    command
}

pub fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    finish(program(desk, arguments), b"")
}

fn done(desk: &Desk, arguments: &[&str]) {
    let ran = run(desk, arguments);
    assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
}

fn tell(desk: &Desk, story: &Story) {
    let ran = finish(program(desk, &["--sandbox", "run", "-"]), &story.file());
    assert_eq!((ran.code, &ran.answers()), (0, &story.answers), "{}", ran.stderr);
}

pub fn bring_scans(desk: &Desk) {
    for name in ["a.png", "b.png"] {
        fs::write(desk.path(name), scans::picture(name)).unwrap();
    }
}

/// What the desk answers about all that it holds.
pub fn state(desk: &Desk) -> Vec<Value> {
    let questions = [
        r#"{"op":"balance","account":"C1"}"#,
        r#"{"op":"balance","account":"C2"}"#,
        r#"{"op":"applications"}"#,
        r#"{"op":"drafts"}"#,
    ];
    let lines: Vec<String> = questions.iter().map(|question| at(NOON, question)).collect();
    let ran = finish(program(desk, &["run", "-"]), lines.join("\n").as_bytes());
    assert!(ran.code == 0, "{ran:?}");
    ran.answers()
}

/// How many entries the log has.
pub fn entries(desk: &Desk) -> usize {
    let ran = run(desk, &["audit", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.stdout.lines().count()
}

/// Has the store looked over, with its log and its scans.
pub fn assert_whole(desk: &Desk, why: &str) {
    let ran = run(desk, &["check"]);
    assert_eq!(ran.code, 0, "{why}: {ran:?}");
}

/// Bills of a customer, to be imported.
fn bills() -> String {
    let mut text = "账单号,客户编号,计费方式,出账日期,应付日期,账单金额,支付时间\n".to_owned();
    for i in 0..200 {
        writeln!(
            text,
            "N{i:05},C1,按量计费,2026-10-{:02},2026-11-20,2.{:02},2026-10-30",
            1 + i % 28,
            i % 100
        )
        .unwrap();
    }
    text
}

/// What is in a folder and those below it.
pub fn files_of(folder: &Path) -> Files {
    fn take(folder: &Path, below: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder.join(below)).unwrap() {
            let entry = entry.unwrap();
            let path = below.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                take(folder, &path, files);
            } else {
                files.push((path, fs::read(entry.path()).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    take(folder, Path::new(""), &mut files);
    files
}

/// Puts these files into the desk's folder, and nothing else.
pub fn lay(desk: &Desk, files: &Files) {
    let folder = desk.path(".");
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let is_folder = entry.file_type().unwrap().is_dir();
        if is_folder { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }.unwrap();
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
