//! What `check` says of a store that is not as its log proves: whole sentences.

use chrono::{DateTime, Utc};

use crate::i18n::Lang;
use crate::i18n::dates::moment;

texts! {
    NO_PROOF = "日志没有证明数据文件的内容。", "No entry of the log proves what is in the store.";

    IDENTITY = "数据文件的标识与日志不符。", "The store has another identity than its log says.";

    FOUND_DIGESTS = "各表的汇总与上一条日志不符", "what is kept of the tables was not what the entry before says";
    FOUND_EMPTIED = "日志曾被清空", "the log had been emptied";
    FOUND_SCHEMA = "数据库结构被改动过（例如去掉又放回触发器）",
        "the schema had been touched; triggers may have been dropped and put back";
    BACKUP_DIGESTS = "末尾缺少日志，或汇总被改动",
        "entries are missing at the end of its log, or what is kept of the tables was changed";
    BACKUP_EMPTIED = "日志被清空", "its log was emptied";
    BACKUP_LOG = "有日志被改动、去掉，或不是由本程序写入的",
        "entries of its log were changed or taken out, or not written by the program";
    FOUND_LOG = "日志或其他内容不符", "the log or something else was not as proved";
}

sentences! {
    table(lang, table: &str, proved: i64, found: i64) =
        "表“{table}”的内容不是由命令写入的：日志证明的是 {proved} 行，现有 {found} 行。",
        "The rows of {table} were not all written by commands: {proved} are proved, {found} are there.";
    table_unproved(lang, table: &str) =
        "没有日志证明表“{table}”的内容。", "No entry of the log proves what is in {table}.";
    digests(lang, entry: i64) =
        "数据文件的内容不是最后一条日志（第 {entry} 条）所证明的：日志末尾被删除，或汇总被改动。",
        "The store is not what the newest entry of the log ({entry}) proves: entries were taken off its end, or what is kept of the tables was changed.";
    schema_touched(lang, entry: i64) =
        "第 {entry} 条日志之后，有人改动过数据库结构（例如去掉又放回触发器）。",
        "The schema was touched after entry {entry} of the log; triggers may have been dropped and put back.";
    schema_version(lang, version: i64) =
        "数据库结构的版本被改回 {version}。", "The version of the schema was put back to {version}.";
    signature(lang, entry: i64) =
        "第 {entry} 条日志的签名不对。", "Entry {entry} of the log is not signed by the key that it names.";
    unknown_key(lang, entry: i64) =
        "第 {entry} 条日志的签名密钥不在数据文件中。", "Entry {entry} of the log names a key that the store does not know.";
    signed_by_another(lang, entry: i64) =
        "第 {entry} 条日志不是由操作人自己的密钥签名的，或签名的密钥来历不明。",
        "Entry {entry} of the log is not signed with a key of the user in whose name it stands, or with a key of unknown origin.";
    unproved(lang, entry: i64) =
        "第 {entry} 条日志没有证明，不是由本程序写入的。", "Entry {entry} of the log proves nothing; the program did not write it.";
    begun_anew(lang, entry: i64) =
        "第 {entry} 条日志重新开始证明，之前的被去掉了。", "Entry {entry} of the log begins the proof anew; what was before was taken away.";
    not_as_proved(lang, entry: i64, found: &str) =
        "写第 {entry} 条日志时已发现：{found}。", "When entry {entry} of the log was written, this was found: {found}.";
    backup_table(lang, table: &str) =
        "表“{table}”的内容不是由命令写入的", "the rows of {table} were not all written by commands";
    found_table(lang, table: &str) = "表“{table}”的内容不符", "the rows of {table} were not as proved";
    head_lost(lang, entry: i64, seen_at: DateTime<Utc>) =
        "这台电脑在 {seen} 见过的第 {entry} 条日志不在了或被改写：数据文件被换回较早的，或日志被重写。",
        "Entry {entry} of the log, which this machine saw on {seen}, is gone or another now: the store was put back to an earlier state, or its log was written anew.",
        seen = moment(seen_at);
    machine_signed(lang, entry: i64, at: DateTime<Utc>, machine: &str) =
        "电脑“{machine}”自 {at}（第 {entry} 条日志）起也在这个账套签名。请确认它是自己的电脑。",
        "The machine “{machine}” signs in this store since {at} (entry {entry} of the log). Make sure that it is one of yours.",
        at = moment(at);
    clock_went_back(lang, entry: i64, from: DateTime<Utc>, to: DateTime<Utc>) =
        "写第 {entry} 条日志时，电脑的时钟从 {before} 退回到 {after}。请检查时钟，编号和期限以它为准。",
        "At entry {entry} of the log the clock went back from {before} to {after}. Check it: numbers and deadlines follow it.",
        before = moment(from), after = moment(to);
    proved(lang, since: DateTime<Utc>, since_entry: i64, entry: i64, head: &str) =
        "自 {from}（第 {since_entry} 条日志）起，每一行都有日志证明。最后一条：第 {entry} 条，{head}。",
        "Every row is proved since {from} (entry {since_entry} of the log). The newest entry is {entry}: {head}.",
        from = moment(since);
}

/// The store is of another kind than it was made as.
pub fn sandbox(lang: Lang, is_one: bool) -> String {
    say!(lang, match is_one {
        true =>
            "它是作为沙盒新建的，现在却不再标明：它不是真实账套。",
            "This was made as a sandbox and does not say so any more; it is no real store.";
        false => "它不是作为沙盒新建的，现在却标明是沙盒。", "This was not made as a sandbox and says that it is one.";
    })
}

/// A backup took the place of the store.
pub fn restored(lang: Lang, at: DateTime<Utc>, backup: Option<i64>, replaced: Option<i64>) -> String {
    let at = moment(at);
    let shown = |entry: Option<i64>| entry.map_or_else(|| "?".to_owned(), |entry| entry.to_string());
    let (backup, replaced) = (shown(backup), shown(replaced));
    say!(
        lang,
        "{at} 从备份恢复：备份到第 {backup} 条日志，被替换的到第 {replaced} 条。",
        "Restored from a backup on {at}: the backup ends with entry {backup} of its log, what it replaced with {replaced}."
    )
}
