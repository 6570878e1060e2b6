//! An OFD document; its check sums are not looked at, so that what is stored in it may change.

#![no_main]

use fapiao_desk::exchange::returned::read_in_process;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| drop(read_in_process("a", bytes)));
