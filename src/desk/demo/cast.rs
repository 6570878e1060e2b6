//! Who is in the demo: customers, and what each is there to show.

use std::collections::HashSet;

use super::chance::Chance;
use super::vocabulary::{City, Vocabulary};
use crate::domain::account::{AccountKind, Region};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::tax_id::check_character;
use crate::store::account::Profile;

/// What a customer is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Is billed, pays and applies now and then.
    Ordinary,
    /// The same, until the last weeks; then one application, which ends as it is told.
    Staged(Staging),
    /// Is not of the mainland, so there are no invoices: the one at this place among the words.
    Outside(usize),
    /// Was frozen by hand lately.
    Frozen,
    /// Left, and got money back that was invoiced: owes an invoice (欠票).
    Arrears,
    /// Had money invoiced as a top-up, less than what is billed since.
    Legacy,
    /// The same, but more than what is billed since.
    LegacyBeyond,
    /// Has never given invoice info.
    NoInfo,
    /// Has never given a mailing address.
    NoAddress,
    /// Has a bill that is a few days overdue.
    Overdue,
    /// Has a bill that is overdue for so long that the account is frozen by itself.
    OverdueLong,
    /// Has never applied, so that bills become too old.
    Expiring,
}

/// One application near the end of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Staging {
    /// Submitted so many working days before today; 0: today, before the office opens.
    pub working_days_ago: u32,
    /// Where it stands today.
    pub ending: Ending,
}

/// Where an application stands in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Submitted,
    Issuing,
    Issued,
    Delivered,
    Received,
    Cancelled,
    Rejected,
    Reversed,
    /// Delivered, and then a part of its bills was refunded.
    Uncovered,
    /// Delivered, and then a correction was asked for, which nobody has decided on.
    CorrectionAsked,
    /// Delivered, and then corrected: reversed, with another one in its place.
    Corrected,
    /// Delivered, and then a correction was wanted that is not offered, so that there is a ticket.
    Ticketed,
    /// The same, and the ticket is closed.
    TicketClosed,
}

const fn staged(working_days_ago: u32, ending: Ending) -> Part {
    Part::Staged(Staging { working_days_ago, ending })
}

/// The parts of customers who get paper by post within 5 working days. The rest of them are ordinary.
const POSTED: &[Part] = &[
    Part::Outside(0),
    Part::Outside(1),
    Part::Frozen,
    Part::Arrears,
    Part::Legacy,
    Part::LegacyBeyond,
    Part::NoInfo,
    Part::NoAddress,
    staged(0, Ending::Submitted),
    staged(0, Ending::Submitted),
    staged(1, Ending::Submitted),
    staged(2, Ending::Issuing),
    staged(5, Ending::Issuing),
    staged(7, Ending::Submitted),
    staged(8, Ending::Issuing),
    staged(3, Ending::Issued),
    staged(9, Ending::Issued),
    staged(10, Ending::Delivered),
    staged(15, Ending::Received),
    staged(12, Ending::Ticketed),
    staged(21, Ending::TicketClosed),
    staged(3, Ending::Cancelled),
    staged(4, Ending::Rejected),
    staged(20, Ending::Reversed),
];

/// The parts of customers who get e-mail within 10 working days. The rest of them are ordinary.
const MAILED: &[Part] = &[
    Part::Outside(2),
    Part::Frozen,
    Part::Overdue,
    Part::Overdue,
    Part::OverdueLong,
    Part::Expiring,
    Part::Expiring,
    staged(0, Ending::Submitted),
    staged(2, Ending::Issuing),
    staged(9, Ending::Issuing),
    staged(12, Ending::Submitted),
    staged(4, Ending::Issued),
    staged(11, Ending::Delivered),
    staged(15, Ending::Received),
    staged(12, Ending::CorrectionAsked),
    staged(18, Ending::Corrected),
    staged(9, Ending::Uncovered),
    staged(5, Ending::Cancelled),
    staged(6, Ending::Rejected),
    staged(25, Ending::Reversed),
];

