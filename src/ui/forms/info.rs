//! The form of invoice info of one type: for the panel, and for a dialog of the application wizard.

use egui::{Key, Ui};

use super::pasting::Pasting;
use crate::desk::commands::invoice_info::SaveInvoiceInfo;
use crate::desk::commands::invoice_info::{InfoStatus, SavedInfo};
use crate::desk::pages::customer::{CustomerSheet, InfoOrigin, StoredInfo};
use crate::desk::pages::review::Standing;
use crate::desk::worker::Office;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::invoice_info::{FieldFault, FieldProblem, InfoField, InvoiceInfo, InvoiceType, validate};
use crate::domain::refusal::{Refusal, checked};
use crate::domain::tax_id::TaxId;
use crate::i18n::{Lang, common, domain, faults, info as words, pasting, qualification as review};
use crate::ui::drafts::{Inputs, Keeping};
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::{Answer, Sending};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, banner_ui};

const FIELDS: usize = InfoField::ALL.len();

/// How wide the column of numbers is; how many characters a tax id has, and a phone number with its area and extension.
const NUMBERS: f32 = 232.0;
/// The widest that a row of fields is: the longest address that a title block has is read whole there.
const WIDEST: f32 = 960.0;
/// From this width on two fields stand side by side, and a company's name has room beside a number.
const TWO_COLUMNS: f32 = 520.0;
const TAX_ID: usize = 20;
const PHONE: usize = 20;

/// What is typed into the fields, in the order of [`InfoField::ALL`].
type Texts = [String; FIELDS];

#[derive(Debug)]
pub struct InfoForm {
    account: String,
    invoice_type: InvoiceType,
    verified_name: Option<String>,
    verified_tax_id: Option<String>,
    /// A tax id that fails its check, and who has seen it on the certificate.
    seen: Option<(String, String)>,
    fields: Vec<InfoField>,
    texts: Texts,
    /// What was there before anything was typed.
    start: Texts,
    /// What is in the store now.
    stored: Option<StoredInfo>,
    /// The version of what `start` was taken from; 0 where nothing was saved.
    version: i64,
    faults: Vec<FieldProblem>,
    touched: [bool; FIELDS],
    pasting: Pasting<InfoField, FIELDS>,
    /// What is typed and not saved, in the store.
    keeping: Option<Keeping>,
    kept: Option<Texts>,
    saving: Sending,
    /// What is being saved: more can be typed until the answer comes.
    sent: Texts,
    /// Whether the first field is to have the keyboard.
    wants_focus: bool,
}

impl InfoForm {
    /// A form with what is saved, or with what is known of the customer where nothing is.
    pub fn new(sheet: &CustomerSheet, invoice_type: InvoiceType) -> Self {
        let origin = sheet.of_type(invoice_type).map(|of_type| &of_type.info);
        let stored = match origin {
            Some(InfoOrigin::Saved(stored)) => Some(stored.clone()),
            _ => None,
        };
        let info = stored.as_ref().map_or_else(|| prefilled(sheet, invoice_type), |s| s.info.clone());
        let texts = InfoField::ALL.map(|field| info.field(field).unwrap_or_default().to_owned());
        let is_shown = |field: &InfoField| match field {
            InfoField::Name => true,
            InfoField::TaxId => {
                invoice_type != InvoiceType::PersonalGeneral || !texts[*field as usize].is_empty()
            }
            _ => invoice_type.is_special() || !texts[*field as usize].is_empty(),
        };
        let seen = info.tax_id.clone().zip(info.tax_id_seen_by.clone());
        let mut form = Self {
            seen,
            account: sheet.account.code.clone(),
            invoice_type,
            verified_name: sheet.account.verified_name.clone(),
            verified_tax_id: sheet.account.verified_tax_id.as_ref().map(|id| id.as_str().to_owned()),
            fields: InfoField::ALL.into_iter().filter(is_shown).collect(),
            start: texts.clone(),
            version: stored.as_ref().map_or(0, |stored| stored.version),
            // What was saved before can have become wrong; a new form is only called wrong where it was typed in.
            touched: [stored.is_some(); FIELDS],
            stored,
            texts,
            faults: Vec::new(),
            pasting: Pasting::default(),
            keeping: None,
            kept: None,
            saving: Sending::default(),
            sent: Texts::default(),
            wants_focus: false,
        };
        form.check();
        form
    }

