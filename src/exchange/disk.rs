//! Files and folders as the desk opens and makes them.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

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
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
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
#[cfg(unix)]
mod tests {
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
