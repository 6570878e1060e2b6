//! Text of the type scale, in the colours of the theme.

use egui::{Align, Color32, Label, Layout, Response, Role, Ui, WidgetInfo, vec2};

use super::line_breaks;
use crate::ui::theme::{Type, size, tokens};

pub fn title_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Title, ink(ui))
}

pub fn body_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Body, ink(ui))
}

pub fn strong_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Strong, ink(ui))
}

/// A label beside what it names.
pub fn weak_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Body, ui.visuals().override_text_color.unwrap_or(tokens(ui).weak))
}

/// A small label, a note.
pub fn small_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Small, ui.visuals().override_text_color.unwrap_or(tokens(ui).weak))
}

/// An id or a number: tabular digits, and the user can select and copy it. In a table use [`body_ui`], whose clicks
/// belong to the row.
pub fn mono_ui(ui: &mut Ui, text: &str) -> Response {
    let rich = Type::Mono.rich(text).color(ink(ui));
    ui.add(Label::new(rich).selectable(true))
}

/// A row of text, pills and links that is no higher than text; `ui.horizontal` is as high as a button.
pub fn text_row_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let row = vec2(ui.available_width(), size::PILL);
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = size::PILL;
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), content).inner
    })
    .inner
}

/// The colour of body text: that of the theme, unless the surroundings are out of play (a faint row of a table).
pub(super) fn ink(ui: &Ui) -> Color32 {
    ui.visuals().override_text_color.unwrap_or(tokens(ui).text)
}

pub fn text_ui(ui: &mut Ui, text: &str, kind: Type, color: Color32) -> Response {
    let Some(broken) = line_breaks::broken(ui, text, &kind.font()) else {
        return ui.add(Label::new(kind.rich(text).color(color)));
    };
    let response = ui.add(Label::new(kind.rich(broken).color(color)));
    // Whoever hears it hears no lines.
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}

pub fn text_width(ui: &Ui, text: &str, kind: Type) -> f32 {
    super::paint::line(ui, text, kind, tokens(ui).text).size().x
}
