//! Settings: how the window looks, who is at the desk, whose invoices are issued, how they are mailed, which holidays are
//! known, where everything is kept, and its backups.

mod backup_password;
mod backups;
mod discard;
mod holidays;
mod import_words;
mod issuer_form;
mod issuers;
mod mail;
mod mail_forms;
mod mail_password;
mod password_form;
mod place;
mod sign_in;
mod user_form;
mod users;

use chrono::NaiveDate;
use egui::{ScrollArea, Ui, UiBuilder, vec2};

use self::backups::BackupCard;
use self::discard::Discard;
use self::holidays::Holidays;
use self::import_words::ImportWords;
use self::issuer_form::IssuerForm;
use self::mail::Mail;
use self::password_form::PasswordForm;
use self::place::Place;
use self::sign_in::SignIn;
use self::user_form::UserForm;
use super::Panel;
use crate::desk::pages::settings::{self, SettingsPage, StoredUser};
use crate::desk::server::is_server;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, backups as backup_words, settings as words, shell};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::loadable::{Loadable, View};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Preference, Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{ButtonKind, Card, banner_ui, panel_head_ui, segmented_ui, small_ui, spinner_ui};

#[derive(Debug, Default)]
pub struct Settings {
    page: Loadable<(u64, NaiveDate), SettingsPage>,
    issuer: Option<usize>,
    issuer_form: CommandDialog<IssuerForm>,
    user_form: CommandDialog<UserForm>,
    password_form: CommandDialog<PasswordForm>,
    sign_in: SignIn,
    users: users::Users,
    holidays: Holidays,
    import_words: ImportWords,
    mail: Mail,
    place: Place,
    discard: Discard,
    backups: BackupCard,
}

const LEFT: f32 = 0.62;

impl Panel for Settings {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let key = (cx.office.revision(), cx.office.moment().today);
        self.page.keep(cx.office, key, |db, moment, _| settings::page(db, moment));
        self.issuer_form.logic(cx);
        self.user_form.logic(cx);
        self.password_form.logic(cx);
        self.sign_in.logic(cx);
        self.users.logic(cx);
        self.holidays.logic(cx);
        self.import_words.logic(cx);
        self.mail.logic(cx);
        self.place.logic(cx);
        self.backups.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        panel_head_ui(ui, cx.say(shell::SETTINGS), "", |_| ());
        ui.add_space(space::M);
        let page = match self.page.view() {
            View::NotAsked | View::Loading(None) => return spinner_ui(ui, cx.say(shell::LOADING)),
            View::Failed(refusal) => {
                let text = shell::failed(cx.lang, &message(cx.lang, refusal));
                banner_ui(ui, Tone::Bad, &text, None);
                return;
            }
            View::Loading(Some(page)) | View::Ready(page) => page,
        };
        let barred = barred(cx.lang, page);
        let offered = self.offered(cx, page);
        // The bar stands beside the cards, not on them.
        let width = ui.available_width() - space::L;
        let room = ui.available_rect_before_wrap();
        let room = room.with_max_x(room.right() + space::L);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                let left = (width * LEFT).round();
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing = vec2(space::L, space::L);
                    column_ui(ui, left, |ui| {
                        let form =
                            issuers::card_ui(ui, cx, page, &mut self.issuer, barred.as_deref(), &offered);
                        if let Some(form) = form.filter(|_| !self.issuer_form.is_open()) {
                            self.issuer_form.open(form);
                        }
                        let form = self.users.card_ui(ui, cx, page, barred.as_deref(), &offered);
                        if let Some(form) = form.filter(|_| !self.user_form.is_open()) {
                            self.user_form.open(form);
                        }
                        self.sign_in.card_ui(ui, cx, barred.as_deref());
                        self.import_words.card_ui(ui, cx);
                    });
                    column_ui(ui, width - left, |ui| {
                        appearance_ui(ui, cx);
                        self.mail.card_ui(ui, cx, barred.as_deref());
                        self.holidays.card_ui(ui, cx, page, barred.as_deref());
                        self.backups.card_ui(ui, cx, page, barred.as_deref(), &offered);
                        if self.place.card_ui(ui, cx, &offered) {
                            self.discard.ask();
                        }
                    });
                });
            });
        });
        self.issuer_form.show(ui.ctx(), cx, page);
        self.user_form.show(ui.ctx(), cx, &());
        self.password_form.show(ui.ctx(), cx, &());
        self.sign_in.show(ui.ctx(), cx);
        self.mail.show(ui.ctx(), cx);
        self.backups.show(ui.ctx(), cx);
        self.discard.show(ui.ctx(), cx);
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        self.page.value().map(|page| self.offered(cx, page)).unwrap_or_default()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        let Some(page) = self.page.value() else { return };
        let issuer = page.issuers.get(self.issuer.unwrap_or(0));
        match (command, issuer, self.users.chosen(page)) {
            (UserCommand::AddIssuer, ..) => self.issuer_form.open(IssuerForm::new(page)),
            (UserCommand::ChangeIssuer, Some(issuer), _) => self.issuer_form.open(IssuerForm::of(issuer)),
            (UserCommand::AddUser, ..) => self.user_form.open(UserForm::default()),
            (UserCommand::ChangeRoles, _, Some(user)) => self.user_form.open(UserForm::of(user)),
            (UserCommand::BackUpNow, ..) => cx.act(Action::BackUp),
            (UserCommand::RestoreBackup, ..) => self.backups.ask(cx),
            (UserCommand::DiscardDemo, ..) => self.discard.ask(),
            (UserCommand::SetPassword, _, Some(user)) if user.name == page.at_the_desk => {
                cx.act(Action::ChangePassword);
            }
            (UserCommand::SetPassword, _, Some(user)) => {
                self.password_form.open(PasswordForm::of(&user.name));
            }
            (UserCommand::SwitchUserOff, _, Some(user)) => {
                let user = user.clone();
                self.users.switch_off(cx, &user);
            }
            _ => {}
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        let forms = self.issuer_form.unsaved().into_iter().chain(self.user_form.unsaved());
        forms.chain(self.password_form.unsaved()).chain(self.mail.unsaved()).collect()
    }
}

