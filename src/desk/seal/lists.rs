//! What stands in the folder of a sealed month: the registers, the lists, and the files of the invoices.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{SealStop, write_file};
use crate::desk::Store;
use crate::desk::pages::balance::past::{BalanceDay, PastDays};
use crate::desk::print::register::Drawn;
use crate::desk::print::{RegisterAsked, SayPrinted};
use crate::desk::returned::files::{NamePattern, given_name};
use crate::domain::application::ApplicationState;
use crate::domain::calendar::china_day_start;
use crate::domain::file_names::GivenNames;
use crate::domain::list_columns::{ApplicationColumn, ColumnKind, InvoiceColumn, ListColumn, Phrase};
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::printed::{Printed, Word};
use crate::domain::refusal::Refusal;
use crate::domain::seal::{ListSums, SealedFile, SealedIssuer, SealedPart, Totals};
use crate::domain::timeline::state_behind;
use crate::domain::waterfall::BalanceLine;
use crate::exchange::export::{ExportColumn, ExportFormat, ListShape, ListWriter, Value};
use crate::exchange::scans::Archive;
use crate::store::invoice_file::{self, IssuedFile};
use crate::store::seal::{self, Submitted};
use crate::store::{account, application, issuer};

/// The folder of the invoices' files.
const FILES: &str = "files";

/// The balances of so many accounts are told from one walk through the log.
const ACCOUNTS_AT_ONCE: usize = 2_000;

/// Told after each step; answers why to stop.
pub(super) type GoesOn<'a> = dyn FnMut() -> Result<(), SealStop> + 'a;

/// Everything that is written, and what it comes to.
pub(super) struct Lists<'a> {
    db: &'a Store,
    month: Month,
    archive: &'a Archive,
    folder: PathBuf,
    say: SayPrinted<'a>,
    kept: Vec<IssuedFile>,
    accounts: Vec<String>,
    registers: Vec<Drawn>,
    pub issuers: Vec<SealedIssuer>,
    pub totals: Totals,
    pub files: Vec<SealedFile>,
}

impl<'a> Lists<'a> {
    /// # Errors
    /// `store`.
    pub fn new(
        db: &'a Store,
        month: Month,
        archive: &'a Archive,
        folder: &Path,
        say: SayPrinted<'a>,
    ) -> Result<Self, Refusal> {
        let mut kept = Vec::new();
        invoice_file::of_days(db, month.days(), |file| {
            if file.sha256.is_some() {
                kept.push(file);
            }
            Ok(true)
        })?;
        let issuers = issuer::all(db)?;
        let register = |code: &String| Drawn::up(db, &RegisterAsked { month, issuer: code.clone() });
        let mut codes: Vec<String> = issuers.into_iter().map(|stored| stored.issuer.code).collect();
        codes.sort();
        let mut accounts: Vec<String> =
            account::all(db)?.into_iter().map(|stored| stored.account.code).collect();
        accounts.sort();
        Ok(Self {
            db,
            month,
            archive,
            folder: folder.to_owned(),
            say,
            kept,
            accounts,
            registers: codes.iter().map(register).collect::<Result<_, _>>()?,
            issuers: Vec::new(),
            totals: Totals::default(),
            files: Vec::new(),
        })
    }

    /// How many files there will be, at most.
    pub fn files(&self) -> usize {
        self.kept.len() + 2 * self.registers.len() + 3
    }

