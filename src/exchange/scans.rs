//! The archive of scans beside a store: each file under the SHA-256 of its content, recognised by content, written
//! safely, verified when opened.

mod remote;
mod whole;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use self::remote::Remote;
pub(super) use self::whole::decode;
pub use self::whole::picture;
use super::held_folder::HeldFolder;
use super::{disk, held_folder};
use crate::domain::qualification::{MAX_SCAN_BYTES, Media, ScanFault};

/// The folder of the scans of one store.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
    /// Where its files are kept, where the folder holds but copies of them.
    remote: Option<Arc<dyn Remote>>,
}

/// A scan that was looked at, and maybe taken into the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// What it is.
    pub media: Media,
    /// The name of the file it came from.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

/// Looks whether a file would be taken into an archive, and takes nothing. The pages of a document are drawn in a
/// process of its own, which takes as long as that takes.
///
/// # Errors
/// It cannot be read, is no scan, is broken or too large, needs a password or cannot be drawn.
pub fn look(path: &Path) -> Result<Scan, ScanFault> {
    let bytes = read_limited(path)?;
    let sha256 = hash(&bytes);
    let media = whole::look(&bytes, &sha256)?;
    Ok(Scan { sha256, media, name: name_of(path), bytes: bytes.len() as u64 })
}

impl Archive {
    /// The archive beside the store at `store`: `desk.sqlite` has `desk.files`.
    pub fn beside(store: &Path) -> Self {
        Self { folder: store.with_extension("files"), remote: None }
    }

    /// An archive whose files are kept elsewhere, with copies in this folder.
    pub fn of_copies(folder: PathBuf, remote: Arc<dyn Remote>) -> Self {
        Self { folder, remote: Some(remote) }
    }

    /// Whether its files are kept elsewhere.
    pub fn is_of_copies(&self) -> bool {
        self.remote.is_some()
    }

    /// Keeps the scans that are there from others on the machine.
    pub fn keep_from_others(&self) {
        disk::keep_from_others(&self.folder);
    }

    /// Where the scans are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a file into the archive. Taking it twice keeps it once. Content that was looked at before is what it was
    /// found to be then.
    ///
    /// # Errors
    /// The archive cannot be written; or else the file cannot be read, is no scan, is broken or too large, needs a password
    /// or cannot be drawn.
    pub fn keep(&self, path: &Path) -> io::Result<Result<Scan, ScanFault>> {
        let whole = read_limited(path).and_then(|bytes| {
            let sha256 = hash(&bytes);
            whole::recognise(&bytes, &sha256).map(|media| (bytes, sha256, media))
        });
        let (bytes, sha256, media) = match whole {
            Ok(whole) => whole,
            Err(fault) => return Ok(Err(fault)),
        };
        self.put(&sha256, &bytes)?;
        Ok(Ok(Scan { sha256, media, name: name_of(path), bytes: bytes.len() as u64 }))
    }

