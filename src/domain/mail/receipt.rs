//! What is said of a message that was sent, for others to check.

use chrono::{DateTime, Utc};

/// What was sent to whom, and when.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the others are called as in the outbox")]
pub struct Receipt<'a> {
    pub application: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub cc: Option<&'a str>,
    pub subject: &'a str,
    pub message_id: &'a str,
    pub at: DateTime<Utc>,
    pub by: &'a str,
    /// What the server said; none: a person knows that it arrived.
    pub answer: Option<&'a str>,
    pub decided_by: Option<&'a str>,
    /// Of the whole message as it was handed over.
    pub sha256: &'a str,
}
