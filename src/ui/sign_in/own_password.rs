//! The dialog in which whoever is at the window changes their own password.

use egui::{Context, Ui};
use zeroize::Zeroizing;

use super::NewPassword;
use super::new_password::password_field;
use crate::desk::commands::users::SetPassword;
use crate::desk::sign_in::SignedIn;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, checked};
use crate::i18n::{common, sign_in as words};
use crate::ui::command_dialog::Head;
use crate::ui::fields::Fields;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::key_value_ui;

#[derive(Debug, Default)]
pub struct OwnPassword(Option<Open>);

struct Open {
    name: String,
    /// What is typed as the present one; none: it is not asked for, since nobody signs in.
    current: Option<Zeroizing<String>>,
    new: NewPassword,
    tried: bool,
    is_new: bool,
    checking: Sending<SignedIn>,
    setting: Sending,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("name", &self.name).finish_non_exhaustive()
    }
}

impl OwnPassword {
    /// Opens it for the user of this name; `signs_in`: the present password is asked for.
    pub fn open(&mut self, name: String, signs_in: bool) {
        self.0 = Some(Open {
            name,
            current: signs_in.then(Zeroizing::default),
            new: NewPassword::default(),
            tried: false,
            is_new: true,
            checking: Sending::default(),
            setting: Sending::default(),
        });
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.0 else { return };
        if open.checking.is_done() {
            open.set(cx);
        }
        if open.setting.is_done() {
            self.0 = None;
            cx.act(Action::Toast(Tone::Ok, cx.say(words::PASSWORD_SET).to_owned()));
        }
    }

    pub fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        let Some(open) = &mut self.0 else { return };
        let head =
            Head::new(cx.say(words::CHANGE_PASSWORD)).buttons(cx.say(words::SET_PASSWORD), common::NOT_NOW);
        let closes = head.show(ctx, |ui| open.body_ui(ui, cx, &head));
        if closes && !open.is_under_way() {
            self.0 = None;
        }
    }
}

impl Open {
    fn is_under_way(&self) -> bool {
        self.checking.is_under_way() || self.setting.is_under_way()
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, head: &Head) -> bool {
        let lang = cx.lang;
        let under_way = self.is_under_way();
        let mut fields = Fields::new(lang, cx.office.moment().today, self.setting.refused());
        fields.tried = self.tried;
        fields.wants_focus = std::mem::take(&mut self.is_new);
        key_value_ui(ui, words::NAME.get(lang), &self.name);
        ui.add_enabled_ui(!under_way, |ui| {
            if let Some(current) = &mut self.current {
                let missing = fields.missing(current, common::REQUIRED);
                let field = password_field(lang, words::CURRENT_PASSWORD, current);
                fields.text_ui(ui, "current", field, missing);
                fields.wants_focus |= std::mem::take(&mut fields.entered);
            }
            self.new.fields_ui(ui, &mut fields, words::NEW_PASSWORD, &self.name);
        });
        let (changed, said, entered) = (fields.changed, fields.said, fields.entered);
        if changed {
            self.checking.forget();
            self.setting.forget();
        }
        let refused = self.checking.refused().or(self.setting.refused().filter(|_| !said));
        if let Some(refusal) = refused {
            refusal_ui(ui, lang, refusal);
        }
        let why_not = under_way.then(|| common::SAVING.get(lang));
        let (send, leave) = head.buttons_ui(ui, lang, why_not);
        if (send || entered) && !under_way {
            self.tried = true;
            if self.new.chosen(&self.name).is_some() {
                self.send(cx);
            }
        }
        leave
    }

    /// Has the present password looked at first, where somebody signs in.
    fn send(&mut self, cx: &Cx<'_>) {
        let Some(current) = &self.current else { return self.set(cx) };
        if current.is_empty() {
            return;
        }
        match cx.office.sign_in(self.name.clone(), Password::typed(current)) {
            Ok(reply) => self.checking.send(reply),
            Err(refusal) => self.checking.refuse(refusal),
        }
    }

    fn set(&mut self, cx: &Cx<'_>) {
        if let Some(password) = self.new.chosen(&self.name) {
            self.setting.send(cx.office.command(set_password(&self.name, password)));
        }
    }
}

/// The command that sets the password of the user of this name.
pub(super) fn set_password(name: &str, password: Password) -> Result<SetPassword, Refusal> {
    checked("name", name).map(|name| SetPassword { name, password })
}
