//! The data of electronic invoices to 2022 (`original_invoice.xml`), which have a code and a number of 8 digits.

use super::reading::{Reading, amount, bad_value, issued_on, party, seen, tax};
use super::xml::Element;
use crate::domain::invoice_code::InvoiceCode;
use crate::domain::invoice_number::InvoiceNumber;
use crate::domain::money::Fen;
use crate::domain::returned::{ReturnedFault, ReturnedField, ReturnedLine};
use crate::domain::tax::TaxRate;

pub(super) fn read(root: &Element) -> Result<Reading, ReturnedFault> {
    let value = |section: &str, name: &str| root.find(section)?.value(name);
    let number = root.value("InvoiceNo").map(|number| {
        let code = root.value("InvoiceCode");
        either(code, number).ok_or_else(|| bad_value(ReturnedField::Number, number))
    });
    Ok(Reading {
        number: number.transpose()?,
        issued_on: issued_on(root.value("IssueDate"))?,
        is_special: root.value("GraphCode").and_then(InvoiceCode::parse).map(|code| code.is_special),
        seller: party(value("Seller", "SellerName"), value("Seller", "SellerTaxID")),
        buyer: party(value("Buyer", "BuyerName"), value("Buyer", "BuyerTaxID")),
        net: amount(ReturnedField::Net, root.value("TaxExclusiveTotalAmount"))?,
        tax: tax(root.value("TaxTotalAmount"))?,
        gross: amount(ReturnedField::Gross, root.value("TaxInclusiveTotalAmount"))?,
        lines: root.all("GoodsInfo").into_iter().map(line).collect(),
        ..Reading::default()
    })
}

/// The number of an older invoice with its code, or that of an e-invoice without one.
pub(super) fn either(code: Option<&str>, number: &str) -> Option<InvoiceNumber> {
    match code {
        Some(code) => InvoiceNumber::parse_older(code, number),
        None => InvoiceNumber::parse(number),
    }
}

fn line(line: &Element) -> ReturnedLine {
    ReturnedLine {
        item: line.value("Item").and_then(seen).unwrap_or_default(),
        net: line.value("Amount").and_then(|text| Fen::parse_printed(text).ok()),
        rate: line.value("TaxScheme").and_then(|text| TaxRate::parse(text).ok()),
        tax: line.value("TaxAmount").and_then(|text| Fen::parse_printed(text).ok()),
    }
}
