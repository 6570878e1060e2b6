//! Which rows of a list are chosen, for what is done with many of them at once.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::desk::lists::{Choosable, ListQuery, ListRow};
use crate::desk::worker::Reply;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::lists as words;
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Check, TableOutput};

/// How many rows can be chosen at once: each is kept as it was read.
pub const MOST_CHOSEN: usize = 100_000;

type Row<Q> = <Q as ListQuery>::Row;
type Id<Q> = <Row<Q> as ListRow>::Id;

/// Rows as they are now, by the ids that were asked for; none: what is gone.
type Again<Q> = Vec<(Id<Q>, Option<Row<Q>>)>;

/// Rows in the order in which they were chosen. They stay chosen when the list is sorted, narrowed or read again, and
/// are read again themselves when the store has changed; what is gone leaves.
pub struct Chosen<Q: ListQuery> {
    rows: BTreeMap<u64, Row<Q>>,
    places: HashMap<Id<Q>, u64>,
    next: u64,
    sum: Option<Fen>,
    /// Counts up whenever something has changed.
    version: u64,
    /// Where a range begins, and what it has chosen so far.
    range: Option<(Id<Q>, Vec<Id<Q>>)>,
    /// All that is listed, on its way here.
    reading: Option<Reply<Result<Vec<Row<Q>>, Refusal>>>,
    /// What was listed when all was asked for last is here.
    has_all: bool,
    /// The chosen rows as they are now, of those that were asked for.
    again: Loadable<(u64, NaiveDate), Again<Q>>,
    /// The revision and day at which all was read last: until there are others, none of it is read again.
    read_at: Option<(u64, NaiveDate)>,
}

impl<Q: ListQuery> Default for Chosen<Q> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            places: HashMap::new(),
            next: 0,
            sum: None,
            version: 0,
            range: None,
            reading: None,
            has_all: false,
            again: Loadable::default(),
            read_at: None,
        }
    }
}

impl<Q: ListQuery> Chosen<Q> {
    pub fn has(&self, id: Id<Q>) -> bool {
        self.places.contains_key(&id)
    }

    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Differs whenever something has changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What they come to, where they come to something.
    pub fn sum(&self) -> Option<Fen> {
        self.sum
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row<Q>> {
        self.rows.values()
    }

    /// What the checkbox of the head shows, where so many are listed.
    pub fn check(&self, listed: Option<u64>) -> Check {
        match self.count() as u64 {
            0 if self.is_reading() => Check::Some,
            0 => Check::Off,
            n if Some(n) == listed => Check::On,
            _ => Check::Some,
        }
    }

    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Whether they may not be as the store has them now: they are read again, or will be.
    pub fn is_stale(&self, cx: &Cx<'_>) -> bool {
        let key = (cx.office.revision(), cx.office.moment().today);
        !self.rows.is_empty()
            && self.read_at != Some(key)
            && (self.again.key() != Some(&key) || self.again.is_loading())
    }

    /// Whether all has come that was asked for last: it was not refused, and not given up.
    pub fn has_all(&self) -> bool {
        self.has_all
    }

    pub fn toggle(&mut self, row: &Row<Q>) {
        if !self.remove(row.id()) {
            self.insert(row.clone());
        }
        self.range = Some((row.id(), Vec::new()));
        self.version += 1;
    }

    pub fn clear(&mut self) {
        *self = Self { version: self.version + 1, ..Self::default() };
    }

    /// Takes out the rows that this holds for.
    pub fn forget(&mut self, is_done: impl Fn(&Row<Q>) -> bool) {
        let done: Vec<_> = self.rows().filter(|row| is_done(row)).map(ListRow::id).collect();
        self.version += u64::from(!done.is_empty());
        for id in done {
            self.remove(id);
        }
    }

    /// Does what a table asks for: one row more or less, a range from where one began (else from the row that is looked
    /// at), everything, nothing. Whether everything is to be read, which [`Self::choose_all`] does.
    pub fn take<K: PartialEq>(
        &mut self,
        output: &TableOutput<Option<Id<Q>>>,
        looked_at: Option<Id<Q>>,
        rows: &Paged<K, Row<Q>>,
    ) -> bool {
        let place = |id: Id<Q>| rows.rows().position(|row| row.id() == id);
        let checked = output.checked.flatten().and_then(place);
        let ranged = output.ranged.flatten().and_then(place);
        if let Some(row) = checked.and_then(|place| rows.row(place)) {
            self.toggle(row);
        } else if let Some(to) = ranged {
            let begun = self.range.as_ref().map(|(id, _)| *id).or(looked_at);
            let from = begun.and_then(place).unwrap_or(to);
            self.choose_range(from, to, rows);
        } else if output.selected.is_some() {
            self.range = None;
        }
        if output.check_all == Some(false) {
            self.clear();
        }
        output.check_all == Some(true)
    }

    /// Has everything chosen that is listed, read or not.
    pub fn choose_all(&mut self, cx: &Cx<'_>, query: Q)
    where
        Q: Choosable,
    {
        self.has_all = false;
        self.read_at = Some((cx.office.revision(), cx.office.moment().today));
        // One more tells whether there are more.
        self.reading = Some(cx.office.read(move |db, moment| query.all_listed(db, moment, MOST_CHOSEN + 1)));
    }

    /// Takes what was read. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(read) = self.reading.as_ref().and_then(Reply::poll) else { return };
        self.reading = None;
        let Some(rows) = cx.done_or_told(read) else { return };
        if !self.choose(rows) {
            let said = words::chosen_most(cx.lang, MOST_CHOSEN as u64);
            cx.act(Action::Toast(Tone::Warn, said));
        }
        self.has_all = true;
        self.version += 1;
    }

    /// Chooses these too; whether there was room for all.
    fn choose(&mut self, rows: Vec<Row<Q>>) -> bool {
        let mut fits = true;
        for row in rows {
            fits &= self.has(row.id()) || self.insert(row);
        }
        fits
    }

    /// Has them read again when the store has changed, or the day; while many commands are carried out, once behind
    /// them. Called in `logic`.
    pub fn keep(&mut self, cx: &Cx<'_>)
    where
        Q: Choosable,
    {
        if self.rows.is_empty() || cx.runs_many {
            return;
        }
        let key = (cx.office.revision(), cx.office.moment().today);
        if self.read_at == Some(key) {
            return;
        }
        let places = &self.places;
        let has_come = self.again.keep_with(cx.office, key, |_| {
            let ids: Vec<_> = places.keys().copied().collect();
            move |db, moment| ids.into_iter().map(|id| Ok((id, Q::row(db, moment, id)?))).collect()
        });
        let Some(again) = self.again.take().filter(|_| has_come) else { return };
        for (id, row) in again {
            match (self.places.get(&id), row) {
                (Some(place), Some(row)) => drop(self.rows.insert(*place, row)),
                (Some(_), None) => drop(self.remove(id)),
                (None, _) => {}
            }
        }
        self.add_up();
        self.version += 1;
    }

    /// Chooses the rows from one place to another, and gives up what the range has chosen elsewhere.
    fn choose_range<K: PartialEq>(&mut self, from: usize, to: usize, rows: &Paged<K, Row<Q>>) {
        let within: Vec<&Row<Q>> =
            (from.min(to)..=from.max(to)).filter_map(|place| rows.row(place)).collect();
        let now: HashSet<_> = within.iter().map(|row| row.id()).collect();
        let before = self.range.take().map(|(_, before)| before).unwrap_or_default();
        let (mut chosen, left): (Vec<_>, Vec<_>) = before.into_iter().partition(|id| now.contains(id));
        for id in left {
            self.remove(id);
        }
        for row in within {
            if !self.has(row.id()) && self.insert(row.clone()) {
                chosen.push(row.id());
            }
        }
        self.range = rows.row(from).map(|row| (row.id(), chosen));
        self.version += 1;
    }

    /// Whether there was room for it.
    fn insert(&mut self, row: Row<Q>) -> bool {
        if self.rows.len() >= MOST_CHOSEN {
            return false;
        }
        if let Some(amount) = row.amount() {
            self.sum = Some(self.sum.unwrap_or_default() + amount);
        }
        self.places.insert(row.id(), self.next);
        self.rows.insert(self.next, row);
        self.next += 1;
        true
    }

    fn remove(&mut self, id: Id<Q>) -> bool {
        let row = self.places.remove(&id).and_then(|place| self.rows.remove(&place));
        if let Some(amount) = row.as_ref().and_then(ListRow::amount) {
            self.sum = self.sum.map(|sum| sum - amount);
        }
        row.is_some()
    }

    fn add_up(&mut self) {
        let mut amounts = self.rows.values().filter_map(ListRow::amount).peekable();
        self.sum = amounts.peek().is_some().then(|| amounts.sum());
    }
}

/// What something is done with: what is chosen, else the row that is looked at.
pub struct Targets<'a, Q: ListQuery> {
    chosen: &'a Chosen<Q>,
    row: Option<&'a Row<Q>>,
}

impl<'a, Q: ListQuery> Targets<'a, Q> {
    pub fn of(chosen: &'a Chosen<Q>, looked_at: Option<&'a Row<Q>>) -> Self {
        Self { chosen, row: looked_at.filter(|_| chosen.count() == 0) }
    }

