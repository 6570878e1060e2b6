//! Files and folders as the desk opens and makes them.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempPath;

use crate::domain::files::is_kept_open_by_code;

/// What is at a path is neither a file nor a folder: a pipe, a device, a socket.
#[derive(Debug, thiserror::Error)]
#[error("not a regular file")]
pub struct NotAFile;

/// Opens a file for reading; links are followed.
///
/// # Errors
/// Those of the system, and [`NotAFile`]: opening a pipe would wait, perhaps for ever, for whoever writes to it.
pub fn open(path: &Path) -> io::Result<File> {
    regular(&fs::metadata(path)?)?;
    File::open(path)
}

/// Whether a file may be put at `place`: nothing is there, or a file.
///
/// # Errors
/// It is a folder, or [`NotAFile`].
pub fn is_for_a_file(place: &Path) -> io::Result<()> {
    fs::metadata(place).map_or(Ok(()), |there| regular(&there))
}

/// Whether a file may be put at `place` now: the same, and no program keeps the one that is there open.
///
/// # Errors
/// As there, and that of [`is_kept_open`].
pub fn can_be_replaced(place: &Path) -> io::Result<()> {
    is_for_a_file(place)?;
    let_go(place)
}

/// Whether an error says that another program keeps a file, or a part of it, open for itself: so does Excel on Windows with a
/// workbook. Elsewhere nobody can.
pub fn is_kept_open(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(is_kept_open_by_code)
}

/// Moves a file or folder, as [`fs::rename`] does. Windows moves nothing that a program has open, and programs that look
/// for viruses or index a disk open each new file for a moment: there it is tried again for two seconds.
///
/// # Errors
/// Those of the system.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    again(TO_LET_GO, may_pass, || fs::rename(from, to))
}

/// Moves a file to where nothing is yet: of two programs that do so at once, one is told that something is there, as far as
/// the disk has two names for a file.
///
/// # Errors
/// Those of the system.
pub fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => again(TO_LET_GO, may_pass, || fs::remove_file(from)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if to.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => rename(from, to),
    }
}

/// Puts a temporary file in its place, over another one that is there, unless it `is_new`; the same holds for it. One that
/// cannot be put there is removed.
///
/// # Errors
/// Those of the system.
pub fn persist(file: TempPath, place: &Path, is_new: bool) -> io::Result<()> {
    let mut file = Some(file);
    again(TO_LET_GO, may_pass, || {
        let Some(beside) = file.take() else { return Ok(()) };
        let placed = if is_new { beside.persist_noclobber(place) } else { beside.persist(place) };
        placed.map_err(|failed| {
            file = Some(failed.path);
            failed.error
        })
    })
}

/// How long other programs may take to let go of a new file.
const TO_LET_GO: Duration = Duration::from_secs(2);
/// How long it is waited between two trials.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether what keeps a file from being moved may be over in a moment. Windows says of some of it that access is denied.
fn may_pass(error: &io::Error) -> bool {
    is_kept_open(error) || (cfg!(windows) && error.raw_os_error() == Some(5))
}

/// Tries until it is done, fails in a way that does not pass, or `patience` is at its end.
fn again<T>(
    patience: Duration,
    may_pass: impl Fn(&io::Error) -> bool,
    mut attempt: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    let begun = Instant::now();
    loop {
        match attempt() {
            Err(error) if may_pass(&error) && begun.elapsed() < patience => thread::sleep(PAUSE),
            ended => return ended,
        }
    }
}

/// Windows replaces no file that a program has open without sharing the right to remove it. Asked for that right it says
/// so; moving something there is only denied.
#[cfg(windows)]
fn let_go(place: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE: u32 = 0x0001_0000;
    match OpenOptions::new().access_mode(DELETE).open(place) {
        Err(error) if is_kept_open(&error) => Err(error),
        // Whatever else there is to say, replacing it says.
        _ => Ok(()),
    }
}

#[cfg(not(windows))]
const fn let_go(_place: &Path) -> io::Result<()> {
    Ok(())
}

fn regular(there: &Metadata) -> io::Result<()> {
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if there.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, NotAFile)) }
}

/// Makes a folder that nobody else on the machine can look into, and what is missing above it.
///
/// # Errors
/// Those of the system. That it is there already is none.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

/// Makes a new file that nobody else on the machine can read.
///
/// # Errors
/// Those of the system, also where there is something at `path` already.
pub fn make_file(path: &Path) -> io::Result<File> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path)
}

