//! The window's frame: top bar, navigation, status bar.

mod chooser;
mod entries;
mod navigation;
mod palette;
mod pick;
mod regions;
mod sheet;
mod user_menu;

use chrono::Datelike;
use egui::{Align, Layout, Rect, Response, Sense, Ui, Vec2};

use super::backups::Told;
use super::icons;
use super::state::{Action, Cx, Route};
use super::theme::{Tone, Type, size, space, tokens};
use super::widgets::{
    banner_ui, pill_ui, seal_ui, small_icon_button_ui, small_link_ui, small_ui, text_ui, text_width,
};
use crate::desk::opening::is_backup;
use crate::desk::pages::summary::Summary;
use crate::desk::server::name_of;
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, balance, dates, opening, settings, shell};

pub(super) use chooser::Chooser;
pub(super) use navigation::navigation_ui;
pub(super) use palette::Palette;
pub(super) use regions::{Region, Regions};
pub(super) use sheet::Sheet;
pub(super) use user_menu::UserMenu;

/// How wide what opens the palette is, and how wide it is in a narrow window.
const SEARCH: f32 = 220.0;
const SEARCH_NARROW: f32 = 160.0;

const WIDE: f32 = 1200.0;

/// Where in the window the top bar is, the navigation, the page and the status bar.
pub(super) fn places(window: Rect) -> [Rect; 4] {
    let (top, below) = window.split_top_bottom_at_y(window.top() + size::BAR);
    let (middle, status) = below.split_top_bottom_at_y(below.bottom() - size::STATUS_BAR);
    let (navigation, page) = middle.split_left_right_at_x(middle.left() + size::NAV);
    [top, navigation, page, status]
}

/// The program, the chosen customer, what opens the palette, and who is at the desk.
pub(super) fn top_bar_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    data: Option<&Summary>,
    chooser: &mut Chooser,
    user_menu: &mut UserMenu,
    is_entered: bool,
    sum: Option<Fen>,
) {
    let user = data.map_or(String::new(), |data| user_menu::who(cx.lang, data));
    let search = if ui.available_width() >= WIDE { SEARCH } else { SEARCH_NARROW };
    // In a small window the chosen customer has the room of its sum.
    let sum = sum.filter(|_| ui.available_width() >= WIDE).map(|sum| format!("¥ {}", sum.grouped()));
    let of_sum = sum.as_ref().map_or(0.0, |sum| text_width(ui, sum, Type::Small) + space::M);
    let right = text_width(ui, &user, Type::Small) + size::ICON_SMALL + search + 3.0 * space::L + of_sum;
    ui.horizontal_centered(|ui| {
        ui.add_space(space::L);
        seal_ui(ui, 20.0);
        ui.add_space(space::XS);
        text_ui(ui, cx.say(shell::APP), Type::Brand, tokens(ui).text);
        ui.add_space((size::NAV + space::M - ui.cursor().left() + ui.max_rect().left()).max(space::L));
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - right).max(0.0));
            chooser.ui(ui, cx, data, is_entered);
        });
        if let Some(sum) = sum
            && small_link_ui(ui, &sum).on_hover_text(cx.say(balance::OPEN)).clicked()
        {
            cx.act(Action::Go(Route::Balance));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.add_space(space::L);
            if let Some(data) = data {
                user_menu.ui(ui, cx, data);
            }
            Palette::button_ui(ui, cx, search);
        });
    });
}

/// Whose desk it is, the day, how much is in it, and the switches of language and look.
pub(super) fn status_bar_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&Summary>) {
    ui.spacing_mut().interact_size.y = size::PILL;
    ui.horizontal_centered(|ui| {
        ui.add_space(space::L);
        let path = cx.office.path();
        let issuers = data.map(|data| data.issuers.as_slice()).unwrap_or_default();
        small_ui(ui, &shell::place(cx.lang, issuers, &name_of(path), cx.office.is_sandbox()))
            .on_hover_text(path.display().to_string());
        ui.add_space(space::M);
        let moment = cx.office.moment();
        let works = moment.calendar.is_working_day(moment.today);
        let weekday = dates::weekday(moment.today.weekday()).get(cx.lang);
        small_ui(ui, &shell::today(cx.lang, moment.today, weekday, works));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.add_space(space::M);
            let dark = ui.visuals().dark_mode;
            let icon = if dark { icons::SUN } else { icons::MOON };
            if small_icon_button_ui(ui, icon, cx.say(shell::LIGHT_OR_DARK)).clicked() {
                let look = if dark { egui::ThemePreference::Light } else { egui::ThemePreference::Dark };
                cx.act(Action::ChooseTheme(look));
            }
            if small_link_ui(ui, cx.say(shell::OTHER_LANGUAGE)).clicked() {
                cx.act(Action::ChooseLanguage(cx.lang.pick(Lang::En, Lang::Zh)));
            }
            backup_ui(ui, cx);
            one_person_ui(ui, cx);
            if let Some(why) = data.and_then(|data| clock_went_back(cx, data)) {
                pill_ui(ui, Tone::Warn, icons::CLOCK, cx.say(shell::CLOCK_WENT_BACK)).on_hover_text(why);
            }
            if cx.office.is_server_silent() {
                pill_ui(ui, Tone::Warn, icons::CLOCK, cx.say(shell::SERVER_SILENT));
            } else if cx.office.is_waiting() {
                pill_ui(ui, Tone::Warn, icons::CLOCK, cx.say(shell::WAITING));
            }
            if let Some(data) = data {
                small_ui(ui, &shell::bills(cx.lang, data.counts.bills));
            }
        });
    });
}

