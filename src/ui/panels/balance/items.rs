//! What a line of the column is made up of, and what of it has changed.

use chrono::NaiveDate;
use egui::Ui;

use crate::desk::pages::amount::AmountOf;
use crate::desk::pages::balance::SourceReason;
use crate::desk::pages::balance::column::{BalanceItem, ItemChange};
use crate::desk::pages::balance::page::AskedItems;
use crate::domain::ids::OffsetId;
use crate::domain::waterfall::{BalanceLine, BalancePart};
use crate::i18n::{Lang, balance as words, common};
use crate::ui::held_amount::holds_ui;
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableRows, TableView, amount_text_ui, amount_ui, body_ui, empty_state_ui,
    weak_ui,
};

/// In a narrower card the day of a bill gives way to the one that the part is about.
const ROOM_FOR_BILLED_ON: f32 = 440.0;

/// What tells an item of a part from the others: its number, and of what was absorbed on a bill which it is.
pub(super) type ItemId = (String, Option<OffsetId>);
type ItemKey<'a> = (&'a str, Option<OffsetId>);

fn key(item: &BalanceItem) -> ItemKey<'_> {
    let offset = match item {
        BalanceItem::Offset { id, .. } => Some(*id),
        BalanceItem::Bill { .. } | BalanceItem::Application { .. } | BalanceItem::Source(_) => None,
    };
    (item.name(), offset)
}

/// The items as the table asks for them.
struct Items<'a> {
    items: &'a Paged<AskedItems, BalanceItem>,
    part: BalancePart,
    is_today: bool,
    lang: Lang,
}

impl<'a> TableRows for Items<'a> {
    type Id = Option<ItemKey<'a>>;

    fn len(&self) -> usize {
        self.items.count()
    }

    fn id(&self, row: usize) -> Self::Id {
        self.items.row(row).map(key)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(item) = self.items.row(row) else { return };
        match column {
            "name" => drop(body_ui(ui, item.name())),
            "amount" => {
                amount_ui(ui, item.amount());
                holds_ui(ui, ui.max_rect(), || amount_of(item, self.part).filter(|_| self.is_today));
            }
            "billed_on" => match item {
                BalanceItem::Bill { bill, .. } => drop(body_ui(ui, &bill.billed_on.to_string())),
                _ => drop(weak_ui(ui, NOTHING)),
            },
            _ => drop(body_ui(ui, &second(self.lang, self.part, item))),
        }
    }
}

/// What an item's amount is of today: of a bill, where what remains of it is in the part.
fn amount_of(item: &BalanceItem, part: BalancePart) -> Option<AmountOf> {
    let is_what_remains = matches!(
        part,
        BalancePart::Eligible | BalancePart::Line(BalanceLine::TooOld | BalanceLine::PaidAhead)
    );
    match item {
        BalanceItem::Bill { bill, .. } if is_what_remains => Some(AmountOf::Bill(bill.id)),
        BalanceItem::Application { number, .. } => Some(AmountOf::Application(number.clone())),
        BalanceItem::Bill { .. } | BalanceItem::Offset { .. } | BalanceItem::Source(_) => None,
    }
}

/// What is to be known of an item beside its day: another day, or where it comes from.
fn second(lang: Lang, part: BalancePart, item: &BalanceItem) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| NOTHING.to_owned(), |day| day.to_string());
    match item {
        BalanceItem::Bill { bill, last_day, .. } => match part {
            BalancePart::Line(BalanceLine::TooOld) => day(last_day.and_then(|last| last.succ_opt())),
            BalancePart::Line(BalanceLine::Blocked) | BalancePart::Unpaid => bill.due_on.to_string(),
            BalancePart::Eligible => day(*last_day),
            BalancePart::Line(_) => day(bill.paid_on),
        },
        BalanceItem::Application { .. } => String::new(),
        BalanceItem::Offset { source, .. } => source.clone(),
        BalanceItem::Source(source) => {
            let reason = match source.reason {
                SourceReason::Ledger(reason) => Some(reason),
                SourceReason::RefundedAfterInvoice => None,
            };
            let note = source.entry.as_ref().and_then(|entry| entry.note.clone());
            note.unwrap_or_else(|| words::source(reason).get(lang).to_owned())
        }
    }
}

