//! Who is at a desk: signing in with a password, and a recovery code for an admin who forgot it. Who has signed in belongs
//! to a desk, so to a window or a run of the command line, and is never written into the store.
//!
//! A password is tried on any connection ([`verify`]), since that takes a while; what came of it is written and the seat
//! taken at the writing desk ([`Desk::let_in`], [`Desk::turn_away`]).

mod hashing;
mod keys;
mod recovery;

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use self::keys::UserKey;
pub use self::recovery::RecoveryCode;
use crate::desk::principal::{
    ADMIN, DEFAULT_USER, EVERYBODY, FIRST_USER, Principal, Seat, is_sign_in_required, require_sign_in,
};
use crate::desk::proof::Signer;
use crate::desk::{Desk, Store};
use crate::domain::ids::UserId;
use crate::domain::log::Attempt;
use crate::domain::password::Password;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::sign_in::{SignInFault, wait_after};
use crate::domain::text::Line;
use crate::store::engine::{Db, Found, inspect};
use crate::store::setting;
use crate::store::sign_in::{self, StoredKey, StoredPassword};
use crate::store::user::{self, StoredUser};

/// Whoever has signed in, and what they are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// As the store has it, however it was typed.
    pub name: String,
    /// Whether somebody else set the password, so that another is to be set now. The command line is not held up.
    pub must_change: bool,
    /// How many wrong passwords were given under this name since the last right one.
    pub failures: u64,
    /// When the last of them was.
    pub last_failed_at: Option<DateTime<Utc>>,
}

/// A user whose password was right, who is not at a desk yet.
#[derive(Debug)]
pub struct Verified {
    user: StoredUser,
    signed_in: SignedIn,
    renewed: Option<Renewed>,
    key: Option<UserKey>,
}

/// What is kept of a password, made anew at today's cost, where it cost less.
#[derive(Debug)]
struct Renewed {
    /// The hash that the password was tried with.
    tried: String,
    hash: String,
    /// The user's key, wrapped anew.
    key: Option<StoredKey>,
}

impl Renewed {
    /// None where it costs what it should.
    fn of(
        password: &Password,
        stored: StoredPassword,
        kept: Option<&StoredKey>,
        key: Option<&UserKey>,
    ) -> Result<Option<Self>, Refusal> {
        let is_outdated = hashing::is_outdated(&stored.hash)
            || (key.is_some() && kept.is_some_and(|kept| hashing::is_outdated(&kept.salt)));
        if !is_outdated {
            return Ok(None);
        }
        let key = key.map(|key| key.wrap(password)).transpose()?;
        Ok(Some(Self { tried: stored.hash, hash: hashing::hashed(password.as_bytes())?, key }))
    }
}

impl Verified {
    /// What the user is told.
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }
}

/// Why somebody is not let in.
#[derive(Debug)]
pub struct Unverified {
    /// Whose password or code it was to be.
    user: Option<UserId>,
    refusal: Refusal,
}

impl Unverified {
    fn new(user: Option<&StoredUser>, why: SignInFault) -> Self {
        Self { user: user.map(|user| user.id), refusal: Refusal::SignInFailed { why } }
    }
}

impl From<Refusal> for Unverified {
    fn from(refusal: Refusal) -> Self {
        Self { user: None, refusal }
    }
}

/// A refused sign-in, and how long its answer is to be kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedAway {
    /// `sign-in-failed`, or `store`.
    pub refusal: Refusal,
    /// Longer with each wrong one in a row.
    pub wait: Duration,
}

impl TurnedAway {
    /// Keeps the answer back.
    pub fn after_waiting(self) -> Refusal {
        std::thread::sleep(self.wait);
        self.refusal
    }
}

/// Whether somebody has to sign in at the store at `path`; not where there is none yet.
///
/// # Errors
/// `store`.
pub fn is_required(path: &Path) -> Result<bool, Refusal> {
    match inspect(path)? {
        Found::Nothing => Ok(false),
        Found::Store | Found::OlderStore { .. } => is_sign_in_required(&Db::open_reader(path)?),
    }
}

