//! Signing in: why somebody is not let in, and how long that answer takes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Why nobody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInFault {
    /// The store requires it, and nobody has.
    Required,
    /// There is no such user, or it is not the password.
    Wrong,
    /// The user has no password yet.
    NoPassword,
    /// The password is right, and the user is disabled.
    Disabled,
    /// It is not the recovery code of that user, or it has been used.
    WrongCode,
}

/// How long the first wrong password waits for its answer.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// How long any waits at most.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// How long the answer to a wrong password takes that is the `failures`-th in a row: from the second on twice as long as
/// the one before. A right one is answered at once.
pub fn wait_after(failures: u64) -> Duration {
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    let doubled = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
    FIRST_WAIT.saturating_mul(doubled).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_password_in_a_row_waits_longer_and_none_for_ever() {
        let waits = [0, 1, 2, 3, 5, 6, 7, 40, u64::MAX].map(|failures| wait_after(failures).as_millis());
        assert_eq!(waits, [250, 250, 500, 1000, 4000, 8000, 8000, 8000, 8000]);
    }
}
