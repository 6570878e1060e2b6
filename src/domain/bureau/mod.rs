//! What goes to the tax bureau and what comes back: the bulk-issue form (数电发票批量开票导入模板) and the reasons for
//! which the bureau refuses a row of it. The facts are those of the official form.

mod checks;
mod faults;
mod form;
mod handling;
mod leaving;
mod lessons;
mod reason;
mod shape;

pub use self::checks::{FormFault, FormProblem, TaxCodes, check, is_tax_code};
pub use self::faults::{FormError, ListError, MissingColumn};
pub use self::form::{
    Buyer, FormColumn, FormInvoice, FormSheet, MAX_SERIAL_CHARS, Seller, Shown, Waiver, serial,
};
pub use self::handling::Handling;
pub use self::leaving::{LeftOut, NotTaken, Notice, Why};
pub use self::lessons::{Lessons, PastRefusal};
pub use self::reason::{ReasonClass, RefusalReason};
pub use self::shape::{ColumnShape, FormChange, FormShape, FormVersion, SheetShape};
