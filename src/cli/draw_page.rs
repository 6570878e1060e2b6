//! `draw-page`: what the window asks a process of its own for, and nobody else. A PDF on standard input, its page as
//! pixels on standard output.

use std::ffi::OsString;
use std::io::{Read, Write, stdin, stdout};
use std::process::ExitCode;
use std::thread::Builder;

use super::{ALL_WELL, UNREADABLE};
use crate::desk::review::{DRAW_PAGE, draw, written};
use crate::domain::qualification::{MAX_SCAN_BYTES, PageFault};

/// The room for nested parts of a document: 256 MiB, of which only what is used is taken.
const STACK: usize = 256 * 1024 * 1024;

/// Draws, if that is what the arguments ask for.
pub(super) fn asked(arguments: &[OsString]) -> Option<ExitCode> {
    let [_, what, page, max_side] = arguments else { return None };
    if what != DRAW_PAGE {
        return None;
    }
    let number = |text: &OsString| text.to_str()?.parse::<u32>().ok();
    let drawn = number(page).zip(number(max_side)).is_some_and(|(page, max_side)| answer(page, max_side));
    Some(ExitCode::from(if drawn { ALL_WELL } else { UNREADABLE }))
}

/// Draws the page of the document that comes in; whether the answer went out.
fn answer(page: u32, max_side: u32) -> bool {
    let mut pdf = Vec::new();
    if stdin().take(MAX_SCAN_BYTES).read_to_end(&mut pdf).is_err() {
        return false;
    }
    let drawing = Builder::new().name("draw-page".to_owned()).stack_size(STACK);
    let drawn = match drawing.spawn(move || draw(pdf, page, max_side)).map(|drawing| drawing.join()) {
        Ok(Ok(drawn)) => drawn,
        // The thread panicked, or there is none.
        Ok(Err(_)) | Err(_) => Err(PageFault::Undrawable),
    };
    let mut out = stdout().lock();
    out.write_all(&written(drawn)).and_then(|()| out.flush()).is_ok()
}
