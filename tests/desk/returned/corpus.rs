//! Odd files of every kind, whole, cut off and changed: nothing of them makes a reader panic.

use std::fs;
use std::path::Path;

use fapiao_desk::domain::amount_in_words::read_amount_in_words;
use fapiao_desk::domain::invoice_code::InvoiceCode;
use fapiao_desk::domain::returned::{FileName, read_remark};
use fapiao_desk::exchange::bureau_lists::{issued, refusals, tax_codes};
use fapiao_desk::exchange::carrier_list::parcels;
use fapiao_desk::exchange::returned::read_in_process;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/returned/corpus");

/// What every file of a folder of the corpus is given to.
fn each(folder: &str, read: impl Fn(&[u8])) {
    let mut count = 0;
    for entry in fs::read_dir(Path::new(CORPUS).join(folder)).unwrap() {
        let whole = fs::read(entry.unwrap().path()).unwrap();
        // As it is, cut off anywhere, and with each of some bytes changed.
        read(&whole);
        let steps = whole.len().clamp(1, 97);
        for step in 0..steps {
            let at = whole.len() * step / steps;
            read(&whole[..at]);
            let mut changed = whole.clone();
            if let Some(byte) = changed.get_mut(at) {
                *byte ^= 0x41;
            }
            read(&changed);
        }
        count += 1;
    }
    assert!(count > 0, "there is no corpus {folder}");
}

#[test]
fn nothing_of_the_corpus_makes_a_reader_panic() {
    for folder in ["xml", "ofd", "archive"] {
        each(folder, |bytes| drop(read_in_process("a", bytes)));
    }
    // Other PDFs are not tried here: a process of its own keeps whoever draws them from harm.
    for entry in fs::read_dir(Path::new(CORPUS).join("code")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let file = read_in_process("a", &bytes).remove(0);
        assert!(file.invoice.is_ok(), "{:?}", file.invoice);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    each("lists", |bytes| {
        fs::write(&path, bytes).unwrap();
        drop(issued(&path, |_| ()));
        drop(refusals(&path));
        drop(tax_codes(&path));
        drop(parcels(&path));
    });
    each("text", |bytes| {
        let text = String::from_utf8_lossy(bytes);
        drop((
            InvoiceCode::parse(&text),
            FileName::read(&text),
            read_amount_in_words(&text),
            read_remark(&text),
        ));
    });
}
