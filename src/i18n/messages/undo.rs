//! Words of imports that were made, and of taking one back.

use chrono::{DateTime, Utc};

use crate::domain::calendar::china_date;
use crate::domain::ids::BatchId;
use crate::domain::import::ImportKind;
use crate::domain::undo::{Obstacle, ObstacleKind};
use crate::i18n::Lang;
use crate::i18n::exchange::import_kind;

texts! {
    NO_IMPORTS = "还没有导入过文件。", "Nothing was imported yet.";
}

sentences! {
    import(lang, id: BatchId, kind: ImportKind, file: &str, issuer: &str) =
        "批次 {id}：{kind}，{file}，开票方 {issuer}",
        "Import {id}: {kind}, {file}, issuer {issuer}",
        kind = import_kind(kind).get(lang), id = id.0;
    by(lang, by: &str, at: DateTime<Utc>) = "{by} 于 {on} 导入", "by {by} on {on}", on = china_date(at);
    undone_by(lang, by: &str, at: DateTime<Utc>) =
        "{by} 于 {on} 撤销", "undone by {by} on {on}", on = china_date(at);
    in_the_way(lang, batch: &str) =
        "批次 {batch} 不能撤销，数据没有改动。请先处理以下各项：",
        "Import {batch} cannot be undone, and nothing was changed. Deal with these first:";
}

/// An import on one line; added, changed and refused rows.
pub fn import_line(lang: Lang, what: &str, who: &str, counts: [u32; 3], undone: Option<&str>) -> String {
    let [added, changed, refused] = counts;
    let line = say!(
        lang,
        "{what}，{who}：新增 {added}，更新 {changed}，拒绝 {refused}",
        "{what}, {who}: {added} added, {changed} changed, {refused} refused"
    );
    match undone {
        Some(undone) => format!("{line}{}{undone}", lang.pick("；", "; ")),
        None => line,
    }
}

/// Done: how many customers, bills, refunds and ledger entries went, and how many got their old values back.
pub fn undone(lang: Lang, batch: &str, counts: [usize; 5]) -> String {
    let [accounts, bills, refunds, entries, restored] = counts;
    say!(
        lang,
        "已撤销批次 {batch}：删除客户 {accounts}、账单 {bills}、退款 {refunds}、不可开票金额 {entries}，恢复 {restored} 项原值。",
        "Import {batch} is undone: {accounts} accounts, {bills} bills, {refunds} refunds and {entries} ledger entries removed, {restored} restored."
    )
}

pub fn obstacle(lang: Lang, obstacle: &Obstacle) -> String {
    let Obstacle { what, subject, by } = obstacle;
    let by = by.as_deref().unwrap_or_default();
    let import = match by {
        "" => String::new(),
        by => say!(lang, "（批次 {by}，请先撤销它）", " (import {by}: undo that first)"),
    };
    say!(lang, match what {
        ObstacleKind::Application =>
            "账单 {subject}：开票申请 {by} 使用了它", "Bill {subject}: application {by} took from it";
        ObstacleKind::Offset => "{subject}：已由开票申请 {by} 抵扣", "{subject}: offset by application {by}";
        ObstacleKind::Refund =>
            "账单 {subject}：之后又登记了退款{import}", "Bill {subject}: refunded since{import}";
        ObstacleKind::BillChanged =>
            "账单 {subject}：之后又付款或更正{import}", "Bill {subject}: paid or corrected since{import}";
        ObstacleKind::AccountChanged =>
            "客户 {subject}：之后又修改{import}", "Account {subject}: changed since{import}";
        ObstacleKind::Bills => "客户 {subject}：有其他账单", "Account {subject}: has other bills";
        ObstacleKind::Applications => "客户 {subject}：有开票申请", "Account {subject}: has applications";
        ObstacleKind::InvoiceInfo => "客户 {subject}：有开票信息", "Account {subject}: has invoice info";
        ObstacleKind::Addresses => "客户 {subject}：有邮寄地址", "Account {subject}: has mailing addresses";
        ObstacleKind::Qualification =>
            "客户 {subject}：提交过专票资质", "Account {subject}: submitted a qualification";
        ObstacleKind::Recurring => "客户 {subject}：有定期开票", "Account {subject}: has a recurring plan";
        ObstacleKind::Tickets => "客户 {subject}：有工单", "Account {subject}: has tickets";
        ObstacleKind::TopUps => "客户 {subject}：有充值", "Account {subject}: has top-ups";
        ObstacleKind::NonInvoiceable =>
            "客户 {subject}：有其他不可开票金额", "Account {subject}: has other ledger entries";
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_obstacle_names_what_it_is_about_and_by_what() {
        for what in ObstacleKind::ALL {
            let by = matches!(what, ObstacleKind::Application | ObstacleKind::Offset | ObstacleKind::Refund);
            let found = Obstacle { what, subject: "X-7".into(), by: by.then(|| "41".into()) };
            for lang in [Lang::Zh, Lang::En] {
                let text = obstacle(lang, &found);
                assert!(text.contains("X-7") && (!by || text.contains("41")), "{text}");
            }
        }
    }
}
