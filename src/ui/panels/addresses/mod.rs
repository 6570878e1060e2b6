//! Mailing addresses (邮寄地址) of the chosen customer: many, one of them the default.

use egui::Ui;

use super::{Panel, parts};
use crate::desk::pages::customer::{self, CustomerSheet, StoredAddress};
use crate::desk::protocol::table::Command;
use crate::domain::address::AddressField;
use crate::domain::ids::AddressId;
use crate::domain::masking::masked_phone;
use crate::domain::policy::Delivery;
use crate::i18n::{Lang, addresses as words, common, domain, shell, undoing};
use crate::ui::command_dialog::{CommandDialog, CommandForm, Head, Unready};
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::fields::Fields;
use crate::ui::forms::address::{AddressForm, make_default, remove, restore};
use crate::ui::icons;
use crate::ui::loadable::Loadable;
use crate::ui::sending::Answer;
use crate::ui::state::{Action, Cx, Undo};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    ButtonKind, Card, Column, SliceRows, Table, TableView, banner_ui, body_ui, empty_state_ui, panel_head_ui,
    pill_ui, small_ui,
};

#[derive(Debug, Default)]
pub struct Addresses {
    account: String,
    sheet: Loadable<(u64, String), CustomerSheet>,
    selected: Option<AddressId>,
    view: TableView,
    form: CommandDialog<AddressForm>,
    removal: CommandDialog<Removal>,
    /// What was asked for by a key or a button and is done when the page is drawn.
    wanted: Option<UserCommand>,
}

impl Panel for Addresses {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some((_, answer)) = self.form.logic(cx) {
            self.selected = AddressForm::saved(&answer).or(self.selected);
        }
        self.removal.logic(cx);
        let Some(chosen) = cx.chosen else { return };
        if chosen.account != self.account {
            *self = Self { account: chosen.account.clone(), ..Self::default() };
        }
        let key = (cx.office.revision(), self.account.clone());
        let is_new =
            self.sheet.keep(cx.office, key, |db, moment, (_, account)| customer::sheet(db, moment, account));
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
        let commands = self.commands(cx);
        let adds = panel_head_ui(ui, cx.say(shell::ADDRESSES), "", |ui| {
            let add = offered(&commands, UserCommand::AddAddress).filter(|_| is_there);
            add.is_some_and(|add| command_button_ui(ui, ButtonKind::Primary, add))
        });
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
        let is_asking = self.form.is_open() || self.removal.is_open();
        // What is pasted here is a new address: its form takes it.
        if !is_asking && AddressForm::is_pasted(ui) {
            self.form.open(AddressForm::add(&self.account, is_first));
        }
        let asked = list_ui(ui, cx.lang, sheet, &mut self.view, &mut self.selected, &commands);
        let asked = adds.then_some(UserCommand::AddAddress).or(asked).or(self.wanted.take());
        let selected = sheet.addresses.iter().find(|address| Some(address.id) == self.selected);
        match (asked, selected) {
            (Some(UserCommand::AddAddress), _) => self.form.open(AddressForm::add(&self.account, is_first)),
            (Some(UserCommand::EditAddress), Some(address)) => {
                self.form.open(AddressForm::edit(&self.account, address))
            }
            (Some(UserCommand::RemoveAddress), Some(address)) => {
                let is_only = sheet.addresses.len() == 1;
                let account = self.account.clone();
                self.removal.open(Removal { account, address: address.clone(), is_only });
            }
            (Some(UserCommand::DefaultAddress), Some(address)) if !address.is_default => {
                cx.act(Action::Do(make_default(&self.account, address), words::MADE_DEFAULT));
            }
            _ => {}
        }
        self.form.show(ui.ctx(), cx, &());
        self.removal.show(ui.ctx(), cx, &());
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        if cx.chosen.is_none() || self.form.is_open() || self.removal.is_open() {
            return Vec::new();
        }
        let all = self.sheet.value().map_or(&[][..], |sheet| &sheet.addresses);
        let selected = all.iter().find(|address| Some(address.id) == self.selected);
        let none = selected.is_none().then(|| cx.say(words::SELECT_FIRST).to_owned());
        let is_default = selected.is_some_and(|address| address.is_default);
        let barred = none.clone().or(is_default.then(|| cx.say(words::IS_DEFAULT).to_owned()));
        vec![
            UserCommand::AddAddress.now(),
            UserCommand::EditAddress.unless(none.clone()),
            UserCommand::DefaultAddress.unless(barred),
            UserCommand::RemoveAddress.unless(none),
        ]
    }

    fn run(&mut self, command: UserCommand, _cx: &mut Cx<'_>) {
        self.wanted = Some(command);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.form.unsaved().into_iter().collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Removal {
    account: String,
    address: StoredAddress,
    is_only: bool,
}

impl CommandForm for Removal {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let (title, remove) = (words::REMOVE_TITLE.get(lang), words::REMOVE.get(lang));
        Head::new(title).buttons(remove, common::CANCEL).danger_if(true)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let warning = match (self.is_only, self.address.is_default) {
            (true, _) => Some(words::REMOVE_ONLY),
            (false, is_default) => is_default.then_some(words::REMOVE_DEFAULT),
        };
        body_ui(ui, &self.address.address.one_line());
        if let Some(warning) = warning {
            banner_ui(ui, Tone::Warn, warning.get(fields.lang), None);
        }
        small_ui(ui, words::REMOVE_NOTE.get(fields.lang));
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        Ok(remove(self.address.id))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::REMOVED.get(lang).to_owned()
    }

    fn undo(&self, _answer: &Answer) -> Option<Undo> {
        Undo::by(restore(&self.account, &self.address), undoing::UNDONE)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(common::MAILING_ADDRESS, String::new())
    }
}

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

