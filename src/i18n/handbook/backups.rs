//! Backups, and how the desk comes to another computer.

sections! {
    "自动备份", "Backups by themselves" => {
        plain "每天第一次打开后、升级之前和撤销导入之前自动备份，写好后再完整读一遍检查。留下最近 7 天、5 周、12 个月各一份。",
            "A backup is made on the first start of a day, before an upgrade and before an import is undone, and read again to verify it. Seven days, five weeks and twelve months are kept.";
        plain "状态栏写着上次备份的时间，失败或超过两天没有备份时提醒。[[立即备份]]（{BackUpNow}）在 [[设置]] 里。",
            "The status bar says when the last one was, and warns where one failed or none was made for two days. [[Back up now]] ({BackUpNow}) is in [[Settings]].";
        plain "[[更改文件夹…]] 可选网络盘、同步盘或移动硬盘：电脑坏了，备份还在。", "[[Change folder…]] takes a network, cloud or external disk, so that a backup outlives the computer.";
        plain "[[加密备份…]] 之后，每份备份是一个 .age 文件。密码忘记就谁也打不开，请另外保管。",
            "After [[Encrypt backups…]] each backup is one .age file. Nobody can open it without the password: keep it elsewhere, too.";
        note "密码存不进系统密钥库的电脑，每次打开后要重新输入，在那之前不备份；升级和撤销导入之前的那一份照做，但不加密，只放在数据文件旁边。",
            "Where no key store takes the password, it has to be entered after each start, and until then no backup is made; only those before an upgrade or an undo are, without encryption, beside the data file.";
        note "更改文件夹、加密和恢复由管理员办理。", "An admin changes the folder, has backups encrypted, and restores one.";
    }
    "恢复", "Restoring" => {
        step "在 [[设置]] 按 {RestoreBackup}（[[从备份恢复…]]），选一份；写明恢复后会少掉多少次操作。",
            "In [[Settings]] press {RestoreBackup} ([[Restore a backup…]]) and choose one; it says how many operations are lost by it.";
        step "先检查是否完好，再替换；原来的数据另存在旁边。中途可以取消，取消后一切照旧。",
            "It is verified, then takes the place of the data file, which is kept beside it. It can be cancelled on the way; then all is as before.";
        note "数据文件损坏、打不开时，窗口会给出最近一份完好的备份，按一下即恢复，损坏的另存在旁边；这一份不能用时，给出更早的一份。",
            "Where the data file is damaged, the window offers the newest good backup; one press restores it, and the damaged file is kept. Where that one cannot be used, the one before it is offered.";
        note "备份的内容与它的日志不符，说明有人绕过程序改过数据，不会恢复。没有别的备份时，勾选 [[仍按这份备份恢复（内容与日志不符）]]；发现的情况记入日志。",
            "A backup that is not what its log proves was changed past the program, and is not restored. Where there is no other, tick [[Restore this backup all the same (it is not what its log proves)]]; the log says what was found.";
    }
    "升级、双击打开", "Upgrades, and opening by a double click" => {
        plain "[[关于开票台]]（{About}）写着版本和怎样升级；下载的安装包在那里与 SHA256SUMS 核对。装好后第一次打开时，先备份并检查完好，再升级数据文件，窗口写明备份在哪里（[[显示备份]]）。新版本升级过的数据文件，旧版本不打开。",
            "[[About fapiao-desk]] ({About}) says which version this is and how it is upgraded, and holds a downloaded package against SHA256SUMS. When the new one first opens the data file, it is backed up and verified, then upgraded; the window says where the backup is ([[Show the backup]]). An older version does not open it any more.";
        plain "双击数据文件也能打开。这台电脑没打开过的、旧版本的、在临时或下载文件夹里的，先问再动；可以 [[只查看]]，不写入任何内容。",
            "A double click opens a data file, too. One that is new to this computer, of an older version, or in a temporary or download folder is asked about first; [[Look at it only]] writes nothing.";
    }
    "换一台电脑", "Moving to another computer" => {
        step "在旧电脑上 [[立即备份]]，把备份文件连同旁边同名的附件文件夹拷到新电脑；加密的备份只有一个文件。",
            "On the old computer choose [[Back up now]], and copy the backup with the folder of files beside it; an encrypted one is a single file.";
        step "在新电脑上装好程序，第一次打开时点 [[从备份恢复…]]，选择这个文件。",
            "Install the program on the new one and choose [[Restore a backup…]] when it first opens.";
        step "核对无误后，设置过发送邮件的到 [[交付]] 点 [[恢复发送]]；旧电脑上的不再使用。",
            "Look it over; where e-mail was set up, choose [[Resume sending]] on [[Delivery]]. Use the old one no more.";
        note "不要把数据文件放在网络盘或同步文件夹里使用：那里只能查看。点 [[移到安全的位置]] 移到本机。",
            "Do not work on a data file in a network or sync folder: there it is only read. [[Move to a safe place]] moves it to this computer.";
    }
    "几个人一起用：部门服务器", "Several people: a department's server" => {
        plain "几个人办理同一套账时，数据放在部门的 PostgreSQL 服务器上。各人用自己的电脑和用户，别人办完的一秒内自动出现。",
            "Where several people work on one set of books, it is on the department's PostgreSQL server. Each has a computer and a user of their own, and sees within a second what the others have done.";
        step "第一次打开时点 [[部门服务器…]]，填写数据库管理员给的主机、数据库、用户名和密码，点 [[连接]]。",
            "When the program first opens, choose [[Department server…]], enter host, database, user and password as the database's administrator gives them, and choose [[Connect]].";
        step "数据库里还没有账套时在那里新建，或请管理员用 fapiao-desk move 把现有的数据文件移过去；同事用同一地址打开。",
            "Where the database has no store yet, make one there, or have an administrator move the data file that you have with fapiao-desk move. Your colleagues open it by the same address.";
        plain "连不上时状态栏写着 [[服务器没有回应，恢复后自动刷新]]，已填的内容都在。不知道是否已经保存的操作会写明：先查看结果，再决定是否重做。",
            "Without a connection the status bar says [[The server does not answer; what is shown is brought up to date when it does]], and nothing typed is lost. Where it is not known whether something was saved, that is said: look before you do it again.";
        note "备份和恢复由数据库管理员在服务器上进行，[[立即备份]] 在这里不可用。升级前先问管理员：服务器上的账套与程序的版本要一致。",
            "The database's administrator backs it up and restores it there; [[Back up now]] is not for it. Ask before you upgrade: the program has to be of the version of the store.";
    }
}
