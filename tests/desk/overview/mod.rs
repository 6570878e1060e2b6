//! What the overview says is what the domain says: of the whole store it is the sum of every balance.

mod random;

use crate::common::Play;
use crate::common::lines::{reverse, step, user};
use chrono::{Days, NaiveDate};
use fapiao_desk::desk::Store;
use fapiao_desk::desk::clock::Moment;
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::applications::{ApplicationQuery, ApplicationsOnly};
use fapiao_desk::desk::pages::balance::{self, BalanceView};
use fapiao_desk::desk::pages::overview::{
    self, AGES_OUT_WITHIN_DAYS, BAND_DAYS, BANDS, Invoiceable, Issued, Kind, Task, ToDo, What, Work,
    invoiceable, issued, prompt, rejected, to_do, work,
};
use fapiao_desk::domain::application::Step;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::policy::Policy;
use fapiao_desk::domain::rule_id::RuleId;
use proptest::prelude::*;
use random::{Drawn, draw};

/// What a desk's store holds, for the queries of the overview.
fn read(play: &Play) -> (Store, Moment) {
    (Store::open_reader(play.desk.path()).unwrap(), play.desk.moment())
}

fn fen(text: &str) -> Fen {
    Fen::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_whole_store_is_the_sum_of_every_balance(drawn in draw()) {
        let mut play = Play::new();
        drawn.enact(&mut play);
        for later in [0, 1, 17, 31] {
            drawn.wait(&mut play, later);
            let (db, moment) = read(&play);
            let whole = invoiceable(&db, &moment, None).unwrap();
            let by_the_domain = by_the_domain(&drawn, &db, &moment);
            prop_assert_eq!(&in_order(whole.clone()), &in_order(by_the_domain));
            prop_assert_eq!(whole.by_age.into_iter().sum::<Fen>(), whole.total);
            let one_by_one = one_by_one(&drawn, &db, &moment);
            prop_assert_eq!(&in_order(whole), &in_order(one_by_one));
        }
    }
}

/// Sorted, and without what only one customer has.
fn in_order(mut sums: Invoiceable) -> Invoiceable {
    sums.blocked = None;
    for tasks in [&mut sums.tasks, &mut sums.known] {
        tasks.sort_by_key(|task| task.customer.id);
    }
    sums
}

fn sum(parts: impl Iterator<Item = Invoiceable>) -> Invoiceable {
    parts.fold(Invoiceable::default(), |mut sum, part| {
        sum.total += part.total;
        sum.customers += part.customers;
        sum.by_age.iter_mut().zip(part.by_age).for_each(|(sum, part)| *sum += part);
        sum.age_limit_months = sum.age_limit_months.or(part.age_limit_months);
        sum.ages_out += part.ages_out;
        sum.waiting += part.waiting;
        sum.non_invoiceable += part.non_invoiceable;
        sum.in_arrears += part.in_arrears;
        sum.tasks.extend(part.tasks);
        sum.known.extend(part.known);
        sum.ages_out_billed_by = sum.ages_out_billed_by.max(part.ages_out_billed_by);
        sum
    })
}

/// The overview of one customer after the other.
fn one_by_one(drawn: &Drawn, db: &Store, moment: &Moment) -> Invoiceable {
    sum(drawn.accounts().map(|account| invoiceable(db, moment, Some(&account)).unwrap()))
}

/// The same from every account's balance, bill by bill.
fn by_the_domain(drawn: &Drawn, db: &Store, moment: &Moment) -> Invoiceable {
    let [tencent, qweather]: [Policy; 2] = Policy::bundled().unwrap().try_into().unwrap();
    sum(drawn.accounts().map(|account| {
        let balance = balance::of_account(db, moment, &account).unwrap();
        let policy = if account.starts_with('T') { &tencent } else { &qweather };
        let mut one = invoiceable(db, moment, Some(&account)).unwrap();
        let customer = one.tasks.pop().or(one.known.pop()).map(|task| task.customer);
        of_balance(&balance, policy, customer)
    }))
}

