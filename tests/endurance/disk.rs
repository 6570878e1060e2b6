//! The disk of `disk.c`: compiled here, put between the program and the kernel, and its log.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::common::process::Desk;

/// Something that was done to a file, or said.
#[derive(Clone, Debug)]
pub struct Done {
    pub what: What,
    pub path: PathBuf,
    /// Where in the file, or how long it became.
    pub at: u64,
    /// What was written or said, or the other name.
    pub data: Vec<u8>,
}

/// The kinds of a record, as `disk.c` numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Made,
    Wrote,
    Cut,
    Flushed,
    Renamed,
    Removed,
    MadeFolder,
    Linked,
    Said,
    Opened,
}

const KINDS: [What; 10] = [
    What::Made,
    What::Wrote,
    What::Cut,
    What::Flushed,
    What::Renamed,
    What::Removed,
    What::MadeFolder,
    What::Linked,
    What::Said,
    What::Opened,
];

/// The compiled disk; none where it cannot be had.
static COMPILED: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return None;
    }
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/endurance/disk.c");
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}.so", std::process::id()));
    let mut compiler = Command::new("cc");
    compiler.args(["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"]).arg(&library).arg(source);
    let compiled = compiler.output().ok()?;
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    // Some machines let nobody put anything between a program and the kernel.
    let mut probe = Command::new("true");
    probe.env("LD_PRELOAD", &library).env("DISK_FOLDER", "/nowhere");
    probe.status().is_ok_and(|status| status.success()).then_some(library)
});

/// Whether there is such a disk here; where not, the test says so.
pub fn is_there(test: &str) -> bool {
    if COMPILED.is_none() {
        println!("{test}: not run, it needs Linux on x86-64, a C compiler and seccomp");
    }
    COMPILED.is_some()
}

/// Has a command use the disk for what is in the desk's folder.
pub fn on_disk(mut command: Command, desk: &Desk) -> Command {
    command.env("LD_PRELOAD", COMPILED.as_ref().unwrap());
    command.env("DISK_FOLDER", folder(desk));
    command
}

/// The desk's folder, as the kernel names it.
pub fn folder(desk: &Desk) -> PathBuf {
    desk.path(".").canonicalize().unwrap()
}

/// The log that the disk wrote.
pub fn log(path: &Path) -> Vec<Done> {
    let bytes = fs::read(path).unwrap();
    let mut rest = bytes.as_slice();
    let mut log = Vec::new();
    while !rest.is_empty() {
        let (head, behind) = rest.split_at(32);
        let number = |i: usize| u64::from_ne_bytes(head[8 * i..8 * i + 8].try_into().unwrap());
        let length = |i: usize| usize::try_from(number(i)).unwrap();
        let (path, behind) = behind.split_at(length(1));
        let (data, behind) = behind.split_at(length(3));
        let what = KINDS[length(0) - 1];
        let path = PathBuf::from(String::from_utf8(path.to_vec()).unwrap());
        log.push(Done { what, path, at: number(2), data: data.to_vec() });
        rest = behind;
    }
    log
}
