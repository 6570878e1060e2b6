//! A dialog over the window: it is dealt with, or closed with Esc, before anything else goes on.

use egui::{Align, Context, Id, Key, Layout, Margin, ModalResponse, Modifiers, Popup, Ui};

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
        let id = Id::unique(("modal", self.title));
        keep_focus(ctx, id);
        let modal = egui::Modal::new(id).backdrop_color(t.backdrop).frame(frame);
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
        shown.inner || is_escaped(ctx, &shown)
    }
}

/// What a dialog took the keyboard from.
#[derive(Clone, Copy)]
struct Covered {
    dialog: Id,
    had_focus: Option<Id>,
    /// The pass in which it was drawn last.
    drawn_in: u64,
}

fn covered<R>(ctx: &Context, change: impl FnOnce(&mut Vec<Covered>) -> R) -> R {
    ctx.data_mut(|data| change(data.get_temp_mut_or_default(Id::unique("covered"))))
}

/// Remembers, while a dialog is drawn, what had the keyboard before it.
pub fn keep_focus(ctx: &Context, dialog: Id) {
    let (had_focus, drawn_in) = (ctx.memory(|memory| memory.focused()), ctx.cumulative_pass_nr());
    covered(ctx, |all| match all.iter_mut().find(|covered| covered.dialog == dialog) {
        Some(covered) => covered.drawn_in = drawn_in,
        None => all.push(Covered { dialog, had_focus, drawn_in }),
    });
}

/// Hears, before anything is drawn, what concerns dialogs: Esc closes the one on top, whatever else means something by
/// it, and what had the keyboard before one that is closed gets it back.
pub fn begin_dialogs(ctx: &Context) {
    let is_covered = ctx.memory(|memory| memory.top_modal_layer().is_some()) && !Popup::is_any_open(ctx);
    let escaped = is_covered && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    ctx.data_mut(|data| data.insert_temp(escape(), escaped));
    give_focus_back(ctx);
}

/// Whether Esc closes this dialog.
pub fn is_escaped<T>(ctx: &Context, shown: &ModalResponse<T>) -> bool {
    let hears = || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let was_heard = || ctx.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<bool>(escape())));
    shown.is_top_modal && (was_heard() || (!shown.any_popup_open && hears()))
}

fn escape() -> Id {
    Id::unique("dialogs escaped")
}

/// Gives the keyboard back to what a dialog took it from that is closed, if that is still there and nothing else has
/// it.
fn give_focus_back(ctx: &Context) {
    let now = ctx.cumulative_pass_nr();
    let had_focus = covered(ctx, |all| {
        let first = all.iter().find(|covered| covered.drawn_in + 1 < now)?.had_focus;
        all.retain(|covered| covered.drawn_in + 1 >= now);
        first
    });
    let is_free = ctx.memory(|memory| memory.focused().is_none());
    if let Some(id) = had_focus.filter(|id| is_free && is_there(ctx, *id)) {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
}

fn is_there(ctx: &Context, id: Id) -> bool {
    ctx.viewport(|window| window.prev_pass.used_ids.contains_key(&id))
}

/// The buttons at the foot of a dialog, the most important one first: they are drawn from right to left.
pub fn modal_buttons_ui<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(space::S);
    rule_ui(ui);
    ui.add_space(space::XS);
    let row = egui::vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), buttons).inner
}
