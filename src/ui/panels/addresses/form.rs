//! The form of a mailing address, in a dialog: for the panel and for the application wizard.

use crate::desk::commands::addresses::SaveAddress;
use crate::desk::pages::customer::StoredAddress;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::{Office, Reply};
use crate::domain::address::{AddressField, AddressProblem, MailingAddress};
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::FieldFault;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, addresses as words, domain, faults, info};
use crate::ui::panels::parts;
use crate::ui::refusing::refusal_ui;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Modal, banner_ui, checkbox_ui, modal_buttons_ui, small_ui};
use egui::{Context, Key, Ui};

/// How many fields an address has.
const FIELDS: usize = AddressField::ALL.len();

/// Width of the dialog.
const WIDTH: f32 = 560.0;

/// A form for a new address or a changed one.
#[derive(Debug)]
pub struct AddressForm {
    account: String,
    before: Option<StoredAddress>,
    texts: [String; FIELDS],
    is_default: bool,
    /// Whether the switch can be off: the first address is the default, and the default stays it.
    must_be_default: bool,
    problems: Vec<AddressProblem>,
    touched: [bool; FIELDS],
    saving: Option<Reply<Result<Answer, Refusal>>>,
    refused: Option<Refusal>,
    just_opened: bool,
}

/// What the user did with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormEnd {
    /// It was put away.
    Closed,
    /// The address was saved, under this id.
    Saved(Option<AddressId>),
}

impl AddressForm {
    /// A form for a new address of `account`, which has some already or not.
    pub fn add(account: &str, is_first: bool) -> Self {
        Self::new(account, None, MailingAddress::default(), is_first, is_first)
    }

    /// A form for a change of an address.
    pub fn edit(account: &str, before: &StoredAddress) -> Self {
        Self::new(account, Some(before.clone()), before.address.clone(), before.is_default, before.is_default)
    }

    fn new(
        account: &str,
        before: Option<StoredAddress>,
        address: MailingAddress,
        is_default: bool,
        must_be_default: bool,
    ) -> Self {
        let problems = address.validate();
        Self {
            account: account.to_owned(),
            texts: AddressField::ALL.map(|field| address.field(field).unwrap_or_default().to_owned()),
            touched: [before.is_some(); FIELDS],
            before,
            is_default,
            must_be_default,
            problems,
            saving: None,
            refused: None,
            just_opened: true,
        }
    }

    /// Whether it adds an address.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether something was typed that is not saved.
    pub fn is_changed(&self) -> bool {
        let (blank, before) = (MailingAddress::default(), self.before.as_ref());
        let start = before.map_or(&blank, |before| &before.address);
        let typed = AddressField::ALL.iter().zip(&self.texts);
        let was_default = before.map_or(self.must_be_default, |before| before.is_default);
        self.is_default != was_default
            || typed.into_iter().any(|(field, text)| start.field(*field).unwrap_or_default() != text)
    }

    /// Takes the answer to saving, if it has come.
    pub fn logic(&mut self) -> Option<FormEnd> {
        match parts::answer(&mut self.saving)? {
            Ok(answer) => {
                let saved = match answer {
                    Answer::SaveAddress(saved) => saved.address.parse().ok(),
                    _ => None,
                };
                Some(FormEnd::Saved(saved.map(AddressId)))
            }
            Err(refusal) => {
                self.refused = Some(refusal);
                None
            }
        }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ctx: &Context, lang: Lang, office: &Office) -> Option<FormEnd> {
        let title = if self.is_new() { words::ADD } else { words::EDIT_TITLE };
        let out = Modal::new(title.get(lang)).width(WIDTH).show(ctx, |ui| {
            let enter = self.fields_ui(ui, lang);
            modal_buttons_ui(ui, |ui| {
                let why_not = self.saving.is_some().then_some(info::SAVING.get(lang));
                let save = Button::primary(info::SAVE.get(lang)).shortcut("Enter").disabled_because(why_not);
                let is_asked = save.show(ui).clicked();
                // Enter saves from a field, and where nothing has the keyboard; on a button it presses that.
                let is_free = ui.memory(|memory| memory.focused().is_none());
                if is_asked || enter || (is_free && ui.input(|input| input.key_pressed(Key::Enter))) {
                    self.save(office);
                }
                Button::secondary(info::CANCEL.get(lang)).show(ui).clicked()
            })
        });
        (out.closed || out.inner).then_some(FormEnd::Closed)
    }

