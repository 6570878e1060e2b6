//! What is imported, and the fields that it has.

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl ImportKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Accounts, Self::Bills, Self::Refunds, Self::NonInvoiceable];

    /// Its name on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Bills => "bills",
            Self::Refunds => "refunds",
            Self::NonInvoiceable => "non-invoiceable",
        }
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

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The customer number.
    Account,
    /// The customer's name.
    Name,
    /// The kind of account or bill.
    Kind,
    /// Country or region.
    Region,
    /// Whether an account is frozen; whether a bill is paid.
    Status,
    /// The name that was verified.
    VerifiedName,
    /// The tax id that was verified.
    VerifiedTaxId,
    /// The registered address.
    Address,
    /// The registered phone.
    Phone,
    /// The bank.
    Bank,
    /// The number of the bank account.
    BankAccount,
    /// Whom to talk to.
    Contact,
    /// The mobile phone.
    Mobile,
    /// E-mail.
    Email,
    /// The number of a bill.
    BillNo,
    /// Money.
    Amount,
    /// Money without tax.
    Net,
    /// The tax.
    Tax,
    /// The rate of the tax.
    TaxRate,
    /// The date of a bill.
    BilledOn,
    /// Until when a bill is to be paid.
    DueOn,
    /// When a bill was paid.
    PaidOn,
    /// The invoice item.
    Item,
    /// What was refunded of a bill so far.
    Refunded,
    /// Whether a bill was refunded; whether a refund took place.
    RefundState,
    /// Whether a bill was invoiced elsewhere.
    InvoiceState,
    /// What was invoiced of a bill elsewhere.
    Opening,
    /// What was not invoiced of it.
    Uninvoiced,
    /// In the desk's own list, what was invoiced, reserved and absorbed of a bill.
    Used,
    /// In the desk's own list, what of that was absorbed by offsets.
    Absorbed,
    /// The date of a refund.
    On,
    /// Why.
    Reason,
    /// Further words.
    Note,
    /// The currency, which must be CNY.
    Currency,
}

impl Field {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Currency as usize + 1;

    /// Its name in the commands of the desk and in `--map field=Header`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Region => "region",
            Self::Status => "status",
            Self::VerifiedName => "verified_name",
            Self::VerifiedTaxId => "verified_tax_id",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Bank => "bank",
            Self::BankAccount => "bank_account",
            Self::Contact => "contact",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::BillNo => "bill_no",
            Self::Amount => "amount",
            Self::Net => "net",
            Self::Tax => "tax",
            Self::TaxRate => "tax_rate",
            Self::BilledOn => "billed_on",
            Self::DueOn => "due_on",
            Self::PaidOn => "paid_on",
            Self::Item => "item",
            Self::Refunded => "refunded",
            Self::RefundState => "refund_state",
            Self::InvoiceState => "invoice_state",
            Self::Opening => "opening",
            Self::Uninvoiced => "uninvoiced",
            Self::Used => "used",
            Self::Absorbed => "absorbed",
            Self::On => "on",
            Self::Reason => "reason",
            Self::Note => "note",
            Self::Currency => "currency",
        }
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
