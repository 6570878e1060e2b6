//! The automation interface as a process, line by line, as AUTOMATION.md promises it.

mod answers;
mod clock;
mod drafts;
mod fields;
mod odd;
mod past;
mod pasted;
mod people;
mod policies;
mod rules;
pub mod scene;
mod twice;
mod zones;
