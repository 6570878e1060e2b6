//! What a person should know of an import before the money moves, though nothing is wrong. Words for it are in
//! `i18n::exchange`.

use strum::IntoStaticStr;

use super::unit::AmountUnit;
use crate::domain::money::Fen;

/// Something that an import did, or saw, that a person might not expect (RULES.md, section 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// The rows that it is about, as a spreadsheet shows them, ascending; none where it is about the whole file.
    pub rows: Vec<u32>,
    /// The header of the column that it is about, as it stands in the file.
    pub column: Option<String>,
}

impl Notice {
    /// A notice about the whole file.
    pub fn of_file(kind: NoticeKind) -> Self {
        Self { kind, rows: Vec::new(), column: None }
    }

    /// A notice about a column.
    pub fn of_column(kind: NoticeKind, column: impl Into<String>) -> Self {
        Self { kind, rows: Vec::new(), column: Some(column.into()) }
    }
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NoticeKind {
    /// Rows that are hidden or filtered out in the workbook were taken.
    HiddenRows,
    /// Rows whose text is struck out were taken.
    StruckRows,
    /// The amounts are in this unit and were worked out in yuan.
    UnitApplied(AmountUnit),
    /// The amounts are without tax; what the bill says is the sum of amount and tax.
    GrossFromNet,
    /// The file's own total line is not the sum of its data rows.
    TotalDiffers {
        /// What the line says.
        said: Fen,
        /// What the rows add up to, refused and unchanged ones too.
        sum: Fen,
    },
    /// A column looks like money or like a state of bills, and was not read.
    MoneyNotRead,
    /// Bills that are due before their date.
    DueBeforeBilled,
    /// Bills of a day that has not come yet.
    BilledInFuture,
    /// Bills with a date of payment that has not come yet; until then they are not paid.
    PaidInFuture,
    /// Bills that were paid before their date.
    PaidBeforeBilled,
    /// Of two rows with the same number and other amounts, these were taken: with them alone the rows add up to the
    /// file's own total.
    MeantByTotal,
    /// An old binary workbook, whose number formats cannot be seen: neither currencies nor leading zeros.
    XlsLimited,
}

impl NoticeKind {
    /// Its stable id.
    pub fn rule(&self) -> &'static str {
        self.into()
    }
}
