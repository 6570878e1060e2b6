//! The evidence: the scans, turned and enlarged as the reviewer needs them.

use std::sync::Arc;

use egui::scroll_area::ScrollSource;
use egui::{
    Align, ColorImage, Frame, Image, Key, Label, Layout, Rect, ScrollArea, Sense, TextureHandle,
    TextureOptions, Ui, UiBuilder, Vec2, vec2,
};

use super::scan::{Coming, Scan};
use crate::desk::pages::review::StoredEvidence;
use crate::desk::worker::{Office, Wake};
use crate::domain::qualification::{EvidenceKind, Media};
use crate::i18n::{Lang, domain, faults, review as words, shell};
use crate::ui::icons;
use crate::ui::theme::{Type, size, space, tokens};
use crate::ui::widgets::{
    Card, chip_ui, empty_state_ui, icon_button_ui, link_ui, small_ui, spinner_ui, text_width, wrapped_head_ui,
};

const KINDS: usize = EvidenceKind::ALL.len();
/// Textures are drawn much smaller than this; what is larger only takes memory.
const MAX_SIDE: u32 = 4096;
/// The width of the card below which its head has room for the kinds of evidence alone.
const NARROW: f32 = 540.0;
/// One step of zooming, and how far it goes.
const STEP: f32 = 1.25;
const ZOOM: std::ops::RangeInclusive<f32> = 0.05..=8.0;

/// How far an arrow moves the scan, in points.
const PAN: f32 = 80.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Tool {
    TurnLeft,
    TurnRight,
    Smaller,
    Larger,
    Fit,
    PageBack,
    PageOn,
    /// Moves what is larger than its room.
    Pan(Vec2),
}

/// For how long a page has to be on screen before it was seen, in seconds: keys that were pressed before it came act on
/// nothing that it proves.
pub(super) const GLANCE: f64 = 0.2;

/// A page of a scan that is on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct InView {
    kind: usize,
    page: u32,
    /// Since when, by the window's time in seconds.
    since: f64,
}

/// The scans of the open submission, and how they are looked at.
#[derive(Default)]
pub(super) struct Evidence {
    /// The kind on screen, as a place in [`EvidenceKind::ALL`].
    shown: usize,
    /// What of it was drawn last, and since when; none while it is on its way.
    in_view: Option<InView>,
    /// Documents that no page is drawn of, and that another program was asked to show.
    opened: [bool; KINDS],
    scans: [Coming; KINDS],
    /// The page of each that is looked at, counted from 0.
    pages: [u32; KINDS],
    /// What is on the graphics card, with the page that it is of.
    textures: [Option<(u32, TextureHandle)>; KINDS],
    /// Quarters to the right that each is turned by.
    turns: [u8; KINDS],
    /// How many points a pixel takes; none: as many as fit the window.
    zoom: Option<f32>,
    /// The same, as it was drawn last.
    drawn: f32,
    pan: Vec2,
    /// The most pixels of a side that can be drawn; 0 until it is known.
    max_side: u32,
}

impl Evidence {
    /// Forgets the scans, so that none of another submission stays on screen.
    pub(super) fn clear(&mut self) {
        *self = Self { max_side: self.max_side, ..Self::default() };
    }

    /// Takes what has come, and has the scans of this submission read and unpacked.
    pub(super) fn logic(&mut self, office: &Office, wake: &Wake, evidence: &[StoredEvidence]) {
        if self.max_side == 0 {
            return;
        }
        for (i, kind) in EvidenceKind::ALL.into_iter().enumerate() {
            if let Some(stored) = evidence.iter().find(|stored| stored.kind == kind) {
                self.scans[i].keep(office, wake, stored, self.pages[i], self.max_side);
            }
        }
    }

    /// Learns how large a picture may be.
    pub(super) fn measure(&mut self, ui: &Ui) {
        let side = ui.input(|input| input.max_texture_side);
        self.max_side = u32::try_from(side).unwrap_or(MAX_SIDE).min(MAX_SIDE);
    }

    /// The kind on screen.
    pub(super) fn kind(&self) -> EvidenceKind {
        EvidenceKind::ALL[self.shown]
    }

    /// Turns to the scan of this kind.
    pub(super) fn show(&mut self, kind: EvidenceKind) {
        self.shown = place(kind);
    }

    /// What is asked for, whether it has come or not: the kind, and the page of it.
    pub(super) fn looked_at(&self) -> (EvidenceKind, u32) {
        (self.kind(), self.pages[self.shown])
    }

