//! The program as others see it: arguments and lines in, answers and an exit status out.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use fapiao_desk::desk::proof::machine::keep_machine_files_in;
use serde_json::Value;
use tempfile::TempDir;

use super::place::Kept;

/// A folder of its own, with a store in it that may not be there yet.
pub struct Desk {
    folder: TempDir,
    store: PathBuf,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The program, without the caller's display, language and data folder.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fapiao-desk"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env(HOME, home_of_all());
    command
}

/// What says which folder the program takes for the user's own.
pub const HOME: &str = "FAPIAO_DESK_HOME";

/// The one of all that need none for themselves, with the drive where there are drives.
fn home_of_all() -> PathBuf {
    std::path::absolute(concat!(env!("CARGO_TARGET_TMPDIR"), "/data")).unwrap()
}

/// Has this process be the same machine as the program, by what that keeps in its folder.
fn be_its_machine() {
    keep_machine_files_in(home_of_all().join("machine"));
}

/// Runs a command to its end, with `input` on its standard input.
pub fn finish(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It answers while it is written to, and may stop before it has read everything.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    });
    Ran::from(output)
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// The answers, one a line.
    pub fn answers(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The only answer.
    pub fn answer(&self) -> Value {
        let mut answers = self.answers();
        assert_eq!(answers.len(), 1, "{self:?}");
        answers.remove(0)
    }
}

impl Desk {
    /// A folder without a store.
    pub fn empty() -> Self {
        be_its_machine();
        let folder = super::place::folder();
        Self { store: super::place::store_in(folder.path()), folder }
    }

    /// A folder with a copy of a store that was kept.
    pub fn of(store: &Kept) -> Self {
        be_its_machine();
        let folder = super::place::folder();
        Self { store: store.copy_in(folder.path()), folder }
    }

    /// Keeps the store as it is, for others to begin with.
    pub fn keep(&self) -> Kept {
        Kept::of(&self.store)
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The store's path.
    pub fn store(&self) -> PathBuf {
        self.store.clone()
    }

    /// The program at this store with more arguments.
    pub fn with<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = program();
        command.current_dir(self.folder.path()).arg("--store").arg(self.store()).args(arguments);
        command
    }

    /// Runs a subcommand.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        finish(self.with(arguments), b"")
    }

    /// Sends lines to a sandbox store.
    pub fn send(&self, lines: &[&str]) -> Ran {
        finish(self.with(&["--sandbox", "run", "-"]), lines.join("\n").as_bytes())
    }

    /// Sends lines that must all be carried out; answers their results.
    pub fn ok(&self, lines: &[&str]) -> Vec<Value> {
        let ran = self.send(lines);
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.answers().into_iter().map(|mut answer| answer["result"].take()).collect()
    }

    /// Sends one line that must be refused; answers its error.
    pub fn refused(&self, line: &str) -> Value {
        let ran = self.send(&[line]);
        assert_eq!(ran.code, 1, "{line} {ran:?}");
        ran.answer()["error"].take()
    }

    /// What is in the store.
    pub fn bytes(&self) -> Vec<u8> {
        super::place::content(&self.store)
    }
}

/// What is in a file.
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}
