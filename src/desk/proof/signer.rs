//! Who signs the entries of the log: the user who is signed in, with a key that the password unlocks; or this machine, with
//! a key that is kept outside the store.

use std::fmt;
use std::fs;
use std::io;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::machine;
use crate::domain::ids::{KeyId, UserId};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::signing_key::{self, NewKey};

/// What stands before what is signed, so that a signature is of an entry of this store and of nothing else.
const SIGNED: &[u8] = b"fapiao-desk audit entry of store ";

/// A key to sign with.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    user: Option<UserId>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("user", &self.user).finish_non_exhaustive()
    }
}

/// The machine's, which is read once.
static MACHINE: LazyLock<Arc<Signer>> = LazyLock::new(|| {
    let secret = kept_secret().unwrap_or_else(|_| secret());
    Arc::new(Signer { key: SigningKey::from_bytes(&secret), user: None })
});

impl Signer {
    /// This machine, as whoever runs the program. Where its key cannot be kept, it has another each time.
    #[must_use]
    pub fn of_machine() -> Arc<Self> {
        Arc::clone(&MACHINE)
    }

    /// A user, by the private half of the key.
    #[must_use]
    pub fn of_user(user: UserId, secret: &[u8; 32]) -> Arc<Self> {
        Arc::new(Self { key: SigningKey::from_bytes(secret), user: Some(user) })
    }

    /// The public half of its key.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// The key as the store knows it. One that it does not know yet is made known with the entry that is written next.
    ///
    /// # Errors
    /// `store`.
    pub(crate) fn known(&self, db: &Db, made_at: DateTime<Utc>) -> Result<KeyId, Refusal> {
        match signing_key::by_public(db, self.public())? {
            Some(key) => Ok(key),
            None => signing_key::insert(db, NewKey { user: self.user, public: self.public(), made_at }),
        }
    }

    /// Whose key it is; none: a machine's.
    pub(crate) fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The signature over a document, which never begins as what is signed of an entry does.
    pub(crate) fn sign_document(&self, document: &[u8]) -> [u8; 64] {
        self.key.sign(document).to_bytes()
    }

    /// The signature over the hash of an entry of this store.
    pub(crate) fn sign(&self, store: &str, hash: &[u8]) -> Vec<u8> {
        self.key.sign(&message(store, hash)).to_bytes().to_vec()
    }
}

/// Whether a signature over the hash of an entry of this store is by the key with this public half.
pub(in crate::desk) fn is_signed(store: &str, hash: &[u8], public: &[u8], signature: &[u8]) -> bool {
    let key = public.try_into().ok().and_then(|public| VerifyingKey::from_bytes(public).ok());
    let signature = Signature::from_slice(signature).ok();
    let message = message(store, hash);
    key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(&message, &signature).is_ok())
}

/// Whether a signature over a document is by the key with this public half.
pub(in crate::desk) fn is_document_signed(document: &[u8], public: &[u8; 32], signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_bytes(public);
    key.is_ok_and(|key| key.verify_strict(document, &Signature::from_bytes(signature)).is_ok())
}

fn message(store: &str, hash: &[u8]) -> Vec<u8> {
    [SIGNED, store.as_bytes(), b"\0", hash].concat()
}

/// 32 bytes that nobody can guess.
fn secret() -> [u8; 32] {
    let mut secret = [0; 32];
    // A system without random numbers has nothing to keep a key in either.
    let _ = getrandom::fill(&mut secret);
    secret
}

/// The private half of the machine's key, which is made where there is none.
fn kept_secret() -> io::Result<[u8; 32]> {
    let Some(folder) = machine::folder() else { return Ok(secret()) };
    let path = folder.join("signing.key");
    let kept = || {
        let bytes = fs::read(&path)?;
        <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
    };
    match kept() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Another program may be first.
            let _ = machine::write(&path, &secret(), true);
            kept()
        }
        kept => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_one_store_one_entry_and_one_key() {
        let (one, other) = (Signer::of_user(UserId(1), &[7; 32]), Signer::of_user(UserId(1), &[8; 32]));
        let signature = one.sign("a", &[1; 32]);
        assert!(is_signed("a", &[1; 32], &one.public(), &signature));
        assert!(!is_signed("b", &[1; 32], &one.public(), &signature));
        assert!(!is_signed("a", &[2; 32], &one.public(), &signature));
        assert!(!is_signed("a", &[1; 32], &other.public(), &signature));
        assert!(!is_signed("a", &[1; 32], &one.public(), &[0; 64]));
        assert!(!is_signed("a", &[1; 32], b"no key", &signature));
    }

    #[test]
    fn nothing_of_the_private_half_is_shown() {
        assert_eq!(
            format!("{:?}", Signer::of_user(UserId(3), &[7; 32])),
            "Signer { user: Some(UserId(3)), .. }"
        );
    }
}
