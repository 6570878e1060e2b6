//! Refusals in words: what is wrong, with the values that were seen, then what to do. And the rules that refuse, for the
//! table of rules and the help page.

use chrono::{DateTime, Utc};

use crate::domain::calendar::china_time;
use crate::domain::invoice_info::FieldProblem;
use crate::domain::money::{Fen, MoneyError};
use crate::domain::policy::AmountBasis;
use crate::domain::red_letter::FormState;
use crate::domain::refusal::{FieldError, InUse, Noun, Refusal, Transition};
use crate::domain::role::Role;
use crate::domain::rule_id::RuleId;
use crate::domain::rules::remark_invalid::MAX_REMARK_CHARS;
use crate::i18n::command_fields::{field_name, field_names};
use crate::i18n::phrase::{clauses, listed, quoted, yuan};
use crate::i18n::{Lang, Text, domain, faults, mail, policy};

/// One or two sentences about a refusal, for the window and the command line alike.
pub fn message(lang: Lang, refusal: &Refusal) -> String {
    say!(lang, match refusal {
        Refusal::AccountOutsideMainland { region } =>
            "该账号属于{region}，不能申请增值税发票。请改为提交工单。",
            "The account's region is {region}, so it has no VAT invoices. Open a support ticket instead.",
            region = domain::region(*region).get(lang);
        Refusal::AccountFrozen { bill_no: Some(bill_no), due_on: Some(due_on) } =>
            "账单 {bill_no} 应于 {due_on} 前付清，逾期过久，账号已自动冻结。请先付清欠款。",
            "The account is frozen: bill {bill_no} was due on {due_on} and is unpaid for too long. Have it paid first.";
        Refusal::AccountFrozen { .. } =>
            "账号已冻结，不能申请开票。请核实原因，解除冻结后再申请。",
            "The account is frozen. Clear up why, set it active, then apply again.";
        Refusal::OverdueBill { bill_no, due_on } =>
            "账单 {bill_no} 应于 {due_on} 前付清，现已逾期。付清后才能申请开票。",
            "Bill {bill_no} was due on {due_on} and is unpaid. Nothing can be invoiced until it is paid.";
        Refusal::BasisNotOffered { offered: AmountBasis::FreeAmount } =>
            "该开票方按金额开票，不能选择账单。请填写金额，或申请全部可开票金额。",
            "This issuer invoices by amount, not by chosen bills. Give an amount, or ask for all.";
        Refusal::BasisNotOffered { offered: AmountBasis::ChosenBills } =>
            "该开票方按账单开票，不能填写金额。请选择账单，或申请全部可开票金额。",
            "This issuer invoices chosen bills, not an amount. Choose bills, or ask for all.";
        Refusal::BillNotFound { bill_no } =>
            "该客户没有账单 {bill_no}。请核对账单号和客户，尚未入账的请先导入。",
            "The customer has no bill {bill_no}. Check the number and the customer, or import the bill.";
        Refusal::BillNotPaid { bill_no } =>
            "账单 {bill_no} 尚未付款。请在付款后登记付款日期，或去掉这张账单。",
            "Bill {bill_no} is not paid. Record its payment once it is there, or leave it out.";
        Refusal::BillAgeLimit { bill_no, billed_on, last_day } =>
            "账单 {bill_no} 的日期是 {billed_on}，最晚可在 {last_day} 申请开票，现已过期。请去掉这张账单。",
            "Bill {bill_no} is of {billed_on} and could be invoiced until {last_day}. Leave it out.";
        Refusal::BillFullyInvoiced { bill_no } =>
            "账单 {bill_no} 已没有可开票的金额。请去掉它；如前一次开错，请先取消或红冲那次申请。",
            "Nothing remains of bill {bill_no}. Leave it out, or cancel or reverse the application that used it.";
        Refusal::AmountNotPositive { remaining: Some(remaining), non_invoiceable: Some(non_invoiceable), .. } =>
            "账单还剩 {remaining}，但要先抵扣不可开票金额 {non_invoiceable}，目前没有可开票的金额。请在有新的已付款账单后再申请；如有退款账单的发票应红冲，请先红冲。",
            "{remaining} remains of the bills, but {non_invoiceable} must be taken off first, so nothing is invoiceable. Apply once more bills are paid, or reverse the invoices of what was refunded first.",
            remaining = yuan(*remaining), non_invoiceable = yuan(*non_invoiceable);
        Refusal::AmountNotPositive { amount, .. } =>
            "金额为 {amount}，必须大于零。请填写大于零的金额；申请开票也可选择有余额的账单。",
            "The amount is {amount} and must be above zero. Enter a greater one; an application may choose bills instead.",
            amount = yuan(*amount);
        Refusal::AmountExceedsInvoiceable { amount, invoiceable } if !invoiceable.is_positive() =>
            "申请 {amount}，但目前没有可开票的金额（{invoiceable}）。请在有新的已付款账单后再申请；如有退款账单的发票应红冲，请先红冲。",
            "{amount} was asked for, and nothing is invoiceable ({invoiceable}). Apply once more bills are paid, or reverse the invoices of what was refunded first.",
            amount = yuan(*amount), invoiceable = yuan(*invoiceable);
        Refusal::AmountExceedsInvoiceable { amount, invoiceable } =>
            "申请 {amount}，超过了可开票金额 {invoiceable}。请改为不超过 {invoiceable} 的金额。",
            "{amount} is more than the invoiceable amount of {invoiceable}. Ask for that much or less.",
            amount = yuan(*amount), invoiceable = yuan(*invoiceable);
        Refusal::SelectionBelowOffset { remaining, non_invoiceable, correcting: Some(application) } =>
            "申请 {application} 的账单红冲后还剩 {remaining}，要先抵扣不可开票金额 {non_invoiceable}，没有可重新开票的金额，不能更正。请改为红冲该申请。",
            "Once {application} is reversed, {remaining} remains of its bills and {non_invoiceable} must be taken off first: nothing is left to reissue. Reverse it instead of correcting it.",
            remaining = yuan(*remaining), non_invoiceable = yuan(*non_invoiceable);
        Refusal::SelectionBelowOffset { remaining, non_invoiceable, correcting: None } =>
            "所选账单剩余 {remaining}，要先抵扣不可开票金额 {non_invoiceable}，没有可开的金额。请再选一些账单。",
            "{remaining} remains of the chosen bills, but {non_invoiceable} must be taken off first, so nothing is left. Choose more bills.",
            remaining = yuan(*remaining), non_invoiceable = yuan(*non_invoiceable);
        Refusal::TypeNotAllowed { kind, allowed } =>
            "{kind}账号不能申请这种发票。请选择：{allowed}。",
            "{kind} accounts may not have this type of invoice. Choose one of: {allowed}.",
            kind = domain::account_kind(*kind).get(lang), allowed = listed(lang, allowed.iter().map(|t| domain::invoice_type(*t).get(lang)));
        Refusal::InvoiceInfoRequired { invoice_type } =>
            "还没有{invoice_type}的开票信息。请先添加。",
            "There is no invoice info for this type ({invoice_type}). Add it first.",
            invoice_type = domain::invoice_type(*invoice_type).get(lang);
        Refusal::InvoiceInfoInvalid { problems } =>
            "开票信息有误：{problems}。请修改后再提交。",
            "The invoice info is invalid: {problems}. Correct it, then try again.",
            problems = info_problems(lang, problems);
        Refusal::QualificationRequired =>
            "专用发票需要先通过专票资质审核，该账号尚未提交。请提交审核，或改开普通发票。",
            "Special invoices need a reviewed qualification, and none was submitted. Submit it, or ask for a general invoice.";
        Refusal::QualificationPending =>
            "该账号的专票资质正在审核。请等审核通过，或改开普通发票。",
            "The qualification for special invoices is being reviewed. Wait for it, or ask for a general invoice.";
        Refusal::QualificationRejected =>
            "该账号的专票资质未通过或已撤销。请补正后重新提交审核，或改开普通发票。",
            "The qualification for special invoices was refused or revoked. Correct it as the reason says and submit it again, or ask for a general invoice.";
        Refusal::QualificationStale =>
            "专票信息在审核通过后改动过。请重新提交审核，或改开普通发票。",
            "The info for special invoices was changed after it was approved. Submit it for review again, or ask for a general invoice.";
        Refusal::AddressRequired =>
            "发票以邮寄送达，但没有邮寄地址。请添加地址，或指定默认地址。",
            "Delivery is by post and there is no mailing address. Add one, or make one the default.";
        Refusal::EmailRequired =>
            "发票以电子邮件送达，但没有邮箱。请填写接收发票的邮箱。",
            "Delivery is by e-mail and there is no address. Enter the one that gets the invoice.";
        Refusal::EmailInvalid { fault } =>
            "邮箱有误：{fault}。请改正后再提交。",
            "The e-mail address is invalid: {fault}. Correct it, then try again.",
            fault = faults::email_error(lang, fault);
        Refusal::RemarkInvalid { character: Some(character), .. } =>
            "备注中的{character}不能打印在发票上。请换掉它。",
            "The remark contains {character}, which cannot be printed. Replace it.",
            character = quoted(lang, *character);
        Refusal::RemarkInvalid { length: Some(length), .. } =>
            "备注有 {length} 个字符，最多 {MAX_REMARK_CHARS} 个。请缩短备注。",
            "The remark has {length} characters; {MAX_REMARK_CHARS} are the most. Shorten it.";
        Refusal::RemarkInvalid { .. } =>
            "备注不能打印在发票上。请修改备注。", "The remark cannot be printed. Change it.";
        Refusal::RefundExceedsBill { bill_no, amount, refunded } =>
            "账单 {bill_no} 金额 {amount}，已退 {refunded}，最多还能退 {left}。请核对退款金额。",
            "Bill {bill_no} is of {amount} and {refunded} was refunded, so at most {left} more can be. Check the amount.",
            left = yuan(*amount - *refunded), amount = yuan(*amount), refunded = yuan(*refunded);
        Refusal::OpeningExceedsBill { bill_no, amount, opening } =>
            "账单 {bill_no} 金额 {amount}，期初已开票不能是 {opening}。请核对期初已开票金额。",
            "Bill {bill_no} is of {amount}, so {opening} of it cannot have been invoiced before. Check that amount.",
            amount = yuan(*amount), opening = yuan(*opening);
        Refusal::BillInUse { what: InUse::Bill(bill_no), applications, refunded } =>
            "账单 {bill_no} 不能更正或删除{zh}。请先处理这些，再更正或删除账单。",
            "Bill {bill_no} cannot be corrected or removed while it is used by {en}. Deal with that first.",
            zh = bill_uses_zh(applications, *refunded), en = bill_uses_en(applications, *refunded);
        Refusal::BillInUse { what: InUse::Entry(entry), applications, .. } =>
            "不可开票金额 {entry} 已由开票申请 {by} 抵扣，不能删除。申请取消、驳回或红冲后才能删除。",
            "Entry {entry} is offset by {by} and cannot be removed until that is cancelled, rejected or reversed.",
            by = listed(lang, applications);
        Refusal::TransitionNotAllowed(Transition::Qualification { account, state, step }) =>
            "账号 {account} 的专票资质当前为“{state}”，不能{step}。请刷新后按当前状态操作。",
            "The qualification of {account} is “{state}”, which does not allow “{step}”. Refresh and go on from there.",
            state = domain::qualification_standing(*state).get(lang), step = domain::review_step(*step).get(lang);
        Refusal::TransitionNotAllowed(Transition::RedLetter { invoice, state, next, confirm_by }) => {
            red_letter(lang, invoice, *state, *next, *confirm_by)
        };
        Refusal::TransitionNotAllowed(Transition::Ticket { ticket, state, step }) =>
            "工单 {ticket} 当前为“{state}”，不能{step}。请刷新后按当前状态操作。",
            "Ticket {ticket} is “{state}”, which does not allow “{step}”. Refresh and go on from there.",
            state = domain::ticket_state(*state).get(lang), step = domain::ticket_step(*step).get(lang);
        Refusal::FourEyes { by } =>
            "{by} 提交或最后修改的资料不能由本人审核。请由另一位审核员办理。",
            "{by} submitted this or changed it last, and cannot review it. Another reviewer has to decide.";
        Refusal::TransitionNotAllowed(Transition::Application { application, state, step }) =>
            "申请 {application} 当前为“{state}”，不能{step}。请刷新后按当前状态操作。",
            "Application {application} is “{state}”, which does not allow “{step}”. Refresh and go on from there.",
            state = domain::application_state(*state).get(lang), step = domain::step(*step).get(lang);
        Refusal::CancelWindowClosed { application, last_day } =>
            "申请 {application} 只能在 {last_day} 24:00 前取消，现已超过。请由受理人驳回，或开票后红冲。",
            "Application {application} could be cancelled until 24:00 on {last_day}. Have it rejected, or reverse it after issue.";
        Refusal::AlreadyIssued { application } =>
            "申请 {application} 已开票，不能取消。如发票有误，请做红冲。",
            "Application {application} was issued and cannot be cancelled. Reverse it if the invoice is wrong.";
        Refusal::OutAtBureau { application } =>
            "申请 {application} 的发票已写入交给税务局的批量开票表，结果未回。请先导入税务局退回的清单，或确认未导入后撤回并写明原因。",
            "Application {application} is in a bulk-issue form at the tax bureau. Import the list of what was refused, or recall it with a reason if it was not handed in.";
        Refusal::DuplicateInvoiceNumber { number } =>
            "发票号码 {number} 已登记过。请核对号码，以及是否已登记到别的申请。",
            "Invoice number {number} was recorded before. Check it, and whether another application has it.";
        Refusal::InvoiceAboveMaximum { gross, max } =>
            "一张发票 {gross}，超过了开票方的单张限额 {max}。请分开为几张，每张不超过限额。",
            "An invoice of {gross} is above the issuer's maximum of {max}. Issue several, each of that much or less.",
            gross = yuan(*gross), max = yuan(*max);
        Refusal::PolicyContradictory { problems } =>
            "开票规则自相矛盾：{problems}。请改正后再保存。",
            "The policy contradicts itself: {problems}. Correct it, then save it.",
            problems = policy::problems(lang, problems);
        Refusal::CorrectionNotOffered =>
            "当前开票规则不支持开票后更正或重开。如发票有误，请做红冲，并与客户另行协商。",
            "The policy offers no corrections after issue. Reverse a wrong invoice and agree with the customer.";
        Refusal::CorrectionQuotaUsed { year, allowed } =>
            "该账号 {year} 年的 {allowed} 次更正机会已用完。请在下一年度再申请更正。",
            "The account has had all {allowed} corrections of {year}. Ask again next year.";
        Refusal::CorrectionWindowClosed { issued_on, last_day } =>
            "发票于 {issued_on} 开具，更正最晚可在 {last_day} 申请，现已逾期，不再受理。",
            "The invoice was issued on {issued_on}; a correction could be asked for until {last_day}. It is too late.";
        Refusal::RecurringAlreadyRun { month } =>
            "{month} 的定期开票已经执行过。每个计划每月只执行一次，下月会再次执行。",
            "Recurring invoicing has run for {month}. A plan runs once a month; the next run is next month.";
        Refusal::FormMissing =>
            "还没有批量开票导入表。请登录电子税务局，在“蓝字发票开具—批量开具”下载《数电发票批量开票导入模板》，再用 --form 指定该文件。",
            "There is no bulk-issue form yet. Download the template from the electronic tax bureau, where e-invoices are issued in bulk, then name the file with --form.";
        Refusal::MailNotSet =>
            "还没有设置发送邮件的服务器。请管理员先设置（set_mail）。",
            "Nobody has said how mail is sent. An admin has to set it first (set_mail).";
        Refusal::MailPasswordMissing { user } =>
            "没有邮箱用户 {user} 的密码。请用 fapiao-desk mail-password --set 存入系统的密钥库，或设置环境变量 FAPIAO_DESK_SMTP_PASSWORD。",
            "There is no password for the mail user {user}. Put it into the system's key store with fapiao-desk mail-password --set, or into FAPIAO_DESK_SMTP_PASSWORD.";
        Refusal::KeyStore { detail } =>
            "系统的密钥库不可用（{detail}）。请先解锁或启用它，或设置环境变量 FAPIAO_DESK_SMTP_PASSWORD。",
            "The system's key store does not work ({detail}). Unlock or enable it, or set FAPIAO_DESK_SMTP_PASSWORD.";
        Refusal::MailIsBeingSent =>
            "另一个窗口或程序正在发送邮件。请等它发完再试。",
            "Another window or program is sending mail. Wait until it has finished.";
        Refusal::InvoiceFilesMissing { invoices } =>
            "发票 {invoices} 还没有发票文件，无法随邮件发送。请先导入税局返回的文件。",
            "Nothing is kept of {invoices} that could be attached. Import the files that came back first.",
            invoices = listed(lang, invoices);
        Refusal::MailPending { message, again_at } => { mail::pending(lang, *message, *again_at) };
        Refusal::TransitionNotAllowed(Transition::Mail { application, message, decision }) =>
            "申请 {application} 的邮件当前为“{message}”，不能登记为“{decision}”。请刷新后按当前状态操作。",
            "The e-mail of {application} is “{message}”, which does not allow “{decision}”. Refresh and go on from there.",
            message = mail::state(*message).get(lang), decision = mail::decision(*decision).get(lang);
        Refusal::UnknownOp =>
            "没有这个命令。请检查 op 的拼写。", "There is no such command. Check the spelling of op.";
        Refusal::BadField { field, fault } => { bad_field(lang, field, fault) };
        Refusal::NotFound { what, key } =>
            "找不到{what} {key}。请核对后再试。",
            "There is no {what} {key}. Check it and try again.",
            what = domain::noun(*what).get(lang);
        // What stands in the way here is the person who holds the submission.
        Refusal::Conflict { what: Noun::Command, key, .. } =>
            "命令标识（id）{key} 已用于另一条内容不同的命令，本条没有执行。重发时内容须与原来相同；新的命令请换一个标识。",
            "The id {key} belongs to another command with other content, so this one was not carried out. Resend a command unchanged; give a new command a new id.";
        Refusal::Conflict { what: Noun::Qualification, key, .. } =>
            "用户 {key} 正在审核这份专票资质，同时只能由一人审核。请等其放开后再试。",
            "User {key} is reviewing this qualification, which one person does at a time. Try again when that is finished.";
        Refusal::Conflict { what: Noun::Import, key, .. } =>
            "导入批次 {key} 已经撤销过，没有可撤销的内容。",
            "Import {key} was undone already; nothing is left to undo.";
        Refusal::Conflict { what, key, fields } if fields.is_empty() =>
            "{what} {key} 已经存在，或刚被他人改动。请刷新后再试。",
            "The {what} {key} exists already, or was just changed by someone else. Refresh, then try again.",
            what = domain::noun(*what).get(lang);
        Refusal::Conflict { what, key, fields } =>
            "{what} {key} 已经存在，但{fields}与此不同。请核对以哪一份为准。",
            "The {what} {key} exists already with a different {fields}. Check which one is right.",
            what = domain::noun(*what).get(lang), fields = field_names(lang, fields);
        Refusal::NotPermitted { by, needs } =>
            "用户 {by} 没有权限。此操作须由{roles}办理。",
            "User {by} may not do this. It needs the role {roles}.",
            roles = any_of(lang, needs);
        Refusal::ClockOverride =>
            "只有沙盒数据文件可以指定时间。请去掉 at，或用 --sandbox 新建沙盒。",
            "Only a sandbox store accepts a given time. Leave out at, or make a store with --sandbox.";
        Refusal::NotRun =>
            "前面的命令遇到数据文件故障，本条没有执行。请先排除故障，再重新发送。",
            "The store failed at a command before this one, so this one was not carried out. Find out why, then send it again.";
        Refusal::Store { fault } => { faults::store_fault(lang, fault) };
    })
}

