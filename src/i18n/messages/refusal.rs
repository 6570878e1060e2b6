//! Refusals in words: what is wrong, with the values that were seen, then what to do.

mod rule_texts;

use chrono::{DateTime, Utc};

use crate::domain::application::Step;
use crate::domain::calendar::china_time;
use crate::domain::invoice_info::FieldProblem;
use crate::domain::money::{Fen, MoneyError};
use crate::domain::policy::AmountBasis;
use crate::domain::red_letter::FormState;
use crate::domain::refusal::{FieldError, InUse, Noun, Refusal, SecondPerson, Transition};
use crate::domain::role::Role;
use crate::domain::rules::remark_invalid::MAX_REMARK_CHARS;
use crate::domain::sign_in::SignInFault;
use crate::i18n::command_fields::Naming;
use crate::i18n::phrase::{clauses, listed, quoted, yuan};
use crate::i18n::{Lang, domain, faults, mail, policy, step_requests};

pub use self::rule_texts::*;

/// One or two sentences about a refusal, for people who never see how fields are called in commands.
pub fn message(lang: Lang, refusal: &Refusal) -> String {
    message_in(lang, Naming::Word, refusal)
}

/// The same for whoever wrote the command of this name.
pub fn message_of(lang: Lang, op: Option<&str>, refusal: &Refusal) -> String {
    message_in(lang, Naming::InCommand(op), refusal)
}

