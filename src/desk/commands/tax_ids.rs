//! Credit codes that fail their check: a person who has seen the certificate confirms one, and stands by it by name
//! (RULES.md, section 10).

use std::collections::HashSet;

use crate::desk::clock::Moment;
use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::domain::tax_id::TaxId;
use crate::store::engine::Db;
use crate::store::tax_id_seen;

/// Every code that somebody has seen.
pub fn seen(db: &Db) -> Result<HashSet<TaxId>, Refusal> {
    Ok(tax_id_seen::all(db)?.into_iter().map(|seen| seen.tax_id).collect())
}

/// Who has seen this code on the certificate, by name; nobody, where its check is right.
pub fn seen_by(db: &Db, tax_id: &TaxId) -> Result<Option<String>, Refusal> {
    if !tax_id.fails_its_check() {
        return Ok(None);
    }
    Ok(tax_id_seen::by_id(db, tax_id)?.map(|seen| seen.by))
}

/// Who has seen a typed tax id, by name, where it needs that; with `seen`, whoever says so now is recorded.
pub(crate) fn who_has_seen(
    db: &Db,
    text: Option<&str>,
    seen: Option<(&Moment, UserId)>,
) -> Result<Option<String>, Refusal> {
    // What is wrong otherwise is told by the check of the whole info.
    let Some(tax_id) = text.and_then(|text| TaxId::parse_seen(text, |_| true).ok()) else { return Ok(None) };
    if let Some((moment, by)) = seen {
        confirm(db, moment, by, std::slice::from_ref(&tax_id))?;
    }
    seen_by(db, &tax_id)
}

/// Records that `by` has seen these codes. One whose check is right needs nobody for it.
pub(crate) fn confirm(db: &Db, moment: &Moment, by: UserId, tax_ids: &[TaxId]) -> Result<(), Refusal> {
    for tax_id in tax_ids.iter().filter(|tax_id| tax_id.fails_its_check()) {
        tax_id_seen::insert(db, tax_id, by, moment.now)?;
    }
    Ok(())
}
