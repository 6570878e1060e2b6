//! The title of an application's page, where it stands, and what can be done.

use egui::Ui;

use crate::desk::pages::application::ApplicationPage;
use crate::domain::application::{ApplicationState, Step};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, application as words, domain, kept_files, shell};
use crate::ui::icons;
use crate::ui::outgoing::Outgoing;
use crate::ui::panels::looks as status;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, icon_button_ui, link_ui, panel_head_with, pill_ui, title_ui};

/// From this width on there is room for more than the steps; below it, printing is at the head of the first card.
pub(super) const ROOM_FOR_MORE: f32 = 960.0;

/// Draws the head; `asked` becomes the step that was asked for. While one is under way none can be.
pub(super) fn head_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    taking: Option<Step>,
    asked: &mut Option<Step>,
) {
    let lang = cx.lang;
    let next = page.next();
    let has_room = ui.available_width() >= ROOM_FOR_MORE;
    let (mut acts, mut prints) = (Vec::new(), false);
    panel_head_with(
        ui,
        |ui| {
            if link_ui(ui, &format!("‹ {}", shell::APPLICATIONS.get(lang))).clicked() {
                acts.push(Action::Go(Route::Applications));
            }
            ui.add_space(space::XS);
            title_ui(ui, &page.view.application);
            if icon_button_ui(ui, icons::COPY, words::COPY_NUMBER.get(lang)).clicked() {
                ui.copy_text(page.view.application.clone());
                acts.push(Action::Toast(Tone::Ok, words::NUMBER_COPIED.get(lang).to_owned()));
            }
            standing_ui(ui, cx, page);
        },
        |ui| {
            for offer in in_order(page) {
                let label = domain::step(offer.step).get(lang);
                let why = offer.barred.as_ref().map(|refusal| message(lang, refusal));
                let button = match offer.step {
                    Step::Reject | Step::Reverse => Button::danger(label),
                    step if Some(step) == next && why.is_none() => Button::primary(label),
                    _ => Button::secondary(label),
                };
                let has_key = has_room && offer.step == Step::Reverse;
                let button = if has_key { button.shortcut("R") } else { button };
                let button = button.disabled_because(why.as_deref()).enabled(taking.is_none());
                if button.show(ui).clicked() {
                    *asked = Some(offer.step);
                }
            }
            prints = has_room && print_ui(ui, lang);
        },
    );
    acts.extend(prints.then(|| print(page)));
    acts.into_iter().for_each(|action| cx.act(action));
}

pub(super) fn print_ui(ui: &mut Ui, lang: Lang) -> bool {
    Button::secondary(kept_files::PRINT.get(lang)).shortcut("P").show(ui).clicked()
}

/// Has the sheet of the application saved, to be printed.
pub(super) fn print(page: &ApplicationPage) -> Action {
    Action::Export(Outgoing::Sheet(page.view.application.clone()))
}

/// What is offered, from right to left: first what leads onwards, last what ends it.
fn in_order(page: &ApplicationPage) -> Vec<&crate::desk::pages::application::OfferedStep> {
    let place = |step: Step| match step {
        Step::Accept | Step::Issue | Step::Deliver | Step::Receive => 0,
        Step::Reject | Step::Reverse => 1,
        Step::Cancel => 2,
    };
    // That what is issued cannot be cancelled is worth a word only until it is sent.
    let is_sent = page.view.state.is_issued() && page.view.state != ApplicationState::Issued;
    let mut offers: Vec<_> =
        page.offers.iter().filter(|offer| !(is_sent && offer.step == Step::Cancel)).collect();
    offers.sort_by_key(|offer| place(offer.step));
    offers
}

fn standing_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let view = &page.view;
    let state = domain::application_state(view.state).get(cx.lang);
    let today = cx.office.moment().today;
    let due = status::due(cx.lang, view.state, view.due_on, today, page.working_days_late);
    match due.look {
        Some((tone, icon)) => drop(pill_ui(ui, tone, icon, &format!("{state} · {}", due.words))),
        None => {
            let (tone, icon) = status::look_of(view.state);
            pill_ui(ui, tone, icon, state);
        }
    }
}
