//! A month of issuing in the believable company, as `docs/month.md` tells it: what goes out to the tax bureau, what it
//! refuses, what comes back, what is sent, and what the bureau's own list says of it.

use std::error::Error;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Months};
use fapiao_desk::desk::paperwork::BulkIssue;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, demo};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::tax::{TaxRate, split};
use serde_json::Value;

use super::camera::{Camera, Way};
use super::returned::{Made, archive, invoice};

/// The form of the bureau that the tests fill in too.
const FORM: &str = "tests/fixtures/bureau/bulk-issue-V260401.xlsx";

/// The two issuers of the company, with their names and the rates of what they sell.
const ISSUERS: [(&str, &str, &str); 2] =
    [("YUNLIN", "云麟云计算（深圳）有限公司", "0.06"), ("GUANLAN", "观澜气象科技（北京）有限公司", "0.03")];

/// How many customers the company has: `C100001` and on.
const CUSTOMERS: u32 = 60;

/// An application that is out, and the one invoice that comes back for it.
struct Out {
    number: String,
    made: Made,
}

/// Takes the five pictures into this folder.
///
/// # Errors
/// The company cannot be made, or a picture not written.
pub fn take(scratch: &Path, way: &Way, folder: &Path) -> Result<(), Box<dyn Error>> {
    let store = scratch.join("month.sqlite");
    let mut desk = demo::make(&store, demo::DEFAULT_SEED, &mut |_| ()).map_err(refused)?;
    let shot = |keys: &str, name: &str| -> Result<(), Box<dyn Error>> {
        let mut camera = Camera::at(&store, way);
        camera.press(keys)?;
        camera.take()?.save(folder.join(name))?;
        println!("{}", folder.join(name).display());
        Ok(())
    };
    send(
        &mut desk,
        r#"{"op":"set_mail","by":"赵丽华","host":"mail.example.com","port":465,"security":"tls","from":"fapiao@example.com"}"#,
    )?;
    apply_and_accept(&mut desk)?;
    let first = listed(&mut desk, "issuing")?;
    issue(&desk, scratch, &first[..1])?;
    shot("ctrl+5 e", "1-out.png")?;

    issue(&desk, scratch, &[])?;
    let out = out(&mut desk)?;
    let list = scratch.join("退回清单.csv");
    fs::write(&list, refusals(&out[..4]))?;
    desk.import_refusals(None, &list, false).map_err(refused)?;
    shot("ctrl+5 3", "2-refused.png")?;

    let back = scratch.join("发票批量下载.zip");
    fs::write(&back, download(&out[4..]))?;
    shot(&format!("ctrl+5 paste:{}", back.display()), "3-back.png")?;

    shot("ctrl+6 ctrl+a e", "4-mail.png")?;

    let list = scratch.join("已开发票.csv");
    fs::write(&list, issued(&mut desk)?)?;
    shot(&format!("ctrl+5 b paste:{}", list.display()), "5-month.png")
}