fn bad_field(lang: Lang, field: &str, fault: &FieldError) -> String {
    let field = field_name(lang, field);
    say!(lang, match fault {
        FieldError::Missing | FieldError::Amount(MoneyError::Empty) =>
            "请填写{field}。", "The field {field} is required.";
        FieldError::Unknown =>
            "没有{field}这个字段。请检查拼写，或去掉它。",
            "There is no field {field}. Check the spelling, or leave it out.";
        fault =>
            "{field}有误：{fault}。",
            "The field {field} is wrong: {fault}.",
            fault = faults::field_error(lang, fault);
    })
}

/// A form that does not go on as was asked, or an invoice that is not reversed yet.
fn red_letter(
    lang: Lang,
    invoice: &str,
    state: FormState,
    next: Option<FormState>,
    confirm_by: Option<DateTime<Utc>>,
) -> String {
    let by = confirm_by.map(|at| china_time(at).format("%Y-%m-%d %H:%M").to_string());
    let (by_zh, by_en) = match by {
        None => Default::default(),
        Some(by) => (
            format!("，须在 {by} 前确认，过期作废"),
            format!(", to be confirmed by {by}, and void after that"),
        ),
    };
    let state = domain::form_state(state).get(lang);
    say!(lang, match next {
        None =>
            "发票 {invoice} 的红字确认单为“{state}”{by_zh}。请等对方确认并登记后再红冲。",
            "The red-letter form of invoice {invoice} is “{state}”{by_en}. Enter the confirmation first, then reverse.";
        Some(next) =>
            "发票 {invoice} 的红字确认单为“{state}”{by_zh}，不能登记为“{to}”。请核对状态和时间。",
            "The red-letter form of invoice {invoice} is “{state}”{by_en}; it cannot become “{to}”. Check the state and the time.",
            to = domain::form_state(next).get(lang);
    })
}

