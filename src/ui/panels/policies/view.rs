//! The policies beside the one that is looked at: what it says, or how it came to say so.

use chrono::NaiveDate;
use egui::{Align, Key, Layout, Modifiers, Ui};

use super::draft::Draft;
use super::{Look, Tab, form};
use crate::desk::commands::policies::{PolicyView, VersionView};
use crate::desk::pages::policies::Book;
use crate::domain::application::Step;
use crate::domain::policy::Policy;
use crate::i18n::policies::Param;
use crate::i18n::{Lang, common, dates, policies as words, settings, steps};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::fields::Fields;
use crate::ui::icons;
use crate::ui::panels::parts::scroll_ui;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, ButtonKind, Card, Column, Progress, SliceRows, Table, TableView, TimelineItem, banner_ui,
    body_ui, inset_ui, link_ui, more_link_ui, pill_ui, rule_ui, segmented_ui, small_ui, strong_ui, text_ui,
    timeline_ui, weak_ui,
};

/// Width of the list, with room and in a small window, and of the names of rules.
const LIST: [f32; 2] = [352.0, 240.0];
const ROOMY: f32 = 1000.0;
/// From this width on the head of a policy has room for its tabs.
const ROOM_FOR_TABS: f32 = 640.0;
const TITLE: f32 = 128.0;

pub(super) enum PolicyAction<'a> {
    Copy(&'a Policy),
    Change(&'a Policy),
    Discard,
    Save,
    /// Go on from the version that was saved meanwhile.
    Rebase(&'a Policy),
}

/// The day, and when what is submitted today would be due under a policy.
#[derive(Clone, Copy)]
pub(super) struct Today<'a> {
    pub today: NaiveDate,
    pub due_on: &'a dyn Fn(&Policy) -> NaiveDate,
    /// The names of those who do a clerk's work.
    pub clerks: &'a [String],
}

impl Look {
    pub(super) fn ui<'a>(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        book: &'a Book,
        offered: &[Offered],
    ) -> Option<PolicyAction<'a>> {
        let at = self.at(book);
        let view = book.policies.get(at)?;
        let list = if ui.available_width() >= ROOMY { LIST[0] } else { LIST[1] };
        let width = (ui.available_width() - space::L - list).round();
        let mut wish = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::L, space::L);
            ui.vertical(|ui| {
                ui.set_width(list);
                self.list_ui(ui, cx, book, at);
            });
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = space::S;
                wish = self.policy_ui(ui, cx, book, view, offered);
            });
        });
        wish
    }

    /// The list; while one is being changed, no other is looked at.
    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, book: &Book, at: usize) {
        let lang = cx.lang;
        let columns = [
            Column::new("name", words::NAME.get(lang), 136.0).grows(),
            Column::new("version", common::VERSION.get(lang), 68.0).whole(),
            Column::new("own", "", lang.pick(88.0, 72.0)).whole(),
        ];
        // The card beside it says the version too.
        let has_room = ui.available_width() >= LIST[0];
        let is_shown = |column: &Column<'_>| has_room || column.key() != "version";
        let columns: Vec<Column<'_>> = columns.into_iter().filter(is_shown).collect();
        let is_busy = self.draft.is_some();
        let card = Card::titled(words::LIST.get(lang)).flush().fill_height();
        card.show(ui, |ui| {
            let rows = SliceRows::new(&book.policies, |view, column, ui| match column {
                "name" => drop(body_ui(ui, settings::policy_name(lang, &view.policy))),
                "version" => drop(body_ui(ui, &words::version_short(lang, view.policy.version))),
                _ => {
                    let kind = if view.own { words::OWN } else { words::BUNDLED };
                    small_ui(ui, kind.get(lang));
                }
            });
            let table = Table::new(words::LIST.get(lang), &columns).at_most_rows(14).takes_keyboard(!is_busy);
            let output = ui.add_enabled_ui(!is_busy, |ui| {
                table.show(ui, &mut TableView::default(), &rows, Some(at)).selected
            });
            if let Some(policy) = output.inner.and_then(|at| book.policies.get(at)) {
                self.chosen = Some(policy.policy.code.clone());
            }
            inset_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                small_ui(ui, &words::used_by(lang, &book.policies[at].issuers));
                if is_busy {
                    small_ui(ui, words::BUSY.get(lang));
                } else if more_link_ui(ui, words::TO_ISSUERS.get(lang)).clicked() {
                    cx.act(Action::Go(Route::Settings));
                }
            });
        });
    }

    fn policy_ui<'a>(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        book: &Book,
        view: &'a PolicyView,
        offered: &[Offered],
    ) -> Option<PolicyAction<'a>> {
        let moment = cx.office.moment();
        let due_on = |policy: &Policy| {
            moment.calendar.deadline(moment.today, policy.deliver_within_working_days).due_on
        };
        let today = Today { today: moment.today, due_on: &due_on, clerks: &book.clerks };
        match &mut self.draft {
            Some(draft) => draft_ui(ui, cx.lang, draft, &mut self.saving, view, today),
            None => look_ui(ui, cx.lang, &mut self.tab, book, view, offered, today),
        }
    }
}

