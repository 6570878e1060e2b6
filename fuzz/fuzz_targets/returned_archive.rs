//! A ZIP archive of files and archives, OFD documents among them.

#![no_main]

use fapiao_desk::exchange::returned::read_in_process;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| drop(read_in_process("a", bytes)));
