//! A year of holidays, a policy.

#![no_main]

use fapiao_desk::domain::calendar::parse_holiday_year;
use fapiao_desk::domain::policy::Policy;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop(parse_holiday_year(text));
    drop(serde_json::from_str::<Policy>(text));
});
