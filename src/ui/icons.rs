//! The icons, by our words for them: one family (Material Symbols, outlined), 16 points.

use egui::{Align2, Color32, FontFamily, FontId, Pos2, RichText, Ui};
use egui_material_icons::icons as material;

use super::{fonts, theme::size};

/// One icon of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

impl Icon {
    const fn of(icon: egui_material_icons::MaterialIcon) -> Self {
        Self(icon.codepoint)
    }

    /// The font that draws icons, at `points`.
    pub fn font(points: f32) -> FontId {
        FontId::new(points, FontFamily::Name(fonts::ICONS.into()))
    }

    /// The icon as text of 16 points, for egui's own widgets.
    pub fn rich(self) -> RichText {
        RichText::new(self.0).font(Self::font(size::ICON))
    }

    /// Paints the icon around `center`.
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
    /// The overview.
    OVERVIEW = ICON_GRID_VIEW;
    /// Making an application.
    APPLY = ICON_EDIT_NOTE;
    /// The list of applications.
    APPLICATIONS = ICON_LIST_ALT;
    /// Reviewing qualifications.
    REVIEW = ICON_FACT_CHECK;
    /// Processing applications.
    PROCESS = ICON_OUTBOX;
    /// Support tickets.
    TICKET = ICON_SUPPORT_AGENT;
    /// Customers.
    CUSTOMERS = ICON_GROUP;
    /// Bills.
    BILLS = ICON_RECEIPT_LONG;
    /// Invoice info.
    INFO_BLOCK = ICON_BADGE;
    /// Mailing addresses.
    ADDRESS = ICON_LOCATION_ON;
    /// Recurring invoicing.
    RECURRING = ICON_EVENT_REPEAT;
    /// Import and export.
    IMPORT_EXPORT = ICON_SWAP_VERT;
    /// The audit log.
    AUDIT = ICON_HISTORY;
    /// Policies.
    POLICY = ICON_RULE;
    /// Settings.
    SETTINGS = ICON_SETTINGS;
    /// An invoice.
    INVOICE = ICON_REQUEST_QUOTE;
    /// Done, valid.
    CHECK = ICON_CHECK;
    /// Done, as a sign of its own.
    CHECK_CIRCLE = ICON_CHECK_CIRCLE;
    /// Due, waiting.
    CLOCK = ICON_SCHEDULE;
    /// Late, careful.
    WARNING = ICON_WARNING;
    /// Wrong, refused.
    ERROR = ICON_ERROR;
    /// Look at this: late, wrong, in a pill.
    ALERT = ICON_PRIORITY_HIGH;
    /// A notice, an explanation.
    INFO = ICON_INFO;
    /// Half: partial; also the switch between light and dark.
    HALF = ICON_CONTRAST;
    /// Open, free to use.
    OPEN = ICON_RADIO_BUTTON_UNCHECKED;
    /// Not allowed.
    BLOCKED = ICON_BLOCK;
    /// Find.
    SEARCH = ICON_SEARCH;
    /// Close, clear.
    CLOSE = ICON_CLOSE;
    /// Opens downwards.
    DOWN = ICON_KEYBOARD_ARROW_DOWN;
    /// Onwards.
    RIGHT = ICON_CHEVRON_RIGHT;
    /// Back.
    LEFT = ICON_CHEVRON_LEFT;
    /// Sorted from small to large.
    ASCENDING = ICON_ARROW_UPWARD;
    /// Sorted from large to small.
    DESCENDING = ICON_ARROW_DOWNWARD;
    /// Take out of the desk.
    DOWNLOAD = ICON_DOWNLOAD;
    /// Bring into the desk.
    UPLOAD = ICON_UPLOAD_FILE;
    /// A folder or file to choose.
    FOLDER = ICON_FOLDER_OPEN;
    /// Copy.
    COPY = ICON_CONTENT_COPY;
    /// Again.
    REFRESH = ICON_REFRESH;
    /// Light.
    SUN = ICON_LIGHT_MODE;
    /// Dark.
    MOON = ICON_DARK_MODE;
    /// The language.
    LANGUAGE = ICON_TRANSLATE;
    /// Leads out of the desk.
    EXTERNAL = ICON_OPEN_IN_NEW;
    /// Change.
    EDIT = ICON_EDIT;
    /// Remove.
    DELETE = ICON_DELETE;
    /// Add.
    ADD = ICON_ADD;
    /// The default of several.
    STAR = ICON_STAR;
    /// Print.
    PRINT = ICON_PRINT;
    /// Choose columns.
    COLUMNS = ICON_VIEW_COLUMN;
    /// Filter.
    FILTER = ICON_FILTER_LIST;
    /// More actions.
    MORE = ICON_MORE_HORIZ;
    /// Under way by post.
    SHIPPING = ICON_LOCAL_SHIPPING;
    /// By e-mail.
    MAIL = ICON_MAIL;
    /// Taken back.
    UNDO = ICON_UNDO;
    /// Nothing here.
    INBOX = ICON_INBOX;
    /// A person.
    PERSON = ICON_PERSON;
    /// A calendar day.
    CALENDAR = ICON_CALENDAR_MONTH;
    /// A table.
    TABLE = ICON_TABLE_VIEW;
    /// Turn to the left.
    TURN_LEFT = ICON_ROTATE_LEFT;
    /// Turn to the right.
    TURN_RIGHT = ICON_ROTATE_RIGHT;
    /// Smaller.
    SMALLER = ICON_REMOVE;
    /// A picture.
    PICTURE = ICON_IMAGE;
    /// A document that is not a picture.
    DOCUMENT = ICON_PICTURE_AS_PDF;
    /// Help.
    HELP = ICON_HELP;
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_window_icon_is_a_square_of_256_pixels() {
        let icon = super::window_icon();
        assert_eq!((icon.width, icon.height), (256, 256));
    }
}
