//! Who works at the desk, and who sits at it now.

use egui::Ui;

use super::buttons_ui;
use super::user_form::UserForm;
use crate::desk::pages::settings::{SettingsPage, StoredUser};
use crate::i18n::{domain, phrase::listed, settings as words};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::icons;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, SliceRows, Table, TableView, body_ui, inset_ui, pill_ui, select_ui, small_ui,
};

const SHOWN: usize = 8;
/// Width of the choices of who is at the desk, and of the default user.
const CHOICE: f32 = 280.0;

/// The user who is chosen in the list, and a default user on the way to the store.
#[derive(Debug, Default)]
pub(super) struct Users {
    chosen: Option<usize>,
    naming: Sending<()>,
}

impl Users {
    /// The user who is chosen in the list.
    pub(super) fn chosen<'p>(&self, page: &'p SettingsPage) -> Option<&'p StoredUser> {
        self.chosen.and_then(|at| page.users.get(at))
    }

    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.naming.take() else { return };
        cx.act(match answer {
            Ok(()) => Action::Toast(Tone::Ok, cx.say(words::DEFAULT_USER_NAMED).to_owned()),
            Err(refusal) => Action::Refused(refusal),
        });
    }

    /// The choice of whom commands are done as that name nobody.
    fn default_user_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, page: &SettingsPage, barred: Option<&str>) {
        let is_enabled = !self.naming.is_under_way() && barred.is_none();
        let chosen = ui.add_enabled_ui(is_enabled, |ui| {
            choice_ui(ui, cx.say(words::DEFAULT_USER), &page.default_user, page.default_users())
        });
        if let Some(name) = chosen.inner {
            let by = cx.office.chosen_user();
            self.naming.send(cx.office.write(move |desk| desk.set_default_user(by.as_deref(), &name)));
        }
        small_ui(ui, cx.say(words::DEFAULT_USER_NOTE));
    }

    /// The card of users; answers the form that was asked for.
    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        page: &SettingsPage,
        barred: Option<&str>,
        offered: &[Offered],
    ) -> Option<UserForm> {
        let lang = cx.lang;
        let mut pressed = None;
        let chosen = self.chosen(page);
        let card = Card::titled(cx.say(words::USERS)).actions(|ui| {
            pressed = buttons_ui(ui, offered, &[UserCommand::AddUser, UserCommand::ChangeRoles]);
        });
        let mut opened = None;
        card.flush().show(ui, |ui| {
            inset_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.columns_const(|[here, beside]| {
                    at_the_desk_ui(here, cx, page);
                    self.default_user_ui(beside, cx, page, barred);
                });
            });
            let columns = [
                Column::new("name", words::USER_NAME.get(lang), 130.0),
                Column::new("roles", words::ROLES.get(lang), 200.0).grows(),
                Column::new("here", "", 120.0).whole(),
            ];
            let table = Table::new(words::USERS.get(lang), &columns).at_most_rows(SHOWN);
            let rows = SliceRows::new(&page.users, |user, column, ui| match column {
                "name" => drop(body_ui(ui, &user.name)),
                "roles" => {
                    let roles = user.roles.iter().map(|role| domain::role(*role).get(lang));
                    body_ui(ui, &listed(lang, roles));
                }
                _ if user.name == page.at_the_desk => {
                    pill_ui(ui, Tone::Ok, icons::PERSON, words::AT_THE_DESK.get(lang));
                }
                _ => {}
            });
            let output = table.show(ui, &mut TableView::default(), &rows, self.chosen);
            self.chosen = output.selected.or(self.chosen);
            opened = output.opened.filter(|_| barred.is_none());
        });
        if pressed == Some(UserCommand::AddUser) {
            return Some(UserForm::default());
        }
        let changed = chosen.filter(|_| pressed == Some(UserCommand::ChangeRoles));
        opened.and_then(|at| page.users.get(at)).or(changed).map(UserForm::of)
    }
}

fn at_the_desk_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &SettingsPage) {
    let names = page.users.iter().map(|user| user.name.as_str());
    if let Some(name) = choice_ui(ui, cx.say(words::AT_THE_DESK), &page.at_the_desk, names) {
        cx.act(Action::ChooseUser(name));
    }
    small_ui(ui, cx.say(words::AT_THE_DESK_NOTE));
}

/// A choice among users; answers another one than `now`.
fn choice_ui<'a>(
    ui: &mut Ui,
    label: &str,
    now: &str,
    names: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let options: Vec<(String, &str)> = names.map(|name| (name.to_owned(), name)).collect();
    let mut chosen = now.to_owned();
    let width = ui.available_width().min(CHOICE);
    select_ui(ui, label, &mut chosen, &options, Some(width)).changed().then_some(chosen)
}
