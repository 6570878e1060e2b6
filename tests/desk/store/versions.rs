//! A store of every schema version there has been is opened, brought up to date, and holds what it held.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::common::dump::{dump, dump_as, dump_of, schema};
use crate::common::place::{folder, sandbox};
use fapiao_desk::desk::backup::{automatic, back_up};
use fapiao_desk::desk::check::{Notice, Report, Violation, check, check_db};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::returned::Outcome;
use fapiao_desk::desk::returned::mirror::{Colour, Month, mirror};
use fapiao_desk::desk::upgrade::older_schema;
use fapiao_desk::desk::{Desk, Open, audit, read_up_to_date};
use fapiao_desk::domain::backup::BackupReason;
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use fapiao_desk::store::engine::{Db, Found, SCHEMA_VERSION, inspect};
use fapiao_desk::store::laws;

fn fixture(version: i64) -> PathBuf {
    let file = format!("tests/fixtures/schema-{version}.sql");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// The store of a fixture, made again in a folder. One that is proved is signed and never the same twice: the newest is
/// told anew.
fn made_again(version: i64, folder: &Path) -> PathBuf {
    if version >= FIRST_PROVED {
        return told(folder);
    }
    let path = folder.join("old.sqlite");
    let sql = std::fs::read_to_string(fixture(version)).unwrap();
    Connection::open(&path).unwrap().execute_batch(&sql).unwrap();
    path
}

/// The store that the program as it is makes of the story.
fn told(folder: &Path) -> PathBuf {
    let path = folder.join("told.sqlite");
    let mut desk = sandbox(&path);
    for line in include_str!("../../fixtures/story.jsonl").lines() {
        desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap())
            .unwrap_or_else(|refusal| panic!("{line}\n{refusal:?}"));
    }
    path
}

fn ask(desk: &mut Desk, line: Value) -> Value {
    let line: Map<String, Value> = serde_json::from_value(line).unwrap();
    desk.handle(&decode(line).unwrap()).unwrap().to_json().unwrap()
}

/// Every row of a dump, by table.
fn rows(dump: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in dump.lines().filter_map(|line| line.strip_prefix("INSERT INTO \"")) {
        let (table, row) = line.split_once('"').unwrap();
        rows.entry(table).or_default().push(row);
    }
    rows
}

/// A store without rows, as the migrations up to a version make it.
fn shape(version: i64) -> Connection {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let db = Connection::open_in_memory().unwrap();
    for step in 1..=version {
        let sql = std::fs::read_to_string(migrations.join(format!("{step:04}.sql"))).unwrap();
        db.execute_batch(&sql).unwrap();
    }
    db.execute_batch(&format!("PRAGMA application_id = 0x46504431; PRAGMA user_version = {version}"))
        .unwrap();
    db
}

/// Up to this one the rows of the stores are what desks of their time made of the story. It has a reversal of several
/// invoices, which they took one number for.
const TOLD_BY_OLDER_DESKS: i64 = 4;

/// From this one on, entries of the log are signed and prove what is in the store.
const FIRST_PROVED: i64 = 11;

/// What desks of before did not know of a policy: that nobody else is needed to issue and to reverse.
const DUTIES: &str = r#","second_person_to_issue":false,"second_person_to_reverse":false"#;

/// The rows of a dump that commands made: the log is another one for each version of the program, and what proves the
/// rows for each store.
fn told_rows(dump: &str) -> Vec<String> {
    let is_proof = |line: &&str| line.contains("INTO \"audit\"") || line.contains("'store_id'");
    dump.lines().filter(|line| !is_proof(line)).map(|line| line.replace(DUTIES, "")).collect()
}

#[test]
fn a_store_of_each_schema_version_is_kept() {
    let folder = folder();
    let told = Connection::open(told(folder.path())).unwrap();
    for version in TOLD_BY_OLDER_DESKS + 1..FIRST_PROVED {
        let (path, made) = (fixture(version), dump_as(&shape(version), &told));
        let kept = std::fs::read_to_string(&path).unwrap();
        let is_same = told_rows(&kept) == told_rows(&made);
        assert!(is_same, "{} is not what its migrations make: see the README beside it", path.display());
    }
}

