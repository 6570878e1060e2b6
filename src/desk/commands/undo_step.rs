//! Taking the last step of an application back. RULES.md section 8.

use crate::desk::commands::application_steps::{StepDone, named, standing};
use crate::desk::commands::step_requests;
use crate::desk::commands::texts::optional;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::mail::outbox::MessageState;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::{Code, Prose};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, StoredApplication};
use crate::store::engine::Db;
use crate::store::outbox;

fields! {
    /// Takes the last step of an application back: this one, where one is named.
    UndoStep {
        application: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Step>,
        note: Option<Prose>,
    }
}

/// The step that is taken back and the state that it leads back to, or why it is not.
pub(crate) fn back(
    db: &Db,
    stored: &StoredApplication,
) -> Result<Result<(Step, ApplicationState), Refusal>, Refusal> {
    let message = outbox::of_application(db, stored.id)?;
    let is_mailed = message.is_some_and(|message| message.state == MessageState::Sent);
    Ok(standing(db, stored)?.take_back(is_mailed))
}

/// A step that is named and is not the last one any more is a conflict: whoever asks has seen another state.
/// Invoices, bills and what was absorbed stay as they are: the steps that are taken back moved nothing of them.
pub(crate) fn undo_step(tx: &Transaction<'_>, c: &UndoStep) -> Result<StepDone, Refusal> {
    let stored = named(tx.db, &c.application)?;
    if c.step.is_some_and(|step| !stored.state.is_led_to_by(step)) {
        return Err(Refusal::conflict(Noun::Application, stored.number));
    }
    let (step, state) = back(tx.db, &stored)??;
    let note = optional("note", c.note.as_deref())?;
    application::set_state(tx.db, stored.id, state)?;
    if step == Step::Deliver {
        application::set_delivery(tx.db, stored.id, None, None, None)?;
    }
    if step == Step::Accept {
        // What is not being issued any more cannot be asked to be issued.
        step_requests::end_all(tx, &stored, None)?;
    }
    if let Some(event) = EventKind::undone(step) {
        tx.event(stored.id, event, note.as_deref())?;
    }
    Ok(StepDone { application: stored.number, state, invoices: Vec::new() })
}
