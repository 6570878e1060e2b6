//! When applications were made and ended, in the order of the log.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{Place, Reader};
use crate::domain::replay::Happening;

/// An entry at an instant at which something became of an application.
pub(super) struct Step {
    id: i64,
    /// Whether it is a command that makes an application, or one that ends it.
    makes: bool,
    ends: bool,
    named: Option<Named>,
}

/// Whose applications an entry is about, where it names them.
#[derive(Deserialize)]
struct Named {
    application: Option<String>,
    account: Option<String>,
}

impl Step {
    /// What an entry of the log is about.
    pub fn of(id: i64, op: &str, request: &str) -> Self {
        Self {
            id,
            makes: matches!(op, "submit_application" | "approve_correction"),
            ends: matches!(
                op,
                "cancel_application" | "reject_application" | "reverse_application" | "approve_correction"
            ),
            named: serde_json::from_str(request).ok(),
        }
    }
}

impl Reader<'_> {
    /// Tells of every application.
    pub(super) fn applied(&mut self) {
        for (made, taken) in std::mem::take(&mut self.applications) {
            let is_replacement = made.replaces.is_some();
            let code = self.code;
            let is_made = |step: &Step, named: &Named| match &made.replaces {
                Some(old) => step.makes && named.application.as_ref() == Some(old),
                None => step.makes && named.account.as_deref() == Some(code),
            };
            // What a submission made is known by its place alone.
            let begun = self.place_of(made.submitted_at, is_made, !is_replacement);
            let is_named = |named: &Named| named.application.as_ref() == Some(&made.number);
            if let Some(at) = made.ended_at {
                let place = self.place_of(at, |step, named| step.ends && is_named(named), false);
                self.tell((place.0, 3), at, Happening::Ended(made.id));
            }
            self.tell((begun.0, 4), made.submitted_at, Happening::Applied(taken));
        }
    }

    /// The place of what became of an application at an instant: that of the entry which says it, else of one that
    /// names nobody, else of the last. An entry that is the place of one alone is no other's.
    fn place_of(
        &mut self,
        at: DateTime<Utc>,
        is_it: impl Fn(&Step, &Named) -> bool,
        is_alone: bool,
    ) -> Place {
        let steps = self.steps.entry(at).or_default();
        let says_it = |step: &Step| step.named.as_ref().is_some_and(|named| is_it(step, named));
        // They were read from behind.
        if let Some(index) = steps.iter().rposition(says_it) {
            let id = if is_alone { steps.remove(index).id } else { steps[index].id };
            return (id, 0);
        }
        let names_nobody = |step: &&Step| {
            step.named.as_ref().is_none_or(|named| named.application.is_none() && named.account.is_none())
        };
        match steps.iter().find(names_nobody) {
            Some(step) => (step.id, 0),
            None => self.place_at(at),
        }
    }
}
