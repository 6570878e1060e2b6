//! What is said to the desk and how it is read. AUTOMATION.md.

pub mod changes;
pub mod decode;
pub mod duplicates;
pub(in crate::desk) mod fields;
mod reader;
pub(in crate::desk) mod sent;
pub(in crate::desk) mod strict;
pub mod table;
