//! What the subcommands say.

pub mod arguments;
pub mod help;

use std::io;

use crate::domain::import::{LeftOut, LeftOutReason};
use crate::domain::money::Fen;
use crate::domain::qualification::ScanFault;
use crate::i18n::faults::scan_fault;
use crate::i18n::phrase::{because, listed, yuan};
use crate::i18n::{Lang, Text, exchange};

/// The arguments make no sense; what is wrong with them follows.
pub const BAD_ARGUMENTS: Text = Text::new(
    "命令行参数有误。加 --help 可查看用法。",
    "The arguments make no sense. Add --help to see what can be asked.",
);

/// The system knows no folder for the user's data.
pub const NO_DATA_FOLDER: Text = Text::new(
    "系统没有提供用户数据文件夹。请用 --store 指定数据文件。",
    "The system names no folder for the user's data. Say where the store is with --store.",
);

/// There is nowhere to open a window. The subcommands follow.
pub fn no_window(lang: Lang, reason: Option<&str>) -> String {
    match (lang, reason) {
        (Lang::Zh, None) => "没有可用的图形显示，无法打开窗口。可以改用以下命令：".to_owned(),
        (Lang::Zh, Some(reason)) => format!("无法打开窗口（{reason}）。可以改用以下命令："),
        (Lang::En, None) => "There is no display to open a window on. These commands need none:".to_owned(),
        (Lang::En, Some(reason)) => {
            format!("The window cannot be opened ({reason}). These commands need none:")
        }
    }
}

/// A line of the input is not a JSON object.
pub fn not_json_lines(lang: Lang, file: &str, line: usize) -> String {
    match lang {
        Lang::Zh => format!(
            "{file} 第 {line} 行不是 JSON 对象，从这一行起没有执行。请按一行一个 JSON 对象的格式修改，存为 UTF-8 编码。"
        ),
        Lang::En => format!(
            "{file}: line {line} is not a JSON object; nothing was done from there on. Write one JSON object a line, in UTF-8."
        ),
    }
}

/// A line of the input is longer than any command.
pub fn line_too_long(lang: Lang, file: &str, line: usize, max_bytes: u64) -> String {
    match lang {
        Lang::Zh => format!("{file} 第 {line} 行超过 {max_bytes} 字节，从这一行起没有执行。请拆成多行。"),
        Lang::En => format!(
            "{file}: line {line} has more than {max_bytes} bytes; nothing was done from there on. Split it."
        ),
    }
}

/// The input cannot be read.
pub fn cannot_read(lang: Lang, file: &str, error: &io::Error) -> String {
    match lang {
        Lang::Zh => format!("无法读取 {file}（{error}）。请检查路径和权限。"),
        Lang::En => format!("{file} cannot be read ({error}). Check the path and its permissions."),
    }
}

/// The answers cannot be written.
pub fn cannot_answer(lang: Lang, error: &io::Error) -> String {
    match lang {
        Lang::Zh => format!("无法输出结果（{error}），其余各行没有执行。"),
        Lang::En => format!("The answers cannot be written ({error}); the other lines were not carried out."),
    }
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
    match lang {
        Lang::Zh => format!("第 {section} 节　{}", of.get(lang)),
        Lang::En => format!("Section {section}: {}", of.get(lang)),
    }
}

/// Before what to do about a rule.
pub const WHAT_TO_DO: Text = Text::new("怎么办：", "What to do: ");

/// There is no plan whose day has come.
pub const NO_RUNS: Text = Text::new("没有到期的定期开票。", "No recurring plan is due.");

/// A plan applied, or would apply.
pub fn run_applied(lang: Lang, account: &str, month: &str, amount: Fen, application: Option<&str>) -> String {
    let amount = yuan(amount);
    match (lang, application) {
        (Lang::Zh, Some(number)) => format!("{account} {month}：已申请 {amount}，申请编号 {number}"),
        (Lang::Zh, None) => format!("{account} {month}：将申请 {amount}"),
        (Lang::En, Some(number)) => format!("{account} {month}: applied for {amount}, {number}"),
        (Lang::En, None) => format!("{account} {month}: would apply for {amount}"),
    }
}

/// A plan's month was skipped, or would be.
pub fn run_skipped(lang: Lang, account: &str, month: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("{account} {month}：跳过（{why}）"),
        Lang::En => format!("{account} {month}: skipped ({why})"),
    }
}

