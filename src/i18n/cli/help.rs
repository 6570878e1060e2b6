//! What help says about the program, its subcommands and their arguments.

use crate::i18n::Text;

texts! {
    ABOUT = "开票台：管理客户账单、可开票金额和发票申请。不带命令时打开窗口。",
        "fapiao-desk (开票台): customers' bills, what of them can be invoiced, and applications. Without a command it opens the window.";

    AFTER = "退出状态：0 全部完成；1 有被拒绝的内容或发现问题；2 无法开始（参数、输入或数据文件有误）。",
        "Exit status: 0 all was carried out; 1 something was refused or found wrong; 2 it could not begin (arguments, input or store).";

    TEMPLATE = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}";

    SUBCOMMAND = "命令", "COMMAND";
    SUBCOMMANDS = "命令", "Commands";
    ARGUMENTS = "参数", "Arguments";
    OPTIONS = "选项", "Options";
}

pub fn of_subcommand(name: &str) -> Option<Text> {
    Some(text!(match name {
        "run" =>
            "执行命令文件：每行一个 JSON 对象，逐行回答",
            "carry out commands: one JSON object a line, each answered by a line";
        "import" =>
            "导入客户、账单、退款、不可开票金额（CSV、XLSX 或 XLS）、节假日（JSON），或税务平台的已开发票清单和发票文件",
            "import accounts, bills, refunds, ledger entries (CSV, XLSX or XLS), holidays (JSON), or the tax platform's list of issued invoices and files of invoices";
        "about" =>
            "显示版本、SQLite 和数据文件的位置，供报告问题用",
            "show the version, SQLite, and where the store is, for a report";
        "imports" => "列出历次导入", "list what was imported";
        "undo-import" =>
            "整批撤销一次导入；有妨碍时列出并不作改动",
            "undo a whole import, or list what prevents it";
        "export" =>
            "导出客户、账单、不可开票金额、申请、发票列表或审计日志（CSV 或 XLSX）",
            "write a list of accounts, bills, ledger entries, applications or invoices, or the audit log (CSV or XLSX)";
        "audit" =>
            "查看审计日志：谁在何时、从哪里做了什么，改变了什么",
            "read the audit log: who did what, when and from where, and what it changed";
        "bulk-issue" =>
            "把待开具的申请写入税务局的批量开票导入表",
            "write what is to be issued into the tax bureau's bulk-issue form";
        "files" =>
            "把发票的文件打成一个 ZIP", "pack the files of invoices into one ZIP";
        "mirror" =>
            "把税务平台的已开发票清单与本账套逐张核对",
            "hold the tax platform's list of a month's invoices against the store's";
        "labels" =>
            "生成待邮寄申请的地址标签和寄送清单（PDF）",
            "print labels for what waits to be posted, with the list of the letters (PDF)";
        "register" => "生成某月的发票登记簿（PDF 或 XLSX）", "write the register of a month's invoices (PDF or XLSX)";
        "seal" =>
            "封账：把某月的登记簿、清单、发票文件和月末余额放进一个签名的文件夹",
            "seal a month: its register, lists, files of invoices and balances in one signed folder";
        "verify" =>
            "验证封账文件夹；加 --store 时还与该数据文件的日志核对",
            "look over the folder of a sealed month; with --store, against that store's log too";
        "sheet" => "生成申请单，含办理记录（PDF）", "print an application with its timeline (PDF)";
        "recurring" =>
            "执行已到期的定期开票；--preview 只预览",
            "run the recurring plans whose day has come; --preview only tells what would happen";
        "send" =>
            "用电子邮件发送已开具的发票；--preview 只预览",
            "e-mail the invoices that were issued; --preview only tells what would be sent";
        "outbox" => "列出发件箱：给谁、何时、结果", "list the outbox: to whom, when, and what became of it";
        "receipt" =>
            "写出邮件回执，可用 sha256sum -c 核对附件",
            "write the receipt of an e-mail, whose files sha256sum -c checks";
        "mail-password" =>
            "把邮箱密码存入系统的密钥库", "put the mail user's password into the system's key store";
        "server" =>
            "把连接部门服务器的密码存入系统的密钥库", "put the password of a department's server into the system's key store";
        "check" =>
            "检查数据文件、金额关系、审计日志和各客户余额，不作改动",
            "check the file, its amounts, the audit log and every balance, changing nothing";
        "rules" => "列出全部规则", "list every rule";
        "demo" =>
            "新建一个沙盒数据文件，内有演示用的虚构公司", "make a sandbox store with made-up companies in it";
        "backup" => "把数据文件和附件完整备份到新文件", "copy the whole store with its scans to a new file";
        "restore" => "从备份恢复数据文件", "replace the store by a backup";
        "move" =>
            "把整个账套移到另一处：从文件到部门服务器，或从服务器到文件；逐表、逐客户核对，原来的不改动",
            "move a whole store to another place, from a file to a department's server or back: compared table by table and balance by balance, and left as it was where it is";
        "reset-password" =>
            "用恢复码为管理员重新设置密码；新密码取自 --password-file、FAPIAO_DESK_PASSWORD 或终端",
            "set an admin's password anew by the recovery code; it is from --password-file, FAPIAO_DESK_PASSWORD or the terminal";
        _ => { return None };
    }))
}

