//! The words of a balance as a column that adds up.

use chrono::NaiveDate;

use crate::domain::balance::LedgerReason;
use crate::domain::money::Fen;
use crate::domain::waterfall::{BalanceLine, BalancePart};
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Text, common, domain};

texts! {
    OPEN = "查看可开票金额", "View breakdown";
    COLUMN = "每一分的来历", "Where every fen comes from";
    COLUMN_HOW = "选一行，右侧列出它的账单", "Choose a line to see what it is made of";
    LINE = "项目", "Line";
    HOW_MANY = "数量", "Number";
    OF_BILLED = "在已付账单中", "Of what was paid";
    AS_OF = "截至", "As of";
    AGAINST = "相比", "Compared with";
    TODAY = "今天", "today";
    YESTERDAY = "昨天", "yesterday";
    LAST_MONTH_END = "上月末", "end of last month";
    LAST_YEAR_END = "上年末", "end of last year";
    OTHER_DAY = "指定日期", "another day";
    NO_COMPARISON = "不比较", "Not compared";
    DAY = "日期", "Day";
    DAY_IS_TO_COME = "日期不能晚于今天", "It cannot be after today";
    SINCE = "变化", "Change";
    BEFORE = "当日", "Then";
    AFTER = "现在", "Now";
    NOTHING_CHANGED = "这一行没有变化", "Nothing has changed here";
    NOTHING_CHANGED_HOW = "选另一行，或换一天相比。", "Choose another line or another day.";
    NOTHING = "这一行没有内容", "Nothing is in this line";
    NOTHING_HOW = "选另一行看它由什么组成。", "Choose another line to see what it is made of.";
    COPY = "复制表格", "Copy";
    COPIED = "已复制，可粘贴到表格", "Copied; paste it into a spreadsheet";
    NUMBER = "编号", "Number";
    PAID_ON = "付款日", "Paid on";
    DUE_ON = "付款期限", "Due on";
    TOO_OLD_ON = "过期日", "Too old from";
    LAST_DAY = "最晚开票日", "Last day";
    SOURCE = "抵扣来源", "Taken from";
    LEFT = "未抵扣", "Left";
    REFUNDED = "退款", "Refunds";
    OPENING = "期初已开票", "Invoiced before";
    REMAINING = "账单剩余", "Left of the bills";
    NO_AMOUNT_HERE = "这里没有可以说明来历的金额", "No amount here says where it comes from";
    NOT_PAID = "未付，未计入", "Unpaid, not counted";
    UNKNOWN_ENTRY = "有旧版本录入的账单，录入日期未知，按账单日期计入。",
        "Some bills came by an older version that kept no day of entry; they count from their bill date.";
    UNKNOWN_STANDING = "导入可能改过账号的冻结状态，当时是否冻结没有记录，按后来的手工改动推断。",
        "An import may have frozen or freed the account, which was not kept; its standing is inferred from the next change by hand.";
}

/// An amount with what it adds or takes.
pub fn signed(fen: Fen) -> String {
    match fen {
        Fen::ZERO => fen.grouped(),
        fen if fen.is_positive() => format!("+ {}", fen.grouped()),
        fen => format!("− {}", (-fen).grouped()),
    }
}

/// What a part of a balance is called.
pub const fn part(part: BalancePart) -> Text {
    match part {
        BalancePart::Line(line) => match line {
            BalanceLine::Billed => Text::new("已付账单", "Paid bills"),
            BalanceLine::Refunded => REFUNDED,
            BalanceLine::Opening => OPENING,
            BalanceLine::Invoiced => Text::new("已开票或已占用", "Invoiced or held"),
            BalanceLine::Absorbed => Text::new("不可开票金额已抵扣", "Offsets"),
            BalanceLine::TooOld => Text::new("超过开票期限", "Too old"),
            BalanceLine::PaidAhead => Text::new("付款日未到", "Paid later"),
            BalanceLine::NonInvoiceable => common::NON_INVOICEABLE,
            BalanceLine::InArrears => Text::new("欠票", "In arrears"),
            BalanceLine::Blocked => Text::new("账号受限", "Blocked"),
        },
        BalancePart::Eligible => common::INVOICEABLE_AMOUNT,
        BalancePart::Unpaid => Text::new("未付账单（未计入）", "Unpaid, not counted"),
    }
}

