//! Invoice info (开票信息, 发票抬头): the buyer's title block, and what each invoice type asks of it (RULES section 6).

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::gbk;
use super::money::half_width;
use super::tax_id::{self, TaxId, TaxIdError};

/// What kind of invoice is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum InvoiceType {
    /// 个人增值税普通发票
    PersonalGeneral,
    /// 企业增值税普通发票
    EnterpriseGeneral,
    /// 企业增值税专用发票: the buyer may deduct its tax.
    EnterpriseSpecial,
    /// 组织增值税普通发票
    OrganisationGeneral,
}

listed!(InvoiceType);
named!(InvoiceType);

impl InvoiceType {
    /// Whether it is a special VAT invoice (专票).
    pub fn is_special(self) -> bool {
        self == Self::EnterpriseSpecial
    }
}

/// Who an invoice is made out to, as it was typed. [`validate`] says what is invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceInfo {
    /// 名称
    pub name: String,
    /// 纳税人识别号
    pub tax_id: Option<String>,
    /// Who has seen the tax id on the certificate, by name, where it is a credit code that fails its check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_id_seen_by: Option<String>,
    /// The registered address, 注册地址.
    pub address: Option<String>,
    /// The registered phone, 注册电话.
    pub phone: Option<String>,
    /// The bank and its branch, 开户银行.
    pub bank: Option<String>,
    /// 银行账号
    pub bank_account: Option<String>,
}

impl InvoiceInfo {
    /// The same info without blanks around the fields and without blank fields; tax id, phone and bank account in
    /// half-width characters, the tax id's letters capital.
    #[must_use]
    pub fn normalised(self) -> Self {
        let kept = |field: Option<String>, tidy: fn(&str) -> String| {
            field.map(|t| tidy(&t)).filter(|t| !t.is_empty())
        };
        Self {
            name: trimmed(&self.name),
            tax_id: kept(self.tax_id, tax_id::folded),
            tax_id_seen_by: self.tax_id_seen_by,
            address: kept(self.address, trimmed),
            phone: kept(self.phone, narrowed),
            bank: kept(self.bank, trimmed),
            bank_account: kept(self.bank_account, narrowed),
        }
    }

    /// What a field holds, without blanks around it; nothing if it is blank.
    pub fn field(&self, field: InfoField) -> Option<&str> {
        let text = match field {
            InfoField::Name => Some(self.name.as_str()),
            InfoField::TaxId => self.tax_id.as_deref(),
            InfoField::Address => self.address.as_deref(),
            InfoField::Phone => self.phone.as_deref(),
            InfoField::Bank => self.bank.as_deref(),
            InfoField::BankAccount => self.bank_account.as_deref(),
        };
        text.map(str::trim).filter(|text| !text.is_empty())
    }
}

/// A field of [`InvoiceInfo`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each is called as the field is")]
pub enum InfoField {
    Name,
    TaxId,
    Address,
    Phone,
    Bank,
    BankAccount,
}

listed!(InfoField);
named!(InfoField);

impl InfoField {
    /// The most characters that the field holds; a tax id has its own lengths.
    pub fn max_characters(self) -> usize {
        match self {
            Self::Name | Self::Address | Self::Bank => 100,
            Self::TaxId => 20,
            Self::Phone => MAX_PHONE,
            Self::BankAccount => 50,
        }
    }

    /// Whether an invoice of this type needs the field.
    pub fn is_required_for(self, kind: InvoiceType) -> bool {
        match self {
            Self::Name => true,
            Self::TaxId => matches!(kind, InvoiceType::EnterpriseGeneral | InvoiceType::EnterpriseSpecial),
            Self::Address | Self::Phone | Self::Bank | Self::BankAccount => kind.is_special(),
        }
    }
}

/// What is wrong with a field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldFault {
    /// It must be filled in and is blank.
    Missing,
    /// It has more than `max` characters.
    TooLong {
        /// How many it may have.
        max: usize,
    },
    /// It holds a character that it may not, or that tax software cannot hold.
    BadCharacter {
        /// The first one.
        character: char,
    },
    /// A special invoice is made out to the verified name of the account, and this is another.
    NotVerifiedName,
    /// It is not a tax id.
    TaxId(TaxIdError),
    /// It is filled in where nothing belongs.
    NotExpected,
    /// It is not of the field's shape: it has too few or too many digits.
    Malformed,
}

