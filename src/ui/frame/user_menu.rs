//! The name on the top right: who is at the window, and the menu of what can be done about that.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use crate::desk::pages::summary::Summary;
use crate::i18n::{Lang, domain, phrase, shell, sign_in as words};
use crate::ui::commands::spelled;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{PickRow, menu_link_ui, rule_ui, small_ui, strong_ui};

const WIDTH: f32 = 280.0;
/// So many users are in sight.
const SHOWN: f32 = 8.0;

#[derive(Debug, Default)]
pub(in crate::ui) struct UserMenu {
    is_open: bool,
    /// It is to be opened by the next frame.
    is_wanted: bool,
}

/// Who is at the desk, in words.
pub(super) fn who(lang: Lang, data: &Summary) -> String {
    let roles: Vec<&str> = data.roles.iter().map(|role| domain::role(*role).get(lang)).collect();
    shell::user(&data.user, &phrase::listed(lang, &roles))
}

impl UserMenu {
    /// Opens it with the next frame.
    pub(in crate::ui) fn begin(&mut self) {
        self.is_wanted = true;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, data: &Summary) {
        let button = menu_link_ui(ui, &who(cx.lang, data)).on_hover_text(cx.say(words::USER_MENU));
        if std::mem::take(&mut self.is_wanted) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
        }
        let just_opened = !self.is_open;
        let shown = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .width(WIDTH)
            .show(|ui| menu_ui(ui, cx, data, just_opened));
        self.is_open = shown.is_some();
    }
}

fn menu_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: &Summary, just_opened: bool) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut wants_focus = just_opened;
    if cx.presence.signed_in.is_some() {
        strong_ui(ui, &data.user);
        small_ui(
            ui,
            &phrase::listed(cx.lang, data.roles.iter().map(|role| domain::role(*role).get(cx.lang))),
        );
    } else {
        small_ui(ui, cx.say(words::ONLY_HERE));
        users_ui(ui, cx, data, &mut wants_focus);
    }
    rule_ui(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    for offered in cx.presence.commands(cx.lang).iter().skip(1).filter(|offered| offered.why_not.is_none()) {
        let about = offered.command.about();
        let keys = about.keys.map(|keys| spelled(ui.ctx(), &keys)).unwrap_or_default();
        let name = offered.label(cx.lang);
        let row = PickRow { icon: Some(about.icon), name, keys: &keys, ..PickRow::default() };
        let line = row.show(ui, name);
        if std::mem::take(&mut wants_focus) {
            line.request_focus();
        }
        if line.clicked() {
            cx.act(Action::Run(offered.command));
        }
    }
}

/// Everybody who may be at the window where nobody signs in.
fn users_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: &Summary, wants_focus: &mut bool) {
    let Some(people) = cx.presence.people() else { return };
    let mut chosen = None;
    let height = SHOWN.min(people.users.len() as f32) * size::NAV_ITEM;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for user in people.users.iter().filter(|user| user.disabled_at.is_none()) {
            let roles =
                phrase::listed(cx.lang, user.roles.iter().map(|role| domain::role(*role).get(cx.lang)));
            let is_chosen = user.name == data.user;
            let row = PickRow { name: &user.name, details: &roles, is_chosen, ..PickRow::default() };
            let line = row.show(ui, &shell::choice(&user.name, &roles));
            if is_chosen && std::mem::take(wants_focus) {
                line.request_focus();
            }
            if line.clicked() {
                chosen = Some(user.name.clone());
            }
        }
    });
    chosen.into_iter().for_each(|name| cx.act(Action::ChooseUser(name)));
}
