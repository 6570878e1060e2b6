//! What is said of a carrier's list of parcels.

use crate::domain::bureau::{ListError, MissingColumn};
use crate::domain::tracking::NoParcel;
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, exchange, refusal};

sentences! {
    delivered(lang, row: u32, application: &str, carrier: &str, tracking_no: &str) =
        "第 {row} 行：{application} 已登记寄送，{carrier} {tracking_no}",
        "Row {row}: {application} is delivered, {carrier} {tracking_no}";
    unmatched(lang, row: u32, tracking_no: &str, why: &str) =
        "第 {row} 行 {tracking_no}：{why}", "Row {row}, {tracking_no}: {why}";
    unclear(lang, row: u32, tracking_no: &str, applications: &[String]) =
        "第 {row} 行 {tracking_no}：该收件人有几件申请待寄：{applications}。请在表中写明申请编号。",
        "Row {row}, {tracking_no}: several applications wait for this recipient: {applications}. Write the number of the one into the list.",
        applications = listed(lang, applications);
    taken(lang, counts: [usize; 5]) =
        "读取 {read} 行：登记寄送 {matched}，以前已登记 {already}，未匹配 {unmatched}，不能确定 {unclear}。",
        "Rows read: {read}; delivered: {matched}; delivered before: {already}; not matched: {unmatched}; unclear: {unclear}.",
        read = counts[0], matched = counts[1], already = counts[2], unmatched = counts[3], unclear = counts[4];
}

/// Why a row was not taken, and what to do about it.
pub fn why(lang: Lang, why: &NoParcel) -> String {
    say!(lang, match why {
        NoParcel::NotFound => "没有这件申请。请核对申请编号。", "There is no such application. Check its number.";
        NoParcel::Nobody =>
            "没有收件人和电话都相符、已开票待寄的申请。请在表中写明申请编号。",
            "No issued application waits for this recipient and phone number. Write the application's number into the list.";
        NoParcel::Unnamed =>
            "既没有申请编号，也没有收件人和电话。请补上其中之一。",
            "It names neither an application nor a recipient with a phone number. Add one of them.";
        NoParcel::DigitsLost =>
            "运单号被存成了数字，末尾几位已丢失。请把该列设为文本，重新填写。",
            "The tracking number was kept as a number and has lost its last digits. Make the column text, and enter it again.";
        NoParcel::SentAs { sent } =>
            "该申请已登记寄送：{sent}。没有改动。如果是另一件申请的邮件，请在表中写明它的申请编号。",
            "The application was delivered already: {sent}. Nothing was changed. If it is the parcel of another application, write that one's number into the list.";
        NoParcel::Conflict { rows } =>
            "第 {rows} 行给同一件申请写了另一个运单号。请只留正确的一行。",
            "Row {rows} says another number of the same application. Keep the right one.",
            rows = listed(lang, rows);
        NoParcel::Refused(refused) => { refusal::message(lang, refused) };
    })
}

pub fn list_error(lang: Lang, error: &ListError) -> String {
    say!(lang, match error {
        ListError::File(error) => { exchange::file_error(lang, error) };
        ListError::Header(MissingColumn(column)) | ListError::OfAnother(column) =>
            "没有“{column}”一列。请加上表头后再导入。",
            "It has no column “{column}” (tracking number). Add the header, then import it again.";
    })
}
