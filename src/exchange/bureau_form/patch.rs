//! A sheet's XML with other rows below its headers, and otherwise as it was.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::cells::Cells;
use crate::exchange::table::{attribute, column_letters};

/// Why a sheet cannot be patched.
#[derive(Debug, thiserror::Error)]
pub(super) enum PatchError {
    #[error(transparent)]
    Xml(#[from] quick_xml::Error),
    #[error("no rows")]
    NoRows,
}

/// The places in a sheet that are written anew.
#[derive(Default)]
struct Places {
    /// The value of `dimension`'s `ref`.
    dimension: Option<(usize, usize)>,
    /// The styles of whole columns: first, last (from 1), style.
    styles: Vec<(usize, usize, String)>,
    /// Where the rows below the headers begin.
    rows_from: Option<usize>,
    /// Where they end: at the end of the rows altogether.
    rows_to: Option<usize>,
    /// What stands before the names of elements: nothing, or as `x:`.
    prefix: String,
}

/// The sheet with `rows` below row `header`, each cell a text in the style of its column.
pub(super) fn with_rows(xml: &[u8], header: u32, rows: &[Cells]) -> Result<Vec<u8>, PatchError> {
    let places = Places::find(xml, header)?;
    let (Some(from), Some(to)) = (places.rows_from, places.rows_to) else { return Err(PatchError::NoRows) };
    let mut patched = Vec::with_capacity(xml.len() + rows.len() * 1024);
    let mut copied = 0;
    if let Some((start, end)) = places.dimension {
        let columns = rows.iter().filter_map(Cells::last_column).max();
        let last = u64::from(header) + rows.len() as u64;
        let widest = columns.map_or_else(|| "A".to_owned(), column_letters);
        patched.extend_from_slice(&xml[..start]);
        patched.extend_from_slice(format!("A1:{widest}{last}").as_bytes());
        copied = end;
    }
    patched.extend_from_slice(&xml[copied..from]);
    for (number, row) in (u64::from(header) + 1..).zip(rows) {
        places.write(&mut patched, number, row);
    }
    patched.extend_from_slice(&xml[to..]);
    Ok(patched)
}

impl Places {
    fn find(xml: &[u8], header: u32) -> Result<Self, PatchError> {
        let mut reader = Reader::from_reader(xml);
        let mut places = Self::default();
        let mut row = 0;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let before = reader.buffer_position() as usize;
            let event = reader.read_event_into(&mut buffer)?;
            match &event {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "dimension" => places.dimension = value_in(xml, before, "ref"),
                    "col" => places.styles.extend(column_style(element)),
                    "row" if places.rows_from.is_none() => {
                        let number = attribute(element.attributes_raw(), "r").and_then(|r| r.parse().ok());
                        row = number.unwrap_or(row + 1);
                        if row > header {
                            places.rows_from = Some(before);
                        }
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    let name = element.name();
                    let name: &str = name.as_ref();
                    places.prefix = name.strip_suffix("sheetData").unwrap_or_default().to_owned();
                    places.rows_from.get_or_insert(before);
                    places.rows_to = Some(before);
                }
                Event::Eof => return Ok(places),
                _ => {}
            }
        }
    }

    fn write(&self, xml: &mut Vec<u8>, number: u64, row: &Cells) {
        let p = &self.prefix;
        xml.extend_from_slice(format!("<{p}row r=\"{number}\">").as_bytes());
        for (column, text) in row.iter() {
            let place = column_letters(*column);
            let style = self.style(*column).map_or_else(String::new, |style| format!(" s=\"{style}\""));
            let text = escape(text.as_str());
            let cell = format!(
                "<{p}c r=\"{place}{number}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{text}</{p}t></{p}is></{p}c>"
            );
            xml.extend_from_slice(cell.as_bytes());
        }
        xml.extend_from_slice(format!("</{p}row>").as_bytes());
    }

    /// The style of a column, from 0.
    fn style(&self, column: usize) -> Option<&str> {
        let holds = |(first, last, _): &&(usize, usize, String)| (*first..=*last).contains(&(column + 1));
        self.styles.iter().find(holds).map(|(_, _, style)| style.as_str())
    }
}

fn column_style(element: &BytesStart<'_>) -> Option<(usize, usize, String)> {
    let attributes = element.attributes_raw();
    let number = |name| attribute(attributes, name)?.parse().ok();
    let style = attribute(attributes, "style").filter(|style| style.bytes().all(|b| b.is_ascii_digit()))?;
    Some((number("min")?, number("max")?, style.to_owned()))
}

/// Where the value of an attribute stands in the element that begins at `from`.
fn value_in(xml: &[u8], from: usize, name: &str) -> Option<(usize, usize)> {
    let end = from + xml.get(from..)?.iter().position(|byte| *byte == b'>')?;
    let element = std::str::from_utf8(xml.get(from..end)?).ok()?;
    let value = attribute(element.split_once(char::is_whitespace)?.1, name)?;
    let start =
        from + element.find(&format!("\"{value}\"")).or_else(|| element.find(&format!("'{value}'")))? + 1;
    Some((start, start + value.len()))
}
