//! Blocks of text that people paste: a title block (开票信息) as a customer sends it, an address as it stands in a chat.
//!
//! Both are read alike: labels (`名称：`, `Tax ID`) say what follows them, numbers are known by their shape, and other
//! text by its words. What is not certain is marked, and what is not used is left over; nothing is invented.

mod address;
#[cfg(test)]
mod blocks;
mod labels;
mod numbers;
mod pieces;
mod region;
mod title;
mod unlabelled;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::labels::Label;

pub use self::address::read_address_block;
pub use self::title::read_title_block;

/// What a pasted block holds, by the fields of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted<F: Ord> {
    /// What was found, as the field takes it.
    pub fields: BTreeMap<F, String>,
    /// Fields that a person has to look at: they were guessed, contradicted, or fail a check.
    pub unsure: BTreeSet<F>,
    /// What was not used, in the order of the text.
    pub left: String,
}

/// The most characters that are looked at; what is behind them is left over.
const MOST_CHARS: usize = 4000;

/// A block while it is being read.
struct Reading<F: Ord> {
    chars: Vec<char>,
    fields: BTreeMap<F, String>,
    unsure: BTreeSet<F>,
    /// What is not used, by its place.
    left: Vec<(usize, String)>,
}

impl<F: Ord + Copy> Reading<F> {
    fn of(text: &str) -> Self {
        let chars = words::cleaned(text);
        let mut left = Vec::new();
        if chars.len() > MOST_CHARS {
            left.push((MOST_CHARS, chars[MOST_CHARS..].iter().collect()));
        }
        let chars = chars.into_iter().take(MOST_CHARS).collect();
        Self { chars, fields: BTreeMap::new(), unsure: BTreeSet::new(), left }
    }

    fn has(&self, field: F) -> bool {
        self.fields.contains_key(&field)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Gives a field its value, where it has none; another one is left over, and the same one said twice is said once.
    fn give(&mut self, field: F, at: usize, value: &str, is_sure: bool) {
        match self.fields.get(&field) {
            None => {
                self.fields.insert(field, value.to_owned());
                if !is_sure {
                    self.unsure.insert(field);
                }
            }
            Some(before) if words::alike(before, value) => {}
            Some(_) => self.leave(at, value),
        }
    }

    /// The same of a value that a label names: another one than was named before has both looked at.
    fn name(&mut self, field: F, at: usize, value: &str, is_sure: bool) {
        if self.fields.get(&field).is_some_and(|before| !words::alike(before, value)) {
            self.unsure.insert(field);
        }
        self.give(field, at, value, is_sure);
    }

    fn leave(&mut self, at: usize, text: &str) {
        let text = text.trim();
        if text.chars().any(words::is_word) {
            self.left.push((at, text.to_owned()));
        }
    }

    /// Leaves over a label that no field takes, with what it says to the end of its line; where the text goes on. One that
    /// may be of use leaves it to its shape.
    fn leave_line(&mut self, label: Option<&Label<F>>, range: Range<usize>) -> usize {
        let Some(label) = label.filter(|label| !label.may_be) else { return range.start };
        let value = &self.chars[range.clone()];
        let begins = value.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        let line = value[begins..].iter().position(|c| *c == '\n');
        let end = line.map_or(range.end, |line| range.start + begins + line);
        let text = self.text(label.start..end);
        self.leave(label.start, &text);
        end
    }

    /// Writes the digits of a place as one types them, and has that looked at.
    fn narrow(&mut self, field: F) {
        if let Some(narrow) = self.fields.get(&field).and_then(|text| words::narrowed(text)) {
            self.fields.insert(field, narrow);
            self.unsure.insert(field);
        }
    }

    fn done(mut self) -> Pasted<F> {
        self.left.sort_by_key(|(at, _)| *at);
        let mut left = String::new();
        let mut before = 0;
        for (at, text) in self.left {
            let is_same_line = !self.chars[before..at.min(self.chars.len())].contains(&'\n');
            if !left.is_empty() {
                left.push(if is_same_line { ' ' } else { '\n' });
            }
            left.push_str(&text);
            before = at.min(self.chars.len());
        }
        Pasted { fields: self.fields, unsure: self.unsure, left }
    }
}
