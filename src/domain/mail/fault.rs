//! Why a message was not handed over, or why it is not known whether it was.

use serde::{Deserialize, Serialize};

use crate::domain::email::EmailError;

/// The reply of a server whose mailbox is full: by its first digit final, and yet it may take the message tomorrow.
const MAILBOX_FULL: u16 = 552;

/// The reply of a server that closes the line.
const CLOSING: u16 = 421;

/// The replies of a server that takes nothing of whoever has not signed in, or not so (RFC 4954 section 6).
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];

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
    /// The server speaks to nobody of ours now: it greets with a refusal.
    NotServed {
        /// What it answered.
        answer: String,
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
    /// One of the addresses of the message is none.
    BadAddress {
        /// What is wrong with it.
        error: EmailError,
    },
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
    /// What a server's reply to who writes means: it may be asked for a sign-in only there.
    #[must_use]
    pub fn of_the_sender(self) -> Self {
        match self {
            Self::Refused { code, answer } if SIGN_IN.contains(&code) => Self::SignInRefused { answer },
            fault => fault,
        }
    }

    /// Whether the same message would be refused again, as far as can be known.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Refused { code, .. } => *code >= 500 && *code != MAILBOX_FULL,
            Self::FileLost { .. } | Self::BadAddress { .. } => true,
            _ => false,
        }
    }

    /// Whether the line is of no use any more, and the next one may be: many servers take so many messages on a line.
    pub fn is_of_the_line(&self) -> bool {
        matches!(self, Self::LineDied { .. } | Self::Refused { code: CLOSING, .. })
    }

    /// Whether no message of ours would fare better, on this line or on another.
    pub fn is_of_the_run(&self) -> bool {
        matches!(self, Self::SignInRefused { .. } | Self::NotServed { .. })
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
