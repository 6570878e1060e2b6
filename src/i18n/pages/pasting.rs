//! The words about a block of text that is pasted into a form.

use crate::i18n::phrase::listed;
use crate::i18n::{Lang, Text};

texts! {
    PASTE = "粘贴一整段", "Paste a block";
    PASTE_TITLE = "整段粘贴开票资料或地址，自动填入各栏", "Paste a whole title block or address: it is taken apart into the fields";
    UNDO = "撤销粘贴", "Undo the paste";
    UNSURE = "由粘贴的内容推断，请核对", "Guessed from what was pasted: check it";
    NOTHING = "粘贴的内容里没有认出这里要填的信息。", "Nothing that belongs here was found in what was pasted.";
}

sentences! {
    filled(lang, fields: &str) = "已填入：{fields}。", "Filled in: {fields}.";
    doubted(lang, fields: &str) = "请核对：{fields}。", "Check: {fields}.";
    left(lang, text: &str) = "没有用上：{text}", "Not used: {text}";
}

/// What became of a pasted text: what it filled in, what of that is to be looked at, and what was not used.
pub fn said(lang: Lang, filled_in: &[Text], unsure: &[Text], rest: &str) -> String {
    let names = |fields: &[Text]| listed(lang, fields.iter().map(|name| name.get(lang)));
    let mut parts = vec![filled(lang, &names(filled_in))];
    if !unsure.is_empty() {
        parts.push(doubted(lang, &names(unsure)));
    }
    let mut said = parts.join(lang.pick("", " "));
    if !rest.is_empty() {
        said.push('\n');
        said.push_str(&left(lang, rest));
    }
    said
}
