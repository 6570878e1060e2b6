//! The chips of a list: its states, those that are empty behind one, and filters that were saved under a name.

use egui::{Key, Popup, PopupCloseBehavior, Ui};

use super::kept::Saved;
use super::{ListFilter, ListPanel, ListView};
use crate::i18n::{Lang, lists as words};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, chip_ui, closing_chip_ui, menu_item_ui, menu_ui};

/// From so many chips on, those of states that nothing is in are behind one.
const MANY: usize = 5;

/// The width of the field for the name of a filter.
const NAME: f32 = 200.0;

impl<V: ListView> ListPanel<V> {
    pub(super) fn chips_ui(&self, ui: &mut Ui, lang: Lang, asked: &mut Narrowing<V>) {
        self.states_ui(ui, lang, &mut asked.filter.state);
        V::choices_ui(ui, lang, self.summary.value(), &mut asked.filter.choices);
        let mut removed = None;
        for (place, saved) in asked.saved.iter().enumerate() {
            if saved.filter != self.filter {
                if chip_ui(ui, false, &saved.name, None).clicked() {
                    asked.filter = saved.filter.clone();
                }
                continue;
            }
            if closing_chip_ui(ui, &saved.name, None).clicked() {
                asked.filter = ListFilter::default();
            }
            if chip_ui(ui, false, words::FORGET_FILTER.get(lang), None).clicked() {
                removed = Some(place);
            }
        }
        let is_saved = asked.saved.iter().any(|saved| saved.filter == self.filter);
        if let Some(place) = removed {
            asked.saved.remove(place);
        } else if !self.filter.is_open() && !is_saved {
            self.save_ui(ui, lang, asked);
        }
    }

    fn states_ui(&self, ui: &mut Ui, lang: Lang, state: &mut V::State) {
        let summary = self.summary.value();
        let has_room = ui.available_width() >= V::ROOM_FOR_COUNTS;
        let states = V::states();
        let folds = states.len() > MANY;
        let now = *state;
        let mut empty = Vec::new();
        for (shown, name) in states {
            let count = summary.and_then(|summary| V::count(summary, shown));
            let is_any = shown == V::State::default();
            if now != shown && !V::offers(shown, count) {
                continue;
            }
            if now != shown && folds && !is_any && count == Some(0) {
                empty.push((shown, name));
                continue;
            }
            let count = count.filter(|_| has_room).and_then(|count| usize::try_from(count).ok());
            let name = name.get(lang);
            if now == shown && !is_any {
                if closing_chip_ui(ui, name, count).clicked() {
                    *state = V::State::default();
                }
            } else if chip_ui(ui, now == shown, name, count).clicked() {
                *state = shown;
            }
        }
        if empty.is_empty() {
            return;
        }
        let more = chip_ui(ui, false, words::MORE_STATES.get(lang), None);
        menu_ui(&more, Popup::menu(&more), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (shown, name) in empty {
                if menu_item_ui(ui, name.get(lang), false).clicked() {
                    *state = shown;
                }
            }
        });
    }

    /// What saves the filter under a name.
    fn save_ui(&self, ui: &mut Ui, lang: Lang, asked: &mut Narrowing<V>) {
        let chip = chip_ui(ui, false, words::SAVE_FILTER.get(lang), None);
        if chip.clicked() {
            asked.name = suggested(lang, &self.filter);
        }
        let menu = Popup::menu(&chip).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        menu_ui(&chip, menu, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let field = Field::new(words::FILTER_NAME.get(lang), &mut asked.name).width(NAME).show(ui);
            if chip.clicked() {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let name = asked.name.trim();
            let save = Button::primary(words::SAVE.get(lang)).shortcut("Enter").enabled(!name.is_empty());
            if (save.show(ui).clicked() || enter) && !name.is_empty() {
                asked.saved.retain(|saved| saved.name != name);
                asked.saved.push(Saved { name: name.to_owned(), filter: self.filter.clone() });
                ui.close();
            }
        });
    }
}

/// What a person does to the filters while they are drawn.
pub(super) struct Narrowing<V: ListView> {
    pub filter: ListFilter<V>,
    pub saved: Vec<Saved<V>>,
    /// The name that is typed for the filter.
    pub name: String,
}

/// A name for a filter: its state, and what is searched for.
fn suggested<V: ListView>(lang: Lang, filter: &ListFilter<V>) -> String {
    let states = V::states();
    let state = states.iter().find(|(state, _)| *state == filter.state && *state != V::State::default());
    let state = state.map(|(_, name)| name.get(lang));
    let parts: Vec<&str> =
        state.into_iter().chain(Some(filter.text.trim()).filter(|t| !t.is_empty())).collect();
    parts.join(" ")
}
