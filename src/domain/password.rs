//! Passwords of users, as they are chosen. What is typed in another width or another way of composing letters is the same
//! password. A password is in no log, message or answer: it is not written as JSON, and printed as nothing.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::reading;
use super::text::{MAX_TEXT_CHARS, is_unseen};

/// The shortest password that can be chosen, in characters.
pub const MIN_PASSWORD_CHARS: usize = 8;

/// How many characters a password has to have besides the user's own name.
const MIN_CHARS_BESIDES_THE_NAME: usize = 4;

/// The passwords that are tried first everywhere, in small letters.
const WORST: &[&str] = &[
    "0123456789",
    "0987654321",
    "1234567890",
    "123456789",
    "12345678",
    "87654321",
    "11223344",
    "12341234",
    "1q2w3e4r",
    "1qaz2wsx",
    "1qaz@wsx",
    "5201314520",
    "52013145",
    "a1234567",
    "a12345678",
    "a123456789",
    "aa123456",
    "aa123456789",
    "abc12345",
    "abc123456",
    "abcd1234",
    "admin123",
    "admin1234",
    "administrator",
    "asd123456",
    "asdfghjkl",
    "baseball",
    "changeme",
    "fapiao123",
    "fapiao-desk",
    "football",
    "iloveyou",
    "kaipiao123",
    "letmein1",
    "p@ssw0rd",
    "passw0rd",
    "password",
    "password1",
    "password123",
    "princess",
    "q1w2e3r4",
    "qazwsxedc",
    "qq123456",
    "qwer1234",
    "qwerty123",
    "qwertyui",
    "qwertyuiop",
    "sunshine",
    "superman",
    "trustno1",
    "welcome1",
    "woaini1314",
    "woaini520",
    "woaini521",
    "zaq12wsx",
    "zxcvbnm123",
    "zxcvbnm,",
];

/// A password, wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

/// Why a password cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum PasswordFault {
    /// It has fewer characters than this.
    TooShort { min: usize },
    /// It has more.
    TooLong { max: usize },
    /// It is one that everybody tries first.
    Common,
    /// It is little more than the user's own name.
    OwnName,
}

impl Password {
    /// The kind of it, see [`reading::text`].
    pub const KIND: &str = "Password";

    /// What is typed to sign in, which may be wrong in every way. A character that shows nothing, as comes along where
    /// text is pasted, is no part of it.
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.nfkc().filter(|character| !is_unseen(*character)).collect()))
    }

    /// Its bytes, to be hashed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether a user of this name may choose it.
    ///
    /// # Errors
    /// It has little besides the name.
    pub fn check_for(&self, name: &str) -> Result<(), PasswordFault> {
        let (password, name) = (Zeroizing::new(self.0.to_lowercase()), Self::typed(&name.to_lowercase()).0);
        let besides = Zeroizing::new(password.replace(name.trim(), ""));
        if besides.len() < password.len() && besides.chars().count() < MIN_CHARS_BESIDES_THE_NAME {
            return Err(PasswordFault::OwnName);
        }
        Ok(())
    }
}

impl TryFrom<&str> for Password {
    type Error = PasswordFault;

    fn try_from(text: &str) -> Result<Self, PasswordFault> {
        let password = Self::typed(text);
        let length = password.0.chars().count();
        if length < MIN_PASSWORD_CHARS {
            return Err(PasswordFault::TooShort { min: MIN_PASSWORD_CHARS });
        }
        if length > MAX_TEXT_CHARS {
            return Err(PasswordFault::TooLong { max: MAX_TEXT_CHARS });
        }
        let small = Zeroizing::new(password.0.to_lowercase());
        let mut characters = small.chars();
        let first = characters.next();
        if WORST.contains(&small.as_str()) || characters.all(|character| Some(character) == first) {
            return Err(PasswordFault::Common);
        }
        Ok(password)
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::text(deserializer, Self::KIND, |text| Self::try_from(text).map_err(|_| "not a password"))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<PasswordFault> {
        Password::try_from(text).err()
    }

    #[test]
    fn what_is_refused_says_why() {
        let short = Some(PasswordFault::TooShort { min: 8 });
        assert_eq!((fault("开票台密码七个"), fault("开票台的密码八个")), (short, None));
        assert_eq!((fault(""), fault("1234567")), (short, short));
        assert_eq!(
            (fault(&"ab".repeat(250)), fault(&"ab".repeat(251))),
            (None, Some(PasswordFault::TooLong { max: 500 }))
        );
        for common in ["12345678", "PassWord", "１２３４５６７８", "88888888", "啊啊啊啊啊啊啊啊"]
        {
            assert_eq!(fault(common), Some(PasswordFault::Common), "{common}");
        }
    }

    #[test]
    fn nothing_is_asked_of_what_it_is_made_of() {
        for text in ["correct horse battery", "三文鱼和牛油果", "aaaaaaab", "  blanks  "] {
            assert_eq!(
                fault(text),
                if text.chars().count() < 8 { Some(PasswordFault::TooShort { min: 8 }) } else { None }
            );
        }
    }

    #[test]
    fn the_name_of_the_user_is_no_password() {
        let check = |password: &str, name: &str| Password::try_from(password).unwrap().check_for(name);
        assert_eq!(check("WangXiaoMin", "wangxiaomin"), Err(PasswordFault::OwnName));
        assert_eq!(check("wangmin001", "WangMin"), Err(PasswordFault::OwnName));
        assert_eq!(check("wangmin-4711", "wangmin"), Ok(()));
        assert_eq!(check("desk desk", "desk"), Err(PasswordFault::OwnName));
        assert_eq!(check("correct horse", "王敏"), Ok(()));
    }

    #[test]
    fn how_it_was_typed_makes_no_difference() {
        assert_eq!(Password::typed("ａｂｃ１２３"), Password::typed("abc123"));
        assert_eq!(Password::typed("e\u{301}"), Password::typed("é"));
        assert_eq!(Password::typed("a\u{200B}bc\n"), Password::typed("abc"));
        assert_ne!(Password::typed("Abc"), Password::typed("abc"));
    }

    #[test]
    fn it_is_never_shown() {
        assert_eq!(format!("{:?}", Password::typed("correct horse")), "Password");
    }
}
