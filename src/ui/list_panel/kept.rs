//! How a list is seen, across restarts; and the filters that were saved under a name.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ColumnOf, ListFilter, ListPanel, ListView, Period, default_view};
use crate::domain::list_columns::ListColumn;
use crate::ui::views::{Kept, KeptList};
use crate::ui::widgets::{Sort, TableView};

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
        let all = |keys: &[&'static str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let filter = ListFilter { text: String::new(), ..self.filter.clone() };
        KeptList {
            order: all(&self.table.order),
            hidden: all(&self.table.hidden),
            widths: self.table.widths.iter().map(|(key, width)| ((*key).to_owned(), *width as u16)).collect(),
            sort: self.table.sort.map(|sort| (sort.column.to_owned(), sort.descending)),
            filter: filter.written(),
            saved: self.saved.iter().map(|saved| (saved.name.clone(), saved.filter.written())).collect(),
        }
    }

    fn restore(&mut self, kept: &KeptList) {
        let known = |key: &String| ColumnOf::<V>::named(key).map(ListColumn::as_str);
        let default = default_view::<V>();
        let sort = kept.sort.as_ref().and_then(|(key, descending)| {
            let column = ColumnOf::<V>::named(key).filter(|column| column.shape().sorts)?;
            Some(Sort { column: column.as_str(), descending: *descending })
        });
        self.table = TableView {
            sort: sort.or(default.sort),
            hidden: kept.hidden.iter().filter_map(known).collect(),
            order: kept.order.iter().filter_map(known).collect(),
            widths: kept
                .widths
                .iter()
                .filter_map(|(key, width)| Some((known(key)?, f32::from(*width))))
                .collect(),
            fits: Vec::new(),
        };
        if let Some(filter) = ListFilter::from_written(&kept.filter) {
            self.filter = filter;
        }
        let saved = kept.saved.iter().filter_map(|(name, filter)| {
            Some(Saved { name: name.clone(), filter: ListFilter::from_written(filter)? })
        });
        self.saved = saved.collect();
    }
}
