use super::*;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::{EffectiveRate, InvoiceItem};
use crate::domain::returned::{ComparedField, Evidence};
use crate::domain::tax::{TaxRate, split};

const TODAY: &str = "2026-11-22";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn party(name: &str, tax_id: &str) -> Party {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Party { name: given(name), tax_id: given(tax_id) }
}

fn issuer() -> Party {
    party("示例云计算（北京）有限公司", "91110108MA0TEKT01R")
}

fn buyer() -> Party {
    party("示例商贸（无锡）有限公司", "91320200MA0TEKT020")
}

/// 6 % until August 2026, 3 % from then on.
fn item() -> Rc<InvoiceItem> {
    let rate = |from, rate| EffectiveRate { from: day(from), rate: TaxRate::parse(rate).unwrap() };
    Rc::new(InvoiceItem {
        name: "云服务费".to_owned(),
        short_name: "信息系统服务".to_owned(),
        tax_code: "3040203000000000000".to_owned(),
        rates: vec![rate("2016-05-01", "0.06"), rate("2026-08-01", "0.03")],
    })
}

/// Of the n-th application, the only invoice; submitted on 2026-07-01.
fn awaited(n: i64, gross: i64) -> Awaited {
    Awaited {
        id: ApplicationId(n),
        place: 1,
        serial: format!("FP20260701-{n:04}-1"),
        gross: Fen(gross),
        is_out: true,
        terms: Rc::new(Terms {
            application: format!("FP20260701-{n:04}"),
            seller: issuer(),
            buyer: buyer(),
            invoice_type: InvoiceType::EnterpriseGeneral,
            submitted_on: day("2026-07-01"),
            item: Some(item()),
        }),
    }
}

fn of(n: i64, change: impl FnOnce(&mut Terms)) -> Awaited {
    let mut one = awaited(n, 10_600);
    let mut terms = (*one.terms).clone();
    change(&mut terms);
    one.terms = Rc::new(terms);
    one
}

/// All that the data of an invoice says, issued on 2026-07-15.
fn claim(gross: i64) -> Claim {
    let amounts = split(Fen(gross), TaxRate::parse("0.06").unwrap());
    Claim {
        evidence: Evidence::Data,
        number: "26112000000000000001".to_owned(),
        issued_on: Some(day("2026-07-15")),
        is_special: Some(false),
        seller: issuer(),
        buyer: buyer(),
        net: Some(amounts.net),
        tax: Some(amounts.tax),
        gross: Some(amounts.gross),
        remark: None,
        red: None,
    }
}

fn find(awaited: Vec<Awaited>, claim: &Claim) -> Found {
    Awaiting::new(vec![issuer()], awaited).find(claim, day(TODAY))
}

/// The fields in which an invoice differs from the only one that is waited for.
fn differing(change: impl FnOnce(&mut Claim)) -> Vec<ComparedField> {
    let mut changed = claim(10_600);
    change(&mut changed);
    match find(vec![awaited(1, 10_600)], &changed) {
        Found::One(0) => Vec::new(),
        Found::Near(0, differences) => differences.iter().map(|one| one.field).collect(),
        found => panic!("{found:?}"),
    }
}

#[test]
fn the_one_of_this_buyer_amount_and_type_is_it() {
    let others = vec![
        awaited(1, 10_700),
        of(2, |terms| terms.buyer = party("另一家有限公司", "")),
        of(3, |terms| terms.invoice_type = InvoiceType::EnterpriseSpecial),
        awaited(4, 10_600),
    ];
    assert_eq!(find(others, &claim(10_600)), Found::One(3));
}

#[test]
fn what_is_out_comes_before_what_is_not_and_that_is_found_too() {
    let waiting = |n| Awaited { is_out: false, ..awaited(n, 10_600) };
    assert_eq!(find(vec![waiting(1), awaited(2, 10_600)], &claim(10_600)), Found::One(1));
    assert_eq!(find(vec![waiting(1), awaited(2, 10_700)], &claim(10_600)), Found::One(0));
}

