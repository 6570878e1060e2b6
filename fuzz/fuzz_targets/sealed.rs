//! The manifest of a sealed month, in a folder that holds a signature and nothing else.

#![no_main]

use std::sync::LazyLock;

use fapiao_desk::desk::seal::verify::{Noted, verify};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("manifest.sig"), [7; 64]).expect("a temporary file");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    std::fs::write(FOLDER.path().join("manifest.json"), bytes).expect("a temporary file");
    drop(verify(FOLDER.path(), None, Noted::default(), &mut |_| true));
});
