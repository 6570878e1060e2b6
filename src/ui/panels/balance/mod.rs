//! Where what can be invoiced for a customer comes from, fen by fen: a column that adds up, today or on a day before,
//! and what each of its lines is made up of.

mod column;
mod day;
mod items;

use chrono::NaiveDate;
use egui::{Frame, Key, Margin, Modifiers, ScrollArea, Ui};

use self::column::{ColumnRow, as_table, as_text, column_ui, counted, name, rows};
use self::day::DayChoice;
use self::items::{ItemId, changes_ui, items_ui};
use super::Panel;
use super::parts::{choose_customer_ui, not_there_ui, split_ui};
use crate::desk::export::ExportFormat;
use crate::desk::pages::balance::column::BalanceItem;
use crate::desk::pages::balance::page::{AskedBalance, AskedItems, BalancePage, balance_items, balance_page};
use crate::desk::pages::balance::past::PastNotice;
use crate::domain::waterfall::{BalanceLine, BalancePart};
use crate::i18n::refusal::{because, message};
use crate::i18n::{Lang, balance as words, common, shell};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::loadable::Loadable;
use crate::ui::outgoing::{Outgoing, export_button_ui};
use crate::ui::paged::Paged;
use crate::ui::refusing::refused_ui;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Card, banner_ui, panel_head_ui, small_ui};

/// The width of the card of items, and of a small window's.
const ITEMS: f32 = 476.0;
const ITEMS_NARROW: f32 = 372.0;
const WIDE: f32 = 1000.0;
const ROOM_FOR_HOW: f32 = 520.0;

pub struct Balance {
    account: Option<String>,
    on: DayChoice,
    against: DayChoice,
    part: BalancePart,
    at: At,
    page: Loadable<(u64, NaiveDate, AskedBalance), BalancePage>,
    items: Paged<AskedItems, BalanceItem>,
}

/// Where one is in the card of what a part is made up of.
#[derive(Default)]
struct At {
    item: Option<ItemId>,
    change: Option<usize>,
}

impl Default for Balance {
    fn default() -> Self {
        Self {
            account: None,
            on: DayChoice::default(),
            against: DayChoice::default(),
            part: BalancePart::Eligible,
            at: At::default(),
            page: Loadable::default(),
            items: Paged::default(),
        }
    }
}

impl Panel for Balance {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let account = cx.chosen.map(|chosen| chosen.account.clone());
        if self.account != account {
            *self = Self { account: account.clone(), ..Self::default() };
        }
        let Some(account) = account else { return };
        let today = cx.office.moment().today;
        let asked = AskedBalance { account, on: self.on.day(today), against: self.against.day(today) };
        let key = (cx.office.revision(), today, asked);
        let days = self.page.value().and_then(|page| page.days.clone());
        let came = self.page.keep(cx.office, key, move |db, moment, (.., asked)| {
            balance_page(db, moment, asked, days.as_ref())
        });
        if let Some(page) = self.page.value() {
            let is_there = column::rows(cx.lang, page).iter().any(|row| row.part == self.part);
            if came && !is_there {
                self.part = BalancePart::Eligible;
            }
            let (account, day) = (page.asked.account.clone(), page.day.clone());
            let asked = AskedItems { account, day, part: self.part };
            self.items.keep(cx.office, asked, |db, moment, asked, after, limit| {
                balance_items(db, moment, asked, after, limit)
            });
        }
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let is_there = cx.chosen.is_some() && self.page.value().is_some();
        is_there.then(|| UserCommand::ExportBalance.now()).into_iter().collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if command == UserCommand::ExportBalance {
            self.export(cx, ExportFormat::Xlsx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(chosen) = cx.chosen else { return choose_customer_ui(ui, cx) };
        let lang = cx.lang;
        let today = cx.office.moment().today;
        // In a small window the top bar alone says who it is.
        let is_wide = ui.available_width() >= WIDE;
        let note = if is_wide { format!("{} · {}", chosen.name, chosen.account) } else { String::new() };
        let page = self.page.value();
        let shown = page.map(|page| rows(lang, page)).unwrap_or_default();
        let (mut copies, mut exports) = (false, None);
        panel_head_ui(ui, cx.say(common::INVOICEABLE_AMOUNT), &note, |ui| {
            let may = page.is_some_and(|page| page.waterfall.invoiceable.is_positive());
            let why_not = (!may).then_some(crate::i18n::customers::NOTHING_INVOICEABLE.get(lang));
            let apply = Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").disabled_because(why_not);
            if apply.show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            exports = export_button_ui(ui, lang);
            copies = Button::secondary(cx.say(words::COPY)).shortcut("Ctrl C").show(ui).clicked();
            let none = cx.say(words::NO_COMPARISON).to_owned();
            self.against.choice_ui(ui, lang, words::AGAINST, none, words::against);
            let now = words::as_of(lang, cx.say(words::TODAY));
            self.on.choice_ui(ui, lang, words::AS_OF, now, words::as_of);
        });
        ui.add_space(space::M);
        if self.on.is_typed() || self.against.is_typed() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for (choice, name) in [(&mut self.on, words::AS_OF), (&mut self.against, words::AGAINST)] {
                    if choice.is_typed() {
                        choice.field_ui(ui, lang, name, today);
                    }
                }
            });
            ui.add_space(space::M);
        }
        let Some(page) = page else { return not_there_ui(ui, cx, &self.page.view()) };
        let width = if is_wide { ITEMS } else { ITEMS_NARROW };
        let mut chosen = self.part;
        let (items, at) = (&mut self.items, &mut self.at);
        split_ui(
            ui,
            width,
            cx,
            |ui, cx| {
                let (to, copied) = lines_ui(ui, cx, page, &shown, self.part);
                copies |= copied;
                chosen = to;
            },
            |ui, cx| part_ui(ui, cx, page, self.part, items, at),
        );
        if let Some(format) = exports {
            self.export(cx, format);
        }
        if copies {
            ui.copy_text(as_text(lang, &shown));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::COPIED).to_owned()));
        }
        if chosen != self.part {
            (self.part, self.at) = (chosen, At::default());
        }
    }
}

