//! A store that cannot lie: whatever is changed otherwise than by a command is found by `check`, also after commands have
//! gone on with it.
//!
//!     FORGERIES=1000 cargo test --test desk forgeries -- --nocapture

mod hand;
mod signed;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fapiao_desk::desk::check::{Report, Violation, check};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};

use self::hand::{Chance, Hand};
use crate::common::place::{folder, sandbox};

/// So many forgeries are tried where nobody asks for more.
const TRIED: u64 = 150;

/// A store that has lived a while, and the same when it was somewhat younger.
struct Lived {
    younger: Vec<u8>,
    grown: Vec<u8>,
}

static LIVED: LazyLock<Lived> = LazyLock::new(|| {
    let folder = folder();
    let path = folder.path().join("lived.sqlite");
    let mut desk = sandbox(&path);
    let story: Vec<&str> = include_str!("../../fixtures/story.jsonl").lines().collect();
    let (begin, end) = story.split_at(story.len() - 4);
    begin.iter().for_each(|line| say(&mut desk, line));
    drop(desk);
    let younger = std::fs::read(&path).unwrap();
    let mut desk = Desk::open(&path, Open::Existing).unwrap();
    end.iter().for_each(|line| say(&mut desk, line));
    drop(desk);
    Lived { younger, grown: std::fs::read(&path).unwrap() }
});

fn say(desk: &mut Desk, line: &str) {
    let said = desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap());
    said.unwrap_or_else(|refusal| panic!("{line}\n{refusal:?}"));
}

/// The grown store at a place of its own, which this machine has seen there.
fn scene() -> (PathBuf, tempfile::TempDir) {
    let folder = folder();
    let path = folder.path().join("desk.sqlite");
    std::fs::write(&path, &LIVED.grown).unwrap();
    drop(Desk::open(&path, Open::Existing).unwrap());
    (path, folder)
}

/// What can be forged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forgery {
    RowEdited,
    RowAdded,
    RowRemoved,
    /// A row, and what is kept of the tables, which needs no key.
    RowAndDigests,
    /// The same, with the newest entry and the chain made to say so.
    RowDigestsAndChain,
    /// The same, signed with a key that was put in the place of the one that signed.
    RowDigestsChainAndKey,
    LogCutAtItsEnd,
    LogCutInItsMidst,
    LogEmptied,
    /// With everything that says that it ever was one.
    LogAndProofEmptied,
    LogReordered,
    LogAppended,
    LogRewritten,
    LogUnsigned,
    SandboxTurned,
    GuardsTouched,
    GuardTaken,
    SchemaVersionPutBack,
    DigestsEmptied,
    PutBack,
}

const FORGERIES: [Forgery; 20] = [
    Forgery::RowEdited,
    Forgery::RowAdded,
    Forgery::RowRemoved,
    Forgery::RowAndDigests,
    Forgery::RowDigestsAndChain,
    Forgery::RowDigestsChainAndKey,
    Forgery::LogCutAtItsEnd,
    Forgery::LogCutInItsMidst,
    Forgery::LogEmptied,
    Forgery::LogAndProofEmptied,
    Forgery::LogReordered,
    Forgery::LogAppended,
    Forgery::LogRewritten,
    Forgery::LogUnsigned,
    Forgery::SandboxTurned,
    Forgery::GuardsTouched,
    Forgery::GuardTaken,
    Forgery::SchemaVersionPutBack,
    Forgery::DigestsEmptied,
    Forgery::PutBack,
];

