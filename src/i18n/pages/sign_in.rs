//! The words of signing in: the first user of a new store, passwords, the recovery code, the locked window.

use crate::i18n::Lang;

texts! {
    TITLE = "登录开票台", "Sign in to fapiao-desk";
    LOCKED = "窗口已锁定", "The window is locked";
    LOCKED_NOTE = "没有提交的内容都还在，登录后接着填；正在办理的在后台继续。",
        "Nothing that was typed is lost, and what is under way goes on. Sign in to continue.";
    USERS = "用户", "Users";
    FIND_USER = "姓名或拼音", "Name";
    NO_USER_FOUND = "没有这样的用户", "No such user";
    SIGN_IN = "登录", "Sign in";
    SIGNING_IN = "正在核对…", "Checking…";
    SLOWER = "连续输错，下一次核对会更慢；输对了不用等。",
        "Each wrong password in a row is answered more slowly; a right one is not.";
    FORGOTTEN = "忘记密码…", "Forgotten?";
    ASK_ADMIN = "请管理员在 设置 → 用户 里为您设置新密码。",
        "Have an admin set another password for you in Settings, Users.";
    BACK = "返回", "Back";
    BUSY = "窗口中还有正在办理的批量操作，办完才能换用户", "Bulk work is under way here; another user can sign in once it is done";

    PASSWORD = "密码", "Password";
    CURRENT_PASSWORD = "现在的密码", "Current password";
    NEW_PASSWORD = "新密码", "New password";
    REPEAT_PASSWORD = "再输一次密码", "Repeat the password";
    PASSWORD_DIFFERS = "两次输入的密码不一致", "The two passwords differ";
    MUST_CHANGE = "设置自己的密码", "Set a password of your own";
    MUST_CHANGE_NOTE = "现在的密码是管理员设的。请换成只有您知道的，再开始工作。",
        "Your present password was set by an admin. Choose one that only you know, then go on.";
    SET_PASSWORD = "设置密码", "Set password";
    CHANGE_PASSWORD = "修改密码", "Change password";
    PASSWORD_SET = "已设置密码", "Password set";
    SET_NOTE = "由您设置的密码，对方登录后须先换成自己的。",
        "They will be asked to choose one of their own when they sign in.";

    FIRST_USER = "由谁使用这个账套？", "Who works with this file?";
    FIRST_NOTE = "第一位用户是管理员，之后可以在设置里添加同事。每人用自己的密码登录，日志才说得清是谁办的。",
        "The first user is an admin and can add others in the settings. Everybody signs in with a password of their own, so that the log can tell who did what.";
    NAME = "姓名", "Name";
    BEGIN = "新建账套", "Create";
    WITHOUT = "不设密码，不用登录", "No password, nobody signs in";
    WITHOUT_NOTE = "能打开这个文件的人都可以用任何人的名义办理，日志证明不了是谁做的。以后可以在 设置 里启用登录。",
        "Whoever can open the file can act under any name, and the log proves nobody's doing. Sign-in can be turned on later in Settings.";

    CODE = "恢复码", "Recovery code";
    CODE_TITLE = "保管好恢复码", "Keep the recovery code";
    CODE_NOTE = "忘记密码时，只有它能让您重新登录。它只显示这一次：请打印或抄下，放在安全的地方，不要和电脑放在一起。",
        "It is the only way back in if you forget the password, and it is shown this once. Print it or write it down, and keep it in a safe place, away from the computer.";
    COPY = "复制", "Copy";
    COPIED = "已复制", "Copied";
    SAVE_AS = "存为文件…", "Save as a file…";
    PRINT = "打开以打印", "Open it to print";
    CODE_FILE = "文本文件", "Text file";
    CODE_FILE_NAME = "开票台恢复码.txt", "fapiao-desk recovery code.txt";
    KEPT = "我已把恢复码保管好", "I have put the code in a safe place";
    GO_ON = "继续", "Continue";
    KEEP_FIRST = "请先保管好恢复码", "Keep the code first";
    RECOVER = "用恢复码设置新密码", "Use the recovery code";
    RECOVER_NOTE = "输入保管的恢复码和新密码。恢复码用过即作废，随后给您新的。",
        "Type the code that you kept, and another password. A code works once; you get a new one afterwards.";

    SWITCH_USER = "切换用户", "Switch user";
    LOCK = "锁定窗口", "Lock the window";
    USER_MENU = "当前操作人", "Current user";
    ONLY_HERE = "当前操作人（只对这个窗口）", "Current user, in this window";
    NO_SIGN_IN = "这个账套没有启用登录", "Nobody signs in to this data file";
}

sentences! {
    wrong_before(lang, n: u64, when: &str) =
        "上次登录之后有 {n} 次密码输错，最近一次在 {when}。不是您输的，请告诉管理员并修改密码。",
        "Wrong passwords were given under your name {n} times since you last signed in, the last one at {when}. If that was not you, tell an admin and change the password.";
    leaves_forms(lang, name: &str) =
        "登录后，{name}没提交的内容存为其草稿。", "What {name} has typed is kept as their drafts.";
    turned_away(lang, name: &str) =
        "{name}已停用，不能再登录。", "{name} was disabled and can no longer sign in.";
    loses(lang, name: &str) =
        "{name}还有存不了草稿的内容（如附上的扫描件），换人登录就会丢失。",
        "{name} has something that drafts cannot keep, such as attached scans; it is lost if you sign in.";
    saved_at(lang, path: &str) = "已存到 {path}", "Saved to {path}";
    not_saved(lang, why: &str) = "没有存成：{why}", "Not saved: {why}";
}

/// The content of the file in which a recovery code is kept.
pub fn code_file(lang: Lang, store: &str, name: &str, code: &str) -> String {
    say!(
        lang,
        "开票台恢复码\r\n\r\n数据文件：{store}\r\n用户：{name}\r\n恢复码：{code}\r\n\r\n忘记密码时，在登录页选“忘记密码…”，输入恢复码并设置新密码。用过即作废。\r\n请打印后放在安全的地方，并删除这个文件。\r\n",
        "Recovery code of fapiao-desk\r\n\r\nData file: {store}\r\nUser: {name}\r\nCode: {code}\r\n\r\nIf the password is forgotten, choose “Forgotten?” where one signs in, and give this code and another password. It works once.\r\nPrint this, keep it in a safe place, and delete the file.\r\n"
    )
}