/// What was looked over, and how much of it is wrong; nothing but scans where the store itself is well.
pub fn checked(lang: Lang, accounts: usize, bills: usize, violations: usize, is_store_well: bool) -> String {
    match (lang, violations) {
        (Lang::Zh, 0) => format!("检查了 {accounts} 个客户、{bills} 张账单，没有发现问题。"),
        (Lang::Zh, _) if is_store_well => format!(
            "检查了 {accounts} 个客户、{bills} 张账单，发现 {violations} 处问题，都是附件丢失或被改动，账目没有问题。"
        ),
        (Lang::En, violations) if violations > 0 && is_store_well => format!(
            "Looked over {accounts} accounts and {bills} bills; violations: {violations}, all of them scans that are lost or were changed. The accounts are well."
        ),
        (Lang::Zh, _) => format!(
            "检查了 {accounts} 个客户、{bills} 张账单，发现 {violations} 处问题。请停止使用并留存一份数据文件，再从备份恢复。"
        ),
        (Lang::En, 0) => format!("Looked over {accounts} accounts and {bills} bills; nothing is wrong."),
        (Lang::En, _) => format!(
            "Looked over {accounts} accounts and {bills} bills; violations: {violations}. Stop working with the store, keep a copy of it, and restore a backup."
        ),
    }
}

/// A scan is gone from `place`, or was changed there.
pub fn scan_lost(lang: Lang, account: &str, name: &str, place: &str, fault: &ScanFault) -> String {
    match (fault, lang) {
        (ScanFault::Altered, Lang::Zh) => format!(
            "客户 {account} 的扫描件 {name} 被改动过，位于 {place}。可从备份的附件文件夹拷回，或请客户重新提交"
        ),
        (ScanFault::Altered, Lang::En) => format!(
            "Account {account}: the scan {name} at {place} was changed. Copy it back from the scans of a backup, or ask for it again"
        ),
        (ScanFault::Io { detail }, Lang::Zh) => format!(
            "客户 {account} 的扫描件 {name} 无法读取（{detail}），位于 {place}。请检查磁盘和权限；如已损坏，可从备份的附件文件夹拷回"
        ),
        (ScanFault::Io { detail }, Lang::En) => format!(
            "Account {account}: the scan {name} at {place} cannot be read ({detail}). Check the disk and its permissions; if it is lost, copy it back from the scans of a backup"
        ),
        (ScanFault::Vanished, Lang::Zh) => format!(
            "客户 {account} 的扫描件 {name} 丢失，应在 {place}。可从备份的附件文件夹拷回，或请客户重新提交"
        ),
        (ScanFault::Vanished, Lang::En) => format!(
            "Account {account}: the scan {name} is lost; it should be at {place}. Copy it back from the scans of a backup, or ask for it again"
        ),
        // Of these a scan is refused when it is submitted, and none that was taken has them.
        (
            ScanFault::NotFound
            | ScanFault::Denied
            | ScanFault::TooLarge
            | ScanFault::NotAScan
            | ScanFault::Broken
            | ScanFault::TooManyPixels
            | ScanFault::Locked
            | ScanFault::Undrawable
            | ScanFault::NoProcess,
            _,
        ) => because(lang, &format!("{account}, {name}, {place}"), &scan_fault(lang, fault)),
    }
}

/// How many scans a copy lacks; they were named before.
pub fn lacks_scans(lang: Lang, scans: usize) -> String {
    match lang {
        Lang::Zh => format!("其中有 {scans} 份扫描件缺失或被改动过，见上。"),
        Lang::En => format!("Scans that it lacks, or that were changed: {scans}; they are named above."),
    }
}

/// SQLite finds the file damaged.
pub fn file_damaged(lang: Lang, detail: &str) -> String {
    match lang {
        Lang::Zh => format!("数据文件损坏：{detail}"),
        Lang::En => format!("The file is damaged: {detail}"),
    }
}

/// `subject`, a bill, entry or application, breaks a law.
pub fn law_broken(lang: Lang, subject: &str, law: Text) -> String {
    match lang {
        Lang::Zh => format!("{subject}：{}", law.get(lang)),
        Lang::En => format!("{subject}: {}", law.get(lang)),
    }
}

/// A bill's refunds.
pub const REFUNDS_ADD_UP: Text = Text::new(
    "账单的已退款金额与各笔退款之和不符",
    "the refunded amount is not the sum of the bill's refunds",
);
/// What of a bill is used.
pub const USED_ADDS_UP: Text = Text::new(
    "账单的已用金额与各申请的开票、占用和抵扣之和不符",
    "the used amount is not the sum of what applications invoiced, reserved and absorbed",
);
/// An ended application.
pub const ENDED_HOLD_NOTHING: Text =
    Text::new("已结束的申请仍占用抵扣", "the application has ended and still holds offsets");
