//! Rows into which numbers are typed, pasted or scanned, one a row. The rows are filled by the keyboard alone: Enter and
//! the arrows go from row to row, and a pasted column lands from the row on that has the keyboard.

use std::collections::{HashMap, VecDeque};

use egui::{Align, Event, Id, Key, Layout, Modifiers, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::pasted::{Parcel, Pasted, pasted};
use crate::domain::invoice_number::NumberFault;
use crate::domain::money::Fen;
use crate::domain::refusal::FieldError;
use crate::domain::tracking::TrackingFault;
use crate::i18n::{Lang, Text, bulk as words, faults};
use crate::ui::icons;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{amount_ui, banner_ui, body_ui, cell_edit_ui, pill_ui, text_ui, weak_ui};

/// How many inputs a row has at most.
pub(super) const INPUTS: usize = 2;

pub(super) struct Grid {
    pub rows: Vec<GridRow>,
    /// How many pasted numbers found no row, and how many lines no application of these.
    left_over: usize,
    untaken: usize,
    /// Tells a number for certain from what may be one.
    is_sure: fn(&str) -> bool,
    /// What of a line goes into the second input, where that is something; where it is blank, that is emptied.
    second: fn(&Pasted) -> Option<String>,
    /// The parcels that the last block named, by the applications of the rows into which it went.
    pub parcels: Vec<(String, Parcel)>,
    /// The row and the input that have the keyboard, or had it last.
    at: [usize; 2],
    wants_focus: bool,
    wants_scroll: bool,
    /// How far it is scrolled.
    offset: f32,
}

#[derive(Debug)]
pub(super) struct GridRow {
    pub application: String,
    pub buyer: String,
    pub amount: Fen,
    /// Who gets it.
    pub to: String,
    pub inputs: [String; INPUTS],
    pub verdict: Verdict,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Verdict {
    #[default]
    Empty,
    Right,
    Wrong(Fault),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    Number(NumberFault),
    Field(FieldError),
    /// Several numbers stand in it.
    Several,
    Tracking(TrackingFault),
}

/// A column; one of no width takes the room that the others leave.
pub(super) struct GridColumn {
    pub what: What,
    pub title: Text,
    pub width: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Its place, which others name.
    Place,
    Application,
    Buyer,
    Amount,
    To,
    Input(usize),
    Verdict,
}

impl Fault {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Number(fault) => words::number_fault(lang, *fault),
            Self::Field(fault) => faults::field_error(lang, fault),
            Self::Several => words::SEVERAL_NUMBERS.get(lang).to_owned(),
            Self::Tracking(fault) => words::tracking_fault(lang, *fault),
        }
    }
}

impl Grid {
    pub fn new(rows: Vec<GridRow>, is_sure: fn(&str) -> bool, second: fn(&Pasted) -> Option<String>) -> Self {
        Self {
            rows,
            left_over: 0,
            untaken: 0,
            is_sure,
            second,
            parcels: Vec::new(),
            at: [0, 0],
            wants_focus: true,
            wants_scroll: false,
            offset: 0.0,
        }
    }

    /// Leaves the keyboard to what has to be typed first.
    pub fn without_focus(self) -> Self {
        Self { wants_focus: false, ..self }
    }

    /// Puts a pasted column into the rows: each line into that of the application that it names, and where none names
    /// one from the row on that has the keyboard. Goes to the first that is blank then.
    pub fn paste(&mut self, text: &str) {
        let lines = pasted(text, self.is_sure);
        let [first, input] = self.at;
        (self.left_over, self.untaken) = (0, 0);
        self.parcels.clear();
        if lines.iter().any(|line| line.application.is_some()) {
            self.put_by_application(lines);
        } else {
            self.left_over = lines.len().saturating_sub(self.rows.len() - first);
            for (row, line) in self.rows[first..].iter_mut().zip(lines) {
                let second = (self.second)(&line);
                let Pasted { number, parcel, .. } = line;
                self.parcels.extend(parcel.map(|parcel| (row.application.clone(), parcel)));
                match second {
                    Some(second) if input == 0 || !second.is_empty() => row.inputs = [number, second],
                    _ if number.is_empty() => {}
                    _ => row.inputs[input] = number,
                }
            }
        }
        let blank = self.rows.iter().position(|row| row.inputs[0].trim().is_empty());
        self.go([blank.unwrap_or(first), 0]);
    }

