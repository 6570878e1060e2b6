//! The disk fails at the n-th call, or is full from there on.

use crate::common::chance::Chance;
use crate::common::process::{Desk, finish};
use crate::disk::{self, What, on_disk};
use crate::errand::{ERRANDS, Ended, Errand};
use crate::scene::lay;

/// What the system says: no space left, an error of the disk, above the quota; as Linux numbers them.
const ERRORS: [(&str, i32); 3] = [("ENOSPC", 28), ("EIO", 5), ("EDQUOT", 122)];

/// How often the disk is called in an errand.
fn calls_of(errand: Errand) -> usize {
    let desk = Desk::empty();
    lay(&desk, &errand.files());
    let elsewhere = Desk::empty();
    let mut command = on_disk(errand.command(&desk), &desk);
    command.env("DISK_LOG", elsewhere.path("log"));
    let ran = finish(command, b"");
    assert_eq!(ran.code, 0, "{errand:?} {ran:?}");
    disk::log(&elsewhere.path("log")).iter().filter(|done| done.what != What::Said).count()
}

/// Numbers from 1 to `many` in no order, each before any comes again.
fn in_no_order(many: usize, chance: &mut Chance) -> impl Iterator<Item = usize> + use<> {
    let mut numbers: Vec<usize> = (1..=many).collect();
    for i in (1..many).rev() {
        numbers.swap(i, chance.below(i + 1));
    }
    numbers.into_iter().cycle()
}

#[test]
fn a_disk_that_fails_at_any_call_loses_nothing_and_the_answer_says_so() {
    if !disk::is_there("faults") {
        return;
    }
    let mut chance = crate::chance(3);
    let desk = Desk::empty();
    for errand in ERRANDS {
        let calls = calls_of(errand);
        let each = crate::times(4);
        for (i, call) in in_no_order(calls, &mut chance).take(each).enumerate() {
            let (name, number) = ERRORS[(i + i / calls) % ERRORS.len()];
            let stays = chance.below(3) == 0;
            lay(&desk, &errand.files());
            let mut command = on_disk(errand.command(&desk), &desk);
            command.env("DISK_FAILS_AT", call.to_string()).env("DISK_ERROR", number.to_string());
            if stays {
                command.env("DISK_STAYS_FULL", "1");
            }
            let ended = Ended::from(finish(command, b""));
            let how = if stays { "at and after" } else { "at" };
            errand.holds(&desk, &ended, &format!("{name} {how} call {call} of {calls}"));
        }
        println!("{errand:?}: {each} faults at {} of {calls} calls", each.min(calls));
    }
}
