//! What the handbook quotes, as it is in the program: the words on buttons, and the keys of commands and pages.

use std::collections::HashMap;
use std::sync::LazyLock;

use egui::Context;

use super::commands::{UserCommand, sheet, spelled, spelled_of};
use super::panels::PAGES;
use crate::i18n::Lang;

/// A piece of the handbook's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    /// It stands on a button, a page or a field.
    Word(String),
    /// It is pressed.
    Key(String),
}

impl Span {
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Word(text) | Self::Key(text) => text,
        }
    }
}

/// A text of the handbook in its pieces, with the keys as this system calls them.
pub fn spans(ctx: &Context, text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (plain, marked) = rest.split_at(at);
        let (open, close) = if marked.starts_with('{') { ("{", "}") } else { ("[[", "]]") };
        let Some((inside, after)) = marked.strip_prefix(open).and_then(|inside| split_mark(inside, close))
        else {
            let (sign, after) = marked.split_at(1);
            spans.push(Span::Plain([plain, sign].concat()));
            rest = after;
            continue;
        };
        if !plain.is_empty() {
            spans.push(Span::Plain(plain.to_owned()));
        }
        spans.push(match close {
            "}" => Span::Key(keys_of(ctx, inside).unwrap_or_else(|| spelled_of(ctx, inside))),
            _ => Span::Word(inside.to_owned()),
        });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest.to_owned()));
    }
    spans
}

/// What stands in a mark, which is never empty, and what stands behind it.
fn split_mark<'a>(inside: &'a str, close: &str) -> Option<(&'a str, &'a str)> {
    let first = inside.chars().next().map_or(0, char::len_utf8);
    let at = first + inside.get(first..)?.find(close)?;
    Some((&inside[..at], &inside[at + close.len()..]))
}

/// The commands by their names: the search looks at every text, in each frame.
static COMMANDS: LazyLock<HashMap<String, UserCommand>> =
    LazyLock::new(|| UserCommand::all().map(|command| (format!("{command:?}"), command)).collect());

/// The keys of the command or the page of this name; none: it is no name, or has no keys.
fn keys_of(ctx: &Context, name: &str) -> Option<String> {
    let of_page = || PAGES.iter().find(|page| page.route.key() == name)?.shortcut();
    let keys = COMMANDS.get(name).and_then(|command| command.about().keys).or_else(of_page)?;
    Some(spelled(ctx, &keys))
}

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    pub title: &'static str,
    /// Keys, and what they do.
    pub lines: Vec<(String, &'static str)>,
}

/// All keys: those of every page first, then what each page has of its own.
pub fn keys(ctx: &Context, lang: Lang) -> Vec<Keys> {
    let groups = sheet::of_all_pages(ctx, lang).into_iter().chain(sheet::of_each_page(ctx, lang));
    groups.map(|group| Keys { title: group.title, lines: group.told(lang).collect() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::handbook::CHAPTERS;
    use crate::i18n::{help, review};

    /// Keys that no command has: those of lists, forms and single pages, as the sheet of keys tells them.
    fn told_keys() -> Vec<&'static str> {
        let tables = [
            help::KEYS_EVERYWHERE,
            help::LIST_KEYS,
            help::DIALOG_KEYS,
            help::REVIEW_KEYS,
            help::ISSUING_KEYS,
            help::DELIVERY_KEYS,
            help::MONTH_END_KEYS,
        ];
        let told = tables.into_iter().flatten().flat_map(|(keys, _)| keys.split(['\u{3000}', '…']));
        let space = [Lang::Zh, Lang::En].map(|lang| review::SPACE_KEY.get(lang));
        told.map(str::trim).chain(space).collect()
    }

    #[test]
    fn every_key_that_the_handbook_names_is_one_of_the_program() {
        let (ctx, told) = (Context::default(), told_keys());
        let mut count = 0;
        for part in CHAPTERS.iter().flat_map(|chapter| chapter.sections).flat_map(|section| section.parts) {
            for text in [Lang::Zh, Lang::En].map(|lang| part.text().get(lang)) {
                for mark in text.split('{').skip(1).filter_map(|rest| split_mark(rest, "}")) {
                    let is_there = keys_of(&ctx, mark.0).is_some() || told.contains(&mark.0);
                    assert!(is_there, "{} in “{text}”", mark.0);
                    count += 1;
                }
            }
        }
        assert!(count > 100, "{count}");
    }

    #[test]
    fn both_languages_name_the_same_keys() {
        let ctx = Context::default();
        let keys = |text: &str| {
            let spans = spans(&ctx, text).into_iter();
            let mut keys: Vec<String> = spans
                .filter_map(|span| match span {
                    Span::Key(key) => Some(if key == "空格" { "Space".to_owned() } else { key }),
                    _ => None,
                })
                .collect();
            keys.sort();
            keys
        };
        for part in CHAPTERS.iter().flat_map(|chapter| chapter.sections).flat_map(|section| section.parts) {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| part.text().get(lang));
            assert_eq!(keys(zh), keys(en), "{zh}\n{en}");
        }
    }

    #[test]
    fn keys_in_a_text_are_spelled_as_the_system_spells_those_of_commands() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Mac);
        // Which signs there are is known once there are fonts.
        ctx.run_ui(egui::RawInput::default(), |_| ()).textures_delta.clear();
        let undo = spelled(&ctx, &UserCommand::Undo.about().keys.unwrap());
        assert!(!undo.contains("Ctrl"), "{undo}");
        let told = spans(&ctx, "{Ctrl Z}{Shift ↓}").into_iter().map(|span| span.text().to_owned());
        let shift = ctx.format_modifiers(egui::Modifiers::SHIFT);
        assert_eq!(told.collect::<Vec<_>>(), [undo, format!("{shift} ↓")]);
        let everywhere = keys(&ctx, Lang::Zh);
        let of_tables = everywhere.iter().flat_map(|group| &group.lines).map(|(keys, _)| keys.as_str());
        assert!(!of_tables.into_iter().any(|keys| keys.contains("Ctrl")));
    }

    #[test]
    fn a_mark_becomes_what_the_program_has_and_other_brackets_stay() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let span = |text: &str| Span::Plain(text.to_owned());
        let told = spans(&ctx, "按 {Undo}，{]} 或 [[撤销]]（[x]）");
        let key = |key: &str| Span::Key(key.to_owned());
        assert_eq!(
            told,
            [
                span("按 "),
                key("Ctrl Z"),
                span("，"),
                key("]"),
                span(" 或 "),
                Span::Word("撤销".to_owned()),
                span("（["),
                span("x]）"),
            ]
        );
    }
}
