//! Rust source as the laws see it: names, paths and literals with their lines; comments are left out.

use std::fs;
use std::io;
use std::path::Path;

/// One file of the tree.
pub struct SourceFile {
    /// From the root of the package, with `/` between the parts.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// What it is made of.
    pub tokens: Vec<Token>,
}

/// A word of the source.
pub struct Token {
    /// Counted from 1.
    pub line: usize,
    /// Whether it is compiled for tests alone.
    pub in_test: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word(String),
    /// The inside of a text or character literal, as it is written.
    Literal(String),
    /// `::`.
    PathSep,
    /// Any other sign.
    Sign(char),
}

/// A path that the source names (`crate::domain::money`), groups of a `use` written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// Where its last part stands.
    pub line: usize,
    /// Whether it is compiled for tests alone.
    pub in_test: bool,
    /// Its parts; a glob is `*`.
    pub parts: Vec<String>,
}

impl SourceFile {
    /// Reads a source; `path` decides what it may know.
    pub fn new(path: &str, text: &str) -> Self {
        let mut tokens = lex(text);
        let is_test_file = !path.starts_with("src/")
            || path.split(['/', '.']).any(|part| part == "tests" || part == "testing");
        if is_test_file {
            tokens.iter_mut().for_each(|token| token.in_test = true);
        } else {
            mark_tests(&mut tokens);
        }
        Self { path: path.to_owned(), text: text.to_owned(), tokens }
    }

    /// The module that the file is, below the crate: `domain`, `rules` of `src/domain/rules/mod.rs`.
    pub fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        inside.split('/').filter(|part| !["mod", "lib", "main"].contains(part)).collect()
    }

    /// What a path leads to, below the crate, if it begins at the crate or is relative to this file.
    pub fn resolved<'a>(&'a self, path: &'a NamedPath) -> Option<Vec<&'a str>> {
        let parts: Vec<&str> = path.parts.iter().map(String::as_str).collect();
        match parts.first()? {
            &"crate" | &"fapiao_desk" => Some(parts[1..].to_vec()),
            &"self" | &"super" => {
                let climbed = parts.iter().take_while(|part| **part == "super").count();
                let named = parts.iter().skip_while(|part| ["self", "super"].contains(part));
                let mut module = self.module();
                module.truncate(module.len().checked_sub(climbed)?);
                Some(module.into_iter().chain(named.copied()).collect())
            }
            _ => None,
        }
    }

    /// Every path of at least one part that the source names, tests included.
    pub fn paths(&self) -> Vec<NamedPath> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let begins = matches!(self.tokens[at].kind, Kind::Word(_));
            at = if begins { self.path_at(at, &[], &mut found) } else { at + 1 };
        }
        found
    }

    /// Reads the path that begins at `at` behind `prefix`; returns where to go on.
    fn path_at(&self, mut at: usize, prefix: &[String], found: &mut Vec<NamedPath>) -> usize {
        let kind = |at: usize| self.tokens.get(at).map(|token| &token.kind);
        let mut parts = prefix.to_vec();
        let (mut line, mut in_test) = (0, false);
        loop {
            match kind(at) {
                Some(Kind::Word(word)) => parts.push(word.clone()),
                Some(Kind::Sign('*')) => parts.push("*".to_owned()),
                Some(Kind::Sign('{')) => return self.group_at(at + 1, &parts, found),
                // What follows is a list of types: `collect::<Vec<_>>`.
                _ => break,
            }
            Token { line, in_test, .. } = self.tokens[at];
            at += 1;
            if kind(at) != Some(&Kind::PathSep) {
                break;
            }
            at += 1;
        }
        found.push(NamedPath { line, in_test, parts });
        let is_alias = matches!(kind(at), Some(Kind::Word(word)) if word == "as")
            && matches!(kind(at + 1), Some(Kind::Word(_)))
            && kind(at + 2) != Some(&Kind::PathSep);
        if is_alias { at + 2 } else { at }
    }

    /// Reads the paths of a `use` group, from behind its `{`; returns where to go on.
    fn group_at(&self, mut at: usize, prefix: &[String], found: &mut Vec<NamedPath>) -> usize {
        while let Some(token) = self.tokens.get(at) {
            at = match token.kind {
                Kind::Sign('}') => return at + 1,
                Kind::Word(_) | Kind::Sign('*') => self.path_at(at, prefix, found),
                _ => at + 1,
            };
        }
        at
    }
}

