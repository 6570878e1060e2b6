//! What every command is carried out with, and what one answers that has nothing to say.

use std::cell::{OnceCell, RefCell};

use serde::Serialize;
use serde_json::Value;

use crate::desk::clock::Moment;
use crate::desk::returned::arrive::ReadAhead;
use crate::desk::sign_in::UserKey;
use crate::domain::ids::{ApplicationId, UserId};
use crate::domain::log::LogObject;
use crate::domain::refusal::Refusal;
use crate::domain::timeline::EventKind;
use crate::exchange::scans::Archive;
use crate::store::application;
use crate::store::engine::Db;
use crate::store::user::StoredUser;

/// The transaction of one command: it is kept whole, with its audit entry, or not at all.
pub(crate) struct Transaction<'a> {
    pub db: &'a Db,
    /// The scans beside the store.
    pub archive: &'a Archive,
    pub moment: &'a Moment,
    /// Whose command it is; the roles have been checked.
    pub user: &'a StoredUser,
    /// The service that does it for that user, where it is not the user who is signed in.
    pub proxy: Option<&'a StoredUser>,
    /// The key of whoever is signed in, where one is unlocked.
    pub key: Option<&'a UserKey>,
    /// What was there before, where the command corrects or removes it: the audit log keeps it with the command.
    pub was: OnceCell<Value>,
    /// What it is about besides what its request names: the log finds the entry by it.
    pub about: RefCell<Vec<LogObject>>,
    /// The files that the command names, where they are read before it begins.
    pub ahead: OnceCell<Result<ReadAhead, Refusal>>,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(db: &'a Db, archive: &'a Archive, moment: &'a Moment, user: &'a StoredUser) -> Self {
        Self {
            db,
            archive,
            moment,
            user,
            proxy: None,
            key: None,
            was: OnceCell::new(),
            about: RefCell::default(),
            ahead: OnceCell::new(),
        }
    }

    /// Whose command it is, and the service that does it for that user.
    pub(crate) fn persons(&self) -> (UserId, Option<UserId>) {
        (self.user.id, self.proxy.map(|proxy| proxy.id))
    }

    /// Writes into the timeline of an application what has happened to it.
    pub(crate) fn event(
        &self,
        application: ApplicationId,
        event: EventKind,
        note: Option<&str>,
    ) -> Result<(), Refusal> {
        application::insert_step(self.db, application, self.moment.now, self.persons(), (event, None), note)
    }
}

/// The answer of a command that has nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Done {}

impl From<()> for Done {
    fn from((): ()) -> Self {
        Self {}
    }
}
