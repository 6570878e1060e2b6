//! Drawing pages of a PDF in a process of its own: this program, asked for nothing else.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use super::draw::LONG_SIDE;
use super::{HEAD, Page, read, read_codes, read_count};
use crate::domain::qualification::PageFault;

/// The first argument that has this program draw a page and nothing else. No other program that tests are run by
/// takes it for the name of a test.
pub const DRAW_PAGE: &str = "--draw-page";
/// The first argument that has this program try to draw the pages of a document and nothing else.
pub const LOOK_THROUGH: &str = "--look-through-pages";
/// The first argument that has this program read the QR codes of invoices in a document or a picture and nothing else.
pub const READ_CODES: &str = "--read-codes";
/// More than the codes of one document take, in bytes.
const MOST_CODES: u64 = 64 * 1024;
/// How long drawing a page may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long reading codes may take. Nobody looks on, and of several hundred files none is to fail since the machine is
/// busy.
const PATIENCE_WITH_CODES: Duration = Duration::from_secs(60);

/// The program that draws, where it is not the one that runs: tests are programs of their own.
pub static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Draws a page, counted from 0, with no side longer than `max_side` pixels.
///
/// # Errors
/// It needs a password, cannot be drawn, or not in time; or no process can be started.
pub fn draw_apart(pdf: Vec<u8>, page: u32, max_side: u32) -> Result<Page, PageFault> {
    let side = u64::from(max_side.min(LONG_SIDE as u32));
    let most = HEAD as u64 + 4 * side * side;
    let asked = [DRAW_PAGE, &page.to_string(), &max_side.to_string()];
    ask(&program()?, &asked, pdf, most, PATIENCE).and_then(|said| read(&said))
}

/// Tries to draw the pages of a document (see [`super::look_through`]); answers how many it has.
///
/// # Errors
/// It needs a password, a page cannot be drawn, or not in time; or no process can be started.
pub fn look_through_apart(pdf: Vec<u8>) -> Result<u32, PageFault> {
    ask(&program()?, &[LOOK_THROUGH], pdf, HEAD as u64, PATIENCE).and_then(|said| read_count(&said))
}

/// Reads the QR codes of invoices in a PDF or a picture.
///
/// # Errors
/// It needs a password, cannot be drawn, or not in time; or no process can be started.
pub fn read_codes_apart(bytes: Vec<u8>) -> Result<Vec<String>, PageFault> {
    ask(&program()?, &[READ_CODES], bytes, MOST_CODES, PATIENCE_WITH_CODES).and_then(|said| read_codes(&said))
}

fn program() -> Result<PathBuf, PageFault> {
    match PROGRAM.get() {
        Some(program) => Ok(program.clone()),
        None => std::env::current_exe().map_err(|_| PageFault::NoProcess),
    }
}

/// What the process says that is asked this about a document: at most so many bytes.
fn ask(
    program: &Path,
    asked: &[&str],
    pdf: Vec<u8>,
    most: u64,
    patience: Duration,
) -> Result<Vec<u8>, PageFault> {
    let mut command = Command::new(program);
    command.args(asked).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut drawing = Drawing(command.spawn().map_err(|_| PageFault::NoProcess)?);
    let (Some(mut to), Some(from)) = (drawing.0.stdin.take(), drawing.0.stdout.take()) else {
        return Err(PageFault::NoProcess);
    };
    // One that ends before it has read everything says why on its way out.
    start("feed-page", move || drop(to.write_all(&pdf)))?;
    let (send, answer) = channel();
    start("take-page", move || {
        let mut bytes = Vec::new();
        let said = from.take(most + 1).read_to_end(&mut bytes).map(|_| bytes);
        drop(send.send(said));
    })?;
    match answer.recv_timeout(patience) {
        Ok(Ok(bytes)) => Ok(bytes),
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
        let said = ask(&endless, &[LOOK_THROUGH], Vec::new(), 10, Duration::from_millis(50));
        assert_eq!(said, Err(PageFault::TooLong));
    }

    #[test]
    fn where_there_is_no_such_program_it_is_said() {
        let said = ask(Path::new("/no/such/program"), &[LOOK_THROUGH], Vec::new(), 10, PATIENCE);
        assert_eq!(said, Err(PageFault::NoProcess));
    }
}
