//! One file of each kind, as real ones are.

use std::path::Path;

use fapiao_desk::domain::returned::{Evidence, ReturnedInvoice};
use serde_json::{Map, Value, json};

use super::{FIXTURES, all};

#[test]
fn the_samples_say_what_is_expected_of_them() {
    let text = std::fs::read_to_string(Path::new(FIXTURES).join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let mut seen = 0;
    for file in all(&[Path::new(FIXTURES)]) {
        let name = file.shown.rsplit('/').next().unwrap();
        let Some(expected) = expected.get(name) else { continue };
        let invoice = file.invoice.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(invoice.evidence, Evidence::Data);
        for (field, expected) in expected.as_object().unwrap() {
            assert_eq!(&said(&invoice, field), expected, "{field} of {name}");
        }
        seen += 1;
    }
    assert_eq!(seen, expected.len());
}

fn said(invoice: &ReturnedInvoice, field: &str) -> Value {
    match field {
        "number" => json!(invoice.number.number()),
        "code" => json!(invoice.number.code()),
        "date" => json!(invoice.issued_on.map(|day| day.to_string())),
        "net" => json!(invoice.net),
        "tax" => json!(invoice.tax),
        "gross" => json!(invoice.gross),
        "seller" => json!(invoice.seller.name),
        "buyer" => json!(invoice.buyer.name),
        "buyer_tax" => json!(invoice.buyer.tax_id.as_deref().unwrap_or_default()),
        "red" => json!(invoice.red.is_some()),
        "blue" => json!(invoice.red.as_ref().and_then(|red| red.blue_number.as_deref())),
        "lines" => json!(invoice.lines.len()),
        "special" => json!(invoice.is_special),
        other => panic!("{other} is compared nowhere"),
    }
}
