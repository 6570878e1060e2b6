//! The form of a plan, in a dialog.

use chrono::NaiveDate;
use egui::{Context, Ui};

use crate::desk::commands::recurring::SetRecurring;
use crate::desk::lists::recurring::PlanView;
use crate::desk::pages::customer::{CustomerSheet, InfoOrigin};
use crate::desk::protocol::table::Command;
use crate::domain::email::validate_emails;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::Delivery;
use crate::domain::qualification::QualificationState;
use crate::domain::rules::recurring_already_run::{month_of, newest_run_day, next_run_day};
use crate::i18n::{Lang, domain, faults, info, recurring as words, steps, unsaved, wizard};
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, Field, Modal, banner_ui, body_ui, checkbox_ui, modal_buttons_ui, select_ui, small_ui,
};

/// Width of the dialog.
const WIDTH: f32 = 520.0;

/// A plan as it is put together.
#[derive(Debug)]
pub(super) struct PlanForm {
    sheet: CustomerSheet,
    is_new: bool,
    enabled: bool,
    invoice_type: InvoiceType,
    address: Option<AddressId>,
    email: String,
    /// What it would have saved when it was opened.
    start: Option<Command>,
    /// Since when the plan is on already, and the last month it ran for.
    on_since: Option<NaiveDate>,
    last_month: Option<String>,
    sending: Sending,
}

impl PlanForm {
    /// A form for a new plan of this customer, or for a change of `before`.
    pub(super) fn new(sheet: &CustomerSheet, before: Option<&PlanView>) -> Self {
        let first = sheet.types.first().map_or(InvoiceType::PersonalGeneral, |first| first.invoice_type);
        let profile_email = || sheet.profile.email.clone().unwrap_or_default();
        let mut form = Self {
            is_new: before.is_none(),
            start: None,
            enabled: before.is_none_or(|plan| plan.enabled),
            invoice_type: before.map_or(first, |plan| plan.invoice_type),
            address: before.and_then(|plan| plan.address),
            email: before.map_or_else(profile_email, |plan| plan.email.clone().unwrap_or_default()),
            on_since: before.filter(|plan| plan.enabled).map(|plan| plan.since),
            last_month: before.and_then(|plan| plan.last.as_ref()).map(|last| last.month.clone()),
            sending: Sending::default(),
            sheet: sheet.clone(),
        };
        form.start = Some(form.command());
        form
    }

    /// What is set and not saved, if anything is.
    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let is_changed = self.start.as_ref() != Some(&self.command());
        is_changed.then(|| Unsaved::new(unsaved::PLAN, self.sheet.account.name.clone()))
    }

    /// Takes the answer, if it has come; when it is saved, whether the plan is new.
    pub(super) fn logic(&mut self) -> Option<bool> {
        self.sending.is_done().then_some(self.is_new)
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        let title = if self.is_new { words::ADD_TITLE } else { words::CHANGE_TITLE };
        let out = Modal::new(title.get(lang)).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            let changed = ui.add_enabled_ui(!self.sending.is_under_way(), |ui| self.fields_ui(ui, cx)).inner;
            if changed {
                self.sending.forget();
            }
            modal_buttons_ui(ui, |ui| {
                let why_not = self.cannot_save(lang);
                let save = Button::primary(info::SAVE.get(lang)).disabled_because(why_not.as_deref());
                if save.show(ui).clicked() {
                    self.sending.send(cx.office.command(self.command()));
                }
                Button::secondary(info::CANCEL.get(lang)).show(ui).clicked()
            })
        });
        (out.closed || out.inner) && !self.sending.is_under_way()
    }

    /// Draws what can be set; whether something was.
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        if let Some(refusal) = self.sending.refused() {
            refusal_ui(ui, lang, refusal);
        }
        body_ui(ui, &format!("{} · {}", self.sheet.account.name, self.sheet.account.code));
        let mut changed = self.type_ui(ui, lang);
        changed |= match self.sheet.policy.delivery {
            Delivery::Post => self.address_ui(ui, lang),
            Delivery::Email => self.email_ui(ui, lang),
        };
        changed |= checkbox_ui(ui, &mut self.enabled, words::ENABLED.get(lang)).changed();
        if self.enabled {
            match self.runs_first(cx.office.moment().today) {
                Some(First::Today) => drop(banner_ui(ui, Tone::Info, words::RUNS_TODAY.get(lang), None)),
                Some(First::On(day)) => drop(small_ui(ui, &words::runs_first(lang, day))),
                None => {}
            }
        } else {
            small_ui(ui, words::IS_OFF.get(lang));
        }
        changed
    }

    fn type_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let types: Vec<(InvoiceType, &str)> = self
            .sheet
            .types
            .iter()
            .map(|sheet| (sheet.invoice_type, domain::invoice_type(sheet.invoice_type).get(lang)))
            .collect();
        let changed = select_ui(ui, words::TYPE.get(lang), &mut self.invoice_type, &types, None).changed();
        let needs = self.sheet.needs_qualification(self.invoice_type);
        if needs && self.sheet.qualification != Some(QualificationState::Approved) {
            banner_ui(ui, Tone::Warn, words::NOT_QUALIFIED.get(lang), None);
        } else if let Some(of_type) = self.sheet.of_type(self.invoice_type)
            && (of_type.info == InfoOrigin::Missing || !of_type.problems.is_empty())
        {
            banner_ui(ui, Tone::Warn, words::NO_INFO.get(lang), None);
        }
        changed
    }

    fn address_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        if self.sheet.addresses.is_empty() {
            banner_ui(ui, Tone::Warn, words::NO_ADDRESS_YET.get(lang), None);
            return false;
        }
        let names: Vec<String> =
            self.sheet.addresses.iter().map(|stored| stored.address.one_line()).collect();
        let default = (None, words::DEFAULT_ADDRESS.get(lang));
        let stored =
            self.sheet.addresses.iter().zip(&names).map(|(stored, name)| (Some(stored.id), name.as_str()));
        let options: Vec<(Option<AddressId>, &str)> = std::iter::once(default).chain(stored).collect();
        select_ui(ui, words::ADDRESS.get(lang), &mut self.address, &options, None).changed()
    }

    fn email_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let fault = validate_emails(&self.email).err().filter(|_| !self.email.trim().is_empty());
        let fault = fault.map(|fault| faults::email_error(lang, &fault));
        let field = Field::new(words::EMAIL.get(lang), &mut self.email)
            .required()
            .hint(wizard::EMAIL_HINT.get(lang))
            .error(fault.as_deref());
        field.show(ui).changed()
    }

    /// Why it cannot be saved as it stands.
    fn cannot_save(&self, lang: Lang) -> Option<String> {
        if self.sending.is_under_way() {
            return Some(info::SAVING.get(lang).to_owned());
        }
        let by_email = self.sheet.policy.delivery == Delivery::Email;
        (by_email && validate_emails(&self.email).is_err()).then(|| steps::MEND_FIRST.get(lang).to_owned())
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

    fn command(&self) -> Command {
        let by_email = self.sheet.policy.delivery == Delivery::Email;
        let email = Some(self.email.trim().to_owned()).filter(|email| by_email && !email.is_empty());
        Command::SetRecurring(SetRecurring {
            account: self.sheet.account.code.clone(),
            enabled: self.enabled,
            r#type: self.invoice_type,
            address: self.address.filter(|_| !by_email).map(|id| id.0.to_string()),
            email,
        })
    }
}

/// When a plan runs first.
enum First {
    Today,
    On(NaiveDate),
}