fn of_balance(
    balance: &BalanceView,
    policy: &Policy,
    customer: Option<overview::CustomerName>,
) -> Invoiceable {
    let today = balance.on;
    let open = (balance.remaining - balance.non_invoiceable).or_zero();
    let mut sums = Invoiceable {
        total: balance.invoiceable,
        customers: u64::from(balance.invoiceable.is_positive()),
        waiting: if balance.blocked.is_some() { open } else { Fen::ZERO },
        non_invoiceable: balance.non_invoiceable,
        in_arrears: balance.in_arrears,
        ..Invoiceable::default()
    };
    let (mut absorbed, mut ages_out, mut ages_out_bills, mut last_day) =
        (balance.non_invoiceable, Fen::ZERO, 0, None);
    for bill in balance.bills.iter().filter(|bill| bill.eligible) {
        let part = absorbed.min(bill.remaining);
        absorbed -= part;
        let left = bill.remaining - part;
        let last = policy.last_day_to_invoice(bill.billed_on);
        let is_old = last.is_some_and(|last| last < today + Days::new(AGES_OUT_WITHIN_DAYS));
        let young = BAND_DAYS.iter().position(|days| bill.billed_on + Days::new(*days) >= today);
        let band = young.filter(|_| !is_old).unwrap_or(BANDS - if is_old { 1 } else { 2 });
        if balance.invoiceable.is_positive() {
            sums.by_age[band] += left;
        }
        if last.is_some_and(|last| last < today + Days::new(AGES_OUT_WITHIN_DAYS)) {
            ages_out += left;
            ages_out_bills += 1;
            last_day = last_day.or(last);
        }
    }
    let task = |what, amount, due_on| {
        let customer = customer.clone().expect("a customer with something to do");
        Task { what, customer, amount, due_on, working_days_late: 0, is_for_another: false }
    };
    let last_day = last_day.filter(|_| ages_out.is_positive());
    let unpaid = |bill: &&balance::BillView| bill.paid_on.is_none_or(|on| on > today) && bill.due_on < today;
    let since = balance.bills.iter().filter(unpaid).map(|bill| bill.due_on).min();
    match (balance.blocked, since) {
        (None, _) if ages_out.is_positive() && sums.total.is_positive() => {
            sums.ages_out = ages_out;
            sums.age_limit_months = policy.bill_age_limit_months;
            let billed_by = policy
                .oldest_to_invoice(today + Days::new(AGES_OUT_WITHIN_DAYS))
                .and_then(|on| on.pred_opt());
            sums.ages_out_billed_by = billed_by;
            let what = What::AgesOut { bills: ages_out_bills, billed_by: billed_by.unwrap() };
            sums.tasks.push(task(what, ages_out, last_day));
        }
        // An account frozen by hand, or outside the mainland, has nothing to do here though bills are overdue.
        (Some(rule), Some(since)) if customer.is_some() => {
            sums.known.push(task(What::Blocked { rule, since }, open, last_day));
        }
        _ => {}
    }
    sums
}

/// A customer `C1` of `Q` with a bill of 100.00.
fn with_a_bill(account: &str, issuer: &str) -> Play {
    let mut play = Play::new();
    play.customer(account, issuer);
    play.paid(account, "B1", "100.00");
    play
}

