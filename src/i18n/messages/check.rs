//! What is found where a whole store is looked over: whole sentences, for the command line and the log's page.

pub mod proof;

use crate::domain::check::{Found, Law, LostScan, Notice, Violation};
use crate::domain::money::Fen;
use crate::domain::qualification::ScanFault;
use crate::i18n::faults::scan_fault;
use crate::i18n::phrase::{listed, yuan};
use crate::i18n::{Lang, Text, audit_fields, seal};

/// What is wrong.
pub fn violation(lang: Lang, violation: &Violation) -> String {
    match violation {
        Violation::File { detail } => file_damaged(lang, detail),
        Violation::Schema { kind, name } => schema_broken(lang, kind, name),
        Violation::Row { broken, subject } => law_broken(lang, subject, law(*broken)),
        Violation::Policy { policy, version } => policy_broken(lang, policy, *version),
        Violation::Issuer { issuer } => issuer_broken(lang, issuer),
        Violation::Item { issuer, item } => item_broken(lang, issuer, item),
        Violation::Scan(scan) => lost_scan(lang, scan),
        Violation::NoAdmin => NO_ADMIN.get(lang).to_owned(),
        Violation::Table { table, proved: Some(proved), found } => {
            proof::table(lang, &table_named(lang, table), *proved, *found)
        }
        Violation::Table { table, proved: None, .. } => {
            proof::table_unproved(lang, &table_named(lang, table))
        }
        Violation::Digests { entry } => proof::digests(lang, *entry),
        Violation::SchemaTouched { entry } => proof::schema_touched(lang, *entry),
        Violation::SchemaVersion { version } => proof::schema_version(lang, *version),
        Violation::Signature { entry } => proof::signature(lang, *entry),
        Violation::UnknownKey { entry } => proof::unknown_key(lang, *entry),
        Violation::SignedByAnother { entry } => proof::signed_by_another(lang, *entry),
        Violation::Unproved { entry } => proof::unproved(lang, *entry),
        Violation::BegunAnew { entry } => proof::begun_anew(lang, *entry),
        Violation::NotAsProved { entry, found } => {
            proof::not_as_proved(lang, *entry, &was_found(lang, found))
        }
        Violation::NoProof => proof::NO_PROOF.get(lang).to_owned(),
        Violation::Sandbox { is_one } => proof::sandbox(lang, *is_one),
        Violation::Identity => proof::IDENTITY.get(lang).to_owned(),
        Violation::HeadLost { entry, seen_at } => proof::head_lost(lang, *entry, *seen_at),
        Violation::Audit { entry } => audit_broken(lang, *entry),
        Violation::Balance { account, says, should_say } => balance_broken(lang, account, *says, *should_say),
        Violation::Invoiceable { account, invoiceable, in_arrears, sum } => {
            invoiceable_broken(lang, account, *invoiceable, *in_arrears, *sum)
        }
    }
}

/// What is not wrong and still has to be known.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::ReversedWithoutNumbers { application, invoices } => {
            reversed_without_numbers(lang, application, invoices)
        }
        Notice::Restored { at, backup, replaced, .. } => proof::restored(lang, *at, *backup, *replaced),
        Notice::SealedChanged { month, changed_in, .. } => {
            let last = changed_in.first().copied().unwrap_or_default();
            seal::sealed_changed(lang, month, changed_in.len(), last)
        }
        Notice::MachineSigned { entry, at, machine } => {
            proof::machine_signed(lang, *entry, *at, machine.as_deref().unwrap_or("?"))
        }
        Notice::ClockWentBack { entry, from, to } => proof::clock_went_back(lang, *entry, *from, *to),
    }
}

/// What was not as proved, as part of a sentence.
pub fn was_found(lang: Lang, found: &Found) -> String {
    match found {
        Found::Digests => proof::FOUND_DIGESTS.get(lang).to_owned(),
        Found::Emptied => proof::FOUND_EMPTIED.get(lang).to_owned(),
        Found::Schema => proof::FOUND_SCHEMA.get(lang).to_owned(),
        Found::Log => proof::FOUND_LOG.get(lang).to_owned(),
        Found::Table { table } => proof::found_table(lang, &table_named(lang, table)),
    }
}

/// What of a backup is not as its log proves, as part of a sentence.
pub fn not_as_proved(lang: Lang, found: &Found) -> String {
    match found {
        Found::Digests => proof::BACKUP_DIGESTS.get(lang).to_owned(),
        Found::Emptied => proof::BACKUP_EMPTIED.get(lang).to_owned(),
        Found::Schema => proof::FOUND_SCHEMA.get(lang).to_owned(),
        Found::Log => proof::BACKUP_LOG.get(lang).to_owned(),
        Found::Table { table } => proof::backup_table(lang, &table_named(lang, table)),
    }
}

