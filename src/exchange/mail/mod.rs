//! E-mail out: the bytes of a message, and the line to the server.

pub mod message;
pub mod smtp;
