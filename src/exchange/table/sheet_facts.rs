//! What a sheet of a workbook says besides its values: what is hidden, merged, or not calculated.
//!
//! The reader of values does not tell these, so they are gathered in a pass of their own over the sheet's XML, where it
//! has anything of the kind: most sheets have nothing.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::column_letters::column_number;
use super::limits::Limits;
use crate::domain::files::FileError;

/// What a sheet says besides its values. Rows and columns count from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetFacts {
    /// Rows that are hidden, by hand or by a filter; ascending.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden, each the first and the last of some.
    pub hidden_columns: Vec<(u32, u32)>,
    pub merges: Vec<Merge>,
    /// Formulas without a stored result, in the order of the file.
    pub uncalculated: Vec<(u32, u32)>,
    /// Which rows have a value, a bit for each.
    occupied: Vec<u64>,
}

/// Cells that are merged into one, which holds the value of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

/// More merged cells, or formulas without results, than any honest sheet has.
const MOST_MARKS: usize = 4_000_000;

impl SheetFacts {
    pub(super) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    pub(super) fn occupy(&mut self, row: u32) {
        let (word, bit) = (row as usize / 64, row % 64);
        if self.occupied.len() <= word {
            self.occupied.resize(word + 1, 0);
        }
        self.occupied[word] |= 1 << bit;
    }

    /// Whether more than one of these rows has a value.
    pub(super) fn occupies_several(&self, first: u32, last: u32) -> bool {
        let is_occupied = |row: &u32| {
            self.occupied.get(*row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
        };
        (first..=last).filter(is_occupied).take(2).count() > 1
    }

    /// Reads them from a sheet's XML. `recalculates` where the workbook says that its formulas are to be calculated
    /// when it is opened: programs that cannot calculate store a zero for every one then. What is no XML is for the
    /// reader of values to complain about.
    pub(super) fn read(xml: impl BufRead, recalculates: bool, limits: Limits) -> Result<Self, FileError> {
        let mut reader = Reader::from_reader(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.expand_empty_elements = true;
        let mut pass =
            Pass { facts: Self::default(), at: (0, 0), row_has_value: false, is_text: false, formula: None };
        let mut buffer = Vec::with_capacity(1024);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element)) => pass.start(&element),
                Ok(Event::Text(text)) => {
                    if let Some(formula) = &mut pass.formula {
                        formula.text(text.as_ref(), recalculates);
                    }
                }
                Ok(Event::End(element)) => pass.end(element.local_name().as_ref()),
                Ok(Event::Eof) | Err(_) => return Ok(pass.facts),
                Ok(_) => {}
            }
            // The reader of values stops here, too.
            if pass.at.0 >= limits.rows {
                return Ok(pass.facts);
            }
            if pass.facts.merges.len().max(pass.facts.uncalculated.len()) > MOST_MARKS {
                return Err(FileError::TooManyCells { limit: MOST_MARKS as u64 });
            }
        }
    }
}

/// What a sheet may say besides its values, seen while it is unpacked: whether a pass over all of it is needed.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// Whether something may be hidden, flat, or a formula.
    is_long: bool,
    /// From where cells are merged, which stands behind the values.
    merges: Vec<u8>,
}

impl Telling {
    /// More than this of merged cells is read with the whole sheet.
    const MOST_BYTES: usize = 64 * 1024;

    /// Looks at a piece of the sheet: `window` is the piece with the end of the one before.
    pub(super) fn look(&mut self, window: &[u8], piece: &[u8]) {
        if self.is_long {
            return;
        }
        let mark = mark(window);
        self.is_long = mark == Some(Mark::Long) || piece.contains(&0) || self.merges.len() > Self::MOST_BYTES;
        match mark {
            _ if self.is_long => self.merges = Vec::new(),
            _ if !self.merges.is_empty() => self.merges.extend_from_slice(piece),
            Some(Mark::Merges(at)) => self.merges.extend_from_slice(&window[at..]),
            _ => {}
        }
    }

    /// What the sheet says, where that is known without another pass: it has nothing, or cells merged within a row,
    /// such as those of a title.
    pub(super) fn in_short(&self, limits: Limits) -> Result<Option<SheetFacts>, FileError> {
        if self.is_long {
            return Ok(None);
        }
        let facts = SheetFacts::read(self.merges.as_slice(), false, limits)?;
        Ok(facts.merges.iter().all(|merge| merge.first_row == merge.last_row).then_some(facts))
    }
}

/// What is in a piece of a sheet's XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Something that may be hidden, flat, or a formula.
    Long,
    /// Merged cells, in elements from here on.
    Merges(usize),
}

