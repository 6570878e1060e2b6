//! Drawing the wizard: its head, the step, and the sums beside it.

use egui::{Key, Modifiers, Popup, Response, Ui};

use super::amount::{Arrival, is_said_at_the_amount};
use super::details_view::DetailsAction;
use super::{Move, Step, Wizard, amount, confirm, details_view, parts, step_of, sums};
use crate::domain::policy::AmountBasis;
use crate::i18n::refusal::message;
use crate::i18n::refusal::rule_text;
use crate::i18n::{help, phrase, shell, wizard as words};
use crate::ui::commands::UserCommand;
use crate::ui::refusing::refused_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, banner_links_ui, panel_head_with, spinner_ui, steps_ui, title_ui};

/// Width of the sums, in a window with room and in a narrow one.
const ASIDE: [f32; 2] = [340.0, 300.0];

const ROOMY: f32 = 1100.0;

impl Wizard {
    /// Draws; answers where the user wants to go.
    pub(super) fn draw(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Move> {
        let frame = ui.ctx().cumulative_frame_nr();
        let arrives = std::mem::replace(&mut self.drawn, frame) + 1 < frame;
        self.is_new |= arrives;
        let by_keys = self.wanted.take().or_else(|| self.keys(ui));
        let by_head = self.head_ui(ui, cx);
        ui.add_space(space::M);
        if cx.chosen.is_none() {
            if arrives {
                cx.act(Action::Run(UserCommand::ChooseCustomer));
            }
            parts::choose_customer_ui(ui, cx);
            return None;
        }
        if self.data.value().is_none() || self.details.is_none() {
            parts::not_there_ui(ui, cx, &self.data.view());
            return None;
        }
        if self.draft_ui(ui, cx) {
            self.begin_anew(cx);
        }
        let by_banner = self.refusal_ui(ui, cx);
        let by_step = self.step_ui(ui, cx);
        self.is_new = false;
        self.dialogs.show(ui.ctx(), cx);
        by_keys.or(by_head).or(by_banner).or(by_step)
    }

    /// Says that it began with what was chosen and typed before; whether it is to be begun anew.
    fn draft_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let Some(keeping) = self.keeping.as_ref().filter(|keeping| keeping.is_draft()) else { return false };
        let anew = keeping.mark_ui(ui, cx.lang, cx.office);
        ui.add_space(space::S);
        anew
    }

    /// Reads the keys that lead through the wizard beside those of its commands: Enter goes on where nothing else takes
    /// it, Esc goes back. What is submitted for good takes Ctrl+Enter, so that Enter pressed once too often does no harm.
    fn keys(&self, ui: &Ui) -> Option<Move> {
        if self.dialogs.is_open() || self.data.value().is_none() {
            return None;
        }
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        let is_free = nothing_focused && !self.had_focus && !Popup::is_any_open(ui.ctx());
        let is_last = self.step == Step::Confirm;
        ui.input_mut(|input| {
            if nothing_focused && !is_last && input.consume_key(Modifiers::NONE, Key::Enter) {
                return Some(Move::Next);
            }
            let escapes = is_free && input.consume_key(Modifiers::NONE, Key::Escape);
            escapes.then(|| Move::To(self.before()))
        })
    }

