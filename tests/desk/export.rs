//! Lists that leave the desk: what was looked for, in the columns that were asked for.

use std::fs;
use std::path::Path;

use crate::common::Play;
use calamine::{Data, Reader, Xlsx, open_workbook};
use fapiao_desk::desk::export::{ExportStop, List, export};
use fapiao_desk::desk::lists::applications::ApplicationQuery;
use fapiao_desk::desk::lists::bills::{BillQuery, BillStateFilter};
use fapiao_desk::desk::lists::customers::CustomerQuery;
use fapiao_desk::desk::lists::invoices::InvoiceQuery;
use fapiao_desk::desk::progress::Progress;
use fapiao_desk::domain::files::ExportError;
use fapiao_desk::domain::list_columns::{
    ApplicationColumn, BillColumn, InvoiceColumn, ListColumn, ListName, Phrase,
};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::lists::say;

fn zh(phrase: Phrase) -> &'static str {
    say(Lang::Zh, phrase)
}

fn take(play: &Play, list: &List, path: &Path) -> u64 {
    let moment = play.desk.moment();
    export(play.desk.path(), &moment, list, &zh, path, &mut |_| true).unwrap()
}

/// The rows of a CSV list, without the byte order mark.
fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.strip_prefix('\u{FEFF}').expect("a byte order mark").lines().map(str::to_owned).collect()
}

/// Three bills of a customer of `Q`, one of them invoiced.
fn play() -> Play {
    let mut play = Play::with_bill("Q");
    play.paid("C1", "B2", "1234.50");
    play.paid("C1", "B3", "103.00");
    let application = play.apply("C1", &["B3"]);
    play.issue(&application, "26310000000000000001", "103.00");
    play
}

#[test]
fn what_is_looked_for_comes_out_in_the_columns_and_order_that_are_asked_for() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("账单.csv");
    let wanted = BillQuery {
        state: Some(BillStateFilter::Eligible),
        order: BillColumn::Amount,
        descending: true,
        ..Default::default()
    };
    let columns = vec![BillColumn::BillNo, BillColumn::BilledOn, BillColumn::Standing, BillColumn::Amount];
    assert_eq!(take(&play, &List::Bills(wanted, columns), &path), 2);
    assert_eq!(
        lines(&path),
        [
            "账单号,账单日期,状态,账单金额",
            "B2,2026-10-01,可开票,1234.50",
            "B1,2026-10-01,可开票,100.00",
            "合计,,,1334.50",
        ]
    );
}

#[test]
fn a_workbook_has_real_numbers_and_dates_and_ids_as_text() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("发票.xlsx");
    let columns =
        vec![InvoiceColumn::Number, InvoiceColumn::IssuedOn, InvoiceColumn::Rate, InvoiceColumn::Gross];
    assert_eq!(take(&play, &List::Invoices(InvoiceQuery::default(), columns), &path), 1);
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = workbook.worksheet_range("发票").unwrap();
    let row: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert_eq!(*row[0], Data::String("26310000000000000001".into()));
    assert!(
        matches!(row[1], Data::DateTime(day) if day.as_datetime().unwrap().to_string() == "2026-11-22 00:00:00")
    );
    assert_eq!(*row[3], Data::Float(103.0));
    assert_eq!(sheet.rows().nth(2).unwrap()[0], Data::String("合计".into()));
}

#[test]
fn customers_come_out_with_their_balances() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("list.csv");
    let List::Accounts(_, columns) = List::all(ListName::Accounts) else { unreachable!() };
    assert_eq!(take(&play, &List::Accounts(CustomerQuery::default(), columns), &path), 1);
    let lines = lines(&path);
    assert!(lines[0].starts_with("客户编号,客户名称,开票方,"), "{}", lines[0]);
    assert!(lines[1].ends_with(",3,1,1334.50,0.00,0.00"), "{}", lines[1]);
}

#[test]
fn applications_come_out_with_the_numbers_of_their_invoices() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("list.csv");
    let columns = vec![ApplicationColumn::AccountName, ApplicationColumn::State, ApplicationColumn::Invoices];
    take(&play, &List::Applications(ApplicationQuery::default(), columns), &path);
    let lines = lines(&path);
    assert_eq!(lines[0], "客户名称,状态,发票号码");
    assert!(lines[1].starts_with("杭州砺行新能源有限责任公司,已开票,"), "{}", lines[1]);
    assert!(lines[1].contains("26310000000000000001"), "{}", lines[1]);
}

#[test]
fn every_list_comes_out_in_every_column_and_language() {
    let mut play = play();
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"3.00","reason":"other","note":"补差"}"#);
    let folder = crate::common::place::folder();
    for lang in [Lang::Zh, Lang::En] {
        for name in ListName::ALL {
            let path = folder.path().join("list.xlsx");
            let said = |phrase| say(lang, phrase);
            let rows =
                export(play.desk.path(), &play.desk.moment(), &List::all(name), &said, &path, &mut |_| true);
            assert!(rows.unwrap() > 0, "{name:?}");
        }
    }
}

#[test]
fn nothing_that_is_looked_for_is_a_list_of_headers() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("list.csv");
    let wanted = BillQuery { text: "zzz".into(), ..Default::default() };
    assert_eq!(take(&play, &List::Bills(wanted, vec![BillColumn::BillNo]), &path), 0);
    assert_eq!(lines(&path), ["账单号"]);
}

#[test]
fn a_list_that_is_cancelled_leaves_what_was_there_before() {
    let mut play = play();
    for i in 0..600 {
        play.paid("C1", &format!("X{i:03}"), "1.00");
    }
    let folder = crate::common::place::folder();
    let path = folder.path().join("list.csv");
    fs::write(&path, "yesterday's").unwrap();
    let mut heard = Vec::new();
    let stopped = export(
        play.desk.path(),
        &play.desk.moment(),
        &List::all(ListName::Bills),
        &zh,
        &path,
        &mut |progress| {
            heard.push(progress);
            false
        },
    );
    assert_eq!(stopped, Err(ExportStop::Cancelled));
    assert_eq!(heard, [Progress { rows: 500, done: 500, of: 603 }]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "yesterday's");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half done is left");
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_is_left() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("nowhere").join("list.csv");
    let list = List::all(ListName::Bills);
    let stopped = export(play.desk.path(), &play.desk.moment(), &list, &zh, &path, &mut |_| true);
    assert!(matches!(stopped, Err(ExportStop::File(ExportError::Io(_)))), "{stopped:?}");
}

#[test]
fn a_list_that_cannot_be_read_is_refused_and_no_file_is_made() {
    let play = play();
    let folder = crate::common::place::folder();
    let path = folder.path().join("list.csv");
    let wanted = BillQuery { account: Some("C9".into()), ..Default::default() };
    let list = List::Bills(wanted, BillColumn::ALL.to_vec());
    let stopped = export(play.desk.path(), &play.desk.moment(), &list, &zh, &path, &mut |_| true);
    assert!(matches!(stopped, Err(ExportStop::Refused(_))), "{stopped:?}");
    assert!(!path.exists());
}
