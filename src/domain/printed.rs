//! What is printed that has to be said in words: labels, the list that goes with them, the month's register, the sheet of
//! an application. The words are in `i18n::print`.

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use super::address::AddressField;
use super::application::{ApplicationState, ReversalReason};
use super::invoice_info::InfoField;
use super::issuer::Issuer;
use super::list_columns::Phrase;
use super::money::Fen;
use super::timeline::Event;

/// Something on paper that is said in words.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is called as what it says")]
pub enum Printed<'a> {
    /// The language of the words, as in `zh-CN`.
    Language,
    PageNumber {
        page: usize,
        of: usize,
    },
    /// What lists say too.
    Phrase(Phrase),
    Address(AddressField),
    Info(InfoField),
    Word(Word),
    /// Who pays the freight.
    Freight {
        by_issuer: bool,
    },
    /// How many invoices are in a letter.
    Contents {
        invoices: usize,
    },
    /// What letters there are.
    Letters {
        letters: usize,
        invoices: usize,
        amount: Fen,
    },
    RegisterTitle(Month),
    /// A company with its tax id.
    Company(&'a Issuer),
    /// Of a red invoice: the number of the one that it reverses, where it is known.
    RedOf {
        number: Option<&'a str>,
    },
    Reversal {
        on: NaiveDate,
        red_number: &'a str,
        reason: ReversalReason,
    },
    /// What happened, and what is to be known of it.
    Event(&'a Event),
    EventNote(&'a Event),
}

/// A word that stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as what it says")]
pub enum Word {
    DispatchList,
    /// Who sends a letter.
    Sender,
    Ordinal,
    MailingAddress,
    FreightHeader,
    TrackingNo,
    Blue,
    Red,
    ByTypeAndRate,
    /// How many.
    Pieces,
    NoInvoices,
    Sheet,
    Issuer,
    AmountInWords,
    Contact,
    Email,
    Bills,
    Invoices,
    /// What an application takes from a bill.
    Invoiced,
    Absorbed,
    Progress,
    When,
    What,
    Who,
    Note,
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(NaiveDate);

impl Month {
    /// Reads `2026-11`; nothing else is a month.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |at: usize, c: char| if at == 4 { c == '-' } else { c.is_ascii_digit() };
        let is_month = text.len() == 7 && text.char_indices().all(|(at, c)| is_digit(at, c));
        is_month.then(|| format!("{text}-01").parse().ok().map(Self)).flatten()
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        super::calendar::plus_months(self.0, 1).pred_opt().unwrap_or(self.0)
    }

    /// The year and the number of the month in it.
    pub fn parts(self) -> (i32, u32) {
        (self.0.year(), self.0.month())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%Y-%m"))
    }
}

/// Why an application has no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLabel {
    /// There is none of this number.
    NotFound,
    /// No invoice stands for it, so there is nothing to post.
    NotIssued(ApplicationState),
    /// Its policy delivers by e-mail, and it has no mailing address.
    NotPosted,
    /// It has no mailing address.
    NoAddress,
    /// A character that no font has.
    NoGlyph(char),
    /// More text than a label holds.
    TooLong,
}

impl NoLabel {
    /// Its name in answers.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotIssued(_) => "not-issued",
            Self::NotPosted => "not-posted",
            Self::NoAddress => "address-required",
            Self::NoGlyph(_) => "no-glyph",
            Self::TooLong => "too-long",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_digits_and_two() {
        let month = Month::parse("2028-02").unwrap();
        assert_eq!(
            (month.first().to_string(), month.last().to_string()),
            ("2028-02-01".into(), "2028-02-29".into())
        );
        assert_eq!(serde_json::to_string(&month).unwrap(), "\"2028-02\"");
        for other in
            ["2026-13", "2026-00", "26-11", "2026-1", "2026/11", "2026-11-01", "+026-11", "２０２６-11", ""]
        {
            assert_eq!(Month::parse(other), None, "{other}");
        }
    }
}
