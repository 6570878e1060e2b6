//! The choice of a customer for the whole window.

use egui::{Key, KeyboardShortcut, Modifiers, Popup, PopupCloseBehavior, ScrollArea, Ui};

use super::FrameData;
use crate::desk::customers;
use crate::desk::worker::Office;
use crate::i18n::{Lang, shell};
use crate::ui::icons;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Chosen, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::{
    chooser_button_ui, chooser_item_ui, empty_state_ui, menu_item_ui, rule_ui, search_ui, small_ui,
};

/// How many customers are listed at once.
const CHOICES: u32 = 50;
/// How wide and how high the list is.
const WIDTH: f32 = 460.0;
const HEIGHT: f32 = 372.0;

/// What opens the list.
const OPENS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::K);

/// The list from which a customer is chosen.
#[derive(Debug, Default)]
pub(in crate::ui) struct Chooser {
    text: String,
    open: bool,
    /// The place of the one that Enter chooses.
    at: usize,
    /// Enter was pressed: it chooses as soon as what was found is what was typed.
    entered: bool,
    found: Loadable<(u64, Lang, String), Vec<Chosen>>,
}

impl Chooser {
    /// Looks for what is typed, while the list is open.
    pub(in crate::ui) fn logic(&mut self, office: &Office, lang: Lang) {
        if !self.open {
            return;
        }
        let key = (office.revision(), lang, self.text.clone());
        self.found.keep(office, key, |(_, lang, text)| {
            let (lang, text) = (*lang, text.clone());
            move |db, _| {
                let found = customers::find(db, &text, CHOICES)?;
                let chosen = |stored: customers::StoredAccount| {
                    let account = stored.account;
                    Chosen::of(lang, account.code, account.name, account.kind, account.status)
                };
                Ok(found.into_iter().map(chosen).collect())
            }
        });
    }

    /// The button, and the list while it is open.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>) {
        let count = data.map_or(String::new(), |data| shell::customers(cx.lang, data.counts.accounts));
        let (name, details) = match cx.chosen {
            None => (cx.say(shell::ALL_CUSTOMERS), count.as_str()),
            Some(chosen) => (chosen.name.as_str(), chosen.details.as_str()),
        };
        let button = chooser_button_ui(ui, name, details);
        let popup = Popup::default_response_id(&button);
        let in_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !in_dialog && ui.input_mut(|input| input.consume_shortcut(&OPENS)) {
            Popup::toggle_id(ui.ctx(), popup);
        }
        let just_opened = !self.open;
        let shown = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| self.list_ui(ui, cx, just_opened));
        self.open = shown.is_some();
        if shown.is_some_and(|shown| shown.inner) {
            Popup::close_id(ui.ctx(), popup);
            self.open = false;
        }
        if !self.open {
            self.text.clear();
            self.at = 0;
            self.entered = false;
        }
    }

    /// The list itself; whether something was chosen.
    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, just_opened: bool) -> bool {
        let count = self.found.value().map_or(0, Vec::len);
        let step = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp))
        });
        self.at = self.at.saturating_add_signed(step as isize).min(count.saturating_sub(1));
        let keys = ui.ctx().format_shortcut(&OPENS);
        let hint = cx.say(shell::FIND_CUSTOMER);
        let search = search_ui(ui, &mut self.text, hint, Some(&keys), WIDTH - space::L);
        if just_opened {
            search.request_focus();
        }
        if search.changed() {
            self.at = 0;
            self.entered = false;
        }
        self.entered |= search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_current = !self.found.is_loading() && self.found.key().is_some_and(|key| key.2 == self.text);
        let enter = is_current && std::mem::take(&mut self.entered);
        let found = self.found.value().map_or(&[] as &[_], Vec::as_slice);
        let mut chosen = found.get(self.at).filter(|_| enter).cloned();
        ui.add_space(space::XS);
        if cx.chosen.is_some() {
            if menu_item_ui(ui, cx.say(shell::SHOW_ALL_CUSTOMERS), false).clicked() {
                cx.act(Action::Choose(None));
                return true;
            }
            rule_ui(ui);
        }
        if found.is_empty() && !self.found.is_loading() {
            empty_state_ui(ui, icons::SEARCH, cx.say(shell::NO_CUSTOMER_FOUND), "", None);
        }
        ScrollArea::vertical().max_height(HEIGHT).min_scrolled_height(HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, customer) in found.iter().enumerate() {
                let is_chosen = cx.chosen.is_some_and(|chosen| chosen.account == customer.account);
                let label = shell::choice(&customer.name, &customer.details);
                let item =
                    chooser_item_ui(ui, &customer.name, &customer.details, &label, is_chosen, i == self.at);
                if step != 0 && i == self.at {
                    item.scroll_to_me(None);
                }
                if item.clicked() {
                    chosen = Some(customer.clone());
                }
            }
        });
        if found.len() == CHOICES as usize {
            ui.add_space(space::XS);
            small_ui(ui, &shell::only_so_many(cx.lang, CHOICES));
        }
        let done = chosen.is_some();
        if done {
            cx.act(Action::Choose(chosen));
        }
        done
    }
}