    /// The step before this one; the first has none but itself.
    pub(super) fn before(&self) -> Step {
        Step::ALL[(self.step as usize).saturating_sub(1)]
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Move> {
        let by_amount = self.data.value().is_some_and(|data| data.basis() == AmountBasis::FreeAmount);
        let first = if by_amount { words::STEP_AMOUNT } else { words::STEP_BILLS };
        let names = [first, words::STEP_DETAILS, words::STEP_CONFIRM].map(|name| cx.say(name));
        let mut earlier = None;
        let back = panel_head_with(
            ui,
            |ui| {
                title_ui(ui, cx.say(shell::APPLY));
                ui.add_space(space::XXL);
                earlier = steps_ui(ui, &names, self.step as usize);
            },
            |ui| {
                self.step > Step::Amount
                    && Button::secondary(cx.say(words::BACK)).shortcut("Esc").show(ui).clicked()
            },
        );
        let earlier = earlier.and_then(|place| Step::ALL.get(place).copied());
        earlier.or(back.then(|| self.before())).map(Move::To)
    }

    /// What blocks the account, or refused the application, and what to do about it.
    fn refusal_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Move> {
        let refusal = match self.step {
            Step::Confirm => self.submitting.refused().or(self.preview_refused()),
            Step::Amount | Step::Details => {
                let refused = self.estimate.value().and_then(|estimate| estimate.refused.as_ref());
                refused.filter(|refusal| !is_said_at_the_amount(refusal))
            }
        }?;
        let rule = refusal.rule();
        let title = rule.map_or(words::NOT_SUBMITTABLE, |rule| rule_text(rule).title);
        let mut text = phrase::because(cx.lang, cx.say(title), &message(cx.lang, refusal));
        if self.step == Step::Confirm {
            text = format!("{text} {}", cx.say(words::NOTHING_LOST));
        }
        let Some(step) = rule.and_then(step_of).filter(|step| *step < self.step) else {
            let asked = refused_ui(ui, cx.lang, Tone::Bad, &text, rule, Some((&self.account, None)));
            ui.add_space(space::S);
            asked.into_iter().for_each(|action| cx.act(action));
            return None;
        };
        let to_step = if step == Step::Amount { words::TO_AMOUNT } else { words::TO_DETAILS };
        let pressed = banner_links_ui(ui, Tone::Bad, &text, &[cx.say(help::SEE_RULE), cx.say(to_step)]);
        ui.add_space(space::S);
        match pressed {
            Some(0) => rule.into_iter().for_each(|rule| cx.act(Action::Explain(rule))),
            Some(_) => return Some(Move::To(step)),
            None => {}
        }
        None
    }

    fn step_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Move> {
        let aside = if ui.available_width() >= ROOMY { ASIDE[0] } else { ASIDE[1] };
        let (mut next, mut foot_next) = (false, false);
        let mut button = None;
        let mut parts_of = (&mut *self, &mut *cx);
        parts::split_ui(
            ui,
            aside,
            &mut parts_of,
            |ui, (wizard, cx)| next = wizard.main_ui(ui, cx),
            |ui, (wizard, cx)| {
                button = wizard.aside_ui(ui, cx);
                foot_next = button.as_ref().is_some_and(Response::clicked);
            },
        );
        // Esc leads back from the button that goes on, which nothing is typed into.
        let focused = ui.memory(|memory| memory.focused());
        self.had_focus = focused.is_some() && focused != button.map(|button| button.id);
        (next || foot_next).then_some(Move::Next)
    }

    /// The step itself; answers whether it is to go on.
    fn main_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let (Some(data), Some(details)) = (self.data.value(), &mut self.details) else { return false };
        let estimate = self.estimate.value();
        match self.step {
            Step::Amount => {
                let arrival = Arrival { is_new: self.is_new, has_keyboard: !self.dialogs.is_open() };
                amount::step_ui(ui, cx, data, &mut self.pick, estimate, arrival)
            }
            Step::Details => {
                match details_view::step_ui(ui, cx.lang, data, details, estimate, self.is_new) {
                    Some(DetailsAction::Next) => return true,
                    Some(DetailsAction::Info(kind)) => self.dialogs.open_info(&data.sheet, kind, cx.office),
                    Some(DetailsAction::Address) => self.dialogs.open_address(&data.sheet),
                    None => {}
                }
                false
            }
            Step::Confirm => {
                match (details.invoice_type, self.preview.value()) {
                    (Some(kind), Some(preview)) => confirm::step_ui(ui, cx.lang, data, kind, preview),
                    _ if self.preview.is_loading() => spinner_ui(ui, cx.say(words::WORKING)),
                    _ => {}
                }
                false
            }
        }
    }

    /// The sums and the button that goes on, which is answered. It has the keyboard on arrival where nothing is missing, but
    /// never where it submits: it stands where the one before was pressed.
    fn aside_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Response> {
        let data = self.data.value()?;
        let why_not = self.cannot_go_on().map(|text| cx.say(text));
        let keys = if self.step == Step::Confirm { "Ctrl Enter" } else { "Enter" };
        let takes_keyboard = self.is_new && self.step == Step::Details && why_not.is_none();
        let mut shown = None;
        let more = |ui: &mut Ui| {
            let is_refused = self.submitting.refused().is_some() || self.preview_refused().is_some();
            if let (Step::Confirm, Some(preview), false) = (self.step, self.preview.value(), is_refused) {
                ui.add_space(space::S);
                confirm::warnings_ui(ui, cx.lang, preview);
            }
        };
        let foot = |ui: &mut Ui| {
            let label = cx.say(self.goes_on_by());
            let button = Button::primary(label).shortcut(keys).wide().disabled_because(why_not).show(ui);
            if takes_keyboard {
                button.request_focus();
            }
            shown = Some(button);
        };
        sums::card_ui(ui, cx.lang, data, &self.pick, self.estimate.value(), more, foot);
        shown
    }
}
