//! The card of the request that a second person take a step: whose turn it is, what was said, and what became of it.

use egui::{Ui, vec2};

use super::command_of;
use crate::desk::pages::application::{ApplicationPage, OfferedStep, OpenRequest};
use crate::domain::application::Step;
use crate::domain::refusal::Refusal;
use crate::domain::step_request::RequestState;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, dates, domain, step_requests as words};
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::icons;
use crate::ui::refusing::refused_ui;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{ButtonKind, Card, body_ui, pill_ui, small_ui, text_row_ui};

/// Draws the card, if a second person is needed for what comes next, or was asked; whether the request is to be ended.
pub(super) fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &ApplicationPage, commands: &[Offered]) -> bool {
    let lang = cx.lang;
    // That nobody reverses by himself is said to whoever wants to.
    let is_next = |offer: &&OfferedStep| offer.step != Step::Reverse || page.is_asked(offer.step);
    let barred = page.offers.iter().filter(is_next).find(|offer| offer.is_for_second_person());
    let why = barred.and_then(|offer| offer.barred.as_ref());
    if why.is_none() && page.request.is_none() {
        return false;
    }
    let mut ends = false;
    Card::titled(words::SECOND_PERSON.get(lang)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if let Some(why) = why {
            let asked = refused_ui(ui, lang, Tone::Info, &message(lang, why), why.rule(), None);
            asked.into_iter().for_each(|action| cx.act(action));
        }
        if let Some(open) = &page.request {
            request_ui(ui, lang, open);
            if let Some(end) = offered(commands, UserCommand::EndRequest) {
                ends = command_button_ui(ui, ButtonKind::Secondary, end);
            }
        }
    });
    ends
}

fn request_ui(ui: &mut Ui, lang: Lang, open: &OpenRequest) {
    let request = &open.request;
    let (tone, icon) = match request.state {
        RequestState::Refused => (Tone::Warn, icons::BLOCKED),
        _ => (Tone::Info, icons::CLOCK),
    };
    text_row_ui(ui, |ui| pill_ui(ui, tone, icon, words::state(request.state).get(lang)));
    let step = domain::step(request.step).get(lang);
    small_ui(ui, &words::waits(lang, step, &request.by, &dates::moment(request.at)));
    request.note.iter().for_each(|note| drop(body_ui(ui, note)));
    if let (Some(by), Some(at)) = (&request.ended_by, request.ended_at) {
        small_ui(ui, &words::refused(lang, by, &dates::moment(at)));
    }
    request.reason.iter().for_each(|reason| drop(body_ui(ui, reason)));
}

/// How the button of a step stands that a second person has to take: with it whoever may not asks for one.
pub(super) fn asking(
    lang: Lang,
    page: &ApplicationPage,
    offer: &OfferedStep,
    busy: Option<String>,
) -> Offered {
    let command = command_of(offer.step);
    let open = page.request.as_ref().filter(|_| page.is_asked(offer.step));
    match open {
        Some(open) => {
            let waits = words::not_again(lang, &open.request.by);
            command.unless(Some(waits)).named(words::asked(offer.step).get(lang))
        }
        None => command.unless(busy).named(words::ask(offer.step).get(lang)),
    }
}

/// The way in which the open request is ended by whoever is at the desk, where there is one.
pub(super) fn ending(lang: Lang, page: &ApplicationPage, busy: Option<String>) -> Option<Offered> {
    let open = page.request.as_ref()?;
    let label = match (open.is_own, open.request.state) {
        (true, RequestState::Waiting) => words::WITHDRAW,
        (true, _) => words::TAKE_NOTE,
        (false, RequestState::Waiting) => words::REFUSE,
        (false, _) => return None,
    };
    let barred = open.barred.as_ref().map(|refusal: &Refusal| message(lang, refusal));
    Some(UserCommand::EndRequest.unless(barred.or(busy)).named(label.get(lang)))
}

/// The step of the request that whoever is at the desk ends by refusing it; none: it is his own.
pub(super) fn refused_step(page: &ApplicationPage) -> Option<Step> {
    page.request.as_ref().filter(|open| !open.is_own).map(|open| open.request.step)
}
