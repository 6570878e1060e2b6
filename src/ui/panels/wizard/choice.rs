//! What is chosen and typed in the wizard, as its draft keeps it.

use super::data::Data;
use super::details::Details;
use super::pick::Pick;
use crate::domain::ids::AddressId;
use crate::domain::invoice_info::InvoiceType;
use crate::ui::drafts::Inputs;
use crate::ui::widgets::MoneyInput;

#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The numbers of the bills that are chosen.
    bills: Vec<String>,
    amount: MoneyInput,
    invoice_type: Option<InvoiceType>,
    address: Option<AddressId>,
    email: String,
    contact: String,
    remark: String,
}

impl Choice {
    pub(super) fn of(data: &Data, pick: &Pick, details: &Details) -> Self {
        let chosen = data.bills.iter().filter(|bill| pick.chosen.contains(&bill.id));
        Self {
            bills: chosen.map(|bill| bill.bill_no.clone()).collect(),
            amount: pick.money.clone(),
            invoice_type: details.invoice_type,
            address: details.address,
            email: details.email.clone(),
            contact: details.contact.clone(),
            remark: details.remark.clone(),
        }
    }

    /// Chooses and types it again; a bill that can no longer be invoiced is counted as dropped.
    pub(super) fn give(self, data: &Data, pick: &mut Pick, details: &mut Details) {
        let bills = data.bills.iter().filter(|bill| self.bills.contains(&bill.bill_no));
        pick.chosen = bills.filter(|bill| bill.eligible).map(|bill| bill.id).collect();
        pick.dropped = self.bills.len() - pick.chosen.len();
        pick.money = self.amount;
        pick.version += 1;
        pick.arrange(data);
        details.invoice_type = self.invoice_type;
        details.address = self.address;
        details.email = self.email;
        details.contact = self.contact;
        details.remark = self.remark;
        details.renew(data);
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("bills", &mut self.bills);
        inputs.field("amount", &mut self.amount);
        inputs.field("type", &mut self.invoice_type);
        inputs.field("address", &mut self.address);
        inputs.field("email", &mut self.email);
        inputs.field("contact", &mut self.contact);
        inputs.field("remark", &mut self.remark);
    }
}
