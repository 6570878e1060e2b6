//! The lists of a form that its cells are chosen from, as far as they stand beside the cells.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::domain::bureau::ColumnShape;
use crate::exchange::table::{attribute, column_number};

/// Reads the lists of a sheet into its columns. One that refers to another sheet is passed over.
pub(super) fn read_into(xml: &[u8], columns: &mut [ColumnShape]) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut places: Vec<u32> = Vec::new();
    let mut formula: Option<String> = None;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "dataValidation" => {
                let attributes = element.attributes_raw();
                let is_list = attribute(attributes, "type") == Some("list");
                let ranges = attribute(attributes, "sqref").filter(|_| is_list).unwrap_or_default();
                places = ranges.split_whitespace().flat_map(columns_of).collect();
            }
            Event::Start(element) if element.local_name().as_ref() == "formula1" => {
                formula = Some(String::new());
            }
            Event::Text(text) => {
                if let Some(formula) = &mut formula {
                    formula.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(formula) = &mut formula {
                    match reference.resolve_char_ref()? {
                        Some(character) => formula.push(character),
                        None => formula.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
                    }
                }
            }
            Event::End(element) if element.local_name().as_ref() == "formula1" => {
                let Some(choices) = formula.take().as_deref().and_then(listed) else { continue };
                for place in places.drain(..) {
                    if let Some(column) = columns.get_mut(place as usize) {
                        column.choices.clone_from(&choices);
                    }
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The columns, from 0, of a range such as `B4:B1001`.
fn columns_of(range: &str) -> impl Iterator<Item = u32> + use<> {
    let column = |cell: &str| column_number(cell.trim_end_matches(|c: char| c.is_ascii_digit()));
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    column(first).zip(column(last)).into_iter().flat_map(|(first, last)| first..=last)
}

/// The texts of `"是,否"`.
fn listed(formula: &str) -> Option<Vec<String>> {
    let inner = formula.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.split(',').map(|choice| choice.trim().replace("\"\"", "\"")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_however_its_marks_are_written() {
        for formula in ["\"是,A&amp;B\"", "&quot;是,A&#38;B&quot;"] {
            let xml = format!(
                "<dataValidation type=\"list\" sqref=\"B4:B9\"><formula1>{formula}</formula1></dataValidation>"
            );
            let mut columns = vec![ColumnShape::default(); 2];
            read_into(xml.as_bytes(), &mut columns).unwrap();
            assert_eq!(columns[1].choices, ["是", "A&B"], "{formula}");
        }
    }
}
