//! The recovery code of an admin: 128 bits of the system's randomness, printed or written down once, with which a
//! forgotten password is replaced by another.

use std::fmt;

use zeroize::Zeroizing;

use super::hashing::random;
use crate::domain::refusal::Refusal;

/// Letters and digits that nobody takes for another, five bits each.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters 128 bits are.
const LENGTH: usize = 26;

/// A code that was just made; it is shown once and kept as a hash alone.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    pub(super) fn random() -> Result<Self, Refusal> {
        let bits = u128::from_be_bytes(random::<16>()?);
        let digit = |place: usize| ALPHABET[(bits >> (5 * place)) as usize & 31] as char;
        Ok(Self(Zeroizing::new((0..LENGTH).map(digit).collect())))
    }

    /// As somebody typed it: with or without what stands between its groups, in small letters, an O for a zero.
    pub fn typed(text: &str) -> Self {
        let plain =
            text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            });
        Self(Zeroizing::new(plain.collect()))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// As it is shown and printed: `7KQ4M-2TX9B-…`.
    pub fn shown(&self) -> Zeroizing<String> {
        let mut shown = Zeroizing::new(String::new());
        for (place, character) in self.0.chars().enumerate() {
            if place > 0 && place % 5 == 0 && place < LENGTH - 1 {
                shown.push('-');
            }
            shown.push(character);
        }
        shown
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_is_shown_and_as_people_type_it() {
        let code = RecoveryCode::random().unwrap();
        let shown = code.shown();
        assert_eq!(shown.len(), 26 + 4, "five groups");
        assert_eq!(RecoveryCode::typed(&shown), code);
        let careless = shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryCode::typed(&careless), code);
        assert_ne!(RecoveryCode::random().unwrap(), code);
        assert_eq!(format!("{code:?}"), "RecoveryCode");
    }
}
