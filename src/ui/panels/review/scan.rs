//! Scans on their way to the screen, each on a thread of its own: read, verified, and unpacked or drawn.

use std::path::Path;
use std::sync::Arc;

use egui::ColorImage;

use crate::desk::pages::review::StoredEvidence;
use crate::desk::scans::{self, Picture};
use crate::desk::worker::{Lost, Office, Reply, Wake, aside};
use crate::domain::qualification::{Media, PageFault, ScanFault};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    sha256: String,
    /// The page of a document, counted from 0.
    page: u32,
    max_side: u32,
}

#[derive(Clone, Debug)]
pub(super) enum Scan {
    /// A picture, or a page of a document.
    Picture { pixels: Arc<ColorImage>, pages: u32 },
    /// A document that is whole, and cannot be shown here.
    Document(PageFault),
}

/// A scan on its way. At most one page of it is drawn at a time: whoever turns pages quickly waits for the last.
#[derive(Debug, Default)]
pub(super) struct Coming {
    wanted: Option<Wanted>,
    reply: Option<(Wanted, Reply<Result<Scan, ScanFault>>)>,
    shown: Option<(Wanted, Result<Scan, ScanFault>)>,
}

impl Coming {
    /// Takes what has come, and asks for what is wanted. Called in `logic`.
    pub(super) fn keep(
        &mut self,
        office: &Office,
        wake: &Wake,
        stored: &StoredEvidence,
        page: u32,
        max_side: u32,
    ) {
        let wanted = Wanted { sha256: stored.sha256.clone(), page, max_side };
        if let Some((of, reply)) = self.reply.take() {
            match reply.look() {
                Ok(None) => self.reply = Some((of, reply)),
                Ok(Some(scan)) => self.shown = Some((of, scan)),
                // The thread panicked: there is no picture in this file.
                Err(Lost) => self.shown = Some((of, Err(ScanFault::Broken))),
            }
        }
        let is_there = self.shown.as_ref().is_some_and(|(of, _)| *of == wanted);
        if !is_there && self.reply.is_none() {
            let (store, stored) = (office.path().to_owned(), stored.clone());
            let asked = aside("show-scan", Arc::clone(wake), move || show(&store, &stored, page, max_side));
            match asked {
                Ok(reply) => self.reply = Some((wanted.clone(), reply)),
                Err(refusal) => {
                    let fault = ScanFault::Io { detail: refusal.id().to_owned() };
                    self.shown = Some((wanted.clone(), Err(fault)));
                }
            }
        }
        self.wanted = Some(wanted);
    }

    /// What is there of this scan, also while another page of it is on its way.
    pub(super) fn shown(&self) -> Option<&Result<Scan, ScanFault>> {
        let wanted = self.wanted.as_ref()?;
        let (of, scan) = self.shown.as_ref()?;
        (of.sha256 == wanted.sha256).then_some(scan)
    }

    /// The page on screen, where that is the one that is wanted.
    pub(super) fn page(&self) -> Option<u32> {
        let (of, _) = self.shown.as_ref()?;
        (Some(of) == self.wanted.as_ref()).then_some(of.page)
    }
}

fn show(store: &Path, stored: &StoredEvidence, page: u32, max_side: u32) -> Result<Scan, ScanFault> {
    let bytes = scans::scan(store, stored)?;
    if stored.media == Media::Pdf {
        return Ok(match scans::page(bytes, page, max_side) {
            Ok(drawn) => Scan::Picture { pixels: pixels(&drawn.picture), pages: drawn.pages },
            Err(fault) => Scan::Document(fault),
        });
    }
    let picture = scans::picture(&bytes, stored.media, max_side)?;
    Ok(Scan::Picture { pixels: pixels(&picture), pages: 1 })
}

fn pixels(picture: &Picture) -> Arc<ColorImage> {
    let size = [picture.width as usize, picture.height as usize];
    Arc::new(ColorImage::from_rgba_unmultiplied(size, &picture.rgba))
}
