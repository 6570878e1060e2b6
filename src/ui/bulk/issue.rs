//! The invoices of many applications: their numbers, pasted as a column or typed one by one, checked as they land.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use super::form::{Drawn, Form};
use super::grid::{Fault, Grid, GridColumn, GridRow, Verdict, What};
use super::kept::Typed;
use super::parcels::{Numbers, Parcels};
use super::pasted::is_several;
use super::run::{Doing, Item, Of};
use crate::desk::commands::application_steps::{IssueApplication, IssuedInvoice};
use crate::desk::pages::bulk::{Candidate, taken};
use crate::domain::application::Step;
use crate::domain::invoice_number::{NumberFault, e_invoice_number};
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, Refusal, checked, checked_day};
use crate::i18n::{Lang, bulk as words, common};
use crate::ui::command_dialog::Head;
use crate::ui::date_text::parse_date;
use crate::ui::loadable::Loadable;
use crate::ui::state::Cx;
use crate::ui::widgets::{key_hint_ui, small_ui, text_row_ui};

const COLUMNS: [GridColumn; 7] = [
    GridColumn { what: What::Place, title: words::PLACE, width: 28.0 },
    GridColumn { what: What::Application, title: words::APPLICATION_NO, width: 138.0 },
    GridColumn { what: What::Buyer, title: common::BUYER, width: 0.0 },
    GridColumn { what: What::Amount, title: common::AMOUNT, width: 104.0 },
    GridColumn { what: What::Input(0), title: words::E_INVOICE_NO, width: 200.0 },
    GridColumn { what: What::Input(1), title: common::ISSUED_ON, width: 104.0 },
    GridColumn { what: What::Verdict, title: words::CHECKED, width: 196.0 },
];

/// What stands in the dialog beside the rows.
const BESIDE: f32 = 96.0;

pub(super) struct Issue {
    grid: Grid,
    of: Vec<Candidate>,
    today: NaiveDate,
    /// The numbers in the grid that may be in the store already, and those that are.
    asked: Arc<Vec<String>>,
    taken: Loadable<(u64, Arc<Vec<String>>), HashSet<String>>,
    /// How many applications are right, wrong and blank.
    counts: [usize; 3],
    parcels: Parcels,
    /// The numbers may be others than those beside which the parcels stood.
    is_changed: bool,
}

impl Issue {
    pub fn new(of: Vec<Candidate>, today: NaiveDate, typed: &Typed) -> Self {
        let mut rows = Vec::new();
        for Candidate { application, buyer, invoices, .. } in &of {
            let kept = typed.rows.get(application);
            rows.extend(invoices.iter().enumerate().map(|(part, gross)| {
                GridRow {
                    application: application.clone(),
                    buyer: buyer.clone(),
                    amount: *gross,
                    to: String::new(),
                    inputs: kept
                        .and_then(|kept| kept.get(part).cloned())
                        .unwrap_or_else(|| [String::new(), today.to_string()]),
                    verdict: Verdict::Empty,
                }
            }));
        }
        let mut form = Self {
            grid: Grid::new(rows, |number| e_invoice_number(number).is_ok(), |line| line.day.clone()),
            of,
            today,
            asked: Arc::default(),
            taken: Loadable::default(),
            counts: [0; 3],
            parcels: Parcels::default(),
            is_changed: false,
        };
        form.check();
        form
    }

    /// Looks at every row anew.
    fn check(&mut self) {
        self.is_changed = true;
        let taken = self.taken.value();
        let (mut seen, mut asked) = (HashMap::new(), Vec::new());
        let days = self.of.iter().flat_map(|of| of.invoices.iter().map(|_| of.submitted_on));
        for (place, (row, earliest)) in self.grid.rows.iter_mut().zip(days).enumerate() {
            let [number, day] = &row.inputs;
            row.verdict = if number.trim().is_empty() {
                Verdict::Empty
            } else if is_several(number) {
                Verdict::Wrong(Fault::Several)
            } else {
                let checked = e_invoice_number(number).and_then(|number| {
                    asked.push(number.clone());
                    match seen.insert(number.clone(), place + 1) {
                        Some(row) => Err(NumberFault::SameAs(row)),
                        None if taken.is_some_and(|taken| taken.contains(&number)) => Err(NumberFault::Taken),
                        None => Ok(()),
                    }
                });
                match (checked, day_fault(day, earliest, self.today)) {
                    (Err(fault), _) => Verdict::Wrong(Fault::Number(fault)),
                    (_, Some(fault)) => Verdict::Wrong(Fault::Field(fault)),
                    _ => Verdict::Right,
                }
            };
        }
        let mut counts = [0; 3];
        for rows in self.rows_of_each() {
            let is_wrong = rows.iter().any(|row| matches!(row.verdict, Verdict::Wrong(_)));
            let kind = if is_wrong { 1 } else { usize::from(!is_right(rows)) * 2 };
            counts[kind] += 1;
        }
        self.counts = counts;
        if *self.asked != asked {
            self.asked = Arc::new(asked);
        }
    }

