//! What a person should be told of an import, gathered row by row.

use crate::domain::import::{Field, Notice, NoticeKind};
use crate::exchange::import::Header;

/// Notices, each kind once, with the rows that it is about.
#[derive(Default)]
pub(super) struct Notices(Vec<Notice>);

impl Notices {
    pub(super) fn add(&mut self, notice: Notice) {
        self.0.push(notice);
    }

    /// Adds one about a row, to those of its kind.
    pub(super) fn of_row(&mut self, kind: NoticeKind, row: u32, header: &Header) {
        if let Some(known) = self.0.iter_mut().find(|known| known.kind == kind) {
            known.rows.push(row);
            return;
        }
        let column = column_of(&kind).map(|fields| fields.iter().find_map(|field| header.column(*field)));
        let column = column.flatten().and_then(|column| header.texts.get(column)).cloned();
        self.0.push(Notice { kind, rows: vec![row], column });
    }

    pub(super) fn into_list(self) -> Vec<Notice> {
        self.0
    }
}

/// The fields in whose column the cause of a notice about rows stands, the likeliest first.
const fn column_of(kind: &NoticeKind) -> Option<&'static [Field]> {
    match kind {
        NoticeKind::GrossFromNet => Some(&[Field::Amount, Field::Net]),
        NoticeKind::DueBeforeBilled => Some(&[Field::DueOn]),
        NoticeKind::BilledInFuture => Some(&[Field::BilledOn]),
        NoticeKind::PaidInFuture | NoticeKind::PaidBeforeBilled => Some(&[Field::PaidOn]),
        NoticeKind::MeantByTotal => Some(&[Field::BillNo]),
        NoticeKind::HiddenRows
        | NoticeKind::StruckRows
        | NoticeKind::UnitApplied(_)
        | NoticeKind::TotalDiffers { .. }
        | NoticeKind::MoneyNotRead
        | NoticeKind::XlsLimited => None,
    }
}
