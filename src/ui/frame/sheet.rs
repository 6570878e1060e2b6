//! The sheet of keys: what can be pressed here, over the page or over a dialog.

use egui::{Context, Key, ScrollArea, Ui};

use crate::i18n::{Lang, commands as words, help};
use crate::ui::command_dialog::is_entered;
use crate::ui::commands::sheet::{self, Group};
use crate::ui::icons;
use crate::ui::state::Route;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Modal, empty_state_ui, modal_buttons_ui, search_ui};

const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 460.0;

#[derive(Debug, Default)]
pub(in crate::ui) struct Sheet(Option<Open>);

#[derive(Debug)]
struct Open {
    text: String,
    is_new: bool,
    /// It is asked for over a dialog, whose keys come first.
    over_dialog: bool,
}

impl Sheet {
    /// Opens it, over a dialog, too; or closes it.
    pub(in crate::ui) fn switch(&mut self, ctx: &Context) {
        if self.0.take().is_some() {
            return;
        }
        let over_dialog = ctx.memory(|memory| memory.top_modal_layer().is_some());
        self.0 = Some(Open { text: String::new(), is_new: true, over_dialog });
    }

    /// Draws it while it is open, of the page and whether the end of a month lies over it; whether the handbook is asked
    /// for.
    pub(in crate::ui) fn show(
        &mut self,
        ctx: &Context,
        lang: Lang,
        route: &Route,
        is_at_month_end: bool,
    ) -> bool {
        let Some(open) = &mut self.0 else { return false };
        let page = if is_at_month_end {
            Some(sheet::of_month_end(ctx, lang))
        } else {
            sheet::of_page(ctx, lang, route)
        };
        let mut is_asked = false;
        let closes = Modal::new(words::KEYS.get(lang)).width(WIDTH).show(ctx, |ui| {
            is_asked = open.body_ui(ui, lang, page);
            is_asked
        });
        if closes {
            self.0 = None;
        }
        is_asked
    }
}

impl Open {
    /// The keys, and what leads from them to the handbook; whether that was pressed.
    fn body_ui(&mut self, ui: &mut Ui, lang: Lang, page: Option<Group>) -> bool {
        let search = search_ui(ui, &mut self.text, help::SEARCH_KEYS.get(lang), None, WIDTH);
        if std::mem::take(&mut self.is_new) {
            search.request_focus();
        }
        let is_asked =
            is_entered(ui) || (search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)));
        ui.add_space(space::S);
        let groups = self.groups(ui.ctx(), lang, page);
        let height = HEIGHT.min(ui.ctx().content_rect().height() - 280.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.set_min_height(height);
            if groups.is_empty() {
                let (title, how) = (help::NO_KEYS.get(lang), help::NO_KEYS_HOW.get(lang));
                empty_state_ui(ui, icons::SEARCH, title, how, None);
                return;
            }
            sheet::columns_ui(ui, lang, &groups);
        });
        // A dialog is dealt with first.
        if self.over_dialog {
            return false;
        }
        let open = Button::secondary(help::OPEN_HANDBOOK.get(lang)).shortcut("Enter");
        modal_buttons_ui(ui, |ui| open.show(ui).clicked()) || is_asked
    }

    /// What is meant, the nearest first.
    fn groups(&self, ctx: &Context, lang: Lang, page: Option<Group>) -> Vec<Group> {
        let [everywhere, lists, dialogs] = sheet::of_all_pages(ctx, lang);
        let ordered: Vec<Group> = if self.over_dialog {
            [dialogs].into_iter().chain(page).chain([lists, everywhere]).collect()
        } else {
            page.into_iter().chain([lists, everywhere, dialogs]).collect()
        };
        ordered.into_iter().filter_map(|group| group.narrowed(&self.text)).collect()
    }
}
