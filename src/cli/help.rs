//! Help, in the language that was asked for.

use clap::{Arg, Command, CommandFactory};

use super::args::{Arguments, file_argument};
use crate::i18n::Lang;
use crate::i18n::cli::help as words;

/// The program's arguments with words for it, its subcommands and everything that can be said to them.
pub(super) fn command(lang: Lang) -> Command {
    let command = Arguments::command();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command
        .about(words::ABOUT.get(lang))
        .after_help(words::AFTER.get(lang))
        .help_template(words::TEMPLATE.get(lang))
        .subcommand_value_name(words::SUBCOMMAND.get(lang))
        .subcommand_help_heading(words::SUBCOMMANDS.get(lang))
        .mut_args(|arg| worded(arg, None, lang));
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |sub| {
            let about = words::of_subcommand(name).map(|text| text.get(lang)).unwrap_or_default();
            sub.about(about)
                .help_template(words::TEMPLATE.get(lang))
                .mut_args(|arg| worded(arg, Some(name), lang))
        })
    })
}

/// The same, with a file to open in the window.
pub(super) fn with_file(lang: Lang) -> Command {
    command(lang).arg(worded(file_argument(), None, lang))
}

/// Every subcommand with what it does, a line each.
pub(super) fn subcommands(lang: Lang) -> String {
    let command = command(lang);
    let lines = command.get_subcommands().map(|sub| {
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        format!("  {:8}  {about}", sub.get_name())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn worded(arg: Arg, subcommand: Option<&str>, lang: Lang) -> Arg {
    let text = words::of_argument(subcommand, arg.get_id().as_str());
    let heading = if arg.is_positional() { words::ARGUMENTS } else { words::OPTIONS };
    let arg = arg.help(text.map(|text| text.get(lang)).unwrap_or_default()).help_heading(heading.get(lang));
    let takes_value = arg.get_action().takes_values();
    arg.hide_possible_values(takes_value).hide_default_value(takes_value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        with_file(Lang::Zh).debug_assert();
    }

    #[test]
    fn every_subcommand_and_argument_has_words() {
        let command = Arguments::command();
        for arg in command.get_arguments() {
            assert!(words::of_argument(None, arg.get_id().as_str()).is_some(), "{}", arg.get_id());
        }
        for sub in command.get_subcommands() {
            assert!(words::of_subcommand(sub.get_name()).is_some(), "{}", sub.get_name());
            for arg in sub.get_arguments() {
                let text = words::of_argument(Some(sub.get_name()), arg.get_id().as_str());
                assert!(text.is_some(), "{} {}", sub.get_name(), arg.get_id());
            }
        }
    }
}
