//! Readers that were written by others, and panic over what a damaged file says.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is one that is expected.
    static IS_EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a step of such a reader; none where it panicked, which is not told as a fault of the program. What it was working
/// on is not to be used again then.
pub(crate) fn caught<T>(step: impl FnOnce() -> T) -> Option<T> {
    static TELL_OTHERS_ONLY: Once = Once::new();
    TELL_OTHERS_ONLY.call_once(|| {
        let tell = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_EXPECTED.get() {
                tell(panic);
            }
        }));
    });
    let before = IS_EXPECTED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(step));
    IS_EXPECTED.set(before);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_answer_and_what_is_behind_it_goes_on() {
        assert_eq!(caught(|| caught(|| panic!("damaged")).is_none()), Some(true));
        assert!(!IS_EXPECTED.get());
    }
}
