//! Which applications are chosen for what is done with many at once.

use std::collections::{BTreeMap, HashSet};

use crate::desk::pages::delivery::{DeliveryQuery, ToDeliver, all_to_deliver};
use crate::desk::worker::Reply;
use crate::domain::ids::ApplicationId;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::ui::loadable::Loadable;
use crate::ui::state::Cx;
use crate::ui::widgets::Check;

#[derive(Default)]
pub(super) struct Chosen {
    rows: BTreeMap<ApplicationId, ToDeliver>,
    /// What they come to.
    pub sum: Fen,
    /// How many of them go by e-mail.
    pub mailed: usize,
    /// What is to be delivered, once something is chosen.
    listed: Loadable<u64, HashSet<ApplicationId>>,
    /// All that is listed, on its way here.
    reading: Option<Reply<Result<Vec<ToDeliver>, Refusal>>>,
}

impl Chosen {
    pub fn has(&self, id: ApplicationId) -> bool {
        self.rows.contains_key(&id)
    }

    pub fn count(&self) -> usize {
        self.rows.len()
    }

    pub fn rows(&self) -> impl Iterator<Item = &ToDeliver> {
        self.rows.values()
    }

    /// What the checkbox of the head shows, where so many are listed.
    pub fn check(&self, listed: Option<u64>) -> Check {
        match self.count() as u64 {
            0 => Check::Off,
            n if Some(n) == listed => Check::On,
            _ => Check::Some,
        }
    }

    pub fn toggle(&mut self, row: &ToDeliver) {
        if self.rows.remove(&row.listed.id).is_none() {
            self.rows.insert(row.listed.id, row.clone());
        }
        self.add_up();
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes out what was delivered.
    pub fn forget<'a>(&mut self, numbers: impl Iterator<Item = &'a str>) {
        let numbers: HashSet<&str> = numbers.collect();
        self.rows.retain(|_, row| !numbers.contains(row.listed.number.as_str()));
        self.add_up();
    }

    /// Has everything chosen that is listed, read or not.
    pub fn choose_all(&mut self, cx: &Cx<'_>, query: DeliveryQuery) {
        self.reading = Some(cx.office.read(move |db, moment| all_to_deliver(db, moment, &query)));
    }

    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Takes what was read. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(read) = self.reading.as_ref().and_then(Reply::poll) else { return };
        self.reading = None;
        if let Some(rows) = cx.done_or_told(read) {
            self.rows.extend(rows.into_iter().map(|row| (row.listed.id, row)));
            self.add_up();
        }
    }

    /// Takes out what is not to be delivered any more, whoever has delivered it. Called in `logic`.
    pub fn keep_listed(&mut self, cx: &Cx<'_>, revision: u64) {
        if self.rows.is_empty() {
            return;
        }
        self.listed.keep(cx.office, revision, |db, moment, _| {
            let all = all_to_deliver(db, moment, &DeliveryQuery::default())?;
            Ok(all.into_iter().map(|row| row.listed.id).collect())
        });
        let Some(listed) = self.listed.value().filter(|_| !self.listed.is_loading()) else { return };
        let before = self.rows.len();
        self.rows.retain(|id, _| listed.contains(id));
        if self.rows.len() != before {
            self.add_up();
        }
    }

    fn add_up(&mut self) {
        self.sum = self.rows.values().map(|row| row.listed.amount).sum();
        self.mailed = self.rows.values().filter(|row| row.way == Delivery::Email).count();
    }
}
