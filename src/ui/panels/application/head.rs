//! The title of an application's page, where it stands, and what can be done.

use egui::{Align, Layout, Ui, vec2};

use super::command_of;

use crate::desk::pages::application::{ApplicationPage, OfferedStep};
use crate::domain::application::{ApplicationState, Step};
use crate::i18n::{Lang, application as words, audit, domain, kept_files, shell};
use crate::ui::commands::{Offered, UserCommand, offered, spelled};
use crate::ui::icons;
use crate::ui::outgoing::Outgoing;
use crate::ui::panels::looks as status;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, Type, size, space};
use crate::ui::widgets::{
    Button, ButtonKind, icon_button_ui, link_ui, panel_head_with, pill_ui, text_width, title_ui,
};

/// From this width on there is room for more than the steps; below it, printing is at the head of the first card.
pub(super) const ROOM_FOR_MORE: f32 = 960.0;

/// What a pill has beside its words.
const PILL: f32 = size::ICON_SMALL + 2.0 * space::M;

/// The least width of the button that leads onwards: what stands beside it keeps its place from step to step, also
/// where nothing leads onwards any more, so that nobody presses what has come to where another button was.
const ONWARDS: f32 = 112.0;

/// Draws the head; answers what was pressed. Where it `takes_focus`, the step that leads onwards has the keyboard from now
/// on, and the way back where there is none.
pub(super) fn head_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    commands: &[Offered],
    takes_focus: bool,
) -> Option<UserCommand> {
    let lang = cx.lang;
    let onwards = in_order(page).into_iter().find(|offer| place(offer.step) == 0).map(|offer| offer.step);
    let can_go_on = onwards
        .and_then(|step| offered(commands, command_of(step)))
        .is_some_and(|offered| offered.why_not.is_none());
    let has_room = ui.available_width() >= ROOM_FOR_MORE;
    let (mut acts, mut pressed) = (Vec::new(), None);
    panel_head_with(
        ui,
        |ui| {
            let back = link_ui(ui, &format!("‹ {}", shell::APPLICATIONS.get(lang)));
            if takes_focus && !can_go_on {
                back.request_focus();
            }
            if back.clicked() {
                acts.push(Action::Go(Route::Applications));
            }
            ui.add_space(space::XS);
            title_ui(ui, &page.view.application);
            if icon_button_ui(ui, icons::COPY, words::COPY_NUMBER.get(lang)).clicked() {
                ui.copy_text(page.view.application.clone());
                acts.push(Action::Toast(Tone::Ok, words::NUMBER_COPIED.get(lang).to_owned()));
            }
            if has_room && icon_button_ui(ui, icons::AUDIT, audit::HISTORY.get(lang)).clicked() {
                acts.push(Action::Run(UserCommand::ApplicationHistory));
            }
            standing_ui(ui, cx, page);
        },
        |ui| {
            let mut press = |ui: &mut Ui, kind, step| {
                let Some(offered) = offered(commands, command_of(step)) else { return };
                let keys = offered.command.about().keys.filter(|_| has_room);
                let keys = keys.map(|keys| spelled(ui.ctx(), &keys));
                let button = Button::of_kind(kind, offered.label(lang));
                let button = button.disabled_because(offered.why_not.as_deref());
                let button = if let Some(keys) = &keys { button.shortcut(keys) } else { button };
                let response = button.show(ui);
                if takes_focus && can_go_on && place(step) == 0 {
                    response.request_focus();
                }
                if response.clicked() {
                    pressed = Some(offered.command);
                }
            };
            let room = vec2(ONWARDS, size::CONTROL);
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_width(ONWARDS);
                onwards.into_iter().for_each(|step| press(ui, ButtonKind::Primary, step));
            });
            for offer in in_order(page).into_iter().filter(|offer| place(offer.step) > 0) {
                let is_danger = offer.step != Step::Cancel && !offer.is_for_second_person();
                let kind = if is_danger { ButtonKind::Danger } else { ButtonKind::Secondary };
                press(ui, kind, offer.step);
            }
            if has_room && print_ui(ui, lang) {
                pressed = Some(UserCommand::PrintSheet);
            }
        },
    );
    acts.into_iter().for_each(|action| cx.act(action));
    pressed
}

pub(super) fn print_ui(ui: &mut Ui, lang: Lang) -> bool {
    Button::secondary(kept_files::PRINT.get(lang)).shortcut("P").show(ui).clicked()
}

/// Has the sheet of the application saved, to be printed.
pub(super) fn print(page: &ApplicationPage) -> Action {
    Action::Export(Outgoing::Sheet(page.view.application.clone()))
}

/// Where the button of a step stands, from right to left: what leads onwards, what refuses, what ends it.
const fn place(step: Step) -> u8 {
    match step {
        Step::Accept | Step::Issue | Step::Deliver | Step::Receive => 0,
        Step::Reject | Step::Reverse => 1,
        Step::Cancel => 2,
    }
}

/// What is offered, in the order of the buttons.
pub(super) fn in_order(page: &ApplicationPage) -> Vec<&OfferedStep> {
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
        Some((tone, icon)) => {
            let whole = format!("{state} · {}", due.words);
            // In a small window it says until when; what has been done is in the progress beside it.
            let has_room = text_width(ui, &whole, Type::Small) + PILL <= ui.available_width();
            pill_ui(ui, tone, icon, if has_room { &whole } else { &due.words });
        }
        None => {
            let (tone, icon) = status::look_of(view.state);
            pill_ui(ui, tone, icon, state);
        }
    }
}
