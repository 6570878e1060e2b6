//! Asks before a sandbox is thrown away.

use egui::Context;

use crate::i18n::{common, settings as words};
use crate::ui::command_dialog::Head;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::{body_ui, small_ui};

#[derive(Debug, Default)]
pub(super) struct Discard {
    is_open: bool,
}

impl Discard {
    pub(super) fn ask(&mut self) {
        self.is_open = true;
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        if !self.is_open {
            return;
        }
        let title = cx.say(words::DISCARD_TITLE);
        let head =
            Head::new(title).buttons(cx.say(words::DISCARD), common::NOT_NOW).danger_if(true).for_good();
        let mut is_sure = false;
        let closes = head.show(ctx, |ui| {
            body_ui(ui, cx.say(words::DISCARD_NOTE));
            small_ui(ui, &cx.office.path().display().to_string());
            ui.add_space(space::S);
            let (send, leave) = head.buttons_ui(ui, cx.lang, None);
            is_sure = send;
            send || leave
        });
        self.is_open = !closes;
        if is_sure {
            cx.act(Action::DiscardDemo);
        }
    }
}
