//! What is wrong with one value, in a few words that stand beside its field or inside a longer message.

use crate::domain::backup::BackupFlaw;
use crate::domain::calendar::CalendarFileError;
use crate::domain::email::{EmailError, MAX_CHARACTERS};
use crate::domain::invoice_info::FieldFault;
use crate::domain::money::MoneyError;
use crate::domain::password::PasswordFault;
use crate::domain::qualification::{PageFault, ScanFault};
use crate::domain::refusal::{FieldError, JsonKind, ServerFault, StoreFault};
use crate::domain::store_place::UnsafePlace;
use crate::domain::tax_id::TaxIdError;
use crate::i18n::check::not_as_proved;
use crate::i18n::command_fields::Naming;
use crate::i18n::domain::address_field;
use crate::i18n::phrase::{clauses, listed, quoted, yuan};
use crate::i18n::{Lang, Text, exchange, policy};

sentences! {
    tax_id_seen(lang, by: &str) =
        "校验位不符，{by} 已核对证件", "fails its check; {by} has seen the certificate";
    too_long(lang, max: usize) = "最多 {max} 个字符", "at most {max} characters";
}

names! {
    money_error(MoneyError) {
        Empty = "请填写金额", "enter an amount";
        NotANumber = "不是有效的金额，请写成 1,234.50 这样的数字", "not an amount; write it like 1,234.50";
        Sign = "金额前不能带正负号", "an amount has no sign here";
        TooManyDecimals = "最多两位小数，不会四舍五入", "at most two decimals; nothing is rounded";
        TooLarge = "不能超过 999,999,999,999.99", "it may not exceed 999,999,999,999.99";
    }
    backup_flaw(BackupFlaw) {
        UnknownFormat = "不是本程序认识的 age 加密文件", "it is no age file that is known here";
        NoPassword = "它不是用密码加密的", "it is not encrypted with a password";
        TooMuchWork = "验证它的密码需要的计算量过大，不是本程序制作的", "trying a password on it takes more work than any backup asks for";
        HeadChanged = "文件开头已损坏或被改动", "its head is damaged or was changed";
        ContentChanged = "内容已损坏或被改动", "its content is damaged or was changed";
        EndMissing = "文件不完整，后面的部分缺失", "its end is missing";
        NotPlainFiles = "里面有普通文件以外的内容，不是本程序制作的", "there is more in it than plain files";
        TooLong = "文件不完整，后面的部分缺失，或不是本程序制作的", "it says to hold more than it is long, so its end is missing, or it was not made here";
        NoBackup = "里面没有开票台的数据文件", "there is no store in it";
        OtherStore = "里面的数据文件与它标明的不是同一份", "the store in it is not the one that it says it is";
        NotAsWritten = "写入后重新读取，内容不一致，请检查磁盘", "it is not as it was written; check the disk";
    }
    page_fault(PageFault) {
        Locked = "文件设有密码，无法在此显示。请要求提交不加密的文件，或用系统程序打开。",
            "It needs a password, so it cannot be shown here. Ask for one without, or open it in another program.";
        Undrawable = "文件有损坏或用了不支持的内容，无法在此显示。请用系统程序打开，或要求重新提交。",
            "It is damaged, or made of what cannot be drawn here. Open it in another program, or ask for it again.";
        TooLong = "页面过于复杂，显示超时，已停止。请用系统程序打开，或要求重新提交。",
            "It took too long to draw and was stopped. Open it in another program, or ask for it again.";
        NoProcess = "系统无法启动显示 PDF 的进程。请用系统程序打开。",
            "No process could be started to draw it. Open it in another program.";
    }
}

pub fn tax_id_error(lang: Lang, error: TaxIdError) -> String {
    say!(lang, match error {
        TaxIdError::Length => "应为 15、17、18 或 20 位", "it must have 15, 17, 18 or 20 characters";
        TaxIdError::Character(c) =>
            "只能由字母和数字组成，不能有{c}", "only letters and digits, not {c}", c = quoted(lang, c);
        TaxIdError::Alphabet(c) =>
            "18 位统一社会信用代码不使用 I、O、S、V、Z，不能有{c}",
            "a credit code of 18 characters has no I, O, S, V or Z, so not {c}",
            c = quoted(lang, c);
        TaxIdError::CheckCharacter { expected } =>
            "校验码不符，按前 17 位最后一位应为 {expected}，请检查是否输错",
            "the check character does not fit: after these 17 it would be {expected}; check for a typing error";
    })
}

