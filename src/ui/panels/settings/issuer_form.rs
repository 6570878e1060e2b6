//! Adds an issuer, or changes one.

use egui::Ui;

use crate::desk::commands::issuers::{AddIssuer, ChangeIssuer};
use crate::desk::pages::settings::{SettingsPage, StoredIssuer};
use crate::desk::protocol::changes::Changes;
use crate::desk::protocol::table::Command;
use crate::domain::bureau::Waiver;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::invoice_info::InfoField;
use crate::domain::issuer::{Issuer, Taxpayer};
use crate::domain::policy::PolicyProblem;
use crate::domain::refusal::{Noun, Refusal, checked};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::domain::tax_id::TaxId;
use crate::i18n::domain::{info_field, taxpayer, waiver};
use crate::i18n::{Lang, Text, common, faults, info, policies, settings as words, steps};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given, typed};
use crate::ui::forms::items::ItemsForm;
use crate::ui::panels::parts::scroll_within_ui;
use crate::ui::sending::Answer;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Field, MoneyInput, checkbox_ui, radio_card_ui, rule_ui, select_ui, small_ui, strong_ui,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct IssuerForm {
    code: String,
    name: String,
    policy: String,
    tax_id: String,
    address: String,
    phone: String,
    bank: String,
    bank_account: String,
    max_invoice: MoneyInput,
    taxpayer: Option<Taxpayer>,
    full_rate_reason: Option<Waiver>,
    has_items: bool,
    items: ItemsForm,
    /// What is wrong with the items as they stand.
    problems: Vec<PolicyProblem>,
    /// The issuer that is changed; none: one is added.
    of: Option<StoredIssuer>,
}

/// Width of the dialog, and what its height leaves free of the window's before it scrolls.
const WIDTH: f32 = 640.0;
const FOOT: f32 = 220.0;

impl IssuerForm {
    pub(super) fn new(page: &SettingsPage) -> Self {
        let policy = page.policies.first().map(|policy| policy.code.clone());
        Self { policy: policy.unwrap_or_default(), ..Self::default() }
    }

