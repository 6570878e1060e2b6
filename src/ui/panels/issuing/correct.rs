//! Rates that the bureau refused, corrected: one, or all of which what is right is known. A correction is of an item, so
//! that one is enough for every invoice of it.

use super::Issuing;
use super::rows::{Refused, refused};
use crate::desk::commands::paperwork::CorrectRate;
use crate::desk::pages::issuing::IssuingDesk;
use crate::domain::bureau::Handling;
use crate::domain::ids::RefusalId;
use crate::domain::refusal::checked;
use crate::domain::tax::TaxRate;
use crate::i18n::issuing as words;
use crate::ui::sending::{Answer, Sending};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

#[derive(Default)]
pub(super) struct Correcting {
    sent: Vec<Sending>,
    /// Once the page has been read again, what is still to be done is looked for.
    seeks: bool,
}

impl Correcting {
    pub fn is_under_way(&self) -> bool {
        !self.sent.is_empty()
    }
}

impl Issuing {
    /// What one key corrects, with the rate.
    pub(super) fn correctable<'d>(
        &self,
        desk: &'d IssuingDesk,
    ) -> impl Iterator<Item = (Refused<'d>, TaxRate)> {
        refused(desk).filter_map(|refused| match refused.handling {
            Handling::Rate(rate) => Some((refused, rate)),
            _ => None,
        })
    }

    pub(super) fn correct_all(&mut self, cx: &mut Cx<'_>, desk: &IssuingDesk) {
        if !desk.is_admin {
            return cx.act(Action::Toast(Tone::Warn, cx.say(words::NEEDS_ADMIN).to_owned()));
        }
        let (mut items, mut first) = (Vec::new(), Vec::new());
        for (refused, rate) in self.correctable(desk) {
            let item = (refused.detail.rates.as_ref().map(|rates| rates.item.printed()), rate);
            if !items.contains(&item) {
                items.push(item);
                first.push((refused.row.application.as_str(), rate));
            }
        }
        for (application, rate) in first {
            self.correct(cx, application, rate);
        }
    }

    pub(super) fn correct_one(&mut self, cx: &Cx<'_>, desk: &IssuingDesk, rate: TaxRate) {
        if let Some(refused) = self.refused_row(desk) {
            self.correct(cx, &refused.row.application, rate);
        }
    }

    fn correct(&mut self, cx: &Cx<'_>, application: &str, rate: TaxRate) {
        let command = checked("application", application)
            .map(|application| CorrectRate { application, rate: Some(rate) });
        self.correcting.sent.push(cx.office.command(command).into());
        self.correcting.seeks = true;
    }

    pub(super) fn take_corrected(&mut self, cx: &mut Cx<'_>) {
        let mut said = Vec::new();
        self.correcting.sent.retain_mut(|sending| match sending.take() {
            None => true,
            Some(answer) => {
                said.push(answer);
                false
            }
        });
        for answer in said {
            match answer {
                Ok(Answer::CorrectRate(done)) => {
                    let text = words::corrected(cx.lang, &done.item, done.rate);
                    cx.act(Action::Toast(Tone::Ok, text));
                }
                Ok(_) => {}
                Err(refusal) => cx.act(Action::Refused(refusal)),
            }
        }
    }

    /// After a correction: looks at the next reason of which something is to be done.
    pub(super) fn seek_open(&mut self, desk: &IssuingDesk) {
        if self.correcting.seeks && !self.correcting.is_under_way() {
            self.correcting.seeks = false;
            self.go_on(desk);
        }
    }

    /// Looks at the next reason of which something is to be done, around the end.
    pub(super) fn go_on(&mut self, desk: &IssuingDesk) {
        if let Some(next) = self.next_open(desk) {
            self.refused.go(next);
        }
    }

    /// The next reason of which something is to be done.
    pub(super) fn next_open(&self, desk: &IssuingDesk) -> Option<RefusalId> {
        let here = self.refused.at()?;
        let rows = self.refused_rows(desk);
        let (before, behind) = rows.split_at_checked(here + 1)?;
        let mut others = behind.iter().chain(&before[..here]);
        others.find(|refused| refused.is_open()).map(|refused| refused.row.refusal.id)
    }
}
