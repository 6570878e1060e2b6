//! Every widget in its states, in a window: `cargo run --example gallery`, or `… gallery en`.

mod pages;

use eframe::{CreationContext, Frame, NativeOptions, egui::Ui};
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::{fonts, theme, words};

#[derive(Default)]
struct Window(pages::Gallery);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        pages::gallery_ui(ui, &mut self.0);
    }
}

impl Window {
    fn new(cc: &CreationContext<'_>) -> Self {
        fonts::install_with_system(&cc.egui_ctx);
        theme::apply(&cc.egui_ctx, theme::Preference::System);
        let lang = if std::env::args().any(|argument| argument == "en") { Lang::En } else { Lang::Zh };
        words::set_lang(&cc.egui_ctx, lang);
        Self::default()
    }
}

fn main() -> eframe::Result {
    let native = NativeOptions { system_font_fallback: false, ..NativeOptions::default() };
    eframe::run_native("gallery", native, Box::new(|cc| Ok(Box::new(Window::new(cc)))))
}