#[test]
fn two_applications_alike_are_ambiguous_and_two_parts_of_one_are_not() {
    let both = find(vec![awaited(1, 10_600), awaited(2, 10_600)], &claim(10_600));
    assert_eq!(both, Found::Several(vec!["FP20260701-0001".to_owned(), "FP20260701-0002".to_owned()]));
    let second = Awaited { place: 2, serial: "FP20260701-0001-2".to_owned(), ..awaited(1, 10_600) };
    let mut parts = Awaiting::new(vec![issuer()], vec![awaited(1, 10_600), second]);
    for at in 0..2 {
        assert_eq!(parts.find(&claim(10_600), day(TODAY)), Found::One(at));
        parts.take(at);
    }
    assert_eq!(parts.find(&claim(10_600), day(TODAY)), Found::None(Unmatched::NothingFits));
}

#[test]
fn a_serial_number_in_the_remark_tells_two_alike_apart() {
    let said = Claim { remark: Some("流水号：FP20260701-0002-1，合同 7".to_owned()), ..claim(10_600) };
    assert_eq!(find(vec![awaited(1, 10_600), awaited(2, 10_600)], &said), Found::One(1));
    let other = Claim { gross: Some(Fen(10_700)), ..said };
    let Found::Near(1, differences) = find(vec![awaited(1, 10_700), awaited(2, 10_600)], &other) else {
        panic!("the serial number says which one it should be");
    };
    assert_eq!(differences[0].field, ComparedField::Gross);
}

#[test]
fn each_field_that_is_known_is_compared() {
    use ComparedField as F;
    assert_eq!(differing(|_| ()), []);
    assert_eq!(differing(|c| c.seller.name = Some("示例云计算有限公司".to_owned())), [F::SellerName]);
    assert_eq!(differing(|c| c.seller.tax_id = Some("91110108MA0TEKT99X".to_owned())), [F::SellerTaxId]);
    assert_eq!(differing(|c| c.buyer.name = Some("示例商贸有限公司".to_owned())), [F::BuyerName]);
    assert_eq!(differing(|c| c.buyer.tax_id = Some("91320200MA0TEKT99X".to_owned())), [F::BuyerTaxId]);
    assert_eq!(differing(|c| c.is_special = Some(true)), [F::Type]);
    assert_eq!(differing(|c| c.gross = Some(Fen(10_601))), [F::Gross]);
    assert_eq!(differing(|c| c.net = Some(Fen(10_001))), [F::Net]);
    assert_eq!(differing(|c| c.tax = Some(Fen(599))), [F::Tax]);
    // What it does not say is not compared.
    let silent = |c: &mut Claim| (c.net, c.tax, c.seller) = (None, None, Party::default());
    assert_eq!(differing(silent), []);
}

#[test]
fn data_that_does_not_say_the_type_or_who_bought_matches_nothing() {
    use ComparedField as F;
    assert_eq!(differing(|c| c.is_special = None), [F::Type]);
    assert_eq!(differing(|c| c.buyer.tax_id = None), [F::BuyerTaxId]);
    assert_eq!(differing(|c| c.buyer.name = None), [], "a tax id tells who it is");
    let nobody = Claim { buyer: Party::default(), ..claim(10_600) };
    assert_eq!(find(vec![awaited(1, 10_600)], &nobody), Found::None(Unmatched::NothingFits));
    let named = Claim { remark: Some("FP20260701-0001-1".to_owned()), ..nobody };
    let Found::Near(0, differences) = find(vec![awaited(1, 10_600)], &named) else { panic!("by its serial") };
    assert_eq!(differences.iter().map(|one| one.field).collect::<Vec<_>>(), [F::BuyerName, F::BuyerTaxId]);
    // A person has no tax id.
    let person = of(1, |terms| terms.buyer = party("示例甲", ""));
    let of_person = Claim { buyer: party("示例甲", ""), ..claim(10_600) };
    assert_eq!(find(vec![person], &of_person), Found::One(0));
}

#[test]
fn a_serial_number_that_is_taken_hides_none_behind_it() {
    let said = Claim { remark: Some("FP20260701-0001-1 FP20260701-0002-1".to_owned()), ..claim(10_600) };
    let mut both = Awaiting::new(vec![issuer()], vec![awaited(1, 10_600), awaited(2, 10_600)]);
    both.take(0);
    assert_eq!(both.by_serial(&said), Some(1));
    both.take(1);
    assert_eq!(both.by_serial(&said), None);
}

