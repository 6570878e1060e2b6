//! What the subcommands say.

pub mod arguments;
pub mod help;
pub mod proof;

use std::io;

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

    REFUNDS_ADD_UP = "账单的已退款金额与各笔退款之和不符",
        "the refunded amount is not the sum of the bill's refunds";
    USED_ADDS_UP = "账单的已用金额与各申请的开票、占用和抵扣之和不符",
        "the used amount is not the sum of what applications invoiced, reserved and absorbed";
    ENDED_HOLD_NOTHING = "已结束的申请仍占用抵扣", "the application has ended and still holds offsets";
    OFFSETS_WITHIN_SOURCES = "抵扣超过了不可开票金额", "more is offset than the source holds";
    LINES_ADD_UP = "从各账单开票的金额之和与申请金额不符", "what it takes from its bills is not its amount";
    INVOICES_ADD_UP = "发票合计与申请金额不符，或不含税金额与税额之和不等于价税合计",
        "its invoices do not add up to its amount, or net and tax not to gross";

    OWN_ACCOUNT_ONLY = "用到了其他客户的账单或不可开票金额", "it takes or offsets what is of another account";
    TAKEN_WHEN_PAID = "申请开票时该账单尚未付款", "an application took the bill before it was paid";
    DATED_IN_ORDER = "申请日期与提交时间不符，或办理期限、开票日期早于申请日期",
        "its day is not that of its submission, or it was due or issued before that";
    INVOICED_ONCE_ISSUED = "未开票的申请却有发票，或未红冲的申请却有红字发票",
        "it has invoices though it was not issued, or a red-letter invoice though it was not reversed";
    NUMBERS_USED_ONCE = "同一发票号码登记了不止一次", "the invoice number is used more than once";
    REVERSED_BY_NUMBER = "已红冲，却不是每张发票都有红字发票号码",
        "it was reversed, but not each of its invoices has a red invoice";
    RATE_IS_LEGAL = "发票的税率不是法定税率或征收率", "the invoice has a tax rate that the law does not have";
    SENT_SOMEHOW = "已寄送，却没有快递公司和运单号，也没有邮箱",
        "it was delivered with neither carrier and tracking number nor e-mail address";
    STANDS_ON_ITS_REVIEW = "专票资质的状态与最近一次审核不符",
        "the qualification is not what its newest review came to";
    REVIEWED_BY_ANOTHER = "专票资质由提交人或最后修改信息的人审核",
        "a qualification was reviewed by who submitted it, or who last changed the info";
    SECOND_PERSON_TOOK_STEP = "须由他人办理时，由提交申请或登记开票的人登记了开票或红冲",
        "a second person had to issue or reverse, but it was who applied or issued";
    CORRECTED_AND_REPLACED = "更正已通过，原申请却未红冲或没有新的申请",
        "a correction was approved, but it was not reversed or nothing took its place";
    REMOVED_HOLD_NOTHING = "已删除，却仍有付款、退款、占用或抵扣",
        "it was removed, but payments, refunds, uses or offsets of it still exist";
    BATCHES_ADD_UP = "该批导入的记录与登记的行数不符，已撤销的仍有记录，或更正、撤销只做了一半",
        "what the import brought is not what it says, or it was undone and is there still, or something is half done";
    PLANNED_ADD_UP = "计划开具的发票合计与申请金额不符，流水号有误，或对应的发票不是它的",
        "the planned invoices do not add up to it, have other serial numbers, or became invoices of something else";
    OUT_WHILE_ISSUING = "登记为在税务局，却不在开票中或已经开具，或没有退回却有退回原因",
        "it is marked as out at the tax bureau though it is not being issued, or was issued; or it has reasons and was not refused";
    MAILED_IS_DELIVERED = "邮件已发送，却未登记为已寄送，或所附文件不是该申请的发票文件",
        "an e-mail was sent for it, but it is not delivered, or what was attached is no file of its invoices";
    RED_LETTERS_IN_ORDER = "红字确认单的状态与其记录不符，或未按 72 小时的期限确认、作废",
        "its red-letter form is not where its history led, or was not confirmed or void by the 72 hours";
    FAILING_CODES_SEEN = "统一社会信用代码的校验位不符，且没有人确认已核对证件",
        "a credit code fails its check, and nobody has confirmed that the certificate shows it";
    TAX_IS_OF_ITS_RATE = "发票的不含税金额和税额与税率不符",
        "net and tax of the invoice do not follow from its rate";
    SNAPSHOT_IS_KEPT = "提交时的开票信息无法读取，或与购买方名称不符",
        "what it was made with cannot be read, or is of another buyer";
    MONTHS_ADD_UP = "按月保存的账单合计与账单不符", "what is kept of its bills by month is not what they come to";
    TIMELINE_LEADS_TO_STATE = "办理记录与当前状态不符", "its timeline does not lead to its state";

    NO_ADMIN = "没有任何用户是管理员", "No user is an admin";

    RESTORING = "正在检查并恢复备份", "Checking and restoring the backup";

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
    file_damaged(lang, detail: &str) = "数据文件损坏：{detail}", "The file is damaged: {detail}";
    /// `subject`, a bill, entry or application, breaks a law.
    law_broken(lang, subject: &str, law: Text) = "{subject}：{law}", "{subject}: {law}", law = law.get(lang);
    /// An older desk reversed an application without the number of each red invoice.
    reversed_without_numbers(lang, application: &str, invoices: &[String]) =
        "提示：申请 {application} 由旧版本红冲，发票 {invoices} 还没有红字发票号码。请在该申请上用“红冲”补登记。",
        "Notice: an older version reversed {application} without the red invoices of {invoices}. Enter their numbers by reversing it again.",
        invoices = listed(lang, invoices);
    schema_broken(lang, kind: &str, name: &str) =
        "数据文件的结构被改动过：{kind} {name} 缺失，或与本程序建立的不同",
        "The schema was changed: {kind} {name} is missing, or not as this program makes it";
    item_broken(lang, issuer: &str, item: &str) =
        "开票方 {issuer} 的发票项目“{item}”的税率不是法定税率或征收率，请在设置里改正",
        "The item “{item}” of issuer {issuer} has a rate that the law does not have; change it in the settings";
    policy_broken(lang, policy: &str, version: u32) =
        "开票规则 {policy} 第 {version} 版无法读取、与编号不符或自相矛盾",
        "Version {version} of policy {policy} cannot be read, is another, or contradicts itself";
    issuer_broken(lang, issuer: &str) =
        "开票方 {issuer} 的开票规则不存在或无法读取",
        "The policy of issuer {issuer} is not there or cannot be read";
    audit_broken(lang, entry: i64) =
        "审计日志自第 {entry} 条起与校验值不符，可能被改动过",
        "The audit log does not follow from entry {entry} on; it may have been tampered with";
    /// The balance of an account breaks the law of RULES.md section 4.
    balance_broken(lang, account: &str, says: Fen, should_say: Fen) =
        "客户 {account}：剩余金额减不可开票金额为 {says}，按账单、开票和台账应为 {should_say}",
        "Account {account}: what remains less what is not invoiceable is {says}; by bills, invoices and ledger it should be {should_say}",
        says = yuan(says), should_say = yuan(should_say);
    invoiceable_broken(lang, account: &str, invoiceable: Fen, in_arrears: Fen, sum: Fen) =
        "客户 {account}：可开票 {invoiceable}、欠票 {in_arrears} 与余额 {sum} 不符",
        "Account {account}: invoiceable {invoiceable} and in arrears {in_arrears} do not follow from {sum}",
        invoiceable = yuan(invoiceable), in_arrears = yuan(in_arrears), sum = yuan(sum);
    under_way(lang, what: Text, fraction: Option<f32>) =
        "{what}… {percent:.0}%", "{what}… {percent:.0}%",
        what = what.get(lang), percent = fraction.unwrap_or_default() * 100.0;
    newest_backup(lang, backup: &str) =
        "最近一份完好的备份是 {backup}。恢复：fapiao-desk restore \"{backup}\" --replace（损坏的数据文件会另存在旁边）。",
        "The newest good backup is {backup}. To restore it: fapiao-desk restore \"{backup}\" --replace (the damaged store is kept beside it).";
    backed_up(lang, to: &str) = "已备份到 {to}。", "Backed up to {to}.";
    restored(lang, store: &str) = "已恢复到 {store}。", "Restored to {store}.";
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

