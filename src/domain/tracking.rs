//! Numbers of parcels: what a row of a carrier's list may be the parcel of.

use super::address::MailingAddress;
use super::money::half_width;
use super::refusal::Refusal;

/// Why a row of a carrier's list was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoParcel {
    /// It names an application that is not there.
    NotFound,
    /// Nobody of that name and phone number waits for a letter.
    Nobody,
    /// It names neither an application nor a recipient with a phone number.
    Unnamed,
    /// Its number was kept as a number, whose last digits are lost.
    DigitsLost,
    /// The application was sent under another number.
    SentAs {
        /// The carrier and that number.
        sent: String,
    },
    /// Another row says another number of the same application.
    Conflict {
        /// Where.
        rows: Vec<u32>,
    },
    /// What delivering it says.
    Refused(Refusal),
}

impl NoParcel {
    /// Its name in answers.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Nobody => "nobody-waits",
            Self::Unnamed => "unnamed",
            Self::DigitsLost => "digits-lost",
            Self::SentAs { .. } => "sent-otherwise",
            Self::Conflict { .. } => "conflict",
            Self::Refused(refusal) => refusal.id(),
        }
    }
}

/// Whether a letter to this address goes to a person of this name and phone number, as carriers write them: without
/// blanks, marks and the country's code.
pub fn is_to(address: &MailingAddress, recipient: &str, phone: &str) -> bool {
    let (name, number) = (folded(recipient), digits(phone));
    !name.is_empty()
        && !number.is_empty()
        && folded(&address.recipient) == name
        && digits(&address.phone) == number
}

fn folded(name: &str) -> String {
    name.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A mobile number is eleven digits, and may have 86 before it.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().map(half_width).filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("86") {
        Some(mobile) if mobile.len() == 11 => mobile.to_owned(),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> MailingAddress {
        MailingAddress {
            recipient: "孙 敏".into(), phone: "17199338205".into(), ..MailingAddress::default()
        }
    }

    #[test]
    fn a_person_is_the_same_however_the_carrier_writes_name_and_number() {
        for (name, phone) in
            [("孙敏", "17199338205"), ("孙敏 ", "+86 171-9933-8205"), ("孙敏", "８６１７１９９３３８２０５")]
        {
            assert!(is_to(&address(), name, phone), "{name} {phone}");
        }
    }

    #[test]
    fn a_part_of_a_person_is_nobody() {
        for (name, phone) in
            [("孙*", "17199338205"), ("孙敏", "171****8205"), ("孙敏", ""), ("", "17199338205")]
        {
            assert!(!is_to(&address(), name, phone), "{name} {phone}");
        }
    }
}
