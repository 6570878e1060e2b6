//! E-mail out: the bytes of a message, the line to the server, and the password that opens it.

pub mod key_store;
pub mod message;
pub mod smtp;
