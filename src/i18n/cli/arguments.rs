//! What is wrong with the arguments, and what to do: whole sentences.

use crate::i18n::phrase::listed;
use crate::i18n::{Lang, Text};

/// There is no such option, or nothing more is taken.
pub fn unknown(lang: Lang, argument: &str, similar: Option<&str>) -> String {
    let said = match lang {
        Lang::Zh => format!("没有“{argument}”这个选项或参数。"),
        Lang::En => format!("There is no option or argument “{argument}”."),
    };
    said + &perhaps(lang, similar)
}

/// There is no such command.
pub fn unknown_command(lang: Lang, name: &str, similar: Option<&str>) -> String {
    let said = match lang {
        Lang::Zh => format!("没有“{name}”这个命令。"),
        Lang::En => format!("There is no command “{name}”."),
    };
    said + &perhaps(lang, similar)
}

/// An option stands there without its value.
pub fn value_missing(lang: Lang, argument: &str, expected: &[String]) -> String {
    let said = match lang {
        Lang::Zh => format!("{argument} 后面要有值。"),
        Lang::En => format!("{argument} needs a value."),
    };
    said + &one_of(lang, expected)
}

/// An option or argument cannot have this value.
pub fn value_wrong(lang: Lang, argument: &str, value: &str, expected: &[String]) -> String {
    let said = match lang {
        Lang::Zh => format!("{argument} 的值“{value}”不正确。"),
        Lang::En => format!("{argument} cannot be “{value}”."),
    };
    said + &one_of(lang, expected)
}

/// An option takes no value, or not as many.
pub fn value_unexpected(lang: Lang, argument: &str, value: &str) -> String {
    match lang {
        Lang::Zh => format!("{argument} 不带值，去掉“{value}”。"),
        Lang::En => format!("{argument} takes no such value; leave out “{value}”."),
    }
}

/// What has to be said was not.
pub fn required(lang: Lang, arguments: &[String]) -> String {
    let arguments = listed(lang, arguments);
    match lang {
        Lang::Zh => format!("缺少：{arguments}。"),
        Lang::En => format!("Missing: {arguments}."),
    }
}

/// What is said once is said twice.
pub fn repeated(lang: Lang, argument: &str) -> String {
    match lang {
        Lang::Zh => format!("{argument} 只能写一次。"),
        Lang::En => format!("{argument} can be given once only."),
    }
}

/// Arguments do not go together.
pub fn conflicting(lang: Lang, argument: &str, others: &[String]) -> String {
    let others = listed(lang, others);
    match lang {
        Lang::Zh => format!("{argument} 不能与 {others} 同时使用。"),
        Lang::En => format!("{argument} does not go with {others}."),
    }
}

/// An argument is not text.
pub const NOT_TEXT: Text =
    Text::new("参数中有不是 UTF-8 的内容。", "An argument holds something that is not UTF-8.");

/// How it is used.
pub fn usage(lang: Lang, usage: &str) -> String {
    match lang {
        Lang::Zh => format!("用法：{usage}"),
        Lang::En => format!("Usage: {usage}"),
    }
}

fn perhaps(lang: Lang, similar: Option<&str>) -> String {
    match (lang, similar) {
        (_, None) => String::new(),
        (Lang::Zh, Some(similar)) => format!("是否要用“{similar}”？"),
        (Lang::En, Some(similar)) => format!(" Did you mean “{similar}”?"),
    }
}

fn one_of(lang: Lang, expected: &[String]) -> String {
    match (lang, expected) {
        (_, []) => String::new(),
        (Lang::Zh, _) => format!("可用的值有：{}。", listed(lang, expected)),
        (Lang::En, _) => format!(" It is one of: {}.", listed(lang, expected)),
    }
}
