//! The language that the window speaks, for widgets that have words of their own.

use egui::{Context, Id, Ui};

use crate::i18n::{Lang, Text};

pub fn set_lang(ctx: &Context, lang: Lang) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("lang"), lang));
}

pub fn lang(ui: &Ui) -> Lang {
    ui.data(|data| data.get_temp(Id::unique("lang"))).unwrap_or_default()
}

pub fn say(ui: &Ui, text: Text) -> &'static str {
    text.get(lang(ui))
}