/// Tries a password; changes nothing. The name is taken as it looks.
///
/// # Errors
/// Why it is not right.
pub fn verify(db: &Store, name: &str, password: &Password) -> Result<Verified, Unverified> {
    let user = user::by_look(db, name)?.ok_or(Unverified::new(None, SignInFault::Wrong))?;
    let stored = sign_in::password(db, user.id)?;
    let stored = stored.ok_or(Unverified::new(Some(&user), SignInFault::NoPassword))?;
    if !hashing::is_of(password.as_bytes(), &stored.hash)? {
        return Err(Unverified::new(Some(&user), SignInFault::Wrong));
    }
    if !user.is_active() {
        return Err(Unverified::new(None, SignInFault::Disabled));
    }
    let failures = sign_in::failures(db, user.id)?;
    let signed_in = SignedIn {
        name: user.name.clone(),
        must_change: stored.must_change,
        failures: failures.map_or(0, |failures| failures.count),
        last_failed_at: failures.map(|failures| failures.last_at),
    };
    let kept = sign_in::key(db, user.id)?;
    let key = kept.as_ref().map(|kept| UserKey::unwrap(kept, password)).transpose()?.flatten();
    let renewed = Renewed::of(password, stored, kept.as_ref(), key.as_ref())?;
    Ok(Verified { user, signed_in, renewed, key })
}

/// A password that is to be set.
pub(in crate::desk) struct NewPassword<'a> {
    pub password: &'a Password,
    /// Whether its user is to set another.
    pub must_change: bool,
    /// The user's key, where it is unlocked: it stays. Otherwise there is a new one, and what stands in the log is proved by
    /// the one before.
    pub key: Option<&'a UserKey>,
}

/// Sets the password of a user in the transaction of a command, and has it unlock the user's key from now on, which is
/// answered. Whoever signs the entry of the command vouches for the key, where it is a new one.
pub(in crate::desk) fn put_password(
    db: &Db,
    user: &StoredUser,
    new: NewPassword<'_>,
    now: DateTime<Utc>,
) -> Result<UserKey, Refusal> {
    let NewPassword { password, must_change, key } = new;
    let wrong = |fault| Refusal::bad_field("password", FieldError::Password(fault));
    password.check_for(&user.name).map_err(wrong)?;
    let hash = hashing::hashed(password.as_bytes())?;
    sign_in::put_password(db, user.id, &StoredPassword { hash, must_change, set_at: now })?;
    // A key of before somebody else set the password is not what signs any more.
    let newest = sign_in::key(db, user.id)?.map(|newest| newest.public);
    if let Some(key) = key.filter(|key| newest.as_deref() == Some(&key.public())) {
        sign_in::rewrap_key(db, &key.wrap(password)?)?;
        return Ok(key.clone());
    }
    let key = UserKey::random()?;
    sign_in::insert_key(db, user.id, &key.wrap(password)?, now)?;
    Ok(key)
}

/// Whether this is the password of a user.
pub(in crate::desk) fn has_password(db: &Db, user: UserId, password: &Password) -> Result<bool, Refusal> {
    let stored = sign_in::password(db, user)?;
    stored.map_or(Ok(false), |stored| hashing::is_of(password.as_bytes(), &stored.hash))
}

impl Desk {
    /// Has somebody sign in: what is done at this desk from now on is done as them, and signed by them.
    ///
    /// # Errors
    /// [`TurnedAway`]; whoever has signed in before stays.
    pub fn sign_in(&mut self, name: &str, password: &Password) -> Result<SignedIn, TurnedAway> {
        match verify(&self.db, name, password) {
            Ok(verified) => Ok(self.let_in(verified)),
            Err(refused) => Err(self.turn_away(refused)),
        }
    }

