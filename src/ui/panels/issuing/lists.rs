//! The lists of the issuing desk, one a tab.

use egui::Ui;

use super::Tab;
use super::came::Came;
use super::rows::Refused;
use crate::desk::pages::issuing::{OutInvoice, Waiting};
use crate::domain::ids::{ApplicationId, LineId, RefusalId};
use crate::i18n::{Lang, common, dates, issuing as words, paperwork};
use crate::ui::icons;
use crate::ui::theme::{Type, tokens};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableOutput, TableView, amount_text_ui, amount_ui, body_ui, columns_but,
    empty_state_ui, pill_ui, text_ui,
};

/// What every list is drawn with.
#[derive(Clone, Copy)]
pub(super) struct ListCx {
    pub lang: Lang,
    /// Whether the keyboard is the list's, since nothing lies over it.
    pub takes_keyboard: bool,
}

/// Widths of the list below which columns give way, the least needed first.
const ROOM_FOR_ALL: f32 = 720.0;
const ROOM_FOR_BUYERS: f32 = 560.0;

/// The columns of a tab's list.
pub(super) fn columns(tab: Tab, lang: Lang) -> Vec<Column<'static>> {
    match tab {
        Tab::Waiting => vec![
            Column::new("application", words::APPLICATION_NO.get(lang), 142.0).whole().sortable(),
            Column::new("buyer", common::BUYER.get(lang), 200.0).sortable(),
            Column::money("invoices", words::INVOICES.get(lang), 84.0),
            Column::money("gross", common::GROSS.get(lang), 116.0).sortable(),
            Column::new("why", words::WHY_NOT.get(lang), 240.0).grows().sortable(),
        ],
        Tab::Out => vec![
            Column::new("serial", words::SERIAL.get(lang), 158.0).whole().sortable(),
            Column::new("buyer", common::BUYER.get(lang), 180.0).grows().sortable(),
            Column::money("gross", common::GROSS.get(lang), 116.0).sortable(),
            Column::new("batch", words::BATCH.get(lang), 90.0).whole(),
            Column::new("file", common::FILE.get(lang), 140.0),
            Column::new("at", words::SENT_AT.get(lang), 140.0).whole().sortable(),
        ],
        Tab::Refused => vec![
            Column::new("application", words::APPLICATION_NO.get(lang), 142.0).whole().sortable(),
            Column::new("buyer", common::BUYER.get(lang), 150.0).sortable(),
            Column::money("gross", common::AMOUNT.get(lang), 104.0).sortable(),
            Column::new("place", words::PLACE.get(lang), 188.0),
            Column::new("reason", words::BUREAU_SAYS.get(lang), 176.0).grows().sortable(),
            Column::new("handling", words::HANDLING.get(lang), 104.0).whole(),
        ],
        Tab::Back => vec![
            Column::new("outcome", common::OUTCOME.get(lang), 104.0).whole().sortable(),
            Column::new("number", common::INVOICE_NO.get(lang), 186.0).whole().sortable(),
            Column::new("buyer", common::BUYER.get(lang), 160.0),
            Column::money("gross", common::GROSS.get(lang), 116.0).sortable(),
            Column::new("application", words::APPLICATION_NO.get(lang), 142.0).whole(),
            Column::new("source", words::SOURCE.get(lang), 120.0).grows(),
        ],
    }
}

/// Those for which there is room: where there is too little `second` give way, then `first`, and the one that grows is
/// `narrow` there.
fn fitting(
    tab: Tab,
    lang: Lang,
    room: f32,
    [second, first]: [&[&str]; 2],
    narrow: Option<Column<'static>>,
) -> Vec<Column<'static>> {
    let away = match room {
        _ if room < ROOM_FOR_BUYERS => [second, first].concat(),
        _ if room < ROOM_FOR_ALL => second.to_vec(),
        _ => Vec::new(),
    };
    let mut columns = columns_but(columns(tab, lang), &away);
    if let Some(narrow) = narrow.filter(|_| room < ROOM_FOR_BUYERS) {
        columns.iter_mut().filter(|column| column.key() == narrow.key()).for_each(|column| *column = narrow);
    }
    columns
}

pub(super) fn waiting_ui(
    ui: &mut Ui,
    cx: ListCx,
    view: &mut TableView,
    rows: &[&Waiting],
    selected: Option<ApplicationId>,
) -> TableOutput<ApplicationId> {
    let lang = cx.lang;
    // Where everything can go, nothing is to be said of it.
    let is_barred = rows.iter().any(|waiting| !waiting.why.is_empty());
    let cell = |waiting: &&Waiting, column: &str, ui: &mut Ui| match column {
        "application" => drop(body_ui(ui, &waiting.application)),
        "buyer" => drop(body_ui(ui, &waiting.buyer)),
        "invoices" => drop(amount_text_ui(ui, &waiting.invoices.len().to_string())),
        "gross" => drop(amount_ui(ui, waiting.gross)),
        _ => {
            if let Some(why) = waiting.why.first() {
                let bad = tokens(ui).bad;
                text_ui(ui, &paperwork::why(lang, why), Type::Body, bad);
            }
        }
    };
    let rows = SliceRows::new(rows, cell).by(|_, waiting| waiting.id);
    let narrow = Column::new("why", words::WHY_NOT.get(lang), 170.0).grows().sortable();
    let room = ui.available_width();
    let first: &[&str] = if is_barred { &["buyer"] } else { &["why"] };
    let mut columns = fitting(Tab::Waiting, lang, room, [&["invoices"], first], Some(narrow));
    if !is_barred {
        columns = columns_but(columns, &["why"]);
        let buyer = columns.iter_mut().filter(|column| column.key() == "buyer");
        buyer.for_each(|column| {
            *column = Column::new("buyer", common::BUYER.get(lang), 200.0).grows().sortable()
        });
    }
    Table::new(words::WAITING.get(lang), &columns)
        .takes_keyboard(cx.takes_keyboard)
        .empty(|ui| {
            let (title, how) = (words::WAITING_NONE.get(lang), words::WAITING_NONE_HOW.get(lang));
            empty_state_ui(ui, icons::CHECK_CIRCLE, title, how, None);
        })
        .show(ui, view, &rows, selected)
}