/// Takes away what others may do with a file or folder, where that can be done.
pub fn keep_from_others(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(there) = fs::metadata(path) else { return };
        let mode = there.permissions().mode();
        if mode & 0o077 != 0 {
            // What belongs to somebody else stays as its owner wants it.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700));
        }
    }
    // Elsewhere it has the rights of the folder, which in a user's own folders are that user's.
    #[cfg(not(unix))]
    let _ = path;
}

/// The file systems of this computer, as Linux lists them; empty elsewhere.
pub fn mounts() -> String {
    fs::read_to_string("/proc/mounts").unwrap_or_default()
}

/// Has the names in a folder safe on the disk, where the system lets folders be flushed.
pub fn flush_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A file in a folder of its own, and a place to move it to.
    fn new() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        fs::write(&from, "new").unwrap();
        (folder, from, to)
    }

    #[test]
    fn what_may_pass_is_tried_again_until_it_has_and_nothing_else_is() {
        let fails = |times: u32, kind: io::ErrorKind, patience: Duration| {
            let mut tried = 0;
            let done = again(
                patience,
                |error| error.kind() == io::ErrorKind::ResourceBusy,
                || {
                    tried += 1;
                    if tried > times { Ok(()) } else { Err(kind.into()) }
                },
            );
            (done.map_err(|error| error.kind()), tried)
        };
        let busy = io::ErrorKind::ResourceBusy;
        let long = Duration::from_secs(600);
        assert_eq!(fails(2, busy, long), (Ok(()), 3));
        assert_eq!(fails(2, io::ErrorKind::NotFound, long), (Err(io::ErrorKind::NotFound), 1));
        assert_eq!(fails(2, busy, Duration::ZERO), (Err(busy), 1));
    }

    #[test]
    fn a_temporary_file_takes_the_place_of_another_unless_it_is_to_be_new() {
        let (folder, from, to) = new();
        fs::write(&to, "old").unwrap();
        let beside = || TempPath::try_from_path(&from).unwrap();
        assert_eq!(persist(beside(), &to, true).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!((fs::read_to_string(&to).unwrap().as_str(), from.exists()), ("old", false));
        fs::write(&from, "new").unwrap();
        persist(beside(), &to, false).unwrap();
        assert_eq!((fs::read_to_string(&to).unwrap().as_str(), from.exists()), ("new", false));
        drop(folder);
    }

    #[test]
    fn a_move_that_nothing_helps_ends() {
        let (_folder, from, to) = new();
        rename(&from, &to).unwrap();
        assert_eq!(rename(&from, &to).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    #[cfg(windows)]
    fn what_a_program_has_open_for_a_moment_is_moved_when_it_lets_go() {
        use std::os::windows::fs::OpenOptionsExt;
        let (_folder, from, to) = new();
        let mut held = Some(OpenOptions::new().read(true).share_mode(0).open(&from).unwrap());
        assert!(is_kept_open(&can_be_replaced(&from).unwrap_err()));
        let mut tried = 0;
        again(TO_LET_GO, may_pass, || {
            tried += 1;
            let moved = fs::rename(&from, &to);
            drop(held.take());
            moved
        })
        .unwrap();
        assert_eq!((tried, to.exists()), (2, true));
        can_be_replaced(&to).unwrap();
    }
}

#[cfg(test)]
#[cfg(unix)]
mod unix_tests {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixListener;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_no_file_is_refused_without_waiting_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        for path in [&socket, Path::new("/dev/null")] {
            let refused = [open(path).map(drop), is_for_a_file(path)];
            for error in refused.map(|refused| refused.expect_err(&path.display().to_string())) {
                assert!(error.get_ref().is_some_and(|error| error.is::<NotAFile>()), "{error:?}");
            }
        }
        assert_eq!(open(folder.path()).map(drop).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert!(is_for_a_file(&folder.path().join("new")).is_ok());
    }

    #[test]
    fn what_is_made_is_for_its_owner_alone_and_so_is_what_is_kept_from_others() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        make_folder(&deep).unwrap();
        make_file(&deep.join("c")).unwrap();
        assert_eq!(
            (mode(&folder.path().join("a")), mode(&deep), mode(&deep.join("c"))),
            (0o700, 0o700, 0o600)
        );
        let open = deep.join("open");
        fs::write(&open, "").unwrap();
        for (before, after) in [(0o666, 0o600), (0o444, 0o400), (0o600, 0o600)] {
            fs::set_permissions(&open, fs::Permissions::from_mode(before)).unwrap();
            keep_from_others(&open);
            assert_eq!(mode(&open), after);
        }
    }
}