#[test]
fn a_store_is_backed_up_as_it_was_before_it_is_brought_up_to_date_and_only_then() {
    for version in 1..SCHEMA_VERSION {
        let folder = folder();
        let path = made_again(version, folder.path());
        drop(Desk::open(&path, Open::Existing).unwrap());
        drop(Desk::open(&path, Open::Existing).unwrap());
        let made = automatic::list(&path).found;
        assert_eq!(made.len(), 1, "version {version}");
        assert_eq!(made[0].name.reason, BackupReason::Upgrade);
        let old = made_again(version, tempfile::tempdir_in(folder.path()).unwrap().keep().as_path());
        let [old, backup] = [&old, &made[0].path].map(|path| dump(path));
        assert_eq!(rows(&backup), rows(&old), "version {version}");
        assert!(backup.contains(&format!("PRAGMA user_version = {version};")));
    }
}

#[test]
fn a_store_that_an_older_desk_made_has_the_schema_that_its_migrations_make() {
    for version in 1..=SCHEMA_VERSION {
        let folder = folder();
        let old = Connection::open(made_again(version, folder.path())).unwrap();
        let sorted = |db: &Connection| schema(db).into_iter().collect::<BTreeMap<_, _>>();
        assert_eq!(sorted(&old), sorted(&shape(version)), "version {version}");
    }
}

#[test]
fn a_red_number_that_an_older_desk_took_for_several_is_there_and_in_the_mirror() {
    for version in 1..=TOLD_BY_OLDER_DESKS {
        let folder = folder();
        let path = made_again(version, folder.path());
        let mut desk = Desk::open(&path, Open::Existing).unwrap();
        let list = folder.path().join("list.csv");
        let header = "数电发票号码,购买方名称,开票日期,价税合计,是否正数发票\n";
        let mirrored = |desk: &Desk| {
            let db = read_up_to_date(desk.path()).unwrap();
            let mirror = mirror(&db, Month::parse("2026-11").unwrap(), &list).unwrap();
            let red = mirror.invoices.into_iter().find(|one| one.number == "26440000000000000004").unwrap();
            assert_eq!(red.application.as_deref(), Some("FP20261116-0001"));
            red.colour
        };
        std::fs::write(&list, header).unwrap();
        assert_eq!(mirrored(&desk), Colour::OnlyHere);
        std::fs::write(&list, format!("{header}26440000000000000004,甲,2026-11-20,-1.00,否\n")).unwrap();
        assert_eq!(mirrored(&desk), Colour::BothDifferent, "of how much it is, nobody said");
        let report = desk.import_issued(None, &list, true).unwrap();
        assert!(matches!(report.rows[0].read, Ok((_, Outcome::Already { .. }))), "{report:?}");
    }
}