/// A scan is gone from `place`, or was changed there.
pub fn scan_lost(lang: Lang, account: &str, name: &str, place: &str, fault: &ScanFault) -> String {
    say!(lang, match fault {
        ScanFault::Altered =>
            "客户 {account} 的扫描件 {name} 被改动过，位于 {place}。可从备份的附件文件夹拷回，或请客户重新提交",
            "Account {account}: the scan {name} at {place} was changed. Copy it back from the scans of a backup, or ask for it again";
        ScanFault::Io { detail } =>
            "客户 {account} 的扫描件 {name} 无法读取（{detail}），位于 {place}。请检查磁盘和权限；如已损坏，可从备份的附件文件夹拷回",
            "Account {account}: the scan {name} at {place} cannot be read ({detail}). Check the disk and its permissions; if it is lost, copy it back from the scans of a backup";
        ScanFault::Vanished =>
            "客户 {account} 的扫描件 {name} 丢失，应在 {place}。可从备份的附件文件夹拷回，或请客户重新提交",
            "Account {account}: the scan {name} is lost; it should be at {place}. Copy it back from the scans of a backup, or ask for it again";
        // Of these a scan is refused when it is submitted, and none that was taken has them.
        ScanFault::NotFound
        | ScanFault::Denied
        | ScanFault::TooLarge
        | ScanFault::NotAScan
        | ScanFault::Broken
        | ScanFault::TooManyPixels
        | ScanFault::Locked
        | ScanFault::Undrawable
        | ScanFault::NoProcess =>
            "{account}, {name}, {place}：{fault}", "{account}, {name}, {place}: {fault}", fault = scan_fault(lang, fault);
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
