//! A file that appears whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::exchange::disk;

/// A file that is written beside its place and moved there when it is whole. Dropped before, it leaves nothing.
pub(crate) struct NewFile {
    file: Option<File>,
    written_at: PathBuf,
    place: PathBuf,
}

impl NewFile {
    /// Starts a file that is to be at `place`; what is there now stays until [`NewFile::keep`].
    pub(crate) fn create(place: &Path) -> io::Result<Self> {
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        disk::is_for_a_file(place)?;
        for attempt in 0..100 {
            let mut beside = OsString::from(".");
            beside.push(name);
            beside.push(format!(".{}-{attempt}.part", std::process::id()));
            let written_at = place.with_file_name(beside);
            match OpenOptions::new().write(true).create_new(true).open(&written_at) {
                Ok(file) => return Ok(Self { file: Some(file), written_at, place: place.to_owned() }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// The folder that it is written in.
    pub(crate) fn folder(&self) -> &Path {
        match self.place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    /// Puts the file in its place, safe on the disk.
    pub(crate) fn keep(mut self) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            file.sync_all()?;
        }
        fs::rename(&self.written_at, &self.place)?;
        disk::flush_folder(self.folder());
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl io::Seek for NewFile {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |file| file.seek(to))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // An open file cannot be removed everywhere. After `keep` there is nothing left to remove.
        self.file = None;
        let _ = fs::remove_file(&self.written_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_kept_file_replaces_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("list.csv");
        fs::write(&place, "old").unwrap();
        let mut file = NewFile::create(&place).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        file.keep().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        assert_eq!(names(folder.path()), ["list.csv"]);
    }

    #[test]
    fn a_dropped_file_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("list.csv");
        fs::write(&place, "old").unwrap();
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
