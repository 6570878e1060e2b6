//! The list of tax classifications that the user has imported.

use crate::domain::bureau::TaxCodes;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// What the list says of a classification.
pub fn find(db: &Db, code: &str) -> Result<TaxCodes, Refusal> {
    let digits = code.trim_end_matches('0');
    // What begins with these digits stands between them and the next that does not.
    let sql = include_str!("tax_code.sql");
    let (any, there, below): (bool, bool, bool) = db.one(sql, params![code, format!("{digits}:")])?;
    Ok(match (any, there, below) {
        (false, ..) => TaxCodes::NotKnown,
        (_, false, _) => TaxCodes::Missing,
        (_, _, true) => TaxCodes::Summary,
        (_, _, false) => TaxCodes::Leaf,
    })
}

/// How many classifications the list has.
pub fn count(db: &Db) -> Result<u32, Refusal> {
    db.one(include_str!("count_tax_codes.sql"), [])
}

/// Keeps a classification; answers whether it is new, or called something else now.
pub fn put(db: &Db, code: &str, name: &str) -> Result<bool, Refusal> {
    Ok(db.execute(include_str!("put_tax_code.sql"), params![code, name])? > 0)
}
