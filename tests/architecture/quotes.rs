//! What the handbook quotes of the program: every word that it puts between `[[` and `]]` stands in `i18n`, and in the
//! other language it quotes the same word.

use std::collections::HashSet;

use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::handbook::{CHAPTERS, Part};

use crate::source::{Kind, SourceFile};

/// What is wrong with the quotes of the handbook.
pub fn wrong(files: &[SourceFile]) -> Vec<String> {
    let pairs = pairs(files);
    let parts = CHAPTERS.iter().flat_map(|chapter| chapter.sections).flat_map(|section| section.parts);
    parts.filter_map(|part| unlike(&pairs, *part)).collect()
}

/// How many words are quoted.
pub fn count() -> usize {
    let parts = CHAPTERS.iter().flat_map(|chapter| chapter.sections).flat_map(|section| section.parts);
    parts.map(|part| quoted(part.text().get(Lang::Zh)).len()).sum()
}

/// The words of the program, Chinese and English, but for the handbook's own.
fn pairs(files: &[SourceFile]) -> HashSet<(String, String)> {
    let words = files
        .iter()
        .filter(|file| file.path.starts_with("src/i18n/") && !file.path.starts_with("src/i18n/handbook/"));
    let literals = |file: &SourceFile| -> Vec<(String, String)> {
        let pair = |three: &[crate::source::Token]| match three {
            [zh, comma, en] => match (&zh.kind, &comma.kind, &en.kind) {
                (Kind::Literal(zh), Kind::Sign(','), Kind::Literal(en)) => Some((zh.clone(), en.clone())),
                _ => None,
            },
            _ => None,
        };
        file.tokens.windows(3).filter_map(pair).collect()
    };
    words.flat_map(literals).collect()
}

fn quoted(text: &str) -> Vec<&str> {
    text.split("[[").skip(1).filter_map(|rest| Some(rest.split_once("]]")?.0)).collect()
}

/// A word of one language that is no word of the program, or is another one in the other language.
fn unlike(pairs: &HashSet<(String, String)>, part: Part) -> Option<String> {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| quoted(part.text().get(lang)));
    let is_pair = |zh: &str, en: &str| pairs.contains(&(zh.to_owned(), en.to_owned()));
    let lonely_zh = zh.iter().find(|zh| !en.iter().any(|en| is_pair(zh, en)));
    let lonely_en = en.iter().find(|en| !zh.iter().any(|zh| is_pair(zh, en)));
    let word = lonely_zh.or(lonely_en)?;
    Some(format!("“{word}” is not quoted alike in “{}”", part.text().get(Lang::Zh)))
}

#[cfg(test)]
mod proofs {
    use super::*;
    use fapiao_desk::i18n::Text;

    #[test]
    fn a_word_that_is_none_or_another_one_is_seen() {
        let words = r#"texts! { SAVE = "保存", "Save"; CLOSE = "收起", "Close"; }"#;
        let pairs = pairs(&[SourceFile::new("src/i18n/pages/common.rs", words)]);
        let unlike = |zh, en| unlike(&pairs, Part::Plain(Text::new(zh, en)));
        assert_eq!(unlike("点 [[保存]]", "Choose [[Save]]"), None);
        assert!(unlike("点 [[存盘]]", "Choose [[Save]]").is_some());
        assert!(unlike("点 [[保存]]", "Choose [[Close]]").is_some());
        assert!(unlike("点 [[保存]]", "Choose it").is_some());
    }
}