impl Settings {
    /// What can be done with issuers, users and backups.
    fn offered(&self, cx: &Cx<'_>, page: &SettingsPage) -> Vec<Offered> {
        let lang = cx.lang;
        let barred = || barred(lang, page);
        let user = self.users.chosen(page);
        let nobody = || user.is_none().then(|| words::CHOOSE_USER.get(lang).to_owned());
        let is_own = user.is_some_and(|user| user.name == page.at_the_desk);
        let is_active = user.is_none_or(StoredUser::is_active);
        let switch = if is_active { words::DISABLE_USER } else { words::ENABLE_USER };
        let busy = || cx.backups.is_making().then(|| cx.say(backup_words::BACKING_UP).to_owned());
        let looking =
            || cx.office.barred().filter(|_| cx.office.is_only_looked_at()).map(|why| message(lang, why));
        let backups = [
            UserCommand::BackUpNow.unless(looking().or_else(busy)),
            UserCommand::RestoreBackup.unless(looking().or_else(barred)),
        ];
        let backups = backups.into_iter().filter(|_| !is_server(cx.office.path()));
        let change = (!page.issuers.is_empty()).then(|| UserCommand::ChangeIssuer.unless(barred()));
        let users = [
            UserCommand::AddUser.unless(barred()),
            UserCommand::ChangeRoles.unless(barred().or_else(nobody)),
            UserCommand::SetPassword.unless(nobody().or_else(|| barred().filter(|_| !is_own))),
            UserCommand::SwitchUserOff.unless(barred().or_else(nobody)).named(switch.get(lang)),
        ];
        [UserCommand::AddIssuer.unless(barred())]
            .into_iter()
            .chain(change)
            .chain(users)
            .chain(backups)
            .chain(cx.is_disposable.then(|| UserCommand::DiscardDemo.unless(barred())))
            .collect()
    }
}

fn column_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = space::S;
        content(ui);
    });
}

/// The buttons of commands in the head of a card; answers the one that was pressed.
fn buttons_ui(ui: &mut Ui, all: &[Offered], wanted: &[UserCommand]) -> Option<UserCommand> {
    let mut pressed = None;
    for command in wanted {
        let found = offered(all, *command);
        if found.is_some_and(|found| command_button_ui(ui, ButtonKind::Secondary, found)) {
            pressed = Some(*command);
        }
    }
    pressed
}

/// Why the user at the desk may not add anything here.
fn barred(lang: Lang, page: &SettingsPage) -> Option<String> {
    let needs = vec![Role::Admin];
    let refusal = Refusal::NotPermitted { by: page.at_the_desk.clone(), needs: needs.clone() };
    (!page.may(&needs)).then(|| message(lang, &refusal))
}

fn appearance_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    Card::titled(cx.say(words::APPEARANCE)).show(ui, |ui| {
        small_ui(ui, cx.say(words::LANGUAGE));
        let mut lang = cx.lang;
        if segmented_ui(ui, cx.say(words::LANGUAGE), &mut lang, &words::LANGUAGES).changed() {
            cx.act(Action::ChooseLanguage(lang));
        }
        ui.add_space(space::XS);
        small_ui(ui, cx.say(words::LOOK));
        let mut look = ui.ctx().options(|options| options.theme_preference);
        let looks = [
            (Preference::System, cx.say(words::AS_SYSTEM)),
            (Preference::Light, cx.say(words::LIGHT)),
            (Preference::Dark, cx.say(words::DARK)),
        ];
        if segmented_ui(ui, cx.say(words::LOOK), &mut look, &looks).changed() {
            cx.act(Action::ChooseTheme(look));
        }
    });
}