    /// Draws the fields; answers whether Enter was pressed in one of them.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        match &self.refused {
            Some(Refusal::Conflict { .. } | Refusal::NotFound { .. }) => {
                banner_ui(ui, Tone::Warn, words::CONFLICT.get(lang), None);
            }
            Some(refusal) => {
                refusal_ui(ui, lang, refusal);
            }
            None => {}
        }
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        let mut enter = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            enter |= self.field_ui(ui, lang, AddressField::Recipient, half);
            enter |= self.field_ui(ui, lang, AddressField::Phone, half);
        });
        let full = ui.available_width();
        enter |= self.field_ui(ui, lang, AddressField::Region, full);
        enter |= self.field_ui(ui, lang, AddressField::Street, full);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            enter |= self.field_ui(ui, lang, AddressField::Postcode, half);
            ui.vertical(|ui| {
                // In line with the input, below its label.
                ui.add_space(space::XXL + space::XS);
                if self.must_be_default {
                    ui.add_space(space::XS);
                    let why = if self.is_new() { words::ONLY_ONE } else { words::IS_DEFAULT };
                    small_ui(ui, why.get(lang));
                } else {
                    checkbox_ui(ui, &mut self.is_default, words::AS_DEFAULT.get(lang));
                }
            });
        });
        self.just_opened = false;
        enter
    }

    fn field_ui(&mut self, ui: &mut Ui, lang: Lang, field: AddressField, width: f32) -> bool {
        let i = field as usize;
        let is_required = field != AddressField::Postcode;
        let fault = self.problems.iter().find(|problem| problem.field == field).map(|problem| &problem.fault);
        let fault = fault.filter(|fault| self.touched[i] || **fault != FieldFault::Missing);
        let error = fault.map(|fault| faults::field_fault(lang, fault));
        let hint = match field {
            AddressField::Phone => words::PHONE_HINT.get(lang),
            AddressField::Region => words::REGION_HINT.get(lang),
            AddressField::Street => words::STREET_HINT.get(lang),
            AddressField::Recipient | AddressField::Postcode => "",
        };
        let label = domain::address_field(field).get(lang);
        let mut input = Field::new(label, &mut self.texts[i]).hint(hint).width(width).error(error.as_deref());
        if is_required {
            input = input.required();
        }
        let response = input.show(ui);
        if self.just_opened && field == AddressField::Recipient {
            response.request_focus();
        }
        if response.changed() {
            self.touched[i] = true;
            self.refused = None;
            self.problems = self.typed().validate();
        }
        self.touched[i] |= response.lost_focus();
        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// Saves, unless something is wrong: then every wrong field says so.
    fn save(&mut self, office: &Office) {
        self.touched = [true; FIELDS];
        if !self.problems.is_empty() || self.saving.is_some() {
            return;
        }
        self.refused = None;
        let MailingAddress { recipient, phone, region, street, postcode } = self.typed().normalised();
        let command = SaveAddress {
            account: self.account.clone(),
            address: self.before.as_ref().map(|before| before.id.0.to_string()),
            recipient,
            phone,
            region,
            street,
            postcode,
            default: Some(self.is_default),
            version: self.before.as_ref().map(|before| before.version),
        };
        self.saving = Some(office.command(Command::SaveAddress(command)));
    }

    fn typed(&self) -> MailingAddress {
        let [recipient, phone, region, street, postcode] = self.texts.clone();
        MailingAddress { recipient, phone, region, street, postcode: Some(postcode) }
    }
}

/// The command that makes `address` the default.
pub fn make_default(account: &str, address: &StoredAddress) -> Command {
    let MailingAddress { recipient, phone, region, street, postcode } = address.address.clone();
    Command::SaveAddress(SaveAddress {
        account: account.to_owned(),
        address: Some(address.id.0.to_string()),
        recipient,
        phone,
        region,
        street,
        postcode,
        default: Some(true),
        version: Some(address.version),
    })
}
