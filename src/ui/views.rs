//! What a user has arranged in the window at a store, so that it is so again tomorrow: the page, the customer, and how
//! each list is seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What one user has arranged at one store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    /// The page that was open.
    pub page: Option<String>,
    /// The number of the customer that was chosen for the whole window.
    pub customer: Option<String>,
    /// How each list is seen, by the page that it is on.
    pub lists: BTreeMap<String, KeptList>,
}

/// How a list is seen. What a later version of the program calls otherwise is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptList {
    /// Columns from the left.
    pub order: Vec<String>,
    pub hidden: Vec<String>,
    /// Widths in points.
    pub widths: BTreeMap<String, u16>,
    /// The column that it is sorted by, and whether from large to small.
    pub sort: Option<(String, bool)>,
    /// What it is narrowed to, without what is searched for.
    pub filter: Value,
    /// Filters that were saved under a name.
    pub saved: Vec<(String, Value)>,
}

/// A list that is seen as it was when the window was last closed.
pub trait Kept {
    fn kept(&self) -> KeptList;

    fn restore(&mut self, kept: &KeptList);
}

/// Where the window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowPlace {
    pub size: (i32, i32),
    pub at: Option<(i32, i32)>,
    pub maximized: bool,
}