fn look_ui<'a>(
    ui: &mut Ui,
    lang: Lang,
    tab: &mut Tab,
    book: &Book,
    view: &'a PolicyView,
    offered: &[Offered],
    today: Today<'_>,
) -> Option<PolicyAction<'a>> {
    let name = settings::policy_name(lang, &view.policy);
    let versions = words::versions(lang, view.versions.len());
    let mut wish = None;
    let (shown, mut looked_at) = (*tab, *tab);
    let tabs = [(Tab::Rules, words::RULES.get(lang)), (Tab::Versions, versions.as_str())];
    let has_room = ui.available_width() >= ROOM_FOR_TABS;
    let card = Card::new().head(|ui| {
        strong_ui(ui, name);
        kind_ui(ui, lang, view.own);
        if has_room {
            segmented_ui(ui, name, tab, &tabs);
        }
    });
    let card = card.actions(|ui| {
        let first = if view.own { UserCommand::ChangePolicy } else { UserCommand::CopyPolicy };
        for offered in offered {
            let kind = if offered.command == first { ButtonKind::Primary } else { ButtonKind::Secondary };
            if command_button_ui(ui, kind, offered) {
                wish = Some(match offered.command {
                    UserCommand::CopyPolicy => PolicyAction::Copy(&view.policy),
                    _ => PolicyAction::Change(&view.policy),
                });
            }
        }
    });
    card.fill_height().show(ui, |ui| {
        if !has_room {
            segmented_ui(ui, name, &mut looked_at, &tabs);
            ui.add_space(space::S);
        }
        match shown {
            Tab::Rules => scroll_ui(ui, &view.policy.code, |ui| rules_ui(ui, lang, &view.policy, today)),
            Tab::Versions => scroll_ui(ui, "versions", |ui| versions_ui(ui, lang, book, view)),
        }
    });
    if !has_room {
        *tab = looked_at;
    }
    wish
}

fn draft_ui<'a>(
    ui: &mut Ui,
    lang: Lang,
    draft: &mut Draft,
    saving: &mut Sending,
    view: &'a PolicyView,
    today: Today<'_>,
) -> Option<PolicyAction<'a>> {
    let under_way = saving.is_under_way();
    let is_right = draft.is_right();
    // Somebody was faster.
    let overtaken = view.versions.first().filter(|newest| newest.version > draft.base.version);
    let overtaken = overtaken.map(|newest| overtaken_by(lang, newest, draft.base.version));
    let barred = match (under_way, draft.is_changed(), is_right) {
        (true, _, _) => Some(common::SAVING.get(lang)),
        _ if overtaken.is_some() => overtaken.as_deref(),
        (_, false, _) => Some(common::NOTHING_CHANGED.get(lang)),
        (_, _, false) => Some(steps::FIX_FIRST.get(lang)),
        _ => None,
    };
    let base = draft.base.version;
    let mut rebases = false;
    let duties = |policy: &Policy| Step::ALL.map(|step| policy.needs_second_person(step));
    let note = if duties(&draft.made) == duties(&draft.base) {
        words::from_now_on(lang, today.today)
    } else {
        words::DUTIES_AT_ONCE.get(lang).to_owned()
    };
    let label = words::save(lang, draft.base.version + 1);
    let mut wish = None;
    let card = Card::new().head(|ui| {
        strong_ui(ui, settings::policy_name(lang, &view.policy));
        kind_ui(ui, lang, view.own);
        small_ui(ui, &words::based_on(lang, base));
    });
    let card = card.foot(|ui| {
        if is_right {
            small_ui(ui, &note);
        } else {
            text_ui(ui, steps::FIX_FIRST.get(lang), Type::Small, tokens(ui).bad);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if Button::primary(&label).shortcut("Ctrl Enter").disabled_because(barred).show(ui).clicked() {
                wish = Some(PolicyAction::Save);
            }
            if Button::secondary(words::DISCARD.get(lang)).show(ui).clicked() {
                wish = Some(PolicyAction::Discard);
            }
        });
    });
    card.fill_height().show(ui, |ui| {
        if let Some(overtaken) = &overtaken {
            let newest = words::go_on_from(lang, view.policy.version);
            rebases = banner_ui(ui, Tone::Warn, overtaken, Some(&newest));
            ui.add_space(space::S);
        } else if let Some(refusal) = saving.refused() {
            refusal_ui(ui, lang, refusal);
            ui.add_space(space::S);
        }
        summary_ui(ui, lang, draft);
        let mut fields = Fields::new(lang, today.today, saving.refused());
        fields.wants_focus = std::mem::take(&mut draft.is_new);
        scroll_ui(ui, "draft", |ui| {
            ui.add_enabled_ui(!under_way, |ui| form::fields_ui(ui, &mut fields, draft, today));
        });
        if fields.changed {
            draft.read();
            saving.forget();
        }
    });
    if rebases {
        wish = Some(PolicyAction::Rebase(&view.policy));
    }
    let confirmed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if confirmed && barred.is_none() {
        wish = Some(PolicyAction::Save);
    }
    wish
}

