//! `already-issued`: an issued application cannot be cancelled, only reversed; nor can one of whose planned invoices
//! some were issued, which cannot be rejected either.

use crate::domain::application::Standing;
use crate::domain::refusal::Refusal;

pub(crate) fn check(standing: &Standing<'_>) -> Result<(), Refusal> {
    let is_partly = standing.at_bureau.is_partly_issued;
    if standing.state.is_issued() || is_partly {
        return Err(Refusal::AlreadyIssued { application: standing.application.to_owned(), is_partly });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use crate::domain::application::{ApplicationState as S, Step};

    #[test]
    fn what_has_an_invoice_cannot_be_cancelled() {
        for world in [World::tencent_cloud(), World::qweather()] {
            for state in [S::Issued, S::Delivered, S::Received] {
                let refused_by = world.step(state, Step::Cancel, "2026-11-22T02:00:00Z");
                assert_eq!(refused_by, Err(RuleId::AlreadyIssued));
            }
        }
    }
}
