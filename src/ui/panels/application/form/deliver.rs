//! Records how an application's invoices were sent.

use egui::Ui;

use super::{Drawn, Filled, entered};
use crate::desk::commands::application_steps::DeliverApplication;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::email::validate_emails;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::i18n::{domain, faults, refusal::message, steps as words};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, chip_ui, key_value_ui, segmented_ui};

/// How it is sent, as it is typed.
#[derive(Debug)]
pub(super) struct Deliver {
    way: Delivery,
    carrier: String,
    tracking_no: String,
    email: String,
}

impl Deliver {
    /// As the policy delivers, with what is known.
    pub(super) fn planned(page: &ApplicationPage) -> Self {
        let view = &page.view;
        let email = view.email.clone().or_else(|| view.account_email.clone());
        Self {
            way: view.policy.delivery,
            carrier: String::new(),
            tracking_no: String::new(),
            email: email.unwrap_or_default(),
        }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        let ways = [Delivery::Post, Delivery::Email].map(|way| (way, domain::delivery(way).get(lang)));
        let chosen = segmented_ui(ui, words::WAY.get(lang), &mut self.way, &ways);
        let is_new = drawn.is_new || chosen.changed();
        ui.add_space(space::XS);
        let filled = match self.way {
            Delivery::Post => self.post_ui(ui, drawn, is_new),
            Delivery::Email => self.email_ui(ui, drawn, is_new),
        };
        Filled { changed: filled.changed || chosen.changed(), ..filled }
    }

    fn post_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>, is_new: bool) -> Filled {
        let lang = drawn.lang;
        if let Some(address) = &drawn.page.view.address {
            let (to, street) = (&address.recipient, &address.street);
            let text = format!("{} {street}\n{to} {}", address.region, address.phone);
            key_value_ui(ui, words::SEND_TO.get(lang), &text);
        }
        let carrier = Field::new(words::CARRIER.get(lang), &mut self.carrier).required().show(ui);
        let mut changed = carrier.changed();
        ui.horizontal_wrapped(|ui| {
            for name in words::CARRIERS.map(|name| name.get(lang)) {
                if chip_ui(ui, self.carrier == name, name, None).clicked() {
                    self.carrier = name.to_owned();
                    changed = true;
                }
            }
        });
        let tracking_no = Field::new(words::TRACKING_NO.get(lang), &mut self.tracking_no).required().show(ui);
        if is_new {
            carrier.request_focus();
        }
        let missing = [(&self.carrier, words::CARRIER), (&self.tracking_no, words::TRACKING_NO)]
            .into_iter()
            .find(|(text, _)| text.trim().is_empty());
        Filled {
            changed: changed || tracking_no.changed(),
            entered: entered(ui, &tracking_no),
            said: false,
            barred: missing.map(|(_, name)| format!("{}{}", words::FILL_IN.get(lang), name.get(lang))),
        }
    }

    fn email_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>, is_new: bool) -> Filled {
        let lang = drawn.lang;
        let wrong = validate_emails(&self.email).err().map(|error| faults::email_error(lang, &error));
        let refused = match drawn.refused {
            Some(refusal @ Refusal::EmailInvalid { .. }) => Some(message(lang, refusal)),
            _ => None,
        };
        let error = refused.clone().or_else(|| wrong.clone());
        let email = Field::new(words::EMAIL.get(lang), &mut self.email)
            .required()
            .hint(words::EMAIL_HINT.get(lang))
            .error(error.as_deref())
            .show(ui);
        if is_new {
            email.request_focus();
        }
        Filled {
            changed: email.changed(),
            entered: entered(ui, &email),
            said: refused.is_some(),
            barred: wrong,
        }
    }

    pub(super) fn command(&self, application: String) -> Command {
        let given = |way: Delivery, text: &str| (self.way == way).then(|| text.trim().to_owned());
        Command::DeliverApplication(DeliverApplication {
            application,
            carrier: given(Delivery::Post, &self.carrier),
            tracking_no: given(Delivery::Post, &self.tracking_no),
            email: given(Delivery::Email, &self.email),
        })
    }
}
