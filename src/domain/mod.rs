//! The rules of the desk: no input or output, no clock, no SQL, no window.
//!
//! Types here cannot hold nonsense: an amount is whole fen, a date is a date in China, a tax id has been checked.

#[macro_use]
mod variants;

pub mod account;
pub mod address;
pub mod amount_in_words;
pub mod application;
pub mod backup;
pub mod balance;
pub mod bill;
pub mod bureau;
pub mod calendar;
pub mod check;
pub mod clipboard;
pub mod coverage;
pub mod draft;
pub mod email;
pub mod file_names;
pub mod files;
pub mod gbk;
pub mod ids;
pub mod import;
pub mod invoice_code;
pub mod invoice_info;
pub mod invoice_number;
pub mod invoice_plan;
pub mod issuer;
pub mod list_columns;
pub mod log;
pub mod log_value;
pub mod lost_digits;
pub mod mail;
pub mod masking;
pub mod money;
pub mod month;
pub mod month_sums;
pub mod origin;
pub mod party_name;
pub mod password;
pub mod pasted;
pub mod pinyin;
pub mod policy;
pub mod printed;
pub mod qualification;
pub mod reading;
pub mod red_letter;
pub mod refusal;
pub mod replay;
pub mod returned;
pub mod role;
pub mod rule_id;
pub mod rules;
pub mod seal;
pub mod sign_in;
pub mod step_request;
pub mod store_place;
pub mod tax;
pub mod tax_id;
pub mod text;
pub mod ticket;
pub mod timeline;
pub mod tracking;
pub mod undo;
pub mod user_name;
pub mod waterfall;
