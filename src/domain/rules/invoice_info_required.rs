//! `invoice-info-required`: there is no invoice info of this type, and none may be derived.

use super::Case;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    match case.info {
        Some(_) => Ok(()),
        None => Err(Refusal::InvoiceInfoRequired { invoice_type: case.invoice_type }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn an_application_needs_invoice_info() {
        assert_eq!(World::tencent_cloud().refused_with(|w| w.info = None), Some(RuleId::InvoiceInfoRequired));
    }
}
