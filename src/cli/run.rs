//! `run`: the automation interface. One JSON object a line in, one a line out, in order, as they come.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use super::session::{Session, Spoken};
use super::{ALL_WELL, REFUSED, UNREADABLE};
use crate::desk::drafts::DraftLine;
use crate::desk::pages::balance::BalanceView;
use crate::desk::protocol::decode::{read, time_of};
use crate::desk::protocol::duplicates::Object;
use crate::desk::protocol::table as protocol;
use crate::desk::{Desk, Open};
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, cli as words, drafts, seal};

/// The longest line that is read, in bytes: a bound on memory, far above any command.
const MAX_LINE_BYTES: u64 = 16 * 1024 * 1024;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(session: &Session, args: &Args) -> Result<(), u8> {
    let shown = args.file.display().to_string();
    let stopped = match open(&args.file).map_err(Stop::Input) {
        Ok(input) => carry_out(session, Lines::of(input), &mut io::stdout().lock()),
        Err(stop) => Err(stop),
    };
    match stopped {
        Ok(ALL_WELL) => Ok(()),
        Ok(code) => Err(code),
        Err(stop) => {
            match stop {
                Stop::NotAnObject { line } => session.say(&words::not_json_lines(session.lang, &shown, line)),
                Stop::TooLong { line } => {
                    session.say(&words::line_too_long(session.lang, &shown, line, MAX_LINE_BYTES));
                }
                Stop::Input(error) => session.say(&words::cannot_read(session.lang, &shown, &error)),
                // Whoever read the answers has heard enough.
                Stop::Output(error) if error.kind() == ErrorKind::BrokenPipe => {}
                Stop::Output(error) => session.say(&words::cannot_answer(session.lang, &error)),
                Stop::Store(code) => return Err(code),
            }
            Err(UNREADABLE)
        }
    }
}

/// Why the rest of the input is not carried out.
#[derive(Debug)]
enum Stop {
    NotAnObject {
        line: usize,
    },
    /// A line has more than [`MAX_LINE_BYTES`].
    TooLong {
        line: usize,
    },
    Input(io::Error),
    Output(io::Error),
    /// The store cannot be opened; that has been said, with this exit status.
    Store(u8),
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(file)?)))
}

fn carry_out(session: &Session, mut lines: Lines<impl BufRead>, output: &mut impl Write) -> Result<u8, Stop> {
    // The first line is read before a store is made, so that garbage makes none.
    let mut line = lines.next()?;
    let mut desk = session.open(Open::OrCreate { sandbox: session.sandbox }).map_err(Stop::Store)?;
    let mut code = ALL_WELL;
    while let Some(object) = line {
        let op = object.fields.get("op").and_then(Value::as_str).map(str::to_owned);
        // What comes after a fault of the store may build on what the fault has undone.
        let done =
            if code == UNREADABLE { Err(Refusal::NotRun) } else { handle(session.lang, &mut desk, object) };
        code = match &done {
            Ok(_) => code,
            Err(Refusal::Store { .. } | Refusal::NotRun) => UNREADABLE,
            Err(_) => REFUSED,
        };
        let touched: Vec<Month> = desk.take_touched().into_iter().collect();
        let notices = if done.is_ok() { noticed(session.lang, &touched) } else { Vec::new() };
        answer(session, op.as_deref(), &done, notices, output).map_err(Stop::Output)?;
        line = lines.next()?;
    }
    Ok(code)
}

/// Carries out one line. What cannot be read as a command still says what time it is: `at` holds for the lines after
/// it too.
fn handle(lang: Lang, desk: &mut Desk, object: Object) -> Result<Found, Refusal> {
    let at = time_of(&object.fields);
    match read(object) {
        Ok(envelope) => match desk.handle(&envelope)? {
            protocol::Answer::Balance(view) => Ok(Found::Balance(view)),
            protocol::Answer::Drafts(lines) => Ok(Found::Drafts(named(lang, lines))),
            answer => answer.to_json().map(Found::Other),
        },
        Err(refusal) => {
            if let Some(at) = at {
                // Where the store takes no clock, what is wrong with the line is said first.
                let _ = desk.set_clock(at);
            }
            Err(refusal)
        }
    }
}

/// What is answered. A balance of very many bills is written as it is, and never held as JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Found {
    Balance(Box<BalanceView>),
    Drafts(Vec<NamedDraft>),
    Other(Value),
}

