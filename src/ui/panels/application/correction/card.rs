//! The card of corrections on an application's page.

use chrono::Datelike;
use egui::{Ui, vec2};

use super::{Deed, changes_ui};
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::correction::{CorrectionSide, StoredCorrection};
use crate::domain::ids::TicketId;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{common, corrections as words, dates, domain, tickets};
use crate::ui::icons;
use crate::ui::refusing::refused_ui;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, body_ui, key_value_ui, key_value_with, link_ui, pill_ui, rule_ui, small_ui, text_row_ui,
};

/// Draws the card, if there is something to say; answers what is to be done.
pub(in super::super) fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &ApplicationPage) -> Option<Deed> {
    let side = page.correction.as_ref()?;
    let mut deed = None;
    Card::titled(cx.say(words::CORRECTION)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        links_ui(ui, cx, side);
        match side.waiting() {
            Some(request) => deed = waiting_ui(ui, cx, page, side, request),
            None if page.view.state.is_issued() => deed = offer_ui(ui, cx, page, side),
            None => {}
        }
        decided_ui(ui, cx, side);
        tickets_ui(ui, cx, side);
    });
    deed
}

/// Which application took the place of which.
fn links_ui(ui: &mut Ui, cx: &mut Cx<'_>, side: &CorrectionSide) {
    let both = [(words::REPLACES, side.replaces.as_deref()), (words::REPLACED_BY, side.replaced_by())];
    for (name, number) in both {
        if let Some(number) = number
            && key_value_with(ui, cx.say(name), |ui| text_row_ui(ui, |ui| link_ui(ui, number))).clicked()
        {
            cx.act(Action::Go(Route::Application(number.to_owned())));
        }
    }
}

/// How many corrections are left and until when, and the button that asks for one.
fn offer_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &ApplicationPage, side: &CorrectionSide) -> Option<Deed> {
    let lang = cx.lang;
    let today = cx.office.moment().today;
    if let Some(quota) = side.quota {
        let used = words::quota(lang, quota.used, quota.left());
        key_value_ui(ui, &words::quota_of(lang, today.year()), &used);
        key_value_with(ui, words::UNTIL.get(lang), |ui| {
            body_ui(ui, &quota.last_day.to_string());
            small_ui(ui, &words::days_left(lang, (quota.last_day - today).num_days()));
        });
    }
    let why = side.barred.as_ref().map(|refusal| message(lang, refusal));
    if let (Some(refusal), Some(why)) = (&side.barred, &why) {
        let about = (page.view.account.as_str(), Some(page.view.application.as_str()));
        let asked = refused_ui(ui, lang, Tone::Warn, why, refusal.rule(), Some(about));
        asked.into_iter().for_each(|action| cx.act(action));
    }
    let button = Button::secondary(words::REQUEST.get(lang)).disabled_because(why.as_deref());
    button.show(ui).clicked().then_some(Deed::Request)
}

fn waiting_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    side: &CorrectionSide,
    request: &StoredCorrection,
) -> Option<Deed> {
    let lang = cx.lang;
    let when = dates::moment(request.requested_at);
    text_row_ui(ui, |ui| {
        pill_ui(ui, Tone::Warn, icons::CLOCK, words::WAITING.get(lang));
        small_ui(ui, &words::by(&request.requested_by, &when));
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        small_ui(ui, words::REASON.get(lang));
        body_ui(ui, &request.reason);
    });
    changes_ui(ui, lang, page, request);
    let why_not = |barred: &Option<Refusal>| barred.as_ref().map(|refusal| message(lang, refusal));
    let (approving, rejecting) = (why_not(&side.approval_barred), why_not(&side.decision_barred));
    if let (Some(refusal @ Refusal::FourEyes { .. }), Some(why)) = (&side.approval_barred, &approving) {
        let asked = refused_ui(ui, lang, Tone::Info, why, refusal.rule(), None);
        asked.into_iter().for_each(|action| cx.act(action));
    }
    let mut deed = None;
    ui.horizontal(|ui| {
        for (button, why, of) in [
            (Button::secondary(words::APPROVE.get(lang)), &approving, Deed::Approve),
            (Button::danger(common::REJECT.get(lang)), &rejecting, Deed::Reject),
        ] {
            if button.disabled_because(why.as_deref()).show(ui).clicked() {
                deed = Some(of);
            }
        }
    });
    deed
}

fn decided_ui(ui: &mut Ui, cx: &Cx<'_>, side: &CorrectionSide) {
    let lang = cx.lang;
    for request in side.history.iter().filter(|request| request.state != "requested") {
        rule_ui(ui);
        let look = match request.state.as_str() {
            "approved" => (Tone::Ok, icons::CHECK, words::APPROVED),
            "lapsed" => (Tone::Neutral, icons::BLOCKED, words::LAPSED),
            _ => (Tone::Neutral, icons::BLOCKED, words::REJECTED),
        };
        text_row_ui(ui, |ui| {
            pill_ui(ui, look.0, look.1, look.2.get(lang));
            if request.decided_at.is_some() {
                small_ui(ui, &decided(request));
            }
        });
        body_ui(ui, &request.reason);
        if let Some(decision) = &request.decision {
            small_ui(ui, decision);
        }
    }
}

fn decided(request: &StoredCorrection) -> String {
    let when = request.decided_at.map(dates::moment).unwrap_or_default();
    words::by(request.decided_by.as_deref().unwrap_or_default(), &when)
}

fn tickets_ui(ui: &mut Ui, cx: &mut Cx<'_>, side: &CorrectionSide) {
    let lang = cx.lang;
    let mut shown: Option<TicketId> = None;
    for ticket in &side.tickets {
        text_row_ui(ui, |ui| {
            if link_ui(ui, &tickets::number(lang, ticket.id)).clicked() {
                shown = Some(ticket.id);
            }
            small_ui(ui, domain::ticket_state(ticket.state).get(lang));
        });
    }
    shown.into_iter().for_each(|id| cx.act(Action::ShowTicket(id)));
}
