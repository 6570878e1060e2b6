//! `bill-in-use`: a bill is corrected or removed only while nothing uses it; RULES.md section 10, "A way back".

use crate::domain::application::ApplicationState;
use crate::domain::money::Fen;
use crate::domain::refusal::{InUse, Refusal};

/// An application that took from a bill, or that offset what the bill lacked: its number, and where it stands.
pub type Use = (String, ApplicationState);

/// Asks whether a bill of which so much was refunded may be removed.
pub fn check_removal(bill_no: &str, uses: &[Use], refunded: Fen) -> Result<(), Refusal> {
    refuse(bill_no, uses.iter().filter(|(_, state)| stands_in_the_way(*state)), refunded)
}

/// Asks whether a bill may be corrected. What was refunded of it stays; to `moves` it to another account, not even an
/// ended application may have taken from it: that would be one of an account that never had the bill.
pub fn check_correction(bill_no: &str, uses: &[Use], moves: bool) -> Result<(), Refusal> {
    refuse(bill_no, uses.iter().filter(|(_, state)| moves || stands_in_the_way(*state)), Fen::ZERO)
}

/// Whether an application in this state is live or was ever issued; one that was cancelled or rejected was not.
pub const fn stands_in_the_way(state: ApplicationState) -> bool {
    !matches!(state, ApplicationState::Cancelled | ApplicationState::Rejected)
}

fn refuse<'a>(
    bill_no: &str,
    uses: impl Iterator<Item = &'a Use>,
    refunded: Fen,
) -> Result<(), Refusal> {
    let refunded = Some(refunded).filter(|refunded| refunded.is_positive());
    let applications: Vec<String> = uses.map(|(number, _)| number.clone()).collect();
    if applications.is_empty() && refunded.is_none() {
        return Ok(());
    }
    Err(Refusal::BillInUse { what: InUse::Bill(bill_no.to_owned()), applications, refunded })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn one(state: ApplicationState) -> Vec<Use> {
        vec![("FP1".to_owned(), state)]
    }

    #[test]
    fn what_was_cancelled_or_rejected_does_not_stand_in_the_way_and_whatever_is_live_or_was_issued_does() {
        for state in ApplicationState::ALL {
            let ended = matches!(state, ApplicationState::Cancelled | ApplicationState::Rejected);
            let refused_by = |done: Result<(), Refusal>| done.err().and_then(|refusal| refusal.rule());
            let expected = (!ended).then_some(RuleId::BillInUse);
            assert_eq!(refused_by(check_removal("B1", &one(state), Fen::ZERO)), expected, "{state:?}");
            assert_eq!(refused_by(check_correction("B1", &one(state), false)), expected, "{state:?}");
            let moved = refused_by(check_correction("B1", &one(state), true));
            assert_eq!(moved, Some(RuleId::BillInUse), "{state:?}");
        }
    }

    #[test]
    fn a_bill_that_nothing_uses_is_removed_and_one_of_which_a_fen_was_refunded_is_not() {
        assert_eq!(check_removal("B1", &[], Fen::ZERO), Ok(()));
        assert_eq!(check_removal("B1", &[], Fen(1)).unwrap_err().rule(), Some(RuleId::BillInUse));
        assert_eq!(check_correction("B1", &[], true), Ok(()));
    }
}