/// What a piece has that [`SheetFacts`] are read from. It may have some without need. What is cut at its end is seen
/// with the next one, which begins with the last bytes of this.
fn mark(xml: &[u8]) -> Option<Mark> {
    // A size that does not begin with a digit above zero may be nothing.
    let is_flat = |at: usize, name: &[u8]| {
        let is_attribute = at > 0 && xml[at - 1].is_ascii_whitespace();
        let is_other = |behind: &[u8]| matches!(behind, [b'=', b'"' | b'\'', b'1'..=b'9', ..]);
        is_attribute && xml[at..].strip_prefix(name).is_some_and(|behind| !is_other(behind))
    };
    let mut merges = None;
    for (at, byte) in xml.iter().enumerate() {
        let from = &xml[at..];
        let is_long = match byte {
            b'<' | b':' => from.get(1) == Some(&b'f'),
            b'h' => from.starts_with(b"hidden") || is_flat(at, b"ht"),
            b'w' => is_flat(at, b"width"),
            b'm' if merges.is_none() && from.starts_with(b"mergeCell") => {
                merges = xml[..at].iter().rposition(|byte| *byte == b'<');
                merges.is_none()
            }
            _ => false,
        };
        if is_long {
            return Some(Mark::Long);
        }
    }
    merges.map(Mark::Merges)
}

/// Where the pass over a sheet is.
struct Pass {
    facts: SheetFacts,
    /// The row and the column of the cell, counted as the reader of values counts them.
    at: (u32, u32),
    row_has_value: bool,
    /// Whether the cell says that its value is a text of its own.
    is_text: bool,
    /// The formula of the cell that is read, if it has one.
    formula: Option<FormulaCell>,
}

#[derive(Default)]
struct FormulaCell {
    /// Whether its result is a text, which may be empty.
    is_text: bool,
    in_value: bool,
    has_value: bool,
    /// Whether there is a place for the value, though maybe nothing in it.
    has_place: bool,
}

impl FormulaCell {
    fn has_result(&self) -> bool {
        self.has_value || (self.is_text && self.has_place)
    }

    fn text(&mut self, text: &str, recalculates: bool) {
        let text = text.trim();
        let is_stand_in = recalculates && !self.is_text && text == "0";
        if self.in_value && !text.is_empty() && !is_stand_in {
            self.has_value = true;
        }
    }
}

impl Pass {
    fn start(&mut self, element: &BytesStart<'_>) {
        let attributes = element.attributes_raw();
        match element.local_name().as_ref() {
            "c" => {
                if let Some((row, column)) = attribute(attributes, "r").and_then(position) {
                    self.at = (row, column);
                }
                self.formula = None;
                self.is_text = attribute(attributes, "t") == Some("str");
            }
            "f" => {
                self.row_has_value = true;
                self.formula = Some(FormulaCell { is_text: self.is_text, ..FormulaCell::default() });
            }
            "v" => {
                self.row_has_value = true;
                if let Some(formula) = &mut self.formula {
                    formula.in_value = true;
                    formula.has_place = true;
                }
            }
            "is" => self.row_has_value = true,
            "row" => {
                if let Some(number) = attribute(attributes, "r").and_then(|r| r.parse::<u32>().ok()) {
                    self.at.0 = number.saturating_sub(1);
                }
                let is_flat =
                    attribute(attributes, "ht").and_then(|height| height.parse::<f64>().ok()) == Some(0.0);
                if is_flat || attribute(attributes, "hidden").is_some_and(is_true) {
                    self.facts.hidden_rows.push(self.at.0);
                }
            }
            "col" => {
                let number = |name| attribute(attributes, name).and_then(|n| n.parse::<u32>().ok());
                let is_flat =
                    attribute(attributes, "width").and_then(|width| width.parse::<f64>().ok()) == Some(0.0);
                let is_hidden = is_flat || attribute(attributes, "hidden").is_some_and(is_true);
                if let (true, Some(first), Some(last)) = (is_hidden, number("min"), number("max")) {
                    self.facts.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                }
            }
            "mergeCell" => self.facts.merges.extend(attribute(attributes, "ref").and_then(merge)),
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        match element {
            "v" => {
                if let Some(formula) = &mut self.formula {
                    formula.in_value = false;
                }
            }
            "c" => {
                if self.formula.take().is_some_and(|formula| !formula.has_result()) {
                    self.facts.uncalculated.push(self.at);
                }
                self.at.1 += 1;
            }
            "row" => {
                if self.row_has_value {
                    self.facts.occupy(self.at.0);
                }
                self.row_has_value = false;
                self.at = (self.at.0 + 1, 0);
            }
            _ => {}
        }
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The value of an attribute, as it stands between its quotation marks.
pub(crate) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start();
    while let Some((key, behind)) = rest.split_once('=') {
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = behind[1..].split_once(quote)?;
        if key.trim_end() == name {
            return Some(value);
        }
        rest = next.trim_start();
    }
    None
}

/// The row and the column of `B12`, from 0.
fn position(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at(letters);
    let column = column_number(letters)?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column))
}

