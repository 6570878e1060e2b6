//! An OFD document (GB/T 33190): an archive whose `OFD.xml` names the parts.
//!
//! What an invoice says stands in up to three places: the custom data of `OFD.xml`, which has neither names nor, in
//! newer files, the gross; an XML file attached; and tags that point to texts of the pages. They must agree.

mod package;
mod page;

use self::package::Package;
use self::page::Pages;
use super::reading::{Reading, party};
use super::xml::Element;
use super::{invoice_of, older, reading};
use crate::domain::amount_in_words::read_amount_in_words;
use crate::domain::money::Fen;
use crate::domain::returned::{NotAnInvoice, ReturnedFault, read_remark};
use crate::exchange::import::day;
use crate::exchange::part_name::part_name;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReturnedFault> {
    let mut package = Package::open(bytes)?;
    let root = package.part("", "OFD.xml")?.ok_or(ReturnedFault::Damaged)?;
    let mut reading = Reading::default();
    for body in root.all("DocBody") {
        reading = reading.with(document(&mut package, body)?)?;
    }
    if reading.number.is_none() {
        return Err(ReturnedFault::NotAnInvoice(NotAnInvoice::OtherOfd));
    }
    Ok(reading)
}

fn document(package: &mut Package<'_>, body: &Element) -> Result<Reading, ReturnedFault> {
    let data = body.all("CustomData");
    let mut reading = said(|name| {
        let named = |element: &&&Element| element.attribute("Name") == Some(name.custom_data());
        data.iter().find(named).and_then(|element| element.text())
    });
    let Some(path) = body.value("DocRoot") else { return Ok(reading) };
    let Some(document) = package.part("", path)? else { return Err(ReturnedFault::Damaged) };
    let path = part_name("", path);
    let folder = folder_of(&path);
    if let Some(attached) = attachment(package, folder, &document)? {
        reading = reading.with(attached)?;
    }
    if is_complete(&reading) {
        return Ok(reading);
    }
    let pages = Pages::read(package, folder, &document)?;
    if let Some(list) = document.value("CustomTags")
        && let Some(tags) = package.part(folder, list)?
    {
        let list = part_name(folder, list);
        let beside = folder_of(&list);
        for tag in tags.all("FileLoc") {
            let Some(tags) = tag.text().map(|path| package.part(beside, path)).transpose()?.flatten() else {
                continue;
            };
            let mut values = Vec::new();
            collect(&tags, &pages, &mut values);
            reading = reading.with(said(|name| {
                let tagged = values.iter().find(|(tag, _)| tag == name.tag());
                tagged.map(|(_, text)| text.as_str())
            }))?;
        }
    }
    reading.is_special = reading.is_special.or_else(|| pages.is_special());
    reading.in_words = pages.only(read_amount_in_words);
    Ok(reading)
}

/// Whether nothing is left that the pages could say.
fn is_complete(reading: &Reading) -> bool {
    reading.number.is_some()
        && reading.issued_on.is_some()
        && reading.is_special.is_some()
        && [reading.net, reading.tax, reading.gross].iter().all(Option::is_some)
        && [&reading.seller, &reading.buyer].iter().all(|party| party.name.is_some())
}

/// The invoice that is attached as data; other attachments are left alone.
fn attachment(
    package: &mut Package<'_>,
    folder: &str,
    document: &Element,
) -> Result<Option<Reading>, ReturnedFault> {
    let Some(list) = document.value("Attachments") else { return Ok(None) };
    let Some(attachments) = package.part(folder, list)? else { return Ok(None) };
    let list = part_name(folder, list);
    let beside = folder_of(&list);
    for path in attachments.all("FileLoc").into_iter().filter_map(Element::text) {
        if path.to_ascii_lowercase().ends_with(".xml")
            && let Some(root) = package.part(beside, path)?
            && let Some(reading) = invoice_of(&root)?
        {
            return Ok(Some(reading));
        }
    }
    Ok(None)
}

/// Every tag that points to texts of the pages: its name, and the texts joined in the order in which they are named.
fn collect(element: &Element, pages: &Pages, values: &mut Vec<(String, String)>) {
    let mut text = String::new();
    for child in &element.children {
        if child.name == "ObjectRef" {
            let object = child.text().and_then(|id| pages.object(child.attribute("PageRef"), id));
            text.push_str(object.unwrap_or_default());
        } else {
            collect(child, pages, values);
        }
    }
    if !text.is_empty() {
        values.push((element.name.clone(), text));
    }
}

/// What custom data and tags have in common.
#[derive(Clone, Copy)]
enum Value {
    Code,
    Number,
    IssuedOn,
    Net,
    Tax,
    Gross,
    SellerName,
    SellerTaxId,
    BuyerName,
    BuyerTaxId,
    Note,
}

impl Value {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("发票代码", "InvoiceCode"),
            Self::Number => ("发票号码", "InvoiceNo"),
            Self::IssuedOn => ("开票日期", "IssueDate"),
            Self::Net => ("合计金额", "TaxExclusiveTotalAmount"),
            Self::Tax => ("合计税额", "TaxTotalAmount"),
            Self::Gross => ("价税合计", "TaxInclusiveTotalAmount"),
            Self::SellerName => ("销售方名称", "SellerName"),
            Self::SellerTaxId => ("销售方纳税人识别号", "SellerTaxID"),
            Self::BuyerName => ("购买方名称", "BuyerName"),
            Self::BuyerTaxId => ("购买方纳税人识别号", "BuyerTaxID"),
            Self::Note => ("备注", "Note"),
        }
    }

    const fn custom_data(self) -> &'static str {
        self.names().0
    }

    const fn tag(self) -> &'static str {
        self.names().1
    }
}

/// What texts say that are known by name. One that cannot be read says nothing: another place may.
fn said<'a>(text: impl Fn(Value) -> Option<&'a str>) -> Reading {
    let money = |name| text(name).and_then(|text| Fen::parse_printed(text).ok());
    let code = text(Value::Code).filter(|code| !code.trim().is_empty());
    Reading {
        number: text(Value::Number).and_then(|number| older::either(code, number)),
        issued_on: text(Value::IssuedOn).and_then(day),
        seller: party(text(Value::SellerName), text(Value::SellerTaxId)),
        buyer: party(text(Value::BuyerName), text(Value::BuyerTaxId)),
        net: money(Value::Net),
        tax: reading::tax(text(Value::Tax)).ok().flatten(),
        gross: money(Value::Gross),
        red: text(Value::Note).and_then(read_remark),
        ..Reading::default()
    }
}

/// The folder of a part by its whole name.
fn folder_of(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}
