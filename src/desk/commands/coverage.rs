//! Keeps the flags of applications that are no longer covered: after a refund, and when one of them ends.

use std::collections::HashMap;

use crate::domain::coverage::uncovered;
use crate::domain::ids::{AccountId, ApplicationId, OffsetId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::{application, ledger};

/// Gives back what is offset of an account's sources beyond what is left of them.
pub(crate) fn give_back(db: &Db, account: AccountId) -> Result<(), Refusal> {
    let mut ledger = ledger::at_stake(db, account, None)?;
    let before = ledger.offsets.clone();
    let cut: HashMap<OffsetId, Fen> = ledger.give_back().into_iter().collect();
    ledger::give_back(db, before.iter().filter_map(|offset| Some((offset, *cut.get(&offset.id)?))))
}

/// Works out anew what each application of an account misses, and writes what has changed. Answers those that miss
/// more than before, oldest first.
pub(crate) fn settle(db: &Db, account: AccountId) -> Result<Vec<ApplicationId>, Refusal> {
    let mut before: HashMap<ApplicationId, Fen> = application::flagged(db, account)?.into_iter().collect();
    let mut more = Vec::new();
    for (id, missing) in uncovered(&application::held(db, account)?) {
        let was = before.remove(&id).unwrap_or_default();
        if missing != was {
            application::set_uncovered(db, id, missing)?;
        }
        if missing > was {
            more.push(id);
        }
    }
    for id in before.into_keys() {
        application::set_uncovered(db, id, Fen::ZERO)?;
    }
    more.sort_unstable();
    Ok(more)
}
