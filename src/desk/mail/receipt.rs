//! What was sent for an application, as a file that others can check without the desk.

use std::path::Path;

use crate::desk::export::ExportStop;
use crate::desk::mail::outbox::{OutboxMail, of_application};
use crate::desk::own_files::{is_own, write_whole};
use crate::desk::read_up_to_date;
use crate::domain::files::ExportError;
use crate::domain::mail::outbox::MessageState;
use crate::domain::mail::receipt::Receipt;

/// The words of a receipt, before the hashes of the files.
pub type SayReceipt<'a> = &'a dyn Fn(&Receipt<'_>) -> String;

/// Writes what was sent for an application to whom and when, with the hash of every file, in the form that
/// `sha256sum --check` reads; answers the message. None: nothing was sent yet, and nothing is written.
///
/// # Errors
/// See [`ExportStop`]; `not-found` also where there is no message.
pub fn receipt(
    store: &Path,
    application: &str,
    say: SayReceipt<'_>,
    to: &Path,
) -> Result<Option<OutboxMail>, ExportStop> {
    let mail = of_application(&read_up_to_date(store)?, application)?;
    let (MessageState::Sent, Some(at), Some(sha256)) = (mail.state, mail.tried_at, &mail.sha256) else {
        return Ok(None);
    };
    if is_own(store, to) {
        return Err(ExportError::OwnPlace.into());
    }
    let head = Receipt {
        application: &mail.application,
        from: &mail.from,
        to: &mail.to,
        cc: mail.cc.as_deref(),
        subject: &mail.subject,
        message_id: &mail.message_id,
        at,
        by: &mail.by,
        answer: mail.answer.as_deref(),
        decided_by: mail.decided_by.as_deref(),
        sha256,
    };
    let files = mail.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name));
    let text = say(&head) + &files.collect::<String>();
    write_whole(to, text.as_bytes()).map_err(ExportError::from)?;
    Ok(Some(mail))
}
