//! Whose keys may sign what: as long as everybody has to sign in, an entry in somebody's name is signed with a key of
//! theirs, or with that of a service that names them; and a key of somebody is one that an entry made known which was
//! signed by them, by an admin, or with the recovery code.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;

use crate::domain::ids::{KeyId, UserId};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::audit::StoredEntry;
use crate::store::engine::Db;
use crate::store::{seal, signing_key, user};

/// The program itself, for which the machine signs that it runs on.
const PROGRAM: UserId = UserId(0);

/// What is done with a recovery code, before there is a key that its user could sign with.
const RECOVER: &str = "recover";

struct Key {
    public: Vec<u8>,
    user: Option<UserId>,
    /// An entry that may do so has made it known; of a machine, one was signed with it.
    is_known: bool,
}

/// The keys of a store, on the way through its log.
#[derive(Default)]
pub(super) struct Signers {
    keys: HashMap<KeyId, Key>,
    /// The roles that each user has or had.
    roles: HashMap<UserId, HashSet<Role>>,
    ids: HashMap<String, UserId>,
    is_sign_in_required: bool,
}

/// What the log says of users and their roles.
#[derive(Deserialize)]
struct Staff {
    name: String,
    roles: HashSet<Role>,
}

impl Signers {
    /// # Errors
    /// `store`.
    pub(super) fn of(db: &Db) -> Result<Self, Refusal> {
        let key = |(id, public, user)| (id, Key { public, user, is_known: false });
        let users = user::all(db)?;
        Ok(Self {
            keys: signing_key::all(db)?.into_iter().map(key).collect(),
            roles: users.iter().map(|user| (user.id, user.roles.iter().copied().collect())).collect(),
            ids: users.into_iter().map(|user| (user.name, user.id)).collect(),
            is_sign_in_required: false,
        })
    }

    pub(super) fn keys(&self) -> usize {
        self.keys.len()
    }

    /// The public half of the key that an entry names.
    pub(super) fn public(&self, entry: &StoredEntry) -> Option<&[u8]> {
        Some(&self.keys.get(&entry.key?)?.public)
    }

    /// Whether an entry is the first that is signed with the key of a machine.
    pub(super) fn is_new_machine(&mut self, entry: &StoredEntry) -> bool {
        let key = entry.key.and_then(|key| self.keys.get_mut(&key)).filter(|key| key.user.is_none());
        key.is_some_and(|key| !std::mem::replace(&mut key.is_known, true))
    }

    /// Whether the key with which an entry is signed may sign it; goes on with what the entry says of keys and roles.
    pub(super) fn accept(&mut self, entry: &StoredEntry) -> bool {
        let are_made_known = self.make_known(entry);
        let is_signer = !self.is_sign_in_required || entry.by == PROGRAM || self.may_sign(entry);
        self.follow(entry);
        is_signer && are_made_known
    }

    fn may_sign(&self, entry: &StoredEntry) -> bool {
        match entry.key.and_then(|key| self.keys.get(&key)) {
            Some(Key { user: Some(user), is_known, .. }) => {
                *is_known && (*user == entry.by || self.had(*user, Role::Service))
            }
            Some(_) => entry.op == RECOVER,
            None => false,
        }
    }

    /// Takes note of the keys that an entry makes known; whether it may.
    fn make_known(&mut self, entry: &StoredEntry) -> bool {
        let signer =
            entry.key.and_then(|key| self.keys.get(&key)).filter(|key| key.is_known || key.user.is_none());
        let is_machine = signer.is_some_and(|signer| signer.user.is_none());
        let signer = signer.and_then(|signer| signer.user);
        let mut may = true;
        for id in keys_in(entry) {
            let Some(Key { user: Some(user), .. }) = self.keys.get(&id) else { continue };
            may &= !self.is_sign_in_required
                || signer.is_some_and(|signer| signer == *user || self.had(signer, Role::Admin))
                || (is_machine && entry.op == RECOVER);
            if let Some(key) = self.keys.get_mut(&id) {
                key.is_known = true;
            }
        }
        may
    }

    fn follow(&mut self, entry: &StoredEntry) {
        if entry.refused.is_some() {
            return;
        }
        let request = || serde_json::from_str::<Value>(&entry.request).ok();
        match entry.op.as_str() {
            "begin_sign_in" => self.is_sign_in_required = true,
            "set_sign_in" => {
                self.is_sign_in_required =
                    request().and_then(|request| request.get("required")?.as_bool()).unwrap_or(true);
            }
            "add_user" | "change_user" => {
                let staff = serde_json::from_str::<Staff>(&entry.request).ok();
                if let Some((user, staff)) =
                    staff.and_then(|staff| Some((*self.ids.get(&staff.name)?, staff)))
                {
                    self.roles.entry(user).or_default().extend(staff.roles);
                }
            }
            _ => {}
        }
    }

    fn had(&self, user: UserId, role: Role) -> bool {
        self.roles.get(&user).is_some_and(|roles| roles.contains(&role))
    }
}

/// The entry that made a key known, where one says so.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn known_since(db: &Db, key: KeyId) -> Result<Option<i64>, Refusal> {
    let mut known = None;
    seal::each_with_keys(db, |(entry, changes)| {
        if added_keys(&changes).contains(&key) {
            known = Some(entry);
        }
        Ok(known.is_none())
    })?;
    Ok(known)
}

/// The keys that an entry says it added.
fn keys_in(entry: &StoredEntry) -> Vec<KeyId> {
    let changes = entry.changes.as_deref().filter(|changes| changes.contains("signing_key"));
    changes.map_or_else(Vec::new, added_keys)
}

fn added_keys(changes: &str) -> Vec<KeyId> {
    let told = serde_json::from_str::<Value>(changes).unwrap_or_default();
    let rows = told.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
    let added = rows.iter().filter(|row| row["table"] == "signing_key" && row.get("before").is_none());
    added.filter_map(|row| row["key"]["id"].as_i64()).map(KeyId).collect()
}
