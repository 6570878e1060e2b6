//! The keys of the panel. They are letters, so they are heard only while nothing is being typed; each acts on what was on
//! screen when it was pressed, or not at all.

use egui::{Event, Key, Modifiers, Ui};

use super::data::Subject;
use super::evidence::is_tool;
use super::{Page, Review};
use crate::domain::ids::SubmissionId;
use crate::domain::qualification::EvidenceKind;
use crate::ui::keyboard::Keyboard;
use crate::ui::state::Cx;
use crate::ui::widgets::is_menu_open;

/// What is on screen, as far as keys are about it.
type OnScreen = (Option<SubmissionId>, (EvidenceKind, u32));

impl Review {
    pub(super) fn keys(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.page == Page::Decided {
            return self.past.keys(ui);
        }
        self.note_seen(self.now);
        // They may have waited for this frame: what has come on screen meanwhile was not there.
        let now = Keyboard::came(ui.ctx());
        if self.writing.is_some() {
            return self.writing_keys(ui, cx.lang);
        }
        let focused = self.had_focus;
        let row = focused.and_then(|id| self.rows.iter().find(|(row, _)| *row == id).copied());
        // Tab goes through the fields as the arrows do.
        if let Some(subject) = row.and_then(|(_, subject)| subject)
            && self.at != subject
        {
            self.go_to(subject);
        }
        if (focused.is_some() && row.is_none()) || is_menu_open(ui.ctx()) {
            return;
        }
        if !ui.input(|input| input.events.iter().any(is_own)) {
            return;
        }
        let mut events = ui.input_mut(|input| std::mem::take(&mut input.events)).into_iter();
        let (mut others, mut acts) = (Vec::new(), self.interrupted.is_none());
        while let Some(event) = events.next() {
            let Event::Key { key, modifiers, repeat, .. } = event else {
                others.push(event);
                continue;
            };
            if !is_own(&event) {
                others.push(event);
                continue;
            }
            if key == Key::Escape {
                match self.interrupted.take() {
                    // What was typed before it was about what is gone.
                    Some(_) => acts = true,
                    None => others.push(event),
                }
                continue;
            }
            if !acts {
                continue;
            }
            let before = self.on_screen();
            self.key(cx, now, key, modifiers, repeat);
            if let Some(writing) = &mut self.writing {
                others.extend(writing.hold(events.by_ref(), "r"));
                break;
            }
            // What was pressed behind it was pressed before that could be seen.
            acts = self.on_screen() == before;
        }
        ui.input_mut(|input| input.events = others);
    }

    fn on_screen(&self) -> OnScreen {
        (self.open, self.evidence.looked_at())
    }

    fn key(&mut self, cx: &mut Cx<'_>, now: f64, key: Key, modifiers: Modifiers, repeat: bool) {
        match key {
            Key::J => self.go(cx, self.place + 1),
            Key::K => self.go(cx, self.place.saturating_sub(1)),
            // They decide about what is open: held down, or pressed before it was on screen, they do nothing.
            Key::Space | Key::Enter | Key::A if repeat || !self.is_looked_at(now) => {}
            // It is about what has come by now: its reason says of whom it is before anything is decided.
            Key::R if repeat || !self.is_looked_at(self.now) => {}
            Key::Enter if modifiers.command => self.reject(cx),
            Key::Space => self.confirm_in_view(cx, now),
            Key::Enter => {
                if let Subject::Field(field) = self.at {
                    self.toggle(cx, field, now);
                }
            }
            Key::A => self.approve(cx),
            Key::R => self.write_reason(cx, self.at),
            Key::O => self.open_outside(cx),
            Key::ArrowUp | Key::ArrowDown if !modifiers.shift => {
                let next = self.at.step(key == Key::ArrowDown);
                if let Subject::Field(_) = next {
                    self.go_to(next);
                }
            }
            _ => drop(self.evidence.key(key, modifiers.shift)),
        }
    }
}

/// Whether the panel hears an event.
fn is_own(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    match key {
        Key::Enter => modifiers.is_none() || modifiers.command_only(),
        Key::ArrowUp | Key::ArrowDown => modifiers.is_none() || modifiers.shift_only(),
        Key::J | Key::K | Key::A | Key::R | Key::O | Key::Space | Key::Escape => modifiers.is_none(),
        Key::ArrowLeft | Key::ArrowRight => modifiers.is_none(),
        // Some of them are typed with Shift.
        _ => is_tool(*key) && !modifiers.command && !modifiers.alt,
    }
}
