//! The form in which a correction is asked for: filled in with what was applied for, checked while it is typed.

use std::collections::BTreeMap;

use chrono::Datelike;
use egui::{ScrollArea, Ui};

use super::field::What;
use super::{Drawn, Filled};
use crate::desk::commands::corrections::MAILING_ADDRESS;
use crate::desk::commands::corrections::RequestCorrection;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::email::validate_emails;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType, validate};
use crate::domain::policy::Delivery;
use crate::domain::rules::remark_invalid::{MAX_REMARK_CHARS, check_remark};
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, application, corrections as words, faults, steps};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Field, select_ui, small_ui, weak_ui};

/// A correction, as it is typed.
#[derive(Debug)]
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

/// One field.
#[derive(Debug)]
struct Line {
    what: What,
    was: String,
    text: String,
    required: bool,
}

/// What is wrong with a field.
#[derive(Debug)]
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
    /// A form with what was applied for.
    pub(super) fn of(page: &ApplicationPage) -> Self {
        let view = &page.view;
        let side = page.correction.as_ref();
        let delivery = side.map_or(view.policy.delivery, |side| side.delivery);
        let line = |what: What| {
            let was = what.of(view).to_owned();
            Line { what, text: was.clone(), was, required: what.is_required(view, delivery) }
        };
        let shown = What::ALL.into_iter().filter(|what| what.belongs_to(view, delivery));
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

    /// The title block as it would be.
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
            faults.extend(validate_emails(email).err().map(|error| (What::Email, Fault::Email(error))));
        }
        let remark = check_remark(self.text(What::Remark));
        faults.extend(remark.err().map(|refusal| (What::Remark, Fault::Remark(refusal))));
        if self.text(What::Contact).chars().count() > MAX_TEXT_CHARS {
            faults.push((What::Contact, Fault::TooLong));
        }
        self.faults = faults;
    }

    /// What is changed, and what to.
    fn changes(&self) -> BTreeMap<String, String> {
        let changed = self.lines.iter().filter(|line| line.is_changed());
        let changed = changed.map(|line| (line.what.as_str().to_owned(), line.text.trim().to_owned()));
        changed.chain(self.address.map(|id| (MAILING_ADDRESS.to_owned(), id.0.to_string()))).collect()
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        weak_ui(ui, words::REQUEST_NOTE.get(lang));
        if let Some(quota) = drawn.page.correction.as_ref().and_then(|side| side.quota) {
            let year = drawn.today.year();
            small_ui(ui, &words::before_asking(lang, year, quota.used, quota.left(), quota.last_day));
        }
        let too_long = self.reason.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let reason = Field::new(words::REASON.get(lang), &mut self.reason)
            .required()
            .rows(2)
            .limit(MAX_TEXT_CHARS)
            .hint(words::REASON_HINT.get(lang))
            .error(error.as_deref())
            .show(ui);
        if drawn.is_new {
            reason.request_focus();
        }
        let room = ui.ctx().content_rect().height() - AROUND;
        let changed = ScrollArea::vertical()
            .id_salt("fields")
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| self.lines_ui(ui, drawn))
            .inner;
        if changed {
            self.check();
        }
        let say = |text: Text| Some(text.get(lang).to_owned());
        let barred = if self.reason.trim().is_empty() {
            say(words::REASON_MISSING)
        } else if !self.faults.is_empty() || too_long {
            say(steps::MEND_FIRST)
        } else if self.changes().is_empty() {
            say(words::CHANGE_SOMETHING)
        } else {
            None
        };
        Filled { changed: changed || reason.changed(), barred, said: false }
    }

    /// The fields, two in a row; whether one was changed.
    fn lines_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> bool {
        let lang = drawn.lang;
        let faults = &self.faults;
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        let mut changed = false;
        ui.spacing_mut().item_spacing.y = space::XS;
        for pair in self.lines.chunks_mut(2) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for line in pair {
                    let fault = faults.iter().find(|(what, _)| *what == line.what);
                    let said = match fault {
                        Some((_, fault)) => Some((Tone::Bad, fault_words(lang, fault))),
                        None => line.is_changed().then(|| (Tone::Warn, words::was(lang, &line.was))),
                    };
                    let mut field = Field::new(line.what.name(lang), &mut line.text).width(half);
                    if line.what == What::Remark {
                        field = field.limit(MAX_REMARK_CHARS);
                    }
                    if line.required {
                        field = field.required();
                    }
                    if let Some((tone, text)) = &said {
                        field = field.message(*tone, text);
                    }
                    changed |= field.show(ui).changed();
                }
            });
        }
        changed | self.address_ui(ui, drawn)
    }

    /// The choice of a mailing address, where the replacement is posted; whether another was chosen.
    fn address_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> bool {
        if self.addresses.is_empty() {
            return false;
        }
        let is_posted = drawn.page.view.address.is_some();
        let without = if is_posted { words::SAME_ADDRESS } else { words::DEFAULT_ADDRESS };
        let mut options = vec![(None, without.get(drawn.lang))];
        options.extend(self.addresses.iter().map(|(id, text)| (*id, text.as_str())));
        let label = application::DELIVERED_TO.get(drawn.lang);
        select_ui(ui, label, &mut self.address, &options, None).changed()
    }

    pub(super) fn command(&self, application: String) -> Command {
        let reason = self.reason.trim().to_owned();
        Command::RequestCorrection(RequestCorrection { application, reason, changes: Some(self.changes()) })
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
