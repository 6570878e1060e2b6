//! A line of the automation interface.

#![no_main]

use fapiao_desk::desk::protocol::decode::{read, time_of};
use fapiao_desk::desk::protocol::duplicates::Object;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(object) = serde_json::from_slice::<Object>(bytes) {
        let _ = time_of(&object.fields);
        drop(read(object));
    }
});
