//! Many files in one ZIP archive.

use std::io::Write;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::NewFile;
use crate::domain::files::ExportError;

/// An archive that takes its place when it is whole. Dropped before, it leaves nothing.
pub struct NewArchive(ZipWriter<NewFile>);

impl NewArchive {
    /// Starts an archive that is to be at `place`; what is there now stays until [`NewArchive::finish`].
    ///
    /// # Errors
    /// It cannot be written there.
    pub fn create(place: &Path) -> Result<Self, ExportError> {
        Ok(Self(ZipWriter::new(NewFile::create(place)?)))
    }

    /// Packs a file. Its time is the beginning of a day, so that the same files make the same archive; names beyond
    /// ASCII are marked as UTF-8.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&mut self, name: &str, day: NaiveDate, bytes: &[u8]) -> Result<(), ExportError> {
        let year = u16::try_from(day.year()).unwrap_or_default();
        let at = DateTime::from_date_and_time(year, day.month() as u8, day.day() as u8, 0, 0, 0);
        let options = SimpleFileOptions::default().last_modified_time(at.unwrap_or_default());
        self.0.start_file(name, options).map_err(unwritable)?;
        Ok(self.0.write_all(bytes)?)
    }

    /// Puts the archive in its place.
    ///
    /// # Errors
    /// It cannot be written; what was there before is there still.
    pub fn finish(self) -> Result<(), ExportError> {
        Ok(self.0.finish().map_err(unwritable)?.keep()?)
    }
}

fn unwritable(error: ZipError) -> ExportError {
    match error {
        ZipError::Io(error) => error.into(),
        other => ExportError::Unwritable { detail: other.to_string() },
    }
}