/// Forges something; says what, or nothing where it could not be done.
fn forge(path: &Path, forgery: Forgery, chance: &mut Chance) -> Option<String> {
    let cookie = hand::cookie(path);
    let tables = hand::tables(path);
    let table = &tables[chance.below(tables.len())];
    let mut row = |how: usize| {
        let hand = Hand::at(path);
        let done = match how {
            0 => hand::edit(&hand.db, chance, table),
            1 => hand::add(&hand.db, chance, table),
            _ => hand::remove(&hand.db, chance, table),
        };
        hand.lift(Some(cookie));
        done
    };
    match forgery {
        Forgery::RowEdited => row(0),
        Forgery::RowAdded => row(1),
        Forgery::RowRemoved => row(2),
        Forgery::RowAndDigests => {
            let done = row(1);
            unguarded(path, cookie, |path| drop(hand::digests_again(path)));
            done
        }
        Forgery::RowDigestsAndChain | Forgery::RowDigestsChainAndKey => {
            let done = row(1);
            let with_key = forgery == Forgery::RowDigestsChainAndKey;
            unguarded(path, cookie, |path| {
                if with_key {
                    let hand = rusqlite::Connection::open(path).unwrap();
                    hand.execute("UPDATE signing_key SET public = randomblob(32)", []).unwrap();
                }
                let proof = hand::digests_again(path);
                let mut log = hand::log(path);
                log.last_mut().unwrap().proof = Some(proof);
                hand::chain_again(&mut log);
                hand::write_log(path, &log);
            });
            done
        }
        Forgery::LogCutAtItsEnd => relog(
            path,
            cookie,
            |log, chance| {
                log.truncate(log.len() - 1 - chance.below(log.len() / 2));
            },
            chance,
        ),
        Forgery::LogCutInItsMidst => relog(
            path,
            cookie,
            |log, chance| {
                log.remove(chance.below(log.len() - 1));
                hand::chain_again(log);
            },
            chance,
        ),
        Forgery::LogEmptied => relog(path, cookie, |log, _| log.clear(), chance),
        Forgery::LogAndProofEmptied => {
            relog(path, cookie, |log, _| log.clear(), chance);
            unguarded(path, cookie, |path| {
                let hand = rusqlite::Connection::open(path).unwrap();
                hand.execute_batch(
                    "DELETE FROM table_digest; DELETE FROM signing_key; DELETE FROM setting WHERE key = 'store_id'",
                )
                .unwrap();
            });
            Some("everything of the proof went".to_owned())
        }
        Forgery::LogReordered => relog(
            path,
            cookie,
            |log, chance| {
                let place = chance.below(log.len() - 2);
                log.swap(place, place + 1);
                hand::chain_again(log);
            },
            chance,
        ),
        Forgery::LogAppended => relog(
            path,
            cookie,
            |log, chance| {
                let mut entry = log[chance.below(log.len())].clone();
                entry.request = "{\"forged\":true}".to_owned();
                entry.op = "pay_bill".to_owned();
                log.push(entry);
                hand::chain_again(log);
            },
            chance,
        ),
        Forgery::LogRewritten => relog(
            path,
            cookie,
            |log, chance| {
                let place = chance.below(log.len());
                let entry = &mut log[place];
                match chance.below(5) {
                    0 => entry.request.push(' '),
                    1 => entry.at += chrono::TimeDelta::hours(1),
                    2 => entry.machine = Some("another".to_owned()),
                    3 => entry.changes = None,
                    _ => entry.by = fapiao_desk::domain::ids::UserId(entry.by.0 + 1),
                }
                // Whoever leaves the changes as they are has changed nothing.
                entry.op.push('_');
                hand::chain_again(log);
            },
            chance,
        ),
        Forgery::LogUnsigned => relog(
            path,
            cookie,
            |log, chance| {
                let first = chance.below(log.len());
                for entry in &mut log[first..] {
                    entry.signature = None;
                    entry.key = None;
                    entry.proof = None;
                    entry.schema_cookie = None;
                }
                hand::chain_again(log);
            },
            chance,
        ),
        Forgery::SandboxTurned => {
            let hand = Hand::at(path);
            let changed = hand.db.execute("DELETE FROM setting WHERE key = 'sandbox'", []).unwrap();
            hand.lift(Some(cookie));
            (changed > 0).then(|| "it is no sandbox any more".to_owned())
        }
        Forgery::GuardsTouched => {
            Hand::at(path).lift(None);
            Some("the guards went and came back".to_owned())
        }
        Forgery::GuardTaken => {
            let db = rusqlite::Connection::open(path).unwrap();
            let all = hand::rows(&db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
            let rusqlite::types::Value::Text(name) = &all[chance.below(all.len())][0] else { return None };
            db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
            db.pragma_update(None, "schema_version", cookie).unwrap();
            Some(format!("{name} went"))
        }
        Forgery::SchemaVersionPutBack => {
            let db = rusqlite::Connection::open(path).unwrap();
            let version = i64::try_from(chance.below(11)).unwrap();
            db.pragma_update(None, "user_version", version).unwrap();
            Some(format!("the schema is {version}"))
        }
        Forgery::DigestsEmptied => {
            let db = rusqlite::Connection::open(path).unwrap();
            db.execute_batch("DELETE FROM table_digest").unwrap();
            Some("no digests".to_owned())
        }
        Forgery::PutBack => {
            std::fs::write(path, &LIVED.younger).unwrap();
            Some("it is younger".to_owned())
        }
    }
}

/// Does something with no guards in the way, which are back afterwards.
fn unguarded(path: &Path, cookie: i64, work: impl FnOnce(&Path)) {
    let hand = Hand::at(path);
    work(path);
    hand.lift(Some(cookie));
}

fn relog(
    path: &Path,
    cookie: i64,
    change: impl FnOnce(&mut Vec<fapiao_desk::store::audit::StoredEntry>, &mut Chance),
    chance: &mut Chance,
) -> Option<String> {
    let before = hand::log(path);
    let mut log = before.clone();
    change(&mut log, chance);
    unguarded(path, cookie, |path| hand::write_log(path, &log));
    (log != before).then(|| format!("{} entries became {}", before.len(), log.len()))
}

/// What `check` finds; a store that it cannot read at all is found too.
fn found(path: &Path) -> bool {
    check(path).map_or(true, |report: Report| !report.violations.is_empty())
}

#[test]
fn every_forgery_is_found_also_after_a_command() {
    let tried = std::env::var("FORGERIES").ok().and_then(|many| many.parse().ok()).unwrap_or(TRIED);
    let (mut done, mut missed) = (0, Vec::new());
    let mut seed = 0;
    while done < tried {
        seed += 1;
        let mut chance = Chance::new(seed);
        let forgery = FORGERIES[usize::try_from(seed).unwrap() % FORGERIES.len()];
        let (path, _folder) = scene();
        let Some(what) = forge(&path, forgery, &mut chance) else { continue };
        done += 1;
        if !found(&path) {
            missed.push(format!("{forgery:?} ({seed}): {what}"));
            continue;
        }
        // Whoever goes on with it does not cover it up. What was only looked at is one of three.
        if chance.below(3) > 0
            && let Ok(mut desk) = Desk::open(&path, Open::Existing)
        {
            let line = r#"{"op":"add_user","name":"赵雪","roles":["clerk"]}"#;
            let _ = desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap());
            drop(desk);
            if !found(&path) {
                missed.push(format!("{forgery:?} ({seed}), with a command behind it: {what}"));
            }
        }
    }
    println!("{done} forgeries, {} missed", missed.len());
    assert!(missed.is_empty(), "{} of {done} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_store_that_only_commands_have_changed_is_proved_from_its_beginning() {
    let (path, _folder) = scene();
    let report = check(&path).unwrap();
    assert_eq!(report.violations, []);
    let proved = report.proved.unwrap();
    assert_eq!((proved.since_entry, proved.keys), (1, 1));
    assert_eq!(proved.entry, i64::try_from(hand::log(&path).len()).unwrap());
}

#[test]
fn what_is_found_says_where() {
    let (path, _folder) = scene();
    let cookie = hand::cookie(&path);
    let hand = Hand::at(&path);
    hand.db.execute("DELETE FROM top_up WHERE id = (SELECT min(id) FROM top_up)", []).unwrap();
    let rows: i64 = hand.db.query_row("SELECT count(*) FROM top_up", [], |row| row.get(0)).unwrap();
    hand.lift(Some(cookie));
    let lost = Violation::Table { table: "top_up".to_owned(), proved: Some(rows + 1), found: rows };
    assert_eq!(check(&path).unwrap().violations, [lost]);
}