/// What is wrong and what is changed, wherever it stands: each leads to its parameter.
fn summary_ui(ui: &mut Ui, lang: Lang, draft: &mut Draft) {
    let wrong = draft.wrong();
    let is_changed = |param: &Param| {
        !wrong.contains(param)
            && words::value(lang, &draft.base, *param) != words::value(lang, &draft.made, *param)
    };
    let changed: Vec<Param> = Param::ALL.into_iter().filter(is_changed).collect();
    let mut goes_to = None;
    for (tone, icon, name, params) in [
        (Tone::Bad, icons::ALERT, words::TO_CORRECT, &wrong),
        (Tone::Info, icons::EDIT, words::CHANGED_SO_FAR, &changed),
    ] {
        if params.is_empty() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = size::PILL;
            pill_ui(ui, tone, icon, name.get(lang));
            for param in params {
                if link_ui(ui, param.title().get(lang)).clicked() {
                    goes_to = Some(*param);
                }
            }
        });
    }
    draft.goes_to = draft.goes_to.or(goes_to);
    if !(wrong.is_empty() && changed.is_empty()) {
        ui.add_space(space::S);
        rule_ui(ui);
    }
}

/// Which version was saved meanwhile, by whom and when.
fn overtaken_by(lang: Lang, newest: &VersionView, base: u32) -> String {
    let when = newest.at.map(dates::moment).unwrap_or_default();
    words::overtaken(lang, newest.version, newest.by.as_deref().unwrap_or_default(), &when, base)
}

fn kind_ui(ui: &mut Ui, lang: Lang, own: bool) {
    if own {
        pill_ui(ui, Tone::Info, icons::EDIT, words::OWN.get(lang));
    } else {
        pill_ui(ui, Tone::Neutral, icons::INBOX, words::BUNDLED.get(lang));
    }
}

/// What a policy says, rule by rule, with what each means.
fn rules_ui(ui: &mut Ui, lang: Lang, policy: &Policy, today: Today<'_>) {
    ui.spacing_mut().item_spacing.y = space::S;
    let due_on = (today.due_on)(policy);
    for (i, param) in Param::ALL.into_iter().enumerate() {
        if i > 0 {
            rule_ui(ui);
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.vertical(|ui| {
                ui.set_width(TITLE);
                weak_ui(ui, param.title().get(lang));
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                body_ui(ui, &words::value(lang, policy, param));
                small_ui(ui, &words::effect(lang, policy, param, today.today, due_on));
                if param == Param::SecondPerson {
                    form::alone_ui(ui, lang, policy, today.clerks);
                }
            });
        });
    }
}

/// Every version, newest first: who made it, when, and what it changed.
fn versions_ui(ui: &mut Ui, lang: Lang, book: &Book, view: &PolicyView) {
    let items = view.versions.iter().enumerate().map(|(i, version)| TimelineItem {
        progress: if i == 0 { Progress::Current } else { Progress::Done },
        title: words::version(lang, version.version),
        pill: (i == 0).then(|| (Tone::Ok, icons::CHECK, words::IN_FORCE.get(lang).to_owned())),
        lines: lines(lang, book, version),
    });
    timeline_ui(ui, &items.collect::<Vec<_>>());
}

fn lines(lang: Lang, book: &Book, version: &VersionView) -> Vec<String> {
    let mut lines = Vec::new();
    match (&version.by, version.at) {
        (Some(by), Some(at)) => lines.push(words::made(lang, by, &dates::moment(at))),
        _ => lines.push(words::BUNDLED.get(lang).to_owned()),
    }
    if let Some(from) = &version.copied_from {
        let source = book.policies.iter().find(|view| view.policy.code == from.code);
        let name = source.map_or(from.code.as_str(), |view| settings::policy_name(lang, &view.policy));
        lines.push(words::copied_from(lang, name, from.version));
    }
    if let Some(before) = &version.before {
        lines.extend(Param::ALL.into_iter().filter_map(|param| {
            let (old, new) = (words::value(lang, before, param), words::value(lang, &version.policy, param));
            (old != new).then(|| words::changed(lang, param.title().get(lang), &old, &new))
        }));
    }
    lines
}