/// A source of non-invoiceable money.
pub const OFFSETS_WITHIN_SOURCES: Text =
    Text::new("抵扣超过了不可开票金额", "more is offset than the source holds");
/// What an application takes from its bills.
pub const LINES_ADD_UP: Text =
    Text::new("从各账单开票的金额之和与申请金额不符", "what it takes from its bills is not its amount");
/// The invoices of an application.
pub const INVOICES_ADD_UP: Text = Text::new(
    "发票合计与申请金额不符，或不含税金额与税额之和不等于价税合计",
    "its invoices do not add up to its amount, or net and tax not to gross",
);

/// What is of another account.
pub const OWN_ACCOUNT_ONLY: Text =
    Text::new("用到了其他客户的账单或不可开票金额", "it takes or offsets what is of another account");
/// A bill that was not paid when it was taken.
pub const TAKEN_WHEN_PAID: Text =
    Text::new("申请开票时该账单尚未付款", "an application took the bill before it was paid");
/// The dates of an application and its invoices.
pub const DATED_IN_ORDER: Text = Text::new(
    "申请日期与提交时间不符，或办理期限、开票日期早于申请日期",
    "its day is not that of its submission, or it was due or issued before that",
);
/// Invoices of what was not issued.
pub const INVOICED_ONCE_ISSUED: Text = Text::new(
    "未开票的申请却有发票，或未红冲的申请却有红字发票",
    "it has invoices though it was not issued, or a red-letter invoice though it was not reversed",
);
/// An invoice number that stands twice.
pub const NUMBERS_USED_ONCE: Text =
    Text::new("同一发票号码登记了不止一次", "the invoice number is used more than once");
/// The red-letter invoices of a reversal.
pub const REVERSED_BY_NUMBER: Text = Text::new(
    "已红冲，却不是每张发票都有红字发票号码",
    "it was reversed, but not each of its invoices has a red invoice",
);
/// The rate of an invoice.
pub const RATE_IS_LEGAL: Text =
    Text::new("发票的税率不是法定税率或征收率", "the invoice has a tax rate that the law does not have");
/// How something was sent.
pub const SENT_SOMEHOW: Text = Text::new(
    "已寄送，却没有快递公司和运单号，也没有邮箱",
    "it was delivered with neither carrier and tracking number nor e-mail address",
);
/// A qualification and its newest submission.
pub const STANDS_ON_ITS_REVIEW: Text =
    Text::new("专票资质的状态与最近一次审核不符", "the qualification is not what its newest review came to");
/// A review and who submitted, or last changed the info.
pub const REVIEWED_BY_ANOTHER: Text = Text::new(
    "专票资质由提交人或最后修改信息的人审核",
    "a qualification was reviewed by who submitted it, or who last changed the info",
);
/// An approved correction.
pub const CORRECTED_AND_REPLACED: Text = Text::new(
    "更正已通过，原申请却未红冲或没有新的申请",
    "a correction was approved, but it was not reversed or nothing took its place",
);
/// A removed bill or ledger entry.
pub const REMOVED_HOLD_NOTHING: Text = Text::new(
    "已删除，却仍有付款、退款、占用或抵扣",
    "it was removed, but payments, refunds, uses or offsets of it still stand",
);
/// An import.
pub const BATCHES_ADD_UP: Text = Text::new(
    "该批导入的记录与登记的行数不符，已撤销的仍有记录，或更正、撤销只做了一半",
    "what the import brought is not what it says, or it was undone and is there still, or something is half done",
);
/// A credit code.
pub const FAILING_CODES_SEEN: Text = Text::new(
    "统一社会信用代码的校验位不符，且没有人确认已核对证件",
    "a credit code fails its check, and nobody has confirmed that it stands so on the certificate",
);
/// Net and tax of an invoice.
pub const TAX_IS_OF_ITS_RATE: Text =
    Text::new("发票的不含税金额和税额与税率不符", "net and tax of the invoice do not follow from its rate");
/// What an application was made with.
pub const SNAPSHOT_IS_KEPT: Text = Text::new(
    "提交时的开票信息无法读取，或与购买方名称不符",
    "what it was made with cannot be read, or is of another buyer",
);
/// The timeline of an application.
pub const TIMELINE_LEADS_TO_STATE: Text =
    Text::new("办理记录与当前状态不符", "its timeline does not lead to its state");

