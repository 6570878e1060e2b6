//! The button that takes a list out.

use egui::{Align, Frame, Layout, Margin, Popup, Ui};

use crate::desk::export::ExportFormat;
use crate::i18n::{Lang, lists as words};
use crate::ui::icons;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, menu_item_ui, menu_ui, small_ui};

const MENU_WIDTH: f32 = 256.0;

/// A button that offers the formats; answers the one that was asked for.
pub fn export_button_ui(ui: &mut Ui, lang: Lang) -> Option<ExportFormat> {
    let button = Button::secondary(words::EXPORT.get(lang)).icon(icons::DOWNLOAD).show(ui);
    let formats = [(ExportFormat::Xlsx, words::AS_XLSX), (ExportFormat::Csv, words::AS_CSV)];
    let chosen = menu_ui(&button, Popup::menu(&button), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(MENU_WIDTH);
        let chosen = formats.into_iter().find(|(_, name)| menu_item_ui(ui, name.get(lang), false).clicked());
        let note = Frame::new().inner_margin(Margin::symmetric(space::M as i8, space::XS as i8));
        // Menus justify what is in them, which tears text apart.
        let plain = Layout::top_down(Align::Min);
        note.show(ui, |ui| ui.with_layout(plain, |ui| small_ui(ui, words::CSV_LONG_NUMBERS.get(lang))));
        chosen
    });
    chosen.flatten().map(|(format, _)| format)
}
