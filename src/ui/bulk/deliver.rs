//! The parcels of many applications: their tracking numbers, pasted as a column or scanned one by one.

use egui::{Key, Ui};

use super::form::{Drawn, Form};
use super::grid::{Fault, Grid, GridColumn, GridRow, Verdict, What};
use super::kept::Typed;
use super::pasted::{is_several, may_be_tracking_number};
use super::run::{Doing, Item, Of};
use crate::desk::commands::application_steps::DeliverApplication;
use crate::desk::pages::bulk::Candidate;
use crate::domain::address::MailingAddress;
use crate::domain::application::Step;
use crate::domain::invoice_number::NumberFault;
use crate::domain::lost_digits::is_rounded;
use crate::domain::refusal::{FieldError, Refusal, checked};
use crate::domain::text::Line;
use crate::i18n::{Lang, bulk as words, common, steps};
use crate::ui::command_dialog::Head;
use crate::ui::fields::typed;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, chip_ui, key_hint_ui, small_ui, text_row_ui};

const COLUMNS: [GridColumn; 6] = [
    GridColumn { what: What::Place, title: words::PLACE, width: 28.0 },
    GridColumn { what: What::Application, title: words::APPLICATION_NO, width: 138.0 },
    GridColumn { what: What::Buyer, title: common::BUYER, width: 190.0 },
    GridColumn { what: What::To, title: words::TO, width: 0.0 },
    GridColumn { what: What::Input(0), title: words::TRACKING_NO, width: 200.0 },
    GridColumn { what: What::Verdict, title: words::CHECKED, width: 196.0 },
];

/// What stands in the dialog beside the rows.
const BESIDE: f32 = 160.0;
const CARRIER: f32 = 200.0;

pub(super) struct Deliver {
    grid: Grid,
    of: Vec<Candidate>,
    carrier: String,
    /// The carrier is typed first, where none is remembered.
    wants_carrier: bool,
    /// How many are right, wrong and blank.
    counts: [usize; 3],
}

impl Deliver {
    /// `carrier` is the one that was named last.
    pub fn new(of: Vec<Candidate>, kept: &Typed, carrier: Option<String>) -> Self {
        let rows = of.iter().map(|of| GridRow {
            application: of.application.clone(),
            buyer: of.buyer.clone(),
            amount: of.amount,
            to: of.address.as_ref().map(who_and_where).unwrap_or_default(),
            inputs: kept.rows.get(&of.application).and_then(|rows| rows.first().cloned()).unwrap_or_default(),
            verdict: Verdict::Empty,
        });
        let grid = Grid::new(rows.collect(), |_| false);
        let carrier = Some(kept.same.clone()).filter(|same| !same.is_empty()).or(carrier).unwrap_or_default();
        let wants_carrier = carrier.is_empty();
        let grid = if wants_carrier { grid.without_focus() } else { grid };
        let mut form = Self { grid, of, carrier, wants_carrier, counts: [0; 3] };
        form.check();
        form
    }

    fn check(&mut self) {
        self.counts = [0; 3];
        for row in &mut self.grid.rows {
            let number = row.inputs[0].trim();
            let kind;
            (row.verdict, kind) = match tracking_fault(number) {
                _ if number.is_empty() => (Verdict::Empty, 2),
                Some(fault) => (Verdict::Wrong(fault), 1),
                None => (Verdict::Right, 0),
            };
            self.counts[kind] += 1;
        }
    }

    /// The carrier of all; whether it has changed.
    fn carrier_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let before = self.carrier.clone();
        let is_missing = self.counts[0] > 0 && self.carrier.trim().is_empty();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let field = Field::new(steps::CARRIER.get(lang), &mut self.carrier).required().width(CARRIER);
            let response = field.error(is_missing.then(|| words::CARRIER_FIRST.get(lang))).show(ui);
            if std::mem::take(&mut self.wants_carrier) {
                response.request_focus();
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                self.grid.take_focus();
            }
            ui.vertical(|ui| {
                ui.add_space(space::XXL);
                ui.horizontal_wrapped(|ui| {
                    for name in steps::CARRIERS.map(|name| name.get(lang)) {
                        if chip_ui(ui, self.carrier == name, name, None).clicked() {
                            name.clone_into(&mut self.carrier);
                            self.grid.take_focus();
                        }
                    }
                });
            });
        });
        self.carrier != before
    }
}

