//! Who a command is done as, and whether they may.

use std::sync::Arc;

use crate::desk::proof::Signer;
use crate::desk::sign_in::UserKey;
use crate::domain::ids::UserId;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::role::{Role, suffice};
use crate::domain::sign_in::SignInFault;
use crate::store::engine::Db;
use crate::store::user::StoredUser;
use crate::store::{setting, user};

/// The name of the user that a new store begins with; it has every role.
pub const FIRST_USER: &str = "desk";

pub(crate) const DEFAULT_USER: &str = "default_user";

/// The setting of a store that requires sign-in.
const SIGN_IN: &str = "sign_in";
const REQUIRED: &str = "required";

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

    /// Who that is at a desk where `seat` has signed in, with one of the roles that are needed.
    pub(crate) fn permitted(
        self,
        db: &Db,
        seat: Option<&Seat>,
        needs: &[Role],
    ) -> Result<Permitted, Refusal> {
        let permitted = match self {
            Self::User(by) => who(db, seat, by)?,
            Self::Program => return Ok(Permitted { user: user::program(db)?, proxy: None }),
        };
        let Permitted { user, proxy } = &permitted;
        if !suffice(&user.roles, needs) {
            return Err(not_permitted(user, needs));
        }
        match proxy {
            Some(proxy) if !needs.contains(&Role::Clerk) => Err(not_permitted(proxy, needs)),
            _ => Ok(permitted),
        }
    }
}

/// Who signed in at a desk.
#[derive(Clone, Debug)]
pub struct Seat {
    user: UserId,
    /// The key that the password has unlocked; none where there is none that it unlocks.
    key: Option<UserKey>,
}

impl Seat {
    /// The seat of a user whose password was right.
    pub(in crate::desk) fn of(user: &StoredUser, key: Option<UserKey>) -> Self {
        Self { user: user.id, key }
    }

    /// The key of whoever sits here.
    pub fn key(&self) -> Option<&UserKey> {
        self.key.as_ref()
    }

    /// What signs the entries of whoever sits here; none: the machine does.
    pub(in crate::desk) fn signer(&self) -> Option<Arc<Signer>> {
        Some(Signer::of_user(self.user, &self.key()?.signing_key().to_bytes()))
    }

    /// Who that is; none: nobody any more.
    pub(in crate::desk) fn user(&self, db: &Db) -> Result<Option<StoredUser>, Refusal> {
        user::by_id(db, self.user)
    }
}

/// Whoever something is done as.
#[derive(Clone, Debug)]
pub(crate) struct Permitted {
    pub user: StoredUser,
    /// The service that is signed in and does it for that user.
    pub proxy: Option<StoredUser>,
}

/// Who asks: whoever signed in, or whom a service names by `by`; where nobody has to sign in, whoever is named by `by`, else
/// whoever signed in all the same, else the store's default user.
pub(crate) fn who(db: &Db, seat: Option<&Seat>, by: Option<&str>) -> Result<Permitted, Refusal> {
    let is_required = is_sign_in_required(db)?;
    let at = seat.map(|seat| seat.user(db)).transpose()?.flatten();
    match at {
        None if is_required => Err(Refusal::SignInFailed { why: SignInFault::Required }),
        Some(at) if by.is_none_or(|name| name == at.name) => Ok(Permitted { user: active(at)?, proxy: None }),
        Some(at) if is_required => {
            let at = active(at)?;
            if !at.roles.contains(&Role::Service) {
                return Err(not_permitted(&at, &[Role::Service]));
            }
            Ok(Permitted { user: active(named(db, by)?)?, proxy: Some(at) })
        }
        _ => Ok(Permitted { user: active(named(db, by)?)?, proxy: None }),
    }
}

/// The user named by `by`, or the store's default user, whether or not they may do anything.
pub(crate) fn named(db: &Db, by: Option<&str>) -> Result<StoredUser, Refusal> {
    let name = match by {
        Some(name) => name.to_owned(),
        None => default_user(db)?,
    };
    user::by_name(db, &name)?.ok_or(Refusal::not_found(Noun::User, name))
}

/// Asks whether commands that name no user can be done as this one.
pub(crate) fn can_be_default(db: &Db, name: &str) -> Result<(), Refusal> {
    let user = active(named(db, Some(name))?)?;
    if suffice(&user.roles, CLERKS) { Ok(()) } else { Err(not_permitted(&user, CLERKS)) }
}

fn active(user: StoredUser) -> Result<StoredUser, Refusal> {
    if user.is_active() { Ok(user) } else { Err(not_permitted(&user, &[])) }
}

fn not_permitted(by: &StoredUser, needs: &[Role]) -> Refusal {
    Refusal::NotPermitted { by: by.name.clone(), needs: needs.to_vec() }
}

/// Whether somebody has to be signed in for anything to be done.
pub(crate) fn is_sign_in_required(db: &Db) -> Result<bool, Refusal> {
    Ok(setting::get(db, SIGN_IN)?.as_deref() == Some(REQUIRED))
}

/// Has somebody signed in from now on for anything to be done, or not.
pub(crate) fn require_sign_in(db: &Db, is_required: bool) -> Result<(), Refusal> {
    setting::put(db, SIGN_IN, if is_required { REQUIRED } else { "free" })
}

/// The name of the user whom commands are done as that name none.
pub(crate) fn default_user(db: &Db) -> Result<String, Refusal> {
    Ok(setting::get(db, DEFAULT_USER)?.unwrap_or_else(|| FIRST_USER.to_owned()))
}
