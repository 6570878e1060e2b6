//! Mailing addresses (邮寄地址): where paper goes.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::invoice_info::{FieldFault, narrowed, phone_fault};
use super::masking::masked_phone;
use super::money::half_width;
use super::text::first_unseen;

/// Where a posted invoice goes, as it was typed. [`MailingAddress::validate`] says what is invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailingAddress {
    /// Who takes it, 收件人.
    pub recipient: String,
    /// A mobile or fixed-line number that the carrier can call.
    pub phone: String,
    /// Province, city and district, 所在地区.
    pub region: String,
    /// Street, house and room, 详细地址.
    pub street: String,
    /// Six digits, 邮政编码.
    pub postcode: Option<String>,
}

/// A field of [`MailingAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each is called as the field is")]
pub enum AddressField {
    Recipient,
    Phone,
    Region,
    Street,
    Postcode,
}

listed!(AddressField);
named!(AddressField);

/// One field and the first thing that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressProblem {
    /// Where.
    pub field: AddressField,
    /// What.
    pub fault: FieldFault,
}

impl MailingAddress {
    /// Every invalid field, in the order of [`AddressField::ALL`]; none if all is well.
    pub fn validate(&self) -> Vec<AddressProblem> {
        let fault_of = |field| match (field, self.field(field)) {
            (AddressField::Postcode, None) => None,
            (_, None) => Some(FieldFault::Missing),
            (AddressField::Recipient, Some(text)) => line_fault(text, 50),
            (AddressField::Phone, Some(text)) => phone_fault(text),
            (AddressField::Region, Some(text)) => line_fault(text, 100),
            (AddressField::Street, Some(text)) => line_fault(text, 200),
            (AddressField::Postcode, Some(text)) => postcode_fault(text),
        };
        let problem_of = |field| Some(AddressProblem { field, fault: fault_of(field)? });
        AddressField::ALL.into_iter().filter_map(problem_of).collect()
    }

    /// The same address without blanks around the fields, without a blank postcode, its numbers in half-width digits.
    #[must_use]
    pub fn normalised(self) -> Self {
        Self {
            recipient: self.recipient.trim().to_owned(),
            phone: narrowed(&self.phone),
            region: self.region.trim().to_owned(),
            street: self.street.trim().to_owned(),
            postcode: self.postcode.map(|code| narrowed(&code)).filter(|code| !code.is_empty()),
        }
    }

