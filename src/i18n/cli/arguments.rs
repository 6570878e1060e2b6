//! What is wrong with the arguments, and what to do: whole sentences.

use crate::i18n::Lang;
use crate::i18n::phrase::listed;

pub fn unknown(lang: Lang, argument: &str, similar: Option<&str>) -> String {
    let said = say!(lang, "没有“{argument}”这个选项或参数。", "There is no option or argument “{argument}”.");
    said + &perhaps(lang, similar)
}

pub fn unknown_command(lang: Lang, name: &str, similar: Option<&str>) -> String {
    let said = say!(lang, "没有“{name}”这个命令。", "There is no command “{name}”.");
    said + &perhaps(lang, similar)
}

pub fn value_missing(lang: Lang, argument: &str, expected: &[String]) -> String {
    let said = say!(lang, "{argument} 后面要有值。", "{argument} needs a value.");
    said + &one_of(lang, expected)
}

pub fn value_wrong(lang: Lang, argument: &str, value: &str, expected: &[String]) -> String {
    let said = say!(lang, "{argument} 的值“{value}”不正确。", "{argument} cannot be “{value}”.");
    said + &one_of(lang, expected)
}

sentences! {
    value_unexpected(lang, argument: &str, value: &str) =
        "{argument} 不带值，去掉“{value}”。", "{argument} takes no such value; leave out “{value}”.";
    required(lang, arguments: &[String]) =
        "缺少：{arguments}。", "Missing: {arguments}.", arguments = listed(lang, arguments);
    repeated(lang, argument: &str) = "{argument} 只能写一次。", "{argument} can be given once only.";
    conflicting(lang, argument: &str, others: &[String]) =
        "{argument} 不能与 {others} 同时使用。",
        "{argument} does not go with {others}.",
        others = listed(lang, others);
    usage(lang, usage: &str) = "用法：{usage}", "Usage: {usage}";
}

texts! {
    NOT_TEXT = "参数中有不是 UTF-8 的内容。", "An argument holds something that is not UTF-8.";
}

fn perhaps(lang: Lang, similar: Option<&str>) -> String {
    say!(lang, match similar {
        None => { String::new() };
        Some(similar) => "是否要用“{similar}”？", " Did you mean “{similar}”?";
    })
}

fn one_of(lang: Lang, expected: &[String]) -> String {
    say!(lang, match expected {
        [] => { String::new() };
        _ => "可用的值有：{expected}。", " It is one of: {expected}.", expected = listed(lang, expected);
    })
}
