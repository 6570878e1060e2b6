//! What the keys do, in groups: those of a page, of lists, of dialogs, and those that work everywhere.

use egui::{Context, Ui, vec2};

use super::keys::{spelled, spelled_of};
use super::{Place, UserCommand};
use crate::i18n::{Lang, Text, commands as words, help, month_end};
use crate::ui::panels::PAGES;
use crate::ui::state::Route;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{key_hint_ui, strong_ui, weak_ui};

/// How much of a group's width is the keys'.
const KEYS: f32 = 112.0;

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Group {
    pub title: &'static str,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Line {
    keys: String,
    does: Text,
}

impl Group {
    /// What its lines have of every word of `text`, by their keys or in either language; none: nothing.
    pub fn narrowed(mut self, text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        self.lines.retain(|line| {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| line.does.get(lang));
            let all = format!("{} {zh} {en}", line.keys).to_lowercase();
            text.split_whitespace().all(|word| all.contains(word))
        });
        (!self.lines.is_empty()).then_some(self)
    }

    /// Keys, and what they do.
    pub fn told(self, lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
        self.lines.into_iter().map(move |line| (line.keys, line.does.get(lang)))
    }

    pub fn ui(&self, ui: &mut Ui, lang: Lang) {
        ui.spacing_mut().item_spacing.y = space::XS;
        strong_ui(ui, self.title);
        for line in &self.lines {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(KEYS, size::PILL), |ui| {
                    ui.set_width(KEYS);
                    key_hint_ui(ui, &line.keys);
                });
                ui.vertical(|ui| weak_ui(ui, line.does.get(lang)));
            });
        }
    }
}

/// What the keys of a page do; none: it has none of its own.
pub(in crate::ui) fn of_page(ctx: &Context, lang: Lang, route: &Route) -> Option<Group> {
    let place = match route {
        Route::Application(_) => Place::Page(Route::Application(String::new())),
        route => Place::Page(route.clone()),
    };
    let title = match route {
        Route::Application(_) => words::APPLICATION.get(lang),
        route => route.page()?.name.get(lang),
    };
    let others: &[(&str, Text)] = match route {
        Route::Overview => help::OVERVIEW_KEYS,
        Route::Apply => help::APPLY_KEYS,
        Route::InvoiceInfo => help::INFO_KEYS,
        Route::Files => help::FILES_KEYS,
        Route::Review => help::REVIEW_KEYS,
        Route::Issuing => help::ISSUING_KEYS,
        Route::Delivery => help::DELIVERY_KEYS,
        Route::Help => help::HELP_KEYS,
        _ => &[],
    };
    let lines = lines(ctx, &place, others);
    (!lines.is_empty()).then_some(Group { title, lines })
}

/// What they do at the end of a month, which lies over the page of issuing and hears none of its keys.
pub(in crate::ui) fn of_month_end(ctx: &Context, lang: Lang) -> Group {
    Group { title: month_end::OPEN.get(lang), lines: told(ctx, help::MONTH_END_KEYS).collect() }
}

/// What they do on every page, in lists, and in forms and dialogs.
pub(in crate::ui) fn of_all_pages(ctx: &Context, lang: Lang) -> [Group; 3] {
    let group = |title: Text, lines| Group { title: title.get(lang), lines };
    [
        group(words::EVERYWHERE, lines(ctx, &Place::Everywhere, help::KEYS_EVERYWHERE)),
        group(words::IN_LISTS, told(ctx, help::LIST_KEYS).collect()),
        group(words::IN_DIALOGS, told(ctx, help::DIALOG_KEYS).collect()),
    ]
}

/// What they do on each page that has some of its own.
pub(in crate::ui) fn of_each_page(ctx: &Context, lang: Lang) -> Vec<Group> {
    let pages = PAGES.iter().filter_map(|page| of_page(ctx, lang, &page.route));
    let others = [of_page(ctx, lang, &Route::Application(String::new())), Some(of_month_end(ctx, lang))];
    pages.chain(others.into_iter().flatten()).collect()
}

/// Groups in two columns of about the same height.
pub(in crate::ui) fn columns_ui(ui: &mut Ui, lang: Lang, groups: &[Group]) {
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

/// The commands of a place that have keys, and what else keys do there.
fn lines(ctx: &Context, place: &Place, others: &[(&str, Text)]) -> Vec<Line> {
    let commands = UserCommand::all().filter_map(|command| {
        let about = command.about();
        // The pages have their numbers in one line.
        let is_here = about.place == *place && !matches!(command, UserCommand::Go(_));
        Some(Line { keys: spelled(ctx, &about.keys.filter(|_| is_here)?), does: about.label })
    });
    commands.chain(told(ctx, others)).collect()
}

fn told(ctx: &Context, others: &[(&str, Text)]) -> impl Iterator<Item = Line> {
    others.iter().map(|(keys, does)| Line { keys: spelled_of(ctx, keys), does: *does })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_itself_and_by_words_of_both_languages() {
        let ctx = Context::default();
        let group = || of_page(&ctx, Lang::Zh, &Route::Review).unwrap();
        for text in ["approve", "通过", "a 通过"] {
            let found = group().narrowed(text).unwrap().lines;
            assert_eq!(found.iter().map(|line| line.keys.as_str()).collect::<Vec<_>>(), ["A"], "{text}");
        }
        assert_eq!(group().narrowed("没有这样的键"), None);
    }
}