/// What is wrong with the number of a parcel.
pub(super) fn tracking_fault(number: &str) -> Option<Fault> {
    match Line::try_from(number) {
        _ if is_several(number) => Some(Fault::Several),
        _ if is_rounded(number) => Some(Fault::Number(NumberFault::DigitsLost)),
        _ if !may_be_tracking_number(number) => Some(Fault::NoTrackingNumber),
        Err(fault) => Some(Fault::Field(FieldError::from(fault))),
        Ok(_) => None,
    }
}

impl Form for Deliver {
    fn doing(&self) -> Doing {
        Doing::Step(Step::Deliver)
    }

    fn head(&self, lang: Lang) -> Head {
        let what = words::step(lang, Step::Deliver);
        let button = words::title(lang, what, self.counts[0]);
        Head::new(what).buttons(button, common::NOT_NOW)
    }

    fn is_wide(&self) -> bool {
        true
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, height: f32) -> Drawn {
        let lang = cx.lang;
        let mut changed = self.carrier_ui(ui, lang);
        text_row_ui(ui, |ui| {
            small_ui(ui, words::SCAN_NUMBERS.get(lang));
            key_hint_ui(ui, "Ctrl V");
        });
        if self.grid.ui(ui, lang, &COLUMNS, height - BESIDE) {
            self.check();
            changed = true;
        }
        self.grid.not_taken_ui(ui, lang);
        let [ready, wrong, blank] = self.counts;
        small_ui(ui, &words::filled(lang, ready, wrong, blank));
        Drawn { entered: false, changed }
    }

    fn why_not(&self, lang: Lang) -> Option<String> {
        let why = if self.carrier.trim().is_empty() {
            words::CARRIER_FIRST
        } else if self.counts[0] == 0 {
            words::NOTHING_FILLED_IN
        } else {
            return None;
        };
        Some(why.get(lang).to_owned())
    }

    fn items(&self) -> Result<Vec<Item>, Refusal> {
        let rows = self.of.iter().zip(&self.grid.rows);
        let ready = rows.filter(|(_, row)| row.verdict == Verdict::Right);
        ready
            .map(|(of, row)| {
                let command = DeliverApplication {
                    application: checked("application", &of.application)?,
                    carrier: typed("carrier", &self.carrier)?,
                    tracking_no: typed("tracking_no", &row.inputs[0])?,
                    email: None,
                };
                let item = Of::application(&of.application, &of.buyer);
                Ok(Item { of: item, amount: of.amount, command: command.into() })
            })
            .collect()
    }

    fn keep(&self, typed: &mut Typed) {
        for row in &self.grid.rows {
            typed.put(&row.application, vec![row.inputs.clone()]);
        }
        typed.same = if typed.rows.is_empty() { String::new() } else { self.carrier.clone() };
    }

    fn clear(&mut self) {
        self.grid.rows.iter_mut().for_each(|row| row.inputs = Default::default());
        self.check();
    }
}

fn who_and_where(address: &MailingAddress) -> String {
    format!("{} {}", address.recipient, address.region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Fen;

    #[test]
    fn a_pasted_block_fills_in_tracking_numbers_and_says_what_is_none() {
        let of = (0..4).map(|n| Candidate {
            application: format!("FP20261122-{n:04}"),
            buyer: "杭州砺行".to_owned(),
            amount: Fen(100),
            submitted_on: "2026-11-22".parse().unwrap(),
            invoices: Vec::new(),
            address: None,
        });
        let mut form = Deliver::new(of.collect(), &Typed::default(), Some("顺丰速运".to_owned()));
        form.grid.paste("FP20261122-0001\tSF1000200030004\nFP20261122-0000\tSF1\tSF2");
        form.grid.rows[2].inputs[0] = "FP20261122-0003".to_owned();
        form.grid.rows[3].inputs[0] = "顺丰".to_owned();
        form.check();
        let verdicts: Vec<&Verdict> = form.grid.rows.iter().map(|row| &row.verdict).collect();
        let none = Verdict::Wrong(Fault::NoTrackingNumber);
        assert_eq!(verdicts, [&Verdict::Wrong(Fault::Several), &Verdict::Right, &none, &none]);
        let [item] = form.items().unwrap().try_into().unwrap();
        assert_eq!(item.of.number(), "FP20261122-0001");
    }
}
