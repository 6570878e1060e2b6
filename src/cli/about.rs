//! `about`: what the program and the store are.

use super::session::Session;
use crate::desk::about::{of_store, program};
use crate::i18n::about as words;
use crate::i18n::refusal::message;

/// Changes nothing, and needs no store.
pub(super) fn about(session: &Session) -> Result<(), u8> {
    let (program, place) = (program(), session.store());
    let store = place.as_deref().map(of_store);
    if session.json {
        let path = place.map(|place| place.display().to_string());
        let store = match &store {
            Some(Ok(facts)) => serde_json::json!({ "path": path, "facts": facts }),
            Some(Err(refusal)) => serde_json::json!({ "path": path, "error": session.spoken(refusal) }),
            None => serde_json::Value::Null,
        };
        session.answer_json(&serde_json::json!({ "program": program, "store": store }));
        return Ok(());
    }
    words::of_program(session.lang, &program).iter().for_each(|line| session.answer(line));
    let Some(place) = place else { return Ok(()) };
    session.answer(&words::store_at(session.lang, &place.display().to_string()));
    match store {
        Some(Ok(Some(facts))) => {
            session.answer(&words::of_store(session.lang, facts.schema, facts.size(), facts.sandbox))
        }
        Some(Err(refusal)) => session.answer(&message(session.lang, &refusal)),
        Some(Ok(None)) | None => session.answer(words::NO_STORE.get(session.lang)),
    }
    Ok(())
}
