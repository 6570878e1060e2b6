//! Records how an application's invoices were sent.

use egui::Ui;

use crate::desk::commands::application_steps::DeliverApplication;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::desk::worker::Office;
use crate::domain::application::Step;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::email::emails;
use crate::domain::policy::Delivery;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::tracking::{carrier_of_number, tracking_number};
use crate::i18n::{Lang, application, bulk, common, domain, faults, steps as words};
use crate::ui::bulk::waiting_parcel;
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given, typed};
use crate::ui::sending::Answer;
use crate::ui::state::Undo;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, chip_ui, key_value_ui, segmented_ui};

#[derive(Clone, Debug, PartialEq)]
pub struct Deliver {
    number: String,
    way: Delivery,
    carrier: String,
    tracking_no: String,
    email: String,
    /// It began with a number that was read from the parcel, which no draft takes the place of.
    is_read: bool,
}

impl Deliver {
    /// As the policy delivers, with what is known: by post, the parcel that was pasted beside its invoice.
    pub fn planned(page: &ApplicationPage, office: &Office) -> Self {
        let view = &page.view;
        let way = view.policy.delivery;
        let parcel = (way == Delivery::Post).then(|| waiting_parcel(office, page)).flatten();
        let [carrier, tracking_no] = parcel.unwrap_or_default();
        let email = view.email.clone().or_else(|| view.account_email.clone());
        Self {
            number: view.application.clone(),
            way,
            carrier,
            tracking_no,
            email: email.unwrap_or_default(),
            is_read: false,
        }
    }

    /// The same by the carrier that was named last, where nothing says another one, with a number that was read from the
    /// parcel, if one was.
    pub fn posted(page: &ApplicationPage, office: &Office, last_carrier: &str, read: String) -> Self {
        let planned = Self::planned(page, office);
        if read.is_empty() {
            let carrier = Some(planned.carrier.clone()).filter(|carrier| !carrier.is_empty());
            return Self { carrier: carrier.unwrap_or_else(|| last_carrier.to_owned()), ..planned };
        }
        let carrier = carrier_of_number(&read).unwrap_or(last_carrier).to_owned();
        Self { way: Delivery::Post, carrier, tracking_no: read, is_read: true, ..planned }
    }

    /// The carrier, as it was typed.
    pub fn carrier(&self) -> &str {
        &self.carrier
    }

    fn post_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        if let Some(address) = &page.view.address {
            let (to, street) = (&address.recipient, &address.street);
            let text = format!("{} {street}\n{to} {}", address.region, address.phone);
            key_value_ui(ui, words::SEND_TO.get(lang), &text);
        }
        // Where the carrier is known, the number is what is typed or read next.
        let wants_number = fields.wants_focus && !self.carrier.is_empty();
        fields.wants_focus &= !wants_number;
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
        fields.wants_focus |= wants_number;
        let fault = self.tracking_fault(lang);
        let field = Field::new(words::TRACKING_NO.get(lang), &mut self.tracking_no).required();
        fields.text_ui(ui, "tracking_no", field, fault);
    }

    /// What is wrong with the number of the parcel that is typed.
    fn tracking_fault(&self, lang: Lang) -> Option<String> {
        let fault = tracking_number(&self.tracking_no).err().filter(|_| !self.tracking_no.trim().is_empty());
        fault.map(|fault| bulk::tracking_fault(lang, fault))
    }

    fn email_fault(&self, lang: Lang) -> Option<String> {
        emails(&self.email).err().map(|error| faults::email_error(lang, &error))
    }
}

impl CommandForm for Deliver {
    type Page = ApplicationPage;

    fn head(&self, lang: Lang) -> Head {
        Head::new(domain::step(Step::Deliver).get(lang))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        key_value_ui(ui, common::APPLICATION.get(lang), &self.number);
        key_value_ui(ui, common::BUYER.get(lang), &page.view.info.name);
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

    fn command(&self, lang: Lang, _page: &ApplicationPage) -> Result<Command, Unready> {
        let application = checked("application", &self.number)?;
        let (mut carrier, mut tracking_no, mut email) = (None, None, None);
        let missing = |name: crate::i18n::Text| {
            move || Unready::Because(format!("{}{}", common::REQUIRED.get(lang), name.get(lang)))
        };
        match self.way {
            Delivery::Post => {
                carrier = Some(typed("carrier", &self.carrier)?.ok_or_else(missing(words::CARRIER))?);
                if let Some(fault) = self.tracking_fault(lang) {
                    return Err(Unready::Because(fault));
                }
                let number = tracking_number(&self.tracking_no).unwrap_or_default();
                tracking_no = Some(typed("tracking_no", &number)?.ok_or_else(missing(words::TRACKING_NO))?);
            }
            Delivery::Email => match self.email_fault(lang) {
                Some(fault) => return Err(Unready::Because(fault)),
                None => email = given(&self.email),
            },
        }
        Ok(Command::DeliverApplication(DeliverApplication { application, carrier, tracking_no, email }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        application::done(Step::Deliver).get(lang).to_owned()
    }

    fn undo(&self, _answer: &Answer) -> Option<Undo> {
        Undo::step(&self.number, Step::Deliver)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(domain::step(Step::Deliver), self.number.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        (!self.is_read).then(|| DraftKey::new(DraftForm::Delivery).about(&self.number))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("way", &mut self.way);
        inputs.field("carrier", &mut self.carrier);
        inputs.field("tracking_no", &mut self.tracking_no);
        inputs.field("email", &mut self.email);
    }
}
