//! What people have said that words mean, remembered for each issuer and kind of table as columns are; and the words
//! that the desk does not know, to be asked about.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::{Map, Value};

use super::{ImportFile, ImportReport};
use crate::desk::Desk;
use crate::domain::import::{Field, ImportKind, Meaning, RowFault, UnknownWord};
use crate::domain::refusal::Refusal;
use crate::exchange::import::Vocabulary;
use crate::store::engine::Db;
use crate::store::setting;

/// What was said of words.
///
/// # Errors
/// `store`.
pub fn remembered(db: &Db, issuer: &str, kind: ImportKind) -> Result<Vocabulary, Refusal> {
    let kept = setting::get(db, &key(issuer, kind))?.unwrap_or_default();
    // What an older program kept and this one does not know is passed over.
    let kept: Map<String, Value> = serde_json::from_str(&kept).unwrap_or_default();
    let mut vocabulary = Vocabulary::default();
    for (meaning, words) in &kept {
        let Some(meaning) = Meaning::named(kind, meaning) else { continue };
        for word in words.as_array().into_iter().flatten().filter_map(Value::as_str) {
            vocabulary.set(meaning, word);
        }
    }
    Ok(vocabulary)
}

/// Keeps what was said with this file, beside what was said before.
pub(super) fn remember(db: &Db, file: &ImportFile) -> Result<(), Refusal> {
    if file.vocabulary.is_empty() {
        return Ok(());
    }
    let mut vocabulary = remembered(db, &file.issuer, file.kind)?;
    vocabulary.extend(&file.vocabulary);
    keep(db, &file.issuer, file.kind, &vocabulary)
}

/// The words of a report that the desk does not know, in the order of the file, with the number of their rows.
pub fn unknown(report: &ImportReport) -> Vec<UnknownWord> {
    let mut words: Vec<UnknownWord> = Vec::new();
    let mut places: HashMap<(Field, &str), usize> = HashMap::new();
    for cell in report.refused.iter().flat_map(|problem| problem.cells()) {
        if !matches!(cell.fault, RowFault::BadStatus | RowFault::BadKind | RowFault::BadRegion) {
            continue;
        }
        match places.entry((cell.field, &cell.value)) {
            Entry::Occupied(place) => words[*place.get()].rows += 1,
            Entry::Vacant(place) => {
                place.insert(words.len());
                words.push(UnknownWord {
                    field: cell.field,
                    column: cell.column.clone(),
                    word: cell.value.clone(),
                    rows: 1,
                });
            }
        }
    }
    words
}

impl Desk {
    /// Says what a word in tables of an issuer means, from now on.
    ///
    /// # Errors
    /// `not-permitted`, `store`.
    pub fn set_import_word(
        &mut self,
        by: Option<&str>,
        issuer: &str,
        kind: ImportKind,
        (meaning, word): (Meaning, &str),
    ) -> Result<(), Refusal> {
        self.change_words(by, "set_import_word", issuer, kind, (meaning, word), Vocabulary::set)
    }

    /// Takes back what was said of a word in tables of an issuer.
    ///
    /// # Errors
    /// `not-permitted`, `store`.
    pub fn forget_import_word(
        &mut self,
        by: Option<&str>,
        issuer: &str,
        kind: ImportKind,
        (meaning, word): (Meaning, &str),
    ) -> Result<(), Refusal> {
        self.change_words(by, "forget_import_word", issuer, kind, (meaning, word), Vocabulary::forget)
    }

    fn change_words(
        &mut self,
        by: Option<&str>,
        op: &str,
        issuer: &str,
        kind: ImportKind,
        (meaning, word): (Meaning, &str),
        change: fn(&mut Vocabulary, Meaning, &str),
    ) -> Result<(), Refusal> {
        let issuer = issuer.trim();
        self.transact(
            by,
            op,
            |db, _, _| {
                let mut vocabulary = remembered(db, issuer, kind)?;
                change(&mut vocabulary, meaning, word);
                keep(db, issuer, kind, &vocabulary)
            },
            |()| {
                serde_json::json!({
                    "issuer": issuer, "kind": kind.id(), "meaning": meaning.id(), "word": word,
                })
            },
        )
    }
}

fn keep(db: &Db, issuer: &str, kind: ImportKind, vocabulary: &Vocabulary) -> Result<(), Refusal> {
    let mut kept = Map::new();
    for (meaning, word) in vocabulary.pairs() {
        if let Value::Array(words) = kept.entry(meaning.id()).or_insert_with(|| Value::Array(Vec::new())) {
            words.push(word.into());
        }
    }
    setting::put(db, &key(issuer, kind), &Value::Object(kept).to_string())
}

fn key(issuer: &str, kind: ImportKind) -> String {
    format!("import_words/{}/{}", kind.id(), issuer.trim())
}
