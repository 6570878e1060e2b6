//! Drawing a page of a PDF in a process of its own: this program, asked for nothing else.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use super::{HEAD, Page, read};
use crate::domain::qualification::PageFault;

/// The first argument that has this program draw a page and nothing else.
pub const DRAW_PAGE: &str = "draw-page";
/// How long drawing a page may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// The program that draws, where it is not the one that runs: tests are programs of their own.
pub static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Draws a page, counted from 0, with no side longer than `max_side` pixels.
///
/// # Errors
/// It needs a password, cannot be drawn, or not in time; or no process can be started.
pub fn draw_apart(pdf: Vec<u8>, page: u32, max_side: u32) -> Result<Page, PageFault> {
    let program = match PROGRAM.get() {
        Some(program) => program.clone(),
        None => std::env::current_exe().map_err(|_| PageFault::NoProcess)?,
    };
    draw_by(&program, pdf, page, max_side, PATIENCE)
}

fn draw_by(
    program: &Path,
    pdf: Vec<u8>,
    page: u32,
    max_side: u32,
    patience: Duration,
) -> Result<Page, PageFault> {
    let mut command = Command::new(program);
    command.arg(DRAW_PAGE).arg(page.to_string()).arg(max_side.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut drawing = Drawing(command.spawn().map_err(|_| PageFault::NoProcess)?);
    let (Some(mut to), Some(from)) = (drawing.0.stdin.take(), drawing.0.stdout.take()) else {
        return Err(PageFault::NoProcess);
    };
    // One that ends before it has read everything says why on its way out.
    start("feed-page", move || drop(to.write_all(&pdf)))?;
    let most = HEAD as u64 + 4 * u64::from(max_side) * u64::from(max_side);
    let (send, answer) = channel();
    start("take-page", move || {
        let mut bytes = Vec::new();
        let said = from.take(most + 1).read_to_end(&mut bytes).map(|_| bytes);
        drop(send.send(said));
    })?;
    match answer.recv_timeout(patience) {
        Ok(Ok(bytes)) => read(&bytes),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(PageFault::Undrawable),
        Err(RecvTimeoutError::Timeout) => Err(PageFault::TooLong),
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), PageFault> {
    Builder::new().name(name.to_owned()).spawn(work).map(drop).map_err(|_| PageFault::NoProcess)
}

/// A process that is stopped when nobody waits for it any more.
struct Drawing(Child);

impl Drop for Drawing {
    fn drop(&mut self) {
        // One that has ended already cannot be stopped, and that is well.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_process_that_takes_too_long_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let endless = folder.path().join("endless");
        std::fs::write(&endless, "#!/bin/sh\nexec sleep 600\n").unwrap();
        let mut rights = std::fs::metadata(&endless).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o700);
        std::fs::set_permissions(&endless, rights).unwrap();
        let drawn = draw_by(&endless, Vec::new(), 0, 10, Duration::from_millis(50));
        assert_eq!(drawn.err(), Some(PageFault::TooLong));
    }

    #[test]
    fn where_there_is_no_such_program_it_is_said() {
        let drawn = draw_by(Path::new("/no/such/program"), Vec::new(), 0, 10, PATIENCE);
        assert_eq!(drawn.err(), Some(PageFault::NoProcess));
    }
}
