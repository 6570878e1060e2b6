//! `four-eyes`: who submitted can never be who reviews, whoever asks and by whatever way in.

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;

/// Asks whether `reviewer`, called `name`, may decide on what `submitter` submitted.
///
/// # Errors
/// `four-eyes`.
pub fn check(submitter: UserId, reviewer: UserId, name: &str) -> Result<(), Refusal> {
    if submitter == reviewer { Err(Refusal::FourEyes { by: name.to_owned() }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_person_may_decide() {
        assert_eq!(check(UserId(1), UserId(2), "李强"), Ok(()));
        assert_eq!(check(UserId(1), UserId(1), "王敏"), Err(Refusal::FourEyes { by: "王敏".into() }));
    }
}
