//! The words of the seal of a month, in the window and on the command line.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::files::{FileError, IoFault};
use crate::domain::log::LogOp;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::seal::{Counted, LaterChange, Manifest, SealFault, SealStop, SealedPart, VerifyStop};
use crate::domain::text::visible;
use crate::i18n::dates::moment;
use crate::i18n::exchange::{export_error, file_error};
use crate::i18n::faults::scan_fault;
use crate::i18n::phrase::{count, listed, yuan};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, audit, check};

texts! {
    SEAL = "封账…", "Seal…";
    SEALING = "正在封账…", "Sealing the month…";
    VERIFYING = "正在验证…", "Verifying…";
    VERIFY = "验证封账文件夹…", "Verify a seal…";
    VERIFY_TITLE = "选择封账文件夹", "Choose the folder of a seal";
    FOLDER_TITLE = "选择放封账文件夹的地方", "Choose where the folder is to be";
    CHOOSE_PLACE = "选择位置…", "Choose the place…";
    WHAT_IS_IN_IT = "文件夹里有：当月的发票登记簿（XLSX 和 PDF）、发票清单和发票文件、申请清单、每个客户的月末余额，以及写明每个文件哈希值、合计和日志位置的清单（manifest.json），由您的密钥签名。",
        "In the folder: the month's register (XLSX and PDF), its invoices with their files, its applications, every customer's balance at its end, and a manifest of all hashes, totals and the place in the log, signed with your key.";
    WHAT_IT_DOES = "封账后仍可办理。日期在这个月或之前、封账后才录入的，会在审计日志中标明。",
        "Work goes on afterwards. The audit log marks whatever is dated in this month or before and entered after the seal.";
    SEALED_TITLE = "已封账", "Month sealed";
    OPEN_FOLDER = "打开文件夹", "Open the folder";
    NOT_SEALED = "未封账", "Not sealed";
    CANCELLED = "已取消，没有生成封账文件夹。", "Cancelled; no folder was made.";
    ALL_WELL = "完好：内容与封账时一致，签名正确。", "Whole: everything is as it was sealed, and the signature is right.";
    AGREES = "内容与清单一致，签名与清单所写的公钥一致。请把公钥和 SHA-256 与封账时记下的核对。",
        "It agrees with its manifest, and the signature with the key that it names. Compare key and SHA-256 with what was noted when it was sealed.";
    OVERTAKEN = "封账时不断有人办理别的，没有封账。请在没有人办理时再封账。",
        "Others were working in the store each time the folder was filled, so nothing was sealed. Try again when nobody is.";
    FOLDER_STAYS = "封账文件夹已写好，但不能确定是否已记入日志。请用这个账套验证它（verify --store）：日志里没有的，删掉后重新封账。",
        "The folder was written, but whether the log tells of it is not known. Verify it against this store (verify --store); where its log does not, remove it and seal again.";
    VERIFIED_TITLE = "验证结果", "Result of the check";
    TAKEN = "那里已有文件。请指定一个新的或空的文件夹。", "There is something already. Name a new or an empty folder.";
    TOO_MANY = "当月的文件太多（超过 200,000 个），不能封在一个文件夹里。",
        "The month has more files (over 200,000) than a seal may have.";
    NO_FOLDER = "没有这个文件夹。", "There is no such folder.";
    KEY_OF_MACHINE = "电脑的密钥", "a machine's key";
    NOT_HELD_AGAINST = "没有与账套核对。加 --store 可核对是不是这个账套封的、之后改动过什么。",
        "It was not held against a store. With --store it is: whether that store sealed it, and what was changed since.";
}

names! {
    part(SealedPart) {
        Register = "登记簿", "register";
        RegisterPrinted = "登记簿（PDF）", "register (PDF)";
        Invoices = "发票清单", "list of invoices";
        Applications = "申请清单", "list of applications";
        Balances = "月末余额", "balances";
        InvoiceFile = "发票文件", "files of invoices";
    }
}

