//! What people type or paste: title blocks, addresses, cells of a spreadsheet, amounts, days, numbers, e-mail addresses,
//! templates.

#![no_main]

use fapiao_desk::domain::calendar::parse_date;
use fapiao_desk::domain::clipboard::rows;
use fapiao_desk::domain::email::emails;
use fapiao_desk::domain::invoice_number::{InvoiceNumber, e_invoice_number};
use fapiao_desk::domain::mail::template::Template;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::pasted::{read_address_block, read_title_block};
use fapiao_desk::domain::reading;
use fapiao_desk::domain::tax_id::TaxId;
use fapiao_desk::domain::tracking::{carrier_named, carrier_of_number, tracking_number};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop((read_title_block(text), read_address_block(text), rows(text), emails(text)));
    let _ = (Fen::parse(text), Fen::parse_signed(text), Fen::parse_printed(text), parse_date(text));
    drop((reading::instant(text), TaxId::parse(text), InvoiceNumber::parse(text), e_invoice_number(text)));
    drop((tracking_number(text), carrier_named(text), carrier_of_number(text)));
    drop(Template::parse(text, text));
});
