//! The delivery desk (交付): what is issued and has to reach its customer.

use std::collections::{BTreeSet, HashMap};

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{named, policy_of};
use crate::desk::lists::applications::{late, value};
use crate::desk::lists::{CellValue, Choosable, ListQuery, ListRow, Page};
use crate::domain::address::MailingAddress;
use crate::domain::application::ApplicationState;
use crate::domain::ids::ApplicationId;
use crate::domain::list_columns::ApplicationColumn;
use crate::domain::mail::outbox::MessageState;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::store::application::page::{self, ApplicationFilter};
pub use crate::store::application::page::{ApplicationTotal, ListedApplication};
use crate::store::engine::Db;
use crate::store::{invoice_file, outbox};

/// Which of the issued applications are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryQuery {
    /// Whose number or invoice number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: ApplicationColumn,
    /// Large ones and late days first.
    pub descending: bool,
}

/// An application that is issued and not delivered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDeliver {
    /// As every list has it.
    pub listed: ListedApplication,
    /// By how many working days it is late today; none while it is not.
    pub working_days_late: Option<i64>,
    /// How it goes to the customer.
    pub way: Delivery,
    /// Where an e-mail goes.
    pub email: Option<String>,
    /// Where a letter goes.
    pub address: Option<MailingAddress>,
    /// How many invoices it has.
    pub invoices: usize,
    /// How many of them have no file.
    pub without_file: usize,
    /// Where its e-mail stands, if there is one.
    pub message: Option<MessageState>,
}

impl DeliveryQuery {
    fn filter(&self) -> ApplicationFilter {
        let (state, text) = (Some(ApplicationState::Issued), self.text.clone());
        ApplicationFilter { state, text, ..ApplicationFilter::default() }
    }
}

impl ListRow for ToDeliver {
    type Column = ApplicationColumn;
    type Id = ApplicationId;

    fn id(&self) -> ApplicationId {
        self.listed.id
    }

    fn value(&self, column: ApplicationColumn) -> CellValue<'_> {
        value(&self.listed, self.working_days_late, column)
    }

    fn amount(&self) -> Option<Fen> {
        Some(self.listed.amount)
    }
}

impl ListQuery for DeliveryQuery {
    type Row = ToDeliver;
    type Summary = ApplicationTotal;

    fn page(&self, db: &Db, moment: &Moment, after: Option<&ToDeliver>, limit: u32) -> Page<Self> {
        let after = after.map(|last| &last.listed);
        let rows = page::page(db, &self.filter(), self.order, self.descending, after, limit)?;
        let mut ways = Ways::default();
        rows.into_iter().map(|listed| read(db, moment, &mut ways, listed)).collect()
    }

    /// How many there are, and what they come to.
    fn summary(&self, db: &Db, _: &Moment) -> Result<ApplicationTotal, Refusal> {
        page::total(db, &self.filter())
    }
}

impl Choosable for DeliveryQuery {
    fn row(db: &Db, moment: &Moment, id: ApplicationId) -> Result<Option<ToDeliver>, Refusal> {
        let listed = page::by_id(db, id)?.filter(|listed| listed.state == ApplicationState::Issued);
        listed.map(|listed| read(db, moment, &mut Ways::default(), listed)).transpose()
    }
}

/// Those of these applications that go by e-mail, and how many of them do not.
pub fn by_email(db: &Db, numbers: Vec<String>) -> Result<(Vec<String>, usize), Refusal> {
    let (all, mut mailed) = (numbers.len(), Vec::new());
    for number in numbers {
        if policy_of(db, &named(db, &number)?)?.delivery == Delivery::Email {
            mailed.push(number);
        }
    }
    let posted = all - mailed.len();
    Ok((mailed, posted))
}

/// How applications are delivered, by the policy and version that they were made under.
type Ways = HashMap<(String, u32), Delivery>;

fn read(db: &Db, moment: &Moment, ways: &mut Ways, listed: ListedApplication) -> Result<ToDeliver, Refusal> {
    let stored = named(db, &listed.number)?;
    let key = (stored.policy.clone(), stored.policy_version);
    let way = match ways.get(&key) {
        Some(way) => *way,
        None => *ways.entry(key).or_insert(policy_of(db, &stored)?.delivery),
    };
    let files = invoice_file::of_application(db, &listed.number)?;
    let invoices: BTreeSet<&str> = files.iter().map(|file| file.number.as_str()).collect();
    Ok(ToDeliver {
        working_days_late: late(moment, listed.state, listed.due_on),
        way,
        invoices: invoices.len(),
        // An invoice without files stands there once.
        without_file: files.iter().filter(|file| file.format.is_none()).count(),
        message: outbox::of_application(db, stored.id)?.map(|message| message.state),
        email: stored.snapshot.email,
        address: stored.snapshot.address,
        listed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::test_desk::TestDesk;

    #[test]
    fn pages_put_together_are_all_that_is_issued_and_each_says_how_it_goes() {
        let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
        for n in 1..=3 {
            case.paid("C1", &format!("B{n}"), "100.00");
            let number = case.apply("C1", &format!("B{n}"));
            if n < 3 {
                case.issue(&number, &format!("2651200000000000000{n}"), "2026-11-22");
            }
        }
        let (db, moment) = (case.desk.db(), case.desk.moment());
        let query = DeliveryQuery { order: ApplicationColumn::DueOn, ..DeliveryQuery::default() };
        let all = query.all_listed(db, &moment, 10).unwrap();
        assert_eq!(all.len(), 2, "the third is not issued");
        let first = query.page(db, &moment, None, 1).unwrap();
        let second = query.page(db, &moment, first.last(), 1).unwrap();
        assert_eq!([first, second].concat(), all);
        let one = &all[0];
        assert_eq!((one.way, one.email.as_deref()), (Delivery::Email, Some("a@example.com")));
        assert_eq!((one.invoices, one.without_file, one.message), (1, 1, None));
        assert_eq!(query.summary(db, &moment).unwrap().count, 2);
        let found = DeliveryQuery { text: "26512000000000000002".to_owned(), ..query };
        assert_eq!(found.all_listed(db, &moment, 10).unwrap(), all[1..]);
        assert_eq!(DeliveryQuery::row(db, &moment, all[1].id()).unwrap().as_ref(), Some(&all[1]));
        assert_eq!(query.all_listed(db, &moment, 1).unwrap().len(), 1, "no more than is wanted");
    }
}
