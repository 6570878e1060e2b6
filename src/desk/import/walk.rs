//! Walks the rows of a table once, and says of each what comes of it. The preview and the import walk the same way.

use super::accounts::Accounts;
use super::bills::Bills;
use super::ground::{Ground, Intake, Taken};
use super::non_invoiceable::NonInvoiceable;
use super::notices::Notices;
use super::refunds::Refunds;
use super::twice::{Before, Clashes, Numbers};
use super::{
    Header, ImportError, ImportFile, ImportReport, Outcome, ROWS_BETWEEN_REPORTS, SHOWN_ROWS, ShownRow,
    Stopped, sheets, words,
};
use crate::desk::commands::tax_ids;
use crate::desk::progress::{Progress, Watch};
use crate::domain::import::{
    ControlTotals, Field, ImportKind, LeftOut, LeftOutReason, Notice, NoticeKind, RowFault, RowProblem,
};
use crate::domain::money::Fen;
use crate::exchange::import::{Record, Records, Said, Unread, records};
use crate::exchange::table::Sheet;
use crate::store::engine::Db;

/// An open table whose columns are understood.
pub(super) struct Table {
    sheet: Sheet,
    header: Header,
    said: Said,
}

impl Table {
    pub(super) fn open(db: &Db, file: &ImportFile) -> Result<Self, ImportError> {
        let (sheet, header) = sheets::open(db, file)?;
        let mut vocabulary = words::remembered(db, &file.issuer, file.kind)?;
        vocabulary.extend(&file.vocabulary);
        let mut tax_ids_seen = tax_ids::seen(db)?;
        tax_ids_seen.extend(file.tax_ids_seen.iter().cloned());
        Ok(Self { sheet, header, said: Said { vocabulary, tax_ids_seen } })
    }

    /// Walks the table, writing what is new if the ground is for writing. Of numbers that clash only the row is taken
    /// that the file's own total tells to be meant, if it does.
    pub(super) fn walk(
        &mut self,
        ground: &Ground<'_>,
        clashes: &Clashes,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        match self.header.kind {
            ImportKind::Accounts => self.walk_with(Accounts, ground, clashes, watch),
            ImportKind::Bills => self.walk_with(Bills::new(&self.header), ground, clashes, watch),
            ImportKind::Refunds => self.walk_with(Refunds::default(), ground, clashes, watch),
            ImportKind::NonInvoiceable => self.walk_with(NonInvoiceable::default(), ground, clashes, watch),
        }
    }

