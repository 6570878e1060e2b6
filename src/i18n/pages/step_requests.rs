//! The words of requests that a second person take a step of an application.

use crate::domain::application::Step;
use crate::domain::step_request::RequestState;
use crate::domain::timeline::parse_request_note;
use crate::i18n::{Lang, Text, domain};

texts! {
    SECOND_PERSON = "他人办理", "Second person";
    WITHDRAW = "撤回请求", "Withdraw request";
    TAKE_NOTE = "知道了", "Got it";
    REFUSE = "不予办理", "Decline";
    END = "撤回或不予办理", "Withdraw or decline";
    NOTE = "附言（可不填）", "Note (optional)";
    NOTE_HINT = "例如：已在税务平台开具，号码见附件", "e.g. issued on the tax platform, number attached";
    ASK_NOTE = "请求列入能办理的同事的“要做的事”，由其中一位办理；办理前可以撤回。",
        "It appears on the to-do list of everyone who can do it, until one of them does. You can withdraw it before then.";
    REFUSE_NOTE = "请求退回给提出的人，申请本身不变。", "The request goes back to whoever asked; the application is unchanged.";
    REFUSE_HINT = "写明不办理的原因", "Explain why not";
    REASON_MISSING = "请填写不办理的原因", "Enter a reason";

    SENT = "已请同事办理", "A colleague was asked";
    WITHDRAWN = "已撤回请求", "Request withdrawn";
    TAKEN_NOTE_OF = "已从要做的事中移去", "Removed from the to-do list";
    REFUSED = "已退回请求", "Request declined";

    NOBODY = "目前没有其他可以办理的用户，请管理员添加", "nobody else can at present; have an admin add a user";
}

names! {
    state(RequestState) {
        Waiting = "等待办理", "Waiting";
        Done = "已办理", "Done";
        Withdrawn = "已撤回", "Withdrawn";
        Refused = "不予办理", "Declined";
        Lapsed = "已失效", "Lapsed";
    }
}

/// What the button says with which a step is asked for.
pub fn ask(step: Step) -> Text {
    match step {
        Step::Issue => Text::new("请同事登记开票", "Ask to record issue"),
        Step::Reverse => Text::new("请同事红冲", "Ask to reverse"),
        other => domain::step(other),
    }
}

/// The same once it was asked for.
pub fn asked(step: Step) -> Text {
    match step {
        Step::Issue => Text::new("已请同事开票", "Issue requested"),
        Step::Reverse => Text::new("已请同事红冲", "Reversal requested"),
        other => domain::step(other),
    }
}

/// What there is to do for whoever is asked.
pub fn to_take(step: Step) -> Text {
    match step {
        Step::Issue => Text::new("同事请开票", "Asked to issue"),
        Step::Reverse => Text::new("同事请红冲", "Asked to reverse"),
        other => domain::step(other),
    }
}

sentences! {
    ask_for_all(lang, n: usize) = "请同事办理这 {n} 件", "Ask a colleague for it", "Ask colleagues for these {n}";
    waits(lang, step: &str, by: &str, when: &str) =
        "{by} 于 {when} 请同事{step}", "{by} asked for “{step}” on {when}";
    refused(lang, by: &str, when: &str) = "{by} 于 {when} 不予办理", "Declined by {by} on {when}";
    refused_because(lang, reason: &str) = "不予办理：{reason}", "Declined: {reason}";
    not_again(lang, by: &str) = "{by} 已请同事办理，正在等待", "{by} has asked; it is waiting";
    waiting_count(lang, n: usize) =
        "{n} 张须由他人登记，已请同事办理。", "1 has to be recorded by another person, who was asked.",
        "{n} have to be recorded by another person, who was asked.";
}

/// The note of an event of a request.
pub fn note(lang: Lang, note: &str) -> String {
    match parse_request_note(note) {
        None => note.to_owned(),
        Some((step, said)) => {
            let step = domain::step(step).get(lang);
            [Some(step), said].into_iter().flatten().collect::<Vec<_>>().join(" · ").replace('\n', " / ")
        }
    }
}
