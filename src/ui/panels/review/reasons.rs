//! The reasons of a rejection, each written beside what it is about. What is typed goes to the subject that was on screen
//! when it was typed, however many keys come in one frame.

use std::collections::BTreeMap;

use egui::{Event, EventFilter, FocusDirection, Key, Modifiers, Ui};

use super::Review;
use super::data::Subject;
use crate::i18n::{Lang, Text, review as words};
use crate::ui::drafts::Inputs;
use crate::ui::fields::too_long;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{Field, chip_ui, text_ui};

/// Reasons as they are typed, by what commands call their subjects.
pub(super) type Reasons = BTreeMap<&'static str, String>;

/// Names what is typed, for its draft.
pub(super) fn name_reasons(reasons: &mut Reasons, inputs: &mut Inputs) {
    for subject in Subject::all() {
        inputs.field(subject.key(), reasons.entry(subject.key()).or_default());
    }
}

/// A reason that is being written.
pub(super) struct Writing {
    pub subject: Subject,
    /// The input has yet to get the keyboard.
    wants_focus: bool,
    /// What was pressed behind a key that leads here: it is typed once the input has the keyboard.
    held: Vec<Event>,
    /// The text that a key brings along that was heard as a key.
    echo: Option<&'static str>,
    /// The key that leads away, pressed behind all that is typed in this frame.
    leaves: Option<(Key, Modifiers)>,
}

/// The keys of the phrases, with the text that they bring along.
const DIGITS: [(Key, &str); 4] = [(Key::Num1, "1"), (Key::Num2, "2"), (Key::Num3, "3"), (Key::Num4, "4")];

const LEAVING: [Key; 5] = [Key::Tab, Key::Enter, Key::ArrowUp, Key::ArrowDown, Key::Escape];

/// What is often said of a subject.
fn phrases(subject: Subject) -> [Text; 4] {
    match subject {
        Subject::Field(_) => words::FIELD_PHRASES,
        Subject::Scan(_) => words::SCAN_PHRASES,
    }
}

impl Writing {
    fn of(subject: Subject) -> Self {
        Self { subject, wants_focus: true, held: Vec::new(), echo: None, leaves: None }
    }

    /// Keeps what was typed behind the key that leads here, of which `echo` is the text; answers what else came.
    pub(super) fn hold(&mut self, events: impl Iterator<Item = Event>, echo: &'static str) -> Vec<Event> {
        let mut events = events.collect();
        self.echo = Some(echo);
        self.held.extend(take_typed(&mut events));
        events
    }

