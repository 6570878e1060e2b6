//! What makes the store unable to lie: where from, on what and by which key each entry of the log is written.

pub(crate) mod source;
