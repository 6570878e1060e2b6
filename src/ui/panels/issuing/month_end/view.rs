//! Draws the end of a month: its head, what each colour comes to, and the invoices of one of them.

use egui::{Key, Modifiers, PointerButton, Ui};

use super::held::{Held, delta, here, there};
use super::side::primary;
use super::{Asked, MonthEnd, Wish};
use crate::desk::pages::issuing::IssuingDesk;
use crate::desk::returned::mirror::{Colour, Mirrored, Month};
use crate::domain::money::Fen;
use crate::domain::returned::Difference;
use crate::i18n::phrase::listed;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, common, exchange, lists as row_words, month_end as words, paperwork, shell};
use crate::ui::dialogs::file_name;
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::{beside_ui, failed_ui, find_ui};
use crate::ui::panels::issuing::view::{ROOM_FOR_ISSUER, SIDE, figure_ui, issuer_ui, line_ui};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, SliceRows, Table, amount_ui, banner_ui, bare_select_ui, body_ui, empty_state_ui,
    icon_button_ui, is_menu_open, panel_head_with, pill_ui, small_ui, spinner_ui, title_ui, weak_ui,
};

const MONTH: f32 = 124.0;
/// How many months can be chosen.
const MONTHS: u32 = 24;
/// From this width on the issuer has room beside the buttons.
const ROOM_FOR_ALL_OF_HEAD: f32 = 1120.0;
const SEARCH: f32 = 280.0;
const SEARCH_NARROW: f32 = 150.0;
/// From this width of the list on there is room for a wide search.
const ROOM_FOR_SEARCH: f32 = 560.0;
/// The columns that give way where there is no room, the least needed first.
const GIVE_WAY: [&str; 5] = ["application", "day", "what", "buyer", "delta"];

/// How a colour looks.
pub(super) const fn look(colour: Colour) -> (Tone, Icon) {
    match colour {
        Colour::BothEqual => (Tone::Ok, icons::CHECK),
        Colour::BothDifferent => (Tone::Bad, icons::ALERT),
        Colour::OnlyThere => (Tone::Warn, icons::WARNING),
        Colour::OnlyHere => (Tone::Info, icons::INFO),
    }
}