pub fn email_error(lang: Lang, error: &EmailError) -> String {
    say!(lang, match error {
        EmailError::Missing => "请填写电子邮箱", "enter an e-mail address";
        EmailError::TooLong =>
            "合计不能超过 {MAX_CHARACTERS} 个字符", "at most {MAX_CHARACTERS} characters together";
        EmailError::Malformed { address } =>
            "“{address}”不是有效的邮箱地址", "“{address}” is not an e-mail address";
    })
}

pub fn field_fault(lang: Lang, fault: &FieldFault) -> String {
    say!(lang, match fault {
        FieldFault::Missing => "请填写", "required";
        FieldFault::TooLong { max } => { too_long(lang, *max) };
        FieldFault::BadCharacter { character } =>
            "不能包含{character}", "it may not contain {character}", character = quoted(lang, *character);
        FieldFault::NotVerifiedName =>
            "专用发票的名称必须与账号的实名认证名称一致",
            "on special invoices it must be the account's verified name";
        FieldFault::TaxId(error) => { tax_id_error(lang, *error) };
        FieldFault::NotExpected => "此项应留空", "must be left empty";
        FieldFault::Malformed => "位数不对，请检查", "the number of digits is wrong; check it";
    })
}

pub fn field_error(lang: Lang, error: &FieldError) -> String {
    field_error_in(lang, Naming::Word, error)
}

