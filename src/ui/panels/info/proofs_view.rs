//! The card of scans below the form: what is attached, what is wrong with it, and what is missing before it can be
//! submitted.

use std::path::{Path, PathBuf};

use egui::{CornerRadius, Frame, Label, Margin, Response, Stroke, Ui, vec2};

use super::proofs::{Proofs, Slot};
use crate::desk::pages::review::{Standing, StoredEvidence};
use crate::desk::scans::Scan;
use crate::domain::qualification::{EvidenceKind, Media, QualificationState};
use crate::i18n::{Lang, Text, common, domain, faults, qualification as words, review};
use crate::ui::forms::info::InfoForm;
use crate::ui::icons;
use crate::ui::refusing::refusal_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, Card, icon_button_ui, link_ui, small_ui, spinner_ui, text_row_ui, text_ui, weak_ui,
};

const BOX: f32 = 44.0;

enum ProofAction {
    Pick,
    Remove,
    Again,
}

pub(super) fn proofs_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    standing: &Standing,
    form: &InfoForm,
    proofs: &mut Proofs,
) {
    let barred = barred(cx.lang, standing, form, proofs);
    let is_ready = barred.is_none();
    let (mut submits, mut swaps) = (false, false);
    let mut asked = None;
    let lang = cx.lang;
    let is_open = standing.can_be_submitted();
    let card = Card::titled(words::PROOFS.get(lang)).note(words::PROOFS_NOTE.get(lang));
    card.foot(|ui| {
        submits = foot_ui(ui, lang, standing, proofs.submitting.is_under_way(), barred.as_deref())
    })
    .show(ui, |ui| {
        if let Some(refusal) = proofs.submitting.refused() {
            refusal_ui(ui, lang, refusal);
        }
        let is_held_over = is_open && ui.input(|input| !input.raw.hovered_files.is_empty());
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (place, kind) in EvidenceKind::ALL.into_iter().enumerate() {
                let shown = ui.vertical(|ui| {
                    ui.set_width(half);
                    ui.spacing_mut().item_spacing.y = space::XS;
                    ui.push_id(kind, |ui| {
                        let slot = proofs.slots.get(place).filter(|_| is_open);
                        let is_next = is_held_over && proofs.lacking() == Some(place);
                        slot_ui(ui, lang, kind, slot, standing, is_next)
                    })
                    .inner
                });
                if let Some(pressed) = shown.inner {
                    asked = Some((place, kind, pressed));
                }
            }
        });
        if is_open && proofs.is_whole() && !proofs.submitting.is_under_way() {
            swaps = link_ui(ui, words::SWAP.get(lang)).clicked();
        }
    });
    match asked {
        Some((place, _, ProofAction::Pick)) => proofs.pick(cx, place),
        Some((place, _, ProofAction::Remove)) => proofs.remove(place),
        Some((place, kind, ProofAction::Again)) => {
            submitted(standing, kind).into_iter().for_each(|scan| proofs.attach_again(cx, place, scan));
        }
        None => {}
    }
    if swaps {
        proofs.slots.reverse();
    }
    take_dropped(ui, cx, standing, proofs);
    if submits && is_ready {
        proofs.submit(cx);
    }
}

fn take_dropped(ui: &Ui, cx: &mut Cx<'_>, standing: &Standing, proofs: &mut Proofs) {
    let dropped: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if dropped.is_empty() {
        return;
    }
    match barred_by_state(standing.state) {
        Some(text) => cx.act(Action::Toast(Tone::Warn, cx.say(text).to_owned())),
        None if proofs.submitting.is_under_way() => {}
        None => proofs.drop_in(cx, dropped),
    }
}

/// The button, and before it what is missing or until when it would be reviewed; whether it is to be submitted.
fn foot_ui(ui: &mut Ui, lang: Lang, standing: &Standing, is_busy: bool, barred: Option<&str>) -> bool {
    let mut submits = false;
    let again = standing.newest().is_some();
    let label = if again { words::SUBMIT_AGAIN } else { words::SUBMIT }.get(lang);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let button = if barred.is_none() { Button::primary(label) } else { Button::secondary(label) };
        submits = button.shortcut("Ctrl Enter").disabled_because(barred).show(ui).clicked();
        let due = words::would_be_due(lang, standing.due_if_submitted, standing.working_days);
        let text = barred.map_or(due, str::to_owned);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            if is_busy {
                return spinner_ui(ui, &text);
            }
            let rich = Type::Body.rich(text.as_str()).color(tokens(ui).weak);
            ui.add(Label::new(rich).truncate());
        });
    });
    let chord = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    submits || chord
}

