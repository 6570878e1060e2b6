//! The search over everything: customers, bills, applications and what there is to do, in one field over the page.

use egui::{Align, Align2, Context, Id, Layout, Margin, Popup, ScrollArea, Ui, vec2};

use super::entries::{self, Entry, Group, SHOWN};
use super::pick::{KnownNames, Lines, Pick};
use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::worker::Office;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, commands as command_words, palette as words, shell};
use crate::ui::commands::{Offered, Place, UserCommand, spelled};
use crate::ui::icons;
use crate::ui::loadable::{Loadable, View};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space, tokens_of};
use crate::ui::widgets::{
    PickRow, banner_ui, empty_state_ui, is_escaped, keep_focus, rule_ui, search_button_ui, small_ui,
    spinner_ui, text_row_ui,
};

/// How wide it is, how far below the top it stands, and how high the list gets.
const WIDTH: f32 = 640.0;
const TOP: f32 = 72.0;
const HEIGHT: f32 = 480.0;

/// What the list leaves free of the window's height: the field, the line of keys, what is above and below.
const KEPT_FREE: f32 = 220.0;

/// How long old lines stand below what is typed before it is said that the answer is on its way, in seconds.
const PATIENCE: f64 = 0.3;

#[derive(Debug, Default)]
pub(in crate::ui) struct Palette {
    open: bool,
    just_opened: bool,
    pick: Pick,
    /// What the lines are the answer to: they stay until the answer to what is typed has come.
    shown: String,
    /// When the lines were last the answer to what is typed, in the window's time.
    answered_at: f64,
    found: Loadable<(u64, Lang, String), Vec<Group>>,
    names: KnownNames,
    /// What can be done: on the page first, then everywhere.
    commands: Vec<Offered>,
}

impl Palette {
    pub(in crate::ui) fn logic(&mut self, office: &Office, lang: Lang) {
        let names = if self.open { self.names.logic(office) } else { None };
        if !self.open || self.pick.text().is_empty() {
            self.found.clear();
            self.shown.clear();
            return;
        }
        let Some(names) = names else { return };
        let key = (office.revision(), lang, self.pick.text().to_owned());
        let find = |(_, lang, text): &(u64, Lang, String)| {
            let (lang, text) = (*lang, text.clone());
            move |db: &Store, moment: &Moment| entries::find(db, moment, &names, lang, &text)
        };
        if self.found.keep_with(office, key, find) {
            self.shown = self.pick.text().to_owned();
        }
    }

    /// What opens it.
    pub(super) fn button_ui(ui: &mut Ui, cx: &mut Cx<'_>, width: f32) {
        let about = UserCommand::OpenPalette.about();
        let keys = about.keys.map_or(String::new(), |keys| spelled(ui.ctx(), &keys));
        if search_button_ui(ui, cx.say(about.label), &keys, width).clicked() {
            cx.act(Action::Run(UserCommand::OpenPalette));
        }
    }

