//! One application: what was applied for, its bills, its invoices, how far it is, and what can be done with it.

mod content;
mod correction;
mod files;
mod form;
mod head;
mod letters;
mod mail;
mod progress;
mod tables;

use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Popup, Ui, Vec2, vec2};

use self::form::ApplicationForm;
use super::Panel;
use super::parts::{column_ui, scroll_ui};
use crate::desk::pages::application::{self, ApplicationPage};
use crate::desk::pages::reversal::RedLetterView;
use crate::domain::application::Step;
use crate::i18n::refusal::message;
use crate::i18n::{application as words, red_letters, shell};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::icons;
use crate::ui::loadable::{Loadable, View};
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{banner_ui, empty_state_ui, panel_head_ui, spinner_ui};

#[derive(Debug, Default)]
pub struct Application {
    number: String,
    page: Loadable<(u64, NaiveDate, String), ApplicationPage>,
    shows_account_no: bool,
    /// The place of the file that is chosen.
    file: usize,
    form: CommandDialog<ApplicationForm>,
    /// A step that needs no form and is under way.
    taking: Option<(Step, Sending)>,
}

/// The timeline's share of the width, and the least and most that it takes.
const TIMELINE: f32 = 0.28;
const TIMELINE_WIDTHS: (f32, f32) = (280.0, 360.0);

/// The least height of the bills and of the timeline; where they have less, their columns scroll.
const LEAST_LAST: f32 = 200.0;

/// Print, reverse, say what has become of a form, open a file, pack the files.
const LETTERS: [Key; 5] = [Key::P, Key::R, Key::U, Key::O, Key::Z];

impl Application {
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
        if let Some((step, sending)) = &mut self.taking
            && let Some(answer) = sending.take()
        {
            cx.act(match answer {
                Ok(_) => Action::Toast(Tone::Ok, cx.say(words::done(*step)).to_owned()),
                Err(refusal) => Action::Refused(refusal),
            });
            self.taking = None;
        }
        if let Some((form, _)) = self.form.logic(cx) {
            for command in form.then(cx.lang) {
                cx.act(Action::Do(Ok(command), red_letters::BEGUN));
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
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
                let mut asked = None;
                let is_free = !self.form.is_open() && !is_covered(ui.ctx());
                if is_free && wants_back(ui) {
                    cx.act(Action::Go(Route::Applications));
                }
                let letter = if is_free { letter(ui) } else { None };
                head::head_ui(ui, cx, page, self.taking.as_ref().map(|(step, _)| *step), &mut asked);
                ui.add_space(space::M);
                if page.view.uncovered.is_positive() && page.view.state.is_live() {
                    let issued = page.view.state.is_issued();
                    banner_ui(ui, Tone::Warn, &words::uncovered(cx.lang, page.view.uncovered, issued), None);
                    ui.add_space(space::M);
                }
                let mut form = body_ui(ui, cx, page, &mut self.shows_account_no, &mut self.file);
                self.form.show(ui.ctx(), cx, page);
                match letter {
                    Some(Key::P) => cx.act(head::print(page)),
                    Some(Key::R) if self.taking.is_none() && page.can_take(Step::Reverse) => {
                        asked = Some(Step::Reverse);
                    }
                    Some(Key::U) if letters::not_permitted(cx.lang, page).is_none() => {
                        form = letters::first_open(page).map(|letter| of_letter(cx, page, letter.clone()));
                    }
                    Some(Key::O) => {
                        page.files.get(self.file).cloned().into_iter().for_each(|file| files::open(cx, file))
                    }
                    Some(Key::Z) if !page.files.is_empty() => files::pack(cx, page),
                    _ => {}
                }
                if let Some(form) = form {
                    self.form.open(form);
                } else if let Some(step) = asked {
                    match form::at_once(step, &self.number) {
                        Some(command) => self.taking = Some((step, cx.office.command(command).into())),
                        None => {
                            let form = ApplicationForm::of_step(step, page, cx.office.moment().today);
                            form.into_iter().for_each(|form| self.form.open(form));
                        }
                    }
                }
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

/// The letter that was pressed, unless something is being typed or chosen.
fn letter(ui: &Ui) -> Option<Key> {
    if ui.ctx().text_edit_focused() || ui.ctx().any_popup_open() {
        return None;
    }
    LETTERS.into_iter().find(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)))
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

/// The cards: what was applied for above its invoices, their files and the bills, and beside them corrections, red
/// letters, e-mail and the timeline; answers the form that is to be opened.
fn body_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    shows_account_no: &mut bool,
    file: &mut usize,
) -> Option<ApplicationForm> {
    let (least, most) = TIMELINE_WIDTHS;
    let timeline = (ui.available_width() * TIMELINE).round().clamp(least, most);
    let (width, height) = (ui.available_width() - timeline - space::L, ui.available_height());
    let offers_print = ui.available_width() < head::ROOM_FOR_MORE;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        let above = |ui: &mut Ui, cx: &mut Cx<'_>| {
            content::card_ui(ui, cx, page, shows_account_no, offers_print);
            if !page.view.invoices.is_empty() {
                tables::invoices_ui(ui, cx, page);
                files::card_ui(ui, cx, page, file);
            }
        };
        let bills = |ui: &mut Ui, cx: &mut Cx<'_>, _| tables::bills_ui(ui, cx, page);
        cards_ui(ui, cx, "application", vec2(width, height), above, bills);
        let above = |ui: &mut Ui, cx: &mut Cx<'_>| {
            let deed = correction::card_ui(ui, cx, page);
            let letter = letters::card_ui(ui, cx, page);
            mail::card_ui(ui, cx, page);
            let letter = letter.map(|letter| of_letter(cx, page, letter));
            deed.map(|deed| ApplicationForm::of_correction(deed, page, cx.lang)).or(letter)
        };
        let progress = |ui: &mut Ui, cx: &mut Cx<'_>, fits| progress::card_ui(ui, cx, page, fits);
        cards_ui(ui, cx, "progress", vec2(timeline, height), above, progress)
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
