//! An invoice as the bulk-issue form has it: which of its columns the desk fills, and with what.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{IntoStaticStr, VariantArray, VariantNames};

use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::tax::TaxRate;

/// A sheet of the form that the desk fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FormSheet {
    /// `1-发票基本信息`: a row an invoice.
    Info,
    /// `2-发票明细信息`: a row a line of an invoice.
    Lines,
}

listed!(FormSheet);
named!(FormSheet);

impl FormSheet {
    /// What its tab says in every version of the form that is known.
    pub const fn tab(self) -> &'static str {
        match self {
            Self::Info => "1-发票基本信息",
            Self::Lines => "2-发票明细信息",
        }
    }

    /// What its tab says, without the number before it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Info => "发票基本信息",
            Self::Lines => "发票明细信息",
        }
    }
}

/// A column of the form that the desk fills.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "`header` says what each is")]
pub enum FormColumn {
    Serial,
    Type,
    TaxIncluded,
    NaturalPerson,
    BuyerName,
    BuyerTaxId,
    BuyerAddress,
    BuyerPhone,
    BuyerBank,
    BuyerBankAccount,
    BuyerShown,
    Remark,
    SellerBank,
    SellerBankAccount,
    SellerShown,
    BuyerEmail,
    Waiver,
    LineSerial,
    Item,
    TaxCode,
    Amount,
    Rate,
}

listed!(FormColumn);
named!(FormColumn);

impl FormColumn {
    /// The sheet that it is on.
    pub const fn sheet(self) -> FormSheet {
        match self {
            Self::LineSerial | Self::Item | Self::TaxCode | Self::Amount | Self::Rate => FormSheet::Lines,
            _ => FormSheet::Info,
        }
    }

    /// Whether what stands in it says nothing of other invoices in which the same stands.
    pub(super) const fn is_of_one_invoice(self) -> bool {
        matches!(
            self,
            Self::Type | Self::TaxIncluded | Self::NaturalPerson | Self::Amount | Self::Rate | Self::Waiver
        )
    }

    /// Its header in every version of the form that is known, without line breaks.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Serial | Self::LineSerial => "发票流水号",
            Self::Type => "发票类型",
            Self::TaxIncluded => "是否含税",
            Self::NaturalPerson => "受票方自然人标识",
            Self::BuyerName => "购买方名称",
            Self::BuyerTaxId => "购买方纳税人识别号",
            Self::BuyerAddress => "购买方地址",
            Self::BuyerPhone => "购买方电话",
            Self::BuyerBank => "购买方开户银行",
            Self::BuyerBankAccount => "购买方银行账号",
            Self::BuyerShown => "是否展示购买方地址电话银行账号",
            Self::Remark => "备注",
            Self::SellerBank => "销售方开户行",
            Self::SellerBankAccount => "销售方银行账号",
            Self::SellerShown => "是否展示销售方地址电话银行账号",
            Self::BuyerEmail => "购买方邮箱",
            Self::Waiver => "放弃享受减按1%征收率原因",
            Self::Item => "项目名称",
            Self::TaxCode => "商品和服务税收编码",
            Self::Amount => "金额",
            Self::Rate => "税率",
        }
    }
}

/// Which of address and phone, bank and account the invoice shows of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Neither.
    Nothing,
    /// 地址、电话.
    Contact,
    /// 开户银行、银行账号.
    Bank,
    /// Both.
    Both,
}

impl Shown {
    fn of(has_contact: bool, has_bank: bool) -> Self {
        match (has_contact, has_bank) {
            (false, false) => Self::Nothing,
            (true, false) => Self::Contact,
            (false, true) => Self::Bank,
            (true, true) => Self::Both,
        }
    }

    /// The text of the form's own list.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Contact => "展示地址、电话",
            Self::Bank => "展示开户银行、银行账号",
            Self::Both => "展示地址、电话、开户银行及银行账号",
        }
    }
}

/// Why a small-scale taxpayer issues a special invoice at 3 % though it might at 1 %. It is written as the form's own
/// list has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, VariantNames, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Waiver {
    /// The customers need it so.
    BusinessNeed,
    /// Earlier invoices at 3 % are reversed or issued anew.
    EarlierInvoices,
}

listed!(Waiver);
named!(Waiver);

impl Waiver {
    const NAMES: &[&str] = <Self as VariantNames>::VARIANTS;

    /// The text of the form's own list.
    pub const fn text(self) -> &'static str {
        match self {
            Self::BusinessNeed => "因为实际经营业务需要，放弃享受减按1%征收率征收增值税政策。",
            Self::EarlierInvoices => {
                "前期已开具3%征收率的发票，发生销售折让、中止或者退回等情形需要开具3%征收率的红字发票，\
                 或者开票有误需要重新开具3%征收率的发票"
            }
        }
    }
}

