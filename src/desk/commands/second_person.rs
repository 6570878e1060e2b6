//! Separation of duties: the steps of an application that a second person has to take, by the policy that its issuer works
//! under today (`four-eyes`).

use crate::desk::commands::named_account::newest_policy;
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::CLERKS;
use crate::domain::application::Step;
use crate::domain::ids::UserId;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Refusal, SecondPerson};
use crate::domain::role::Role;
use crate::store::application::StoredApplication;
use crate::store::engine::Db;
use crate::store::user::StoredUser;
use crate::store::{account, issuer, step_request, user};

/// Asks whether whoever acts may take a step; answers whether a second person has to.
///
/// # Errors
/// `four-eyes`: who applied, or who recorded an issue that is to be reversed; `not-permitted`: a program is no second
/// person, whoever it names; `store`.
pub(crate) fn check(tx: &Transaction<'_>, stored: &StoredApplication, step: Step) -> Result<bool, Refusal> {
    let policy = policy_now(tx.db, stored)?;
    if !policy.needs_second_person(step) {
        return Ok(false);
    }
    is_person(tx, CLERKS)?;
    barred_by(tx.db, &policy, stored, step, tx.user)?.map_or(Ok(true), Err)
}

/// Why a user may not take a step, where a second person has to.
pub(crate) fn barred(
    db: &Db,
    stored: &StoredApplication,
    step: Step,
    user: &StoredUser,
) -> Result<Option<Refusal>, Refusal> {
    barred_by(db, &policy_now(db, stored)?, stored, step, user)
}

/// The names of the users who could be the second person.
pub(crate) fn who_could(db: &Db) -> Result<Vec<String>, Refusal> {
    let users = user::all(db)?.into_iter().filter(is_second_person);
    Ok(users.map(|user| user.name).collect())
}

fn barred_by(
    db: &Db,
    policy: &Policy,
    stored: &StoredApplication,
    step: Step,
    user: &StoredUser,
) -> Result<Option<Refusal>, Refusal> {
    if !policy.needs_second_person(step) {
        return Ok(None);
    }
    if is_service(user) {
        return Ok(Some(not_permitted(user, CLERKS)));
    }
    let first = step_request::first_persons(db, stored.id)?;
    let is_barred = |user: UserId| first.bar(policy, step, user);
    if !is_barred(user.id) {
        return Ok(None);
    }
    let others = user::all(db)?.into_iter().filter(|user| is_second_person(user) && !is_barred(user.id));
    let may = others.map(|user| user.name).collect();
    let second = SecondPerson { application: stored.number.clone(), step, may };
    Ok(Some(Refusal::FourEyes { by: user.name.clone(), second: Some(second) }))
}

/// The policy that counts: the duties of today hold for what is done today.
fn policy_now(db: &Db, stored: &StoredApplication) -> Result<Policy, Refusal> {
    let owner = account::by_id(db, stored.account)?;
    newest_policy(db, &issuer::by_id(db, owner.issuer_id)?.issuer.policy)
}

/// Asks whether whoever acts is a person who acts himself, as a second one has to: whoever may do things in the name of
/// others would be both, whatever other roles he has.
///
/// # Errors
/// `not-permitted`, with the roles that are needed.
pub(super) fn is_person(tx: &Transaction<'_>, needs: &[Role]) -> Result<(), Refusal> {
    let service = tx.proxy.or_else(|| Some(tx.user).filter(|user| is_service(user)));
    service.map_or(Ok(()), |service| Err(not_permitted(service, needs)))
}

fn not_permitted(service: &StoredUser, needs: &[Role]) -> Refusal {
    Refusal::NotPermitted { by: service.name.clone(), needs: needs.to_vec() }
}

pub(crate) fn is_service(user: &StoredUser) -> bool {
    user.roles.contains(&Role::Service)
}

/// Whether it is a person who does a clerk's work.
fn is_second_person(user: &StoredUser) -> bool {
    user.is_active()
        && !is_service(user)
        && user.roles.iter().any(|role| matches!(role, Role::Clerk | Role::Admin))
}
