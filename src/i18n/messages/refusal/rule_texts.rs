//! The rules that refuse, for the table of rules and the help page.

use crate::domain::rule_id::RuleId;
use crate::i18n::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// A few words.
    pub title: Text,
    /// What it refuses, with its boundary.
    pub refuses: Text,
    /// What to do about it.
    pub what_to_do: Text,
}

sentences! {
    because(lang, rule: RuleId, why: &str) =
        "{title}：{why}", "{title}: {why}", title = rule_text(rule).title.get(lang);
}

/// Each rule with its title (a few words), what it refuses with its boundary, and what to do about it.
macro_rules! rule_texts {
    ($($rule:ident => $title_zh:literal, $title:literal; $refuses_zh:literal, $refuses:literal;
        $what_zh:literal, $what:literal;)*) => {
        pub const fn rule_text(id: RuleId) -> RuleText {
            match id {
                $(RuleId::$rule => RuleText {
                    title: Text::new($title_zh, $title),
                    refuses: Text::new($refuses_zh, $refuses),
                    what_to_do: Text::new($what_zh, $what),
                },)*
            }
        }
    };
}

rule_texts! {
    PolicyContradictory =>
        "开票规则自相矛盾", "Policy contradicts itself";
        "参数互相矛盾的开票规则不能保存，例如：没有账号可开专票却设了专票资质审核或抵扣期，电子邮件送达却有运费，定期开票日不在 1 至 28 日，税率不按日期先后，或不是 0、1、1.5、2、3、5、6、9、13 %。",
        "A policy whose parameters contradict each other is not kept: a review or a deduction period where nobody may have special invoices, freight where nothing is posted, a recurring day outside of 1 to 28, rates out of order, or others than the legal 0, 1, 1.5, 2, 3, 5, 6, 9 and 13 %.";
        "逐项改正列出的参数后再保存。", "Correct each parameter that is listed, then save again.";
    InvoiceAboveMaximum =>
        "超过单张发票限额", "Invoice above the maximum";
        "一张发票的价税合计不能超过开票方的单张限额；恰好等于限额可以。",
        "No invoice is of more than its issuer may put on one; equal is allowed.";
        "分开为几张，合计等于申请金额；限额有变时，请管理员在“开票规则”中更新。",
        "Issue several that add up to the application; where the maximum has changed, an admin updates it under “Policies”.";
    RefundExceedsBill =>
        "退款超过账单金额", "Refund exceeds bill";
        "同一账单的退款合计不能超过账单金额；恰好退完可以。",
        "The refunds of one bill never exceed its amount; all of it may be refunded.";
        "核对退款金额，以及是否重复登记。", "Check the amount, and whether it was entered twice.";
    OpeningExceedsBill =>
        "期初已开票超过账单金额", "Opening exceeds bill";
        "账单进入开票台之前已开票的金额不能超过账单金额；恰好等于可以。",
        "What was invoiced of a bill before it came to the desk is never above its amount; equal is allowed.";
        "核对期初已开票金额与账单金额，两者都含税。", "Check the opening and the amount; both are with tax.";
    BillInUse =>
        "账单正在使用", "Bill in use";
        "账单被有效的或曾经开出发票的申请使用时，不能更正或删除；有退款的账单不能删除。已取消、已驳回的申请不受影响。已被抵扣的不可开票金额也不能删除。",
        "A bill is not corrected or removed while an application that is live or was issued uses it, nor removed while something was refunded of it; cancelled and rejected applications do not matter. A ledger entry of which something is offset is not removed either.";
        "先取消、驳回申请，或删除退款，再更正或删除账单；已开票的请红冲后另行登记。",
        "Cancel or reject the application, or remove the refund, first. What was invoiced is reversed and entered again.";
    AccountOutsideMainland =>
        "非中国大陆账号", "Outside the mainland";
        "港澳台和海外账号不能申请增值税发票。",
        "No VAT invoice for accounts in Hong Kong, Macao, Taiwan or overseas.";
        "改为提交工单，由客服处理。", "Open a support ticket instead.";
    AccountFrozen =>
        "账号已冻结", "Account frozen";
        "冻结的账号不能申请开票；规则设有自动冻结的，账单超过付款期限达到天数仍未付清也算冻结。",
        "Nothing for a frozen account, nor, under a policy that freezes by itself, while a bill is unpaid for too many days after its due date.";
        "付清欠款；人工冻结的，核实原因后解除冻结。",
        "Pay what is owed; if it was frozen by hand, clear up why and set it active.";
    OverdueBill =>
        "有逾期未付账单", "Overdue bill";
        "有账单过了付款期限仍未付清时，整个账号不能申请开票；期限当天不算逾期。",
        "Nothing while the account has an unpaid bill whose due date is over; due today is not overdue.";
        "先付清逾期账单并登记付款日期。", "Have the overdue bill paid, and record the payment.";
    BasisNotOffered =>
        "申请方式不适用", "Basis not offered";
        "按金额开票的规则不能选择账单，按账单开票的规则不能填写金额；“全部”两者都可以。",
        "No chosen bills under a free-amount policy, no amount under a chosen-bills policy; “all” is offered by both.";
        "按开票方的规则改为填写金额或选择账单。",
        "Give an amount or choose bills, as the issuer's policy asks.";
    BillNotFound =>
        "账单不存在", "Bill not found";
        "账单号不存在，或属于其他客户。", "The bill is unknown or of another account.";
        "核对账单号和所选客户；尚未入账的先导入账单。",
        "Check the bill number and the customer; import the bill if it is new.";
    BillNotPaid =>
        "账单未付款", "Bill not paid";
        "未付款的账单不能开票；付款日期在今天或之前才算已付。",
        "An unpaid bill cannot be invoiced; it is paid once its payment date is today or before.";
        "等客户付款后登记付款日期，或去掉这张账单。",
        "Record the payment once it is there, or leave the bill out.";
    BillAgeLimit =>
        "账单超过开票期限", "Bill too old";
        "账单日期超过规则限定的月数后不能开票；期满当天仍可申请。",
        "A bill older than the policy's months cannot be invoiced; the day on which they are over still counts.";
        "去掉这张账单；它不能再开票。", "Leave the bill out; it cannot be invoiced any more.";
    BillFullyInvoiced =>
        "账单已无可开金额", "Bill fully invoiced";
        "已开完、已退完或已被抵扣完的账单不能再开票。",
        "Nothing remains of a bill that was invoiced, refunded or offset in full.";
        "去掉这张账单；如前一次开错，先取消或红冲那次申请。",
        "Leave the bill out; if it was invoiced by mistake, cancel or reverse that application first.";
    AmountNotPositive =>
        "金额须大于零", "Amount not positive";
        "申请金额为零或负数，或“全部”时没有可开票金额；账单有余额但被不可开票金额抵扣完的，会写明两个合计。",
        "Zero or less, no bills, or “all” of nothing; where bills remain and the non-invoiceable amount eats them up, both sums are said.";
        "填写大于零的金额；没有可开票金额时，等有新的已付账单。",
        "Give an amount above zero; with nothing invoiceable, wait for a bill to be paid.";
    AmountExceedsInvoiceable =>
        "超过可开票金额", "More than invoiceable";
        "申请金额大于可开票金额；恰好等于可以。",
        "More than the invoiceable amount; exactly that much is allowed.";
        "改为不超过可开票金额的数。", "Ask for the invoiceable amount or less.";
    SelectionBelowOffset =>
        "所选账单不足以抵扣", "Selection below offset";
        "所选账单的剩余合计不大于不可开票金额，抵扣后没有可开的金额。",
        "What remains of the chosen bills is not more than the non-invoiceable amount that is taken off first.";
        "再选一些账单。", "Choose more bills.";
    TypeNotAllowed =>
        "发票类型不适用", "Type not allowed";
        "账号类别不能申请这种发票，例如个人不能申请专用发票。",
        "The account's kind may not have this type of invoice, such as a special invoice for an individual.";
        "改选允许的发票类型。", "Choose a type that the account may have.";
    InvoiceInfoRequired =>
        "缺少开票信息", "Invoice info required";
        "没有这种发票的开票信息，也不能由实名认证信息代替。",
        "There is no invoice info of this type, and none may be derived from the verified data.";
        "先添加这种发票的开票信息。", "Add invoice info for this type first.";
    InvoiceInfoInvalid =>
        "开票信息有误", "Invoice info invalid";
        "开票信息有必填项未填或格式不对；所有有误的项会一并列出。",
        "Fields of the invoice info are missing or malformed for the type; every one is listed.";
        "按提示修改开票信息后再申请。", "Correct the fields that are listed, then apply again.";
    QualificationRequired =>
        "未提交专票资质", "Qualification required";
        "规则要求审核专票资质的，未提交时不能申请专用发票。",
        "No special invoice where its qualification needs a review and none was submitted.";
        "提交专票资质审核，或改开普通发票。", "Submit the qualification, or ask for a general invoice.";
    QualificationPending =>
        "专票资质审核中", "Qualification in review";
        "专票资质正在审核时不能申请专用发票。",
        "No special invoice while the qualification is being reviewed.";
        "等审核通过后再申请，或改开普通发票。", "Wait for the approval, or ask for a general invoice.";
    QualificationRejected =>
        "专票资质未通过", "Qualification rejected";
        "专票资质被驳回或通过后被撤销时，不能申请专用发票。",
        "No special invoice after the qualification was refused, or revoked after approval.";
        "按驳回或撤销的原因补正后重新提交审核。", "Correct it as the reason says and submit it again.";
    QualificationStale =>
        "专票信息已变更", "Qualification out of date";
        "专票信息在审核通过后改动过，重新审核前不能申请专用发票。",
        "No special invoice when the info was changed after approval, until it is reviewed again.";
        "重新提交审核，或改回审核通过的内容，或改开普通发票。",
        "Submit it for review again, put back exactly what was approved, or ask for a general invoice.";
    AddressRequired =>
        "缺少邮寄地址", "Address required";
        "发票以邮寄送达，但没有邮寄地址。", "Delivery is by post and there is no address.";
        "添加邮寄地址，或指定默认地址。", "Add a mailing address, or make one the default.";
    EmailRequired =>
        "缺少电子邮箱", "E-mail required";
        "发票以电子邮件送达，但没有邮箱地址。", "Delivery is by e-mail and there is no address.";
        "填写接收发票的邮箱。", "Enter the e-mail address that gets the invoice.";
    EmailInvalid =>
        "电子邮箱有误", "E-mail invalid";
        "邮箱地址格式不对；可填多个，用逗号隔开，合计不超过 200 个字符。",
        "An address is malformed; several may be given, separated by commas, at most 200 characters together.";
        "按提示改正邮箱地址。", "Correct the address that is named.";
    RemarkInvalid =>
        "备注有误", "Remark invalid";
        "备注超过 230 个字符，或含有税控软件不能打印的字符（如表情符号、换行）。",
        "A remark longer than 230 characters, or with characters that tax software cannot hold, such as emoji and line breaks.";
        "缩短备注，或换掉不能打印的字符。", "Shorten it, or replace those characters.";
    FourEyes =>
        "须由他人办理", "Four eyes";
        "提交人和最后修改信息的人都不能审核这份资料；开票规则要求他人办理的，提交申请的人不能登记开票，提交申请和登记开票的人不能红冲。窗口、命令行、批量和导入都一样。",
        "Neither who submitted nor who last changed the info can be who reviews; where the policy says so, who applied does not record the issue, and neither who applied nor who recorded the issue reverses. In the window, on the command line, in bulk and by import alike.";
        "请由另一位同事办理；在申请里可以请同事办理。", "Another person has to; a colleague can be asked at the application.";
    TransitionNotAllowed =>
        "当前状态不能这样操作", "Step not allowed";
        "申请只能按流程逐步推进，已取消、已驳回、已红冲的不能再改变。",
        "An application goes step by step; cancelled, rejected and reversed ones do not change any more.";
        "刷新后按当前状态选择可用的操作。", "Refresh and choose a step that its state allows.";
    CancelWindowClosed =>
        "已过取消时限", "Too late to cancel";
        "规则限定提交当日 24:00（北京时间）前可以取消的，次日起不能取消。",
        "Where the policy lets an application be cancelled until 24:00 of its day (China time), not from the next day on.";
        "由受理人驳回，或开票后红冲。", "Have it rejected, or reverse it after issue.";
    OutAtBureau =>
        "发票在税务局", "Out at the tax bureau";
        "有发票在交给税务局的批量开票表中的申请，不能取消或驳回，也不会再次写入；税务局已开具、等待另一位同事登记的也一样。",
        "What is in a bulk-issue form handed to the tax bureau is neither cancelled nor rejected, and does not go out again; nor does what was issued there and waits for a second person to record it.";
        "导入税务局退回的清单或开具结果；确认没有导入的，撤回并写明原因。",
        "Import what the bureau refused or issued; where it was never handed in, recall it with a reason.";
    AlreadyIssued =>
        "已开票，不能取消", "Already issued";
        "已经开出发票的申请不能取消。", "An application whose invoice was issued cannot be cancelled.";
        "如发票有误，做红冲；只返回一部分的，先把其余的开完。",
        "Reverse it if the invoice is wrong; where only some are back, have the rest issued first.";
    CorrectionNotOffered =>
        "不支持更正重开", "No corrections";
        "规则不支持开票后更正的，信息填写错误导致的发票不能重开。",
        "Under a policy without corrections, an invoice made with wrong data is not issued again.";
        "提交前仔细核对；发票有误的做红冲，需要跟进的可提交工单。",
        "Check before submitting; reverse a wrong invoice, or follow it up with a ticket.";
    CorrectionQuotaUsed =>
        "本年更正次数已用完", "Corrections of the year used";
        "同一账号每个自然年的更正次数有上限；达到上限后，下一次申请不予受理。",
        "An account may have so many corrections in a calendar year, and no more.";
        "下一年度再申请；需要跟进的可提交工单。", "Ask again next year, or follow it up with a ticket.";
    CorrectionWindowClosed =>
        "超过更正期限", "Correction too late";
        "更正须在开票日后规定的月数内申请；期满当天仍可提出。",
        "A correction is asked for within so many months of the issue date; the last day still counts.";
        "逾期不再受理；确需更正的，提交工单与客户协商红冲。",
        "It is too late; open a ticket and agree on a reversal with the customer.";
    RecurringAlreadyRun =>
        "本月定期开票已执行", "Recurring run done";
        "每个定期开票计划每月最多执行一次，无论程序启动多少次。",
        "A plan runs at most once a month, ever, however often the program starts.";
        "等下个月；急需时手动申请。", "Wait for next month, or apply by hand.";
    DuplicateInvoiceNumber =>
        "发票号码重复", "Duplicate invoice number";
        "一个发票号码只能登记一次，蓝字和红字发票合在一起算。",
        "An invoice number is used once in the store, by a blue or a red invoice.";
        "核对发票号码，以及是否已登记到别的申请。",
        "Check the number, and whether another application has it.";
}
