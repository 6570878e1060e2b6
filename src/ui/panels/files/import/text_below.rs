//! What is said of the selected row of a table, in full, below the table: a cell cuts what does not fit.

use egui::{Color32, Frame, Label, Margin, ScrollArea, Ui, UiBuilder};

use crate::ui::theme::{Type, space, tokens};

/// The share of the room that the lines may take; more of them scroll.
const MOST: f32 = 0.4;

/// Draws `table` with lines of text below it, where there are any.
pub(super) fn with_below_ui<R>(
    ui: &mut Ui,
    lines: &[String],
    color: Color32,
    table: impl FnOnce(&mut Ui) -> R,
) -> R {
    let room = ui.available_rect_before_wrap();
    let width = room.width() - 2.0 * space::L;
    let height_of = |text: &String| {
        ui.painter().layout(text.clone(), Type::Small.font(), color, width).size().y + space::XS
    };
    let needed = lines.iter().map(height_of).sum::<f32>() + 2.0 * space::S;
    let height = if lines.is_empty() { 0.0 } else { needed.min(room.height() * MOST).ceil() };
    let above = room.with_max_y(room.bottom() - height);
    let inner = ui.scope_builder(UiBuilder::new().max_rect(above), table).inner;
    if height > 0.0 {
        let below = room.with_min_y(above.bottom());
        ui.painter().hline(below.x_range(), below.top() + 0.5, tokens(ui).border());
        ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
            ScrollArea::vertical().id_salt("below").auto_shrink(false).min_scrolled_height(0.0).show(
                ui,
                |ui| {
                    let margin = Margin::symmetric(space::L as i8, space::S as i8);
                    Frame::new().inner_margin(margin).show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = space::XS;
                        for text in lines {
                            let rich = Type::Small.rich(text).color(color);
                            ui.add(Label::new(rich).wrap().selectable(true));
                        }
                    });
                },
            );
        });
    }
    ui.advance_cursor_after_rect(room);
    inner
}