#[test]
fn a_reversal_that_an_older_desk_left_half_done_is_noticed_and_takes_its_numbers_later() {
    for version in 1..=TOLD_BY_OLDER_DESKS {
        let folder = folder();
        let path = made_again(version, folder.path());
        let mut desk = Desk::open(&path, Open::Existing).unwrap();
        let notice = Notice::ReversedWithoutNumbers {
            application: "FP20261116-0001".into(),
            invoices: vec!["26440000000000000001".into(), "26440000000000000002".into()],
        };
        assert_eq!((checked(&path).notices, checked(&path).violations), (vec![notice], vec![]));
        let reverse = |red: [&str; 2]| {
            let pair = |(number, red): (&str, &str)| json!({"number": number, "red_number": red});
            let numbers = ["26440000000000000001", "26440000000000000002"];
            json!({"op": "reverse_application", "application": "FP20261116-0001", "reason": "service_ended",
                "reversals": numbers.into_iter().zip(red).map(pair).collect::<Vec<_>>(),
                "at": "2026-11-23T10:00:00+08:00"})
        };
        let refused = |desk: &mut Desk, line: &Value| {
            let line: Map<String, Value> = serde_json::from_value(line.clone()).unwrap();
            desk.handle(&decode(line).unwrap()).unwrap_err().id()
        };
        let mut half = reverse(["26440000000000000005", "26440000000000000004"]);
        half["reversals"].as_array_mut().unwrap().pop();
        assert_eq!(refused(&mut desk, &half), "bad-field");
        let used = reverse(["26440000000000000003", "26440000000000000004"]);
        assert_eq!(refused(&mut desk, &used), "duplicate-invoice-number");
        // The number that was taken for both is of the second.
        let whole = reverse(["26440000000000000005", "26440000000000000004"]);
        assert_eq!(ask(&mut desk, whole.clone())["state"], "reversed");
        let view = ask(&mut desk, json!({"op": "application", "application": "FP20261116-0001"}));
        let reversals = view["reversals"].as_array().unwrap().iter();
        let reversals: Vec<_> =
            reversals.map(|r| [&r["number"], &r["red_number"], &r["reversed_on"]]).collect();
        assert_eq!(
            json!(reversals),
            json!([
                ["26440000000000000001", "26440000000000000005", "2026-11-20"],
                ["26440000000000000002", "26440000000000000004", "2026-11-20"],
            ])
        );
        let report = checked(&path);
        assert_eq!((report.notices, report.violations), (vec![], vec![]), "version {version}");
        assert_eq!(refused(&mut desk, &whole), "transition-not-allowed", "it is whole");
    }
}

#[test]
fn an_old_store_is_brought_up_to_date_and_every_row_is_there_still() {
    for version in 1..=SCHEMA_VERSION {
        let folder = folder();
        let path = made_again(version, folder.path());
        let before = dump(&path);
        drop(Desk::open(&path, Open::Existing).unwrap());
        let after = dump(&path);
        let after = rows(&after);
        for (table, rows) in rows(&before) {
            let after = after.get(table).unwrap();
            // The entry from which on it is proved, by the program itself, and what the store is known by.
            let more = match table {
                "audit" | "setting" => usize::from(version < FIRST_PROVED),
                "app_user" => usize::from(version < FIRST_PROVED),
                _ => 0,
            };
            assert_eq!(after.len(), rows.len() + more, "{table} of version {version}");
            for before in rows {
                // A later version may have widened the table, at its end.
                let kept = before.strip_suffix(");").unwrap();
                let is_kept = after.iter().any(|after| after.starts_with(kept));
                assert!(is_kept, "{table} of version {version}:\n{before}\n{after:?}");
            }
        }
        assert!(dump(&path).contains(&format!("PRAGMA user_version = {SCHEMA_VERSION};")));
    }
}

#[test]
fn an_old_store_brought_up_to_date_has_the_schema_of_a_new_one() {
    let new = folder();
    let fresh = Connection::open(told(new.path())).unwrap();
    for version in 1..=SCHEMA_VERSION {
        let folder = folder();
        let path = made_again(version, folder.path());
        drop(Desk::open(&path, Open::Existing).unwrap());
        let old = Connection::open(&path).unwrap();
        let sorted = |db: &Connection| schema(db).into_iter().collect::<BTreeMap<_, _>>();
        assert_eq!(sorted(&old), sorted(&fresh), "version {version}");
    }
}

/// What `check` says of the rows and the schema of a store.
fn checked(path: &Path) -> Report {
    check_db(&Db::open_reader(path).unwrap(), "2026-11-23".parse().unwrap()).unwrap()
}

#[test]
fn nothing_is_wrong_with_a_store_of_any_version_and_looking_at_it_leaves_it_as_it_is() {
    for version in 1..=SCHEMA_VERSION {
        let folder = folder();
        let path = made_again(version, folder.path());
        let before = std::fs::read(&path).unwrap();
        let report = checked(&path);
        assert_eq!((report.violations, report.accounts), (Vec::new(), 4), "version {version}");
        assert!(std::fs::read(&path).unwrap() == before, "version {version} was changed");
        drop(Desk::open(&path, Open::Existing).unwrap());
        assert_eq!(checked(&path).violations, [], "version {version} brought up to date");
    }
}

