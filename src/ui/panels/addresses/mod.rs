//! Mailing addresses (邮寄地址) of the chosen customer: many, one of them the default.

mod form;

use egui::{Key, Modifiers, Ui};

pub use form::{AddressForm, FormEnd};

use super::{Panel, parts};
use crate::desk::commands::addresses::RemoveAddress;
use crate::desk::pages::customer::{self, CustomerSheet, StoredAddress};
use crate::desk::protocol::table::Command;
use crate::domain::address::AddressField;
use crate::domain::ids::AddressId;
use crate::domain::policy::Delivery;
use crate::i18n::{Lang, addresses as words, domain, info, shell, unsaved};
use crate::ui::icons;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, Card, Column, Modal, Table, TableRows, TableView, banner_ui, body_ui, empty_state_ui,
    modal_buttons_ui, panel_head_ui, pill_ui, small_ui,
};

/// The panel.
#[derive(Debug, Default)]
pub struct Addresses {
    account: String,
    sheet: Loadable<(u64, String), CustomerSheet>,
    selected: Option<AddressId>,
    view: TableView,
    form: Option<AddressForm>,
    /// The address about which it is asked whether it is to be removed.
    removing: Option<StoredAddress>,
}

impl Panel for Addresses {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(form) = &mut self.form
            && let Some(FormEnd::Saved(id)) = form.logic()
        {
            let done = if form.is_new() { words::ADDED } else { words::CHANGED };
            cx.act(Action::Toast(Tone::Ok, cx.say(done).to_owned()));
            self.selected = id.or(self.selected);
            self.form = None;
        }
        let Some(chosen) = cx.chosen else { return };
        if chosen.account != self.account {
            *self = Self { account: chosen.account.clone(), ..Self::default() };
        }
        let key = (cx.office.revision(), self.account.clone());
        let is_new = self.sheet.keep(cx.office, key, |(_, account)| {
            let account = account.clone();
            move |db, moment| customer::sheet(db, moment, &account)
        });
        if is_new && let Some(sheet) = self.sheet.value() {
            let is_there = |id: &AddressId| sheet.addresses.iter().any(|address| address.id == *id);
            self.selected = self.selected.filter(is_there).or(sheet.addresses.first().map(|first| first.id));
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (is_there, is_first) = match self.sheet.value() {
            Some(sheet) if cx.chosen.is_some() => (true, sheet.addresses.is_empty()),
            _ => (false, false),
        };
        let adds = panel_head_ui(ui, cx.say(shell::ADDRESSES), "", |ui| {
            is_there && Button::primary(cx.say(words::ADD)).icon(icons::ADD).show(ui).clicked()
        });
        if adds {
            self.form = Some(AddressForm::add(&self.account, is_first));
        }
        ui.add_space(space::M);
        if cx.chosen.is_none() {
            return parts::choose_customer_ui(ui, cx);
        }
        let Some(sheet) = self.sheet.value() else {
            return parts::not_there_ui(ui, cx, &self.sheet.view());
        };
        for (tone, notice) in notices(sheet) {
            banner_ui(ui, tone, cx.say(notice), None);
            ui.add_space(space::S);
        }
        let is_asking = self.form.is_some() || self.removing.is_some();
        let deletes = !is_asking && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
        let wish = list_ui(ui, cx.lang, sheet, &mut self.view, &mut self.selected);
        let wish = wish.or(deletes.then_some(Wish::Remove));
        let selected = sheet.addresses.iter().find(|address| Some(address.id) == self.selected);
        match (wish, selected) {
            (Some(Wish::Add), _) => self.form = Some(AddressForm::add(&self.account, is_first)),
            (Some(Wish::Edit), Some(address)) => self.form = Some(AddressForm::edit(&self.account, address)),
            (Some(Wish::Remove), Some(address)) => self.removing = Some(address.clone()),
            (Some(Wish::MakeDefault), Some(address)) if !address.is_default => {
                cx.act(Action::Do(form::make_default(&self.account, address), words::MADE_DEFAULT));
            }
            _ => {}
        }
        if let Some(form) = &mut self.form
            && form.show(ui.ctx(), cx.lang, cx.office) == Some(FormEnd::Closed)
        {
            self.form = None;
        }
        self.removing_ui(ui, cx);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        let changed = self.form.as_ref().filter(|form| form.is_changed());
        changed.map(|_| Unsaved::new(unsaved::ADDRESS, self.account.clone())).into_iter().collect()
    }
}

