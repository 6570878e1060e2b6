//! The months that are sealed, at hand for forms; and those of which figures were changed here, until somebody is told.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Office;
use crate::desk::Desk;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;

pub(super) struct Seals {
    sealed: Mutex<BTreeSet<Month>>,
    touched: Mutex<BTreeSet<Month>>,
}

impl Seals {
    /// # Errors
    /// `store`.
    pub fn of(desk: &Desk) -> Result<Self, Refusal> {
        Ok(Self { sealed: Mutex::new(desk.sealed_months()?), touched: Mutex::default() })
    }

    /// Takes what has come of what was done. What cannot be read now is read later.
    pub fn read_again(&self, desk: &Desk) {
        if let Ok(sealed) = desk.sealed_months() {
            *locked(&self.sealed) = sealed;
        }
        locked(&self.touched).extend(desk.take_touched());
    }
}

impl Office {
    /// Every month that is sealed.
    pub fn sealed_months(&self) -> BTreeSet<Month> {
        locked(&self.shared.seals.sealed).clone()
    }

    /// The sealed months of which figures were changed here since this was last asked.
    pub fn take_touched(&self) -> BTreeSet<Month> {
        std::mem::take(&mut *locked(&self.shared.seals.touched))
    }
}

fn locked(months: &Mutex<BTreeSet<Month>>) -> MutexGuard<'_, BTreeSet<Month>> {
    months.lock().unwrap_or_else(PoisonError::into_inner)
}
