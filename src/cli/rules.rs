//! `rules`: the table of rules, from the code.

use serde::Serialize;

use super::session::Session;
use crate::domain::rule_id::RuleId;
use crate::i18n::cli as words;
use crate::i18n::refusal::rule_text;

#[derive(Serialize)]
struct Line {
    rule: RuleId,
    section: u8,
    title: &'static str,
    refuses: &'static str,
    what_to_do: &'static str,
}

/// Answers every rule with what it refuses and what to do, in the order in which they are asked.
pub(super) fn rules(session: &Session) -> Result<(), u8> {
    let lang = session.lang;
    let lines: Vec<Line> = RuleId::ALL
        .iter()
        .map(|&rule| {
            let text = rule_text(rule);
            Line {
                rule,
                section: rule.section(),
                title: text.title.get(lang),
                refuses: text.refuses.get(lang),
                what_to_do: text.what_to_do.get(lang),
            }
        })
        .collect();
    if session.json {
        session.answer_json(&lines);
        return Ok(());
    }
    let mut section = None;
    for line in lines {
        if section != Some(line.section) {
            session.answer(&words::rules_section(lang, line.section));
            section = Some(line.section);
        }
        session.answer(&format!("  {}  {}", line.rule.as_str(), line.title));
        session.answer(&format!("      {}", line.refuses));
        session.answer(&format!("      {}{}", words::WHAT_TO_DO.get(lang), line.what_to_do));
    }
    Ok(())
}
