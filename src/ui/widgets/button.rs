//! Buttons: one primary action a screen, others beside it, and links.

use egui::{Color32, CursorIcon, Response, Role, Sense, Stroke, TextWrapMode, Ui, WidgetInfo, vec2};

use super::{line_breaks, paint};
use crate::ui::commands::spelled_of;
use crate::ui::icons::Icon;
use crate::ui::theme::{KEYS_ON_PRIMARY, Tokens, Type, size, space, tokens};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one action that a screen is about.
    Primary,
    Secondary,
    /// It refuses, cancels or removes.
    Danger,
}

#[must_use = "show it with `.show(ui)`"]
pub struct Button<'a> {
    kind: ButtonKind,
    label: &'a str,
    icon: Option<Icon>,
    shortcut: Option<&'a str>,
    disabled: Option<&'a str>,
    enabled: bool,
    wide: bool,
}

impl<'a> Button<'a> {
    /// The one action that a screen is about.
    pub fn primary(label: &'a str) -> Self {
        Self::of_kind(ButtonKind::Primary, label)
    }

    pub fn secondary(label: &'a str) -> Self {
        Self::of_kind(ButtonKind::Secondary, label)
    }

    pub fn danger(label: &'a str) -> Self {
        Self::of_kind(ButtonKind::Danger, label)
    }

    pub fn of_kind(kind: ButtonKind, label: &'a str) -> Self {
        Self { kind, label, icon: None, shortcut: None, disabled: None, enabled: true, wide: false }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that press it, such as `Ctrl C`; Ctrl is called as the system calls it.
    pub fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Where there is a reason, the button cannot be pressed and says why when hovered.
    pub fn disabled_because(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let enabled = self.enabled && self.disabled.is_none();
        if enabled {
            // Without a scope of its own, so that buttons in a row go on to the next line where there is no room.
            return self.paint(ui);
        }
        let response = ui.add_enabled_ui(false, |ui| self.paint(ui)).inner;
        match self.disabled {
            Some(reason) => response.on_disabled_hover_text(reason),
            None => response,
        }
    }

    fn paint(&self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let is_enabled = ui.is_enabled();
        let text = if is_enabled { self.text_color(t) } else { t.text };
        let label = paint::line(ui, self.label, Type::Body, text);
        let is_on_primary = is_enabled && self.kind == ButtonKind::Primary;
        let faded = if is_on_primary { text.gamma_multiply(KEYS_ON_PRIMARY) } else { t.weak };
        let shortcut = self.shortcut.map(|keys| spelled_of(ui.ctx(), keys));
        let shortcut = shortcut.map(|keys| paint::line(ui, &keys, Type::Small, faded));
        let mut width = label.size().x;
        width += self.icon.map_or(0.0, |_| size::ICON + space::XS + 2.0);
        width += shortcut.as_ref().map_or(0.0, |s| space::M + s.size().x);
        let padded = width + 2.0 * (space::M + 2.0);
        let outer = if self.wide { ui.available_width().max(padded) } else { padded };
        let (rect, response) =
            paint::pressable(ui, vec2(outer.round(), size::CONTROL), Role::Button, self.label);
        if ui.is_rect_visible(rect) {
            let (fill, line) = if is_enabled { self.colors(t, &response) } else { (t.line_weak, t.line) };
            paint::frame(ui, rect, size::RADIUS, fill, Stroke::new(size::LINE, line));
            let mut x = (rect.center().x - width / 2.0).round();
            if let Some(icon) = self.icon {
                icon.paint(ui, egui::pos2(x + size::ICON / 2.0, rect.center().y), size::ICON, text);
                x += size::ICON + space::XS + 2.0;
            }
            x = paint::text_at(ui, x, rect.center().y, label, text);
            if let Some(shortcut) = shortcut {
                paint::text_at(ui, x + space::M, rect.center().y, shortcut, faded);
            }
        }
        paint::focus_ring(ui, &response, size::RADIUS);
        response
    }

    fn text_color(&self, t: &Tokens) -> Color32 {
        match self.kind {
            ButtonKind::Primary => t.on_primary,
            ButtonKind::Secondary => t.text,
            ButtonKind::Danger => t.bad,
        }
    }

    fn colors(&self, t: &Tokens, response: &Response) -> (Color32, Color32) {
        let (down, over) = (response.is_pointer_button_down_on(), response.hovered());
        match self.kind {
            ButtonKind::Primary => {
                let shade = if down { 0.22 } else { f32::from(u8::from(over)) * 0.12 };
                let fill = t.primary.lerp_to_gamma(t.text, shade);
                (fill, fill)
            }
            ButtonKind::Secondary | ButtonKind::Danger if down => (t.line_weak, t.faint),
            ButtonKind::Danger if over => (t.bad_tint, t.bad),
            ButtonKind::Secondary if over => (t.raised, t.faint),
            ButtonKind::Secondary | ButtonKind::Danger => (t.surface, t.line),
        }
    }
}

/// A button that is only an icon; `tooltip` says what it does, and is its name.
pub fn icon_button_ui(ui: &mut Ui, icon: Icon, tooltip: &str) -> Response {
    let t = tokens(ui);
    let (rect, response) = paint::pressable(ui, vec2(size::CONTROL, size::CONTROL), Role::Button, tooltip);
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            paint::frame(ui, rect, size::RADIUS, t.line_weak, Stroke::NONE);
        }
        let color = if response.hovered() { t.text } else { t.weak };
        icon.paint(ui, rect.center(), size::ICON + 2.0, color);
    }
    paint::focus_ring(ui, &response, size::RADIUS);
    response.on_hover_text(tooltip)
}

