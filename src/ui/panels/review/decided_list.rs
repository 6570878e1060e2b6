//! What is particular to the list of decided reviews.

use egui::Ui;

use crate::desk::lists::reviews::{DecidedFilter, DecidedSubmission, ReviewCounts, ReviewQuery};
use crate::domain::list_columns::ReviewColumn;
use crate::domain::qualification::QualificationState;
use crate::i18n::{Lang, Text, common, domain, lists, review as words};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListPanel, ListRequest, ListView};
use crate::ui::panels::looks::qualification_pill_ui;
use crate::ui::state::Cx;

pub struct DecidedList;

impl ListView for DecidedList {
    type Query = ReviewQuery;
    type State = Option<QualificationState>;
    type Choices = ();

    const LOOK: ListLook = ListLook {
        title: words::DECIDED,
        icon: icons::REVIEW,
        search: [words::SEARCH, words::SEARCH],
        search_width: 260.0,
        none: [words::NONE_DECIDED, words::NONE_DECIDED_HOW],
        none_action: None,
        none_found: [words::NONE_FOUND, common::TRY_STATE_SEARCH],
    };

    const OF_CUSTOMER: bool = false;
    const SELECTS_FIRST: bool = true;
    const ROOM_FOR_COUNTS: f32 = 220.0;

    fn query(asked: ListRequest<ReviewColumn>, state: Self::State, (): &()) -> ReviewQuery {
        ReviewQuery(DecidedFilter { state, text: asked.text })
    }

    fn summed(query: ReviewQuery) -> ReviewQuery {
        ReviewQuery(DecidedFilter { state: None, ..query.0 })
    }

    fn states() -> Vec<(Self::State, Text)> {
        let states = [QualificationState::Approved, QualificationState::Rejected];
        let states = states.map(|state| (Some(state), domain::qualification_standing(Some(state))));
        [(None, lists::ALL)].into_iter().chain(states).collect()
    }

    fn count(counts: &ReviewCounts, state: Self::State) -> Option<u64> {
        Some(counts.of(state))
    }

    fn totals(lang: Lang, counts: &ReviewCounts, state: Self::State) -> String {
        words::total(lang, counts.of(state))
    }

    fn has_none(panel: &ListPanel<Self>, _: &Cx<'_>) -> bool {
        panel.summary().is_none_or(|counts| counts.of(None) == 0) && panel.filter.text.trim().is_empty()
    }

    fn cell_ui(ui: &mut Ui, at: At, row: &DecidedSubmission, column: ReviewColumn) -> bool {
        if column == ReviewColumn::State {
            qualification_pill_ui(ui, at.lang, Some(row.state));
        }
        column == ReviewColumn::State
    }

    fn is_faint(_: &DecidedSubmission) -> bool {
        false
    }
}
