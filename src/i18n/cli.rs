//! What the subcommands say.

pub mod arguments;
pub mod help;

use std::io;

use chrono::{DateTime, Utc};

use super::check::proof;
use crate::domain::import::{LeftOut, LeftOutReason};
use crate::domain::money::Fen;
use crate::domain::qualification::ScanFault;
use crate::domain::returned::WhyNot;
use crate::i18n::faults::scan_fault;
use crate::i18n::phrase::{because, listed, yuan};
use crate::i18n::{Lang, Text, exchange};

texts! {
    BAD_ARGUMENTS = "命令行参数有误。加 --help 可查看用法。",
        "The arguments are invalid. Add --help to see the usage.";

    USER_PASSWORD = "密码：", "Password: ";
    RECOVERY_CODE = "恢复码：", "Recovery code: ";
    NO_DATA_FOLDER = "系统没有提供用户数据文件夹。请用 --store 指定数据文件。",
        "The system names no folder for the user's data. Say where the store is with --store.";

    WHAT_TO_DO = "怎么办：", "What to do: ";

    NO_RUNS = "没有到期的定期开票。", "No recurring plan is due.";

    BACKING_UP = "正在备份", "Backing up";
    BACKUP_PASSWORD = "备份密码：", "Password of the backup: ";
    NEW_BACKUP_PASSWORD = "为备份设置密码（至少 8 位；忘记后谁也打不开它）：",
        "Password for the backup (8 characters or more; without it nobody can open it): ";
    PASSWORD_AGAIN = "再输一次：", "Once more: ";
    PASSWORDS_DIFFER = "两次输入的密码不一样，没有备份。", "The two passwords differ; nothing was backed up.";
    AS_IT_IS = "没有更早的完好备份时，加上 --as-it-is 仍可按这一份恢复，发现的情况会记入日志。",
        "Where there is no earlier one that is whole, --as-it-is restores this one all the same, and the log says what was found.";
    RESTORING = "正在检查并恢复备份", "Checking and restoring the backup";

    MOVING = "正在移动并核对账套", "Moving and comparing the store";

    PREVIEW_OVERWRITES = "文件已经存在，预览不会覆盖它。请换一个文件名。",
        "the file is there already, and a preview overwrites nothing. Choose another name.";

    ONE_FILE = "每次只能导入一个文件。", "One file is imported at a time.";

    BAD_MONTH = "月份要写成 2026-11 这样。", "A month is written as in 2026-11.";

    PACKING_FILES = "正在打包", "Packing the files";

    READING_FILES = "正在读取发票文件", "Reading the files";

    ONLY_SHOWN = "这是预览，没有导入。", "This was a preview; nothing was imported.";

    FILE_REFUSED = "有错误的行，按 --strict 整个文件没有导入。",
        "There are wrong rows; with --strict nothing of the file was imported.";

    ZIP_ENDING = "--to 的文件名要以 .zip 结尾。", "The name of the file for --to has to end in .zip.";
    EXPORT_ENDINGS = "--to 的文件名要以 .csv 或 .xlsx 结尾。",
        "The name of the file for --to has to end in .csv or .xlsx.";
}

pub fn no_window(lang: Lang, reason: Option<&str>) -> String {
    say!(lang, match reason {
        None =>
            "没有可用的图形显示，无法打开窗口。可以改用以下命令：",
            "There is no display to open a window on. These commands need none:";
        Some(reason) =>
            "无法打开窗口（{reason}）。可以改用以下命令：",
            "The window cannot be opened ({reason}). These commands need none:";
    })
}

