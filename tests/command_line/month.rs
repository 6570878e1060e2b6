//! A month of a company, from accepted applications to what lies with its customers: out to the tax bureau, refused in
//! part, back as a download, sent, printed, and held against the bureau's own list.

use std::collections::HashMap;
use std::io::Read;

use fapiao_desk::domain::money::Fen;
use serde_json::{Value, json};

use crate::common::lines::{
    NAME, NOON, TAX_ID, apply_amount, apply_bills, at, customer, issuers, paid, step, with,
};
use crate::common::pdf::texts;
use crate::common::process::{Desk, Ran, bytes};
use crate::common::returned::{MAILING_SELLER, Made, SELLER, archive, of_amount};
use crate::common::smtp::{Conduct, Server};
use crate::mail::set_mail;
use crate::paperwork::{FORM, refusal_list, serials};

/// How many applications have their invoices mailed (of `Q`), and how many by post (of `T`).
const MAILED: usize = 100;
const POSTED: usize = 400;
/// The tax id that the first application has for its buyer, which is wrong.
const WRONG_TAX_ID: &str = "91440300MA0DEM01X2";

/// An application that is being issued.
struct Applied {
    number: String,
    gross: Fen,
    /// The invoice that comes of it.
    made: Made,
}

/// The n-th invoice, from 1, of an amount that no other has.
fn made(n: usize, seller: &'static str, rate: &str) -> (Fen, Made) {
    let gross = Fen(10_000 + 137 * n as i64);
    (gross, of_amount(n as u32, seller, gross, rate))
}

/// The desk at the beginning: every application is accepted.
fn accepted(server: &Server) -> (Desk, Vec<Applied>) {
    let desk = Desk::empty();
    let mut lines: Vec<String> = issuers().into();
    lines.extend(customer("M", "Q"));
    lines.extend(customer("W", "Q").map(|line| line.replace(TAX_ID, WRONG_TAX_ID)));
    lines.extend(customer("P", "T"));
    lines.push(paid("P", "ALL", "1000000.00"));
    lines.push(set_mail(server.port, "none", ""));
    desk.ok(&of(&lines));
    let all = (1..=MAILED + POSTED).map(|n| match n <= MAILED {
        true => made(n, MAILING_SELLER, "0.03"),
        false => made(n, SELLER, "0.06"),
    });
    let all: Vec<(Fen, Made)> = all.collect();
    let apply = |(i, (gross, _)): (usize, &(Fen, Made))| match i < MAILED {
        true => {
            let (account, bill) = (if i == 0 { "W" } else { "M" }, format!("B{i}"));
            vec![paid(account, &bill, &gross.to_string()), apply_bills(account, &[&bill])]
        }
        false => vec![apply_amount("P", &gross.to_string())],
    };
    let lines: Vec<String> = all.iter().enumerate().flat_map(apply).map(|line| at(NOON, &line)).collect();
    let answers = desk.ok(&of(&lines));
    let numbers = answers.iter().filter_map(|answer| answer["application"].as_str());
    let applied: Vec<Applied> = numbers
        .zip(all)
        .map(|(number, (gross, made))| Applied { number: number.to_owned(), gross, made })
        .collect();
    assert_eq!(applied.len(), MAILED + POSTED);
    let accept: Vec<String> =
        applied.iter().map(|one| at(NOON, &step("accept_application", &one.number))).collect();
    desk.ok(&of(&accept));
    (desk, applied)
}

fn of(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

fn ok(ran: &Ran) -> Value {
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.answer()
}

fn bulk_issue(desk: &Desk, issuer: &str, to: &str, more: &[&str]) -> Value {
    let arguments = ["bulk-issue", "--issuer", issuer, "--to", to, "--json"];
    ok(&desk.run(&[&arguments[..], more].concat()))
}

fn sum(applied: &[Applied]) -> String {
    Fen(applied.iter().map(|one| one.gross.0).sum()).to_string()
}

/// The parts of a workbook but for the two sheets that are filled.
fn untouched(book: &[u8]) -> HashMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let filled = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet6.xml"];
    let others = names.into_iter().filter(|name| !filled.contains(&name.as_str()));
    others
        .map(|name| {
            let mut part = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut part).unwrap();
            (name, part)
        })
        .collect()
}

