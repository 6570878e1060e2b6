//! Forms that more than one panel shows.

pub mod address;
pub mod deliver;
pub mod info;
pub mod items;
mod pasting;