/// Applies for everything that customers can have invoiced, and accepts what was applied for.
fn apply_and_accept(desk: &mut Desk) -> Result<(), Box<dyn Error>> {
    for account in 1..=CUSTOMERS {
        for kind in ["enterprise", "organisation", "personal"] {
            // What does not suit a customer, or a customer who lacks something, is left out.
            let _ = send(
                desk,
                &format!(
                    r#"{{"op":"submit_application","account":"C{}","type":"{kind}_general","all":true,"email":"fapiao@example.com"}}"#,
                    100_000 + account
                ),
            );
        }
    }
    for application in listed(desk, "submitted")? {
        let _ = send(desk, &format!(r#"{{"op":"accept_application","application":"{application}"}}"#));
    }
    Ok(())
}

/// The numbers of the applications in this state.
pub fn listed(desk: &mut Desk, state: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let rows = send(desk, &format!(r#"{{"op":"applications","state":"{state}"}}"#))?;
    let rows = rows.as_array().into_iter().flatten();
    Ok(rows.filter_map(|row| row["application"].as_str().map(str::to_owned)).collect())
}

/// Sends applications out to the bureau, or all that wait.
pub fn issue(desk: &Desk, scratch: &Path, applications: &[String]) -> Result<(), Box<dyn Error>> {
    for (code, ..) in ISSUERS {
        let ask = BulkIssue {
            issuer: code.to_owned(),
            to: scratch.join(format!("{code}-{}.xlsx", applications.len())),
            form: Some(PathBuf::from(FORM)),
            applications: applications.to_vec(),
        };
        // What is of the other issuer does not go out with this one.
        let _ = desk.bulk_issue(None, &ask);
    }
    Ok(())
}

/// What is out in one invoice each, with the invoice that comes back.
fn out(desk: &mut Desk) -> Result<Vec<Out>, Box<dyn Error>> {
    let mut out = Vec::new();
    for number in listed(desk, "issuing")? {
        let view = send(desk, &format!(r#"{{"op":"application","application":"{number}"}}"#))?;
        if view["planned"]["invoices"].as_u64().is_some_and(|invoices| invoices > 1) {
            continue;
        }
        let text = |value: &Value| -> &'static str { value.as_str().unwrap_or_default().to_owned().leak() };
        let is_weather = view["item"].as_str().is_some_and(|item| !item.contains("云服务"));
        let (_, seller, rate) = ISSUERS[usize::from(is_weather)];
        let gross = Fen::parse(text(&view["amount"])).map_err(refused)?;
        let parts = split(gross, TaxRate::parse(rate).map_err(refused)?);
        let made = Made {
            number: format!("2644{:016}", 7_000_000_000_u64 + out.len() as u64),
            is_special: text(&view["type"]) == "enterprise_special",
            seller,
            buyer: text(&view["info"]["name"]),
            net: parts.net.to_string().leak(),
            tax: parts.tax.to_string().leak(),
            gross: text(&view["amount"]),
            words: text(&view["amount_in_words"]),
            day: today(desk).leak(),
            tax_ids: ["", text(&view["info"]["tax_id"])],
            ..invoice(1)
        };
        out.push(Out { number, made });
    }
    // The issuer that the page begins with comes first.
    out.sort_by_key(|out| out.made.seller != ISSUERS[0].1);
    Ok(out)
}

/// The bureau's list of what it refused.
fn refusals(out: &[Out]) -> String {
    let whys = [
        "第4行税率不合法，请使用如下税率：0.03、0.01、0。",
        "第4行税率不合法，请使用如下税率：0.03、0.01、0。",
        "购买方纳税人识别号填写有误",
        "购买方名称长度超过限制",
    ];
    let rows = out.iter().zip(whys).map(|(out, why)| format!("{}-1,\"{why}\"\n", out.number));
    std::iter::once("发票流水号,导入失败原因\n".to_owned()).chain(rows).collect()
}

/// The bureau's download; one of the invoices is made out to another name than was applied for.
fn download(out: &[Out]) -> Vec<u8> {
    let odd = out.iter().position(|out| out.made.buyer.ends_with("有限公司"));
    let files: Vec<(Vec<u8>, String)> = out
        .iter()
        .enumerate()
        .map(|(n, Out { made, .. })| {
            let other = made.buyer.replacen("有限公司", "有限责任公司", 1);
            let buyer: &str = if Some(n) == odd { other.leak() } else { made.buyer };
            let name = format!("dzfp_{}_{buyer}.xml", made.number);
            (name.into_bytes(), Made { buyer, ..made.clone() }.xml())
        })
        .collect();
    archive(files.iter().map(|(name, xml)| (name.as_slice(), xml.as_bytes())))
}

/// The bureau's list of what the first issuer issued in the month that is held against it, which is the one before until
/// the 15th: one amount differs, one is missing, one is new.
pub fn issued(desk: &mut Desk) -> Result<String, Box<dyn Error>> {
    let (today, (_, seller, _)) = (desk.moment().today, ISSUERS[0]);
    let month = (today - Months::new(u32::from(today.day() <= 15))).format("%Y-%m").to_string();
    let mut rows = Vec::new();
    for state in ["issued", "delivered", "received"] {
        for number in listed(desk, state)? {
            let view = send(desk, &format!(r#"{{"op":"application","application":"{number}"}}"#))?;
            if view["item"].as_str().is_some_and(|item| !item.contains("云服务")) {
                continue;
            }
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let kind = if text(&view["type"]) == "enterprise_special" { "专用" } else { "普通" };
            for invoice in view["invoices"].as_array().into_iter().flatten() {
                if text(&invoice["issued_on"]).starts_with(&month) {
                    rows.push(format!(
                        "{},{seller},{},{},{} 10:30:00,{},{},{},数电发票（{kind}发票）,正常\n",
                        text(&invoice["number"]),
                        text(&view["info"]["tax_id"]),
                        text(&view["info"]["name"]),
                        text(&invoice["issued_on"]),
                        text(&invoice["net"]),
                        text(&invoice["tax"]),
                        text(&invoice["gross"]),
                    ));
                }
            }
        }
    }
    let new = "26440000000099990001";
    rows.pop();
    if let Some(first) = rows.first().cloned() {
        let (number, rest) = first.split_once(',').unwrap_or_default();
        rows.push(format!("{new},{rest}"));
        rows[0] = format!("{number},{}", rest.replacen("有限公司,", "有限责任公司,", 2));
    }
    let head = "数电发票号码,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,发票票种,发票状态\n";
    Ok(std::iter::once(head.to_owned()).chain(rows).collect())
}

/// The day that the store is at.
fn today(desk: &mut Desk) -> String {
    desk.moment().today.to_string()
}

/// Has the desk do a line; answers its result.
pub fn send(desk: &mut Desk, line: &str) -> Result<Value, Box<dyn Error>> {
    let envelope = decode(serde_json::from_str(line)?).map_err(refused)?;
    desk.handle(&envelope).map_err(refused)?.to_json().map_err(refused)
}

fn refused(refusal: impl Debug) -> Box<dyn Error> {
    format!("{refusal:?}").into()
}