/// The same, with other fields named so.
pub fn field_error_in(lang: Lang, naming: Naming<'_>, error: &FieldError) -> String {
    say!(lang, match error {
        FieldError::Missing => "请填写", "required";
        FieldError::Unknown => "没有这个字段", "there is no such field";
        FieldError::Amount(error) => { money_error(*error).get(lang).to_owned() };
        FieldError::Choice { expected } =>
            "只能是 {expected} 之一", "it must be one of {expected}", expected = listed(lang, expected);
        FieldError::TooLong { max } => { too_long(lang, *max) };
        FieldError::BadCharacter { character } =>
            "含有看不见的字符（{character}），请删去",
            "it has an invisible character, {character}; delete it",
            character = quoted(lang, *character);
        FieldError::WrongKind { expected } =>
            "应为{expected}", "it must be {expected}", expected = json_kind(*expected).get(lang);
        FieldError::Date =>
            "应为存在的日期，写成 2026-10-01 这样",
            "it must be an existing date, written like 2026-10-01";
        FieldError::Time =>
            "应为带时区的时间，写成 2026-10-01T09:30:00+08:00 这样",
            "it must be a time with its zone, written like 2026-10-01T09:30:00+08:00";
        FieldError::TaxId(error) => { tax_id_error(lang, *error) };
        FieldError::Repeated { text } => "“{text}”写了两次", "“{text}” is a duplicate";
        FieldError::OtherYear { year } => "不是 {year} 年的日期", "it is not a date in {year}";
        FieldError::TaxRate => "应为税率，写成 0.06 或 6% 这样", "it must be a rate, written like 0.06 or 6%";
        FieldError::Malformed => "格式不正确", "the format is invalid";
        FieldError::InFuture => "日期不能晚于今天", "it cannot be after today";
        FieldError::NotOver { over_on } =>
            "这个月还没有结束，{over_on} 起才能封账", "the month is not over; it can be sealed from {over_on} on";
        FieldError::TooEarly { earliest } => "不能早于 {earliest}", "it cannot be before {earliest}";
        FieldError::WrongSum { sum, expected } =>
            "合计为 {sum}，应为 {expected}",
            "the sum is {sum} and should be {expected}",
            sum = yuan(*sum), expected = yuan(*expected);
        FieldError::InvoiceNumber =>
            "应为 20 位数电发票号码，或 10、12 位发票代码加 8 位发票号码",
            "it must have 20 digits, or 8 with a code of 10 or 12 digits before them";
        FieldError::MailSender =>
            "应为一个邮箱，写成 fapiao@example.com 或 云岭科技 <fapiao@example.com> 这样",
            "it must be one address, written like fapiao@example.com or Yunling <fapiao@example.com>";
        FieldError::Address(problems) => {
            let problem = |field, fault| {
                say!(lang, "{field}：{fault}", "{field}: {fault}", field = address_field(field).get(lang))
            };
            clauses(lang, problems.iter().map(|p| problem(p.field, field_fault(lang, &p.fault))))
        };
        FieldError::Returned(fault) => { exchange::returned_fault(lang, fault) };
        FieldError::Differs(difference) => { exchange::difference(lang, difference) };
        FieldError::Unmatched(why) => { exchange::unmatched(*why).get(lang).to_owned() };
        FieldError::NoList =>
            "不是税务局的已开发票清单。请选择电子税务局下载的原文件",
            "it is no list of issued invoices; choose the file as the tax bureau gave it";
        FieldError::NoSuchRow { number } =>
            "清单的这一行不是发票 {number}。清单可能已改动，请重新导入",
            "the row is not that of invoice {number}; the list may have been changed, so import it again";
        FieldError::Scan(fault) => { scan_fault(lang, fault) };
        FieldError::NotRefused =>
            "该规则并未拒绝此项，无需提交工单", "the rule refuses nothing here, so no ticket is needed";
        FieldError::NotRefusedAtBureau =>
            "税务局没有因此退回这件申请，或已改正后重新交出，无需再处理。请在“被退回”中核对",
            "the tax bureau has refused nothing of the kind here, or it is out again; see what is listed as refused";
        FieldError::Uncovered { amount } =>
            "该申请的账单已退款，其中 {amount} 不再足额。请驳回或取消后按余下的金额重新申请；确要全额开票的，须确认（confirm_uncovered）并写明说明",
            "bills of the application were refunded, and {amount} of it is no longer covered; reject or cancel it and apply for what is left, or confirm it (confirm_uncovered) with a note",
            amount = yuan(*amount);
        FieldError::ItemGone { item } =>
            "申请的发票项目“{item}”已从开票方删除，请先在设置里加回这个项目和它的税率",
            "the issuer no longer has the application's item “{item}”; add it with its rate again in the settings first";
        FieldError::NoSecondPerson =>
            "这一步可以由您自己办理，不需要请同事", "you may take this step yourself; no second person is needed";
        FieldError::SaysNothingOf { numbers } =>
            "税务局已为这件申请开具 {numbers}。不予办理的，原因里须写明这些发票号码不属于这件申请的缘由（如已在税务局作废、红冲，或属于别的申请）",
            "{numbers} came back from the tax bureau for it; to decline, name these numbers in the reason and say why they are not its invoices (voided or reversed there, or of another application)",
            numbers = listed(lang, numbers);
        FieldError::NotOffered => "当前开票规则不提供", "the policy does not offer it";
        FieldError::Item(fault) => { policy::fault(lang, *fault) };
        FieldError::CameWithTheProgram =>
            "随程序提供的规则不能修改，请先复制一份再改",
            "a policy that came with the program is never changed; copy it and change the copy";
        FieldError::LastAdmin =>
            "至少要有一位管理员，请先为他人加上管理员角色",
            "there must be at least one admin; give another user the role first";
        FieldError::Password(fault) => { password_fault(lang, *fault) };
        FieldError::WithoutPassword { users } =>
            "以下用户还没有密码：{users}。请先为他们设置密码，或停用他们",
            "these users have no password: {users}; set their passwords first, or disable them",
            users = listed(lang, users);
        FieldError::Placeholder { text, known } =>
            "“{text}”不是占位符。可用的有：{known}；大括号本身写两次",
            "“{text}” is no placeholder; these are known: {known}; a brace that stands for itself is written twice",
            known = listed(lang, known);
        FieldError::OneOf { fields } =>
            "{fields} 必须且只能填写其中一项",
            "exactly one of {fields} is needed",
            fields = naming.fields(lang, fields);
    })
}

