//! A list of the tax bureau's (refusals, issued invoices, codes), its form, a carrier's list of parcels.

#![no_main]

use std::io::Write;

use fapiao_desk::exchange::bureau_form::BureauForm;
use fapiao_desk::exchange::bureau_lists::{issued, refusals, tax_codes};
use fapiao_desk::exchange::carrier_list::parcels;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("a temporary file");
    drop(issued(file.path(), |_| ()));
    drop(refusals(file.path()));
    drop(tax_codes(file.path()));
    drop(parcels(file.path()));
    drop(BureauForm::open(file.path()));
});
