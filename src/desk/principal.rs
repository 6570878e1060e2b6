//! Who a command is done as, and whether they may.

use crate::domain::refusal::{Noun, Refusal};
use crate::domain::role::Role;
use crate::store::engine::Db;
use crate::store::user::StoredUser;
use crate::store::{setting, user};

/// The name of the user that a new store begins with; it has every role.
pub const FIRST_USER: &str = "desk";

pub(crate) const DEFAULT_USER: &str = "default_user";

pub(crate) const ADMIN: &[Role] = &[Role::Admin];
pub(crate) const REVIEWER: &[Role] = &[Role::Reviewer];
/// Who does a clerk's work; the default user is one of them.
pub const CLERKS: &[Role] = &[Role::Clerk, Role::Admin];
/// Who decides on corrections, which clerks ask for.
pub(crate) const DECIDERS: &[Role] = &[Role::Reviewer, Role::Admin];
/// A ticket is a conversation about what the rules refuse: whoever meets the refusal takes part in it.
pub(crate) const EVERYBODY: &[Role] = &Role::ALL;

/// Who a command is done as.
#[derive(Clone, Copy)]
pub(crate) enum Principal<'a> {
    /// The user of this name, or the store's default user.
    User(Option<&'a str>),
    /// The program itself, which needs no role.
    Program,
}

impl<'a> Principal<'a> {
    /// The user whom it names.
    pub(crate) fn named(self) -> Option<&'a str> {
        match self {
            Self::User(by) => by,
            Self::Program => None,
        }
    }

    /// Who that is, with one of the roles that are needed.
    pub(crate) fn permitted(self, db: &Db, needs: &[Role]) -> Result<StoredUser, Refusal> {
        let user = match self {
            Self::User(by) => known(db, by)?,
            Self::Program => return user::program(db),
        };
        if user.roles.iter().any(|role| needs.contains(role)) {
            Ok(user)
        } else {
            Err(Refusal::NotPermitted { by: user.name, needs: needs.to_vec() })
        }
    }
}

/// The user named by `by`, or the store's default user.
pub(crate) fn known(db: &Db, by: Option<&str>) -> Result<StoredUser, Refusal> {
    let name = match by {
        Some(name) => name.to_owned(),
        None => default_user(db)?,
    };
    user::by_name(db, &name)?.ok_or(Refusal::not_found(Noun::User, name))
}

/// The name of the user whom commands are done as that name none.
pub(crate) fn default_user(db: &Db) -> Result<String, Refusal> {
    Ok(setting::get(db, DEFAULT_USER)?.unwrap_or_else(|| FIRST_USER.to_owned()))
}