    /// Leaves to the input what is typed into it; what leads away from it waits until it has been drawn.
    fn hear(&mut self, ui: &Ui, lang: Lang, is_empty: bool) {
        // It moves the keyboard before the input is drawn, and all that was typed would go to what is behind.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        if self.wants_focus {
            let typed = ui.input_mut(|input| take_typed(&mut input.events));
            self.held.extend(typed);
            return;
        }
        let mut typed = std::mem::take(&mut self.held);
        typed.extend(ui.input_mut(|input| take_typed(&mut input.events)));
        let (mut heard, mut is_empty) = (Vec::new(), is_empty);
        let mut typed = typed.into_iter();
        for event in typed.by_ref() {
            match event {
                Event::Key { key, pressed: true, modifiers, .. } if LEAVING.contains(&key) => {
                    self.leaves = Some((key, modifiers));
                    break;
                }
                Event::Key { key, pressed: true, modifiers: Modifiers::NONE, .. }
                    if is_empty && DIGITS.iter().any(|(digit, _)| *digit == key) =>
                {
                    let at = DIGITS.iter().position(|(digit, _)| *digit == key).unwrap_or_default();
                    self.echo = Some(DIGITS[at].1);
                    heard.push(Event::Text(phrases(self.subject)[at].get(lang).to_owned()));
                    is_empty = false;
                }
                Event::Text(text) => {
                    if self.echo.take().is_none_or(|echo| !text.eq_ignore_ascii_case(echo)) {
                        is_empty = false;
                        heard.push(Event::Text(text));
                    }
                }
                other => {
                    if matches!(other, Event::Key { pressed: true, .. }) {
                        self.echo = None;
                    }
                    heard.push(other);
                }
            }
        }
        self.held = typed.collect();
        ui.input_mut(|input| input.events.extend(heard));
    }

    /// Draws the input and its phrases; whether something was typed.
    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang, text: &mut String) -> bool {
        let label = words::reason_for(lang, self.subject.name().get(lang));
        let fault = too_long(lang, text);
        let field = Field::new(&label, text).hint(words::REASON_HINT.get(lang));
        let response = field.error(fault.as_deref()).show(ui);
        if self.wants_focus && response.has_focus() {
            self.wants_focus = false;
        } else if self.wants_focus {
            response.request_focus();
        } else if response.lost_focus() && self.leaves.is_none() {
            self.leaves = Some((Key::Escape, Modifiers::NONE));
        }
        let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, all));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            ui.spacing_mut().interact_size.y = size::CHIP;
            for ((_, digit), phrase) in DIGITS.iter().zip(phrases(self.subject)) {
                let phrase = phrase.get(lang);
                if chip_ui(ui, false, &format!("{digit} {phrase}"), None).clicked() {
                    self.held.push(Event::Text(phrase.to_owned()));
                    self.wants_focus = true;
                    self.leaves = None;
                }
            }
        });
        if self.wants_focus || !self.held.is_empty() {
            ui.ctx().request_repaint();
        }
        response.changed()
    }
}

/// Takes what is typed out of what came in a frame.
fn take_typed(events: &mut Vec<Event>) -> Vec<Event> {
    let is_typed = |event: &Event| {
        matches!(
            event,
            Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_)
        )
    };
    let (typed, others) = std::mem::take(events).into_iter().partition(is_typed);
    *events = others;
    typed
}

impl Review {
    /// Begins to write why a subject is rejected.
    pub(super) fn write_reason(&mut self, cx: &Cx<'_>, subject: Subject) {
        if self.barred_words(cx.lang).is_some() {
            return;
        }
        self.barred = None;
        self.go_to(subject);
        self.writing = Some(Writing::of(subject));
    }

    /// Hears what is typed into a reason, before anything else of the panel is drawn.
    pub(super) fn writing_keys(&mut self, ui: &Ui, lang: Lang) {
        let Some(mut writing) = self.writing.take() else { return };
        let key = writing.subject.key();
        let is_empty = self.begun().is_none_or(|begun| begun.reasons.get(key).is_none_or(String::is_empty));
        writing.hear(ui, lang, is_empty);
        self.writing = Some(writing);
    }

    /// Does what led away from a reason, once what was typed before it is in it.
    pub(super) fn leave_reason(&mut self, cx: &Cx<'_>) {
        let Some((key, modifiers)) = self.writing.as_mut().and_then(|writing| writing.leaves.take()) else {
            return;
        };
        let Some(Writing { subject, held, .. }) = self.writing.take() else { return };
        match key {
            Key::Enter if modifiers.command => self.reject(cx),
            Key::Tab | Key::ArrowDown | Key::ArrowUp => {
                let on = key == Key::ArrowDown || (key == Key::Tab && !modifiers.shift);
                let next = subject.step(on);
                self.go_to(next);
                self.writing = Some(Writing { held, ..Writing::of(next) });
            }
            _ => {}
        }
        if let Some(begun) = self.begun() {
            begun.reasons.retain(|_, reason| !reason.trim().is_empty());
        }
    }
}

/// A reason that is written, and not being written just now.
pub(super) fn reason_ui(ui: &mut Ui, lang: Lang, reason: &str) {
    text_ui(ui, &words::rejected_for(lang, reason), Type::Small, tokens(ui).fg(Tone::Bad));
}
