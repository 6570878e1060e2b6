//! The words of backups: in the status bar, in the settings, and where one is restored.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::domain::backup::BackupReason;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, dates};

texts! {
    BACKUPS = "自动备份", "Backups";
    BACKUPS_NOTE = "每天第一次打开后、升级数据文件前和撤销导入前自动备份，并检查是否完好；保留最近 7 天、5 周、12 个月的备份。",
        "Made and verified on the first start of a day, before an upgrade and before an import is undone; the last 7 days, 5 weeks and 12 months are kept.";
    SANDBOX = "演练用的数据文件不自动备份。", "A sandbox is not backed up by itself.";
    LAST = "上次备份", "Last backup";
    FOLDER = "备份文件夹", "Folder";
    BACK_UP_NOW = "立即备份", "Back up now";
    BACKING_UP = "正在备份…", "Backing up…";
    BACKED_UP = "已备份，并检查完好", "Backed up and verified";
    CHOOSE_FOLDER = "更改文件夹…", "Change folder…";
    FOLDER_CHOSEN = "已更改备份文件夹", "Backup folder changed";
    FOLDER_BESIDE = "改回数据文件旁边", "Back to beside the data file";
    NONE = "尚未备份", "No backup yet";
    FAILED = "备份失败", "Backup failed";
    NOT_VERIFIED = "备份未通过检查", "Backup not verified";
    OVERDUE = "已超过两天没有备份。请在“设置”里立即备份，或检查备份文件夹。",
        "There has been no backup for more than two days. Back up now in Settings, or check the backup folder.";

    ENCRYPTION = "加密", "Encryption";
    ENCRYPTION_ON = "以后的备份用密码加密", "Backups are encrypted from now on";
    ENCRYPTION_OFF = "备份没有加密", "Backups are not encrypted";
    ENCRYPT_BACKUPS = "加密备份…", "Encrypt backups…";
    ANOTHER_PASSWORD = "更换或重新输入密码…", "Change or enter the password…";
    STOP_ENCRYPTING = "不再加密", "Stop encrypting";
    ENCRYPT_TITLE = "加密备份", "Encrypt backups";
    ENCRYPT = "加密以后的备份", "Encrypt backups";
    ENCRYPT_NOTE = "以后的备份写成一个加密的文件（age 格式），账单、税号和附件都在里面；用这个密码才能恢复，其他 age 工具也能用它打开。以前的备份不变。密码存入系统的密钥库，不写入数据文件。",
        "Backups become one encrypted file each (in the age format) that holds the store and its scans; it is restored with this password, and other age tools open it too. Earlier backups stay as they are. The password goes to the system's key store and is not in the data file.";
    IF_LOST = "忘记密码就打不开这些备份，任何人都无法找回。请把密码另外保管，不要只存在这台电脑上。",
        "If the password is lost, nobody can open these backups. Keep it somewhere else, too, not on this computer alone.";
    HELD_ALONE = "仍可加密：密码保留到程序关闭；下次打开后要在这里重新输入，在那之前不备份；只有升级和撤销导入之前的那一份照做，不加密，放在数据文件旁边。",
        "Encryption is possible all the same: the password is held until the program is closed. After the next start it has to be entered here; until then no backup is made, but for those before an upgrade or an undo: they are not encrypted, and stay beside the data file.";
    ENCRYPT_ALL_THE_SAME = "仍然加密", "Encrypt all the same";
    ENCRYPTED_NOW = "以后的备份会加密", "Backups are encrypted from now on";
    ENCRYPTED_NO_MORE = "以后的备份不再加密", "Backups are no longer encrypted";
    PASSWORD = "备份密码", "Backup password";
    UNLOCK = "解锁", "Unlock";
    UNLOCK_AND_RESTORE = "解锁并恢复", "Unlock and restore";
    UNLOCK_FIRST = "请先输入备份密码", "Enter the password of the backup first";

    RESTORE = "从备份恢复…", "Restore a backup…";
    RESTORE_TITLE = "从备份恢复", "Restore a backup";
    RESTORE_NOTE = "先检查备份是否完好，再用它替换这个数据文件。现在的数据另存在同一文件夹，不会丢失；其他人须先关闭这个数据文件。",
        "The backup is checked, then replaces this data file. The current data is kept in the same folder. Nobody else may have the file open.";
    OTHER_FILE = "选择其他备份文件…", "Choose another backup file…";
    CHOOSE = "请先选择一份备份", "Choose a backup first";
    NOTHING_LISTED = "备份文件夹里还没有备份。", "There is no backup in the folder yet.";
    MADE = "备份时间", "Made";
    WHY = "原因", "Reason";
    SIZE = "大小", "Size";
    STATE = "状态", "State";
    VERIFIED = "完好", "Verified";
    VERIFIED_ENCRYPTED = "完好，已加密", "Verified, encrypted";
    UNVERIFIED = "未通过检查", "Not verified";
    OF_ANOTHER_PLACE = "其他电脑或位置", "Another computer or place";
    COUNTING = "正在比较备份与现在的数据…", "Comparing the backup with the current data…";
    ACCEPT = "不知道会少掉什么，仍然恢复", "Restore without knowing what will be gone";
    AS_IT_IS = "仍按这份备份恢复（内容与日志不符）", "Restore this backup all the same (it is not what its log proves)";
    AS_IT_IS_NOTE = "发现的情况会记入操作日志，核对日志时看得到。请先看看有没有更早的完好备份。",
        "What was found is written into the log, and told where that is checked. See first whether there is an earlier backup that is whole.";
    AS_IT_IS_FIRST = "勾选后才能恢复", "Tick the box first";
    RESTORE_AS_IT_IS = "恢复这份备份", "Restore this backup";
    ACCEPT_FIRST = "没能比较，勾选后才能恢复", "It could not be compared: tick the box to restore all the same";
}

