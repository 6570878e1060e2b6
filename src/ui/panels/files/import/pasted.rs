//! A file that is named by pasting its path, where there is no dialog and nothing to drag with.

use egui::{Event, Ui};

use super::Import;
use crate::i18n::files as words;
use crate::ui::pasted::pasted_paths;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

impl Import {
    /// Takes a file whose path is pasted; the page has no other place for text.
    pub(super) fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        let Some(text) = pasted else { return };
        match pasted_paths(&text).into_iter().next() {
            Some(path) => self.choose(path),
            None => cx.act(Action::Toast(Tone::Info, cx.say(words::NO_PATH).to_owned())),
        }
    }
}