impl Serialize for Waiver {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl<'de> Deserialize<'de> for Waiver {
    /// From the text, or from its name.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found =
            Self::ALL.into_iter().find(|waiver| [waiver.text(), waiver.as_str()].contains(&text.trim()));
        found.ok_or_else(|| D::Error::unknown_variant(&text, Self::NAMES))
    }
}

/// Who buys, as the form asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are called as on an invoice")]
pub struct Buyer {
    pub is_natural_person: bool,
    pub name: String,
    pub tax_id: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub bank: Option<String>,
    pub bank_account: Option<String>,
    pub email: Option<String>,
}

/// Who sells, as far as the form asks: the bureau knows the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seller {
    /// Whether its address and phone are known, so that they can be shown.
    pub has_contact: bool,
    /// 销售方开户行.
    pub bank: Option<String>,
    /// 销售方银行账号.
    pub bank_account: Option<String>,
}

/// One invoice with its one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormInvoice {
    /// Its 发票流水号, unique in the store and the same whenever it goes out again.
    pub serial: String,
    /// Its type.
    pub invoice_type: InvoiceType,
    /// Who buys.
    pub buyer: Buyer,
    /// Who sells.
    pub seller: Seller,
    /// 备注.
    pub remark: Option<String>,
    /// Why it is at 3 %, where that is asked.
    pub waiver: Option<Waiver>,
    /// The item's own name; the bureau puts the short name of its classification before it.
    pub item: String,
    /// The 19 digits of the item's classification.
    pub tax_code: String,
    /// With tax.
    pub gross: Fen,
    /// The rate in force.
    pub rate: TaxRate,
}

impl FormInvoice {
    /// What stands in its row of a sheet, as text; a column that is left blank is left out.
    pub fn cells(&self, sheet: FormSheet) -> Vec<(FormColumn, String)> {
        use FormColumn as C;
        let (buyer, seller) = (&self.buyer, &self.seller);
        let cells = match sheet {
            FormSheet::Info => vec![
                (C::Serial, self.serial.clone()),
                (
                    C::Type,
                    if self.invoice_type.is_special() { "增值税专用发票" } else { "普通发票" }.to_owned(),
                ),
                (C::TaxIncluded, "是".to_owned()),
                (C::NaturalPerson, if buyer.is_natural_person { "是" } else { "否" }.to_owned()),
                (C::BuyerName, buyer.name.clone()),
                (C::BuyerTaxId, text(&buyer.tax_id)),
                (C::BuyerAddress, text(&buyer.address)),
                (C::BuyerPhone, text(&buyer.phone)),
                (C::BuyerBank, text(&buyer.bank)),
                (C::BuyerBankAccount, text(&buyer.bank_account)),
                (C::BuyerShown, buyer.shown().text().to_owned()),
                (C::Remark, text(&self.remark)),
                (C::SellerBank, text(&seller.bank)),
                (C::SellerBankAccount, text(&seller.bank_account)),
                (C::SellerShown, seller.shown().text().to_owned()),
                (C::BuyerEmail, text(&buyer.email)),
                (C::Waiver, self.waiver.map_or("", Waiver::text).to_owned()),
            ],
            FormSheet::Lines => vec![
                (C::LineSerial, self.serial.clone()),
                (C::Item, self.item.clone()),
                (C::TaxCode, self.tax_code.clone()),
                (C::Amount, self.gross.to_string()),
                (C::Rate, self.rate.fraction().to_string()),
            ],
        };
        cells.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }
}

impl FormInvoice {
    /// What is written of it, by column.
    pub fn written(&self) -> BTreeMap<FormColumn, String> {
        FormSheet::ALL.into_iter().flat_map(|sheet| self.cells(sheet)).collect()
    }
}

impl Buyer {
    fn shown(&self) -> Shown {
        let has_contact = self.address.is_some() && self.phone.is_some();
        Shown::of(has_contact, self.bank.is_some() && self.bank_account.is_some())
    }
}

impl Seller {
    fn shown(&self) -> Shown {
        Shown::of(self.has_contact, self.bank.is_some() && self.bank_account.is_some())
    }
}

fn text(field: &Option<String>) -> String {
    field.clone().unwrap_or_default()
}

/// The most characters of a serial number.
pub const MAX_SERIAL_CHARS: usize = 20;

/// The serial number of the `place`-th invoice, from 1, of an application: at most 20 characters of A–Z, a–z, 0–9
/// and `-`, and the same for every time that it goes out.
pub fn serial(application: &str, place: u32) -> String {
    format!("{application}-{place}")
}
