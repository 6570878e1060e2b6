//! The policies, each with its versions.

use crate::desk::clock::Moment;
use crate::desk::commands::policies::{self, AllPolicies, OfPolicy, PolicyView};
use crate::desk::commands::second_person;
use crate::desk::pages::summary;
use crate::desk::principal::ADMIN;
use crate::domain::refusal::{Refusal, checked};
use crate::store::engine::Db;

/// Everything that is shown of policies, and whether they may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Every policy, those of the program first.
    pub policies: Vec<PolicyView>,
    /// The names of the users who do a clerk's work.
    pub clerks: Vec<String>,
    /// Why the user at the desk may not change any.
    pub barred: Option<Refusal>,
}

/// Everything that is shown of policies.
pub fn book(db: &Db, moment: &Moment) -> Result<Book, Refusal> {
    let lines = policies::policies(db, moment, &AllPolicies {})?.into_iter();
    let views = lines.map(|line| {
        let code = checked("code", &line.code)?;
        policies::policy(db, moment, &OfPolicy { code, version: None })
    });
    Ok(Book {
        policies: views.collect::<Result<_, _>>()?,
        clerks: second_person::who_could(db)?,
        barred: summary::barred(db, moment, ADMIN)?,
    })
}
