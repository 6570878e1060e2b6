//! The form of a mailing address.

use egui::Ui;

use super::pasting::{self, Pasting};
use crate::desk::commands::addresses::{RemoveAddress, SaveAddress, SavedAddress};
use crate::desk::pages::customer::StoredAddress;
use crate::desk::protocol::table::Command;
use crate::domain::address::{AddressField, MailingAddress};
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::FieldFault;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Code;
use crate::i18n::pasting::UNSURE;
use crate::i18n::{Lang, addresses as words, common, domain, faults, undoing};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::Fields;
use crate::ui::sending::Answer;
use crate::ui::state::Undo;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, banner_ui, checkbox_ui, small_ui};

const FIELDS: usize = AddressField::ALL.len();

const WIDTH: f32 = 560.0;

/// A phone number with its extension, and the name of a person.
const NUMBER: usize = 20;

const POSTCODE: usize = 6;

#[derive(Clone, Debug)]
pub struct AddressForm {
    account: String,
    before: Option<StoredAddress>,
    texts: [String; FIELDS],
    is_default: bool,
    /// Whether the switch can be off: the first address is the default, and the default stays it.
    must_be_default: bool,
    touched: [bool; FIELDS],
    pasting: Pasting<AddressField, FIELDS>,
}

/// That a field was left changes nothing of what is typed.
impl PartialEq for AddressForm {
    fn eq(&self, other: &Self) -> bool {
        (&self.texts, self.is_default) == (&other.texts, other.is_default)
    }
}

impl AddressForm {
    /// A form for a new address of `account`, which has some already or not.
    pub fn add(account: &str, is_first: bool) -> Self {
        Self {
            account: account.to_owned(),
            before: None,
            texts: Default::default(),
            is_default: is_first,
            must_be_default: is_first,
            touched: [false; FIELDS],
            pasting: Pasting::default(),
        }
    }

    pub fn edit(account: &str, before: &StoredAddress) -> Self {
        let text = |field| before.address.field(field).unwrap_or_default().to_owned();
        Self {
            account: account.to_owned(),
            before: Some(before.clone()),
            texts: AddressField::ALL.map(text),
            is_default: before.is_default,
            must_be_default: before.is_default,
            touched: [true; FIELDS],
            pasting: Pasting::default(),
        }
    }

    /// Whether an address is being pasted, and no value of one field alone.
    pub fn is_pasted(ui: &Ui) -> bool {
        pasting::is_block::<AddressField>(ui)
    }

    /// The address that was saved, of the desk's answer.
    pub fn saved(answer: &Answer) -> Option<AddressId> {
        let Answer::SaveAddress(SavedAddress { address }) = answer else { return None };
        address.parse().ok().map(AddressId)
    }

    fn field_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, field: AddressField, width: f32) {
        let (i, lang) = (field as usize, fields.lang);
        let problem = self.typed().validate().into_iter().find(|problem| problem.field == field);
        let is_said = |fault: &FieldFault| self.touched[i] || fields.tried || *fault != FieldFault::Missing;
        let fault = problem.map(|problem| problem.fault).filter(is_said);
        let fault = fault.map(|fault| faults::field_fault(lang, &fault));
        let hint = match field {
            AddressField::Phone => words::PHONE_HINT.get(lang),
            AddressField::Region => words::REGION_HINT.get(lang),
            AddressField::Street => words::STREET_HINT.get(lang),
            AddressField::Recipient | AddressField::Postcode => "",
        };
        let label = domain::address_field(field).get(lang);
        let mut input = Field::new(label, &mut self.texts[i]).hint(hint).width(width);
        match field {
            AddressField::Recipient | AddressField::Phone => input = input.characters(NUMBER).required(),
            AddressField::Postcode => input = input.characters(POSTCODE),
            AddressField::Region | AddressField::Street => input = input.required(),
        }
        if self.pasting.doubts(field) {
            input = input.message(Tone::Warn, UNSURE.get(lang));
        }
        let response = fields.text_ui(ui, field.as_str(), input, fault);
        self.touched[i] |= response.changed() || response.lost_focus();
        if response.changed() {
            self.pasting.touch(field);
        }
    }

    fn typed(&self) -> MailingAddress {
        let [recipient, phone, region, street, postcode] = self.texts.clone();
        MailingAddress { recipient, phone, region, street, postcode: Some(postcode) }
    }
}