    /// How many steps there are to be told of.
    pub fn steps(&self) -> u64 {
        (self.kept.len() + self.accounts.len() + self.registers.len()) as u64
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// See [`SealStop`].
    pub fn write_all(&mut self, goes_on: &mut GoesOn<'_>) -> Result<(), SealStop> {
        let names = self.write_files(goes_on)?;
        self.write_registers(goes_on)?;
        self.write_invoices(&names)?;
        self.write_applications()?;
        self.write_balances(goes_on)
    }

    /// Writes the kept files of the invoices; answers their names by the number of the invoice.
    fn write_files(&mut self, goes_on: &mut GoesOn<'_>) -> Result<HashMap<String, Vec<String>>, SealStop> {
        let (mut names, pattern) = (GivenNames::default(), NamePattern::default());
        let mut by_number: HashMap<String, Vec<String>> = HashMap::new();
        let folder = self.folder.join(FILES);
        for file in std::mem::take(&mut self.kept) {
            let (Some(format), Some(name), Some(sha256)) = (file.format, &file.name, &file.sha256) else {
                continue;
            };
            let lost = |fault| SealStop::LostFile { invoice: file.number.clone(), name: name.clone(), fault };
            let bytes = self.archive.open(sha256).map_err(lost)?;
            let given = given_name(&mut names, &pattern, &file, format, name);
            if by_number.is_empty() {
                fs::create_dir(&folder)?;
            }
            write_file(&folder.join(&given), &bytes)?;
            self.add(format!("{FILES}/{given}"), SealedPart::InvoiceFile, None);
            by_number.entry(file.number).or_default().push(given);
            goes_on()?;
        }
        Ok(by_number)
    }

    fn write_registers(&mut self, goes_on: &mut GoesOn<'_>) -> Result<(), SealStop> {
        let mut names = GivenNames::default();
        for drawn in &self.registers {
            let stem = format!("register-{}", drawn.issuer.code);
            let [list, printed] = ["xlsx", "pdf"].map(|ending| names.give(&stem, ending));
            drawn.list(self.say, &self.folder.join(&list))?;
            drawn.print(self.say, &self.folder.join(&printed))?;
            let register = &drawn.register;
            let total = register.total;
            self.totals.blue.add_all(&register.blue);
            self.totals.red.add_all(&register.red);
            self.totals.invoices.add_all(&total);
            self.issuers.push(SealedIssuer {
                code: drawn.issuer.code.clone(),
                name: drawn.issuer.name.clone(),
                tax_id: drawn.issuer.tax_id.as_ref().map(ToString::to_string),
                invoices: total,
            });
            let rows = rows(drawn.entries.len());
            let sums = ListSums { rows, sums: vec![total.net, total.tax, total.gross] };
            self.files.push(sealed(list, SealedPart::Register, Some(sums)));
            self.files.push(sealed(printed, SealedPart::RegisterPrinted, None));
            goes_on()?;
        }
        Ok(())
    }

    fn write_invoices(&mut self, names: &HashMap<String, Vec<String>>) -> Result<(), SealStop> {
        let of = |column: InvoiceColumn| (Printed::Phrase(column.header()), column.shape().kind);
        let columns = [
            (Printed::Word(Word::IssuerCode), ColumnKind::Text),
            of(InvoiceColumn::Number),
            of(InvoiceColumn::IssuedOn),
            (Printed::Word(Word::Reverses), ColumnKind::Text),
            of(InvoiceColumn::BuyerName),
            of(InvoiceColumn::InvoiceType),
            of(InvoiceColumn::Net),
            of(InvoiceColumn::Tax),
            of(InvoiceColumn::Gross),
            of(InvoiceColumn::Rate),
            of(InvoiceColumn::Application),
            (Printed::Word(Word::Files), ColumnKind::Text),
        ];
        let mut list = self.list("invoices.xlsx", Word::InvoiceList, &columns)?;
        let mut count = 0;
        for drawn in &self.registers {
            for entry in &drawn.entries {
                let split = entry.split();
                let money = |of: fn(crate::domain::tax::TaxSplit) -> Fen| {
                    split.map_or(Value::Empty, |(split, _)| Value::Money(of(split)))
                };
                list.write_row(&[
                    text(&drawn.issuer.code),
                    text(&entry.number),
                    Value::Date(entry.on),
                    text(entry.reverses.as_deref().unwrap_or_default()),
                    text(&entry.buyer),
                    self.phrase(Phrase::InvoiceType(entry.invoice_type)),
                    money(|split| split.net),
                    money(|split| split.tax),
                    money(|split| split.gross),
                    split.map_or(Value::Empty, |(_, rate)| text(&rate.to_string())),
                    text(&entry.application),
                    text(&names.get(&entry.number).map(|names| names.join("; ")).unwrap_or_default()),
                ])?;
                count += 1;
            }
        }
        list.finish()?;
        let total = self.totals.invoices;
        let sums = ListSums { rows: rows(count), sums: vec![total.net, total.tax, total.gross] };
        self.add("invoices.xlsx".to_owned(), SealedPart::Invoices, Some(sums));
        Ok(())
    }

    fn write_applications(&mut self) -> Result<(), SealStop> {
        let of = |column: ApplicationColumn| (Printed::Phrase(column.header()), column.shape().kind);
        let columns = [
            (Printed::Word(Word::IssuerCode), ColumnKind::Text),
            of(ApplicationColumn::Application),
            (Printed::Word(Word::Account), ColumnKind::Text),
            (Printed::Word(Word::Customer), ColumnKind::Text),
            of(ApplicationColumn::InvoiceType),
            of(ApplicationColumn::SubmittedOn),
            of(ApplicationColumn::Amount),
            of(ApplicationColumn::State),
        ];
        let mut list = self.list("applications.xlsx", Word::ApplicationList, &columns)?;
        let (mut count, mut sum) = (0, Fen::ZERO);
        for submitted in seal::submitted(self.db, self.month)? {
            let state = self.state_then(&submitted)?;
            let Submitted { number, issuer, account, customer, invoice_type, submitted_on, amount, .. } =
                submitted;
            list.write_row(&[
                text(&issuer),
                text(&number),
                text(&account),
                text(&customer),
                self.phrase(Phrase::InvoiceType(invoice_type)),
                Value::Date(submitted_on),
                Value::Money(amount),
                self.phrase(Phrase::State(state)),
            ])?;
            let counted = self.totals.applications.entry(state).or_default();
            counted.count += 1;
            counted.amount += amount;
            count += 1;
            sum += amount;
        }
        list.finish()?;
        let sums = ListSums { rows: rows(count), sums: vec![sum] };
        self.add("applications.xlsx".to_owned(), SealedPart::Applications, Some(sums));
        Ok(())
    }

    /// Where an application stood at the end of the month.
    fn state_then(&self, submitted: &Submitted) -> Result<ApplicationState, Refusal> {
        let [_, last] = self.month.days();
        let end = china_day_start(last.succ_opt().unwrap_or(last));
        let events = application::events(self.db, submitted.id)?;
        let until = events.into_iter().take_while(|event| event.at < end);
        let state = until.fold(None, |state, event| state_behind(state, event.event));
        Ok(state.unwrap_or(ApplicationState::Submitted))
    }

    fn write_balances(&mut self, goes_on: &mut GoesOn<'_>) -> Result<(), SealStop> {
        let word = |word| (Printed::Word(word), ColumnKind::Text);
        let mut columns = vec![word(Word::IssuerCode), word(Word::Account), word(Word::Customer)];
        columns.extend(BalanceLine::ALL.map(|line| (Printed::BalanceLine(line), ColumnKind::Money)));
        columns.push((Printed::Word(Word::Invoiceable), ColumnKind::Money));
        columns.push(word(Word::Note));
        let mut list = self.list("balances.xlsx", Word::BalanceList, &columns)?;
        let [_, last] = self.month.days();
        let mut sums = ListSums { rows: 0, sums: vec![Fen::ZERO; BalanceLine::ALL.len() + 1] };
        for accounts in std::mem::take(&mut self.accounts).chunks(ACCOUNTS_AT_ONCE) {
            let codes: Vec<&str> = accounts.iter().map(String::as_str).collect();
            for days in PastDays::of_all(self.db, &codes)? {
                goes_on()?;
                if !days.is_there(last) {
                    continue;
                }
                let day = days.day(last);
                let amounts = amounts(&day);
                let mut row = vec![
                    text(&days.customer().issuer.issuer.code),
                    text(&day.account.code),
                    text(&day.account.name),
                ];
                row.extend(amounts.iter().map(|amount| Value::Money(*amount)));
                row.push(if day.notices.is_empty() {
                    Value::Empty
                } else {
                    text(&(self.say)(&Printed::NotTold))
                });
                list.write_row(&row)?;
                sums.rows += 1;
                sums.sums.iter_mut().zip(&amounts).for_each(|(sum, amount)| *sum += *amount);
            }
        }
        list.finish()?;
        self.totals.balances.accounts = sums.rows;
        self.totals.balances.invoiceable = sums.sums.last().copied().unwrap_or_default();
        self.add("balances.xlsx".to_owned(), SealedPart::Balances, Some(sums));
        Ok(())
    }

    fn list(
        &self,
        name: &str,
        title: Word,
        columns: &[(Printed<'_>, ColumnKind)],
    ) -> Result<ListWriter, SealStop> {
        let column = |(header, kind): &(Printed<'_>, ColumnKind)| ExportColumn {
            header: (self.say)(header),
            kind: *kind,
        };
        let shape = ListShape {
            title: (self.say)(&Printed::OfMonth(title, self.month)),
            columns: columns.iter().map(column).collect(),
            total_label: (self.say)(&Printed::Phrase(Phrase::Total)),
            foot: None,
        };
        Ok(ListWriter::create(&self.folder.join(name), ExportFormat::Xlsx, shape)?)
    }

    fn phrase(&self, phrase: Phrase) -> Value {
        Value::Text((self.say)(&Printed::Phrase(phrase)))
    }

    fn add(&mut self, path: String, what: SealedPart, list: Option<ListSums>) {
        self.files.push(sealed(path, what, list));
    }
}

/// A file of which neither size nor content is known yet.
fn sealed(path: String, what: SealedPart, list: Option<ListSums>) -> SealedFile {
    SealedFile { path, what, size: 0, sha256: String::new(), list }
}

/// The lines of a balance, and what they come to.
fn amounts(day: &BalanceDay) -> Vec<Fen> {
    let waterfall = day.waterfall();
    let amount = |line| waterfall.lines.iter().find(|fall| fall.line == line).map(|fall| fall.amount);
    let lines = BalanceLine::ALL.map(|line| amount(line).unwrap_or_default());
    lines.into_iter().chain([waterfall.invoiceable]).collect()
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
