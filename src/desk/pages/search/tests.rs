//! What is found, asked of a desk at work.

use serde_json::json;

use super::*;
use crate::desk::test_desk::TestDesk;

/// A desk with customers `C1` 云帆 and `C12` 青禾, bills of `C1` and one issued application.
struct World {
    case: TestDesk,
    application: String,
}

const INVOICE: &str = "26442000000012345678";

impl World {
    fn new() -> Self {
        let companies = [("C1", "北京云帆物流"), ("C12", "成都青禾农业")];
        let mut case = TestDesk::with_companies("2026-11-02T10:00:00+08:00", &companies);
        for bill in ["ZD1", "ZD10", "ZD2", "zd3"] {
            case.paid("C1", bill, "100.00");
        }
        let application = case.apply("C1", "ZD1");
        case.issue(&application, INVOICE, "2026-11-02");
        Self { case, application }
    }

    fn find(&self, text: &str, limit: u32) -> SearchResults {
        let db = self.case.desk.db();
        find(db, &Names::read(db).unwrap(), text, limit).unwrap()
    }

    fn bills(&self, text: &str, limit: u32) -> Vec<String> {
        self.find(text, limit).bills.into_iter().map(|listed| listed.bill.bill_no).collect()
    }
}

#[test]
fn bills_are_found_by_the_beginning_of_their_number_the_shortest_first() {
    let world = World::new();
    assert_eq!(world.bills("ZD1", 9), ["ZD1", "ZD10"]);
    assert_eq!(world.bills("ZD1", 1), ["ZD1"]);
    assert_eq!(world.bills("D1", 9), [] as [&str; 0], "too short for the middle of a number");
}

#[test]
fn bills_are_found_as_typed_and_in_capital_letters() {
    let world = World::new();
    assert_eq!(world.bills("zd", 9), ["ZD1", "ZD10", "ZD2", "zd3"]);
    assert_eq!(world.bills("zd", 2), ["ZD1", "ZD10"]);
    assert_eq!(world.bills("ZD", 9), ["ZD1", "ZD10", "ZD2"]);
}

#[test]
fn an_application_is_found_by_its_number_with_or_without_the_letters() {
    let world = World::new();
    let digits = world.application.trim_start_matches("FP");
    for text in [&world.application, digits, "FP2026", "fp2026", "2026110", " FP "] {
        let found = world.find(text, 9);
        assert_eq!(found.applications.len(), 1, "{text}");
        assert_eq!(found.applications[0].number, world.application, "{text}");
    }
    assert!(world.find("云", 9).applications.is_empty());
}

#[test]
fn an_application_is_found_by_the_number_of_its_invoice() {
    let world = World::new();
    for text in [INVOICE, "2644"] {
        let found = world.find(text, 9);
        assert_eq!(found.invoiced.len(), 1, "{text}");
        assert_eq!(found.invoiced[0].number, world.application, "{text}");
        assert!(found.applications.is_empty(), "{text}");
    }
}

#[test]
fn what_is_found_by_its_own_number_is_not_found_by_its_invoice_again() {
    let world = World::new();
    let found = world.find("2", 9);
    assert_eq!((found.applications.len(), found.invoiced.len()), (1, 0));
}

#[test]
fn customers_are_found_by_name_and_number_the_whole_number_first() {
    let world = World::new();
    let codes = |text: &str| -> Vec<String> {
        world.find(text, 9).customers.into_iter().map(|stored| stored.account.code).collect()
    };
    assert_eq!(codes("云帆"), ["C1"]);
    assert_eq!(codes("c12"), ["C12"]);
    assert_eq!(codes("C1"), ["C1", "C12"]);
}

#[test]
fn nothing_typed_finds_nothing() {
    let world = World::new();
    for text in ["", "  ", "（）"] {
        assert_eq!(world.find(text, 9), SearchResults::default(), "{text}");
    }
}

#[test]
fn a_number_is_found_by_its_middle_where_none_begins_so() {
    let mut world = World::new();
    world.case.paid("C1", "ZD2026-00471", "7.00");
    assert_eq!(world.bills("0047", 9), ["ZD2026-00471"]);
    assert_eq!(world.bills("d2026", 9), ["ZD2026-00471"]);
    assert_eq!(world.bills("ZD2026", 9), ["ZD2026-00471"]);
    let invoiced = |text: &str| world.find(text, 9).invoiced.len();
    assert_eq!((invoiced("12345678"), invoiced("0012"), invoiced("999999")), (1, 1, 0));
}

#[test]
fn bills_and_applications_are_found_by_their_amount() {
    let mut world = World::new();
    world.case.paid("C1", "ZD9", "1234.50");
    for text in ["1234.5", "1,234.50", "¥1,234.50"] {
        assert_eq!(world.bills(text, 9), ["ZD9"], "{text}");
    }
    for text in ["1234", "1,234", "￥1,234"] {
        assert_eq!(world.bills(text, 9), ["ZD9"], "{text}");
    }
    for text in ["1234.0", "1235", "123"] {
        assert!(world.bills(text, 9).is_empty(), "{text}");
    }
    world.case.paid("C1", "ZD8", "1234.00");
    assert_eq!(world.bills("1234", 9), ["ZD8", "ZD9"], "what it is comes before what begins so");
    let found = world.find("100", 9);
    assert_eq!((found.bills.len(), found.applications.len()), (4, 1));
    assert_eq!(world.find("100", 2).bills.len(), 2);
}

#[test]
fn customers_are_found_by_how_their_name_sounds_after_what_has_the_text_itself() {
    let world = World::new();
    let codes = |text: &str| -> Vec<String> {
        world.find(text, 9).customers.into_iter().map(|stored| stored.account.code).collect()
    };
    assert_eq!(codes("yfwl"), ["C1"]);
    assert_eq!(codes("qinghe"), ["C12"]);
    assert_eq!(codes("bj"), ["C1"]);
}

#[test]
fn what_is_left_of_a_removed_bill_takes_no_place_of_those_that_are_found_by_their_middle() {
    let mut world = World::new();
    world.case.paid("C1", "GONE", "100.00");
    let application = world.case.apply("C1", "GONE");
    world.case.run(json!({"op": "cancel_application", "application": application}));
    world.case.run(json!({"op": "remove_bill", "bill_no": "GONE", "reason": "重复"}));
    world.case.paid("C1", "ZD5", "7.00");
    // It is the fifth bill, and is called so now.
    let found = bill::numbered::having(world.case.desk.db(), "5", 1).unwrap();
    let found: Vec<&str> = found.iter().map(|listed| listed.bill.bill_no.as_str()).collect();
    assert_eq!(found, ["ZD5"]);
}

#[test]
fn a_customer_that_is_gone_since_the_names_were_read_is_not_found() {
    let world = World::new();
    let names = Names(vec![(AccountId(-1), "广州沧海物流".to_owned())]);
    let found = find(world.case.desk.db(), &names, "chwl", 9).unwrap();
    assert_eq!(found.customers, []);
}
