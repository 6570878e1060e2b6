//! The words for a store whose program changes its version.

texts! {
    SHOW_BACKUP = "显示备份", "Show the backup";
    UNDERSTOOD = "知道了（Esc）", "Got it (Esc)";
    NONE_BEFORE = "没有找到升级前的备份。请换回新版本的程序打开。",
        "No backup from before the upgrade was found. Open it with the newer version.";
}

sentences! {
    /// The backup is whole.
    upgraded(lang, from: i64, to: i64, backup: &str) =
        "数据文件已由旧版本（格式 {from}）升级到格式 {to}。升级前已备份，并检查完好：{backup}",
        "The data file of an older version (schema {from}) was upgraded to schema {to}. Backed up before, and verified: {backup}";
    /// What is left to an older program.
    before_upgrade(lang, backup: &str) =
        "升级前的备份是 {backup}。最好换回新版本的程序；一定要用这个版本的，可以从这份备份恢复，升级之后办理的内容不在其中。",
        "The backup from before the upgrade is {backup}. It is best to go back to the newer version; to use this one all the same, restore that backup, which has nothing of what was done since.";
}
