//! The card of the confirmation forms by which an application's invoices are reversed.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use egui::{Ui, vec2};

use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::reversal::RedLetterView;
use crate::domain::application::Step;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, dates, domain, red_letters as words};
use crate::ui::icons::{self, Icon};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, banner_ui, key_value_ui, key_value_with, link_ui, mono_ui, pill_ui, rule_ui, small_ui,
    text_row_ui, text_ui,
};

/// More than anybody looks through; what is to be done comes first.
const MOST_SHOWN: usize = 12;

/// Draws the card, if there are forms; answers the one of which a new state is to be written down.
pub(super) fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &ApplicationPage) -> Option<RedLetterView> {
    let side = &page.reversal;
    if side.letters.is_empty() {
        return None;
    }
    let lang = cx.lang;
    let mut letters: Vec<&RedLetterView> = side.letters.iter().collect();
    letters.sort_by_key(|letter| (!letter.standing.state.is_awaiting(), !letter.is_open()));
    let first = first_open(page).map(|letter| &letter.standing.red_letter);
    let why_not = not_permitted(lang, page);
    let mut reported = None;
    Card::titled(cx.say(words::FORMS)).note(&words::forms(lang, letters.len())).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if side.is_ready() {
            banner_ui(ui, Tone::Ok, cx.say(words::READY), None);
        }
        for (i, letter) in letters.iter().take(MOST_SHOWN).enumerate() {
            if i > 0 {
                rule_ui(ui);
            }
            letter_ui(ui, cx, letter);
            if letter.is_open() {
                let button = Button::secondary(cx.say(words::REPORT)).disabled_because(why_not.as_deref());
                let is_first = first == Some(&letter.standing.red_letter);
                let button = if is_first { button.shortcut("U") } else { button };
                if button.show(ui).clicked() {
                    reported = Some((*letter).clone());
                }
            }
        }
    });
    reported
}

/// The form that is to be dealt with first.
pub(super) fn first_open(page: &ApplicationPage) -> Option<&RedLetterView> {
    page.reversal.open().min_by_key(|letter| !letter.standing.state.is_awaiting())
}

/// Why whoever is at the desk cannot write down what becomes of forms.
pub(super) fn not_permitted(lang: Lang, page: &ApplicationPage) -> Option<String> {
    let offer = page.offers.iter().find(|offer| offer.step == Step::Reverse)?;
    let barred = offer.barred.as_ref().filter(|refusal| matches!(refusal, Refusal::NotPermitted { .. }))?;
    Some(message(lang, barred))
}

fn letter_ui(ui: &mut Ui, cx: &mut Cx<'_>, letter: &RedLetterView) {
    let lang = cx.lang;
    let moment = cx.office.moment();
    mono_ui(ui, &letter.standing.invoice);
    let (tone, icon) = look(letter, moment.now);
    text_row_ui(ui, |ui| pill_ui(ui, tone, icon, domain::form_state(letter.standing.state).get(lang)));
    if let Some(last) = letter.standing.confirm_by {
        let left = last - moment.now;
        let by = words::confirm_by(lang, &dates::moment(last));
        let t = tokens(ui);
        text_ui(ui, &format!("{by} · {}", words::time_left(lang, left)), Type::Small, t.fg(tone));
        if left < TimeDelta::zero() {
            banner_ui(ui, Tone::Bad, cx.say(words::IS_OVERDUE), None);
        } else {
            ui.ctx().request_repaint_after(until_said_anew(left));
        }
    }
    if let Some(number) = &letter.form_no {
        key_value_ui(ui, cx.say(words::FORM_NO), number);
    }
    key_value_ui(ui, cx.say(common::REASON), domain::reversal_reason(letter.reason).get(lang));
    if letter.is_open() {
        let copied = key_value_with(ui, cx.say(words::REMARK), |ui| {
            small_ui(ui, &letter.standing.remark);
            text_row_ui(ui, |ui| link_ui(ui, cx.say(words::COPY_REMARK)).clicked())
        });
        if copied {
            ui.copy_text(letter.standing.remark.clone());
            cx.act(Action::Toast(Tone::Ok, cx.say(words::REMARK_COPIED).to_owned()));
        }
    }
    if let Some(number) = &letter.red_number {
        key_value_ui(ui, cx.say(words::RED_NUMBER), number);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for step in &letter.history {
            let when = dates::moment(step.happened_at);
            let state = domain::form_state(step.state).get(lang);
            let note = step.note.iter().map(|note| format!(" · {note}"));
            small_ui(ui, &format!("{state} · {when} · {}{}", step.by, note.collect::<String>()));
        }
    });
}

fn look(letter: &RedLetterView, now: DateTime<Utc>) -> (Tone, Icon) {
    let state = letter.standing.state;
    let is_over = letter.standing.confirm_by.is_some_and(|last| now > last);
    if is_over {
        (Tone::Bad, icons::ALERT)
    } else if state.is_awaiting() {
        (Tone::Warn, icons::CLOCK)
    } else if state.is_ready() {
        (Tone::Ok, icons::CHECK)
    } else {
        (Tone::Neutral, icons::BLOCKED)
    }
}

/// How long what is said of the time that is left stays so: it is told in hours, and the last one in minutes.
fn until_said_anew(left: TimeDelta) -> Duration {
    let unit = if left >= TimeDelta::hours(1) { 3_600 } else { 60 };
    Duration::from_secs(left.num_seconds().rem_euclid(unit).unsigned_abs() + 1)
}
