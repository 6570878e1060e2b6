//! Delivery by e-mail: how mail is sent, what it says, and how far a message has come. RULES.md section 8.

pub mod fault;
pub mod header_text;
pub mod outbox;
pub mod receipt;
pub mod settings;
pub mod template;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The language in which a customer is written to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Language {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

listed!(Language);
named!(Language);
