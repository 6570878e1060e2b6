//! What goes to the tax bureau and what it refuses.
//!
//! Errors of every call: `store`.

pub mod forms;
pub mod outgoing;
pub mod planned;
pub mod refusals;
pub mod tax_codes;
