//! The text of the handbook: paragraphs, steps with their numbers, and notes.

use egui::{Sense, Ui, vec2};

use crate::i18n::Lang;
use crate::i18n::handbook::{Part, Section};
use crate::ui::handbook::spans;
use crate::ui::icons;
use crate::ui::theme::{Type, size, space, tokens};
use crate::ui::widgets::{RICH_LINE, rich_ui, text_ui};

/// How far the text of steps and notes stands in.
const INDENT: f32 = 22.0;

/// A section: its title, and its parts below it. Pictures are of print alone.
pub(super) fn section_ui(ui: &mut Ui, lang: Lang, section: &Section) {
    let t = tokens(ui);
    text_ui(ui, section.title.get(lang), Type::Brand, t.text);
    let mut step = 0;
    for part in section.parts {
        let spans = spans(ui.ctx(), part.text().get(lang));
        match part {
            Part::Plain(_) => rich_ui(ui, &spans, t.text),
            Part::Step(_) => {
                step += 1;
                let number = format!("{step}.");
                let sign = |ui: &mut Ui| drop(text_ui(ui, &number, Type::Body, t.weak));
                beside_ui(ui, sign, |ui| rich_ui(ui, &spans, t.text));
            }
            Part::Note(_) => beside_ui(ui, note_sign_ui, |ui| rich_ui(ui, &spans, t.weak)),
            Part::Picture(..) => {}
        }
    }
}

fn note_sign_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, RICH_LINE), Sense::hover());
    icons::INFO.paint(ui, rect.center(), size::ICON, tokens(ui).info);
}

/// A sign, and a text to its right.
fn beside_ui(ui: &mut Ui, sign: impl FnOnce(&mut Ui), text: impl FnOnce(&mut Ui)) {
    let width = ui.available_width() - INDENT - space::XS;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.allocate_ui(vec2(INDENT, RICH_LINE), |ui| {
            ui.set_width(INDENT);
            sign(ui);
        });
        ui.vertical(|ui| {
            ui.set_width(width);
            text(ui);
        });
    });
}