    fn numbers(&self) -> Numbers {
        let mut numbers = Numbers::new();
        for row in &self.grid.rows {
            let number = e_invoice_number(&row.inputs[0]).unwrap_or_default();
            numbers.entry(row.application.clone()).or_default().push(number);
        }
        numbers
    }

    /// The rows of each application.
    fn rows_of_each(&self) -> Vec<&[GridRow]> {
        let mut rest = self.grid.rows.as_slice();
        let of = |of: &Candidate| {
            let (rows, behind) = rest.split_at(of.invoices.len());
            rest = behind;
            rows
        };
        self.of.iter().map(of).collect()
    }
}

impl Form for Issue {
    fn doing(&self) -> Doing {
        Doing::Step(Step::Issue)
    }

    fn head(&self, lang: Lang) -> Head {
        let what = words::step(lang, Step::Issue);
        let button = words::title(lang, what, self.counts[0]);
        Head::new(what).buttons(button, common::NOT_NOW)
    }

    fn logic(&mut self, cx: &Cx<'_>) {
        if std::mem::take(&mut self.is_changed) {
            self.parcels.keep_to(cx.office, &self.numbers());
        }
        let key = (cx.office.revision(), Arc::clone(&self.asked));
        if self.taken.keep(cx.office, key, |db, _, (_, numbers)| taken(db, numbers)) {
            self.check();
        }
    }

    fn is_wide(&self) -> bool {
        true
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, height: f32) -> Drawn {
        let lang = cx.lang;
        text_row_ui(ui, |ui| {
            small_ui(ui, words::PASTE_NUMBERS.get(lang));
            key_hint_ui(ui, "Ctrl V");
        });
        let changed = self.grid.ui(ui, lang, &COLUMNS, height - BESIDE);
        if changed {
            self.check();
        }
        if !self.grid.parcels.is_empty() {
            let posted = |of: &Candidate| of.address.is_some().then(|| of.application.clone());
            let posted: HashSet<String> = self.of.iter().filter_map(posted).collect();
            self.grid.parcels.retain(|(application, _)| posted.contains(application));
            let pasted = std::mem::take(&mut self.grid.parcels);
            self.parcels.take(cx.office, pasted, &self.numbers());
        }
        self.grid.not_taken_ui(ui, lang);
        self.parcels.ui(ui, lang);
        text_row_ui(ui, |ui| {
            let [ready, wrong, blank] = self.counts;
            small_ui(ui, &words::filled(lang, ready, wrong, blank));
            small_ui(ui, words::ISSUE_FINAL.get(lang));
        });
        Drawn { entered: false, changed }
    }

    fn why_not(&self, lang: Lang) -> Option<String> {
        (self.counts[0] == 0).then(|| words::NOTHING_FILLED_IN.get(lang).to_owned())
    }

    fn items(&self) -> Result<Vec<Item>, Refusal> {
        let ready = self.of.iter().zip(self.rows_of_each()).filter(|(_, rows)| is_right(rows));
        ready
            .map(|(of, rows)| {
                let invoices = rows.iter().map(invoice).collect::<Result<_, Refusal>>()?;
                let application = checked("application", &of.application)?;
                let command = IssueApplication { application, invoices, confirm_uncovered: None, note: None };
                Ok(Item {
                    of: Of::application(&of.application, &of.buyer),
                    amount: rows.iter().map(|row| row.amount).sum::<Fen>(),
                    command: command.into(),
                })
            })
            .collect()
    }

    fn keep(&self, typed: &mut Typed) {
        for (of, rows) in self.of.iter().zip(self.rows_of_each()) {
            typed.put(&of.application, rows.iter().map(|row| row.inputs.clone()).collect());
        }
    }

    fn clear(&mut self) {
        for row in &mut self.grid.rows {
            row.inputs = [String::new(), self.today.to_string()];
        }
        self.check();
    }
}

fn is_right(rows: &[GridRow]) -> bool {
    rows.iter().all(|row| row.verdict == Verdict::Right)
}

fn invoice(row: &GridRow) -> Result<IssuedInvoice, Refusal> {
    let [number, day] = &row.inputs;
    let number = e_invoice_number(number)
        .map_err(|_| Refusal::bad_field("invoices.number", FieldError::InvoiceNumber))?;
    let day = parse_date(day).ok_or_else(|| Refusal::bad_field("invoices.issued_on", FieldError::Date))?;
    Ok(IssuedInvoice {
        number: checked("invoices.number", &number)?,
        issued_on: checked_day("invoices.issued_on", day)?,
        gross: row.amount,
    })
}