    /// An application of several invoices has as many rows, which its lines fill one after the other.
    fn put_by_application(&mut self, lines: Vec<Pasted>) {
        let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (place, row) in self.rows.iter().enumerate() {
            places.entry(row.application.clone()).or_default().push_back(place);
        }
        let is_blank = |line: &Pasted| *line == Pasted::default();
        for line in lines.into_iter().filter(|line| !is_blank(line)) {
            let second = (self.second)(&line);
            let Pasted { application, number, parcel, .. } = line;
            let of = application.and_then(|application| places.get_mut(&application)?.pop_front());
            let Some(place) = of else {
                self.untaken += 1;
                continue;
            };
            let row = &mut self.rows[place];
            self.parcels.extend(parcel.map(|parcel| (row.application.clone(), parcel)));
            let inputs = &mut row.inputs;
            if !number.is_empty() {
                inputs[0] = number;
            }
            if let Some(second) = second {
                inputs[1] = second;
            }
        }
    }

    /// Says what of a pasted block was not taken.
    pub fn not_taken_ui(&self, ui: &mut Ui, lang: Lang) {
        if self.left_over > 0 {
            banner_ui(ui, Tone::Warn, &words::left_over(lang, self.left_over), None);
        }
        if self.untaken > 0 {
            banner_ui(ui, Tone::Warn, &words::untaken(lang, self.untaken), None);
        }
    }

    /// Draws it, at most so high; whether something in it has changed.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang, columns: &[GridColumn], height: f32) -> bool {
        let [row, input] = self.at;
        let focused = ui.memory(|memory| memory.focused());
        let has_keyboard = focused.is_none() || focused == Some(id(row, input));
        let mut changed = self.take_pasted(ui, has_keyboard);
        let step = if has_keyboard { step(ui) } else { 0 };
        let places = places(columns, ui.available_width());
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            head_ui(ui, lang, columns, &places);
            changed |= self.rows_ui(ui, lang, columns, &places, height);
        });
        // Only now: what was typed before Enter belongs to the row that was left by it.
        if step != 0 {
            let [row, input] = self.at;
            self.go([row.saturating_add_signed(step).min(self.rows.len().saturating_sub(1)), input]);
        }
        if std::mem::take(&mut self.wants_focus) {
            let [row, input] = self.at;
            ui.memory_mut(|memory| memory.request_focus(id(row, input)));
        }
        changed
    }

    /// Takes the keyboard back, to where it was.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    fn go(&mut self, at: [usize; 2]) {
        self.at = at;
        (self.wants_focus, self.wants_scroll) = (true, true);
    }

    fn take_pasted(&mut self, ui: &Ui, has_keyboard: bool) -> bool {
        let mut texts = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if has_keyboard || text.trim().contains('\n') => {
                    texts.push(text.clone());
                    false
                }
                _ => true,
            });
        });
        texts.iter().for_each(|text| self.paste(text));
        !texts.is_empty()
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        columns: &[GridColumn],
        places: &[(f32, f32)],
        height: f32,
    ) -> bool {
        let rows = (height / size::ROW).floor().max(3.0);
        let height = rows.min(self.rows.len() as f32).max(1.0) * size::ROW;
        let mut changed = false;
        let mut area = ScrollArea::vertical().id_salt("rows").max_height(height).auto_shrink([false, true]);
        if std::mem::take(&mut self.wants_scroll) {
            let top = self.at[0] as f32 * size::ROW;
            area = area.vertical_scroll_offset(self.offset.clamp((top + size::ROW - height).max(0.0), top));
        }
        let shown = area.show_rows(ui, size::ROW, self.rows.len(), |ui, range| {
            for row in range {
                changed |= self.row_ui(ui, lang, columns, places, row);
            }
        });
        self.offset = shown.state.clamped_offset().y;
        changed
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        columns: &[GridColumn],
        places: &[(f32, f32)],
        place: usize,
    ) -> bool {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens(ui).rule());
        let row = &mut self.rows[place];
        let mut changed = false;
        for (column, (x, width)) in columns.iter().zip(places) {
            let cell = Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(*width, size::ROW));
            let is_right = column.what == What::Amount;
            let layout = if is_right { Layout::right_to_left } else { Layout::left_to_right };
            let mut ui = ui.new_child(UiBuilder::new().max_rect(cell).layout(layout(Align::Center)));
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            match column.what {
                What::Place => drop(weak_ui(&mut ui, &(place + 1).to_string())),
                What::Application => drop(body_ui(&mut ui, &row.application)),
                What::Buyer => drop(body_ui(&mut ui, &row.buyer)),
                What::To => drop(body_ui(&mut ui, &row.to)),
                What::Amount => drop(amount_ui(&mut ui, row.amount)),
                What::Input(input) => {
                    let name = words::input_of(lang, column.title.get(lang), place + 1);
                    let is_wrong = input == 0 && matches!(row.verdict, Verdict::Wrong(_));
                    let text = &mut row.inputs[input];
                    let response = cell_edit_ui(&mut ui, id(place, input), text, &name, is_wrong);
                    changed |= response.changed();
                    if response.gained_focus() || response.clicked() {
                        self.at = [place, input];
                    }
                }
                What::Verdict => verdict_ui(&mut ui, lang, &row.verdict),
            }
        }
        changed
    }
}

