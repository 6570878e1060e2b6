//! What is said to the desk and how it is read. AUTOMATION.md.

pub mod changes;
pub mod decode;
pub mod duplicates;
pub(crate) mod fields;
mod reader;
pub(crate) mod sent;
pub mod table;