impl MonthEnd {
    /// Draws all of it; what the panel around it has to do.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, desk: &IssuingDesk, is_covered: bool) -> Option<Wish> {
        let mut asked = if is_covered { Vec::new() } else { self.keys(ui) };
        self.head_ui(ui, cx, desk, &mut asked);
        ui.add_space(space::S);
        let month = self.month(cx.office.moment().today);
        asked.extend(self.seal.line_ui(ui, cx, month));
        ui.add_space(space::M);
        match self.shown() {
            Some(held) => {
                failed_ui(ui, cx, &self.held.view());
                notes_ui(ui, cx.lang, &held);
                self.figures_ui(ui, cx.lang, &held, &mut asked);
                weak_ui(ui, &words::sums(cx.lang, held.all));
                let name = self.list.as_deref().map(file_name).unwrap_or_default();
                small_ui(ui, &words::of_list(cx.lang, &name, held.mirror.of_other_months));
                ui.add_space(space::S);
                let side = if self.row(&held).is_some() { SIDE } else { 0.0 };
                beside_ui(ui, side, |ui, is_side| {
                    if is_side {
                        self.side_ui(ui, cx, &held, &mut asked);
                    } else {
                        self.list_ui(ui, cx, &held, is_covered, &mut asked);
                    }
                });
            }
            None => self.not_held_ui(ui, cx, &mut asked),
        }
        self.seal.dialog_ui(ui.ctx(), cx);
        let wishes: Vec<Wish> =
            asked.into_iter().filter_map(|asked| self.apply(cx, &desk.issuer, asked)).collect();
        wishes.into_iter().next()
    }

    /// Letters are heard only while nothing is being typed.
    fn keys(&self, ui: &Ui) -> Vec<Asked> {
        if ui.ctx().text_edit_focused() || is_menu_open(ui.ctx()) {
            return Vec::new();
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let colours = [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Colour::ALL);
        let keys = [
            (Key::Escape, Asked::Leave),
            (Key::O, Asked::ChooseList),
            (Key::E, Asked::Export),
            (Key::P, Asked::Register),
            (Key::Z, Asked::Files),
            (Key::S, Asked::Seal),
            (Key::V, Asked::Verify),
        ];
        let shown = colours.map(|(key, colour)| (key, Asked::Show(colour)));
        keys.into_iter().chain(shown).filter(|(key, _)| pressed(*key)).map(|(_, asked)| asked).collect()
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let (mut issuer, mut others) = (desk.issuer.clone(), Vec::new());
        let has_room = ui.available_width() >= ROOM_FOR_ALL_OF_HEAD;
        let this = Month::of(cx.office.moment().today);
        let before = self.month(cx.office.moment().today);
        let mut month = before;
        panel_head_with(
            ui,
            |ui| {
                if icon_button_ui(ui, icons::LEFT, words::BACK.get(lang)).clicked() {
                    others.push(Asked::Leave);
                }
                title_ui(ui, words::OPEN.get(lang));
                ui.add_space(space::XS);
                if has_room {
                    choices_ui(ui, lang, desk, this, &mut month, &mut issuer);
                }
            },
            |ui| {
                let why_not = self.shown().is_none().then(|| words::HOLD_FIRST.get(lang));
                let buttons = [
                    (Button::primary(words::EXPORT.get(lang)).disabled_because(why_not), "E", Asked::Export),
                    (Button::secondary(words::FILES.get(lang)), "Z", Asked::Files),
                    (Button::secondary(words::REGISTER.get(lang)), "P", Asked::Register),
                    (Button::secondary(words::CHOOSE_LIST.get(lang)), "O", Asked::ChooseList),
                ];
                for (button, key, what) in buttons {
                    if button.shortcut(key).show(ui).clicked() {
                        asked.push(what);
                    }
                }
            },
        );
        if !has_room {
            ui.add_space(space::S);
            ui.horizontal(|ui| choices_ui(ui, lang, desk, this, &mut month, &mut issuer));
        }
        asked.append(&mut others);
        if issuer != desk.issuer {
            asked.push(Asked::Issuer(issuer));
        }
        if month != before {
            asked.push(Asked::Month(month));
        }
    }

    /// What stands where the lists would: that one is to be chosen, is being read, or cannot be.
    fn not_held_ui(&self, ui: &mut Ui, cx: &Cx<'_>, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let choose = Some(words::CHOOSE_LIST.get(lang));
        let refused = self.held.value().and_then(|held| held.as_ref().err());
        let (icon, title, text) = match (&self.list, self.held.failed(), refused) {
            (None, ..) => (icons::TABLE, words::NO_LIST.get(lang), words::NO_LIST_HOW.get(lang).to_owned()),
            (Some(_), Some(refusal), _) => (icons::ERROR, shell::FAILED.get(lang), message(lang, refusal)),
            (Some(_), None, Some(error)) => {
                (icons::ERROR, words::NOT_A_LIST.get(lang), paperwork::list_error(lang, error))
            }
            (Some(list), None, None) => {
                Card::new()
                    .fill_height()
                    .show(ui, |ui| spinner_ui(ui, &words::holding(lang, &file_name(list))));
                return;
            }
        };
        Card::new().fill_height().show(ui, |ui| {
            if empty_state_ui(ui, icon, title, &text, choose) {
                asked.push(Asked::ChooseList);
            }
        });
    }

    fn figures_ui(&self, ui: &mut Ui, lang: Lang, held: &Held, asked: &mut Vec<Asked>) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x =
                if ui.available_width() < ROOM_FOR_ISSUER { space::M } else { space::L };
            ui.columns(Colour::ALL.len(), |columns| {
                for (ui, colour) in columns.iter_mut().zip(Colour::ALL) {
                    let name = words::colour(colour).get(lang);
                    let sums = held.sums(colour);
                    let gross = if colour == Colour::OnlyHere { sums.here.gross } else { sums.there.gross };
                    let figure = words::invoices(lang, held.count(colour));
                    let by = sums.there.gross - sums.here.gross;
                    let note = |ui: &mut Ui| note_ui(ui, lang, colour, held.count(colour), by);
                    if figure_ui(ui, self.colour == Some(colour), name, &figure, gross, note) {
                        asked.push(Asked::Show(colour));
                    }
                }
            });
        });
        ui.add_space(space::S);
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        held: &Held,
        is_covered: bool,
        asked: &mut Vec<Asked>,
    ) {
        let lang = cx.lang;
        let Some(colour) = self.colour else { return };
        let before = (self.search.clone(), self.table.sort);
        let mut search = std::mem::take(&mut self.search);
        let mut table = std::mem::take(&mut self.table);
        let totals = words::sums(lang, held.sums(colour));
        let card = Card::titled(words::colour(colour).get(lang)).actions(|ui| {
            let has_room = ui.available_width() >= ROOM_FOR_SEARCH;
            let width = if has_room { SEARCH } else { SEARCH_NARROW };
            find_ui(ui, &mut search, words::SEARCH.get(lang), width);
        });
        let is_searched = !before.0.trim().is_empty();
        let output = card.foot(|ui| drop(small_ui(ui, &totals))).flush().fill_height().show(ui, |ui| {
            let columns = columns(lang, colour, ui.available_width());
            let cell = |place: &usize, column: &str, ui: &mut Ui| {
                if let Some(invoice) = held.mirror.invoices.get(*place) {
                    cell_ui(ui, lang, invoice, column);
                }
            };
            let rows = SliceRows::new(&self.rows, cell).by(|_, place| *place);
            Table::new(words::colour(colour).get(lang), &columns)
                .takes_keyboard(!is_covered)
                .empty(|ui| {
                    let none = if is_searched { words::NOT_FOUND } else { words::NONE_OF_THESE };
                    empty_state_ui(ui, icons::CHECK_CIRCLE, none.get(lang), "", None);
                })
                .show(ui, &mut table, &rows, self.row.id)
        });
        (self.search, self.table) = (search, table);
        if before != (self.search.clone(), self.table.sort) {
            // The rows are found and sorted before the next frame.
            ui.ctx().request_repaint();
        }
        output.selected.into_iter().for_each(|place| self.row.go(place));
        if output.copied.is_some()
            && let Some(invoice) = self.row(held)
        {
            let sums = [there(invoice), here(invoice)].map(|gross| gross.map(|gross| gross.to_string()));
            let [there, here] = sums.map(Option::unwrap_or_default);
            ui.copy_text([&invoice.number, &invoice.buyer, &there, &here].map(String::as_str).join("\t"));
            cx.act(Action::Toast(Tone::Ok, cx.say(row_words::ROW_COPIED).to_owned()));
        }
        if output.opened.is_some() {
            // A double click looks closer; it changes nothing.
            let is_mouse = ui.input(|input| input.pointer.button_double_clicked(PointerButton::Primary));
            let first = self.row(held).and_then(primary);
            asked.extend(first.map(|(_, asked)| asked).filter(|asked| !is_mouse || *asked != Asked::Import));
        }
    }
}

