//! What is to be done about a refusal, as far as the desk knows.

use crate::domain::tax::TaxRate;

/// What is to be done about a reason for which an invoice was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handling {
    /// The rate is corrected to this one, by one key.
    Rate(TaxRate),
    /// A person chooses one of these rates: the policy's own is not among them.
    ChooseRate(Vec<TaxRate>),
    /// The rate is one that the bureau offers by now.
    Corrected(TaxRate),
    /// What would be written breaks it no more.
    Ready,
    /// Somebody has said that it holds no more.
    Overruled,
    /// A person corrects the field that it names, or reads the reason.
    Person,
    /// It cannot be corrected in the file.
    NotInFile,
}
