//! The tax bureau's list of a month against the store's own.

use serde_json::{Value, json};

use super::back::{issuing, list, put};
use crate::common::lines::{self, NOON, at};

#[test]
fn the_mirror_has_every_fen_of_both_lists_in_one_of_four_colours() {
    let (desk, numbers) = issuing(&["100.00", "200.00", "300.00"]);
    let issued = [
        ("26112000000000000001", "100.00"),
        ("26112000000000000002", "200.00"),
        ("26112000000000000003", "300.00"),
    ];
    for (application, invoice) in numbers.iter().zip(issued) {
        desk.ok(&[&at(NOON, &lines::issue(application, &[invoice]))]);
    }
    let text = list(&[
        ["26112000000000000001", "100.00", "94.34", "5.66", "正常", ""],
        ["26112000000000000002", "200.01", "188.69", "11.32", "正常", ""],
        ["26112000000000000009", "50.00", "47.17", "2.83", "正常", ""],
    ]);
    put(&desk, "list.csv", text.as_bytes());
    let ran = desk.run(&["mirror", "--month", "2026-11", "list.csv", "--to", "mirror.csv", "--json"]);
    let answer = ran.answer();
    assert_eq!(ran.code, 1, "{answer}");
    let sums = |colour: &str| {
        let of = |side: &str| answer[colour][side]["gross"].as_str().unwrap().to_owned();
        (of("there"), of("here"))
    };
    let pair = |there: &str, here: &str| (there.to_owned(), here.to_owned());
    assert_eq!(sums("both_equal"), pair("100.00", "100.00"));
    assert_eq!(sums("both_different"), pair("200.01", "200.00"));
    assert_eq!(sums("only_there"), pair("50.00", "0.00"));
    assert_eq!(sums("only_here"), pair("0.00", "300.00"));
    assert_eq!(sums("all"), pair("350.01", "600.00"));
    let different = &answer["both_different"]["invoices"][0]["differences"];
    assert_eq!(different[0], json!({"field": "gross", "desk": "200.00", "invoice": "200.01"}));
    let written = std::fs::read_to_string(desk.path("mirror.csv")).unwrap();
    assert_eq!(written.lines().count(), 1 + 4 + 1, "a header, a row an invoice, the sums: {written}");
    assert_eq!(
        desk.run(&["mirror", "--month", "2026-10", "list.csv"]).code,
        0,
        "neither has anything of that month"
    );
    assert_eq!(desk.run(&["mirror", "--month", "2026-11", "list.csv", "--to", "list.csv"]).code, 2);
}

#[test]
fn the_mirror_says_what_the_platform_says_of_invoices_that_were_reversed_or_are_void() {
    let (desk, numbers) = issuing(&["100.00", "200.00", "300.00"]);
    let number = |n: u32| format!("26112{n:015}");
    for (n, (application, gross)) in (1..).zip(numbers.iter().zip(["100.00", "200.00", "300.00"])) {
        desk.ok(&[&at(NOON, &lines::issue(application, &[(&number(n), gross)]))]);
    }
    let reversed = lines::with(
        &lines::step("reverse_application", &numbers[0]),
        r#""reason":"service_ended","red_number":"26112000000000000004""#,
    );
    desk.ok(&[&at(NOON, &reversed)]);
    let all = [1, 2, 3, 4].map(number);
    let remark = format!("被红冲蓝字数电发票号码：{}", all[0]);
    let text = list(&[
        [&all[0], "100.00", "94.34", "5.66", "已红冲-全额", ""],
        [&all[1], "200.00", "188.68", "11.32", "已作废", ""],
        [&all[2], "300.00", "283.02", "16.98", "已红冲-全额", ""],
        [&all[3], "-100.00", "-94.34", "-5.66", "正常", &remark],
    ]);
    put(&desk, "list.csv", text.as_bytes());
    let mirror = ["mirror", "--month", "2026-11", "list.csv", "--to", "mirror.csv", "--json"];
    let answer = desk.run(&mirror).answer();
    assert_eq!(answer["both_equal"]["there"]["count"], 2, "the reversed one and its red one: {answer}");
    assert_eq!(answer["both_equal"]["here"]["gross"], "0.00");
    let different = answer["both_different"]["invoices"].as_array().unwrap();
    let differences: Vec<&Value> = different.iter().map(|one| &one["differences"]).collect();
    let status = |said: &str| json!([{"field": "status", "desk": "normal", "invoice": said}]);
    assert_eq!(differences, [&status("void"), &status("reversed")]);
    let written = std::fs::read_to_string(desk.path("mirror.csv")).unwrap();
    assert!(!written.contains("红字发票"), "neither is a red one: {written}");
    assert!(written.contains("已作废") && written.contains("已红冲"), "{written}");
}
