//! The words and signs of a statement.

/// The words, numbers, literals (with their quotes) and signs of a statement, without blanks and comments.
pub fn tokens(sql: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => literal(rest),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            _ if is_of_word(first) => rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()),
            _ if ["<>", "<=", ">=", "||"].iter().any(|sign| rest.starts_with(sign)) => 2,
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        if !token.starts_with("--") {
            found.push(token);
        }
        rest = after.trim_start();
    }
    found
}

/// How long the literal is with which `text` begins; a quote within one is doubled.
fn literal(text: &str) -> usize {
    let mut quotes = text.match_indices('\'').map(|(at, _)| at).skip(1).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return at + 1;
        }
    }
    text.len()
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether it is a word, not a sign, a number or a literal.
pub fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// What stands within the brackets with which the tokens begin, and what follows them.
pub fn brackets<'a, 'b>(tokens: &'b [&'a str]) -> Option<(&'b [&'a str], &'b [&'a str])> {
    if tokens.first() != Some(&"(") {
        return None;
    }
    let mut depth = 0_usize;
    let end = tokens.iter().position(|token| {
        match *token {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some((&tokens[1..end], &tokens[end + 1..]))
}

/// The parts between the commas that stand in no brackets.
pub fn parts<'a, 'b>(tokens: &'b [&'a str]) -> Vec<&'b [&'a str]> {
    let mut depth = 0_usize;
    let is_between = |token: &&str| {
        match *token {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        *token == "," && depth == 0
    };
    tokens.split(is_between).collect()
}

/// The tokens as text again.
pub fn joined<'a>(tokens: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut before = "(";
    for token in tokens {
        let is_close = ["(", "."].contains(&before)
            || [")", ",", ";", "."].contains(&token)
            || (token == "(" && before.starts_with(|c: char| c.is_ascii_lowercase()));
        if !is_close {
            text.push(' ');
        }
        text.push_str(token);
        before = token;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_words_numbers_literals_and_signs() {
        let sql = "a.b >= 1 -- not (this)\n OR c <> 'it''s; (so)' AND max(d) = ''";
        let found = tokens(sql);
        assert_eq!(
            found,
            [
                "a",
                ".",
                "b",
                ">=",
                "1",
                "OR",
                "c",
                "<>",
                "'it''s; (so)'",
                "AND",
                "max",
                "(",
                "d",
                ")",
                "=",
                "''"
            ]
        );
        assert_eq!(joined(found), "a.b >= 1 OR c <> 'it''s; (so)' AND max(d) = ''");
    }

    #[test]
    fn brackets_are_read_with_those_within_them() {
        let found = tokens("(a, max(b, c), 'x)') d");
        let (inside, after) = brackets(&found).unwrap();
        assert_eq!(after, ["d"]);
        assert_eq!(parts(inside), [&["a"][..], &["max", "(", "b", ",", "c", ")"], &["'x)'"]]);
        assert_eq!(brackets(&tokens("(a")), None);
    }
}