/// What is wrong with a folder.
pub fn fault(lang: Lang, fault: &SealFault) -> String {
    let said = say!(lang, match fault {
        SealFault::NoManifest => "没有清单 manifest.json。", "There is no manifest.json.";
        SealFault::BadManifest => "清单 manifest.json 不是封账时写的。", "manifest.json is not as the program writes it.";
        SealFault::ManifestTooLarge { limit } =>
            "清单 manifest.json 大于 {limit} 字节，不是封账时写的。",
            "manifest.json has more than {limit} bytes; the program writes none so large.";
        SealFault::NoSignature => "没有签名 manifest.sig，或不是 64 字节。", "There is no manifest.sig of 64 bytes.";
        SealFault::WrongSignature =>
            "签名不对：清单在签名后被改动，或不是用它所写的密钥签的。",
            "The signature is wrong: the manifest was changed, or signed with another key than it names.";
        SealFault::Missing { path } => "缺少：{path}", "Missing: {path}";
        SealFault::Changed { path } => "被改动：{path}", "Changed: {path}";
        SealFault::Added { path } => "多出：{path}", "Added: {path}";
        SealFault::NotAFile { path } => "不是文件（链接或设备）：{path}", "Not a file, but a link or a device: {path}";
        SealFault::BadPath { path } =>
            "清单中的路径指向文件夹之外，或重复：{path}",
            "The manifest names a place outside of the folder, or one twice: {path}";
        SealFault::Unreadable { path } => "无法读取：{path}", "Cannot be read: {path}";
        SealFault::TooMany { limit } => "文件多于 {limit} 个，没有逐一检查。", "There are more than {limit} files; they were not looked at.";
        SealFault::ListDiffers { path, row: Some(row) } =>
            "合计不符：{path} 第 {row} 行", "It does not come to what the manifest says: {path}, row {row}";
        SealFault::ListDiffers { path, row: None } =>
            "合计不符：{path}", "It does not come to what the manifest says: {path}";
        SealFault::TotalsDiffer { of } =>
            "清单中的合计与{what}不符。", "The totals of the manifest are not those of the {what}.",
            what = part(*of).get(lang);
        SealFault::OtherStore => "不是这个账套的封账。", "It is the seal of another store.";
        SealFault::HeadLost { entry } =>
            "账套的日志里没有封账时的第 {entry} 条，或已是别的内容：账套被换回较早的，或日志被重写。",
            "The log of the store does not have entry {entry} as it was when the month was sealed: the store was put back, or its log was written anew.";
        SealFault::NotSealedHere =>
            "账套的日志里没有这次封账：清单不是原来的，或在记入日志之后被重做。",
            "No entry of the store's log tells of this seal: the manifest is not the one that was made then.";
        SealFault::OtherKey =>
            "签名的密钥与日志里封账的那一条不同。", "It is signed with another key than the entry of the log that tells of it.";
        SealFault::EntryBroken { entry } =>
            "日志里封账的第 {entry} 条被改动，或签名不对。",
            "Entry {entry} of the log, which tells of this seal, was changed, or its signature is wrong.";
        SealFault::Log { found } =>
            "账套的日志：{what}", "The log of the store: {what}", what = check::violation(lang, found);
        SealFault::NotNotedKey =>
            "公钥不是所给的那个。", "The key is not the one that was given.";
        SealFault::NotNotedSha256 =>
            "清单的 SHA-256 不是所给的那个。", "The SHA-256 of the manifest is not the one that was given.";
    });
    // Paths are as whoever made the folder wrote them.
    visible(&said)
}

/// Why a month was not sealed.
pub fn stop(lang: Lang, stop: &SealStop) -> String {
    match stop {
        SealStop::Cancelled => CANCELLED.get(lang).to_owned(),
        SealStop::Refused(refusal) => message(lang, refusal),
        SealStop::File(error) => export_error(lang, error),
        SealStop::Taken => TAKEN.get(lang).to_owned(),
        SealStop::TooMany => TOO_MANY.get(lang).to_owned(),
        SealStop::Overtaken => OVERTAKEN.get(lang).to_owned(),
        SealStop::Unconfirmed(_) => FOLDER_STAYS.get(lang).to_owned(),
        SealStop::LostFile { invoice, name, fault } => lost(lang, invoice, name, &scan_fault(lang, fault)),
    }
}

/// Why a folder could not be looked at.
pub fn verify_stop(lang: Lang, stop: &VerifyStop) -> String {
    match stop {
        VerifyStop::Cancelled => CANCELLED.get(lang).to_owned(),
        VerifyStop::Folder(FileError::Io(IoFault::NotFound)) => NO_FOLDER.get(lang).to_owned(),
        VerifyStop::Folder(error) => file_error(lang, error),
        VerifyStop::Refused(refusal) => message(lang, refusal),
    }
}

