use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::desk::check::check_db;
use crate::desk::clock::Clock;
use crate::desk::commands::tickets;
use crate::desk::commands::tickets::ListTickets;
use crate::desk::lists::recurring::{self, Forecast};
use crate::desk::pages::application_answer;
use crate::desk::pages::application_answer::ListApplications;
use crate::desk::pages::balance;
use crate::desk::protocol::table::Query;
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::application::ApplicationState;
use crate::domain::calendar::china_day_start;
use crate::domain::rule_id::RuleId;
use crate::store::application::page::{ApplicationFilter, newest};
use crate::store::{account, audit, qualification, setting, user};

/// The demo of a day, made at noon.
fn demo(day: &str, seed: u64) -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.sqlite");
    let mut desk = Desk::open(&path, Open::New { sandbox: true }).unwrap();
    desk.clock = noon(day);
    fill(&mut desk, seed, &mut |_| {}).unwrap();
    (desk, folder)
}

/// The store of the demo that most tests look at, which is made once.
static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (desk, folder) = demo("2026-11-22", 1);
    drop(desk);
    std::fs::read(folder.path().join("demo.sqlite")).unwrap()
});

/// A copy of it.
fn made() -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.sqlite");
    std::fs::write(&path, &*MADE).unwrap();
    let mut desk = Desk::open(&path, Open::Existing).unwrap();
    desk.clock = noon("2026-11-22");
    (desk, folder)
}

fn noon(day: &str) -> Clock {
    Clock::Set(china_day_start(day.parse().unwrap()) + TimeDelta::hours(12))
}

/// How many of each thing that a clerk meets there are; what is missing is not in it.
fn scenes(desk: &Desk) -> HashMap<String, usize> {
    let moment = desk.moment();
    let mut scenes: HashMap<String, usize> = HashMap::new();
    let mut count = |scene: String| *scenes.entry(scene).or_default() += 1;
    for line in newest(&desk.db, &ApplicationFilter::default(), None, None).unwrap() {
        count(format!("{:?}", line.state));
        if line.state.is_open() && line.due_on < moment.today {
            count(format!("late and {:?}", line.state));
        }
        if line.submitted_on == moment.today {
            count("submitted today".to_owned());
        }
        let one = application_answer::view(&desk.db, &moment, &line.application).unwrap();
        for event in one.timeline {
            assert!(event.at <= moment.now, "nothing lies in the future");
            count(event.event.as_str().to_owned());
        }
        if one.uncovered.is_positive() {
            count("uncovered".to_owned());
        }
    }
    let tickets = ListTickets { account: None, state: None };
    for line in tickets::tickets(&desk.db, &moment, &tickets).unwrap() {
        count(format!("ticket {:?} {}", line.state, line.rule.as_str()));
    }
    for plan in recurring::plans(&desk.db, &moment, None).unwrap().plans {
        count(match plan.next.unwrap().forecast {
            Forecast::Applies { .. } => "plan that will apply".to_owned(),
            Forecast::Skips(refusal) => format!("plan that will skip: {}", refusal.rule().unwrap().as_str()),
        });
    }
    for run in recurring::runs(&desk.db, None, None).unwrap() {
        let came = run.rule.map_or("applied", RuleId::as_str);
        count(format!("run: {came}"));
    }
    for stored in account::all(&desk.db).unwrap() {
        let view = balance::of_account(&desk.db, &moment, &stored.account.code).unwrap();
        count(format!("{:?} {:?} {:?}", stored.account.kind, stored.account.region, stored.account.status));
        let is_by_hand = stored.account.status == AccountStatus::Frozen;
        match view.blocked {
            Some(RuleId::AccountFrozen) if is_by_hand => count("frozen by hand".to_owned()),
            Some(rule) => count(rule.as_str().to_owned()),
            None => {}
        }
        for rule in view.bills.iter().filter_map(|bill| bill.rule) {
            count(rule.as_str().to_owned());
        }
        if let Some(state) = qualification::state(&desk.db, stored.id).unwrap() {
            count(format!("{state:?}"));
        }
        if view.in_arrears.is_positive() {
            count("in arrears".to_owned());
        }
    }
    scenes
}

#[test]
fn whatever_the_day_and_seed_every_scene_is_there_and_no_law_is_broken() {
    // A Sunday, a day right after a week off, the last of a short month, a year whose days off are not known yet.
    let others = [("2026-10-08", 2), ("2026-02-28", 3), ("2028-02-29", 4)];
    every_scene_is_there(&made().0, "2026-11-22", 1);
    for (day, seed) in others {
        every_scene_is_there(&demo(day, seed).0, day, seed);
    }
}

