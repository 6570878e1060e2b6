//! Adds an issuer, or changes one.

use egui::{Context, Ui};

use crate::desk::commands::issuers::{AddIssuer, ChangeIssuer};
use crate::desk::pages::settings::{House, StoredIssuer};
use crate::desk::protocol::changes;
use crate::desk::protocol::table::Command;
use crate::domain::issuer::Issuer;
use crate::domain::policy::PolicyProblem;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::domain::tax_id::TaxId;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, faults, info, policies, settings as words, steps, unsaved};
use crate::ui::panels::items_form::ItemsForm;
use crate::ui::panels::parts::scroll_within_ui;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, Field, Modal, MoneyInput, checkbox_ui, modal_buttons_ui, money_field_ui, radio_card_ui, rule_ui,
    small_ui, strong_ui,
};

/// An issuer, as it is typed.
#[derive(Debug)]
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
    has_items: bool,
    items: ItemsForm,
    /// What is wrong with the items as they stand.
    problems: Vec<PolicyProblem>,
    /// The issuer that is changed; none: one is added.
    of: Option<StoredIssuer>,
    is_new: bool,
    pub(super) sending: Sending,
}

/// Width of the dialog, and the height beyond which it scrolls.
const WIDTH: f32 = 640.0;
const FOOT: f32 = 220.0;

impl IssuerForm {
    pub(super) fn new(house: &House) -> Self {
        Self {
            code: String::new(),
            name: String::new(),
            policy: house.policies.first().map(|policy| policy.code.clone()).unwrap_or_default(),
            tax_id: String::new(),
            address: String::new(),
            phone: String::new(),
            bank: String::new(),
            bank_account: String::new(),
            max_invoice: MoneyInput::default(),
            has_items: false,
            items: ItemsForm::default(),
            problems: Vec::new(),
            of: None,
            is_new: true,
            sending: Sending::default(),
        }
    }