    pub(super) fn of(stored: &StoredIssuer) -> Self {
        let issuer = &stored.issuer;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            code: issuer.code.clone(),
            name: issuer.name.clone(),
            policy: issuer.policy.clone(),
            tax_id: issuer.tax_id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default(),
            address: text(&issuer.address),
            phone: text(&issuer.phone),
            bank: text(&issuer.bank),
            bank_account: text(&issuer.bank_account),
            max_invoice: issuer.max_invoice_amount.map(MoneyInput::of).unwrap_or_default(),
            taxpayer: issuer.taxpayer,
            full_rate_reason: issuer.full_rate_reason,
            has_items: !issuer.items.is_empty(),
            items: ItemsForm::of(&issuer.items),
            problems: Vec::new(),
            of: Some(stored.clone()),
        }
    }

    fn inputs_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &SettingsPage) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        pair_ui(ui, |ui| {
            let is_taken =
                |refusal: &Refusal| matches!(refusal, Refusal::Conflict { what: Noun::Issuer, .. });
            let fault = fields.refused_where(is_taken);
            let code = Field::new(common::CODE.get(lang), &mut self.code).required().width(half);
            let code = code.enabled(self.of.is_none()).message(Tone::Neutral, words::CODE_HINT.get(lang));
            fields.text_ui(ui, "code", code, fault);
            let name =
                Field::new(info_field(InfoField::Name).get(lang), &mut self.name).required().width(half);
            fields.text_ui(ui, "name", name, None);
        });
        small_ui(ui, common::POLICY.get(lang));
        for policy in &page.policies {
            let (name, short) = (words::policy_name(lang, policy), words::policy_in_short(lang, policy));
            if radio_card_ui(ui, self.policy == policy.code, name, &short, None, 0.0).clicked() {
                self.policy.clone_from(&policy.code);
                fields.changed = true;
            }
        }
        if self.of.as_ref().is_some_and(|stored| stored.issuer.policy != self.policy) {
            small_ui(ui, words::OTHER_POLICY.get(lang));
        }
        pair_ui(ui, |ui| {
            let tax_id = given(&self.tax_id).map(|text| TaxId::parse(&text));
            let said = match &tax_id {
                Some(Ok(id)) if !id.has_check_character() => {
                    Some((Tone::Neutral, info::tax_id_said(lang, id)))
                }
                Some(Ok(_)) => Some((Tone::Ok, words::TAX_ID_RIGHT.get(lang).to_owned())),
                _ => None,
            };
            let fault = tax_id.and_then(Result::err).map(|error| faults::tax_id_error(lang, error));
            let mut field = Field::new(info_field(InfoField::TaxId).get(lang), &mut self.tax_id).width(half);
            if let Some((tone, text)) = &said {
                field = field.message(*tone, text);
            }
            fields.text_ui(ui, "tax_id", field, fault);
            ui.vertical(|ui| {
                ui.set_width(half);
                ui.spacing_mut().item_spacing.y = space::XS;
                let is_zero = |refusal: &Refusal| matches!(refusal, Refusal::AmountNotPositive { .. });
                let fault = fields.refused_of("max_invoice_amount").or_else(|| fields.refused_where(is_zero));
                let (label, is_right) = (words::MAX_INVOICE, fault.is_none());
                let max = &mut self.max_invoice;
                fields.money_ui(ui, "max_invoice_amount", label, max, Some(half), fault);
                if is_right && max.error().is_none() {
                    small_ui(ui, words::MAX_INVOICE_HINT.get(lang));
                }
            });
        });
        for pair in [
            [("address", words::ADDRESS, &mut self.address), ("phone", words::PHONE, &mut self.phone)],
            [
                ("bank", info_field(InfoField::Bank), &mut self.bank),
                ("bank_account", info_field(InfoField::BankAccount), &mut self.bank_account),
            ],
        ] {
            pair_ui(ui, |ui| {
                for (name, label, text) in pair {
                    fields.text_ui(ui, name, Field::new(label.get(lang), text).width(half), None);
                }
            });
        }
        self.taxpayer_ui(ui, fields, half);
        if self.of.is_some() {
            self.items_ui(ui, fields, page);
        }
    }

    /// What kind of taxpayer the issuer is, and of a small-scale one why its special invoices are at 3 %: the tax
    /// bureau's form asks for it.
    fn taxpayer_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, half: f32) {
        let lang = fields.lang;
        let kinds = options(lang, &Taxpayer::ALL, taxpayer);
        let reasons = options(lang, &Waiver::ALL, waiver);
        pair_ui(ui, |ui| {
            let label = words::TAXPAYER.get(lang);
            fields.changed |= select_ui(ui, label, &mut self.taxpayer, &kinds, Some(half)).changed();
            if self.taxpayer == Some(Taxpayer::SmallScale) {
                let label = words::FULL_RATE_REASON.get(lang);
                fields.changed |=
                    select_ui(ui, label, &mut self.full_rate_reason, &reasons, Some(half)).changed();
            }
        });
    }

    fn items_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &SettingsPage) {
        let lang = fields.lang;
        rule_ui(ui);
        strong_ui(ui, words::ITEMS.get(lang));
        small_ui(ui, words::ITEMS_NOTE.get(lang));
        let switched = checkbox_ui(ui, &mut self.has_items, words::OWN_ITEMS.get(lang));
        fields.heed(&switched);
        let policy = page.policy(&self.policy);
        if self.has_items {
            if switched.changed() && self.items.items().is_some_and(|items| items.is_empty()) {
                // What is printed now is where most begin.
                self.items = ItemsForm::of(policy.map_or(&[], |policy| &policy.items));
            }
            fields.changed |= self.items.fields_ui(ui, lang, &self.problems);
            self.problems = self.items.items().map(|items| item_problems(&items)).unwrap_or_default();
        } else if let Some(policy) = policy {
            small_ui(ui, &words::policys_items(lang, &policies::items(lang, &policy.items)));
        }
    }

    fn wrong(&self) -> Option<Text> {
        let items = self.items.items();
        let has_no_item = self.has_items && items.as_ref().is_some_and(Vec::is_empty);
        let wrong_items = self.has_items && (items.is_none() || !self.problems.is_empty());
        let wrong_tax_id = given(&self.tax_id).is_some_and(|text| TaxId::parse(&text).is_err());
        if has_no_item {
            Some(words::ITEM_MISSING)
        } else if self.code.trim().is_empty() || self.name.trim().is_empty() {
            Some(common::ENTER_CODE_AND_NAME)
        } else if wrong_tax_id || self.max_invoice.error().is_some() || wrong_items {
            Some(steps::FIX_FIRST)
        } else {
            None
        }
    }

    fn issuer(&self) -> Issuer {
        Issuer {
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
            policy: self.policy.clone(),
            tax_id: TaxId::parse(&self.tax_id).ok(),
            address: given(&self.address),
            phone: given(&self.phone),
            bank: given(&self.bank),
            bank_account: given(&self.bank_account),
            max_invoice_amount: self.max_invoice.amount(),
            taxpayer: self.taxpayer,
            full_rate_reason: self.full_rate_reason,
            items: self.items.items().filter(|_| self.has_items).unwrap_or_default(),
        }
    }
}