fn barred(lang: Lang, standing: &Standing, form: &InfoForm, proofs: &Proofs) -> Option<String> {
    if let Some(text) = barred_by_state(standing.state) {
        return Some(text.get(lang).to_owned());
    }
    if proofs.submitting.is_under_way() {
        return Some(common::SUBMITTING.get(lang).to_owned());
    }
    let mut missing = Vec::new();
    if form.is_changed() || form.stored().is_none() {
        missing.push(words::TO_SAVE.get(lang).to_owned());
    } else if form.is_faulty() {
        missing.push(words::TO_CORRECT.get(lang).to_owned());
    }
    for (kind, slot) in EvidenceKind::ALL.into_iter().zip(&proofs.slots) {
        match slot {
            Slot::Empty => missing.push(words::to_attach(kind).get(lang).to_owned()),
            Slot::Faulty(_) => missing.push(words::to_replace(kind).get(lang).to_owned()),
            Slot::Looking(_) => return Some(words::LOOKING.get(lang).to_owned()),
            Slot::Ready(_) => {}
        }
    }
    (!missing.is_empty()).then(|| words::missing(lang, &missing))
}

fn barred_by_state(state: Option<QualificationState>) -> Option<Text> {
    match state {
        Some(QualificationState::Pending) => Some(words::BARRED_PENDING),
        Some(QualificationState::Approved) => Some(words::BARRED_APPROVED),
        None
        | Some(
            QualificationState::Draft
            | QualificationState::Rejected
            | QualificationState::Stale
            | QualificationState::Revoked,
        ) => None,
    }
}

fn submitted(standing: &Standing, kind: EvidenceKind) -> Option<&StoredEvidence> {
    standing.newest()?.evidence.iter().find(|scan| scan.kind == kind)
}

/// One scan: its name, its box, what is to be said of it. Without a slot it is only shown.
fn slot_ui(
    ui: &mut Ui,
    lang: Lang,
    kind: EvidenceKind,
    slot: Option<&Slot>,
    standing: &Standing,
    is_next: bool,
) -> Option<ProofAction> {
    let proof = domain::evidence_kind(kind).get(lang);
    text_row_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        small_ui(ui, proof);
        if slot.is_some() {
            text_ui(ui, "*", Type::SmallStrong, tokens(ui).bad);
        }
    });
    let last = submitted(standing, kind);
    let stroke = match slot {
        Some(_) if is_next => Stroke::new(size::LINE, tokens(ui).primary),
        Some(Slot::Faulty(_)) => Stroke::new(size::LINE, tokens(ui).bad),
        _ => tokens(ui).border(),
    };
    let asked = box_ui(ui, stroke, |ui| match slot {
        _ if is_next => {
            weak_ui(ui, words::DROP.get(lang));
            None
        }
        None => {
            match last {
                Some(scan) => drop(file_ui(ui, scan.media, &scan.name, &stored_size(lang, scan))),
                None => drop(weak_ui(ui, review::NO_SCAN.get(lang))),
            }
            None
        }
        Some(Slot::Empty) => {
            let chosen =
                Button::secondary(words::choose(kind).get(lang)).icon(icons::UPLOAD).show(ui).clicked();
            chosen.then_some(ProofAction::Pick)
        }
        Some(Slot::Looking(_)) => {
            spinner_ui(ui, words::LOOKING.get(lang));
            None
        }
        Some(Slot::Ready(attached)) => {
            let seen = &attached.seen;
            let about = review::file(words::media(seen.media).get(lang), bytes(seen.bytes));
            with_tools_ui(ui, lang, kind, |ui| drop(file_ui(ui, seen.media, &seen.name, &about)))
        }
        Some(Slot::Faulty(faulty)) => with_tools_ui(ui, lang, kind, |ui| {
            icon_ui(ui, icons::ERROR, Tone::Bad);
            ui.add(Label::new(Type::Body.rich(&faulty.name).color(tokens(ui).text)).truncate());
        }),
    });
    let again = slot_notes_ui(ui, lang, kind, slot, standing);
    asked.or(again)
}