    /// The page that somebody has had the time to look at, by the window's time.
    pub(super) fn seen(&self, now: f64) -> Option<(EvidenceKind, u32)> {
        let view = self.in_view.filter(|view| view.kind == self.shown && now - view.since >= GLANCE)?;
        Some((self.kind(), view.page))
    }

    /// Whether what is asked for is on screen, since however short a time.
    pub(super) fn is_drawn(&self) -> bool {
        self.in_view.is_some_and(|view| (view.kind, view.page) == (self.shown, self.pages[self.shown]))
    }

    /// How many pages there are of a scan, as far as is known.
    pub(super) fn pages(&self, kind: EvidenceKind) -> u32 {
        match self.scans[place(kind)].shown() {
            Some(Ok(Scan::Picture { pages, .. })) => *pages,
            _ => 1,
        }
    }

    /// Whether what is on screen is a document that no page is drawn of, and that nobody has looked at elsewhere.
    pub(super) fn is_to_be_opened(&self) -> bool {
        matches!(self.scans[self.shown].shown(), Some(Ok(Scan::Document(_)))) && !self.opened[self.shown]
    }

    /// Another program is asked to show what is on screen.
    pub(super) fn open_outside(&mut self) {
        self.opened[self.shown] = true;
    }

    /// Does what a key says; whether it says something.
    pub(super) fn key(&mut self, key: Key, shift: bool) -> bool {
        let tool = match key {
            Key::Num1 | Key::Num2 => {
                self.shown = usize::from(key == Key::Num2);
                return true;
            }
            Key::OpenBracket => Tool::TurnLeft,
            Key::CloseBracket => Tool::TurnRight,
            Key::Minus => Tool::Smaller,
            Key::Plus | Key::Equals => Tool::Larger,
            Key::Num0 => Tool::Fit,
            Key::PageUp => Tool::PageBack,
            Key::PageDown => Tool::PageOn,
            Key::ArrowUp if shift => Tool::Pan(vec2(0.0, PAN)),
            Key::ArrowDown if shift => Tool::Pan(vec2(0.0, -PAN)),
            Key::ArrowLeft => Tool::Pan(vec2(PAN, 0.0)),
            Key::ArrowRight => Tool::Pan(vec2(-PAN, 0.0)),
            _ => return false,
        };
        self.apply(tool);
        true
    }

    /// Whether every scan was verified and can be seen.
    pub(super) fn is_whole(&self) -> bool {
        self.scans.iter().all(|scan| matches!(scan.shown(), Some(Ok(_))))
    }

    pub(super) fn faults(&self, lang: Lang) -> impl Iterator<Item = String> {
        EvidenceKind::ALL.into_iter().zip(&self.scans).filter_map(move |(kind, scan)| {
            let Some(Err(fault)) = scan.shown() else { return None };
            let why = faults::scan_fault(lang, fault);
            Some(words::scan_bad(lang, domain::evidence_kind(kind).get(lang), &why))
        })
    }

    fn apply(&mut self, tool: Tool) {
        let turns = &mut self.turns[self.shown];
        match tool {
            Tool::TurnLeft => *turns = (*turns + 3) % 4,
            Tool::TurnRight => *turns = (*turns + 1) % 4,
            Tool::Smaller => self.zoom_by(1.0 / STEP),
            Tool::Larger => self.zoom_by(STEP),
            Tool::Fit => self.zoom = None,
            Tool::PageBack => self.turn_to(self.pages[self.shown].saturating_sub(1)),
            Tool::PageOn => self.turn_to(self.pages[self.shown] + 1),
            Tool::Pan(by) => self.pan += by,
        }
    }

