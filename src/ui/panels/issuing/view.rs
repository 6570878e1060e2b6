//! The panel's layout: head, the four cards, a tab's list, and beside it one of its rows.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use egui::{
    Align, CornerRadius, Key, Label, Layout, Modifiers, PointerButton, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};

use super::lists::{self, ListCx};
use super::rows::settled;
use super::{Asked, Issuing, Tab, Wish};
use crate::desk::pages::issuing::{Count, IssuingDesk};
use crate::domain::money::Fen;
use crate::i18n::phrase::key_yuan;
use crate::i18n::{Lang, common, dates, files, issuing as words, lists as row_words, shell};
use crate::ui::commands::{UserCommand, command_button_ui, command_link_ui};
use crate::ui::icons;
use crate::ui::list_panel::{beside_ui, find_ui};
use crate::ui::panels::parts::not_there_ui;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, ButtonKind, Card, TableView, bare_select_ui, chip_ui, columns_menu_ui, empty_state_ui,
    focus_ring, is_menu_open, kpi_ui, panel_head_with, pill_ui, progress_ui, small_ui, text_row_ui, title_ui,
    weak_ui,
};

pub(super) const SIDE: f32 = 288.0;
const ISSUER: f32 = 260.0;
/// From this width on the name of the issuer has room beside the buttons.
pub(super) const ROOM_FOR_ISSUER: f32 = 900.0;
/// The search in the head of the lists, and from which width on there is room for a wide one and a note.
const SEARCH: f32 = 180.0;
const SEARCH_NARROW: f32 = 120.0;
const ROOM_FOR_NOTE: f32 = 760.0;
const NOTE: f32 = 240.0;
/// From which width on the lists' names have room for how many each has; the cards above say it too.
const ROOM_FOR_COUNTS: f32 = 400.0;
/// From which width on the columns can be chosen; below it, only those that are needed most have room.
const ROOM_FOR_COLUMNS: f32 = 500.0;
/// How often progress is drawn.
const TICK: Duration = Duration::from_millis(100);