fn message_in(lang: Lang, naming: Naming<'_>, refusal: &Refusal) -> String {
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
        Refusal::FourEyes { by, second: Some(SecondPerson { application, step: Step::Reverse, may }) } =>
            "{by} 提交了申请 {application} 或登记了它的开票，须由另一位同事红冲：{who}。",
            "{by} applied for {application} or recorded its issue, so another person has to reverse it: {who}.",
            who = who_may(lang, may);
        Refusal::FourEyes { by, second: Some(SecondPerson { application, may, .. }) } =>
            "{by} 提交了申请 {application}，须由另一位同事登记开票：{who}。",
            "{by} applied for {application}, so another person has to record its issue: {who}.",
            who = who_may(lang, may);
        Refusal::FourEyes { by, second: None } =>
            "{by} 提交或最后修改的资料不能由本人审核。请由另一位审核员办理。",
            "{by} submitted this or changed it last, and cannot review it. Another reviewer has to decide.";
        Refusal::TransitionNotAllowed(Transition::Application { application, state, step }) =>
            "申请 {application} 当前为“{state}”，不能{step}。请刷新后按当前状态操作。",
            "Application {application} is “{state}”, which does not allow “{step}”. Refresh and go on from there.",
            state = domain::application_state(*state).get(lang), step = domain::step(*step).get(lang);
        Refusal::TransitionNotAllowed(Transition::Undo { application, is_mailed: true, .. }) =>
            "申请 {application} 的发票已用邮件发出，不能撤回寄送。如发票有误，请做红冲。",
            "The invoices of {application} were e-mailed, which cannot be taken back. Reverse it if an invoice is wrong.";
        Refusal::TransitionNotAllowed(Transition::Undo { application, state, is_mailed: false }) =>
            "申请 {application} 当前为“{state}”，上一步不能撤回：只有受理、寄送和签收可以。",
            "Application {application} is “{state}”, whose last step cannot be taken back: only acceptance, sending and receipt can.",
            state = domain::application_state(*state).get(lang);
        Refusal::CancelWindowClosed { application, last_day } =>
            "申请 {application} 只能在 {last_day} 24:00 前取消，现已超过。请由受理人驳回，或开票后红冲。",
            "Application {application} could be cancelled until 24:00 on {last_day}. Have it rejected, or reverse it after issue.";
        Refusal::AlreadyIssued { application, is_partly: true } =>
            "申请 {application} 已返回一部分发票，不能取消、驳回或更改。请把其余的开完（导出后导入结果，或登记开票），再红冲有误的发票。",
            "Some invoices of application {application} are back, so it can be neither cancelled, rejected nor changed. Have the rest issued, or record it; then reverse what is wrong.";
        Refusal::AlreadyIssued { application, is_partly: false } =>
            "申请 {application} 已开票，不能取消。如发票有误，请做红冲。",
            "Application {application} was issued and cannot be cancelled. Reverse it if the invoice is wrong.";
        Refusal::OutAtBureau { application, is_issued: true } =>
            "税务局已为申请 {application} 开具发票，正等待另一位同事登记，不能取消、驳回或撤回。请由同事登记，或由其写明不是这件申请的发票后不予办理。",
            "The tax bureau has issued an invoice for application {application}, which waits for another person to record it. Have it recorded, or declined with what the invoice is of, before anything is taken back.";
        Refusal::OutAtBureau { application, is_issued: false } =>
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
            "还没有设置发送邮件的服务器。请管理员在“设置”的“发送邮件”里填写（命令行：set_mail）。",
            "Nobody has said how mail is sent. An admin has to set it first, in Settings or by set_mail.";
        Refusal::MailPasswordMissing { user } =>
            "没有邮箱用户 {user} 的密码。请在“设置”的“发送邮件”里存入系统的密钥库（命令行：fapiao-desk mail-password --set），或设置环境变量 FAPIAO_DESK_SMTP_PASSWORD。",
            "There is no password for the mail user {user}. Put it into the system's key store in Settings or with fapiao-desk mail-password --set, or into FAPIAO_DESK_SMTP_PASSWORD.";
        Refusal::KeyStore { detail } =>
            "系统的密钥库不可用（{detail}）。请先解锁或启用它，或设置环境变量 FAPIAO_DESK_SMTP_PASSWORD（邮件）、FAPIAO_DESK_BACKUP_PASSWORD（备份）。",
            "The system's key store does not work ({detail}). Unlock or enable it, or set FAPIAO_DESK_SMTP_PASSWORD (mail) or FAPIAO_DESK_BACKUP_PASSWORD (backups).";
        Refusal::MailIsBeingSent =>
            "另一个窗口或程序正在发送邮件。请等它发完再试。",
            "Another window or program is sending mail. Wait until it has finished.";
        Refusal::MailHeld =>
            "数据文件是从备份恢复的，备份之后可能已发过邮件，所以暂停发送。已发过的请先登记寄送（deliver_application），再恢复发送（release_outbox）。",
            "The store was restored from a backup, after which mail may have been sent, so nothing is sent. Record what was (deliver_application), then let the rest go (release_outbox).";
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
        Refusal::BadField { field, fault } => { bad_field(lang, naming, field, fault) };
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
        Refusal::Conflict { what: Noun::InvoiceFile, key, .. } =>
            "文件 {key} 里现在是另一张发票，与看到的号码不同。请重新读取后再确认。",
            "{key} holds another invoice now than the number that was seen. Read it again, then decide.";
        Refusal::Conflict { what: Noun::RedLetter, key, fields } if !fields.is_empty() =>
            "确认单编号与发票 {key} 已登记的红字确认单冲突：一张确认单只有一个编号，一个编号只属于一张确认单。请核对编号。",
            "The number conflicts with the red-letter form of invoice {key}: a form has one number, and a number is of one form. Check it.";
        Refusal::Conflict { what, key, fields } if fields.is_empty() =>
            "{what} {key} 已经存在，或刚被他人改动。请刷新后再试。",
            "The {what} {key} exists already, or was just changed by someone else. Refresh, then try again.",
            what = domain::noun(*what).get(lang);
        Refusal::Conflict { what, key, fields } =>
            "{what} {key} 已经存在，但{fields}与此不同。请核对以哪一份为准。",
            "The {what} {key} exists already with a different {fields}. Check which one is right.",
            what = domain::noun(*what).get(lang), fields = naming.fields(lang, fields);
        Refusal::NotPermitted { by, needs } if needs.is_empty() =>
            "用户 {by} 已停用。请由管理员重新启用，或以其他用户办理。",
            "User {by} is disabled. Have an admin enable the user again, or do it as another.";
        Refusal::NotPermitted { by, needs } =>
            "用户 {by} 没有权限。此操作须由{roles}办理。",
            "User {by} may not do this. It needs the role {roles}.",
            roles = any_of(lang, needs);
        Refusal::SignInFailed { why } => { sign_in_fault(*why).get(lang).to_owned() };
        Refusal::ClockOverride =>
            "只有沙盒数据文件可以指定时间。请去掉 at，或用 --sandbox 新建沙盒。",
            "Only a sandbox store accepts a given time. Leave out at, or make a store with --sandbox.";
        Refusal::NotRun =>
            "前面的命令遇到数据文件故障，本条没有执行。请先排除故障，再重新发送。",
            "The store failed at a command before this one, so this one was not carried out. Find out why, then send it again.";
        Refusal::Store { fault } => { faults::store_fault(lang, fault) };
    })
}

