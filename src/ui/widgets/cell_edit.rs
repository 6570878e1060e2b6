//! An input in a row of a grid, where the head names the column.

use egui::{Color32, Id, Margin, Response, Stroke, TextEdit, Ui, WidgetInfo, vec2};

use super::edit::edit_as_ui;
use super::paint;
use crate::ui::theme::{size, space, tokens};

/// How high it is: lower than other inputs, so that the rules between rows stay free.
const HEIGHT: f32 = size::CONTROL - space::XS;

/// An input that fills its cell; `name` says for assistive technology which one it is.
pub fn cell_edit_ui(ui: &mut Ui, id: Id, text: &mut String, name: &str, is_wrong: bool) -> Response {
    let width = ui.available_width();
    let response = edit_as_ui(ui, id, text, |text| {
        TextEdit::singleline(text)
            .desired_width(width)
            .align(egui::Align2::LEFT_CENTER)
            .margin(Margin::symmetric(space::S as i8, 2))
            .min_size(vec2(width, HEIGHT))
    });
    if is_wrong {
        let stroke = Stroke::new(size::LINE, tokens(ui).bad);
        paint::frame(ui, response.rect, size::RADIUS, Color32::TRANSPARENT, stroke);
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(ui.is_enabled(), text.as_str(), text.as_str(), "");
        info.label = Some(name.to_owned());
        info
    });
    response
}
