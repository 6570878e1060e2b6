//! The keys of the panel. They are letters, so they are heard only while nothing is being typed.

use egui::{Key, Modifiers, Ui, vec2};

use super::Review;
use super::evidence::Tool;
use crate::ui::state::Cx;

/// How far an arrow moves the evidence, in points.
const PAN: f32 = 80.0;

impl Review {
    pub(super) fn keys(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.reject.is_open() || ui.ctx().text_edit_focused() || ui.ctx().any_popup_open() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::J) {
            self.go(cx, self.place + 1);
        }
        if pressed(Key::K) {
            self.go(cx, self.place.saturating_sub(1));
        }
        for (i, key) in [Key::Num1, Key::Num2].into_iter().enumerate() {
            if pressed(key) {
                self.evidence.shown = i;
            }
        }
        for (key, tool) in [
            (Key::OpenBracket, Tool::TurnLeft),
            (Key::CloseBracket, Tool::TurnRight),
            (Key::Minus, Tool::Smaller),
            (Key::Plus, Tool::Larger),
            (Key::Equals, Tool::Larger),
            (Key::Num0, Tool::Fit),
            (Key::PageUp, Tool::PageBack),
            (Key::PageDown, Tool::PageOn),
        ] {
            if pressed(key) {
                self.evidence.apply(tool);
            }
        }
        // Arrows move the keyboard where something has it.
        if !ui.ctx().egui_wants_keyboard_input() {
            for (key, by) in [
                (Key::ArrowUp, vec2(0.0, PAN)),
                (Key::ArrowDown, vec2(0.0, -PAN)),
                (Key::ArrowLeft, vec2(PAN, 0.0)),
                (Key::ArrowRight, vec2(-PAN, 0.0)),
            ] {
                if pressed(key) {
                    self.evidence.apply(Tool::Pan(by));
                }
            }
        }
        // A blank presses whatever has the keyboard.
        if !ui.ctx().egui_wants_keyboard_input() && pressed(Key::Space) {
            self.tick_next(cx);
        }
        if pressed(Key::A) {
            self.approve(cx);
        }
        if pressed(Key::R) {
            self.ask_reasons(cx);
        }
    }

    /// Ticks the first field that is not ticked yet.
    fn tick_next(&mut self, cx: &Cx<'_>) {
        let Some(id) = self.open.filter(|_| self.barred(cx.lang).is_none()) else { return };
        if let Some(next) = self.first_unticked(id) {
            self.toggle(id, next);
        }
    }
}
