//! What is said in step 2: the type, where the invoice goes, contact and remark.

use super::data::Data;
use crate::desk::pages::customer::email_and_contact;
use crate::domain::email::{EmailError, emails};
use crate::domain::gbk;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::domain::rules::remark_invalid::MAX_REMARK_CHARS;
use crate::i18n::{Text, wizard as words};

#[derive(Debug, Default)]
pub struct Details {
    pub invoice_type: Option<InvoiceType>,
    pub address: Option<AddressId>,
    pub email: String,
    pub contact: String,
    pub remark: String,
    /// A new address, which is chosen as soon as it is among the customer's.
    pub awaited: Option<AddressId>,
    pub email_fault: Option<EmailError>,
    pub remark_fault: Option<Refusal>,
}

/// Type, address, and what is typed.
pub type Said = (Option<InvoiceType>, Option<AddressId>, [String; 3]);

/// Where something is missing or wrong, which has the keyboard first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Type,
    Info,
    Address,
    Email,
    Remark,
}

impl Details {
    /// What is known of the customer already: what the application before asked for, else the first type, the default
    /// address, e-mail and contact.
    pub fn new(data: &Data) -> Self {
        let last = data.sheet.last.as_ref();
        let [email, contact] = email_and_contact(&data.sheet.profile, last);
        let last_type = last.map(|last| last.invoice_type).into_iter();
        let mut types = last_type.chain(data.sheet.types.iter().map(|of_type| of_type.invoice_type));
        let mut details = Self {
            invoice_type: types.find(|of_type| data.may_have(*of_type)),
            address: last.and_then(|last| last.address),
            email: email.unwrap_or_default(),
            contact: contact.unwrap_or_default(),
            ..Self::default()
        };
        details.renew(data);
        details
    }

    /// Takes newer data: an address that was removed is no longer chosen.
    pub fn renew(&mut self, data: &Data) {
        let addresses = &data.sheet.addresses;
        if let Some(new) = self.awaited.filter(|id| addresses.iter().any(|address| address.id == *id)) {
            self.address = Some(new);
            self.awaited = None;
        }
        self.address = self.address.filter(|id| addresses.iter().any(|address| address.id == *id));
        if self.address.is_none() {
            self.address = addresses.iter().find(|address| address.is_default).map(|address| address.id);
        }
        self.check();
    }

    /// Whether it says no more than what is known of the customer already.
    pub fn is_as_known(&self, data: &Data) -> bool {
        self.said() == Self::new(data).said()
    }

    /// What is chosen and typed.
    pub fn said(&self) -> Said {
        (self.invoice_type, self.address, [self.email.clone(), self.contact.clone(), self.remark.clone()])
    }

    /// Looks at what was typed; called when it changed.
    pub fn check(&mut self) {
        self.email_fault = emails(&self.email).err();
        let remark = self.remark.trim();
        let length = remark.chars().count();
        self.remark_fault = if length > MAX_REMARK_CHARS {
            Some(Refusal::RemarkInvalid { length: Some(length), character: None })
        } else {
            gbk::first_outside(remark)
                .map(|character| Refusal::RemarkInvalid { length: None, character: Some(character) })
        };
    }

    /// What is missing or wrong first, and what is said of it.
    pub fn missing(&self, data: &Data) -> Option<(Missing, Text)> {
        let Some(invoice_type) = self.invoice_type else { return Some((Missing::Type, words::CHOOSE_TYPE)) };
        if !data.may_have(invoice_type) {
            return Some((Missing::Type, words::NOT_QUALIFIED));
        }
        let sheet = data.sheet.of_type(invoice_type)?;
        let by_post = data.sheet.policy.delivery == Delivery::Post;
        match sheet.info.info() {
            None => Some((Missing::Info, words::INFO_MISSING_NOTE)),
            Some(_) if !sheet.problems.is_empty() => Some((Missing::Info, words::CORRECT_INFO)),
            _ if by_post && self.address.is_none() => Some((Missing::Address, words::CHOOSE_ADDRESS)),
            _ if !by_post && self.email_fault.is_some() => Some((Missing::Email, words::CORRECT_EMAIL)),
            _ if self.remark_fault.is_some() => Some((Missing::Remark, words::CORRECT_REMARK)),
            _ => None,
        }
    }
}
