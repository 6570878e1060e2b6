//! One application: what was applied for, its bills, its invoices, how far it is, and what can be done with it.

mod content;
mod correction;
mod form;
mod head;
mod progress;
mod tables;

use chrono::NaiveDate;
use egui::{Key, Modifiers, Popup, Ui, vec2};

use self::correction::Deed;
use self::form::ApplicationForm;
use super::Panel;
use super::parts::column_ui;
use crate::desk::pages::application::{self, ApplicationPage};
use crate::domain::application::Step;
use crate::i18n::refusal::message;
use crate::i18n::{application as words, shell};
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
    form: CommandDialog<ApplicationForm>,
    /// A step that needs no form and is under way.
    taking: Option<(Step, Sending)>,
}

/// The timeline's share of the width, and the least and most that it takes.
const TIMELINE: f32 = 0.28;
const TIMELINE_WIDTHS: (f32, f32) = (280.0, 360.0);

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
        self.form.logic(cx);
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
                if !self.form.is_open() && wants_back(ui) {
                    cx.act(Action::Go(Route::Applications));
                }
                head::head_ui(ui, cx, page, self.taking.as_ref().map(|(step, _)| *step), &mut asked);
                ui.add_space(space::M);
                if page.view.uncovered.is_positive() && page.view.state.is_live() {
                    let issued = page.view.state.is_issued();
                    banner_ui(ui, Tone::Warn, &words::uncovered(cx.lang, page.view.uncovered, issued), None);
                    ui.add_space(space::M);
                }
                let deed = body_ui(ui, cx, page, &mut self.shows_account_no);
                self.form.show(ui.ctx(), cx, page);
                if let Some(deed) = deed {
                    self.form.open(ApplicationForm::of_correction(deed, page, cx.lang));
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

/// Whether Esc was pressed and nothing else is to be closed by it.
fn wants_back(ui: &Ui) -> bool {
    let is_free = !Popup::is_any_open(ui.ctx()) && ui.memory(|memory| memory.focused().is_none());
    is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// The cards: what was applied for above its invoices and bills, and beside them corrections and the timeline;
/// answers what is to be done about a correction.
fn body_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    shows_account_no: &mut bool,
) -> Option<Deed> {
    let (least, most) = TIMELINE_WIDTHS;
    let timeline = (ui.available_width() * TIMELINE).round().clamp(least, most);
    let (width, height) = (ui.available_width() - timeline - space::L, ui.available_height());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        column_ui(ui, vec2(width, height), |ui| {
            content::card_ui(ui, cx, page, shows_account_no);
            if !page.view.invoices.is_empty() {
                tables::invoices_ui(ui, cx, page);
            }
            tables::bills_ui(ui, cx, page);
        });
        column_ui(ui, vec2(timeline, height), |ui| {
            let deed = correction::card_ui(ui, cx, page);
            progress::card_ui(ui, cx, page);
            deed
        })
    })
    .inner
}
