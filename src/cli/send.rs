//! `send`: e-mails of issued invoices; `outbox`: what became of them; `receipt`: what was sent to whom, for others to
//! check.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;

use super::REFUSED;
use super::export::stopped;
use super::session::{Session, Spoken};
use crate::desk::Open;
use crate::desk::export::ExportStop;
use crate::desk::mail::compose::Composed;
use crate::desk::mail::outbox::{OutboxMail, outbox};
use crate::desk::mail::queue::{LeftOut, Plan, Wish};
use crate::desk::mail::receipt::receipt as write_receipt;
use crate::desk::mail::send::{Report, SentMail, send as send_mail};
use crate::desk::progress::Meter;
use crate::domain::files::ExportError;
use crate::domain::mail::receipt::Receipt;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::text::Code;
use crate::i18n::mail as words;
use crate::i18n::refusal::message_of;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "NO", value_parser = code)]
    application: Vec<Code>,
    #[arg(long)]
    preview: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ReceiptArgs {
    #[arg(long, value_name = "NO", value_parser = code)]
    application: Code,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

fn code(text: &str) -> Result<Code, String> {
    Code::try_from(text).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct Left<'a> {
    application: &'a str,
    #[serde(flatten)]
    why: Spoken<'a>,
}

/// Sends what is to be sent, or tells what would be; 1 when something was not sent.
pub(super) fn send(session: &Session, args: &Args) -> Result<(), u8> {
    if args.preview {
        return preview(session, &args.application);
    }
    let lang = session.lang;
    let mut desk = session.open(Open::Existing)?;
    let (wish, meter) = (Wish { applications: args.application.clone(), by: None }, Meter::default());
    let sent = session.while_told(words::SENDING, &meter, || send_mail(&mut desk, &wish, &meter));
    let report = session.or_fail(sent)?;
    let Report { sent, failed, unknown, left_out, .. } = &report;
    let why = |fault| words::fault(lang, fault);
    if session.json {
        let failed: Vec<_> = failed
            .iter()
            .map(|mail| with_again_at(json!({ "application": mail.application, "to": mail.to, "why": why(&mail.why), "tries": mail.tries }), mail.again_at))
            .collect();
        let unknown: Vec<_> = unknown
            .iter()
            .map(|mail| json!({ "application": mail.application, "to": mail.to, "why": why(&mail.why) }))
            .collect();
        session.answer_json(&json!({ "sent": sent, "failed": failed, "unknown": unknown, "left_out": left(session, left_out) }));
    } else {
        for SentMail { application, to, .. } in sent {
            session.answer(&words::was_sent(lang, application, to));
        }
        for mail in failed {
            session.answer(&words::was_not(lang, &mail.application, &mail.to, &why(&mail.why)));
        }
        for mail in unknown {
            session.answer(&words::is_unknown(lang, &mail.application, &mail.to, &why(&mail.why)));
        }
        tell_left_out(session, left_out);
        if sent.is_empty() && failed.is_empty() && unknown.is_empty() && left_out.is_empty() {
            session.answer(words::NOTHING_TO_SEND.get(lang));
        }
    }
    if failed.is_empty() && unknown.is_empty() && left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

/// Tells what would be sent, in the shape of what was.
fn preview(session: &Session, applications: &[Code]) -> Result<(), u8> {
    let desk = session.open(Open::Existing)?;
    let Plan { composed, waiting, left_out, .. } = session.or_fail(desk.plan_mail(applications))?;
    if session.json {
        let waiting = waiting.iter().map(|mail| {
            json!({ "application": mail.application_number, "to": mail.recipients, "message_id": mail.message_id, "subject": mail.subject, "body": mail.body })
        });
        let composed = composed.iter().map(|mail| json!(mail));
        let sent: Vec<_> = waiting.chain(composed).collect();
        session.answer_json(&json!({ "preview": true, "sent": sent, "failed": [], "unknown": [], "left_out": left(session, &left_out) }));
    } else {
        for mail in &waiting {
            session.answer(&words::would_send(
                session.lang,
                &mail.application_number,
                &mail.recipients,
                &mail.subject,
            ));
        }
        for Composed { application, to, subject, .. } in &composed {
            session.answer(&words::would_send(session.lang, application, to, subject));
        }
        tell_left_out(session, &left_out);
        session.say(words::ONLY_PREVIEW.get(session.lang));
    }
    if left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

fn left<'a>(session: &Session, left_out: &'a [LeftOut]) -> Vec<Left<'a>> {
    left_out
        .iter()
        .map(|left| Left { application: &left.application, why: session.spoken(&left.why) })
        .collect()
}

fn tell_left_out(session: &Session, left_out: &[LeftOut]) {
    for LeftOut { application, why } in left_out {
        session.answer(&words::left_out(session.lang, application, &message_of(session.lang, None, why)));
    }
}

fn with_again_at(mut mail: serde_json::Value, again_at: Option<DateTime<Utc>>) -> serde_json::Value {
    if let (Some(fields), Some(again_at)) = (mail.as_object_mut(), again_at) {
        fields.insert("again_at".to_owned(), json!(again_at));
    }
    mail
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    mail: &'a OutboxMail,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// Lists every message, newest first. What a stopped program left on its way is put right before.
pub(super) fn list(session: &Session) -> Result<(), u8> {
    let desk = session.open(Open::Existing)?;
    let mails = session.or_fail(outbox(desk.db()))?;
    let why = |mail: &OutboxMail| mail.why.as_ref().map(|why| words::fault(session.lang, why));
    if session.json {
        let shown: Vec<Shown<'_>> = mails.iter().map(|mail| Shown { mail, why: why(mail) }).collect();
        session.answer_json(&json!({ "outbox": shown }));
    } else if mails.is_empty() {
        session.answer(words::OUTBOX_EMPTY.get(session.lang));
    }
    for mail in mails.iter().filter(|_| !session.json) {
        let at = mail.tried_at.unwrap_or(mail.queued_at);
        let why = why(mail).or_else(|| mail.answer.clone()).unwrap_or_default();
        session.answer(&words::in_outbox(session.lang, &mail.application, at, mail.state, &mail.to, &why));
    }
    Ok(())
}

/// Writes what was sent for an application to whom and when, with the hash of every file, in the form that
/// `sha256sum --check` reads.
pub(super) fn receipt(session: &Session, args: &ReceiptArgs) -> Result<(), u8> {
    let lang = session.lang;
    let to = args.to.display().to_string();
    let say = |head: &Receipt<'_>| words::receipt(lang, head);
    let written = write_receipt(&session.place()?, &args.application, &say, &args.to);
    let written = written.map_err(|stop| match stop {
        ExportStop::File(ExportError::OwnPlace) => {
            session.fail(&Refusal::Store { fault: StoreFault::OwnPlace { path: to.clone() } })
        }
        ExportStop::Refused(refusal) if !matches!(refusal, Refusal::Store { .. }) => {
            session.fail(&refusal);
            REFUSED
        }
        stop => stopped(session, stop),
    })?;
    let Some(mail) = written else {
        session.say(words::NOT_SENT_YET.get(lang));
        return Err(REFUSED);
    };
    if session.json {
        let OutboxMail { message_id, sha256, .. } = &mail;
        session.answer_json(&json!({ "file": to, "message_id": message_id, "sha256": sha256 }));
    } else {
        session.answer(&words::receipt_written(lang, &to));
    }
    Ok(())
}
