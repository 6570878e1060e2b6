//! The words people read, in Chinese and English.
//!
//! Every phrase has both languages, so a missing translation does not compile: a phrase that stands for itself is
//! a [`Text`] constant (`texts!`), one that carries values a function of a [`Lang`] (`sentences!`, `say!`).

#[macro_use]
mod macros;

pub mod cli;
mod messages;
mod pages;
mod values;

pub use self::messages::*;
pub use self::pages::*;
pub use self::values::*;

use serde::{Deserialize, Serialize};

/// A language of the desk's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two values that belongs to this language.
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// One phrase in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    zh: &'static str,
    en: &'static str,
}

impl Text {
    /// A phrase; both languages are required.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The phrase in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}
