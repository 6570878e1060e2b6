//! A scan: a JPEG or PNG picture, or a PDF whose pages are counted and drawn, here in this process.

#![no_main]

use std::io::Write;

use fapiao_desk::desk::scans::{draw, look, look_through};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        let _ = look_through(bytes.to_vec());
        drop(draw(bytes.to_vec(), 0, 100));
    } else {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(bytes).expect("a temporary file");
        drop(look(file.path()));
    }
});