/// What is in a part, and why.
pub const fn why(part: BalancePart) -> Text {
    match part {
        BalancePart::Line(line) => match line {
            BalanceLine::Billed => {
                Text::new("已经付款的账单，按账单金额计。", "Bills that were paid, by what they charge.")
            }
            BalanceLine::Refunded => Text::new(
                "开票前退还的金额。开票后的退款算作不可开票金额。",
                "Given back before it was invoiced. What was given back later is non-invoiceable.",
            ),
            BalanceLine::Opening => {
                Text::new("进入本系统前已经开过票的金额。", "Invoiced before the bills came to the desk.")
            }
            BalanceLine::Invoiced => Text::new(
                "未取消、驳回或红冲的申请所占用的金额。",
                "Held by applications that are not cancelled, rejected or reversed.",
            ),
            BalanceLine::Absorbed => Text::new(
                "申请开票时已从这些账单中抵扣的不可开票金额。",
                "Non-invoiceable amounts that applications have taken off these bills.",
            ),
            BalanceLine::TooOld => Text::new(
                "账单超过规则的开票期限，剩余金额不能再开票。",
                "The bills are older than the policy allows; what remains of them cannot be invoiced.",
            ),
            BalanceLine::PaidAhead => {
                Text::new("付款日还没到，到付款日起计入。", "They count from the day of their payment.")
            }
            BalanceLine::NonInvoiceable => Text::new(
                "下次开票时先从账单中抵扣的金额。",
                "Taken off the bills first when the next application is made.",
            ),
            BalanceLine::InArrears => Text::new(
                "不可开票金额比剩余多出的部分，等新的已付账单抵扣。",
                "More is to be taken off than remains; new paid bills make up for it.",
            ),
            BalanceLine::Blocked => Text::new(
                "账号受限期间不能申请的金额；逾期账单如下。",
                "Cannot be applied for while the account is blocked; the overdue bills are below.",
            ),
        },
        BalancePart::Eligible => {
            Text::new("可以开票的账单和各自的剩余金额。", "Bills that can be invoiced, with what remains.")
        }
        BalancePart::Unpaid => Text::new("付款后计入。", "They count once they are paid."),
    }
}

/// Why money is a source of non-invoiceable money.
pub const fn source(reason: Option<LedgerReason>) -> Text {
    match reason {
        Some(reason) => domain::ledger_reason(reason),
        None => common::REFUNDED_AFTER_INVOICE,
    }
}

sentences! {
    as_of(lang, day: &str) = "截至{day}", "As of: {day}";
    against(lang, day: &str) = "与{day}相比", "Against: {day}";
    bills(lang, n: u64) = "{n} 张", "1 bill", "{n} bills", n = count(n);
    applications(lang, n: u64) = "{n} 件申请", "1 application", "{n} applications", n = count(n);
    entries(lang, n: u64) = "{n} 笔", "1 entry", "{n} entries", n = count(n);
    invoiceable_bills(lang, n: u64) = "{n} 张可开", "1 bill", "{n} bills", n = count(n);
    more(lang, n: u64) = "另外 {n} 项", "1 more", "{n} more", n = count(n);
    of_part(lang, counted: &str, amount: &str) = "{counted} · {amount}", "{counted} · {amount}";
    blocked_by(lang, rule: &str) = "账号受限：{rule}", "Blocked: {rule}";
    compared(lang, on: NaiveDate) = "比 {on}", "Since {on}", on = on;
    once_free(lang, amount: Fen) =
        "解除限制后，当天即可申请 {amount}。", "Then {amount} can be applied for at once.", amount = yuan(amount);
    import_undone(lang, batch: &str) =
        "导入批次 {batch} 在这一天之后被撤销，如有涉及此客户的内容，已无法还原，未计入。",
        "Import {batch} was undone after that day; what it may have brought for this customer is gone and left out.";
}
