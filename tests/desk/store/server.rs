//! What a store on a server has to bear: several at once, connections that are lost, logins that may do less, and what is
//! written past the program. Where tests keep no stores on a server these are left out, and say so.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

use fapiao_desk::desk::backup::{self, RestoreStop};
use fapiao_desk::desk::import::ImportFile;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::worker::Office;
use fapiao_desk::desk::{Desk, Open, check};
use fapiao_desk::domain::check::Violation;
use fapiao_desk::domain::import::ImportKind;
use fapiao_desk::domain::refusal::{Refusal, ServerFault, StoreFault};
use fapiao_desk::store::engine::{Db, SCHEMA_VERSION, ServerLine};
use postgres::{Client, NoTls};
use serde_json::{Value, json};

use crate::common::{Play, lines, place};

/// Nothing on this computer takes as long.
const LONG: Duration = Duration::from_secs(60);

/// A sandbox on a server, with a customer `C1` of `T` that has a paid bill; none: there is no server.
fn on_a_server() -> Option<Play> {
    if !place::is_server() {
        println!("left out: no server is named to keep stores on");
        return None;
    }
    Some(Play::with_bill("T"))
}

/// A session of the administrator, at the rows.
fn administrator(play: &Play) -> Client {
    let mut client = Client::connect(play.desk.path().to_str().unwrap(), NoTls).unwrap();
    client.batch_execute("SET search_path = fapiao_desk, pg_catalog, pg_temp").unwrap();
    client
}

fn send(desk: &mut Desk, line: &str) -> Result<Value, Refusal> {
    desk.handle(&decode(serde_json::from_str(line).unwrap())?)?.to_json()
}

fn count(client: &mut Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).unwrap().get(0)
}

fn violations(place: &Path) -> Vec<Violation> {
    let today = "2026-11-22".parse().unwrap();
    check::check_db(&Db::open_reader(place).unwrap(), today).unwrap().violations
}

#[test]
fn several_at_once_lose_nothing_and_number_without_gaps() {
    const DESKS: usize = 4;
    const EACH: usize = 8;
    let Some(mut play) = on_a_server() else { return };
    for desk in 0..DESKS {
        play.customer(&format!("D{desk}"), "Q");
        for bill in 0..EACH {
            play.paid(&format!("D{desk}"), &format!("D{desk}-{bill}"), "100.00");
        }
    }
    let place = play.desk.path().to_owned();
    let mut client = administrator(&play);
    let before = count(&mut client, "SELECT max(id) FROM audit");
    let numbers = std::thread::scope(|threads| {
        let work = |desk: usize| {
            let place = &place;
            threads.spawn(move || {
                let mut open = Desk::open(place, Open::Existing).unwrap();
                let apply = |bill| lines::apply_bills(&format!("D{desk}"), &[&format!("D{desk}-{bill}")]);
                let number = |bill| send(&mut open, &apply(bill)).unwrap()["application"].to_string();
                (0..EACH).map(number).collect::<Vec<_>>()
            })
        };
        let desks: Vec<_> = (0..DESKS).map(work).collect();
        let mut numbers: Vec<String> = desks.into_iter().flat_map(|desk| desk.join().unwrap()).collect();
        numbers.sort();
        numbers
    });
    let counted = |number: &String| number.trim_matches('"').rsplit_once('-').unwrap().1.parse().unwrap();
    let all: Vec<usize> = numbers.iter().map(counted).collect();
    assert_eq!(all, (1..=DESKS * EACH).collect::<Vec<_>>());
    let written = count(&mut client, "SELECT max(id) FROM audit") - before;
    assert_eq!(usize::try_from(written), Ok(DESKS * EACH), "one entry each");
    assert_eq!(violations(&place), []);
}

#[test]
fn a_desk_whose_connection_was_lost_while_it_was_idle_goes_on() {
    let Some(mut play) = on_a_server() else { return };
    let mut client = administrator(&play);
    client
        .batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .unwrap();
    assert_eq!(play.send(&lines::paid("C1", "B2", "1.00")), Ok(json!({})));
    assert_eq!(count(&mut client, "SELECT count(*) FROM bill"), 2);
    assert_eq!(violations(play.desk.path()), []);
}

