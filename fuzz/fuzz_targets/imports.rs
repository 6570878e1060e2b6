//! A table of customers, bills, refunds or non-invoiceable amounts: CSV, XLSX or XLS, as the desk shows it before it is
//! imported.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use fapiao_desk::desk::clock::Moment;
use fapiao_desk::desk::import::{ImportFile, preview};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::import::ImportKind;
use fapiao_desk::store::engine::Db;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

/// A store with an issuer `I1` and its customer `C1`.
struct Scene {
    folder: tempfile::TempDir,
    moment: Moment,
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut desk =
        Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).expect("a store");
    for line in [
        json!({"op": "add_issuer", "code": "I1", "name": "甲云", "policy": "tencent-cloud"}),
        json!({"op": "add_account", "account": "C1", "issuer": "I1", "name": "甲公司", "kind": "enterprise"}),
    ] {
        let line = decode(line.as_object().cloned().expect("an object")).expect("a command");
        desk.handle(&line).expect("a command that is carried out");
    }
    Scene { moment: desk.moment(), folder }
});

thread_local! {
    static STORE: Db = Db::open_reader(&SCENE.folder.path().join("desk.sqlite")).expect("a store");
}

fuzz_target!(|bytes: &[u8]| {
    let path: PathBuf = SCENE.folder.path().join("table");
    std::fs::write(&path, bytes).expect("a temporary file");
    for kind in [ImportKind::Accounts, ImportKind::Bills, ImportKind::Refunds, ImportKind::NonInvoiceable] {
        let file = ImportFile::new(kind, path.clone(), "I1");
        STORE.with(|store| drop(preview(store, &SCENE.moment, &file, &mut |_| true)));
    }
});
