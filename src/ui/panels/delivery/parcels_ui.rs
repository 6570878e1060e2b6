//! Draws what a carrier's list would come to, before it is recorded.

use egui::{Context, Key, Ui};

use super::parcels::{Open, Parcels, Row, Seen};
use crate::desk::paperwork::ListStop;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, delivery as words, steps, tracking};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::dialogs::file_name;
use crate::ui::icons;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Column, Field, Modal, SliceRows, Table, TableView, banner_ui, body_ui, chip_ui, key_value_ui,
    modal_buttons_ui, pill_ui, spinner_ui, strong_ui, text_ui,
};

const WIDTH: f32 = 720.0;
const MOST_ROWS: usize = 7;

impl Parcels {
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.open else { return };
        if std::mem::take(&mut open.is_new) {
            free_keyboard(ctx);
        }
        let closes = Modal::new(cx.say(words::PARCELS_TITLE)).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            open_ui(ui, cx, open)
        });
        // What is being recorded is not left: what came of it could not be told.
        if closes && !open.is_recording() {
            self.open = None;
        }
    }
}

/// The list and its buttons; whether the dialog is to be closed.
fn open_ui(ui: &mut Ui, cx: &Cx<'_>, open: &mut Open) -> bool {
    let lang = cx.lang;
    key_value_ui(ui, common::FILE.get(lang), &file_name(&open.path));
    let entered = ui.add_enabled_ui(!open.is_recording(), |ui| carrier_ui(ui, lang, &mut open.carrier)).inner;
    match &open.seen {
        None => spinner_ui(ui, words::READING.get(lang)),
        Some(Err(ListStop::Refused(refusal))) => {
            banner_ui(ui, Tone::Bad, &message(lang, refusal), None);
        }
        Some(Err(ListStop::List(error))) => {
            banner_ui(ui, Tone::Bad, &tracking::list_error(lang, error), None);
        }
        Some(Ok(seen)) => seen_ui(ui, lang, seen),
    }
    let matched = open.seen.as_ref().and_then(|seen| seen.as_ref().ok()).map_or(0, |seen| seen.matched);
    let why_not = match matched {
        _ if open.is_recording() => Some(words::RECORDING),
        _ if open.is_looking() => Some(words::READING),
        0 => Some(words::NOTHING_MATCHES),
        _ => None,
    };
    let why_not = why_not.map(|why| why.get(lang));
    let (mut record, mut leave) = (entered || is_entered(ui), false);
    modal_buttons_ui(ui, |ui| {
        let label = words::record(lang, matched);
        let button = Button::primary(&label).shortcut("Enter").disabled_because(why_not);
        record |= button.show(ui).clicked();
        leave = Button::secondary(common::NOT_NOW.get(lang)).show(ui).clicked();
    });
    if record && why_not.is_none() {
        open.record(cx);
    }
    leave
}

/// The carrier of rows that name none; whether Enter was pressed in it.
fn carrier_ui(ui: &mut Ui, lang: Lang, carrier: &mut String) -> bool {
    let field = Field::new(words::CARRIER.get(lang), carrier).hint(words::CARRIER_HOW.get(lang));
    let response = field.show(ui);
    ui.horizontal_wrapped(|ui| {
        for name in steps::CARRIERS.map(|name| name.get(lang)) {
            if chip_ui(ui, carrier == name, name, None).clicked() {
                *carrier = name.to_owned();
            }
        }
    });
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn seen_ui(ui: &mut Ui, lang: Lang, seen: &Seen) {
    strong_ui(ui, &words::parcels_seen(lang, seen.read, seen.matched));
    let columns = [
        Column::money("row", words::ROW.get(lang), 48.0),
        Column::new("tracking_no", words::TRACKING_NO.get(lang), 150.0).whole(),
        Column::new("outcome", words::OUTCOME.get(lang), 112.0).whole(),
        Column::new("what", words::WHY.get(lang), 280.0).grows(),
    ];
    let cell = |row: &Row, column: &str, ui: &mut Ui| match column {
        "row" => drop(body_ui(ui, &row.row().to_string())),
        "tracking_no" => drop(body_ui(ui, row.tracking_no())),
        "outcome" => {
            let (tone, icon, word) = match row {
                Row::Matched(_) => (Tone::Ok, icons::CHECK, words::WILL_BE_RECORDED),
                Row::Already(_) => (Tone::Neutral, icons::CHECK, words::RECORDED_BEFORE),
                Row::Unmatched(_) => (Tone::Bad, icons::ALERT, words::UNMATCHED),
                Row::Unclear(_) => (Tone::Warn, icons::HELP, words::UNCLEAR),
            };
            pill_ui(ui, tone, icon, word.get(lang));
        }
        _ => {
            let (text, color) = match row {
                Row::Matched(parcel) | Row::Already(parcel) => {
                    (format!("{} · {}", parcel.application, parcel.carrier), tokens(ui).text)
                }
                Row::Unmatched(parcel) => (tracking::why(lang, &parcel.why), tokens(ui).bad),
                Row::Unclear(parcel) => (words::may_be_of(lang, &parcel.applications), tokens(ui).text),
            };
            text_ui(ui, &text, Type::Body, color).on_hover_text(text);
        }
    };
    let rows = SliceRows::new(&seen.rows, cell);
    let table = Table::new(words::PARCELS_TITLE.get(lang), &columns).at_most_rows(MOST_ROWS);
    table.show(ui, &mut TableView::default(), &rows, None);
}
