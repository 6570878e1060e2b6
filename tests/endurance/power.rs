//! The power goes: what was written since the last flush is there, is not there, or is there in part.
//!
//! A run of the program is written down call by call, and its folder is made again as it may stand when it stopped at
//! any of them. Of each file that counts which was flushed; each later write is kept, dropped or torn at sectors of 512
//! bytes. Names are in their folder in the order in which they were made, up to any place behind the last flush of a
//! folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::common::chance::Chance;
use crate::common::process::{Desk, finish};
use crate::disk::{self, Done, What, on_disk};
use crate::errand::{ERRANDS, Ended};
use crate::scene::{Files, lay};

const SECTOR: usize = 512;

/// A file: what is safe of it, and what was done to it since.
#[derive(Clone, Default)]
struct Content {
    safe: Vec<u8>,
    since: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Wrote(usize, Vec<u8>),
    Cut(usize),
}

/// What was done to names at once.
#[derive(Clone, Default)]
struct Naming {
    named: Vec<(PathBuf, usize)>,
    removed: Vec<PathBuf>,
}

/// The files of a folder on a disk that keeps some of what it is told until it is flushed.
struct Disk {
    folder: PathBuf,
    contents: Vec<Content>,
    /// As the program sees them.
    names: BTreeMap<PathBuf, usize>,
    safe_names: BTreeMap<PathBuf, usize>,
    namings: Vec<Naming>,
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Cut(length) => bytes.resize(*length, 0),
            Self::Wrote(at, data) => {
                bytes.resize(bytes.len().max(at + data.len()), 0);
                bytes[*at..at + data.len()].copy_from_slice(data);
            }
        }
    }

    /// As much of it as there is when the power has gone.
    fn apply_some(&self, bytes: &mut Vec<u8>, chance: &mut Chance) {
        match (self, chance.below(3)) {
            (_, 0) => {}
            (Self::Wrote(at, data), 1) => {
                for (i, sector) in data.chunks(SECTOR).enumerate() {
                    if chance.below(2) == 0 {
                        Self::Wrote(at + i * SECTOR, sector.to_vec()).apply(bytes);
                    }
                }
            }
            _ => self.apply(bytes),
        }
    }
}

impl Disk {
    fn with(folder: &Path, files: &Files) -> Self {
        let contents = files.iter().map(|(_, bytes)| Content { safe: bytes.clone(), since: Vec::new() });
        let names: BTreeMap<_, _> =
            files.iter().enumerate().map(|(i, (path, _))| (folder.join(path), i)).collect();
        Self {
            folder: folder.to_owned(),
            contents: contents.collect(),
            safe_names: names.clone(),
            names,
            namings: Vec::new(),
        }
    }

    fn naming(&mut self, naming: Naming) {
        naming.clone().apply(&mut self.names);
        self.namings.push(naming);
    }

    fn did(&mut self, done: &Done) {
        let file = self.names.get(&done.path).copied();
        let at = usize::try_from(done.at).unwrap();
        match done.what {
            What::Made => {
                self.contents.push(Content::default());
                let named = vec![(done.path.clone(), self.contents.len() - 1)];
                self.naming(Naming { named, removed: Vec::new() });
            }
            // What has no name any more is in nobody's way.
            What::Wrote | What::Cut => {
                let Some(file) = file else { return };
                let wrote = done.what == What::Wrote;
                let change = if wrote { Change::Wrote(at, done.data.clone()) } else { Change::Cut(at) };
                self.contents[file].since.push(change);
            }
            What::Flushed => match file {
                Some(file) => {
                    let Content { safe, since } = &mut self.contents[file];
                    since.drain(..).for_each(|change| change.apply(safe));
                }
                None => self.namings.drain(..).for_each(|naming| naming.apply(&mut self.safe_names)),
            },
            What::Renamed | What::Linked => {
                let to = PathBuf::from(String::from_utf8(done.data.clone()).unwrap());
                // A folder takes along what is in it.
                let within = |name: &Path| Some(name.strip_prefix(&done.path).ok()?.to_owned());
                let mut naming = Naming::default();
                for (name, file) in &self.names {
                    let Some(rest) = within(name) else { continue };
                    naming.named.push((to.iter().chain(rest.iter()).collect(), *file));
                    if done.what == What::Renamed {
                        naming.removed.push(name.clone());
                    }
                }
                self.naming(naming);
            }
            What::Removed => {
                self.naming(Naming { named: Vec::new(), removed: vec![done.path.clone()] });
            }
            What::MadeFolder | What::Said | What::Opened => {}
        }
    }

    /// What stands on it when the power comes back.
    fn after_the_cut(mut self, chance: &mut Chance) -> Files {
        let kept = chance.below(self.namings.len() + 1);
        self.namings.drain(..kept).for_each(|naming| naming.apply(&mut self.safe_names));
        // Some disks keep nothing, some everything.
        let mood = chance.below(4);
        let mut content = |file: usize| {
            let mut bytes = self.contents[file].safe.clone();
            for change in &self.contents[file].since {
                match mood {
                    0 => {}
                    1 => change.apply(&mut bytes),
                    _ => change.apply_some(&mut bytes, chance),
                }
            }
            bytes
        };
        let path = |path: &Path| path.strip_prefix(&self.folder).unwrap().to_owned();
        self.safe_names.iter().map(|(name, file)| (path(name), content(*file))).collect()
    }
}

impl Naming {
    fn apply(self, names: &mut BTreeMap<PathBuf, usize>) {
        self.removed.iter().for_each(|path| _ = names.remove(path));
        names.extend(self.named);
    }
}

#[test]
fn what_was_answered_is_there_after_a_power_cut() {
    if !disk::is_there("power") {
        return;
    }
    let mut chance = crate::chance(4);
    for errand in ERRANDS {
        let (desk, elsewhere) = (Desk::empty(), Desk::empty());
        lay(&desk, &errand.files());
        let mut command = on_disk(errand.command(&desk), &desk);
        command.env("DISK_LOG", elsewhere.path("log"));
        let ran = finish(command, b"");
        assert_eq!(ran.code, 0, "{errand:?} {ran:?}");
        let log = disk::log(&elsewhere.path("log"));
        let cuts = crate::times(4);
        for cut in 0..cuts {
            let end = chance.below(log.len() + 1);
            let mut disk = Disk::with(&disk::folder(&desk), &errand.files());
            log[..end].iter().for_each(|done| disk.did(done));
            lay(&desk, &disk.after_the_cut(&mut chance));
            let said: Vec<u8> = log[..end]
                .iter()
                .filter(|done| done.what == What::Said)
                .flat_map(|done| done.data.clone())
                .collect();
            let said = String::from_utf8_lossy(&said).into_owned();
            // Of what is one transaction, the answer says that it was done.
            let is_done = said.ends_with('\n') && said == ran.stdout;
            let code = is_done.then_some(0);
            let ended = Ended { code, said, complained: String::new() };
            errand.holds(
                &desk,
                &ended,
                &format!("cut {cut} at call {end} of {}, seed {}", log.len(), crate::seed()),
            );
        }
        println!("{errand:?}: {cuts} power cuts at any of {} calls", log.len());
    }
}
