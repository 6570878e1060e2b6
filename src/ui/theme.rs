//! The look of the desk: every colour, size and type style, and nothing else holds one.
//!
//! The values are those of the design's token table, but for some that are darker or lighter so that every text keeps a
//! contrast of 4.5 to 1 on every ground. Widgets ask [`tokens`] for colours (they follow light and
//! dark), [`space`] and [`size`] for distances, and [`Type`] for text.

// The one place where colours are made.
#![allow(clippy::disallowed_methods)]

mod style;

use egui::{Color32, CornerRadius, FontFamily, FontId, Frame, RichText, Stroke};

pub use style::{Preference, apply};

#[derive(Debug, PartialEq)]
pub struct Tokens {
    /// Behind cards.
    pub bg: Color32,
    /// Cards and bars.
    pub surface: Color32,
    /// Table heads, inputs at rest.
    pub raised: Color32,
    pub line: Color32,
    /// Rules between rows; the ground of neutral badges and of meters.
    pub line_weak: Color32,
    pub text: Color32,
    pub weak: Color32,
    /// What is out of play, such as a row; it can still be read.
    pub faint: Color32,
    /// The primary action of a screen, the selection, links.
    pub primary: Color32,
    /// Ground of what is selected.
    pub primary_tint: Color32,
    pub on_primary: Color32,
    /// Done, valid.
    pub ok: Color32,
    pub ok_tint: Color32,
    /// Due soon, partial.
    pub warn: Color32,
    pub warn_tint: Color32,
    /// Late, refused; also the seal in the logo.
    pub bad: Color32,
    pub bad_tint: Color32,
    pub info: Color32,
    pub info_tint: Color32,
    /// First and second series of a chart: soft shades of primary and info.
    pub series: [Color32; 2],
    /// Laid over the window behind a dialog.
    pub backdrop: Color32,
}

/// What a status says; each has a colour and a ground (and, in a pill, an icon and a word).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    /// Done, valid.
    Ok,
    /// Due soon, partial.
    Warn,
    /// Late, refused.
    Bad,
}

impl Tokens {
    pub fn fg(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral => self.weak,
            Tone::Info => self.info,
            Tone::Ok => self.ok,
            Tone::Warn => self.warn,
            Tone::Bad => self.bad,
        }
    }

    pub fn tint(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral => self.line_weak,
            Tone::Info => self.info_tint,
            Tone::Ok => self.ok_tint,
            Tone::Warn => self.warn_tint,
            Tone::Bad => self.bad_tint,
        }
    }

    /// The frame of cards, and of what lies over the window.
    pub fn card(&self) -> Frame {
        let corner = CornerRadius::same(size::RADIUS_CARD);
        Frame::new().fill(self.surface).stroke(self.border()).corner_radius(corner)
    }

    /// A border one point wide.
    pub fn border(&self) -> Stroke {
        Stroke::new(size::LINE, self.line)
    }

    pub fn rule(&self) -> Stroke {
        Stroke::new(size::LINE, self.line_weak)
    }
}

/// The colours that belong to what `ui` is shown in.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    of_theme(ui.visuals().dark_mode)
}

/// The colours of the theme the whole window is shown in; inside a [`egui::Ui`] use [`tokens`].
pub fn tokens_of(ctx: &egui::Context) -> &'static Tokens {
    of_theme(ctx.theme() == egui::Theme::Dark)
}

fn of_theme(dark: bool) -> &'static Tokens {
    if dark { &DARK } else { &LIGHT }
}

const LIGHT: Tokens = Tokens {
    bg: hex(0xF5F6F8),
    surface: hex(0xFFFFFF),
    raised: hex(0xFAFBFC),
    line: hex(0xE2E5EA),
    line_weak: hex(0xEDEFF2),
    text: hex(0x1C2430),
    weak: hex(0x5C6674),
    faint: hex(0x646D7B),
    primary: hex(0x2B59C3),
    primary_tint: hex(0xEAF0FC),
    on_primary: hex(0xFFFFFF),
    ok: hex(0x187648),
    ok_tint: hex(0xE5F4EC),
    warn: hex(0x8F5F00),
    warn_tint: hex(0xFDF3DA),
    bad: hex(0xC0342B),
    bad_tint: hex(0xFCEAE8),
    info: hex(0x226B9C),
    info_tint: hex(0xE6F1F8),
    series: [hex(0x4A71CC), hex(0x8AB4D1)],
    backdrop: Color32::from_black_alpha(90),
};

const DARK: Tokens = Tokens {
    bg: hex(0x14171C),
    surface: hex(0x1B1F26),
    raised: hex(0x20252D),
    line: hex(0x2D333D),
    line_weak: hex(0x262B34),
    text: hex(0xE5E8ED),
    weak: hex(0xA0A9B6),
    faint: hex(0x8F99A7),
    primary: hex(0x7EA2F5),
    primary_tint: hex(0x22304F),
    on_primary: hex(0x0E1420),
    ok: hex(0x5CC48F),
    ok_tint: hex(0x173526),
    warn: hex(0xE0B04A),
    warn_tint: hex(0x3A2F14),
    bad: hex(0xF0837A),
    bad_tint: hex(0x40201D),
    info: hex(0x6DB4E2),
    info_tint: hex(0x17303F),
    series: [hex(0x6F8FD7), hex(0x47718E)],
    backdrop: Color32::from_black_alpha(140),
};

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// How much of its colour is left of what cannot be used.
const DISABLED: f32 = 0.8;

