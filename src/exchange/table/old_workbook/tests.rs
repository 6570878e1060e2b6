use std::fs;

use crate::domain::files::{FileError, Seems};
use crate::exchange::table::{Cell, Limits, ReadOptions, Row, Sheet, open_table};

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend((data.len() as u16).to_le_bytes());
    bytes.extend(data);
    bytes
}

fn place(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0].iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut data = place(row, column);
    data.extend((units.len() as u16).to_le_bytes());
    data.push(1);
    data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    record(0x0204, &data)
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let mut data = place(row, column);
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

fn merge(first_row: u16, last_row: u16, first_column: u16, last_column: u16) -> Vec<u8> {
    let numbers = [1, first_row, last_row, first_column, last_column];
    record(0x00E5, &numbers.iter().flat_map(|number: &u16| number.to_le_bytes()).collect::<Vec<_>>())
}

/// The stream of a workbook with one sheet of these records.
fn stream(records: &[Vec<u8>]) -> Vec<u8> {
    let start = |of: u16| record(0x0809, &[&[0x00, 0x06][..], &of.to_le_bytes(), &[0; 12]].concat());
    let name = [1, 0, b'S'];
    let globals =
        start(5).len() + record(0x0085, &[&[0; 6][..], &name].concat()).len() + record(0x000A, &[]).len();
    let mut bytes = start(5);
    bytes.extend(record(0x0085, &[&(globals as u32).to_le_bytes()[..], &[0, 0], &name].concat()));
    bytes.extend(record(0x000A, &[]));
    bytes.extend(start(0x10));
    bytes.extend(records.concat());
    bytes.extend(record(0x000A, &[]));
    bytes
}

/// A compound document with one stream, of at least the size from which streams have sectors of their own.
fn compound(name: &str, mut content: Vec<u8>) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    content.resize(content.len().max(4096).next_multiple_of(512), 0);
    let sectors = content.len() / 512;
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header[26..28].copy_from_slice(&3_u16.to_le_bytes());
    header[30] = 9;
    header[32] = 6;
    header[44] = 1;
    header[48..52].copy_from_slice(&1_u32.to_le_bytes());
    header[60..64].copy_from_slice(&END.to_le_bytes());
    header[68..72].copy_from_slice(&END.to_le_bytes());
    header[76..].fill(0xFF);
    header[76..80].copy_from_slice(&0_u32.to_le_bytes());
    // The table, the directory, then the stream.
    let mut next = vec![0xFFFF_FFFD, END];
    next.extend(
        (0..sectors as u32).map(|sector| if sector + 1 == sectors as u32 { END } else { sector + 3 }),
    );
    next.resize(128, 0xFFFF_FFFF);
    let mut directory = Vec::new();
    for (name, kind, start, bytes) in [("Root Entry", 5, END, 0), (name, 2, 2, content.len() as u32)] {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::to_le_bytes(bytes));
        directory.extend(entry);
    }
    directory.resize(512, 0);
    let mut bytes = header;
    bytes.extend(next.iter().flat_map(|sector: &u32| sector.to_le_bytes()));
    bytes.extend(directory);
    bytes.extend(content);
    bytes
}

fn open(bytes: &[u8]) -> Result<Sheet, FileError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.xls");
    fs::write(&path, bytes).unwrap();
    open_table(&path, &ReadOptions::default())
}

fn fault(bytes: &[u8]) -> FileError {
    match open(bytes) {
        Err(error) => error,
        Ok(_) => panic!("it was read"),
    }
}

