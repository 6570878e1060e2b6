//! A folder that appears whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::exchange::disk;

/// A folder that is filled beside its place and moved there when it is whole. Dropped before, it leaves nothing.
pub struct NewFolder {
    beside: TempDir,
    place: PathBuf,
}

impl NewFolder {
    /// Starts a folder that is to be at `place`, where nothing is yet, or an empty folder.
    ///
    /// # Errors
    /// Those of the system; there is something.
    pub fn create(place: &Path) -> io::Result<Self> {
        is_free(place)?;
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".part");
        // Unlike a temporary folder, it is for whoever may read folders of its owner.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        Ok(Self { beside: builder.tempdir_in(parent(place))?, place: place.to_owned() })
    }

    /// Where it is filled.
    pub fn path(&self) -> &Path {
        self.beside.path()
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// Those of the system; something has come there meanwhile.
    pub fn keep(self) -> io::Result<()> {
        is_free(&self.place)?;
        if self.place.exists() {
            fs::remove_dir(&self.place)?;
        }
        disk::rename(self.beside.path(), &self.place)?;
        // It is not there any more to be removed.
        let _ = self.beside.keep();
        disk::flush_folder(parent(&self.place));
        Ok(())
    }
}

/// Whether a folder can be put at a place.
fn is_free(place: &Path) -> io::Result<()> {
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(there) if there.is_dir() && fs::read_dir(place)?.next().is_none() => Ok(()),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

fn parent(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
    fn a_folder_is_there_whole_or_not_at_all() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("2026-10");
        let dropped = NewFolder::create(&place).unwrap();
        fs::write(dropped.path().join("a"), "half").unwrap();
        drop(dropped);
        assert_eq!(names(around.path()), [""; 0]);
        // An empty one gives way.
        fs::create_dir(&place).unwrap();
        let kept = NewFolder::create(&place).unwrap();
        fs::write(kept.path().join("a"), "whole").unwrap();
        kept.keep().unwrap();
        assert_eq!(names(around.path()), ["2026-10"]);
        assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "whole");
    }

    #[test]
    fn what_is_there_stays() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("2026-10");
        let late = NewFolder::create(&place).unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("mine"), "mine").unwrap();
        assert_eq!(NewFolder::create(&place).err().unwrap().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(late.keep().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(names(around.path()), ["2026-10"]);
        assert_eq!(names(&place), ["mine"]);
    }
}