names! {
    reason(BackupReason) {
        Daily = "每日", "Daily";
        Upgrade = "升级前", "Before an upgrade";
        Undo = "撤销导入前", "Before an undo";
        Asked = "手动", "By hand";
    }
}

sentences! {
    /// Where the log of a backup ends, by the beginning of its hash: that may be noted on paper.
    up_to(lang, entry: i64, hash: &str) =
        "备份到操作日志第 {entry} 条（校验值 {hash}…）", "Up to entry {entry} of the log (hash {hash}…)",
        hash = hash.get(..16).unwrap_or(hash);
    failed(lang, why: &Refusal) =
        "{failed}：{why}", "{failed}: {why}", failed = how_failed(why).get(lang), why = message(lang, why);
    not_compared(lang, why: &str) =
        "没能与现在的数据比较，备份之后办理过什么不得而知：{why}",
        "It could not be compared with the current data; what was done since is not known: {why}";
    /// In the status bar: `上次备份 09:12`, on another day `上次备份 11-28 09:12`.
    last(lang, at: NaiveDateTime, today: NaiveDate) =
        "{last} {when}", "{last} {when}",
        last = LAST.get(lang),
        when = at.format(if at.date() == today { "%H:%M" } else { "%m-%d %H:%M" });
    last_in_full(lang, at: NaiveDateTime, why: BackupReason) =
        "{at}（{why}）", "{at} ({why})", at = made_at(at), why = reason(why).get(lang);
}

/// In two words: the backup is not there, or it is and nothing to rely on.
pub fn how_failed(why: &Refusal) -> Text {
    match why {
        Refusal::Store { fault: StoreFault::MadeNotAsProved { .. } } => NOT_VERIFIED,
        _ => FAILED,
    }
}

/// `2026-11-29 09:12`.
pub fn made_at(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// `12.3 MB`, never less than 0.1.
pub fn size(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1 << 20);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// What is lost by restoring: how many entries of the audit log came after the backup, and when the last was written.
pub fn lost_by_restoring(
    lang: Lang,
    entries: i64,
    newest_at: Option<DateTime<Utc>>,
    is_of_another_history: bool,
) -> String {
    let newest = newest_at.map(dates::moment).unwrap_or_default();
    say!(lang, match (is_of_another_history, entries) {
        (true, _) =>
            "这份备份来自另一个数据文件，或数据文件后来恢复到了更早的状态：现在的数据将全部由备份代替。",
            "This backup is of another data file, or the data file was restored to an earlier state since: all of the current data is replaced.";
        (false, 0) => "备份之后没有办理过任何操作。", "Nothing was done since this backup.";
        (false, 1) =>
            "备份之后办理过 1 次操作（{newest}），恢复后不在其中。",
            "1 action since this backup ({newest}) will be gone.";
        (false, n) =>
            "备份之后办理过 {n} 次操作（最后一次 {newest}），恢复后不在其中。",
            "{n} actions since this backup (the last at {newest}) will be gone.";
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_backup_is_told_by_its_time_and_on_another_day_by_its_date_too() {
        let at = "2026-11-28T09:12:03".parse().unwrap();
        let told = |today: &str| last(Lang::Zh, at, today.parse().unwrap());
        assert_eq!(told("2026-11-28"), "上次备份 09:12");
        assert_eq!(told("2026-11-29"), "上次备份 11-28 09:12");
    }

    #[test]
    fn a_size_is_in_tenths_of_a_megabyte() {
        assert_eq!([1, 1 << 20, 13 << 19].map(size), ["0.1 MB", "1.0 MB", "6.5 MB"]);
    }
}
