//! The parcels of many applications: their tracking numbers, pasted as a column or scanned one by one.

use std::collections::BTreeSet;

use egui::{Key, Ui};

use super::form::{Drawn, Form};
use super::grid::{Fault, Grid, GridColumn, GridRow, Verdict, What};
use super::kept::Typed;
use super::pasted::Pasted;
use super::run::{Doing, Item, Of};
use crate::desk::commands::application_steps::DeliverApplication;
use crate::desk::pages::bulk::Candidate;
use crate::domain::address::MailingAddress;
use crate::domain::application::Step;
use crate::domain::refusal::{FieldError, Refusal, checked};
use crate::domain::tracking::tracking_number;
use crate::i18n::{Lang, bulk as words, common, steps};
use crate::ui::command_dialog::Head;
use crate::ui::fields::typed;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, chip_ui, key_hint_ui, small_ui, text_row_ui};

const COLUMNS: [GridColumn; 7] = [
    GridColumn { what: What::Place, title: words::PLACE, width: 28.0 },
    GridColumn { what: What::Application, title: words::APPLICATION_NO, width: 138.0 },
    GridColumn { what: What::Buyer, title: common::BUYER, width: 140.0 },
    GridColumn { what: What::To, title: words::TO, width: 0.0 },
    GridColumn { what: What::Input(0), title: words::TRACKING_NO, width: 160.0 },
    GridColumn { what: What::Input(1), title: steps::CARRIER, width: 92.0 },
    GridColumn { what: What::Verdict, title: words::CHECKED, width: 180.0 },
];

/// What stands in the dialog beside the rows.
const BESIDE: f32 = 160.0;
const CARRIER: f32 = 200.0;

pub(super) struct Deliver {
    grid: Grid,
    of: Vec<Candidate>,
    /// The carrier of the rows that name none.
    carrier: String,
    /// The carrier is typed first, where none is remembered.
    wants_carrier: bool,
    /// How many are right, wrong and blank.
    counts: [usize; 3],
}

impl Deliver {
    /// `carrier` is the one that was named last.
    pub fn new(of: Vec<Candidate>, kept: &Typed, carrier: Option<String>) -> Self {
        let row = |of: &Candidate| GridRow {
            application: of.application.clone(),
            buyer: of.buyer.clone(),
            amount: of.amount,
            to: of.address.as_ref().map(who_and_where).unwrap_or_default(),
            inputs: kept.rows.get(&of.application).and_then(|rows| rows.first().cloned()).unwrap_or_default(),
            verdict: Verdict::Empty,
        };
        let mut rows: Vec<GridRow> = of.iter().map(row).collect();
        // Where all that is typed goes by one carrier, that is chosen for all at once.
        let is_typed = |row: &&GridRow| !row.inputs[0].is_empty();
        let carriers: BTreeSet<&str> =
            rows.iter().filter(is_typed).map(|row| row.inputs[1].as_str()).collect();
        let one = carriers.first().filter(|name| carriers.len() == 1 && !name.is_empty());
        let one = one.map(|name| (*name).to_owned());
        if one.is_some() {
            rows.iter_mut().for_each(|row| row.inputs[1].clear());
        }
        let is_without = |row: &GridRow| row.inputs[1].is_empty();
        let carrier = one.or(carrier).unwrap_or_default();
        let wants_carrier = carrier.is_empty() && rows.iter().any(is_without);
        let grid = Grid::new(rows, |_| false, carrier_of_line);
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
            (row.verdict, kind) = match tracking_number(number) {
                _ if number.is_empty() => (Verdict::Empty, 2),
                Err(fault) => (Verdict::Wrong(Fault::Tracking(fault)), 1),
                Ok(_) => (Verdict::Right, 0),
            };
            self.counts[kind] += 1;
        }
    }

    /// Who carries the parcel of a row; blank where nobody is named.
    fn carrier_of<'a>(&'a self, row: &'a GridRow) -> &'a str {
        let own = row.inputs[1].trim();
        if own.is_empty() { self.carrier.trim() } else { own }
    }

    /// Whether a row that is ready names no carrier, and neither does the form.
    fn is_without_carrier(&self) -> bool {
        let mut ready = self.grid.rows.iter().filter(|row| row.verdict == Verdict::Right);
        ready.any(|row| self.carrier_of(row).is_empty())
    }

    /// The carrier of rows that name none; whether it has changed.
    fn carrier_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let before = self.carrier.clone();
        let is_missing = self.is_without_carrier();
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

