//! Says that the store was brought up to date by what a subcommand did, whichever way it opened it.

use std::path::PathBuf;

use super::session::Session;
use crate::desk::upgrade::{before_upgrade, newest_schema, older_schema};
use crate::i18n::upgrade as words;

/// A store of an older program, as it was before a subcommand; none: it is none.
pub(super) struct Before(Option<(PathBuf, i64, Option<PathBuf>)>);

impl Before {
    pub(super) fn of(session: &Session) -> Self {
        let older = session.store().and_then(|store| Some((older_schema(&store).ok()??, store)));
        Self(older.map(|(schema, store)| {
            let backup = before_upgrade(&store).map(|backup| backup.path);
            (store, schema, backup)
        }))
    }

    /// Says where the backup is that was made of it, if it was brought up to date.
    pub(super) fn tell(self, session: &Session) {
        let Some((store, from, earlier)) = self.0.filter(|(store, ..)| older_schema(store) == Ok(None))
        else {
            return;
        };
        // What was restored over it was not brought up to date.
        if let Some(made) =
            before_upgrade(&store).map(|made| made.path).filter(|made| earlier.as_ref() != Some(made))
        {
            session.say(&words::upgraded(session.lang, from, newest_schema(), &made.display().to_string()));
        }
    }
}