/// The month, and whose register it is where there are several issuers.
fn choices_ui(
    ui: &mut Ui,
    lang: Lang,
    desk: &IssuingDesk,
    this: Month,
    month: &mut Month,
    issuer: &mut String,
) {
    let months: Vec<(Month, String)> =
        (0..MONTHS).map(|n| this.before(n)).map(|month| (month, words::month(lang, month))).collect();
    let options: Vec<(Month, &str)> = months.iter().map(|(month, name)| (*month, name.as_str())).collect();
    bare_select_ui(ui, words::MONTH.get(lang), month, &options, MONTH);
    if desk.issuers.len() > 1 {
        issuer_ui(ui, lang, issuer, &desk.issuers);
    }
}

/// What of the list cannot be read.
fn notes_ui(ui: &mut Ui, lang: Lang, held: &Held) {
    let mirror = &held.mirror;
    if let Some(first) = mirror.unread.first() {
        let why = exchange::list_row_fault(lang, first.column, &first.value);
        banner_ui(ui, Tone::Warn, &words::unread(lang, mirror.unread.len(), first.row, &why), None);
        ui.add_space(space::S);
    }
}

fn note_ui(ui: &mut Ui, lang: Lang, colour: Colour, count: usize, by: Fen) {
    let (tone, icon) = look(colour);
    let text = match colour {
        _ if count == 0 => return line_ui(ui, words::NOTHING.get(lang)),
        Colour::BothEqual => words::ALL_EQUAL.get(lang).to_owned(),
        Colour::BothDifferent if by == Fen::ZERO => words::SAME_MONEY.get(lang).to_owned(),
        Colour::BothDifferent => words::differ_by(lang, by),
        Colour::OnlyThere => words::MISSING_HERE.get(lang).to_owned(),
        Colour::OnlyHere => words::MISSING_THERE.get(lang).to_owned(),
    };
    pill_ui(ui, tone, icon, &text);
}

