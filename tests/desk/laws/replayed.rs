//! Every day of any history is told again as it was, and every customer's column adds up on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use fapiao_desk::desk::pages::balance::column;
use fapiao_desk::desk::pages::balance::past::{self, PastDays};
use fapiao_desk::desk::protocol::table::Query;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::waterfall::{BalanceLine, BalancePart};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::Sides;
use super::history::{self, ACCOUNTS, Act};

/// Fewer than of the other laws: each asks about every account after every step.
const HISTORIES: u32 = 16;
const LENGTH: usize = 50;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: HISTORIES,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_day_is_told_again_as_it_was(history in history::history(LENGTH)) {
        Sides::new().live_and_tell(history);
    }

    #[test]
    fn every_day_is_told_again_where_what_was_invoiced_is_refunded_and_reversed(
        history in history::troubled_history(LENGTH), days in prop::collection::vec(0..4_i64, LENGTH),
    ) {
        let waits = days.into_iter().map(|days| Act::Wait { hours: 24 * days });
        Sides::new().live_and_tell(history.into_iter().zip(waits).flat_map(|(act, wait)| [act, wait]).collect());
    }
}

impl Sides {
    fn live_and_tell(&mut self, history: Vec<Act>) {
        let mut said: BTreeMap<NaiveDate, Vec<Value>> = BTreeMap::new();
        let mut told: Vec<Arc<PastDays>> = (0..ACCOUNTS).map(|owner| self.days(owner)).collect();
        for act in history {
            // What a clock that is set back makes of the days between is nobody's day.
            let act = match act {
                Act::Wait { hours } => Act::Wait { hours: hours.abs() },
                act => act,
            };
            self.step(&act);
            said.insert(self.model.today(), (0..ACCOUNTS).map(|owner| self.balance(owner, None)).collect());
            (0..ACCOUNTS).for_each(|owner| self.column_adds_up(owner));
            (0..ACCOUNTS).for_each(|owner| self.goes_on(owner, &mut told[owner]));
        }
        for (on, answers) in said {
            for (owner, answer) in answers.into_iter().enumerate() {
                let told = self.balance(owner, Some(on));
                if told.get("notices").is_none() {
                    assert_eq!(told, answer, "C{owner} on {on}");
                }
            }
        }
        for owner in 0..ACCOUNTS {
            let code = self.model.owners[owner].account.code.clone();
            let days = self.days(owner);
            let (told, now) =
                (days.day(self.model.today()), past::today(&self.reader, &self.moment(), &code).unwrap());
            assert_eq!((told.ledger, told.applications), (now.ledger, now.applications), "{code} up to now");
        }
    }

    fn days(&self, owner: usize) -> Arc<PastDays> {
        Arc::new(PastDays::of(&self.reader, &self.model.owners[owner].account.code).unwrap())
    }

    /// What was told before is gone on with: it tells of yesterday what is told anew.
    fn goes_on(&self, owner: usize, told: &mut Arc<PastDays>) {
        let yesterday = self.model.today().pred_opt().unwrap();
        *told = told.again(&self.reader, yesterday).unwrap();
        let everything = |days: &PastDays| {
            let day = days.day(yesterday);
            let sources = day.sources();
            (day.account, day.policy, day.ledger, day.applications, sources, day.notices)
        };
        assert_eq!(everything(told), everything(&self.days(owner)), "C{owner} on {yesterday}");
    }

    fn balance(&self, owner: usize, on: Option<NaiveDate>) -> Value {
        let mut asked = json!({ "account": self.model.owners[owner].account.code });
        if let Some(on) = on {
            asked["on"] = json!(on);
        }
        let query: Query = serde_json::from_value(json!({ "balance": asked })).unwrap();
        query.answer(&self.reader, &self.moment()).unwrap().to_json().unwrap()
    }

    /// The column of the sums that are kept is that of the bills; it ends at what the balance says, and its items are
    /// its lines.
    fn column_adds_up(&self, owner: usize) {
        let (code, moment) = (&self.model.owners[owner].account.code, self.moment());
        let kept = column::column(&self.reader, &moment, code).unwrap().waterfall;
        let day = past::today(&self.reader, &moment, code).unwrap();
        assert_eq!(kept, day.waterfall(), "{code}");
        assert_eq!((kept.sum(), kept.invoiceable), (kept.invoiceable, day.balance().invoiceable), "{code}");
        for fall in &kept.lines {
            let part = BalancePart::Line(fall.line);
            let items = day.items(part);
            let page = column::items(&self.reader, &moment, code, part, None, u32::MAX).unwrap();
            assert_eq!(page, items, "{code}: {:?}", fall.line);
            let mut paged: Vec<column::BalanceItem> = Vec::new();
            loop {
                let next = column::items(&self.reader, &moment, code, part, paged.last(), 2).unwrap();
                if next.is_empty() {
                    break;
                }
                paged.extend(next);
            }
            assert_eq!(paged, items, "{code}: {:?} by pages", fall.line);
            if !matches!(fall.line, BalanceLine::InArrears | BalanceLine::Blocked) {
                let sum: Fen = items.iter().map(column::BalanceItem::amount).sum();
                assert_eq!(sum, fall.amount, "{code}: {:?}", fall.line);
            }
        }
    }
}
