//! The input of every field. What an input method is still composing is shown, but nobody hears of it: nothing searches
//! for it, checks it or keeps it before it is a word.

use egui::response::Flags;
use egui::{Id, Response, TextEdit, Ui};

use super::paint::follow_focus;
use crate::ui::keyboard::Keyboard;

/// The text of the field into which is being composed.
#[derive(Clone)]
struct Composed {
    field: Id,
    /// The text as everybody else knows it.
    before: String,
    shown: String,
}

/// Shows the input that `make` makes of a text. While something is being composed the text stays as it was.
pub(super) fn edit_ui(
    ui: &mut Ui,
    text: &mut String,
    make: impl for<'t> FnOnce(&'t mut String) -> TextEdit<'t>,
) -> Response {
    let field = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    edit_as_ui(ui, field, text, make)
}

/// The same under a name of its own.
pub(super) fn edit_as_ui(
    ui: &mut Ui,
    field: Id,
    text: &mut String,
    make: impl for<'t> FnOnce(&'t mut String) -> TextEdit<'t>,
) -> Response {
    let place = Id::unique("composed");
    let composed: Option<Composed> = ui.data(|data| data.get_temp(place));
    let composed = composed.filter(|composed| composed.field == field && composed.before == *text);
    let is_composing = Keyboard::is_composing(ui.ctx());
    if composed.is_none() && !is_composing {
        let response = ui.add(make(text).id(field));
        follow_focus(ui, &response);
        return response;
    }
    let was_here = composed.is_some();
    let mut shown = composed.map_or_else(|| text.clone(), |composed| composed.shown);
    let mut response = ui.add(make(&mut shown).id(field));
    if is_composing && response.has_focus() {
        response.flags.remove(Flags::CHANGED);
        ui.data_mut(|data| data.insert_temp(place, Composed { field, before: text.clone(), shown }));
        return response;
    }
    if was_here {
        ui.data_mut(|data| data.remove::<Composed>(place));
    }
    response.flags.set(Flags::CHANGED, shown != *text);
    *text = shown;
    response
}
