//! What is said to the desk and how it is read: commands and queries, the decoder, sent ids. AUTOMATION.md.

pub mod changes;
pub mod command;
pub mod decode;
pub mod object;
pub(in crate::desk) mod sent;
pub(in crate::desk) mod strict;
pub(in crate::desk) mod texts;