/// The carrier that a pasted line names; its number is by no other.
fn carrier_of_line(line: &Pasted) -> Option<String> {
    (!line.number.is_empty()).then(|| line.carrier.clone().unwrap_or_default())
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
        let why = if self.counts[0] == 0 && !self.carrier.trim().is_empty() {
            words::NOTHING_FILLED_IN
        } else if self.counts[0] == 0 || self.is_without_carrier() {
            words::CARRIER_FIRST
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
                    carrier: typed("carrier", self.carrier_of(row))?,
                    tracking_no: typed("tracking_no", &number(row)?)?,
                    email: None,
                };
                let item = Of::application(&of.application, &of.buyer);
                Ok(Item { of: item, amount: of.amount, command: command.into() })
            })
            .collect()
    }

    fn keep(&self, typed: &mut Typed) {
        for row in &self.grid.rows {
            let [number, _] = row.inputs.clone();
            typed.put(&row.application, vec![[number, self.carrier_of(row).to_owned()]]);
        }
    }

    fn clear(&mut self) {
        self.grid.rows.iter_mut().for_each(|row| row.inputs = Default::default());
        self.check();
    }
}

fn number(row: &GridRow) -> Result<String, Refusal> {
    let is_none = |_| Refusal::bad_field("tracking_no", FieldError::Missing);
    tracking_number(&row.inputs[0]).map_err(is_none)
}

fn who_and_where(address: &MailingAddress) -> String {
    format!("{} {}", address.recipient, address.region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::protocol::table::Command;
    use crate::domain::money::Fen;
    use crate::domain::tracking::TrackingFault;

    fn form(typed: &Typed, carrier: &str) -> Deliver {
        let of = (0..4).map(|n| Candidate {
            application: format!("FP20261122-{n:04}"),
            buyer: "杭州砺行".to_owned(),
            amount: Fen(100),
            submitted_on: "2026-11-22".parse().unwrap(),
            invoices: Vec::new(),
            issued: Vec::new(),
            address: None,
        });
        Deliver::new(of.collect(), typed, Some(carrier.to_owned()))
    }

    fn sent(form: &Deliver) -> Vec<String> {
        let of = |item: Item| match item.command {
            Command::DeliverApplication(sent) => {
                format!("{} {}", &*sent.carrier.unwrap(), &*sent.tracking_no.unwrap())
            }
            other => panic!("{other:?}"),
        };
        form.items().unwrap().into_iter().map(of).collect()
    }

    #[test]
    fn each_parcel_keeps_its_carrier_and_the_others_go_by_the_one_of_the_form() {
        let mut typed = Typed::default();
        for (n, inputs) in [(0, ["SF1", "顺丰速运"]), (1, ["JD2", "京东快递"]), (2, ["333", ""])] {
            typed.put(&format!("FP20261122-{n:04}"), vec![inputs.map(str::to_owned)]);
        }
        let mut form = form(&typed, "圆通速递");
        assert_eq!(sent(&form), ["顺丰速运 SF1", "京东快递 JD2", "圆通速递 333"]);
        form.carrier.clear();
        assert!(form.why_not(Lang::Zh).is_some(), "nobody carries the third");
        form.grid.paste("FP20261122-0002\t中通\t444\nFP20261122-0001\t555");
        form.carrier.push_str("圆通速递");
        form.check();
        assert_eq!(sent(&form), ["顺丰速运 SF1", "圆通速递 555", "中通快递 444"]);
        let mut kept = Typed::default();
        form.keep(&mut kept);
        assert_eq!(kept.rows["FP20261122-0001"], [["555".to_owned(), "圆通速递".to_owned()]]);
    }

    #[test]
    fn where_all_go_by_one_carrier_it_is_changed_at_once() {
        let mut typed = Typed::default();
        typed.put("FP20261122-0000", vec![["SF1".to_owned(), "顺丰速运".to_owned()]]);
        let mut form = form(&typed, "圆通速递");
        assert_eq!(form.carrier, "顺丰速运");
        "中通快递".clone_into(&mut form.carrier);
        assert_eq!(sent(&form), ["中通快递 SF1"]);
    }

    #[test]
    fn a_pasted_block_fills_in_tracking_numbers_and_says_what_is_none() {
        let mut form = form(&Typed::default(), "顺丰速运");
        form.grid.paste("FP20261122-0001\tSF1000200030004\nFP20261122-0000\tSF1\tSF2");
        form.grid.rows[2].inputs[0] = "FP20261122-0003".to_owned();
        form.grid.rows[3].inputs[0] = "顺丰".to_owned();
        form.check();
        let verdicts: Vec<&Verdict> = form.grid.rows.iter().map(|row| &row.verdict).collect();
        let wrong = |fault| Verdict::Wrong(Fault::Tracking(fault));
        let none = wrong(TrackingFault::NotOne);
        assert_eq!(verdicts, [&wrong(TrackingFault::Several), &Verdict::Right, &none, &none]);
        let [item] = form.items().unwrap().try_into().unwrap();
        assert_eq!(item.of.number(), "FP20261122-0001");
    }
}