    /// Shows another page, if there is one.
    pub(super) fn turn_to(&mut self, page: u32) {
        if let Some(Ok(Scan::Picture { pages, .. })) = self.scans[self.shown].shown()
            && page < *pages
        {
            self.pages[self.shown] = page;
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
        before: &[StoredEvidence],
    ) -> Option<&'e StoredEvidence> {
        let is_picture = matches!(self.scans[self.shown].shown(), Some(Ok(Scan::Picture { .. })));
        let (mut shown, mut tool) = (self.shown, None);
        let percent = format!("{:.0}%", self.drawn * 100.0);
        let is_narrow = ui.available_width() < NARROW;
        let mut drawn = None;
        let open = Card::new().flush().fill_height().show(ui, |ui| {
            let chips = |ui: &mut Ui| {
                for (i, kind) in EvidenceKind::ALL.into_iter().enumerate() {
                    if chip_ui(ui, i == shown, domain::evidence_kind(kind).get(lang), None).clicked() {
                        shown = i;
                    }
                }
            };
            wrapped_head_ui(ui, chips, |ui| {
                if is_picture && !is_narrow {
                    tool = tools_ui(ui, lang, &percent);
                }
            });
            self.body_ui(ui, lang, evidence, before, &mut drawn)
        });
        let is_still = |view: &InView| drawn == Some((view.kind, view.page));
        let now = ui.input(|input| input.time);
        let new = drawn.map(|(kind, page)| InView { kind, page, since: now });
        self.in_view = self.in_view.filter(is_still).or(new);
        self.shown = shown;
        if let Some(tool) = tool {
            self.apply(tool);
        }
        open
    }

