//! What all rows of the store come to, kept beside them by every command that changes one.
//!
//! Errors of every call: `store`.

mod changes;

use crate::store::engine::{Changes, Unwatched};

/// Which tables are not proved: what is typed and not sent, which no entry tells of; the log, which is a chain; and the
/// digests themselves. What is worked out from other rows, or answered again, is proved and not told.
pub const UNPROVED: Unwatched<'_> =
    Unwatched { tables: &["draft", "audit", "table_digest"], derived: &["bill_month", "command_answer"] };

/// What an entry of the log says of the rows that were changed; none where nothing is to be said.
pub fn told(changes: &Changes) -> Option<String> {
    changes::told(changes)
}
