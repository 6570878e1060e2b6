//! Records how an application's invoices were sent.

use crate::desk::commands::application_steps::DeliverApplication;
use egui::Ui;

use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::email::emails;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::domain::text::Code;
use crate::i18n::{Lang, common, domain, faults, steps as words};
use crate::ui::command_dialog::Unready;
use crate::ui::fields::{Fields, given, typed};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, chip_ui, key_value_ui, segmented_ui};

#[derive(Clone, Debug, PartialEq)]
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

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        let ways = [Delivery::Post, Delivery::Email].map(|way| (way, domain::delivery(way).get(lang)));
        let chosen = segmented_ui(ui, common::DELIVERY_METHOD.get(lang), &mut self.way, &ways);
        fields.heed(&chosen);
        fields.wants_focus |= chosen.changed();
        ui.add_space(space::XS);
        match self.way {
            Delivery::Post => self.post_ui(ui, fields, page),
            Delivery::Email => {
                let refused = fields.refused_where(|refusal| matches!(refusal, Refusal::EmailInvalid { .. }));
                let fault = refused.or_else(|| self.email_fault(lang));
                let field = Field::new(words::EMAIL.get(lang), &mut self.email).required();
                fields.text_ui(ui, "email", field.hint(words::EMAIL_HINT.get(lang)), fault);
            }
        }
    }

    fn post_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        if let Some(address) = &page.view.address {
            let (to, street) = (&address.recipient, &address.street);
            let text = format!("{} {street}\n{to} {}", address.region, address.phone);
            key_value_ui(ui, words::SEND_TO.get(lang), &text);
        }
        let field = Field::new(words::CARRIER.get(lang), &mut self.carrier).required();
        fields.text_ui(ui, "carrier", field, None);
        ui.horizontal_wrapped(|ui| {
            for name in words::CARRIERS.map(|name| name.get(lang)) {
                if chip_ui(ui, self.carrier == name, name, None).clicked() {
                    self.carrier = name.to_owned();
                    fields.changed = true;
                }
            }
        });
        let field = Field::new(words::TRACKING_NO.get(lang), &mut self.tracking_no).required();
        fields.text_ui(ui, "tracking_no", field, None);
    }

    fn email_fault(&self, lang: Lang) -> Option<String> {
        emails(&self.email).err().map(|error| faults::email_error(lang, &error))
    }

    pub(super) fn command(&self, lang: Lang, application: Code) -> Result<Command, Unready> {
        let (mut carrier, mut tracking_no, mut email) = (None, None, None);
        let missing = |name: crate::i18n::Text| {
            move || Unready::Because(format!("{}{}", common::REQUIRED.get(lang), name.get(lang)))
        };
        match self.way {
            Delivery::Post => {
                carrier = Some(typed("carrier", &self.carrier)?.ok_or_else(missing(words::CARRIER))?);
                let number = typed("tracking_no", &self.tracking_no)?;
                tracking_no = Some(number.ok_or_else(missing(words::TRACKING_NO))?);
            }
            Delivery::Email => match self.email_fault(lang) {
                Some(fault) => return Err(Unready::Because(fault)),
                None => email = given(&self.email),
            },
        }
        Ok(Command::DeliverApplication(DeliverApplication { application, carrier, tracking_no, email }))
    }
}