    fn walk_with<I: Intake>(
        &mut self,
        mut intake: I,
        ground: &Ground<'_>,
        clashes: &Clashes,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        let mut report = ImportReport::of(&self.header, self.sheet.name().map(str::to_owned));
        let mut notices = Notices::default();
        self.header.notices().into_iter().for_each(|notice| notices.add(notice));
        let mut numbers = Numbers::default();
        // What the amounts of all that is in the desk then add up to, each number once.
        let mut taken = Fen::ZERO;
        let mut records = records::<I::Record>(&mut self.sheet, &self.header, &self.said)?;
        while let Some(row) = records.next() {
            let row = row?;
            report.read += 1;
            if report.read.is_multiple_of(ROWS_BETWEEN_REPORTS) {
                let (done, of) = records.progress();
                if !watch(Progress { rows: u64::from(report.read), done, of }) {
                    return Err(ImportError::Cancelled.into());
                }
            }
            let is_unseen =
                matches!(row.record, Err(Unread::LeftOut(LeftOutReason::Hidden | LeftOutReason::Struck)));
            for (is_so, kind) in
                [(row.is_hidden, NoticeKind::HiddenRows), (row.is_struck, NoticeKind::StruckRows)]
            {
                if is_so && !is_unseen {
                    notices.of_row(kind, row.row, records.header());
                }
            }
            // What nobody wants clashes with nothing.
            let number = if is_unseen { None } else { records.key(row.record.as_ref().ok()) };
            let clash = number.as_deref().and_then(|number| clashes.against(number, row.row));
            let before = match (&number, &clash) {
                (Some(number), None) => {
                    let fingerprint = records.fingerprint(row.record.as_ref().ok());
                    let amount = row.record.as_ref().ok().map(|record| record.totals().amount);
                    numbers.read(number, row.row, fingerprint, amount)
                }
                _ => Before::Nothing,
            };
            if before == Before::Other {
                // This round is lost; it only finds the rest of them.
                continue;
            }
            let comes = match (row.record, clash) {
                (record, Some(fault)) => Comes::Refused(clashing(&records, record.err(), fault)),
                (Ok(_), None) if before == Before::Same => Comes::As(Outcome::Unchanged),
                (Ok(record), None) => {
                    let (totals, kinds) = (record.totals(), record.notices(ground.moment.today));
                    match intake.take(ground, record)? {
                        Taken::As(outcome) => {
                            taken += totals.amount;
                            if matches!(outcome, Outcome::Added | Outcome::Changed) {
                                report.totals.count(totals);
                                kinds
                                    .into_iter()
                                    .for_each(|kind| notices.of_row(kind, row.row, records.header()));
                            }
                            Comes::As(outcome)
                        }
                        Taken::Refused(field, fault) => Comes::Refused(records.problem(field, fault)),
                    }
                }
                (Err(Unread::Wrong(problem)), None) => Comes::Refused(problem),
                (Err(Unread::LeftOut(reason)), None) => {
                    match intake.leave_out(ground, reason, number.as_deref())? {
                        Some((field, fault)) => Comes::Refused(records.problem(field, fault)),
                        None => Comes::LeftOut(reason),
                    }
                }
            };
            if let (Comes::Refused(_), Some(number)) = (&comes, &number) {
                numbers.not_taken(number);
            }
            let outcome = report.count(row.row, comes);
            if report.shown.len() < SHOWN_ROWS {
                report.shown.push(ShownRow { row: row.row, texts: records.texts(), outcome });
            }
        }
        if let Some(clashes) = numbers.clashes(taken, records.total()) {
            return Err(Stopped::SecondThoughts(clashes));
        }
        for row in clashes.meant() {
            notices.of_row(NoticeKind::MeantByTotal, row, records.header());
        }
        if let Some((said, sum)) = records.differing_total() {
            notices.add(Notice::of_file(NoticeKind::TotalDiffers { said, sum }));
        }
        report.notices = notices.into_list();
        Ok(report)
    }
}

/// What comes of a row.
enum Comes {
    As(Outcome),
    Refused(RowProblem),
    LeftOut(LeftOutReason),
}

/// What is wrong with a row whose number another row has for something else, beside what may be wrong with it anyway.
fn clashing<R: Record>(records: &Records<'_, R>, unread: Option<Unread>, fault: RowFault) -> RowProblem {
    let field = R::KEY.unwrap_or(Field::BillNo);
    let clash = records.problem(field, fault);
    match unread {
        Some(Unread::Wrong(mut problem)) => {
            problem.also.push(clash);
            problem
        }
        Some(Unread::LeftOut(_)) | None => clash,
    }
}

impl ImportReport {
    fn of(header: &Header, sheet: Option<String>) -> Self {
        Self {
            kind: header.kind,
            sheet,
            header: header.clone(),
            read: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            refused: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
            totals: ControlTotals::default(),
            shown: Vec::new(),
            applied: false,
            batch: None,
        }
    }

    fn count(&mut self, row: u32, comes: Comes) -> Outcome {
        let outcome = match comes {
            Comes::As(outcome) => outcome,
            Comes::Refused(problem) => {
                self.refused.push(problem);
                Outcome::Refused
            }
            Comes::LeftOut(reason) => {
                self.left_out.push(LeftOut { row, reason });
                Outcome::LeftOut
            }
        };
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused | Outcome::LeftOut => {}
        }
        outcome
    }
}
