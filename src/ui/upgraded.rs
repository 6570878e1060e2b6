//! Says once, above every page, that the store was brought up to date when it was opened, and where the backup is that was
//! made before.

use egui::{Context, Key, Modifiers, Popup, Ui};

use super::outside::Shown;
use super::state::{Action, Cx};
use super::theme::{Tone, space};
use super::widgets::banner_links_ui;
use crate::desk::upgrade::Upgraded;
use crate::i18n::upgrade as words;

/// What is to be said, until it is put away.
#[derive(Debug, Default)]
pub(super) struct UpgradeNote(Option<Upgraded>);

impl UpgradeNote {
    pub(super) fn of(upgraded: Option<&Upgraded>) -> Self {
        Self(upgraded.cloned())
    }

    /// Puts it away when Esc is pressed, unless a dialog or a menu is open. Asked before panels are drawn: Esc means
    /// something to them too.
    pub(super) fn hear_escape(&mut self, ctx: &Context) {
        let is_above = ctx.memory(|memory| memory.top_modal_layer().is_some()) || Popup::is_any_open(ctx);
        if self.0.is_some()
            && !is_above
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.0 = None;
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(upgraded) = &self.0 else { return };
        let links = [words::SHOW_BACKUP, words::UNDERSTOOD].map(|word| cx.say(word));
        let Upgraded { from, to, backup } = upgraded;
        let text = words::upgraded(cx.lang, *from, *to, &backup.path.display().to_string());
        match banner_links_ui(ui, Tone::Ok, &text, &links) {
            Some(0) => {
                let folder = backup.path.parent().unwrap_or(&backup.path);
                cx.act(Action::Show(Shown::Own(folder.to_owned())));
            }
            Some(_) => self.0 = None,
            None => {}
        }
        ui.add_space(space::S);
    }
}
