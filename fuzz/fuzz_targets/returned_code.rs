//! A PDF or a picture with a QR code.

#![no_main]

use fapiao_desk::exchange::returned::read_in_process;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| drop(read_in_process("a", bytes)));
