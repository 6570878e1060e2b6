//! Walks the rows of a table once, and says of each what comes of it. The preview and the import walk the same way.

use super::ahead::{BATCH, Batch, read_ahead};
use super::duplicates::{Before, Duplicates, Numbers};
use super::intake::{Accounts, Bills, Intake, NonInvoiceable, Refunds, Taken, Target};
use super::notices::Notices;
use super::report::{Outcome, RowResult, ShownRow};
use super::{Header, ImportError, ImportFile, ImportReport, Stopped, choose_sheet, words};
use crate::desk::commands::tax_ids;
use crate::desk::progress::{Progress, Watch};
use crate::domain::import::{Field, ImportKind, LeftOutReason, Notice, NoticeKind, RowProblem};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::exchange::import::{DataRow, Layout, Record, Records, Said, Unread, records};
use crate::exchange::table::{Row, Sheet};
use crate::store::engine::Db;

/// How many rows [`ImportReport::shown`] has at most.
const SHOWN_ROWS: usize = 200;

/// How many times as many rows as were added so far are expected at most.
const MOST_TO_COME: u64 = 64;

/// An open table whose columns are understood.
pub(super) struct Table {
    sheet: Sheet,
    header: Header,
    said: Said,
}

impl Table {
    pub(super) fn open(db: &Db, file: &ImportFile) -> Result<Self, ImportError> {
        let (sheet, header) = choose_sheet::open(db, file)?;
        let mut vocabulary = words::remembered(db, &file.issuer, file.kind)?;
        vocabulary.extend(&file.vocabulary);
        let mut tax_ids_seen = tax_ids::seen(db)?;
        tax_ids_seen.extend(file.tax_ids_seen.iter().cloned());
        Ok(Self { sheet, header, said: Said { vocabulary, tax_ids_seen } })
    }

    /// Walks the table, writing what is new if the target has a writer. Of duplicate numbers only the row is taken that the
    /// file's own total tells to be meant, if it does.
    pub(super) fn walk(
        &mut self,
        target: &Target<'_>,
        duplicates: &Duplicates,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        match self.header.kind {
            ImportKind::Accounts => self.walk_with(Accounts, target, duplicates, watch),
            ImportKind::Bills => self.walk_with(Bills::new(&self.header), target, duplicates, watch),
            ImportKind::Refunds => self.walk_with(Refunds::default(), target, duplicates, watch),
            ImportKind::NonInvoiceable => {
                self.walk_with(NonInvoiceable::default(), target, duplicates, watch)
            }
        }
    }

    fn walk_with<I: Intake>(
        &mut self,
        mut intake: I,
        target: &Target<'_>,
        duplicates: &Duplicates,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        let layout = Layout::of(&self.sheet, &self.header, &self.said);
        let mut walk = Walk {
            report: ImportReport::of(&self.header, self.sheet.name().map(str::to_owned)),
            notices: Notices::default(),
            numbers: Numbers::default(),
            taken: Fen::ZERO,
            layout: &layout,
            target,
            duplicates,
        };
        self.header.notices().into_iter().for_each(|notice| walk.notices.add(notice));
        let records = records::<I::Record>(&mut self.sheet, &layout)?;
        let records = read_ahead(records, |Batch { rows, progress: (done, of) }| {
            let read: Vec<&I::Record> = rows.iter().filter_map(|row| row.record.as_ref().ok()).collect();
            intake.look_ahead(target, &read)?;
            for row in rows {
                walk.row(&mut intake, row)?;
            }
            let (read, added) = (u64::from(walk.report.read), u64::from(walk.report.added));
            let (done, of) = (*done, *of);
            if rows.len() == BATCH && !watch(Progress { rows: read, done, of }) {
                return Err(ImportError::Cancelled.into());
            }
            // If the rest of the file is like what was read of it; but a sheet may say that it is longer than it is.
            let expected = (added.saturating_mul(of) / done.max(1)).min(added * MOST_TO_COME);
            Ok(intake.expect(target, expected)?)
        })?;
        intake.end(target)?;
        walk.finish(&records)
    }
}

struct Walk<'w> {
    report: ImportReport,
    notices: Notices,
    numbers: Numbers,
    /// What the amounts of all that is in the desk then add up to, each number once.
    taken: Fen,
    layout: &'w Layout<'w>,
    target: &'w Target<'w>,
    /// Those that a walk before has found.
    duplicates: &'w Duplicates,
}

