//! What is on the disk after each step of a restore: what a power cut there would leave.

use std::cell::RefCell;

use tempfile::TempDir;

use serde_json::Value;

use super::*;
use crate::desk::check::{Violation, check};
use crate::desk::unfinished::ARRIVING;
use crate::desk::{Desk, Open};
use crate::domain::backup::BackupFlaw;
use crate::domain::check::Found;
use crate::exchange::encrypted::{self as crypt, Part};
use crate::store::user;

thread_local! {
    /// The folder of a restore that is watched, and what was in it after each step.
    static WATCHED: RefCell<Option<(PathBuf, Vec<TempDir>)>> = const { RefCell::new(None) };
    /// What is cancelled after so many steps more.
    static CANCELS: RefCell<Option<(usize, Arc<Meter>)>> = const { RefCell::new(None) };
}

/// Copies the folder that is watched, and cancels what is to be.
pub(super) fn step() {
    CANCELS.with_borrow_mut(|cancels| {
        if let Some((steps, meter)) = cancels {
            if *steps == 0 {
                meter.cancel();
            }
            *steps = steps.saturating_sub(1);
        }
    });
    WATCHED.with_borrow_mut(|watched| {
        if let Some((folder, steps)) = watched {
            let copy = tempfile::tempdir().unwrap();
            copy_folder(folder, &copy.path().join("desk")).unwrap();
            steps.push(copy);
        }
    });
}

/// A backup that has all, and is as it should be.
const WHOLE: Copied = Copied { lost: Vec::new(), flaw: None };

fn add_user(store: &Path, name: &str) -> Desk {
    let desk = Desk::open(store, Open::OrCreate { sandbox: true }).unwrap();
    desk.transact(None, "add_user", |db, _, _| user::insert(db, name, &[]), |_| Value::Null).unwrap();
    desk
}

fn users(store: &Path) -> Vec<String> {
    let db = Db::open_reader(store).unwrap();
    user::all(&db).unwrap().into_iter().map(|user| user.name).collect()
}

/// What is not whole yet in a folder.
fn arriving(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(ARRIVING)).collect()
}

/// A folder with a backup that knows one user, and the store, which knows another one more: one that stands in its
/// WAL alone, since whoever wrote it was stopped.
fn scene() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let live = folder.path().join("live.sqlite");
    add_user(&live, "王敏");
    back_up(&live, &folder.path().join("copy.sqlite")).unwrap();
    let desk = add_user(&live, "李强");
    for tail in ["", "-wal"] {
        let from = with_tail(&live, tail);
        fs::copy(from, with_tail(&folder.path().join("desk.sqlite"), tail)).unwrap();
    }
    drop(desk);
    fs::remove_file(&live).unwrap();
    folder
}

fn encrypted_as(path: PathBuf, password: Password) -> BackupFile {
    BackupFile { path, password: Some(password), as_it_is: false }
}

#[test]
fn after_each_step_the_old_store_is_whole_or_the_new_one_and_the_next_restore_works() {
    let folder = scene();
    let at = |folder: &Path, name: &str| folder.join(name);
    WATCHED.set(Some((folder.path().to_owned(), Vec::new())));
    restore(
        &at(folder.path(), "desk.sqlite"),
        &at(folder.path(), "copy.sqlite").into(),
        true,
        &Arc::default(),
    )
    .unwrap();
    let (_, steps) = WATCHED.take().unwrap();
    let mut seen = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let folder = step.path().join("desk");
        let store = at(&folder, "desk.sqlite");
        assert_eq!(check(&store).unwrap().violations, [], "step {number}");
        let users = users(&store);
        assert!(users.contains(&"王敏".to_owned()));
        seen.push(users.contains(&"李强".to_owned()));

        let again = restore(&store, &at(&folder, "copy.sqlite").into(), true, &Arc::default()).unwrap();
        assert!(again.kept.is_some_and(|kept| kept.exists()));
        assert_eq!(check(&store).unwrap().violations, [], "step {number}");
        assert_eq!(arriving(&folder), [] as [String; 0], "step {number}");
    }
    assert_eq!(
        seen,
        [true, true, true, true, false],
        "the old store until the last step, and then the new one"
    );
}

