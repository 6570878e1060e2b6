//! The form in which a correction is asked for: filled in with what was applied for, checked while it is typed.

use std::collections::BTreeMap;

use chrono::Datelike;
use egui::{ScrollArea, Ui};

use crate::desk::commands::corrections::{MAILING_ADDRESS, RequestCorrection};
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::email::emails;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType, validate};
use crate::domain::policy::Delivery;
use crate::domain::rules::remark_invalid::{MAX_REMARK_CHARS, check_remark};
use crate::domain::text::{Code, MAX_TEXT_CHARS};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, corrections as words, faults, steps};
use crate::ui::command_dialog::Unready;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, too_long, typed};
use crate::ui::panels::application::correction::What;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Field, select_ui, small_ui, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Request {
    reason: String,
    lines: Vec<Line>,
    invoice_type: InvoiceType,
    verified_name: Option<String>,
    /// A tax id that fails its check, and who has seen it on the certificate.
    seen: Option<(String, String)>,
    by_email: bool,
    /// The mailing addresses that the replacement can go to, and the chosen one; none: where it goes without one.
    addresses: Vec<(Option<AddressId>, String)>,
    address: Option<AddressId>,
    /// What is wrong in which line, known since the last change.
    faults: Vec<(What, Fault)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    what: What,
    was: String,
    text: String,
    required: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Fault {
    Info(crate::domain::invoice_info::FieldFault),
    Email(crate::domain::email::EmailError),
    Remark(crate::domain::refusal::Refusal),
    TooLong,
}

impl Line {
    fn is_changed(&self) -> bool {
        self.text.trim() != self.was
    }
}

impl Request {
    pub(super) fn of(page: &ApplicationPage) -> Self {
        let view = &page.view;
        let side = page.correction.as_ref();
        let delivery = side.map_or(view.policy.delivery, |side| side.delivery);
        let line = |what: What| {
            let was = what.of(view).to_owned();
            Line { what, text: was.clone(), was, required: what.is_required(view, delivery) }
        };
        let shown = What::all().filter(|what| what.belongs_to(view, delivery));
        let mut form = Self {
            reason: String::new(),
            lines: shown.map(line).collect(),
            invoice_type: view.r#type,
            verified_name: side.and_then(|side| side.verified_name.clone()),
            seen: view.info.tax_id.clone().zip(view.info.tax_id_seen_by.clone()),
            by_email: delivery == Delivery::Email,
            addresses: match side {
                Some(side) if delivery == Delivery::Post => {
                    side.addresses.iter().map(|of| (Some(of.id), of.address.one_line())).collect()
                }
                _ => Vec::new(),
            },
            address: None,
            faults: Vec::new(),
        };
        form.check();
        form
    }

    fn text(&self, what: What) -> &str {
        self.lines.iter().find(|line| line.what == what).map_or("", |line| line.text.trim())
    }

    fn info(&self) -> InvoiceInfo {
        use crate::domain::invoice_info::InfoField as F;
        let text = |field| Some(self.text(What::Info(field)).to_owned());
        let info = InvoiceInfo {
            name: self.text(What::Info(F::Name)).to_owned(),
            tax_id: text(F::TaxId),
            tax_id_seen_by: self
                .seen
                .as_ref()
                .filter(|(seen, _)| seen == self.text(What::Info(F::TaxId)))
                .map(|(_, by)| by.clone()),
            address: text(F::Address),
            phone: text(F::Phone),
            bank: text(F::Bank),
            bank_account: text(F::BankAccount),
        };
        info.normalised()
    }

    fn check(&mut self) {
        let info = validate(&self.info(), self.invoice_type, self.verified_name.as_deref());
        let mut faults: Vec<_> =
            info.into_iter().map(|problem| (What::Info(problem.field), Fault::Info(problem.fault))).collect();
        let email = self.text(What::Email);
        if self.by_email || !email.is_empty() {
            faults.extend(emails(email).err().map(|error| (What::Email, Fault::Email(error))));
        }
        let remark = check_remark(self.text(What::Remark));
        faults.extend(remark.err().map(|refusal| (What::Remark, Fault::Remark(refusal))));
        if self.text(What::Contact).chars().count() > MAX_TEXT_CHARS {
            faults.push((What::Contact, Fault::TooLong));
        }
        self.faults = faults;
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("reason", &mut self.reason);
        for line in &mut self.lines {
            inputs.field(line.what.as_str(), &mut line.text);
        }
        inputs.field("mailing_address", &mut self.address);
        self.address = self.address.filter(|id| self.addresses.iter().any(|(of, _)| *of == Some(*id)));
        self.check();
    }

    fn changes(&self) -> BTreeMap<String, String> {
        let changed = self.lines.iter().filter(|line| line.is_changed());
        let changed = changed.map(|line| (line.what.as_str().to_owned(), line.text.trim().to_owned()));
        changed.chain(self.address.map(|id| (MAILING_ADDRESS.to_owned(), id.0.to_string()))).collect()
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        weak_ui(ui, words::REQUEST_NOTE.get(lang));
        if let Some(quota) = page.correction.as_ref().and_then(|side| side.quota) {
            let year = fields.today.year();
            small_ui(ui, &words::before_asking(lang, year, quota.used, quota.left(), quota.last_day));
        }
        fields.reason_ui(ui, "reason", words::REASON, words::REASON_HINT, 2, &mut self.reason);
        let room = ui.ctx().content_rect().height() - AROUND;
        let scroll = ScrollArea::vertical().id_salt("fields").max_height(room).auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            self.lines_ui(ui, fields);
            self.address_ui(ui, fields, page);
        });
        if fields.changed {
            self.check();
        }
    }

    fn lines_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let faults = &self.faults;
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        ui.spacing_mut().item_spacing.y = space::XS;
        for pair in self.lines.chunks_mut(2) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for line in pair {
                    let fault = faults.iter().find(|(what, _)| *what == line.what);
                    let fault = fault.map(|(_, fault)| fault_words(lang, fault));
                    let was = line.is_changed().then(|| words::was(lang, &line.was));
                    let mut field = Field::new(line.what.name(lang), &mut line.text).width(half);
                    if line.what == What::Remark {
                        field = field.limit(MAX_REMARK_CHARS);
                    }
                    if line.required {
                        field = field.required();
                    }
                    if let Some(was) = &was {
                        field = field.message(Tone::Warn, was);
                    }
                    fields.text_ui(ui, line.what.as_str(), field, fault);
                }
            });
        }
    }

    /// The choice of a mailing address, where the replacement is posted.
    fn address_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        if self.addresses.is_empty() {
            return;
        }
        let is_posted = page.view.address.is_some();
        let without = if is_posted { words::SAME_ADDRESS } else { words::DEFAULT_ADDRESS };
        let mut options = vec![(None, without.get(fields.lang))];
        options.extend(self.addresses.iter().map(|(id, text)| (*id, text.as_str())));
        let label = common::DELIVERED_TO.get(fields.lang);
        fields.heed(&select_ui(ui, label, &mut self.address, &options, None));
    }

    pub(super) fn command(&self, lang: Lang, application: Code) -> Result<Command, Unready> {
        let reason =
            typed("reason", &self.reason)?.ok_or_else(|| Unready::because(lang, words::REASON_MISSING))?;
        if !self.faults.is_empty() || too_long(lang, &self.reason).is_some() {
            return Err(Unready::because(lang, steps::FIX_FIRST));
        }
        let changes = Some(self.changes()).filter(|changes| !changes.is_empty());
        let changes = changes.ok_or_else(|| Unready::because(lang, words::CHANGE_SOMETHING))?;
        let changes = Some(changes);
        Ok(Command::RequestCorrection(RequestCorrection { application, reason, changes }))
    }
}

/// The height of a dialog's other parts.
const AROUND: f32 = 400.0;

fn fault_words(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::Info(fault) => faults::field_fault(lang, fault),
        Fault::Email(error) => faults::email_error(lang, error),
        Fault::Remark(refusal) => message(lang, refusal),
        Fault::TooLong => faults::too_long(lang, MAX_TEXT_CHARS),
    }
}
