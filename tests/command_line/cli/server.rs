//! Stores on servers, as far as the command line says of them without any.

use std::fs;

use crate::common::process::{HOME, Ran, finish, program};

fn ran(arguments: &[&str], input: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command.current_dir(folder.path()).args(arguments).env(HOME, folder.path().join("home"));
    command.env_remove("PGPASSWORD").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    let ran = finish(command, input.as_bytes());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "home"), "an address is no path: {left:?}");
    ran
}

#[test]
fn a_password_in_an_address_is_refused_and_not_repeated() {
    for lang in ["zh", "en"] {
        let ran = ran(&["--store", "postgres://ann:secret@db/desk", "--lang", lang, "--json", "check"], "");
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("PGPASSWORD") && ran.stderr.contains(".pgpass"), "{ran:?}");
        assert!(ran.stdout.contains("password_in_address"), "{ran:?}");
        assert!(!format!("{ran:?}").contains("secret"), "{ran:?}");
    }
    let beside = ran(&["postgres://ann:secret@db/desk", "check"], "");
    assert_eq!((beside.code, format!("{beside:?}").contains("secret")), (2, false), "{beside:?}");
    let ran = ran(&["--store", "postgresql://db", "check"], "");
    assert_eq!((ran.code, ran.stderr.contains("postgres://用户@主机:端口/数据库")), (2, true), "{ran:?}");
}

#[test]
fn backups_of_a_server_are_its_administrators() {
    // Nobody listens there.
    let store = "postgres://ann@127.0.0.1:1/desk";
    for arguments in [&["backup", "--to", "copy.sqlite"][..], &["restore", "copy.sqlite", "--replace"]] {
        let ran = ran(&[&["--store", store], arguments].concat(), "");
        assert_eq!((ran.code, ran.stderr.contains("pg_dump")), (2, true), "{ran:?}");
    }
}

#[test]
fn the_password_of_a_server_goes_nowhere_but_into_the_key_store() {
    let server = "postgres://ann@db/desk";
    let without = ran(&["server", "password", server], "\n");
    assert_eq!((without.code, without.stdout.as_str()), (2, ""), "{without:?}");
    let in_address = ran(&["server", "password", "postgres://ann:secret@db/desk"], "typed\n");
    assert_eq!((in_address.code, in_address.stdout.as_str()), (2, ""), "{in_address:?}");
    #[cfg(target_os = "linux")]
    {
        let refused = ran(&["--json", "server", "password", server], "typed\n");
        assert_eq!((refused.code, refused.stdout.contains("key-store")), (2, true), "{refused:?}");
        assert!(!format!("{refused:?}").contains("typed"), "{refused:?}");
    }
}

#[test]
fn one_store_is_moved_and_not_two() {
    let both = ran(&["--store", "a.sqlite", "move", "--from", "b.sqlite", "--to", "c.sqlite"], "");
    assert_eq!((both.code, both.stderr.contains("--from"), both.stderr.contains("--store")), (2, true, true));
}
