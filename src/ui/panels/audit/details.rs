//! The card of an entry: who, what, from where, what it changed, and who signed it.

use std::borrow::Cow;

use egui::{Align, Layout, Ui};

use super::Audit;
use super::list::{refusal, told};
use crate::desk::pages::audit::told::{AuditPage, Told, ToldField, ToldRow};
use crate::desk::pages::audit::{AuditEntry, Fate};
use crate::domain::calendar::china_time;
use crate::domain::ids::TicketId;
use crate::domain::log::{LogObject, ObjectKind};
use crate::domain::log_value::LogWord;
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, audit as words, audit_fields as fields, domain, phrase};
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::panels::looks::{look_of, qualification_pill_ui};
use crate::ui::panels::parts::card_not_there_ui;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, body_ui, key_value_ui, key_value_with, link_ui, mono_ui, part_rule_ui, pill_ui, rule_ui, small_ui,
    strong_ui, text_row_ui, weak_ui,
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
        let Some(AuditPage { entry, rows, more }) = self.shown() else {
            return card_not_there_ui(ui, lang, &self.details.view());
        };
        let mut asked = None;
        Card::titled(&words::entry(lang, entry.row.id)).show_scrolled(ui, entry.row.id, |ui| {
            asked = facts_ui(ui, lang, entry);
            part_rule_ui(ui);
            changes_ui(ui, lang, entry, rows, *more);
            part_rule_ui(ui);
            signature_ui(ui, lang, entry);
        });
        match asked {
            Some(Asked::User(name)) => self.list.filter.choices.user = Some(name),
            Some(Asked::Open(object)) => {
                if let Some(page) = self.shown() {
                    open(cx, &page.entry, object);
                }
            }
            None => {}
        }
    }

    /// The entry of the selected row, once it has come.
    fn shown(&self) -> Option<&AuditPage> {
        let page = self.details.value().and_then(Option::as_ref);
        page.filter(|page| Some(page.entry.row.id) == self.list.selected)
    }

    /// Opens what the selected entry is about, once that is known; answers whether it is.
    pub(super) fn open_object(&self, cx: &mut Cx<'_>) -> bool {
        let Some(AuditPage { entry, .. }) = self.shown() else { return false };
        let objects = entry.row.objects.iter().map(|found| &found.object);
        match objects.into_iter().find(|object| is_there(entry, object)) {
            Some(object) => open(cx, entry, object.clone()),
            None => cx.act(Action::Toast(Tone::Neutral, cx.say(words::NOTHING_TO_OPEN).to_owned())),
        }
        true
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
            if !is_there(entry, &found.object) {
                body_ui(ui, found.shown());
            } else if link_ui(ui, found.shown()).clicked() {
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
        ObjectKind::Bill => entry.bills.iter().any(|(_, number)| *number == object.number),
        ObjectKind::Ticket => object.number.parse::<i64>().is_ok(),
        ObjectKind::Application
        | ObjectKind::Account
        | ObjectKind::Batch
        | ObjectKind::BureauBatch
        | ObjectKind::User
        | ObjectKind::Policy
        | ObjectKind::Issuer
        | ObjectKind::Month => true,
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
                cx.act(Action::ShowTicket(TicketId(id)));
            }
        }
        ObjectKind::BureauBatch | ObjectKind::Month => cx.act(Action::Go(Route::Issuing)),
        ObjectKind::Policy => cx.act(Action::Go(Route::Policies)),
        ObjectKind::User | ObjectKind::Issuer => cx.act(Action::Go(Route::Settings)),
    }
}

fn changes_ui(ui: &mut Ui, lang: Lang, entry: &AuditEntry, rows: &[ToldRow], more: u64) {
    strong_ui(ui, words::CHANGED.get(lang));
    if rows.is_empty() {
        let why = match &entry.signed_by {
            _ if entry.row.refused.is_some() => words::WAS_REFUSED,
            None => words::UNTOLD,
            Some(_) => words::CHANGED_NOTHING,
        };
        weak_ui(ui, why.get(lang));
        return;
    }
    rows.iter().for_each(|row| row_ui(ui, lang, row));
    if more > 0 {
        small_ui(ui, &words::more(lang, more));
    }
}

