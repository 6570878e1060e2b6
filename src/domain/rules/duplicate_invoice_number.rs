//! `duplicate-invoice-number`: an invoice number is used once in the store.

use std::collections::HashSet;

use crate::domain::refusal::Refusal;

/// Asks whether `numbers` are new: not in the store (`is_taken`) and not twice among themselves.
/// The first that is not is named.
pub fn check<'a, E: From<Refusal>>(
    numbers: impl IntoIterator<Item = &'a str>,
    mut is_taken: impl FnMut(&str) -> Result<bool, E>,
) -> Result<(), E> {
    let mut seen = HashSet::new();
    for number in numbers {
        if !seen.insert(number) || is_taken(number)? {
            return Err(Refusal::DuplicateInvoiceNumber { number: number.to_owned() }.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_used_once_in_the_store_and_once_in_the_command() {
        let taken = |number: &str| Ok::<_, Refusal>(number == "3");
        let refused = |number: &str| Err(Refusal::DuplicateInvoiceNumber { number: number.to_owned() });
        assert_eq!(check(["1", "2"], taken), Ok(()));
        assert_eq!(check(["1", "3"], taken), refused("3"));
        assert_eq!(check(["1", "1"], taken), refused("1"));
    }
}