    /// Begins with what was typed before and not saved, if that is anything.
    #[must_use]
    pub fn taken_up(mut self, office: &Office) -> Self {
        let key = DraftKey::new(DraftForm::InvoiceInfo).of_account(&self.account);
        let keeping = Keeping::begin(office, key.about(self.invoice_type.as_str()), &mut self.texts, inputs);
        if keeping.is_draft() {
            self.kept = Some(self.texts.clone());
            self.touched = self.texts.clone().map(|text| !text.is_empty());
            self.show_filled();
            self.check();
        }
        self.keeping = Some(keeping);
        self
    }

    /// Keeps what is typed, until it is saved.
    pub fn keep(&mut self, office: &Office) {
        let is_typed = self.is_changed() && !self.is_saving();
        let Some(keeping) = &mut self.keeping else { return };
        if self.kept.as_ref() == is_typed.then_some(&self.texts) {
            return;
        }
        self.kept = is_typed.then(|| self.texts.clone());
        match &self.kept {
            Some(texts) => keeping.keep(office, texts, inputs),
            None => keeping.forget(office),
        }
    }

    /// Has every field shown that holds something.
    fn show_filled(&mut self) {
        let is_shown =
            |field: &InfoField| self.fields.contains(field) || !self.texts[*field as usize].is_empty();
        self.fields = InfoField::ALL.into_iter().filter(is_shown).collect();
    }

    #[must_use]
    pub fn focused(mut self) -> Self {
        self.focus();
        self
    }

