//! What an application's page says about corrections: whether one can be asked for and until when, what was asked for,
//! and which applications took the place of which. RULES.md section 8.

use crate::desk::clock::Moment;
use crate::desk::commands::corrections::{self, Quota};
use crate::desk::commands::named_account;
use crate::desk::commands::second_person;
use crate::desk::commands::tickets;
use crate::desk::pages::application_answer::ApplicationView;
use crate::desk::pages::summary;
use crate::desk::principal::{CLERKS, DECIDERS};
use crate::domain::application::Step;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::domain::rules::four_eyes;
pub(crate) use crate::store::address::StoredAddress;
pub(crate) use crate::store::correction::StoredCorrection;
use crate::store::engine::Db;
use crate::store::ticket::StoredTicket;
use crate::store::{account, address, application, correction, user};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionSide {
    /// How many corrections the account has left, and until when one can be asked for; none where the policy offers
    /// none, or no invoice stands.
    pub quota: Option<Quota>,
    /// Why none can be asked for by whoever is at the desk; none where one can.
    pub barred: Option<Refusal>,
    /// Why whoever is at the desk cannot decide on what was asked for; none where they can.
    pub decision_barred: Option<Refusal>,
    /// Why they cannot approve it: it reverses, which a second person may have to.
    pub approval_barred: Option<Refusal>,
    /// Every request, newest first.
    pub history: Vec<StoredCorrection>,
    /// The application in whose place this one came.
    pub replaces: Option<String>,
    /// The verified name of the account, which special invoices are made out to.
    pub verified_name: Option<String>,
    /// How the replacement would be delivered: by the terms of today.
    pub delivery: Delivery,
    /// Where it could be posted to.
    pub addresses: Vec<StoredAddress>,
    /// The tickets about the application, newest first.
    pub tickets: Vec<StoredTicket>,
}

impl CorrectionSide {
    /// The request that waits to be decided on.
    pub fn waiting(&self) -> Option<&StoredCorrection> {
        self.history.iter().find(|request| request.state == "requested")
    }

    /// The application that took the place of this one.
    pub fn replaced_by(&self) -> Option<&str> {
        self.history.iter().find_map(|request| request.replacement.as_deref())
    }
}

/// The corrections of an application; none where there are none and an invoice does not stand.
pub(in crate::desk) fn side(
    db: &Db,
    moment: &Moment,
    view: &ApplicationView,
) -> Result<Option<CorrectionSide>, Refusal> {
    let number = &view.application;
    let Some(stored) = application::by_number(db, number)? else { return Ok(None) };
    let history = correction::of_application(db, stored.id)?;
    let replaces = correction::replaced_by(db, stored.account, stored.id)?;
    let stands = view.state.is_issued();
    if !stands && history.is_empty() && replaces.is_none() {
        return Ok(None);
    }
    let (name, roles) = summary::user(db, moment)?;
    let not_permitted = |needs| summary::not_permitted((name.clone(), roles.clone()), needs);
    let barred = if stands { corrections::barred(db, moment, number)? } else { None };
    let own = |request: &StoredCorrection| -> Result<Option<Refusal>, Refusal> {
        let user = user::by_name(db, &name)?;
        Ok(user.and_then(|user| four_eyes::check(request.requester, user.id, &user.name).err()))
    };
    let waiting = history.iter().find(|request| request.state == "requested");
    let by_same_person = waiting.map(own).transpose()?.flatten();
    let decision_barred = not_permitted(DECIDERS).or(by_same_person);
    let by_first_person = match (&decision_barred, user::by_name(db, &name)?) {
        (None, Some(user)) if waiting.is_some() => second_person::barred(db, &stored, Step::Reverse, &user)?,
        _ => None,
    };
    Ok(Some(CorrectionSide {
        approval_barred: decision_barred.clone().or(by_first_person),
        quota: if stands { corrections::quota(db, moment, number)? } else { None },
        barred: barred.or_else(|| not_permitted(CLERKS)),
        decision_barred,
        replaces,
        delivery: named_account::customer(db, &view.account)?.policy.delivery,
        addresses: address::of_account(db, stored.account)?,
        verified_name: account::by_id(db, stored.account)?.account.verified_name,
        tickets: tickets::of_application(db, stored.id)?,
        history,
    }))
}