fn every_scene_is_there(desk: &Desk, day: &str, seed: u64) {
    let report = check_db(&desk.db, desk.moment().today).unwrap();
    assert_eq!(report.violations, [], "{day}");
    assert_eq!(report.accounts, 60);
    assert!(report.bills > 1000, "{day}: {} bills", report.bills);
    let scenes = scenes(desk);
    let states = ApplicationState::ALL.map(|state| format!("{state:?}"));
    let late = ["late and Submitted", "late and Issuing", "late and Issued"].map(str::to_owned);
    let others = [
        "submitted today",
        "uncovered",
        "frozen by hand",
        "account-frozen",
        "overdue-bill",
        "account-outside-mainland",
        "bill-not-paid",
        "bill-age-limit",
        "bill-fully-invoiced",
        "in arrears",
        "Pending",
        "Approved",
        "Stale",
        "Revoked",
        "correction_requested",
        "ticket Open account-outside-mainland",
        "ticket Closed account-outside-mainland",
        "ticket Open correction-not-offered",
        "ticket Closed correction-not-offered",
        "plan that will apply",
        "plan that will skip: account-outside-mainland",
        "run: applied",
        "run: account-outside-mainland",
    ];
    let kinds =
        AccountKind::ALL.map(|kind| format!("{kind:?} {:?} {:?}", Region::Mainland, AccountStatus::Active));
    let outside = [Region::HongKongMacaoTaiwan, Region::Overseas]
        .map(|region| format!("{:?} {region:?} {:?}", AccountKind::Enterprise, AccountStatus::Active));
    let wanted = states.into_iter().chain(late).chain(others.map(str::to_owned)).chain(kinds).chain(outside);
    for scene in wanted {
        assert!(scenes.contains_key(&scene), "{day}, seed {seed}: nobody is {scene}: {scenes:?}");
    }
}

#[test]
fn the_same_day_and_seed_give_the_same_store_and_another_seed_another() {
    // Every command that made the store, who said it, and when; but for its first entry, which is of no command.
    let log = |desk: &Desk| {
        let mut log = Vec::new();
        audit::each(&desk.db, |entry| {
            log.push((entry.at, entry.by, entry.op, entry.request));
            Ok(true)
        })
        .unwrap();
        log.split_off(1)
    };
    let first = log(&made().0);
    assert_eq!(log(&demo("2026-11-22", 1).0), first);
    assert_ne!(log(&demo("2026-11-22", 8).0), first);
}

#[test]
fn the_clerk_is_at_the_desk_and_the_clock_runs_on() {
    let (mut desk, _folder) = made();
    assert_eq!(desk.moment().today.to_string(), "2026-11-22");
    assert_eq!(setting::get(&desk.db, "default_user").unwrap().as_deref(), Some("王敏"));
    assert_eq!(user::all(&desk.db).unwrap().len(), 5, "王敏, 李强 and two others besides the first user");
    let line = json!({"op": "add_top_up", "account": "C100001", "amount": "1", "on": "2026-11-22"});
    let serde_json::Value::Object(line) = line else { panic!() };
    desk.handle(&crate::desk::protocol::decode::decode(line).unwrap()).unwrap();
    let everything =
        ListApplications { account: None, state: None, from: None, to: None, limit: None, after: None };
    let list = Query::Applications(everything).answer(&desk.db, &desk.moment()).unwrap().to_json().unwrap();
    assert!(list.as_array().unwrap().len() > 200);
}

#[test]
fn progress_goes_from_nothing_to_all_and_never_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut heard = Vec::new();
    make(&folder.path().join("demo.sqlite"), 1, &mut |done| heard.push(done)).unwrap();
    assert!(heard.is_sorted() && heard.len() > 100, "{heard:?}");
    assert_eq!(heard.last(), Some(&1.0));
}

#[test]
fn a_file_that_is_there_is_not_filled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.sqlite");
    drop(Desk::open(&path, Open::New { sandbox: true }).unwrap());
    let before = std::fs::read(&path).unwrap();
    assert!(make(&path, 1, &mut |_| {}).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_this_machine_saw_where_a_demo_is_made_is_not_missed_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.sqlite");
    let before = Desk::open(&path, Open::New { sandbox: true }).unwrap();
    let place = before.db.path().to_owned();
    drop(before);
    assert!(heads::seen(&place).is_some());
    std::fs::remove_file(&path).unwrap();
    let made = make(&path, 1, &mut |_| {}).unwrap();
    assert_eq!(made.remembered.lost, None);
}
