//! What is particular to the list of imports.

use egui::Ui;

use std::borrow::Cow;

use crate::desk::import::undo::StoredBatch;
use crate::desk::lists::imports::{ImportCounts, ImportQuery};
use crate::domain::import::ImportKind;
use crate::domain::list_columns::{ImportColumn, Phrase};
use crate::i18n::{Lang, Text, common, files, imports as words, lists, phrase};
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::{At, ListLook, ListPanel, ListRequest, ListView, NOTHING};
use crate::ui::state::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{amount_text_ui, pill_ui};

pub struct ImportList;

impl ListView for ImportList {
    type Query = ImportQuery;
    type State = Option<bool>;
    type Choices = ();

    const LOOK: ListLook = ListLook {
        title: words::BATCHES,
        icon: icons::AUDIT,
        search: [words::SEARCH, words::SEARCH],
        search_width: 280.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: None,
        none_found: [words::NONE_FOUND, common::TRY_STATE_SEARCH],
    };

    const OF_CUSTOMER: bool = false;
    const LEAST_NEEDED: &'static [ImportColumn] = &[
        ImportColumn::Issuer,
        ImportColumn::Refused,
        ImportColumn::Who,
        ImportColumn::Changed,
        ImportColumn::Kind,
        ImportColumn::Added,
        ImportColumn::Number,
        ImportColumn::Amount,
    ];

    fn query(asked: ListRequest<ImportColumn>, undone: Option<bool>, (): &()) -> ImportQuery {
        let ListRequest { text, order, descending, .. } = asked;
        ImportQuery { undone, text, order, descending }
    }

    fn summed(query: ImportQuery) -> ImportQuery {
        ImportQuery { order: ImportColumn::default(), descending: false, ..query }
    }

    fn states() -> Vec<(Option<bool>, Text)> {
        vec![(None, lists::ALL), (Some(false), common::IMPORTED), (Some(true), words::UNDONE)]
    }

    fn count(counts: &ImportCounts, undone: Option<bool>) -> Option<u64> {
        let count = match undone {
            None => counts.all,
            Some(false) => counts.all - counts.undone,
            Some(true) => counts.undone,
        };
        Some(count as u64)
    }

    fn totals(lang: Lang, counts: &ImportCounts, _: Option<bool>) -> String {
        words::total(lang, counts.found)
    }

    fn has_none(panel: &ListPanel<Self>, _: &Cx<'_>) -> bool {
        panel.summary().is_none_or(|counts| counts.all == 0)
    }

    fn cell_ui(ui: &mut Ui, at: At, batch: &StoredBatch, column: ImportColumn) -> bool {
        let mut count = |n: u32| drop(amount_text_ui(ui, &phrase::count(u64::from(n))));
        match column {
            ImportColumn::Added => count(batch.counts.added),
            ImportColumn::Changed => count(batch.counts.changed),
            ImportColumn::Refused => count(batch.counts.refused),
            // A list of customers has no sums.
            ImportColumn::Amount | ImportColumn::Refunded | ImportColumn::Opening
                if batch.kind == ImportKind::Accounts =>
            {
                amount_text_ui(ui, NOTHING);
            }
            ImportColumn::State => {
                let (tone, icon, word) = look_of(batch);
                pill_ui(ui, tone, icon, word.get(at.lang));
            }
            _ => return false,
        }
        true
    }

    fn word(lang: Lang, phrase: Phrase) -> Cow<'static, str> {
        match phrase {
            Phrase::ImportKind(kind) => files::kind(lang, kind).into(),
            _ => lists::say(lang, phrase).into(),
        }
    }

    fn is_faint(batch: &StoredBatch) -> bool {
        batch.undone.is_some()
    }
}

pub(super) fn look_of(batch: &StoredBatch) -> (Tone, Icon, Text) {
    match batch.undone {
        None => (Tone::Ok, icons::CHECK, common::IMPORTED),
        Some(_) => (Tone::Neutral, icons::CLOSE, words::UNDONE),
    }
}
