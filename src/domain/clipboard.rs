//! Cells of a spreadsheet, as they lie in the clipboard: a line a row, a tab between cells. A cell in which lines break
//! stands in quotes.

use std::borrow::Cow;

const BREAKS: [char; 2] = ['\r', '\n'];

/// The cells of each row, blank ones too. A break within a cell becomes a blank.
pub fn rows(text: &str) -> Vec<Vec<Cow<'_, str>>> {
    let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let (cell, behind) = quoted(rest).unwrap_or_else(|| plain(rest));
        row.push(cell);
        rest = behind.strip_prefix('\t').unwrap_or_else(|| {
            rows.push(std::mem::take(&mut row));
            behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix(BREAKS)).unwrap_or(behind)
        });
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

fn plain(text: &str) -> (Cow<'_, str>, &str) {
    let (cell, behind) = text.split_at(text.find(['\t', '\r', '\n']).unwrap_or(text.len()));
    (cell.into(), behind)
}

/// None: it is in no quotes, or they are its own.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        cell.push_str(before);
        match behind.strip_prefix('"') {
            Some(behind) => {
                cell.push('"');
                rest = behind;
            }
            None if behind.is_empty() || behind.starts_with(['\t', '\r', '\n']) => {
                let cell = cell.replace("\r\n", " ").replace(['\t', '\r', '\n'], " ");
                return Some((cell.into(), behind));
            }
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_break_within_quotes_ends_no_row() {
        for (text, expected) in [
            ("1\t\"北京\n海淀\"\t2\r\n3\t4\r\n", "1|北京 海淀|2 / 3|4"),
            ("\"a\r\nb\"\n\"say \"\"x\"\"\"", "a b / say \"x\""),
            ("\u{FEFF}1\n\n\t2\n", "1 /  / |2"),
            ("5\"\n6\"", "5\" / 6\""),
            ("\"a\nb", "\"a / b"),
            ("\"a\"b\nc", "\"a\"b / c"),
        ] {
            let seen: Vec<String> = rows(text).iter().map(|row| row.join("|")).collect();
            assert_eq!(seen.join(" / "), expected, "{text:?}");
        }
        assert!(rows("").is_empty());
    }
}