/// One field and the first thing that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Where.
    pub field: InfoField,
    /// What.
    pub fault: FieldFault,
}

/// Every field that is invalid for an invoice of this type, in the order of [`InfoField::ALL`]; none if all is well.
///
/// `verified_name` is the account's; only special invoices compare with it, and an account without one has none that
/// would fit.
pub fn validate(info: &InvoiceInfo, kind: InvoiceType, verified_name: Option<&str>) -> Vec<FieldProblem> {
    let fault_of = |field: InfoField| match info.field(field) {
        None => field.is_required_for(kind).then_some(FieldFault::Missing),
        Some(text) => match field {
            InfoField::Name => name_fault(text, kind, verified_name),
            InfoField::TaxId if kind == InvoiceType::PersonalGeneral => Some(FieldFault::NotExpected),
            InfoField::TaxId => {
                TaxId::parse_seen(text, |_| info.tax_id_seen_by.is_some()).err().map(FieldFault::TaxId)
            }
            InfoField::Address | InfoField::Bank => text_fault(text, field.max_characters()),
            InfoField::Phone => phone_fault(text),
            InfoField::BankAccount => digits_fault(text, field.max_characters(), " -"),
        },
    };
    InfoField::ALL
        .into_iter()
        .filter_map(|field| Some(FieldProblem { field, fault: fault_of(field)? }))
        .collect()
}

/// The most characters of a phone number, with all its signs.
const MAX_PHONE: usize = 60;
/// The fewest digits of a phone number or a bank account.
const MIN_DIGITS: usize = 5;

fn name_fault(name: &str, kind: InvoiceType, verified_name: Option<&str>) -> Option<FieldFault> {
    let bracket = name.chars().find(|c| matches!(c, '<' | '>'));
    let is_verified = verified_name.map(str::trim) == Some(name);
    text_fault(name, InfoField::Name.max_characters())
        .or_else(|| bracket.map(|character| FieldFault::BadCharacter { character }))
        .or_else(|| (kind.is_special() && !is_verified).then_some(FieldFault::NotVerifiedName))
}

fn text_fault(text: &str, max: usize) -> Option<FieldFault> {
    if text.chars().count() > max {
        return Some(FieldFault::TooLong { max });
    }
    gbk::first_outside(text).map(|character| FieldFault::BadCharacter { character })
}

/// What is wrong with a phone number: digits, blanks, hyphens, parentheses and plus signs of either width.
pub(super) fn phone_fault(text: &str) -> Option<FieldFault> {
    digits_fault(text, MAX_PHONE, " -()+")
}

