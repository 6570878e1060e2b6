//! The server that mail is handed to, and who it is from.

use core::net::IpAddr;
use std::fmt;
use std::num::NonZeroU16;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray;

use crate::domain::email::{EmailAddress, is_label};
use crate::domain::text::first_unseen;

/// The longest name of a host (RFC 1035).
const MAX_HOST: usize = 253;

/// How mail is sent. The password is not among it: it is in the system's key store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSettings {
    /// The server that takes it.
    pub host: MailHost,
    /// Its port.
    pub port: NonZeroU16,
    /// How the line to it is kept secret.
    pub security: Security,
    /// Who signs in there; none: nobody does.
    pub user: Option<String>,
    /// Whom the customers see as the sender.
    pub from: Sender,
}

/// How the line to the server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// It begins in the open and is secret before anything is said on it (port 587).
    StartTls,
    /// It is secret from its beginning (port 465).
    Tls,
    /// It is not: for a server on the same machine or net.
    None,
}

listed!(Security);

/// The name or the address of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct MailHost(String);

impl MailHost {
    /// A name such as `smtp.example.com`, or an IP address; none: it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let host = text.trim().to_ascii_lowercase();
        let is_name = host.len() <= MAX_HOST && host.split('.').all(is_label);
        (is_name || host.parse::<IpAddr>().is_ok()).then_some(Self(host))
    }

    /// It, as it is looked up.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for MailHost {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a host"))
    }
}

/// Whom a message is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name that is shown; none: the issuer's.
    pub name: Option<String>,
    /// The address.
    pub address: EmailAddress,
}

impl Sender {
    /// An address, alone or behind a name: `云岭科技 <fapiao@example.com>`; none: it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((name, address)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) else {
            return Some(Self { name: None, address: EmailAddress::parse(text).ok()? });
        };
        let name = name.trim();
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).trim();
        if first_unseen(name).is_some() || name.contains(['"', '<', '>']) {
            return None;
        }
        let name = Some(name.to_owned()).filter(|name| !name.is_empty());
        Some(Self { name, address: EmailAddress::parse(address).ok()? })
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.address),
            None => write!(f, "{}", self.address),
        }
    }
}

impl Serialize for Sender {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sender {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a sender"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address() {
        for host in ["smtp.example.com", "localhost", "127.0.0.1", "::1", " SMTP.Example.com ", "mail-1"] {
            assert!(MailHost::parse(host).is_some(), "{host}");
        }
        for host in ["", "smtp example.com", "smtp.example.com:25", "-a.cn", "a..cn", "邮件.cn", "a\r\n.cn"]
        {
            assert_eq!(MailHost::parse(host), None, "{host}");
        }
    }

    #[test]
    fn a_sender_reads_back_as_it_is_written() {
        for (text, written) in [
            ("fapiao@example.com", "fapiao@example.com"),
            (" 云岭科技 <fapiao@example.com> ", "云岭科技 <fapiao@example.com>"),
            ("\"云岭, 科技\" <fapiao@example.com>", "云岭, 科技 <fapiao@example.com>"),
            ("<fapiao@example.com>", "fapiao@example.com"),
        ] {
            let sender = Sender::parse(text).unwrap();
            assert_eq!(sender.to_string(), written);
            assert_eq!(Sender::parse(written), Some(sender));
        }
        for text in
            ["", "云岭", "云岭 <a>", "a\r\nBcc: b@c.cn <a@b.cn>", "a <b@c.cn> <d@e.cn>", "a@b.cn, c@d.cn"]
        {
            assert_eq!(Sender::parse(text), None, "{text}");
        }
    }
}