/// What is to be said of a scan, below its box.
fn slot_notes_ui(
    ui: &mut Ui,
    lang: Lang,
    kind: EvidenceKind,
    slot: Option<&Slot>,
    standing: &Standing,
) -> Option<ProofAction> {
    let say = |ui: &mut Ui, tone, text: &str| drop(text_ui(ui, text, Type::Small, tokens(ui).fg(tone)));
    if let Some(reason) = standing.reason(kind.as_str()) {
        let is_new = matches!(slot, Some(Slot::Ready(_)));
        let said = if is_new { words::rejected_before } else { words::rejected };
        say(ui, if is_new { Tone::Neutral } else { Tone::Bad }, &said(lang, reason));
    }
    match slot {
        Some(Slot::Faulty(faulty)) => {
            say(ui, Tone::Bad, &faults::scan_fault(lang, &faulty.fault));
        }
        Some(Slot::Ready(attached)) => match other_ending(&attached.seen) {
            Some(ending) => {
                let is = words::media(attached.seen.media).get(lang);
                say(ui, Tone::Warn, &words::not_as_named(lang, is, &ending));
            }
            None => say(ui, Tone::Ok, words::WHOLE.get(lang)),
        },
        Some(Slot::Empty | Slot::Looking(_)) => {
            let what = match kind {
                EvidenceKind::TaxCertificate => words::CERTIFICATE_KINDS,
                EvidenceKind::GeneralTaxpayerProof => words::TAXPAYER_PROOF_KINDS,
            };
            say(ui, Tone::Neutral, what.get(lang));
        }
        None => {}
    }
    let last = submitted(standing, kind).filter(|_| matches!(slot, Some(Slot::Empty | Slot::Faulty(_))))?;
    say(ui, Tone::Neutral, &words::last_time(lang, &review::file(&last.name, last.bytes)));
    let again = link_ui(ui, words::reuse(kind).get(lang)).clicked();
    again.then_some(ProofAction::Again)
}

fn box_ui<R>(ui: &mut Ui, stroke: Stroke, content: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::new()
        .fill(tokens(ui).raised)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::symmetric(space::M as i8, space::S as i8));
    let shown = frame.show(ui, |ui| {
        let row = vec2(ui.available_width(), BOX);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(row, layout, |ui| {
            ui.set_min_size(row);
            ui.spacing_mut().item_spacing.x = space::S;
            content(ui)
        })
        .inner
    });
    shown.inner
}

/// A file with what can be done about it at its right.
fn with_tools_ui(
    ui: &mut Ui,
    lang: Lang,
    kind: EvidenceKind,
    file: impl FnOnce(&mut Ui),
) -> Option<ProofAction> {
    let mut asked = None;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if icon_button_ui(ui, icons::DELETE, words::remove(kind).get(lang)).clicked() {
            asked = Some(ProofAction::Remove);
        }
        if icon_button_ui(ui, icons::FOLDER, words::replace(kind).get(lang)).clicked() {
            asked = Some(ProofAction::Pick);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            file(ui);
        });
    });
    asked
}

fn file_ui(ui: &mut Ui, media: Media, name: &str, about: &str) -> Response {
    icon_ui(ui, if media == Media::Pdf { icons::DOCUMENT } else { icons::PICTURE }, Tone::Neutral);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(space::XS);
        ui.add(Label::new(Type::Body.rich(name).color(tokens(ui).text)).truncate());
        small_ui(ui, about)
    })
    .inner
}

fn icon_ui(ui: &mut Ui, icon: icons::Icon, tone: Tone) {
    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), egui::Sense::hover());
    icon.paint(ui, rect.center(), size::ICON, tokens(ui).fg(tone));
}

fn stored_size(lang: Lang, scan: &StoredEvidence) -> String {
    review::file(words::media(scan.media).get(lang), scan.bytes)
}

fn bytes(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// The ending of the name, where it is that of something else than the content.
fn other_ending(seen: &Scan) -> Option<String> {
    let ending = Path::new(&seen.name).extension()?.to_string_lossy().to_lowercase();
    let fits = match seen.media {
        Media::Jpeg => ["jpg", "jpeg", "jpe", "jfif"].contains(&ending.as_str()),
        Media::Png => ending == "png",
        Media::Pdf => ending == "pdf",
    };
    (!fits).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_something_else_than_the_content_is_told() {
        let seen =
            |name: &str| Scan { sha256: String::new(), media: Media::Png, name: name.to_owned(), bytes: 1 };
        assert_eq!(other_ending(&seen("扫描.PNG")), None);
        assert_eq!(other_ending(&seen("扫描")), None);
        assert_eq!(other_ending(&seen("扫描.pdf")), Some("pdf".to_owned()));
    }
}
