//! What a pasted block of text holds, for forms. Nothing of the store is looked at.

use crate::desk::clock::Moment;
use crate::desk::protocol::fields::fields;
use crate::domain::address::AddressField;
use crate::domain::invoice_info::InfoField;
use crate::domain::pasted::{self, Pasted};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

fields! {
    /// A block of text as it was pasted, with whatever characters are in it.
    PastedText {
        text: String,
    }
}

/// The fields of a title block, see [`pasted::read_title_block`].
///
/// # Errors
/// None.
pub fn read_title_block(_: &Db, _: &Moment, block: &PastedText) -> Result<Pasted<InfoField>, Refusal> {
    Ok(pasted::read_title_block(&block.text))
}

/// The fields of an address, see [`pasted::read_address_block`].
///
/// # Errors
/// None.
pub fn read_address_block(_: &Db, _: &Moment, block: &PastedText) -> Result<Pasted<AddressField>, Refusal> {
    Ok(pasted::read_address_block(&block.text))
}