/// What is in a folder, but for what SQLite keeps beside a store.
fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.retain(|name| !name.to_string_lossy().contains("sqlite-"));
    names.sort();
    names
}

#[test]
fn a_restore_that_is_cancelled_at_any_step_but_the_last_leaves_the_store_and_nothing_else() {
    let folder = scene();
    let (store, copy) = (folder.path().join("desk.sqlite"), folder.path().join("copy.sqlite"));
    let before = names(folder.path());
    for steps in 0..4 {
        let meter = Arc::default();
        CANCELS.set(Some((steps, Arc::clone(&meter))));
        assert_eq!(
            restore(&store, &copy.clone().into(), true, &meter),
            Err(RestoreStop::Cancelled),
            "step {steps}"
        );
        assert_eq!(names(folder.path()), before, "step {steps}");
        assert!(users(&store).contains(&"李强".to_owned()), "step {steps}");
    }
    let meter = Arc::default();
    CANCELS.set(Some((4, Arc::clone(&meter))));
    assert!(restore(&store, &copy.clone().into(), true, &meter).is_ok(), "it comes too late");
    assert!(!users(&store).contains(&"李强".to_owned()));
    CANCELS.set(None);
}

#[test]
fn a_restore_that_is_cancelled_in_the_midst_of_a_statement_ends_there() {
    let folder = scene();
    let (store, copy) = (folder.path().join("desk.sqlite"), folder.path().join("copy.sqlite"));
    // So much that it is asked whether it is to go on.
    let db = Db::open_writer(&copy).unwrap();
    let more = (0..20_000).map(|i| format!("用户{i}"));
    db.transaction(|db| more.into_iter().try_for_each(|name| user::insert(db, &name, &[]).map(drop)))
        .unwrap();
    drop(db);
    let before = names(folder.path());
    let meter = Arc::new(Meter::default());
    meter.cancel();
    assert_eq!(restore(&store, &copy.clone().into(), true, &meter), Err(RestoreStop::Cancelled));
    assert!(meter.progress().done > 0, "it was asked");
    assert_eq!(names(folder.path()), before);
}

#[test]
fn a_restore_that_fails_before_its_last_step_leaves_the_store_and_nothing_else() {
    let folder = scene();
    let (store, copy) = (folder.path().join("desk.sqlite"), folder.path().join("copy.sqlite"));
    let before = names(folder.path());
    let other = Db::open_writer(&store).unwrap();
    let refused = restore(&store, &copy.clone().into(), true, &Arc::default());
    let in_use = |stop: &RestoreStop| {
        matches!(stop, RestoreStop::Refused(Refusal::Store { fault: StoreFault::InUse { .. } }))
    };
    assert!(refused.as_ref().is_err_and(in_use), "{refused:?}");
    assert_eq!(names(folder.path()), before);
    drop(other);
    assert!(users(&store).contains(&"李强".to_owned()));
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_at_its_place_and_the_next_one_works() {
    let folder = scene();
    let at = |folder: &Path, name: &str| folder.join(name);
    let scan = Archive::beside(&at(folder.path(), "desk.sqlite")).place(&"a".repeat(64));
    fs::create_dir_all(scan.parent().unwrap()).unwrap();
    fs::write(scan, "a scan that no submission names").unwrap();
    WATCHED.set(Some((folder.path().to_owned(), Vec::new())));
    back_up(&at(folder.path(), "desk.sqlite"), &at(folder.path(), "second.sqlite")).unwrap();
    let (_, steps) = WATCHED.take().unwrap();
    let mut seen = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let folder = step.path().join("desk");
        let (store, copy) = (at(&folder, "desk.sqlite"), at(&folder, "second.sqlite"));
        seen.push(copy.exists());
        if copy.exists() {
            assert_eq!(users(&copy), users(&store));
            fs::remove_file(&copy).unwrap();
        } else {
            assert_ne!(arriving(&folder), [] as [String; 0], "step {number}");
        }
        back_up(&store, &copy).unwrap();
        assert_eq!(arriving(&folder), [] as [String; 0], "step {number}");
    }
    assert_eq!(seen, [false, true]);
}

