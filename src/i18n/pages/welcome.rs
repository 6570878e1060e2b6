//! The words of the first-start page.

use crate::domain::check::Found;
use crate::i18n::Lang;
use crate::i18n::check::all_not_as_proved;

texts! {
    TITLE = "欢迎使用开票台", "Welcome to fapiao-desk";
    INTRO = "这里还没有数据文件。所有数据只保存在您电脑上的一个文件里，不会上传。",
        "No data file here yet. All data is kept in one file on this computer and not sent anywhere.";
    PLACE = "数据文件位置", "Data file";
    ELSEWHERE = "换个位置…", "Choose location…";
    START = "新建空白账套", "Start empty";
    START_NOTE = "从零开始：先添加开票方，再导入客户和账单。",
        "Start with an empty file: add an issuer, then import customers and bills.";
    DEMO = "先看看演示数据", "Explore the demo";
    DEMO_NOTE = "新建一个演练账套：两家开票方、约 60 位客户、18 个月账单。不用登录，随便操作，不影响真实数据。",
        "Creates a sandbox with two issuers, about 60 customers and 18 months of sample bills; nobody signs in.";
    OPEN = "打开已有数据文件…", "Open a data file…";
    MAKING_DEMO = "正在生成演示数据…", "Creating the demo…";
    OPENING = "正在打开…", "Opening…";
    RESTORE = "从备份恢复…", "Restore a backup…";
    RESTORING = "正在检查并恢复备份…", "Checking and restoring the backup…";
    NOT_RESTORED = "已取消恢复，数据文件没有变化", "Nothing was restored; the data file is unchanged";
    OPEN_AS_IT_WAS = "打开原来的数据文件", "Open the unchanged data file";
    STORE_FILE = "开票台数据文件", "fapiao-desk data file";

    LOOK_FOR = "查找数据文件…", "Find the data file…";
    LOOK_AGAIN = "在原位置再找一次", "Look there again";
    START_HERE = "不再查找，在原位置新建空白账套", "Start empty in its place";
    NO_DIALOG = "文件对话框没有打开。请复制数据文件的路径，在这里按 Ctrl V 粘贴。",
        "The file dialog did not open. Copy the path of the data file, and press Ctrl V here.";
    DISCARDING = "正在丢弃演示数据…", "Throwing the demo away…";
    DISCARDED = "演示数据已丢弃", "The demo was thrown away";
    NOT_DISPOSABLE = "它不是本程序数据文件夹里的演练账套，没有删除任何文件。",
        "It is no sandbox in the program's own data folder; nothing was removed.";
    AGAIN = "重试", "Try again";
    MOVING = "正在移动数据文件…", "Moving the data file…";
    SET_ASIDE = "损坏的数据文件会另存在同一文件夹，不会丢失。",
        "The damaged data file is kept in the same folder.";
}
sentences! {
    not_discarded(lang, why: &str) = "演示数据没有丢弃：{why}", "The demo was not thrown away: {why}";
    /// What is left of it.
    discarded_but(lang, stays: &str) = "演示数据已丢弃，这些没有删除：{stays}", "The demo was thrown away; these were not removed: {stays}";
    cannot_restore(lang, backup: &str, why: &str) =
        "没有从 {backup} 恢复，原来的数据没有变化：{why}",
        "{backup} was not restored, and the data is as it was: {why}";
    moved(lang, to: &str) =
        "数据文件已移到 {to}，原来的改了名，不再使用", "The data file is now {to}; the old one was renamed and is no longer used";
    restore_newest(lang, at: &str) =
        "用最近一份完好的备份（{at}）恢复", "Restore the newest good backup ({at})";
    restore_earlier(lang, at: &str) =
        "用更早的一份备份（{at}）恢复", "Restore the one before it ({at})";
    cannot_open(lang, why: &str) = "无法打开数据文件：{why}", "The data file cannot be opened: {why}";
    missing(lang, path: &str) =
        "找不到数据文件 {path}。它可能已被移动或改名，或所在的磁盘没有连接。",
        "The data file {path} is not there. It may have been moved or renamed, or its disk is not connected.";
}

/// A backup was restored: where what was there before is kept, how many scans it lacks, how many e-mails are held, and
/// what of it was not as its log proves.
pub fn restored(
    lang: Lang,
    kept: Option<&str>,
    lost: usize,
    held_mail: Option<usize>,
    found: &[Found],
) -> String {
    let mut text = say!(lang, "已从备份恢复", "The backup was restored").to_owned();
    if let Some(kept) = kept {
        text += &say!(lang, "，原来的数据保存为 {kept}", "; what was there is kept as {kept}");
    }
    if !found.is_empty() {
        text += &say!(
            lang,
            "；内容与日志不符（{what}），已记入日志",
            "; it is not what its log proves ({what}), which the log says now",
            what = all_not_as_proved(lang, found)
        );
    }
    if lost > 0 {
        text += &say!(
            lang,
            "；缺失或被改动过的扫描件：{lost} 份",
            "; scans that it lacks, or that were changed: {lost}"
        );
    }
    if let Some(waiting) = held_mail {
        text += &say!(
            lang,
            "；备份之后可能已发过邮件，暂停发送（发件箱中有 {waiting} 封未发出）",
            "; mail may have been sent since, so nothing is sent (in the outbox: {waiting})"
        );
    }
    text
}
