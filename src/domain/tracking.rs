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

/// The carriers that letters go by in China. Each is called by its own name first, then as people and lists call it.
const CARRIERS: [&[&str]; 9] = [
    &["顺丰速运", "顺丰", "顺丰快递", "顺丰速递", "SF", "SF Express"],
    &[
        "中国邮政 EMS",
        "EMS",
        "EMS特快专递",
        "邮政EMS",
        "中国邮政",
        "邮政",
        "邮政快递",
        "邮政速递",
        "邮政特快",
        "邮政特快专递",
        "中国邮政速递物流",
        "特快专递",
        "China Post",
    ],
    &["京东快递", "京东", "京东物流", "京东速递", "JD", "JDL", "JD Express", "JD Logistics"],
    &["中通快递", "中通", "中通速递", "ZTO", "ZTO Express"],
    &["圆通速递", "圆通", "圆通快递", "YTO", "YTO Express"],
    &["韵达快递", "韵达", "韵达速递", "Yunda", "Yunda Express"],
    &["申通快递", "申通", "申通速递", "STO", "STO Express"],
    &["极兔速递", "极兔", "极兔快递", "J&T", "J&T Express"],
    &["德邦快递", "德邦", "德邦物流", "Deppon", "Deppon Express"],
];

/// The carrier that is called so, by its own name; blanks, width and case do not matter. None: no carrier that is known.
pub fn known_carrier(text: &str) -> Option<&'static str> {
    let folded = |name: &str| {
        let plain = name.chars().map(half_width).filter(|c| !c.is_whitespace());
        plain.flat_map(char::to_lowercase).collect::<String>()
    };
    let asked = folded(text);
    let names = CARRIERS.into_iter().find(|names| names.iter().any(|name| folded(name) == asked))?;
    names.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carrier_is_one_by_whatever_name_and_another_firm_is_none() {
        for (name, others) in [
            ("顺丰速运", ["顺丰", "顺丰快递", "顺丰 速运", "ＳＦ", "sf express"]),
            ("中国邮政 EMS", ["EMS", "邮政", "中国邮政EMS", "邮政特快专递", "ems"]),
            ("京东快递", ["京东", "京东物流", "JD", "JDL", "JD Logistics"]),
            ("中通快递", ["中通", "中通快递", "中通速递", "ZTO", "ZTO Express"]),
            ("圆通速递", ["圆通", "圆通快递", "圆通速递", "YTO", "YTO Express"]),
        ] {
            for other in others {
                assert_eq!(known_carrier(other), Some(name), "{other}");
            }
        }
        for other in ["", "京东快递有限公司", "顺", "杭州邮政", "百世"] {
            assert_eq!(known_carrier(other), None, "{other}");
        }
        let mut all: Vec<&str> = CARRIERS.into_iter().flatten().copied().collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "a name of two carriers");
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