    /// For lists and labels, from the place to the person: `广东省深圳市 测试路 1 号 518000 张三 13800000000`.
    pub fn one_line(&self) -> String {
        use AddressField::{Phone, Postcode, Recipient, Region, Street};
        let parts = [Region, Street, Postcode, Recipient, Phone].map(|field| self.field(field));
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The same for lists, where the phone is not seen whole.
    #[must_use]
    pub fn masked(&self) -> Self {
        Self { phone: masked_phone(&self.phone), ..self.clone() }
    }

    /// What a field holds, without blanks around it; nothing if it is blank.
    pub fn field(&self, field: AddressField) -> Option<&str> {
        let text = match field {
            AddressField::Recipient => &self.recipient,
            AddressField::Phone => &self.phone,
            AddressField::Region => &self.region,
            AddressField::Street => &self.street,
            AddressField::Postcode => self.postcode.as_deref()?,
        };
        Some(text.trim()).filter(|text| !text.is_empty())
    }
}

/// What is wrong with one line of a label. It is not printed by tax software, so any script is valid.
fn line_fault(text: &str, max: usize) -> Option<FieldFault> {
    if text.chars().count() > max {
        return Some(FieldFault::TooLong { max });
    }
    first_unseen(text).map(|character| FieldFault::BadCharacter { character })
}

fn postcode_fault(text: &str) -> Option<FieldFault> {
    match text.chars().find(|c| !half_width(*c).is_ascii_digit()) {
        Some(character) => Some(FieldFault::BadCharacter { character }),
        None => (text.chars().count() != 6).then_some(FieldFault::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> MailingAddress {
        MailingAddress {
            recipient: "张三".to_owned(),
            phone: "13800000000".to_owned(),
            region: "广东省深圳市南山区".to_owned(),
            street: "测试路 1 号".to_owned(),
            postcode: Some("518000".to_owned()),
        }
    }

    fn fault_with(change: impl FnOnce(&mut MailingAddress)) -> Option<(AddressField, FieldFault)> {
        let mut address = address();
        change(&mut address);
        let mut problems = address.validate();
        assert!(problems.len() <= 1, "{problems:?}");
        problems.pop().map(|problem| (problem.field, problem.fault))
    }

    #[test]
    fn a_whole_address_is_valid_with_and_without_postcode() {
        assert_eq!(fault_with(|_| ()), None);
        assert_eq!(fault_with(|a| a.postcode = None), None);
        assert_eq!(fault_with(|a| a.postcode = Some(" ".to_owned())), None);
    }

    #[test]
    fn every_blank_field_is_named_in_order() {
        let fields: Vec<_> =
            MailingAddress::default().validate().into_iter().map(|p| (p.field, p.fault)).collect();
        let required =
            [AddressField::Recipient, AddressField::Phone, AddressField::Region, AddressField::Street];
        assert_eq!(fields, required.map(|field| (field, FieldFault::Missing)));
    }

    #[test]
    fn lines_end_at_their_greatest_length() {
        type Set = fn(&mut MailingAddress, String);
        let lines: [(AddressField, usize, Set); 3] = [
            (AddressField::Recipient, 50, |a, t| a.recipient = t),
            (AddressField::Region, 100, |a, t| a.region = t),
            (AddressField::Street, 200, |a, t| a.street = t),
        ];
        for (field, max, set) in lines {
            assert_eq!(fault_with(|a| set(a, "字".repeat(max))), None);
            assert_eq!(
                fault_with(|a| set(a, "字".repeat(max + 1))),
                Some((field, FieldFault::TooLong { max }))
            );
        }
    }

    #[test]
    fn a_line_may_be_of_any_script_but_has_no_line_break() {
        assert_eq!(fault_with(|a| a.recipient = "𠮷田 Zoë".to_owned()), None);
        let fault = FieldFault::BadCharacter { character: '\n' };
        assert_eq!(fault_with(|a| a.street = "1 号\n2 室".to_owned()), Some((AddressField::Street, fault)));
        let fault = FieldFault::BadCharacter { character: '\u{202E}' };
        assert_eq!(
            fault_with(|a| a.region = "广东\u{202E}省".to_owned()),
            Some((AddressField::Region, fault))
        );
    }

    #[test]
    fn mobile_and_fixed_line_numbers_are_valid() {
        for phone in ["13800000000", "0755-1234567", "+86 138 0000 0000", "１３８００００００００"]
        {
            assert_eq!(fault_with(|a| a.phone = phone.to_owned()), None, "{phone}");
        }
        let fault = Some((AddressField::Phone, FieldFault::Malformed));
        assert_eq!(fault_with(|a| a.phone = "1234".to_owned()), fault);
    }

    #[test]
    fn a_postcode_has_six_digits() {
        assert_eq!(fault_with(|a| a.postcode = Some("５１８０００".to_owned())), None);
        for (code, fault) in [
            ("51800", FieldFault::Malformed),
            ("5180000", FieldFault::Malformed),
            ("51800A", FieldFault::BadCharacter { character: 'A' }),
        ] {
            let found = fault_with(|a| a.postcode = Some(code.to_owned()));
            assert_eq!(found, Some((AddressField::Postcode, fault)), "{code}");
        }
    }

    #[test]
    fn a_normalised_address_is_trimmed_and_narrow() {
        let typed = MailingAddress {
            recipient: " 张三　".to_owned(),
            phone: "１３８０００００００0 ".to_owned(),
            region: " 广东省深圳市南山区".to_owned(),
            street: "测试路 1 号\n".to_owned(),
            postcode: Some("５１８０００".to_owned()),
        };
        assert_eq!(typed.normalised(), address());
        let blank = MailingAddress { postcode: Some("　".to_owned()), ..address() };
        assert_eq!(blank.normalised().postcode, None);
    }

    #[test]
    fn one_line_goes_from_the_place_to_the_person() {
        assert_eq!(address().one_line(), "广东省深圳市南山区 测试路 1 号 518000 张三 13800000000");
        let bare = MailingAddress { postcode: None, phone: String::new(), ..address() };
        assert_eq!(bare.one_line(), "广东省深圳市南山区 测试路 1 号 张三");
    }
}
