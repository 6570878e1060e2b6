//! What was asked of a desk, until the answer is there.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use crate::domain::refusal::{Refusal, StoreFault};

/// What was asked for and is not answered yet.
#[derive(Debug)]
pub struct Reply<T> {
    answer: Receiver<T>,
    /// What is answered if whoever was to answer is gone.
    stopped: Option<fn() -> T>,
    is_given: Cell<bool>,
    _wanted: Arc<()>,
}

pub(super) fn stopped<T, E: From<Refusal>>() -> Result<T, E> {
    Err(Refusal::Store { fault: StoreFault::Stopped }.into())
}

/// An answer will never come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl<T> Reply<T> {
    /// The answer, once it is there. It is given once; what the desk was asked is answered with
    /// [`StoreFault::Stopped`] if its thread is gone.
    pub fn poll(&self) -> Option<T> {
        self.look().ok().flatten()
    }

    /// The same, for what is asked on a thread of its own: told apart from what will never be answered.
    ///
    /// # Errors
    /// Whoever was to give the answer is gone.
    pub fn look(&self) -> Result<Option<T>, Lost> {
        match self.answer.try_recv() {
            Ok(answer) => Ok(self.give(answer)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) if self.is_given.get() => Ok(None),
            Err(TryRecvError::Disconnected) => self.stopped.map(|stopped| self.give(stopped())).ok_or(Lost),
        }
    }

    /// To what is answered there, and skipped once nobody holds `wanted` any more.
    pub(super) fn of(answer: Receiver<T>, wanted: Arc<()>) -> Self {
        Self { answer, stopped: None, is_given: Cell::default(), _wanted: wanted }
    }

    fn give(&self, answer: T) -> Option<T> {
        self.is_given.set(true);
        Some(answer)
    }

    /// Waits for the answer, but not for longer than this.
    pub fn wait_for(self, patience: Duration) -> Option<T> {
        match self.answer.recv_timeout(patience) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => self.stopped.map(|stopped| stopped()),
        }
    }

    /// Waits for the answer; none if whoever was to give it is gone and it is none of the desk's. For the command line
    /// and tests.
    pub fn wait(self) -> Option<T> {
        self.answer.recv().ok().or_else(|| self.stopped.map(|stopped| stopped()))
    }
}

impl<T, E: From<Refusal>> Reply<Result<T, E>> {
    /// The same reply, that the desk has stopped where it has.
    pub(super) fn of_the_desk(mut self) -> Self {
        self.stopped = Some(stopped);
        self
    }
}