impl Issuing {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.take_pasted(ui, cx);
        if self.month_end.is_open() {
            return self.month_end_ui(ui, cx);
        }
        let mut asked = self.keys(ui);
        self.head_ui(ui, cx, &mut asked);
        ui.add_space(space::M);
        self.under_way_ui(ui, cx);
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            Card::new().fill_height().show(ui, |ui| {
                empty_state_ui(
                    ui,
                    icons::INBOX,
                    cx.say(words::DROP_HERE),
                    cx.say(words::BACK_NONE_HOW),
                    None,
                );
            });
            self.dialogs_ui(ui, cx);
            return;
        }
        match self.desk.value() {
            None => not_there_ui(ui, cx, &self.desk.view()),
            Some(None) => {
                Card::new().fill_height().show(ui, |ui| {
                    let (title, how) = (cx.say(words::NO_ISSUER), cx.say(words::NO_ISSUER_HOW));
                    if empty_state_ui(ui, icons::UPLOAD, title, how, Some(cx.say(files::TO_SETTINGS))) {
                        cx.act(Action::Go(Route::Settings));
                    }
                });
            }
            Some(Some(desk)) => {
                let desk = Arc::clone(desk);
                self.figures_ui(ui, cx.lang, &desk, &mut asked);
                ui.add_space(space::S);
                self.body_ui(ui, cx, &desk, &mut asked);
            }
        }
        self.dialogs_ui(ui, cx);
        for asked in asked {
            self.apply(cx, asked);
        }
    }

    fn month_end_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let is_covered = self.is_covered(ui.ctx());
        let Some(desk) = self.shown() else { return not_there_ui(ui, cx, &self.desk.view()) };
        match self.month_end.ui(ui, cx, &desk, is_covered) {
            Some(Wish::Issuer(issuer)) => self.issuer = Some(issuer),
            Some(Wish::Import(list)) => {
                self.month_end.close();
                self.taking.take(vec![list]);
            }
            None => {}
        }
    }

    /// Letters are heard only while nothing is being typed and nothing lies over the panel.
    fn keys(&self, ui: &Ui) -> Vec<Asked> {
        if self.is_covered(ui.ctx()) || ui.ctx().text_edit_focused() || is_menu_open(ui.ctx()) {
            return Vec::new();
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut asked = Vec::new();
        for (key, tab) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Tab::ALL) {
            if pressed(key) {
                asked.push(Asked::Show(tab));
            }
        }
        asked
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, asked: &mut Vec<Asked>) {
        let has_room = ui.available_width() >= ROOM_FOR_ISSUER;
        let desk = self.shown();
        let mut issuer = desk.as_ref().map(|desk| desk.issuer.clone()).unwrap_or_default();
        let before = issuer.clone();
        panel_head_with(
            ui,
            |ui| {
                title_ui(ui, cx.say(words::TITLE));
                ui.add_space(space::XS);
                match desk.as_ref().map(|desk| desk.issuers.as_slice()) {
                    Some([(_, only)]) if has_room => drop(weak_ui(ui, only)),
                    Some(several @ [_, _, ..]) if has_room => {
                        issuer_ui(ui, cx.lang, &mut issuer, several);
                    }
                    _ => {}
                }
            },
            |ui| {
                let why_not = desk.is_none().then(|| cx.say(shell::LOADING).to_owned());
                let export = UserCommand::ExportForms.unless(why_not.clone());
                if command_button_ui(ui, ButtonKind::Primary, &export) {
                    asked.push(Asked::Export);
                }
                if Button::secondary(cx.say(words::IMPORT_BACK)).shortcut("Ctrl V").show(ui).clicked() {
                    asked.push(Asked::PickBack);
                }
                if Button::secondary(cx.say(words::IMPORT_REFUSALS)).show(ui).clicked() {
                    asked.push(Asked::PickRefusals);
                }
                if command_button_ui(ui, ButtonKind::Secondary, &UserCommand::MonthEnd.unless(why_not)) {
                    asked.push(Asked::MonthEnd);
                }
            },
        );
        if let (false, Some([_, _, ..])) = (has_room, desk.as_ref().map(|desk| desk.issuers.as_slice())) {
            ui.add_space(space::S);
            issuer_ui(ui, cx.lang, &mut issuer, desk.as_ref().map_or(&[], |desk| &desk.issuers));
        }
        if issuer != before {
            self.issuer = Some(issuer);
        }
    }

    /// What is being read, how far it is, and what stops it.
    fn under_way_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some((text, meter)) = self.taking.under_way(cx.lang) else { return };
        Card::new().show(ui, |ui| {
            if progress_ui(ui, &text, meter.progress().fraction(), self.taking.can_stop()) {
                meter.cancel();
            }
        });
        ui.add_space(space::M);
        ui.ctx().request_repaint_after(TICK);
    }

    fn figures_ui(&self, ui: &mut Ui, lang: Lang, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let page = &desk.page;
        let (waiting, blocked) = page.waiting();
        let correctable = self.correctable(desk).count();
        let open = self.to_decide();
        let applications = |count: Count| (words::applications(lang, count.count), count.gross);
        let figures = [
            (words::WAITING, applications(waiting)),
            (words::OUT, (words::invoices(lang, page.out().count), page.out().gross)),
            (words::REFUSED, applications(page.refused().0)),
            (words::BACK, (words::invoices(lang, page.returned.count), page.returned.gross)),
        ];
        let last_out = page.out.last().map(|out| words::sent(lang, out.batch, &dates::moment(out.at)));
        let note = |ui: &mut Ui, tab: Tab| match tab {
            Tab::Waiting if blocked > 0 => {
                pill_ui(ui, Tone::Warn, icons::WARNING, &words::cannot_go(lang, blocked));
            }
            Tab::Waiting if waiting.count == 0 => line_ui(ui, words::WAITING_NONE.get(lang)),
            Tab::Waiting => line_ui(ui, words::ALL_CAN_GO.get(lang)),
            Tab::Out => line_ui(ui, last_out.as_deref().unwrap_or(words::NOTHING_OUT.get(lang))),
            Tab::Refused if correctable > 0 => {
                pill_ui(ui, Tone::Bad, icons::ALERT, &words::one_key(lang, correctable));
            }
            Tab::Refused if page.refused.is_empty() => line_ui(ui, words::NOTHING_REFUSED.get(lang)),
            Tab::Refused => {}
            Tab::Back if open > 0 => {
                pill_ui(ui, Tone::Bad, icons::ALERT, &words::to_decide(lang, open));
            }
            Tab::Back => line_ui(ui, words::ALL_DECIDED.get(lang)),
        };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x =
                if ui.available_width() < ROOM_FOR_ISSUER { space::M } else { space::L };
            ui.columns(Tab::ALL.len(), |columns| {
                for ((ui, tab), (name, (figure, gross))) in columns.iter_mut().zip(Tab::ALL).zip(figures) {
                    let is_here = self.tab == tab;
                    if figure_ui(ui, is_here, name.get(lang), &figure, gross, |ui| note(ui, tab)) {
                        asked.push(Asked::Show(tab));
                    }
                }
            });
        });
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let has_side = match self.tab {
            Tab::Waiting => self.waiting.at().is_some(),
            Tab::Out => self.out.at().is_some(),
            Tab::Refused => self.refused.at().is_some(),
            Tab::Back => self.back.at().is_some(),
        };
        let side = if has_side { SIDE } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                self.side_ui(ui, cx, desk, asked);
            } else {
                self.list_ui(ui, cx, desk, asked);
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let list = ListCx { lang, takes_keyboard: !self.is_covered(ui.ctx()) };
        let note = match (self.tab, &desk.list) {
            (Tab::Refused, Some(taken)) => words::list_taken(lang, &taken.name, &dates::moment(taken.at)),
            _ => String::new(),
        };
        let counts = [
            (words::WAITING, desk.page.waiting.len()),
            (words::OUT_SHORT, desk.page.out.len()),
            (words::REFUSED_SHORT, desk.page.refused.len()),
            (words::BACK_SHORT, self.to_decide()),
        ];
        let (tab, mut shown, mut opened, mut copied) = (self.tab, None, false, false);
        let chips = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            let has_room = ui.available_width() >= ROOM_FOR_COUNTS;
            for (chip, (name, count)) in Tab::ALL.into_iter().zip(counts) {
                let count = has_room.then_some(count);
                if chip_ui(ui, chip == tab, name.get(lang), count).clicked() {
                    shown = Some(Asked::Show(chip));
                }
            }
        };
        let (mut footer, totals) = (Vec::new(), self.totals(lang, desk));
        let correctable = self.correctable(desk).count();
        let again = desk.page.again.len();
        let foot = |ui: &mut Ui| {
            small_ui(ui, &totals);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if tab == Tab::Refused && again > 0 {
                    let mut offer = |command: UserCommand, label: String, asked: Asked| {
                        footer.extend(command_link_ui(ui, &command.now().named(label)).then_some(asked));
                        ui.add_space(space::S);
                    };
                    offer(UserCommand::ExportForms, words::export_these(lang, again), Asked::Export);
                    if correctable > 0 {
                        let all = words::correct_all(lang, correctable);
                        offer(UserCommand::CorrectAll, all, Asked::CorrectAll);
                    }
                }
            });
        };
        let before = (self.search.clone(), self.tables[tab as usize].sort);
        let mut search = std::mem::take(&mut self.search);
        // The menu of columns and the table itself change it, one after the other.
        let (view, resets) = (RefCell::new(self.tables[tab as usize].clone()), Cell::new(false));
        let columns = lists::columns(tab, lang);
        let card = Card::new().head(chips).actions(|ui| {
            if ui.available_width() >= ROOM_FOR_COLUMNS {
                resets.set(columns_menu_ui(ui, &columns, &mut view.borrow_mut()));
            }
            let has_room = ui.available_width() >= ROOM_FOR_NOTE;
            let width = if has_room { SEARCH } else { SEARCH_NARROW };
            find_ui(ui, &mut search, words::SEARCH.get(lang), width);
            if has_room && !note.is_empty() {
                let right = Layout::right_to_left(Align::Center);
                ui.allocate_ui_with_layout(vec2(NOTE, size::CONTROL), right, |ui| {
                    let text = Type::Small.rich(&note).color(tokens(ui).weak);
                    ui.add(Label::new(text).truncate()).on_hover_text(&note);
                });
            }
        });
        card.foot(foot).flush().fill_height().show(ui, |ui| match tab {
            Tab::Waiting => {
                let output = lists::waiting_ui(
                    ui,
                    list,
                    &mut view.borrow_mut(),
                    &self.waiting_rows(desk),
                    self.waiting.id,
                );
                output.selected.into_iter().for_each(|id| self.waiting.go(id));
                (opened, copied) = (output.opened.is_some(), output.copied.is_some());
            }
            Tab::Out => {
                let output =
                    lists::out_ui(ui, list, &mut view.borrow_mut(), &self.out_rows(desk), self.out.id);
                output.selected.into_iter().for_each(|id| self.out.go(id));
                (opened, copied) = (output.opened.is_some(), output.copied.is_some());
            }
            Tab::Refused => {
                let output = lists::refused_ui(
                    ui,
                    list,
                    &mut view.borrow_mut(),
                    &self.refused_rows(desk),
                    self.refused.id,
                );
                output.selected.into_iter().for_each(|id| self.refused.go(id));
                (opened, copied) = (output.opened.is_some(), output.copied.is_some());
            }
            Tab::Back => {
                let output =
                    lists::came_ui(ui, list, &mut view.borrow_mut(), &self.came_rows(), self.back.id);
                output.selected.into_iter().for_each(|id| self.back.go(id));
                (opened, copied) = (output.opened.is_some(), output.copied.is_some());
            }
        });
        self.tables[tab as usize] = if resets.get() { TableView::default() } else { view.into_inner() };
        self.search = search;
        if before != (self.search.clone(), self.tables[tab as usize].sort) {
            // The rows are found and sorted before the next frame.
            ui.ctx().request_repaint();
        }
        asked.extend(shown.into_iter().chain(footer));
        if copied && let Some(text) = self.copied(lang, desk) {
            ui.copy_text(text);
            cx.act(Action::Toast(Tone::Ok, cx.say(row_words::ROW_COPIED).to_owned()));
        }
        if opened {
            // A double click looks closer; it changes nothing.
            let is_mouse = ui.input(|input| input.pointer.button_double_clicked(PointerButton::Primary));
            asked.push(if is_mouse { Asked::Look } else { Asked::Primary });
        }
    }

    /// What is shown comes to.
    fn totals(&self, lang: Lang, desk: &IssuingDesk) -> String {
        match self.tab {
            Tab::Waiting => {
                let rows = self.waiting_rows(desk);
                words::applications_sum(lang, rows.len(), rows.iter().map(|one| one.gross).sum())
            }
            Tab::Out => {
                let rows = self.out_rows(desk);
                words::invoices_sum(lang, rows.len(), rows.iter().map(|one| one.gross).sum())
            }
            Tab::Refused => {
                // An invoice may be refused for several reasons.
                let rows = self.refused_rows(desk);
                let invoices: BTreeMap<&str, Fen> =
                    rows.iter().map(|one| (one.row.refusal.serial.as_str(), one.row.gross)).collect();
                words::invoices_sum(lang, invoices.len(), invoices.into_values().sum())
            }
            Tab::Back => {
                let rows = self.came_rows();
                let came = rows.iter().map(|(_, came)| *came);
                let open = came.clone().filter(|came| came.standing().is_open()).count();
                let [matched, already] = settled(came);
                words::came(lang, matched, already, open)
            }
        }
    }
}

