//! What is particular to the list of the log.

use egui::{Popup, ScrollArea, Ui};
use serde::{Deserialize, Serialize};

use crate::desk::export::List;
use crate::desk::lists::audit::{AuditCounts, AuditQuery, AuditRow};
use crate::domain::list_columns::AuditColumn;
use crate::domain::log::{LogArea, ObjectKind};
use crate::i18n::{Lang, Text, audit as words, common, lists};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListPanel, ListRequest, ListView};
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, tokens};
use crate::ui::widgets::{chip_ui, closing_chip_ui, menu_item_ui, menu_ui, text_ui};

pub struct AuditList;

/// Up to so many users have a chip each; more are behind one.
const FEW: usize = 3;

/// How high the list of users is.
const USERS: f32 = 320.0;

/// What a chip leaves of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum AuditState {
    #[default]
    All,
    Area(LogArea),
    Refused,
}

/// Whose entries, and about what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuditChoices {
    pub user: Option<String>,
    /// What it is, its number, and what it is called.
    pub object: Option<(ObjectKind, String, String)>,
}

impl ListView for AuditList {
    type Query = AuditQuery;
    type State = AuditState;
    type Choices = AuditChoices;

    const LOOK: ListLook = ListLook {
        title: words::TITLE,
        icon: icons::AUDIT,
        search: [words::SEARCH, words::SEARCH],
        search_width: 240.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: None,
        none_found: [words::NONE_FOUND, common::TRY_STATE_PERIOD_SEARCH],
    };

    const COLUMNS: &'static [AuditColumn] = &[
        AuditColumn::Number,
        AuditColumn::When,
        AuditColumn::Who,
        AuditColumn::What,
        AuditColumn::Object,
        AuditColumn::From,
        AuditColumn::SystemUser,
        AuditColumn::Machine,
    ];

    const OF_CUSTOMER: bool = false;

    const SELECTS_FIRST: bool = true;

    const LEAST_NEEDED: &'static [AuditColumn] = &[AuditColumn::From, AuditColumn::Who];

    fn query(asked: ListRequest<AuditColumn>, state: AuditState, choices: &AuditChoices) -> AuditQuery {
        let ListRequest { from, to, text, .. } = asked;
        AuditQuery {
            from,
            to,
            user: choices.user.clone(),
            op: None,
            area: if let AuditState::Area(area) = state { Some(area) } else { None },
            refused: state == AuditState::Refused,
            object: choices.object.clone().map(|(kind, number, _)| (Some(kind), number)),
            text,
        }
    }

    fn summed(query: AuditQuery) -> AuditQuery {
        AuditQuery { area: None, refused: false, ..query }
    }

    fn states() -> Vec<(AuditState, Text)> {
        let areas = LogArea::ALL.map(|area| (AuditState::Area(area), words::area(area)));
        let (all, refused) = ((AuditState::All, lists::ALL), (AuditState::Refused, words::REFUSED));
        [all].into_iter().chain(areas).chain([refused]).collect()
    }

    fn count(counts: &AuditCounts, state: AuditState) -> Option<u64> {
        match state {
            AuditState::All => Some(counts.found),
            AuditState::Refused => Some(counts.refused),
            AuditState::Area(_) => None,
        }
    }

    fn totals(lang: Lang, counts: &AuditCounts, state: AuditState) -> String {
        Self::count(counts, state).map_or_else(String::new, |count| words::total(lang, count))
    }

    fn has_none(panel: &ListPanel<Self>, _: &Cx<'_>) -> bool {
        panel.filter.is_open()
    }

    fn choices_ui(ui: &mut Ui, lang: Lang, counts: Option<&AuditCounts>, choices: &mut AuditChoices) {
        let history = choices.object.as_ref().map(|(.., name)| words::history_of(lang, name));
        if history.is_some_and(|name| closing_chip_ui(ui, &name, None).clicked()) {
            choices.object = None;
        }
        if let Some(name) = &choices.user {
            if closing_chip_ui(ui, name, None).clicked() {
                choices.user = None;
            }
            return;
        }
        let users = counts.map_or(&[] as &[String], |counts| &counts.users);
        let mut wanted = None;
        if users.len() <= FEW {
            let mut chips = users.iter().filter(|_| users.len() > 1);
            wanted = chips.find(|name| chip_ui(ui, false, name, None).clicked());
        } else {
            let chip = chip_ui(ui, false, words::WHO.get(lang), None);
            menu_ui(&chip, Popup::menu(&chip), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(USERS).show(ui, |ui| {
                    wanted = users.iter().filter(|name| menu_item_ui(ui, name, false).clicked()).last();
                });
            });
        }
        if let Some(name) = wanted {
            choices.user = Some(name.clone());
        }
    }

    fn export(query: AuditQuery, columns: Vec<AuditColumn>) -> Option<List> {
        Some(List::Audit(query, columns))
    }

    /// What was refused says so beside what was tried, in a file in a column of its own.
    fn in_file(column: AuditColumn) -> Vec<AuditColumn> {
        if column == AuditColumn::What { vec![column, AuditColumn::Refused] } else { vec![column] }
    }

    fn cell_ui(ui: &mut Ui, at: At, row: &AuditRow, column: AuditColumn) -> bool {
        match column {
            AuditColumn::What if row.refused.is_some() => {
                let said = format!("{} · {}", told(at.lang, row), refusal(at.lang, row));
                text_ui(ui, &said, Type::Body, tokens(ui).fg(Tone::Bad));
            }
            AuditColumn::From => drop(text_ui(ui, &from(at.lang, row), Type::Body, tokens(ui).weak)),
            _ => return false,
        }
        true
    }

    fn is_faint(_: &AuditRow) -> bool {
        false
    }
}

/// What was done, in words.
pub fn told(lang: Lang, row: &AuditRow) -> &str {
    row.told().map_or(row.op.as_str(), |op| words::log_op(op).get(lang))
}

/// Why it was refused, in words.
pub fn refusal(lang: Lang, row: &AuditRow) -> String {
    let id = row.refused.as_deref().unwrap_or_default();
    let why = crate::domain::log::Attempt::named(id).map_or(id, |attempt| words::attempt(attempt).get(lang));
    words::refused_by(lang, why)
}

/// Where from it was done: `窗口 · PC-03`.
fn from(lang: Lang, row: &AuditRow) -> String {
    let origin = row.origin.map(|origin| words::origin(origin).get(lang));
    let parts = [origin, row.machine.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
