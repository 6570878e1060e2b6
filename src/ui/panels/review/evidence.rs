//! The evidence: the scans, turned and enlarged as the reviewer needs them.

use std::sync::Arc;

use egui::scroll_area::ScrollSource;
use egui::{ColorImage, Frame, Image, Rect, ScrollArea, Sense, TextureHandle, TextureOptions, Ui, vec2};

use crate::desk::review::{self, StoredEvidence};
use crate::desk::worker::Office;
use crate::domain::qualification::{EvidenceKind, Media, ScanFault};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, domain, faults, review as words, shell};
use crate::ui::icons;
use crate::ui::loadable::{Loadable, View};
use crate::ui::theme::{space, tokens};
use crate::ui::widgets::{Card, chip_ui, empty_state_ui, icon_button_ui, link_ui, small_ui, spinner_ui};

/// How many kinds of evidence there are.
const KINDS: usize = EvidenceKind::ALL.len();
/// Textures are drawn much smaller than this; what is larger only takes memory.
const MAX_SIDE: usize = 4096;
/// One step of zooming, and how far it goes.
const STEP: f32 = 1.25;
const ZOOM: std::ops::RangeInclusive<f32> = 0.05..=8.0;

/// A scan, ready to be shown.
#[derive(Debug)]
enum Scan {
    Picture(Arc<ColorImage>),
    /// It is whole, and shown by another program.
    Document,
}

/// A change of how the evidence is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    TurnLeft,
    TurnRight,
    Smaller,
    Larger,
    Fit,
}

/// The scans of the open submission, and how they are looked at.
#[derive(Default)]
pub(super) struct Evidence {
    /// The kind on screen, as a place in [`EvidenceKind::ALL`].
    pub shown: usize,
    scans: [Loadable<(String, usize), Result<Scan, ScanFault>>; KINDS],
    textures: [Option<TextureHandle>; KINDS],
    /// Quarters to the right that each is turned by.
    turns: [u8; KINDS],
    /// How many points a pixel takes; none: as many as fit the window.
    zoom: Option<f32>,
    /// The same, as it was drawn last.
    drawn: f32,
    /// The most pixels of a side that can be drawn; 0 until it is known.
    max_side: usize,
}

impl Evidence {
    /// Forgets the scans, so that none of another submission stays on screen.
    pub(super) fn clear(&mut self) {
        *self = Self { max_side: self.max_side, ..Self::default() };
    }

    /// Takes what has come, and has the scans of this submission read and unpacked.
    pub(super) fn logic(&mut self, office: &Office, evidence: &[StoredEvidence]) {
        if self.max_side == 0 {
            return;
        }
        for (kind, scan) in EvidenceKind::ALL.into_iter().zip(&mut self.scans) {
            let Some(stored) = evidence.iter().find(|stored| stored.kind == kind) else { continue };
            let key = (stored.sha256.clone(), self.max_side);
            scan.keep(office, key, |(_, max_side)| {
                let (store, stored, max_side) = (office.path().to_owned(), stored.clone(), *max_side);
                move |_, _| Ok(unpack(&store, &stored, max_side))
            });
        }
    }

    /// Learns how large a picture may be.
    pub(super) fn measure(&mut self, ui: &Ui) {
        self.max_side = ui.input(|input| input.max_texture_side).min(MAX_SIDE);
    }

    /// Whether a scan cannot be seen.
    pub(super) fn has_fault(&self) -> bool {
        self.scans.iter().any(|scan| matches!(scan.view(), View::Failed(_) | View::Ready(Err(_))))
    }

    /// Whether every scan was verified and can be seen.
    pub(super) fn is_whole(&self) -> bool {
        self.scans.iter().all(|scan| matches!(scan.view(), View::Ready(Ok(_))))
    }

    /// What is wrong with the scans.
    pub(super) fn faults(&self, lang: Lang) -> impl Iterator<Item = String> {
        EvidenceKind::ALL.into_iter().zip(&self.scans).filter_map(move |(kind, scan)| {
            let why = match scan.view() {
                View::Ready(Err(fault)) => faults::scan_fault(lang, fault),
                View::Failed(refusal) => message(lang, refusal),
                _ => return None,
            };
            Some(words::scan_bad(lang, domain::evidence_kind(kind).get(lang), &why))
        })
    }

    /// Changes how the evidence is looked at.
    pub(super) fn apply(&mut self, tool: Tool) {
        let turns = &mut self.turns[self.shown];
        match tool {
            Tool::TurnLeft => *turns = (*turns + 3) % 4,
            Tool::TurnRight => *turns = (*turns + 1) % 4,
            Tool::Smaller => self.zoom_by(1.0 / STEP),
            Tool::Larger => self.zoom_by(STEP),
            Tool::Fit => self.zoom = None,
        }
    }

    fn zoom_by(&mut self, factor: f32) {
        self.zoom = Some((self.drawn * factor).clamp(*ZOOM.start(), *ZOOM.end()));
    }

