//! What is printed that has to be said in words: labels, the list that goes with them, the month's register, the sheet of
//! an application. The words are in `i18n::print`.

use chrono::NaiveDate;

use super::address::AddressField;
use super::application::{ApplicationState, ReversalReason};
use super::invoice_info::InfoField;
use super::issuer::Issuer;
use super::list_columns::Phrase;
use super::money::Fen;
use super::month::Month;
use super::timeline::Event;
use super::waterfall::BalanceLine;

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
    /// How a list is called that is of one month: the name, and the month.
    OfMonth(Word, Month),
    /// The newest entry of the log, and its hash: what was printed is of the store as it was then.
    Head {
        entry: i64,
        hash: &'a str,
    },
    /// A line of a balance.
    BalanceLine(BalanceLine),
    /// What of a past balance cannot be told.
    NotTold,
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
    Register,
    InvoiceList,
    ApplicationList,
    BalanceList,
    Account,
    Customer,
    Files,
    Invoiceable,
    Reverses,
    IssuerCode,
    /// Who sends a letter.
    Sender,
    Ordinal,
    MailingAddress,
    FreightHeader,
    TrackingNo,
    Blue,
    Red,
    ByTypeAndRate,
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
