//! The words of values: what the domain knows, dates, amounts, the columns of lists.

pub mod dates;
pub mod domain;
pub mod lists;
pub mod phrase;
pub mod unbroken;
