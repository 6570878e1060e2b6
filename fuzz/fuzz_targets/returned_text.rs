//! The text of a QR code, the name of a file, an amount in words, a remark.

#![no_main]

use fapiao_desk::domain::amount_in_words::read_amount_in_words;
use fapiao_desk::domain::invoice_code::InvoiceCode;
use fapiao_desk::domain::returned::{FileName, read_remark};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop((InvoiceCode::parse(text), FileName::read(text), read_amount_in_words(text), read_remark(text)));
});
