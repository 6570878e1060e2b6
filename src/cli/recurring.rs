//! `recurring`: runs every plan whose day has come, for a scheduler to call as often as it likes.

use super::session::Session;
use super::{ALL_WELL, UNREADABLE};
use crate::desk::Open;
use crate::desk::command::{Command, RunRecurring};
use crate::desk::decode::Envelope;
use crate::desk::recurring::{Outcome, Run, Runs};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::rules::RuleId;
use crate::i18n::{Lang, cli as words, rules};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long)]
    preview: bool,
}

/// Runs the plans, or tells what running them would do; answers one line a plan.
pub(super) fn recurring(session: &Session, args: &Args) -> u8 {
    let mut desk = match session.open(Open::Existing) {
        Ok(desk) => desk,
        Err(code) => return code,
    };
    let command = Command::RunRecurring(RunRecurring { preview: args.preview.then_some(true) });
    let answer = match desk.handle(&Envelope::from(command)) {
        Ok(answer) => answer,
        Err(refusal) => return session.fail(&refusal),
    };
    if session.json {
        session.answer_json(&answer);
        return ALL_WELL;
    }
    match serde_json::from_value::<Runs>(answer) {
        Ok(Runs { runs }) if runs.is_empty() => session.answer(words::NO_RUNS.get(session.lang)),
        Ok(Runs { runs }) => runs.iter().for_each(|run| session.answer(&sentence(session.lang, run))),
        Err(error) => {
            session.fail(&Refusal::Store { fault: StoreFault::Corrupt { detail: error.to_string() } });
            return UNREADABLE;
        }
    }
    ALL_WELL
}

fn sentence(lang: Lang, run: &Run) -> String {
    match run.outcome {
        Outcome::Applied => words::run_applied(
            lang,
            &run.account,
            &run.month,
            run.amount.unwrap_or_default(),
            run.application.as_deref(),
        ),
        Outcome::Skipped => {
            let id = run.rule.as_deref().unwrap_or_default();
            let rule = RuleId::ALL.iter().find(|rule| rule.as_str() == id);
            let why = rule.map_or(id, |&rule| rules::rule_text(rule).title.get(lang));
            words::run_skipped(lang, &run.account, &run.month, why)
        }
    }
}
