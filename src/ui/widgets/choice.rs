//! Choices: of one among few or many, of yes or no, of filters.

use egui::{
    Color32, ComboBox, Context, IdSalt, Popup, PopupCloseBehavior, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, vec2,
};

use super::field::label_ui;
use super::paint;
use crate::ui::icons;
use crate::ui::theme::{Tokens, Type, size, space, tokens};

/// A labelled choice of one among several; changed when another was chosen.
pub fn select_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    options: &[(T, &str)],
    width: Option<f32>,
) -> Response {
    let width = width.unwrap_or_else(|| ui.available_width()).round();
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = space::XS;
        let named = label_ui(ui, label, false, None);
        combo(ui, label, value, options, width).labelled_by(named.id)
    })
    .inner
}

/// A choice whose label is only for assistive technology, for filters in a card's head.
pub fn bare_select_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    options: &[(T, &str)],
    width: f32,
) -> Response {
    let response = combo(ui, label, value, options, width);
    let now = current(value, options);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), label);
        info.current_text_value = Some(now.to_owned());
        info
    });
    response
}

fn current<'o, T: PartialEq>(value: &T, options: &[(T, &'o str)]) -> &'o str {
    options.iter().find(|(option, _)| option == value).map_or("", |(_, name)| *name)
}

fn combo<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    options: &[(T, &str)],
    width: f32,
) -> Response {
    let arrow = |ui: &Ui, rect: egui::Rect, _: &egui::style::WidgetVisuals, _: bool| {
        icons::DOWN.paint(ui, rect.center(), size::ICON, tokens(ui).weak);
    };
    let salt = ("select", label);
    // The button's id is made of a salt of this salt.
    let button = ui.make_persistent_id(IdSalt::new(salt));
    let was_open = ComboBox::is_open(ui.ctx(), button);
    let mut chosen = None;
    let mut response = ComboBox::from_id_salt(salt)
        .width(width)
        .selected_text(current(value, options))
        .truncate()
        .icon(arrow)
        .show_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // The keyboard goes from the button to what is chosen now.
            let enters = !ui.is_sizing_pass() && ui.memory(|memory| memory.has_focus(button));
            for (option, name) in options {
                let item = menu_item_ui(ui, name, option == value);
                if enters && option == value {
                    item.request_focus();
                }
                if item.clicked() {
                    chosen = Some(option.clone());
                }
            }
        })
        .response;
    if was_open && !ComboBox::is_open(ui.ctx(), button) {
        take_back_focus(&response);
    }
    if let Some(chosen) = chosen
        && chosen != *value
    {
        *value = chosen;
        response.mark_changed();
    }
    response
}

/// One line of a menu, as wide as the menu.
pub fn menu_item_ui(ui: &mut Ui, label: &str, selected: bool) -> Response {
    let t = tokens(ui);
    let color = if selected { t.primary } else { t.text };
    let galley = paint::line(ui, label, if selected { Type::Strong } else { Type::Body }, color);
    let width = ui.available_width().max(galley.size().x + 2.0 * space::M);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::NAV_ITEM), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, ui.is_enabled(), selected, label));
    if response.hovered() || response.has_focus() {
        paint::frame(ui, rect, size::RADIUS_SMALL, t.line_weak, Stroke::NONE);
    }
    paint::text_at(ui, rect.left() + space::M, rect.center().y, galley, color);
    // A click closes the menu by itself, a key does not.
    if response.clicked() && !ui.input(|input| input.pointer.any_click()) {
        ui.close();
    }
    response
}

/// Shows a menu of this button; closed by a key, it leaves the keyboard to the button.
pub fn menu_ui<R>(button: &Response, menu: Popup<'_>, lines: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let was_open = menu.is_open();
    let (ctx, id) = (button.ctx.clone(), menu.get_id());
    let shown = menu.show(lines);
    if was_open && !Popup::is_id_open(&ctx, id) {
        take_back_focus(button);
    }
    shown.map(|shown| shown.inner)
}

/// Whether a menu is open, or was when the frame began: its keys are its own.
pub fn is_menu_open(ctx: &Context) -> bool {
    ctx.any_popup_open() || Popup::is_any_open(ctx)
}

/// Gives the keyboard back to what opened a menu, unless that was closed by a click.
fn take_back_focus(button: &Response) {
    if !button.ctx.input(|input| input.pointer.any_click()) {
        button.request_focus();
    }
}