pub fn password_fault(lang: Lang, fault: PasswordFault) -> String {
    say!(lang, match fault {
        PasswordFault::TooShort { min } => "至少 {min} 个字符", "it must have at least {min} characters";
        PasswordFault::TooLong { max } => { too_long(lang, max) };
        PasswordFault::Common =>
            "太常见，容易被猜到，请换一个", "it is too common and easily guessed; choose another";
        PasswordFault::OwnName =>
            "与用户名太接近，容易被猜到，请换一个",
            "it is too close to the user's name and easily guessed; choose another";
    })
}

fn json_kind(kind: JsonKind) -> Text {
    match kind {
        JsonKind::Text => Text::new("文本", "a text"),
        JsonKind::YesOrNo => Text::new(" true 或 false", "true or false"),
        JsonKind::WholeNumber => Text::new("整数", "a whole number"),
        JsonKind::List => Text::new("列表", "a list"),
        JsonKind::Object => Text::new("对象", "an object"),
    }
}

/// What such a place is.
pub fn unsafe_place(place: UnsafePlace) -> Text {
    match place {
        UnsafePlace::OneDrive => Text::new(" OneDrive 的同步文件夹", "a folder of OneDrive"),
        UnsafePlace::ICloud => Text::new(" iCloud 的同步文件夹", "a folder of iCloud"),
        UnsafePlace::Dropbox => Text::new(" Dropbox 的同步文件夹", "a folder of Dropbox"),
        UnsafePlace::GoogleDrive => Text::new(" Google Drive 的同步文件夹", "a folder of Google Drive"),
        UnsafePlace::Nutstore => Text::new("坚果云的同步文件夹", "a folder of Nutstore"),
        UnsafePlace::BaiduNetdisk => Text::new("百度网盘的同步文件夹", "a folder of Baidu Netdisk"),
        UnsafePlace::WpsCloud => Text::new(" WPS 云盘的同步文件夹", "a folder of WPS Cloud"),
        UnsafePlace::Network => Text::new("网络盘", "a network drive"),
    }
}

/// Whether this begins with the place of a store on a server, as that is written everywhere.
fn is_of_server(text: &str) -> bool {
    text.starts_with("postgres://")
}

