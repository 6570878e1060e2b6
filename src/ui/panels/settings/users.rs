//! Who works at the desk, and who sits at it now.

use egui::Ui;

use crate::desk::pages::settings::{House, Member};
use crate::desk::worker::Reply;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, domain, phrase::listed, settings as words};
use crate::ui::icons;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableRows, TableView, body_ui, pill_ui, select_ui, small_ui,
};

/// How many users are shown before the list scrolls.
const SHOWN: usize = 8;
/// Width of the choices of who is at the desk, and of the default user.
const CHOICE: f32 = 280.0;

/// The user who is chosen in the list, and a default user on the way to the store.
#[derive(Debug, Default)]
pub(super) struct Users {
    chosen: Option<usize>,
    naming: Option<Reply<Result<(), Refusal>>>,
}

impl Users {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.naming.as_ref().and_then(Reply::poll) else { return };
        self.naming = None;
        cx.act(match answer {
            Ok(()) => Action::Toast(Tone::Ok, cx.say(words::DEFAULT_USER_NAMED).to_owned()),
            Err(refusal) => Action::Refused(refusal),
        });
    }

    /// The choice of whom commands are done as that name nobody.
    fn default_user_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, house: &House, barred: Option<&str>) {
        let options: Vec<(String, &str)> =
            house.default_users().map(|name| (name.to_owned(), name)).collect();
        let mut chosen = house.default_user.clone();
        let label = cx.say(words::DEFAULT_USER);
        let width = ui.available_width().min(CHOICE);
        let choice = ui.add_enabled_ui(self.naming.is_none() && barred.is_none(), |ui| {
            select_ui(ui, label, &mut chosen, &options, Some(width))
        });
        if choice.inner.changed() {
            let by = cx.office.chosen_user();
            self.naming = Some(cx.office.attempt(move |desk| desk.set_default_user(by.as_deref(), &chosen)));
        }
        small_ui(ui, cx.say(words::DEFAULT_USER_NOTE));
    }

    /// The card of users.
    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        house: &House,
        barred: Option<&str>,
    ) -> Option<Wish> {
        let lang = cx.lang;
        let (mut add, mut change) = (false, false);
        let chosen = self.chosen.and_then(|at| house.users.get(at));
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
                    at_the_desk_ui(here, cx, house);
                    self.default_user_ui(beside, cx, house, barred);
                });
            });
            let columns = [
                Column::new("name", words::USER_NAME.get(lang), 160.0),
                Column::new("roles", words::ROLES.get(lang), 200.0).grows(),
                Column::new("here", "", 120.0),
            ];
            let table = Table::new(words::USERS.get(lang), &columns).at_most_rows(SHOWN);
            let rows = Rows { house, lang };
            let output = table.show(ui, &mut TableView::default(), &rows, self.chosen);
            self.chosen = output.selected.or(self.chosen);
            opened = output.opened.filter(|_| barred.is_none());
        });
        if add {
            return Some(Wish::Add);
        }
        let wanted = opened.and_then(|at| house.users.get(at)).or(chosen.filter(|_| change));
        wanted.map(|member| Wish::Change(member.clone()))
    }
}

/// The choice of who is at the desk.
fn at_the_desk_ui(ui: &mut Ui, cx: &mut Cx<'_>, house: &House) {
    let options: Vec<(String, &str)> =
        house.users.iter().map(|user| (user.name.clone(), user.name.as_str())).collect();
    let mut chosen = house.at_the_desk.clone();
    let width = ui.available_width().min(CHOICE);
    if select_ui(ui, cx.say(words::AT_THE_DESK), &mut chosen, &options, Some(width)).changed() {
        cx.act(Action::HandOver(chosen));
    }
    small_ui(ui, cx.say(words::AT_THE_DESK_NOTE));
}

/// What is to be done with the users.
#[derive(Debug)]
pub(super) enum Wish {
    /// Add one.
    Add,
    /// Give this one other roles.
    Change(Member),
}

/// The users, as the table asks for them. None is ever removed, so the place of each tells it from others.
struct Rows<'a> {
    house: &'a House,
    lang: Lang,
}

impl TableRows for Rows<'_> {
    type Id = usize;

    fn len(&self) -> usize {
        self.house.users.len()
    }

    fn id(&self, row: usize) -> usize {
        row
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let user = &self.house.users[row];
        match column {
            "name" => drop(body_ui(ui, &user.name)),
            "roles" => {
                let roles: Vec<&str> =
                    user.roles.iter().map(|role| domain::role(*role).get(self.lang)).collect();
                body_ui(ui, &listed(self.lang, &roles));
            }
            _ if user.name == self.house.at_the_desk => {
                pill_ui(ui, Tone::Ok, icons::PERSON, words::AT_THE_DESK.get(self.lang));
            }
            _ => {}
        }
    }
}