fn list_ui(
    ui: &mut Ui,
    lang: Lang,
    sheet: &CustomerSheet,
    view: &mut TableView,
    selected: &mut Option<AddressId>,
    commands: &[Offered],
) -> Option<UserCommand> {
    let mut asked = None;
    let cell_ui = |stored: &StoredAddress, column: &'static str, ui: &mut Ui| match AddressField::ALL
        .into_iter()
        .find(|field| field.as_str() == column)
    {
        Some(AddressField::Phone) => drop(body_ui(ui, &masked_phone(&stored.address.phone))),
        Some(field) => drop(body_ui(ui, stored.address.field(field).unwrap_or_default())),
        None if stored.is_default => drop(pill_ui(ui, Tone::Ok, icons::STAR, words::DEFAULT.get(lang))),
        None => {}
    };
    let rows = SliceRows::new(&sheet.addresses, cell_ui).by(|_, stored: &StoredAddress| stored.id);
    let count = words::count(lang, sheet.addresses.len());
    let card = Card::titled(&count).actions(|ui| {
        if sheet.addresses.is_empty() {
            return;
        }
        for (kind, command, word) in [
            (ButtonKind::Danger, UserCommand::RemoveAddress, words::REMOVE),
            (ButtonKind::Secondary, UserCommand::EditAddress, words::EDIT),
            (ButtonKind::Secondary, UserCommand::DefaultAddress, words::MAKE_DEFAULT),
        ] {
            let offered = offered(commands, command).map(|offered| offered.clone().named(word.get(lang)));
            if offered.is_some_and(|offered| command_button_ui(ui, kind, &offered)) {
                asked = Some(command);
            }
        }
    });
    let mut adds = false;
    let out = card.flush().fill_height().show(ui, |ui| {
        let columns = [
            Column::new("recipient", domain::address_field(AddressField::Recipient).get(lang), 96.0),
            Column::new("phone", domain::address_field(AddressField::Phone).get(lang), 112.0).whole(),
            Column::new("region", domain::address_field(AddressField::Region).get(lang), 160.0),
            Column::new("street", domain::address_field(AddressField::Street).get(lang), 200.0).grows(),
            Column::new("postcode", domain::address_field(AddressField::Postcode).get(lang), 84.0).whole(),
            Column::new("use", words::USE.get(lang), lang.pick(90.0, 104.0)).whole(),
        ];
        let title = words::NONE.get(lang);
        Table::new(shell::ADDRESSES.get(lang), &columns)
            .takes_keyboard(!commands.is_empty() && !sheet.addresses.is_empty())
            .empty(|ui| {
                let add = Some(words::ADD.get(lang));
                adds = empty_state_ui(ui, icons::ADDRESS, title, words::NONE_HOW.get(lang), add);
            })
            .show(ui, view, &rows, *selected)
    });
    *selected = out.selected.or(*selected);
    asked.or(adds.then_some(UserCommand::AddAddress)).or(out.opened.map(|_| UserCommand::EditAddress))
}
