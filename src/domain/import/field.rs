//! What is imported, and the fields that it has.

use strum::{IntoStaticStr, VariantArray};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ImportKind {
    /// Customer accounts.
    Accounts,
    /// Bills, with what was refunded of them so far.
    Bills,
    /// Refunds, one by one.
    Refunds,
    /// Entries of the non-invoiceable ledger.
    NonInvoiceable,
}

listed!(ImportKind);

impl ImportKind {
    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// Every field that a table of this kind can have.
    pub const fn fields(self) -> &'static [Field] {
        use Field::*;
        match self {
            Self::Accounts => &[
                Account,
                Name,
                Kind,
                Region,
                Status,
                VerifiedName,
                VerifiedTaxId,
                Address,
                Phone,
                Bank,
                BankAccount,
                Contact,
                Mobile,
                Email,
            ],
            Self::Bills => &[
                BillNo,
                Account,
                Kind,
                Amount,
                BilledOn,
                DueOn,
                PaidOn,
                Item,
                Refunded,
                RefundState,
                Status,
                Currency,
                InvoiceState,
                Opening,
                Uninvoiced,
                Net,
                Tax,
                TaxRate,
                Used,
                Absorbed,
            ],
            Self::Refunds => &[BillNo, Amount, On, Reason, RefundState, Currency],
            Self::NonInvoiceable => &[Account, Amount, Reason, Note, Currency],
        }
    }

    /// The fields without which nothing can be imported.
    pub const fn required(self) -> &'static [Field] {
        use Field::*;
        match self {
            Self::Accounts => &[Account, Name, Kind],
            // A due date decides nothing on a paid bill, so a table of paid bills may do without.
            Self::Bills => &[BillNo, Account, Amount, BilledOn],
            Self::Refunds => &[BillNo, Amount, On],
            Self::NonInvoiceable => &[Account, Amount, Reason],
        }
    }

    /// The required fields of a table that has the columns `has`. Amount without tax and tax together stand for the
    /// amount.
    pub fn missing(self, has: impl Fn(Field) -> bool) -> Vec<Field> {
        let is_there =
            |field: Field| has(field) || (field == Field::Amount && has(Field::Net) && has(Field::Tax));
        self.required().iter().copied().filter(|field| !is_there(*field)).collect()
    }

    /// The field of this kind with that name, as in `--map field=Header`.
    pub fn field(self, id: &str) -> Option<Field> {
        let id = id.trim().to_ascii_lowercase().replace('-', "_");
        // The state of payment is a status to the reader and `paid` to many a writer.
        let id = if id == "paid" { "status" } else { &id };
        self.fields().iter().copied().find(|field| field.id() == id)
    }
}

/// The table of fields: each with its name in the commands of the desk and in `--map field=Header`, and its meaning.
macro_rules! fields {
    ($($field:ident = $id:literal: $meaning:literal,)*) => {
        /// A field of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = $meaning] $field,)*
        }

        impl Field {
            pub(crate) const COUNT: usize = [$($id),*].len();

            /// Its name in the commands of the desk and in `--map field=Header`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$field => $id,)* }
            }
        }
    };
}

fields! {
    Account = "account": "The customer number.",
    Name = "name": "The customer's name.",
    Kind = "kind": "The kind of account or bill.",
    Region = "region": "Country or region.",
    Status = "status": "Whether an account is frozen; whether a bill is paid.",
    VerifiedName = "verified_name": "The name that was verified.",
    VerifiedTaxId = "verified_tax_id": "The tax id that was verified.",
    Address = "address": "The registered address.",
    Phone = "phone": "The registered phone.",
    Bank = "bank": "The bank.",
    BankAccount = "bank_account": "The number of the bank account.",
    Contact = "contact": "Whom to talk to.",
    Mobile = "mobile": "The mobile phone.",
    Email = "email": "E-mail.",
    BillNo = "bill_no": "The number of a bill.",
    Amount = "amount": "Money.",
    Net = "net": "Money without tax.",
    Tax = "tax": "The tax.",
    TaxRate = "tax_rate": "The rate of the tax.",
    BilledOn = "billed_on": "The date of a bill.",
    DueOn = "due_on": "Until when a bill is to be paid.",
    PaidOn = "paid_on": "When a bill was paid.",
    Item = "item": "The invoice item.",
    Refunded = "refunded": "What was refunded of a bill so far.",
    RefundState = "refund_state": "Whether a bill was refunded; whether a refund took place.",
    InvoiceState = "invoice_state": "Whether a bill was invoiced elsewhere.",
    Opening = "opening": "What was invoiced of a bill elsewhere.",
    Uninvoiced = "uninvoiced": "What was not invoiced of it.",
    Used = "used": "In the desk's own list, what was invoiced, reserved and absorbed of a bill.",
    Absorbed = "absorbed": "In the desk's own list, what of that was absorbed by offsets.",
    On = "on": "The date of a refund.",
    Reason = "reason": "Why.",
    Note = "note": "Further words.",
    Currency = "currency": "The currency, which must be CNY.",
}

impl Field {
    /// Whether it is an amount of money.
    pub const fn is_money(self) -> bool {
        use Field::*;
        matches!(self, Amount | Net | Tax | Refunded | Opening | Uninvoiced | Used | Absorbed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_name() {
        assert_eq!(ImportKind::Bills.field("bill_no"), Some(Field::BillNo));
        assert_eq!(ImportKind::Bills.field(" Paid-On "), Some(Field::PaidOn));
        assert_eq!(ImportKind::Bills.field("paid"), Some(Field::Status));
        assert_eq!(ImportKind::Refunds.field("due_on"), None);
    }

    #[test]
    fn amount_without_tax_and_tax_stand_for_the_amount() {
        let has = |fields: &'static [Field]| move |field| fields.contains(&field);
        let other = [Field::BillNo, Field::Account, Field::BilledOn];
        assert_eq!(ImportKind::Bills.missing(|field| other.contains(&field)), [Field::Amount]);
        assert_eq!(
            ImportKind::Bills.missing(|field| other.contains(&field) || field == Field::Net),
            [Field::Amount]
        );
        const ENOUGH: &[Field] = &[Field::BillNo, Field::Account, Field::BilledOn, Field::Net, Field::Tax];
        assert_eq!(ImportKind::Bills.missing(has(ENOUGH)), []);
    }

    #[test]
    fn what_is_required_is_a_field_of_the_kind() {
        for kind in ImportKind::ALL {
            assert!(kind.required().iter().all(|field| kind.fields().contains(field)), "{kind:?}");
        }
    }
}
