//! The form of a plan, in a dialog.

use chrono::NaiveDate;
use egui::Ui;

use crate::desk::commands::recurring::SetRecurring;
use crate::desk::lists::recurring::PlanView;
use crate::desk::pages::customer::{CustomerSheet, InfoOrigin};
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::email::emails;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::Delivery;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::rules::recurring_already_run::{month_of, newest_run_day, next_run_day};
use crate::domain::text::Code;
use crate::i18n::{Lang, common, domain, faults, recurring as words, steps, unsaved, wizard};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given};
use crate::ui::sending::Answer;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, banner_ui, body_ui, checkbox_ui, select_ui, small_ui};

const WIDTH: f32 = 520.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlanForm {
    sheet: CustomerSheet,
    is_new: bool,
    enabled: bool,
    invoice_type: InvoiceType,
    address: Option<AddressId>,
    email: String,
    /// Since when the plan is on already, and the last month it ran for.
    on_since: Option<NaiveDate>,
    last_month: Option<String>,
}

impl PlanForm {
    /// A form for a new plan of this customer, or for a change of `before`.
    pub(super) fn new(sheet: &CustomerSheet, before: Option<&PlanView>) -> Self {
        let first = sheet.types.first().map_or(InvoiceType::PersonalGeneral, |first| first.invoice_type);
        let profile_email = || sheet.profile.email.clone().unwrap_or_default();
        Self {
            is_new: before.is_none(),
            enabled: before.is_none_or(|plan| plan.enabled),
            invoice_type: before.map_or(first, |plan| plan.invoice_type),
            address: before.and_then(|plan| plan.address),
            email: before.map_or_else(profile_email, |plan| plan.email.clone().unwrap_or_default()),
            on_since: before.filter(|plan| plan.enabled).map(|plan| plan.since),
            last_month: before.and_then(|plan| plan.last.as_ref()).map(|last| last.month.clone()),
            sheet: sheet.clone(),
        }
    }

    fn type_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let types: Vec<(InvoiceType, &str)> = self
            .sheet
            .types
            .iter()
            .map(|sheet| (sheet.invoice_type, domain::invoice_type(sheet.invoice_type).get(lang)))
            .collect();
        fields.heed(&select_ui(ui, common::INVOICE_TYPE.get(lang), &mut self.invoice_type, &types, None));
        let needs = self.sheet.needs_qualification(self.invoice_type);
        if needs && self.sheet.qualification != Some(QualificationState::Approved) {
            banner_ui(ui, Tone::Warn, words::NOT_QUALIFIED.get(lang), None);
        } else if let Some(of_type) = self.sheet.of_type(self.invoice_type)
            && (of_type.info == InfoOrigin::Missing || !of_type.problems.is_empty())
        {
            banner_ui(ui, Tone::Warn, words::NO_INFO.get(lang), None);
        }
    }

    fn address_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        if self.sheet.addresses.is_empty() {
            banner_ui(ui, Tone::Warn, words::NO_ADDRESS_YET.get(lang), None);
            return;
        }
        let names: Vec<String> =
            self.sheet.addresses.iter().map(|stored| stored.address.one_line()).collect();
        let default = (None, words::DEFAULT_ADDRESS.get(lang));
        let stored =
            self.sheet.addresses.iter().zip(&names).map(|(stored, name)| (Some(stored.id), name.as_str()));
        let options: Vec<(Option<AddressId>, &str)> = std::iter::once(default).chain(stored).collect();
        fields.heed(&select_ui(ui, common::MAILING_ADDRESS.get(lang), &mut self.address, &options, None));
    }

    fn email_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let fault = emails(&self.email).err().filter(|_| !self.email.trim().is_empty());
        let fault = fault.map(|fault| faults::email_error(lang, &fault));
        let refused = fields.refused_where(|refusal| matches!(refusal, Refusal::EmailInvalid { .. }));
        let field = Field::new(common::EMAIL.get(lang), &mut self.email).required();
        fields.text_ui(ui, "email", field.hint(wizard::EMAIL_HINT.get(lang)), refused.or(fault));
    }

    /// When the plan runs first, if it is saved as it stands.
    fn runs_first(&self, today: NaiveDate) -> Option<First> {
        let day = self.sheet.policy.recurring_day?;
        let newest = newest_run_day(day, today);
        let has_run = self.last_month.as_deref().is_some_and(|last| last >= month_of(newest).as_str());
        if newest >= self.on_since.unwrap_or(today) && !has_run {
            return Some(First::Today);
        }
        Some(First::On(next_run_day(day, today)))
    }
}

impl CommandForm for PlanForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let title = if self.is_new { words::ADD_TITLE } else { words::CHANGE_TITLE };
        Head::new(title.get(lang)).width(WIDTH).buttons(common::SAVE.get(lang), common::CANCEL)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        body_ui(ui, &format!("{} · {}", self.sheet.account.name, self.sheet.account.code));
        self.type_ui(ui, fields);
        match self.sheet.policy.delivery {
            Delivery::Post => self.address_ui(ui, fields),
            Delivery::Email => self.email_ui(ui, fields),
        }
        fields.heed(&checkbox_ui(ui, &mut self.enabled, words::ENABLED.get(lang)));
        if self.enabled {
            match self.runs_first(fields.today) {
                Some(First::Today) => drop(banner_ui(ui, Tone::Info, words::RUNS_TODAY.get(lang), None)),
                Some(First::On(day)) => drop(small_ui(ui, &words::runs_first(lang, day))),
                None => {}
            }
        } else {
            small_ui(ui, words::IS_OFF.get(lang));
        }
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let by_email = self.sheet.policy.delivery == Delivery::Email;
        if by_email && emails(&self.email).is_err() {
            return Err(Unready::because(lang, steps::FIX_FIRST));
        }
        Ok(Command::SetRecurring(SetRecurring {
            account: checked("account", &self.sheet.account.code)?,
            enabled: self.enabled,
            r#type: self.invoice_type,
            address: self.address.filter(|_| !by_email).map(|id| Code::of_id(id.0)),
            email: given(&self.email).filter(|_| by_email),
        }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        let done = if self.is_new { words::ADDED } else { words::CHANGED };
        done.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::PLAN, self.sheet.account.name.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::Recurring).of_account(&self.sheet.account.code))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("enabled", &mut self.enabled);
        inputs.field("invoice_type", &mut self.invoice_type);
        inputs.field("address", &mut self.address);
        inputs.field("email", &mut self.email);
        let is_there = |id: &AddressId| self.sheet.addresses.iter().any(|stored| stored.id == *id);
        self.address = self.address.filter(is_there);
    }
}

enum First {
    Today,
    On(NaiveDate),
}
