//! The window's frame: top bar, navigation, status bar.

use chrono::Datelike;
use egui::{Align, Context, Key, KeyboardShortcut, Layout, Modifiers, Popup, PopupCloseBehavior, Ui};

use super::icons;
use super::loadable::Loadable;
use super::state::{Action, Chosen, Cx, Route};
use super::theme::{Tone, space};
use super::widgets::{
    chooser_button_ui, empty_state_ui, icon_button_ui, menu_item_ui, nav_heading_ui, nav_item_ui, seal_ui,
    search_ui, small_ui, text_ui,
};
use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::customers;
use crate::desk::summary::{Summary, summary};
use crate::desk::worker::Office;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, dates, domain, phrase, shell};

/// How many customers the chooser lists at once.
const CHOICES: u32 = 50;

/// What the frame shows.
pub(super) type FrameData = Summary;

/// Loads what the frame shows.
pub(super) fn load(db: &Store, moment: &Moment) -> Result<FrameData, Refusal> {
    summary(db, moment)
}

/// The list from which a customer is chosen.
#[derive(Debug, Default)]
pub(super) struct Chooser {
    text: String,
    open: bool,
    found: Loadable<(u64, String), Vec<(Chosen, String)>>,
}

impl Chooser {
    /// Looks for what is typed, while the list is open.
    pub(super) fn logic(&mut self, office: &Office, lang: Lang) {
        if !self.open {
            return;
        }
        self.found.keep(office, (office.revision(), self.text.clone()), |(_, text)| {
            let text = text.clone();
            move |db, _| {
                let found = customers::find(db, &text, CHOICES)?;
                Ok(found.into_iter().map(|stored| choice(lang, stored)).collect())
            }
        });
    }
}

fn choice(lang: Lang, stored: customers::StoredAccount) -> (Chosen, String) {
    let account = stored.account;
    let chosen = Chosen::of(lang, account.code, account.name, account.kind, account.status);
    let details = chosen.details.clone();
    (chosen, details)
}

/// The keys that work everywhere.
pub(super) fn shortcuts(ctx: &Context, actions: &mut Vec<Action>) {
    let apply = KeyboardShortcut::new(Modifiers::COMMAND, Key::N);
    if ctx.input_mut(|input| input.consume_shortcut(&apply)) {
        actions.push(Action::Go(Route::Apply));
    }
}

/// The program, the chosen customer, and who is at the desk.
pub(super) fn top_bar_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>, chooser: &mut Chooser) {
    ui.horizontal_centered(|ui| {
        ui.add_space(space::L);
        seal_ui(ui, 20.0);
        ui.add_space(space::XS);
        text_ui(ui, cx.say(shell::APP), super::theme::Type::Brand, super::theme::tokens(ui).text);
        ui.add_space(
            (super::theme::size::NAV + space::M - ui.cursor().left() + ui.max_rect().left()).max(space::L),
        );
        chooser_ui(ui, cx, data, chooser);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            if let Some(data) = data {
                let roles: Vec<&str> =
                    data.roles.iter().map(|role| domain::role(*role).get(cx.lang)).collect();
                small_ui(ui, &shell::user(&data.user, &phrase::listed(cx.lang, &roles)));
            }
        });
    });
}

fn chooser_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>, chooser: &mut Chooser) {
    let count = data.map_or(String::new(), |data| shell::customers(cx.lang, data.counts.accounts));
    let (name, details) = match cx.chosen {
        None => (cx.say(shell::ALL_CUSTOMERS), count.as_str()),
        Some(chosen) => (chosen.name.as_str(), chosen.details.as_str()),
    };
    let button = chooser_button_ui(ui, name, details);
    let was_open = chooser.open;
    let shown = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(CHOOSER_WIDTH)
        .show(|ui| list_ui(ui, cx, chooser, !was_open));
    chooser.open = shown.is_some();
    if shown.is_some_and(|shown| shown.inner) {
        Popup::close_all(ui.ctx());
        chooser.open = false;
        chooser.text.clear();
    }
}

/// How wide the list of customers is.
const CHOOSER_WIDTH: f32 = 420.0;