/// How much of the colour of its words the keys on a primary button have.
pub const KEYS_ON_PRIMARY: f32 = 0.85;

/// Distances, in points.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between neighbours.
    pub const S: f32 = 8.0;
    /// Inside cells and controls.
    pub const M: f32 = 12.0;
    /// Inside cards, and between cards.
    pub const L: f32 = 16.0;
    /// Around a panel.
    pub const XL: f32 = 20.0;
    /// Between unrelated things.
    pub const XXL: f32 = 24.0;
}

/// Sizes of things, in points.
pub mod size {
    pub const ROW: f32 = 34.0;
    /// Inputs and buttons.
    pub const CONTROL: f32 = 32.0;
    /// The top bar, and a card's head.
    pub const BAR: f32 = 44.0;
    pub const STATUS_BAR: f32 = 26.0;
    pub const NAV: f32 = 204.0;
    pub const NAV_ITEM: f32 = 32.0;
    pub const ICON: f32 = 16.0;
    pub const ICON_SMALL: f32 = 13.0;
    pub const PILL: f32 = 20.0;
    pub const CHIP: f32 = 26.0;
    pub const CHECK: f32 = 16.0;
    /// Borders and rules.
    pub const LINE: f32 = 1.0;
    pub const RADIUS: u8 = 6;
    pub const RADIUS_CARD: u8 = 8;
    /// Corners of what is smaller than a control.
    pub const RADIUS_SMALL: u8 = 4;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// 26 bold: the number a card is about.
    KeyFigure,
    /// 20 bold: a panel's title.
    Title,
    /// 16 bold: the name of the program.
    Brand,
    /// 14: text.
    Body,
    /// 14 bold: card titles, the selected item.
    Strong,
    /// 12: labels and table heads.
    Small,
    /// 12 bold: a label that stands out.
    SmallStrong,
    /// 14, for numbers and ids; the digits of the text face are tabular already.
    Mono,
}

impl Type {
    pub fn font(self) -> FontId {
        let strong = || FontFamily::Name(super::fonts::STRONG.into());
        match self {
            Self::KeyFigure => FontId::new(26.0, strong()),
            Self::Title => FontId::new(20.0, strong()),
            Self::Brand => FontId::new(16.0, strong()),
            Self::Body => FontId::proportional(14.0),
            Self::Strong => FontId::new(14.0, strong()),
            Self::Small => FontId::proportional(12.0),
            Self::SmallStrong => FontId::new(12.0, strong()),
            Self::Mono => FontId::monospace(14.0),
        }
    }

    /// `text` in this type, in the colour of its surroundings.
    pub fn rich(self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let c = egui::Rgba::from(c);
            0.2126 * c.r() + 0.7152 * c.g() + 0.0722 * c.b()
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What text can stand on.
    fn grounds(t: &Tokens) -> [Color32; 9] {
        [
            t.bg,
            t.surface,
            t.raised,
            t.line_weak,
            t.primary_tint,
            t.ok_tint,
            t.warn_tint,
            t.bad_tint,
            t.info_tint,
        ]
    }

    #[test]
    fn every_text_can_be_read_on_every_ground() {
        for t in [&LIGHT, &DARK] {
            let texts = [t.text, t.weak, t.primary, t.ok, t.warn, t.bad, t.info];
            for (fg, bg) in texts.into_iter().flat_map(|fg| grounds(t).map(|bg| (fg, bg))) {
                assert!(contrast(fg, bg) >= 4.5, "{fg:?} on {bg:?}: {}", contrast(fg, bg));
            }
        }
    }

    #[test]
    fn a_row_that_is_out_of_play_can_be_read_also_where_it_is_selected_or_pointed_at() {
        for t in [&LIGHT, &DARK] {
            for bg in [t.bg, t.surface, t.raised, t.line_weak, t.primary_tint] {
                assert!(contrast(t.faint, bg) >= 4.5, "{:?} on {bg:?}: {}", t.faint, contrast(t.faint, bg));
            }
        }
    }

    #[test]
    fn the_words_and_keys_on_a_primary_button_can_be_read_while_it_is_pressed_too() {
        for t in [&LIGHT, &DARK] {
            for shade in [0.0, 0.12, 0.22] {
                let ground = t.primary.lerp_to_gamma(t.text, shade);
                for ink in [t.on_primary, ground.lerp_to_gamma(t.on_primary, KEYS_ON_PRIMARY)] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_used_can_be_read() {
        for t in [&LIGHT, &DARK] {
            for ground in [t.surface, t.bg, t.raised] {
                let faded = |color: Color32| ground.lerp_to_gamma(color, DISABLED);
                let button = faded(t.line_weak);
                assert!(contrast(button.lerp_to_gamma(t.text, DISABLED), button) >= 4.5);
                assert!(contrast(faded(t.text), ground) >= 4.5);
            }
        }
    }

    #[test]
    fn the_series_of_a_chart_are_told_from_its_ground() {
        for t in [&LIGHT, &DARK] {
            for color in t.series {
                assert!(contrast(color, t.surface) >= 2.0, "{color:?}: {}", contrast(color, t.surface));
            }
        }
    }
}
