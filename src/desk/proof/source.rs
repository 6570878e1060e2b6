//! Where from something is done, as the log tells it.

use crate::domain::origin::Origin;

/// Where from something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// By which face of the desk; none: by a test, or by what has none.
    pub origin: Option<Origin>,
    /// Whose login of the system it is.
    pub system_user: Option<String>,
    /// The name of the machine.
    pub machine: Option<String>,
}

impl Source {
    /// This machine, as whoever runs the program.
    pub(crate) fn here(origin: Option<Origin>) -> Self {
        // What the systems call it.
        let name = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let machine = gethostname::gethostname().to_string_lossy().into_owned();
        Self {
            origin,
            system_user: name.filter(|name| !name.is_empty()),
            machine: Some(machine).filter(|machine| !machine.is_empty()),
        }
    }
}