    /// Keeps any content, whatever it is; answers its SHA-256. Keeping it twice keeps it once.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_bytes(&self, bytes: &[u8]) -> io::Result<String> {
        let sha256 = hash(bytes);
        self.put(&sha256, bytes).map(|()| sha256)
    }

    fn put(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(sha256);
        if fs::read(&place).is_ok_and(|there| hash(&there) == sha256) {
            return Ok(());
        }
        write_safely(&place, bytes)?;
        self.flush([sha256]);
        Ok(())
    }

    /// Has the names safe on the disk under which these were kept, each said by its SHA-256. What is kept one by one is so
    /// at once; whoever takes or admits many says it once, before a store names them.
    pub fn flush<'a>(&self, all: impl IntoIterator<Item = &'a str>) {
        let places = all.into_iter().map(|sha256| self.place(sha256));
        let folders: BTreeSet<_> = places.filter_map(|place| Some(place.parent()?.to_owned())).collect();
        if !folders.is_empty() {
            folders.iter().for_each(|folder| disk::flush_folder(folder));
            // The names of these folders, and of the archive's own.
            disk::flush_folder(&self.folder);
            self.folder.parent().into_iter().for_each(disk::flush_folder);
        }
    }

    /// The content of a scan, which is fetched first where the folder has no copy of it.
    ///
    /// # Errors
    /// It is gone, or not what was kept any more.
    pub fn open(&self, sha256: &str) -> Result<Vec<u8>, ScanFault> {
        match (self.open_here(sha256), &self.remote) {
            (Err(ScanFault::Vanished | ScanFault::Altered), Some(remote)) => {
                remote::fetch(&**remote, sha256, &self.place(sha256))?;
                self.open_here(sha256)
            }
            (opened, _) => opened,
        }
    }

    /// Whether a scan is kept as it was: a copy in the folder says nothing of that.
    ///
    /// # Errors
    /// As of [`Archive::open`].
    pub fn verify(&self, sha256: &str) -> Result<(), ScanFault> {
        match &self.remote {
            Some(remote) => remote::verify(&**remote, sha256),
            None => self.open_here(sha256).map(drop),
        }
    }

    /// Where a scan is kept, for a person to read.
    pub fn shown(&self, sha256: &str) -> String {
        match &self.remote {
            Some(remote) => remote.shown(sha256),
            None => self.place(sha256).display().to_string(),
        }
    }

    fn open_here(&self, sha256: &str) -> Result<Vec<u8>, ScanFault> {
        let mut bytes = Vec::new();
        disk::open(&self.place(sha256))
            // One that has grown beyond what was ever taken is not the one that was.
            .and_then(|file| file.take(MAX_SCAN_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => ScanFault::Vanished,
                _ => ScanFault::Io { detail: error.to_string() },
            })?;
        if hash(&bytes) == sha256 { Ok(bytes) } else { Err(ScanFault::Altered) }
    }

    /// Takes a scan from another archive, unless it is here and whole. One that was changed on the disk is taken
    /// where there is none, since there may be no better one. Answers what is wrong with it then.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn take(&self, from: &Self, sha256: &str) -> std::io::Result<Option<ScanFault>> {
        if self.open(sha256).is_ok() {
            return Ok(None);
        }
        let fault = from.open(sha256).err();
        let (old, new) = (from.place(sha256), self.place(sha256));
        if fault.is_none() || (fault == Some(ScanFault::Altered) && old.is_file() && !new.exists()) {
            write_safely(&new, &fs::read(old)?)?;
        }
        Ok(fault)
    }

    /// Gives files of another archive on the same disk a second name here. Where that cannot be done there is none, and
    /// it is taken as any other; content is verified then as ever.
    pub fn link<'a>(&self, from: &Self, all: impl IntoIterator<Item = &'a str>) {
        for sha256 in all {
            let (old, new) = (from.place(sha256), self.place(sha256));
            if old.is_file() {
                let folder = new.parent().map_or(Ok(()), disk::make_folder);
                let _ = folder.and_then(|()| fs::hard_link(old, new));
            }
        }
    }

    /// A place beside the archive's files for what arrives, before it is known what is to be kept of it. It is removed
    /// with all that is in it when this is dropped, or by the next where the program was killed before.
    ///
    /// # Errors
    /// Those of the system.
    pub fn arrivals(&self) -> io::Result<Arrivals> {
        disk::make_folder(&self.folder)?;
        held_folder::clear(&self.folder, ARRIVING);
        Ok(Arrivals { folder: HeldFolder::make(&self.folder, ARRIVING)? })
    }

    /// Keeps what has arrived, unless it is here and whole.
    ///
    /// # Errors
    /// Those of the system; it has not arrived.
    pub fn admit(&self, arrivals: &Arrivals, sha256: &str) -> io::Result<()> {
        if self.open(sha256).is_ok() {
            return Ok(());
        }
        let place = self.place(sha256);
        disk::make_folder(place.parent().unwrap_or(Path::new(".")))?;
        disk::rename(&arrivals.folder.path().join(sha256), &place)
    }

    /// Where a scan is kept: in a folder of its first two digits, so that no folder grows too large.
    pub fn place(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256.get(..2).unwrap_or_default()).join(sha256)
    }
}

/// Files that have arrived and are not kept yet, each by the SHA-256 of its content.
#[derive(Debug)]
pub struct Arrivals {
    folder: HeldFolder,
}

/// How a folder of [`Arrivals`] begins.
const ARRIVING: &str = "arriving-";

