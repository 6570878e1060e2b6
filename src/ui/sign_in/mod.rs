//! Who is at the window: the page on which somebody signs in, the locked window, passwords, and the recovery code.

mod begin;
mod code_page;
mod door;
mod idle;
mod new_password;
mod own_password;
mod presence;

pub(super) use begin::{Begin, Begun, FirstUser};
pub(super) use code_page::CodePage;
pub(super) use door::{Door, Passed};
pub(super) use idle::Idle;
pub use idle::LockAfter;
pub(super) use new_password::NewPassword;
pub(super) use own_password::OwnPassword;
pub use presence::Presence;
