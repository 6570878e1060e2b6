//! `email-invalid`: an e-mail address that is malformed; several may be given, at most 200 characters together.

use super::Case;
use crate::domain::email::emails;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    match case.email.map(str::trim).filter(|email| !email.is_empty()) {
        None => Ok(()),
        Some(email) => emails(email).map(|_| ()).map_err(|fault| Refusal::EmailInvalid { fault }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use crate::domain::email::EmailError;

    #[test]
    fn each_of_several_addresses_must_be_one() {
        let mut world = World::qweather();
        world.email = Some("a@example.com,b@example.com".into());
        assert_eq!(world.refused_by(), None);
        world.email = Some("a@example.com,b".into());
        assert_eq!(world.refused_by(), Some(RuleId::EmailInvalid));
    }

    #[test]
    fn two_hundred_characters_are_allowed_and_one_more_is_not() {
        let mut world = World::qweather();
        let twelve = ["a@example.com,"; 12].concat();
        let email = format!("{twelve}{}@example.com", "b".repeat(20));
        assert_eq!(email.len(), 200);
        world.email = Some(email.clone());
        assert_eq!(world.refused_by(), None);
        world.email = Some(format!("b{email}"));
        assert_eq!(world.refuse(), Err(Refusal::EmailInvalid { fault: EmailError::TooLong }));
    }
}