fn rows(bytes: &[u8]) -> Vec<Row> {
    open(bytes).unwrap().rows().unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_old_workbook_is_read_like_any_other() {
    let records = [
        label(1, 0, "账单号"),
        label(1, 2, "金额"),
        label(3, 0, "B1"),
        number(3, 2, 12.5),
        label(4, 1, "x"),
        merge(3, 4, 2, 2),
    ];
    let rows = rows(&compound("Workbook", stream(&records)));
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!(rows[0].cells, [Cell::Text("账单号".into()), Cell::Empty, Cell::Text("金额".into())]);
    assert_eq!(rows[1].cells[2], Cell::Number(12.5));
    let merged = rows[2].merged(2).unwrap();
    assert_eq!(
        (&rows[2].cells[2], merged.is_first, merged.covers_several),
        (&Cell::Number(12.5), false, true)
    );
    assert!(open(&compound("Workbook", stream(&records))).unwrap().is_limited());
}

#[test]
fn what_is_no_workbook_or_has_a_password_is_told_apart() {
    assert_eq!(fault(&compound("WordDocument", Vec::new())), FileError::NotATable(Seems::OldOffice));
    assert_eq!(fault(&compound("EncryptedPackage", Vec::new())), FileError::NotATable(Seems::Encrypted));
    let locked = [record(0x002F, &[1, 0, 0, 0])].concat();
    let mut content = record(0x0809, &[&[0x00, 0x06, 5, 0][..], &[0; 12]].concat());
    content.extend(locked);
    assert_eq!(fault(&compound("Workbook", content)), FileError::NotATable(Seems::Encrypted));
}

#[test]
fn far_cells_of_an_old_workbook_are_bounded() {
    let far = [number(0, 0, 1.0), number(65_535, 65_535, 1.0)];
    assert!(matches!(fault(&compound("Workbook", stream(&far))), FileError::TooManyCells { .. }));
    let wide = [number(0, 0, 1.0), number(0, 600, 1.0)];
    let mut sheet = open(&compound("Workbook", stream(&wide))).unwrap();
    let error = sheet.rows().unwrap().find_map(Result::err);
    assert_eq!(error, Some(FileError::TooManyColumns { row: 1, limit: Limits::default().columns }));
}

#[test]
fn one_long_text_in_many_cells_is_bounded() {
    const CHARACTERS: usize = 8_000;
    let mut texts = vec![0; 8];
    texts.extend((CHARACTERS as u16).to_le_bytes());
    texts.push(0);
    texts.extend(vec![b'x'; CHARACTERS]);
    let cell = |row: u16| record(0x00FD, &[&place(row, 0)[..], &[0; 4]].concat());
    let mut few = stream(&[cell(0), cell(1)]);
    let mut many = stream(&(0..12_000).map(cell).collect::<Vec<_>>());
    // The texts stand in front of the sheets, so those begin later.
    for stream in [&mut few, &mut many] {
        let record = record(0x00FC, &texts);
        let end = 20 + 13;
        let start =
            u32::from_le_bytes([stream[24], stream[25], stream[26], stream[27]]) + record.len() as u32;
        stream[24..28].copy_from_slice(&start.to_le_bytes());
        stream.splice(end..end, record);
    }
    assert_eq!(rows(&compound("Workbook", few))[1].cells[0].text().len(), CHARACTERS);
    assert!(matches!(super::check::check(&many, Limits::default()), Err(FileError::ExpandsTooFar { .. })));
}

#[test]
fn a_damaged_old_workbook_is_refused_whatever_is_damaged() {
    let whole = compound("Workbook", stream(&[label(0, 0, "账单号"), number(1, 0, 1.0)]));
    assert!(open(&whole).is_ok());
    for end in [0, 8, 100, 512, 1_000, 1_536, 3_000] {
        assert!(open(&whole[..end]).is_err(), "cut at {end}");
    }
    // A chain that leads back to itself, and one that leads nowhere.
    for (at, sector) in [(1, 1_u32), (3, 2), (3, 77_777)] {
        let mut damaged = whole.clone();
        damaged[512 + at * 4..516 + at * 4].copy_from_slice(&sector.to_le_bytes());
        assert!(matches!(fault(&damaged), FileError::Damaged { .. }), "{at}: {sector}");
    }
    // Any byte of the records: read or refused, but never a crash.
    for at in (1_536..1_536 + 140).chain(0..96) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        if let Ok(mut sheet) = open(&damaged) {
            let _ = sheet.rows().map(|rows| rows.take(10).count());
        }
    }
}
