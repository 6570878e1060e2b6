//! Parts of a list: the search, why it cannot be read, that it is being read, and a card beside it.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Context, Id, Key, Layout, Modifiers, Ui, UiBuilder};

use crate::i18n::refusal::message;
use crate::i18n::{Lang, commands, shell};
use crate::ui::loadable::View;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, space};
use crate::ui::widgets::{banner_ui, is_menu_open, search_ui, spinner_ui, text_width};
use crate::ui::words;

/// What stands in a cell where there is nothing.
pub const NOTHING: &str = "—";

/// The search in the head of a list, reached by Ctrl+F and / with what stands in it selected; from it ↓ leads to the
/// rows, which take the keyboard where nothing else has it. Whether Enter was pressed in it.
pub fn find_ui(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> bool {
    let types = ui.ctx().text_edit_focused();
    let is_asked = !is_covered(ui.ctx())
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND, Key::F)
                || (!types && input.consume_key(Modifiers::NONE, Key::Slash))
        });
    // What is searched for comes before the keys that lead here; where there is no room for it, that one can search.
    let (wanted, room) = (text_width(ui, hint, Type::Body), width - BESIDE_HINT);
    let hint = if wanted <= room { hint } else { words::say(ui, commands::SEARCH) };
    let keys = Some("Ctrl F").filter(|_| text_width(ui, hint, Type::Body) <= room - KEYS);
    let search = search_ui(ui, text, hint, keys, width);
    if is_asked {
        search.request_focus();
        select_all(ui.ctx(), search.id, text);
    }
    if search.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        search.surrender_focus();
    }
    // The rows, which take the keyboard now, are not to hear of it.
    search.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// What stands beside the hint of a search: its icon and margins, and the keys.
const BESIDE_HINT: f32 = 50.0;
const KEYS: f32 = 44.0;

/// Selects what stands in a field of one line.
fn select_all(ctx: &Context, field: Id, text: &str) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

/// Whether something lies over the page that has the keyboard.
fn is_covered(ctx: &Context) -> bool {
    is_menu_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Why a list could not be read, where it could not.
pub fn failed_ui<T>(ui: &mut Ui, cx: &Cx<'_>, view: &View<'_, T>) {
    if let View::Failed(refusal) = view {
        banner_ui(ui, Tone::Bad, &shell::failed(cx.lang, &message(cx.lang, refusal)), None);
        ui.add_space(space::M);
    }
}

/// In place of the rows of a list of which nothing has come yet: that it is being read. Answers whether it is so.
pub fn reading_ui<T>(ui: &mut Ui, lang: Lang, view: &View<'_, T>) -> bool {
    let is_new = matches!(view, View::NotAsked | View::Loading(None));
    if is_new {
        loading_ui(ui, lang);
    }
    is_new
}

pub fn loading_ui(ui: &mut Ui, lang: Lang) {
    ui.add_space(space::L);
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        spinner_ui(ui, shell::LOADING.get(lang));
    });
}

/// Draws a list and, where it has a width, a card beside it.
pub fn beside_ui(ui: &mut Ui, side: f32, mut content: impl FnMut(&mut Ui, bool)) {
    let room = ui.available_rect_before_wrap();
    let gap = if side > 0.0 { space::L } else { 0.0 };
    let list = room.with_max_x(room.right() - side - gap);
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(UiBuilder::new().max_rect(list).layout(layout), |ui| content(ui, false));
    if side > 0.0 {
        let card = room.with_min_x(room.right() - side);
        ui.scope_builder(UiBuilder::new().max_rect(card).layout(layout), |ui| content(ui, true));
    }
    ui.advance_cursor_after_rect(room);
}
