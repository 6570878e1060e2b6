//! The choice of a customer for the whole window.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use super::pick::{KnownNames, Lines, Pick};
use crate::desk::commands::named_account::{self, StoredAccount};
use crate::desk::pages::search;
use crate::desk::pages::summary::Summary;
use crate::desk::worker::Office;
use crate::i18n::{Lang, shell};
use crate::ui::icons;
use crate::ui::loadable::{Loadable, View};
use crate::ui::state::{Action, Chosen, Cx};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{
    PickRow, chooser_button_ui, empty_state_ui, rule_ui, small_icon_button_ui, small_ui,
};

const CHOICES: u32 = 50;
const WIDTH: f32 = 460.0;
const HEIGHT: f32 = 372.0;

#[derive(Debug, Default)]
pub(in crate::ui) struct Chooser {
    open: bool,
    /// It is to be opened by the next frame.
    is_wanted: bool,
    pick: Pick,
    names: KnownNames,
    found: Loadable<(u64, Lang, String), Vec<Chosen>>,
}

impl Chooser {
    pub(in crate::ui) fn logic(&mut self, office: &Office, lang: Lang) {
        if !self.open {
            return;
        }
        let Some(names) = self.names.logic(office) else { return };
        let key = (office.revision(), lang, self.pick.text().to_owned());
        self.found.keep(office, key, move |db, moment, (_, lang, text)| {
            let found = search::customers(db, &names, text, CHOICES)?;
            let chosen = |stored: &StoredAccount| {
                let blocked = named_account::blocked_by(db, moment, stored)?;
                Ok(Chosen::standing(*lang, &stored.account, blocked))
            };
            found.iter().map(chosen).collect()
        });
    }

    /// Opens it with the next frame.
    pub(in crate::ui) fn begin(&mut self) {
        self.is_wanted = true;
    }

    /// Draws what is chosen, which opens the choice; entered, it has the keyboard.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&Summary>, is_entered: bool) {
        let count = data.map_or(String::new(), |data| shell::customers(cx.lang, data.counts.accounts));
        let (name, details) = match cx.chosen {
            None => (cx.say(shell::ALL_CUSTOMERS), count.as_str()),
            Some(chosen) => (chosen.name.as_str(), chosen.details.as_str()),
        };
        let close = if cx.chosen.is_some() { size::ICON + space::S } else { 0.0 };
        let button = ui
            .scope(|ui| {
                ui.set_max_width(ui.available_width() - close);
                chooser_button_ui(ui, name, details)
            })
            .inner;
        if is_entered {
            button.request_focus();
        }
        if cx.chosen.is_some()
            && small_icon_button_ui(ui, icons::CLOSE, cx.say(shell::SHOW_ALL_CUSTOMERS)).clicked()
        {
            cx.act(Action::Choose(None));
        }
        if std::mem::take(&mut self.is_wanted) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
        }
        let just_opened = !self.open;
        let shown = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| self.list_ui(ui, cx, just_opened));
        self.open = shown.is_some();
        if shown.is_some_and(|shown| shown.inner) {
            Popup::close_id(ui.ctx(), Popup::default_response_id(&button));
            self.open = false;
        }
        if !self.open {
            self.pick = Pick::default();
            self.names = KnownNames::default();
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, just_opened: bool) -> bool {
        let above = usize::from(cx.chosen.is_some());
        let count = above + self.found.value().map_or(0, Vec::len);
        let lines = Lines { above, count };
        self.pick.field_ui(ui, cx.say(shell::FIND_CUSTOMER), WIDTH - space::L, lines, just_opened);
        let is_typed = self.found.key().is_some_and(|key| key.2 == self.pick.text());
        let enter = self.pick.taken(ui.ctx(), is_typed && matches!(self.found.view(), View::Ready(_)));
        let found = self.found.value().map_or(&[] as &[_], Vec::as_slice);
        let mut chosen = enter.and_then(|at| found.get(at.checked_sub(above)?)).cloned();
        ui.add_space(space::XS);
        if cx.chosen.is_some() {
            let row = PickRow { name: cx.say(shell::SHOW_ALL_CUSTOMERS), ..PickRow::default() };
            if self.pick.row_ui(ui, 0, row, row.name) || enter == Some(0) {
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
                let row = PickRow {
                    name: &customer.name,
                    details: &customer.details,
                    is_chosen: cx.chosen.is_some_and(|chosen| chosen.account == customer.account),
                    ..PickRow::default()
                };
                if self.pick.row_ui(ui, above + i, row, &shell::choice(&customer.name, &customer.details)) {
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