    /// Whether they are chosen, and not only looked at.
    pub fn are_chosen(&self) -> bool {
        self.chosen.count() > 0
    }

    pub fn count(&self) -> usize {
        self.chosen.count() + usize::from(self.row.is_some())
    }

    pub fn rows(&self) -> impl Iterator<Item = &'a Row<Q>> + use<'a, Q> {
        self.chosen.rows.values().chain(self.row)
    }

    /// Differs whenever there is something else, so that what is worked out about many is worked out once.
    pub fn version(&self) -> (u64, Option<Id<Q>>) {
        (self.chosen.version, self.row.map(ListRow::id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::lists::applications::{ApplicationQuery, ApplicationRow};
    use crate::desk::pages::search::ListedApplication;
    use crate::domain::application::ApplicationState;
    use crate::domain::ids::ApplicationId;
    use crate::domain::invoice_info::InvoiceType;

    #[test]
    fn it_is_told_when_there_is_no_room_for_all() {
        let day = NaiveDate::default();
        let listed = |id: usize| ListedApplication {
            id: ApplicationId(id as i64),
            number: String::new(),
            account: String::new(),
            account_name: String::new(),
            buyer_name: String::new(),
            state: ApplicationState::Submitted,
            invoice_type: InvoiceType::EnterpriseGeneral,
            amount: Fen(1),
            submitted_on: day,
            due_on: day,
            uncovered: Fen::ZERO,
            invoices: None,
        };
        let row = |id| ApplicationRow { row: listed(id), working_days_late: None };
        let mut chosen = Chosen::<ApplicationQuery>::default();
        assert!(chosen.choose((0..MOST_CHOSEN).map(row).collect()));
        assert!(chosen.choose((0..MOST_CHOSEN).map(row).collect()), "they are chosen already");
        assert!(!chosen.choose((0..=MOST_CHOSEN).map(row).collect()));
        assert_eq!(chosen.sum(), Some(Fen(MOST_CHOSEN as i64)));
    }
}
