//! `four-eyes`: neither who submitted nor who last changed what was submitted can be who reviews, whoever asks and by
//! whatever way in; and where the policy says so, who applied does not record the issue, and neither who applied nor who
//! recorded the issue reverses.

use crate::domain::application::Step;
use crate::domain::ids::UserId;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

/// Asks whether `reviewer`, called `name`, may decide on what `submitter` submitted.
pub fn check(submitter: UserId, reviewer: UserId, name: &str) -> Result<(), Refusal> {
    if submitter == reviewer { Err(Refusal::FourEyes { by: name.to_owned(), second: None }) } else { Ok(()) }
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

impl Policy {
    /// Whether a second person is needed to take a step.
    pub const fn needs_second_person(&self, step: Step) -> bool {
        match step {
            Step::Issue => self.second_person_to_issue,
            Step::Reverse => self.second_person_to_reverse,
            Step::Accept | Step::Deliver | Step::Receive | Step::Cancel | Step::Reject => false,
        }
    }
}

/// Who has worked on an application before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstPersons {
    /// Who applied: where a plan did, the program and whoever had last changed the plan. Of whatever a service did for
    /// a user, both did it.
    pub applied: Vec<UserId>,
    /// Who recorded an issue of it.
    pub issued: Vec<UserId>,
}

/// What part a user had in an application before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// He is one of those who applied.
    pub has_applied: bool,
    /// He is one of those who recorded an issue of it.
    pub has_issued: bool,
}

impl Part {
    /// Whether the policy has another person than whoever had this part take a step.
    pub fn bars(self, policy: &Policy, step: Step) -> bool {
        policy.needs_second_person(step) && (self.has_applied || (step == Step::Reverse && self.has_issued))
    }
}

impl FirstPersons {
    /// Whether the policy has another person than `user` take a step.
    pub fn bar(&self, policy: &Policy, step: Step, user: UserId) -> bool {
        let part = Part { has_applied: self.applied.contains(&user), has_issued: self.issued.contains(&user) };
        part.bars(policy, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(by: &str) -> Result<(), Refusal> {
        Err(Refusal::FourEyes { by: by.to_owned(), second: None })
    }

    #[test]
    fn only_another_person_may_decide() {
        assert_eq!(check(UserId(1), UserId(2), "李强"), Ok(()));
        assert_eq!(check(UserId(1), UserId(1), "王敏"), refused("王敏"));
    }

    #[test]
    fn neither_who_submitted_nor_who_last_changed_the_info_may_review_it() {
        let review = |changer: Option<i64>, reviewer| {
            check_review(UserId(1), changer.map(UserId), UserId(reviewer), "李强")
        };
        let refused = refused("李强");
        assert_eq!(review(Some(2), 1), refused, "submitted it");
        assert_eq!(review(Some(2), 2), refused, "changed it");
        assert_eq!(review(Some(1), 1), refused, "both");
        assert_eq!(review(None, 1), refused);
        assert_eq!(review(Some(2), 3), Ok(()));
        assert_eq!(review(None, 3), Ok(()));
    }

    #[test]
    fn who_applied_does_not_issue_and_who_applied_or_issued_does_not_reverse_where_the_policy_says_so() {
        let (applied, issued, another) = (UserId(1), UserId(2), UserId(3));
        let first = FirstPersons { applied: vec![UserId(9), applied], issued: vec![issued] };
        let off = Policy::bundled().unwrap().remove(0);
        let to_issue = Policy { second_person_to_issue: true, ..off.clone() };
        let to_reverse = Policy { second_person_to_reverse: true, ..off.clone() };
        let barred =
            |policy: &Policy, step| [applied, issued, another].map(|user| first.bar(policy, step, user));
        for step in Step::ALL {
            assert_eq!(barred(&off, step), [false; 3], "{step:?}");
            assert_eq!(barred(&to_issue, step), [step == Step::Issue, false, false], "{step:?}");
            let reverses = step == Step::Reverse;
            assert_eq!(barred(&to_reverse, step), [reverses, reverses, false], "{step:?}");
        }
    }

    #[test]
    fn where_nobody_is_known_to_have_applied_nobody_is_barred() {
        let policy = Policy { second_person_to_issue: true, ..Policy::bundled().unwrap().remove(0) };
        assert!(!FirstPersons::default().bar(&policy, Step::Issue, UserId(1)));
    }
}