/// Words that lead somewhere, or do something small within a row.
pub fn link_ui(ui: &mut Ui, label: &str) -> Response {
    link_of(ui, None, label, Type::Body)
}

pub fn small_link_ui(ui: &mut Ui, label: &str) -> Response {
    link_of(ui, None, label, Type::Small)
}

/// A small link with an arrow, for the right end of a card's head.
pub fn more_link_ui(ui: &mut Ui, label: &str) -> Response {
    link_of(ui, Some(crate::ui::icons::RIGHT), label, Type::Small)
}

/// A link in a row of a table that does what Enter does there: Tab does not stop at each.
pub fn row_link_ui(ui: &mut Ui, label: &str) -> Response {
    link_with(ui, None, label, Type::Body, Sense::CLICK)
}

/// A small link with an arrow down, for what opens a menu.
pub fn menu_link_ui(ui: &mut Ui, label: &str) -> Response {
    link_of(ui, Some(crate::ui::icons::DOWN), label, Type::Small)
}

fn link_of(ui: &mut Ui, after: Option<Icon>, label: &str, kind: Type) -> Response {
    link_with(ui, after, label, kind, Sense::click())
}

fn link_with(ui: &mut Ui, after: Option<Icon>, label: &str, kind: Type, sense: Sense) -> Response {
    let t = tokens(ui);
    let color = if kind == Type::Small { t.weak } else { t.primary };
    // What is longer than its place takes several lines.
    let lines = line_breaks::broken(ui, label, &kind.font());
    let lines = lines.as_deref().unwrap_or(label);
    let is_wrapped = ui.wrap_mode() == TextWrapMode::Wrap && ui.layout().is_vertical();
    let room = if is_wrapped { ui.available_width() } else { f32::INFINITY };
    let laid = |ui: &Ui, color| ui.painter().layout(lines.to_owned(), kind.font(), color, room);
    let galley = laid(ui, color);
    let icon = after.map_or(0.0, |_| paint::icon_size(kind));
    let height = galley.size().y.ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + icon, height), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), label));
    if ui.is_rect_visible(rect) {
        let color = if response.hovered() { t.primary } else { color };
        let galley = laid(ui, color);
        let end = paint::text_at(ui, rect.left(), rect.center().y, galley, color);
        if let Some(after) = after {
            after.paint(ui, egui::pos2(end + icon / 2.0, rect.center().y), icon, color);
        }
        if response.hovered() {
            let y = rect.bottom() - 1.5;
            ui.painter().hline(rect.left()..=end, y, Stroke::new(size::LINE, color));
        }
    }
    paint::focus_ring(ui, &response, size::RADIUS_SMALL);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use egui::os::OperatingSystem;
    use egui::{Context, Modifiers, RawInput, Shape};

    use super::*;
    use crate::ui::fonts;
    use crate::ui::widgets::key_hint_ui;

    /// The texts that a button and a hint with these keys paint on this system, and what Ctrl is called there.
    fn painted(keys: &str, system: OperatingSystem) -> (Vec<String>, String) {
        let ctx = Context::default();
        fonts::install(&ctx);
        ctx.set_os(system);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            Button::secondary("复制").shortcut(keys).show(ui);
            key_hint_ui(ui, keys);
        });
        output.textures_delta.clear();
        let texts = output.shapes.iter().filter_map(|clipped| match &clipped.shape {
            Shape::Text(text) => Some(text.galley.text().to_owned()),
            _ => None,
        });
        (texts.collect(), ctx.format_modifiers(Modifiers::COMMAND))
    }

    #[test]
    fn keys_on_buttons_and_hints_are_called_as_the_system_calls_them() {
        assert_eq!(painted("Ctrl C", OperatingSystem::Nix).0, ["复制", "Ctrl C", "Ctrl C"]);
        let (texts, command) = painted("Ctrl C", OperatingSystem::Mac);
        assert_ne!(command, "Ctrl");
        let keys = format!("{command} C");
        assert_eq!(texts, ["复制", &keys, &keys]);
        let (again, _) = painted(&keys, OperatingSystem::Mac);
        assert_eq!(again, texts, "keys that are spelled already stay as they are");
    }
}