/// The Rust files of the package: `src`, `tests`, `benches`.
pub fn read_tree() -> io::Result<Vec<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rust = list_tree()?.into_iter().filter(|path| path.ends_with(".rs"));
    rust.map(|path| Ok(SourceFile::new(&path, &fs::read_to_string(root.join(&path))?))).collect()
}

/// Every file of `src`, `tests` and `benches`, from the root of the package.
pub fn list_tree() -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        list(Path::new(env!("CARGO_MANIFEST_DIR")), folder, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn list(root: &Path, folder: &str, found: &mut Vec<String>) -> io::Result<()> {
    if !root.join(folder).is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(root, &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Marks what stands behind `#[cfg(test)]`, up to the end of that item.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        match test_attribute_end(tokens, at) {
            None => at += 1,
            Some(behind) => {
                let end = item_end(tokens, behind);
                tokens[at..end].iter_mut().for_each(|token| token.in_test = true);
                at = end;
            }
        }
    }
}

/// Where an attribute that begins here and asks for `test` ends.
fn test_attribute_end(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |i: usize, sign| tokens.get(i).is_some_and(|token| token.kind == Kind::Sign(sign));
    let word = |i: usize| match &tokens.get(i)?.kind {
        Kind::Word(word) => Some(word.as_str()),
        _ => None,
    };
    if !is(at, '#') || !is(at + 1, '[') || word(at + 2) != Some("cfg") {
        return None;
    }
    let end = (at + 3..tokens.len()).find(|i| is(*i, ']'))?;
    let words: Vec<&str> = (at + 3..end).filter_map(word).collect();
    (words.contains(&"test") && !words.contains(&"not")).then_some(end + 1)
}

/// Where an item that begins here ends: behind its `;`, or behind the `}` that closes its first `{`.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0_i32;
    for (i, token) in tokens.iter().enumerate().skip(from) {
        match token.kind {
            Kind::Sign('{' | '(' | '[') => depth += 1,
            Kind::Sign(')' | ']') => depth -= 1,
            Kind::Sign('}') => {
                depth -= 1;
                if depth <= 0 {
                    return i + 1;
                }
            }
            Kind::Sign(';') if depth == 0 => return i + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0, line: 1 };
    let mut tokens = Vec::new();
    while let Some(c) = lexer.peek(0) {
        let line = lexer.line;
        let kind = match c {
            '/' if lexer.peek(1) == Some('/') => lexer.skip_line(),
            '/' if lexer.peek(1) == Some('*') => lexer.skip_block_comment(),
            '"' => Some(Kind::Literal(lexer.quoted('"'))),
            '\'' => lexer.character_or_lifetime(),
            ':' if lexer.peek(1) == Some(':') => {
                lexer.skip(2);
                Some(Kind::PathSep)
            }
            c if c.is_alphanumeric() || c == '_' => Some(lexer.word_or_prefixed_literal()),
            c => {
                lexer.skip(1);
                (!c.is_whitespace()).then_some(Kind::Sign(c))
            }
        };
        tokens.extend(kind.map(|kind| Token { line, in_test: false, kind }));
    }
    tokens
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        let end = (self.at + count).min(self.chars.len());
        self.line += self.chars[self.at..end].iter().filter(|c| **c == '\n').count();
        self.at = end;
    }

    fn skip_line(&mut self) -> Option<Kind> {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.skip(1);
        }
        None
    }

    fn skip_block_comment(&mut self) -> Option<Kind> {
        let mut depth = 0;
        loop {
            match (self.peek(0)?, self.peek(1)) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                _ => {
                    self.skip(1);
                    continue;
                }
            }
            self.skip(2);
            if depth == 0 {
                return None;
            }
        }
    }

    /// The inside of a literal that begins here and ends at the next `end` without a backslash before it.
    fn quoted(&mut self, end: char) -> String {
        self.skip(1);
        let from = self.at;
        while let Some(c) = self.peek(0).filter(|c| *c != end) {
            self.skip(if c == '\\' { 2 } else { 1 });
        }
        let inside = self.chars[from..self.at].iter().collect();
        self.skip(1);
        inside
    }

    fn character_or_lifetime(&mut self) -> Option<Kind> {
        if self.peek(1) == Some('\\') || self.peek(2) == Some('\'') {
            return Some(Kind::Literal(self.quoted('\'')));
        }
        self.skip(1);
        while self.peek(0).is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.skip(1);
        }
        None
    }

    fn word_or_prefixed_literal(&mut self) -> Kind {
        let from = self.at;
        while self.peek(0).is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.skip(1);
        }
        let word: String = self.chars[from..self.at].iter().collect();
        match (word.as_str(), self.peek(0)) {
            ("b" | "c", Some('"')) => Kind::Literal(self.quoted('"')),
            ("b", Some('\'')) => Kind::Literal(self.quoted('\'')),
            ("r" | "br" | "cr", Some('"' | '#')) => self.raw_literal().unwrap_or(Kind::Word(word)),
            _ => Kind::Word(word),
        }
    }

    /// The inside of `"…"` or `#"…"#` that begins here; nothing if it is a raw name.
    fn raw_literal(&mut self) -> Option<Kind> {
        let hashes = (0..).take_while(|i| self.peek(*i) == Some('#')).count();
        if self.peek(hashes) != Some('"') {
            return None;
        }
        self.skip(hashes + 1);
        let from = self.at;
        let ends_at =
            |i: usize| self.chars[i] == '"' && (1..=hashes).all(|h| self.chars.get(i + h) == Some(&'#'));
        let end = (from..self.chars.len()).find(|i| ends_at(*i)).unwrap_or(self.chars.len());
        let inside = self.chars[from..end].iter().collect();
        self.skip(end - from + 1 + hashes);
        Some(Kind::Literal(inside))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        SourceFile::new("src/x.rs", text).paths().into_iter().map(|path| path.parts.join("::")).collect()
    }

    fn literals(text: &str) -> Vec<(String, usize, bool)> {
        let literal = |token: &Token| match &token.kind {
            Kind::Literal(inside) => Some((inside.clone(), token.line, token.in_test)),
            _ => None,
        };
        SourceFile::new("src/x.rs", text).tokens.iter().filter_map(literal).collect()
    }

    #[test]
    fn groups_of_a_use_are_written_out() {
        let read = paths("use crate::{a, b::{c, d as e}, f::*};");
        let read: Vec<&String> = read.iter().filter(|path| path.contains("::")).collect();
        assert_eq!(read, ["crate::a", "crate::b::c", "crate::b::d", "crate::f::*"]);
    }

    #[test]
    fn a_path_in_an_expression_is_read() {
        assert!(paths("let x = crate::a::b::<u8>(1);").contains(&"crate::a::b".to_owned()));
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(paths("// crate::a\n/* crate::b /* crate::c */ */ //! [`crate::d`]\nx"), ["x"]);
    }

    #[test]
    fn literals_of_every_kind_are_read_with_their_lines() {
        let text = "\"a\\\"b\"\n r#\"c\"d\"# b\"e\" 'f' b'g' '\\'' fn h<'i>(r#type: u8) {}";
        let read: Vec<(String, usize, bool)> = literals(text);
        let inside: Vec<&str> = read.iter().map(|l| l.0.as_str()).collect();
        assert_eq!(inside, ["a\\\"b", "c\"d", "e", "f", "g", "\\'"]);
        assert_eq!((read[0].1, read[1].1), (1, 2));
    }

    #[test]
    fn what_is_behind_cfg_test_is_test_code_to_the_end_of_its_item() {
        let text =
            "fn a() { \"1\"; }\n#[cfg(test)]\nmod t { fn b([u8; 3]) { \"2\" } }\nconst C: &str = \"3\";";
        let in_test: Vec<bool> = literals(text).iter().map(|l| l.2).collect();
        assert_eq!(in_test, [false, true, false]);
        assert!(!literals("#[cfg(not(test))] mod t { \"1\" }")[0].2);
        assert!(!literals("#[cfg(test)] mod t; const C: &str = \"1\";")[0].2);
    }

    #[test]
    fn files_named_tests_are_test_code() {
        for path in ["src/a/tests.rs", "src/a/tests/b.rs", "src/a/testing.rs", "tests/a.rs"] {
            assert!(SourceFile::new(path, "x").tokens[0].in_test, "{path}");
        }
    }
}
