//! Many commands from an office, one after another: each is kept by itself, and what others ask meanwhile comes between.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Lost, Office, Reply, aside};
use crate::desk::mail::send::Books;
use crate::desk::progress::Meter;
use crate::desk::protocol::decode::Envelope;
use crate::desk::protocol::table::{Answer, Command};
use crate::domain::refusal::{Refusal, StoreFault};

/// What came of each command that was begun, in their order; those behind were not. Of one that was in hand when the store
/// failed or the program made a mistake, it is not known ([`StoreFault::is_outcome_unknown`]).
pub type Outcomes = Vec<Result<Answer, Refusal>>;

/// Commands that are being carried out one after another.
#[derive(Debug)]
pub struct Many {
    count: usize,
    /// What is known so far. It outlives the thread that writes it down.
    known: Arc<Mutex<Outcomes>>,
    ended: Reply<()>,
}

impl Many {
    /// What came of them, once nothing of it is under way any more; it is given once.
    pub fn look(&self) -> Option<Outcomes> {
        let ended = self.ended.look();
        if ended == Ok(None) {
            return None;
        }
        let mut outcomes = std::mem::take(&mut *self.known.lock().unwrap_or_else(PoisonError::into_inner));
        if ended == Err(Lost) && outcomes.len() < self.count {
            outcomes.push(Err(Refusal::Store { fault: StoreFault::Stopped }));
        }
        Some(outcomes)
    }
}

impl Office {
    /// Has commands carried out in their order, each in a transaction of its own, as whoever is at this desk. `meter`
    /// counts them, and may be cancelled between two; what was done stays done. Behind a fault of the store nothing is
    /// tried any more.
    ///
    /// # Errors
    /// `store`: the system has no threads left.
    pub fn commands(&self, commands: Vec<Command>, meter: Arc<Meter>) -> Result<Many, Refusal> {
        let by = self.chosen_user().map(|name| name.to_string());
        let mut writing = self.writing();
        let wake = Arc::clone(&self.wake);
        let (count, known) = (commands.len(), Arc::<Mutex<Outcomes>>::default());
        let outcomes = Arc::clone(&known);
        meter.expect(count as u64);
        let ended = aside("desk-many", Arc::clone(&self.wake), move || {
            for command in commands {
                if meter.is_cancelled() {
                    break;
                }
                let envelope = Envelope { by: by.clone(), ..Envelope::from(command) };
                let outcome = writing.at(move |desk| desk.handle(&envelope));
                let is_over = matches!(outcome, Err(Refusal::Store { .. }));
                outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
                meter.advance();
                wake();
                if is_over {
                    break;
                }
            }
        })?;
        Ok(Many { count, known, ended })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::commands::application_steps::OfApplication;
    use crate::desk::test_desk::TestDesk;
    use crate::domain::refusal::checked;

    fn submitted(count: u32) -> (Office, tempfile::TempDir, Vec<Command>) {
        let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
        let numbers: Vec<String> = (1..=count)
            .map(|n| {
                case.paid("C1", &format!("B{n}"), "100.00");
                case.apply("C1", &format!("B{n}"))
            })
            .collect();
        let accept = |number: &String| {
            Command::AcceptApplication(OfApplication { application: checked("application", number).unwrap() })
        };
        let commands = numbers.iter().map(accept).collect();
        (Office::staff(case.desk, Arc::new(|| {})).unwrap(), case.folder, commands)
    }

    fn outcomes(many: &Many) -> Outcomes {
        loop {
            match many.look() {
                Some(outcomes) => return outcomes,
                None => std::thread::yield_now(),
            }
        }
    }

    #[test]
    fn what_is_refused_holds_up_nothing_else() {
        let (office, _folder, mut commands) = submitted(3);
        commands.insert(1, commands[0].clone());
        let meter = Arc::<Meter>::default();
        let outcomes = outcomes(&office.commands(commands, Arc::clone(&meter)).unwrap());
        let done: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(done, [true, false, true, true], "it was accepted already");
        assert_eq!((meter.progress().done, meter.progress().of), (4, 4));
        assert_eq!(office.attempts(), 4, "each counts as something that was done");
    }

    #[test]
    fn what_was_done_before_it_was_cancelled_stays_done() {
        let (office, _folder, commands) = submitted(3);
        let meter = Arc::<Meter>::default();
        let (release, held) = std::sync::mpsc::channel::<()>();
        drop(office.write(move |_| held.recv()));
        let many = office.commands(commands, Arc::clone(&meter)).unwrap();
        meter.cancel();
        release.send(()).unwrap();
        let outcomes = outcomes(&many);
        assert!(outcomes.len() <= 1, "nothing begins once it is cancelled");
        let line = json!({"op": "applications", "state": "issuing"});
        let envelope = crate::desk::protocol::decode::decode(line.as_object().cloned().unwrap()).unwrap();
        let accepted = office.write(move |desk| desk.handle(&envelope)?.to_json()).wait().unwrap().unwrap();
        assert_eq!(accepted.as_array().unwrap().len(), outcomes.len());
    }

    /// An office whose window makes a mistake when it is told of the n-th command.
    fn dying(
        case: (Office, tempfile::TempDir, Vec<Command>),
        at: usize,
    ) -> (Office, tempfile::TempDir, Vec<Command>) {
        let (office, folder, commands) = case;
        let (path, told) = (office.path().to_owned(), std::sync::atomic::AtomicUsize::new(0));
        drop(office);
        let wake = move || {
            let is_many = std::thread::current().name() == Some("desk-many");
            if is_many && told.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1 == at {
                std::panic::resume_unwind(Box::new("a mistake"));
            }
        };
        (Office::open(&path, crate::desk::Open::Existing, Arc::new(wake)).unwrap(), folder, commands)
    }

    #[test]
    fn what_was_answered_stays_known_and_what_was_in_hand_is_unknown_where_it_is_cut_off() {
        let (office, _folder, commands) = dying(submitted(4), 2);
        let outcomes = outcomes(&office.commands(commands, Arc::default()).unwrap());
        let [first, second, third] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert!(first.is_ok() && second.is_ok());
        assert!(matches!(third, Err(Refusal::Store { fault }) if fault.is_outcome_unknown()));
    }

    #[test]
    fn of_the_one_in_hand_when_the_writer_dies_nothing_is_known_and_those_behind_are_not_begun() {
        let (office, _folder, commands) = submitted(3);
        let _ = office.write(|_| -> () { std::panic::resume_unwind(Box::new("a mistake")) }).wait();
        let outcomes = outcomes(&office.commands(commands, Arc::default()).unwrap());
        let [only] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert!(matches!(only, Err(Refusal::Store { fault }) if fault.is_outcome_unknown()));
    }
}