/// What is wrong with the store, and what to do: whole sentences.
pub fn store_fault(lang: Lang, fault: &StoreFault) -> String {
    say!(lang, match fault {
        StoreFault::Missing { path } if is_of_server(path) =>
            "{path} 上还没有账套。请检查地址，或新建一个。",
            "There is no store at {path} yet. Check the address, or make a new one.";
        StoreFault::Exists { path } if is_of_server(path) =>
            "{path} 上已经有账套，没有改动它。请换一个数据库，或直接打开它。",
            "There is a store at {path} already, and it was left as it is. Choose another database, or open that one.";
        StoreFault::Unconfirmed { detail, .. } if is_of_server(detail) =>
            "保存时与服务器的连接断开了（{detail}），不能确定是否已经保存。请先查看结果，再决定是否重做；带标识（id）的命令用原来的标识重发是安全的，不会重复执行。",
            "The connection to the server was lost while saving ({detail}), so it is not known whether this was saved. Look before you try again; a command with an id can safely be sent again with it, and is not carried out twice.";
        StoreFault::Disk { detail } if is_of_server(detail) =>
            "服务器的磁盘读写出错（{detail}），没有保存。请联系数据库管理员。",
            "The server's disk failed to read or write ({detail}); nothing was saved. Tell its administrator.";
        StoreFault::Other { detail } if is_of_server(detail) =>
            "服务器没有执行（{detail}），没有保存。请重试；如仍失败，请联系数据库管理员。",
            "The server did not do what it was asked ({detail}); nothing was saved. Try again; if it fails again, tell its administrator.";
        StoreFault::Missing { path } =>
            "找不到数据文件 {path}。请检查路径，或新建一个。",
            "There is no store at {path}. Check the path, or make a new one.";
        StoreFault::Exists { path } =>
            "{path} 已经存在，没有覆盖它。请换一个文件名，或先把原文件移走。",
            "{path} is there already and was not overwritten. Choose another name, or move that file away first.";
        StoreFault::NotAStore { path } =>
            "{path} 不是开票台的数据文件，没有改动它。请选择正确的文件。",
            "{path} is not a store of this program and was left as it is. Choose the right file.";
        StoreFault::Newer { version, known } =>
            "数据文件由更新版本的程序创建（结构版本 {version}，本程序只认识到 {known}），没有改动它。请升级程序后再打开。",
            "The store was made by a newer program (schema {version}; this one knows up to {known}) and was left as it is. Update the program to open it.";
        StoreFault::OlderOnServer { place, version, known } =>
            "{place} 的账套由较旧版本的程序建立（结构版本 {version}，本程序使用 {known}），没有改动它。请管理员先用旧版本程序执行 fapiao-desk move 把它移到一个文件，再用本程序打开该文件（自动备份并升级），最后移到新的数据库。",
            "The store at {place} was made by an older program (schema {version}; this one uses {known}) and was left as it is. Its administrator moves it to a file with fapiao-desk move of the older program, opens that file with this one, which backs it up and brings it up to date, and moves it to a new database.";
        StoreFault::Locked =>
            "另一个程序正在写入数据文件，等待超时，没有保存。请稍后再试，或关闭那个程序。",
            "Another program is writing to the store and did not finish in time; nothing was saved. Try again later, or close that program.";
        StoreFault::InUse { path } =>
            "开票台的窗口、其他命令或别的程序正在使用 {path}，没有改动它。请先关闭它们，再试一次。",
            "{path} is in use by the window, another command or another program, and was left as it is. Close them, then try again.";
        StoreFault::Replaced { path } =>
            "{path} 已不是打开时的那个数据文件：它被替换、移走或改名了，没有保存。请关闭开票台再重新打开，先核对数据再继续。",
            "{path} is not the store that was opened: it was replaced, moved or renamed, and nothing was saved. Close the desk and open it again, and look at the data before you go on.";
        StoreFault::UnsafePlace { path, place } =>
            "{path} 在{place}里，只能查看：同步或几台电脑同时写入时，数据会损坏。请在窗口里点“移到安全的位置”，或把它移到本机的其他文件夹；备份放在这里没有问题。",
            "{path} is on {place} and is only read there: while it is synchronised, or written to by two computers, it would be damaged. Press “Move to a safe place” in the window, or keep it in a local folder; backups are fine here.",
            place = unsafe_place(*place).get(lang);
        StoreFault::OnlyLookedAt { path } =>
            "{path} 只打开查看，没有改动它。要办理，请重新打开它。",
            "{path} is open to be looked at, and was left as it is. Open it again to work with it.";
        StoreFault::OwnPlace { path } =>
            "{path} 是开票台自己的数据文件或附件，不能写到那里。请换一个文件名。",
            "{path} is where the desk keeps its own data; nothing was written there. Choose another name.";
        StoreFault::ReadOnly { path } =>
            "无法写入 {path}。请取消文件和文件夹的只读属性，或换一个有写权限的位置。",
            "{path} cannot be written. Make the file and its folder writable, or choose another place.",
            path = if path.is_empty() { lang.pick("数据文件", "The store") } else { path };
        StoreFault::DiskFull =>
            "磁盘已满，没有保存。请腾出空间后再试。",
            "The disk is full; nothing was saved. Free some space and try again.";
        StoreFault::Unconfirmed { detail, .. } =>
            "保存时磁盘读写出错（{detail}），不能确定是否已经保存。请先查看结果，再决定是否重做；带标识（id）的命令用原来的标识重发是安全的，不会重复执行。",
            "The disk failed while saving ({detail}), so it is not known whether this was saved. Look before you try again; a command with an id can safely be sent again with it, and is not carried out twice.";
        StoreFault::Disk { detail } =>
            "磁盘读写出错（{detail}），数据文件本身不一定损坏。请检查磁盘、移动硬盘或网络盘的连接后再试；如果反复出现，请尽快从备份恢复到另一块磁盘。",
            "The disk failed to read or write ({detail}); the store itself need not be damaged. Check the disk, its cable or the network drive, and try again; if it goes on, restore a backup to another disk soon.";
        StoreFault::Corrupt { detail } =>
            "文件已损坏或被改动（{detail}）。请先复制一份留存，再从另一份完好的备份恢复。",
            "The file is damaged or was changed ({detail}). Keep a copy of it, then restore another backup that is whole.";
        StoreFault::DamagedBackup { path, flaw } =>
            "备份 {path} 已损坏或不是备份，不能使用：{why}。请换一份完好的备份。",
            "The backup {path} is damaged, or none, and cannot be used: {why}. Use another one that is whole.",
            why = backup_flaw(*flaw).get(lang);
        StoreFault::NotUpgraded { path, backup, flaw } =>
            "{path} 没有升级，没有改动它：升级前的备份 {backup} 没有通过检查。请检查磁盘后再试；仍然不行的，用旧版本的程序打开它，或从一份完好的备份恢复。检查结果：{why}",
            "{path} was not upgraded and was left as it is: the backup made before, {backup}, did not pass its check. Check the disk and try again; if it goes on, open it with the older version, or restore a backup that is whole. What was found: {why}",
            why = store_fault(lang, flaw);
        StoreFault::NotAsProved { path, is_encrypted: false, found } =>
            "备份 {path} 的内容与它的日志不符（{found}），没有恢复。请换一份更早的备份；这一份可以单独打开核对。",
            "The backup {path} is not what its log proves ({found}) and was not restored. Use an earlier one; this one can be opened by itself and looked at.",
            found = not_as_proved(lang, found);
        StoreFault::NotAsProved { path, is_encrypted: true, found } =>
            "备份 {path} 的内容与它的日志不符（{found}），没有恢复。请换一份更早的备份。",
            "The backup {path} is not what its log proves ({found}) and was not restored. Use an earlier one.",
            found = not_as_proved(lang, found);
        StoreFault::MadeNotAsProved { path, found } =>
            "备份 {path} 已写好，但数据文件的内容与它的日志不符（{found}），这份备份不算完好，也不会顶替以前的备份。请核对日志，找出是谁改动的。",
            "The backup {path} was made, but the store is not what its log proves ({found}); so it is not a verified one, and takes the place of none. Check the log and find out who changed it.",
            found = not_as_proved(lang, found);
        StoreFault::Encrypted { path, is_wrong: false } =>
            "{path} 是加密的备份，需要它的密码。",
            "{path} is encrypted, and its password is needed.";
        StoreFault::Encrypted { path, is_wrong: true } =>
            "{path} 的密码不对。请输入备份时设置的密码；没有这个密码，谁也打不开它。",
            "This is not the password of {path}. It is the one that was set when the backup was made; without it nobody can open it.";
        StoreFault::Unlogged { table } =>
            "程序内部出错：改动（{table}）没有记入日志，因此没有保存。请把这句话告诉管理员。",
            "The program has made a mistake: a change (of {table}) was not written into the log, so nothing was saved. Tell your administrator.";
        StoreFault::OnServer =>
            "账套在部门服务器上，备份和恢复由数据库管理员进行：备份用 pg_dump，恢复用 pg_restore。要移到另一处，用 fapiao-desk move。",
            "This store is on a department's server. Its administrator backs it up and restores it, with pg_dump and pg_restore. To move it to another place, use fapiao-desk move.";
        StoreFault::MovedDiffers { what } =>
            "移到新处的内容与原来不一致（{what}），没有保留；原来的账套没有改动。请重试；如仍失败，请先运行 fapiao-desk check。",
            "What came to the new place is not what it was ({what}), and was not kept; the store itself was left as it is. Try again; if it fails again, run fapiao-desk check.";
        StoreFault::PasswordInAddress =>
            "服务器地址里不能写密码，否则显示地址的地方都能看到它，没有连接。请去掉“:密码”；密码填在连接服务器的窗口里，或用 fapiao-desk server password、环境变量 PGPASSWORD、.pgpass 文件提供。",
            "An address with a password in it is refused, since everyone who sees the address would read it. Take the password out; it is typed where the window connects to a server, or given by fapiao-desk server password, PGPASSWORD or a .pgpass file.";
        StoreFault::BadAddress =>
            "无法识别服务器地址，请按 postgres://用户@主机:端口/数据库 的格式填写；端口是 5432 时可以省略。",
            "The address of the server makes no sense. Write it like postgres://user@host:port/database; the port may be left out where it is 5432.";
        StoreFault::Server { place, why: ServerFault::NoSuchHost, detail } =>
            "找不到 {place} 的主机，没有改动任何数据。请检查主机名和网络（{detail}）。",
            "There is no host as {place} names it; nothing was changed. Check its name and the network ({detail}).";
        StoreFault::Server { place, why: ServerFault::Unreachable, detail } =>
            "连不上 {place}，没有改动任何数据。请检查主机、端口和网络，或请数据库管理员确认服务器已启动、允许本机连接（{detail}）。",
            "Nothing answers at {place}; nothing was changed. Check host, port and network, or ask its administrator whether the server runs and lets this computer in ({detail}).";
        StoreFault::Server { place, why: ServerFault::NotLetIn, detail } =>
            "{place} 没有接受这个用户或密码。请检查用户名和密码；仍然不行的，请联系数据库管理员（{detail}）。",
            "The server at {place} does not accept this user and password. Check both, or ask its administrator ({detail}).";
        StoreFault::Server { place, why: ServerFault::NoDatabase, detail } =>
            "{place} 上没有这个数据库。请检查数据库名，或请数据库管理员建立（{detail}）。",
            "There is no such database at {place}. Check its name, or ask the administrator to make it ({detail}).";
        StoreFault::Server { place, why: ServerFault::NotTrusted, detail } =>
            "本机不信任 {place} 的证书，没有连接。请向数据库管理员索取签发它的根证书，装到本机（{detail}）。",
            "The certificate of {place} is not trusted on this computer, so it was not connected to. Ask the administrator for the root certificate, and install it here ({detail}).";
        StoreFault::Server { place, why: ServerFault::NotEncrypted, detail } =>
            "{place} 不支持加密连接，没有连接。请联系数据库管理员开启 TLS（{detail}）。",
            "The server at {place} takes no encrypted connections, so it was not connected to. Ask its administrator to turn TLS on ({detail}).";
        StoreFault::Server { place, why: ServerFault::TooOld, detail } =>
            "{place} 的 PostgreSQL 版本太旧（{detail}），需要 15 或更新版本。请联系数据库管理员升级。",
            "The PostgreSQL of {place} is too old ({detail}): it has to be 15 or newer. Ask its administrator to upgrade it.";
        StoreFault::Server { place, why: ServerFault::Lost, detail } =>
            "与 {place} 的连接断开了（{detail}），没有保存。请检查网络后再试。",
            "The connection to {place} was lost ({detail}); nothing was saved. Check the network and try again.";
        StoreFault::Server { place, why: ServerFault::NoRights, detail } =>
            "{place} 的这个用户没有所需的权限，没有保存。请联系数据库管理员授权（{detail}）。",
            "The user may not do this at {place}; nothing was saved. Ask its administrator for the rights ({detail}).";
        StoreFault::Stopped =>
            "程序内部出错，读写数据的部分已经停止。请重新打开程序，先查看结果，再决定是否重做。",
            "The program has made a mistake, and what reads and writes the store has stopped. Restart the program, and look before you try again.";
        StoreFault::Other { detail } =>
            "数据文件读写失败（{detail}），没有保存。请重试；如仍失败，请检查磁盘和权限。",
            "Reading or writing the store failed ({detail}); nothing was saved. Try again; if it fails again, check the disk and its permissions.";
    })
}