/// Refuses some of what is out, mends it, and has it go out again.
fn refused_and_mended(desk: &Desk, applied: &mut [Applied]) {
    let (mailed, posted) = applied.split_at_mut(MAILED);
    let sent = serials(desk, "Q.xlsx");
    refusal_list(
        desk,
        "Q退回.xlsx",
        &[(&sent[0], "购买方纳税人识别号格式不正确"), (&sent[1], "系统繁忙，请稍后再试")],
    );
    assert_eq!(ok(&desk.run(&["import", "refusals", "Q退回.xlsx", "--json"]))["read"], 2);
    let rate = "第4行税率不合法，请使用如下税率：0.03、0.01、0。";
    let serials = serials(desk, "T.xlsx");
    let refused: Vec<(&str, &str)> = serials.iter().map(|serial| (serial.as_str(), rate)).collect();
    refusal_list(desk, "T退回.xlsx", &refused);
    let matched = ok(&desk.run(&["import", "refusals", "T退回.xlsx", "--json"]));
    assert_eq!(matched["matched"].as_array().map(Vec::len), Some(POSTED));

    // One key mends a rate for all of its item; the other is mended by a person in its field.
    let changes = format!(r#""reason":"税局退回","changes":{{"tax_id":"{TAX_ID}"}}"#);
    desk.ok(&[
        &at(NOON, &with(&step("correct_rate", &posted[0].number), r#""rate":"0.03""#)),
        &with(&step("correct_refused", &mailed[0].number), &changes),
    ]);
    for (i, one) in posted.iter_mut().enumerate() {
        one.made = made(MAILED + 1 + i, SELLER, "0.03").1;
    }
    let again = bulk_issue(desk, "Q", "Q-2.xlsx", &[]);
    assert_eq!((&again["files"][0]["invoices"], &again["left_out"]), (&json!(2), &json!([])), "{again}");
    assert_eq!(self::serials(desk, "Q-2.xlsx"), sent[..2]);
    let again = bulk_issue(desk, "T", "T-2.xlsx", &[]);
    assert_eq!(
        (&again["files"][0]["invoices"], &again["files"][0]["gross"]),
        (&json!(POSTED), &json!(sum(posted)))
    );
}

/// The bureau's download: a file of data for each invoice, under names in GBK.
fn download(applied: &[Applied]) -> Vec<u8> {
    let name = |made: &Made| {
        let name = format!("发票/dzfp_{}_{}_20261122103000.xml", made.number, made.buyer);
        encoding_rs::GBK.encode(&name).0.into_owned()
    };
    let files: Vec<(Vec<u8>, String)> = applied.iter().map(|one| (name(&one.made), one.made.xml())).collect();
    archive(files.iter().map(|(name, xml)| (name.as_slice(), xml.as_bytes())))
}

/// The bureau's list of what was issued.
fn list(applied: &[Applied]) -> String {
    let rows = applied.iter().map(|Applied { made, .. }| {
        let Made { number, seller, net, tax, gross, tax_ids, .. } = made;
        format!(
            "{number},{seller},{},{NAME},2026-11-22 10:30:00,{net},{tax},{gross},数电发票（普通发票）,正常,是\n",
            tax_ids[1]
        )
    });
    let head = "数电发票号码,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,发票票种,发票状态,是否正数发票\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

#[test]
fn five_hundred_invoices_go_out_come_back_and_reach_their_customers() {
    let server = Server::start(Conduct::default());
    let (desk, mut applied) = accepted(&server);

    for (issuer, range) in [("Q", 0..MAILED), ("T", MAILED..MAILED + POSTED)] {
        let file = format!("{issuer}.xlsx");
        let out = bulk_issue(&desk, issuer, &file, &["--form", FORM]);
        let expected = json!([{"file": file, "invoices": range.len(), "lines": range.len(), "gross": sum(&applied[range])}]);
        assert_eq!(out["files"], expected, "{out}");
        assert_eq!(untouched(&bytes(&desk.path(&file))), untouched(&bytes(FORM.as_ref())));
    }
    refused_and_mended(&desk, &mut applied);

    std::fs::write(desk.path("发票批量下载.zip"), download(&applied)).unwrap();
    let back = ok(&desk.run(&["import", "returned", "发票批量下载.zip", "--json"]));
    let matched = back["matched"].as_array().unwrap();
    assert_eq!((matched.len(), &back["already"]), (applied.len(), &json!([])), "{back}");
    let of_number: HashMap<&str, &str> = matched
        .iter()
        .map(|one| (one["number"].as_str().unwrap(), one["application"].as_str().unwrap()))
        .collect();
    for one in &applied {
        assert_eq!(of_number[one.made.number.as_str()], one.number, "{}", one.made.gross);
    }

    let sent = ok(&desk.run(&["send", "--json"]));
    assert_eq!(sent["sent"].as_array().map(Vec::len), Some(MAILED), "{sent}");
    let received = server.received();
    assert_eq!(received.len(), MAILED);
    for one in &applied[..MAILED] {
        let attached = format!("{}_%", one.made.number);
        let with_it = received.iter().filter(|message| message.text.contains(&attached));
        assert_eq!(with_it.count(), 1, "{}", one.made.number);
    }

    let labels = ok(&desk.run(&["labels", "--to", "labels.pdf", "--json"]));
    assert_eq!(labels["labels"], POSTED, "{labels}");
    let register = ["register", "--month", "2026-11", "--issuer", "Q", "--to", "register.pdf", "--json"];
    ok(&desk.run(&register));
    let printed = texts(&bytes(&desk.path("register.pdf"))).concat();
    let total = Fen(applied[..MAILED].iter().map(|one| one.gross.0).sum()).grouped().to_string();
    assert!(printed.iter().any(|text| text.contains(&total)), "{total}");
    let packed = ok(&desk.run(&["files", "--to", "invoices.zip", "--month", "2026-11", "--json"]));
    assert_eq!(packed["invoices"], applied.len(), "{packed}");

    std::fs::write(desk.path("list.csv"), list(&applied)).unwrap();
    let mirror = ok(&desk.run(&["mirror", "--month", "2026-11", "list.csv", "--json"]));
    let equal = &mirror["both_equal"];
    assert_eq!(
        (&equal["there"]["gross"], &equal["here"]),
        (&json!(sum(&applied)), &equal["there"]),
        "{mirror}"
    );
    assert_eq!(mirror["all"], json!({"there": equal["there"], "here": equal["here"]}), "{mirror}");
    assert_eq!(desk.run(&["check"]).code, 0);
}
