//! How a list is seen, across restarts; and the filters that were saved under a name.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ColumnOf, ListFilter, ListPanel, ListView, Period, default_view};
use crate::domain::list_columns::ListColumn;
use crate::ui::views::{Kept, KeptList, KeptTable};

/// A filter as it is written down.
#[derive(Serialize, Deserialize)]
struct Written<S, C> {
    state: S,
    choices: C,
    period: Period,
    #[serde(default)]
    text: String,
}

/// A filter that was saved under a name.
pub(super) struct Saved<V: ListView> {
    pub name: String,
    pub filter: ListFilter<V>,
}

impl<V: ListView> ListFilter<V> {
    fn written(&self) -> Value {
        let Self { state, choices, period, text } = self.clone();
        serde_json::to_value(Written { state, choices, period, text }).unwrap_or_default()
    }

    fn from_written(value: &Value) -> Option<Self> {
        let Written { state, choices, period, text } = read(value)?;
        Some(Self { state, choices, period, text })
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

impl<V: ListView> Kept for ListPanel<V> {
    fn kept(&self) -> KeptList {
        let filter = ListFilter { text: String::new(), ..self.filter.clone() };
        KeptList {
            table: KeptTable::of(&self.table),
            tables: BTreeMap::new(),
            filter: filter.written(),
            saved: self.saved.iter().map(|saved| (saved.name.clone(), saved.filter.written())).collect(),
        }
    }

    fn restore(&mut self, kept: &KeptList) {
        let column = |key: &str| ColumnOf::<V>::named(key);
        let mut table = kept.table.view(ColumnOf::<V>::ALL.iter().map(|column| column.as_str()));
        let sort = table.sort.filter(|sort| column(sort.column).is_some_and(|column| column.shape().sorts));
        table.sort = sort.or(default_view::<V>().sort);
        self.table = table;
        if let Some(filter) = ListFilter::from_written(&kept.filter) {
            self.filter = filter;
        }
        let saved = kept.saved.iter().filter_map(|(name, filter)| {
            Some(Saved { name: name.clone(), filter: ListFilter::from_written(filter)? })
        });
        self.saved = saved.collect();
    }
}
