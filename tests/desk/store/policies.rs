//! What the schema keeps of policies, issuers and users by itself: asked with plain SQL, past the program.

use rusqlite::Connection;

use crate::common::Play;

/// A policy `own` of two versions, and an issuer of it with an item of its own.
struct World {
    db: Connection,
    _play: Play,
}

impl World {
    fn new() -> Self {
        let mut play = Play::new();
        play.ok(r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订"}"#);
        play.ok(r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7}}"#);
        play.ok(r#"{"op":"add_issuer","code":"O","name":"示例服务有限公司","policy":"own"}"#);
        play.ok(r#"{"op":"change_issuer","code":"O","changes":{"items":[{"name":"短信费","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2016-05-01","rate":"0.06"}]}]}}"#);
        let db = Connection::open(play.desk.path()).unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        Self { db, _play: play }
    }

    fn refuses(&self, sql: &str, why: &str) {
        match self.db.execute_batch(sql) {
            Ok(()) => panic!("taken: {sql}"),
            Err(error) => assert!(error.to_string().contains(why), "{sql}\n{error}"),
        }
    }

    fn takes(&self, sql: &str) {
        self.db.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}\n{error}"));
    }
}

#[test]
fn a_version_of_a_policy_is_never_changed_or_removed() {
    let world = World::new();
    for table in ["policy", "policy_version"] {
        world.refuses(
            &format!("UPDATE {table} SET version = version WHERE code = 'own'"),
            "a version of a policy is never changed",
        );
        world.refuses(&format!("DELETE FROM {table}"), "a version of a policy is never removed");
    }
}

#[test]
fn the_versions_of_a_policy_count_up_by_one() {
    let world = World::new();
    let insert =
        |code: &str, version: i64| format!("INSERT INTO policy VALUES ('{code}', {version}, '{{}}')");
    for (code, version) in [("own", 4), ("own", 1), ("own", 2)] {
        world.refuses(&insert(code, version), "the versions of a policy count up by one");
    }
    world.takes(&insert("own", 3));
}

#[test]
fn what_came_with_the_program_gets_no_further_version() {
    let world = World::new();
    for code in ["qweather", "tencent-cloud"] {
        let insert = format!("INSERT INTO policy VALUES ('{code}', 2, '{{}}')");
        world.refuses(&insert, "a policy that came with the program is never changed");
    }
}

#[test]
fn a_first_version_says_what_it_was_copied_from_and_no_other_does() {
    let world = World::new();
    world.takes("INSERT INTO policy VALUES ('new', 1, '{}'), ('own', 3, '{}')");
    let insert = |values: &str| format!("INSERT INTO policy_version VALUES ({values}, 0, 1)");
    world.refuses(&insert("'new', 1, NULL, NULL"), "CHECK constraint failed");
    world.refuses(&insert("'own', 3, 'qweather', 1"), "CHECK constraint failed");
    world.refuses(&insert("'new', 1, 'qweather', NULL"), "CHECK constraint failed");
    world.refuses(&insert("'new', 1, 'qweather', 9"), "FOREIGN KEY constraint failed");
    world.refuses(&insert("'own', 4, NULL, NULL"), "FOREIGN KEY constraint failed");
    world.takes(&insert("'new', 1, 'qweather', 1"));
}

#[test]
fn an_issuer_keeps_its_code_and_stays() {
    let world = World::new();
    world.refuses("UPDATE issuer SET code = 'P' WHERE code = 'O'", "the code of an issuer is never changed");
    world.refuses("DELETE FROM issuer WHERE code = 'O'", "an issuer is never removed");
}

#[test]
fn an_item_is_of_an_issuer_and_a_rate_of_an_item() {
    let world = World::new();
    let item =
        |issuer: i64, code: &str| format!("INSERT INTO issuer_item VALUES ({issuer}, 1, 'a', 'b', '{code}')");
    world.refuses(&item(99, "3040201990000000000"), "FOREIGN KEY constraint failed");
    world.refuses(&item(3, "304"), "CHECK constraint failed");
    let rate = |place: i64, from: &str| {
        format!("INSERT INTO issuer_item_rate VALUES (3, {place}, '{from}', '0.06')")
    };
    world.refuses(&rate(7, "2026-01-01"), "FOREIGN KEY constraint failed");
    world.refuses(&rate(0, "2016-05-01"), "UNIQUE constraint failed");
    world.takes(&rate(0, "2026-01-01"));
}

#[test]
fn the_last_admin_stays_one_and_nobody_is_removed() {
    let world = World::new();
    let why = "somebody has to be an admin";
    world.refuses(r#"UPDATE app_user SET roles = '["clerk"]' WHERE name = 'desk'"#, why);
    world.takes(r#"INSERT INTO app_user (name, roles) VALUES ('赵静', '["admin"]')"#);
    world.takes(r#"UPDATE app_user SET roles = '["clerk"]' WHERE name = 'desk'"#);
    world.refuses(r#"UPDATE app_user SET roles = '["clerk"]' WHERE name = '赵静'"#, why);
    world.refuses("DELETE FROM app_user WHERE name = 'desk'", "a user is never removed");
}