impl Balance {
    /// Has the column written to a file.
    fn export(&self, cx: &mut Cx<'_>, format: ExportFormat) {
        let Some(page) = self.page.value() else { return };
        let table = as_table(cx.lang, page, &rows(cx.lang, page));
        let on = page.asked.on.unwrap_or(cx.office.moment().today);
        let customer = page.account.name.clone();
        cx.act(Action::Export(Outgoing::Balance { table, customer, on, format }));
    }
}

/// The card of the column; the part that is chosen, and whether it is to be copied.
fn lines_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &BalancePage,
    rows: &[ColumnRow],
    part: BalancePart,
) -> (BalancePart, bool) {
    let lang = cx.lang;
    let card = Card::titled(words::COLUMN.get(lang));
    let has_room = ui.available_width() >= ROOM_FOR_HOW;
    let card = if has_room { card.note(words::COLUMN_HOW.get(lang)) } else { card };
    card.flush().fill_height().show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("column")
            .show(ui, |ui| {
                let out = column_ui(ui, lang, page, rows, part, true);
                if out.opened.is_some()
                    && part == BalancePart::Eligible
                    && page.waterfall.invoiceable.is_positive()
                {
                    cx.act(Action::Go(Route::Apply));
                }
                Frame::new().inner_margin(Margin::same(space::L as i8)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = space::S;
                    said_ui(ui, cx, page);
                });
                if out.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                    cx.act(Action::Go(Route::Customers));
                }
                (out.selected.unwrap_or(part), out.copied.is_some())
            })
            .inner
    })
}

/// Why the customer is blocked and what to do, and what is not known of the day.
fn said_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &BalancePage) {
    let lang = cx.lang;
    if let Some(refusal) = &page.blocked
        && let Some(rule) = refusal.rule()
    {
        let mut text = because(lang, rule, &message(lang, refusal));
        let free = page.waterfall.once_free();
        if free.is_positive() {
            text.push_str(lang.pick("", " "));
            text.push_str(&words::once_free(lang, free));
        }
        let about = (page.account.code.as_str(), None);
        if let Some(action) = refused_ui(ui, lang, Tone::Warn, &text, Some(rule), Some(about)) {
            cx.act(action);
        }
    }
    let arrears = page.waterfall.amount(BalanceLine::InArrears);
    if arrears.is_positive() {
        banner_ui(ui, Tone::Warn, &crate::i18n::customers::in_arrears(lang, arrears), None);
    }
    for notice in &page.notices {
        let text = match notice {
            PastNotice::ImportUndone { batch } => words::import_undone(lang, batch),
            PastNotice::UnknownEntry => words::UNKNOWN_ENTRY.get(lang).to_owned(),
            PastNotice::UnknownStanding => words::UNKNOWN_STANDING.get(lang).to_owned(),
        };
        banner_ui(ui, Tone::Info, &text, None);
    }
}

/// The card of what the chosen part is made up of.
fn part_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &BalancePage,
    part: BalancePart,
    items: &mut Paged<AskedItems, BalanceItem>,
    at: &mut At,
) {
    let lang = cx.lang;
    let title = name(lang, page, part);
    let note = note_of(lang, page, part);
    Card::titled(&title).note(&note).flush().fill_height().show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::S as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            small_ui(ui, words::why(part).get(lang));
        });
        match &page.compared {
            Some(compared) => changes_ui(ui, lang, part, compared.of(part), &mut at.change),
            None => items_ui(ui, cx, items, part, page.day.is_none(), &mut at.item),
        }
    });
}

/// How many there are of a part, and what they come to; where it is compared, since when.
fn note_of(lang: Lang, page: &BalancePage, part: BalancePart) -> String {
    if let Some(compared) = &page.compared {
        return words::compared(lang, compared.on);
    }
    let column = &page.waterfall;
    let (count, amount) = match part {
        BalancePart::Line(line) => {
            let fall = column.lines.iter().find(|fall| fall.line == line);
            fall.map(|fall| (fall.count, fall.amount)).unwrap_or_default()
        }
        BalancePart::Eligible => (column.eligible, column.invoiceable),
        BalancePart::Unpaid => (column.unpaid.bills, column.unpaid.amount),
    };
    words::of_part(lang, &counted(lang, part, count), &amount.grouped())
}