sentences! {
    /// Beside the answers, once.
    lost_head(lang, entry: i64, seen_at: DateTime<Utc>) =
        "{lost}请先用 fapiao-desk check 核对，再用 fapiao-desk restore 换回正确的备份。",
        "{lost} Look at it with fapiao-desk check, and restore the right backup.",
        lost = proof::head_lost(lang, entry, seen_at);
    not_of_kind(lang, option: &str) =
        "这类文件的导入没有选项 {option}，没有执行。请去掉它。",
        "The import of this kind has no option {option}; nothing was done. Leave it out.";
    not_json_lines(lang, file: &str, line: usize) =
        "{file} 第 {line} 行不是 JSON 对象，从这一行起没有执行。请按一行一个 JSON 对象的格式修改，存为 UTF-8 编码。",
        "{file}: line {line} is not a JSON object; nothing was done from there on. Write one JSON object a line, in UTF-8.";
    line_too_long(lang, file: &str, line: usize, max_bytes: u64) =
        "{file} 第 {line} 行超过 {max_bytes} 字节，从这一行起没有执行。请拆成多行。",
        "{file}: line {line} has more than {max_bytes} bytes; nothing was done from there on. Split it.";
    cannot_read(lang, file: &str, error: &io::Error) =
        "无法读取 {file}（{error}）。请检查路径和权限。",
        "{file} cannot be read ({error}). Check the path and its permissions.";
    waiting(lang, seconds: u64) =
        "另一个程序正在写入数据文件，等它写完再继续，最多等 {seconds} 秒。",
        "Another program is writing to the store; this goes on once it has finished, and waits {seconds} seconds at most.";
    cannot_answer(lang, error: &io::Error) =
        "无法输出结果（{error}），其余各行没有执行。",
        "The answers cannot be written ({error}); the other lines were not carried out.";
    run_skipped(lang, account: &str, month: &str, why: &str) =
        "{account} {month}：跳过（{why}）", "{account} {month}: skipped ({why})";
    lacks_scans(lang, scans: usize) =
        "其中有 {scans} 份扫描件缺失或被改动过，见上。",
        "Scans that it lacks, or that were changed: {scans}; they are named above.";
    under_way(lang, what: Text, fraction: Option<f32>) =
        "{what}… {percent:.0}%", "{what}… {percent:.0}%",
        what = what.get(lang), percent = fraction.unwrap_or_default() * 100.0;
    newest_backup(lang, backup: &str) =
        "最近一份完好的备份是 {backup}。恢复：fapiao-desk restore \"{backup}\" --replace（损坏的数据文件会另存在旁边）。",
        "The newest good backup is {backup}. To restore it: fapiao-desk restore \"{backup}\" --replace (the damaged store is kept beside it).";
    backed_up(lang, to: &str) = "已备份到 {to}。", "Backed up to {to}.";
    restored(lang, store: &str) = "已恢复到 {store}。", "Restored to {store}.";
    moved(lang, to: &str, rows: u64, files: usize, entry: i64) =
        "已移到 {to}：{rows} 行、{files} 个文件，各表、各客户余额和日志（第 {entry} 条）都与原来一致。",
        "Moved to {to}: {rows} rows and {files} files; its tables, balances and log (entry {entry}) are those of the original.";
    left_behind(lang, from: &str) =
        "原来的 {from} 保持原样。从现在起只在其中一处记账：两处都用，就成了两个互不相同的账套。",
        "The original, {from}, is left as it was. Use only one of the two from now on: worked with both, they become two different stores.";
    restored_as_it_is(lang, found: &str) =
        "备份的内容与它的日志不符（{found}），已记入日志。请核对后再继续使用。",
        "The backup is not what its log proves ({found}); the log says so now. Look at the data before you go on.";
    kept_aside(lang, kept: &str) =
        "原来的数据文件保存为 {kept}。", "The store that was there is kept as {kept}.";
    mail_held(lang, waiting: usize) =
        "备份之后可能已发过邮件，所以暂停发送（发件箱中有 {waiting} 封未发出）。核对后用 release_outbox 恢复发送。",
        "Mail may have been sent since the backup was made, so nothing is sent (in the outbox: {waiting}). Look at it, then let it go by release_outbox.";
    demo_made(lang, store: &str) =
        "演示数据已生成：{store}（沙盒，数据均为虚构，不需要登录）。",
        "The demo is made: {store} (a sandbox; everything in it is made up, and nobody has to sign in).";
    password_reset(lang, name: &str) =
        "已重新设置 {name} 的密码，恢复码已经用过。请登录后生成新的恢复码。",
        "The password of {name} is set; the recovery code is used up. Sign in and make a new one.";
    bad_names(lang, part: &str) =
        "文件名样式里的 {part} 无法识别，可用：{{application}} {{number}} {{buyer}} {{date}} {{gross}}。",
        "{part} is nothing that a name is made of; use {{application}} {{number}} {{buyer}} {{date}} {{gross}}.";
    packed(lang, files: u64, invoices: u64, to: &str) =
        "已把 {invoices} 张发票的 {files} 个文件存入 {to}。", "{to} has {files} files of {invoices} invoices.";
    not_mirrored(lang, other_months: usize) =
        "清单里另有 {other_months} 张是其他月份的。", "Rows of other months: {other_months}.";
    may_be_of(lang, applications: &[String]) =
        "可能属于申请 {applications}，请用 decide_returned 指定",
        "it may be of {applications}; say which by decide_returned",
        applications = listed(lang, applications);
    row_may_be_of(lang, applications: &[String]) =
        "可能属于申请 {applications}，请用 decide_issued 指定",
        "it may be of {applications}; say which by decide_issued",
        applications = listed(lang, applications);
    of_application(lang, application: &str, message: &str) =
        "申请 {application}：{message}", "{application}: {message}";
    refused_row(lang, row: u32, message: &str) = "第 {row} 行：{message}", "Row {row}: {message}";
    notice(lang, message: &str) = "注意：{message}", "Note: {message}";
    more_refused_rows(lang, count: usize) =
        "另有 {count} 行被拒绝。加 --refused-to 文件名 可全部存下，加 --json 可全部列出。",
        "{count} more rows were refused. Add --refused-to FILE to save them all, or --json to list them.";
    refused_saved(lang, path: &str) =
        "被拒绝的行已存为 {path}，改好后可再次导入。",
        "The refused rows are in {path}, to be corrected and imported again.";
    cannot_save_refused(lang, path: &str, detail: &str) =
        "无法把被拒绝的行写入 {path}：{detail}", "The refused rows cannot be written to {path}: {detail}";
    holidays_added(lang, year: i32, days: usize) =
        "已导入 {year} 年的节假日安排，共 {days} 天。", "The holidays of {year} were added: {days} days.";
}

