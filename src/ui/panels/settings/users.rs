//! Who works at the desk, and who sits at it now.

use egui::Ui;

use crate::desk::pages::settings::{SettingsPage, StoredUser};
use crate::i18n::{domain, phrase::listed, settings as words};
use crate::ui::icons;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, FewRows, Table, TableView, body_ui, pill_ui, select_ui, small_ui,
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
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.naming.take() else { return };
        cx.act(match answer {
            Ok(()) => Action::Toast(Tone::Ok, cx.say(words::DEFAULT_USER_NAMED).to_owned()),
            Err(refusal) => Action::Refused(refusal),
        });
    }

    /// The choice of whom commands are done as that name nobody.
    fn default_user_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, page: &SettingsPage, barred: Option<&str>) {
        let options: Vec<(String, &str)> = page.default_users().map(|name| (name.to_owned(), name)).collect();
        let mut chosen = page.default_user.clone();
        let label = cx.say(words::DEFAULT_USER);
        let width = ui.available_width().min(CHOICE);
        let choice = ui.add_enabled_ui(!self.naming.is_under_way() && barred.is_none(), |ui| {
            select_ui(ui, label, &mut chosen, &options, Some(width))
        });
        if choice.inner.changed() {
            let by = cx.office.chosen_user();
            self.naming.send(cx.office.write(move |desk| desk.set_default_user(by.as_deref(), &chosen)));
        }
        small_ui(ui, cx.say(words::DEFAULT_USER_NOTE));
    }

    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        page: &SettingsPage,
        barred: Option<&str>,
    ) -> Option<Wish> {
        let lang = cx.lang;
        let (mut add, mut change) = (false, false);
        let chosen = self.chosen.and_then(|at| page.users.get(at));
        let nobody = chosen.is_none().then(|| words::CHOOSE_USER.get(lang));
        let card = Card::titled(cx.say(words::USERS)).actions(|ui| {
            let button = Button::secondary(words::ADD_USER.get(lang)).icon(icons::ADD);
            add = button.disabled_because(barred).show(ui).clicked();
            let button = Button::secondary(words::CHANGE_ROLES.get(lang)).icon(icons::EDIT);
            change = button.disabled_because(barred.or(nobody)).show(ui).clicked();
        });
        let mut opened = None;
        card.flush().show(ui, |ui| {
            let frame = egui::Frame::new().inner_margin(egui::Margin::same(space::L as i8));
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.columns_const(|[here, beside]| {
                    at_the_desk_ui(here, cx, page);
                    self.default_user_ui(beside, cx, page, barred);
                });
            });
            let columns = [
                Column::new("name", words::USER_NAME.get(lang), 160.0),
                Column::new("roles", words::ROLES.get(lang), 200.0).grows(),
                Column::new("here", "", 120.0),
            ];
            let table = Table::new(words::USERS.get(lang), &columns).at_most_rows(SHOWN);
            let rows = FewRows::new(&page.users, |user, column, ui| match column {
                "name" => drop(body_ui(ui, &user.name)),
                "roles" => {
                    let roles: Vec<&str> =
                        user.roles.iter().map(|role| domain::role(*role).get(lang)).collect();
                    body_ui(ui, &listed(lang, &roles));
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
        if add {
            return Some(Wish::Add);
        }
        let wanted = opened.and_then(|at| page.users.get(at)).or(chosen.filter(|_| change));
        wanted.map(|user| Wish::Change(user.clone()))
    }
}

fn at_the_desk_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &SettingsPage) {
    let options: Vec<(String, &str)> =
        page.users.iter().map(|user| (user.name.clone(), user.name.as_str())).collect();
    let mut chosen = page.at_the_desk.clone();
    let width = ui.available_width().min(CHOICE);
    if select_ui(ui, cx.say(words::AT_THE_DESK), &mut chosen, &options, Some(width)).changed() {
        cx.act(Action::ChooseUser(chosen));
    }
    small_ui(ui, cx.say(words::AT_THE_DESK_NOTE));
}

#[derive(Debug)]
pub(super) enum Wish {
    Add,
    Change(StoredUser),
}
