//! Who can sign in at a store: for the pages on which somebody does, and for the settings.

use chrono::{DateTime, Utc};

use crate::desk::principal::is_sign_in_required;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::engine::Db;
use crate::store::{sign_in, user};

/// Who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInPage {
    /// Whether somebody has to, before anything is done.
    pub is_required: bool,
    /// Everybody, the first added first.
    pub users: Vec<SignInUser>,
    /// The only active user who is more than a service, where that one has every role of people: nobody checks another's
    /// work (`one_person_all_roles`).
    pub one_person: Option<String>,
}

/// A user, as far as signing in goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInUser {
    /// What they are called in the log.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// Whether somebody else set the password.
    pub must_change: bool,
    /// Since when nobody is let in under the name.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether there is a recovery code for the user, an admin.
    pub has_recovery_code: bool,
}

impl SignInUser {
    /// Whether a password can let them in.
    pub fn can_sign_in(&self) -> bool {
        self.has_password && self.disabled_at.is_none()
    }
}

/// Who can sign in at the store.
///
/// # Errors
/// `store`.
pub fn page(db: &Db) -> Result<SignInPage, Refusal> {
    let mut users = Vec::new();
    for user in user::all(db)? {
        let password = sign_in::password(db, user.id)?;
        users.push(SignInUser {
            has_password: password.is_some(),
            must_change: password.is_some_and(|password| password.must_change),
            has_recovery_code: sign_in::recovery_code(db, user.id)?.is_some(),
            name: user.name,
            roles: user.roles,
            disabled_at: user.disabled_at,
        });
    }
    Ok(SignInPage { is_required: is_sign_in_required(db)?, one_person: one_person(&users), users })
}

/// The only one of people, where that one has all their roles.
fn one_person(users: &[SignInUser]) -> Option<String> {
    let is_person = |user: &&SignInUser| {
        user.disabled_at.is_none() && user.roles.iter().any(|role| Role::OF_PEOPLE.contains(role))
    };
    let mut people = users.iter().filter(is_person);
    let only = people.next().filter(|_| people.next().is_none())?;
    Role::OF_PEOPLE.iter().all(|role| only.roles.contains(role)).then(|| only.name.clone())
}