/// The heading over the rules of a section of RULES.md.
pub fn rules_section(lang: Lang, section: u8) -> String {
    let of = match section {
        4 => Text::new("金额", "money"),
        5 => Text::new("申请条件，按检查的先后排列", "eligibility, in the order in which they are asked"),
        7 => Text::new("资质审核", "qualification review"),
        8 => Text::new("申请的状态", "states of an application"),
        9 => Text::new("定期开票", "recurring invoicing"),
        _ => Text::new("其他", "other"),
    };
    say!(lang, "第 {section} 节　{of}", "Section {section}: {of}", of = of.get(lang))
}

pub fn run_applied(lang: Lang, account: &str, month: &str, amount: Fen, application: Option<&str>) -> String {
    let amount = yuan(amount);
    say!(lang, match application {
        Some(number) =>
            "{account} {month}：已申请 {amount}，申请编号 {number}",
            "{account} {month}: applied for {amount}, {number}";
        None => "{account} {month}：将申请 {amount}", "{account} {month}: would apply for {amount}";
    })
}

pub fn checked(lang: Lang, accounts: usize, bills: usize, violations: usize, is_store_well: bool) -> String {
    say!(lang, match violations {
        0 =>
            "检查了 {accounts} 个客户、{bills} 张账单，没有发现问题。",
            "Looked over {accounts} accounts and {bills} bills; nothing is wrong.";
        _ if is_store_well =>
            "检查了 {accounts} 个客户、{bills} 张账单，发现 {violations} 处问题，都是附件丢失或被改动，账目没有问题。",
            "Looked over {accounts} accounts and {bills} bills; violations: {violations}, all of them scans that are lost or were changed. The accounts are well.";
        _ =>
            "检查了 {accounts} 个客户、{bills} 张账单，发现 {violations} 处问题。请停止使用并留存一份数据文件，再从备份恢复。",
            "Looked over {accounts} accounts and {bills} bills; violations: {violations}. Stop working with the store, keep a copy of it, and restore a backup.";
    })
}

