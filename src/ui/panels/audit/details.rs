//! The card of an entry: who, what, from where, what it changed, and who signed it.

use std::borrow::Cow;

use egui::{Align, Layout, Ui};
use serde_json::Value;

use super::Audit;
use super::list::{refusal, told};
use crate::desk::pages::audit::{AuditEntry, RowChange};
use crate::domain::calendar::china_time;
use crate::domain::log::{LogObject, ObjectKind};
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, audit as words, audit_fields as fields, dates, domain, kept_files};
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::panels::parts::card_not_there_ui;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, Type, space};
use crate::ui::widgets::{
    Card, body_ui, key_value_ui, key_value_with, link_ui, mono_ui, part_rule_ui, pill_ui, rule_ui, small_ui,
    strong_ui, text_row_ui, text_width, weak_ui,
};

/// What is asked for on the card.
enum Asked {
    /// The entries of this user alone.
    User(String),
    /// What the entry is about.
    Open(LogObject),
}

impl Audit {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let shown = self.details.value().and_then(Option::as_ref);
        let Some(entry) = shown.filter(|entry| Some(entry.row.id) == self.list.selected).cloned() else {
            return card_not_there_ui(ui, lang, &self.details.view());
        };
        let mut asked = None;
        Card::titled(&words::entry(lang, entry.row.id)).show_scrolled(ui, entry.row.id, |ui| {
            asked = facts_ui(ui, lang, &entry);
            part_rule_ui(ui);
            changes_ui(ui, lang, &entry);
            part_rule_ui(ui);
            signature_ui(ui, lang, &entry);
        });
        match asked {
            Some(Asked::User(name)) => self.list.filter.choices.user = Some(name),
            Some(Asked::Open(object)) => open(cx, &entry, object),
            None => {}
        }
    }
}

fn facts_ui(ui: &mut Ui, lang: Lang, entry: &AuditEntry) -> Option<Asked> {
    let (row, mut asked) = (&entry.row, None);
    key_value_ui(ui, words::TIME.get(lang), &china_time(row.at).format("%Y-%m-%d %H:%M:%S").to_string());
    key_value_with(ui, words::USER.get(lang), |ui| {
        let roles = listed(lang, row.roles.iter().map(|role| domain::role(*role).get(lang)));
        text_row_ui(ui, |ui| {
            if link_ui(ui, &row.by).clicked() {
                asked = Some(Asked::User(row.by.clone()));
            }
            small_ui(ui, &roles);
        });
    });
    key_value_with(ui, words::ACTION.get(lang), |ui| {
        body_ui(ui, told(lang, row));
        if row.refused.is_some() {
            text_row_ui(ui, |ui| pill_ui(ui, Tone::Bad, icons::BLOCKED, &refusal(lang, row)));
        }
    });
    for found in &row.objects {
        key_value_with(ui, words::object_kind(found.object.kind).get(lang), |ui| {
            let (shown, is_link) = (found.shown(), is_there(entry, &found.object));
            // A link is one line: what is longer stands above it.
            let fits = text_width(ui, shown, Type::Body) <= ui.available_width();
            if !(is_link && fits) {
                body_ui(ui, shown);
            }
            let label = if fits { shown } else { kept_files::OPEN.get(lang) };
            if is_link && text_row_ui(ui, |ui| link_ui(ui, label).clicked()) {
                asked = Some(Asked::Open(found.object.clone()));
            }
        });
    }
    if let Some(origin) = row.origin {
        key_value_ui(ui, words::FROM.get(lang), words::origin(origin).get(lang));
        let parts = [row.system_user.as_deref(), row.machine.as_deref()];
        let system = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        key_value_ui(ui, words::SYSTEM_USER.get(lang), &system);
    }
    asked
}

/// Whether something that an entry is about can be opened.
fn is_there(entry: &AuditEntry, object: &LogObject) -> bool {
    match object.kind {
        ObjectKind::Application | ObjectKind::Account | ObjectKind::Batch => true,
        ObjectKind::Bill => entry.bills.iter().any(|(_, number)| *number == object.number),
        ObjectKind::Ticket => object.number.parse::<i64>().is_ok(),
        ObjectKind::BureauBatch
        | ObjectKind::User
        | ObjectKind::Policy
        | ObjectKind::Issuer
        | ObjectKind::Month => false,
    }
}

