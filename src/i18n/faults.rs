//! What is wrong with one value, in a few words that stand beside its field or inside a longer message.

use crate::domain::calendar::CalendarFileError;
use crate::domain::email::{EmailError, MAX_CHARACTERS};
use crate::domain::invoice_info::FieldFault;
use crate::domain::money::MoneyError;
use crate::domain::qualification::{PageFault, ScanFault};
use crate::domain::refusal::{FieldError, JsonKind, StoreFault};
use crate::domain::tax_id::TaxIdError;
use crate::i18n::command_fields::field_names;
use crate::i18n::domain::address_field;
use crate::i18n::phrase::{listed, quoted, yuan};
use crate::i18n::{Lang, Text, policy};

/// A credit code that fails its check, and who has seen it on the certificate.
pub fn tax_id_seen(lang: Lang, by: &str) -> String {
    match lang {
        Lang::Zh => format!("校验位不符，{by} 已核对证件"),
        Lang::En => format!("fails its check; {by} has seen the certificate"),
    }
}

/// Why a text is not an amount.
pub const fn money_error(error: MoneyError) -> Text {
    match error {
        MoneyError::Empty => Text::new("请填写金额", "enter an amount"),
        MoneyError::NotANumber => {
            Text::new("不是有效的金额，请写成 1,234.50 这样的数字", "not an amount; write it like 1,234.50")
        }
        MoneyError::Sign => Text::new("金额前不能带正负号", "an amount has no sign here"),
        MoneyError::TooManyDecimals => {
            Text::new("最多两位小数，不会四舍五入", "at most two decimals; nothing is rounded")
        }
        MoneyError::TooLarge => {
            Text::new("不能超过 999,999,999,999.99", "it may not exceed 999,999,999,999.99")
        }
    }
}

/// Why a text is not a tax id.
pub fn tax_id_error(lang: Lang, error: TaxIdError) -> String {
    match (error, lang) {
        (TaxIdError::Length, Lang::Zh) => "应为 15、17、18 或 20 位".to_owned(),
        (TaxIdError::Length, Lang::En) => "it must have 15, 17, 18 or 20 characters".to_owned(),
        (TaxIdError::Character(c), Lang::Zh) => format!("只能由字母和数字组成，不能有{}", quoted(lang, c)),
        (TaxIdError::Character(c), Lang::En) => format!("only letters and digits, not {}", quoted(lang, c)),
        (TaxIdError::Alphabet(c), Lang::Zh) => {
            format!("18 位统一社会信用代码不使用 I、O、S、V、Z，不能有{}", quoted(lang, c))
        }
        (TaxIdError::Alphabet(c), Lang::En) => {
            format!("a credit code of 18 characters has no I, O, S, V or Z, so not {}", quoted(lang, c))
        }
        (TaxIdError::CheckCharacter { expected }, Lang::Zh) => {
            format!("校验码不符，按前 17 位最后一位应为 {expected}，请检查是否输错")
        }
        (TaxIdError::CheckCharacter { expected }, Lang::En) => {
            format!(
                "the check character does not fit: after these 17 it would be {expected}; look for a slip"
            )
        }
    }
}

/// Why a text does not name where to send an e-mail.
pub fn email_error(lang: Lang, error: &EmailError) -> String {
    match (error, lang) {
        (EmailError::Missing, _) => lang.pick("请填写电子邮箱", "enter an e-mail address").to_owned(),
        (EmailError::TooLong, Lang::Zh) => format!("合计不能超过 {MAX_CHARACTERS} 个字符"),
        (EmailError::TooLong, Lang::En) => format!("at most {MAX_CHARACTERS} characters together"),
        (EmailError::Malformed { address }, Lang::Zh) => format!("“{address}”不是有效的邮箱地址"),
        (EmailError::Malformed { address }, Lang::En) => format!("“{address}” is not an e-mail address"),
    }
}

/// What is wrong with a field of invoice info or of an address.
pub fn field_fault(lang: Lang, fault: &FieldFault) -> String {
    match fault {
        FieldFault::Missing => lang.pick("请填写", "required").to_owned(),
        FieldFault::TooLong { max } => too_long(lang, *max),
        FieldFault::BadCharacter { character } => match lang {
            Lang::Zh => format!("不能包含{}", quoted(lang, *character)),
            Lang::En => format!("it may not contain {}", quoted(lang, *character)),
        },
        FieldFault::NotVerifiedName => lang
            .pick(
                "专用发票的名称必须与账号的实名认证名称一致",
                "on special invoices it must be the account's verified name",
            )
            .to_owned(),
        FieldFault::TaxId(error) => tax_id_error(lang, *error),
        FieldFault::NotExpected => lang.pick("此项应留空", "must be left empty").to_owned(),
        FieldFault::Malformed => {
            lang.pick("位数不对，请检查", "the number of digits is wrong; check it").to_owned()
        }
    }
}

