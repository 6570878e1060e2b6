//! How the pages of lists are read: along an index in the order asked for, or from few rows that an index collects;
//! never by going through a whole table, never by sorting one.

use chrono::NaiveDate;

use super::engine::strain::last_plan;
use super::engine::{Db, search};
use super::{account, application, bill, invoice, issuer};
use crate::domain::account::{Account, AccountKind, AccountStatus, Region};
use crate::domain::application::ApplicationState;
use crate::domain::bill::BillKind;
use crate::domain::ids::{AccountId, IssuerId};
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::{AccountColumn, ApplicationColumn, BillColumn, InvoiceColumn};
use crate::domain::money::Fen;

/// A store with one account that has some bills.
struct World {
    db: Db,
    issuer: IssuerId,
    account: AccountId,
    day: NaiveDate,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
        let new = Issuer {
            code: "Q".into(),
            name: "Q".into(),
            policy: "qweather".into(),
            tax_id: None,
            address: None,
            phone: None,
            bank: None,
            bank_account: None,
            max_invoice_amount: None,
            items: Vec::new(),
        };
        let issuer = issuer::insert(&db, &new).unwrap();
        let new = Account {
            code: "C1".into(),
            name: "C1".into(),
            kind: AccountKind::Enterprise,
            region: Region::Mainland,
            status: AccountStatus::Active,
            verified_name: None,
            verified_tax_id: None,
        };
        let account = account::insert(&db, issuer, &new, &account::Profile::default(), None).unwrap();
        let day: NaiveDate = "2026-11-22".parse().unwrap();
        for number in 0..10 {
            let bill_no = format!("B{number}");
            let new = bill::NewBill {
                account,
                bill_no: &bill_no,
                kind: BillKind::Other,
                amount: Fen(100),
                billed_on: day,
                due_on: day,
                paid_on: (number % 2 == 0).then_some(day),
                item: None,
                opening: Fen::ZERO,
                batch: None,
            };
            bill::insert(&db, &new).unwrap();
        }
        Self { db, issuer, account, day, _folder: folder }
    }
}

/// What is wrong with a plan, if something is. Only what was collected may be sorted.
fn fault(plan: &[String], may_sort: bool) -> Option<&String> {
    assert!(!plan.is_empty(), "nothing was asked");
    plan.iter().find(|step| {
        let whole =
            step.starts_with("SCAN ") && !step.contains(" INDEX ") && !step.contains(" VIRTUAL TABLE ");
        // What a materialised statement collected has no index, and is few.
        let collected = step.as_str() == "SCAN c" && may_sort;
        (whole && !collected) || (step.contains("TEMP B-TREE FOR ORDER BY") && !may_sort)
    })
}

#[test]
fn bills_are_read_along_the_index_of_their_order_where_many_fit() {
    use bill::list::{BillFilter, BillStateFilter, page};
    let World { db, issuer, account, day, _folder } = &World::new();
    let all = BillFilter {
        today: *day,
        oldest: vec![(*issuer, Some(*day))],
        issuer: None,
        account: None,
        state: None,
        from: None,
        to: None,
        text: String::new(),
        few: 0,
    };
    let mut filters = vec![
        all.clone(),
        BillFilter { issuer: Some(*issuer), ..all.clone() },
        BillFilter { account: Some(*account), ..all.clone() },
        BillFilter { from: Some(*day), to: Some(*day), ..all.clone() },
        BillFilter { text: "B".into(), ..all.clone() },
    ];
    filters.extend(BillStateFilter::ALL.map(|state| BillFilter { state: Some(state), ..all.clone() }));
    for filter in &filters {
        for order in [
            BillColumn::BilledOn,
            BillColumn::BillNo,
            BillColumn::Amount,
            BillColumn::Remaining,
            BillColumn::DueOn,
        ] {
            for descending in [false, true] {
                let last = page(db, &all, order, descending, None, 1).unwrap().pop();
                for after in [None, last.as_ref()] {
                    let ask = || drop(page(db, filter, order, descending, after, 100).unwrap());
                    let plan = last_plan(ask);
                    // None of some states: then there is nothing to sort.
                    let collected = plan.iter().any(|step| step == "SCAN c");
                    assert_eq!(fault(&plan, collected), None, "{filter:?} {order:?} {descending}\n{plan:#?}");
                }
            }
        }
    }
}

#[test]
fn bills_are_collected_by_an_index_where_few_fit() {
    use bill::list::{BillFilter, BillStateFilter, FEW, page};
    let World { db, issuer, account, day, _folder } = &World::new();
    let all = BillFilter {
        today: *day,
        oldest: vec![(*issuer, Some(*day))],
        issuer: None,
        account: None,
        state: None,
        from: None,
        to: None,
        text: String::new(),
        few: FEW,
    };
    let mut filters = vec![
        BillFilter { issuer: Some(*issuer), ..all.clone() },
        BillFilter { account: Some(*account), ..all.clone() },
        BillFilter { from: Some(*day), ..all.clone() },
        BillFilter { text: "B1".into(), ..all.clone() },
    ];
    filters.extend(BillStateFilter::ALL.map(|state| BillFilter { state: Some(state), ..all.clone() }));
    for filter in &filters {
        let plan = last_plan(|| drop(page(db, filter, BillColumn::Amount, true, None, 100).unwrap()));
        assert_eq!(fault(&plan, true), None, "{filter:?}\n{plan:#?}");
        assert!(plan.iter().any(|step| step == "SCAN c"), "{filter:?}\n{plan:#?}");
    }
}

