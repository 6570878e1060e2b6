//! Many commands from an office, one after another: each is kept by itself, and what others ask meanwhile comes between.

use std::sync::Arc;

use super::{Office, Reply, aside, stopped};
use crate::desk::mail::send::Books;
use crate::desk::progress::Meter;
use crate::desk::protocol::decode::Envelope;
use crate::desk::protocol::table::{Answer, Command};
use crate::domain::refusal::Refusal;

/// What came of each command that was tried, in their order.
pub type Outcomes = Vec<Result<Answer, Refusal>>;

impl Office {
    /// Has commands carried out in their order, each in a transaction of its own, as whoever is at this desk. `meter`
    /// counts them, and may be cancelled between two; what was done stays done. Behind a fault of the store nothing is
    /// tried any more.
    ///
    /// # Errors
    /// `store`: the system has no threads left.
    pub fn commands(
        &self,
        commands: Vec<Command>,
        meter: Arc<Meter>,
    ) -> Result<Reply<Result<Outcomes, Refusal>>, Refusal> {
        let by = self.chosen_user().map(|name| name.to_string());
        let mut writing = self.writing();
        let wake = Arc::clone(&self.wake);
        meter.expect(commands.len() as u64);
        let reply = aside("desk-many", Arc::clone(&self.wake), move || {
            let mut outcomes = Outcomes::new();
            for command in commands {
                if meter.is_cancelled() {
                    break;
                }
                let envelope = Envelope { by: by.clone(), ..Envelope::from(command) };
                let outcome = writing.at(move |desk| desk.handle(&envelope));
                let is_over = matches!(outcome, Err(Refusal::Store { .. }));
                outcomes.push(outcome);
                meter.advance();
                wake();
                if is_over {
                    break;
                }
            }
            Ok(outcomes)
        })?;
        Ok(Reply { stopped: Some(stopped), ..reply })
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

    #[test]
    fn what_is_refused_holds_up_nothing_else() {
        let (office, _folder, mut commands) = submitted(3);
        commands.insert(1, commands[0].clone());
        let meter = Arc::<Meter>::default();
        let outcomes = office.commands(commands, Arc::clone(&meter)).unwrap().wait().unwrap().unwrap();
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
        let reply = office.commands(commands, Arc::clone(&meter)).unwrap();
        meter.cancel();
        release.send(()).unwrap();
        let outcomes = reply.wait().unwrap().unwrap();
        assert!(outcomes.len() <= 1, "nothing begins once it is cancelled");
        let line = json!({"op": "applications", "state": "issuing"});
        let envelope = crate::desk::protocol::decode::decode(line.as_object().cloned().unwrap()).unwrap();
        let accepted = office.write(move |desk| desk.handle(&envelope)?.to_json()).wait().unwrap().unwrap();
        assert_eq!(accepted.as_array().unwrap().len(), outcomes.len());
    }
}