impl Arrivals {
    /// Puts a file here, safe on the disk; nobody else on the machine can read it.
    ///
    /// # Errors
    /// Those of the system.
    pub fn put(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.folder.path().join(sha256);
        if place.exists() {
            return Ok(());
        }
        let mut file = disk::make_file(&place)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Why a file that is to be taken cannot be read.
fn unreadable(error: io::Error) -> ScanFault {
    if disk::is_kept_open(&error) {
        return ScanFault::Denied;
    }
    match error.kind() {
        // A folder, a pipe or a device holds no scan.
        io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => ScanFault::NotAScan,
        io::ErrorKind::NotFound => ScanFault::NotFound,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy => ScanFault::Denied,
        _ => ScanFault::Io { detail: error.to_string() },
    }
}

fn read_limited(path: &Path) -> Result<Vec<u8>, ScanFault> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a file that is too large, also one that grows while it is read.
    disk::open(path)
        .map_err(unreadable)?
        .take(MAX_SCAN_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_SCAN_BYTES { Err(ScanFault::TooLarge) } else { Ok(bytes) }
}

/// A picture unpacked: rows of red, green, blue and opacity.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

/// The SHA-256 of a file.
///
/// # Errors
/// It cannot be read.
pub(crate) fn hash_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher) = (disk::open(path)?, Sha256::new());
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// The SHA-256 of some content, in lower-case hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes beside the place and moves it there, so that a file in the archive is always whole; nobody else on the
/// machine can read it.
fn write_safely(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    disk::make_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    disk::persist(file.into_temp_path(), place, false)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::ImageFormat;

    use super::*;

    fn png(side: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::new(side, side).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    fn archive() -> (Archive, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Archive::beside(&folder.path().join("desk.sqlite")), folder)
    }

    fn keep(bytes: &[u8], name: &str) -> Result<Scan, ScanFault> {
        let (archive, folder) = archive();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        archive.keep(&path).unwrap()
    }

    #[test]
    fn a_scan_is_recognised_by_its_content_and_not_by_its_name() {
        assert_eq!(keep(&png(4), "scan.pdf").unwrap().media, Media::Png);
        assert_eq!(keep(b"MZ\x90\0", "scan.png"), Err(ScanFault::NotAScan));
        assert_eq!(keep(b"", "scan.png"), Err(ScanFault::NotAScan));
    }

    #[test]
    fn what_a_killed_program_left_of_what_arrived_is_removed_and_what_arrives_now_is_not() {
        let (archive, _folder) = archive();
        let now = archive.arrivals().unwrap();
        now.put(&hash(b"a"), b"a").unwrap();
        let left = archive.folder().join("arriving-killed");
        fs::create_dir(&left).unwrap();
        fs::write(left.join("lock"), "").unwrap();
        let folders = || fs::read_dir(archive.folder()).unwrap().count();
        assert_eq!(folders(), 2);
        drop(archive.arrivals().unwrap());
        assert!(!left.exists());
        archive.admit(&now, &hash(b"a")).unwrap();
        assert_eq!(archive.open(&hash(b"a")), Ok(b"a".to_vec()));
        drop(now);
        assert_eq!(folders(), 1, "that of what was kept");
    }

    #[test]
    #[cfg(unix)]
    fn scans_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (archive, folder) = archive();
        let path = folder.path().join("a.png");
        fs::write(&path, png(4)).unwrap();
        let scan = archive.place(&archive.keep(&path).unwrap().unwrap().sha256);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(&scan), mode(scan.parent().unwrap()), mode(archive.folder())),
            (0o600, 0o700, 0o700)
        );
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_no_scan() {
        assert_eq!(look(Path::new("/dev/zero")), Err(ScanFault::NotAScan));
        assert_eq!(look(tempfile::tempdir().unwrap().path()), Err(ScanFault::NotAScan));
    }

    #[test]
    fn a_scan_that_is_not_there_is_missed_in_words_of_our_own() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(look(&folder.path().join("a.png")), Err(ScanFault::NotFound));
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert_eq!(unreadable(denied), ScanFault::Denied);
        assert!(matches!(unreadable(io::Error::other("E 5")), ScanFault::Io { .. }));
    }

    #[test]
    fn a_broken_scan_is_refused() {
        let whole = png(64);
        assert_eq!(keep(&whole[..whole.len() / 2], "a.png"), Err(ScanFault::Broken));
        assert_eq!(keep(b"\xFF\xD8\xFF\xE0nothing", "a.jpg"), Err(ScanFault::Broken));
        assert_eq!(keep(b"%PDF-1.4 cut off", "a.pdf"), Err(ScanFault::Broken));
    }

    #[test]
    fn twenty_mebibytes_are_taken_and_one_byte_more_is_not() {
        let mut bytes = png(4);
        bytes.resize(MAX_SCAN_BYTES as usize, b' ');
        assert!(keep(&bytes, "a.png").is_ok());
        bytes.push(b' ');
        assert_eq!(keep(&bytes, "a.png"), Err(ScanFault::TooLarge));
    }

    #[test]
    fn a_picture_larger_than_can_be_drawn_is_made_smaller() {
        let bytes = png(64);
        let side = |max_side| picture(&bytes, Media::Png, max_side).unwrap().width;
        assert_eq!((side(64), side(32)), (64, 32));
    }

    #[test]
    fn what_is_gone_or_changed_on_the_disk_is_not_opened() {
        let (archive, folder) = archive();
        let path = folder.path().join("a.png");
        fs::write(&path, png(4)).unwrap();
        let kept = archive.keep(&path).unwrap().unwrap();
        assert_eq!(archive.open(&kept.sha256), Ok(png(4)));
        fs::write(archive.place(&kept.sha256), png(5)).unwrap();
        assert_eq!(archive.open(&kept.sha256), Err(ScanFault::Altered));
        assert_eq!(archive.keep(&path).unwrap().unwrap(), kept, "keeping it again repairs it");
        fs::remove_file(archive.place(&kept.sha256)).unwrap();
        assert_eq!(archive.open(&kept.sha256), Err(ScanFault::Vanished));
    }
}