    /// Draws the scan; `drawn` is the kind and page of what can be seen of it then.
    fn body_ui<'e>(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        evidence: &'e [StoredEvidence],
        before: &[StoredEvidence],
        drawn: &mut Option<(usize, u32)>,
    ) -> Option<&'e StoredEvidence> {
        let kind = EvidenceKind::ALL[self.shown];
        let stored = evidence.iter().find(|stored| stored.kind == kind);
        let Some(stored) = stored else {
            empty_state_ui(ui, icons::ERROR, words::NO_SCAN.get(lang), "", None);
            return None;
        };
        let file = words::file(&stored.name, stored.bytes);
        match self.scans[self.shown].shown().cloned() {
            None => {
                ui.add_space(space::L);
                ui.horizontal(|ui| {
                    ui.add_space(space::L);
                    spinner_ui(ui, shell::LOADING.get(lang));
                });
            }
            Some(Err(fault)) => {
                let why = format!("{file}\n{}", faults::scan_fault(lang, &fault));
                empty_state_ui(ui, icons::ERROR, words::SCAN_BAD.get(lang), &why, None);
            }
            Some(Ok(Scan::Document(fault))) => {
                let open = words::OPEN_OUTSIDE.get(lang);
                let why = format!("{file}\n{}", faults::page_fault(fault).get(lang));
                if self.opened[self.shown] {
                    *drawn = Some((self.shown, 0));
                }
                if empty_state_ui(ui, icons::DOCUMENT, words::DOCUMENT.get(lang), &why, Some(open)) {
                    return Some(stored);
                }
            }
            Some(Ok(Scan::Picture { pixels, pages })) => {
                let room = ui.available_rect_before_wrap();
                // Where the head has no room for them, the tools have a line of their own.
                let is_narrow = room.width() < NARROW;
                let height = if is_narrow { 2.0 * size::CONTROL } else { size::CONTROL };
                let (above, below) = room.split_top_bottom_at_y(room.bottom() - height);
                let (tools, below) = below.split_top_bottom_at_y(below.bottom() - size::CONTROL);
                ui.scope_builder(UiBuilder::new().max_rect(above), |ui| {
                    self.picture_ui(ui, &stored.sha256, &file, &pixels);
                });
                *drawn = self.textures[self.shown].as_ref().map(|(page, _)| (self.shown, *page));
                let caption = UiBuilder::new().max_rect(below.shrink2(vec2(space::L, 0.0)));
                let open = ui.scope_builder(caption.layout(Layout::right_to_left(Align::Center)), |ui| {
                    self.caption_ui(ui, lang, stored, before, pages)
                });
                if is_narrow {
                    let percent = format!("{:.0}%", self.drawn * 100.0);
                    let line = UiBuilder::new().max_rect(tools.shrink2(vec2(space::L, 0.0)));
                    let line = line.layout(Layout::right_to_left(Align::Center));
                    let tool = ui.scope_builder(line, |ui| tools_ui(ui, lang, &percent)).inner;
                    tool.into_iter().for_each(|tool| self.apply(tool));
                }
                ui.advance_cursor_after_rect(room);
                return open.inner.then_some(stored);
            }
        }
        None
    }

    /// What is on screen: the file, whether it was submitted before, and its pages. Whether it is to be shown by
    /// another program.
    fn caption_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        stored: &StoredEvidence,
        before: &[StoredEvidence],
        pages: u32,
    ) -> bool {
        ui.spacing_mut().item_spacing.x = space::S;
        let mut open = false;
        if stored.media == Media::Pdf {
            open = icon_button_ui(ui, icons::EXTERNAL, words::OPEN_OUTSIDE.get(lang)).clicked();
        }
        if pages > 1 {
            let page = self.pages[self.shown];
            if icon_button_ui(ui, icons::RIGHT, words::PAGE_ON.get(lang)).clicked() {
                self.turn_to(page + 1);
            }
            small_ui(ui, &words::page(lang, page + 1, pages));
            if icon_button_ui(ui, icons::LEFT, words::PAGE_BACK.get(lang)).clicked() {
                self.turn_to(page.saturating_sub(1));
            }
            if self.scans[self.shown].page() != Some(page) {
                ui.add(egui::Spinner::new().size(size::ICON).color(tokens(ui).primary));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let file = words::file(&stored.name, stored.bytes);
            let is_same = before.iter().any(|b| b.kind == stored.kind && b.sha256 == stored.sha256);
            let text = match (before.is_empty(), is_same) {
                (true, _) => file,
                (false, true) => words::scan_same(lang, &file),
                (false, false) => words::scan_new(lang, &file),
            };
            ui.add(Label::new(Type::Small.rich(text).color(tokens(ui).weak)).truncate());
        });
        open
    }

    fn picture_ui(&mut self, ui: &mut Ui, sha256: &str, file: &str, pixels: &Arc<ColorImage>) {
        let page = self.scans[self.shown].page();
        let drawn = &mut self.textures[self.shown];
        let texture = match drawn {
            // Until the page that is wanted has come, the one before it stays.
            Some((of, texture)) if page.is_none_or(|page| page == *of) => texture.clone(),
            _ => {
                let name = format!("scan-{sha256}");
                let texture = ui.ctx().load_texture(name, Arc::clone(pixels), TextureOptions::LINEAR);
                *drawn = Some((page.unwrap_or_default(), texture.clone()));
                texture
            }
        };
        let turns = self.turns[self.shown];
        let upright = texture.size_vec2();
        let size = if turns % 2 == 1 { upright.yx() } else { upright };
        let room = ui.available_size();
        let inside = (room - vec2(2.0 * space::L, 2.0 * space::L)).max(vec2(1.0, 1.0));
        let fit = (inside.x / size.x.max(1.0)).min(inside.y / size.y.max(1.0));
        let scale = self.zoom.unwrap_or(fit.clamp(*ZOOM.start(), *ZOOM.end()));
        self.drawn = scale;
        let pan = std::mem::take(&mut self.pan);
        Frame::new().fill(tokens(ui).bg).show(ui, |ui| {
            ScrollArea::both()
                .id_salt(("scan", sha256))
                .auto_shrink(false)
                .scroll_source(ScrollSource::ALL)
                .show(ui, |ui| {
                    ui.scroll_with_delta(pan);
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

/// Whether a key turns, moves or changes what is on screen of the scans.
pub(super) const fn is_tool(key: Key) -> bool {
    matches!(
        key,
        Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::Minus
            | Key::Plus
            | Key::Equals
            | Key::PageUp
            | Key::PageDown
    )
}

/// The place of a kind among all of them.
fn place(kind: EvidenceKind) -> usize {
    EvidenceKind::ALL.iter().position(|other| *other == kind).unwrap_or_default()
}

/// The tools, at the right end of the line; the keyboard goes through them from the left.
fn tools_ui(ui: &mut Ui, lang: Lang, percent: &str) -> Option<Tool> {
    let fit = words::FIT.get(lang);
    let texts = text_width(ui, percent, Type::Small) + text_width(ui, fit, Type::Body);
    let width = 4.0 * size::CONTROL + texts + 6.0 * space::XS;
    let mut used = None;
    ui.allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let mut button = |ui: &mut Ui, icon, name: crate::i18n::Text, tool| {
            if icon_button_ui(ui, icon, name.get(lang)).clicked() {
                used = Some(tool);
            }
        };
        button(ui, icons::TURN_LEFT, words::TURN_LEFT, Tool::TurnLeft);
        button(ui, icons::TURN_RIGHT, words::TURN_RIGHT, Tool::TurnRight);
        button(ui, icons::SMALLER, words::SMALLER, Tool::Smaller);
        small_ui(ui, percent);
        button(ui, icons::ADD, words::LARGER, Tool::Larger);
        ui.add_space(space::XS);
        if link_ui(ui, fit).clicked() {
            used = Some(Tool::Fit);
        }
    });
    used
}
