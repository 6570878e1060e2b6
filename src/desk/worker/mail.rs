//! Sending mail from an office: the network is waited for on a thread of its own, and only the short transactions between
//! are done at the writing desk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};

use super::reply::stopped;
use super::{Office, Reply, Shared, Task, aside};
use crate::desk::Desk;
use crate::desk::mail::queue::Wish;
use crate::desk::mail::send::{Books, Report, send};
use crate::desk::progress::Meter;
use crate::domain::refusal::Refusal;
use crate::domain::text::Code;

impl Office {
    /// Has the e-mails that are wished for sent, on a thread of its own: what is done meanwhile is not delayed. `meter`
    /// counts messages, and may be cancelled between two of them.
    ///
    /// # Errors
    /// `store`: the system has no threads left.
    pub fn send_mail(
        &self,
        applications: Vec<Code>,
        meter: Arc<Meter>,
    ) -> Result<Reply<Result<Report, Refusal>>, Refusal> {
        let by = self.chosen_user().map(|name| name.to_string());
        let mut writing = self.writing();
        let reply = aside("desk-mail", Arc::clone(&self.wake), move || {
            send(&mut writing, &Wish { applications, by }, &meter)
        })?;
        Ok(reply.of_the_desk())
    }

    pub(super) fn writing(&self) -> Writing {
        Writing {
            path: self.path.clone(),
            writer: Arc::clone(&self.writer),
            shared: Arc::clone(&self.shared),
        }
    }
}

/// The writing desk of an office, for work of many steps on a thread of its own.
pub(super) struct Writing {
    path: PathBuf,
    writer: Arc<Sender<Task>>,
    shared: Arc<Shared>,
}

impl Writing {
    /// Has `work` done at the writing desk, after everything that was sent before, and does not wait for it.
    pub(super) fn leave(&self, work: impl FnOnce(&mut Desk) + Send + 'static) {
        // Where nobody takes it, nothing is done there any more.
        let _ = self.writer.send(Task::Work(Box::new(move |desk| {
            work(desk);
            Box::new(|| ())
        })));
    }
}

impl Books for Writing {
    fn at<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Desk) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (sender, answer) = channel();
        let task = Task::Work(Box::new(move |desk| {
            let done = work(desk);
            Box::new(move || drop(sender.send(done)))
        }));
        self.shared.attempts.fetch_add(1, Ordering::Relaxed);
        // Where nobody takes it, nobody answers.
        let _ = self.writer.send(task);
        answer.recv().unwrap_or_else(|_| stopped())
    }

    fn store(&self) -> PathBuf {
        self.path.clone()
    }
}
