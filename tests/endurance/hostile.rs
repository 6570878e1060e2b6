//! Files that are made to do harm, or that broke on their way: whatever is in them, the program answers, in time and within
//! its memory, and the store stays as it is.

mod bombs;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::common::chance::Chance;
use crate::common::process::{Desk, Ran};
use crate::scene::{assert_whole, lay, scene};

/// The memory that a program may address, in KiB: 4 GiB, of which threads and the stack of who draws PDFs take most.
const MEMORY: u64 = 4 << 20;
/// How long one answer may take.
const TIME: Duration = Duration::from_secs(120);

/// A file that comes in.
struct Sample {
    name: String,
    bytes: Vec<u8>,
}

/// What it is given to.
const READERS: [&[&str]; 11] = [
    &["import", "bills", "--issuer", "T", "--json"],
    &["import", "accounts", "--issuer", "T", "--preview", "--json"],
    &["import", "refunds", "--issuer", "T", "--preview", "--json"],
    &["import", "non-invoiceable", "--issuer", "T", "--preview", "--json"],
    &["import", "issued", "--preview", "--json"],
    &["import", "refusals", "--json"],
    &["import", "tracking", "--preview", "--json"],
    &["import", "tax-codes", "--json"],
    &["import", "returned", "--preview", "--json"],
    &["bulk-issue", "--issuer", "Q", "--to", "form.xlsx", "--json", "--form"],
    &["restore", "--json", "--replace"],
];
/// The one that takes it for a backup.
const RESTORE: usize = READERS.len() - 1;
const SCANS: usize = READERS.len();
const LINES: usize = SCANS + 1;

/// Gives a file to a reader, one of which submits it as a scan and one of which takes it for lines.
fn read(desk: &Desk, sample: &Sample, reader: usize) -> Ran {
    let path = desk.path(&sample.name);
    fs::write(&path, &sample.bytes).unwrap();
    let line = serde_json::json!({"op": "submit_qualification", "account": "C1", "evidence": [
        {"kind": "tax_certificate", "path": path},
        {"kind": "general_taxpayer_proof", "path": "b.png"},
    ]});
    fs::write(desk.path("submit.jsonl"), line.to_string()).unwrap();
    let mut arguments: Vec<&str> = match READERS.get(reader) {
        Some(arguments) => arguments.to_vec(),
        None => vec!["run"],
    };
    arguments.push(if reader == SCANS { "submit.jsonl" } else { path.to_str().unwrap() });
    let bounded = bounded(desk, &arguments);
    fs::remove_file(path).unwrap();
    bounded
}

/// Runs the program within its memory and time.
fn bounded(desk: &Desk, arguments: &[&str]) -> Ran {
    let inner = crate::scene::program(desk, arguments);
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(r#"ulimit -v {MEMORY}; exec "$0" "$@""#));
    command.arg(inner.get_program()).args(inner.get_args()).current_dir(inner.get_current_dir().unwrap());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let file = |name| fs::File::create(desk.path(name)).unwrap();
    command.stdin(Stdio::null()).stdout(file("said")).stderr(file("complained"));
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > TIME {
            child.kill().unwrap();
        }
        sleep(Duration::from_millis(5));
    };
    let text = |name| String::from_utf8_lossy(&fs::read(desk.path(name)).unwrap()).into_owned();
    // One that a signal ended says 255.
    Ran { code: status.code().unwrap_or(255), stdout: text("said"), stderr: text("complained") }
}

/// Fails where the program did not answer, and keeps the file.
fn assert_answered(ran: &Ran, sample: &Sample, reader: usize, why: &str) {
    if (0..=2).contains(&ran.code) && !ran.stderr.contains("panicked") {
        return;
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{}", sample.name));
    fs::write(&kept, &sample.bytes).unwrap();
    let ended: String = ran.stderr.chars().take(2_000).collect();
    panic!("{why}: reader {reader}, {}, ended with {}: {ended}", kept.display(), ran.code);
}

/// Files of every kind that comes in, and some of the desk's own.
fn seeds() -> Vec<Sample> {
    let mut seeds = Vec::new();
    let folders = [
        "data/import-world",
        "fixtures/bureau",
        "fixtures/returned",
        "fixtures/returned/corpus/archive",
        "fixtures/returned/corpus/code",
        "fixtures/returned/corpus/lists",
        "fixtures/returned/corpus/ofd",
        "fixtures/returned/corpus/xml",
        "fixtures",
    ];
    for folder in folders {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_sample = !name.ends_with(".md") && !name.ends_with(".sql") && name != "expected.json";
            if is_sample {
                seeds.push(Sample { name, bytes: fs::read(path).unwrap() });
            }
        }
    }
    for name in ["old.sqlite", "list.xlsx", "bills.csv"] {
        let file = scene().files.iter().find(|(path, _)| path == Path::new(name)).unwrap();
        seeds.push(Sample { name: format!("of-the-desk-{name}"), bytes: file.1.clone() });
    }
    seeds
}

