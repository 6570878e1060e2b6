//! Customer accounts (客户账号): who is billed, of what kind, from where, in what standing.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::tax_id::{self, TaxId};

/// What kind of customer an account belongs to; it decides which invoice types the account may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AccountKind {
    /// 个人.
    Individual,
    /// 企业.
    Enterprise,
    /// 组织: government, public institutions, non-profits.
    Organisation,
}

listed!(AccountKind);

/// Where a customer is registered; only the mainland has VAT invoices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Region {
    /// 中国大陆.
    #[default]
    Mainland,
    /// 港澳台.
    HongKongMacaoTaiwan,
    /// 海外.
    Overseas,
}

listed!(Region);

/// The standing of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AccountStatus {
    /// 正常.
    #[default]
    Active,
    /// 冻结.
    Frozen,
}

/// One customer of an issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The customer number, unique in the store.
    pub code: String,
    /// The name the issuer knows the customer by.
    pub name: String,
    /// Individual, enterprise or organisation.
    pub kind: AccountKind,
    /// Where the customer is registered.
    pub region: Region,
    /// The standing that was set by hand or by import; a policy may freeze an account besides.
    pub status: AccountStatus,
    /// The real name that was verified (实名认证).
    pub verified_name: Option<String>,
    /// The tax id that was verified.
    #[serde(default, deserialize_with = "tax_id::kept")]
    pub verified_tax_id: Option<TaxId>,
}