/// A draft, with what it is in words.
#[derive(Serialize)]
struct NamedDraft {
    #[serde(flatten)]
    line: DraftLine,
    what: String,
}

fn named(lang: Lang, lines: Vec<DraftLine>) -> Vec<NamedDraft> {
    let named = |line: DraftLine| NamedDraft {
        what: drafts::named(lang, &line.key, line.account_name.as_deref()),
        line,
    };
    lines.into_iter().map(named).collect()
}

/// One line of answer, in the order of AUTOMATION.md.
#[derive(Serialize)]
struct Answer<'a> {
    ok: bool,
    op: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'a Found>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Spoken<'a>>,
}

/// That figures of sealed months were changed.
pub(super) fn noticed(lang: Lang, months: &[Month]) -> Vec<Value> {
    let notice =
        || json!({ "rule": "sealed-month", "months": months, "message": seal::touched(lang, months) });
    if months.is_empty() { Vec::new() } else { vec![notice()] }
}

fn answer(
    session: &Session,
    op: Option<&str>,
    done: &Result<Found, Refusal>,
    notices: Vec<Value>,
    output: &mut impl Write,
) -> io::Result<()> {
    let answer = Answer {
        ok: done.is_ok(),
        op,
        result: done.as_ref().ok(),
        notices,
        error: done.as_ref().err().map(|refusal| session.spoken_of(op, refusal)),
    };
    let mut line = BufWriter::new(output);
    serde_json::to_writer(&mut line, &answer)?;
    line.write_all(b"\n")?;
    // Whoever sends the next line may be waiting for this answer.
    line.flush()
}

/// The objects of an input, one a line.
struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    fn of(input: R) -> Self {
        Self { input, buffer: Vec::new(), number: 0 }
    }

    /// The next object; blank lines are passed over.
    fn next(&mut self) -> Result<Option<Object>, Stop> {
        loop {
            self.buffer.clear();
            let mut bounded = self.input.by_ref().take(MAX_LINE_BYTES + 1);
            let read = bounded.read_until(b'\n', &mut self.buffer).map_err(Stop::Input)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            let line = self.number;
            if read as u64 > MAX_LINE_BYTES {
                return Err(Stop::TooLong { line });
            }
            let mut text = self.buffer.as_slice();
            if line == 1 {
                // Some editors begin a file with a byte order mark.
                text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
            }
            if !text.trim_ascii().is_empty() {
                return serde_json::from_slice(text).map(Some).map_err(|_| Stop::NotAnObject { line });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (usize, Option<Stop>) {
        let mut lines = Lines::of(text);
        let mut count = 0;
        loop {
            match lines.next() {
                Ok(Some(_)) => count += 1,
                Ok(None) => return (count, None),
                Err(stop) => return (count, Some(stop)),
            }
        }
    }

    #[test]
    fn blank_lines_are_passed_over_and_the_last_line_needs_no_end() {
        assert!(matches!(read(b"{}\n\n  \t\r\n{\"op\":1}\r\n{}"), (3, None)));
        assert!(matches!(read(b""), (0, None)));
    }

    #[test]
    fn a_byte_order_mark_is_no_garbage() {
        assert!(matches!(read(b"\xEF\xBB\xBF{}\n"), (1, None)));
        assert!(matches!(read(b"\xEF\xBB\xBF\n{}\n"), (1, None)));
    }

    #[test]
    fn what_is_no_object_is_named_by_its_line() {
        for garbage in ["[]", "7", "null", "\"op\"", "{} {}", "{\"op\":", "op=fly", "\u{0}"] {
            let text = format!("\n{{}}\n{garbage}\n{{}}\n");
            assert!(matches!(read(text.as_bytes()), (1, Some(Stop::NotAnObject { line: 3 }))), "{garbage}");
        }
        assert!(matches!(read(b"{}\n\xFF\xFE{\x00"), (1, Some(Stop::NotAnObject { line: 2 }))));
    }

    #[test]
    fn a_line_of_the_greatest_length_is_read_and_a_longer_one_is_not_held() {
        let line = |length: u64| {
            let blank = io::repeat(b' ').take(length - 2);
            BufReader::new(b"{".chain(blank).chain(&b"}"[..]))
        };
        assert!(matches!(Lines::of(line(MAX_LINE_BYTES)).next(), Ok(Some(_))));
        assert!(matches!(Lines::of(line(MAX_LINE_BYTES + 1)).next(), Err(Stop::TooLong { line: 1 })));
    }
}
