//! Why a message was not handed over, or why it is not known whether it was.

use serde::{Deserialize, Serialize};

/// The reply of a server whose mailbox is full: by its first digit final, and yet it may take the message tomorrow.
const MAILBOX_FULL: u16 = 552;

/// The reply of a server that closes the line.
const CLOSING: u16 = 421;

/// Why a message did not come to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum MailFault {
    /// The server cannot be reached.
    Unreachable {
        /// What the system said.
        detail: String,
    },
    /// The server does not prove that it is the one that was named, or speaks no TLS that is safe.
    NotSecret {
        /// What stood in the way.
        detail: String,
    },
    /// The server offers no STARTTLS.
    NoStartTls,
    /// The server lets nobody sign in by a password.
    NoSignIn,
    /// The server does not take the user or the password.
    SignInRefused {
        /// What it answered.
        answer: String,
    },
    /// The server refuses the message or one of its recipients.
    Refused {
        /// Its reply.
        code: u16,
        /// What it said with it.
        answer: String,
    },
    /// The line died before the whole message was handed over.
    LineDied {
        /// What the system said.
        detail: String,
    },
    /// The program was stopped before the message was begun.
    Stopped,
    /// A file to be attached is gone or was changed.
    FileLost {
        /// What it is called in the message.
        name: String,
    },
    /// The whole message was handed over, and then the line died: the server may have taken it.
    NoAnswer {
        /// What the system said.
        detail: String,
    },
    /// The program was stopped while it handed the message over: the server may have taken it.
    StoppedMidway,
}

impl MailFault {
    /// Whether the same message would be refused again, as far as can be known.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Refused { code, .. } => *code >= 500 && *code != MAILBOX_FULL,
            Self::FileLost { .. } => true,
            _ => false,
        }
    }

    /// Whether the line is of no use any more, and the next one may be: many servers take so many messages on a line.
    pub fn is_of_the_line(&self) -> bool {
        matches!(self, Self::LineDied { .. } | Self::Refused { code: CLOSING, .. })
    }

    /// Whether it is not known what became of the message.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::NoAnswer { .. } | Self::StoppedMidway)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_final_from_500_on_but_for_a_full_mailbox() {
        let is_final = |code| MailFault::Refused { code, answer: String::new() }.is_final();
        assert_eq!([450, 499, 500, 550, 552, 553].map(is_final), [false, false, true, true, false, true]);
        assert!(!MailFault::LineDied { detail: String::new() }.is_final());
    }

    #[test]
    fn a_line_that_was_closed_is_told_from_a_message_that_was_refused() {
        let of_the_line = |code| MailFault::Refused { code, answer: String::new() }.is_of_the_line();
        assert_eq!([421, 450, 550].map(of_the_line), [true, false, false]);
        assert!(MailFault::LineDied { detail: String::new() }.is_of_the_line());
    }
}