impl Walk<'_> {
    /// Says what comes of a row; nothing where it is a duplicate of one that was taken: then the walk is lost, and only
    /// goes on to find the others.
    fn row<I: Intake>(&mut self, intake: &mut I, row: &DataRow<I::Record>) -> Result<(), Refusal> {
        let DataRow { row, record, is_hidden, is_struck, key, fingerprint, cells } = row;
        let row = *row;
        self.report.read += 1;
        let is_unseen = matches!(record, Err(Unread::LeftOut(LeftOutReason::Hidden | LeftOutReason::Struck)));
        for (is_so, kind) in [(is_hidden, NoticeKind::HiddenRows), (is_struck, NoticeKind::StruckRows)] {
            if *is_so && !is_unseen {
                self.notices.of_row(kind, row, self.layout.header());
            }
        }
        // A row that nobody wants is no duplicate.
        let number = key.as_deref().filter(|_| !is_unseen);
        let duplicate = number.and_then(|number| self.duplicates.against(number, row));
        let before = match (number, &duplicate) {
            (Some(number), None) => {
                let amount = record.as_ref().ok().map(|record| record.totals().amount);
                self.numbers.read(number, row, *fingerprint, amount)
            }
            _ => Before::Nothing,
        };
        let result = match (record, duplicate) {
            _ if before == Before::Other => return Ok(()),
            (record, Some(fault)) => {
                let field = I::Record::KEY.unwrap_or(Field::BillNo);
                let duplicate = self.layout.problem(cells, field, fault);
                RowResult::Refused(with_duplicate(record.as_ref().err(), duplicate))
            }
            (Ok(_), None) if before == Before::Same => RowResult::Taken(Outcome::Unchanged),
            (Ok(record), None) => self.take(intake, cells, record)?,
            (Err(Unread::Wrong(problem)), None) => RowResult::Refused(problem.clone()),
            (Err(Unread::LeftOut(reason)), None) => match intake.leave_out(self.target, *reason, number)? {
                Some((field, fault)) => RowResult::Refused(self.layout.problem(cells, field, fault)),
                None => RowResult::LeftOut(*reason),
            },
        };
        if let (RowResult::Refused(_), Some(number)) = (&result, number) {
            self.numbers.not_taken(number);
        }
        let outcome = self.report.count(row, result);
        if self.report.shown.len() < SHOWN_ROWS {
            self.report.shown.push(ShownRow { row, texts: self.layout.texts(cells), outcome });
        }
        Ok(())
    }

    fn take<I: Intake>(
        &mut self,
        intake: &mut I,
        cells: &Row,
        record: &I::Record,
    ) -> Result<RowResult, Refusal> {
        let (totals, notices) = (record.totals(), record.notices(self.target.moment.today));
        Ok(match intake.take(self.target, record)? {
            Taken::As(outcome) => {
                self.taken += totals.amount;
                if matches!(outcome, Outcome::Added | Outcome::Changed) {
                    self.report.totals.count(totals);
                    let header = self.layout.header();
                    notices.into_iter().for_each(|kind| self.notices.of_row(kind, cells.number, header));
                }
                RowResult::Taken(outcome)
            }
            Taken::Refused(field, fault) => RowResult::Refused(self.layout.problem(cells, field, fault)),
        })
    }

    fn finish<R: Record>(mut self, records: &Records<'_, R>) -> Result<ImportReport, Stopped> {
        if let Some(duplicates) = self.numbers.duplicates(self.taken, records.total()) {
            return Err(Stopped::Duplicates(duplicates));
        }
        for row in self.duplicates.meant() {
            self.notices.of_row(NoticeKind::MeantByTotal, row, self.layout.header());
        }
        if let Some((said, sum)) = records.differing_total() {
            self.notices.add(Notice::of_file(NoticeKind::TotalDiffers { said, sum }));
        }
        self.report.notices = self.notices.into_list();
        Ok(self.report)
    }
}

/// What is wrong with a row whose number another row has for something else, beside what may be wrong with it anyway.
fn with_duplicate(unread: Option<&Unread>, duplicate: RowProblem) -> RowProblem {
    match unread {
        Some(Unread::Wrong(problem)) => {
            let mut problem = problem.clone();
            problem.also.push(duplicate);
            problem
        }
        Some(Unread::LeftOut(_)) | None => duplicate,
    }
}
