//! The column: a line each of what was billed and what was taken off, with bars that hang from one another.

use egui::{Align, Color32, CornerRadius, Layout, Rect, Sense, Ui, pos2, vec2};

use crate::desk::export::SumTable;
use crate::desk::pages::balance::page::BalancePage;
use crate::domain::money::Fen;
use crate::domain::waterfall::{BalanceLine, BalancePart, Waterfall};
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, balance as words, bills, common};
use crate::ui::theme::{Tokens, Type, space, tokens};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableOutput, TableView, amount_text_ui, body_ui, small_ui, strong_ui, text_ui,
    text_width,
};

/// What stands before what is taken off.
const TAKES: &str = "− ";

/// One row: a line of the column, what it comes to, or what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ColumnRow {
    pub part: BalancePart,
    pub name: String,
    pub count: String,
    pub amount: Fen,
    /// What stands before the amount.
    sign: &'static str,
    /// Where its bar begins and ends, as shares of the whole.
    bar: (f32, f32),
    /// What it has changed by, where it is compared.
    since: Option<Fen>,
}

impl ColumnRow {
    pub fn shown(&self) -> String {
        let is_nothing = self.amount == Fen::ZERO && self.part != BalancePart::Eligible;
        format!("{}{}", if is_nothing { "" } else { self.sign }, self.amount.grouped())
    }
}

/// The rows of a balance, from the top.
pub(super) fn rows(lang: Lang, page: &BalancePage) -> Vec<ColumnRow> {
    let column = &page.waterfall;
    let whole = column.amount(BalanceLine::Billed).0.max(1) as f32;
    let share = |fen: Fen| (fen.0 as f32 / whole).clamp(0.0, 1.0);
    let mut level = Fen::ZERO;
    let mut rows = Vec::new();
    for fall in &column.lines {
        let before = level;
        level += fall.signed();
        let (low, high) = (before.min(level), before.max(level));
        let part = BalancePart::Line(fall.line);
        rows.push(ColumnRow {
            name: name(lang, page, part),
            count: counted(lang, part, fall.count),
            amount: fall.amount,
            sign: if fall.line.adds() { "+ " } else { TAKES },
            bar: (share(low), share(high)),
            since: since(page, |column| column.amount(fall.line)),
            part,
        });
    }
    rows.push(ColumnRow {
        part: BalancePart::Eligible,
        name: name(lang, page, BalancePart::Eligible),
        count: counted(lang, BalancePart::Eligible, column.eligible),
        amount: column.invoiceable,
        sign: "¥ ",
        bar: (0.0, share(column.invoiceable)),
        since: since(page, |column| column.invoiceable),
    });
    if column.unpaid.bills > 0 {
        rows.push(ColumnRow {
            part: BalancePart::Unpaid,
            name: name(lang, page, BalancePart::Unpaid),
            count: counted(lang, BalancePart::Unpaid, column.unpaid.bills),
            amount: column.unpaid.amount,
            sign: "",
            bar: (0.0, 0.0),
            since: since(page, |column| column.unpaid.amount),
        });
    }
    rows
}

fn since(page: &BalancePage, of: impl Fn(&Waterfall) -> Fen) -> Option<Fen> {
    page.compared.as_ref().map(|compared| of(&page.waterfall) - of(&compared.waterfall))
}

/// What a part is called, with what it is of this customer.
pub(super) fn name(lang: Lang, page: &BalancePage, part: BalancePart) -> String {
    match (part, page.rule(), page.age_limit_months) {
        (BalancePart::Line(BalanceLine::Blocked), Some(rule), _) => {
            words::blocked_by(lang, rule_text(rule).title.get(lang))
        }
        (BalancePart::Line(BalanceLine::TooOld), _, Some(months)) => bills::too_old(lang, months),
        _ => words::part(part).get(lang).to_owned(),
    }
}

/// How many of what a part is made up of there are.
pub(super) fn counted(lang: Lang, part: BalancePart, count: i64) -> String {
    let n = u64::try_from(count).unwrap_or_default();
    match part {
        BalancePart::Line(BalanceLine::Invoiced) => words::applications(lang, n),
        BalancePart::Line(BalanceLine::Absorbed | BalanceLine::NonInvoiceable) => words::entries(lang, n),
        BalancePart::Line(BalanceLine::InArrears) => String::new(),
        // Nobody has to pay for it to be free.
        BalancePart::Line(BalanceLine::Blocked) if n == 0 => String::new(),
        BalancePart::Eligible => words::invoiceable_bills(lang, n),
        BalancePart::Line(_) | BalancePart::Unpaid => words::bills(lang, n),
    }
}