    /// A form that holds an issuer.
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
            has_items: !issuer.items.is_empty(),
            items: ItemsForm::of(&issuer.items),
            problems: Vec::new(),
            of: Some(stored.clone()),
            is_new: false,
            sending: Sending::default(),
        }
    }

    /// Whether it is about an issuer that is there.
    pub(super) fn is_of_one(&self) -> bool {
        self.of.is_some()
    }

    /// What is typed and not saved, if anything is.
    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let texts = [
            &self.code,
            &self.name,
            &self.tax_id,
            &self.address,
            &self.phone,
            &self.bank,
            &self.bank_account,
        ];
        let is_changed = match self.of {
            Some(_) => !self.is_as_it_was(),
            None => {
                texts.iter().any(|text| !text.trim().is_empty())
                    || !self.max_invoice.text().is_empty()
                    || self.has_items
            }
        };
        is_changed.then(|| Unsaved::new(unsaved::ISSUER, self.code.trim()))
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>, house: &House) -> bool {
        let shown = Modal::new(cx.say(self.title())).width(WIDTH).show(ctx, |ui| {
            let height = ui.ctx().content_rect().height() - FOOT;
            let fields = scroll_within_ui(ui, "issuer", height, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                ui.add_enabled_ui(!self.sending.is_under_way(), |ui| self.fields_ui(ui, cx.lang, house)).inner
            });
            self.is_new = false;
            let (changed, barred) = fields;
            if changed {
                self.sending.forget();
            }
            let barred = barred.or_else(|| self.is_as_it_was().then(|| cx.say(words::NOTHING_CHANGED)));
            self.buttons_ui(ui, cx, barred)
        });
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, barred: Option<&'static str>) -> bool {
        let barred = if self.sending.is_under_way() { Some(cx.say(steps::SENDING)) } else { barred };
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let label = if self.is_of_one() { words::SAVE } else { words::ADD_ISSUER };
            let keep = Button::primary(cx.say(label)).disabled_because(barred);
            send = keep.show(ui).clicked();
            close = Button::secondary(cx.say(steps::NOT_NOW)).show(ui).clicked();
        });
        if send {
            self.sending.send(cx.office.command(self.command()));
        }
        close
    }

    /// Draws the fields; whether something was changed, and why it cannot be added as it stands.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, house: &House) -> (bool, Option<&'static str>) {
        let refused = self.sending.refused().cloned();
        let said = |field: &str| refused.as_ref().and_then(|refusal| said_of(lang, refusal, field));
        let mut changed = false;
        if let Some(refusal) = refused.as_ref().filter(|refusal| !is_said_beside(lang, refusal)) {
            refusal_ui(ui, lang, refusal);
        }
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let wrong = said("code");
            let code = Field::new(words::CODE.get(lang), &mut self.code).required().width(half);
            let code = code.enabled(self.of.is_none());
            let code = match &wrong {
                Some(wrong) => code.error(Some(wrong)),
                None => code.message(Tone::Neutral, words::CODE_HINT.get(lang)),
            };
            let code = code.show(ui);
            if self.is_new {
                code.request_focus();
            }
            let wrong = said("name");
            let name = Field::new(words::NAME.get(lang), &mut self.name).required().width(half);
            changed |= code.changed() | name.error(wrong.as_deref()).show(ui).changed();
        });
        small_ui(ui, words::POLICY.get(lang));
        for policy in &house.policies {
            let (name, short) = (words::policy_name(lang, policy), words::policy_in_short(lang, policy));
            if radio_card_ui(ui, self.policy == policy.code, name, &short, None).clicked() {
                self.policy.clone_from(&policy.code);
                changed = true;
            }
        }
        if self.of.as_ref().is_some_and(|stored| stored.issuer.policy != self.policy) {
            small_ui(ui, words::OTHER_POLICY.get(lang));
        }
        let tax_id = tax_id(lang, &self.tax_id);
        let unchecked = match &tax_id {
            Some(Ok(id)) if !id.has_check_character() => Some(info::tax_id_said(lang, id)),
            _ => None,
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let mut field = Field::new(words::TAX_ID.get(lang), &mut self.tax_id).width(half);
            field = match &tax_id {
                None => field,
                Some(Ok(_)) => match &unchecked {
                    Some(said) => field.message(Tone::Neutral, said),
                    None => field.message(Tone::Ok, words::TAX_ID_RIGHT.get(lang)),
                },
                Some(Err(wrong)) => field.error(Some(wrong)),
            };
            changed |= field.show(ui).changed();
            ui.vertical(|ui| {
                ui.set_width(half);
                ui.spacing_mut().item_spacing.y = space::XS;
                let wrong = said("max_invoice_amount");
                let label = words::MAX_INVOICE.get(lang);
                let max = money_field_ui(ui, label, &mut self.max_invoice, Some(half), wrong.as_deref());
                changed |= max.changed();
                if wrong.is_none() && self.max_invoice.error().is_none() {
                    small_ui(ui, words::MAX_INVOICE_HINT.get(lang));
                }
            });
        });
        for pair in [
            [(words::ADDRESS, "address", &mut self.address), (words::PHONE, "phone", &mut self.phone)],
            [
                (words::BANK, "bank", &mut self.bank),
                (words::BANK_ACCOUNT, "bank_account", &mut self.bank_account),
            ],
        ] {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for (label, key, text) in pair {
                    let wrong = said(key);
                    let field = Field::new(label.get(lang), text).width(half).error(wrong.as_deref());
                    changed |= field.show(ui).changed();
                }
            });
        }
        if self.is_of_one() {
            changed |= self.items_ui(ui, lang, house);
        }
        let missing = self.code.trim().is_empty() || self.name.trim().is_empty();
        let is_without_items = self.has_items && self.items.items().is_some_and(|items| items.is_empty());
        let wrong_items = self.has_items && (self.items.items().is_none() || !self.problems.is_empty());
        let wrong = matches!(tax_id, Some(Err(_))) || self.max_invoice.error().is_some() || wrong_items;
        if is_without_items {
            return (changed, Some(words::ITEM_MISSING.get(lang)));
        }
        let barred = match (missing, wrong) {
            (true, _) => Some(words::FILL_IN.get(lang)),
            (false, true) => Some(steps::MEND_FIRST.get(lang)),
            (false, false) => None,
        };
        (changed, barred)
    }

    /// The items of its own; whether something was changed.
    fn items_ui(&mut self, ui: &mut Ui, lang: Lang, house: &House) -> bool {
        rule_ui(ui);
        strong_ui(ui, words::ITEMS.get(lang));
        small_ui(ui, words::ITEMS_NOTE.get(lang));
        let mut changed = checkbox_ui(ui, &mut self.has_items, words::OWN_ITEMS.get(lang)).changed();
        let policy = house.policy(&self.policy);
        if self.has_items {
            if changed && self.items.items().is_some_and(|items| items.is_empty()) {
                // What is printed now is where most begin.
                self.items = ItemsForm::of(policy.map_or(&[], |policy| &policy.items));
            }
            changed |= self.items.fields_ui(ui, lang, &self.problems);
            self.problems = self.items.items().map(|items| item_problems(&items)).unwrap_or_default();
        } else if let Some(policy) = policy {
            small_ui(ui, &words::policys_items(lang, &policies::items(lang, &policy.items)));
        }
        changed
    }

    const fn title(&self) -> Text {
        if self.of.is_some() { words::CHANGE_ISSUER } else { words::ADD_ISSUER }
    }

    /// Whether nothing is other than it was.
    fn is_as_it_was(&self) -> bool {
        self.of.as_ref().is_some_and(|stored| self.changed(&stored.issuer) == stored.issuer)
    }

    /// The issuer as it is typed.
    fn changed(&self, issuer: &Issuer) -> Issuer {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Issuer {
            code: issuer.code.clone(),
            name: self.name.trim().to_owned(),
            policy: self.policy.clone(),
            tax_id: TaxId::parse(&self.tax_id).ok(),
            address: given(&self.address),
            phone: given(&self.phone),
            bank: given(&self.bank),
            bank_account: given(&self.bank_account),
            max_invoice_amount: self.max_invoice.amount(),
            items: self.items.items().filter(|_| self.has_items).unwrap_or_default(),
        }
    }

    fn command(&self) -> Command {
        if let Some(stored) = &self.of {
            return Command::ChangeIssuer(ChangeIssuer {
                code: stored.issuer.code.clone(),
                changes: changes::between(&stored.issuer, &self.changed(&stored.issuer)),
                version: Some(stored.version),
            });
        }
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Command::AddIssuer(AddIssuer {
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
            policy: self.policy.clone(),
            tax_id: TaxId::parse(&self.tax_id).ok(),
            address: given(&self.address),
            phone: given(&self.phone),
            bank: given(&self.bank),
            bank_account: given(&self.bank_account),
            max_invoice_amount: self.max_invoice.amount(),
        })
    }
}

/// The tax id as it stands: nothing, right, or wrong in words.
fn tax_id(lang: Lang, text: &str) -> Option<Result<TaxId, String>> {
    let text = text.trim();
    (!text.is_empty()).then(|| TaxId::parse(text).map_err(|error| faults::tax_id_error(lang, error)))
}

/// What a refusal says of a field.
fn said_of(lang: Lang, refusal: &Refusal, field: &str) -> Option<String> {
    match refusal {
        Refusal::BadField { field: wrong, fault } if wrong.trim_start_matches("changes.") == field => {
            Some(faults::field_error(lang, fault))
        }
        Refusal::Conflict { what: Noun::Issuer, .. } if field == "code" => Some(message(lang, refusal)),
        Refusal::AmountNotPositive { .. } if field == "max_invoice_amount" => Some(message(lang, refusal)),
        _ => None,
    }
}

fn is_said_beside(lang: Lang, refusal: &Refusal) -> bool {
    let fields = ["code", "name", "max_invoice_amount", "address", "phone", "bank", "bank_account"];
    fields.iter().any(|field| said_of(lang, refusal, field).is_some())
}