/// When the last backup was, and a warning where there was none for long; it leads to the settings.
fn backup_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(Told { tone, text, why }) = cx.backups.told(cx.office, cx.lang) else { return };
    let mut link = if tone == Tone::Warn { warning_link_ui(ui, &text) } else { small_link_ui(ui, &text) };
    if let Some(why) = &why {
        link = link.on_hover_text(why);
    }
    if link.clicked() {
        cx.act(Action::Go(Route::Settings));
    }
}

/// That nobody checks another's work, as long as one person has every role; it leads to the settings. Nobody works in a
/// sandbox.
fn one_person_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let people = cx.presence.people().filter(|_| !cx.office.is_sandbox());
    let Some(name) = people.and_then(|people| people.one_person.as_ref()) else { return };
    let why = settings::one_person(cx.lang, name);
    if warning_link_ui(ui, cx.say(shell::ONE_PERSON)).on_hover_text(why).clicked() {
        cx.act(Action::Go(Route::Settings));
    }
}

/// A link in the status bar, with the sign of a warning at its left.
fn warning_link_ui(ui: &mut Ui, text: &str) -> Response {
    let link = small_link_ui(ui, text);
    ui.add_space(space::XS - space::L);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), Sense::hover());
    icons::WARNING.paint(ui, rect.center(), size::ICON_SMALL, tokens(ui).fg(Tone::Warn));
    link
}

/// What is said where the clock went back since the newest entry of the log was written. A sandbox has a clock of its own.
pub(super) fn clock_went_back(cx: &Cx<'_>, data: &Summary) -> Option<String> {
    let moment = cx.office.moment();
    let newest = data.newest_entry.filter(|newest| !cx.office.is_sandbox() && moment.went_back(*newest))?;
    Some(shell::clock_went_back(cx.lang, moment.now, newest))
}

/// Says, above every page, that the log does not go on from where this machine saw it last.
pub(super) fn lost_head_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(seen) = cx.office.lost_head() else { return };
    let text = shell::lost_head(cx.lang, seen.entry, seen.seen_at);
    if banner_ui(ui, Tone::Bad, &text, Some(cx.say(shell::LOOK_AT_LOG))) {
        cx.act(Action::Go(Route::Audit));
    }
    ui.add_space(space::S);
}

/// Says, above every page, why nothing can be written, and what to do.
pub(super) fn only_read_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.office.is_only_looked_at() {
        return only_looked_at_ui(ui, cx);
    }
    let text = match cx.office.barred() {
        None => return,
        Some(Refusal::Store { fault: StoreFault::UnsafePlace { place, .. } }) => {
            shell::only_read(cx.lang, *place)
        }
        Some(why) => message(cx.lang, why),
    };
    if banner_ui(ui, Tone::Warn, &text, Some(cx.say(shell::MOVE_STORE))) {
        cx.act(Action::MoveStore);
    }
    ui.add_space(space::S);
}

/// Says that the store is only looked at, and leads to working with it, where it is no backup.
fn only_looked_at_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let path = cx.office.path().to_owned();
    let is_backup = is_backup(&path);
    let text = if is_backup { opening::LOOKING_AT_BACKUP } else { opening::LOOKING };
    let work = (!is_backup).then(|| cx.say(opening::OPEN_TO_WORK));
    if banner_ui(ui, Tone::Info, cx.say(text), work) {
        cx.act(Action::OpenStore(path));
    }
    ui.add_space(space::S);
}