/// What is wrong with a text of digits and some signs between them.
fn digits_fault(text: &str, max: usize, signs: &str) -> Option<FieldFault> {
    if text.chars().count() > max {
        return Some(FieldFault::TooLong { max });
    }
    let is_digit = |c: char| half_width(c).is_ascii_digit();
    if let Some(character) = text.chars().find(|c| !is_digit(*c) && !signs.contains(half_width(*c))) {
        return Some(FieldFault::BadCharacter { character });
    }
    (text.chars().filter(|c| is_digit(*c)).count() < MIN_DIGITS).then_some(FieldFault::Malformed)
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// Trimmed and half-width.
pub(super) fn narrowed(text: &str) -> String {
    text.trim().chars().map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "云岭测试科技有限公司";
    const TAX_ID: &str = "91440300MA0DEM01X2";

    /// Info that is valid for a special invoice of an account verified as [`NAME`].
    fn full() -> InvoiceInfo {
        InvoiceInfo {
            name: NAME.to_owned(),
            tax_id: Some(TAX_ID.to_owned()),
            tax_id_seen_by: None,
            address: Some("深圳市南山区测试路 1 号".to_owned()),
            phone: Some("0755-12345678".to_owned()),
            bank: Some("测试银行深圳分行".to_owned()),
            bank_account: Some("6222 0000-1234".to_owned()),
        }
    }

    fn named(name: &str) -> InvoiceInfo {
        InvoiceInfo { name: name.to_owned(), ..InvoiceInfo::default() }
    }

    fn faults(info: &InvoiceInfo, kind: InvoiceType) -> Vec<(InfoField, FieldFault)> {
        validate(info, kind, Some(NAME)).into_iter().map(|p| (p.field, p.fault)).collect()
    }

    /// The fault of one field of an otherwise full special invoice.
    fn fault_with(change: impl FnOnce(&mut InvoiceInfo)) -> Option<FieldFault> {
        let mut info = full();
        change(&mut info);
        let mut faults = faults(&info, InvoiceType::EnterpriseSpecial);
        assert!(faults.len() <= 1, "{faults:?}");
        faults.pop().map(|(_, fault)| fault)
    }

    #[test]
    fn full_info_will_do_for_every_type_of_a_company() {
        use InvoiceType::{EnterpriseGeneral, EnterpriseSpecial, OrganisationGeneral};
        for kind in [EnterpriseGeneral, EnterpriseSpecial, OrganisationGeneral] {
            assert_eq!(faults(&full(), kind), [], "{kind:?}");
        }
    }

    #[test]
    fn every_blank_field_of_a_special_invoice_is_named_in_order() {
        let blank = InvoiceInfo { phone: Some(" 　".to_owned()), ..InvoiceInfo::default() };
        let expected: Vec<_> = InfoField::ALL.into_iter().map(|field| (field, FieldFault::Missing)).collect();
        assert_eq!(faults(&blank, InvoiceType::EnterpriseSpecial), expected);
    }

    #[test]
    fn a_name_alone_will_do_for_people_and_organisations_but_not_for_companies() {
        let info = named("甲");
        assert_eq!(faults(&info, InvoiceType::PersonalGeneral), []);
        assert_eq!(faults(&info, InvoiceType::OrganisationGeneral), []);
        let missing = [(InfoField::TaxId, FieldFault::Missing)];
        assert_eq!(faults(&info, InvoiceType::EnterpriseGeneral), missing);
    }

    #[test]
    fn a_person_has_no_tax_id() {
        let info = InvoiceInfo { tax_id: Some(TAX_ID.to_owned()), ..named("甲") };
        assert_eq!(
            faults(&info, InvoiceType::PersonalGeneral),
            [(InfoField::TaxId, FieldFault::NotExpected)]
        );
    }

    #[test]
    fn an_organisations_tax_id_is_checked_if_it_is_given() {
        let info = InvoiceInfo { tax_id: Some("123".to_owned()), ..named("甲") };
        let fault = FieldFault::TaxId(TaxIdError::Length);
        assert_eq!(faults(&info, InvoiceType::OrganisationGeneral), [(InfoField::TaxId, fault)]);
    }

    #[test]
    fn a_special_invoice_is_made_out_to_the_verified_name_only() {
        let other = named("另一家公司");
        assert_eq!(fault_with(|info| info.name = other.name), Some(FieldFault::NotVerifiedName));
        assert_eq!(fault_with(|info| info.name = format!(" {NAME} ")), None);
        let unverified = validate(&full(), InvoiceType::EnterpriseSpecial, None);
        assert_eq!(unverified, [FieldProblem { field: InfoField::Name, fault: FieldFault::NotVerifiedName }]);
        assert_eq!(validate(&full(), InvoiceType::EnterpriseGeneral, None), []);
    }

    #[test]
    fn text_fields_have_at_most_100_characters() {
        let too_long = [FieldFault::TooLong { max: 100 }];
        let kind = InvoiceType::EnterpriseGeneral;
        let set: [fn(&mut InvoiceInfo, String); 3] =
            [|i, t| i.name = t, |i, t| i.address = Some(t), |i, t| i.bank = Some(t)];
        for set in set {
            let mut info = full();
            set(&mut info, "字".repeat(100));
            assert_eq!(faults(&info, kind), []);
            set(&mut info, "字".repeat(101));
            assert_eq!(faults(&info, kind).into_iter().map(|f| f.1).collect::<Vec<_>>(), too_long);
        }
    }

    #[test]
    fn a_name_has_no_angle_brackets() {
        for character in ['<', '>'] {
            let info = named(&format!("甲{character}乙"));
            let fault = FieldFault::BadCharacter { character };
            assert_eq!(faults(&info, InvoiceType::PersonalGeneral), [(InfoField::Name, fault)]);
        }
    }

    #[test]
    fn text_fields_hold_only_what_tax_software_can() {
        let bad = Some(FieldFault::BadCharacter { character: '😀' });
        assert_eq!(fault_with(|info| info.name = "公司😀".to_owned()), bad);
        assert_eq!(fault_with(|info| info.address = Some("1 号😀".to_owned())), bad);
        assert_eq!(fault_with(|info| info.bank = Some("银行😀".to_owned())), bad);
        let line_break = Some(FieldFault::BadCharacter { character: '\n' });
        assert_eq!(fault_with(|info| info.bank = Some("银行\n分行".to_owned())), line_break);
    }

    #[test]
    fn a_phone_has_digits_and_some_signs_of_either_width() {
        for phone in ["12345", "+86 (755) 1234-5678", "０７５５－１２３４５", &"1".repeat(60)] {
            assert_eq!(fault_with(|info| info.phone = Some(phone.to_owned())), None, "{phone}");
        }
        for (phone, fault) in [
            ("1234", FieldFault::Malformed),
            ("----------", FieldFault::Malformed),
            ("0755-12345转8", FieldFault::BadCharacter { character: '转' }),
            ("٠٧٥٥١٢٣٤", FieldFault::BadCharacter { character: '٠' }),
            (&"1".repeat(61), FieldFault::TooLong { max: 60 }),
        ] {
            assert_eq!(fault_with(|info| info.phone = Some(phone.to_owned())), Some(fault), "{phone}");
        }
    }

    #[test]
    fn a_bank_account_has_digits_blanks_and_hyphens() {
        for account in ["12345", "6222 0000-1234", "６２２２０", &"1".repeat(50)] {
            assert_eq!(fault_with(|info| info.bank_account = Some(account.to_owned())), None, "{account}");
        }
        for (account, fault) in [
            ("1234", FieldFault::Malformed),
            ("(123456)", FieldFault::BadCharacter { character: '(' }),
            (&"1".repeat(51), FieldFault::TooLong { max: 50 }),
        ] {
            let found = fault_with(|info| info.bank_account = Some(account.to_owned()));
            assert_eq!(found, Some(fault), "{account}");
        }
    }

    #[test]
    fn normalised_info_is_trimmed_narrow_and_without_blank_fields() {
        let typed = InvoiceInfo {
            name: "　甲（Ａ）公司 ".to_owned(),
            tax_id: Some(" ９１440300ma0dem01x2".to_owned()),
            tax_id_seen_by: None,
            address: Some("  ".to_owned()),
            phone: Some("０７５５－１２３ ".to_owned()),
            bank: Some(" 测试银行　".to_owned()),
            bank_account: Some("６２２２　０".to_owned()),
        };
        let tidy = InvoiceInfo {
            name: "甲（Ａ）公司".to_owned(),
            tax_id: Some(TAX_ID.to_owned()),
            tax_id_seen_by: None,
            address: None,
            phone: Some("0755-123".to_owned()),
            bank: Some("测试银行".to_owned()),
            bank_account: Some("6222 0".to_owned()),
        };
        assert_eq!(typed.normalised(), tidy);
        assert_eq!(tidy.clone().normalised(), tidy);
    }

    #[test]
    fn a_code_that_fails_its_check_is_valid_where_somebody_has_seen_it() {
        let info = InvoiceInfo {
            name: "甲".into(),
            tax_id: Some("91440300MA0DEM01XA".into()),
            tax_id_seen_by: Some("王审".into()),
            ..InvoiceInfo::default()
        };
        assert_eq!(validate(&info, InvoiceType::EnterpriseGeneral, None), []);
        let other = InvoiceInfo { tax_id: Some("9144".into()), ..info.clone() };
        assert_eq!(
            validate(&other, InvoiceType::EnterpriseGeneral, None).len(),
            1,
            "no other fault is seen away"
        );
        let unseen = InvoiceInfo { tax_id_seen_by: None, ..info };
        assert_eq!(validate(&unseen, InvoiceType::EnterpriseGeneral, None).len(), 1);
    }

    #[test]
    fn problems_survive_a_file() {
        let problems = validate(&InvoiceInfo::default(), InvoiceType::EnterpriseSpecial, None);
        let fault = FieldFault::TaxId(TaxIdError::CheckCharacter { expected: 'X' });
        let problems = [problems, vec![FieldProblem { field: InfoField::TaxId, fault }]].concat();
        let json = serde_json::to_string(&problems).unwrap();
        assert_eq!(serde_json::from_str::<Vec<FieldProblem>>(&json).unwrap(), problems);
    }
}