impl CommandForm for AddressForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let title = if self.before.is_none() { words::ADD } else { words::EDIT_TITLE };
        Head::new(title.get(lang)).width(WIDTH).buttons(common::SAVE.get(lang), common::CANCEL)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        let is_late =
            |refusal: &Refusal| matches!(refusal, Refusal::Conflict { .. } | Refusal::NotFound { .. });
        if fields.refused_where(is_late).is_some() {
            banner_ui(ui, Tone::Warn, words::CONFLICT.get(lang), None);
        }
        if self.pasting.hear(ui, &mut self.texts, |_| true) {
            fields.changed = true;
            for field in AddressField::ALL {
                self.touched[field as usize] |= self.pasting.has(field);
            }
        }
        self.pasting.button_ui(ui, lang);
        fields.changed |= self.pasting.note_ui(ui, lang, &mut self.texts);
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            self.field_ui(ui, fields, AddressField::Recipient, half);
            self.field_ui(ui, fields, AddressField::Phone, half);
        });
        let full = ui.available_width();
        self.field_ui(ui, fields, AddressField::Region, full);
        self.field_ui(ui, fields, AddressField::Street, full);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            self.field_ui(ui, fields, AddressField::Postcode, half);
            ui.vertical(|ui| {
                // In line with the input, below its label.
                ui.add_space(space::XXL + space::XS);
                if self.must_be_default {
                    ui.add_space(space::XS);
                    let why = if self.before.is_none() { words::ONLY_ONE } else { words::IS_DEFAULT };
                    small_ui(ui, why.get(lang));
                } else {
                    fields.heed(&checkbox_ui(ui, &mut self.is_default, words::AS_DEFAULT.get(lang)));
                }
            });
        });
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        if !self.typed().validate().is_empty() {
            return Err(Unready::Missing);
        }
        let (before, address) = (self.before.as_ref(), self.typed().normalised());
        Ok(save(&self.account, before, address, self.is_default)?)
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        let said = if self.before.is_none() { words::ADDED } else { words::CHANGED };
        said.get(lang).to_owned()
    }

    fn undo(&self, answer: &Answer) -> Option<Undo> {
        let command = match &self.before {
            None => remove(Self::saved(answer)?),
            // Which address was the default before is not known any more.
            Some(before) if before.is_default != self.is_default => return None,
            Some(before) => {
                let now = StoredAddress { version: before.version + 1, ..before.clone() };
                save(&self.account, Some(&now), before.address.clone(), before.is_default).ok()?
            }
        };
        Undo::by(Ok(command), undoing::UNDONE)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(common::MAILING_ADDRESS, self.account.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let id = self.before.as_ref().map(|before| before.id.0.to_string());
        Some(DraftKey::new(DraftForm::Address).of_account(&self.account).about(id.unwrap_or_default()))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("version", &self.before.as_ref().map(|before| before.version));
        for (field, text) in AddressField::ALL.into_iter().zip(&mut self.texts) {
            inputs.field(field.as_str(), text);
        }
        inputs.field("default", &mut self.is_default);
    }
}

/// The command that removes an address.
pub fn remove(address: AddressId) -> Command {
    Command::RemoveAddress(RemoveAddress { address: Code::of_id(address.0) })
}

/// The command that enters a removed address anew.
pub fn restore(account: &str, removed: &StoredAddress) -> Result<Command, Refusal> {
    save(account, None, removed.address.clone(), removed.is_default)
}

/// The command that makes `address` the default.
pub fn make_default(account: &str, address: &StoredAddress) -> Result<Command, Refusal> {
    save(account, Some(address), address.address.clone(), true)
}

fn save(
    account: &str,
    before: Option<&StoredAddress>,
    address: MailingAddress,
    default: bool,
) -> Result<Command, Refusal> {
    let MailingAddress { recipient, phone, region, street, postcode } = address;
    Ok(Command::SaveAddress(SaveAddress {
        account: checked("account", account)?,
        address: before.map(|before| Code::of_id(before.id.0)),
        recipient,
        phone,
        region,
        street,
        postcode,
        default: Some(default),
        version: before.map(|before| before.version),
    }))
}
