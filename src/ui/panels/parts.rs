//! What panels about one customer share.

use egui::scroll_area::ScrollAreaOutput;
use egui::{ScrollArea, Ui, UiBuilder, Vec2, vec2};

use crate::i18n::refusal::message;
use crate::i18n::{Lang, shell};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Card, banner_ui, empty_state_ui, part_rule_ui, spinner_ui, strong_ui};

/// In place of a panel about one customer while none is chosen: says so and leads to the customers.
pub(super) fn choose_customer_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    Card::new().fill_height().show(ui, |ui| {
        let (title, how) = (cx.say(shell::CHOOSE_CUSTOMER), cx.say(shell::CHOOSE_CUSTOMER_HOW));
        if empty_state_ui(ui, icons::CUSTOMERS, title, how, Some(cx.say(shell::TO_CUSTOMERS))) {
            cx.act(Action::Go(Route::Customers));
        }
    });
}

/// In place of what is not there yet: that it is being read, or why it could not be.
pub(super) fn not_there_ui<T>(ui: &mut Ui, cx: &Cx<'_>, view: &View<'_, T>) {
    Card::new().fill_height().show(ui, |ui| match view {
        View::Failed(refusal) => {
            let why = message(cx.lang, refusal);
            empty_state_ui(ui, icons::ERROR, cx.say(shell::FAILED), &why, None);
        }
        _ => spinner_ui(ui, cx.say(shell::LOADING)),
    });
}

/// The same for a card beside a list.
pub(super) fn card_not_there_ui<T>(ui: &mut Ui, lang: Lang, view: &View<'_, T>) {
    Card::new().fill_height().show(ui, |ui| match view {
        View::Failed(refusal) => drop(banner_ui(ui, Tone::Bad, &message(lang, refusal), None)),
        _ => spinner_ui(ui, shell::LOADING.get(lang)),
    });
}

/// A column of this size.
pub(super) fn column_ui<R>(ui: &mut Ui, size: Vec2, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui(size, |ui| {
        ui.vertical(|ui| {
            ui.set_width(size.x);
            content(ui)
        })
        .inner
    })
    .inner
}

/// What a panel is about, and to its right, `aside` points wide, what explains it.
pub(super) fn split_ui<S: ?Sized>(
    ui: &mut Ui,
    aside: f32,
    state: &mut S,
    main: impl FnOnce(&mut Ui, &mut S),
    beside: impl FnOnce(&mut Ui, &mut S),
) {
    let width = (ui.available_width() - space::L - aside).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.x = space::S;
            main(ui, state);
        });
        ui.vertical(|ui| {
            ui.set_width(aside);
            ui.spacing_mut().item_spacing.x = space::S;
            beside(ui, state);
        });
    });
}

/// A rule, and below it the title of the next part of a card.
pub(super) fn section_ui(ui: &mut Ui, title: &str) {
    part_rule_ui(ui);
    strong_ui(ui, title);
}

/// Things side by side, two in a row, `gap` points apart.
pub(super) fn pairs_ui<T>(ui: &mut Ui, gap: f32, items: &[T], mut each: impl FnMut(&mut Ui, &T)) {
    let half = ((ui.available_width() - gap) / 2.0).floor();
    for pair in items.chunks(2) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for item in pair {
                ui.allocate_ui(vec2(half, 0.0), |ui| {
                    ui.set_width(half);
                    each(ui, item);
                });
            }
        });
    }
}

/// Content that scrolls, with its bar in the gap to the right of it, where it covers nothing.
pub(super) fn scroll_ui<R>(ui: &mut Ui, id: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let shown = scrolled_ui(ui, ScrollArea::vertical().id_salt(id).auto_shrink(false), content);
    ui.advance_cursor_after_rect(room);
    shown.inner
}

/// Content that is as high as it is, and scrolls where that is above `height`; its bar stands beside it like that of
/// [`scroll_ui`].
pub(super) fn scroll_within_ui<R>(
    ui: &mut Ui,
    id: &str,
    height: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let room = ui.available_rect_before_wrap();
    let area = ScrollArea::vertical().id_salt(id).max_height(height).auto_shrink([false, true]);
    let shown = scrolled_ui(ui, area, content);
    // What is answered is the room that there was, not what was taken of it.
    let taken = shown.content_size.y.min(shown.inner_rect.height());
    ui.advance_cursor_after_rect(room.with_max_y(shown.inner_rect.top() + taken));
    shown.inner
}

fn scrolled_ui<R>(ui: &mut Ui, area: ScrollArea, content: impl FnOnce(&mut Ui) -> R) -> ScrollAreaOutput<R> {
    let width = ui.available_width();
    let room = ui.available_rect_before_wrap();
    let with_bar = room.with_max_x(room.right() + space::M);
    let mut child = ui.new_child(UiBuilder::new().max_rect(with_bar).layout(*ui.layout()));
    area.show(&mut child, |ui| {
        ui.set_width(width);
        content(ui)
    })
}
