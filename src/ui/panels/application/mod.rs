//! One application: what was applied for, its bills, its invoices, how far it is, and what can be done with it.

mod content;
mod correction;
mod files;
mod form;
mod head;
mod letters;
mod mail;
mod progress;
mod request;
mod tables;

use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Popup, Ui, Vec2, vec2};

use self::form::ApplicationForm;
use super::Panel;
use super::parts::{column_ui, scroll_ui};
use crate::desk::commands::step_requests::WithdrawRequest;
use crate::desk::commands::undo_step::UndoStep;
use crate::desk::pages::application::{self, ApplicationPage};
use crate::desk::pages::reversal::RedLetterView;
use crate::desk::protocol::table::Command;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::log::ObjectKind;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::step_request::RequestState;
use crate::i18n::refusal::message;
use crate::i18n::{Text, application as words, common, red_letters, shell, step_requests, undoing};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand, offered};
use crate::ui::icons;
use crate::ui::loadable::{Loadable, View};
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx, Route, Target, Undo};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{banner_ui, empty_state_ui, panel_head_ui, spinner_ui};

#[derive(Debug, Default)]
pub struct Application {
    number: String,
    page: Loadable<(u64, NaiveDate, String), ApplicationPage>,
    /// Whether phones and the bank account are shown whole.
    is_unmasked: bool,
    /// The place of the file that is chosen.
    file: usize,
    form: CommandDialog<ApplicationForm>,
    /// A step that needs no form and is under way; or one that is taken back.
    taking: Option<(Taking, Sending)>,
    /// What is to be opened once the page is drawn.
    asked: Option<Asked>,
    shown: Option<Shown>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taking {
    Step(Step),
    Back(Step),
    /// The request of a step is taken back, or note is taken of its refusal.
    Withdraw {
        step: Step,
        is_refused: bool,
    },
}

/// What a button or a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Step(Step),
    Back(Step),
    /// What has become of the form that is to be dealt with first.
    Letter,
    /// That a second person take a step.
    Second(Step),
    /// That the open request be ended.
    EndRequest,
}

impl Asked {
    /// Nothing is filled in before it is done: it waits for what is being read, since what is on screen may not be how
    /// things stand any more. A form opens all the same; what it sends is looked at by the desk.
    fn is_at_once(self) -> bool {
        match self {
            Self::Step(step) => form::is_at_once(step),
            Self::Back(_) | Self::EndRequest => true,
            Self::Letter | Self::Second(_) => false,
        }
    }
}

/// The timeline's share of the width, and the least and most that it takes.
const TIMELINE: f32 = 0.28;
const TIMELINE_WIDTHS: (f32, f32) = (280.0, 360.0);

/// The least height of the bills and of the timeline; where they have less, their columns scroll.
const LEAST_LAST: f32 = 200.0;

impl Application {
    /// Begins what was asked for: a step at once, or the form that it needs.
    fn begin(&mut self, cx: &Cx<'_>) {
        let (Some(asked), Some(page)) = (self.asked.take(), self.page.value()) else { return };
        if self.taking.is_some() || self.form.is_open() || (asked.is_at_once() && self.page.is_loading()) {
            return;
        }
        let send = |command| cx.office.command(command).into();
        match asked {
            Asked::Back(step) => {
                let undo = checked("application", &self.number)
                    .map(|application| Command::from(UndoStep { application, step: Some(step), note: None }));
                self.taking = Some((Taking::Back(step), send(undo)));
            }
            Asked::Step(step) => match form::at_once(step, &self.number) {
                Some(command) => self.taking = Some((Taking::Step(step), send(command))),
                None => {
                    let form = ApplicationForm::of_step(step, page, cx.office);
                    form.into_iter().for_each(|form| self.form.open(form));
                }
            },
            Asked::Second(step) => self.form.open(ApplicationForm::of_asking(step, page)),
            Asked::EndRequest => match (&page.request, request::refused_step(page)) {
                (_, Some(step)) => self.form.open(ApplicationForm::of_refusing(step, page)),
                (Some(open), None) => {
                    let (step, is_refused) = (open.request.step, open.request.state == RequestState::Refused);
                    let command = checked("application", &self.number)
                        .map(|application| Command::from(WithdrawRequest { application, step }));
                    self.taking = Some((Taking::Withdraw { step, is_refused }, send(command)));
                }
                (None, None) => {}
            },
            Asked::Letter => {
                let form = letters::first_open(page).map(|letter| of_letter(cx, page, letter.clone()));
                form.into_iter().for_each(|form| self.form.open(form));
            }
        }
    }

