//! The stores whose pictures are taken.

use std::error::Error;
use std::path::{Path, PathBuf};

use fapiao_desk::desk::pages::sign_in;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open, demo};
use fapiao_desk::store::engine::Db;

pub const TYPICAL: &str = "typical";

/// The password of everybody at the store where everybody signs in.
const PASSWORD: &str = "bamboo-after-rain";

/// Names as long as the law allows them, amounts as large as the desk takes them, and a year of bills for each.
const CROWD: u32 = 40;

/// Makes an empty store, the believable company, and a crowd, in this folder.
///
/// # Errors
/// It cannot be written, or a line is refused.
pub fn make(folder: &Path) -> Result<[(&'static str, PathBuf); 3], Box<dyn Error>> {
    let [empty, typical, crowded] =
        ["empty", TYPICAL, "crowded"].map(|name| folder.join(name).with_extension("sqlite"));
    Desk::open(&empty, Open::New { sandbox: true }).map_err(refused)?;
    drop(demo::make(&typical, demo::DEFAULT_SEED, &mut |_| ()).map_err(refused)?);
    let mut desk = demo::make(&crowded, demo::DEFAULT_SEED, &mut |_| ()).map_err(refused)?;
    let long = "示例".repeat(40);
    let mut send = |line: String| -> Result<(), Box<dyn Error>> {
        let envelope = decode(serde_json::from_str(&line)?).map_err(refused)?;
        desk.handle(&envelope).map_err(refused)?;
        Ok(())
    };
    send(format!(
        r#"{{"op":"add_issuer","by":"desk","code":"LONG","name":"{long}销售有限公司","policy":"tencent-cloud"}}"#
    ))?;
    for n in 0..CROWD {
        let account = format!("AA-LONG-ACCOUNT-{n:04}");
        send(format!(
            r#"{{"op":"add_account","account":"{account}","issuer":"LONG","name":"{long}第{n}采购股份有限公司","kind":"enterprise"}}"#
        ))?;
        for month in 1..=11 {
            send(format!(
                r#"{{"op":"add_bill","account":"{account}","bill_no":"AA-LONG-BILL-{n:04}-{month:02}-0000000001","kind":"other","amount":"{}99999999.99","billed_on":"2026-{month:02}-01","due_on":"2026-12-31","paid_on":"2026-{month:02}-01"}}"#,
                n + 1
            ))?;
        }
    }
    Ok([("empty", empty), (TYPICAL, typical), ("crowded", crowded)])
}

/// The believable company, where everybody signs in.
///
/// # Errors
/// It cannot be written, or a line is refused.
pub fn make_guarded(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join("guarded.sqlite");
    let mut desk = demo::make(&path, demo::DEFAULT_SEED, &mut |_| ()).map_err(refused)?;
    let users = Db::open_reader(&path).and_then(|db| sign_in::page(&db)).map_err(refused)?.users;
    let passwords = users.iter().map(|user| {
        format!(r#"{{"op":"set_password","by":"{0}","name":"{0}","password":"{PASSWORD}"}}"#, user.name)
    });
    let require = String::from(r#"{"op":"set_sign_in","by":"desk","required":true}"#);
    for line in passwords.chain([require]) {
        let envelope = decode(serde_json::from_str(&line)?).map_err(refused)?;
        desk.handle(&envelope).map_err(refused)?;
    }
    Ok(path)
}

fn refused(refusal: impl std::fmt::Debug) -> Box<dyn Error> {
    format!("{refusal:?}").into()
}