/// An older desk reversed an application without the number of each red invoice.
pub fn reversed_without_numbers(lang: Lang, application: &str, invoices: &[String]) -> String {
    let invoices = invoices.join(lang.pick("、", ", "));
    match lang {
        Lang::Zh => format!(
            "提示：申请 {application} 由旧版本红冲，发票 {invoices} 还没有红字发票号码。请在该申请上用“红冲”补登记。"
        ),
        Lang::En => format!(
            "Notice: an older version reversed {application} without the red invoices of {invoices}. Enter their numbers by reversing it again."
        ),
    }
}

/// A part of the schema is not as the program makes it.
pub fn schema_broken(lang: Lang, kind: &str, name: &str) -> String {
    match lang {
        Lang::Zh => format!("数据文件的结构被改动过：{kind} {name} 缺失，或与本程序建立的不同"),
        Lang::En => {
            format!("The schema was changed: {kind} {name} is missing, or not as this program makes it")
        }
    }
}

/// An invoice item of an issuer's own has a rate that the law does not have.
pub fn item_broken(lang: Lang, issuer: &str, item: &str) -> String {
    match lang {
        Lang::Zh => format!("开票方 {issuer} 的发票项目“{item}”的税率不是法定税率或征收率，请在设置里改正"),
        Lang::En => {
            format!(
                "The item “{item}” of issuer {issuer} has a rate that the law does not have; change it in the settings"
            )
        }
    }
}

/// A version of a policy is not what an issuer could work under.
pub fn policy_broken(lang: Lang, policy: &str, version: u32) -> String {
    match lang {
        Lang::Zh => format!("开票规则 {policy} 第 {version} 版无法读取、与编号不符或自相矛盾"),
        Lang::En => {
            format!("Version {version} of policy {policy} cannot be read, is another, or contradicts itself")
        }
    }
}

/// An issuer's policy is not there.
pub fn issuer_broken(lang: Lang, issuer: &str) -> String {
    match lang {
        Lang::Zh => format!("开票方 {issuer} 的开票规则不存在或无法读取"),
        Lang::En => format!("The policy of issuer {issuer} is not there or cannot be read"),
    }
}

/// Nobody can change users, issuers and policies.
pub const NO_ADMIN: Text = Text::new("没有任何用户是管理员", "Nobody is an admin");

/// The audit log does not hang together.
pub fn audit_broken(lang: Lang, entry: i64) -> String {
    match lang {
        Lang::Zh => format!("审计日志自第 {entry} 条起与校验值不符，可能被改动过"),
        Lang::En => {
            format!("The audit log does not follow from entry {entry} on; it may have been tampered with")
        }
    }
}

/// The balance of an account breaks the law of RULES.md section 4.
pub fn balance_broken(lang: Lang, account: &str, says: Fen, should_say: Fen) -> String {
    let (says, should_say) = (yuan(says), yuan(should_say));
    match lang {
        Lang::Zh => {
            format!("客户 {account}：剩余金额减不可开票金额为 {says}，按账单、开票和台账应为 {should_say}")
        }
        Lang::En => format!(
            "Account {account}: what remains less what is not invoiceable is {says}; by bills, invoices and ledger it should be {should_say}"
        ),
    }
}

/// What an account may invoice, or owes, does not follow from its balance.
pub fn invoiceable_broken(lang: Lang, account: &str, invoiceable: Fen, in_arrears: Fen, sum: Fen) -> String {
    let (invoiceable, in_arrears, sum) = (yuan(invoiceable), yuan(in_arrears), yuan(sum));
    match lang {
        Lang::Zh => {
            format!("客户 {account}：可开票 {invoiceable}、欠票 {in_arrears} 与余额 {sum} 不符")
        }
        Lang::En => format!(
            "Account {account}: invoiceable {invoiceable} and in arrears {in_arrears} do not follow from {sum}"
        ),
    }
}

/// A copy was made.
pub fn backed_up(lang: Lang, to: &str) -> String {
    match lang {
        Lang::Zh => format!("已备份到 {to}。"),
        Lang::En => format!("Backed up to {to}."),
    }
}

/// A backup was put in place.
pub fn restored(lang: Lang, store: &str) -> String {
    match lang {
        Lang::Zh => format!("已恢复到 {store}。"),
        Lang::En => format!("Restored to {store}."),
    }
}

