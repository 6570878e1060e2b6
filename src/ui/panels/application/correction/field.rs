//! What can be corrected on an application: the buyer's title block, and what goes with it.

use crate::desk::commands::corrections::MAILING_ADDRESS;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::application_answer::ApplicationView;
use crate::domain::address::MailingAddress;
use crate::domain::invoice_info::{InfoField, InvoiceType};
use crate::domain::policy::Delivery;
use crate::i18n::{Lang, common, domain, steps};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum What {
    Info(InfoField),
    Email,
    Contact,
    Remark,
}

impl What {
    /// Everything, in the order in which forms show it.
    pub fn all() -> impl Iterator<Item = Self> {
        InfoField::ALL.into_iter().map(Self::Info).chain([Self::Email, Self::Contact, Self::Remark])
    }

    fn parse(key: &str) -> Option<Self> {
        Self::all().find(|what| what.as_str() == key)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info(field) => field.as_str(),
            Self::Email => "email",
            Self::Contact => "contact",
            Self::Remark => "remark",
        }
    }

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Info(field) => domain::info_field(field).get(lang),
            Self::Email => steps::EMAIL.get(lang),
            Self::Contact => common::CONTACT.get(lang),
            Self::Remark => common::REMARK.get(lang),
        }
    }

    pub fn of(self, view: &ApplicationView) -> &str {
        let text = match self {
            Self::Info(field) => view.info.field(field),
            Self::Email => view.email.as_deref(),
            Self::Contact => view.contact.as_deref(),
            Self::Remark => view.remark.as_deref(),
        };
        text.unwrap_or_default()
    }

    /// Whether an application has it, or can.
    pub fn belongs_to(self, view: &ApplicationView, delivery: Delivery) -> bool {
        let is_filled = !self.of(view).is_empty();
        match self {
            Self::Info(InfoField::Name) | Self::Contact | Self::Remark => true,
            Self::Info(_) => is_filled || view.r#type != InvoiceType::PersonalGeneral,
            Self::Email => is_filled || delivery == Delivery::Email,
        }
    }

    pub fn is_required(self, view: &ApplicationView, delivery: Delivery) -> bool {
        match self {
            Self::Info(field) => field.is_required_for(view.r#type),
            Self::Email => delivery == Delivery::Email,
            Self::Contact | Self::Remark => false,
        }
    }
}

/// What a change of this name is about, in words; a name that is not known is its own.
pub(super) fn named(lang: Lang, key: &str) -> String {
    if key == MAILING_ADDRESS {
        return common::DELIVERED_TO.get(lang).to_owned();
    }
    What::parse(key).map_or_else(|| key.to_owned(), |what| what.name(lang).to_owned())
}

/// What the application holds for a change of this name.
pub(super) fn held(view: &ApplicationView, key: &str) -> String {
    if key == MAILING_ADDRESS {
        return view.address.as_ref().map(MailingAddress::one_line).unwrap_or_default();
    }
    What::parse(key).map_or("", |what| what.of(view)).to_owned()
}

/// What a change says, as people read it: an address that is named by its number is shown.
pub(super) fn named_by(page: &ApplicationPage, key: &str, text: &str) -> String {
    let addresses = page.correction.iter().flat_map(|side| &side.addresses);
    let mut named = addresses.filter(|address| key == MAILING_ADDRESS && address.id.0.to_string() == text);
    named.next().map_or_else(|| text.to_owned(), |address| address.address.one_line())
}
