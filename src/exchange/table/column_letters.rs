//! What a spreadsheet calls its columns: A, B, … Z, AA.

/// The letters of the column at this place, from 0.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The place of the column of these letters, large or small, from 0.
pub(crate) fn column_number(letters: &str) -> Option<u32> {
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = |number, letter: u8| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    Some(letters.bytes().fold(0, number) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_a_spreadsheet_calls_them() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(column_number(letters), u32::try_from(column).ok());
        }
        for none in ["", "ABCD", "A1", "列"] {
            assert_eq!(column_number(none), None, "{none}");
        }
    }
}