    /// Seats a user whose password was right.
    pub fn let_in(&mut self, verified: Verified) -> SignedIn {
        let Verified { user, signed_in, renewed, key } = verified;
        self.sit(Some(Seat::of(&user, key)));
        self.wrong.borrow_mut().remove(&user.id);
        // Where the store cannot be written just now, whoever is right comes in all the same.
        if signed_in.failures > 0 {
            let _ = self.db.transaction(|db| sign_in::forget_failures(db, user.id));
        }
        if let Some(Renewed { tried, hash, key }) = renewed {
            let _ = self.transact_by(Principal::User(None), "renew_password_hash", EVERYBODY, |tx| {
                // Another password may have been set since.
                if sign_in::password(tx.db, tx.user.id)?.is_none_or(|now| now.hash != tried) {
                    return Err(Refusal::conflict(Noun::User, &tx.user.name));
                }
                sign_in::renew(tx.db, tx.user.id, &hash)?;
                key.as_ref().map_or(Ok(()), |key| sign_in::rewrap_key(tx.db, key))?;
                Ok::<_, Refusal>(((), json!({ "name": tx.user.name })))
            });
        }
        signed_in
    }

    /// Counts a wrong password; how long its answer is kept back.
    pub fn turn_away(&self, refused: Unverified) -> TurnedAway {
        let now = self.clock.now();
        let count = |user| self.db.transaction(|db| sign_in::count_failure(db, user, now));
        let failures = refused.user.map_or(1, |user| count(user).unwrap_or_else(|_| self.count_here(user)));
        let is_wrong = matches!(refused.refusal, Refusal::SignInFailed { .. });
        if is_wrong {
            self.keep_failure(&refused);
        }
        let wait = if is_wrong { wait_after(failures) } else { Duration::ZERO };
        TurnedAway { refusal: refused.refusal, wait }
    }

    /// Counts a wrong password where the store cannot be written, as one that is only looked at.
    fn count_here(&self, user: UserId) -> u64 {
        let before = sign_in::failures(&self.db, user).ok().flatten().map_or(0, |failures| failures.count);
        let mut wrong = self.wrong.borrow_mut();
        let here = wrong.entry(user).or_default();
        *here += 1;
        before + *here
    }

    /// Writes into the log that somebody was not let in: the program says so, since who it was is not known. The name is
    /// written down where it is a user's; what else was typed is not, since it may be a password.
    fn keep_failure(&self, refused: &Unverified) {
        let kept = self.db.transaction(|db| {
            let user = refused.user.map(|user| user::by_id(db, user)).transpose()?.flatten();
            let request = user.as_ref().map_or_else(|| json!({}), |user| json!({ "name": user.name }));
            let by = user::program(db)?.id;
            self.write_attempt(db, self.clock, (by, "sign_in"), &request, Some(Attempt::SignInFailed))
        });
        // Where the store cannot be written just now, they are turned away all the same.
        drop(kept);
    }

    /// Has whoever has this seat at the desk from now on, or nobody.
    fn sit(&mut self, seat: Option<Seat>) {
        self.hand.signer = seat.as_ref().and_then(Seat::signer).unwrap_or_else(Signer::of_machine);
        self.seat = seat;
    }

    /// Has nobody at this desk any more.
    pub fn sign_out(&mut self) {
        self.sit(None);
    }

    /// Who has signed in at this desk.
    ///
    /// # Errors
    /// `store`.
    pub fn who(&self) -> Result<Option<StoredUser>, Refusal> {
        match &self.seat {
            Some(seat) => seat.user(&self.db),
            None => Ok(None),
        }
    }

    /// The seat of whoever has signed in, for another desk at the same store.
    pub fn seat(&self) -> Option<Seat> {
        self.seat.clone()
    }

    /// Takes the seat that somebody had at another desk of this store.
    pub fn take_seat(&mut self, seat: &Seat) {
        self.sit(Some(seat.clone()));
    }

