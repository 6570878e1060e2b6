//! Until when a correction is asked for, by when a review is due, and on which day a plan runs: the exact day, the day
//! after, the ends of months and years, and days off on the way.

use super::{at, chosen, refuses};
use crate::common::Play;
use crate::common::lines::approve_correction;

/// An application of `C1` for the bill `B1`, issued at noon of a day; the application's number.
fn issued_on(play: &mut Play, day: &str) -> String {
    let application = play.applied(&at(&format!("{day}T12:00:00"), &chosen(&["B1"], "")));
    play.accept(&application);
    play.ok(&format!(
        r#"{{"op":"issue_application","application":"{application}","invoices":[{{"number":"26440000000000000001","issued_on":"{day}","gross":"100.00"}}]}}"#
    ));
    application
}

fn request(application: &str) -> String {
    format!(r#"{{"op":"request_correction","application":"{application}","reason":"抬头有误"}}"#)
}

fn approve(application: &str) -> String {
    let red_number = application.replace('-', "").replace("FP", "26550000");
    approve_correction(application, &red_number, "李强")
}

#[test]
fn twelve_months_after_an_issue_on_a_leap_day_or_the_end_of_a_month_are_clipped_to_the_month() {
    for (issued, last, after) in [
        ("2028-02-29", "2029-02-28", "2029-03-01"),
        ("2027-02-28", "2028-02-28", "2028-02-29"),
        ("2026-12-31", "2027-12-31", "2028-01-01"),
    ] {
        let mut play = Play::with_bill("Q");
        // The bill is of the same month, so that it is not too old.
        play.ok(&super::bill("NEW", &issued.replace("-31", "-01"), issued, Some(issued)));
        let line = at(&format!("{issued}T12:00:00"), &chosen(&["NEW"], ""));
        let application = play.applied(&line);
        play.accept(&application);
        play.ok(&format!(
            r#"{{"op":"issue_application","application":"{application}","invoices":[{{"number":"26440000000000000001","issued_on":"{issued}","gross":"10.00"}}]}}"#
        ));
        let late = at(&format!("{after}T00:00:00"), &request(&application));
        refuses(&mut play, "correction-window-closed", &late);
        play.ok(&at(&format!("{last}T23:59:59"), &request(&application)));
    }
}

#[test]
fn a_correction_that_was_asked_for_in_time_is_approved_after_the_window_has_closed() {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
    let application = issued_on(&mut play, "2026-11-22");
    play.ok(&at("2027-11-22T23:59:59", &request(&application)));
    play.ok(&at("2027-12-30T12:00:00", &approve(&application)));
}

#[test]
fn each_account_has_its_own_corrections() {
    let mut play = Play::with_bill("Q");
    play.customer("C2", "Q");
    let mut issued = |account: &str, n: u32| {
        play.paid(account, &format!("X{n}"), "10.00");
        let application = play.apply(account, &[&format!("X{n}")]);
        play.issue(&application, &format!("2644000000000000000{n}"), "10.00");
        application
    };
    let own: Vec<String> = (1..=4).map(|n| issued("C1", n)).collect();
    let other = issued("C2", 5);
    for application in &own[..3] {
        play.ok(&request(application));
    }
    refuses(&mut play, "correction-quota-used", &request(&own[3]));
    play.ok(&request(&other));
}

/// The last day to review what is submitted at a moment in China, and the year that had to be assumed.
fn review_due(moment: &str) -> (String, Option<i64>) {
    let mut play = Play::with_bill("T");
    let submission = play.submission("C1");
    play.ok(r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行杭州分行营业部","bank_account":"1202026209900012345"}"#);
    let submitted = play.ok(&at(moment, &submission));
    (submitted["due_on"].as_str().unwrap().to_owned(), submitted["due_assumes_year"].as_i64())
}

#[test]
fn a_review_is_due_on_the_second_working_day_whatever_lies_between() {
    for (submitted, due) in [
        // A Friday; its last second, and the Saturday that follows.
        ("2026-11-20T23:59:59", "2026-11-24"),
        ("2026-11-21T00:00:00", "2026-11-24"),
        // A Thursday's last second, and the Friday.
        ("2026-11-19T23:59:59", "2026-11-23"),
        ("2026-11-20T00:00:00", "2026-11-24"),
        // The day before National Day, and a day within it, before the Saturday that is worked.
        ("2026-09-30T12:00:00", "2026-10-09"),
        ("2026-10-08T12:00:00", "2026-10-10"),
        // Before the Spring Festival, on the Saturday that is worked for it.
        ("2026-02-14T12:00:00", "2026-02-25"),
        // Out of February of a leap year.
        ("2024-02-28T12:00:00", "2024-03-01"),
    ] {
        assert_eq!(review_due(submitted), (due.to_owned(), None), "{submitted}");
    }
    assert_eq!(review_due("2026-12-30T12:00:00"), ("2027-01-01".to_owned(), Some(2027)));
}

#[test]
fn a_plan_that_is_enabled_on_its_day_runs_on_it_and_a_day_later_waits_a_month() {
    for (enabled, months) in [("2026-11-10", 1), ("2026-11-11", 0)] {
        let mut play = Play::with_bill("T");
        play.ok(&at(
            &format!("{enabled}T12:00:00"),
            r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#,
        ));
        let runs = play.ok(&at("2026-12-09T23:59:59", r#"{"op":"run_recurring"}"#));
        assert_eq!(runs["runs"].as_array().unwrap().len(), months, "{enabled}");
    }
}

#[test]
fn a_run_over_new_year_is_that_of_december() {
    let mut play = Play::with_bill("T");
    play.ok(&at(
        "2026-11-11T12:00:00",
        r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#,
    ));
    let runs = play.ok(&at("2027-01-09T23:59:59", r#"{"op":"run_recurring"}"#));
    assert_eq!(runs["runs"][0]["month"], "2026-12");
    let runs = play.ok(&at("2027-01-10T00:00:00", r#"{"op":"run_recurring"}"#));
    assert_eq!(runs["runs"][0]["month"], "2027-01");
}

#[test]
fn twelve_months_after_28_february_end_on_28_february_of_a_leap_year() {
    let mut play = Play::with_bill("Q");
    play.ok(&super::bill("FEB", "2027-02-28", "2027-03-31", Some("2027-02-28")));
    refuses(&mut play, "bill-age-limit", &at("2028-02-29T00:00:00", &chosen(&["FEB"], "")));
    play.ok(&at("2028-02-28T23:59:59", &chosen(&["FEB"], "")));
}