/// A small button that opens a menu below itself: one of [`menu_item_ui`]s closes on the first click, one in which
/// several are switched on a click elsewhere.
pub fn menu_button_ui<R>(
    ui: &mut Ui,
    icon: icons::Icon,
    name: &str,
    closes: PopupCloseBehavior,
    menu: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let button = super::button::icon_button_ui(ui, icon, name);
    menu_ui(&button, Popup::menu(&button).close_behavior(closes), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(160.0);
        menu(ui)
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Off,
    On,
    /// Some of those it stands for are chosen.
    Some,
    Barred,
}

impl From<bool> for Check {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}

pub fn checkbox_ui(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let t = tokens(ui);
    let galley = paint::line(ui, label, Type::Body, t.text);
    let width = size::CHECK + space::S + galley.size().x;
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, size::CONTROL - 8.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, label));
    let center = egui::pos2(rect.left() + size::CHECK / 2.0, rect.center().y);
    paint_check(ui, center, (*on).into(), &response);
    paint::text_at(ui, rect.left() + size::CHECK + space::S, rect.center().y, galley, t.text);
    paint::focus_ring(ui, &response, size::RADIUS_SMALL);
    response
}

/// A checkbox without a label to be seen, for tables; `name` is for assistive technology. It changes nothing by
/// itself: the caller decides what a click means. The table has the keyboard, and Space: Tab does not stop here.
pub fn bare_checkbox_ui(ui: &mut Ui, check: Check, name: &str) -> Response {
    let sense = if check == Check::Barred { Sense::hover() } else { Sense::CLICK };
    let (rect, response) = ui.allocate_exact_size(vec2(size::CHECK, size::CHECK), sense);
    response.widget_info(|| {
        let enabled = ui.is_enabled() && check != Check::Barred;
        WidgetInfo::selected(Role::CheckBox, enabled, check == Check::On, name)
    });
    paint_check(ui, rect.center(), check, &response);
    response
}

fn paint_check(ui: &Ui, center: egui::Pos2, check: Check, response: &Response) {
    let t = tokens(ui);
    let rect = egui::Rect::from_center_size(center, vec2(size::CHECK, size::CHECK));
    let (fill, line) = match check {
        Check::On | Check::Some => (t.primary, t.primary),
        Check::Off if response.hovered() => (t.raised, t.weak),
        Check::Off => (t.surface, t.faint),
        Check::Barred => (t.raised, t.line),
    };
    paint::frame(ui, rect, size::RADIUS_SMALL, fill, Stroke::new(size::LINE, line));
    match check {
        Check::On => paint::check_mark(ui, rect, t.on_primary),
        Check::Some => {
            let y = rect.center().y;
            ui.painter().hline(rect.left() + 4.0..=rect.right() - 4.0, y, Stroke::new(1.8, t.on_primary));
        }
        Check::Off | Check::Barred => {}
    }
}

/// A few choices side by side, one of them chosen; changed when another was.
pub fn segmented_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    options: &[(T, &str)],
) -> Response {
    let t = tokens(ui);
    let inset = 3.0;
    let galleys: Vec<_> = options
        .iter()
        .map(|(option, label)| {
            let (kind, color) =
                if option == value { (Type::Strong, t.primary) } else { (Type::Body, t.weak) };
            (paint::line(ui, label, kind, color), color)
        })
        .collect();
    let widths: Vec<f32> = galleys.iter().map(|(text, _)| (text.size().x + 2.0 * space::M).round()).collect();
    let width = widths.iter().sum::<f32>() + 2.0 * inset;
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name));
    paint::frame(ui, rect, size::RADIUS, t.raised, t.border());
    let mut left = rect.left() + inset;
    let mut chosen = None;
    for (((option, label), (galley, color)), width) in options.iter().zip(galleys).zip(widths) {
        let place = egui::Rect::from_x_y_ranges(left..=left + width, rect.y_range().shrink(inset));
        let is_selected = option == value;
        let segment = ui.interact(place, response.id.with(label), Sense::click());
        segment.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_selected, *label));
        let fill = if is_selected { t.primary_tint } else { t.line_weak };
        if is_selected || segment.hovered() {
            paint::frame(ui, place, size::RADIUS_SMALL, fill, Stroke::NONE);
        }
        let x = place.center().x - galley.size().x / 2.0;
        paint::text_at(ui, x.round(), place.center().y, galley, color);
        paint::focus_ring(ui, &segment, size::RADIUS_SMALL);
        if segment.clicked() && !is_selected {
            chosen = Some(option.clone());
        }
        left += width;
    }
    if let Some(chosen) = chosen {
        *value = chosen;
        response.mark_changed();
    }
    response
}

