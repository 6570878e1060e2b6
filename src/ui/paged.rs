//! A long list on its way to the screen, a page at a time.

use super::loadable::{Loadable, View};
use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::worker::{Office, Reply};
use crate::domain::refusal::Refusal;

/// How many rows are read at once.
const PAGE: u32 = 200;

/// How many rows are read again at once when the store has changed under a list that was scrolled far down.
const MOST_AGAIN: usize = 5_000;

/// Rows that are read for what `K` names: first a page, and more whenever the end is near. When the store changes
/// they are read again, as many as there were, and the old stay on screen until then.
#[derive(Debug)]
pub struct Paged<K, R> {
    key: Option<(u64, K)>,
    limit: u32,
    first: Loadable<(u64, K), Vec<R>>,
    rest: Vec<R>,
    more: Option<Reply<Result<Vec<R>, Refusal>>>,
    wants_more: bool,
    ended: bool,
}

impl<K, R> Default for Paged<K, R> {
    fn default() -> Self {
        Self {
            key: None,
            limit: PAGE,
            first: Loadable::default(),
            rest: Vec::new(),
            more: None,
            wants_more: false,
            ended: false,
        }
    }
}

impl<K: PartialEq + Clone + Send + 'static, R: Clone + Send + 'static> Paged<K, R> {
    /// Takes what has come, and has `read` done for what is missing: the rows behind one, or the first ones, at
    /// most so many. Called in `logic`, never while drawing.
    pub fn keep(
        &mut self,
        office: &Office,
        key: K,
        read: impl Fn(&Store, &Moment, &K, Option<&R>, u32) -> Result<Vec<R>, Refusal> + Send + Copy + 'static,
    ) {
        let key = (office.revision(), key);
        if self.key.as_ref() != Some(&key) {
            let same_list = self.key.as_ref().is_some_and(|(_, list)| *list == key.1);
            let again = if same_list { self.count().min(MOST_AGAIN) } else { 0 };
            self.limit = u32::try_from(again).unwrap_or(PAGE).max(PAGE);
            self.more = None;
            self.wants_more = false;
            self.key = Some(key.clone());
        }
        let limit = self.limit;
        let first =
            move |db: &Store, moment: &Moment, (_, list): &(u64, K)| read(db, moment, list, None, limit);
        if self.first.keep(office, key.clone(), first) {
            self.rest.clear();
            self.ended = self.first.value().is_none_or(|rows| rows.len() < limit as usize);
        }
        if let Some(answer) = self.more.as_ref().and_then(Reply::poll) {
            self.more = None;
            // What could not be read is asked for again when the end is next near.
            if let Ok(rows) = answer {
                self.ended = rows.len() < PAGE as usize;
                self.rest.extend(rows);
            }
        }
        if self.wants_more && !self.ended && self.more.is_none() && !self.first.is_loading() {
            let last = self.row(self.count().saturating_sub(1)).cloned();
            let list = key.1;
            self.more = Some(office.read(move |db, moment| read(db, moment, &list, last.as_ref(), PAGE)));
        }
        self.wants_more = false;
    }
}

impl<K: PartialEq, R: Send + 'static> Paged<K, R> {
    pub fn count(&self) -> usize {
        self.first().len() + self.rest.len()
    }

    pub fn row(&self, place: usize) -> Option<&R> {
        let first = self.first();
        first.get(place).or_else(|| self.rest.get(place - first.len()))
    }

    pub fn rows(&self) -> impl Iterator<Item = &R> {
        self.first().iter().chain(&self.rest)
    }

    /// Whether nothing follows what is there.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Has more read: the end of what is there is near.
    pub fn want_more(&mut self) {
        self.wants_more = true;
    }

    /// Whether what is there is what was read for `key`, and nothing newer is on its way.
    pub fn is_of(&self, key: &K) -> bool {
        !self.first.is_loading() && self.first.key().is_some_and(|(_, read)| read == key)
    }

    /// Whether what is there is as the store has it now; what could not be read is not waited for.
    pub fn is_current(&self, office: &Office) -> bool {
        !self.first.is_loading()
            && self.first.key().is_some_and(|(revision, _)| *revision == office.revision())
    }

    pub fn view(&self) -> View<'_, Vec<R>> {
        self.first.view()
    }

    fn first(&self) -> &[R] {
        self.first.value().map_or(&[], Vec::as_slice)
    }
}
