//! The fonts: two weights of Noto Sans SC and one family of icons, bundled, then the system's.

use std::sync::{Arc, LazyLock};
use std::thread;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::desk::fonts::{BOLD, REGULAR, unpacked};

/// The family of the bold weight; the regular one is egui's proportional family.
pub const STRONG: &str = "strong";
pub const ICONS: &str = "icons";

/// Unpacked once, by who needs it first.
static SYMBOLS: LazyLock<Box<[u8]>> =
    LazyLock::new(|| unpacked(include_bytes!("../../assets/fonts/MaterialSymbolsRounded.ttf.br")));

/// Begins to unpack the bundled fonts on a thread of its own, while the window is being made.
pub fn prepare() {
    // Without the thread, `install` does it.
    let _ = thread::Builder::new().name("fonts".to_owned()).spawn(|| {
        for font in [&REGULAR, &BOLD, &SYMBOLS] {
            LazyLock::force(font);
        }
    });
}

/// Installs the bundled fonts. What they lack is left to what is installed already; tests have nothing else.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Installs the bundled fonts, and lets the system's fonts draw the characters that those lack (rare characters
/// of names outside GBK). Enumerating them happens on a thread of its own.
///
/// This takes the place of eframe's own provider, which would choose among Han fonts by the machine's locale; turn
/// that off with `NativeOptions::system_font_fallback`, so that fonts are not enumerated twice.
pub fn install_with_system(ctx: &Context) {
    install(ctx);
    let system = egui_system_font_provider::SystemFontProvider::new().with_locale(Some("zh-Hans"));
    ctx.set_font_providers(vec![Arc::new(system)]);
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let bundled = [("regular", &REGULAR), ("bold", &BOLD), (ICONS, &SYMBOLS)];
    for (name, font) in bundled {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(font)));
    }
    for (family, chain) in [
        (FontFamily::Proportional, &["regular", ICONS] as &[&str]),
        (FontFamily::Monospace, &["regular", ICONS]),
        (FontFamily::Name(STRONG.into()), &["bold", "regular", ICONS]),
        (FontFamily::Name(ICONS.into()), &[ICONS]),
    ] {
        fonts.families.insert(family, chain.iter().map(|name| (*name).to_owned()).collect());
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Type;

    #[test]
    fn digits_are_tabular_in_both_weights() {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for font in [Type::Body.font(), Type::Strong.font()] {
                let width = |number: &str| {
                    let color = ui.visuals().text_color();
                    ui.painter().layout_no_wrap(number.to_owned(), font.clone(), color).size().x
                };
                assert_eq!(width("1,111.11"), width("7,040.26"), "{font:?}");
            }
        });
        output.textures_delta.clear();
    }

    #[test]
    fn what_gbk_has_can_be_drawn_in_both_weights() {
        let ideographs: String = ('\u{4e00}'..='\u{9fa5}').collect();
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for font in [Type::Body.font(), Type::Strong.font()] {
                for text in [&ideographs, "（￥１２３）①○½·…—−"] {
                    assert!(ui.fonts_mut(|fonts| fonts.has_glyphs(&font, text)), "{font:?}");
                }
            }
        });
        output.textures_delta.clear();
    }
}
