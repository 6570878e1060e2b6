//! The tokens as egui's own style, for the widgets that egui draws.

use std::sync::Arc;

use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::{DARK, DISABLED, LIGHT, Tokens, Type, size, space};

pub type Preference = egui::ThemePreference;

/// Gives the whole window the look of the desk, in light and in dark, and follows `preference` between them.
pub fn apply(ctx: &egui::Context, preference: Preference) {
    ctx.set_style_of(Theme::Light, Arc::new(style(Visuals::light(), &LIGHT)));
    ctx.set_style_of(Theme::Dark, Arc::new(style(Visuals::dark(), &DARK)));
    // A system that does not say which it prefers gets the light one.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_theme(preference);
}

fn style(base: Visuals, t: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(base, t), ..Style::default() };
    style.text_styles.extend(
        [
            (TextStyle::Heading, Type::Title),
            (TextStyle::Body, Type::Body),
            (TextStyle::Button, Type::Body),
            (TextStyle::Small, Type::Small),
            (TextStyle::Monospace, Type::Mono),
        ]
        .map(|(name, kind)| (name, kind.font())),
    );
    // Text that can be selected swallows clicks on the row it stands in; panels turn it on where copying helps.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.1;
    let s = &mut style.spacing;
    s.item_spacing = vec2(space::S, space::S);
    s.button_padding = vec2(space::M, space::XS);
    s.interact_size = vec2(size::CONTROL, size::CONTROL);
    s.menu_margin = Margin::same(space::XS as i8);
    s.window_margin = Margin::same(space::XL as i8);
    s.icon_width = size::CHECK;
    s.icon_spacing = space::S;
    s.combo_height = size::ROW * 10.0;
    s.tooltip_width = 360.0;
    s.scroll = scroll();
    style
}

/// Thin bars that float over the content and are always to be seen.
fn scroll() -> ScrollStyle {
    let mut scroll = ScrollStyle::floating();
    scroll.bar_width = 8.0;
    scroll.floating_width = 4.0;
    scroll.dormant_handle_opacity = 0.35;
    scroll.handle_min_length = 24.0;
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(mut v: Visuals, t: &Tokens) -> Visuals {
    v.override_text_color = None;
    v.weak_text_color = Some(t.weak);
    v.hyperlink_color = t.primary;
    v.faint_bg_color = t.raised;
    v.extreme_bg_color = t.raised;
    v.text_edit_bg_color = Some(t.raised);
    v.code_bg_color = t.raised;
    v.warn_fg_color = t.warn;
    v.error_fg_color = t.bad;
    v.panel_fill = t.bg;
    v.window_fill = t.surface;
    v.window_stroke = t.border();
    v.window_shadow = Shadow::NONE;
    v.popup_shadow = Shadow::NONE;
    v.window_corner_radius = CornerRadius::same(size::RADIUS_CARD);
    v.menu_corner_radius = CornerRadius::same(size::RADIUS);
    v.selection = Selection { bg_fill: t.primary_tint, stroke: Stroke::new(size::LINE, t.primary) };
    // A caret that blinks has the whole window drawn twice a second for as long as a field has the focus.
    v.text_cursor =
        TextCursorStyle { stroke: Stroke::new(1.5, t.primary), blink: false, ..TextCursorStyle::default() };
    v.ime_composition.active_underline_stroke = Stroke::new(1.5, t.primary);
    v.ime_composition.inactive_underline_stroke = Stroke::new(1.5, t.faint);
    v.striped = false;
    v.disabled_alpha = DISABLED;
    v.indent_has_left_vline = false;
    v.widgets.noninteractive = widget(t.surface, t.surface, t.line, t.text);
    v.widgets.inactive = widget(t.surface, t.raised, t.line, t.text);
    v.widgets.hovered = widget(t.raised, t.raised, t.faint, t.text);
    v.widgets.active = widget(t.line_weak, t.line_weak, t.primary, t.text);
    v.widgets.open = widget(t.raised, t.raised, t.faint, t.text);
    v
}

fn widget(weak_bg_fill: Color32, bg_fill: Color32, line: Color32, text: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill,
        weak_bg_fill,
        bg_stroke: Stroke::new(size::LINE, line),
        corner_radius: CornerRadius::same(size::RADIUS),
        fg_stroke: Stroke::new(size::LINE, text),
        expansion: 0.0,
    }
}
