//! Full-text search over customers: over single characters and pairs of characters, so that one Chinese character already
//! finds something. In a file it is FTS5; on a server, a table of the words.
//!
//! Errors of every call: `store`.

use super::conditions::Conditions;
use super::{Db, Engine, params};
use crate::domain::ids::AccountId;
use crate::domain::refusal::Refusal;

/// Keeps `text` as what `account` is found by.
pub fn index_account(db: &Db, account: AccountId, text: &str) -> Result<(), Refusal> {
    let words = words(text);
    match db.engine {
        Engine::File(_) => db.run(
            "INSERT OR REPLACE INTO account_search (rowid, words) VALUES (?1, ?2)",
            params![account, words],
        ),
        Engine::Server(_) => {
            forget_account(db, account)?;
            let sql = "INSERT INTO account_search (account_id, word)
                SELECT DISTINCT ?1, word FROM unnest(string_to_array(?2, ' ')) word";
            db.run(sql, params![account, words])
        }
    }
}

/// Forgets what an account is found by.
pub fn forget_account(db: &Db, account: AccountId) -> Result<(), Refusal> {
    match db.engine {
        Engine::File(_) => db.run("DELETE FROM account_search WHERE rowid = ?1", [account]),
        Engine::Server(_) => db.run("DELETE FROM account_search WHERE account_id = ?1", [account]),
    }
}

/// How many of the accounts that are found are put in order. Whoever sees more than a list can hold types on.
const CANDIDATES: u32 = 1_000;

/// The accounts whose name or number has every part of `text`, at most `limit`: the one whose number it is comes
/// first, then those that have it in one piece, then the others, by number. The index knows pairs of characters and
/// not their order, so it finds 100301 for 100303, too. Where a great many are found, those whose number begins so
/// and the first of the others stand for them all: what is typed next is not kept waiting.
pub fn accounts(db: &Db, text: &str, limit: u32) -> Result<Vec<AccountId>, Refusal> {
    let Some(words) = query(text) else {
        return db.all("SELECT id FROM account ORDER BY code LIMIT ?1", [limit]);
    };
    let text = text.trim();
    let mut values = Conditions::default();
    let (words, most, limit) = (values.bind(words), values.bind(CANDIDATES), values.bind(limit));
    let plain = values.bind(text.to_lowercase());
    let beginning = [text.to_owned(), text.to_uppercase()].map(|text| {
        let range = values.range("code", &text);
        format!("SELECT id FROM (SELECT id FROM account WHERE {range} ORDER BY code LIMIT {limit}) beginning")
    });
    let [as_typed, in_capitals] = beginning;
    let sql = format!(
        "WITH found (id) AS MATERIALIZED (
            SELECT account_id FROM found_by({words}, {most}) matched
            UNION {as_typed} UNION {in_capitals}
        )
        SELECT a.id FROM found f CROSS JOIN account a WHERE a.id = f.id
        ORDER BY lower(a.code) = {plain} DESC, instr(lower(a.code || ' ' || a.name), {plain}) > 0 DESC, a.code
        LIMIT {limit}"
    );
    db.all(&sql, values.values().as_slice())
}

/// What selects the accounts that are found by the words (see [`query`]) in `parameter`, to stand in a longer
/// statement.
pub fn matching(parameter: &str) -> String {
    format!("SELECT account_id FROM found_by({parameter}) matched")
}

/// How many accounts are found by words (see [`query`]); counting ends at `most`.
pub fn count_at_most(db: &Db, words: &str, most: u32) -> Result<u32, Refusal> {
    db.one("SELECT count(*) FROM found_by(?1, ?2) matched", params![words, most])
}

/// The words of the index for a text: each character and each pair of neighbours, as hexadecimal code points, so
/// that the tokenizer sees nothing but letters and digits.
fn words(text: &str) -> String {
    let mut words = String::new();
    for part in parts(text) {
        for (i, &c) in part.iter().enumerate() {
            push(&mut words, &[c]);
            if let Some(&next) = part.get(i + 1) {
                push(&mut words, &[c, next]);
            }
        }
    }
    words
}

/// What to look for so that every part of `text` is found; none when there is nothing to look for.
pub fn query(text: &str) -> Option<String> {
    let mut words = String::new();
    for part in parts(text) {
        match part.as_slice() {
            [c] => push(&mut words, &[*c]),
            part => part.windows(2).for_each(|pair| push(&mut words, pair)),
        }
    }
    (!words.is_empty()).then_some(words)
}

fn push(words: &mut String, characters: &[char]) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push('x');
    for &c in characters {
        words.push_str(&format!("{:x}z", c as u32));
    }
}

/// The runs of letters, digits and Chinese characters in a text, in lower case.
fn parts(text: &str) -> Vec<Vec<char>> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.chars().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_is_looked_for_alone_and_more_by_pairs() {
        assert_eq!(query("云").unwrap(), "x4e91z");
        assert_eq!(query("云帆").unwrap(), "x4e91z5e06z");
        assert_eq!(query("云帆 C1").unwrap(), "x4e91z5e06z x63z31z");
        assert_eq!(query("（）"), None);
    }

    #[test]
    fn what_is_looked_for_is_among_what_is_kept() {
        let kept = words("北京云帆物流股份有限公司 C100273");
        for wanted in ["云", "云帆物流", "c1002", "273"] {
            assert!(
                query(wanted).unwrap().split(' ').all(|word| kept.split(' ').any(|w| w == word)),
                "{wanted}"
            );
        }
    }
}
