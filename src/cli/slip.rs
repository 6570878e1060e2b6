//! Arguments that make no sense, in the language that was asked for: what clap found, in words of our own.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::i18n::cli::arguments as words;
use crate::i18n::{Lang, phrase};

/// What is wrong, and how it is used; what clap says itself where it is something that it names in no other way.
pub(super) fn said(lang: Lang, error: &Error) -> String {
    let Some(what) = what(lang, error) else { return error.to_string() };
    match text(error, ContextKind::Usage) {
        Some(usage) => {
            let usage = usage.trim();
            // clap's own word for it comes first.
            let usage = usage.strip_prefix("Usage:").unwrap_or(usage).trim();
            format!("{what}\n{}", words::usage(lang, usage))
        }
        None => what,
    }
}

fn what(lang: Lang, error: &Error) -> Option<String> {
    let argument = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue);
    let expected = || texts(error, ContextKind::ValidValue);
    let first = |kind| texts(error, kind).into_iter().next();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            words::unknown(lang, &argument()?, first(ContextKind::SuggestedArg).as_deref())
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand)?;
            words::unknown_command(lang, &name, first(ContextKind::SuggestedSubcommand).as_deref())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match value()? {
            value if value.is_empty() => words::value_missing(lang, &argument()?, &expected()),
            value => words::value_wrong(lang, &argument()?, &value, &expected()),
        },
        ErrorKind::TooManyValues => words::value_unexpected(lang, &argument()?, &value()?),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            words::value_missing(lang, &argument()?, &[])
        }
        ErrorKind::MissingRequiredArgument => words::required(lang, &texts(error, ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => {
            let argument = argument()?;
            let others = texts(error, ContextKind::PriorArg);
            if others.iter().all(|other| *other == argument) {
                words::repeated(lang, &argument)
            } else {
                words::conflicting(lang, &argument, &others)
            }
        }
        ErrorKind::InvalidUtf8 => words::NOT_TEXT.get(lang).to_owned(),
        _ => return None,
    })
}

/// What clap knows of a kind, as one text.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::Strings(texts) => Some(phrase::listed(Lang::En, texts)),
        ContextValue::None => None,
        one => Some(one.to_string()),
    }
}

/// What clap knows of a kind.
fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
