//! The card of the e-mail that went to the customer about an application.

use egui::{Ui, vec2};

use crate::desk::pages::application::ApplicationPage;
use crate::domain::mail::outbox::MessageState;
use crate::i18n::{dates, kept_files as words, mail};
use crate::ui::icons;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Card, banner_ui, key_value_ui, pill_ui, small_ui, text_row_ui};

/// Draws the card, if there is a message.
pub(super) fn card_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let Some(message) = &page.mail else { return };
    let lang = cx.lang;
    let (tone, icon) = match message.state {
        MessageState::Queued | MessageState::Sending => (Tone::Info, icons::CLOCK),
        MessageState::Sent => (Tone::Ok, icons::CHECK),
        MessageState::Failed => (Tone::Bad, icons::ERROR),
        MessageState::Unknown => (Tone::Warn, icons::WARNING),
        MessageState::Discarded => (Tone::Neutral, icons::BLOCKED),
    };
    Card::titled(cx.say(words::MAIL)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        text_row_ui(ui, |ui| {
            pill_ui(ui, tone, icon, mail::state(message.state).get(lang));
            let at = message.tried_at.unwrap_or(message.queued_at);
            small_ui(ui, &dates::moment(at));
        });
        key_value_ui(ui, cx.say(words::SENT_TO), &message.to);
        if let Some(cc) = &message.cc {
            key_value_ui(ui, cx.say(words::COPY_TO), cc);
        }
        // What went wrong once and was sent since is no news.
        if let Some(why) = message.why.as_ref().filter(|_| message.state != MessageState::Sent) {
            banner_ui(ui, tone, &mail::fault(lang, why), None);
        }
        if message.tries > 1 {
            small_ui(ui, &words::tries(lang, message.tries));
        }
        if let Some(at) = message.again_at {
            small_ui(ui, &words::again_at(lang, &dates::moment(at)));
        }
    });
}
