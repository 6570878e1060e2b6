//! What somebody does who makes a key, as every program can, and signs with it.

use ed25519_dalek::{Signer, SigningKey};
use fapiao_desk::desk::Desk;
use fapiao_desk::desk::check::{Violation, check};
use fapiao_desk::domain::ids::{KeyId, UserId};
use fapiao_desk::store::audit::StoredEntry;
use rusqlite::Connection;
use std::path::Path;

use super::hand::{self, Hand};
use super::{say, unguarded};
use crate::common::place::{folder, sandbox};

/// A key of the forger's, which the store is made to know as that of a user, or as a machine's.
fn key_of(path: &Path, user: Option<i64>) -> (SigningKey, KeyId) {
    let key = SigningKey::from_bytes(&[7; 32]);
    let db = Connection::open(path).unwrap();
    db.execute(
        "INSERT INTO signing_key (user_id, public, made_at) VALUES (?1, ?2, 0)",
        (user, key.verifying_key().to_bytes()),
    )
    .unwrap();
    (key, KeyId(db.last_insert_rowid()))
}

/// Puts what the rows come to now into the last entry, makes the chain follow, and signs `entries` of its end.
fn sign(path: &Path, mut log: Vec<StoredEntry>, entries: usize, (key, id): &(SigningKey, KeyId)) {
    let proof = hand::digests_again(path);
    let store: String = Connection::open(path)
        .unwrap()
        .query_row("SELECT value FROM setting WHERE key = 'store_id'", [], |row| row.get(0))
        .unwrap();
    log.last_mut().unwrap().proof = Some(proof);
    let first = log.len() - entries;
    log[first..].iter_mut().for_each(|entry| entry.key = Some(*id));
    hand::chain_again(&mut log);
    for entry in &mut log[first..] {
        let said = [b"fapiao-desk audit entry of store ", store.as_bytes(), b"\0", &entry.hash].concat();
        entry.signature = Some(key.sign(&said).to_bytes().to_vec());
    }
    hand::write_log(path, &log);
}

/// A store in which everybody signs in, with a desk whose admin has.
fn guarded(path: &Path) -> Desk {
    let mut desk = sandbox(path);
    for line in [
        r#"{"op":"add_user","name":"王审核","roles":["reviewer"]}"#,
        r#"{"op":"add_issuer","code":"W","name":"示例气象服务有限公司","policy":"qweather"}"#,
        r#"{"op":"set_password","name":"王审核","password":"雨后的山谷与竹林"}"#,
        r#"{"op":"set_password","name":"desk","password":"竹林里的另一场雨"}"#,
        r#"{"op":"set_sign_in","required":true}"#,
    ] {
        say(&mut desk, line);
    }
    desk
}

#[test]
fn nobody_signs_in_the_name_of_another_while_everybody_signs_in() {
    for user in [None, Some(1), Some(2)] {
        let folder = folder();
        let path = folder.path().join("desk.sqlite");
        drop(guarded(&path));
        assert_eq!(check(&path).unwrap().violations, []);
        unguarded(&path, hand::cookie(&path), |path| {
            let forger = key_of(path, user);
            Connection::open(path).unwrap().execute("UPDATE issuer SET name = '伪造'", []).unwrap();
            let mut log = hand::log(path);
            let mut entry = log.last().unwrap().clone();
            entry.by = UserId(2);
            entry.op = "change_issuer".to_owned();
            // Whoever forges an entry says in it what they like.
            let id = forger.1.0;
            entry.changes =
                Some(format!(r#"{{"rows":[{{"table":"signing_key","key":{{"id":{id}}},"after":{{}}}}]}}"#));
            log.push(entry);
            sign(path, log, 1, &forger);
        });
        let entry = i64::try_from(hand::log(&path).len()).unwrap();
        assert_eq!(check(&path).unwrap().violations, [Violation::SignedByAnother { entry }], "{user:?}");
    }
}

#[test]
fn another_store_in_its_place_is_found_also_one_that_is_signed_throughout() {
    let folder = folder();
    let (path, other) = (folder.path().join("desk.sqlite"), folder.path().join("other.sqlite"));
    drop(guarded(&path));
    drop(guarded(&other));
    std::fs::copy(&other, &path).unwrap();
    let found = check(&path).unwrap().violations;
    assert!(matches!(found.as_slice(), [Violation::HeadLost { .. }]), "{found:?}");
    // Nor is it forgotten by being opened.
    drop(Desk::open(&path, fapiao_desk::desk::Open::Existing).unwrap());
    assert!(!check(&path).unwrap().violations.is_empty());
}

#[test]
fn a_sandbox_does_not_become_another_store_by_beginning_anew() {
    let folder = folder();
    let path = folder.path().join("desk.sqlite");
    drop(sandbox(&path));
    unguarded(&path, hand::cookie(&path), |path| {
        let forger = key_of(path, None);
        Connection::open(path).unwrap().execute("DELETE FROM setting WHERE key = 'sandbox'", []).unwrap();
        let mut log = hand::log(path);
        let mut entry = log[0].clone();
        entry.op = "begin_proof".to_owned();
        entry.request = entry.request.replace(r#""sandbox":true"#, r#""sandbox":false"#);
        let schema = fapiao_desk::store::engine::SCHEMA_VERSION;
        entry.request = entry.request.replace(&format!(r#""schema":{schema}"#), r#""schema":99"#);
        log.push(entry);
        sign(path, log, 1, &forger);
    });
    let found = check(&path).unwrap().violations;
    assert!(found.contains(&Violation::Sandbox { is_one: true }), "{found:?}");
    assert!(found.iter().any(|violation| matches!(violation, Violation::BegunAnew { .. })), "{found:?}");
}

/// Everything that a store holds, put in the place of what another one does, as by a program that knows nothing of it.
fn put_back(path: &Path, younger: &Path) {
    let cookie = hand::cookie(path);
    let hand = Hand::at(path);
    hand.db.execute("ATTACH ?1 AS younger", [younger.to_str().unwrap()]).unwrap();
    let tables = hand::rows(
        &hand.db,
        "SELECT name FROM pragma_table_list WHERE schema = 'younger' AND type IN ('table', 'shadow')
            AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    for row in tables {
        let rusqlite::types::Value::Text(table) = &row[0] else { panic!("{row:?}") };
        let columns: String = hand
            .db
            .query_row("SELECT group_concat(name) FROM pragma_table_info(?1)", [table], |row| row.get(0))
            .unwrap();
        hand.db
            .execute_batch(&format!(
                "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM younger.{table}"
            ))
            .unwrap();
    }
    hand.db.execute_batch("DETACH younger").unwrap();
    hand.lift(Some(cookie));
}

#[test]
fn going_back_under_an_open_desk_is_found_also_when_that_is_closed() {
    let folder = folder();
    let (path, younger) = (folder.path().join("desk.sqlite"), folder.path().join("younger.sqlite"));
    let mut desk = sandbox(&path);
    say(&mut desk, r#"{"op":"add_user","name":"赵雪","roles":["clerk"]}"#);
    fapiao_desk::desk::backup::back_up(&path, &younger).unwrap();
    say(&mut desk, r#"{"op":"add_user","name":"李强","roles":["clerk"]}"#);
    // What this machine saw is on the disk once another desk was there.
    drop(Desk::open(&path, fapiao_desk::desk::Open::Existing).unwrap());
    put_back(&path, &younger);
    let is_lost = || {
        let found = check(&path).unwrap().violations;
        assert!(matches!(found.as_slice(), [Violation::HeadLost { .. }]), "{found:?}");
    };
    is_lost();
    drop(desk);
    is_lost();
}
