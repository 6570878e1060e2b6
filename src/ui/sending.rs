//! A command on its way to the desk: the one place in which the answer to a form is waited for and read.

pub use crate::desk::protocol::table::Answer;
use crate::desk::worker::{Lost, Reply};
use crate::domain::refusal::{Refusal, StoreFault};

/// What was sent, and what refused it. What was typed stays in the form meanwhile.
#[derive(Debug)]
pub struct Sending<T = Answer> {
    sent: Option<Reply<Result<T, Refusal>>>,
    refused: Option<Refusal>,
}

impl<T> Default for Sending<T> {
    fn default() -> Self {
        Self { sent: None, refused: None }
    }
}

impl<T> From<Reply<Result<T, Refusal>>> for Sending<T> {
    fn from(reply: Reply<Result<T, Refusal>>) -> Self {
        Self { sent: Some(reply), refused: None }
    }
}

impl<T> Sending<T> {
    pub fn send(&mut self, reply: Reply<Result<T, Refusal>>) {
        *self = reply.into();
    }

    /// The answer, once it has come; then nothing is under way any more. Called in `logic`.
    pub fn take(&mut self) -> Option<Result<T, Refusal>> {
        let answer = match self.sent.as_ref()?.look() {
            Ok(None) => return None,
            Ok(Some(answer)) => answer,
            Err(Lost) => Err(Refusal::Store { fault: StoreFault::Stopped }),
        };
        self.sent = None;
        Some(answer)
    }

    /// What the desk says once it has done what it was asked; a refusal is kept. Called in `logic`.
    pub fn take_done(&mut self) -> Option<T> {
        match self.take()? {
            Ok(answer) => Some(answer),
            Err(refusal) => {
                self.refused = Some(refusal);
                None
            }
        }
    }

    /// Whether the desk has just done what it was asked; a refusal is kept. Called in `logic`.
    pub fn is_done(&mut self) -> bool {
        self.take_done().is_some()
    }

    /// Whether no answer has come yet: nothing else can be sent until then.
    pub fn is_under_way(&self) -> bool {
        self.sent.is_some()
    }

    /// It could not be sent.
    pub fn refuse(&mut self, refusal: Refusal) {
        *self = Self { sent: None, refused: Some(refusal) };
    }

    pub fn refused(&self) -> Option<&Refusal> {
        self.refused.as_ref()
    }

    /// Forgets the refusal: the form was changed since.
    pub fn forget(&mut self) {
        self.refused = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::desk::worker::aside;

    #[test]
    fn an_answer_that_will_never_come_is_a_refusal_of_the_store() {
        let mut sending = Sending::<()>::default();
        let stops = || -> Result<(), Refusal> { std::panic::resume_unwind(Box::new("stopped")) };
        sending.send(aside("stopped-writer", Arc::new(|| {}), stops).unwrap());
        while sending.is_under_way() {
            assert!(!sending.is_done());
            std::thread::yield_now();
        }
        assert!(matches!(sending.refused(), Some(Refusal::Store { fault: StoreFault::Stopped })));
    }
}
