//! The sheet of keys: what can be pressed here, over the page or over a dialog.

use egui::{Context, ScrollArea, Ui, vec2};

use crate::i18n::{Lang, commands as words, help};
use crate::ui::commands::sheet::{self, Group};
use crate::ui::icons;
use crate::ui::state::Route;
use crate::ui::theme::space;
use crate::ui::widgets::{Modal, empty_state_ui, search_ui};

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

    pub(in crate::ui) fn show(&mut self, ctx: &Context, lang: Lang, route: &Route) {
        let Some(open) = &mut self.0 else { return };
        let closes = Modal::new(words::KEYS.get(lang)).width(WIDTH).show(ctx, |ui| {
            open.body_ui(ui, lang, route);
            false
        });
        if closes {
            self.0 = None;
        }
    }
}

impl Open {
    fn body_ui(&mut self, ui: &mut Ui, lang: Lang, route: &Route) {
        let search = search_ui(ui, &mut self.text, help::SEARCH_KEYS.get(lang), None, WIDTH);
        if std::mem::take(&mut self.is_new) {
            search.request_focus();
        }
        ui.add_space(space::S);
        let groups = self.groups(ui.ctx(), lang, route);
        let height = HEIGHT.min(ui.ctx().content_rect().height() - 220.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.set_min_height(height);
            if groups.is_empty() {
                let (title, how) = (help::NO_KEYS.get(lang), help::NO_KEYS_HOW.get(lang));
                empty_state_ui(ui, icons::SEARCH, title, how, None);
                return;
            }
            columns_ui(ui, lang, &groups);
        });
    }

    /// What is meant, the nearest first.
    fn groups(&self, ctx: &Context, lang: Lang, route: &Route) -> Vec<Group> {
        let [everywhere, lists, dialogs] = sheet::of_all_pages(ctx, lang);
        let page = sheet::of_page(ctx, lang, route);
        let ordered: Vec<Group> = if self.over_dialog {
            [dialogs].into_iter().chain(page).chain([lists, everywhere]).collect()
        } else {
            page.into_iter().chain([lists, everywhere, dialogs]).collect()
        };
        ordered.into_iter().filter_map(|group| group.narrowed(&self.text)).collect()
    }
}

/// Groups in two columns of about the same height.
fn columns_ui(ui: &mut Ui, lang: Lang, groups: &[Group]) {
    let height = |group: &Group| group.lines.len() + 2;
    let all: usize = groups.iter().map(height).sum();
    let mut left = 0;
    let count = groups
        .iter()
        .take_while(|group| {
            left += height(group);
            2 * left <= all + height(group)
        })
        .count();
    let width = ((ui.available_width() - space::XXL) / 2.0).floor();
    let (left, right) = groups.split_at(count.max(1));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XXL;
        for column in [left, right] {
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.x = space::S;
                    for group in column {
                        group.ui(ui, lang);
                        ui.add_space(space::M);
                    }
                });
            });
        }
    });
}
