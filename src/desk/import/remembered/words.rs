//! What words mean.

use serde_json::{Map, Value, json};

use super::kept;
use crate::desk::import::ImportFile;
use crate::domain::import::{ImportKind, Meaning};
use crate::domain::refusal::Refusal;
use crate::exchange::import::Vocabulary;
use crate::store::engine::Db;

const WORDS: &str = "words";

/// What was said of words.
pub(in crate::desk::import) fn remembered(
    db: &Db,
    issuer: &str,
    kind: ImportKind,
) -> Result<Vocabulary, Refusal> {
    let mut vocabulary = Vocabulary::default();
    for (meaning, words) in &kept(db, WORDS, issuer, kind)? {
        let Some(meaning) = Meaning::named(kind, meaning) else { continue };
        for word in words.as_array().into_iter().flatten().filter_map(Value::as_str) {
            vocabulary.set(meaning, word);
        }
    }
    Ok(vocabulary)
}

/// Keeps what was said with this file, beside what was said before.
pub(in crate::desk::import) fn remember(db: &Db, file: &ImportFile) -> Result<(), Refusal> {
    if file.vocabulary.is_empty() {
        return Ok(());
    }
    let mut vocabulary = remembered(db, &file.issuer, file.kind)?;
    vocabulary.extend(&file.vocabulary);
    keep(db, &file.issuer, file.kind, &vocabulary)
}

pub(super) fn forget(
    db: &Db,
    issuer: &str,
    kind: ImportKind,
    meaning: Meaning,
    word: &str,
) -> Result<(), Refusal> {
    let mut vocabulary = remembered(db, issuer, kind)?;
    vocabulary.forget(meaning, word);
    keep(db, issuer, kind, &vocabulary)
}

fn keep(db: &Db, issuer: &str, kind: ImportKind, vocabulary: &Vocabulary) -> Result<(), Refusal> {
    let mut by_meaning = Map::new();
    for (meaning, word) in vocabulary.pairs() {
        let words = by_meaning.entry(meaning.id()).or_insert_with(|| json!([]));
        words.as_array_mut().into_iter().for_each(|words| words.push(word.into()));
    }
    super::keep(db, WORDS, issuer, kind, by_meaning)
}