/// Why a file does not say which days of a year are off: a whole sentence.
pub fn calendar_file_error(lang: Lang, error: &CalendarFileError) -> String {
    say!(lang, match error {
        CalendarFileError::TooLarge { max_bytes } =>
            "文件超过 {max_bytes} 字节，不像是一年的节假日安排。",
            "The file has more than {max_bytes} bytes, too many for the holidays of a year.";
        CalendarFileError::Malformed { line, column } =>
            "不是节假日文件：第 {line} 行第 {column} 列读不懂。",
            "This is not a holiday file: line {line}, column {column} makes no sense.";
        CalendarFileError::MissingYear => "文件没有写明年份（year）。", "The file does not name its year.";
        CalendarFileError::NoDays =>
            "文件里没有任何日期，这一年的安排可能尚未公布。",
            "The file names no day; that year may not have been announced yet.";
        CalendarFileError::TooManyDays { max_days } =>
            "文件里的日期超过 {max_days} 个，不像是一年的节假日安排。",
            "The file names more than {max_days} days, too many for one year.";
        CalendarFileError::BadDate { date } =>
            "“{date}”不是有效的日期，请写成 2027-01-31 这样。",
            "“{date}” is not a date; write it like 2027-01-31.";
        CalendarFileError::OtherYear { date, year } =>
            "{date} 既不在 {year} 年，也不在前一年 12 月。",
            "{date} is neither a day of {year} nor of the December before.";
        CalendarFileError::Contradiction { date } =>
            "{date} 既写成休息日又写成调休上班日。",
            "{date} is named both as a day off and as a make-up working day.";
    })
}