    pub fn look_at(&mut self, number: &str) {
        if self.number != number {
            *self = Self { number: number.to_owned(), ..Self::default() };
        }
    }
}

impl Panel for Application {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        // What is late depends on the day, so what was read yesterday is read again.
        let key = (cx.office.revision(), cx.office.moment().today, self.number.clone());
        self.page.keep(cx.office, key, |db, moment, (.., number)| application::page(db, moment, number));
        if let Some((taking, sending)) = &mut self.taking
            && let Some(answer) = sending.take()
        {
            let done = |text: Text| cx.say(text).to_owned();
            let said = match (answer, *taking) {
                (Err(refusal), _) => Action::Refused(refusal),
                (Ok(_), Taking::Back(step)) => Action::Toast(Tone::Ok, done(undoing::done(step))),
                (Ok(_), Taking::Withdraw { is_refused, .. }) => {
                    let said =
                        if is_refused { step_requests::TAKEN_NOTE_OF } else { step_requests::WITHDRAWN };
                    Action::Toast(Tone::Ok, done(said))
                }
                (Ok(_), Taking::Step(step)) => match Undo::step(&self.number, step) {
                    Some(undo) => Action::Done(done(words::done(step)), Box::new(Action::TakeBack(undo))),
                    None => Action::Toast(Tone::Ok, done(words::done(step))),
                },
            };
            cx.act(said);
            self.taking = None;
        }
        if let Some((form, _)) = self.form.logic(cx) {
            for command in form.then(cx.lang) {
                cx.act(Action::Do(Ok(command), red_letters::BEGUN));
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut pressed = None;
        match self.page.view() {
            View::NotAsked | View::Loading(None) => spinner_ui(ui, cx.say(shell::LOADING)),
            View::Failed(refusal) => {
                let text = message(cx.lang, refusal);
                panel_head_ui(ui, &self.number, "", |_| ());
                let back = cx.say(shell::APPLICATIONS);
                if empty_state_ui(ui, icons::ERROR, cx.say(shell::FAILED), &text, Some(back)) {
                    cx.act(Action::Go(Route::Applications));
                }
            }
            View::Loading(Some(page)) | View::Ready(page) => {
                if !self.form.is_open() && !is_covered(ui.ctx()) && wants_back(ui) {
                    cx.act(Action::Go(Route::Applications));
                }
                let commands = self.commands(cx);
                let is_idle = self.taking.is_none() && !self.page.is_loading();
                let shown = Shown::keep(&mut self.shown, ui, page.view.state);
                let takes_focus = is_idle && shown.takes_focus(ui);
                let is_twice = shown.is_pressed_twice(ui);
                let in_head = head::head_ui(ui, cx, page, &commands, takes_focus);
                ui.add_space(space::M);
                if page.view.uncovered.is_positive() && page.view.state.is_live() {
                    let issued = page.view.state.is_issued();
                    banner_ui(ui, Tone::Warn, &words::uncovered(cx.lang, page.view.uncovered, issued), None);
                    ui.add_space(space::M);
                }
                let (form, below) = body_ui(ui, cx, page, &commands, &mut self.is_unmasked, &mut self.file);
                self.form.show(ui.ctx(), cx, page);
                pressed = in_head.or(below).filter(|_| !is_twice);
                form.into_iter().for_each(|form| self.form.open(form));
            }
        }
        pressed.into_iter().for_each(|command| self.run(command, cx));
        self.begin(cx);
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let Some(page) = self.page.value().filter(|page| page.view.application == self.number) else {
            return Vec::new();
        };
        let busy = |at_once: bool| {
            let saving = self.taking.is_some().then_some(common::SAVING);
            let reading = (at_once && self.page.is_loading()).then_some(shell::LOADING);
            saving.or(reading).map(|text| cx.say(text).to_owned())
        };
        let barred = |refusal: &Option<Refusal>| refusal.as_ref().map(|refusal| message(cx.lang, refusal));
        let mut commands: Vec<Offered> = head::in_order(page)
            .into_iter()
            .map(|offer| {
                if offer.is_for_second_person() {
                    return request::asking(cx.lang, page, offer, busy(false));
                }
                let why_not = barred(&offer.barred).or_else(|| busy(form::is_at_once(offer.step)));
                command_of(offer.step).unless(why_not)
            })
            .collect();
        if let Some(undo) = &page.undo {
            let offered = UserCommand::UndoStep.unless(barred(&undo.barred).or_else(|| busy(true)));
            commands.push(offered.named(undoing::step(cx.lang, undo.step)));
        }
        commands.extend(request::ending(cx.lang, page, busy(true)));
        if letters::first_open(page).is_some() {
            let why_not = letters::not_permitted(cx.lang, page).or_else(|| busy(false));
            commands.push(UserCommand::ReportLetter.unless(why_not));
        }
        if !page.files.is_empty() {
            commands.extend([UserCommand::OpenFile.now(), UserCommand::PackFiles.now()]);
        }
        let rest = [
            UserCommand::PrintSheet,
            UserCommand::ApplicationHistory,
            UserCommand::NextApplication,
            UserCommand::ApplicationBefore,
        ];
        commands.extend(rest.map(UserCommand::now));
        commands
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        let Some(page) = self.page.value() else { return };
        match command {
            UserCommand::PrintSheet => cx.act(head::print(page)),
            UserCommand::ApplicationHistory => {
                let number = page.view.application.clone();
                cx.act(Action::Open(Target::History(ObjectKind::Application, number.clone(), number)));
            }
            UserCommand::OpenFile => {
                page.files.get(self.file).cloned().into_iter().for_each(|file| files::open(cx, file));
            }
            UserCommand::PackFiles => files::pack(cx, page),
            UserCommand::NextApplication => cx.act(Action::OpenBeside(1)),
            UserCommand::ApplicationBefore => cx.act(Action::OpenBeside(-1)),
            UserCommand::ReportLetter => self.asked = Some(Asked::Letter),
            UserCommand::EndRequest => self.asked = Some(Asked::EndRequest),
            UserCommand::UndoStep => self.asked = page.undo.as_ref().map(|undo| Asked::Back(undo.step)),
            command => {
                let step = Step::ALL.into_iter().find(|step| command_of(*step) == command);
                self.asked = step.and_then(|step| match () {
                    () if page.can_take(step) => Some(Asked::Step(step)),
                    () => page.can_ask(step).then_some(Asked::Second(step)),
                });
            }
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.form.unsaved().into_iter().collect()
    }
}

/// Whether a dialog lies over the page.
fn is_covered(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Buttons take one another's places with every step: a press that comes so many seconds after one of them did was
/// meant for the button before.
const DOUBLE_PRESS: f64 = 0.5;

/// The buttons that are on screen.
#[derive(Debug)]
struct Shown {
    /// Of an application in this state.
    state: ApplicationState,
    /// The window's time since when.
    since: f64,
    /// Others stood in their places before.
    took_places: bool,
    /// One of them is still to take the keyboard.
    wants_focus: bool,
}

impl Shown {
    fn keep<'a>(shown: &'a mut Option<Self>, ui: &Ui, state: ApplicationState) -> &'a mut Self {
        let before = shown.take();
        let took_places = before.is_some();
        let since = ui.input(|input| input.time);
        let new = || Self { state, since, took_places, wants_focus: true };
        shown.insert(before.filter(|before| before.state == state).unwrap_or_else(new))
    }

    /// For how many seconds a press may still be meant for what was here before.
    fn unsettled(&self, ui: &Ui) -> f64 {
        self.since + DOUBLE_PRESS - ui.input(|input| input.time)
    }

    /// Whether what is pressed now may have been meant for a button that stood here a moment ago: by the pointer, or by
    /// the key that presses what has the keyboard.
    fn is_pressed_twice(&self, ui: &Ui) -> bool {
        let presses = |key| ui.input(|input| input.key_pressed(key));
        let is_by_place =
            ui.input(|input| input.pointer.any_click()) || presses(Key::Enter) || presses(Key::Space);
        self.took_places && self.unsettled(ui) >= 0.0 && is_by_place
    }

    /// Whether the first button takes the keyboard now: once the Enter that led here has surely been let go, and where
    /// nothing else has it.
    fn takes_focus(&mut self, ui: &Ui) -> bool {
        let unsettled = self.unsettled(ui);
        if !self.wants_focus || is_covered(ui.ctx()) || ui.input(|input| !input.keys_down.is_empty()) {
            return false;
        }
        if unsettled >= 0.0 {
            ui.ctx().request_repaint_after_secs(unsettled as f32);
            return false;
        }
        self.wants_focus = false;
        // It has the keyboard, and shows it, in the next frame.
        ui.ctx().request_repaint();
        ui.memory(|memory| memory.focused().is_none())
    }
}

/// The command by which a step is taken.
const fn command_of(step: Step) -> UserCommand {
    match step {
        Step::Accept => UserCommand::AcceptStep,
        Step::Issue => UserCommand::IssueStep,
        Step::Deliver => UserCommand::DeliverStep,
        Step::Receive => UserCommand::ReceiveStep,
        Step::Reject => UserCommand::RejectStep,
        Step::Cancel => UserCommand::CancelStep,
        Step::Reverse => UserCommand::Reverse,
    }
}

/// The form in which is said what has become of a confirmation form.
fn of_letter(cx: &Cx<'_>, page: &ApplicationPage, letter: RedLetterView) -> ApplicationForm {
    ApplicationForm::of_letter(letter, page, cx.office.moment().now)
}

/// Whether Esc was pressed and nothing else is to be closed by it.
fn wants_back(ui: &Ui) -> bool {
    let is_free = !Popup::is_any_open(ui.ctx()) && ui.memory(|memory| memory.focused().is_none());
    is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// The cards: what was applied for above its invoices, their files and the bills, and beside them whose turn it is,
/// corrections, red letters, e-mail and the timeline; answers the form that is to be opened, and what was pressed.
fn body_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    commands: &[Offered],
    is_unmasked: &mut bool,
    file: &mut usize,
) -> (Option<ApplicationForm>, Option<UserCommand>) {
    let undo = offered(commands, UserCommand::UndoStep);
    let mut ends = false;
    let (least, most) = TIMELINE_WIDTHS;
    let timeline = (ui.available_width() * TIMELINE).round().clamp(least, most);
    let (width, height) = (ui.available_width() - timeline - space::L, ui.available_height());
    let offers_print = ui.available_width() < head::ROOM_FOR_MORE;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        let above = |ui: &mut Ui, cx: &mut Cx<'_>| {
            content::card_ui(ui, cx, page, is_unmasked, offers_print);
            if !page.view.invoices.is_empty() {
                tables::invoices_ui(ui, cx, page);
                files::card_ui(ui, cx, page, file);
            }
        };
        let bills = |ui: &mut Ui, cx: &mut Cx<'_>, _| tables::bills_ui(ui, cx, page);
        cards_ui(ui, cx, "application", vec2(width, height), above, bills);
        let above = |ui: &mut Ui, cx: &mut Cx<'_>| {
            ends = request::card_ui(ui, cx, page, commands);
            let deed = correction::card_ui(ui, cx, page);
            let letter = letters::card_ui(ui, cx, page);
            mail::card_ui(ui, cx, page);
            let letter = letter.map(|letter| of_letter(cx, page, letter));
            deed.map(|deed| ApplicationForm::of_correction(deed, page, cx.lang)).or(letter)
        };
        let mut undoes = false;
        let progress =
            |ui: &mut Ui, cx: &mut Cx<'_>, fits| undoes = progress::card_ui(ui, cx, page, undo, fits);
        let form = cards_ui(ui, cx, "progress", vec2(timeline, height), above, progress);
        let pressed = undoes.then_some(UserCommand::UndoStep);
        (form, pressed.or(ends.then_some(UserCommand::EndRequest)))
    })
    .inner
}

/// A column of cards, of which the last one has what height is left. The column scrolls where that would be too little,
/// which the last one is told.
fn cards_ui<R>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    id: &str,
    room: Vec2,
    above: impl FnOnce(&mut Ui, &mut Cx<'_>) -> R,
    last: impl FnOnce(&mut Ui, &mut Cx<'_>, bool),
) -> R {
    column_ui(ui, room, |ui| {
        scroll_ui(ui, id, |ui| {
            let top = ui.cursor().top();
            let answer = above(ui, cx);
            let left = (room.y - (ui.cursor().top() - top)).floor();
            let place = vec2(room.x, left.max(LEAST_LAST));
            column_ui(ui, place, |ui| last(ui, cx, left >= LEAST_LAST));
            answer
        })
    })
}
