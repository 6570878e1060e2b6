//! A line on which a server says that somebody has written to a store, and that it still is there.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ::postgres::Client;
use ::postgres::fallible_iterator::FallibleIterator as _;

use super::{error, open};
use crate::domain::refusal::Refusal;

/// What every transaction that writes says where it is kept; what it says goes to this database alone.
pub(super) const WRITTEN: &str = "NOTIFY fapiao_desk";

/// A line, until it is dropped.
pub struct ServerLine {
    client: Box<Client>,
    place: PathBuf,
}

impl std::fmt::Debug for ServerLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerLine")
    }
}

impl ServerLine {
    /// Opens a line to the server of the store at `place`.
    ///
    /// # Errors
    /// `store`.
    pub fn open(place: &Path) -> Result<Self, Refusal> {
        let mut client = open::connect(place)?;
        client.batch_execute("LISTEN fapiao_desk").map_err(|error| error::refusal(&error, place))?;
        Ok(Self { client: Box::new(client), place: place.to_owned() })
    }

    /// Waits until somebody writes to the store, and at most so long; answers whether somebody has since this was last asked.
    /// Where nobody has, the server is asked whether it still is there.
    ///
    /// # Errors
    /// `store`: the line is lost, or the server says nothing.
    pub fn hear(&mut self, most: Duration) -> Result<bool, Refusal> {
        self.heard(most).map_err(|error| error::refusal(&error, &self.place))
    }

    fn heard(&mut self, most: Duration) -> Result<bool, ::postgres::Error> {
        let has_written = self.client.notifications().timeout_iter(most).next()?.is_some();
        if has_written {
            // Those behind it say no more.
            self.client.notifications().iter().count()?;
        } else {
            self.client.is_valid(open::TO_ANSWER)?;
        }
        Ok(has_written)
    }
}
