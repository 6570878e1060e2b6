//! `invoice-info-invalid`: fields of the invoice info are missing or malformed for the type; every one is listed.

use super::Case;
use crate::domain::invoice_info::validate;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let Some(info) = case.info else { return Ok(()) };
    let problems = validate(info, case.invoice_type, case.account.verified_name.as_deref());
    if problems.is_empty() { Ok(()) } else { Err(Refusal::InvoiceInfoInvalid { problems }) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn every_field_that_is_wrong_is_listed() {
        let mut world = World::tencent_cloud();
        world.info = Some(InvoiceInfo { name: "<b>".into(), ..InvoiceInfo::default() });
        let Err(Refusal::InvoiceInfoInvalid { problems }) = world.refuse() else { panic!("not refused") };
        assert_eq!(problems.iter().map(|p| p.field).collect::<Vec<_>>(), [InfoField::Name, InfoField::TaxId]);
    }
}
