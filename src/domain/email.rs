//! E-mail addresses that an invoice is sent to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::money::half_width;
use super::text::first_unseen;

/// The longest text of addresses, in characters (RULES section 5, `email-invalid`).
pub const MAX_CHARACTERS: usize = 200;
/// The longest part before the `@`.
const MAX_LOCAL: usize = 64;

/// Why a text does not name where to send an e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum EmailError {
    /// There is no address in it.
    #[error("no address")]
    Missing,
    /// The whole text has more than [`MAX_CHARACTERS`].
    #[error("more than 200 characters")]
    TooLong,
    /// One of the addresses is none.
    #[error("{address:?} is not an e-mail address")]
    Malformed {
        /// The first that is wrong, as it was written.
        address: String,
    },
}

/// One address, which holds nothing but what can stand in the head of a message and on the line to a server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The only address in `text`.
    ///
    /// # Errors
    /// There is none, or something else beside it.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        match &emails(text)?[..] {
            [address] => Ok(address.clone()),
            _ => Err(EmailError::Malformed { address: text.to_owned() }),
        }
    }

    /// What stands before the `@`, and the domain behind it.
    pub fn parts(&self) -> (&str, &str) {
        self.0.split_once('@').unwrap_or((&self.0, ""))
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The addresses in `text`, separated by commas or semicolons of either width, each once.
///
/// This catches slips of the hand (a missing `@`, a blank inside, a full stop at the end); whether anybody reads mail
/// there only a mail can tell.
///
/// # Errors
/// Says what is wrong, and with which address.
pub fn emails(text: &str) -> Result<Vec<EmailAddress>, EmailError> {
    let text = text.trim();
    if text.chars().count() > MAX_CHARACTERS {
        return Err(EmailError::TooLong);
    }
    if first_unseen(text).is_some() {
        return Err(EmailError::Malformed { address: text.to_owned() });
    }
    let mut found: Vec<EmailAddress> = Vec::new();
    let written = text.split(|c| matches!(half_width(c), ',' | ';')).map(str::trim);
    for address in written.filter(|address| !address.is_empty()) {
        if !is_address(address) {
            return Err(EmailError::Malformed { address: address.to_owned() });
        }
        if !found.iter().any(|known| known.0 == address) {
            found.push(EmailAddress(address.to_owned()));
        }
    }
    if found.is_empty() { Err(EmailError::Missing) } else { Ok(found) }
}

/// The text of addresses, which reads back as they are: it is no longer than any that [`emails`] took them from.
pub fn joined<'a>(emails: impl Iterator<Item = &'a EmailAddress>) -> String {
    emails.map(|email| email.0.as_str()).collect::<Vec<_>>().join(",")
}

fn is_address(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let is_local_byte = |b: u8| b.is_ascii_graphic() && !b"()<>[]:;,@\\\"".contains(&b);
    let is_local = local.len() <= MAX_LOCAL
        && local.split('.').all(|part| !part.is_empty() && part.bytes().all(is_local_byte));
    is_local && domain.contains('.') && domain.split('.').all(is_label)
}

/// One part of a domain: letters, digits, and hyphens inside.
pub(super) fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Result<Vec<String>, EmailError> {
        Ok(emails(text)?.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn takes_one_address_and_several() {
        assert_eq!(texts(" caiwu@example.com "), Ok(vec!["caiwu@example.com".to_owned()]));
        let two = Ok(vec!["a.b+c@example.com".to_owned(), "x_1@mail.example-1.cn".to_owned()]);
        for separator in [",", "，", ";", "；", " , ", ",,"] {
            assert_eq!(texts(&format!("a.b+c@example.com{separator}x_1@mail.example-1.cn")), two);
        }
    }

    #[test]
    fn one_address_is_alone_and_several_are_named_once_each() {
        assert_eq!(EmailAddress::parse(" a@example.com ").unwrap().parts(), ("a", "example.com"));
        assert!(EmailAddress::parse("a@example.com, b@example.com").is_err());
        let twice = texts("a@example.com；b@example.com,a@example.com").unwrap();
        assert_eq!(twice, ["a@example.com", "b@example.com"]);
    }

    #[test]
    fn as_many_as_fit_are_read_back_from_how_they_are_joined() {
        let full: Vec<String> = (10..21).map(|n| format!("abcdefg{n}@ex.cn;")).collect();
        let full = format!("{}abcdefghijklm@ex.cn", full.concat());
        assert_eq!(full.chars().count(), MAX_CHARACTERS - 5);
        let full = format!("{full}.fair");
        let read = emails(&full).unwrap();
        assert_eq!((full.chars().count(), read.len()), (MAX_CHARACTERS, 12));
        assert_eq!(emails(&joined(read.iter())), Ok(read));
    }

    #[test]
    fn says_when_there_is_none() {
        for text in ["", "  ", "，", " ; , "] {
            assert_eq!(texts(text), Err(EmailError::Missing), "{text:?}");
        }
    }

    #[test]
    fn names_the_first_that_is_wrong() {
        let text = "a@example.com,b.example.com,c@";
        assert_eq!(texts(text), Err(EmailError::Malformed { address: "b.example.com".to_owned() }));
    }

    #[test]
    fn refuses_what_is_no_address() {
        for address in [
            "caiwu",
            "@example.com",
            "a@",
            "a@example",
            "a@.com",
            "a@example.",
            "a@example..com",
            "a@-example.com",
            "a@example-.com",
            "a@@example.com",
            "a@b@example.com",
            "a b@example.com",
            "a@exam ple.com",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "<a@example.com>",
            "财务@example.com",
            "a@例子.中国",
            "a＠example.com",
            "a@example.com,\nb@example.com",
        ] {
            let error = EmailError::Malformed { address: address.to_owned() };
            assert_eq!(texts(address), Err(error), "{address}");
        }
    }

    #[test]
    fn the_part_before_the_at_has_at_most_64_characters() {
        let of = |length| format!("{}@example.com", "a".repeat(length));
        assert!(texts(&of(64)).is_ok());
        assert_eq!(texts(&of(65)), Err(EmailError::Malformed { address: of(65) }));
    }
}
