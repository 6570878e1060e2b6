//! A dialog over the window: it is dealt with, or closed with Esc, before anything else goes on.

use egui::{Align, Context, Id, Layout, Margin, Ui};

use super::button::icon_button_ui;
use super::facts::rule_ui;
use super::text::text_ui;
use crate::i18n::widgets as phrases;
use crate::ui::theme::{Type, size, space, tokens, tokens_of};
use crate::ui::{icons, words};

#[must_use = "show it with `.show(ctx, …)`"]
pub struct Modal<'a> {
    title: &'a str,
    width: f32,
}

impl<'a> Modal<'a> {
    /// A dialog; its title is also its id.
    pub fn new(title: &'a str) -> Self {
        Self { title, width: 480.0 }
    }

    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows the dialog; `content` draws its body and then its buttons with [`modal_buttons_ui`], and answers whether
    /// they close it. Whether it is to be closed: by them, by Esc, or by the cross in its corner. A click beside it
    /// does not: what was typed would be lost.
    pub fn show(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> bool) -> bool {
        let t = tokens_of(ctx);
        let frame = t.card().inner_margin(Margin::same(space::XL as i8));
        let modal =
            egui::Modal::new(Id::unique(("modal", self.title))).backdrop_color(t.backdrop).frame(frame);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(self.width);
            ui.set_max_height(ui.ctx().content_rect().height() - 120.0);
            let close = ui
                .horizontal(|ui| {
                    text_ui(ui, self.title, Type::Brand, tokens(ui).text);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        icon_button_ui(ui, icons::CLOSE, words::say(ui, phrases::CLOSE)).clicked()
                    })
                    .inner
                })
                .inner;
            ui.add_space(space::XS);
            content(ui) || close
        });
        let escaped = shown.is_top_modal
            && !shown.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        shown.inner || escaped
    }
}

/// The buttons at the foot of a dialog, the most important one first: they are drawn from right to left.
pub fn modal_buttons_ui<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(space::S);
    rule_ui(ui);
    ui.add_space(space::XS);
    let row = egui::vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), buttons).inner
}
