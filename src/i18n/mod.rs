//! The words people read, in Chinese and English.
//!
//! Every phrase has both languages, so a missing translation does not compile: a phrase that stands for itself is
//! a [`Text`] constant (`texts!`), one that carries values a function of a [`Lang`] (`sentences!`, `say!`).

#[macro_use]
mod macros;

pub mod cli;
pub mod handbook;
mod messages;
mod pages;
mod values;

pub use self::messages::*;
pub use self::pages::*;
pub use self::values::*;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    zh: &'static str,
    en: &'static str,
}

impl Text {
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    pub const fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}
