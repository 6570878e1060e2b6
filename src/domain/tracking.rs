//! Numbers of parcels: what a row of a carrier's list may be the parcel of.

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

/// Who a letter goes to, by name and phone number, however a carrier writes them: blanks, marks and the country's code do
/// not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addressee {
    name: String,
    number: String,
}

impl Addressee {
    /// Reads name and phone number; none where one of them is not there.
    pub fn of(recipient: &str, phone: &str) -> Option<Self> {
        let folded = recipient.chars().map(half_width).filter(|c| !c.is_whitespace());
        let name: String = folded.flat_map(char::to_lowercase).collect();
        let number: String = phone.chars().map(half_width).filter(char::is_ascii_digit).collect();
        // A mobile number is eleven digits, and may have 86 before it.
        let number = match number.strip_prefix("86") {
            Some(mobile) if mobile.len() == 11 => mobile.to_owned(),
            _ => number,
        };
        (!name.is_empty() && !number.is_empty()).then_some(Self { name, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_the_same_however_the_carrier_writes_name_and_number() {
        let waiting = Addressee::of("孙 敏", "17199338205");
        assert!(waiting.is_some());
        for (name, phone) in [
            ("孙敏", "17199338205"),
            ("孙敏 ", "+86 171-9933-8205"),
            ("孙　敏", "８６１７１９９３３８２０５"),
        ] {
            assert_eq!(Addressee::of(name, phone), waiting, "{name} {phone}");
        }
        for (name, phone) in [("孙*", "17199338205"), ("孙敏", "171****8205")] {
            assert_ne!(Addressee::of(name, phone), waiting, "a part of a person is nobody: {name} {phone}");
        }
        assert_eq!(Addressee::of("孙敏", "-"), None);
        assert_eq!(Addressee::of(" ", "17199338205"), None);
    }
}
