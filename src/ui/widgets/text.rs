//! Text of the type scale, in the colours of the theme.

use egui::{Color32, Label, Response, Ui};

use crate::ui::theme::{Type, tokens};

/// A panel's title.
pub fn title_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Title, tokens(ui).text)
}

/// Body text.
pub fn body_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Body, tokens(ui).text)
}

/// Body text that stands out.
pub fn strong_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Strong, tokens(ui).text)
}

/// A label beside what it names.
pub fn weak_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Body, tokens(ui).weak)
}

/// A small label, a note.
pub fn small_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Small, tokens(ui).weak)
}

/// What is out of play.
pub fn faint_ui(ui: &mut Ui, text: &str) -> Response {
    text_ui(ui, text, Type::Body, tokens(ui).faint)
}

/// An id or a number: tabular digits, and the user can select and copy it.
pub fn mono_ui(ui: &mut Ui, text: &str) -> Response {
    let rich = Type::Mono.rich(text).color(tokens(ui).text);
    ui.add(Label::new(rich).selectable(true))
}

/// Text in any type and colour.
pub fn text_ui(ui: &mut Ui, text: &str, kind: Type, color: Color32) -> Response {
    ui.add(Label::new(kind.rich(text).color(color)))
}