/// The list itself; answers whether something was chosen.
fn list_ui(ui: &mut Ui, cx: &mut Cx<'_>, chooser: &mut Chooser, just_opened: bool) -> bool {
    let search =
        search_ui(ui, &mut chooser.text, cx.say(shell::FIND_CUSTOMER), None, CHOOSER_WIDTH - space::L);
    if just_opened {
        search.request_focus();
    }
    let enter = search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let found = chooser.found.value().map_or(&[] as &[_], Vec::as_slice);
    if enter && let Some((chosen, _)) = found.first() {
        cx.act(Action::Choose(Some(chosen.clone())));
        return true;
    }
    let mut done = false;
    if cx.chosen.is_some() && menu_item_ui(ui, cx.say(shell::SHOW_ALL_CUSTOMERS), false).clicked() {
        cx.act(Action::Choose(None));
        done = true;
    }
    if found.is_empty() && !chooser.found.is_loading() {
        empty_state_ui(ui, icons::SEARCH, cx.say(shell::NO_CUSTOMER_FOUND), "", None);
    }
    egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (chosen, details) in found {
            if menu_item_ui(ui, &shell::choice(&chosen.name, details), cx.chosen == Some(chosen)).clicked() {
                cx.act(Action::Choose(Some(chosen.clone())));
                done = true;
            }
        }
    });
    done
}

/// The navigation.
pub(super) fn navigation_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>, route: &Route) {
    let counts = data.map(|data| data.counts).unwrap_or_default();
    let applications = badge(counts.late, counts.open);
    let reviews = badge(counts.late_reviews, counts.reviews);
    ui.spacing_mut().item_spacing.y = 2.0;
    let item = |ui: &mut Ui, cx: &mut Cx<'_>, icon, text, badge, to: Route| {
        let here = *route == to || (to == Route::Applications && matches!(route, Route::Application(_)));
        if nav_item_ui(ui, icon, cx.say(text), badge, here).clicked() {
            cx.act(Action::Go(to));
        }
    };
    nav_heading_ui(ui, cx.say(shell::WORK));
    item(ui, cx, icons::OVERVIEW, shell::OVERVIEW, None, Route::Overview);
    item(ui, cx, icons::APPLY, shell::APPLY, None, Route::Apply);
    item(ui, cx, icons::APPLICATIONS, shell::APPLICATIONS, applications, Route::Applications);
    item(ui, cx, icons::REVIEW, shell::REVIEW, reviews, Route::Review);
    nav_heading_ui(ui, cx.say(shell::CUSTOMER));
    item(ui, cx, icons::CUSTOMERS, shell::CUSTOMERS, None, Route::Customers);
    item(ui, cx, icons::BILLS, shell::BILLS, None, Route::Bills);
    item(ui, cx, icons::INFO_BLOCK, shell::INVOICE_INFO, None, Route::InvoiceInfo);
    item(ui, cx, icons::ADDRESS, shell::ADDRESSES, None, Route::Addresses);
    nav_heading_ui(ui, cx.say(shell::MANAGE));
    item(ui, cx, icons::IMPORT_EXPORT, shell::FILES, None, Route::Files);
    item(ui, cx, icons::SETTINGS, shell::SETTINGS, None, Route::Settings);
    item(ui, cx, icons::HELP, shell::HELP, None, Route::Help);
}

/// What is late, else what is open.
fn badge(late: u64, open: u64) -> Option<(Tone, usize)> {
    let (tone, n) = if late > 0 { (Tone::Bad, late) } else { (Tone::Neutral, open) };
    (n > 0).then(|| (tone, usize::try_from(n).unwrap_or(usize::MAX)))
}

/// Whose desk it is, the day, how much is in it, and the switches of language and look.
pub(super) fn status_bar_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(space::L);
        let file = cx.office.path().file_name().unwrap_or_default().to_string_lossy();
        let issuers = data.map(|data| data.issuers.as_slice()).unwrap_or_default();
        small_ui(ui, &shell::place(cx.lang, issuers, &file, cx.office.is_sandbox()));
        ui.add_space(space::M);
        let moment = cx.office.moment();
        let works = moment.calendar.is_working_day(moment.today);
        let weekday = dates::weekday(moment.today.weekday()).get(cx.lang);
        small_ui(ui, &shell::today(cx.lang, moment.today, weekday, works));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            let dark = ui.visuals().dark_mode;
            let icon = if dark { icons::SUN } else { icons::MOON };
            if icon_button_ui(ui, icon, cx.say(shell::LIGHT_OR_DARK)).clicked() {
                let look = if dark { egui::ThemePreference::Light } else { egui::ThemePreference::Dark };
                cx.act(Action::Wear(look));
            }
            if super::widgets::link_ui(ui, cx.say(shell::OTHER_LANGUAGE)).clicked() {
                cx.act(Action::Speak(cx.lang.pick(Lang::En, Lang::Zh)));
            }
            if let Some(data) = data {
                small_ui(ui, &shell::bills(cx.lang, data.counts.bills));
            }
        });
    });
}
