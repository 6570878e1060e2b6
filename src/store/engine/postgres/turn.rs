//! A turn that one program at a time has of all that are at a store on a server, on whichever computer. The server ends it
//! with the connection, and so with the program.

use std::path::{Path, PathBuf};

use ::postgres::Client;

use super::{error, open};
use crate::domain::refusal::Refusal;

/// A turn, until it is dropped.
pub struct ServerTurn {
    client: Box<Client>,
    place: PathBuf,
}

impl std::fmt::Debug for ServerTurn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerTurn")
    }
}

impl ServerTurn {
    /// Takes the turn of this name at the store at `place`; none: somebody has it.
    ///
    /// # Errors
    /// `store`.
    pub fn take(place: &Path, name: &str) -> Result<Option<Self>, Refusal> {
        let mut client = open::connect(place)?;
        let taken = client.query_one("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", &[&name]);
        let is_taken: bool = taken.map_err(|error| error::refusal(&error, place))?.get(0);
        Ok(is_taken.then(|| Self { client: Box::new(client), place: place.to_owned() }))
    }

    /// Asks the server whether the turn still is whose it was.
    ///
    /// # Errors
    /// `store`: the connection is lost, and the turn with it.
    pub fn is_held(&mut self) -> Result<(), Refusal> {
        self.client.batch_execute("SELECT 1").map_err(|error| error::refusal(&error, &self.place))
    }
}
