//! `four-eyes`: neither who submitted nor who last changed what was submitted can be who reviews, whoever asks and by
//! whatever way in.

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;

/// Asks whether `reviewer`, called `name`, may decide on what `submitter` submitted.
pub fn check(submitter: UserId, reviewer: UserId, name: &str) -> Result<(), Refusal> {
    if submitter == reviewer { Err(Refusal::FourEyes { by: name.to_owned() }) } else { Ok(()) }
}

/// Asks whether `reviewer`, called `name`, may work on info that `submitter` submitted and `changer` last changed.
/// Where it is not known who did (none), only the submitter is asked about.
pub fn check_review(
    submitter: UserId,
    changer: Option<UserId>,
    reviewer: UserId,
    name: &str,
) -> Result<(), Refusal> {
    check(submitter, reviewer, name)?;
    changer.map_or(Ok(()), |changer| check(changer, reviewer, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_person_may_decide() {
        assert_eq!(check(UserId(1), UserId(2), "李强"), Ok(()));
        assert_eq!(check(UserId(1), UserId(1), "王敏"), Err(Refusal::FourEyes { by: "王敏".into() }));
    }

    #[test]
    fn neither_who_submitted_nor_who_last_changed_the_info_may_review_it() {
        let review = |changer: Option<i64>, reviewer| {
            check_review(UserId(1), changer.map(UserId), UserId(reviewer), "李强")
        };
        let refused = Err(Refusal::FourEyes { by: "李强".into() });
        assert_eq!(review(Some(2), 1), refused, "submitted it");
        assert_eq!(review(Some(2), 2), refused, "changed it");
        assert_eq!(review(Some(1), 1), refused, "both");
        assert_eq!(review(None, 1), refused);
        assert_eq!(review(Some(2), 3), Ok(()));
        assert_eq!(review(None, 3), Ok(()));
    }
}