/// All of it.
pub fn all_not_as_proved(lang: Lang, found: &[Found]) -> String {
    let parts = found.iter().map(|found| not_as_proved(lang, found));
    parts.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// A table by the word for its rows, and by its name for whoever looks into the file.
fn table_named(lang: Lang, table: &str) -> String {
    say!(lang, match audit_fields::table(table) {
        Some(word) => "{word}（{table}）", "{word} ({table})", word = word.get(lang);
        None => { table.to_owned() };
    })
}

/// A scan that is gone, or not what it was.
pub fn lost_scan(lang: Lang, scan: &LostScan) -> String {
    let LostScan { account, name, place, fault } = scan;
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

texts! {
    NO_ADMIN = "没有任何用户是管理员", "No user is an admin";
}

names! {
    law(Law) {
        RefundsAddUp = "账单的已退款金额与各笔退款之和不符", "the refunded amount is not the sum of the bill's refunds";
        UsedAddsUp = "账单的已用金额与各申请的开票、占用和抵扣之和不符", "the used amount is not the sum of what applications invoiced, reserved and absorbed";
        EndedHoldNothing = "已结束的申请仍占用抵扣", "the application has ended and still holds offsets";
        OffsetsWithinSources = "抵扣超过了不可开票金额", "more is offset than the source holds";
        LinesAddUp = "从各账单开票的金额之和与申请金额不符", "what it takes from its bills is not its amount";
        InvoicesAddUp = "发票合计与申请金额不符，或不含税金额与税额之和不等于价税合计", "its invoices do not add up to its amount, or net and tax not to gross";
        OwnAccountOnly = "用到了其他客户的账单或不可开票金额", "it takes or offsets what is of another account";
        TakenWhenPaid = "申请开票时该账单尚未付款", "an application took the bill before it was paid";
        DatedInOrder = "申请日期与提交时间不符，或办理期限、开票日期早于申请日期", "its day is not that of its submission, or it was due or issued before that";
        InvoicedOnceIssued = "未开票的申请却有发票，或未红冲的申请却有红字发票",
            "it has invoices though it was not issued, or a red-letter invoice though it was not reversed";
        ReversedByNumber = "已红冲，却不是每张发票都有红字发票号码", "it was reversed, but not each of its invoices has a red invoice";
        NumbersUsedOnce = "同一发票号码登记了不止一次", "the invoice number is used more than once";
        SentSomehow = "已寄送，却没有快递公司和运单号，也没有邮箱", "it was delivered with neither carrier and tracking number nor e-mail address";
        StandsOnItsReview = "专票资质的状态与最近一次审核不符", "the qualification is not what its newest review came to";
        ReviewedByAnother = "专票资质由提交人或最后修改信息的人审核", "a qualification was reviewed by who submitted it, or who last changed the info";
        SecondPersonTookStep = "须由他人办理时，由提交申请或登记开票的人登记了开票或红冲", "a second person had to issue or reverse, but it was who applied or issued";
        CorrectedAndReplaced = "更正已通过，原申请却未红冲或没有新的申请", "a correction was approved, but it was not reversed or nothing took its place";
        RemovedHoldNothing = "已删除，却仍有付款、退款、占用或抵扣", "it was removed, but payments, refunds, uses or offsets of it still exist";
        RedLettersInOrder = "红字确认单的状态与其记录不符，或未按 72 小时的期限确认、作废",
            "its red-letter form is not where its history led, or was not confirmed or void by the 72 hours";
        BatchesAddUp = "该批导入的记录与登记的行数不符，已撤销的仍有记录，或更正、撤销只做了一半",
            "what the import brought is not what it says, or it was undone and is there still, or something is half done";
        PlannedAddUp = "计划开具的发票合计与申请金额不符，流水号有误，或对应的发票不是它的",
            "the planned invoices do not add up to it, have other serial numbers, or became invoices of something else";
        OutWhileIssuing = "登记为在税务局，却不在开票中或已经开具，或没有退回却有退回原因",
            "it is marked as out at the tax bureau though it is not being issued, or was issued; or it has reasons and was not refused";
        MailedIsDelivered = "邮件已发送，却未登记为已寄送，或所附文件不是该申请的发票文件",
            "an e-mail was sent for it, but it is not delivered, or what was attached is no file of its invoices";
        TaxIsOfItsRate = "发票的不含税金额和税额与税率不符", "net and tax of the invoice do not follow from its rate";
        RateIsLegal = "发票的税率不是法定税率或征收率", "the invoice has a tax rate that the law does not have";
        SnapshotIsKept = "提交时的开票信息无法读取，或与购买方名称不符", "what it was made with cannot be read, or is of another buyer";
        FailingCodesSeen = "统一社会信用代码的校验位不符，且没有人确认已核对证件",
            "a credit code fails its check, and nobody has confirmed that the certificate shows it";
        MonthsAddUp = "按月保存的账单合计与账单不符", "what is kept of its bills by month is not what they come to";
        TimelineLeadsToState = "办理记录与当前状态不符", "its timeline does not lead to its state";
    }
}

sentences! {
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
}
