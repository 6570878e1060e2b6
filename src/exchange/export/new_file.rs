//! A file that appears whole or not at all.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::exchange::disk;

/// A file that is written beside its place and moved there when it is whole. Dropped before, it leaves nothing.
pub(crate) struct NewFile {
    // Closed before it is removed: an open file cannot be removed everywhere.
    file: BufWriter<File>,
    written_at: TempPath,
    place: PathBuf,
}

impl NewFile {
    /// Starts a file that is to be at `place`; what is there now stays until [`NewFile::keep`].
    pub(crate) fn create(place: &Path) -> io::Result<Self> {
        // Unlike a temporary file, it is for whoever may read files of its owner.
        Self::made(place, |path| File::create_new(path))
    }

    /// The same, of a file that nobody else on the machine can read.
    pub(crate) fn create_private(place: &Path) -> io::Result<Self> {
        Self::made(place, disk::make_file)
    }

    fn made(place: &Path, make: impl FnMut(&Path) -> io::Result<File>) -> io::Result<Self> {
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        disk::can_be_replaced(place)?;
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".");
        let mut beside = tempfile::Builder::new();
        let beside = beside.prefix(&prefix).suffix(".part").make_in(folder_of(place), make)?;
        let (file, written_at) = beside.into_parts();
        Ok(Self { file: BufWriter::new(file), written_at, place: place.to_owned() })
    }

    pub(crate) fn folder(&self) -> &Path {
        folder_of(&self.place)
    }

    /// Puts the file in its place, safe on the disk.
    pub(crate) fn keep(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        disk::rename(&self.written_at, &self.place).map_err(|error| {
            // Opened by another program meanwhile, that is the reason to give.
            disk::can_be_replaced(&self.place).err().unwrap_or(error)
        })?;
        // It is not there any more to be removed.
        let _ = self.written_at.keep();
        disk::flush_folder(folder_of(&self.place));
        Ok(())
    }
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for NewFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with an old file at the place of a list.
    fn with_old() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("list.csv");
        fs::write(&place, "old").unwrap();
        (folder, place)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_kept_file_replaces_the_old_one() {
        let (folder, place) = with_old();
        let mut file = NewFile::create(&place).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        file.keep().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        assert_eq!(names(folder.path()), ["list.csv"]);
    }

    #[test]
    fn a_dropped_file_leaves_the_old_one_and_nothing_else() {
        let (folder, place) = with_old();
        let mut file = NewFile::create(&place).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        assert_eq!(names(folder.path()), ["list.csv"]);
    }

    #[test]
    fn a_folder_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(NewFile::create(folder.path()).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_or_a_device_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("list.csv");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        assert!(NewFile::create(&link).is_err());
        assert_eq!(names(folder.path()), ["list.csv"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_list_is_for_whoever_may_read_files_of_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        fs::write(folder.path().join("any"), "").unwrap();
        NewFile::create(&folder.path().join("list.csv")).unwrap().keep().unwrap();
        assert_eq!(mode("list.csv"), mode("any"));
    }
}