fn day_fault(day: &str, earliest: NaiveDate, today: NaiveDate) -> Option<FieldError> {
    match parse_date(day) {
        None => Some(FieldError::Date),
        Some(day) if day > today => Some(FieldError::InFuture),
        Some(day) if day < earliest => Some(FieldError::TooEarly { earliest }),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [&str; 3] = ["26112000000812345601", "26112000000812345602", "26112000000812345603"];

    fn form(invoices: &[&[i64]]) -> Issue {
        let day = "2026-11-22".parse().unwrap();
        let candidate = |(n, parts): (usize, &&[i64])| Candidate {
            application: format!("FP20261122-{n:04}"),
            buyer: "杭州砺行".to_owned(),
            amount: parts.iter().copied().map(Fen).sum(),
            submitted_on: day,
            invoices: parts.iter().copied().map(Fen).collect(),
            issued: Vec::new(),
            address: None,
        };
        Issue::new(invoices.iter().enumerate().map(candidate).collect(), day, &Typed::default())
    }

    fn paste(form: &mut Issue, text: &str) {
        form.grid.paste(text);
        form.check();
    }

    fn fault(form: &Issue, row: usize) -> Option<NumberFault> {
        match form.grid.rows[row].verdict {
            Verdict::Wrong(Fault::Number(fault)) => Some(fault),
            _ => None,
        }
    }

    #[test]
    fn each_number_is_checked_as_it_lands() {
        let mut form = form(&[&[100], &[100], &[100], &[100], &[100]]);
        paste(&mut form, &format!("{}\n{}\n2.6112E+19\n2611\n", NUMBERS[0], NUMBERS[0]));
        let faults: Vec<_> = (0..5).map(|row| fault(&form, row)).collect();
        let expected = [
            None,
            Some(NumberFault::SameAs(1)),
            Some(NumberFault::DigitsLost),
            Some(NumberFault::Length(4)),
            None,
        ];
        assert_eq!(faults, expected);
        assert_eq!(form.counts, [1, 3, 1]);
        assert_eq!(form.items().unwrap().len(), 1, "only what is right is sent");
    }

    #[test]
    fn a_line_that_names_an_application_is_recorded_there_and_one_of_two_numbers_nowhere() {
        let mut form = form(&[&[100], &[100], &[100]]);
        let [a, b, c] = NUMBERS;
        paste(&mut form, &format!("FP20261122-0002\t100.00\t{a}\nFP20261122-0000\t{b}\t{c}"));
        assert_eq!(form.grid.rows[0].verdict, Verdict::Wrong(Fault::Several));
        assert_eq!(form.grid.rows[2].inputs[0], a);
        assert_eq!(form.counts, [1, 1, 1]);
    }

    #[test]
    fn a_day_is_neither_before_the_application_nor_after_today() {
        let mut form = form(&[&[100], &[100], &[100]]);
        let [a, b, c] = NUMBERS;
        paste(&mut form, &format!("{a}\t2026-11-21\n{b}\t2026-11-23\n{c}\t2026-11-22"));
        let earliest = "2026-11-22".parse().unwrap();
        assert_eq!(
            form.grid.rows[0].verdict,
            Verdict::Wrong(Fault::Field(FieldError::TooEarly { earliest }))
        );
        assert_eq!(form.grid.rows[1].verdict, Verdict::Wrong(Fault::Field(FieldError::InFuture)));
        assert_eq!(form.counts, [1, 2, 0]);
    }

    #[test]
    fn an_application_of_several_invoices_is_sent_once_all_have_a_number() {
        let mut form = form(&[&[100, 50], &[100]]);
        paste(&mut form, &format!("{}\n\n{}", NUMBERS[0], NUMBERS[2]));
        assert_eq!(form.counts, [1, 0, 1]);
        paste(&mut form, NUMBERS[1]);
        assert_eq!(form.counts, [2, 0, 0]);
        let items = form.items().unwrap();
        assert_eq!(items[0].amount, Fen(150));
    }

    #[test]
    fn what_was_typed_is_there_again_when_it_is_opened_anew() {
        let mut form = form(&[&[100], &[100]]);
        paste(&mut form, NUMBERS[0]);
        let mut typed = Typed::default();
        form.keep(&mut typed);
        assert_eq!(typed.rows.len(), 1);
        let again = Issue::new(form.of.clone(), form.today, &typed);
        assert_eq!((again.grid.rows[0].inputs[0].as_str(), again.counts), (NUMBERS[0], [1, 0, 1]));
    }
}