#[test]
fn applications_are_read_along_the_index_of_their_order() {
    use application::page::{ApplicationFilter, page};
    let World { db, day, .. } = &World::new();
    let filters = [
        ApplicationFilter::default(),
        ApplicationFilter { state: Some(ApplicationState::Submitted), ..ApplicationFilter::default() },
        ApplicationFilter { from: Some(*day), to: Some(*day), ..ApplicationFilter::default() },
    ];
    for filter in &filters {
        for order in [ApplicationColumn::SubmittedOn, ApplicationColumn::DueOn, ApplicationColumn::Amount] {
            // A few days' applications are sorted by what is not their day.
            let may_sort = filter.from.is_some() && order != ApplicationColumn::SubmittedOn;
            for descending in [false, true] {
                let plan = last_plan(|| drop(page(db, filter, order, descending, None, 100).unwrap()));
                assert_eq!(fault(&plan, may_sort), None, "{filter:?} {order:?} {descending}\n{plan:#?}");
            }
        }
    }
}

#[test]
fn applications_of_a_customer_and_what_is_late_are_found_by_an_index() {
    use application::page::{ApplicationFilter, page};
    let World { db, account, day, .. } = &World::new();
    let filters = [
        ApplicationFilter { account: Some(*account), ..ApplicationFilter::default() },
        ApplicationFilter { late_on: Some(*day), ..ApplicationFilter::default() },
        ApplicationFilter { text: "C1".into(), ..ApplicationFilter::default() },
        ApplicationFilter { text: "FP20261122".into(), ..ApplicationFilter::default() },
        ApplicationFilter { text: "2644".into(), ..ApplicationFilter::default() },
    ];
    for filter in &filters {
        let plan =
            last_plan(|| drop(page(db, filter, ApplicationColumn::SubmittedOn, true, None, 100).unwrap()));
        assert_eq!(fault(&plan, true), None, "{filter:?}\n{plan:#?}");
    }
}

#[test]
fn invoices_are_read_along_the_index_of_their_order() {
    use invoice::list::{InvoiceFilter, page};
    let World { db, day, .. } = &World::new();
    let all = InvoiceFilter { account: None, from: None, to: None, text: String::new() };
    for filter in [all.clone(), InvoiceFilter { from: Some(*day), to: Some(*day), ..all.clone() }] {
        for order in [InvoiceColumn::IssuedOn, InvoiceColumn::Number] {
            let may_sort = filter.from.is_some() && order == InvoiceColumn::Number;
            for descending in [false, true] {
                let plan = last_plan(|| drop(page(db, &filter, order, descending, None, 100).unwrap()));
                assert_eq!(fault(&plan, may_sort), None, "{filter:?} {order:?} {descending}\n{plan:#?}");
            }
        }
    }
}

#[test]
fn customers_are_read_along_the_index_of_their_order() {
    use account::list::{AccountFilter, page};
    let World { db, issuer, day, .. } = &World::new();
    let all = AccountFilter {
        today: *day,
        blocks_when_due_before: vec![(*issuer, Some(*day))],
        issuer: None,
        kind: None,
        blocked: None,
        text: String::new(),
    };
    let filters = [
        all.clone(),
        AccountFilter { blocked: Some(true), ..all.clone() },
        AccountFilter { text: "C".into(), ..all.clone() },
    ];
    for filter in &filters {
        for order in [AccountColumn::Account, AccountColumn::Name] {
            let may_sort = !filter.text.is_empty();
            for descending in [false, true] {
                let plan = last_plan(|| drop(page(db, filter, order, descending, None, 100).unwrap()));
                assert_eq!(fault(&plan, may_sort), None, "{filter:?} {order:?} {descending}\n{plan:#?}");
            }
        }
    }
}

#[test]
fn what_is_typed_is_found_along_the_index_of_the_numbers() {
    let World { db, .. } = &World::new();
    let plans = [
        last_plan(|| drop(bill::numbered::numbered(db, "B", 7).unwrap())),
        last_plan(|| drop(application::numbered::numbered(db, "FP2026", 7).unwrap())),
        last_plan(|| drop(application::numbered::invoiced(db, "2644", 7).unwrap())),
    ];
    for plan in &plans {
        assert_eq!(fault(plan, false), None, "{plan:#?}");
        assert!(
            plan[0].starts_with("SEARCH ") && plan[0].contains("number>") | plan[0].contains("bill_no>"),
            "{plan:#?}"
        );
    }
}

#[test]
fn customers_are_found_from_as_many_as_are_put_in_order_and_no_more() {
    let World { db, .. } = &World::new();
    let plan = last_plan(|| drop(search::accounts(db, "C1", 7).unwrap()));
    let whole =
        |step: &&String| step.starts_with("SCAN ") && step.contains("account ") && !step.contains("VIRTUAL");
    assert_eq!(plan.iter().find(whole), None, "{plan:#?}");
    assert!(plan.iter().any(|step| step.contains("SEARCH account ") && step.contains("code>")), "{plan:#?}");
}
