//! What the pictures are taken of: the believable company, and the files that a clerk has at hand.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveTime};
use fapiao_desk::desk::{Desk, demo};

use super::month;

/// The customers of the issuer whose applications are of chosen bills.
const BY_BILLS: std::ops::RangeInclusive<u32> = 100_037..=100_060;
/// So many bills make a list.
const FEW: usize = 4;

pub struct Stage {
    pub store: PathBuf,
    /// The number of a customer who has bills to choose from.
    pub by_bills: String,
    /// Bills of a billing system, some of which cannot be taken.
    pub bills: PathBuf,
    /// The tax bureau's list of what was issued in a month.
    pub list: PathBuf,
}

impl Stage {
    /// Makes all of it in this folder.
    ///
    /// # Errors
    /// It cannot be written, or nobody has bills to choose from.
    pub fn make(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let store = folder.join("handbook.sqlite");
        let mut desk =
            demo::make(&store, demo::DEFAULT_SEED, &mut |_| ()).map_err(|refusal| format!("{refusal:?}"))?;
        // What is done here has the same time at whichever hour of the day the pictures are taken: six minutes after
        // midnight in China.
        let night = NaiveTime::from_hms_opt(16, 6, 0).ok_or("no such time")?;
        let night = (desk.moment().today - Days::new(1)).and_time(night).and_utc();
        desk.set_clock(night).map_err(|refusal| format!("{refusal:?}"))?;
        // The bureau's form is known from the first one that went out.
        let waiting = month::listed(&mut desk, "issuing")?;
        month::issue(&desk, folder, waiting.get(..1).ok_or("nothing is being issued")?)?;
        let by_bills = with_bills(&mut desk)?.ok_or("nobody has bills to choose from")?;
        let list = folder.join("已开发票.csv");
        fs::write(&list, month::issued(&mut desk)?)?;
        let bills = folder.join("账单.csv");
        fs::write(&bills, billed(&desk))?;
        Ok(Self { store, by_bills, bills, list })
    }
}

/// The first customer with bills to choose from.
fn with_bills(desk: &mut Desk) -> Result<Option<String>, Box<dyn Error>> {
    for number in BY_BILLS {
        let account = format!("C{number}");
        let balance = month::send(desk, &format!(r#"{{"op":"balance","account":"{account}"}}"#))?;
        let bills = balance["bills"].as_array().into_iter().flatten();
        let can_apply = balance["blocked"].is_null() && balance["invoiceable"] != "0.00";
        if can_apply && bills.filter(|bill| bill["eligible"] == true).count() >= FEW {
            return Ok(Some(account));
        }
    }
    Ok(None)
}

/// Ten bills of this month; of one the customer is unknown, of another the amount is none.
fn billed(desk: &Desk) -> String {
    let month = desk.moment().today.format("%Y-%m").to_string();
    let row = |n: u32| {
        let account = if n == 4 { 199_999 } else { 100_000 + n };
        let amount = if n == 7 { "待定".to_owned() } else { format!("{}.{:02}", 860 * n, 7 * n) };
        format!(
            "ZD{}{n:04},C{account},{amount},{month}-01,{month}-28,已支付,{month}-01\n",
            month.replace('-', "")
        )
    };
    let head = "账单号,客户编号,账单金额,出账日期,应付日期,支付状态,支付时间\n";
    std::iter::once(head.to_owned()).chain((1..=10).map(row)).collect()
}
