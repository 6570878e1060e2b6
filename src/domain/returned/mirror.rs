//! The bureau's list of a month held against the desk's: four colours, and every fen of both in one of them.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::terms::Difference;
use crate::domain::money::Fen;
use crate::domain::tax::TaxSplit;

/// How an invoice stands in the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, Serialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Colour {
    /// In both, and equal.
    BothEqual,
    /// In both, and different.
    BothDifferent,
    /// Only in the bureau's.
    OnlyThere,
    /// Only in the desk's.
    OnlyHere,
}

/// What the bureau says of an invoice (发票状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum BureauStatus {
    /// 正常, or nothing is said.
    Normal,
    /// 已作废.
    Void,
    /// 已红冲-全额.
    Reversed,
    /// 已红冲-部分.
    PartlyReversed,
}

listed!(Colour BureauStatus);
named!(Colour BureauStatus);

/// One invoice of either list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// How it stands.
    pub colour: Colour,
    /// Its number.
    pub number: String,
    /// The buyer's name.
    pub buyer: String,
    /// The day of issue.
    pub issued_on: chrono::NaiveDate,
    /// The row of the bureau's list, as a spreadsheet shows it.
    pub row: Option<u32>,
    /// The application of the desk's.
    pub application: Option<String>,
    /// The bureau's amounts, below zero on a red one.
    pub there: Option<TaxSplit>,
    /// The desk's.
    pub here: Option<TaxSplit>,
    /// In what they differ.
    pub differences: Vec<Difference>,
}

/// What invoices come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of an invoice")]
pub struct Sum {
    pub count: usize,
    pub net: Fen,
    pub tax: Fen,
    pub gross: Fen,
}

/// What the invoices of a colour come to, in either list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// In the bureau's.
    pub there: Sum,
    /// In the desk's.
    pub here: Sum,
}

impl Sum {
    fn add(&mut self, split: TaxSplit) {
        self.count += 1;
        self.net += split.net;
        self.tax += split.tax;
        self.gross += split.gross;
    }
}

impl Sums {
    /// Of those of one colour, or of all.
    pub fn of(invoices: &[Mirrored], colour: Option<Colour>) -> Self {
        let mut sums = Self::default();
        for invoice in invoices.iter().filter(|invoice| colour.is_none_or(|colour| invoice.colour == colour))
        {
            invoice.there.into_iter().for_each(|split| sums.there.add(split));
            invoice.here.into_iter().for_each(|split| sums.here.add(split));
        }
        sums
    }
}