pub(super) fn out_ui(
    ui: &mut Ui,
    cx: ListCx,
    view: &mut TableView,
    rows: &[&OutInvoice],
    selected: Option<LineId>,
) -> TableOutput<LineId> {
    let lang = cx.lang;
    let cell = |out: &&OutInvoice, column: &str, ui: &mut Ui| match column {
        "serial" => drop(body_ui(ui, &out.serial)),
        "buyer" => drop(body_ui(ui, &out.buyer)),
        "gross" => drop(amount_ui(ui, out.gross)),
        "batch" => drop(body_ui(ui, &words::batch(lang, out.batch))),
        "file" => drop(body_ui(ui, &out.file)),
        _ => drop(body_ui(ui, &dates::moment(out.at))),
    };
    let rows = SliceRows::new(rows, cell).by(|_, out| out.id);
    let columns = fitting(Tab::Out, lang, ui.available_width(), [&["file"], &["batch", "at"]], None);
    Table::new(words::OUT.get(lang), &columns)
        .takes_keyboard(cx.takes_keyboard)
        .empty(|ui| {
            let (title, how) = (words::OUT_NONE.get(lang), words::OUT_NONE_HOW.get(lang));
            empty_state_ui(ui, icons::UPLOAD, title, how, None);
        })
        .show(ui, view, &rows, selected)
}

pub(super) fn refused_ui(
    ui: &mut Ui,
    cx: ListCx,
    view: &mut TableView,
    rows: &[Refused<'_>],
    selected: Option<RefusalId>,
) -> TableOutput<RefusalId> {
    let lang = cx.lang;
    let cell = |refused: &Refused<'_>, column: &str, ui: &mut Ui| {
        let is_open = refused.is_open();
        let Refused { row: refused, handling, .. } = refused;
        let refusal = &refused.refusal;
        let (t, field) = (tokens(ui), refusal.field.as_deref());
        match column {
            "application" => drop(body_ui(ui, &refused.application)),
            "buyer" => drop(body_ui(ui, &refused.buyer)),
            "gross" => drop(amount_ui(ui, refused.gross)),
            "place" => {
                drop(body_ui(ui, &words::place(lang, refusal.sheet.as_deref(), refusal.row, field)));
            }
            "reason" => drop(text_ui(ui, &refusal.reason, Type::Body, t.bad)),
            _ => {
                let color = if is_open { t.primary } else { t.ok };
                text_ui(ui, &words::handling(lang, handling, field), Type::Body, color);
            }
        }
    };
    let rows = SliceRows::new(rows, cell).by(|_, refused| refused.row.refusal.id);
    let narrow = Column::new("reason", words::BUREAU_SAYS.get(lang), 110.0).grows().sortable();
    let room = ui.available_width();
    let columns = fitting(Tab::Refused, lang, room, [&["place"], &["buyer"]], Some(narrow));
    Table::new(words::REFUSED.get(lang), &columns)
        .takes_keyboard(cx.takes_keyboard)
        .empty(|ui| {
            let (title, how) = (words::NOTHING_REFUSED.get(lang), words::REFUSED_NONE_HOW.get(lang));
            empty_state_ui(ui, icons::CHECK_CIRCLE, title, how, None);
        })
        .show(ui, view, &rows, selected)
}

pub(super) fn came_ui(
    ui: &mut Ui,
    cx: ListCx,
    view: &mut TableView,
    rows: &[(usize, &Came)],
    selected: Option<usize>,
) -> TableOutput<usize> {
    let lang = cx.lang;
    let cell = |(_, came): &(usize, &Came), column: &str, ui: &mut Ui| match column {
        "outcome" => {
            let (tone, icon, word) = came.standing().look();
            pill_ui(ui, tone, icon, word.get(lang));
        }
        "number" => drop(body_ui(ui, came.number())),
        "buyer" => {
            let buyer = came.claim().and_then(|claim| claim.buyer.name.as_deref());
            body_ui(ui, buyer.unwrap_or_default());
        }
        "gross" => {
            if let Some(gross) = came.claim().and_then(|claim| claim.gross) {
                amount_ui(ui, gross);
            }
        }
        "application" => drop(body_ui(ui, came.application().unwrap_or_default())),
        _ => drop(body_ui(ui, &came.short_source(lang)).on_hover_text(came.source(lang))),
    };
    let rows =
        SliceRows::new(rows, cell).by(|_, (place, _)| *place).faint(|(_, came)| !came.standing().is_open());
    let columns =
        fitting(Tab::Back, lang, ui.available_width(), [&["buyer"], &["application", "source"]], None);
    Table::new(words::BACK_SHORT.get(lang), &columns)
        .takes_keyboard(cx.takes_keyboard)
        .empty(|ui| {
            let (title, how) = (words::BACK_NONE.get(lang), words::BACK_NONE_HOW.get(lang));
            empty_state_ui(ui, icons::INBOX, title, how, None);
        })
        .show(ui, view, &rows, selected)
}