/// Where the store is that was there before.
pub fn kept_aside(lang: Lang, kept: &str) -> String {
    match lang {
        Lang::Zh => format!("原来的数据文件保存为 {kept}。"),
        Lang::En => format!("The store that was there is kept as {kept}."),
    }
}

/// The demo store was made.
pub fn demo_made(lang: Lang, store: &str) -> String {
    match lang {
        Lang::Zh => format!("演示数据已生成：{store}（沙盒，数据均为虚构）。"),
        Lang::En => format!("The demo is made: {store} (a sandbox; everything in it is made up)."),
    }
}

/// A preview was to write refused rows over a file.
pub const PREVIEW_OVERWRITES: Text = Text::new(
    "文件已经存在，预览不会覆盖它。请换一个文件名。",
    "the file is there already, and a preview overwrites nothing. Choose another name.",
);

/// What is wrong with a file, with its name before it.
pub fn about_file(lang: Lang, file: &str, message: &str) -> String {
    because(lang, file, message)
}

/// A row that was refused.
pub fn refused_row(lang: Lang, row: u32, message: &str) -> String {
    match lang {
        Lang::Zh => format!("第 {row} 行：{message}"),
        Lang::En => format!("Row {row}: {message}"),
    }
}

/// Something that a person should know of an import.
pub fn notice(lang: Lang, message: &str) -> String {
    match lang {
        Lang::Zh => format!("注意：{message}"),
        Lang::En => format!("Note: {message}"),
    }
}

/// How many rows were left out, by the reason.
pub fn left_out(lang: Lang, rows: &[LeftOut]) -> String {
    let mut reasons: Vec<(LeftOutReason, usize)> = Vec::new();
    for LeftOut { reason, .. } in rows {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((*reason, 1)),
        }
    }
    let counts: Vec<String> = reasons
        .iter()
        .map(|(reason, count)| {
            let word = exchange::left_out_reason(*reason).get(lang);
            match lang {
                Lang::Zh => format!("{word} {count} 行"),
                Lang::En => format!("{count} {word}"),
            }
        })
        .collect();
    let counts = listed(lang, &counts);
    match lang {
        Lang::Zh => format!("未导入也不算错误的行：{counts}。"),
        Lang::En => format!("Rows left out, which are not wrong: {counts}."),
    }
}

/// Refused rows that are not named.
pub fn more_refused_rows(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("另有 {count} 行被拒绝。加 --refused-to 文件名 可全部存下，加 --json 可全部列出。")
        }
        Lang::En => format!(
            "{count} more rows were refused. Add --refused-to FILE to save them all, or --json to list them."
        ),
    }
}

/// Rows read, added, changed, unchanged and refused.
pub fn imported(lang: Lang, [read, added, changed, unchanged, refused]: [u32; 5]) -> String {
    match lang {
        Lang::Zh => {
            format!("读取 {read} 行：新增 {added}，变更 {changed}，不变 {unchanged}，拒绝 {refused}。")
        }
        Lang::En => format!(
            "Rows read: {read}; added: {added}; changed: {changed}; unchanged: {unchanged}; refused: {refused}."
        ),
    }
}

/// It was a preview.
pub const ONLY_SHOWN: Text = Text::new("这是预览，没有导入。", "This was a preview; nothing was imported.");

/// One wrong row refused the file.
pub const FILE_REFUSED: Text = Text::new(
    "有错误的行，按 --strict 整个文件没有导入。",
    "There are wrong rows; with --strict nothing of the file was imported.",
);

/// Where the refused rows were written.
pub fn refused_saved(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Zh => format!("被拒绝的行已存为 {path}，改好后可再次导入。"),
        Lang::En => format!("The refused rows are in {path}, to be mended and imported again."),
    }
}

/// The refused rows could not be written.
pub fn cannot_save_refused(lang: Lang, path: &str, detail: &str) -> String {
    match lang {
        Lang::Zh => format!("无法把被拒绝的行写入 {path}：{detail}"),
        Lang::En => format!("The refused rows cannot be written to {path}: {detail}"),
    }
}

/// A year of holidays was added.
pub fn holidays_added(lang: Lang, year: i32, days: usize) -> String {
    match lang {
        Lang::Zh => format!("已导入 {year} 年的节假日安排，共 {days} 天。"),
        Lang::En => format!("The holidays of {year} were added: {days} days."),
    }
}

/// A list goes to a file of another kind.
pub const EXPORT_ENDINGS: Text = Text::new(
    "--to 的文件名要以 .csv 或 .xlsx 结尾。",
    "The name of the file for --to has to end in .csv or .xlsx.",
);
