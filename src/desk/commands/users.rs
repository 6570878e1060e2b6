//! The users of a store and their roles.

use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::{Permitted, is_sign_in_required, named, require_sign_in};
use crate::desk::protocol::fields::fields;
use crate::desk::sign_in::{NewPassword, has_password, put_password};
use crate::domain::password::Password;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::role::Role;
use crate::domain::text::{Code, Line};
use crate::store::engine::Db;
use crate::store::sign_in;
use crate::store::user::{self, StoredUser};

fields! {
    /// Adds a user with roles.
    AddUser {
        name: Line,
        roles: Vec<Role>,
    }
    /// Gives a user other roles. With `version` it is refused if somebody changed them in the meantime.
    ChangeUser {
        name: Code,
        roles: Vec<Role>,
        version: Option<i64>,
    }
    /// Has nobody let in under a user's name any more; what the user did stays.
    DisableUser {
        name: Code,
    }
    /// Lets a user in again.
    EnableUser {
        name: Code,
    }
    /// Sets the password of a user: one's own, or as an admin anyone's, who then sets another in the window.
    SetPassword {
        name: Code,
        #[serde(skip_serializing)]
        password: Password,
    }
    /// Has everybody sign in from now on, or not.
    SetSignIn {
        required: bool,
    }
}

pub(crate) fn add_user(tx: &Transaction<'_>, c: &AddUser) -> Result<(), Refusal> {
    let name = required("name", &c.name)?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if let Some(there) = user::who_looks_like(tx.db, name)? {
        return Err(Refusal::conflict(Noun::User, there));
    }
    user::insert(tx.db, name, &c.roles).map(drop)
}

pub(crate) fn change_user(tx: &Transaction<'_>, c: &ChangeUser) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let found = named(db, Some(&c.name))?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if c.version.is_some_and(|version| version != found.version) {
        return Err(Refusal::conflict(Noun::User, &c.name));
    }
    if !c.roles.contains(&Role::Admin) {
        has_another_admin(db, &found, "roles")?;
    }
    user::set_roles(db, found.id, &c.roles)
}

pub(crate) fn disable_user(tx: &Transaction<'_>, c: &DisableUser) -> Result<(), Refusal> {
    let found = named(tx.db, Some(&c.name))?;
    has_another_admin(tx.db, &found, "name")?;
    // Who was disabled before was so since then.
    user::set_disabled(tx.db, found.id, found.disabled_at.or(Some(tx.moment.now)))
}

pub(crate) fn enable_user(tx: &Transaction<'_>, c: &EnableUser) -> Result<(), Refusal> {
    let found = named(tx.db, Some(&c.name))?;
    user::set_disabled(tx.db, found.id, None)
}

pub(crate) fn set_password(tx: &Transaction<'_>, c: &SetPassword) -> Result<(), Refusal> {
    let found = may_be_set_by(tx.db, tx.user, tx.proxy, &c.name)?;
    let is_own = found.id == tx.user.id;
    let new = NewPassword { password: &c.password, must_change: !is_own, key: tx.key.filter(|_| is_own) };
    put_password(tx.db, &found, new, tx.moment.now).map(drop)
}

/// Whether the password of the user is the one that a command sets, which `asker` sends again.
pub(crate) fn is_set(db: &Db, asker: &Permitted, c: &SetPassword) -> Result<bool, Refusal> {
    let found = may_be_set_by(db, &asker.user, asker.proxy.as_ref(), &c.name)?;
    has_password(db, found.id, &c.password)
}

/// The user of this name, whose password a user may set: never a service for another.
fn may_be_set_by(
    db: &Db,
    user: &StoredUser,
    proxy: Option<&StoredUser>,
    name: &str,
) -> Result<StoredUser, Refusal> {
    let found = named(db, Some(name))?;
    let is_own = proxy.is_none() && found.id == user.id;
    if is_own || (proxy.is_none() && user.roles.contains(&Role::Admin)) {
        return Ok(found);
    }
    let by = proxy.unwrap_or(user).name.clone();
    Err(Refusal::NotPermitted { by, needs: vec![Role::Admin] })
}

pub(crate) fn set_sign_in(tx: &Transaction<'_>, c: &SetSignIn) -> Result<(), Refusal> {
    let users = if c.required { users_without_password(tx.db)? } else { Vec::new() };
    if !users.is_empty() {
        return Err(Refusal::bad_field("required", FieldError::WithoutPassword { users }));
    }
    require_sign_in(tx.db, c.required)
}

/// The names of the active users who have no password.
fn users_without_password(db: &Db) -> Result<Vec<String>, Refusal> {
    let mut without = Vec::new();
    for user in user::all(db)? {
        if user.is_active() && sign_in::password(db, user.id)?.is_none() {
            without.push(user.name);
        }
    }
    Ok(without)
}

/// Asks whether somebody else is an admin, where this user is not to be one any more.
fn has_another_admin(db: &Db, besides: &StoredUser, field: &str) -> Result<(), Refusal> {
    let is_sign_in_required = is_sign_in_required(db)?;
    for other in user::all(db)? {
        let is_another = other.id != besides.id && other.is_active() && other.roles.contains(&Role::Admin);
        // One who cannot sign in is no help.
        if is_another && (!is_sign_in_required || sign_in::password(db, other.id)?.is_some()) {
            return Ok(());
        }
    }
    Err(Refusal::bad_field(field, FieldError::LastAdmin))
}
