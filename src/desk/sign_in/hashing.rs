//! Passwords and recovery codes as the store keeps them: PHC strings of Argon2id, with salts of the system's randomness.

use argon2::password_hash::phc::{ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use zeroize::Zeroizing;

use crate::desk::unwritable;
use crate::domain::refusal::{Refusal, StoreFault};

/// What a hash costs: 19 MiB and two passes, as OWASP recommends. Where these rise, a password is hashed anew when its
/// user signs in.
const PARAMS: Params = Params::DEFAULT;

/// The hash of a secret, as it is kept.
///
/// # Errors
/// `store`: the system gives no randomness or memory.
pub(super) fn hashed(secret: &[u8]) -> Result<String, Refusal> {
    let hash = argon2().hash_password_with_salt(secret, &random::<16>()?).map_err(failed)?;
    Ok(hash.to_string())
}

/// Whether this is the secret that was hashed; compared in constant time.
///
/// # Errors
/// `store`: what is kept is no hash.
pub(super) fn is_of(secret: &[u8], kept: &str) -> Result<bool, Refusal> {
    let kept = PasswordHash::new(kept).map_err(unwritable)?;
    match argon2().verify_password(secret, &kept) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// How a key is made of a secret: what that costs today, and a salt of its own, as a PHC string without a hash.
///
/// # Errors
/// `store`: the system gives no randomness.
pub(super) fn derivation() -> Result<String, Refusal> {
    let salt = Salt::new(&random::<16>()?).map_err(failed)?;
    let derivation = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&PARAMS).map_err(failed)?,
        salt: Some(salt),
        hash: None,
    };
    Ok(derivation.to_string())
}

/// The key that is made so of a secret; none where that is no way to make one.
///
/// # Errors
/// `store`: the system gives no memory.
pub(super) fn derived(secret: &[u8], derivation: &str) -> Result<Option<Zeroizing<[u8; 32]>>, Refusal> {
    let parts = PasswordHash::new(derivation).ok();
    let parts = parts.and_then(|parts| Some((Params::try_from(&parts).ok()?, parts.salt?)));
    let Some((params, salt)) = parts else { return Ok(None) };
    let mut key = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(secret, &salt, &mut *key).map_err(failed)?;
    Ok(Some(key))
}

/// Whether a hash, or the way to make a key, costs less than one made today.
pub(super) fn is_outdated(kept: &str) -> bool {
    let params = PasswordHash::new(kept).ok().and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| {
        params.m_cost() < PARAMS.m_cost()
            || params.t_cost() < PARAMS.t_cost()
            || params.p_cost() < PARAMS.p_cost()
    })
}

/// Bytes of the system's randomness.
///
/// # Errors
/// `store`: it gives none.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

pub(super) fn failed(detail: impl ToString) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: detail.to_string() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_its_secret_alone_and_never_made_twice() {
        let kept = hashed(b"correct horse").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_of(b"correct horse", &kept).unwrap() && !is_of(b"correct horsf", &kept).unwrap());
        assert_ne!(hashed(b"correct horse").unwrap(), kept);
        assert!(!is_outdated(&kept));
        assert!(is_of(b"x", "no hash").is_err());
    }

    #[test]
    fn a_cheaper_hash_is_good_and_outdated() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let kept = cheap.hash_password_with_salt(b"correct horse", &[7; 16]).unwrap().to_string();
        assert!(is_of(b"correct horse", &kept).unwrap() && is_outdated(&kept));
    }
}