fn verdict_ui(ui: &mut Ui, lang: Lang, verdict: &Verdict) {
    match verdict {
        Verdict::Empty => {}
        Verdict::Right => drop(pill_ui(ui, Tone::Ok, icons::CHECK, words::RIGHT.get(lang))),
        Verdict::Wrong(fault) => drop(pill_ui(ui, Tone::Bad, icons::ERROR, &fault.words(lang))),
    }
}

fn head_ui(ui: &mut Ui, lang: Lang, columns: &[GridColumn], places: &[(f32, f32)]) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CHIP), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    for (column, (x, width)) in columns.iter().zip(places) {
        let cell = Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(*width, size::CHIP));
        let is_right = column.what == What::Amount;
        let layout = if is_right { Layout::right_to_left } else { Layout::left_to_right };
        let mut ui = ui.new_child(UiBuilder::new().max_rect(cell).layout(layout(Align::Center)));
        text_ui(&mut ui, column.title.get(lang), Type::Small, t.weak);
    }
}

/// Where each column begins, and how wide it is.
fn places(columns: &[GridColumn], room: f32) -> Vec<(f32, f32)> {
    let fixed: f32 = columns.iter().map(|column| column.width).sum();
    let gaps = space::M * columns.len().saturating_sub(1) as f32;
    let rest = (room - fixed - gaps).max(size::ROW);
    let mut x = 0.0;
    let place = |column: &GridColumn| {
        let width = if column.width > 0.0 { column.width } else { rest };
        let place = (x, width);
        x += width + space::M;
        place
    };
    columns.iter().map(place).collect()
}

/// How many rows on or back the keys go.
fn step(ui: &Ui) -> isize {
    let keys = [(Key::Enter, 1), (Key::ArrowDown, 1), (Key::ArrowUp, -1)];
    ui.input_mut(|input| {
        let count = |(key, by): (Key, isize)| by * input.count_and_consume_key(Modifiers::NONE, key) as isize;
        keys.map(count).iter().sum()
    })
}

fn id(row: usize, input: usize) -> Id {
    Id::unique(("bulk input", row, input))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: usize) -> Grid {
        let row = |n: usize| GridRow {
            application: format!("FP20261122-{n:04}"),
            buyer: String::new(),
            amount: Fen::ZERO,
            to: String::new(),
            inputs: [String::new(), "2026-11-22".to_owned()],
            verdict: Verdict::Empty,
        };
        Grid::new((0..rows).map(row).collect(), |_| false, |line| line.day.clone())
    }

    fn numbers(grid: &Grid) -> Vec<&str> {
        grid.rows.iter().map(|row| row.inputs[0].as_str()).collect()
    }

    #[test]
    fn a_column_lands_from_the_row_on_that_has_the_keyboard() {
        let mut grid = grid(4);
        grid.paste("1\n\n3\n");
        assert_eq!(
            (numbers(&grid), grid.at),
            (vec!["1", "", "3", ""], [1, 0]),
            "the first blank one is next"
        );
        grid.paste("2\t2026-11-20\n\n4\n5\n6");
        assert_eq!(numbers(&grid), ["1", "2", "3", "4"], "a blank line leaves its row as it is");
        assert_eq!(
            (grid.rows[1].inputs[1].as_str(), grid.rows[2].inputs[1].as_str()),
            ("2026-11-20", "2026-11-22")
        );
        assert_eq!((grid.left_over, grid.at), (2, [1, 0]));
    }

    #[test]
    fn a_line_that_names_an_application_goes_to_its_row_wherever_the_keyboard_is() {
        let mut grid = grid(3);
        grid.rows[1].application = "FP20261122-0000".to_owned();
        grid.paste("FP20261122-0002\tSF3\nFP20261122-0000\t顺丰\tSF1\n\nSF9\nFP20261122-0000\tSF2\nFP20261122-0009\tSF8");
        assert_eq!(numbers(&grid), ["SF1", "SF2", "SF3"]);
        assert_eq!((grid.untaken, grid.left_over), (2, 0), "one names none, one names another");
        grid.paste("SF4");
        assert_eq!((numbers(&grid), grid.untaken), (vec!["SF4", "SF2", "SF3"], 0));
    }

    #[test]
    fn what_is_pasted_takes_the_place_of_what_was_there() {
        let mut grid = grid(2);
        grid.paste("1\n2");
        grid.paste("3");
        assert_eq!((numbers(&grid), grid.left_over), (vec!["3", "2"], 0));
    }
}
