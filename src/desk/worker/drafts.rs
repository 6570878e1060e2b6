//! The drafts of an office: at hand in memory, so that a form begins with its draft at once, and written soon after
//! they were typed.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Office, Reply, Task};
use crate::desk::Desk;
use crate::desk::drafts::{self, Draft};
use crate::desk::principal::default_user;
use crate::domain::draft::DraftKey;
use crate::domain::refusal::Refusal;

/// At most so much typing is lost where the program is killed.
const SOON: Duration = Duration::from_secs(1);

/// How long after a fault of the store it is tried again.
const AGAIN: Duration = Duration::from_secs(10);

/// How long after it was due what is typed counts as not kept.
const LATE: Duration = Duration::from_secs(3);

/// What is typed and not sent, of every user.
pub(super) struct Shelf(Mutex<Held>);

#[derive(Default)]
struct Held {
    /// Who is meant where nobody is chosen.
    default_user: String,
    drafts: BTreeMap<(String, DraftKey), Typed>,
    /// When what is not written yet is to be.
    due: Option<Instant>,
    /// The store could not take what was typed when it was last tried.
    is_failing: bool,
}

struct Typed {
    /// None: it was sent or thrown away.
    draft: Option<Draft>,
    is_written: bool,
}

impl Shelf {
    /// What is kept in the store.
    pub(super) fn of(desk: &Desk) -> Result<Self, Refusal> {
        let held = Held { default_user: default_user(desk.db())?, ..Held::default() };
        let shelf = Self(Mutex::new(held));
        shelf.hold(drafts::all(desk.db())?);
        Ok(shelf)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what the store has, but for what was typed since.
    fn hold(&self, stored: Vec<(String, Draft)>) {
        let mut held = self.held();
        held.drafts.retain(|_, typed| !typed.is_written);
        for (user, draft) in stored {
            let typed = Typed { draft: Some(draft.clone()), is_written: true };
            held.drafts.entry((user, draft.key)).or_insert(typed);
        }
    }

    /// Looks at the store again: a command, or another program, may have removed drafts or written others.
    pub(super) fn read_again(&self, desk: &Desk) {
        // What cannot be read just now stays as it was known.
        if let Ok(user) = default_user(desk.db()) {
            self.held().default_user = user;
        }
        if let Ok(stored) = drafts::all(desk.db()) {
            self.hold(stored);
        }
    }

    /// Keeps what was typed a while ago; how long it is until something else has to be kept.
    pub(super) fn keep_what_is_due(&self, desk: &Desk) -> Option<Duration> {
        let wait = |due: Instant| due.saturating_duration_since(Instant::now());
        let due = self.held().due.map(wait);
        if due.is_some_and(|wait| wait.is_zero()) {
            self.keep(desk);
            return self.held().due.map(wait);
        }
        due
    }

    /// Keeps what was typed before something is done that may discard it: written later, it would be there again.
    pub(super) fn keep_before(&self, desk: &Desk) {
        let is_due = {
            let held = self.held();
            held.due.is_some() && !held.is_failing
        };
        if is_due {
            self.keep(desk);
        }
    }

    /// Keeps what was typed.
    pub(super) fn keep(&self, desk: &Desk) {
        let unwritten: Vec<(String, DraftKey, Option<Draft>)> = {
            let held = self.held();
            let of = |((user, key), typed): (&(String, DraftKey), &Typed)| {
                (!typed.is_written).then(|| (user.clone(), key.clone(), typed.draft.clone()))
            };
            held.drafts.iter().filter_map(of).collect()
        };
        let mut is_failing = false;
        for (user, key, draft) in unwritten {
            let content = draft.as_ref().map(|draft| &draft.content);
            // What was typed last comes first, also where several are kept at once.
            let typed_at = draft.as_ref().map_or_else(|| desk.clock.now(), |draft| draft.changed_at);
            let kept = desk.keep_draft_of(Some(&user), &key, content, typed_at);
            let mut held = self.held();
            let place = (user, key);
            match kept {
                // It may have been typed on meanwhile.
                Ok(()) => {
                    if let Some(typed) = held.drafts.get_mut(&place) {
                        let now = typed.draft.as_ref().map(|draft| &draft.content);
                        typed.is_written = now == content;
                    }
                }
                // Whose it is, or whom it is about, is gone.
                Err(Refusal::NotFound { .. }) => drop(held.drafts.remove(&place)),
                Err(_) => is_failing = true,
            }
        }
        let mut held = self.held();
        let is_left = held.drafts.values().any(|typed| !typed.is_written);
        let wait = if is_failing { AGAIN } else { SOON };
        held.due = is_left.then(|| Instant::now() + wait);
        held.is_failing = is_failing;
        drop(held);
        self.read_again(desk);
    }
}

impl Office {
    /// What was typed into this form by whoever is at this desk and not sent.
    pub fn draft(&self, key: &DraftKey) -> Option<Draft> {
        let place = (self.drafter(), key.clone());
        self.shared.drafts.held().drafts.get(&place)?.draft.clone()
    }