fn open(cx: &mut Cx<'_>, entry: &AuditEntry, object: LogObject) {
    let LogObject { kind, number } = object;
    match kind {
        ObjectKind::Application => cx.act(Action::Go(Route::Application(number))),
        ObjectKind::Account => cx.act(Action::Open(Target::Customer(number))),
        ObjectKind::Batch => cx.act(Action::Open(Target::Imports)),
        ObjectKind::Bill => {
            if let Some((id, bill_no)) = entry.bills.iter().find(|(_, bill_no)| *bill_no == number) {
                // A list of another customer's bills would not have it.
                cx.act(Action::Choose(None));
                cx.act(Action::Open(Target::Bill { id: *id, bill_no: bill_no.clone(), account: None }));
            }
        }
        ObjectKind::Ticket => {
            if let Ok(id) = number.parse() {
                cx.act(Action::ShowTicket(crate::domain::ids::TicketId(id)));
            }
        }
        ObjectKind::BureauBatch
        | ObjectKind::User
        | ObjectKind::Policy
        | ObjectKind::Issuer
        | ObjectKind::Month => {}
    }
}

/// How many rows of a table are shown at once; a command that changed more says how many.
const ROWS: usize = 20;

fn changes_ui(ui: &mut Ui, lang: Lang, entry: &AuditEntry) {
    strong_ui(ui, words::CHANGED.get(lang));
    if entry.changes.is_empty() {
        let why = match &entry.signed_by {
            _ if entry.row.refused.is_some() => words::WAS_REFUSED,
            None => words::UNTOLD,
            Some(_) => words::CHANGED_NOTHING,
        };
        weak_ui(ui, why.get(lang));
        return;
    }
    for change in entry.changes.iter().take(ROWS) {
        change_ui(ui, lang, change);
    }
    let hidden = entry.changes.len().saturating_sub(ROWS) as u64 + entry.more;
    if hidden > 0 {
        small_ui(ui, &words::more(lang, hidden));
    }
}

fn change_ui(ui: &mut Ui, lang: Lang, change: &RowChange) {
    let is_all = |side: fn(&crate::desk::pages::audit::ColumnChange) -> bool| change.columns.iter().all(side);
    let how = if is_all(|column| column.before.is_none()) {
        Some(words::ADDED)
    } else if is_all(|column| column.after.is_none()) {
        Some(words::REMOVED)
    } else {
        None
    };
    let table = fields::table(&change.table).map_or(change.table.as_str(), |text| text.get(lang));
    ui.add_space(space::XS);
    small_ui(ui, &how.map_or(table.to_owned(), |how| format!("{table} · {}", how.get(lang))));
    ui.columns(3, |columns| {
        for (ui, title) in columns.iter_mut().zip([words::FIELD, words::BEFORE, words::AFTER]) {
            small_ui(ui, title.get(lang));
        }
    });
    rule_ui(ui);
    // What an application was made with stands on its page.
    for column in change.columns.iter().filter(|column| column.column != "snapshot") {
        let name = fields::column(&column.column).map_or(column.column.as_str(), |text| text.get(lang));
        ui.columns(3, |columns| {
            if let [field, before, after] = columns {
                weak_ui(field, name);
                value_ui(before, lang, &column.column, column.before.as_ref());
                value_ui(after, lang, &column.column, column.after.as_ref());
            }
        });
    }
}

fn value_ui(ui: &mut Ui, lang: Lang, column: &str, value: Option<&Value>) {
    // Columns stretch their text otherwise.
    ui.with_layout(Layout::top_down(Align::Min), |ui| match value {
        None => drop(weak_ui(ui, NOTHING)),
        Some(value) => match value.as_str().and_then(|word| fields::word(column, word)) {
            Some(word) => drop(pill_ui(ui, Tone::Neutral, icons::INFO, word.get(lang))),
            None => drop(body_ui(ui, &shown(column, value))),
        },
    });
}

/// A value as people read it.
fn shown<'a>(column: &str, value: &'a Value) -> Cow<'a, str> {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => match number.as_i64() {
            Some(millis) if column.ends_with("_at") || column == "at" => {
                let at = chrono::DateTime::from_timestamp_millis(millis);
                at.map_or_else(|| number.to_string(), dates::moment).into()
            }
            Some(fen) if fields::is_money(column) => crate::domain::money::Fen(fen).grouped().into(),
            _ => number.to_string().into(),
        },
        other => other.to_string().into(),
    }
}

fn signature_ui(ui: &mut Ui, lang: Lang, entry: &AuditEntry) {
    let signed = match &entry.signed_by {
        None => words::NOT_SIGNED.get(lang).into(),
        Some(signed) if !signed.is_right => words::BAD_SIGNATURE.get(lang).into(),
        Some(signed) => match &signed.user {
            Some(user) => Cow::Owned(words::signed_by(lang, user)),
            None => words::BY_MACHINE.get(lang).into(),
        },
    };
    let chained = if entry.is_chained { words::CHAINED } else { words::NOT_CHAINED };
    small_ui(ui, &format!("{signed} · {}", chained.get(lang)));
    mono_ui(ui, &short(&entry.row.hash));
}

/// The first and last digits of a hash, in fours.
fn short(hash: &str) -> String {
    let part = |from: usize| hash.get(from..from + 4).unwrap_or_default();
    format!("{} {} {} … {}", part(0), part(4), part(8), part(hash.len().saturating_sub(4)))
}
