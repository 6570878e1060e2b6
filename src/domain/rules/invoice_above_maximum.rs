//! `invoice-above-maximum`: an invoice of more than its issuer may put on one.

use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// Asks whether an invoice of `gross` is within the issuer's maximum, where there is one.
pub fn check(gross: Fen, max: Option<Fen>) -> Result<(), Refusal> {
    match max {
        Some(max) if gross > max => Err(Refusal::InvoiceAboveMaximum { gross, max }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_of_the_maximum_passes_and_a_fen_more_is_refused() {
        let max = Fen(10_000);
        assert_eq!(check(Fen(10_000), Some(max)), Ok(()));
        assert_eq!(
            check(Fen(10_001), Some(max)),
            Err(Refusal::InvoiceAboveMaximum { gross: Fen(10_001), max })
        );
    }

    #[test]
    fn without_a_maximum_any_invoice_passes() {
        assert_eq!(check(Fen::MAX, None), Ok(()));
    }
}