pub(super) fn issuer_ui(ui: &mut Ui, lang: Lang, issuer: &mut String, issuers: &[(String, String)]) {
    let options: Vec<(String, &str)> =
        issuers.iter().map(|(code, name)| (code.clone(), name.as_str())).collect();
    bare_select_ui(ui, common::ISSUER.get(lang), issuer, &options, ISSUER);
}

/// A card about one number that is also the way to its list; whether that is wanted.
pub(super) fn figure_ui(
    ui: &mut Ui,
    is_here: bool,
    name: &str,
    figure: &str,
    gross: Fen,
    note: impl FnOnce(&mut Ui),
) -> bool {
    let shown = ui.scope(|ui| {
        kpi_ui(ui, name, figure, |ui| {
            line_ui(ui, &key_yuan(gross));
            text_row_ui(ui, note);
        });
    });
    let rect = shown.response.rect;
    let response = ui.interact(rect, ui.scope_id().with(("figure", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_here, name));
    let t = tokens(ui);
    focus_ring(ui, &response, size::RADIUS_CARD);
    let color = match (is_here, response.hovered()) {
        (true, _) => t.primary,
        (false, true) => t.faint,
        (false, false) => return response.clicked(),
    };
    let corner = CornerRadius::same(size::RADIUS_CARD);
    ui.painter().rect_stroke(rect, corner, Stroke::new(size::LINE, color), StrokeKind::Inside);
    response.clicked()
}

pub(super) fn line_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(Type::Small.rich(text).color(tokens(ui).weak)).truncate());
}
