//! What comes back: files of invoices, the bureau's list, and what is made of them.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use crate::common::lines::{self, NAME, NOON, TAX_ID, at};
use crate::common::process::Desk;
use crate::common::returned::{Made, SELLER, archive, of_200, of_customer};

/// A desk whose customer `C1` of `T` has applications of these amounts that are being issued; answers their numbers.
pub fn issuing(amounts: &[&str]) -> (Desk, Vec<String>) {
    let desk = Desk::empty();
    let mut said: Vec<String> = lines::issuers().to_vec();
    said.extend(lines::customer("C1", "T"));
    said.push(lines::paid("C1", "B1", "100000.00"));
    desk.ok(&said.iter().map(String::as_str).collect::<Vec<_>>());
    let apply = |amount: &&str| {
        let answers = desk.ok(&[&at(NOON, &lines::apply_amount("C1", amount))]);
        let number = answers[0]["application"].as_str().unwrap().to_owned();
        desk.ok(&[&at(NOON, &lines::step("accept_application", &number))]);
        number
    };
    let numbers = amounts.iter().map(apply).collect();
    (desk, numbers)
}

pub fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    let path = desk.path(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn state(desk: &Desk, application: &str) -> String {
    desk.ok(&[&lines::step("application", application)])[0]["state"].as_str().unwrap().to_owned()
}

/// The bureau's list of these invoices, each a number, gross, net, tax, status and remark.
pub fn list(rows: &[[&str; 6]]) -> String {
    let mut text = "序号,发票代码,发票号码,数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,\
                    发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注\n"
        .to_owned();
    for (i, [number, gross, net, tax, status, remark]) in rows.iter().enumerate() {
        let colour = if gross.starts_with('-') { "否" } else { "是" };
        text += &format!(
            "{},,,{number},,{SELLER},{TAX_ID},{NAME},2026-11-22 10:30:00,{net},{tax},{gross},电子发票服务平台,\
             数电发票（普通发票）,{status},{colour},正常,甲,{remark}\n",
            i + 1
        );
    }
    text
}

#[test]
fn a_folder_is_sorted_into_what_came_of_each_file() {
    let (desk, numbers) = issuing(&["100.00", "200.00", "300.00"]);
    put(&desk, "back/1.xml", of_customer(1).xml().as_bytes());
    put(&desk, "back/1.ofd", &of_customer(1).ofd());
    put(&desk, "back/2.xml", Made { buyer: "杭州砺行有限公司", ..of_200(2) }.xml().as_bytes());
    put(&desk, "back/3.xml", Made { seller: "别家有限公司", ..of_customer(3) }.xml().as_bytes());
    put(&desk, "back/4.xml", b"<xbrl/>");
    put(&desk, "back/list.xlsx", b"PK");
    put(&desk, "back/._1.xml", b"left by a system");
    let ran = desk.run(&["import", "returned", "back", "--json"]);
    // As the system writes a path.
    let in_back = |name: &str| Path::new("back").join(name).display().to_string();
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["files"], &answer["read"]), (1, &json!(5), &json!(4)), "{answer}");
    let number = |n: u32| format!("26112{n:015}");
    let of = |list: &str| answer[list].as_array().unwrap().clone();
    assert_eq!(
        [of("matched"), of("already")].concat(),
        [
            json!({"file": in_back("1.ofd"), "number": number(1), "application": numbers[0]}),
            json!({"file": in_back("1.xml"), "number": number(1), "application": numbers[0]}),
        ]
    );
    assert_eq!(
        of("differing"),
        [json!({"file": in_back("2.xml"), "number": number(2), "application": numbers[1],
            "field": "buyer_name", "desk": NAME, "invoice": "杭州砺行有限公司"})]
    );
    assert_eq!(
        (&of("unmatched")[0]["file"], &of("unmatched")[0]["number"]),
        (&json!(in_back("3.xml")), &json!(number(3)))
    );
    assert_eq!(
        (&of("refused")[0]["file"], &of("refused")[0]["rule"]),
        (&json!(in_back("4.xml")), &json!("not-an-invoice"))
    );
    assert_eq!(of("ambiguous"), Vec::<Value>::new());
    assert_eq!(
        numbers.iter().map(|number| state(&desk, number)).collect::<Vec<_>>(),
        ["issued", "issuing", "issuing"]
    );
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_is_all_well_ends_with_0_and_a_second_time_changes_nothing() {
    let (desk, numbers) = issuing(&["100.00"]);
    let name = encoding_rs::GBK.encode("发票/dzfp_26112000000000000001_杭州砺行.xml").0.into_owned();
    let xml = of_customer(1).xml();
    put(&desk, "发票批量下载_20261122103000.zip", &archive([(name.as_slice(), xml.as_bytes())]));
    let arguments = ["import", "returned", "发票批量下载_20261122103000.zip", "--json"];
    let shown = desk.run(&[&arguments[..], &["--preview"]].concat());
    assert_eq!((shown.code, state(&desk, &numbers[0]).as_str()), (0, "issuing"));
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(shown.answer(), ran.answer(), "a preview shows what happens");
    assert_eq!(
        ran.answer()["matched"][0]["file"],
        "发票批量下载_20261122103000.zip/发票/dzfp_26112000000000000001_杭州砺行.xml"
    );
    let before = desk.bytes();
    let again = desk.run(&arguments);
    assert_eq!((again.code, again.answer()["already"].as_array().map(Vec::len)), (0, Some(1)));
    assert_eq!(desk.bytes(), before);
}

