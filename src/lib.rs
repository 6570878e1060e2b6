//! fapiao-desk (开票台): the desk at which a company's finance staff issue VAT invoices in China.
//!
//! Arrows point down only. [`program`] reads the arguments; [`ui`] and [`cli`] are two faces of the same [`desk`], which keeps rows in the
//! [`store`] and reads and writes files through [`exchange`]. All of them speak the words of [`domain`], which
//! decides and does no input or output. [`i18n`] holds the words people read.

#[allow(missing_docs, reason = "its names are read inside this program alone")]
pub mod cli;
pub mod desk;
pub mod domain;
pub mod exchange;
#[allow(missing_docs, reason = "a phrase says itself")]
pub mod i18n;
#[allow(missing_docs, reason = "its names are read inside this program alone")]
pub mod program;
pub mod store;
#[allow(missing_docs, reason = "its names are read inside this program alone")]
pub mod ui;