/// How many customers each issuer has, with the parts that some of them play.
const ISSUERS: [(usize, &[Part]); 2] = [(36, POSTED), (24, MAILED)];

/// The number before that of the first customer.
const BEFORE_FIRST: usize = 100_000;

#[derive(Clone, Debug)]
pub(super) struct Customer {
    pub account: String,
    /// The place of its issuer among the words.
    pub issuer: usize,
    pub name: String,
    pub kind: AccountKind,
    pub region: Region,
    pub tax_id: Option<String>,
    pub city: City,
    /// Who to speak to, where e-mail goes, and what a company's invoice info needs.
    pub profile: Profile,
    /// What a month's usage is billed at, more or less.
    pub monthly: Fen,
    pub part: Part,
    /// Where its right to special invoices stands, where it has given all that they ask for.
    pub qualification: Option<Qualified>,
    /// Whether it is invoiced by itself every month.
    pub has_plan: bool,
}

/// Where the right to special invoices stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualified {
    /// Nobody asks for a review.
    WithoutReview,
    /// Reviewed and approved long ago.
    Approved,
    /// Submitted so many working days ago.
    Pending(u32),
    /// Refused lately.
    Rejected,
    /// Approved, and then something was changed.
    Stale,
    /// Approved, and then taken back.
    Revoked,
}

/// Where the first companies that are reviewed stand; of the others nothing is known.
const REVIEWED: &[Qualified] = &[
    Qualified::Pending(1),
    Qualified::Pending(2),
    Qualified::Pending(4),
    Qualified::Rejected,
    Qualified::Stale,
    Qualified::Revoked,
    Qualified::Approved,
    Qualified::Approved,
    Qualified::Approved,
    Qualified::Approved,
];

/// So many customers are invoiced by themselves every month.
const PLANS: usize = 3;

impl Customer {
    /// Whether invoices are e-mailed to it.
    pub(super) fn is_mailed(&self) -> bool {
        self.issuer == 1
    }

    /// The type of general invoice that its kind gets.
    pub(super) fn general_type(&self) -> InvoiceType {
        match self.kind {
            AccountKind::Individual => InvoiceType::PersonalGeneral,
            AccountKind::Enterprise => InvoiceType::EnterpriseGeneral,
            AccountKind::Organisation => InvoiceType::OrganisationGeneral,
        }
    }
}

pub(super) fn cast(words: &Vocabulary, chance: &mut Chance) -> Vec<Customer> {
    let mut names = HashSet::new();
    let mut customers = Vec::new();
    for (issuer, (count, parts)) in ISSUERS.into_iter().enumerate() {
        let mut parts = parts.to_vec();
        parts.resize(count, Part::Ordinary);
        chance.shuffle(&mut parts);
        for part in parts {
            let number = BEFORE_FIRST + customers.len() + 1;
            let mut customer = customer(words, chance, part, issuer, number);
            while !names.insert(customer.name.clone()) {
                customer = self::customer(words, chance, part, issuer, number);
            }
            customers.push(customer);
        }
    }
    let is_free = |c: &&mut Customer| matches!(c.part, Part::Ordinary | Part::Staged(_)) && !c.is_mailed();
    let companies = customers.iter_mut().filter(is_free).filter(|c| c.kind == AccountKind::Enterprise);
    companies.zip(REVIEWED).for_each(|(customer, standing)| customer.qualification = Some(*standing));
    let ordinary = customers.iter_mut().filter(is_free).filter(|c| c.part == Part::Ordinary);
    ordinary.take(PLANS).for_each(|customer| customer.has_plan = true);
    customers
}