    /// Draws it above everything else while it is open; the keys that open it close it, too.
    pub(in crate::ui) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>, route: &Route) {
        let keys = UserCommand::OpenPalette.about().keys.filter(|_| self.open && !self.just_opened);
        if keys.is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys))) {
            self.close();
        }
        if !self.open {
            return;
        }
        let t = tokens_of(ctx);
        let frame = t.card().inner_margin(Margin::same(space::M as i8));
        let id = Id::unique("palette");
        keep_focus(ctx, id);
        let area = egui::Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
        let modal = egui::Modal::new(id).area(area).backdrop_color(t.backdrop).frame(frame);
        let shown = modal.show(ctx, |ui| self.contents_ui(ui, cx, route));
        self.just_opened = false;
        if shown.inner || shown.backdrop_response.clicked() || is_escaped(ctx, &shown) {
            self.close();
        }
    }

    /// Opens it, to find things and these commands.
    pub(in crate::ui) fn open(&mut self, ctx: &Context, mut commands: Vec<Offered>) {
        commands.retain(|offered| offered.command != UserCommand::OpenPalette);
        Popup::close_all(ctx);
        *self = Self { open: true, just_opened: true, commands, ..Self::default() };
    }

    fn close(&mut self) {
        *self = Self::default();
    }

    /// The field and what it finds; whether something was taken.
    fn contents_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, route: &Route) -> bool {
        let window = ui.ctx().content_rect();
        let width = WIDTH.min(window.width() - 2.0 * space::XXL);
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = space::S;
        let lines = Lines { above: 0, count: self.lines().count() };
        self.pick.field_ui(ui, cx.say(words::HINT), width, lines, self.just_opened);
        if self.is_answer() {
            self.answered_at = ui.input(|input| input.time);
        }
        let is_answer = self.is_answer();
        let enter = self.pick.taken(ui.ctx(), is_answer);
        let mut taken = enter.and_then(|at| self.lines().nth(at));
        if let Some(refusal) = self.found.failed() {
            banner_ui(ui, Tone::Bad, &shell::failed(cx.lang, &message(cx.lang, refusal)), None);
        }
        let height = HEIGHT.min(window.height() - KEPT_FREE);
        let scroll = ScrollArea::vertical().auto_shrink([false, true]);
        scroll.max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            taken = self.lines_ui(ui, cx).or(taken.take());
        });
        rule_ui(ui);
        text_row_ui(ui, |ui| {
            small_ui(ui, cx.say(words::KEYS));
            if self.is_late(ui) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    spinner_ui(ui, cx.say(words::LOOKING));
                });
            }
        });
        let actions = taken.map(|line| line.lead(cx, route));
        let has_taken = actions.is_some();
        actions.into_iter().flatten().for_each(|action| cx.act(action));
        has_taken
    }

    /// Every line, in groups; the one that was clicked.
    fn lines_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Line<'_>> {
        let mut clicked = None;
        let mut place = 0;
        for group in self.groups() {
            let note = if group.has_more { words::first(cx.lang, SHOWN) } else { String::new() };
            heading_ui(ui, cx, group.name, &note);
            for entry in &group.entries {
                let row = PickRow {
                    icon: Some(group.icon),
                    name: &entry.name,
                    details: &entry.details,
                    is_chosen: entry.is_chosen(cx.chosen),
                    ..PickRow::default()
                };
                if self.pick.row_ui(ui, place, row, &shell::choice(&entry.name, &entry.details)) {
                    clicked = Some(Line::Found(entry));
                }
                place += 1;
            }
        }
        let mut heading = None;
        for command in self.meant() {
            let about = command.command.about();
            let group =
                if about.place == Place::Everywhere { words::COMMANDS } else { command_words::THIS_PAGE };
            if heading.replace(group) != Some(group) {
                heading_ui(ui, cx, group, "");
            }
            let name = name_of(command, cx.lang);
            let keys = about.keys.map_or(String::new(), |keys| spelled(ui.ctx(), &keys));
            let row = PickRow {
                icon: Some(about.icon),
                name: &name,
                details: command.why_not.as_deref().unwrap_or_default(),
                keys: &keys,
                ..PickRow::default()
            };
            if self.pick.row_ui(ui, place, row, &words::command(&name, &keys)) {
                clicked = Some(Line::Command(command));
            }
            place += 1;
        }
        if place == 0 && self.found.failed().is_none() {
            let (title, how) = (cx.say(words::NONE), cx.say(words::NONE_HOW));
            empty_state_ui(ui, icons::SEARCH, title, how, None);
        }
        clicked
    }

    /// Whether the lines are what is typed finds, and not what was typed before it.
    fn is_answer(&self) -> bool {
        self.shown == self.pick.text() && !self.found.is_loading()
    }

    /// Whether the answer has been waited for so long that it is to be said.
    fn is_late(&self, ui: &Ui) -> bool {
        if self.is_answer() {
            return false;
        }
        let left = self.answered_at + PATIENCE - ui.input(|input| input.time);
        ui.ctx().request_repaint_after_secs(left.max(0.0) as f32);
        self.pick.waits() || left <= 0.0
    }

    fn groups(&self) -> &[Group] {
        match self.found.view() {
            View::Ready(groups) | View::Loading(Some(groups)) => groups,
            View::NotAsked | View::Loading(None) | View::Failed(_) => &[],
        }
    }

    /// What there is to do that is meant.
    fn meant(&self) -> impl Iterator<Item = &Offered> {
        let text = self.shown.to_lowercase();
        self.commands.iter().filter(move |command| is_meant(command, &text))
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let found = self.groups().iter().flat_map(|group| &group.entries).map(Line::Found);
        found.chain(self.meant().map(Line::Command))
    }
}

#[derive(Clone, Copy)]
enum Line<'a> {
    Found(&'a Entry),
    Command(&'a Offered),
}

impl Line<'_> {
    fn lead(self, cx: &Cx<'_>, route: &Route) -> Vec<Action> {
        match self {
            Self::Found(entry) => entry.what.lead(cx.chosen, route),
            Self::Command(command) => vec![match &command.why_not {
                None => Action::Run(command.command),
                Some(why) => Action::Toast(Tone::Warn, why.clone()),
            }],
        }
    }
}

/// What a command says in the list: of a page, that it leads there.
fn name_of(offered: &Offered, lang: Lang) -> String {
    match offered.command {
        UserCommand::Go(_) => words::go(lang, offered.label(lang)),
        _ => offered.label(lang).to_owned(),
    }
}

/// Whether what it says, in either language, has every word of `text`, which is in small letters.
fn is_meant(offered: &Offered, text: &str) -> bool {
    let said = [Lang::Zh, Lang::En].map(|lang| {
        let label = offered.command.about().label.get(lang);
        format!("{} {label}", name_of(offered, lang))
    });
    let said = said.join(" ").to_lowercase();
    text.split_whitespace().all(|word| said.contains(word))
}

fn heading_ui(ui: &mut Ui, cx: &Cx<'_>, name: Text, note: &str) {
    let row = vec2(ui.available_width(), space::XXL + space::XS);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::M);
        small_ui(ui, cx.say(name));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            if !note.is_empty() {
                small_ui(ui, note);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::PAGES;

    fn meant_by(text: &str) -> Vec<String> {
        let all = UserCommand::everywhere(&Context::default(), true);
        let meant = all.iter().filter(|offered| is_meant(offered, text));
        meant.map(|offered| name_of(offered, Lang::Zh)).collect()
    }

    #[test]
    fn a_command_is_found_by_words_of_both_languages() {
        for text in ["设置", "settings", "go set", "前往 设置"] {
            assert_eq!(meant_by(text), ["前往 设置"], "{text}");
        }
    }

    #[test]
    fn the_other_language_is_found_by_its_own_name() {
        for text in ["english", "中文", "语言", "language"] {
            assert_eq!(meant_by(text), ["切换语言：English"], "{text}");
        }
    }

    #[test]
    fn every_place_of_the_navigation_is_a_command() {
        assert_eq!(meant_by("前往").len(), PAGES.len());
    }
}
