//! The stores that the benchmarks make by themselves are stores: every law holds in them.

#[path = "../../benches/support/mod.rs"]
mod support;

use fapiao_desk::desk::{check, lists};
use fapiao_desk::store::engine::Db;

#[test]
fn a_generated_store_keeps_every_law() {
    for (store, bills) in [(support::Store::of(2_000), 2_000), (support::Store::of_one_customer(500), 1_000)]
    {
        let db = Db::open_reader(&store.path).expect("a store");
        let report = check::check_db(&db, support::moment().today).expect("a report");
        assert_eq!(report.violations, []);
        assert_eq!(report.bills, bills);
    }
}

#[test]
fn a_generated_store_has_something_of_everything() {
    use lists::ListQuery;
    use lists::bills::{BillQuery, BillStateFilter};
    let store = support::Store::of(2_000);
    let db = Db::open_reader(&store.path).expect("a store");
    let summary = BillQuery::default().summary(&db, &support::moment()).expect("a summary");
    let counts = summary.counts.expect("few");
    for state in BillStateFilter::ALL {
        assert!(counts.of(Some(state)) > 0, "{state:?}");
    }
}