fn at(play: &mut Play, instant: &str) {
    // Any command sets the clock.
    play.ok(&format!(r#"{{"op":"balance","account":"C1","at":"{instant}"}}"#));
}

fn works(play: &Play) -> Work {
    let (db, moment) = read(play);
    work(&db, &moment, None).unwrap()
}

/// All there is to do about applications.
fn tasks(play: &Play) -> Vec<Task> {
    let (db, moment) = read(play);
    to_do(&db, &moment, &ToDo::default(), None, 1_000).unwrap()
}

fn steps(tasks: &[Task]) -> Vec<Step> {
    let step = |task: &Task| match task.what {
        What::Step { step, .. } => Some(step),
        _ => None,
    };
    tasks.iter().filter_map(step).collect()
}

#[test]
fn an_application_waits_to_be_accepted_then_issued_then_delivered_then_for_nothing() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    assert_eq!(steps(&tasks(&play)), [Step::Accept]);
    play.accept(&number);
    assert_eq!(steps(&tasks(&play)), [Step::Issue]);
    assert_eq!(works(&play).to_issue.count, 1);
    play.ok(&format!(
        r#"{{"op":"issue_application","application":"{number}","invoices":[{{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"100.00"}}]}}"#
    ));
    assert_eq!(steps(&tasks(&play)), [Step::Deliver]);
    assert_eq!((works(&play).to_issue.count, works(&play).to_deliver.count), (0, 1));
    play.ok(&format!(r#"{{"op":"deliver_application","application":"{number}","email":"fin@example.com"}}"#));
    assert_eq!(works(&play), Work { is_clerks: true, ..Work::default() });
}

#[test]
fn what_is_late_is_late_by_working_days_from_the_day_after_it_was_due() {
    let mut play = with_a_bill("C1", "Q");
    play.apply("C1", &["B1"]);
    let due_on = tasks(&play)[0].due_on.unwrap();
    assert_eq!(due_on, day("2026-12-04"), "a Friday, ten working days on");
    at(&mut play, "2026-12-04T23:59:00+08:00");
    let waiting = works(&play).to_issue;
    assert_eq!((waiting.due_today, waiting.late, waiting.next_due_on), (1, 0, Some(due_on)));
    at(&mut play, "2026-12-08T09:00:00+08:00");
    let work = works(&play);
    assert_eq!(work.tasks.of(Some(Kind::Applications)), 1);
    assert_eq!((work.to_issue.due_today, work.to_issue.late, work.to_issue.next_due_on), (0, 1, None));
    assert_eq!(tasks(&play)[0].working_days_late, 2, "Monday and Tuesday");
}

#[test]
fn only_on_the_day_of_submission_and_where_the_policy_says_so_the_end_of_cancelling_is_near() {
    let mut play = with_a_bill("C1", "T");
    let last_days = |play: &Play| {
        tasks(play).iter().filter(|task| matches!(task.what, What::LastDayToCancel { .. })).count()
    };
    play.ok(r#"{"op":"submit_application","account":"C1","type":"enterprise_general","amount":"10.00"}"#);
    play.customer("C2", "Q");
    play.paid("C2", "B2", "100.00");
    play.apply("C2", &["B2"]);
    assert_eq!(last_days(&play), 1);
    at(&mut play, "2026-11-23T00:00:00+08:00");
    assert_eq!(last_days(&play), 0);
}

fn uncovered(play: &Play) -> Vec<Fen> {
    let of = |task: &Task| matches!(task.what, What::Uncovered { .. }).then_some(task.amount);
    tasks(play).iter().filter_map(of).collect()
}

#[test]
fn an_application_is_no_longer_covered_until_it_ends() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    assert_eq!(uncovered(&play), []);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    assert_eq!(uncovered(&play), [fen("40.00")]);
    play.ok(&format!(r#"{{"op":"cancel_application","application":"{number}"}}"#));
    assert_eq!(uncovered(&play), []);
}

#[test]
fn an_issued_application_is_no_longer_covered_until_another_absorbs_its_deficit() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    assert_eq!(uncovered(&play), [fen("40.00")]);
    play.paid("C1", "B2", "100.00");
    play.apply("C1", &["B2"]);
    assert_eq!(uncovered(&play), []);
}

#[test]
fn the_list_of_what_there_is_to_do_is_the_same_whatever_its_pages_have() {
    let mut play = with_a_bill("C1", "T");
    play.customer("C2", "T");
    // Equal amounts and due dates, so that only the row tells where a page ends.
    for (customer, bill) in [("C1", "B2"), ("C2", "B3"), ("C2", "B4")] {
        play.paid(customer, bill, "100.00");
    }
    for (customer, amount) in
        [("C1", "10.00"), ("C2", "10.00"), ("C1", "30.00"), ("C2", "10.00"), ("C1", "5.00")]
    {
        play.ok(&format!(
            r#"{{"op":"submit_application","account":"{customer}","type":"enterprise_general","amount":"{amount}"}}"#
        ));
    }
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"90.00","on":"2026-11-22"}"#);
    let (db, moment) = read(&play);
    let money = Some(std::sync::Arc::new(invoiceable(&db, &moment, None).unwrap()));
    for kind in [None, Some(Kind::Applications), Some(Kind::Bills)] {
        for of in [None, Some("C2".to_owned())] {
            let wanted = ToDo { of, kind, money: money.clone().filter(|_| kind.is_none()) };
            let whole = to_do(&db, &moment, &wanted, None, 1_000).unwrap();
            assert_eq!(whole.is_empty(), kind == Some(Kind::Bills), "{wanted:?}");
            for limit in 1..4 {
                let mut rows: Vec<Task> = Vec::new();
                loop {
                    let more = to_do(&db, &moment, &wanted, rows.last(), limit).unwrap();
                    let ended = more.len() < limit as usize;
                    rows.extend(more);
                    if ended {
                        break;
                    }
                }
                assert_eq!(rows, whole, "{wanted:?} {limit}");
            }
            let counted = work(&db, &moment, wanted.of.as_deref()).unwrap().tasks.of(kind);
            let about_money = wanted.money.iter().flat_map(|money| &money.tasks).count();
            assert_eq!(counted as usize + about_money, whole.len(), "{wanted:?}");
        }
    }
}

fn months(play: &Play) -> Issued {
    let (db, moment) = read(play);
    issued(&db, &moment, None).unwrap()
}

#[test]
fn issued_amounts_stand_in_their_month_and_type_until_they_are_reversed() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    let now = months(&play);
    assert_eq!(now.months.len(), 12);
    assert_eq!(now.months[0].first, day("2025-12-01"));
    let this_month = now.this_month().unwrap();
    assert_eq!((this_month.general, this_month.special, this_month.invoices), (fen("100.00"), Fen::ZERO, 1));
    at(&mut play, "2027-10-31T12:00:00+08:00");
    assert_eq!(months(&play).months[0].general, fen("100.00"), "the first of twelve months");
    at(&mut play, "2027-11-01T00:00:00+08:00");
    assert!(months(&play).months.iter().all(|month| month.invoices == 0), "over");
    at(&mut play, "2026-11-22T12:00:00+08:00");
    play.ok(&reverse(&number, "26440000000000000002"));
    assert_eq!(months(&play).this_month().unwrap().invoices, 0);
}

#[test]
fn in_time_is_what_was_delivered_by_its_due_date_or_is_not_due_yet() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    let in_time = |play: &Play| {
        let (db, moment) = read(play);
        let this_month = *prompt(&db, &moment, None).unwrap().last().unwrap();
        assert_eq!(this_month, months(play).prompt);
        (this_month.in_time, this_month.applications)
    };
    assert_eq!(in_time(&play), (1, 1));
    play.paid("C1", "B2", "100.00");
    let late = play.apply("C1", &["B2"]);
    at(&mut play, "2026-12-07T09:00:00+08:00");
    play.accept(&late);
    play.ok(&format!(
        r#"{{"op":"issue_application","application":"{late}","invoices":[{{"number":"26440000000000000003","issued_on":"2026-12-04","gross":"100.00"}}]}}"#
    ));
    assert_eq!(in_time(&play), (0, 1), "issued in time, but not delivered");
    play.ok(&format!(r#"{{"op":"deliver_application","application":"{late}","email":"fin@example.com"}}"#));
    assert_eq!(in_time(&play), (0, 1), "delivered late");
}

#[test]
fn a_delivery_that_was_taken_back_was_not_in_time() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    play.ok(&format!(r#"{{"op":"deliver_application","application":"{number}","email":"fin@example.com"}}"#));
    play.ok(&step("undo_step", &number));
    for (time, in_time) in [("2026-11-22T12:00:00+08:00", 1), ("2026-12-07T12:00:00+08:00", 0)] {
        at(&mut play, time);
        let (db, moment) = read(&play);
        for account in [None, Some("C1")] {
            let months = prompt(&db, &moment, account).unwrap();
            let november = months.iter().find(|month| month.first == day("2026-11-01")).unwrap();
            assert_eq!((november.in_time, november.applications), (in_time, 1), "{time} {account:?}");
        }
    }
}

#[test]
fn one_customer_has_only_its_own() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    play.customer("C2", "Q");
    play.paid("C2", "B2", "30.00");
    let (db, moment) = read(&play);
    assert_eq!(work(&db, &moment, Some("C2")).unwrap(), Work { is_clerks: true, ..Work::default() });
    assert_eq!(issued(&db, &moment, Some("C2")).unwrap().this_month().unwrap().invoices, 0);
    assert_eq!(issued(&db, &moment, Some("C1")).unwrap().this_month().unwrap().invoices, 1);
    assert_eq!(invoiceable(&db, &moment, Some("C2")).unwrap().total, fen("30.00"));
    assert_eq!(invoiceable(&db, &moment, Some("C1")).unwrap().total, Fen::ZERO);
}

#[test]
fn the_overview_of_a_blocked_customer_names_the_rule_and_what_waits() {
    let mut play = with_a_bill("C1", "Q");
    play.ok(
        r#"{"op":"add_bill","account":"C1","bill_no":"B2","kind":"other","amount":"1.00","billed_on":"2026-11-01","due_on":"2026-11-21"}"#,
    );
    let (db, moment) = read(&play);
    let found = invoiceable(&db, &moment, Some("C1")).unwrap();
    assert_eq!((found.total, found.waiting), (Fen::ZERO, fen("100.00")));
    assert_eq!(found.blocked, Some(RuleId::OverdueBill));
    let since = day("2026-11-21");
    assert_eq!(found.tasks, []);
    assert_eq!(found.known[0].what, What::Blocked { rule: RuleId::OverdueBill, since });
}

#[test]
fn whoever_looks_is_offered_what_his_role_may_do_and_told_what_another_has_to() {
    let mut play = with_a_bill("C1", "Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    play.ok(&format!(r#"{{"op":"deliver_application","application":"{number}","email":"fin@example.com"}}"#));
    play.ok(&format!(r#"{{"op":"request_correction","application":"{number}","reason":"抬头有误"}}"#));
    play.paid("C1", "B2", "30.00");
    play.apply("C1", &["B2"]);
    for (name, role) in [("王敏", "clerk"), ("李强", "reviewer")] {
        play.ok(&user(name, role));
    }
    let (db, moment) = read(&play);
    let seen = |name: &str| {
        let moment = Moment { user: Some(name.into()), ..moment.clone() };
        let tasks = to_do(&db, &moment, &ToDo::default(), None, 10).unwrap();
        let work = work(&db, &moment, None).unwrap();
        assert_eq!(work.tasks.of(None), tasks.len() as u64);
        let known: Vec<Kind> = work.known.iter().map(Task::kind).collect();
        (tasks.iter().map(Task::kind).collect::<Vec<_>>(), known, work.is_clerks)
    };
    let (steps, corrections) = (Kind::Applications, Kind::Corrections);
    assert_eq!(seen("desk"), (vec![steps], vec![corrections], true), "he asked for it himself");
    assert_eq!(seen("王敏"), (vec![steps], vec![], true));
    assert_eq!(seen("李强"), (vec![corrections], vec![], false));
}

#[test]
fn rejections_are_counted_by_their_reason() {
    let mut play = with_a_bill("C1", "Q");
    for reason in ["抬头有误", "重复申请", "抬头有误"] {
        let number = play.apply("C1", &["B1"]);
        play.ok(&format!(r#"{{"op":"reject_application","application":"{number}","reason":"{reason}"}}"#));
    }
    let (db, moment) = read(&play);
    for of in [None, Some("C1")] {
        let found = rejected(&db, &moment, of).unwrap();
        let found: Vec<_> = found.iter().map(|row| (row.reason.as_str(), row.count, row.amount)).collect();
        assert_eq!(found, [("抬头有误", 2, fen("200.00")), ("重复申请", 1, fen("100.00"))], "{of:?}");
    }
}

#[test]
fn a_bar_of_a_chart_stands_for_the_applications_of_its_list() {
    let mut play = with_a_bill("C1", "Q");
    let rejected = play.apply("C1", &["B1"]);
    play.ok(&format!(r#"{{"op":"reject_application","application":"{rejected}","reason":"重复申请"}}"#));
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    let (db, moment) = read(&play);
    let listed = |only| {
        let query = ApplicationQuery { only: Some(only), ..ApplicationQuery::default() };
        let rows = query.page(&db, &moment, None, 10).unwrap();
        let total = query.summary(&db, &moment).unwrap().of(query.show);
        assert_eq!(total.count, rows.len() as u64);
        rows.into_iter().map(|listed| listed.row.number).collect::<Vec<_>>()
    };
    assert_eq!(listed(ApplicationsOnly::IssuedIn(day("2026-11-01"))), [number]);
    assert_eq!(listed(ApplicationsOnly::IssuedIn(day("2026-10-01"))), [] as [String; 0]);
    assert_eq!(listed(ApplicationsOnly::RejectedFor("重复申请".into())), [rejected]);
    assert_eq!(listed(ApplicationsOnly::RejectedFor("抬头有误".into())), [] as [String; 0]);
}
