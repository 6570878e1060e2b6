//! The list of applications, asked of a desk at work.

use super::*;
use crate::desk::protocol::decode::decode;
use crate::desk::{Desk, Open};

/// A desk with two customers, `C1` 云帆 and `C2` 青禾, and three applications of them.
struct World {
    desk: Desk,
    numbers: Vec<String>,
    _folder: tempfile::TempDir,
}

fn send(desk: &mut Desk, line: &str) -> serde_json::Value {
    desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap())
        .and_then(|answer| answer.to_json())
        .unwrap()
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).unwrap();
        send(
            &mut desk,
            r#"{"op":"add_issuer","code":"Q","name":"示例","policy":"qweather","at":"2026-11-02T10:00:00+08:00"}"#,
        );
        let mut numbers = Vec::new();
        for (account, name) in [("C1", "北京云帆物流"), ("C2", "成都青禾农业")] {
            send(
                &mut desk,
                &format!(
                    r#"{{"op":"add_account","account":"{account}","issuer":"Q","name":"{name}","kind":"enterprise","verified_name":"{name}","verified_tax_id":"913301067L53XQJUQR"}}"#
                ),
            );
        }
        for (account, bill, amount, at) in [
            ("C1", "B1", "300.00", "2026-11-02T10:00:00+08:00"),
            ("C2", "B2", "100.00", "2026-11-09T10:00:00+08:00"),
            ("C1", "B3", "200.00", "2026-11-09T11:00:00+08:00"),
        ] {
            send(
                &mut desk,
                &format!(
                    r#"{{"op":"add_bill","account":"{account}","bill_no":"{bill}","kind":"other","amount":"{amount}","billed_on":"2026-10-01","due_on":"2026-10-31","paid_on":"2026-10-02","at":"{at}"}}"#
                ),
            );
            let answer = send(
                &mut desk,
                &format!(
                    r#"{{"op":"submit_application","account":"{account}","type":"enterprise_general","bills":["{bill}"],"email":"a@example.com"}}"#
                ),
            );
            numbers.push(answer["application"].as_str().unwrap().to_owned());
        }
        Self { desk, numbers, _folder: folder }
    }

    fn at(&mut self, now: &str) {
        send(&mut self.desk, &format!(r#"{{"op":"balance","account":"C1","at":"{now}"}}"#));
    }

    /// What a list finds, as places among the applications of this world.
    fn found(&self, wanted: &ApplicationQuery) -> Vec<usize> {
        let rows = wanted.page(self.desk.db(), &self.desk.moment(), None, 10).unwrap();
        rows.iter().map(|l| self.numbers.iter().position(|n| *n == l.row.number).unwrap()).collect()
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
            let whole = wanted.page(world.desk.db(), &world.desk.moment(), None, 10).unwrap();
            let mut parts: Vec<ApplicationRow> = Vec::new();
            loop {
                let after = parts.last();
                let next = wanted.page(world.desk.db(), &world.desk.moment(), after, 1).unwrap();
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
    let number = world.numbers[1].clone();
    send(&mut world.desk, &format!(r#"{{"op":"accept_application","application":"{number}"}}"#));
    send(
        &mut world.desk,
        &format!(
            r#"{{"op":"issue_application","application":"{number}","invoices":[{{"number":"26512000000000000001","issued_on":"2026-11-09","gross":"100.00"}}]}}"#
        ),
    );
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
    let rows = late.page(world.desk.db(), &world.desk.moment(), None, 10).unwrap();
    assert_eq!(rows[0].working_days_late, Some(2));
    let number = world.numbers[0].clone();
    send(
        &mut world.desk,
        &format!(r#"{{"op":"reject_application","application":"{number}","reason":"重复"}}"#),
    );
    assert_eq!(world.found(&late), [0; 0], "nothing is owed any more");
}

#[test]
fn totals_count_each_state_whatever_state_is_looked_for() {
    let mut world = World::new();
    let number = world.numbers[0].clone();
    send(&mut world.desk, &format!(r#"{{"op":"cancel_application","application":"{number}"}}"#));
    world.at("2026-11-24T10:00:00+08:00");
    let wanted = ApplicationQuery {
        show: ApplicationStateFilter::State(ApplicationState::Cancelled),
        ..ApplicationQuery::default()
    };
    let totals = wanted.summary(world.desk.db(), &world.desk.moment()).unwrap();
    let of = |show| (totals.of(show).count, totals.of(show).amount.to_string());
    assert_eq!(of(ApplicationStateFilter::All), (3, "600.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::State(ApplicationState::Submitted)), (2, "300.00".to_owned()));
    assert_eq!(of(wanted.show), (1, "300.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::State(ApplicationState::Issued)), (0, "0.00".to_owned()));
    assert_eq!(of(ApplicationStateFilter::Late), (2, "300.00".to_owned()));
}
