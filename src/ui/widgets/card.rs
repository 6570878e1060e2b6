//! A card: a framed surface with a head, a body and a foot.

use egui::{
    Align, AsIdSalt, Color32, CornerRadius, Frame, Label, Layout, Margin, Rect, ScrollArea, Ui, UiBuilder,
    vec2,
};

use super::text::small_ui;
use crate::ui::theme::{Type, size, space, tokens};

type Content<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// It fills the width it is given.
#[must_use = "show it with `.show(ui, |ui| …)`"]
#[derive(Default)]
pub struct Card<'a> {
    title: Option<&'a str>,
    note: Option<&'a str>,
    head: Option<Content<'a>>,
    actions: Option<Content<'a>>,
    foot: Option<Content<'a>>,
    flush: bool,
    fill_height: bool,
}

impl<'a> Card<'a> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn titled(title: &'a str) -> Self {
        Self { title: Some(title), ..Self::default() }
    }

    /// A small text at the right end of the head.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    /// A head of one's own, left to right, in place of a title: chips, a search box.
    pub fn head(mut self, head: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.head = Some(Box::new(head));
        self
    }

    /// Actions at the right end of the head; added from right to left.
    pub fn actions(mut self, actions: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.actions = Some(Box::new(actions));
        self
    }

    /// A foot below a rule, left to right; with [`Card::fill_height`] it stays at the bottom.
    pub fn foot(mut self, foot: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.foot = Some(Box::new(foot));
        self
    }

    /// Without padding around the body: for tables.
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    pub fn fill_height(mut self) -> Self {
        self.fill_height = true;
        self
    }

    /// Shows the card over all the height there is; its body scrolls beneath the head.
    pub fn show_scrolled<R>(self, ui: &mut Ui, id: impl AsIdSalt, body: impl FnOnce(&mut Ui) -> R) -> R {
        self.flush().fill_height().show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink(false)
                .show(ui, |ui| {
                    let padding = Frame::new().inner_margin(Margin::same(space::L as i8));
                    padding
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.spacing_mut().item_spacing.y = space::S;
                            body(ui)
                        })
                        .inner
                })
                .inner
        })
    }

    pub fn show<R>(self, ui: &mut Ui, body: impl FnOnce(&mut Ui) -> R) -> R {
        let height = ui.available_height();
        let shown = tokens(ui).card().show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let top = ui.cursor().top();
            let has_head = self.title.is_some() || self.head.is_some() || self.actions.is_some();
            if has_head {
                head_ui(ui, self.title, self.note, self.head, self.actions);
            }
            let foot_height = if self.foot.is_some() { FOOT } else { 0.0 };
            let used = ui.cursor().top() - top;
            let body_height = (height - 2.0 * size::LINE - used - foot_height).max(0.0);
            let padding = if self.flush { Margin::ZERO } else { Margin::same(space::L as i8) };
            let inner = Frame::new()
                .inner_margin(padding)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = if self.flush { 0.0 } else { space::S };
                    ui.set_width(ui.available_width());
                    if self.fill_height {
                        let inside = body_height - padding.sum().y;
                        ui.set_height(inside.max(0.0));
                        ui.set_max_height(inside.max(0.0));
                    }
                    body(ui)
                })
                .inner;
            if let Some(foot) = self.foot {
                foot_ui(ui, foot);
            }
            inner
        });
        shown.inner
    }
}

/// The padding of a card's body, for what stands beside a table in a flush one.
pub fn inset_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new().inner_margin(Margin::same(space::L as i8)).show(ui, content).inner
}

/// Height of a card's foot: that of the bar below a list, so that they are in line where they stand side by side.
const FOOT: f32 = size::BAR;

fn head_ui(
    ui: &mut Ui,
    title: Option<&str>,
    note: Option<&str>,
    head: Option<Content<'_>>,
    actions: Option<Content<'_>>,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::BAR), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens(ui).rule());
    let inside = rect.shrink2(vec2(space::L, 0.0));
    let right = UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center));
    let taken = ui.scope_builder(right, |ui| {
        if let Some(actions) = actions {
            actions(ui);
        }
        if let Some(note) = note {
            small_ui(ui, note);
        }
        ui.min_rect()
    });
    let end = (taken.inner.left() - space::S).max(inside.left());
    let room = Rect::from_min_max(inside.min, egui::pos2(end, inside.bottom()));
    let left = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(left, |ui| {
        if let Some(title) = title {
            let color = tokens(ui).text;
            ui.add(Label::new(Type::Strong.rich(title).color(color)).truncate());
        }
        if let Some(head) = head {
            head(ui);
        }
    });
    ui.advance_cursor_after_rect(rect);
}

fn foot_ui(ui: &mut Ui, foot: Content<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), egui::Sense::hover());
    bar_ground(ui, rect, tokens(ui).raised);
    let inside = rect.shrink2(vec2(space::L, 0.0));
    let row = UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(row, foot);
    ui.advance_cursor_after_rect(rect);
}

/// A head in which chips go on to as many lines as they need, and at the right what else there is; for the top of a
/// flush card.
pub fn wrapped_head_ui(ui: &mut Ui, chips: impl FnOnce(&mut Ui), actions: impl FnOnce(&mut Ui)) {
    let margin = Margin::symmetric(space::L as i8, ((size::BAR - size::CONTROL) / 2.0) as i8);
    let shown = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let place = ui.available_rect_before_wrap();
        let right = UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Min));
        let taken = ui.scope_builder(right, |ui| {
            actions(ui);
            ui.min_rect().left()
        });
        let room = place.with_max_x((taken.inner - space::S).max(place.left()));
        let left = UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min));
        ui.scope_builder(left, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
                ui.spacing_mut().interact_size.y = size::CONTROL;
                chips(ui);
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens(ui).rule());
}

/// Paints the ground of a bar at the foot of a card, and the rule above it.
pub fn bar_ground(ui: &Ui, rect: Rect, fill: Color32) {
    let corner = CornerRadius { sw: size::RADIUS_CARD - 1, se: size::RADIUS_CARD - 1, ..Default::default() };
    ui.painter().rect_filled(rect, corner, fill);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens(ui).border());
}