fn customer(words: &Vocabulary, chance: &mut Chance, part: Part, issuer: usize, number: usize) -> Customer {
    let kind = kind(chance, part);
    let city = chance.pick(&words.cities);
    let contact = person(words, chance);
    let (name, region) = match (part, kind) {
        (Part::Outside(place), _) => {
            let outside = words.outside.get(place).cloned().unwrap_or_default();
            (outside.name.replace("{stem}", &chance.pick(&words.stems)), outside.region)
        }
        (_, AccountKind::Individual) => (contact.clone(), Region::Mainland),
        (_, AccountKind::Enterprise) => (company(words, chance, &city), Region::Mainland),
        (_, AccountKind::Organisation) => {
            let name = chance.pick(&words.organisations).replace("{city}", &city.city);
            (name.replace("{stem}", &chance.pick(&words.stems)), Region::Mainland)
        }
    };
    let has_tax_id = !matches!(part, Part::Outside(_)) && kind != AccountKind::Individual;
    let needs_no_review = issuer == 1 && kind == AccountKind::Enterprise && chance.percent(45);
    Customer {
        account: format!("C{number}"),
        issuer,
        name,
        kind,
        region,
        tax_id: has_tax_id.then(|| tax_id(chance, kind, &city)).flatten(),
        profile: profile(words, chance, kind, &city, contact, number),
        monthly: monthly(chance, kind, part),
        city,
        part,
        qualification: needs_no_review.then_some(Qualified::WithoutReview),
        has_plan: false,
    }
}

fn profile(
    words: &Vocabulary,
    chance: &mut Chance,
    kind: AccountKind,
    city: &City,
    contact: String,
    number: usize,
) -> Profile {
    let contact = Profile {
        contact: Some(contact),
        mobile: Some(format!("1990000{}", chance.digits(4))),
        email: Some(format!("fapiao{number}@example.com")),
        ..Profile::default()
    };
    if kind == AccountKind::Individual {
        return contact;
    }
    let house = words.house(&chance.pick(&city.streets), chance.between(1, 900));
    let (bank, street) = (chance.pick(&words.banks), chance.pick(&city.streets));
    Profile {
        address: Some(format!("{}{house}", city.region)),
        phone: Some(format!("{}-8600{}", city.area, chance.digits(4))),
        bank: Some(words.branch(&bank, &city.city, &street)),
        bank_account: Some(chance.digits(16)),
        ..contact
    }
}

fn kind(chance: &mut Chance, part: Part) -> AccountKind {
    match (part, chance.between(1, 100)) {
        (Part::Ordinary | Part::Staged(_), 1..=20) => AccountKind::Individual,
        (Part::Ordinary | Part::Staged(_), 21..=36) => AccountKind::Organisation,
        _ => AccountKind::Enterprise,
    }
}

fn company(words: &Vocabulary, chance: &mut Chance, city: &City) -> String {
    let (stem, industry) = (chance.pick(&words.stems), chance.pick(&words.industries));
    format!("{}{stem}{industry}{}", city.city, chance.pick(&words.company_forms))
}

pub(super) fn person(words: &Vocabulary, chance: &mut Chance) -> String {
    chance.pick(&words.surnames) + &chance.pick(&words.given_names)
}

/// A unified social credit code that nobody has: the mark in it was never given out, its check character is right.
pub(super) fn tax_id(chance: &mut Chance, kind: AccountKind, city: &City) -> Option<String> {
    let registered_by = if kind == AccountKind::Organisation { "12" } else { "91" };
    let first17 = format!(
        "{registered_by}{}MADEM{}",
        city.division,
        chance.characters("0123456789ABCDEFGHJKLMNPQRTUWXY", 4)
    );
    check_character(&first17).map(|check| format!("{first17}{check}"))
}

fn monthly(chance: &mut Chance, kind: AccountKind, part: Part) -> Fen {
    let (least, most) = match (kind, part) {
        (_, Part::LegacyBeyond) => (60_000, 120_000),
        (AccountKind::Individual, _) => (2_000, 60_000),
        (AccountKind::Organisation, _) => (50_000, 900_000),
        (AccountKind::Enterprise, _) => match chance.between(1, 10) {
            1..=4 => (80_000, 500_000),
            5..=8 => (500_000, 2_500_000),
            _ => (2_500_000, 9_000_000),
        },
    };
    Fen(chance.between(least, most))
}
