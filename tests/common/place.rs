//! Where tests keep their stores: in files, or each in a database of the server that [`SERVER`] names.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use postgres::{Client, NoTls};

use fapiao_desk::desk::{Desk, Open};

/// A folder of a test's own; in memory where the system has such a place, since every command waits for the disk.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// The address of a server on which tests may make databases, as `postgres://postgres@localhost:5432`. Where it is given,
/// what asks for [`store_in`] or [`sandbox_in`] keeps its stores there.
const SERVER: &str = "FAPIAO_TEST_SERVER";

/// A place for a store, for as long as the folder is there.
pub fn store_in(folder: &Path) -> PathBuf {
    match std::env::var(SERVER) {
        Ok(server) => on_server(&server, folder, "template0"),
        Err(_) => folder.join("desk.sqlite"),
    }
}

/// The place of a new store on the server; none where none is given, and a test leaves out what it would have tried there.
pub fn server_in(folder: &Path) -> Option<PathBuf> {
    let Ok(server) = std::env::var(SERVER) else {
        println!("{SERVER} is not given: what needs a server is left out");
        return None;
    };
    Some(on_server(&server, folder, "template0"))
}

/// A desk at a new sandbox at such a place.
pub fn sandbox_in(folder: &Path) -> Desk {
    /// As for a file: the others are copies of it.
    static MADE: LazyLock<String> = LazyLock::new(|| {
        let path = on_server(&std::env::var(SERVER).unwrap(), &std::env::temp_dir(), "template0");
        drop(Desk::open(&path, Open::New { sandbox: true }).unwrap());
        path.file_name().unwrap().to_string_lossy().into_owned()
    });
    match std::env::var(SERVER) {
        Ok(server) => Desk::open(&on_server(&server, folder, &MADE), Open::Existing).unwrap(),
        Err(_) => sandbox(&folder.join("desk.sqlite")),
    }
}

/// A new database, which is a copy of another one. Those whose folder is gone are dropped.
fn on_server(server: &str, folder: &Path, of: &str) -> PathBuf {
    /// Each with its folder, and how many there were.
    static THERE: Mutex<(Vec<(PathBuf, String)>, usize)> = Mutex::new((Vec::new(), 0));
    let mut there = THERE.lock().unwrap();
    let mut client = Client::connect(&format!("{server}/postgres"), NoTls).unwrap();
    for (_, gone) in there.0.extract_if(.., |(folder, _)| !folder.exists()) {
        client.batch_execute(&format!("DROP DATABASE {gone} WITH (FORCE)")).unwrap();
    }
    there.1 += 1;
    let name = format!("test_{}_{}", std::process::id(), there.1);
    client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {of}")).unwrap();
    there.0.push((folder.to_owned(), name.clone()));
    format!("{server}/{name}").into()
}

/// A desk at a new sandbox: a copy of one that is made once, since the migrations take longer than most tests.
pub fn sandbox(path: &Path) -> Desk {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = folder();
        let path = folder.path().join("new.sqlite");
        drop(Desk::open(&path, Open::New { sandbox: true }).unwrap());
        std::fs::read(path).unwrap()
    });
    std::fs::write(path, &*MADE).unwrap();
    Desk::open(path, Open::Existing).unwrap()
}