#[test]
fn a_connection_that_is_cut_in_a_command_leaves_all_of_it_or_nothing_and_its_id_settles_which() {
    let Some(mut play) = on_a_server() else { return };
    let mut client = administrator(&play);
    client
        .batch_execute(
            "CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
        )
        .unwrap();
    let triggers = [
        ("AFTER INSERT ON bill", false),
        ("AFTER INSERT ON audit", false),
        ("AFTER INSERT ON bill DEFERRABLE INITIALLY DEFERRED", true),
    ];
    for (round, (when, at_commit)) in triggers.into_iter().enumerate() {
        let constraint = if at_commit { "CONSTRAINT" } else { "" };
        client
            .batch_execute(&format!(
                "CREATE {constraint} TRIGGER cut {when} FOR EACH ROW EXECUTE FUNCTION public.cut()"
            ))
            .unwrap();
        let bill = lines::with(
            &lines::paid("C1", &format!("CUT{round}"), "1.00"),
            &format!(r#""id":"cut-{round}""#),
        );
        let refused = play.send(&bill).unwrap_err();
        let Refusal::Store { fault } = refused else { panic!("{refused:?}") };
        assert_eq!(matches!(fault, StoreFault::Unconfirmed { .. }), at_commit, "{when}: {fault:?}");
        let table = if when.contains("audit") { "audit" } else { "bill" };
        client.batch_execute(&format!("DROP TRIGGER cut ON {table}")).unwrap();
        for _ in 0..2 {
            assert_eq!(play.send(&bill), Ok(json!({})), "{when}");
        }
        let there = format!("SELECT count(*) FROM bill WHERE bill_no = 'CUT{round}'");
        assert_eq!(count(&mut client, &there), 1);
    }
}

#[test]
fn a_server_says_that_somebody_has_written_and_only_then() {
    let Some(mut play) = on_a_server() else { return };
    let place = play.desk.path().to_owned();
    let mut line = ServerLine::open(&place).unwrap();
    assert_eq!(play.send(&lines::paid("C1", "B2", "1.00")), Ok(json!({})));
    assert_eq!(line.hear(LONG), Ok(true));
    assert!(play.send(&lines::paid("C1", "B2", "2.00")).is_err(), "of another amount");
    play.send(r#"{"op":"balance","account":"C1"}"#).unwrap();
    assert_eq!(line.hear(Duration::from_millis(200)), Ok(false));
    administrator(&play)
        .batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .unwrap();
    let Err(Refusal::Store { fault: StoreFault::Server { why, .. } }) = line.hear(LONG) else {
        panic!("the line is lost");
    };
    assert_eq!(why, ServerFault::Lost);
}

#[test]
fn a_window_sees_what_others_write_and_says_where_the_server_is_gone() {
    let Some(mut play) = on_a_server() else { return };
    let place = play.desk.path().to_owned();
    let office = Office::open(&place, Open::Existing, Arc::new(|| {})).unwrap();
    let shown = office.revision();
    assert_eq!(play.send(&lines::paid("C1", "B2", "1.00")), Ok(json!({})));
    until(|| office.revision() > shown);
    let database = place.file_name().unwrap().to_str().unwrap();
    let server = place.parent().unwrap().to_str().unwrap();
    let mut client = Client::connect(&format!("{server}/postgres"), NoTls).unwrap();
    client
        .batch_execute(&format!(
            "ALTER DATABASE {database} ALLOW_CONNECTIONS false;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        ))
        .unwrap();
    until(|| office.is_server_silent());
    client.batch_execute(&format!("ALTER DATABASE {database} ALLOW_CONNECTIONS true")).unwrap();
    until(|| !office.is_server_silent());
    let shown = office.revision();
    assert_eq!(play.send(&lines::paid("C1", "B3", "1.00")), Ok(json!({})));
    until(|| office.revision() > shown);
}

/// The place by a line that says nothing as long as the flag says so, in either direction, and is not cut.
fn by_a_line_that_can_fall_silent(place: &Path) -> (PathBuf, Arc<AtomicBool>) {
    let said = place.to_str().unwrap();
    let (before, database) = said.rsplit_once('/').unwrap();
    let (user, server) = before.rsplit_once('@').unwrap();
    let line = TcpListener::bind("127.0.0.1:0").unwrap();
    let by = format!("{user}@{}/{database}", line.local_addr().unwrap());
    let is_silent = Arc::new(AtomicBool::new(false));
    let (server, silence) = (server.to_owned(), Arc::clone(&is_silent));
    let named = |name: &str| Builder::new().name(name.to_owned());
    let accept = move || {
        for from in line.incoming() {
            let (from, to) = (from.unwrap(), TcpStream::connect(&server).unwrap());
            for (from, to) in [(from.try_clone().unwrap(), to.try_clone().unwrap()), (to, from)] {
                let silence = Arc::clone(&silence);
                named("half of a line").spawn(move || hand_on(from, to, &silence)).unwrap();
            }
        }
    };
    named("lines").spawn(accept).unwrap();
    (by.into(), is_silent)
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, silence: &AtomicBool) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        while silence.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(5));
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    // Whoever is at the other end is told.
    let _ = to.shutdown(Shutdown::Both);
}

#[test]
fn a_window_says_that_a_server_takes_its_questions_and_says_nothing() {
    let Some(mut play) = on_a_server() else { return };
    let (place, silence) = by_a_line_that_can_fall_silent(play.desk.path());
    let office = Office::open(&place, Open::Existing, Arc::new(|| {})).unwrap();
    silence.store(true, Ordering::Relaxed);
    until(|| office.is_server_silent());
    let shown = office.revision();
    assert_eq!(play.send(&lines::paid("C1", "B2", "1.00")), Ok(json!({})));
    silence.store(false, Ordering::Relaxed);
    until(|| !office.is_server_silent() && office.revision() > shown);
}

#[track_caller]
fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LONG, "it is not so");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_store_of_an_older_program_is_refused_and_left_as_it_is() {
    let Some(play) = on_a_server() else { return };
    let place = play.desk.path().to_owned();
    let mut client = administrator(&play);
    drop(play.desk);
    client.batch_execute("UPDATE desk SET schema_version = schema_version - 1").unwrap();
    let (version, known) = (SCHEMA_VERSION - 1, SCHEMA_VERSION);
    let fault = StoreFault::OlderOnServer { place: place.display().to_string(), version, known };
    let refused = Refusal::Store { fault };
    assert_eq!(Desk::open(&place, Open::Existing).unwrap_err(), refused);
    assert_eq!(Db::open_reader(&place).unwrap_err(), refused);
    let folder = place::folder();
    let moved = backup::transfer(&place, &folder.path().join("desk.sqlite"), None, &Arc::default());
    assert!(matches!(moved, Err(RestoreStop::Refused(why)) if why == refused));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_written_past_the_program_is_found() {
    let Some(play) = on_a_server() else { return };
    let place = play.desk.path().to_owned();
    let mut client = administrator(&play);
    drop(play.desk);
    assert_eq!(violations(&place), []);
    let mut forge = |sql: &str| client.batch_execute(sql).unwrap();
    forge("SET session_replication_role = replica; UPDATE bill SET item = 'x'");
    assert!(
        violations(&place)
            .iter()
            .any(|found| matches!(found, Violation::Table { table, .. } if table == "bill"))
    );
    forge("UPDATE bill SET item = NULL");
    assert_eq!(violations(&place), []);
    forge("ALTER TABLE bill DISABLE TRIGGER USER; ALTER TABLE bill ENABLE TRIGGER USER");
    let touched = |found: &Violation| matches!(found, Violation::SchemaTouched { .. });
    assert!(violations(&place).iter().any(touched), "though it is as it was");
    forge(r#"DROP FUNCTION capture CASCADE"#);
    let missing = |found: &Violation| matches!(found, Violation::Schema { kind, .. } if kind == "trigger");
    assert!(violations(&place).iter().any(missing));
}

/// The block of the README for whoever administers a server.
fn for_administrators() -> &'static str {
    let readme = include_str!("../../../README.md");
    readme.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap()
}

#[test]
fn a_clerk_s_login_works_and_changes_neither_the_schema_nor_the_log() {
    let Some(mut play) = on_a_server() else { return };
    let place = play.desk.path().to_str().unwrap().to_owned();
    let mut client = administrator(&play);
    let is_there = count(&mut client, "SELECT count(*) FROM pg_roles WHERE rolname = 'fapiao_desk'") > 0;
    let sql: String =
        for_administrators().lines().filter(|line| !is_there || !line.starts_with("CREATE ROLE")).collect();
    client.batch_execute(&sql).unwrap();
    play.ok(&lines::paid("C1", "B2", "1.00"));
    play.ok(&lines::special_info("C1", lines::NAME, "1202026209900012345"));
    let submission = play.submission("C1");
    drop(play.desk);
    let as_clerk = place.replace("postgres@", "chenjing@");
    let mut desk = Desk::open(Path::new(&as_clerk), Open::Existing).unwrap();
    let lines = [
        lines::paid("C1", "B3", "1.00"),
        lines::apply_amount("C1", "50.00"),
        lines::refund("B3", "1.00"),
        submission,
    ];
    for line in lines {
        send(&mut desk, &line).unwrap_or_else(|refusal| panic!("{line}\n{refusal:?}"));
    }
    // So many bills are sent as a stream.
    let folder = place::folder();
    let rows = (0..40).map(|row| format!("K{row},C1,2026-10-01,2026-11-01,1.00\n")).collect::<String>();
    std::fs::write(
        folder.path().join("bills.csv"),
        format!("账单号,客户编号,出账日期,应付日期,账单金额\n{rows}"),
    )
    .unwrap();
    let file = ImportFile::new(ImportKind::Bills, folder.path().join("bills.csv"), "T");
    assert_eq!(desk.import(None, &file, &mut |_| true).unwrap().added, 40);
    assert_eq!(violations(Path::new(&as_clerk)), []);
    assert_eq!(count(&mut client, "SELECT count(DISTINCT sha256) FROM blob"), 2, "the scans are there");
    let mut clerk = Client::connect(&as_clerk, NoTls).unwrap();
    for denied in [
        "UPDATE fapiao_desk.audit SET op = 'x'",
        "DELETE FROM fapiao_desk.audit",
        "TRUNCATE fapiao_desk.bill",
        "ALTER TABLE fapiao_desk.bill DISABLE TRIGGER USER",
        "DROP TRIGGER capture ON fapiao_desk.bill",
        "CREATE TABLE fapiao_desk.mine (x BIGINT)",
        "UPDATE fapiao_desk.desk SET fingerprint = 0",
        "SET session_replication_role = replica",
    ] {
        let refused = clerk.batch_execute(denied).unwrap_err();
        assert_eq!(refused.code().map(|code| code.code()), Some("42501"), "{denied}: {refused}");
    }
}
