//! Names of files that leave the desk: by a pattern, safe on every system, and no two alike.

use std::collections::HashSet;

use strum::{IntoStaticStr, VariantArray};

use super::text::first_unseen;

/// The longest name without its ending, in bytes: systems take 255 with whatever is put behind it.
const MAX_BYTES: usize = 180;

/// What is filled in where a pattern says so, in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NamePart {
    /// The application's number.
    Application,
    /// The number of the invoice.
    Number,
    /// The buyer's name.
    Buyer,
    /// The day of issue.
    Date,
    /// The gross amount.
    Gross,
}

listed!(NamePart);
named!(NamePart);

/// How files are named: `{number}_{buyer}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Part(NamePart),
}

impl Default for NamePattern {
    fn default() -> Self {
        let text = |text: &str| Piece::Text(text.to_owned());
        Self(vec![Piece::Part(NamePart::Number), text("_"), Piece::Part(NamePart::Buyer)])
    }
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What stands in braces and is no part of a name, or is not closed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            let (part, behind) = after.split_once('}').ok_or_else(|| format!("{{{after}"))?;
            let known = NamePart::ALL.into_iter().find(|known| known.as_str() == part);
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Part(known.ok_or_else(|| format!("{{{part}}}"))?));
            rest = behind;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// A name of this pattern, without an ending; what `part` says is put in.
    pub fn name(&self, part: impl Fn(NamePart) -> String) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Part(of) => part(*of),
        };
        self.0.iter().map(piece).collect()
    }
}

/// Names that were given, so that each is given once, whatever its capitals.
#[derive(Debug, Default)]
pub struct GivenNames(HashSet<String>);

impl GivenNames {
    /// A safe name with this ending that was not given before: a number in brackets tells it from others.
    pub fn give(&mut self, stem: &str, ending: &str) -> String {
        let stem = safe(stem);
        let names = (1_u32..).map(|n| match n {
            1 => format!("{stem}.{ending}"),
            n => format!("{stem} ({n}).{ending}"),
        });
        let is_new = |name: &String| self.0.insert(name.to_lowercase());
        names.into_iter().find(is_new).unwrap_or_default()
    }
}

/// A name that every system takes, and that leads nowhere else.
fn safe(stem: &str) -> String {
    const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
    let plain = |c: char| {
        let is_unsafe = r#"<>:"/\|?*"#.contains(c) || first_unseen(c.encode_utf8(&mut [0; 4])).is_some();
        if is_unsafe { '_' } else { c }
    };
    let mut name: String = stem.chars().map(plain).collect();
    while name.len() > MAX_BYTES {
        name.pop();
    }
    let name = name.trim_matches([' ', '.']);
    let first = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_port = ["COM", "LPT"]
        .iter()
        .any(|port| first.strip_prefix(port).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9'])));
    match name {
        "" => "_".to_owned(),
        _ if is_port || RESERVED.contains(&first.as_str()) => format!("_{name}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_puts_the_parts_in_their_places() {
        let part = |part: NamePart| part.as_str().to_uppercase();
        let name = |pattern: &str| NamePattern::parse(pattern).map(|pattern| pattern.name(part));
        assert_eq!(
            name("发票-{number}-{buyer}_{date} {gross} {application}").unwrap(),
            "发票-NUMBER-BUYER_DATE GROSS APPLICATION"
        );
        assert_eq!(NamePattern::default().name(part), "NUMBER_BUYER");
        assert_eq!(name("{nmber}"), Err("{nmber}".to_owned()));
        assert_eq!(name("a{number"), Err("{number".to_owned()));
    }

    #[test]
    fn names_are_safe_on_every_system() {
        for (stem, safe_stem) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"),
            ("甲\u{202E}乙\n", "甲_乙_"),
            ("nul", "_nul"),
            ("COM1.txt", "_COM1.txt"),
            ("com10", "com10"),
            (" 甲. ", "甲"),
            ("...", "_"),
            ("", "_"),
        ] {
            assert_eq!(safe(stem), safe_stem, "{stem:?}");
        }
        assert_eq!(safe(&"票".repeat(61)), "票".repeat(60), "cut between characters");
    }

    #[test]
    fn no_two_names_are_alike() {
        let mut given = GivenNames::default();
        let names = ["a", "A", "a", "b"].map(|stem| given.give(stem, "xml"));
        assert_eq!(names, ["a.xml", "A (2).xml", "a (3).xml", "b.xml"]);
        assert_eq!(given.give("a", "pdf"), "a.pdf");
    }
}