pub fn scan_fault(lang: Lang, fault: &ScanFault) -> String {
    say!(lang, match fault {
        ScanFault::Io { detail } =>
            "文件无法读取或保存：{detail}", "the file cannot be read or kept: {detail}";
        ScanFault::NotFound =>
            "文件无法读取或保存：找不到该文件。请检查路径和文件名",
            "the file cannot be read or kept: there is none of that name; check the path and the name";
        ScanFault::Denied =>
            "文件无法读取或保存：没有权限，或文件正被其他程序占用。请检查权限，或关闭该程序后再试",
            "the file cannot be read or kept: that is not allowed, or another program holds it; check its permissions, or close that program";
        ScanFault::TooLarge =>
            "文件超过 20 MB，请压缩或降低扫描分辨率后再试",
            "the file is larger than 20 MB; scan it at a lower resolution";
        ScanFault::NotAScan =>
            "文件内容不是 JPEG、PNG 或 PDF（与扩展名无关），请重新扫描或另存",
            "the content is neither JPEG, PNG nor PDF, whatever the name says; scan it again";
        ScanFault::Broken =>
            "文件不完整或已损坏，请重新扫描", "the file is cut off or damaged; scan it again";
        ScanFault::TooManyPixels =>
            "图片尺寸过大，请降低扫描分辨率", "the picture is too large; scan it at a lower resolution";
        ScanFault::Locked =>
            "PDF 设有密码，审核员无法查看。请去掉密码，或另存为 JPEG、PNG 图片后再提交",
            "the PDF has a password, so nobody could review it; remove it, or save the pages as JPEG or PNG";
        ScanFault::Undrawable =>
            "PDF 的页面无法显示（有损坏、用了不支持的内容，或过于复杂）。请另存为 JPEG、PNG 图片后再提交",
            "the pages of the PDF cannot be drawn: it is damaged, made of what cannot be drawn here, or far too complex; save it as JPEG or PNG";
        ScanFault::NoProcess =>
            "系统无法启动检查 PDF 的进程。请稍后再试，或另存为 JPEG、PNG 图片后再提交",
            "no process could be started to look at the PDF; try again later, or save it as JPEG or PNG";
        ScanFault::Vanished =>
            "扫描件已不在数据文件夹中，请从备份恢复或要求重新提交",
            "the scan is gone from the data folder; restore it from a backup or ask for it again";
        ScanFault::Altered =>
            "扫描件在磁盘上被改动过，内容与提交时不一致，请要求重新提交",
            "the scan was changed on the disk since it was submitted; ask for it again";
    })
}
