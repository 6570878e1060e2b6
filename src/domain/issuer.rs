//! Issuers (开票方): the companies that sell and issue invoices.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::bureau::Waiver;
use super::money::Fen;
use super::policy::{InvoiceItem, Policy};
use super::tax_id::{self, TaxId};

/// A company that issues invoices under a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the other fields are called as on an invoice")]
pub struct Issuer {
    /// A short code, unique in the store.
    pub code: String,
    pub name: String,
    /// The code of the policy it works under.
    pub policy: String,
    #[serde(default, deserialize_with = "tax_id::if_any")]
    pub tax_id: Option<TaxId>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub bank: Option<String>,
    pub bank_account: Option<String>,
    /// The greatest gross amount of one invoice (单张上限), where the tax bureau sets one.
    pub max_invoice_amount: Option<Fen>,
    /// Whether it is a general or a small-scale taxpayer; none: nobody has said.
    pub taxpayer: Option<Taxpayer>,
    /// Why it issues special invoices at 3 % though it might at 1 %, where it is a small-scale taxpayer and does.
    pub full_rate_reason: Option<Waiver>,
    /// What is printed on its invoices, where it has items of its own; the first is used. None: the policy's.
    #[serde(default)]
    pub items: Vec<InvoiceItem>,
}

/// What kind of taxpayer an issuer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taxpayer {
    /// 一般纳税人.
    General,
    /// 小规模纳税人.
    SmallScale,
}

listed!(Taxpayer);

impl Issuer {
    /// A policy as this issuer works under it: items of its own take the place of the policy's.
    #[must_use]
    pub fn working_under(&self, mut policy: Policy) -> Policy {
        if !self.items.is_empty() {
            policy.items.clone_from(&self.items);
        }
        policy
    }
}
