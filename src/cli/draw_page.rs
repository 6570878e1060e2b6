//! `--draw-page`, `--look-through-pages` and `--read-codes`: what the desk asks a process of its own for, and nobody
//! else. A PDF, or for its QR codes a picture too, on standard input; its page as pixels, how many pages it has, or the
//! texts of the codes on standard output.

use std::alloc::System;
use std::ffi::OsString;
use std::io::{Read, Write, stdin, stdout};
use std::process::ExitCode;
use std::thread::Builder;

use cap::Cap;

use super::{ALL_WELL, UNREADABLE};
use crate::desk::scans::{
    DRAW_PAGE, LOOK_THROUGH, READ_CODES, codes_in, draw, look_through, written, written_codes, written_count,
};
use crate::domain::qualification::{MAX_SCAN_BYTES, PageFault};

/// The room for nested parts of a document: 256 MiB, of which only what is used is taken.
const STACK: usize = 256 * 1024 * 1024;

/// The most memory that drawing takes beside its stack: 1 GiB. A page of A3 in colour, scanned at 600 dots an inch, fits.
const MOST_MEMORY: usize = 1024 * 1024 * 1024;
/// The most that reading codes takes: 240 MiB. Invoices come in from anybody, and need a tenth of it.
const MOST_MEMORY_OF_CODES: usize = 240 * 1024 * 1024;

/// Memory without bounds, but for a process that draws: that one is ended by the first piece it takes beyond them,
/// whatever the system would give it.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

#[derive(Clone, Copy)]
enum Wanted {
    /// A page, counted from 0, with no side longer than so many pixels.
    Page { page: u32, max_side: u32 },
    /// The pages of the document, to see whether that can be done.
    Pages,
    /// The QR codes of invoices.
    Codes,
}

/// Draws, if that is what the arguments ask for.
pub(super) fn asked(arguments: &[OsString]) -> Option<ExitCode> {
    let number = |text: &OsString| text.to_str()?.parse::<u32>().ok();
    let wanted = match arguments {
        [_, what] if what == LOOK_THROUGH => Some(Wanted::Pages),
        [_, what] if what == READ_CODES => Some(Wanted::Codes),
        [_, what, page, max_side] if what == DRAW_PAGE => {
            number(page).zip(number(max_side)).map(|(page, max_side)| Wanted::Page { page, max_side })
        }
        _ => return None,
    };
    let most = if matches!(wanted, Some(Wanted::Codes)) { MOST_MEMORY_OF_CODES } else { MOST_MEMORY };
    let is_bounded = MEMORY.set_limit(most).is_ok();
    let is_answered = is_bounded && wanted.is_some_and(answer);
    Some(ExitCode::from(if is_answered { ALL_WELL } else { UNREADABLE }))
}

/// Draws what is wanted of the document that comes in; whether the answer went out.
fn answer(wanted: Wanted) -> bool {
    let mut pdf = Vec::new();
    if stdin().take(MAX_SCAN_BYTES).read_to_end(&mut pdf).is_err() {
        return false;
    }
    let drawing = Builder::new().name("draw-page".to_owned()).stack_size(STACK);
    let drawn = drawing.spawn(move || match wanted {
        Wanted::Page { page, max_side } => written(draw(pdf, page, max_side)),
        Wanted::Pages => written_count(look_through(pdf)),
        Wanted::Codes => written_codes(codes_in(pdf)),
    });
    let said = match drawn.map(|drawing| drawing.join()) {
        Ok(Ok(said)) => said,
        // The thread panicked, or there is none.
        Ok(Err(_)) | Err(_) => written_count(Err(PageFault::Undrawable)),
    };
    let mut out = stdout().lock();
    out.write_all(&said).and_then(|()| out.flush()).is_ok()
}
