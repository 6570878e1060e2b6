//! The key of a user, with which what they do is signed. Its private half is in the store, wrapped by a key that comes of
//! the password alone: whoever has the store and not the password cannot sign as that user.

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use super::hashing::{derivation, derived, failed, random};
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;
use crate::store::sign_in::StoredKey;

/// How many bytes stand before what is wrapped.
const NONCE: usize = 24;

/// A user's key, unlocked; wiped from memory when nobody has it any more.
#[derive(Clone)]
pub struct UserKey(Arc<SigningKey>);

impl UserKey {
    /// A new one.
    ///
    /// # Errors
    /// `store`: the system gives no randomness.
    pub(super) fn random() -> Result<Self, Refusal> {
        Ok(Self(Arc::new(SigningKey::from_bytes(&Zeroizing::new(random()?)))))
    }

    /// The key itself, for who signs.
    pub fn signing_key(&self) -> &SigningKey {
        &self.0
    }

    /// The half that anybody may know.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// It, for the store.
    ///
    /// # Errors
    /// `store`: the system gives no randomness or memory.
    pub(super) fn wrap(&self, password: &Password) -> Result<StoredKey, Refusal> {
        let (public, salt, nonce) = (self.public(), derivation()?, random::<NONCE>()?);
        let private = Zeroizing::new(self.0.to_bytes());
        let payload = Payload { msg: &*private, aad: &public };
        let cipher = wrapping(password, &salt)?.ok_or_else(|| failed("argon2"))?;
        let sealed = cipher.encrypt(&nonce.into(), payload).map_err(failed)?;
        Ok(StoredKey { public: public.to_vec(), wrapped: [&nonce[..], &sealed].concat(), salt })
    }

    /// What is kept, unlocked; none where it is another password's, or not what was kept.
    ///
    /// # Errors
    /// `store`: the system gives no memory.
    pub(super) fn unwrap(kept: &StoredKey, password: &Password) -> Result<Option<Self>, Refusal> {
        let Some((nonce, sealed)) = kept.wrapped.split_first_chunk::<NONCE>() else { return Ok(None) };
        let payload = Payload { msg: sealed, aad: &kept.public };
        let Some(cipher) = wrapping(password, &kept.salt)? else { return Ok(None) };
        let opened = cipher.decrypt(&(*nonce).into(), payload);
        let Some(private) = opened.ok().map(Zeroizing::new) else { return Ok(None) };
        let private: Option<Zeroizing<[u8; 32]>> = private.as_slice().try_into().ok().map(Zeroizing::new);
        let key = private.map(|private| Self(Arc::new(SigningKey::from_bytes(&private))));
        Ok(key.filter(|key| key.public()[..] == kept.public))
    }
}

/// The cipher whose key comes of a password, in the way that was kept; none where that is none.
fn wrapping(password: &Password, salt: &str) -> Result<Option<XChaCha20Poly1305>, Refusal> {
    let key = derived(password.as_bytes(), salt)?;
    key.map(|key| XChaCha20Poly1305::new_from_slice(&*key).map_err(failed)).transpose()
}

impl fmt::Debug for UserKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_unlocked_by_its_password_alone_and_only_as_it_was_kept() {
        let (right, wrong) = (Password::typed("雨后的山谷与竹林"), Password::typed("雨后的山谷与竹叶"));
        let key = UserKey::random().unwrap();
        let kept = key.wrap(&right).unwrap();
        let public = |key: Option<UserKey>| key.map(|key| key.public().to_vec());
        assert_eq!(public(UserKey::unwrap(&kept, &right).unwrap()), Some(kept.public.clone()));
        assert_eq!(public(UserKey::unwrap(&kept, &wrong).unwrap()), None);
        let other = UserKey::random().unwrap().wrap(&right).unwrap();
        for forged in [
            StoredKey { public: other.public, ..kept.clone() },
            StoredKey { wrapped: other.wrapped, ..kept.clone() },
            StoredKey { salt: other.salt, ..kept.clone() },
            StoredKey { wrapped: Vec::new(), ..kept.clone() },
            StoredKey { salt: "no salt".to_owned(), ..kept.clone() },
            StoredKey { salt: kept.salt.replace("t=2", "t=3"), ..kept.clone() },
        ] {
            assert_eq!(public(UserKey::unwrap(&forged, &right).unwrap()), None);
        }
        let private = key.signing_key().to_bytes();
        assert!(!kept.wrapped.windows(32).any(|window| window == private));
        assert_eq!(format!("{key:?}"), "UserKey");
    }

    #[test]
    fn it_is_wrapped_anew_for_another_password() {
        let (old, new) = (Password::typed("雨后的山谷与竹林"), Password::typed("竹林里的另一场雨"));
        let key = UserKey::random().unwrap();
        let (first, second) = (key.wrap(&old).unwrap(), key.wrap(&new).unwrap());
        assert_eq!(first.public, second.public);
        assert_ne!((first.wrapped, first.salt), (second.wrapped.clone(), second.salt.clone()));
        assert!(UserKey::unwrap(&second, &old).unwrap().is_none());
        assert!(UserKey::unwrap(&second, &new).unwrap().is_some());
    }
}
