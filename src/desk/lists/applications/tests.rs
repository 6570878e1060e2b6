//! The list of applications, asked of a desk at work.

use serde_json::json;

use super::*;
use crate::desk::test_desk::TestDesk;

/// A desk with two customers, `C1` 云帆 and `C2` 青禾, and three applications of them.
struct World {
    case: TestDesk,
    numbers: Vec<String>,
}

impl World {
    fn new() -> Self {
        let companies = [("C1", "北京云帆物流"), ("C2", "成都青禾农业")];
        let case = TestDesk::with_companies("2026-11-02T10:00:00+08:00", &companies);
        let mut world = Self { case, numbers: Vec::new() };
        for (account, bill, amount, at) in [
            ("C1", "B1", "300.00", "2026-11-02T10:00:00+08:00"),
            ("C2", "B2", "100.00", "2026-11-09T10:00:00+08:00"),
            ("C1", "B3", "200.00", "2026-11-09T11:00:00+08:00"),
        ] {
            world.at(at);
            world.case.paid(account, bill, amount);
            world.numbers.push(world.case.apply(account, bill));
        }
        world
    }

    fn at(&mut self, now: &str) {
        self.case.run(json!({"op": "balance", "account": "C1", "at": now}));
    }

    fn page(
        &self,
        wanted: &ApplicationQuery,
        after: Option<&ApplicationRow>,
        limit: u32,
    ) -> Vec<ApplicationRow> {
        wanted.page(self.case.desk.db(), &self.case.desk.moment(), after, limit).unwrap()
    }

    /// What a list finds, as places among the applications of this world.
    fn found(&self, wanted: &ApplicationQuery) -> Vec<usize> {
        let place = |row: ApplicationRow| self.numbers.iter().position(|number| *number == row.row.number);
        self.page(wanted, None, 10).into_iter().map(|row| place(row).unwrap()).collect()
    }
}

fn text(text: &str) -> ApplicationQuery {
    ApplicationQuery { text: text.to_owned(), ..ApplicationQuery::default() }
}

#[test]
fn every_order_goes_both_ways_and_equal_ones_by_when_they_were_made() {
    let world = World::new();
    for (order, upwards) in [
        (ApplicationColumn::SubmittedOn, [0, 1, 2]),
        (ApplicationColumn::DueOn, [0, 1, 2]),
        (ApplicationColumn::Amount, [1, 2, 0]),
    ] {
        let wanted = ApplicationQuery { order, ..ApplicationQuery::default() };
        assert_eq!(world.found(&wanted), upwards, "{order:?}");
        let mut downwards = upwards;
        downwards.reverse();
        assert_eq!(world.found(&ApplicationQuery { descending: true, ..wanted }), downwards, "{order:?}");
    }
}

#[test]
fn pages_of_one_put_together_are_the_whole_list() {
    let world = World::new();
    for order in [ApplicationColumn::SubmittedOn, ApplicationColumn::DueOn, ApplicationColumn::Amount] {
        for descending in [false, true] {
            let wanted = ApplicationQuery { order, descending, ..ApplicationQuery::default() };
            let whole = world.page(&wanted, None, 10);
            let mut parts: Vec<ApplicationRow> = Vec::new();
            loop {
                let next = world.page(&wanted, parts.last(), 1);
                if next.is_empty() {
                    break;
                }
                parts.extend(next);
            }
            assert_eq!(parts, whole);
        }
    }
}

#[test]
fn an_application_is_found_by_the_beginning_of_its_number_with_or_without_letters() {
    let world = World::new();
    assert_eq!(world.found(&text("FP20261109")), [1, 2]);
    assert_eq!(world.found(&text("20261109-0002")), [2]);
    assert_eq!(world.found(&text("fp20261102")), [0]);
    assert_eq!(world.found(&text("FP2027")), [0; 0]);
}

#[test]
fn an_application_is_found_by_one_character_of_its_customer() {
    let world = World::new();
    assert_eq!(world.found(&text("帆")), [0, 2]);
    assert_eq!(world.found(&text("c2")), [1]);
    assert_eq!(world.found(&text("（）")), [0; 0], "there is nothing to look for");
}

#[test]
fn an_application_is_found_by_its_invoice() {
    let mut world = World::new();
    world.case.issue(&world.numbers[1], "26512000000000000001", "2026-11-09");
    assert_eq!(world.found(&text("2651200")), [1]);
}

#[test]
fn account_and_period_narrow_the_list() {
    let world = World::new();
    let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
    let of_c1 = ApplicationQuery { account: Some("C1".to_owned()), ..ApplicationQuery::default() };
    assert_eq!(world.found(&of_c1), [0, 2]);
    assert_eq!(world.found(&ApplicationQuery { from: day("2026-11-09"), ..of_c1 }), [2]);
    assert_eq!(world.found(&ApplicationQuery { to: day("2026-11-08"), ..ApplicationQuery::default() }), [0]);
}

#[test]
fn what_is_past_its_due_date_is_late_by_working_days_until_it_is_delivered() {
    let mut world = World::new();
    world.at("2026-11-16T23:59:00+08:00");
    let late = ApplicationQuery { show: ApplicationStateFilter::Late, ..ApplicationQuery::default() };
    assert_eq!(world.found(&late), [0; 0], "the due date itself is in time");
    world.at("2026-11-18T00:00:00+08:00");
    assert_eq!(world.found(&late), [0]);
    assert_eq!(world.page(&late, None, 10)[0].working_days_late, Some(2));
    let line = json!({"op": "reject_application", "application": world.numbers[0], "reason": "重复"});
    world.case.run(line);
    assert_eq!(world.found(&late), [0; 0], "nothing is owed any more");
}

#[test]
fn totals_count_each_state_whatever_state_is_looked_for() {
    let mut world = World::new();
    world.case.run(json!({"op": "cancel_application", "application": world.numbers[0]}));
    world.at("2026-11-24T10:00:00+08:00");
    let wanted = ApplicationQuery {
        show: ApplicationStateFilter::State(ApplicationState::Cancelled),
        ..ApplicationQuery::default()
    };
    let totals = wanted.summary(world.case.desk.db(), &world.case.desk.moment()).unwrap();
    let of = |show| (totals.of(show).count, totals.of(show).amount.to_string());
    assert_eq!(of(ApplicationStateFilter::All), (3, "600.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::State(ApplicationState::Submitted)), (2, "300.00".to_owned()));
    assert_eq!(of(wanted.show), (1, "300.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::State(ApplicationState::Issued)), (0, "0.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::Late), (2, "300.00".to_owned()));
}
