//! Many files, read by a few threads, in the order in which they were found.

use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};

use sha2::{Digest, Sha256};

use super::ReturnedFile;
use super::walk::{Entry, walk};
use crate::domain::qualification::PageFault;
use crate::domain::returned::ReturnedFault;
use crate::exchange::caught::caught;
use crate::exchange::pages::read_codes_apart;

/// More threads than this wait for the disk, and hold more files in memory.
const MAX_THREADS: usize = 4;

/// The files at paths as they are read: so many are in memory as there are threads, and two.
pub struct Returned {
    found: Receiver<Receiver<ReturnedFile>>,
}

/// A file to be read, and where the answer goes.
type Task = (Entry, SyncSender<ReturnedFile>);

/// So many documents are remembered before they are forgotten together.
const MOST_KNOWN: usize = 10_000;

/// The codes of documents by the SHA-256 of their content: what was shown is not drawn again when it is taken in.
static KNOWN: LazyLock<Mutex<HashMap<[u8; 32], Vec<String>>>> = LazyLock::new(Mutex::default);

fn codes(bytes: &[u8]) -> Result<Vec<String>, PageFault> {
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = known().get(&sha256).cloned();
    if let Some(codes) = before {
        return Ok(codes);
    }
    // What went wrong may have been for want of time or memory.
    let codes = read_codes_apart(bytes.to_vec())?;
    let mut known = known();
    if known.len() >= MOST_KNOWN {
        known.clear();
    }
    known.insert(sha256, codes.clone());
    Ok(codes)
}

/// Reads the files at paths, in the order given; those of a folder by name, those of an archive as they stand in it.
/// What is no invoice by its name, such as the list beside the invoices, is left out. Dropping what is returned ends
/// the reading.
///
/// # Errors
/// No thread can be started.
pub fn read_all(paths: Vec<PathBuf>) -> io::Result<Returned> {
    start(paths, None)
}

/// Reads those files at a path, or in the archive there, that are shown by one of these names, and no others.
///
/// # Errors
/// No thread can be started.
pub fn read_named(path: PathBuf, names: HashSet<String>) -> io::Result<Returned> {
    start(vec![path], Some(names))
}

fn start(paths: Vec<PathBuf>, names: Option<HashSet<String>>) -> io::Result<Returned> {
    let threads = available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let (find, found) = sync_channel(threads);
    let (give, tasks) = channel::<Task>();
    let tasks = Arc::new(Mutex::new(tasks));
    for _ in 0..threads {
        let tasks = Arc::clone(&tasks);
        Builder::new().name("read-returned".to_owned()).spawn(move || work(&tasks))?;
    }
    Builder::new().name("find-returned".to_owned()).spawn(move || look(&paths, names, &find, &give))?;
    Ok(Returned { found })
}

/// Finds the files, and waits where they are not read as fast as they are found.
fn look(
    paths: &[PathBuf],
    mut names: Option<HashSet<String>>,
    find: &SyncSender<Receiver<ReturnedFile>>,
    give: &Sender<Task>,
) {
    walk(paths, &mut |entry| {
        if let Some(names) = &mut names {
            if names.is_empty() {
                return ControlFlow::Break(());
            }
            if !names.remove(&entry.shown) {
                return ControlFlow::Continue(());
            }
        }
        let (answer, answered) = sync_channel(1);
        let is_wanted = find.send(answered).is_ok() && give.send((entry, answer)).is_ok();
        if is_wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

fn work(tasks: &Mutex<Receiver<Task>>) {
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((entry, answer)) = task else { return };
        let shown = entry.shown.clone();
        // A file that a reader stumbles over does not take the others with it.
        let file = caught(|| entry.read(codes)).unwrap_or(ReturnedFile {
            shown,
            content: None,
            invoice: Err(ReturnedFault::Damaged),
        });
        // Nobody may want it any more.
        drop(answer.send(file));
    }
}

impl Iterator for Returned {
    type Item = ReturnedFile;

    fn next(&mut self) -> Option<ReturnedFile> {
        self.found.recv().ok()?.recv().ok()
    }
}