/// How high a card of a choice with this note is where it is this wide, so that those in a row can be alike.
pub fn radio_card_height(ui: &Ui, width: f32, note: &str) -> f32 {
    let room = width.round() - size::CHECK - 2.0 * space::L - space::M;
    let color = tokens(ui).text;
    let note = ui.painter().layout(note.to_owned(), Type::Small.font(), color, room);
    let title = ui.painter().layout_no_wrap(String::new(), Type::Strong.font(), color);
    (title.size().y + note.size().y + 2.0 * space::M).ceil()
}

/// A choice that needs a word of explanation: a card with a title and a line below it, at least this high. Where
/// there is a reason against it, it says so and cannot be chosen.
pub fn radio_card_ui(
    ui: &mut Ui,
    selected: bool,
    title: &str,
    detail: &str,
    barred: Option<&str>,
    least: f32,
) -> Response {
    let t = tokens(ui);
    let width = ui.available_width().round();
    let room = width - size::CHECK - 2.0 * space::L - space::M;
    let faded = if barred.is_some() { t.faint } else { t.text };
    let title_line = paint::line_within(ui, title, Type::Strong, faded, room);
    let note = barred.unwrap_or(detail);
    let note_line = ui.painter().layout(note.to_owned(), Type::Small.font(), t.weak, room);
    let height = (title_line.size().y + note_line.size().y + 2.0 * space::M).ceil().max(least);
    let sense = if barred.is_some() { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, barred.is_none(), selected, title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(note));
    let (fill, line) = choice_colors(t, selected, response.hovered() && barred.is_none());
    paint::frame(ui, rect, size::RADIUS, fill, Stroke::new(size::LINE, line));
    let dot = egui::pos2(rect.left() + space::L + size::CHECK / 2.0, rect.top() + space::M + 10.0);
    let ring = if selected { t.primary } else { t.faint };
    ui.painter().circle(dot, size::CHECK / 2.0 - 0.5, t.surface, Stroke::new(1.2, ring));
    if selected {
        ui.painter().circle_filled(dot, size::CHECK / 4.0, t.primary);
    }
    let x = rect.left() + space::L + size::CHECK + space::M;
    let mid = rect.top() + space::M + title_line.size().y;
    ui.painter().galley(egui::pos2(x, rect.top() + space::M), title_line, faded);
    ui.painter().galley(egui::pos2(x, mid), note_line, t.weak);
    paint::focus_ring(ui, &response, size::RADIUS);
    response
}

/// A filter that is on or off, with how many it finds.
pub fn chip_ui(ui: &mut Ui, selected: bool, label: &str, count: Option<usize>) -> Response {
    paint_chip(ui, selected, label, count, false)
}

/// A filter that is on, with a cross: a click takes it away.
pub fn closing_chip_ui(ui: &mut Ui, label: &str, count: Option<usize>) -> Response {
    paint_chip(ui, true, label, count, true)
}

fn paint_chip(ui: &mut Ui, selected: bool, label: &str, count: Option<usize>, closes: bool) -> Response {
    let t = tokens(ui);
    let text = match count {
        Some(count) => format!("{label} {}", crate::i18n::phrase::count(count as u64)),
        None => label.to_owned(),
    };
    let color = if selected { t.primary } else { t.weak };
    let galley = paint::line(ui, &text, Type::Small, color);
    let cross = if closes { space::XS + size::ICON_SMALL } else { 0.0 };
    let width = (galley.size().x + 2.0 * space::M + cross).round();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CHIP), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, label));
    let (fill, line) = choice_colors(t, selected, response.hovered());
    paint::frame(ui, rect, (size::CHIP / 2.0) as u8, fill, Stroke::new(size::LINE, line));
    let end = paint::text_at(ui, rect.left() + space::M, rect.center().y, galley, color);
    if closes {
        let center = egui::pos2(end + space::XS + size::ICON_SMALL / 2.0, rect.center().y);
        icons::CLOSE.paint(ui, center, size::ICON_SMALL, color);
    }
    paint::focus_ring(ui, &response, (size::CHIP / 2.0) as u8);
    response
}

/// The fill and the line of what can be chosen.
fn choice_colors(t: &Tokens, selected: bool, hovered: bool) -> (Color32, Color32) {
    match (selected, hovered) {
        (true, _) => (t.primary_tint, t.primary),
        (false, true) => (t.raised, t.faint),
        (false, false) => (t.surface, t.line),
    }
}
