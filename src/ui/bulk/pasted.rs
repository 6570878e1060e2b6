//! A block of numbers from a spreadsheet, as it lands in the clipboard: a line a row, a tab between cells.

use crate::domain::invoice_number::e_invoice_number;
use crate::ui::date_text::parse_date;

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    /// The number; blank where the line is.
    pub number: String,
    /// The day beside it, where there is one.
    pub day: Option<String>,
}

/// The lines of a block, the blank ones too: they keep the others in their rows. A heading is no line of it.
pub(super) fn pasted(text: &str) -> Vec<Pasted> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines: Vec<Pasted> = text.lines().map(line).collect();
    let has_digits = |line: &Pasted| line.number.chars().any(char::is_numeric);
    if lines.first().is_some_and(|first| !first.number.is_empty() && !has_digits(first)) && lines.len() > 1 {
        lines.remove(0);
    }
    let filled = lines.iter().rposition(|line| *line != Pasted::default()).map_or(0, |last| last + 1);
    lines.truncate(filled);
    lines
}

fn line(line: &str) -> Pasted {
    let cells: Vec<&str> = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    match cells.as_slice() {
        [] => Pasted::default(),
        [one] => in_one_cell(one),
        several => {
            let day = several.iter().position(|cell| parse_date(cell).is_some());
            let number = (0..several.len()).find(|place| Some(*place) != day).unwrap_or_default();
            Pasted { number: several[number].to_owned(), day: day.map(|place| several[place].to_owned()) }
        }
    }
}

/// A number, and behind a blank or a comma perhaps its day. The groups of a number may be parted by blanks too.
fn in_one_cell(cell: &str) -> Pasted {
    let number = |text: &str| Pasted { number: text.to_owned(), day: None };
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, ',' | '\u{FF0C}' | ';' | '\u{FF1B}' | '\u{3001}');
    if e_invoice_number(cell).is_ok() {
        return number(cell);
    }
    match cell.rsplit_once(is_between) {
        Some((before, day)) if parse_date(day).is_some() => {
            Pasted { number: before.trim_end_matches(is_between).to_owned(), day: Some(day.to_owned()) }
        }
        _ => number(cell.trim_end_matches(is_between)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "26112000000812345601";
    const B: &str = "26112000000812345602";

    fn numbers(text: &str) -> Vec<String> {
        pasted(text).into_iter().map(|line| line.number).collect()
    }

    #[test]
    fn a_column_is_a_number_a_line_and_blank_lines_keep_their_place() {
        for text in [format!("{A}\r\n{B}\r\n"), format!("{A}\n{B}"), format!("\u{FEFF}{A}\n{B}\n\n\n")] {
            assert_eq!(numbers(&text), [A, B], "{text:?}");
        }
        assert_eq!(numbers(&format!("{A}\n\n{B}\n")), [A, "", B]);
        assert_eq!(numbers(&format!("\n{B}")), ["", B], "the first row stays as it is");
        assert!(numbers("").is_empty() && numbers(" \n\t\n").is_empty());
    }

    #[test]
    fn a_heading_is_no_number() {
        assert_eq!(numbers(&format!("数电发票号码\n{A}\n{B}")), [A, B]);
        assert_eq!(numbers(&format!("数电发票号码\t开票日期\n{A}\t2026-11-22")), [A]);
        assert_eq!(numbers("无"), ["无"], "by itself it is what somebody meant to say");
    }

    #[test]
    fn the_day_is_known_beside_the_number_however_they_are_parted() {
        for text in [
            format!("{A}\t2026-11-20"),
            format!("2026-11-20\t{A}"),
            format!("{A}\t\t2026-11-20"),
            format!("{A} 2026-11-20"),
            format!("{A}，2026-11-20"),
            format!("{A}, 2026-11-20"),
        ] {
            let expected = Pasted { number: A.to_owned(), day: Some("2026-11-20".to_owned()) };
            assert_eq!(pasted(&text), [expected], "{text:?}");
        }
        assert_eq!(pasted(&format!("{A}\t20261120"))[0].day.as_deref(), Some("20261120"));
    }

    #[test]
    fn a_number_in_groups_is_one_number_and_what_is_wrong_with_one_stays_to_be_seen() {
        assert_eq!(numbers("2611 2000 0008 1234 5601"), ["2611 2000 0008 1234 5601"]);
        assert_eq!(numbers("261120000008 20261120"), ["261120000008 20261120"], "its last digits are no day");
        assert_eq!(numbers("2.6112E+19\nSF1234567890123\n12,"), ["2.6112E+19", "SF1234567890123", "12"]);
    }
}
