//! What the benchmarks share: a generated store of a size, kept under `target/bench-data` for the next time. Where a server
//! is given, it is moved there, and measured there.

#![allow(dead_code, reason = "each benchmark uses a part of this")]

pub mod fill;
pub mod server;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fapiao_desk::desk::clock::Moment;
use fapiao_desk::domain::calendar::WorkCalendar;
use fapiao_desk::store::engine::Db;
use fill::Shape;

/// The moment at which a generated store is looked at: noon of 2026-11-22 in China.
pub const NOW: &str = "2026-11-22T04:00:00Z";

/// A generated store.
pub struct Store {
    pub path: PathBuf,
    pub bills: usize,
}

impl Store {
    /// The store with `FAPIAO_BENCH_BILLS` bills, 10,000 without it; made if it is not there yet.
    pub fn generated() -> Self {
        let bills = match std::env::var("FAPIAO_BENCH_BILLS") {
            Ok(text) => text.replace(['_', ','], "").parse().expect("FAPIAO_BENCH_BILLS is a number"),
            Err(_) => 10_000,
        };
        Self::of(bills)
    }

    /// The store with so many bills.
    pub fn of(bills: usize) -> Self {
        Self::shaped(bills, &bills.to_string(), Shape::Many(bills))
    }

    /// The store with two customers, one under either policy, of so many paid bills each.
    pub fn of_one_customer(bills: usize) -> Self {
        Self::shaped(bills, &format!("one-{bills}"), Shape::OneByOne(bills))
    }

    fn shaped(bills: usize, name: &str, shape: Shape) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
        std::fs::create_dir_all(&folder).expect("target can be written");
        let path = folder.join(format!("{name}-{:016x}.sqlite", recipe()));
        if !path.exists() {
            forget(&folder, name);
            // A store that was made half is not taken for a whole one; of two that are made at once, one stays.
            let aside = tempfile::tempdir_in(&folder).expect("a folder");
            let part = aside.path().join("store.sqlite");
            fill::fill(&part, shape);
            std::fs::rename(&part, &path).expect("the store is put in its place");
        }
        let path = server::given().map_or(path.clone(), |server| server::moved(&server, &path));
        Self { path, bills }
    }

    /// A connection that reads it.
    pub fn reader(&self) -> Db {
        Db::open_reader(&self.path).expect("a store")
    }

    /// A copy that may be written to.
    pub fn copy(&self) -> Copy {
        let folder = tempfile::tempdir().expect("a folder");
        if let Some(server) = server::given() {
            let path = server::copy_of(&server, &self.path);
            return Copy { path, _folder: folder };
        }
        let path = folder.path().join("desk.sqlite");
        std::fs::copy(&self.path, &path).expect("a copy");
        Copy { path, _folder: folder }
    }
}

/// A store of a benchmark's own.
pub struct Copy {
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

/// The customer of `qweather` with most bills, one in two hundred of all.
pub const LARGE: &str = "C000001";
/// Customers with fifty bills, one under each policy.
pub const OF_QWEATHER: &str = "C000003";
pub const OF_TENCENT_CLOUD: &str = "C000002";

/// The moment at which the stores are looked at.
pub fn moment() -> Moment {
    Moment::at(NOW.parse().expect("an instant"), Arc::new(WorkCalendar::bundled()))
}

/// Removes the stores of this name that other recipes made.
fn forget(folder: &Path, of: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(&format!("{of}-")) {
            // One that cannot be removed only takes up room.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Changes when a store that was made before is not what would be made now.
fn recipe() -> u64 {
    let mut hasher = DefaultHasher::new();
    include_str!("fill.rs").hash(&mut hasher);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let entries = std::fs::read_dir(folder).expect("the migrations");
    let mut migrations: Vec<_> = entries.map(|entry| entry.expect("a migration").path()).collect();
    migrations.sort();
    migrations.iter().for_each(|path| std::fs::read(path).expect("a migration").hash(&mut hasher));
    hasher.finish()
}