impl Addresses {
    /// Asks whether an address is to be removed.
    fn removing_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(address) = &self.removing else { return };
        let count = self.sheet.value().map_or(0, |sheet| sheet.addresses.len());
        let warning = match (address.is_default, count) {
            (_, 1) => Some(words::REMOVE_ONLY),
            (true, _) => Some(words::REMOVE_DEFAULT),
            (false, _) => None,
        };
        let out = Modal::new(cx.say(words::REMOVE_TITLE)).show(ui.ctx(), |ui| {
            body_ui(ui, &address.address.one_line());
            if let Some(warning) = warning {
                banner_ui(ui, Tone::Warn, cx.say(warning), None);
            }
            small_ui(ui, cx.say(words::REMOVE_NOTE));
            modal_buttons_ui(ui, |ui| {
                let removes = Button::danger(cx.say(words::REMOVE)).show(ui).clicked();
                (removes, Button::secondary(cx.say(info::CANCEL)).show(ui).clicked())
            })
        });
        let (removes, keeps) = out.inner;
        if removes {
            let command = RemoveAddress { address: address.id.0.to_string() };
            cx.act(Action::Do(Command::RemoveAddress(command), words::REMOVED));
        }
        if removes || keeps || out.closed {
            self.removing = None;
        }
    }
}

/// What is to be known about the addresses as they are.
fn notices(sheet: &CustomerSheet) -> Vec<(Tone, crate::i18n::Text)> {
    let mut notices = Vec::new();
    if sheet.policy.delivery == Delivery::Email {
        notices.push((Tone::Info, words::BY_EMAIL));
    }
    if !sheet.addresses.is_empty() && !sheet.addresses.iter().any(|address| address.is_default) {
        notices.push((Tone::Warn, words::NO_DEFAULT));
    }
    notices
}

/// What is wanted of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Add,
    Edit,
    Remove,
    MakeDefault,
}

/// Draws the list with what can be done to the selected address.
fn list_ui(
    ui: &mut Ui,
    lang: Lang,
    sheet: &CustomerSheet,
    view: &mut TableView,
    selected: &mut Option<AddressId>,
) -> Option<Wish> {
    let mut wish = None;
    let rows = Rows { addresses: &sheet.addresses, lang };
    let is = sheet.addresses.iter().find(|address| Some(address.id) == *selected);
    let none = is.is_none().then_some(words::SELECT_FIRST.get(lang));
    let is_default = is.is_some_and(|address| address.is_default).then_some(words::IS_DEFAULT.get(lang));
    let count = words::count(lang, sheet.addresses.len());
    let card = Card::titled(&count).actions(|ui| {
        let actions = [
            (
                Button::danger(words::REMOVE.get(lang)).icon(icons::DELETE).disabled_because(none),
                Wish::Remove,
            ),
            (Button::secondary(words::EDIT.get(lang)).icon(icons::EDIT).disabled_because(none), Wish::Edit),
            (
                Button::secondary(words::MAKE_DEFAULT.get(lang))
                    .icon(icons::STAR)
                    .disabled_because(none.or(is_default)),
                Wish::MakeDefault,
            ),
        ];
        if sheet.addresses.is_empty() {
            return;
        }
        for (button, action) in actions {
            if button.show(ui).clicked() {
                wish = Some(action);
            }
        }
    });
    let mut empty_wish = None;
    let out = card
        .flush()
        .fill_height()
        .show(ui, |ui| {
            let columns = [
                Column::new("recipient", domain::address_field(AddressField::Recipient).get(lang), 112.0),
                Column::new("phone", domain::address_field(AddressField::Phone).get(lang), 132.0),
                Column::new("region", domain::address_field(AddressField::Region).get(lang), 224.0),
                Column::new("street", domain::address_field(AddressField::Street).get(lang), 240.0).grows(),
                Column::new("postcode", domain::address_field(AddressField::Postcode).get(lang), 84.0),
                Column::new("use", words::USE.get(lang), lang.pick(90.0, 104.0)),
            ];
            let title = words::NONE.get(lang);
            Table::new(shell::ADDRESSES.get(lang), &columns)
                .empty(|ui| {
                    let add = Some(words::ADD.get(lang));
                    if empty_state_ui(ui, icons::ADDRESS, title, words::NONE_HOW.get(lang), add) {
                        empty_wish = Some(Wish::Add);
                    }
                })
                .show(ui, view, &rows, *selected)
        })
        .inner;
    *selected = out.selected.or(*selected);
    wish.or(empty_wish).or(out.opened.map(|_| Wish::Edit))
}

/// The addresses as rows.
struct Rows<'a> {
    addresses: &'a [StoredAddress],
    lang: Lang,
}

impl TableRows for Rows<'_> {
    type Id = AddressId;

    fn len(&self) -> usize {
        self.addresses.len()
    }

    fn id(&self, row: usize) -> AddressId {
        self.addresses[row].id
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let stored = &self.addresses[row];
        if column == "use" {
            if stored.is_default {
                pill_ui(ui, Tone::Ok, icons::STAR, words::DEFAULT.get(self.lang));
            }
            return;
        }
        let field = AddressField::ALL.into_iter().find(|field| field.as_str() == column);
        body_ui(ui, field.and_then(|field| stored.address.field(field)).unwrap_or_default());
    }
}
