//! The words of values: what the domain knows, dates, amounts, the columns of lists.

pub mod dates;
pub mod domain;
pub mod export;
pub mod phrase;
