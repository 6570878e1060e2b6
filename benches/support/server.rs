//! Databases on the server that benchmarks may use, where one is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fapiao_desk::desk::backup::transfer;
use fapiao_desk::desk::progress::Meter;
use postgres::{Client, NoTls};

/// What names it, as `postgres://postgres@localhost:5432`; `.ci/server` starts one.
pub const SERVER: &str = "FAPIAO_TEST_SERVER";

pub fn given() -> Option<String> {
    std::env::var(SERVER).ok()
}

/// A new database in the place of one of the same name, as a copy of another one where that is said.
pub fn new_database(server: &str, name: &str, of: Option<&Path>) -> PathBuf {
    let of = of.map_or("template0".into(), |of| of.file_name().unwrap_or_default().to_string_lossy());
    let mut client = Client::connect(&format!("{server}/postgres"), NoTls).expect("the server");
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE {of}"),
    ] {
        client.batch_execute(&sql).expect("a database");
    }
    format!("{server}/{name}").into()
}

/// The place of the store at `path` on the server, where it is put if it is not there yet, with a copy that nobody reads (see
/// [`copy_of`]).
pub fn moved(server: &str, path: &Path) -> PathBuf {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_");
    let name = format!("bench_{name}");
    let place = PathBuf::from(format!("{server}/{name}"));
    if Client::connect(&place.to_string_lossy(), NoTls).is_err() {
        // What was made half is not taken for whole.
        let part = new_database(server, "bench_begun", None);
        transfer(path, &part, None, &Arc::new(Meter::default())).expect("the store is moved");
        new_database(server, &format!("{name}_kept"), Some(&part));
        let mut client = Client::connect(&format!("{server}/postgres"), NoTls).expect("the server");
        client.batch_execute(&format!("ALTER DATABASE bench_begun RENAME TO {name}")).expect("a name");
    }
    place
}

/// A copy of a store that [`moved`] has put there, in the place of the one before: of a database that somebody reads, a server
/// makes none.
pub fn copy_of(server: &str, place: &Path) -> PathBuf {
    let kept = format!("{}_kept", place.display());
    new_database(server, "bench_copy", Some(Path::new(&kept)))
}