    /// Gives the keyboard to the first field.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    pub fn account(&self) -> &str {
        &self.account
    }

    pub fn invoice_type(&self) -> InvoiceType {
        self.invoice_type
    }

    pub fn stored(&self) -> Option<&StoredInfo> {
        self.stored.as_ref()
    }

    pub fn is_changed(&self) -> bool {
        self.texts != self.start
    }

    /// The fields that saving would change: blanks around a value are no change.
    pub fn changes(&self) -> Vec<InfoField> {
        let Some(stored) = &self.stored else { return Vec::new() };
        let typed = self.typed();
        InfoField::ALL.into_iter().filter(|field| typed.field(*field) != stored.info.field(*field)).collect()
    }

    pub fn is_faulty(&self) -> bool {
        !self.faults.is_empty()
    }

    pub fn is_saving(&self) -> bool {
        self.saving.is_under_way()
    }

    /// Whether there is something to save: changes, or what was filled in for the customer.
    pub fn can_save(&self) -> bool {
        !self.is_saving() && (self.is_changed() || self.stored.is_none())
    }

    /// Takes a newer sheet. What was typed stays.
    pub fn renew(&mut self, sheet: &CustomerSheet) {
        let fresh = Self::new(sheet, self.invoice_type);
        if self.is_changed() || self.is_saving() {
            self.stored = fresh.stored;
            self.verified_name = fresh.verified_name;
            self.verified_tax_id = fresh.verified_tax_id;
            self.seen = fresh.seen;
            self.check();
        } else {
            *self = Self { keeping: self.keeping.take(), ..fresh };
        }
    }

    pub fn revert(&mut self) {
        self.texts = self.start.clone();
        self.touched = [self.stored.is_some(); FIELDS];
        self.pasting.forget();
        self.saving.forget();
        self.check();
    }

    /// Saves, unless something is wrong: then every wrong field says so.
    pub fn save(&mut self, office: &Office) {
        self.touched = [true; FIELDS];
        self.saving.forget();
        if self.faults.is_empty() && self.conflict().is_none() && self.can_save() {
            self.sent = self.texts.clone();
            self.saving.send(office.command(self.command()));
        }
    }

    /// Takes the answer to saving, if it has come; answers what was saved.
    pub fn logic(&mut self) -> Option<InfoStatus> {
        let answer = self.saving.take_done();
        if let Some(Refusal::Conflict { .. }) = self.saving.refused() {
            // The newer sheet that is on its way says who was first.
            self.saving.forget();
        }
        let answer = answer?;
        self.start = std::mem::take(&mut self.sent);
        self.version += 1;
        self.pasting.forget();
        Some(match answer {
            Answer::SaveInvoiceInfo(SavedInfo { status, .. }) => status,
            _ => InfoStatus::Active,
        })
    }

    /// Draws the fields; answers whether Enter was pressed in one of them.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        self.ui_reviewed(ui, lang, None)
    }

    /// Draws the fields with what a reviewer said of each; answers whether Enter was pressed in one of them.
    pub fn ui_reviewed(&mut self, ui: &mut Ui, lang: Lang, standing: Option<&Standing>) -> bool {
        self.paste_ui(ui, lang);
        self.messages_ui(ui, lang);
        // Names, addresses and banks are long; numbers are not.
        let width = ui.available_width().min(WIDEST);
        let (in_a_row, room) = if width < TWO_COLUMNS { (1, width) } else { (2, width - space::L) };
        let numbers = if in_a_row == 1 { 0.0 } else { NUMBERS };
        let mut enter = false;
        for pair in self.fields.clone().chunks(in_a_row) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for (field, width) in pair.iter().zip([room - numbers, numbers]) {
                    enter |= self.field_ui(ui, lang, *field, width, standing);
                }
            });
            ui.add_space(space::XS);
        }
        enter
    }

    /// Takes what is pasted, and says what became of it.
    fn paste_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let takes =
            |field: InfoField| field == InfoField::Name || self.invoice_type != InvoiceType::PersonalGeneral;
        let is_pasted = self.pasting.hear(ui, &mut self.texts, takes);
        for field in InfoField::ALL.into_iter().filter(|_| is_pasted) {
            self.touched[field as usize] |= self.pasting.has(field);
        }
        self.pasting.button_ui(ui, lang);
        ui.add_space(space::S);
        let is_undone = self.pasting.note_ui(ui, lang, &mut self.texts);
        if is_pasted || is_undone {
            self.saving.forget();
            self.show_filled();
            self.check();
            // What came above the fields has moved them.
            self.wants_focus = true;
        }
    }

    /// Says that it began with what was typed before, and has it begun anew where that is wanted.
    pub fn draft_ui(&mut self, ui: &mut Ui, lang: Lang, office: &Office) {
        let Some(keeping) = &mut self.keeping else { return };
        if keeping.mark_ui(ui, lang, office) {
            keeping.forget(office);
            self.kept = None;
            self.revert();
        }
    }

    /// Who was first, and what was refused.
    fn messages_ui(&mut self, ui: &mut Ui, lang: Lang) {
        if let Some(theirs) = self.conflict() {
            let text = words::conflict(lang, &theirs.saved_by, theirs.saved_at);
            banner_ui(ui, Tone::Warn, &text, None);
            ui.horizontal(|ui| {
                if Button::secondary(words::TAKE_THEIRS.get(lang)).show(ui).clicked() {
                    self.take_theirs();
                }
                if Button::secondary(words::KEEP_MINE.get(lang)).show(ui).clicked() {
                    self.version = self.stored.as_ref().map_or(0, |stored| stored.version);
                }
            });
            ui.add_space(space::S);
        }
        if let Some(refusal) = self.saving.refused() {
            refusal_ui(ui, lang, refusal);
            ui.add_space(space::S);
        }
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        field: InfoField,
        width: f32,
        standing: Option<&Standing>,
    ) -> bool {
        let i = field as usize;
        let review = standing.and_then(|standing| self.reviewed(lang, field, standing));
        let said = match (self.said(lang, field), review) {
            // What is wrong now comes before what was wrong then.
            (Some((Tone::Bad, now)), Some((_, then))) => Some((Tone::Bad, format!("{now}\n{then}"))),
            (said, review) => review.or(said),
        };
        let mut input = Field::new(domain::info_field(field).get(lang), &mut self.texts[i]).width(width);
        if field.is_required_for(self.invoice_type) {
            input = input.required();
        }
        match field {
            InfoField::TaxId => input = input.characters(TAX_ID),
            InfoField::Phone => input = input.characters(PHONE),
            InfoField::Name | InfoField::Address | InfoField::Bank | InfoField::BankAccount => {}
        }
        if let Some((tone, text)) = &said {
            input = input.message(*tone, text);
        }
        let response = input.show(ui);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            self.touched[i] = true;
            self.pasting.touch(field);
            self.saving.forget();
            self.check();
        }
        self.touched[i] |= response.lost_focus();
        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// What stands below a field: what is wrong with it, that it is right, or what to look at.
    fn said(&self, lang: Lang, field: InfoField) -> Option<(Tone, String)> {
        let text = self.texts[field as usize].trim();
        let fault = self.faults.iter().find(|problem| problem.field == field);
        if let Some(FieldProblem { fault, .. }) = fault {
            let is_typing = !self.touched[field as usize] && *fault == FieldFault::Missing;
            return (!is_typing).then(|| (Tone::Bad, faults::field_fault(lang, fault)));
        }
        let say = |tone, text: crate::i18n::Text| Some((tone, text.get(lang).to_owned()));
        if self.pasting.doubts(field) {
            return say(Tone::Warn, pasting::UNSURE);
        }
        match field {
            InfoField::Name if self.verified_name.as_deref() == Some(text) => {
                say(Tone::Ok, common::SAME_AS_VERIFIED)
            }
            InfoField::TaxId => match (TaxId::parse(text), self.verified_tax_id.as_deref()) {
                (Err(_), _) => None,
                (Ok(id), Some(verified)) if id.as_str() == verified => {
                    say(Tone::Ok, common::SAME_AS_VERIFIED)
                }
                (Ok(_), Some(_)) => say(Tone::Warn, words::NOT_AS_VERIFIED),
                (Ok(id), None) => {
                    let tone = if id.has_check_character() { Tone::Ok } else { Tone::Neutral };
                    Some((tone, words::tax_id_said(lang, &id)))
                }
            },
            _ => None,
        }
    }

    /// Why a reviewer rejected a field, and whether it still holds what was rejected.
    fn reviewed(&self, lang: Lang, field: InfoField, standing: &Standing) -> Option<(Tone, String)> {
        let reason = standing.reason(field.as_str())?;
        let rejected = standing.newest()?.submission.info.field(field);
        if self.typed().field(field) == rejected {
            Some((Tone::Bad, review::rejected(lang, reason)))
        } else {
            Some((Tone::Neutral, review::rejected_before(lang, reason)))
        }
    }

    /// What was saved by somebody else since this form was begun.
    fn conflict(&self) -> Option<&StoredInfo> {
        self.stored.as_ref().filter(|stored| stored.version > self.version && !self.is_saving())
    }

    fn take_theirs(&mut self) {
        if let Some(stored) = &self.stored {
            self.texts = InfoField::ALL.map(|field| stored.info.field(field).unwrap_or_default().to_owned());
            self.start = self.texts.clone();
            self.version = stored.version;
            self.check();
        }
    }

    /// Whether the name and tax id are those that were verified, where they were.
    pub fn agrees_with_verified(&self) -> bool {
        let agrees = |field: InfoField, verified: &Option<String>| {
            !self.fields.contains(&field)
                || verified.as_deref().is_none_or(|v| self.texts[field as usize].trim() == v)
        };
        agrees(InfoField::Name, &self.verified_name) && agrees(InfoField::TaxId, &self.verified_tax_id)
    }

    pub fn use_verified(&mut self) {
        for (field, verified) in
            [(InfoField::Name, &self.verified_name), (InfoField::TaxId, &self.verified_tax_id)]
        {
            if let Some(verified) = verified
                && self.fields.contains(&field)
            {
                self.texts[field as usize].clone_from(verified);
            }
        }
        self.check();
    }

    fn check(&mut self) {
        self.faults = validate(&self.typed(), self.invoice_type, self.verified_name.as_deref());
    }

    fn typed(&self) -> InvoiceInfo {
        let [name, tax_id, address, phone, bank, bank_account] = self.texts.clone();
        InvoiceInfo {
            name,
            tax_id_seen_by: self.seen.as_ref().filter(|(seen, _)| *seen == tax_id).map(|(_, by)| by.clone()),
            tax_id: Some(tax_id),
            address: Some(address),
            phone: Some(phone),
            bank: Some(bank),
            bank_account: Some(bank_account),
        }
        .normalised()
    }

    fn command(&self) -> Result<SaveInvoiceInfo, Refusal> {
        let InvoiceInfo { name, tax_id, address, phone, bank, bank_account, .. } = self.typed();
        Ok(SaveInvoiceInfo {
            account: checked("account", &self.account)?,
            r#type: self.invoice_type,
            name: Some(name),
            tax_id,
            address,
            phone,
            bank,
            bank_account,
            tax_id_seen: None,
            // Where nothing was saved, whoever saves first wins, too.
            version: Some(self.version),
        })
    }
}

/// Names the inputs for the draft.
fn inputs(texts: &mut Texts, inputs: &mut Inputs) {
    for field in InfoField::ALL {
        inputs.field(field.as_str(), &mut texts[field as usize]);
    }
}

/// What is known of the customer, for the fields that a type has.
fn prefilled(sheet: &CustomerSheet, invoice_type: InvoiceType) -> InvoiceInfo {
    let (account, profile) = (&sheet.account, &sheet.profile);
    let verified = account.verified_name.clone();
    let name = if invoice_type.is_special() { verified } else { verified.or(Some(account.name.clone())) };
    let of_special = |text: &Option<String>| text.clone().filter(|_| invoice_type.is_special());
    InvoiceInfo {
        name: name.unwrap_or_default(),
        tax_id: account
            .verified_tax_id
            .as_ref()
            .filter(|_| invoice_type != InvoiceType::PersonalGeneral)
            .map(|id| id.as_str().to_owned()),
        tax_id_seen_by: sheet.tax_id_seen_by.clone(),
        address: of_special(&profile.address),
        phone: of_special(&profile.phone),
        bank: of_special(&profile.bank),
        bank_account: of_special(&profile.bank_account),
    }
}
