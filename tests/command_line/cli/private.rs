//! Who else on the machine can read what the desk keeps: nobody, but for the lists that it was asked to write.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::cli::backups::with_scans;
use crate::common::process::{Desk, HOME, finish, program};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// A folder with everything in it.
fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(all(&path)) } else { found.push(path) }
    }
    found
}

/// That nobody else can read a store, its scans and the folders that they are in.
fn is_private(store: &Path) {
    for tail in ["", "-wal", "-shm"] {
        let path = PathBuf::from(format!("{}{tail}", store.display()));
        assert!(!path.exists() || mode(&path) == 0o600, "{} {:o}", path.display(), mode(&path));
    }
    for path in all(&store.with_extension("files")) {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
}

#[test]
fn store_scans_backups_and_what_is_replaced_are_for_their_owner_alone() {
    let desk = with_scans();
    is_private(&desk.store());
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    is_private(&desk.path("copy.sqlite"));
    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    is_private(&desk.store());
    is_private(Path::new(ran.answer()["kept"].as_str().unwrap()));
}

#[test]
fn the_files_beside_an_open_store_are_for_its_owner_alone() {
    let desk = Desk::empty();
    let mut command = desk.with(&["--sandbox", "run", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = child.stdin.take().unwrap();
    writeln!(lines, r#"{{"op":"add_user","name":"王敏","roles":["clerk"]}}"#).unwrap();
    let mut answer = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut answer).unwrap();
    for name in ["desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm"] {
        assert_eq!(mode(&desk.path(name)), 0o600, "{name}");
    }
    drop(lines);
    child.wait().unwrap();
}

#[test]
fn a_store_that_others_could_read_is_kept_from_them_once_it_is_opened_to_be_written() {
    let desk = with_scans();
    set_mode(&desk.store(), 0o664);
    set_mode(&desk.path("desk.files"), 0o755);
    assert_eq!(desk.run(&["check"]).code, 0);
    assert_eq!(mode(&desk.store()), 0o664, "what only looks changes nothing");
    desk.ok(&[]);
    assert_eq!((mode(&desk.store()), mode(&desk.path("desk.files"))), (0o600, 0o700));
}

#[test]
fn lists_are_for_whoever_may_read_files_of_their_owner() {
    let desk = Desk::empty();
    desk.ok(&[]);
    for (mask, expected) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        for list in ["bills.csv", "bills.xlsx"] {
            let mut shell = std::process::Command::new("sh");
            let script = format!("umask {mask}; exec \"$@\"");
            shell.arg("-c").arg(script).arg("sh").arg(env!("CARGO_BIN_EXE_fapiao-desk"));
            shell.arg("--store").arg(desk.store()).args(["export", "bills", "--to"]).arg(desk.path(list));
            assert_eq!(finish(shell, b"").code, 0);
            assert_eq!(mode(&desk.path(list)), expected, "{list} {mask}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_folder_that_the_desk_makes_for_its_store_is_for_its_owner_alone() {
    let home = Desk::empty();
    let mut command = program();
    command.env_remove(HOME).env("HOME", home.path("."));
    command.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    command.args(["run", "-"]);
    assert_eq!(finish(command, b"{\"op\":\"policies\"}\n").code, 0);
    let folder = home.path(".local/share/fapiao-desk");
    assert_eq!((mode(&folder), mode(&folder.join("desk.sqlite"))), (0o700, 0o600));
}
