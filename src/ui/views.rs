//! What a user has arranged in the window at a store, so that it is so again tomorrow: the page, the customer, and how
//! each list is seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::widgets::{Sort, TableView};

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
    /// The guide of the first steps was put away.
    pub guide_is_away: bool,
    /// What a newer version of the program has arranged besides.
    #[serde(flatten)]
    pub later: Map<String, Value>,
}

/// How the list of a page is seen, or its lists. What a later version of the program calls otherwise is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptList {
    #[serde(flatten)]
    pub table: KeptTable,
    /// The tables of a page that has several, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, KeptTable>,
    /// What it is narrowed to, without what is searched for.
    pub filter: Value,
    /// Filters that were saved under a name.
    pub saved: Vec<(String, Value)>,
}

/// How a table is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTable {
    /// Columns from the left.
    pub order: Vec<String>,
    pub hidden: Vec<String>,
    /// Widths in points.
    pub widths: BTreeMap<String, u16>,
    /// The column that it is sorted by, and whether from large to small.
    pub sort: Option<(String, bool)>,
}

impl KeptTable {
    pub fn of(view: &TableView) -> Self {
        let all = |keys: &[&'static str]| keys.iter().map(|key| (*key).to_owned()).collect();
        Self {
            order: all(&view.order),
            hidden: all(&view.hidden),
            widths: view.widths.iter().map(|(key, width)| ((*key).to_owned(), *width as u16)).collect(),
            sort: view.sort.map(|sort| (sort.column.to_owned(), sort.descending)),
        }
    }

    /// The view that was kept, of those of its columns that are among these.
    pub fn view(&self, columns: impl IntoIterator<Item = &'static str>) -> TableView {
        let columns: Vec<&'static str> = columns.into_iter().collect();
        let known = |key: &str| columns.iter().copied().find(|known| *known == key);
        let all = |keys: &[String]| keys.iter().filter_map(|key| known(key)).collect();
        let widths = self.widths.iter().filter_map(|(key, width)| Some((known(key)?, f32::from(*width))));
        TableView {
            sort: self
                .sort
                .as_ref()
                .and_then(|(key, descending)| Some(Sort { column: known(key)?, descending: *descending })),
            hidden: all(&self.hidden),
            order: all(&self.order),
            widths: widths.collect(),
            fits: Vec::new(),
        }
    }
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
