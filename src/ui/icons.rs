//! The icons, by our words for them: one family (Material Symbols, outlined), 16 points.

use egui::{Align2, Color32, FontFamily, FontId, Pos2, RichText, Ui};
use egui_material_icons::icons as material;

use super::{fonts, theme::size};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

impl Icon {
    const fn of(icon: egui_material_icons::MaterialIcon) -> Self {
        Self(icon.codepoint)
    }

    pub fn font(points: f32) -> FontId {
        FontId::new(points, FontFamily::Name(fonts::ICONS.into()))
    }

    /// The icon as text of 16 points, for egui's own widgets.
    pub fn rich(self) -> RichText {
        RichText::new(self.0).font(Self::font(size::ICON))
    }

    pub fn paint(self, ui: &Ui, center: Pos2, points: f32, color: Color32) {
        ui.painter().text(center, Align2::CENTER_CENTER, self.0, Self::font(points), color);
    }
}

/// The window's icon: the seal.
pub fn window_icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon/fapiao-desk-256.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $material:ident;)*) => {
        $($(#[$doc])* pub const $name: Icon = Icon::of(material::$material);)*
        /// Every icon with its name, for the gallery.
        pub const ALL: &[(&str, Icon)] = &[$((stringify!($name), $name)),*];
    };
}

icons! {
    OVERVIEW = ICON_GRID_VIEW;
    APPLY = ICON_EDIT_NOTE;
    APPLICATIONS = ICON_LIST_ALT;
    REVIEW = ICON_FACT_CHECK;
    TICKET = ICON_SUPPORT_AGENT;
    CUSTOMERS = ICON_GROUP;
    BILLS = ICON_RECEIPT_LONG;
    INFO_BLOCK = ICON_BADGE;
    ADDRESS = ICON_LOCATION_ON;
    RECURRING = ICON_EVENT_REPEAT;
    IMPORT_EXPORT = ICON_SWAP_VERT;
    AUDIT = ICON_HISTORY;
    POLICY = ICON_RULE;
    SETTINGS = ICON_SETTINGS;
    INVOICE = ICON_REQUEST_QUOTE;
    CHECK = ICON_CHECK;
    CHECK_CIRCLE = ICON_CHECK_CIRCLE;
    CLOCK = ICON_SCHEDULE;
    WARNING = ICON_WARNING;
    ERROR = ICON_ERROR;
    /// Look at this: late, wrong, in a pill.
    ALERT = ICON_PRIORITY_HIGH;
    INFO = ICON_INFO;
    /// Half: partial; also the switch between light and dark.
    HALF = ICON_CONTRAST;
    /// Open, free to use.
    OPEN = ICON_RADIO_BUTTON_UNCHECKED;
    BLOCKED = ICON_BLOCK;
    SEARCH = ICON_SEARCH;
    CLOSE = ICON_CLOSE;
    DOWN = ICON_KEYBOARD_ARROW_DOWN;
    RIGHT = ICON_CHEVRON_RIGHT;
    LEFT = ICON_CHEVRON_LEFT;
    ASCENDING = ICON_ARROW_UPWARD;
    DESCENDING = ICON_ARROW_DOWNWARD;
    DOWNLOAD = ICON_DOWNLOAD;
    UPLOAD = ICON_UPLOAD_FILE;
    FOLDER = ICON_FOLDER_OPEN;
    COPY = ICON_CONTENT_COPY;
    REFRESH = ICON_REFRESH;
    SUN = ICON_LIGHT_MODE;
    MOON = ICON_DARK_MODE;
    LANGUAGE = ICON_TRANSLATE;
    EXTERNAL = ICON_OPEN_IN_NEW;
    EDIT = ICON_EDIT;
    DELETE = ICON_DELETE;
    ADD = ICON_ADD;
    STAR = ICON_STAR;
    COLUMNS = ICON_VIEW_COLUMN;
    MORE = ICON_MORE_HORIZ;
    SHIPPING = ICON_LOCAL_SHIPPING;
    UNDO = ICON_UNDO;
    INBOX = ICON_INBOX;
    PERSON = ICON_PERSON;
    CALENDAR = ICON_CALENDAR_MONTH;
    TABLE = ICON_TABLE_VIEW;
    TURN_LEFT = ICON_ROTATE_LEFT;
    TURN_RIGHT = ICON_ROTATE_RIGHT;
    SMALLER = ICON_REMOVE;
    PICTURE = ICON_IMAGE;
    DOCUMENT = ICON_PICTURE_AS_PDF;
    HELP = ICON_HELP;
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_icon_is_in_the_bundled_font() {
        let ctx = egui::Context::default();
        super::fonts::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for (name, icon) in super::ALL {
                let is_there = ui.fonts_mut(|fonts| fonts.has_glyphs(&super::Icon::font(16.0), icon.0));
                assert!(is_there, "{name}: run assets/fonts/subset.py");
            }
        });
        output.textures_delta.clear();
    }

    #[test]
    fn the_window_icon_is_a_square_of_256_pixels() {
        let icon = super::window_icon();
        assert_eq!((icon.width, icon.height), (256, 256));
    }
}
