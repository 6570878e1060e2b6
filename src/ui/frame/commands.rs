//! What the palette does besides finding things.

use egui::{Context, Theme, ThemePreference};

use super::navigation::{APPLY, spelled};
use crate::i18n::{Lang, Text, palette as words, shell};
use crate::ui::icons::{self, Icon};
use crate::ui::panels::PAGES;
use crate::ui::state::{Action, Route, Target};

#[derive(Debug)]
pub(super) struct Command {
    pub icon: Icon,
    pub name: String,
    /// The keys that do the same from everywhere.
    pub keys: String,
    pub action: Action,
    /// What it is found by, in small letters: its name in either language.
    words: String,
}

impl Command {
    /// Whether its name, in either language, has every word of `text`, which is in small letters.
    pub fn is_meant_by(&self, text: &str) -> bool {
        text.split_whitespace().all(|word| self.words.contains(word))
    }
}

/// Everything there is to do: what begins something first, then the places, then what changes the window.
pub(super) fn commands(ctx: &Context, lang: Lang, has_chosen: bool) -> Vec<Command> {
    let command = |icon, name: Text, keys: Option<_>, action| Command {
        icon,
        name: name.get(lang).to_owned(),
        keys: keys.map_or(String::new(), |keys| spelled(ctx, &keys)),
        action,
        words: found_by(name, ""),
    };
    let dark = ctx.theme() == Theme::Dark;
    let (look, look_icon, look_name) = if dark {
        (ThemePreference::Light, icons::SUN, words::LIGHT)
    } else {
        (ThemePreference::Dark, icons::MOON, words::DARK)
    };
    let mut commands = vec![
        command(icons::ADD, words::NEW_APPLICATION, Some(APPLY), Action::Go(Route::Apply)),
        command(icons::UPLOAD, words::IMPORT, None, Action::Open(Target::Import)),
        command(icons::AUDIT, words::IMPORTS, None, Action::Open(Target::Imports)),
        command(icons::DOWNLOAD, words::EXPORT, None, Action::Open(Target::Export)),
        command(icons::WARNING, words::OVERDUE_BILLS, None, Action::Open(Target::OverdueBills)),
        command(icons::CLOCK, words::LATE_APPLICATIONS, None, Action::Open(Target::LateApplications)),
    ];
    if has_chosen {
        commands.push(command(icons::CUSTOMERS, shell::SHOW_ALL_CUSTOMERS, None, Action::Choose(None)));
    }
    commands.extend(PAGES.iter().map(|page| Command {
        name: words::go(lang, page.name.get(lang)),
        words: found_by(page.name, &found_by(words::GO, "")),
        ..command(page.icon, page.name, page.shortcut(), Action::Go(page.route.clone()))
    }));
    let other = lang.pick(Lang::En, Lang::Zh);
    commands.push(command(icons::LANGUAGE, words::OTHER_LANGUAGE, None, Action::ChooseLanguage(other)));
    commands.push(command(look_icon, look_name, None, Action::ChooseTheme(look)));
    commands
}

fn found_by(name: Text, also: &str) -> String {
    format!("{} {} {also}", name.get(Lang::Zh), name.get(Lang::En)).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant_by(text: &str) -> Vec<String> {
        let all = commands(&Context::default(), Lang::Zh, true);
        all.into_iter().filter(|command| command.is_meant_by(text)).map(|command| command.name).collect()
    }

    #[test]
    fn a_command_is_found_by_words_of_both_languages() {
        for text in ["设置", "settings", "go set", "前往 设置"] {
            assert_eq!(meant_by(text), ["前往 设置"], "{text}");
        }
    }

    #[test]
    fn the_other_language_is_found_by_its_own_name() {
        for text in ["english", "中文", "语言", "language"] {
            assert_eq!(meant_by(text), ["切换语言：English"], "{text}");
        }
    }

    #[test]
    fn every_place_of_the_navigation_is_a_command() {
        assert_eq!(meant_by("前往").len(), PAGES.len());
    }

    #[test]
    fn all_customers_are_shown_again_only_where_one_is_chosen() {
        let without = commands(&Context::default(), Lang::Zh, false);
        assert!(without.iter().all(|command| !matches!(command.action, Action::Choose(_))));
    }
}