sentences! {
    title(lang, month: Month) = "{month} 封账", "Seal {month}";
    folder_name(lang, month: Month) = "{month} 封账", "Seal {month}";
    lost(lang, invoice: &str, name: &str, why: &str) =
        "发票 {invoice} 的文件 {name} 已丢失或被改动，没有封账：{why}",
        "The file {name} of invoice {invoice} is lost or was changed, so nothing was sealed: {why}";
    sealed(lang, month: Month, files: usize, path: &str) =
        "{month} 已封账，共 {files} 个文件：{path}", "{month} is sealed, {files} files: {path}";
    sealed_by(lang, by: &str, at: DateTime<Utc>) = "{by} 于 {at} 封账", "Sealed by {by} on {at}",
        by = visible(by), at = moment(at);
    head(lang, entry: i64, hash: &str) = "日志第 {entry} 条：{hash}", "Entry {entry} of the log: {hash}",
        hash = visible(hash);
    manifest(lang, sha256: &str) = "清单的 SHA-256：{sha256}", "SHA-256 of the manifest: {sha256}";
    signed_by(lang, who: &str, key: &str) = "签名：{who}，公钥 {key}", "Signed by {who}, key {key}",
        who = visible(who), key = visible(key);
    known_since(lang, user: &str, entry: i64) =
        "{user}（密钥登记于日志第 {entry} 条）", "{user}, whose key entry {entry} of the log made known";
    looked_at(lang, files: usize) = "检查了 {files} 个文件。", "{files} files were looked at.";
    violations(lang, n: usize) = "发现 {n} 处问题。", "{n} things are wrong.";
    not_over(lang, over_on: NaiveDate) =
        "这个月还没有结束，{over_on} 起可以封账", "The month is not over; it can be sealed from {over_on} on";
    changed(lang, n: usize) =
        "封账后又录入 {n} 次日期在当月或之前的操作", "1 operation dated in it or before was entered since", "{n} operations dated in it or before were entered since";
    touched(lang, months: &[Month]) =
        "日期在已封账的 {months} 或之前，封账后录入，已记入日志",
        "Dated in {months} or before, which is sealed, and entered after the seal; the log says so",
        months = listed(lang, months.iter().map(ToString::to_string));
    will_touch(lang, month: Month) =
        "{month} 已封账：日期在其内或之前，将在日志中标明为封账后录入",
        "{month} is sealed: this is dated in it or before, and the log will say that it was entered after the seal";
    later(lang, change: &LaterChange) =
        "第 {entry} 条日志：{at} {by} {what}", "Entry {entry}: {at}, {by}, {what}",
        entry = change.entry, at = moment(change.at), by = visible(&change.by), what = visible(&op(lang, &change.op));
    sealed_changed(lang, month: &str, n: usize, last: i64) =
        "{month} 封账后又录入 {n} 次日期在当月或之前的操作，最近一次是日志第 {last} 条。",
        "Operations dated in {month} or before that were entered after it was sealed: {n}, the last by entry {last} of the log.";
}

fn op(lang: Lang, op: &str) -> String {
    LogOp::named(op).map_or_else(|| op.to_owned(), |op| audit::log_op(op).get(lang).to_owned())
}

/// What a sealed month comes to, a line each.
pub fn totals(lang: Lang, manifest: &Manifest) -> [String; 3] {
    let totals = &manifest.totals;
    let applied = totals.applications.values().fold(Counted::default(), |sum, of| Counted {
        count: sum.count.saturating_add(of.count),
        amount: sum.amount + of.amount,
    });
    [
        invoices(lang, totals.blue.count, totals.red.count, totals.invoices.gross),
        applications(lang, applied.count, applied.amount),
        balances(lang, totals.balances.accounts, totals.balances.invoiceable),
    ]
}

sentences! {
    invoices(lang, blue: u32, red: u32, gross: Fen) =
        "发票：蓝字 {blue} 张，红字 {red} 张，价税合计 {gross}", "Invoices: {blue} blue, {red} red, {gross} in all",
        blue = count(blue.into()), red = count(red.into()), gross = yuan(gross);
    applications(lang, n: u32, amount: Fen) =
        "申请：{n} 件，金额 {amount}", "Applications: {n}, {amount}", n = count(n.into()), amount = yuan(amount);
    balances(lang, n: u32, amount: Fen) =
        "月末余额：{n} 个客户，可开票金额 {amount}", "Balances: {n} customers, {amount} invoiceable",
        n = count(n.into()), amount = yuan(amount);
}

/// Who signed a manifest.
pub fn signer(lang: Lang, manifest: &Manifest) -> String {
    let signer = &manifest.signer;
    let who = match (&signer.user, signer.known_since) {
        (Some(user), Some(entry)) => known_since(lang, user, entry),
        (Some(user), None) => user.clone(),
        (None, _) => {
            let machine = manifest.machine.as_deref().unwrap_or_default();
            listed(lang, [KEY_OF_MACHINE.get(lang), machine].into_iter().filter(|part| !part.is_empty()))
        }
    };
    signed_by(lang, &who, &signer.public_key)
}
