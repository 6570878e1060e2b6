//! Draws how far a file is on its way out, and what came of it.

use std::path::{Path, PathBuf};

use egui::{Align2, Area, Context, Id, Margin, Order, Ui, vec2};

use super::Outgoing;
use super::exporting::Written;
use super::write::LeftOut;
use crate::desk::progress::Meter;
use crate::domain::list_columns::ApplicationColumn;
use crate::i18n::lists::application_column;
use crate::i18n::{Lang, common, outgoing as words};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::outside::Shown;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, size, space, tokens_of};
use crate::ui::widgets::{
    Button, Column, Modal, SliceRows, Table, TableView, banner_ui, body_ui, key_value_ui, modal_buttons_ui,
    progress_ui, strong_ui,
};

const NOTE_WIDTH: f32 = 380.0;
const WIDTH: f32 = 640.0;
const MOST_ROWS: usize = 6;
const APPLICATION: f32 = 150.0;
const INVOICE: f32 = 186.0;
const REASON: f32 = 214.0;

pub(super) fn under_way_ui(ctx: &Context, lang: Lang, outgoing: &Outgoing, meter: &Meter) {
    let frame = tokens_of(ctx).card().inner_margin(Margin::same(space::M as i8));
    Area::new(Id::unique("exporting"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::XL - size::STATUS_BAR))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(NOTE_WIDTH);
                let progress = meter.progress();
                let can_cancel = outgoing.can_be_cancelled() && !meter.is_cancelled();
                if progress_ui(ui, &outgoing.doing(lang, progress.rows), progress.fraction(), can_cancel) {
                    meter.cancel();
                }
            });
        });
}

/// Draws what came of it, and offers to open it; whether that is over.
pub(super) fn written_ui(ctx: &Context, cx: &mut Cx<'_>, written: &mut Written) -> bool {
    // Neither another dialog nor what is being typed is interrupted.
    let is_busy = || ctx.text_edit_focused() || ctx.memory(|memory| memory.top_modal_layer().is_some());
    if written.is_new && is_busy() {
        return false;
    }
    let is_new = std::mem::take(&mut written.is_new);
    if is_new {
        free_keyboard(ctx);
    }
    let title = if written.done.what.is_some() { words::SAVED } else { words::NOT_WRITTEN };
    let mut opened = None;
    let closes = Modal::new(cx.say(title)).width(WIDTH).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        if let Some(what) = &written.done.what {
            banner_ui(ui, Tone::Ok, what, None);
            key_value_ui(ui, common::FILE.get(cx.lang), &written.path.display().to_string());
        }
        left_out_ui(ui, cx.lang, written);
        // A key that is pressed before the dialog is seen is not its.
        buttons_ui(ui, cx.lang, written, !is_new && is_entered(ui), &mut opened)
    });
    if let Some(path) = opened {
        cx.act(Action::Show(Shown::Own(path)));
    }
    closes
}

fn left_out_ui(ui: &mut Ui, lang: Lang, Written { outgoing, done, .. }: &Written) {
    let left_out = &done.left_out;
    if left_out.is_empty() {
        return;
    }
    let heading = outgoing.left_out(lang, left_out.len());
    strong_ui(ui, &heading);
    let mut columns = vec![
        Column::new("application", application_column(ApplicationColumn::Application).get(lang), APPLICATION)
            .whole(),
        Column::new("invoice", common::INVOICE_NO.get(lang), INVOICE).whole(),
        Column::new("why", common::REASON.get(lang), REASON).grows(),
    ];
    if left_out.iter().all(|left| left.invoice.is_none()) {
        columns.remove(1);
    }
    let cell = |left: &LeftOut, column: &str, ui: &mut Ui| match column {
        "application" => drop(body_ui(ui, &left.application)),
        "invoice" => drop(body_ui(ui, left.invoice.as_deref().unwrap_or_default())),
        _ => drop(body_ui(ui, &left.why).on_hover_text(&left.why)),
    };
    let rows = SliceRows::new(left_out, cell);
    let table = Table::new(&heading, &columns).at_most_rows(MOST_ROWS);
    table.show(ui, &mut TableView::default(), &rows, None);
}

/// The buttons; whether the dialog is to be closed. `opened` becomes what is to be shown in another program.
fn buttons_ui(
    ui: &mut Ui,
    lang: Lang,
    written: &Written,
    entered: bool,
    opened: &mut Option<PathBuf>,
) -> bool {
    let is_there = written.done.what.is_some();
    modal_buttons_ui(ui, |ui| {
        let first = if is_there { words::OPEN } else { words::DONE };
        let first = Button::primary(first.get(lang)).shortcut("Enter").show(ui).clicked() || entered;
        if !is_there {
            return first;
        }
        if first {
            *opened = Some(written.path.clone());
        }
        if Button::secondary(words::OPEN_FOLDER.get(lang)).show(ui).clicked() {
            *opened = written.path.parent().map(Path::to_owned);
        }
        Button::secondary(words::DONE.get(lang)).show(ui).clicked() || opened.is_some()
    })
}
