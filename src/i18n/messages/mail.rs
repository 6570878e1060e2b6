//! What became of e-mails, and what to do about it.

use chrono::{DateTime, Utc};

use crate::domain::calendar::{china_date, china_day_start};
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::outbox::{MailDecision, MessageState};
use crate::domain::mail::receipt::Receipt;
use crate::i18n::{Lang, faults};

texts! {
    OUTBOX_EMPTY = "发件箱里没有邮件。", "The outbox is empty.";
    NOTHING_TO_SEND = "没有要发送的邮件。", "There is nothing to send.";
    ONLY_PREVIEW = "这是预览，没有发送。", "This was a preview; nothing was sent.";
    SENDING = "正在发送", "Sending";
    PASSWORD = "邮箱密码：", "Password of the mail user: ";
    NO_PASSWORD_GIVEN = "没有输入密码，没有改动。", "No password was given; nothing was changed.";
    NO_MAIL_USER = "发送邮件的设置里没有用户，不需要密码。",
        "The settings of mail name no user, so no password is needed.";
    PASSWORD_KEPT = "密码已存入系统的密钥库。", "The password is in the system's key store.";
    NOT_SENT_YET = "这件申请的邮件还没有发出，没有回执。",
        "The e-mail of this application was not sent yet, so there is no receipt.";
}

names! {
    state(MessageState) {
        Queued = "待发送", "queued";
        Sending = "发送中", "being sent";
        Sent = "已发送", "sent";
        Failed = "发送失败", "failed";
        Unknown = "结果不明", "unknown";
        Discarded = "不再发送", "discarded";
    }
    decision(MailDecision) {
        Arrived = "已收到", "arrived";
        SendAgain = "再发一次", "send again";
    }
}

/// Why an application's e-mail is not sent now.
pub fn pending(lang: Lang, message: MessageState, again_at: Option<DateTime<Utc>>) -> String {
    say!(lang, match (message, again_at) {
        (MessageState::Unknown, _) =>
            "邮件是否送达不明，不会自动重发。请向客户核实后登记：已收到，或再发一次（decide_mail）。",
            "It is not known whether the e-mail arrived, so it is not sent again by itself. Ask the customer, then decide: it arrived, or send it again (decide_mail).";
        (MessageState::Failed, Some(again_at)) =>
            "上次没有发出，{at} 以后再试。要立即重发，请指明这件申请（--application）。",
            "It failed and is tried again from {at} on. To send it at once, name the application (--application).",
            at = minute(again_at);
        (MessageState::Failed, None) =>
            "邮件发送失败，不会自动重发。请改正后再发一次（decide_mail）。",
            "The e-mail failed and is not sent again by itself. Correct what is wrong, then send it again (decide_mail).";
        (message, _) =>
            "邮件当前为“{message}”。", "The e-mail is “{message}”.", message = state(message).get(lang);
    })
}

/// Why an e-mail was not sent, or why it is not known whether it was.
pub fn fault(lang: Lang, fault: &MailFault) -> String {
    say!(lang, match fault {
        MailFault::Unreachable { detail } =>
            "连不上邮件服务器（{detail}）。请检查网络、服务器地址和端口。",
            "The mail server cannot be reached ({detail}). Check the network, the host and the port.";
        MailFault::NotSecret { detail } =>
            "不能与邮件服务器建立加密连接（{detail}）。请核对服务器地址；单位自己的证书要先装入系统。",
            "No secret line to the mail server ({detail}). Check the host; a certificate of your own company has to be installed in the system first.";
        MailFault::NotServed { answer } =>
            "邮件服务器拒绝服务（{answer}）。请核对服务器地址和端口，或稍后再试。",
            "The mail server refuses to serve us ({answer}). Check the host and the port, or try later.";
        MailFault::NoStartTls =>
            "邮件服务器不支持 STARTTLS，没有发送。请改用 tls，或更换服务器。",
            "The mail server offers no STARTTLS, so nothing was sent. Use tls, or another server.";
        MailFault::NoSignIn =>
            "邮件服务器不接受密码登录。请核对加密方式和端口。",
            "The mail server lets nobody sign in by a password. Check the security and the port.";
        MailFault::SignInRefused { answer } =>
            "邮件服务器不接受用户名或密码（{answer}）。请重新存入密码。",
            "The mail server does not take the user or the password ({answer}). Set the password again.";
        MailFault::Refused { code, answer } =>
            "邮件服务器拒收（{code}：{answer}）。", "The mail server refused it ({code}: {answer}).";
        MailFault::LineDied { detail } =>
            "发送途中连接断开，对方没有收到完整的邮件（{detail}）。",
            "The line died before the message was whole, so nobody has it ({detail}).";
        MailFault::Stopped =>
            "程序在发送前被关闭，邮件没有发出。", "The program was stopped before it was sent.";
        MailFault::BadAddress { error } =>
            "收件地址有误：{error}。请改为正确的邮箱后再发一次（decide_mail，email）。",
            "The address is wrong: {error}. Send it again to the right one (decide_mail, email).",
            error = faults::email_error(lang, error);
        MailFault::FileLost { name } =>
            "附件 {name} 丢失或被改动过。请从备份恢复，或重新导入发票文件。",
            "The attachment {name} is lost or was changed. Restore it from a backup, or import the file again.";
        MailFault::NoAnswer { detail } =>
            "邮件已全部发出，但没有收到服务器的答复（{detail}），对方可能已经收到。请核实后登记。",
            "All of it was handed over, but the server did not answer ({detail}): it may have taken it. Find out, then decide.";
        MailFault::StoppedMidway =>
            "程序在发送途中被关闭，对方可能已经收到。请核实后登记。",
            "The program was stopped while it was handing it over: the server may have taken it. Find out, then decide.";
    })
}