/// Nothing, and each of these by its name.
fn options<T: Copy>(lang: Lang, all: &[T], name: fn(T) -> Text) -> Vec<(Option<T>, &'static str)> {
    let unsaid = (None, words::NOT_SAID.get(lang));
    std::iter::once(unsaid).chain(all.iter().map(|one| (Some(*one), name(*one).get(lang)))).collect()
}

fn pair_ui(ui: &mut Ui, pair: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        pair(ui);
    });
}

impl CommandForm for IssuerForm {
    type Page = SettingsPage;

    fn head(&self, lang: Lang) -> Head {
        let (title, send) = match self.of {
            Some(_) => (words::CHANGE_ISSUER, common::SAVE),
            None => (common::ADD_ISSUER, common::ADD_ISSUER),
        };
        Head::new(title.get(lang)).buttons(send.get(lang), common::NOT_NOW).width(WIDTH)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &SettingsPage) {
        let height = ui.ctx().content_rect().height() - FOOT;
        scroll_within_ui(ui, "issuer", height, |ui| self.inputs_ui(ui, fields, page));
    }

    fn command(&self, lang: Lang, _page: &SettingsPage) -> Result<Command, Unready> {
        if let Some(wrong) = self.wrong() {
            return Err(Unready::because(lang, wrong));
        }
        let issuer = self.issuer();
        if let Some(stored) = &self.of {
            let changes = Changes::between(&stored.issuer, &issuer)?;
            if changes.is_empty() {
                return Err(Unready::because(lang, common::NOTHING_CHANGED));
            }
            let (code, version) = (checked("code", &issuer.code)?, Some(stored.version));
            return Ok(Command::ChangeIssuer(ChangeIssuer { code, changes, version }));
        }
        Ok(Command::AddIssuer(AddIssuer {
            code: checked("code", &self.code)?,
            name: checked("name", &issuer.name)?,
            policy: checked("policy", &self.policy)?,
            tax_id: issuer.tax_id,
            address: typed("address", &self.address)?,
            phone: typed("phone", &self.phone)?,
            bank: typed("bank", &self.bank)?,
            bank_account: typed("bank_account", &self.bank_account)?,
            max_invoice_amount: issuer.max_invoice_amount,
            taxpayer: issuer.taxpayer,
            full_rate_reason: issuer.full_rate_reason,
        }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        let done = if self.of.is_some() { words::ISSUER_CHANGED } else { words::ISSUER_ADDED };
        done.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(common::ISSUER, self.code.trim())
    }

    fn draft(&self) -> Option<DraftKey> {
        let of = self.of.as_ref().map_or("", |stored| &stored.issuer.code);
        Some(DraftKey::new(DraftForm::Issuer).about(of))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("version", &self.of.as_ref().map(|stored| stored.version));
        inputs.field("code", &mut self.code);
        inputs.field("name", &mut self.name);
        inputs.field("policy", &mut self.policy);
        inputs.field("tax_id", &mut self.tax_id);
        inputs.field("address", &mut self.address);
        inputs.field("phone", &mut self.phone);
        inputs.field("bank", &mut self.bank);
        inputs.field("bank_account", &mut self.bank_account);
        inputs.field("max_invoice", &mut self.max_invoice);
        inputs.field("taxpayer", &mut self.taxpayer);
        inputs.field("full_rate_reason", &mut self.full_rate_reason);
        inputs.field("has_items", &mut self.has_items);
        inputs.field("items", &mut self.items);
        self.problems = self.items.items().map(|items| item_problems(&items)).unwrap_or_default();
    }
}