#[test]
fn an_encrypted_backup_whose_store_is_another_than_it_says_is_not_restored() {
    let folder = scene();
    let (store, path) = (folder.path().join("desk.sqlite"), folder.path().join("copy.age"));
    let password = Password::typed("雨后的山谷与竹林");
    let from = folder.path().join("copy.sqlite");
    let parts = [Part { name: "desk.sqlite".into(), from: from.clone() }];
    let newest = audit::newest(&Db::open_reader(&from).unwrap()).unwrap().unwrap().0;
    let head = format!(r#"{{"head":[{newest},"{}"]}}"#, "0".repeat(64));
    crypt::write(&path, &password, ("head.json", head.as_bytes()), &parts, &|| true).unwrap();
    let before = names(folder.path());
    let refused = restore(&store, &encrypted_as(path, password), true, &Arc::default());
    let shown = folder.path().join("copy.age").display().to_string();
    let fault = StoreFault::DamagedBackup { path: shown, flaw: BackupFlaw::OtherStore };
    assert_eq!(refused, Err(Refusal::Store { fault }.into()));
    assert_eq!(names(folder.path()), before);
    assert!(users(&store).contains(&"李强".to_owned()));
}

/// What can be done to a backup past the program, and what is found of it.
fn changes() -> [(&'static str, Found); 6] {
    let table = |table: &str| Found::Table { table: table.to_owned() };
    [
        ("UPDATE app_user SET name = '王明' WHERE name = '王敏'", table("app_user")),
        ("INSERT INTO setting (key, value) VALUES ('a', 'b')", table("setting")),
        ("UPDATE table_digest SET row_count = row_count + 1 WHERE table_name = 'app_user'", Found::Digests),
        ("DROP TRIGGER audit_stays; UPDATE audit SET request = '{}' WHERE id = 1", Found::Log),
        (
            "DROP TRIGGER audit_is_kept; DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
            Found::Digests,
        ),
        ("DROP TRIGGER audit_is_kept; DELETE FROM audit", Found::Emptied),
    ]
}

/// A scene whose backup was changed so.
fn changed(sql: &str) -> TempDir {
    let folder = scene();
    let copy = Db::open_writer(&folder.path().join("copy.sqlite")).unwrap();
    sql.split(';').for_each(|sql| copy.run(sql, []).unwrap());
    folder
}

fn assert_not_restored(folder: &Path, found: Found, what: &str) {
    let (store, path) = (folder.join("desk.sqlite"), folder.join("copy.sqlite"));
    let before = names(folder);
    let refused = restore(&store, &path.clone().into(), true, &Arc::default());
    let fault = StoreFault::NotAsProved { path: shown(&path), is_encrypted: false, found };
    assert_eq!(refused, Err(Refusal::Store { fault }.into()), "{what}");
    assert_eq!(names(folder), before, "{what}");
    assert!(users(&store).contains(&"李强".to_owned()), "{what}");
}

/// Puts an entry without a proof behind those that are left in the backup of a scene: nobody's key is needed for it.
fn add_unproved(folder: &Path) {
    let db = Db::open_writer(&folder.join("copy.sqlite")).unwrap();
    let mut entries = Vec::new();
    audit::each(&db, |entry| {
        entries.push(entry);
        Ok(true)
    })
    .unwrap();
    let last = entries.pop().unwrap();
    let mut entry = audit::StoredEntry {
        id: last.id + 1,
        op: "add_user".to_owned(),
        request: "{}".to_owned(),
        origin: None,
        system_user: None,
        machine: None,
        refused: None,
        changes: None,
        found: None,
        proof: None,
        schema_cookie: None,
        key: None,
        signature: None,
        ..last.clone()
    };
    entry.hash = desk::audit::hash(&entry, &last.hash);
    audit::insert(&db, &entry).unwrap();
}

const CUT: &str = "DROP TRIGGER audit_is_kept; DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)";

#[test]
fn a_backup_that_is_not_what_its_log_proves_is_not_restored() {
    for (sql, found) in changes() {
        assert_not_restored(changed(sql).path(), found, sql);
    }
    let cut = changed(CUT);
    add_unproved(cut.path());
    assert_not_restored(cut.path(), Found::Log, "cut, and gone on with without a proof");
}

#[test]
fn an_encrypted_backup_that_is_not_what_its_log_proves_is_refused_as_one() {
    let folder = changed("INSERT INTO setting (key, value) VALUES ('a', 'b')");
    let (store, path) = (folder.path().join("desk.sqlite"), folder.path().join("copy.age"));
    let (password, found) = (Password::typed("雨后的山谷与竹林"), Found::Table { table: "setting".into() });
    let made = back_up_encrypted(&folder.path().join("copy.sqlite"), &path, &password, &Meter::default());
    let flaw = StoreFault::MadeNotAsProved { path: shown(&path), found: found.clone() };
    assert_eq!(made.unwrap().flaw, Some(Refusal::Store { fault: flaw }));
    let mut from = encrypted_as(path.clone(), password);
    let refused = restore(&store, &from, true, &Arc::default());
    let fault = StoreFault::NotAsProved { path: shown(&path), is_encrypted: true, found: found.clone() };
    assert_eq!(refused, Err(Refusal::Store { fault }.into()));
    from.as_it_is = true;
    assert_eq!(restore(&store, &from, true, &Arc::default()).unwrap().found, [found]);
}

#[test]
fn a_backup_that_is_restored_as_it_is_says_so_in_its_log_and_is_proved_from_there_on() {
    for (sql, found) in changes() {
        let folder = changed(sql);
        let (store, path) = (folder.path().join("desk.sqlite"), folder.path().join("copy.sqlite"));
        let from = BackupFile { path, password: None, as_it_is: true };
        let restored = restore(&store, &from, true, &Arc::default()).unwrap();
        assert_eq!(restored.found.first(), Some(&found), "{sql}");
        assert!(!users(&store).contains(&"李强".to_owned()), "{sql}");
        let told = check(&store).unwrap().violations;
        let is_told =
            |told: &Violation| matches!(told, Violation::NotAsProved { found: told, .. } if *told == found);
        assert!(told.iter().any(is_told), "{sql}: {told:?}");
        let is_of_rows = |told: &Violation| {
            matches!(told, Violation::Table { .. } | Violation::Digests { .. } | Violation::NoProof)
        };
        assert!(!told.iter().any(is_of_rows), "{sql}: {told:?}");
        // What was found is known: a backup of rows that are proved again is a good one, unless the log itself is none.
        let made = back_up(&store, &folder.path().join("second.sqlite")).unwrap();
        assert_eq!(made.flaw.is_none(), found != Found::Log, "{sql}: {made:?}");
    }
}

#[test]
#[cfg(unix)]
fn while_it_is_encrypted_a_copy_stands_beside_the_store_and_not_beside_a_link_to_it() {
    let (folder, cloud) = (scene(), tempfile::tempdir().unwrap());
    let link = cloud.path().join("desk.sqlite");
    std::os::unix::fs::symlink(folder.path().join("desk.sqlite"), &link).unwrap();
    let seen = RefCell::new(Vec::new());
    let meter = Meter::default();
    let (to, password) = (folder.path().join("second.age"), Password::typed("雨后的山谷与竹林"));
    std::thread::scope(|scope| {
        let written = scope.spawn(|| back_up_encrypted(&link, &to, &password, &meter));
        while !written.is_finished() {
            seen.borrow_mut().extend(arriving(cloud.path()));
        }
        assert_eq!(written.join().unwrap(), Ok(WHOLE));
    });
    assert_eq!(seen.take(), [] as [String; 0]);
    assert_eq!(automatic::folder_beside(&link), place_of(&link).with_extension("backups"));
    assert_ne!(automatic::folder_beside(&link).parent(), Some(cloud.path()));
}

#[test]
#[cfg(unix)]
fn a_backup_and_what_is_kept_of_a_replaced_store_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scene();
    let (store, copy) = (folder.path().join("desk.sqlite"), folder.path().join("second.sqlite"));
    for tail in ["", "-wal"] {
        fs::set_permissions(with_tail(&store, tail), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let scans = Archive::beside(&store);
    fs::create_dir_all(scans.folder()).unwrap();
    fs::write(scans.folder().join("scan"), "").unwrap();
    back_up(&store, &copy).unwrap();
    let kept = restore(&store, &copy.clone().into(), true, &Arc::default()).unwrap().kept.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(&copy), mode(&store), mode(&kept)], [0o600; 3]);
    let kept = Archive::beside(&kept);
    assert_eq!((mode(kept.folder()), mode(&kept.folder().join("scan"))), (0o700, 0o600));
}

#[test]
fn an_encrypted_backup_is_made_and_restored_or_cancelled_and_then_nothing_is_left_of_it() {
    let folder = scene();
    let (store, path) = (folder.path().join("desk.sqlite"), folder.path().join("second.age"));
    let password = Password::typed("雨后的山谷与竹林");
    let before = names(folder.path());
    let cancelled = Arc::new(Meter::default());
    cancelled.cancel();
    assert!(back_up_encrypted(&store, &path, &password, &cancelled).is_err());
    assert_eq!(names(folder.path()), before);
    assert_eq!(back_up_encrypted(&store, &path, &password, &Meter::default()), Ok(WHOLE));
    drop(add_user(&store, "新来的"));
    let before = names(folder.path());
    let from = |password: &str| encrypted_as(path.clone(), Password::typed(password));
    let right = from("雨后的山谷与竹林");
    assert_eq!(restore(&store, &right, true, &cancelled), Err(RestoreStop::Cancelled));
    let refused = restore(&store, &from("雨后的山谷与竹叶"), true, &Arc::default());
    let is_wrong = StoreFault::Encrypted { path: shown(&path), is_wrong: true };
    assert_eq!(refused, Err(Refusal::Store { fault: is_wrong }.into()));
    let refused = restore(&store, &right, false, &Arc::default());
    assert_eq!(refused, Err(exists(&store).into()));
    assert_eq!(names(folder.path()), before);
    assert!(users(&store).contains(&"新来的".to_owned()));
    restore(&store, &right, true, &Arc::default()).unwrap();
    assert!(users(&store).contains(&"李强".to_owned()) && !users(&store).contains(&"新来的".to_owned()));
    assert_eq!(check(&store).unwrap().violations, []);
    assert_eq!(arriving(folder.path()), [] as [String; 0]);
}

#[test]
fn after_each_step_of_a_move_the_new_place_has_a_whole_store_or_none_and_the_next_works() {
    let (folder, new) = (scene(), tempfile::tempdir().unwrap());
    let (from, to) = (folder.path().join("desk.sqlite"), new.path().join("new.sqlite"));
    WATCHED.set(Some((new.path().to_owned(), Vec::new())));
    transfer(&from, &to, None, &Arc::default()).unwrap();
    let (_, steps) = WATCHED.take().unwrap();
    let mut seen = Vec::new();
    for step in &steps {
        let to = step.path().join("desk").join("new.sqlite");
        seen.push(to.exists());
        if !to.exists() {
            transfer(&from, &to, None, &Arc::default()).unwrap();
            assert_eq!(arriving(to.parent().unwrap()), [] as [String; 0]);
        }
        assert_eq!(check(&to).unwrap().violations, []);
        assert_eq!(users(&to), users(&from));
    }
    assert!(seen.is_sorted() && !seen[0] && seen[steps.len() - 1], "{seen:?}");
}

#[test]
fn a_move_that_is_cancelled_at_any_step_leaves_nothing() {
    let (folder, new) = (scene(), tempfile::tempdir().unwrap());
    let (from, to) = (folder.path().join("desk.sqlite"), new.path().join("new.sqlite"));
    for steps in 0.. {
        let meter = Arc::default();
        CANCELS.set(Some((steps, Arc::clone(&meter))));
        let moved = transfer(&from, &to, None, &meter);
        CANCELS.take();
        if steps > 0 && moved.is_ok() {
            break;
        }
        assert_eq!(moved, Err(RestoreStop::Cancelled), "step {steps}");
        assert_eq!(fs::read_dir(new.path()).unwrap().count(), 0, "step {steps}");
    }
    assert_eq!(check(&to).unwrap().violations, []);
}
