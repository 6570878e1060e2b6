//! What is wrong and what to do: refusals and the rules that refuse, faults of files and fields.

pub mod check;
pub mod command_fields;
pub mod exchange;
pub mod faults;
pub mod mail;
pub mod paperwork;
pub mod policy;
pub mod refusal;
pub mod undo;
