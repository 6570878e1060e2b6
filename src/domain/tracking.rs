//! Parcels: what is a number of one, who carries it, and what a row of a carrier's list may be the parcel of.

use super::application::application_named;
use super::calendar::parse_date;
use super::lost_digits::is_rounded;
use super::money::half_width;
use super::refusal::Refusal;

/// The longest that the number of a parcel is.
const LONGEST: usize = 40;

/// Why a text is no number of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackingFault {
    /// Several stand in it, between tabs.
    Several,
    /// A spreadsheet has rounded it.
    DigitsLost,
    /// It is something else: words, a date, the number of an application.
    NotOne,
}

/// The number of a parcel as it is recorded: letters, digits and hyphens, with a digit among them. Blanks around it are
/// dropped, and full-width characters become half-width.
///
/// # Errors
/// It is none.
pub fn tracking_number(text: &str) -> Result<String, TrackingFault> {
    let number: String = text.trim().chars().map(half_width).collect();
    let is_written = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_day = !number.contains(|c: char| c.is_ascii_alphabetic()) && parse_date(&number).is_some();
    if number.contains('\t') {
        Err(TrackingFault::Several)
    } else if is_rounded(&number) {
        Err(TrackingFault::DigitsLost)
    } else if number.len() > LONGEST
        || !number.chars().all(is_written)
        || !number.contains(|c: char| c.is_ascii_digit())
        || is_day
        || application_named(&number).is_some()
    {
        Err(TrackingFault::NotOne)
    } else {
        Ok(number)
    }
}

/// Every carrier that is known: what it is called, the name that is recorded first, and how its numbers begin where they
/// can be told from others by that.
const CARRIERS: [(&[&str], &str); 8] = [
    (&["顺丰速运", "顺丰", "顺丰快递", "SF", "SF Express"], "SF"),
    (
        &[
            "中国邮政 EMS",
            "EMS",
            "邮政",
            "中国邮政",
            "邮政速递",
            "邮政快递",
            "邮政EMS",
            "EMS快递",
            "China Post EMS",
        ],
        "",
    ),
    (&["京东快递", "京东", "京东物流", "JD", "JD Logistics"], "JD"),
    (&["中通快递", "中通", "中通速递", "ZTO", "ZTO Express"], "ZT"),
    (&["圆通速递", "圆通", "圆通快递", "YTO", "YTO Express"], "YT"),
    (&["极兔速递", "极兔", "极兔快递", "J&T", "J&T Express"], "JT"),
    (&["申通快递", "申通", "STO", "STO Express"], ""),
    (&["韵达快递", "韵达", "韵达速递", "Yunda", "Yunda Express"], ""),
];
const EMS: &str = CARRIERS[1].0[0];

/// The carrier that is called exactly so, by the name that is recorded.
pub fn carrier_named(text: &str) -> Option<&'static str> {
    let folded = |text: &str| -> String {
        let chars = text.chars().map(half_width).filter(|c| !c.is_whitespace());
        chars.flat_map(char::to_lowercase).collect()
    };
    let named = folded(text);
    let mut known = CARRIERS.into_iter();
    known.find_map(|(names, _)| names.iter().any(|name| folded(name) == named).then_some(names[0]))
}

/// The carrier whose number this is for certain, by how it begins and how long it is: SF, JD, ZT, YT or JT and then
/// digits; two letters, nine digits and CN or CS of the post.
pub fn carrier_of_number(number: &str) -> Option<&'static str> {
    let are_digits = |text: &str, least, most| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_ems = number.len() == 13
        && number.is_ascii()
        && number[..2].bytes().all(|byte| byte.is_ascii_uppercase())
        && are_digits(&number[2..11], 9, 9)
        && matches!(&number[11..], "CN" | "CS");
    let begins = |prefix: &str| {
        let rest = number.strip_prefix(prefix).filter(|_| !prefix.is_empty());
        rest.is_some_and(|rest| are_digits(rest.trim_start_matches(|c: char| c.is_ascii_uppercase()), 10, 15))
    };
    let by_prefix = || CARRIERS.into_iter().find(|(_, prefix)| begins(prefix)).map(|(names, _)| names[0]);
    if is_ems { Some(EMS) } else { by_prefix() }
}

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
    fn the_number_of_a_parcel_is_told_from_other_text() {
        for number in ["SF1234567890123", "1234567890", "EA123456789CN", "JD-0001", "SF20261122", "70001"] {
            assert_eq!(tracking_number(&format!(" {number} ")), Ok(number.to_owned()));
        }
        assert_eq!(tracking_number("ＳＦ１００"), Ok("SF100".to_owned()));
        for other in [
            "",
            "顺丰",
            "顺丰 1",
            "a b 1",
            "EMS",
            "FP20261122-0001",
            "FP20261122-0001 x",
            "2026-11-22",
            "20261122",
        ] {
            assert_eq!(tracking_number(other), Err(TrackingFault::NotOne), "{other}");
        }
        assert_eq!(tracking_number("1\t2"), Err(TrackingFault::Several));
        assert_eq!(tracking_number("2.6112E+19"), Err(TrackingFault::DigitsLost));
        assert_eq!(tracking_number(&"1".repeat(41)), Err(TrackingFault::NotOne));
    }

    #[test]
    fn a_carrier_is_one_by_whatever_name_and_a_part_of_a_name_is_none() {
        for (names, recorded) in [
            (["顺丰", "顺丰快递", "顺丰速运"], "顺丰速运"),
            (["圆通", "圆通速递", "yto express"], "圆通速递"),
            (["中通", "中通快递", "ZTO"], "中通快递"),
            (["EMS", "邮政", "中国邮政EMS"], "中国邮政 EMS"),
        ] {
            for name in names {
                assert_eq!(carrier_named(name), Some(recorded), "{name}");
            }
        }
        for other in ["中国", "京东快递有限公司", "SF Exp", ""] {
            assert_eq!(carrier_named(other), None, "{other}");
        }
    }

    #[test]
    fn a_number_is_a_carriers_by_how_it_begins_and_a_phone_or_a_contract_is_nobodys() {
        for (number, carrier) in [
            ("SF1380012345678", "顺丰速运"),
            ("JDVA12345678901", "京东快递"),
            ("JT5123456789012", "极兔速递"),
            ("YT7512345678901", "圆通速递"),
            ("EA123456789CN", "中国邮政 EMS"),
        ] {
            assert_eq!(carrier_of_number(number), Some(carrier), "{number}");
        }
        for other in [
            "01088886666",
            "057188886666",
            "17199338205",
            "881234567890",
            "HT202611220001",
            "PO20261122001",
            "SF1",
            "913301067L53XQJUQR",
            "顺丰1234567890123",
        ] {
            assert_eq!(carrier_of_number(other), None, "{other}");
        }
    }

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
