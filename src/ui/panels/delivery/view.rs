//! The panel's layout: head, what is under way, a tab's list, and beside it one of its rows.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;
use egui::{Align, Key, Layout, Modifiers, Ui};

use super::list::{self, Rows};
use super::outbox::{self, Messages};
use super::{Asked, Delivery, TICK, Tab};
use crate::desk::commands::mail::ReleaseOutbox;
use crate::i18n::{Lang, delivery as words};
use crate::ui::commands::{UserCommand, command_button_ui, command_link_ui};
use crate::ui::icons;
use crate::ui::list_panel::{beside_ui, failed_ui, find_ui};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, ButtonKind, Card, TableView, banner_ui, chip_ui, columns_menu_ui, empty_state_ui, is_menu_open,
    key_hint_ui, link_ui, panel_head_with, progress_ui, small_ui, strong_ui, title_ui, weak_ui,
};

const SIDE: f32 = 304.0;
/// The search in the head of the list, and from which width on there is room for a wide one.
const SEARCH: f32 = 220.0;
const SEARCH_NARROW: f32 = 130.0;
const ROOM_FOR_SEARCH: f32 = 640.0;
/// From this width on the keys that choose have room in the foot.
const ROOM_FOR_HINTS: f32 = 680.0;

impl Delivery {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.take_dropped(ui);
        self.take_pasted(ui, cx);
        let mut asked = self.keys(ui);
        self.head_ui(ui, cx, &mut asked);
        ui.add_space(space::M);
        self.under_way_ui(ui, cx.lang);
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            Card::new().fill_height().show(ui, |ui| {
                let (title, how) = (cx.say(words::DROP_HERE), cx.say(words::DROP_HOW));
                empty_state_ui(ui, icons::INBOX, title, how, None);
            });
        } else {
            match self.tab {
                Tab::ToDeliver => failed_ui(ui, cx, &self.rows.view()),
                Tab::Outbox => failed_ui(ui, cx, &self.messages.view()),
            }
            self.held_ui(ui, cx);
            self.body_ui(ui, cx, &mut asked);
        }
        self.dialogs_ui(ui, cx);
        asked.into_iter().for_each(|asked| self.ask(cx, asked));
    }

    /// Keys are heard only while nothing is being typed and nothing lies over the panel.
    fn keys(&self, ui: &Ui) -> Vec<Asked> {
        if self.is_covered(ui.ctx()) || ui.ctx().text_edit_focused() || is_menu_open(ui.ctx()) {
            return Vec::new();
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let mut asked = Vec::new();
        for (key, tab) in [(Key::Num1, Tab::ToDeliver), (Key::Num2, Tab::Outbox)] {
            if pressed(Modifiers::NONE, key) {
                asked.push(Asked::Show(tab));
            }
        }
        asked
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let title = |ui: &mut Ui| drop(title_ui(ui, words::TITLE.get(lang)));
        // What is done with one row alone is beside the list.
        let in_card = [UserCommand::EnterTracking, UserCommand::MailReceipt];
        let mut offered = self.offered(lang);
        offered.retain(|offered| !in_card.contains(&offered.command));
        panel_head_with(ui, title, |ui| {
            for (place, offered) in offered.iter().enumerate() {
                let kind = if place == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
                if command_button_ui(ui, kind, offered) {
                    asked.push(Asked::Run(offered.command));
                }
            }
            if self.tab == Tab::ToDeliver {
                let parcels = Button::secondary(words::PARCELS.get(lang)).shortcut("Ctrl V");
                asked.extend(parcels.show(ui).clicked().then_some(Asked::PickParcels));
            }
        });
    }

    /// What is being sent, how far it is, and what stops it.
    fn under_way_ui(&self, ui: &mut Ui, lang: Lang) {
        let sending = self.mailing.under_way(lang).filter(|_| !self.mailing.is_open());
        let Some((text, meter)) = sending else { return };
        Card::new().show(ui, |ui| {
            if progress_ui(ui, &text, meter.progress().fraction(), !meter.is_cancelled()) {
                meter.cancel();
            }
        });
        ui.add_space(space::M);
        ui.ctx().request_repaint_after(TICK);
    }

    /// That nothing is sent after a backup was restored, and what lets it go.
    fn held_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !self.work.value().is_some_and(|work| work.is_held) {
            return;
        }
        if banner_ui(ui, Tone::Warn, cx.say(words::HELD), Some(cx.say(words::RELEASE))) {
            cx.act(Action::Do(Ok(ReleaseOutbox {}.into()), words::RELEASED));
        }
        ui.add_space(space::M);
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, asked: &mut Vec<Asked>) {
        let today = cx.office.moment().today;
        let has_side = match self.tab {
            Tab::ToDeliver => self.at.at().is_some(),
            Tab::Outbox => self.message.at().is_some(),
        };
        beside_ui(ui, if has_side { SIDE } else { 0.0 }, |ui, is_side| match (is_side, self.tab) {
            (true, Tab::ToDeliver) => self.application_ui(ui, cx.lang, today, asked),
            (true, Tab::Outbox) => self.message_ui(ui, cx.lang, asked),
            (false, _) => self.card_ui(ui, cx, today, asked),
        });
    }

    fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, today: NaiveDate, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let (tab, only_open) = (self.tab, self.only_open);
        let count = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok());
        let chips = [
            (Tab::ToDeliver, words::TO_DELIVER, count(self.total.value().map(|total| total.count))),
            (Tab::Outbox, words::OUTBOX, self.work.value().map(|work| work.open)),
        ];
        let (mut shown, mut narrowed, mut footed) = (None, None, Vec::new());
        let head = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            for (chip, name, count) in chips {
                if chip_ui(ui, chip == tab, name.get(lang), count).clicked() {
                    shown = Some(Asked::Show(chip));
                }
            }
        };
        let mut search = self.search.clone();
        let is_roomy = ui.available_width() >= ROOM_FOR_SEARCH;
        let (view, columns) = match tab {
            Tab::ToDeliver => (&self.table, list::columns(lang)),
            Tab::Outbox => (&self.outbox_table, outbox::columns(lang)),
        };
        // The menu of columns and the table itself change it, one after the other.
        let (view, resets) = (RefCell::new(view.clone()), Cell::new(false));
        let menu = |ui: &mut Ui| resets.set(columns_menu_ui(ui, &columns, &mut view.borrow_mut()));
        let actions = |ui: &mut Ui| match tab {
            Tab::ToDeliver => {
                menu(ui);
                let width = if is_roomy { SEARCH } else { SEARCH_NARROW };
                find_ui(ui, &mut search, words::SEARCH.get(lang), width);
            }
            Tab::Outbox => {
                menu(ui);
                ui.spacing_mut().item_spacing.x = space::XS + 2.0;
                for (is_open, name) in [(true, words::NOT_SENT), (false, words::ALL)] {
                    if chip_ui(ui, only_open == is_open, name.get(lang), None).clicked() {
                        narrowed = Some(Asked::Narrow(is_open));
                    }
                }
            }
        };
        let takes_keyboard = !self.is_covered(ui.ctx());
        let this = &*self;
        let card = Card::new().head(head).actions(actions).flush().fill_height();
        let (mut to_deliver, mut messages) = (None, None);
        card.foot(|ui| this.foot_ui(ui, lang, &mut footed)).show(ui, |ui| match tab {
            Tab::ToDeliver => {
                let rows = Rows {
                    lang,
                    today,
                    rows: &this.rows,
                    chosen: &this.chosen,
                    listed: this.listed(),
                    is_searched: this.is_searched(),
                    takes_keyboard,
                };
                to_deliver = Some(list::list_ui(ui, &rows, &mut view.borrow_mut(), this.at.id));
            }
            Tab::Outbox => {
                let rows = Messages { lang, rows: &this.messages, is_open: only_open, takes_keyboard };
                messages = Some(outbox::list_ui(ui, &rows, &mut view.borrow_mut(), this.message.id));
            }
        });
        let view = if resets.get() { TableView::default() } else { view.into_inner() };
        if self.search != search {
            // What is searched for is asked for before the next frame.
            ui.ctx().request_repaint();
            self.search = search;
        }
        asked.extend(shown.into_iter().chain(narrowed).chain(footed));
        if let Some(output) = to_deliver {
            if output.sorted {
                ui.ctx().request_repaint();
            }
            self.table = view;
            self.take_rows(ui, cx, &output, asked);
        } else if let Some(output) = messages {
            self.outbox_table = view;
            self.take_messages(ui, cx, &output, asked);
        }
    }

    /// What is chosen and what it comes to, else what is listed; and the keys that choose.
    fn foot_ui(&self, ui: &mut Ui, lang: Lang, asked: &mut Vec<Asked>) {
        if self.tab == Tab::Outbox {
            let counts = self.work.value().map_or([0; 2], |work| [work.open, work.to_decide]);
            small_ui(ui, &words::messages(lang, counts));
            return;
        }
        let chosen = self.chosen.count();
        let is_roomy = ui.available_width() >= ROOM_FOR_HINTS;
        match self.total.value() {
            _ if self.chosen.is_reading() => drop(weak_ui(ui, words::CHOOSING.get(lang))),
            _ if chosen > 0 => {
                strong_ui(ui, &words::chosen(lang, chosen));
                let mailed = self.mailed.1.min(chosen);
                let sum = self.chosen.sum().unwrap_or_default();
                weak_ui(ui, &words::chosen_sum(lang, sum, mailed, chosen - mailed));
            }
            Some(total) => drop(small_ui(ui, &words::sum(lang, total.count, total.amount))),
            None => {}
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if chosen > 0 && is_roomy {
                if link_ui(ui, words::CLEAR.get(lang)).clicked() {
                    asked.push(Asked::ChooseNone);
                }
                key_hint_ui(ui, "Esc");
                if chosen > 1 && self.mailed.1 < chosen {
                    ui.add_space(space::S);
                    if command_link_ui(ui, &UserCommand::EnterTracking.now()) {
                        asked.push(Asked::Run(UserCommand::EnterTracking));
                    }
                }
            } else if is_roomy {
                for (name, key) in [(words::CHOOSE_ALL_HINT, "Ctrl A"), (words::CHOOSE_HINT, "Space")] {
                    small_ui(ui, name.get(lang));
                    key_hint_ui(ui, key);
                    ui.add_space(space::S);
                }
            }
        });
    }
}
