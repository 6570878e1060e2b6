//! The words for a file that somebody has the program open by name.

use crate::domain::store_place::{Concern, PassingPlace};
use crate::i18n::Lang;

texts! {
    OPEN = "打开", "Open";
    UPGRADE = "升级并打开", "Upgrade and open";
    UPGRADE_NOTE = "先备份，检查完好后再升级。", "A backup is made and verified first.";
    MOVE = "移到本机的数据文件夹，再打开", "Move to the data folder and open";
    MOVE_NOTE = "连同附件一起移走，原来的改名保留。", "Its scans go with it; the old file is renamed and kept.";
    LOOK_AT = "只查看", "Look at it only";
    LOOK_AT_NOTE = "不写入任何内容。", "Nothing is written.";
    LEAVE = "不打开", "Do not open";
    LOOKING = "正在查看，没有改动这个文件；要办理请重新打开。",
        "Open to be looked at; the file is left as it is. Open it again to work with it.";
    OPEN_TO_WORK = "打开以便办理", "Open to work with it";
    LOOKING_AT_BACKUP = "正在查看一份备份，没有改动它。要用它恢复，请打开您的数据文件，在“设置”的“从备份恢复”里选择它。",
        "This is a backup, and is left as it is. To restore it, open your data file and choose it under “Restore a backup” in Settings.";
}

/// What a backup is for.
pub const fn backup(lang: Lang, is_encrypted: bool) -> &'static str {
    match is_encrypted {
        true => lang.pick(
            "这是一份加密的备份，不直接打开，没有改动它。要用它恢复，请打开您的数据文件，在“设置”的“从备份恢复”里选择它，并输入备份密码。",
            "This is an encrypted backup. It is not opened itself, and was left as it is. To restore it, open your data file, choose it under “Restore a backup” in Settings, and enter its password.",
        ),
        false => lang.pick(
            "这是一份备份，不在里面办理，没有改动它。要用它恢复，请打开您的数据文件，在“设置”的“从备份恢复”里选择它。",
            "This is a backup. Nobody works in it, and it was left as it is. To restore it, open your data file and choose it under “Restore a backup” in Settings.",
        ),
    }
}

/// What is to be known before a store is opened.
pub fn concern(lang: Lang, concern: Concern) -> String {
    say!(lang, match concern {
        Concern::Older { from, to } =>
            "这个数据文件由旧版本的程序创建（格式 {from}）。打开后升级到格式 {to}，旧版本的程序就打不开它了；没有得到您同意之前不作改动。",
            "This data file is of an older version (schema {from}). Opening it upgrades it to schema {to}; older versions cannot open it then. Nothing is changed before you say so.";
        Concern::Passing(PassingPlace::Temporary) =>
            "它在临时文件夹里，随时可能被系统清理掉。",
            "It is in a temporary folder, which the system may clear at any time.";
        Concern::Passing(PassingPlace::Received) =>
            "它在下载或聊天软件接收文件的文件夹里，容易被清理或误删。",
            "It is in a folder of downloads or of files received by chat, and is easily cleared away there.";
        Concern::SetAside =>
            "它是以前移走或被替换时另存的旧数据文件，之后的办理不在其中。",
            "It was set aside when it was moved or replaced; what was done since is not in it.";
        Concern::New =>
            "这台电脑以前没有打开过这个数据文件。请确认它来自您的同事或您自己。",
            "This computer has not opened this data file before. Make sure that it is your own, or a colleague's.";
    })
}
