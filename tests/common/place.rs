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

/// Whether stores are kept on a server.
pub fn is_server() -> bool {
    std::env::var(SERVER).is_ok()
}

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

/// A desk at a new sandbox at such a place: a copy of one that is made once, since the migrations take longer than most
/// tests.
pub fn sandbox_in(folder: &Path) -> Desk {
    static MADE: LazyLock<Kept> = LazyLock::new(|| {
        let folder = self::folder();
        let place = store_in(folder.path());
        drop(Desk::open(&place, Open::New { sandbox: true }).unwrap());
        Kept::of(&place)
    });
    Desk::open(&MADE.copy_in(folder), Open::Existing).unwrap()
}

/// A store that others begin with.
pub enum Kept {
    File(Vec<u8>),
    Database(String),
}

impl Kept {
    pub fn of(place: &Path) -> Self {
        match std::env::var(SERVER) {
            Ok(server) => {
                let kept = on_server(&server, &std::env::temp_dir(), &database(place));
                Self::Database(database(&kept))
            }
            Err(_) => Self::File(std::fs::read(place).unwrap()),
        }
    }

    /// The place of a copy of it, for as long as the folder is there.
    pub fn copy_in(&self, folder: &Path) -> PathBuf {
        match self {
            Self::File(bytes) => {
                let place = store_in(folder);
                std::fs::write(&place, bytes).unwrap();
                place
            }
            Self::Database(name) => on_server(&std::env::var(SERVER).unwrap(), folder, name),
        }
    }
}

/// What is in a store: the bytes of its file, or all rows that there are.
pub fn content(place: &Path) -> Vec<u8> {
    if is_server() { rows(place).into_bytes() } else { std::fs::read(place).unwrap() }
}

/// Every row of a store on a server, each behind its table.
pub fn rows(place: &Path) -> String {
    let mut client = Client::connect(place.to_str().unwrap(), NoTls).unwrap();
    let tables = "SELECT tablename::text FROM pg_tables
        WHERE schemaname = 'fapiao_desk' AND tablename <> 'desk' ORDER BY 1";
    let mut rows = String::new();
    for table in client.query(tables, &[]).unwrap() {
        let table: String = table.get(0);
        let of_table = format!("SELECT t::text FROM fapiao_desk.\"{table}\" t ORDER BY 1");
        for row in client.query(&of_table, &[]).unwrap() {
            rows.push_str(&format!("INSERT INTO \"{table}\" {}\n", row.get::<_, String>(0)));
        }
    }
    rows
}

/// The name of the database of a place on a server.
fn database(place: &Path) -> String {
    place.file_name().unwrap().to_string_lossy().into_owned()
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

/// The same in a file.
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
