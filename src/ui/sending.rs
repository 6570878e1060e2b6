//! A command on its way to the desk, sent by a form that waits for the answer.

use crate::desk::protocol::table::Answer;
use crate::desk::worker::Reply;
use crate::domain::refusal::Refusal;

/// What a form has sent, and what refused it. What was typed stays in the form meanwhile.
#[derive(Debug, Default)]
pub struct Sending {
    sent: Option<Reply<Result<Answer, Refusal>>>,
    refused: Option<Refusal>,
}

impl Sending {
    /// Waits for this answer from here on.
    pub fn send(&mut self, reply: Reply<Result<Answer, Refusal>>) {
        self.refused = None;
        self.sent = Some(reply);
    }

    /// Takes the answer, if it has come; whether the desk has done what it was asked. Called in `logic`.
    pub fn is_done(&mut self) -> bool {
        self.take_done().is_some()
    }

    /// Takes the answer, if it has come; what the desk says once it has done what it was asked. Called in `logic`.
    pub fn take_done(&mut self) -> Option<Answer> {
        let answer = self.sent.as_ref().and_then(Reply::poll)?;
        self.sent = None;
        match answer {
            Ok(answer) => Some(answer),
            Err(refusal) => {
                self.refused = Some(refusal);
                None
            }
        }
    }

    /// Whether no answer has come yet: nothing else can be sent until then.
    pub fn is_under_way(&self) -> bool {
        self.sent.is_some()
    }

    /// What refused it last.
    pub fn refused(&self) -> Option<&Refusal> {
        self.refused.as_ref()
    }

    /// Forgets the refusal: the form was changed since.
    pub fn forget(&mut self) {
        self.refused = None;
    }
}