    /// Everything that whoever is at this desk has begun and not sent, what was typed last first.
    pub fn drafts(&self) -> Vec<Draft> {
        let user = self.drafter();
        let held = self.shared.drafts.held();
        let own = held.drafts.iter().filter(|((of, _), _)| *of == user);
        let mut drafts: Vec<Draft> = own.filter_map(|(_, typed)| typed.draft.clone()).collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed_at));
        drafts
    }

    /// Keeps what is typed into a form, or forgets it where that is nothing: at once for whoever asks here, and in the
    /// store soon, as no command and without a log entry. What is known already is not written again, so that a form may
    /// say it in every frame.
    pub fn keep_draft(&self, key: &DraftKey, content: Option<Value>) {
        let place = (self.drafter(), key.clone());
        let now = self.moment().now;
        {
            let mut held = self.shared.drafts.held();
            let before = held.drafts.get(&place).and_then(|typed| typed.draft.as_ref());
            if before.map(|draft| &draft.content) == content.as_ref() {
                return;
            }
            let account_name = before.and_then(|draft| draft.account_name.clone());
            let draft =
                content.map(|content| Draft { key: key.clone(), account_name, content, changed_at: now });
            held.drafts.insert(place, Typed { draft, is_written: false });
            held.due.get_or_insert_with(|| Instant::now() + SOON);
        }
        // Where the desk has stopped, everything that is asked of it says so.
        let _ = self.writer.send(Task::Typed);
    }

    /// Keeps now what is typed; answered when it is kept.
    pub fn keep_drafts(&self) -> Reply<()> {
        let (reply, _, send) = self.ticket();
        let _ = self.writer.send(Task::KeepDrafts(Box::new(move || send(()))));
        reply
    }

    /// What is typed and could not be kept: the store did not take it, or the desk is busy with something else for long.
    pub fn unkept_drafts(&self) -> Vec<DraftKey> {
        let held = self.shared.drafts.held();
        let is_late = held.due.is_some_and(|due| due.elapsed() > LATE);
        let unkept = held.drafts.iter().filter(|(_, typed)| !typed.is_written && typed.draft.is_some());
        unkept.filter(|_| held.is_failing || is_late).map(|((_, key), _)| key.clone()).collect()
    }

    /// Whose drafts these are.
    fn drafter(&self) -> String {
        let chosen = self.chosen_user().map(|name| name.to_string());
        chosen.unwrap_or_else(|| self.shared.drafts.held().default_user.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use serde_json::json;

    use super::*;
    use crate::desk::Open;
    use crate::desk::protocol::decode::decode;
    use crate::desk::test_desk::TestDesk;
    use crate::domain::draft::DraftForm;
    use crate::store::draft;

    const KEY: DraftKey = DraftKey::new(DraftForm::Mail);

    fn office(path: &Path) -> Office {
        Office::open(path, Open::OrCreate { sandbox: false }, Arc::new(|| {})).unwrap()
    }

    fn host(office: &Office) -> Option<Value> {
        office.draft(&KEY).map(|draft| draft.content)
    }

    /// What the store has.
    fn stored(office: &Office) -> Vec<String> {
        let drafts = office.read(|db, _| draft::all(db)).wait().unwrap().unwrap();
        drafts.into_iter().map(|draft| draft.content).collect()
    }

    #[test]
    fn what_was_typed_last_comes_first_also_where_it_is_kept_together_with_others() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder.path().join("desk.sqlite"));
        let (release, held) = channel::<()>();
        let busy = office.write(move |_| held.recv());
        let typed = ["3", "1", "2"].map(|object| DraftKey::new(DraftForm::TicketNote).about(object));
        for key in &typed {
            office.keep_draft(key, Some(json!("")));
            // What is kept tells milliseconds apart.
            std::thread::sleep(Duration::from_millis(2));
        }
        release.send(()).unwrap();
        busy.wait().unwrap().unwrap();
        office.keep_drafts().wait().unwrap();
        let shown: Vec<DraftKey> = office.drafts().into_iter().map(|draft| draft.key).collect();
        assert_eq!(shown, typed.into_iter().rev().collect::<Vec<_>>());
    }

    #[test]
    fn what_is_typed_is_there_at_once_while_the_desk_is_busy_and_is_read_by_the_next_office() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let first = office(&path);
        let (release, held) = channel::<()>();
        let busy = first.write(move |_| held.recv());
        let before = first.revision();
        first.keep_draft(&KEY, Some(json!("smtp")));
        assert_eq!(host(&first), Some(json!("smtp")));
        assert_eq!(stored(&first), Vec::<String>::new());
        release.send(()).unwrap();
        busy.wait().unwrap().unwrap();
        let after = first.revision();
        first.keep_drafts().wait().unwrap();
        assert_eq!((stored(&first), after - before), (vec!["\"smtp\"".to_owned()], 1));
        assert_eq!(first.revision(), after, "what else is on screen is not read again for it");
        // Left without another word.
        first.keep_draft(&KEY, Some(json!("smtp.example.com")));
        let left = first.leaving();
        drop(first);
        left();
        let second = office(&path);
        assert_eq!(host(&second), Some(json!("smtp.example.com")));
        second.keep_draft(&KEY, None);
        assert_eq!((host(&second), second.drafts()), (None, Vec::new()));
        second.keep_drafts().wait().unwrap();
        assert_eq!(stored(&second), Vec::<String>::new());
    }

    #[test]
    fn what_is_typed_elsewhere_is_seen_and_nothing_else_is_read_again_for_it() {
        let case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
        let path = case.desk.path().to_owned();
        drop(case.desk);
        let (first, second) = (office(&path), office(&path));
        let before = first.revision();
        second.keep_draft(&KEY, Some(json!("smtp")));
        second.keep_drafts().wait().unwrap();
        while host(&first).is_none() {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!((host(&first), first.revision()), (Some(json!("smtp")), before));
        // The command that another office carries out is seen as ever.
        let line = json!({"op": "add_top_up", "account": "C1", "amount": "1.00", "on": "2026-11-22"});
        let envelope = decode(line.as_object().cloned().unwrap()).unwrap();
        second.write(move |desk| desk.handle(&envelope)).wait().unwrap().unwrap();
        while first.revision() == before {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn each_user_at_the_desk_has_own_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder.path().join("desk.sqlite"));
        office.keep_draft(&KEY, Some(json!("smtp")));
        office.choose_user(Some("陈静"));
        assert_eq!(host(&office), None);
        office.choose_user(Some("desk"));
        assert_eq!(host(&office), Some(json!("smtp")));
    }

    #[test]
    fn a_draft_that_was_discarded_elsewhere_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder.path().join("desk.sqlite"));
        office.keep_draft(&KEY, Some(json!("smtp")));
        office.keep_drafts().wait().unwrap();
        let discard = |desk: &mut Desk| desk.db().transaction(|db| db.execute("DELETE FROM draft", []));
        office.write(discard).wait().unwrap().unwrap();
        assert_eq!(host(&office), None);
        // What was typed just before is not written behind it.
        office.keep_draft(&KEY, Some(json!("smtp")));
        office.write(discard).wait().unwrap().unwrap();
        office.keep_drafts().wait().unwrap();
        assert_eq!((host(&office), stored(&office)), (None, Vec::new()));
    }

    #[test]
    fn what_cannot_be_kept_is_named_until_it_can_be() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder.path().join("desk.sqlite"));
        let sql = |sql: &'static str| {
            let work = move |desk: &mut Desk| desk.db().transaction(|db| db.execute(sql, []));
            office.write(work).wait().unwrap().unwrap()
        };
        sql("CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'full'); END");
        office.keep_draft(&KEY, Some(json!("smtp")));
        assert_eq!(office.unkept_drafts(), []);
        office.keep_drafts().wait().unwrap();
        assert_eq!((office.unkept_drafts(), host(&office)), (vec![KEY], Some(json!("smtp"))));
        sql("DROP TRIGGER full");
        office.keep_drafts().wait().unwrap();
        assert_eq!((office.unkept_drafts(), stored(&office).len()), (Vec::new(), 1));
    }
}
