//! What is wrong and what to do: refusals, faults of files and fields, the rules.

pub mod command_fields;
pub mod exchange;
pub mod faults;
pub mod policy;
pub mod refusal;
pub mod rules;
pub mod undo;