    /// Begins a new store with sign-in: its first user gets a name and a password, everybody has to sign in from now on,
    /// and that user is signed in here. The code is shown once.
    ///
    /// # Errors
    /// `bad-field`; `conflict`: the store has other users already, or one who has a password.
    pub fn begin_sign_in(&mut self, name: &Line, password: &Password) -> Result<RecoveryCode, Refusal> {
        let name = name.given().ok_or(Refusal::bad_field("name", FieldError::Missing))?;
        let code = RecoveryCode::random()?;
        let (first, key) = self.transact_by(Principal::User(None), "begin_sign_in", ADMIN, |tx| {
            let users = user::all(tx.db)?;
            let is_new = users.len() == 1 && tx.user.name == FIRST_USER;
            if !is_new || sign_in::password(tx.db, tx.user.id)?.is_some() {
                return Err(Refusal::conflict(Noun::User, &tx.user.name));
            }
            if user::who_looks_like(tx.db, &name)?.is_some_and(|there| there != FIRST_USER) {
                return Err(Refusal::conflict(Noun::User, &*name));
            }
            user::rename(tx.db, tx.user.id, &name)?;
            setting::put(tx.db, DEFAULT_USER, &name)?;
            let first = StoredUser { name: name.to_string(), ..tx.user.clone() };
            let new = NewPassword { password, must_change: false, key: None };
            let key = put_password(tx.db, &first, new, tx.moment.now)?;
            sign_in::put_recovery_code(tx.db, first.id, &hashing::hashed(code.as_bytes())?, tx.moment.now)?;
            require_sign_in(tx.db, true)?;
            Ok::<_, Refusal>(((first, key), json!({ "name": &*name })))
        })?;
        self.sit(Some(Seat::of(&first, Some(key))));
        Ok(code)
    }

    /// Makes a recovery code for the admin at this desk, in the place of the one before. The code is shown once.
    ///
    /// # Errors
    /// `not-permitted`, `store`.
    pub fn make_recovery_code(&mut self, by: Option<&str>) -> Result<RecoveryCode, Refusal> {
        let code = RecoveryCode::random()?;
        let hash = hashing::hashed(code.as_bytes())?;
        self.transact_by(Principal::User(by), "make_recovery_code", ADMIN, |tx| {
            sign_in::put_recovery_code(tx.db, tx.user.id, &hash, tx.moment.now)?;
            Ok::<_, Refusal>(((), json!({ "name": tx.user.name })))
        })?;
        Ok(code)
    }

    /// Has an admin who gives the recovery code set another password, which uses the code up, and signs them in.
    ///
    /// # Errors
    /// [`TurnedAway`]: also `bad-field`, where the password cannot be taken.
    pub fn recover(
        &mut self,
        name: &str,
        code: &RecoveryCode,
        password: &Password,
    ) -> Result<SignedIn, TurnedAway> {
        let admin = self.coded(name, code).map_err(|refused| self.turn_away(refused))?;
        let before = self.seat.clone();
        self.sit(Some(Seat::of(&admin, None)));
        let done = self.transact_by(Principal::User(None), "recover", ADMIN, |tx| {
            let new = NewPassword { password, must_change: false, key: None };
            let key = put_password(tx.db, tx.user, new, tx.moment.now)?;
            sign_in::remove_recovery_code(tx.db, tx.user.id)?;
            sign_in::forget_failures(tx.db, tx.user.id)?;
            Ok::<_, Refusal>((key, json!({ "name": tx.user.name })))
        });
        match done {
            Ok(key) => self.sit(Some(Seat::of(&admin, Some(key)))),
            Err(refusal) => {
                self.sit(before);
                return Err(TurnedAway { refusal, wait: Duration::ZERO });
            }
        }
        Ok(SignedIn { name: admin.name, must_change: false, failures: 0, last_failed_at: None })
    }

    /// The active user of this name, whose recovery code it is.
    fn coded(&self, name: &str, code: &RecoveryCode) -> Result<StoredUser, Unverified> {
        let wrong = |user| Unverified::new(user, SignInFault::WrongCode);
        let user = user::by_look(&self.db, name)?.filter(StoredUser::is_active).ok_or(wrong(None))?;
        let hash = sign_in::recovery_code(&self.db, user.id)?.ok_or(wrong(Some(&user)))?;
        if hashing::is_of(code.as_bytes(), &hash)? { Ok(user) } else { Err(wrong(Some(&user))) }
    }
}