names! {
    sign_in_fault(SignInFault) {
        Required = "请先登录。命令行请用 --as 写明用户，密码放在 --password-file 的文件或 FAPIAO_DESK_PASSWORD 里，或在终端输入。",
            "Sign in first. On the command line name the user with --as, and give the password in a file (--password-file), in FAPIAO_DESK_PASSWORD or in the terminal.";
        Wrong = "用户名或密码不正确。请核对后再试；忘记密码的，请管理员重新设置。",
            "The name or the password is wrong. Try again, or have an admin set another password.";
        NoPassword = "该用户还没有密码，不能登录。请管理员先设置密码。",
            "The user has no password yet and cannot sign in. Have an admin set one.";
        Disabled = "该用户已停用，不能登录。请联系管理员。", "The user is disabled and cannot sign in. Ask an admin.";
        WrongCode = "用户名或恢复码不正确，或恢复码已经用过。请核对后再试。",
            "The name or the recovery code is wrong, or the code was used before. Check them and try again.";
    }
}

fn bad_field(lang: Lang, naming: Naming<'_>, field: &str, fault: &FieldError) -> String {
    let field = naming.field(lang, field);
    say!(lang, match fault {
        FieldError::Missing | FieldError::Amount(MoneyError::Empty) =>
            "请填写{field}。", "The field {field} is required.";
        FieldError::Unknown =>
            "没有{field}这个字段。请检查拼写，或去掉它。",
            "There is no field {field}. Check the spelling, or leave it out.";
        fault =>
            "{field}有误：{fault}。",
            "The field {field} is wrong: {fault}.",
            fault = faults::field_error_in(lang, naming, fault);
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
    let (is_void, state) = (!state.is_live(), domain::form_state(state).get(lang));
    say!(lang, match next {
        None if is_void =>
            "发票 {invoice} 的红字确认单为“{state}”，不能红冲。请重新录入确认单并登记。",
            "The red-letter form of invoice {invoice} is “{state}”, so it cannot be reversed. Begin another form.";
        None =>
            "发票 {invoice} 的红字确认单为“{state}”{by_zh}。请等对方确认并登记后再红冲。",
            "The red-letter form of invoice {invoice} is “{state}”{by_en}. Enter the confirmation first, then reverse.";
        Some(next) =>
            "发票 {invoice} 的红字确认单为“{state}”{by_zh}，不能登记为“{to}”。请核对状态和时间。",
            "The red-letter form of invoice {invoice} is “{state}”{by_en}; it cannot become “{to}”. Check the state and the time.",
            to = domain::form_state(next).get(lang);
    })
}

/// Who may take a step in the place of whoever may not.
fn who_may(lang: Lang, may: &[String]) -> String {
    if may.is_empty() { step_requests::NOBODY.get(lang).to_owned() } else { listed(lang, may) }
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

#[cfg(test)]
mod tests;
