//! Adds a user, or gives one other roles.

use egui::{Context, Key, Ui};

use crate::desk::commands::users::{AddUser, ChangeUser};
use crate::desk::pages::settings::Member;
use crate::desk::protocol::table::Command;
use crate::domain::refusal::{Noun, Refusal, Role};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, domain, faults, settings as words, steps, unsaved};
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::{Type, space, tokens};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Button, Field, Modal, checkbox_ui, modal_buttons_ui, small_ui, text_ui};

/// A user, as it is typed.
#[derive(Debug)]
pub(super) struct UserForm {
    name: String,
    roles: [(Role, bool); 3],
    /// The user whose roles are changed; none: one is added.
    of: Option<Member>,
    is_new: bool,
    pub(super) sending: Sending,
}

impl Default for UserForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            roles: Role::ALL.map(|role| (role, role == Role::Clerk)),
            of: None,
            is_new: true,
            sending: Sending::default(),
        }
    }
}

impl UserForm {
    /// A form for the roles of a user.
    pub(super) fn of(member: &Member) -> Self {
        Self {
            name: member.name.clone(),
            roles: Role::ALL.map(|role| (role, member.roles.contains(&role))),
            of: Some(member.clone()),
            is_new: false,
            ..Self::default()
        }
    }

    /// Whether it is about a user who is there.
    pub(super) fn is_of_one(&self) -> bool {
        self.of.is_some()
    }

    /// What is typed and not saved, if anything is.
    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let begun = self.of.as_ref().map_or_else(Self::default, Self::of);
        let is_changed = self.command() != begun.command();
        is_changed.then(|| Unsaved::new(unsaved::USER, self.name.trim()))
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let title = cx.say(if self.is_of_one() { words::CHANGE_ROLES } else { words::ADD_USER });
        let shown = Modal::new(title).show(ctx, |ui| {
            let entered =
                ui.add_enabled_ui(!self.sending.is_under_way(), |ui| self.fields_ui(ui, cx.lang)).inner;
            self.is_new = false;
            let barred = match (self.sending.is_under_way(), self.name.trim().is_empty()) {
                (true, _) => Some(cx.say(steps::SENDING)),
                (false, true) => Some(cx.say(words::REQUIRED)),
                (false, false) => (!self.roles.iter().any(|(_, on)| *on)).then(|| cx.say(words::CHOOSE_ROLE)),
            };
            let (mut send, mut close) = (entered && barred.is_none(), false);
            modal_buttons_ui(ui, |ui| {
                send |= Button::primary(title).disabled_because(barred).show(ui).clicked();
                close = Button::secondary(cx.say(steps::NOT_NOW)).show(ui).clicked();
            });
            if send {
                self.sending.send(cx.office.command(self.command()));
            }
            close
        });
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    /// Draws the fields; whether Enter was pressed in one.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        ui.spacing_mut().item_spacing.y = space::S;
        let refused = self.sending.refused().cloned();
        let beside = refused.as_ref().and_then(|refusal| match refusal {
            Refusal::Conflict { what: Noun::User, .. } => Some(message(lang, refusal)),
            Refusal::BadField { field, fault } if field == "name" => Some(faults::field_error(lang, fault)),
            _ => None,
        });
        let of_roles = refused.as_ref().and_then(|refusal| match refusal {
            Refusal::BadField { field, fault } if field == "roles" => Some(faults::field_error(lang, fault)),
            _ => None,
        });
        if let (Some(refusal), None, None) = (&refused, &beside, &of_roles) {
            refusal_ui(ui, lang, refusal);
        }
        let name = Field::new(words::USER_NAME.get(lang), &mut self.name)
            .required()
            .enabled(self.of.is_none())
            .error(beside.as_deref())
            .show(ui);
        if self.is_new {
            name.request_focus();
        }
        small_ui(ui, words::ROLES.get(lang));
        let mut changed = name.changed();
        for (role, on) in &mut self.roles {
            changed |= checkbox_ui(ui, on, domain::role(*role).get(lang)).changed();
            small_ui(ui, words::role_note(*role).get(lang));
        }
        if let Some(wrong) = of_roles {
            text_ui(ui, &wrong, Type::Small, tokens(ui).bad);
        }
        if changed {
            self.sending.forget();
        }
        name.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    fn command(&self) -> Command {
        let roles = self.roles.iter().filter(|(_, on)| *on).map(|(role, _)| *role).collect();
        if let Some(member) = &self.of {
            let (name, version) = (member.name.clone(), Some(member.version));
            return Command::ChangeUser(ChangeUser { name, roles, version });
        }
        Command::AddUser(AddUser { name: self.name.trim().to_owned(), roles })
    }
}