fn columns(lang: Lang, part: BalancePart) -> Vec<Column<'static>> {
    let text = |text: crate::i18n::Text| text.get(lang);
    let name = |title| Column::new("name", title, 120.0).whole().grows();
    let second = |title| Column::new("second", title, 92.0);
    let amount = |title| Column::money("amount", title, 104.0);
    match part {
        BalancePart::Line(BalanceLine::Invoiced) => {
            vec![name(text(common::APPLICATION)), amount(text(common::AMOUNT))]
        }
        BalancePart::Line(BalanceLine::Absorbed) => {
            vec![name(text(common::BILL_NO)), second(text(words::SOURCE)), amount(text(common::AMOUNT))]
        }
        BalancePart::Line(BalanceLine::NonInvoiceable | BalanceLine::InArrears) => vec![
            Column::new("name", text(words::NUMBER), 84.0).whole(),
            Column::new("second", text(common::REASON), 120.0).grows(),
            amount(text(words::LEFT)),
        ],
        BalancePart::Line(_) | BalancePart::Eligible | BalancePart::Unpaid => {
            let title = match part {
                BalancePart::Line(BalanceLine::TooOld) => words::TOO_OLD_ON,
                BalancePart::Line(BalanceLine::Blocked) | BalancePart::Unpaid => words::DUE_ON,
                BalancePart::Eligible => words::LAST_DAY,
                BalancePart::Line(_) => words::PAID_ON,
            };
            vec![
                name(text(common::BILL_NO)),
                Column::new("billed_on", text(common::BILLED_ON), 92.0).whole(),
                second(text(title)).whole(),
                amount(text(common::AMOUNT)),
            ]
        }
    }
}

/// Draws the items of a part, of today or of a day before; `at` is the one that is looked at.
pub(super) fn items_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    items: &mut Paged<AskedItems, BalanceItem>,
    part: BalancePart,
    is_today: bool,
    at: &mut Option<ItemId>,
) {
    let lang = cx.lang;
    let mut columns = columns(lang, part);
    if ui.available_width() < ROOM_FOR_BILLED_ON {
        columns.retain(|column| column.key() != "billed_on");
    }
    let rows = Items { items, part, is_today, lang };
    let table = Table::new(words::part(part).get(lang), &columns).empty(|ui| {
        let (title, how) = (words::NOTHING.get(lang), words::NOTHING_HOW.get(lang));
        empty_state_ui(ui, icons::INVOICE, title, how, None);
    });
    let selected = at.clone();
    let selected = selected.as_ref().map(|(name, offset)| Some((name.as_str(), *offset)));
    let out = table.show(ui, &mut TableView::default(), &rows, selected);
    if let Some((name, offset)) = out.selected.flatten() {
        *at = Some((name.to_owned(), offset));
    }
    let item = |id: Option<ItemKey<'_>>| items.rows().find(|item| id == Some(key(item)));
    if let Some(item) = out.opened.and_then(item) {
        open(cx, item);
    }
    if let Some(item) = out.copied.and_then(item) {
        let cells = [item.name().to_owned(), second(lang, part, item), item.amount().to_string()];
        ui.copy_text(cells.join("\t"));
        cx.act(Action::Toast(crate::ui::theme::Tone::Ok, words::COPIED.get(lang).to_owned()));
    }
    if out.near_end {
        items.want_more();
    }
}

/// Opens the bill or the application that an item is about.
fn open(cx: &mut Cx<'_>, item: &BalanceItem) {
    match item {
        BalanceItem::Bill { bill, .. } if bill.id.0 > 0 => {
            let account = cx.chosen.map(|chosen| chosen.account.clone());
            cx.act(Action::Open(Target::Bill { id: bill.id, bill_no: bill.bill_no.clone(), account }));
        }
        BalanceItem::Application { number, .. } => cx.act(Action::Go(Route::Application(number.clone()))),
        BalanceItem::Bill { .. } | BalanceItem::Offset { .. } | BalanceItem::Source(_) => {}
    }
}

/// Draws what changed of a part.
pub(super) fn changes_ui(
    ui: &mut Ui,
    lang: Lang,
    part: BalancePart,
    changes: &[ItemChange],
    at: &mut Option<usize>,
) {
    let columns = [
        Column::new("name", words::NUMBER.get(lang), 96.0).whole().grows(),
        Column::money("before", words::BEFORE.get(lang), 104.0),
        Column::money("after", words::AFTER.get(lang), 104.0),
        Column::money("since", words::SINCE.get(lang), 112.0),
    ];
    // In a narrow card what it is now follows from the other two.
    let shown: Vec<Column<'_>> = columns
        .into_iter()
        .filter(|column| column.key() != "after" || ui.available_width() >= ROOM_FOR_BILLED_ON)
        .collect();
    let cell = |change: &ItemChange, column: &'static str, ui: &mut Ui| match column {
        "name" => drop(body_ui(ui, &change.name)),
        "before" => drop(amount_ui(ui, change.before)),
        "after" => drop(amount_ui(ui, change.after)),
        _ => drop(amount_text_ui(ui, &words::signed(change.after - change.before))),
    };
    let table = Table::new(words::part(part).get(lang), &shown).empty(|ui| {
        let (title, how) = (words::NOTHING_CHANGED.get(lang), words::NOTHING_CHANGED_HOW.get(lang));
        empty_state_ui(ui, icons::INVOICE, title, how, None);
    });
    let out = table.show(ui, &mut TableView::default(), &SliceRows::new(changes, cell), *at);
    *at = out.selected.or(*at);
}