sentences! {
    would_send(lang, application: &str, to: &str, subject: &str) =
        "{application}：将发给 {to}（{subject}）", "{application}: would go to {to} ({subject})";
    was_sent(lang, application: &str, to: &str) = "{application}：已发给 {to}", "{application}: sent to {to}";
    was_not(lang, application: &str, to: &str, why: &str) =
        "{application}：没有发给 {to}。{why}", "{application}: not sent to {to}. {why}";
    is_unknown(lang, application: &str, to: &str, why: &str) =
        "{application}：发给 {to} 的结果不明。{why}", "{application}: unknown whether {to} has it. {why}";
    left_out(lang, application: &str, why: &str) = "{application}：{why}", "{application}: {why}";
    in_outbox(lang, application: &str, at: DateTime<Utc>, message: MessageState, to: &str, why: &str) =
        "{at}  {application}  {message}  {to}  {why}",
        "{at}  {application}  {message}  {to}  {why}",
        at = minute(at), message = state(message).get(lang);
    receipt_written(lang, path: &str) = "回执已存为 {path}。", "The receipt is in {path}.";
}

/// A receipt, its lines before the hashes of the files; each begins with `# `, as `sha256sum --check` passes it over.
pub fn receipt(lang: Lang, r: &Receipt<'_>) -> String {
    let line = |zh: &str, en: &str, what: &str| format!("# {}: {what}\n", lang.pick(zh, en));
    let mut text = line("开票申请", "Application", r.application);
    text += &line("发件人", "From", r.from);
    text += &line("收件人", "To", r.to);
    text += &r.cc.map(|cc| line("抄送", "Cc", cc)).unwrap_or_default();
    text += &line("主题", "Subject", r.subject);
    text += &line("邮件标识", "Message-ID", &format!("<{}>", r.message_id));
    text += &line("发送时间", "Sent at", &r.at.to_rfc3339());
    text += &line("发送人", "Sent by", r.by);
    text += &r.answer.map(|answer| line("服务器答复", "Server response", answer)).unwrap_or_default();
    text += &r.decided_by.map(|by| line("确认送达", "Confirmed by", by)).unwrap_or_default();
    text += &line("整封邮件的 SHA-256", "SHA-256 of the whole message", r.sha256);
    let (zh, en) = (
        "以下是各附件的 SHA-256；把附件放在同一文件夹，用 sha256sum -c 核对",
        "The SHA-256 of each file; put the files beside this and check them with sha256sum -c",
    );
    text + &format!("# {}\n", lang.pick(zh, en))
}

/// `2026-11-22 12:00`, in China.
fn minute(at: DateTime<Utc>) -> String {
    let on = china_date(at);
    let minutes = (at - china_day_start(on)).num_minutes();
    format!("{on} {:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::EmailError;

    #[test]
    fn what_became_of_a_message_is_told_in_whole_sentences() {
        let detail = || "E 5".to_owned();
        let faults = [
            MailFault::Unreachable { detail: detail() },
            MailFault::NotSecret { detail: detail() },
            MailFault::NotServed { answer: detail() },
            MailFault::NoStartTls,
            MailFault::NoSignIn,
            MailFault::SignInRefused { answer: detail() },
            MailFault::Refused { code: 550, answer: detail() },
            MailFault::LineDied { detail: detail() },
            MailFault::Stopped,
            MailFault::BadAddress { error: EmailError::TooLong },
            MailFault::FileLost { name: "a.pdf".to_owned() },
            MailFault::NoAnswer { detail: detail() },
            MailFault::StoppedMidway,
        ];
        for why in faults {
            let (zh, en) = (fault(Lang::Zh, &why), fault(Lang::En, &why));
            assert!(zh.ends_with('。') && en.ends_with('.') && en.is_ascii(), "{zh} {en}");
        }
    }

    #[test]
    fn every_line_of_a_receipt_before_the_hashes_is_passed_over_by_who_checks_them() {
        let shown = Receipt {
            application: "FP20261122-0001",
            from: "fapiao@example.com",
            to: "a@example.com",
            cc: Some("b@example.com"),
            subject: "发票",
            message_id: "1@example.com",
            at: DateTime::default(),
            by: "desk",
            answer: Some("250 OK"),
            decided_by: None,
            sha256: "00",
        };
        for lang in [Lang::Zh, Lang::En] {
            let text = receipt(lang, &shown);
            assert!(text.ends_with('\n') && text.lines().all(|line| line.starts_with("# ")), "{text}");
        }
    }
}