#[test]
fn a_store_that_is_older_than_scans_is_looked_at_and_backed_up_without_any() {
    let folder = folder();
    let path = made_again(1, folder.path());
    assert_eq!(check(&path).unwrap().violations, []);
    let copy = folder.path().join("copy.sqlite");
    assert_eq!(back_up(&path, &copy).unwrap().lost, []);
    assert_eq!(check(&copy).unwrap().violations, []);
}

#[test]
fn who_last_changed_the_info_of_an_old_store_is_found_in_its_audit_log() {
    let folder = folder();
    let path = made_again(4, folder.path());
    let db = Connection::open(&path).unwrap();
    // 陈静 changed the bank and is at work on the review; 1 saved the same once more and submitted it.
    let saved = |user: i64| {
        format!(
            r#"INSERT INTO audit SELECT max(id) + 1, max(at), {user}, 'save_invoice_info',
                '{{"account":"C2","type":"enterprise_special","name":"甲","bank":"乙"}}', zeroblob(32) FROM audit;"#
        )
    };
    let submitted = "INSERT INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by,
            due_on, held_by, held_at)
        SELECT (SELECT id FROM account WHERE code = 'C2'), 'pending', '{}', max(at), '2026-11-22', 1, '2026-11-24', 2, 1
        FROM audit";
    db.execute_batch(&[&saved(2), &saved(1), submitted].map(|sql| sql.to_owned()).concat()).unwrap();
    drop(db);
    drop(Desk::open(&path, Open::Existing).unwrap());
    let db = Connection::open(&path).unwrap();
    let by = |sql: &str| db.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).unwrap();
    assert_eq!(by("SELECT changed_by FROM invoice_info WHERE type = 'enterprise_special'"), Some(2));
    assert_eq!(by("SELECT changed_by FROM submission"), Some(2));
    assert_eq!(by("SELECT held_by FROM submission"), None);
}

#[test]
fn a_guard_that_an_old_store_has_lost_is_missed_in_it() {
    let folder = folder();
    let path = made_again(1, folder.path());
    Connection::open(&path).unwrap().execute_batch("DROP TRIGGER invoice_stays").unwrap();
    let name = "invoice_stays".to_owned();
    let lost = Violation::Schema { kind: "trigger".into(), name };
    assert_eq!(checked(&path).violations, [lost]);
}

#[test]
fn an_old_store_answers_and_goes_on() {
    for version in 1..=SCHEMA_VERSION {
        let folder = folder();
        let path = made_again(version, folder.path());
        let mut desk = Desk::open(&path, Open::Existing).unwrap();
        let at = "2026-11-23T10:00:00+08:00";
        // A was reversed, so what B absorbed of its deficit was given back.
        let q = ask(&mut desk, json!({"op": "balance", "account": "C1", "at": at}));
        assert_eq!((&q["invoiceable"], &q["non_invoiceable"]), (&json!("190.00"), &json!("0.00")));
        let t = ask(&mut desk, json!({"op": "balance", "account": "C2"}));
        assert_eq!((&t["invoiceable"], &t["non_invoiceable"]), (&json!("3470.00"), &json!("0.00")));
        // The command was sent before; its answer is still known.
        let again = json!({"op": "submit_application", "id": "once", "account": "C1",
            "type": "enterprise_general", "bills": ["A"], "email": "fin@example.com",
            "remark": "合同 R-2026-11"});
        assert_eq!(ask(&mut desk, again)["application"], "FP20261116-0001");
        let new =
            json!({"op": "submit_application", "account": "C2", "type": "enterprise_general", "all": true});
        assert_eq!(ask(&mut desk, new)["amount"], "3470.00");
        let db = Db::open_reader(&path).unwrap();
        assert_eq!(laws::broken(&db), Ok(Vec::new()));
        assert_eq!(audit::first_broken(&db), Ok(None));
        assert_eq!(db.integrity(), Ok(Vec::new()));
    }
}