/// A reader that such a file may well be given to, or any.
fn reader_for(name: &str, chance: &mut Chance) -> usize {
    if chance.below(8) == 0 {
        return chance.below(LINES + 1);
    }
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("csv" | "xlsx" | "xls") => chance.below(8),
        Some("png" | "jpg" | "pdf") => chance.one_of(&[8, SCANS]),
        Some("jsonl") => LINES,
        Some("sqlite") => RESTORE,
        _ => 8,
    }
}

/// The bytes, changed somewhere.
fn changed(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        if bytes.is_empty() {
            return bytes;
        }
        let at = chance.below(bytes.len());
        let length = chance.below((bytes.len() - at).min(200)) + 1;
        match chance.below(8) {
            0 => bytes.truncate(at),
            1 => bytes[at..at + length].fill(chance.one_of(&[0, 0xFF, b'0', b'9', b'<', b'"'])),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let twice = bytes[at..at + length].to_vec();
                bytes.splice(at..at, twice);
            }
            4 => {
                let number =
                    chance.one_of(&[&b"999999999999999999999"[..], b"-1", b"0", b"1e308", b"\xFF\xFE"]);
                bytes.splice(at..at + length.min(4), number.iter().copied());
            }
            _ => {
                for _ in 0..=chance.below(12) {
                    let at = chance.below(bytes.len());
                    bytes[at] ^= u8::try_from(1 << chance.below(8)).unwrap();
                }
            }
        }
    }
    bytes
}

/// An archive of which one file within is changed, so that its check sums are right.
fn changed_within(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let which = chance.below(archive.len().max(1));
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).ok()?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        if i == which {
            content = changed(&content, chance);
        }
        writer.start_file(String::from_utf8_lossy(file.name_raw()), options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

#[test]
fn broken_files_are_answered() {
    let mut chance = crate::chance(5);
    let (seeds, desk) = (seeds(), Desk::empty());
    lay(&desk, &scene().files);
    let wanted = crate::times(60);
    for i in 0..wanted {
        let seed = &seeds[chance.below(seeds.len())];
        let within = if chance.below(3) > 0 { changed_within(&seed.bytes, &mut chance) } else { None };
        let bytes = within.unwrap_or_else(|| changed(&seed.bytes, &mut chance));
        let sample = Sample { name: format!("{i}-{}", seed.name), bytes };
        let reader = reader_for(&sample.name, &mut chance);
        let ran = read(&desk, &sample, reader);
        assert_answered(&ran, &sample, reader, &format!("seed {} file {i}", crate::seed()));
        let is_replaced = reader == RESTORE && ran.code == 0;
        if !is_replaced && i % 20 == 19 {
            assert_whole(&desk, "broken files");
        }
        if is_replaced || i % 20 == 19 {
            lay(&desk, &scene().files);
        }
    }
    println!("{wanted} broken files");
}

#[test]
fn files_that_are_made_to_do_harm_are_answered() {
    let mut chance = crate::chance(6);
    let desk = Desk::empty();
    lay(&desk, &scene().files);
    let bombs = bombs::all();
    let readers = if crate::times(1) == 1 { 1 } else { LINES + 1 };
    for sample in &bombs {
        for reader in 0..readers {
            let reader = if readers == 1 { reader_for(&sample.name, &mut chance) } else { reader };
            let ran = read(&desk, sample, reader);
            assert_answered(&ran, sample, reader, "made to do harm");
        }
    }
    assert_whole(&desk, "files that do harm");
    println!("{} files that are made to do harm, {readers} readers each", bombs.len());
}