/// A row of a table: what it is, and the fields that are different. What is new or gone has but one side.
fn row_ui(ui: &mut Ui, lang: Lang, row: &ToldRow) {
    let ToldRow { table, name, fate, fields } = row;
    let what = fields::table(table).map_or(table.as_str(), |text| text.get(lang));
    let name = name.as_deref().map(|name| match table.as_str() {
        "setting" => fields::setting(name).map_or(name, |text| text.get(lang)),
        _ => name,
    });
    let fated = match fate {
        Fate::Added => Some(words::ADDED),
        Fate::Removed => Some(words::REMOVED),
        Fate::Changed => None,
    };
    let parts = [Some(what), name, fated.map(|text| text.get(lang))];
    ui.add_space(space::XS);
    small_ui(ui, &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    let sides: &[_] = match fate {
        Fate::Added => &[(words::AFTER, true)],
        Fate::Removed => &[(words::BEFORE, false)],
        Fate::Changed => &[(words::BEFORE, false), (words::AFTER, true)],
    };
    if *fate == Fate::Changed {
        ui.columns(1 + sides.len(), |columns| {
            let titles = std::iter::once(words::FIELD).chain(sides.iter().map(|(title, _)| *title));
            for (ui, title) in columns.iter_mut().zip(titles) {
                small_ui(ui, title.get(lang));
            }
        });
    }
    rule_ui(ui);
    for ToldField { column, before, after } in fields {
        let name = fields::column(table, column).map_or(column.as_str(), |text| text.get(lang));
        if let [(_, is_after)] = sides {
            let value = if *is_after { after } else { before };
            key_value_with(ui, name, |ui| value_ui(ui, lang, value.as_ref(), *is_after));
            continue;
        }
        ui.columns(3, |columns| {
            if let [field, was, is] = columns {
                weak_ui(field, name);
                value_ui(was, lang, before.as_ref(), false);
                value_ui(is, lang, after.as_ref(), true);
            }
        });
    }
}

/// A value; where something has come to stand now has its look.
fn value_ui(ui: &mut Ui, lang: Lang, value: Option<&Told>, is_after: bool) {
    let words = match value {
        Some(Told::Words(words)) if is_after => words.as_slice(),
        _ => &[],
    };
    // Columns stretch their text otherwise.
    ui.with_layout(Layout::top_down(Align::Min), |ui| match (value, words) {
        (None, _) => drop(weak_ui(ui, NOTHING)),
        (_, [LogWord::State(state)]) => {
            let (tone, icon) = look_of(*state);
            pill_ui(ui, tone, icon, domain::application_state(*state).get(lang));
        }
        (_, [LogWord::Qualification(state)]) => qualification_pill_ui(ui, lang, Some(*state)),
        (Some(value), _) => drop(body_ui(ui, &shown(lang, value))),
    });
}

/// A value as people read it.
fn shown(lang: Lang, value: &Told) -> Cow<'_, str> {
    match value {
        Told::Text(text) => text.as_str().into(),
        Told::Money(fen) => fen.grouped().into(),
        Told::Moment(at) => china_time(*at).format("%Y-%m-%d %H:%M:%S").to_string().into(),
        Told::Words(words) => listed(lang, words.iter().map(|word| fields::word(*word).get(lang))).into(),
        Told::Fields(told) => {
            let line = |(name, value): &(String, String)| {
                let name = fields::column("", name).map_or(name.as_str(), |text| text.get(lang));
                phrase::because(lang, name, value)
            };
            told.iter().map(line).collect::<Vec<_>>().join("\n").into()
        }
        Told::Gone => words::GONE.get(lang).into(),
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