/// What is wrong with a field of a command.
pub fn field_error(lang: Lang, error: &FieldError) -> String {
    match error {
        FieldError::Missing => lang.pick("请填写", "required").to_owned(),
        FieldError::Unknown => lang.pick("没有这个字段", "there is no such field").to_owned(),
        FieldError::Amount(error) => money_error(*error).get(lang).to_owned(),
        FieldError::Choice { expected } => match lang {
            Lang::Zh => format!("只能是 {} 之一", listed(lang, expected)),
            Lang::En => format!("it must be one of {}", listed(lang, expected)),
        },
        FieldError::TooLong { max } => too_long(lang, *max),
        FieldError::BadCharacter { character } => match lang {
            Lang::Zh => format!("含有看不见的字符（{}），请删去", quoted(lang, *character)),
            Lang::En => {
                format!("it has a character that cannot be seen, {}; take it out", quoted(lang, *character))
            }
        },
        FieldError::WrongKind { expected } => match lang {
            Lang::Zh => format!("应为{}", json_kind(*expected).get(lang)),
            Lang::En => format!("it must be {}", json_kind(*expected).get(lang)),
        },
        FieldError::Date => lang
            .pick(
                "应为存在的日期，写成 2026-10-01 这样",
                "it must be a day of the calendar, written like 2026-10-01",
            )
            .to_owned(),
        FieldError::Time => lang
            .pick(
                "应为带时区的时间，写成 2026-10-01T09:30:00+08:00 这样",
                "it must be a time with its zone, written like 2026-10-01T09:30:00+08:00",
            )
            .to_owned(),
        FieldError::TaxId(error) => tax_id_error(lang, *error),
        FieldError::Repeated { text } => match lang {
            Lang::Zh => format!("“{text}”写了两次"),
            Lang::En => format!("“{text}” is named twice"),
        },
        FieldError::OtherYear { year } => match lang {
            Lang::Zh => format!("不是 {year} 年的日期"),
            Lang::En => format!("it is no day of {year}"),
        },
        FieldError::TaxRate => lang
            .pick("应为税率，写成 0.06 或 6% 这样", "it must be a rate, written like 0.06 or 6%")
            .to_owned(),
        FieldError::Malformed => lang.pick("格式不正确", "it is not in the shape of this field").to_owned(),
        FieldError::InFuture => lang.pick("日期不能晚于今天", "the day has not come yet").to_owned(),
        FieldError::TooEarly { earliest } => match lang {
            Lang::Zh => format!("不能早于 {earliest}"),
            Lang::En => format!("it cannot be before {earliest}"),
        },
        FieldError::WrongSum { sum, expected } => match lang {
            Lang::Zh => format!("合计为 {}，应为 {}", yuan(*sum), yuan(*expected)),
            Lang::En => format!("the sum is {} and should be {}", yuan(*sum), yuan(*expected)),
        },
        FieldError::InvoiceNumber => lang
            .pick(
                "应为 20 位数电发票号码，或 10、12 位发票代码加 8 位发票号码",
                "it must have 20 digits, or 8 with a code of 10 or 12 digits before them",
            )
            .to_owned(),
        FieldError::Address(problems) => {
            let problem = |field, fault| match lang {
                Lang::Zh => format!("{}：{fault}", address_field(field).get(lang)),
                Lang::En => format!("{}: {fault}", address_field(field).get(lang)),
            };
            let problems: Vec<String> =
                problems.iter().map(|p| problem(p.field, field_fault(lang, &p.fault))).collect();
            problems.join(lang.pick("；", "; "))
        }
        FieldError::Scan(fault) => scan_fault(lang, fault),
        FieldError::NotRefused => lang
            .pick("该规则并未拒绝此项，无需提交工单", "the rule refuses nothing here, so no ticket is needed")
            .to_owned(),
        FieldError::Uncovered { amount } => match lang {
            Lang::Zh => format!(
                "该申请的账单已退款，其中 {} 不再足额。请驳回或取消后按余下的金额重新申请；确要全额开票的，须确认（confirm_uncovered）并写明说明",
                yuan(*amount)
            ),
            Lang::En => format!(
                "bills of the application were refunded, and {} of it is no longer covered; reject or cancel it and apply for what is left, or confirm it (confirm_uncovered) with a note",
                yuan(*amount)
            ),
        },
        FieldError::ItemGone { item } => match lang {
            Lang::Zh => format!("申请的发票项目“{item}”已从开票方删除，请先在设置里加回这个项目和它的税率"),
            Lang::En => format!(
                "the issuer no longer has the application's item “{item}”; add it with its rate again in the settings first"
            ),
        },
        FieldError::NotOffered => lang.pick("当前开票规则不提供", "the policy does not offer it").to_owned(),
        FieldError::Item(fault) => policy::fault(lang, *fault),
        FieldError::CameWithTheProgram => lang
            .pick(
                "随程序提供的规则不能修改，请先复制一份再改",
                "a policy that came with the program is never changed; copy it and change the copy",
            )
            .to_owned(),
        FieldError::LastAdmin => lang
            .pick(
                "至少要有一位管理员，请先为他人加上管理员角色",
                "somebody has to be an admin; give another user the role first",
            )
            .to_owned(),
        FieldError::OneOf { fields } => match lang {
            Lang::Zh => format!("{} 必须且只能填写其中一项", field_names(lang, fields)),
            Lang::En => format!("exactly one of {} is needed", field_names(lang, fields)),
        },
    }
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

/// What is wrong with the store, and what to do: whole sentences.
pub fn store_fault(lang: Lang, fault: &StoreFault) -> String {
    match (fault, lang) {
        (StoreFault::Missing { path }, Lang::Zh) => {
            format!("找不到数据文件 {path}。请检查路径，或新建一个。")
        }
        (StoreFault::Missing { path }, Lang::En) => {
            format!("There is no store at {path}. Check the path, or make a new one.")
        }
        (StoreFault::Exists { path }, Lang::Zh) => {
            format!("{path} 已经存在，没有覆盖它。请换一个文件名，或先把原文件移走。")
        }
        (StoreFault::Exists { path }, Lang::En) => {
            format!(
                "{path} is there already and was not overwritten. Choose another name, or move that file away first."
            )
        }
        (StoreFault::NotAStore { path }, Lang::Zh) => {
            format!("{path} 不是开票台的数据文件，没有改动它。请选择正确的文件。")
        }
        (StoreFault::NotAStore { path }, Lang::En) => {
            format!("{path} is not a store of this program and was left as it is. Choose the right file.")
        }
        (StoreFault::Newer { version, known }, Lang::Zh) => format!(
            "数据文件由更新版本的程序创建（结构版本 {version}，本程序只认识到 {known}），没有改动它。请升级程序后再打开。"
        ),
        (StoreFault::Newer { version, known }, Lang::En) => format!(
            "The store was made by a newer program (schema {version}; this one knows up to {known}) and was left as it is. Update the program to open it."
        ),
        (StoreFault::Locked, Lang::Zh) => {
            "另一个程序正在写入数据文件，等待超时，没有保存。请稍后再试，或关闭那个程序。".to_owned()
        }
        (StoreFault::Locked, Lang::En) => {
            "Another program is writing to the store and did not finish in time; nothing was saved. Try again later, or close that program.".to_owned()
        }
        (StoreFault::InUse { path }, Lang::Zh) => {
            format!("开票台的窗口或其他命令正在使用 {path}，没有改动它。请先关闭它们，再恢复备份。")
        }
        (StoreFault::InUse { path }, Lang::En) => format!(
            "{path} is in use by the window or another command, and was left as it is. Close them, then restore again."
        ),
        (StoreFault::OwnPlace { path }, Lang::Zh) => {
            format!("{path} 是开票台自己的数据文件或附件，不能写到那里。请换一个文件名。")
        }
        (StoreFault::OwnPlace { path }, Lang::En) => format!(
            "{path} is where the desk keeps its own data; nothing was written there. Choose another name."
        ),
        (StoreFault::ReadOnly { path }, Lang::Zh) => {
            let path = if path.is_empty() { "数据文件" } else { path };
            format!("无法写入 {path}。请取消文件和文件夹的只读属性，或换一个有写权限的位置。")
        }
        (StoreFault::ReadOnly { path }, Lang::En) => {
            let path = if path.is_empty() { "The store" } else { path };
            format!("{path} cannot be written. Make the file and its folder writable, or choose another place.")
        }
        (StoreFault::DiskFull, Lang::Zh) => "磁盘已满，没有保存。请腾出空间后再试。".to_owned(),
        (StoreFault::DiskFull, Lang::En) => {
            "The disk is full; nothing was saved. Free some space and try again.".to_owned()
        }
        (StoreFault::Unconfirmed { detail, .. }, Lang::Zh) => format!(
            "保存时磁盘读写出错（{detail}），不能确定是否已经保存。请先查看结果，再决定是否重做；带标识（id）的命令用原来的标识重发是安全的，不会重复执行。"
        ),
        (StoreFault::Unconfirmed { detail, .. }, Lang::En) => format!(
            "The disk failed while saving ({detail}), so it is not known whether this was saved. Look before you try again; a command with an id can safely be sent again with it, and is not carried out twice."
        ),
        (StoreFault::Disk { detail }, Lang::Zh) => format!(
            "磁盘读写出错（{detail}），数据文件本身不一定损坏。请检查磁盘、移动硬盘或网络盘的连接后再试；如果反复出现，请尽快从备份恢复到另一块磁盘。"
        ),
        (StoreFault::Disk { detail }, Lang::En) => format!(
            "The disk failed to read or write ({detail}); the store itself need not be damaged. Check the disk, its cable or the network drive, and try again; if it goes on, restore a backup to another disk soon."
        ),
        (StoreFault::Corrupt { detail }, Lang::Zh) => {
            format!("数据文件已损坏（{detail}）。请先复制一份留存，再从备份恢复。")
        }
        (StoreFault::Corrupt { detail }, Lang::En) => {
            format!("The store is damaged ({detail}). Keep a copy of it, then restore a backup.")
        }
        (StoreFault::Stopped, Lang::Zh) => {
            "程序内部出错，读写数据的部分已经停止。请重新打开程序，先查看结果，再决定是否重做。".to_owned()
        }
        (StoreFault::Stopped, Lang::En) => {
            "The program has made a mistake, and what reads and writes the store has stopped. Restart the program, and look before you try again.".to_owned()
        }
        (StoreFault::Other { detail }, Lang::Zh) => {
            format!("数据文件读写失败（{detail}），没有保存。请重试；如仍失败，请检查磁盘和权限。")
        }
        (StoreFault::Other { detail }, Lang::En) => format!(
            "Reading or writing the store failed ({detail}); nothing was saved. Try again; if it fails again, check the disk and its permissions."
        ),
    }
}

/// Why a file does not say which days of a year are off: a whole sentence.
pub fn calendar_file_error(lang: Lang, error: &CalendarFileError) -> String {
    match (error, lang) {
        (CalendarFileError::TooLarge { max_bytes }, Lang::Zh) => {
            format!("文件超过 {max_bytes} 字节，不像是一年的节假日安排。")
        }
        (CalendarFileError::TooLarge { max_bytes }, Lang::En) => {
            format!("The file has more than {max_bytes} bytes, too many for the holidays of a year.")
        }
        (CalendarFileError::Malformed { line, column }, Lang::Zh) => {
            format!("不是节假日文件：第 {line} 行第 {column} 列读不懂。")
        }
        (CalendarFileError::Malformed { line, column }, Lang::En) => {
            format!("This is not a holiday file: line {line}, column {column} makes no sense.")
        }
        (CalendarFileError::MissingYear, Lang::Zh) => "文件没有写明年份（year）。".to_owned(),
        (CalendarFileError::MissingYear, Lang::En) => "The file does not name its year.".to_owned(),
        (CalendarFileError::NoDays, Lang::Zh) => "文件里没有任何日期，这一年的安排可能尚未公布。".to_owned(),
        (CalendarFileError::NoDays, Lang::En) => {
            "The file names no day; that year may not have been announced yet.".to_owned()
        }
        (CalendarFileError::TooManyDays { max_days }, Lang::Zh) => {
            format!("文件里的日期超过 {max_days} 个，不像是一年的节假日安排。")
        }
        (CalendarFileError::TooManyDays { max_days }, Lang::En) => {
            format!("The file names more than {max_days} days, too many for one year.")
        }
        (CalendarFileError::BadDate { date }, Lang::Zh) => {
            format!("“{date}”不是有效的日期，请写成 2027-01-31 这样。")
        }
        (CalendarFileError::BadDate { date }, Lang::En) => {
            format!("“{date}” is not a date; write it like 2027-01-31.")
        }
        (CalendarFileError::OtherYear { date, year }, Lang::Zh) => {
            format!("{date} 既不在 {year} 年，也不在前一年 12 月。")
        }
        (CalendarFileError::OtherYear { date, year }, Lang::En) => {
            format!("{date} is neither a day of {year} nor of the December before.")
        }
        (CalendarFileError::Contradiction { date }, Lang::Zh) => {
            format!("{date} 既写成休息日又写成调休上班日。")
        }
        (CalendarFileError::Contradiction { date }, Lang::En) => {
            format!("{date} is named both as a day off and as a make-up working day.")
        }
    }
}

/// A text has more than `max` characters.
pub fn too_long(lang: Lang, max: usize) -> String {
    match lang {
        Lang::Zh => format!("最多 {max} 个字符"),
        Lang::En => format!("at most {max} characters"),
    }
}
/// Why a scan cannot be taken, or not be shown.
pub fn scan_fault(lang: Lang, fault: &ScanFault) -> String {
    let text = match fault {
        ScanFault::Io { detail } => {
            return match lang {
                Lang::Zh => format!("文件无法读取或保存：{detail}"),
                Lang::En => format!("the file cannot be read or kept: {detail}"),
            };
        }
        ScanFault::NotFound => Text::new(
            "文件无法读取或保存：找不到该文件。请检查路径和文件名",
            "the file cannot be read or kept: there is none of that name; check the path and the name",
        ),
        ScanFault::Denied => Text::new(
            "文件无法读取或保存：没有权限，或文件正被其他程序占用。请检查权限，或关闭该程序后再试",
            "the file cannot be read or kept: that is not allowed, or another program holds it; check its permissions, or close that program",
        ),
        ScanFault::TooLarge => Text::new(
            "文件超过 20 MB，请压缩或降低扫描分辨率后再试",
            "the file is larger than 20 MB; scan it at a lower resolution",
        ),
        ScanFault::NotAScan => Text::new(
            "文件内容不是 JPEG、PNG 或 PDF（与扩展名无关），请重新扫描或另存",
            "the content is neither JPEG, PNG nor PDF, whatever the name says; scan it again",
        ),
        ScanFault::Broken => {
            Text::new("文件不完整或已损坏，请重新扫描", "the file is cut off or damaged; scan it again")
        }
        ScanFault::TooManyPixels => Text::new(
            "图片尺寸过大，请降低扫描分辨率",
            "the picture is too large; scan it at a lower resolution",
        ),
        ScanFault::Locked => Text::new(
            "PDF 设有密码，审核员无法查看。请去掉密码，或另存为 JPEG、PNG 图片后再提交",
            "the PDF needs a password, so nobody could review it; take that off, or save it as JPEG or PNG",
        ),
        ScanFault::Undrawable => Text::new(
            "PDF 的页面无法显示（有损坏、用了不支持的内容，或过于复杂）。请另存为 JPEG、PNG 图片后再提交",
            "the pages of the PDF cannot be drawn: it is damaged, made of what cannot be drawn here, or far too complex; save it as JPEG or PNG",
        ),
        ScanFault::NoProcess => Text::new(
            "系统无法启动检查 PDF 的进程。请稍后再试，或另存为 JPEG、PNG 图片后再提交",
            "no process could be started to look at the PDF; try again later, or save it as JPEG or PNG",
        ),
        ScanFault::Vanished => Text::new(
            "扫描件已不在数据文件夹中，请从备份恢复或要求重新提交",
            "the scan is gone from the data folder; restore it from a backup or ask for it again",
        ),
        ScanFault::Altered => Text::new(
            "扫描件在磁盘上被改动过，内容与提交时不一致，请要求重新提交",
            "the scan was changed on the disk since it was submitted; ask for it again",
        ),
    };
    text.get(lang).to_owned()
}

/// Why a page of a PDF cannot be shown in the window.
pub const fn page_fault(fault: PageFault) -> Text {
    match fault {
        PageFault::Locked => Text::new(
            "文件设有密码，无法在此显示。请要求提交不加密的文件，或用系统程序打开。",
            "It needs a password, so it cannot be shown here. Ask for one without, or open it in another program.",
        ),
        PageFault::Undrawable => Text::new(
            "文件有损坏或用了不支持的内容，无法在此显示。请用系统程序打开，或要求重新提交。",
            "It is damaged, or made of what cannot be drawn here. Open it in another program, or ask for it again.",
        ),
        PageFault::TooLong => Text::new(
            "页面过于复杂，显示超时，已停止。请用系统程序打开，或要求重新提交。",
            "It took too long to draw and was stopped. Open it in another program, or ask for it again.",
        ),
        PageFault::NoProcess => Text::new(
            "系统无法启动显示 PDF 的进程。请用系统程序打开。",
            "No process could be started to draw it. Open it in another program.",
        ),
    }
}
