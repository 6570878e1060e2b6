//! The e-invoice as data (数电发票 XML), of any version: sections are found by their names, wherever they stand.

use super::reading::{Reading, amount, bad_value, issued_on, party, seen, tax};
use super::xml::Element;
use crate::domain::amount_in_words::read_amount_in_words;
use crate::domain::invoice_number::InvoiceNumber;
use crate::domain::money::Fen;
use crate::domain::returned::{RedLetter, ReturnedFault, ReturnedField, ReturnedLine, read_remark};
use crate::domain::tax::TaxRate;

pub(super) fn read(root: &Element) -> Result<Reading, ReturnedFault> {
    let value = |section: &str, name: &str| root.find(section)?.value(name);
    let by_bureau = Reading {
        number: number(value("TaxSupervisionInfo", "InvoiceNumber"))?,
        issued_on: issued_on(value("TaxSupervisionInfo", "IssueTime"))?,
        ..Reading::default()
    };
    let basic = |name: &str| value("BasicInformation", name);
    let data = Reading {
        number: number(value("Header", "EIid"))?,
        is_special: label(root, "GeneralOrSpecialVAT").and_then(|(code, name)| is_special(code, name)),
        seller: party(value("SellerInformation", "SellerName"), value("SellerInformation", "SellerIdNum")),
        buyer: party(value("BuyerInformation", "BuyerName"), value("BuyerInformation", "BuyerIdNum")),
        net: amount(ReturnedField::Net, basic("TotalAmWithoutTax"))?,
        tax: tax(basic("TotalTaxAm"))?,
        gross: amount(ReturnedField::Gross, basic("TotalTax-includedAmount"))?,
        in_words: basic("TotalTax-includedAmountInChinese").and_then(read_amount_in_words),
        lines: root.all("IssuItemInformation").into_iter().map(line).collect(),
        is_red: label(root, "InIssuType").and_then(|(code, _)| is_red(code)),
        remark: remark(root).and_then(seen),
        red: red(root),
        ..Reading::default()
    };
    let mut reading = by_bureau.with(data)?;
    // It is issued at once when it is asked for; that day counts where no other is said.
    if reading.issued_on.is_none() {
        reading.issued_on = issued_on(basic("RequestTime"))?;
    }
    Ok(reading)
}

fn number(text: Option<&str>) -> Result<Option<InvoiceNumber>, ReturnedFault> {
    let parsed =
        text.map(|text| InvoiceNumber::parse(text).ok_or_else(|| bad_value(ReturnedField::Number, text)));
    parsed.transpose()
}

/// Code and name of a label, either of which may be empty.
fn label<'a>(root: &'a Element, name: &str) -> Option<(&'a str, &'a str)> {
    let label = root.find(name)?;
    Some((label.value("LabelCode").unwrap_or_default(), label.value("LabelName").unwrap_or_default()))
}

fn is_special(code: &str, name: &str) -> Option<bool> {
    match code {
        "01" => Some(true),
        "02" => Some(false),
        _ if name.contains("专用") => Some(true),
        _ if name.contains("普通") => Some(false),
        _ => None,
    }
}

/// The label says whether it is a blue one.
fn is_red(code: &str) -> Option<bool> {
    match code {
        "N" | "n" => Some(true),
        "Y" | "y" => Some(false),
        _ => None,
    }
}

/// What a red one says of the blue one: as data, or in its remark.
fn red(root: &Element) -> Option<RedLetter> {
    let section = root.find("RedEInvoice");
    let value = |name: &str| section?.value(name).and_then(seen);
    let red = RedLetter {
        blue_number: value("OriginalInvoiceCode").or_else(|| value("OriginalInvoiceNumber")),
        confirmation: value("CreditNoteNumber"),
    };
    let said = remark(root).and_then(read_remark).unwrap_or_default();
    let red = RedLetter {
        blue_number: red.blue_number.or(said.blue_number),
        confirmation: red.confirmation.or(said.confirmation),
    };
    (red != RedLetter::default()).then_some(red)
}

fn remark(root: &Element) -> Option<&str> {
    root.find("AdditionalInformation")?.value("Remark")
}

/// A line is shown and never compared, so that what is odd in it refuses nothing.
fn line(line: &Element) -> ReturnedLine {
    ReturnedLine {
        item: line.value("ItemName").and_then(seen).unwrap_or_default(),
        net: line.value("Amount").and_then(|text| Fen::parse_printed(text).ok()),
        rate: line.value("TaxRate").and_then(|text| TaxRate::parse(text).ok()),
        tax: line.value("ComTaxAm").and_then(|text| Fen::parse_printed(text).ok()),
    }
}