/// Stores before version 5 kept refusals too, and of no command what it asked for.
#[test]
fn answers_that_older_versions_kept_hold_for_commands_of_their_name_and_refusals_for_none() {
    for version in 1..5 {
        let folder = folder();
        let path = made_again(version, folder.path());
        let refused = r#"INSERT INTO command_answer (id, op, answer)
            VALUES ('refused', 'pay_bill', '{"refusal":{"rule":"not-found","what":"bill","key":"N1"}}')"#;
        Connection::open(&path).unwrap().execute_batch(refused).unwrap();
        let mut desk = Desk::open(&path, Open::Existing).unwrap();
        let top_up = |id: &str| json!({"op": "add_top_up", "id": id, "account": "C1", "amount": "1.00", "on": "2026-11-22"});
        assert_eq!(ask(&mut desk, top_up("refused")), json!({}), "version {version}");
        let other: Map<String, Value> = serde_json::from_value(top_up("once")).unwrap();
        let conflict = desk.handle(&decode(other).unwrap()).unwrap_err();
        assert_eq!(conflict.id(), "conflict", "version {version}");
    }
}

#[test]
fn a_dump_makes_the_same_store_again() {
    let folder = folder();
    let dumped = dump(&told(folder.path()));
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(&dumped).unwrap();
    assert!(dump_of(&db) == dumped);
}

#[test]
fn an_old_store_that_cannot_be_brought_up_to_date_is_named_by_the_path_that_was_given() {
    let folder = folder();
    let path = made_again(1, folder.path());
    // What the second migration makes is there already.
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE evidence (id INTEGER)").unwrap();
    let Err(Refusal::Store { fault: StoreFault::Other { detail } }) = check(&path) else { panic!() };
    assert!(detail.contains(&path.display().to_string()), "{detail}");
    assert!(detail.contains("evidence") && !detail.contains("desk.sqlite"), "{detail}");
}

#[test]
fn a_store_whose_backup_is_not_whole_is_not_upgraded() {
    let folder = folder();
    let path = made_again(9, folder.path());
    let spoil = "PRAGMA ignore_check_constraints = ON; UPDATE issuer SET name = ''";
    Connection::open(&path).unwrap().execute_batch(spoil).unwrap();
    let before = std::fs::read(&path).unwrap();
    let opened = Desk::open(&path, Open::Existing).map(drop);
    let Err(Refusal::Store { fault: StoreFault::NotUpgraded { path: named, backup, flaw } }) = opened else {
        panic!("{opened:?}");
    };
    assert_eq!(named, path.display().to_string());
    assert!(matches!(*flaw, StoreFault::Corrupt { .. }), "{flaw:?}");
    let found = automatic::list(&path).found;
    assert_eq!(found[0].path.display().to_string(), backup);
    assert!(!found[0].name.is_verified);
    assert!(read_up_to_date(&path).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_store_that_was_upgraded_while_another_reads_it_is_backed_up_once() {
    let folder = folder();
    let path = made_again(9, folder.path());
    let reading = Connection::open(&path).unwrap();
    reading.execute_batch("PRAGMA journal_mode = WAL; BEGIN; SELECT count(*) FROM bill").unwrap();
    let desk = Desk::open(&path, Open::Existing).unwrap();
    assert!(desk.upgraded().is_some());
    drop(desk);
    let head = inspect(&path).unwrap();
    assert_eq!(head, Found::OlderStore { schema: 9 }, "what is new stands in the WAL alone");
    assert_eq!(older_schema(&path), Ok(None));
    let desk = Desk::open(&path, Open::Existing).unwrap();
    assert_eq!(desk.upgraded(), None);
    let upgrades =
        automatic::list(&path).found.iter().filter(|b| b.name.reason == BackupReason::Upgrade).count();
    assert_eq!(upgrades, 1);
    drop(reading);
}
