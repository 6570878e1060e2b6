//! The chapters at the left, and what the chosen one says at the right.

use egui::{Ui, vec2};

use super::Shown;
use super::text::section_ui;
use crate::i18n::handbook::{CHAPTERS, ChapterName};
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, about, help as words, shell};
use crate::ui::commands::sheet;
use crate::ui::icons;
use crate::ui::list_panel::find_ui;
use crate::ui::panels::parts::scroll_ui;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{
    Card, Column, SliceRows, Table, TableView, body_ui, empty_state_ui, key_value_ui, link_ui,
    panel_head_with, part_rule_ui, small_ui, strong_ui, title_ui, weak_ui,
};

const SEARCH_WIDTH: f32 = 300.0;

/// How wide the list of chapters is.
const LIST: f32 = 240.0;

/// How wide text is at most: longer lines are hard to follow.
const TEXT: f32 = 720.0;

/// From this width on, keys stand in two columns.
const TWO_COLUMNS: f32 = 560.0;

/// Where the head of the page leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To where the question came up.
    Back,
    /// To what the program is.
    About,
}

/// The title, the search, and where one wants to go from there.
pub(super) fn head_ui(ui: &mut Ui, lang: Lang, text: &mut String, can_go_back: bool) -> Option<Leads> {
    let (mut goes_back, mut asks_about) = (false, false);
    panel_head_with(
        ui,
        |ui| {
            if can_go_back {
                goes_back = link_ui(ui, words::BACK.get(lang)).clicked();
                ui.add_space(space::XS);
            }
            title_ui(ui, shell::HELP.get(lang));
            ui.add_space(space::XS);
            weak_ui(ui, words::NOTE.get(lang));
        },
        |ui| {
            find_ui(ui, text, words::SEARCH.get(lang), SEARCH_WIDTH);
            asks_about = link_ui(ui, about::ASK_ABOUT.get(lang)).clicked();
        },
    );
    ui.add_space(space::M);
    if goes_back { Some(Leads::Back) } else { asks_about.then_some(Leads::About) }
}

/// The list and the text, which is turned by so many pages; answers which chapter was chosen.
pub(super) fn page_ui(
    ui: &mut Ui,
    lang: Lang,
    shown: &[Shown],
    chosen: Option<ChapterName>,
    pages: f32,
) -> Option<ChapterName> {
    let width = (ui.available_width() - space::L - LIST).round();
    let mut answer = None;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        ui.vertical(|ui| {
            ui.set_width(LIST);
            answer = list_ui(ui, lang, shown, chosen);
        });
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.x = space::S;
            Card::new().fill_height().show(ui, |ui| text_ui(ui, lang, shown, chosen, pages));
        });
    });
    answer
}

fn list_ui(ui: &mut Ui, lang: Lang, shown: &[Shown], chosen: Option<ChapterName>) -> Option<ChapterName> {
    let names: Vec<ChapterName> = match chosen {
        Some(_) => CHAPTERS.iter().map(|chapter| chapter.name).collect(),
        None => shown.iter().map(|shown| shown.chapter.name).collect(),
    };
    let title = |name: ChapterName| {
        let chapter = CHAPTERS.iter().find(|chapter| chapter.name == name);
        chapter.map_or("", |chapter| chapter.title.get(lang))
    };
    let columns = [Column::new("chapter", words::CHAPTERS.get(lang), LIST).grows()];
    let rows = SliceRows::new(&names, |name, _, ui| drop(body_ui(ui, title(*name)))).by(|_, name| *name);
    let mut selected = None;
    Card::new().flush().fill_height().show(ui, |ui| {
        let table = Table::new(words::CHAPTERS.get(lang), &columns).takes_keyboard(true);
        let output = table.show(ui, &mut TableView::default(), &rows, chosen);
        selected = output.selected.or(output.opened);
    });
    selected.filter(|selected| Some(*selected) != chosen)
}

fn text_ui(ui: &mut Ui, lang: Lang, shown: &[Shown], chosen: Option<ChapterName>, pages: f32) {
    if shown.is_empty() {
        empty_state_ui(ui, icons::SEARCH, words::NONE.get(lang), words::NONE_HOW.get(lang), None);
        return;
    }
    let page = ui.available_height() - 2.0 * size::ROW;
    scroll_ui(ui, &format!("{chosen:?}"), |ui| {
        if pages != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -pages * page));
        }
        ui.set_max_width(ui.available_width().min(TEXT));
        ui.spacing_mut().item_spacing.y = space::S;
        for (i, shown) in shown.iter().enumerate() {
            if i > 0 {
                part_rule_ui(ui);
            }
            shown_ui(ui, lang, shown);
        }
        ui.add_space(space::XXL);
    });
}

fn shown_ui(ui: &mut Ui, lang: Lang, shown: &Shown) {
    title_ui(ui, shown.chapter.title.get(lang));
    for section in &shown.sections {
        ui.add_space(space::M);
        section_ui(ui, lang, section);
    }
    if !shown.rules.is_empty() {
        ui.add_space(space::M);
        strong_ui(ui, words::RULES.get(lang));
    }
    for &rule in &shown.rules {
        let about = rule_text(rule);
        part_rule_ui(ui);
        strong_ui(ui, about.title.get(lang));
        small_ui(ui, rule.as_str());
        key_value_ui(ui, words::REFUSES.get(lang), about.refuses.get(lang));
        key_value_ui(ui, words::WHAT_TO_DO.get(lang), about.what_to_do.get(lang));
    }
    if !shown.keys.is_empty() {
        ui.add_space(space::M);
        if ui.available_width() >= TWO_COLUMNS {
            sheet::columns_ui(ui, lang, &shown.keys);
        } else {
            shown.keys.iter().for_each(|group| group.ui(ui, lang));
        }
    }
}
