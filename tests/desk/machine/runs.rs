//! Recurring runs: each plan once a month.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::model::{ACCOUNTS, Model};
use super::said::yuan;

impl Model {
    /// Runs every plan, or tells what would come of it.
    pub fn run(&mut self, is_preview: bool) -> Vec<Value> {
        let today = self.today();
        let tenth = today - TimeDelta::days(i64::from(today.day())) + TimeDelta::days(10);
        let newest = if tenth <= today { tenth } else { tenth - Months::new(1) };
        let mut runs = Vec::new();
        for account in ACCOUNTS {
            let Some((true, since)) = self.accounts[account].plan else { continue };
            let has_run = |on: NaiveDate| self.runs.contains(&(account, on.format("%Y-%m").to_string()));
            let is_due = newest >= since;
            let on =
                if is_preview && (!is_due || has_run(newest)) { newest + Months::new(1) } else { newest };
            if !is_preview && !is_due {
                continue;
            }
            let month = on.format("%Y-%m").to_string();
            let skipped =
                |rule| json!({"account": account, "month": month, "outcome": "skipped", "rule": rule});
            if !is_preview && has_run(newest) {
                runs.push(skipped("recurring-already-run"));
                continue;
            }
            let mut trial = self.clone();
            let applied = trial.apply(account, &json!({"all": true}), false);
            let mut run = match &applied {
                Err(rule) => skipped(rule),
                Ok((number, taken)) => json!({"account": account, "month": month, "outcome": "applied",
                    "application": number, "amount": yuan(taken.fen)}),
            };
            if is_preview {
                run.as_object_mut().unwrap().remove("application");
            } else {
                *self = trial;
                self.runs.insert((account, month));
            }
            runs.push(run);
        }
        runs
    }
}
