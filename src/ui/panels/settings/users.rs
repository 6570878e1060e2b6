//! Who works at the desk, and who sits at it now.

use egui::Ui;

use super::buttons_ui;
use super::user_form::UserForm;
use crate::desk::commands::users::{DisableUser, EnableUser};
use crate::desk::pages::settings::{SettingsPage, StoredUser};
use crate::desk::pages::sign_in::SignInUser;
use crate::desk::protocol::table::Command;
use crate::domain::refusal::checked;
use crate::domain::role::Role;
use crate::i18n::{Text, domain, phrase::listed, settings as words, sign_in};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::icons;
use crate::ui::refusing::refusal_ui;
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
    switching: Sending,
    /// What is said once it is switched off or on.
    switched: Option<Text>,
}

impl Users {
    /// The user who is chosen in the list.
    pub(super) fn chosen<'p>(&self, page: &'p SettingsPage) -> Option<&'p StoredUser> {
        self.chosen.and_then(|at| shown(page).get(at).copied())
    }

    /// Has nobody let in under the name of this user any more, or lets the user in again.
    pub(super) fn switch_off(&mut self, cx: &Cx<'_>, user: &StoredUser) {
        let name = checked("name", &user.name);
        let (command, done) = if user.is_active() {
            (name.map(|name| Command::DisableUser(DisableUser { name })), words::USER_DISABLED)
        } else {
            (name.map(|name| Command::EnableUser(EnableUser { name })), words::USER_ENABLED)
        };
        self.switching.send(cx.office.command(command));
        self.switched = Some(done);
    }

    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.switching.is_done()
            && let Some(done) = self.switched.take()
        {
            cx.act(Action::Toast(Tone::Ok, cx.say(done).to_owned()));
        }
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
            pressed = buttons_ui(ui, offered, &[UserCommand::AddUser]);
        });
        let (mut opened, mut below) = (None, None);
        card.flush().show(ui, |ui| {
            inset_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                if let Some(refusal) = self.switching.refused() {
                    refusal_ui(ui, lang, refusal);
                }
                if cx.presence.signed_in.is_some() {
                    self.default_user_ui(ui, cx, page, barred);
                } else {
                    ui.columns_const(|[here, beside]| {
                        at_the_desk_ui(here, cx, page);
                        self.default_user_ui(beside, cx, page, barred);
                    });
                }
            });
            let columns = [
                Column::new("name", words::USER_NAME.get(lang), 104.0),
                Column::new("roles", words::ROLES.get(lang), 140.0).grows(),
                Column::new("password", sign_in::PASSWORD.get(lang), 96.0),
                Column::new("here", "", 116.0).whole(),
            ];
            let table = Table::new(words::USERS.get(lang), &columns).at_most_rows(SHOWN);
            let shown = shown(page);
            let rows = SliceRows::new(&shown, |user: &&StoredUser, column, ui| match column {
                "name" => drop(body_ui(ui, &user.name)),
                "roles" => {
                    let roles = user.roles.iter().map(|role| domain::role(*role).get(lang));
                    body_ui(ui, &listed(lang, roles));
                }
                "password" => {
                    if let Some(password) = cx.presence.user(&user.name).map(password) {
                        body_ui(ui, password.get(lang));
                    }
                }
                _ if !user.is_active() => {
                    pill_ui(ui, Tone::Neutral, icons::BLOCKED, words::DISABLED.get(lang));
                }
                _ if user.name == page.at_the_desk => {
                    pill_ui(ui, Tone::Ok, icons::PERSON, words::AT_THE_DESK.get(lang));
                }
                _ => {}
            });
            let rows = rows.faint(|user| !user.is_active());
            let output = table.show(ui, &mut TableView::default(), &rows, self.chosen);
            self.chosen = output.selected.or(self.chosen);
            opened = output.opened.filter(|_| barred.is_none());
            let of_chosen = [UserCommand::ChangeRoles, UserCommand::SetPassword, UserCommand::SwitchUserOff];
            inset_ui(ui, |ui| {
                ui.horizontal_wrapped(|ui| below = buttons_ui(ui, offered, &of_chosen));
            });
        });
        let pressed = pressed.or(below);
        if pressed == Some(UserCommand::AddUser) {
            return Some(UserForm::default());
        }
        if let Some(command @ (UserCommand::SetPassword | UserCommand::SwitchUserOff)) = pressed {
            cx.act(Action::Run(command));
        }
        let changed = chosen.filter(|_| pressed == Some(UserCommand::ChangeRoles));
        opened.and_then(|at| shown(page).get(at).copied()).or(changed).map(UserForm::of)
    }
}

/// Everybody for an admin; for others, who they are themselves.
fn shown(page: &SettingsPage) -> Vec<&StoredUser> {
    let is_admin = page.may(&[Role::Admin]);
    page.users.iter().filter(|user| is_admin || user.name == page.at_the_desk).collect()
}

/// Whether a user has a password, in words.
fn password(user: &SignInUser) -> Text {
    match (user.has_password, user.must_change) {
        (true, true) => words::MUST_CHANGE,
        (true, false) => words::HAS_PASSWORD,
        (false, _) => words::NO_PASSWORD,
    }
}

fn at_the_desk_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &SettingsPage) {
    let names = page.users.iter().filter(|user| user.is_active()).map(|user| user.name.as_str());
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