fn bill_uses_zh(applications: &[String], refunded: Option<Fen>) -> String {
    let used = match applications {
        [] => String::new(),
        _ => format!("，开票申请 {} 使用了它", applications.join("、")),
    };
    let refund = refunded.map(|refunded| format!("，已退款 {}", yuan(refunded))).unwrap_or_default();
    used + &refund
}

fn bill_uses_en(applications: &[String], refunded: Option<Fen>) -> String {
    let mut uses = applications.to_vec();
    uses.extend(refunded.map(|refunded| format!("a refund of {}", yuan(refunded))));
    uses.join(", ")
}

fn any_of(lang: Lang, roles: &[Role]) -> String {
    let roles: Vec<&str> = roles.iter().map(|role| domain::role(*role).get(lang)).collect();
    roles.join(lang.pick("或", " or "))
}

fn info_problems(lang: Lang, problems: &[FieldProblem]) -> String {
    let one = |problem: &FieldProblem| {
        let field = domain::info_field(problem.field).get(lang);
        let fault = faults::field_fault(lang, &problem.fault);
        say!(lang, "{field}：{fault}", "{field}: {fault}")
    };
    clauses(lang, problems.iter().map(one))
}

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
        "参数互相矛盾的开票规则不能保存：没有账号可开专票却设了专票资质审核或抵扣期，电子邮件送达却有运费，定期开票日不在 1 至 28 日，税率不按日期先后，税率不是法定税率或征收率（0、1、1.5、2、3、5、6、9、13 %）等。",
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
        "审核须由他人进行", "Four eyes";
        "提交人和最后修改信息的人都不能审核这份资料，无论通过窗口还是命令行。",
        "Neither who submitted nor who last changed the info can be who reviews, in the window or on the command line.";
        "请由另一位审核员办理。", "Another reviewer has to decide.";
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
        "有发票在交给税务局的批量开票表中的申请，不能取消或驳回，也不会再次写入。",
        "What is in a bulk-issue form handed to the tax bureau is neither cancelled nor rejected, and does not go out again.";
        "导入税务局退回的清单或开具结果；确认没有导入的，撤回并写明原因。",
        "Import what the bureau refused or issued; where it was never handed in, recall it with a reason.";
    AlreadyIssued =>
        "已开票，不能取消", "Already issued";
        "已经开出发票的申请不能取消。", "An application whose invoice was issued cannot be cancelled.";
        "如发票有误，做红冲。", "Reverse it if the invoice is wrong.";
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

#[cfg(test)]
mod tests;