    /// Draws the card; the scan that is to be shown by another program, if one is.
    pub(super) fn card_ui<'e>(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        evidence: &'e [StoredEvidence],
    ) -> Option<&'e StoredEvidence> {
        let is_picture = matches!(self.scans[self.shown].value(), Some(Ok(Scan::Picture(_))));
        let (mut shown, mut tool) = (self.shown, None);
        let percent = format!("{:.0}%", self.drawn * 100.0);
        let card = Card::new()
            .head(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                for (i, kind) in EvidenceKind::ALL.into_iter().enumerate() {
                    if chip_ui(ui, i == shown, domain::evidence_kind(kind).get(lang), None).clicked() {
                        shown = i;
                    }
                }
            })
            .actions(|ui| {
                if is_picture {
                    tool = tools_ui(ui, lang, &percent);
                }
            });
        let open = card.flush().fill_height().show(ui, |ui| self.body_ui(ui, lang, evidence)).inner;
        self.shown = shown;
        if let Some(tool) = tool {
            self.apply(tool);
        }
        open
    }

    fn body_ui<'e>(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        evidence: &'e [StoredEvidence],
    ) -> Option<&'e StoredEvidence> {
        let kind = EvidenceKind::ALL[self.shown];
        let stored = evidence.iter().find(|stored| stored.kind == kind);
        let Some(stored) = stored else {
            empty_state_ui(ui, icons::ERROR, words::NO_SCAN.get(lang), "", None);
            return None;
        };
        let file = words::file(&stored.name, stored.bytes);
        let bad = |ui: &mut Ui, why: &str| {
            empty_state_ui(ui, icons::ERROR, words::SCAN_BAD.get(lang), &format!("{file}\n{why}"), None);
        };
        match self.scans[self.shown].view() {
            View::NotAsked | View::Loading(_) => {
                ui.add_space(space::L);
                ui.horizontal(|ui| {
                    ui.add_space(space::L);
                    spinner_ui(ui, shell::LOADING.get(lang));
                });
            }
            View::Failed(refusal) => bad(ui, &message(lang, refusal)),
            View::Ready(Err(fault)) => bad(ui, &faults::scan_fault(lang, fault)),
            View::Ready(Ok(Scan::Document)) => {
                let open = words::OPEN_OUTSIDE.get(lang);
                let icon = icons::DOCUMENT;
                if empty_state_ui(ui, icon, words::DOCUMENT.get(lang), &file, Some(open)) {
                    return Some(stored);
                }
            }
            View::Ready(Ok(Scan::Picture(picture))) => {
                let picture = Arc::clone(picture);
                self.picture_ui(ui, &stored.sha256, &file, picture);
            }
        }
        None
    }

    fn picture_ui(&mut self, ui: &mut Ui, sha256: &str, file: &str, picture: Arc<ColorImage>) {
        let texture = self.textures[self.shown].get_or_insert_with(|| {
            ui.ctx().load_texture(format!("scan-{sha256}"), picture, TextureOptions::LINEAR)
        });
        let texture = texture.clone();
        let turns = self.turns[self.shown];
        let upright = texture.size_vec2();
        let size = if turns % 2 == 1 { upright.yx() } else { upright };
        let room = ui.available_size();
        let inside = (room - vec2(2.0 * space::L, 2.0 * space::L)).max(vec2(1.0, 1.0));
        let fit = (inside.x / size.x.max(1.0)).min(inside.y / size.y.max(1.0));
        let scale = self.zoom.unwrap_or(fit.clamp(*ZOOM.start(), *ZOOM.end()));
        self.drawn = scale;
        Frame::new().fill(tokens(ui).bg).show(ui, |ui| {
            ScrollArea::both()
                .id_salt(("scan", sha256))
                .auto_shrink(false)
                .scroll_source(ScrollSource::ALL)
                .show(ui, |ui| {
                    // What fits needs no scroll bars, though it is as large as the room.
                    let content = (size * scale + vec2(2.0, 2.0)).max(ui.available_size() - vec2(1.0, 1.0));
                    let (rect, response) = ui.allocate_exact_size(content, Sense::hover());
                    let of = Rect::from_center_size(rect.center(), upright * scale);
                    let angle = f32::from(turns) * std::f32::consts::FRAC_PI_2;
                    Image::from_texture(&texture).rotate(angle, vec2(0.5, 0.5)).paint_at(ui, of);
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, file));
                    let zoom = ui.input(egui::InputState::zoom_delta);
                    if response.hovered() && (zoom - 1.0).abs() > f32::EPSILON {
                        self.zoom_by(zoom);
                    }
                });
        });
    }
}

/// Reads, verifies and unpacks a scan.
fn unpack(store: &std::path::Path, stored: &StoredEvidence, max_side: usize) -> Result<Scan, ScanFault> {
    let bytes = review::scan(store, stored)?;
    if stored.media == Media::Pdf {
        return Ok(Scan::Document);
    }
    let picture = review::picture(&bytes, stored.media, u32::try_from(max_side).unwrap_or(u32::MAX))?;
    let size = [picture.width as usize, picture.height as usize];
    Ok(Scan::Picture(Arc::new(ColorImage::from_rgba_unmultiplied(size, &picture.rgba))))
}

/// The tools, from right to left.
fn tools_ui(ui: &mut Ui, lang: Lang, percent: &str) -> Option<Tool> {
    ui.spacing_mut().item_spacing.x = space::XS;
    let mut used = None;
    if link_ui(ui, words::FIT.get(lang)).clicked() {
        used = Some(Tool::Fit);
    }
    ui.add_space(space::XS);
    let mut button = |ui: &mut Ui, icon, name: crate::i18n::Text, tool| {
        if icon_button_ui(ui, icon, name.get(lang)).clicked() {
            used = Some(tool);
        }
    };
    button(ui, icons::ADD, words::LARGER, Tool::Larger);
    small_ui(ui, percent);
    button(ui, icons::SMALLER, words::SMALLER, Tool::Smaller);
    button(ui, icons::TURN_RIGHT, words::TURN_RIGHT, Tool::TurnRight);
    button(ui, icons::TURN_LEFT, words::TURN_LEFT, Tool::TurnLeft);
    used
}
