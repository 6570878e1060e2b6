//! Adds a user, or gives one other roles.

use egui::Ui;

use crate::desk::commands::users::AddUser;
use crate::desk::commands::users::ChangeUser;
use crate::desk::pages::settings::StoredUser;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::refusal::{Noun, Refusal, checked};
use crate::domain::role::Role;
use crate::i18n::{Lang, common, domain, settings as words, unsaved};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given};
use crate::ui::sending::Answer;
use crate::ui::theme::{Type, space, tokens};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, checkbox_ui, small_ui, text_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct UserForm {
    name: String,
    roles: [(Role, bool); Role::ALL.len()],
    /// The user whose roles are changed; none: one is added.
    of: Option<StoredUser>,
}

impl Default for UserForm {
    fn default() -> Self {
        let roles = Role::ALL.map(|role| (role, role == Role::Clerk));
        Self { name: String::new(), roles, of: None }
    }
}

impl UserForm {
    pub(super) fn of(member: &StoredUser) -> Self {
        let roles = Role::ALL.map(|role| (role, member.roles.contains(&role)));
        Self { name: member.name.clone(), roles, of: Some(member.clone()) }
    }
}

impl CommandForm for UserForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let title = if self.of.is_some() { words::CHANGE_ROLES } else { words::ADD_USER };
        Head::new(title.get(lang))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::S;
        let is_taken = |refusal: &Refusal| matches!(refusal, Refusal::Conflict { what: Noun::User, .. });
        let fault = fields.refused_where(is_taken);
        let name = Field::new(words::USER_NAME.get(lang), &mut self.name).required();
        fields.text_ui(ui, "name", name.enabled(self.of.is_none()), fault);
        small_ui(ui, words::ROLES.get(lang));
        for (role, on) in &mut self.roles {
            fields.heed(&checkbox_ui(ui, on, domain::role(*role).get(lang)));
            small_ui(ui, words::role_note(*role).get(lang));
        }
        if let Some(wrong) = fields.refused_of("roles") {
            text_ui(ui, &wrong, Type::Small, tokens(ui).bad);
        }
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let name = given(&self.name).ok_or_else(|| Unready::because(lang, common::REQUIRED))?;
        let roles: Vec<Role> = self.roles.iter().filter(|(_, on)| *on).map(|(role, _)| *role).collect();
        if roles.is_empty() {
            return Err(Unready::because(lang, words::CHOOSE_ROLE));
        }
        Ok(match &self.of {
            Some(StoredUser { name, version, .. }) => {
                let name = checked("name", name)?;
                Command::ChangeUser(ChangeUser { name, roles, version: Some(*version) })
            }
            None => Command::AddUser(AddUser { name: checked("name", &name)?, roles }),
        })
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        let done = if self.of.is_some() { words::USER_CHANGED } else { words::USER_ADDED };
        done.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::USER, self.name.trim())
    }

    fn draft(&self) -> Option<DraftKey> {
        let of = self.of.as_ref().map_or("", |member| &member.name);
        Some(DraftKey::new(DraftForm::User).about(of))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("version", &self.of.as_ref().map(|member| member.version));
        inputs.field("name", &mut self.name);
        inputs.field("roles", &mut self.roles);
    }
}