/// The columns of the invoices of a colour: nothing that none of them has, and no more than there is room for.
pub(super) fn columns(lang: Lang, colour: Colour, room: f32) -> Vec<Column<'static>> {
    let text = |key, title: Text, width| Column::new(key, title.get(lang), width);
    let money = |key, title: Text| Column::money(key, title.get(lang), 108.0).sortable();
    let (is_there, is_here) = (colour != Colour::OnlyHere, colour != Colour::OnlyThere);
    let differs = colour == Colour::BothDifferent;
    let all = [
        (true, text("number", common::INVOICE_NO, 186.0).sortable()),
        (true, text("buyer", common::BUYER, 160.0).grows().sortable()),
        (true, text("day", common::ISSUED_ON, 100.0).sortable()),
        (is_there, money("there", words::THERE)),
        (is_here, money("here", words::HERE)),
        (differs, money("delta", words::DELTA)),
        (differs, text("what", words::DIFFERS_IN, 112.0)),
        (is_here, text("application", common::APPLICATION, 142.0)),
    ];
    let mut shown: Vec<Column<'_>> =
        all.into_iter().filter_map(|(is_shown, column)| is_shown.then_some(column)).collect();
    for key in GIVE_WAY {
        if shown.iter().map(Column::width).sum::<f32>() > room {
            shown.retain(|column| column.key() != key);
        }
    }
    shown
}

fn cell_ui(ui: &mut Ui, lang: Lang, invoice: &Mirrored, column: &str) {
    let mut money = |amount: Option<Fen>| {
        if let Some(amount) = amount {
            amount_ui(ui, amount);
        }
    };
    match column {
        "there" => money(there(invoice)),
        "here" => money(here(invoice)),
        "delta" => money(Some(delta(invoice))),
        "number" => drop(body_ui(ui, &invoice.number)),
        "buyer" => drop(body_ui(ui, &invoice.buyer)),
        "day" => drop(body_ui(ui, &invoice.issued_on.to_string())),
        "what" => {
            let fields = invoice.differences.iter().map(|Difference { field, .. }| *field);
            let names = fields.map(|field| exchange::compared_field(field).get(lang));
            body_ui(ui, &listed(lang, names));
        }
        _ => drop(body_ui(ui, invoice.application.as_deref().unwrap_or_default())),
    }
}
