//! Data on its way to the screen.

use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::worker::{Office, Reply};
use crate::domain::refusal::Refusal;

/// Something that is read from the store for what `K` names: a filter, a customer, a revision. Panels draw what is
/// there; when the key changes it is read again, and the old stays on screen until the new has come.
#[derive(Debug)]
pub struct Loadable<K, T> {
    key: Option<K>,
    value: Option<T>,
    failed: Option<Refusal>,
    reply: Option<Reply<Result<T, Refusal>>>,
}

impl<K, T> Default for Loadable<K, T> {
    fn default() -> Self {
        Self { key: None, value: None, failed: None, reply: None }
    }
}

#[derive(Debug)]
pub enum View<'a, T> {
    NotAsked,
    /// It is being read; what was there before may be shown until then.
    Loading(Option<&'a T>),
    Ready(&'a T),
    Failed(&'a Refusal),
}

impl<K: PartialEq, T: Send + 'static> Loadable<K, T> {
    /// [`Self::keep_with`] for what is read for nothing but the key.
    pub fn keep<F>(&mut self, office: &Office, key: K, read: F) -> bool
    where
        K: Clone + Send + 'static,
        F: FnOnce(&Store, &Moment, &K) -> Result<T, Refusal> + Send + 'static,
    {
        self.keep_with(office, key, |key| {
            let key = key.clone();
            move |db, moment| read(db, moment, &key)
        })
    }

    /// Takes what has come, and has `read` done if `key` is not what was read last. Called in `logic`, never while
    /// drawing. Answers whether something new has come.
    pub fn keep_with<F>(&mut self, office: &Office, key: K, read: impl FnOnce(&K) -> F) -> bool
    where
        F: FnOnce(&Store, &Moment) -> Result<T, Refusal> + Send + 'static,
    {
        if self.key.as_ref() != Some(&key) {
            // Dropping the old reply drops its answer: what is stale never arrives.
            self.reply = Some(office.read(read(&key)));
            self.key = Some(key);
        }
        let Some(answer) = self.reply.as_ref().and_then(Reply::poll) else { return false };
        self.reply = None;
        match answer {
            Ok(value) => {
                self.value = Some(value);
                self.failed = None;
            }
            Err(refusal) => self.failed = Some(refusal),
        }
        true
    }

    /// Forgets everything, so that nothing of another customer stays on screen.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes what has come out of it; it is not read again for the same key.
    pub fn take(&mut self) -> Option<T> {
        self.value.take()
    }

    /// What is there, also while something newer is on its way.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub fn key(&self) -> Option<&K> {
        self.key.as_ref()
    }

    pub fn is_loading(&self) -> bool {
        self.reply.is_some()
    }

    /// Why it could not be read, where it could not.
    pub fn failed(&self) -> Option<&Refusal> {
        self.failed.as_ref().filter(|_| self.reply.is_none())
    }

    pub fn view(&self) -> View<'_, T> {
        match (&self.reply, &self.failed, &self.value) {
            (Some(_), _, value) => View::Loading(value.as_ref()),
            (None, Some(refusal), _) => View::Failed(refusal),
            (None, None, Some(value)) => View::Ready(value),
            (None, None, None) => View::NotAsked,
        }
    }
}
