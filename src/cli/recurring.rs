//! `recurring`: runs every plan whose day has come, for a scheduler to call as often as it likes. The program itself
//! does it, not any user.

use super::session::Session;
use crate::desk::Open;
use crate::desk::commands::recurring::{Outcome, Run, Runs};
use crate::domain::rule_id::RuleId;
use crate::i18n::{Lang, cli as words, refusal};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long)]
    preview: bool,
}

/// Runs the plans, or tells what running them would do; answers one line a plan.
pub(super) fn recurring(session: &Session, args: &Args) -> Result<(), u8> {
    let desk = session.open(Open::Existing)?;
    let runs = session.or_fail(desk.run_due_plans(args.preview))?;
    match runs {
        runs if session.json => session.answer_json(&runs),
        Runs { runs } if runs.is_empty() => session.answer(words::NO_RUNS.get(session.lang)),
        Runs { runs } => runs.iter().for_each(|run| session.answer(&sentence(session.lang, run))),
    }
    Ok(())
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
            let why = rule.map_or(id, |&rule| refusal::rule_text(rule).title.get(lang));
            words::run_skipped(lang, &run.account, &run.month, why)
        }
    }
}