pub fn about_file(lang: Lang, file: &str, message: &str) -> String {
    because(lang, file, message)
}

pub fn left_out(lang: Lang, rows: &[LeftOut]) -> String {
    let mut reasons: Vec<(LeftOutReason, usize)> = Vec::new();
    for LeftOut { reason, .. } in rows {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((*reason, 1)),
        }
    }
    let counts = reasons.iter().map(|(reason, count)| {
        let word = exchange::left_out_reason(*reason).get(lang);
        say!(lang, "{word} {count} 行", "{count} {word}")
    });
    let counts = listed(lang, counts);
    say!(lang, "未导入也不算错误的行：{counts}。", "Rows left out, which are not wrong: {counts}.")
}

/// Rows read, added, changed, unchanged and refused.
pub fn imported(lang: Lang, [read, added, changed, unchanged, refused]: [u32; 5]) -> String {
    say!(
        lang,
        "读取 {read} 行：新增 {added}，变更 {changed}，不变 {unchanged}，拒绝 {refused}。",
        "Rows read: {read}; added: {added}; changed: {changed}; unchanged: {unchanged}; refused: {refused}."
    )
}

/// Files or rows: how many belong to something here, were there already, differ, are ambiguous, belong to nothing, cannot
/// be read.
pub fn came_back(
    lang: Lang,
    [matched, already, differing, ambiguous, unmatched, refused]: [usize; 6],
) -> String {
    say!(
        lang,
        "对上 {matched}，已有 {already}，不同 {differing}，不能确定 {ambiguous}，对不上 {unmatched}，无法读取 {refused}。",
        "Matched: {matched}; there already: {already}; differing: {differing}; ambiguous: {ambiguous}; unmatched: {unmatched}; refused: {refused}."
    )
}

/// Why a file that was asked for is not packed.
pub fn not_packed(lang: Lang, why: &WhyNot) -> String {
    say!(lang, match why {
        WhyNot::NotFound => "没有这个申请", "there is no such application";
        WhyNot::NotIssued => "还没有开票", "nothing of it has been issued";
        WhyNot::NoFile => "还没有发票文件", "no file of it has come back";
        WhyNot::Lost(name, ScanFault::Vanished) =>
            "{name}：文件已不在数据文件夹中，请重新导入这个发票文件，或从备份恢复",
            "{name}: it is gone from the data folder; import this file of the invoice again, or restore it from a backup";
        WhyNot::Lost(name, ScanFault::Altered) =>
            "{name}：文件在磁盘上损坏或被改动过，请重新导入这个发票文件",
            "{name}: it was damaged or changed on the disk; import this file of the invoice again";
        WhyNot::Lost(name, fault) => "{name}：{fault}", "{name}: {fault}", fault = scan_fault(lang, fault);
    })
}

/// What the invoices of a colour come to, in the bureau's list and in the store's.
pub fn mirrored(lang: Lang, colour: Text, count: usize, there: Fen, here: Fen) -> String {
    say!(
        lang,
        "{colour}：{count} 张，税务平台 {there}，本账套 {here}",
        "{colour}: {count}; tax platform {there}, here {here}",
        colour = colour.get(lang),
        there = yuan(there),
        here = yuan(here)
    )
}