/// What an argument is; `subcommand` is none for those that stand before or behind any.
pub fn of_argument(subcommand: Option<&str>, argument: &str) -> Option<Text> {
    Some(text!(match (subcommand, argument) {
        (None, "file") =>
            "在窗口中打开的数据文件（双击文件时即如此）；有需要确认的先询问，不擅自改动",
            "the data file to open in the window, as a double click does; what has to be known is asked first, and nothing is changed before";
        (None, "store") =>
            "数据文件，或部门服务器的地址（postgres://用户@主机/数据库）；不指定时用用户数据文件夹里的 desk.sqlite",
            "the store: a file, or on a server postgres://user@host/database; without it, desk.sqlite in the user's data folder";
        (None, "sandbox") =>
            "新建的数据文件为沙盒，可以指定时间",
            "a store that is made is a sandbox, which takes a clock from outside";
        (None, "wait") =>
            "另一个程序正在写入数据文件时最多等几秒；默认 600",
            "how many seconds to wait while another program is writing to the store; 600 if nothing is said";
        (None, "as_user") =>
            "以此用户登录；密码取自 --password-file、FAPIAO_DESK_PASSWORD 或终端",
            "sign in as this user; the password is from --password-file, FAPIAO_DESK_PASSWORD or the terminal";
        (None, "password_file") => "密码文件，只含密码一行", "a file with the password as its only line";
        (Some("reset-password"), "name") => "管理员的用户名", "the admin's name";
        (Some("reset-password"), "recovery_code_file") =>
            "恢复码文件；不指定时在终端输入",
            "a file with the recovery code; without it, it is asked for in the terminal";
        (None, "lang") => "语言：zh（默认）或 en", "the language: zh (if nothing is said) or en";
        (None, "json") => "以 JSON 回答", "answer in JSON";
        (None, "help") => "显示帮助", "show help";
        (None, "version") => "显示版本", "show the version";
        (Some("run"), "file") => "命令文件；- 为标准输入", "the commands; - is standard input";
        (Some("import"), "kind") =>
            "accounts 客户、bills 账单、refunds 退款、non-invoiceable 不可开票金额、holidays 节假日、refusals 税务局退回清单、issued 已开发票清单、returned 发票文件、tax-codes 税收分类编码表、tracking 快递运单清单",
            "accounts, bills, refunds, non-invoiceable, holidays, refusals (of the tax bureau), issued, returned, tax-codes or tracking (a carrier's list of parcels)";
        (Some("import"), "files") =>
            "要导入的文件；returned 可以是多个文件、压缩包或文件夹",
            "the file; for returned, files, archives and folders";
        (Some("import"), "issuer") =>
            "开票方编号；导入客户、账单、退款、不可开票金额时需要",
            "the issuer's code, for accounts, bills, refunds and ledger entries";
        (Some("recurring"), "preview") => "只预览，不申请", "only tell what would happen";
        (Some("import"), "again") =>
            "refusals 清单中以前有过的原因，发票已重新交出的，也作为新的退回",
            "of refusals: take as new what an earlier list said of an invoice that is out again";
        (Some("import"), "preview") => "只预览，不导入", "only show what would happen";
        (Some("send"), "application") =>
            "只发送这件申请；可多次使用，不等待重试的间隔",
            "send this application's only, at once; may be repeated";
        (Some("send"), "preview") => "只预览，不发送", "only tell what would be sent";
        (Some("receipt"), "application") => "开票申请的编号", "the application's number";
        (Some("receipt"), "to") => "回执文件；已有的文件会被替换", "the receipt; a file that is there is replaced";
        (Some("mail-password"), "set") =>
            "从终端或标准输入读取密码并存入", "read it from the terminal or standard input and keep it";
        (Some("server"), "what") =>
            "password：从终端或标准输入读取密码并存入", "password: read it from the terminal or standard input and keep it";
        (Some("server"), "address") =>
            "服务器地址，如 postgres://用户@主机:端口/数据库", "the address, as in postgres://user@host:port/database";
        (Some("import"), "carrier") =>
            "tracking 表中没有快递公司一列时，所用的快递公司",
            "of tracking: the carrier, where the list does not name it";
        (Some("import"), "strict") => "有一行错误就整个文件不导入", "one wrong row refuses the whole file";
        (Some("import"), "map") =>
            "手工指定列，如 amount=应付金额；可多次使用，会记住",
            "name a column by hand, as in amount=Total; may be repeated, and is remembered";
        (Some("import"), "value") =>
            "指明文件中某个词的含义，如 paid=款清；可多次使用，会记住",
            "say what a word of the file means, as in paid=OK; may be repeated, and is remembered";
        (Some("import"), "tax_id_seen") =>
            "确认已在证件上看到校验位不符的统一社会信用代码；可多次使用，会记下确认人",
            "confirm that the certificate shows a credit code that fails its check; may be repeated, and is kept with your name";
        (Some("import"), "visible_only") =>
            "不导入隐藏、被筛选掉和带删除线的行",
            "leave out rows that are hidden, filtered out or struck out";
        (Some("import"), "sheet") =>
            "工作表名称；不指定时用唯一能识别表头的",
            "the sheet; without it, the only one whose columns are understood";
        (Some("import"), "refused_to") =>
            "把被拒绝的行和原因写入此文件，改好后可再次导入",
            "write the refused rows with their reasons to this file, to be corrected and imported again";
        (Some("undo-import"), "batch") => "批次号，见 imports", "the number of the import; see imports";
        (Some("export"), "list") =>
            "accounts 客户、bills 账单、non-invoiceable 不可开票金额、applications 开票申请、invoices 发票、audit 审计日志",
            "accounts, bills, non-invoiceable, applications, invoices or audit";
        (Some("audit"), "from") => "从这一天起（YYYY-MM-DD，中国时间）", "from this day in China on, YYYY-MM-DD";
        (Some("audit"), "to") => "到这一天为止（含当天）", "up to this day, and on it";
        (Some("audit"), "user") => "只看这位用户的操作", "only what this user did";
        (Some("audit"), "op") => "只看这种操作，如 approve_qualification", "only this op, as in approve_qualification";
        (Some("audit"), "object") =>
            "只看与它有关的：客户、申请、账单、批次或工单的编号，或用户名",
            "only what is about it: the number of a customer, application, bill, import or ticket, or a user's name";
        (Some("export"), "to") =>
            "文件名，以 .csv 或 .xlsx 结尾；已有的文件会被替换",
            "the file, which ends in .csv or .xlsx; one that is there is replaced";
        (Some("bulk-issue"), "issuer") => "开票方编号", "the issuer's code";
        (Some("bulk-issue"), "to") =>
            "写出的 .xlsx 文件；超过 2000 行时另有 -2、-3 等；已有的文件会被替换",
            "the .xlsx file; above 2,000 lines there are more, -2, -3 and so on; one that is there is replaced";
        (Some("bulk-issue"), "form") =>
            "空白的批量开票导入表；不指定时用见过的最新一版",
            "the blank form; without it, the newest that was seen";
        (Some("bulk-issue"), "application") =>
            "只写这些申请；可多次使用", "only these applications; may be repeated";
        (Some("bulk-issue"), "preview") => "只预览，不写文件也不改动", "write and mark nothing";
        (Some("files"), "to") => "ZIP 文件；已有的会被替换", "the archive; one that is there is replaced";
        (Some("files"), "application") =>
            "申请编号；可多次使用，不写则全部", "an application; may be repeated, and without any it is all of them";
        (Some("files"), "month") => "开票月份，如 2026-11", "the month of issue, as in 2026-11";
        (Some("files"), "names") =>
            "文件名样式，默认 {number}_{buyer}；可用 {application} {number} {buyer} {date} {gross}",
            "how files are named, {number}_{buyer} if nothing is said; of {application} {number} {buyer} {date} {gross}";
        (Some("mirror"), "file") => "税务平台导出的清单", "the list of the tax platform";
        (Some("mirror"), "month") => "开票月份，如 2026-11", "the month of issue, as in 2026-11";
        (Some("mirror"), "to") =>
            "把核对结果写入此文件，以 .csv 或 .xlsx 结尾；已有的会被替换",
            "write the result to this file, which ends in .csv or .xlsx; one that is there is replaced";
        (Some("register"), "to") =>
            "文件名，以 .pdf 或 .xlsx 结尾；已有的文件会被替换",
            "the file, which ends in .pdf or .xlsx; one that is there is replaced";
        (Some("labels" | "sheet"), "to") =>
            "文件名，以 .pdf 结尾；已有的文件会被替换",
            "the file, which ends in .pdf; one that is there is replaced";
        (Some("labels"), "application") =>
            "申请编号，可多次使用；不指定时为全部已开票、按规则邮寄而未寄出的申请",
            "an application, may be repeated; without it, all that are issued, go by post and are not sent";
        (Some("labels"), "skip") =>
            "第一张标签纸（A4，每张 2×4）上已用掉的标签数",
            "how many labels of the first sheet (A4, two columns of four) are used already";
        (Some("seal"), "month") => "月份，如 2026-10；这个月须已结束", "the month, as in 2026-10, which has to be over";
        (Some("seal"), "to") => "新的或空的文件夹", "a new folder, or an empty one";
        (Some("verify"), "folder") => "封账文件夹", "the folder of a sealed month";
        (Some("verify"), "key") => "封账时记下的公钥，须与清单所写的相同", "the public key that was noted when it was sealed, which has to be the manifest's";
        (Some("verify"), "sha256") => "封账时记下的清单的 SHA-256，须相同", "the SHA-256 of the manifest that was noted when it was sealed, which has to be the same";
        (Some("register"), "month") => "月份，如 2026-11", "the month, as in 2026-11";
        (Some("register"), "issuer") => "开票方编号", "the issuer's code";
        (Some("sheet"), "application") => "申请编号", "the number of the application";
        (Some("demo"), "seed") => "同一天、同一种子的内容相同", "the same day and seed give the same content";
        (Some("backup"), "to") => "备份文件，不能已存在；以 .age 结尾的用密码加密（--password-file、FAPIAO_DESK_BACKUP_PASSWORD 或终端输入）",
            "the copy; there may be no file of that name yet; one that ends in .age is encrypted with a password (from --password-file, FAPIAO_DESK_BACKUP_PASSWORD or the terminal)";
        (Some("move"), "from") => "账套现在的位置：数据文件，或 postgres://用户@主机/数据库；不指定时为 --store 的账套", "where the store is: a file, or postgres://user@host/database; without it, the store of --store";
        (Some("move"), "to") => "要移到的位置；那里不能已有账套", "where it is to be; there may be no store yet";
        (Some("restore"), "file") => "备份文件", "the backup";
        (Some("restore"), "replace") =>
            "已有数据文件时，先把它改名保存；请先关闭开票台窗口",
            "where there is a store, keep it under another name first; close the window before";
        (Some("restore"), "as_it_is") =>
            "内容与日志不符的备份也恢复，并把发现的情况记入日志；先找找有没有更早的完好备份",
            "restore a backup also where it is not what its log proves, and write into the log what was found; look for an earlier one that is whole first";
        _ => { return None };
    }))
}
