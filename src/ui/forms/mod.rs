//! Forms that more than one panel shows.

pub mod address;
pub mod info;
pub mod items;