#[test]
fn the_list_of_issued_invoices_issues_what_it_has_and_changes_nothing_twice() {
    let (desk, numbers) = issuing(&["100.00", "200.00", "300.00", "300.00"]);
    let number = |n: u32| format!("26112{n:015}");
    let all = [1, 2, 3, 4, 5].map(number);
    let text = list(&[
        [&all[0], "100.00", "94.34", "5.66", "正常", ""],
        [&all[1], "200.00", "188.68", "11.32", "已作废", ""],
        [&all[2], "300.00", "283.02", "16.98", "正常", ""],
        [&all[3], "500.00", "471.70", "28.30", "正常", ""],
        [&all[4], "300.00", "283.02", "16.98", "正常", &format!("流水号 {}-1", numbers[3])],
    ]);
    put(&desk, "list.csv", text.as_bytes());
    let ran = desk.run(&["import", "issued", "list.csv", "--json"]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["read"], &answer["file"]), (1, &json!(5), &json!("list.csv")));
    assert_eq!(
        answer["matched"],
        json!([
            {"row": 2, "number": all[0], "application": numbers[0]},
            {"row": 6, "number": all[4], "application": numbers[3]},
        ])
    );
    assert_eq!(
        answer["ambiguous"],
        json!([{"row": 4, "number": all[2], "applications": [numbers[2], numbers[3]]}])
    );
    let unmatched: Vec<u64> =
        answer["unmatched"].as_array().unwrap().iter().map(|one| one["row"].as_u64().unwrap()).collect();
    assert_eq!(unmatched, [3, 5]);
    let states: Vec<String> = numbers.iter().map(|number| state(&desk, number)).collect();
    assert_eq!(states, ["issued", "issuing", "issuing", "issued"]);
    // What was ambiguous has one application left that it may be.
    let again = desk.run(&["import", "issued", "list.csv", "--json"]).answer();
    assert_eq!(
        (again["already"].as_array().map(Vec::len), &again["matched"][0]["row"]),
        (Some(2), &json!(4))
    );
    let before = desk.bytes();
    desk.run(&["import", "issued", "list.csv"]);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_number_in_several_rows_with_other_amounts_is_none_of_them() {
    let (desk, numbers) = issuing(&["100.00", "50.00"]);
    let number = "26112000000000000001";
    let half = [number, "50.00", "47.17", "2.83", "正常", ""];
    let text = list(&[[number, "100.00", "94.34", "5.66", "正常", ""], half]);
    put(&desk, "list.csv", text.as_bytes());
    let refused = |desk: &Desk| {
        let ran = desk.run(&["import", "issued", "list.csv", "--json"]);
        let answer = ran.answer();
        assert_eq!((ran.code, &answer["matched"], &answer["already"]), (1, &json!([]), &json!([])));
        let rows: Vec<u64> =
            answer["unmatched"].as_array().unwrap().iter().map(|one| one["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [2, 3]);
    };
    refused(&desk);
    // Nor is one of them there already.
    desk.ok(&[&at(NOON, &lines::issue(&numbers[0], &[(number, "100.00")]))]);
    refused(&desk);
    put(
        &desk,
        "list.csv",
        list(
            &[half, half]
                .map(|row| row.map(|text| if text == number { "26112000000000000002" } else { text })),
        )
        .as_bytes(),
    );
    assert_eq!(desk.run(&["import", "issued", "list.csv"]).code, 0, "the same twice is the same");
}

#[test]
fn a_row_of_the_list_is_decided_by_a_person_but_for_its_money() {
    let (desk, numbers) = issuing(&["100.00", "100.00", "200.00"]);
    let all = [1, 2, 3, 4].map(|n: u32| format!("26112{n:015}"));
    let red = format!("被红冲蓝字数电票号码：{} 红字发票信息确认单编号：1100062601123456789", all[0]);
    let text = list(&[
        [&all[0], "100.00", "94.34", "5.66", "正常", ""],
        [&all[1], "200.01", "188.69", "11.32", "正常", &format!("流水号 {}-1", numbers[2])],
        [&all[2], "100.00", "94.34", "5.66", "已作废", ""],
        [&all[3], "-100.00", "-94.34", "-5.66", "正常", &red],
    ]);
    put(&desk, "list.csv", text.as_bytes());
    let answer = desk.run(&["import", "issued", "list.csv", "--json"]).answer();
    assert_eq!(answer["ambiguous"][0]["applications"], json!(numbers[..2]));
    let ran = desk.run(&["import", "issued", "list.csv", "--preview"]);
    assert!(ran.stdout.contains("decide_issued"), "{ran:?}");
    let decide = |row: u32, application: &str, more: Value| {
        let mut line = json!({"op": "decide_issued", "application": application, "file": "list.csv", "row": row,
            "number": all[row as usize - 2], "reason": "客户来电确认"});
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        at(NOON, &line.to_string())
    };
    let plain = |row, application: &str| decide(row, application, json!({}));
    let fault = |line: &str| {
        let refused = desk.refused(line);
        (refused["rule"].as_str().unwrap().to_owned(), refused["field"].as_str().unwrap().to_owned())
    };
    let of = |field: &str| ("bad-field".to_owned(), field.to_owned());
    assert_eq!(fault(&plain(3, &numbers[2])), of("row"), "money is decided by nobody");
    assert_eq!(fault(&plain(4, &numbers[0])), of("row"), "what is void is no invoice");
    assert_eq!(fault(&decide(2, &numbers[1], json!({"number": all[1]}))), of("row"), "the list was changed");
    assert_eq!(fault(&decide(2, &numbers[1], json!({"file": "none.csv"}))), of("file"));
    let before = desk.bytes();
    assert_eq!(fault(&decide(2, &numbers[1], json!({"file": "desk.sqlite"}))), of("file"));
    assert_eq!(desk.bytes(), before);
    let decided = &desk.ok(&[&plain(2, &numbers[1])])[0];
    assert_eq!(*decided, json!({"application": numbers[1], "state": "issued", "invoices": [all[0]]}));
    assert_eq!(desk.ok(&[&plain(2, &numbers[1])])[0], *decided, "a second time changes nothing");
    let timeline = desk.ok(&[&lines::step("application", &numbers[1])])[0]["timeline"].clone();
    assert!(timeline.to_string().contains("客户来电确认"), "{timeline}");
    assert_eq!(fault(&plain(5, &numbers[1])), of("reversal"));
    let reversed = &desk.ok(&[&decide(5, &numbers[1], json!({"reversal": "service_ended"}))])[0];
    assert_eq!((&reversed["state"], &reversed["invoices"]), (&json!("reversed"), &json!([all[0]])));
    assert_eq!(
        numbers.iter().map(|number| state(&desk, number)).collect::<Vec<_>>(),
        ["issuing", "reversed", "issuing"]
    );
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_was_out_is_back_and_out_no_more() {
    let (desk, numbers) = super::issuing(2);
    let out = super::bulk_issue(&desk, &["--form", super::FORM, "--to", "out.xlsx"]);
    assert_eq!(out.answer()["files"][0]["invoices"], 2, "{out:?}");
    let cancel = |number: &str| desk.refused(&lines::step("cancel_application", number))["rule"].clone();
    assert_eq!(cancel(&numbers[0]), "out-at-bureau");
    let serials = super::serials(&desk, "out.xlsx");
    let remark: &'static str = format!("流水号：{}", serials[1]).leak();
    let back = Made {
        seller: "示例气象服务有限公司", net: "97.09", tax: "2.91", remark, ..of_customer(1)
    };
    put(&desk, "a.xml", back.xml().as_bytes());
    let ran = desk.run(&["import", "returned", "a.xml", "--json"]);
    assert_eq!((ran.code, &ran.answer()["matched"][0]["application"]), (0, &json!(numbers[1])), "{ran:?}");
    assert_eq!([&numbers[0], &numbers[1]].map(|number| state(&desk, number)), ["issuing", "issued"]);
    assert_eq!(desk.run(&["check"]).code, 0);
    // The other is the only one left that an invoice without a serial number may be.
    put(
        &desk,
        "b.xml",
        Made { remark: "", ..Made { number: "26112000000000000002".to_owned(), ..back } }.xml().as_bytes(),
    );
    assert_eq!(desk.run(&["import", "returned", "b.xml"]).code, 0);
    assert_eq!(state(&desk, &numbers[0]), "issued");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn files_are_packed_by_month_and_application_under_safe_names() {
    let (desk, numbers) = issuing(&["100.00", "200.00"]);
    put(&desk, "a.xml", of_customer(1).xml().as_bytes());
    put(&desk, "a.ofd", &of_customer(1).ofd());
    put(
        &desk,
        "list.csv",
        list(&[["26112000000000000002", "200.00", "188.68", "11.32", "正常", ""]]).as_bytes(),
    );
    assert_eq!(desk.run(&["import", "returned", "a.xml", "a.ofd"]).code, 0);
    assert_eq!(desk.run(&["import", "issued", "list.csv"]).code, 0);
    let ran = desk.run(&["files", "--to", "out.zip", "--month", "2026-11", "--json"]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["files"], &answer["invoices"]), (1, &json!(2), &json!(1)), "{answer}");
    let left_out = &answer["left_out"][0];
    assert_eq!((&left_out["number"], &left_out["rule"]), (&json!("26112000000000000002"), &json!("no-file")));
    let all = desk.run(&["files", "--to", "all.zip", "--json"]);
    let counts =
        |answer: Value| [&answer["files"], &answer["invoices"], &answer["left_out"]].map(Value::clone);
    assert_eq!((all.code, counts(all.answer())), (1, counts(ran.answer())), "without a month, all there are");
    let packed = unpacked(&desk.path("out.zip"));
    let names: Vec<&str> = packed.iter().map(|(name, _)| name.as_str()).collect();
    let stem = format!("26112000000000000001_{NAME}");
    assert_eq!(names, [format!("{stem}.xml"), format!("{stem}.ofd")]);
    assert_eq!(packed[0].1, of_customer(1).xml().into_bytes());
    let named = ["files", "--to", "b.zip", "--application", &numbers[0], "--names", "同名", "--json"];
    assert_eq!(desk.run(&named).code, 0);
    assert_eq!(desk.run(&["files", "--to", "c.zip", "--month", "2026-10"]).code, 0, "nothing is missing");
    assert_eq!(desk.run(&["files", "--to", "c.zip", "--application", "FP1"]).code, 1);
    assert_eq!(desk.run(&["files", "--to", "c.zip", "--month", "11"]).code, 2);
    assert_eq!(desk.run(&["files", "--to", "desk.sqlite"]).code, 2);
    assert_eq!(desk.run(&["files", "--to", "a.xml"]).code, 2, "a name without .zip is another file");
    let twice =
        ["files", "--to", "d.zip", "--application", &numbers[0], "--application", &numbers[0], "--json"];
    let twice = desk.run(&twice).answer();
    assert_eq!((&twice["files"], &twice["invoices"]), (&json!(2), &json!(1)));
}

/// The whole of the first invoice of 100.00 taken back by the second.
fn red() -> Made {
    let red = Some(("26112000000000000001", "1100062601123456789"));
    Made {
        net: "-94.34", tax: "-5.66", gross: "-100.00", words: "（负数）壹佰圆整", red, ..of_customer(2)
    }
}

#[test]
fn the_file_of_a_red_invoice_is_packed_as_that_of_an_invoice_of_its_own() {
    let (desk, _) = issuing(&[]);
    let before = "2026-10-20T12:00:00+08:00";
    let applied = desk.ok(&[&at(before, &lines::apply_amount("C1", "100.00"))]);
    let number = applied[0]["application"].as_str().unwrap();
    desk.ok(&[&at(before, &lines::step("accept_application", number))]);
    put(&desk, "a.xml", Made { day: "2026-10-20", ..of_customer(1) }.xml().as_bytes());
    put(&desk, "red.xml", red().xml().as_bytes());
    assert_eq!(desk.run(&["import", "returned", "a.xml"]).code, 0);
    let reversed = lines::with(
        &lines::step("reverse_application", number),
        r#""reason":"service_ended","red_number":"26112000000000000002""#,
    );
    desk.ok(&[&at(NOON, &reversed)]);
    assert_eq!(desk.run(&["import", "returned", "red.xml"]).code, 0);
    let packed = |more: &[&str]| {
        let pattern = ["files", "--to", "out.zip", "--names", "{number} {date} {gross}", "--json"];
        let ran = desk.run(&[&pattern[..], more].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let names = unpacked(&desk.path("out.zip")).into_iter().map(|(name, _)| name);
        (ran.answer()["invoices"].as_u64().unwrap(), names.collect::<Vec<_>>())
    };
    let blue = "26112000000000000001 2026-10-20 100.00.xml".to_owned();
    let red = "26112000000000000002 2026-11-22 -100.00.xml".to_owned();
    assert_eq!(packed(&[]), (2, vec![blue.clone(), red.clone()]));
    assert_eq!(packed(&["--application", number]), (2, vec![blue.clone(), red.clone()]));
    assert_eq!(packed(&["--month", "2026-10"]), (1, vec![blue]));
    assert_eq!(packed(&["--month", "2026-11"]), (1, vec![red]));
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn kept_files_are_backed_up_and_missed_when_they_are_gone() {
    let (desk, _) = issuing(&["100.00"]);
    put(&desk, "a.xml", of_customer(1).xml().as_bytes());
    assert_eq!(desk.run(&["import", "returned", "a.xml"]).code, 0);
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    let ran = desk.run(&["check", "--json"]);
    assert_eq!((ran.code, &ran.answer()["violations"][0]["name"]), (1, &json!("a.xml")), "{ran:?}");
    let ran = desk.run(&["files", "--to", "out.zip", "--json"]);
    assert_eq!((ran.code, &ran.answer()["left_out"][0]["rule"]), (1, &json!("lost-file")));
    let message = ran.answer()["left_out"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("重新导入") && !message.contains("扫描件"), "{message}");
    // The same file is kept again when it comes again.
    assert_eq!(desk.run(&["import", "returned", "a.xml"]).code, 0);
    assert_eq!(desk.run(&["check"]).code, 0);
    // A copy has files of its own.
    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    assert_eq!(desk.run(&["restore", "copy.sqlite", "--replace"]).code, 0);
    assert_eq!(desk.run(&["files", "--to", "out.zip"]).code, 0);
    assert_eq!(unpacked(&desk.path("out.zip"))[0].1, of_customer(1).xml().into_bytes());
}

#[test]
fn a_list_that_has_gross_amounts_alone_matches_by_them() {
    let (desk, numbers) = issuing(&["100.00"]);
    let text = format!(
        "数电发票号码,购方识别号,购买方名称,开票日期,价税合计,发票票种,发票状态\n\
         26112000000000000001,{TAX_ID},{NAME},2026-11-22,100.00,数电发票（普通发票）,正常\n"
    );
    put(&desk, "list.csv", text.as_bytes());
    let ran = desk.run(&["import", "issued", "list.csv", "--json"]);
    assert_eq!((ran.code, &ran.answer()["matched"][0]["application"]), (0, &json!(numbers[0])), "{ran:?}");
}

#[test]
fn a_row_that_does_not_say_the_type_or_who_bought_is_none_of_ours() {
    let (desk, numbers) = issuing(&["100.00"]);
    let whole = list(&[["26112000000000000001", "100.00", "94.34", "5.66", "正常", ""]]);
    for missing in [&format!("{TAX_ID},{NAME}"), TAX_ID, "数电发票（普通发票）"] {
        let text = whole.replace(missing, if missing.contains(',') { "," } else { "" });
        put(&desk, "list.csv", text.as_bytes());
        let ran = desk.run(&["import", "issued", "list.csv", "--json"]);
        let answer = ran.answer();
        assert_eq!(
            (ran.code, &answer["matched"], &answer["unmatched"][0]["row"]),
            (1, &json!([]), &json!(2))
        );
        let why = answer["unmatched"][0]["why"].as_str().unwrap();
        assert!(!why.contains("general"), "in words: {why}");
    }
    assert_eq!(state(&desk, &numbers[0]), "issuing");
    // What the list has no column for, it does not leave blank.
    let columns = whole.replace("购方识别号", "甲").replace("发票票种", "乙");
    put(&desk, "list.csv", columns.as_bytes());
    assert_eq!(desk.run(&["import", "issued", "list.csv"]).code, 0);
}

fn unpacked(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let files = (0..zip.len()).map(|index| {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    });
    files.collect()
}

#[test]
fn an_invoice_that_names_its_serial_number_is_decided_as_that_one_alone() {
    let (desk, numbers) = issuing(&["200.00", "100.00"]);
    desk.ok(&[&at(NOON, &lines::change_issuer("T", r#"{"max_invoice_amount":"100.00"}"#))]);
    let form = super::FORM;
    assert_eq!(desk.run(&["bulk-issue", "--issuer", "T", "--to", "out.xlsx", "--form", form]).code, 0);
    let remark = |serial: String| -> &'static str { serial.leak() };
    let second =
        Made {
            buyer: "杭州新名有限公司", remark: remark(format!("{}-2", numbers[0])), ..of_customer(2)
        };
    put(&desk, "2.xml", second.xml().as_bytes());
    let decide = |application: &str| {
        at(NOON, &json!({"op": "decide_returned", "application": application, "files": ["2.xml"], "reason": "已更名"}).to_string())
    };
    assert_eq!(desk.refused(&decide(&numbers[1]))["field"], "files[0]", "it is of the other application");
    desk.ok(&[&decide(&numbers[0])]);
    let planned = desk.ok(&[&lines::step("application", &numbers[0])])[0]["planned_invoices"].take();
    assert_eq!((&planned[0]["number"], &planned[1]["number"]), (&Value::Null, &json!(second.number)));
    let first = Made { remark: remark(format!("{}-1", numbers[0])), ..of_customer(1) };
    put(&desk, "1.xml", first.xml().as_bytes());
    assert_eq!(desk.run(&["import", "returned", "1.xml"]).code, 0);
    assert_eq!(state(&desk, &numbers[0]), "issued");
}

#[test]
fn a_red_invoice_that_is_void_reverses_nothing_with_another() {
    let (desk, numbers) = issuing(&["200.00"]);
    let number = |n: u32| format!("26112{n:015}");
    let blues = [number(1), number(2)];
    desk.ok(&[&at(NOON, &lines::issue(&numbers[0], &[(&blues[0], "100.00"), (&blues[1], "100.00")]))]);
    for blue in &blues {
        let more = format!(
            r#""begun_by":"seller","buyer_has_used":false,"reason":"service_ended","invoice":"{blue}""#
        );
        desk.ok(&[&at(NOON, &lines::with(&lines::step("begin_red_letter", &numbers[0]), &more))]);
    }
    let red =
        |blue: &str| format!("被红冲蓝字数电票号码：{blue} 红字发票信息确认单编号：1100062601123456789");
    let rows = |second: &str| {
        list(&[
            [&number(3), "-100.00", "-94.34", "-5.66", "正常", &red(&blues[0])],
            [&number(4), "-100.00", "-94.34", "-5.66", second, &red(&blues[1])],
        ])
    };
    put(&desk, "list.csv", rows("已作废").as_bytes());
    desk.run(&["import", "issued", "list.csv"]);
    assert_eq!(state(&desk, &numbers[0]), "issued");
    put(&desk, "list.csv", rows("正常").as_bytes());
    desk.run(&["import", "issued", "list.csv"]);
    assert_eq!(state(&desk, &numbers[0]), "reversed");
}