/// Draws the rows.
pub(super) fn column_ui(
    ui: &mut Ui,
    lang: Lang,
    page: &BalancePage,
    rows: &[ColumnRow],
    selected: BalancePart,
    takes_keyboard: bool,
) -> TableOutput<BalancePart> {
    let mut columns = vec![
        Column::new("name", words::LINE.get(lang), 190.0),
        Column::new("count", words::HOW_MANY.get(lang), lang.pick(76.0, 112.0)).whole(),
        Column::new("bar", words::OF_BILLED.get(lang), 150.0).grows(),
        Column::money("amount", common::AMOUNT.get(lang), 140.0),
    ];
    if page.compared.is_some() {
        columns.push(Column::money("since", words::SINCE.get(lang), 120.0));
    }
    let room = ui.available_width();
    if room < if page.compared.is_some() { 690.0 } else { 570.0 } {
        columns.retain(|column| column.key() != "bar");
        columns[0] = Column::new("name", words::LINE.get(lang), 120.0).grows();
        columns[1] = Column::new("count", words::HOW_MANY.get(lang), lang.pick(72.0, 96.0)).whole();
        columns[2] = Column::money("amount", common::AMOUNT.get(lang), 124.0);
    }
    let cell = |row: &ColumnRow, column: &'static str, ui: &mut Ui| {
        let is_sum = row.part == BalancePart::Eligible;
        match column {
            "name" if is_sum => drop(strong_ui(ui, &row.name)),
            "name" => drop(body_ui(ui, &row.name)),
            "count" => drop(small_ui(ui, &row.count)),
            "bar" if row.part == BalancePart::Unpaid => {}
            "bar" => bar_ui(ui, row),
            "amount" if is_sum => sum_ui(ui, &row.shown()),
            "amount" => drop(amount_text_ui(ui, &row.shown())),
            _ => drop(amount_text_ui(ui, &words::signed(row.since.unwrap_or_default()))),
        }
    };
    let slice = SliceRows::new(rows, cell)
        .by(|_, row: &ColumnRow| row.part)
        .faint(|row| row.part == BalancePart::Unpaid);
    let table =
        Table::new(words::COLUMN.get(lang), &columns).at_most_rows(rows.len()).takes_keyboard(takes_keyboard);
    table.show(ui, &mut TableView::default(), &slice, Some(selected))
}

/// What the column comes to, large where it has the room.
fn sum_ui(ui: &mut Ui, text: &str) {
    let kind =
        if text_width(ui, text, Type::Title) <= ui.available_width() { Type::Title } else { Type::Strong };
    let color = tokens(ui).text;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| text_ui(ui, text, kind, color));
}

const BAR: f32 = 10.0;

/// The bar of a row, from where the one above ended.
fn bar_ui(ui: &mut Ui, row: &ColumnRow) {
    let t = tokens(ui);
    let width = ui.available_width() - space::S;
    let (room, _) = ui.allocate_exact_size(vec2(width, BAR), Sense::hover());
    let corner = CornerRadius::same((BAR / 2.0) as u8);
    ui.painter().rect_filled(room, corner, t.line_weak);
    let (from, to) = row.bar;
    if to <= from {
        return;
    }
    let x = |share: f32| room.left() + room.width() * share;
    // However little it is, it is seen.
    let right = x(to).max(x(from) + 2.0);
    let bar = Rect::from_min_max(pos2(x(from).min(right - 2.0), room.top()), pos2(right, room.bottom()));
    ui.painter().rect_filled(bar, corner, color_of(t, row.part));
}

fn color_of(t: &Tokens, part: BalancePart) -> Color32 {
    match part {
        BalancePart::Line(BalanceLine::Billed) => t.primary,
        BalancePart::Line(BalanceLine::TooOld | BalanceLine::PaidAhead | BalanceLine::NonInvoiceable) => {
            t.warn
        }
        BalancePart::Line(BalanceLine::Blocked) => t.bad,
        BalancePart::Line(_) => t.faint,
        BalancePart::Eligible | BalancePart::Unpaid => t.ok,
    }
}

/// The lines as a table that adds up to what can be invoiced.
pub(super) fn as_table(lang: Lang, page: &BalancePage, rows: &[ColumnRow]) -> SumTable {
    let mut headers = vec![words::LINE.get(lang).to_owned(), words::HOW_MANY.get(lang).to_owned()];
    headers.push(common::AMOUNT.get(lang).to_owned());
    headers.extend(page.compared.as_ref().map(|compared| words::compared(lang, compared.on)));
    let line = |row: &ColumnRow| {
        let signed = |fen: Fen| if row.sign == TAKES { -fen } else { fen };
        let amounts = std::iter::once(row.amount).chain(row.since).map(signed).collect();
        (row.name.clone(), row.count.clone(), amounts)
    };
    let lines = rows.iter().filter(|row| matches!(row.part, BalancePart::Line(_)));
    SumTable {
        title: words::COLUMN.get(lang).to_owned(),
        headers,
        lines: lines.map(line).collect(),
        total: name(lang, page, BalancePart::Eligible),
    }
}

/// The rows as a table that a spreadsheet takes.
pub(super) fn as_text(lang: Lang, rows: &[ColumnRow]) -> String {
    let head = [words::LINE, words::HOW_MANY, common::AMOUNT].map(|text| text.get(lang).to_owned());
    let takes = |row: &ColumnRow| if row.sign == TAKES { -row.amount } else { row.amount };
    let body = rows.iter().map(|row| [row.name.clone(), row.count.clone(), takes(row).to_string()]);
    let lines: Vec<String> = std::iter::once(head).chain(body).map(|cells| cells.join("\t")).collect();
    lines.join("\n")
}