#[test]
fn widths_and_brackets_make_no_difference() {
    let folded = |c: &mut Claim| {
        c.buyer = party("示例商贸(无锡) 有限公司", "９１320200ma0tekt020");
        c.seller = party("示例云计算【北京】有限公司", "91110108ma0tekt01r");
    };
    assert_eq!(differing(folded), []);
}

#[test]
fn it_was_issued_between_the_application_and_today_at_the_rate_of_its_day() {
    let on = |text: &str, rate: &str| {
        let amounts = split(Fen(10_600), TaxRate::parse(rate).unwrap());
        differing(|c| {
            (c.issued_on, c.net, c.tax) = (Some(day(text)), Some(amounts.net), Some(amounts.tax));
        })
    };
    assert_eq!(on("2026-07-01", "0.06"), []);
    assert_eq!(on("2026-06-30", "0.06"), [ComparedField::IssuedOn]);
    assert_eq!(on("2026-07-31", "0.06"), []);
    assert_eq!(on("2026-08-01", "0.06"), [ComparedField::Net, ComparedField::Tax]);
    assert_eq!(on("2026-08-01", "0.03"), []);
    assert_eq!(on(TODAY, "0.03"), []);
    assert_eq!(on("2026-11-23", "0.03"), [ComparedField::IssuedOn]);
}

#[test]
fn a_seller_who_is_no_issuer_is_unmatched() {
    let foreign = Claim { seller: party("别家有限公司", "91320200MA0TEKT99X"), ..claim(10_600) };
    assert_eq!(find(vec![awaited(1, 10_600)], &foreign), Found::None(Unmatched::SellerUnknown));
    let undated = Claim { issued_on: None, ..claim(10_600) };
    assert_eq!(find(vec![awaited(1, 10_600)], &undated), Found::None(Unmatched::NoDay));
}

#[test]
fn of_a_code_the_amount_and_the_type_are_known_and_never_a_buyer() {
    let code = Claim {
        evidence: Evidence::Code,
        seller: Party::default(),
        buyer: Party::default(),
        net: None,
        tax: None,
        ..claim(10_600)
    };
    assert_eq!(find(vec![awaited(1, 10_600), awaited(2, 10_700)], &code), Found::One(0));
    let alike = of(2, |terms| terms.buyer = party("另一家有限公司", ""));
    assert!(matches!(find(vec![awaited(1, 10_600), alike], &code), Found::Several(_)));
    let special = Claim { is_special: Some(true), ..code };
    assert_eq!(find(vec![awaited(1, 10_600)], &special), Found::None(Unmatched::NothingFits));
}

#[test]
fn a_list_may_lack_the_columns_of_type_and_tax_id_and_never_both_of_the_buyer() {
    let row = Claim {
        evidence: Evidence::List,
        is_special: None,
        buyer: Party { tax_id: None, ..buyer() },
        ..claim(10_600)
    };
    assert_eq!(find(vec![awaited(1, 10_600)], &row), Found::One(0));
    let special = of(2, |terms| terms.invoice_type = InvoiceType::EnterpriseSpecial);
    assert!(matches!(find(vec![awaited(1, 10_600), special], &row), Found::Several(_)));
    let data = Claim { evidence: Evidence::Data, ..row.clone() };
    assert!(matches!(find(vec![awaited(1, 10_600)], &data), Found::Near(0, _)));
    let nobody = Claim { buyer: Party::default(), ..row };
    assert_eq!(find(vec![awaited(1, 10_600)], &nobody), Found::None(Unmatched::NothingFits));
}

#[test]
fn what_is_nearly_one_of_several_is_none_of_them() {
    let found = find(vec![awaited(1, 10_600), awaited(2, 10_700)], &claim(10_800));
    assert_eq!(found, Found::None(Unmatched::NothingFits));
    let other = |n| of(n, |terms| terms.buyer = party("另一家有限公司", ""));
    assert!(
        matches!(find(vec![other(1)], &claim(10_600)), Found::Near(0, _)),
        "all but the buyer is the same"
    );
    assert_eq!(find(vec![other(1)], &claim(10_700)), Found::None(Unmatched::NothingFits));
}
