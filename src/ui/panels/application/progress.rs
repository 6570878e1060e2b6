//! The timeline of an application: what happened, and what is to come.

use egui::{ScrollArea, Ui};

use crate::desk::pages::application::ApplicationPage;
use crate::domain::application::ApplicationState;
use crate::domain::invoice_number::is_invoice_number;
use crate::domain::policy::Delivery;
use crate::domain::timeline::{self, Event, EventKind};
use crate::i18n::{Lang, Text, application as words, dates, domain, recurring, step_requests, steps};
use crate::ui::commands::{Offered, command_button_ui};
use crate::ui::icons;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, space};
use crate::ui::widgets::{ButtonKind, Card, Progress, TimelineItem, text_width, timeline_ui};

/// Draws the card over all the height there is if it `fits` there, else as high as its timeline is; whether the last step
/// is to be taken back.
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    page: &ApplicationPage,
    undo: Option<&Offered>,
    fits: bool,
) -> bool {
    let view = &page.view;
    let due_on = words::due_on(cx.lang, view.due_on);
    let whole = words::deadline(cx.lang, view.due_on, view.policy.deliver_within_working_days);
    // In a narrow card the days that were given for it are left out.
    let wanted = text_width(ui, cx.say(words::PROGRESS), Type::Strong) + text_width(ui, &whole, Type::Small);
    let note = if wanted + 3.0 * space::L <= ui.available_width() { whole } else { due_on };
    let items = items(cx.lang, page);
    let mut undoes = false;
    let card = Card::titled(cx.say(words::PROGRESS)).note(&note);
    let content = |ui: &mut Ui| {
        timeline_ui(ui, &items);
        if let Some(undo) = undo {
            ui.add_space(space::M);
            undoes = command_button_ui(ui, ButtonKind::Secondary, undo);
        }
    };
    if fits {
        card.fill_height().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, content);
        });
    } else {
        card.show(ui, content);
    }
    undoes
}

fn items(lang: Lang, page: &ApplicationPage) -> Vec<TimelineItem> {
    let events = &page.view.timeline;
    let is_live = page.view.state.is_live() && page.view.state != ApplicationState::Received;
    let happened = events.iter().enumerate().map(|(i, event)| {
        let is_now = is_live && i + 1 == events.len();
        happened(lang, page, event, is_now)
    });
    happened.chain(to_come(lang, page)).collect()
}

fn happened(lang: Lang, page: &ApplicationPage, event: &Event, is_now: bool) -> TimelineItem {
    let progress = match event.event {
        EventKind::Cancelled
        | EventKind::Rejected
        | EventKind::Reversed
        | EventKind::Uncovered
        | EventKind::RequestRefused
        | EventKind::CorrectionRejected => Progress::Bad,
        _ if is_now => Progress::Current,
        _ => Progress::Done,
    };
    let pill = match (event.event, page.delivered_late) {
        (EventKind::Delivered, Some(late)) => Some((Tone::Bad, icons::ALERT, words::days_late(lang, late))),
        (EventKind::Uncovered, _) => {
            Some((Tone::Warn, icons::WARNING, words::UNCOVERED.get(lang).to_owned()))
        }
        _ => None,
    };
    let title = words::event(event.event).get(lang);
    let mut lines = vec![format!("{} · {}", dates::moment(event.at), event.by)];
    if event.event == EventKind::Submitted {
        lines.extend(page.recurring_month.as_deref().map(|month| recurring::made_by_plan(lang, month)));
    }
    lines.extend(note(lang, page, event));
    TimelineItem { progress, title: title.to_owned(), pill, lines }
}

/// The note of an event as people read it: its parts are kept as the commands gave them.
fn note(lang: Lang, page: &ApplicationPage, event: &Event) -> Option<String> {
    let note = event.note.as_deref().filter(|note| !note.is_empty())?;
    Some(match event.event {
        EventKind::RedLetter => words::red_letter(lang, note),
        EventKind::StepRequested | EventKind::RequestWithdrawn | EventKind::RequestRefused => {
            step_requests::note(lang, note)
        }
        EventKind::Issued => {
            let numbers: Vec<&str> = page.view.invoices.iter().map(|i| i.number.as_str()).collect();
            let said = note.split_once('\n').map(|(_, said)| said);
            [Some(words::invoice_numbers(lang, &numbers)), said.map(str::to_owned)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        }
        EventKind::Uncovered => match timeline::parse_refund_note(note) {
            Some((bill_no, amount)) => words::refunded(lang, bill_no, &amount.grouped()),
            None => note.to_owned(),
        },
        EventKind::Reversed | EventKind::RedNumbersEntered if note.split(", ").all(is_invoice_number) => {
            format!("{} {note}", steps::RED_NUMBER.get(lang))
        }
        EventKind::Submitted => words::replaces(lang, note),
        _ => note.to_owned(),
    })
}

/// The steps that are still to be taken, with their deadline.
fn to_come(lang: Lang, page: &ApplicationPage) -> Vec<TimelineItem> {
    let view = &page.view;
    let mut by = vec![words::to_be_done_by(lang, view.due_on)];
    by.extend(page.working_days_left.map(|days| words::days_left(lang, days)));
    let mut deadline = vec![by.join(" · ")];
    deadline.extend(view.due_assumes_year.map(|year| words::assumed_year(lang, year)));
    let late = page.working_days_late.map(|late| (Tone::Bad, icons::ALERT, words::days_late(lang, late)));
    let accept = || item(lang, domain::step(crate::domain::application::Step::Accept), Vec::new());
    let issue = || TimelineItem {
        pill: late.clone(),
        progress: if late.is_some() { Progress::Bad } else { Progress::Todo },
        ..item(lang, words::ISSUE, deadline.clone())
    };
    let deliver = || item(lang, words::DELIVER, vec![way(lang, page)]);
    let receive = || item(lang, words::RECEIVE, Vec::new());
    match view.state {
        ApplicationState::Submitted => vec![accept(), issue(), deliver()],
        ApplicationState::Issuing => vec![issue(), deliver()],
        ApplicationState::Issued => {
            let mut lines = vec![way(lang, page)];
            lines.extend(deadline.clone());
            vec![TimelineItem { title: words::DELIVER.get(lang).to_owned(), lines, ..issue() }]
        }
        ApplicationState::Delivered => vec![receive()],
        ApplicationState::Received
        | ApplicationState::Cancelled
        | ApplicationState::Rejected
        | ApplicationState::Reversed => Vec::new(),
    }
}

fn item(lang: Lang, title: Text, lines: Vec<String>) -> TimelineItem {
    TimelineItem { progress: Progress::Todo, title: title.get(lang).to_owned(), pill: None, lines }
}

fn way(lang: Lang, page: &ApplicationPage) -> String {
    let view = &page.view;
    let way = domain::delivery(view.policy.delivery).get(lang);
    let place = match view.policy.delivery {
        Delivery::Email => view.email.clone(),
        Delivery::Post => view.address.as_ref().map(|address| address.region.clone()),
    };
    place.map_or(way.to_owned(), |place| format!("{way} · {place}"))
}