/// The cells of `C1:E1`.
fn merge(reference: &str) -> Option<Merge> {
    let (first, last) = reference.split_once(':')?;
    let (first, last) = (position(&first.replace('$', ""))?, position(&last.replace('$', ""))?);
    Some(Merge {
        first_row: first.0.min(last.0),
        last_row: first.0.max(last.0),
        first_column: first.1.min(last.1),
        last_column: first.1.max(last.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str, recalculates: bool) -> SheetFacts {
        let mut telling = Telling::default();
        telling.look(xml.as_bytes(), xml.as_bytes());
        let in_short = telling.in_short(Limits::default()).unwrap();
        let facts = SheetFacts::read(xml.as_bytes(), recalculates, Limits::default()).unwrap();
        if let Some(short) = in_short {
            assert_eq!(short.merges, facts.merges);
            assert!(
                facts.hidden_rows.is_empty()
                    && facts.hidden_columns.is_empty()
                    && facts.uncalculated.is_empty()
            );
        }
        facts
    }

    fn rows(rows: &str) -> SheetFacts {
        read(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), false)
    }

    #[test]
    fn a_sheet_of_values_alone_has_nothing_to_tell() {
        let plain = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" width="9.5" customWidth="1"/></cols><sheetData><row r="2" ht="15" customHeight="1"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>"#;
        assert_eq!(mark(plain.as_bytes()), None);
        for (of, told) in [
            ("<v>1</v>", "<f>1</f>"),
            ("<v>1</v>", "<x:f/>"),
            (r#"r="2""#, r#"hidden="1""#),
            (r#"ht="15""#, r#"ht="0""#),
            (r#"ht="15""#, "ht = '0'"),
            (r#"width="9.5""#, r#"width="0""#),
        ] {
            assert_eq!(mark(plain.replace(of, told).as_bytes()), Some(Mark::Long), "{told}");
        }
    }

    /// A sheet that is looked at in two pieces, as it is unpacked: the end of the first is seen with the second again.
    fn in_two(sheet: &str, cut: usize) -> Option<SheetFacts> {
        const AGAIN: usize = 8;
        let (sheet, mut telling) = (sheet.as_bytes(), Telling::default());
        telling.look(&sheet[..cut], &sheet[..cut]);
        telling.look(&sheet[cut.saturating_sub(AGAIN)..], &sheet[cut..]);
        telling.in_short(Limits::default()).unwrap()
    }

    #[test]
    fn what_is_cut_at_the_end_of_a_piece_is_not_missed() {
        let hidden = r#"<row r="12345678" hidden="1"><c r="A1"><v>123456789</v></c></row><row r="12345678"><c r="A1"><v>1</v></c></row>"#;
        for cut in 1..hidden.len() {
            assert!(in_two(hidden, cut).is_none(), "{cut}");
        }
        let title = r#"<row r="1"><c r="A1"><v>1</v></c></row><x:mergeCells count="2"><x:mergeCell ref="A1:K1"/><x:mergeCell ref="B2:C2"/></x:mergeCells><end/>"#;
        let cuts = 1..title.len();
        let short: Vec<SheetFacts> = cuts.clone().filter_map(|cut| in_two(title, cut)).collect();
        assert!(short.iter().all(|facts| facts.merges.len() == 2));
        assert!(short.len() * 2 > cuts.len(), "mostly without another pass");
        let tall = title.replace("B2:C2", "B2:B3");
        assert!(cuts.clone().all(|cut| in_two(&tall, cut).is_none()));
    }

    #[test]
    fn hidden_rows_and_columns_are_known() {
        let facts = read(
            r#"<x:worksheet><x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="5" width="0"/></x:cols>
               <x:sheetData><x:row r="2" hidden="1"/><x:row r='4' ht="0" customHeight="1"/><x:row hidden="0"/></x:sheetData></x:worksheet>"#,
            false,
        );
        assert_eq!(facts.hidden_rows, [1, 3]);
        let hidden: Vec<_> = (0..6).filter(|column| facts.hides_column(*column)).collect();
        assert_eq!(hidden, [1, 2, 4]);
    }

    #[test]
    fn a_formula_without_a_result_is_known_wherever_it_stands() {
        let facts = rows(
            r#"<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1</f><v/></c></row>
               <row><c><f/><v></v></c><c t="str"><f>A1</f><v></v></c><c s="3"/></row>"#,
        );
        assert_eq!(facts.uncalculated, [(0, 1), (0, 2), (1, 0)]);
    }

    #[test]
    fn zeros_of_a_workbook_that_is_yet_to_be_calculated_are_no_results() {
        let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>0</v></c><c r="C1"><f>B1</f><v>5</v></c></row></sheetData></worksheet>"#;
        assert_eq!(read(sheet, true).uncalculated, [(0, 0)]);
        assert!(read(sheet, false).uncalculated.is_empty());
    }

    #[test]
    fn merged_cells_and_the_rows_that_have_values_are_known() {
        let facts = read(
            r#"<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3" s="1"/></row><row r="4"><c r="B4" t="inlineStr"><is><t>x</t></is></c></row></sheetData>
               <mergeCells count="1"><mergeCell ref="A2:B4"/></mergeCells></worksheet>"#,
            false,
        );
        assert_eq!(facts.merges, [Merge { first_row: 1, last_row: 3, first_column: 0, last_column: 1 }]);
        assert!(facts.occupies_several(1, 3));
        assert!(!facts.occupies_several(1, 2));
    }
}
