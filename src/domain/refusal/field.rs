//! What is wrong with one field of a command.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::address::AddressProblem;
use crate::domain::money::{Fen, MoneyError};
use crate::domain::password::PasswordFault;
use crate::domain::policy::PolicyFault;
use crate::domain::qualification::ScanFault;
use crate::domain::returned::{Difference, ReturnedFault, Unmatched};
use crate::domain::tax_id::TaxIdError;
use crate::domain::text::TextError;

/// What is wrong with a field of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum FieldError {
    /// It is required.
    Missing,
    /// The command has no such field.
    Unknown,
    /// It is not an amount.
    Amount(MoneyError),
    /// It is not one of the values that are known.
    Choice { expected: Vec<String> },
    /// It is longer than this many characters.
    TooLong { max: usize },
    /// It holds a character that cannot be seen.
    BadCharacter { character: char },
    /// It is another kind of value than the field holds.
    WrongKind { expected: JsonKind },
    /// It is not a date of the calendar as `YYYY-MM-DD`.
    Date,
    /// It is not an instant as RFC 3339 writes it.
    Time,
    /// It is not a tax id.
    TaxId(TaxIdError),
    /// It says again what another of the list says.
    Repeated { text: String },
    /// The day is of another year than the holidays.
    OtherYear { year: i32 },
    /// It is not a tax rate.
    TaxRate,
    /// It is not in the shape that the field holds.
    Malformed,
    /// The day has not come yet.
    InFuture,
    /// The month has not ended: from this day on it has.
    NotOver { over_on: NaiveDate },
    /// The day is before what it follows.
    TooEarly { earliest: NaiveDate },
    /// The amounts do not add up.
    WrongSum {
        sum: Fen,
        /// What they should.
        expected: Fen,
    },
    /// An invoice number is 20 digits, or 8 with a code of 10 or 12 before it.
    InvoiceNumber,
    /// It is neither one e-mail address nor a name with one behind it.
    MailSender,
    /// Fields of the address are missing or malformed.
    Address(Vec<AddressProblem>),
    /// The file is no invoice that can be taken.
    Returned(ReturnedFault),
    /// The invoice cannot be that of the application: what differs is money, or when it was issued.
    Differs(Difference),
    /// The invoice belongs to nothing here.
    Unmatched(Unmatched),
    /// The file is no list of the bureau's.
    NoList,
    /// The row of the list is not that of this invoice.
    NoSuchRow { number: String },
    /// A scan cannot be taken.
    Scan(ScanFault),
    /// The application is no longer covered, and nobody has said that it is to be issued all the same.
    Uncovered {
        /// What of it was refunded since.
        amount: Fen,
    },
    /// The item that the application was made with is not there any more.
    ItemGone { item: String },
    /// The policy does not offer it.
    NotOffered,
    /// The rule that it names refuses nothing here.
    NotRefused,
    /// The tax bureau refuses nothing of the application here.
    NotRefusedAtBureau,
    /// An invoice item of an issuer's own is wrong.
    Item(PolicyFault),
    /// A policy that came with the program is copied, never changed.
    CameWithTheProgram,
    /// Somebody has to be an admin.
    LastAdmin,
    /// The password cannot be taken.
    Password(PasswordFault),
    /// Sign-in cannot be required of users who have no password; they are named.
    WithoutPassword { users: Vec<String> },
    /// A template has this in braces, and these placeholders are known.
    Placeholder { text: String, known: Vec<String> },
    /// Whoever asks for a second person may take the step: nobody else has to.
    NoSecondPerson,
    /// Invoices came back for the step that is refused, and the reason does not say of these what they are.
    SaysNothingOf { numbers: Vec<String> },
    /// Exactly one of several fields is needed.
    OneOf { fields: Vec<String> },
}

impl From<TextError> for FieldError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Blank => Self::Missing,
            TextError::Unseen(character) => Self::BadCharacter { character },
        }
    }
}

/// A kind of value of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonKind {
    /// A text.
    Text,
    /// `true` or `false`.
    YesOrNo,
    /// A whole number.
    WholeNumber,
    /// A list.
    List,
    /// An object.
    Object,
}
