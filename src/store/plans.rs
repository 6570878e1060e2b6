//! How statements are carried out: along indexes, however many rows there are. What goes through all there is of
//! something that grows says so where it stands, and why: `/*+ whole: why */`.
//!
//! A step of a plan goes *through* a table that grows unless it finds rows by what leaves few of them: by a key, by
//! whose they are, or by how a number begins. That is done for a page, which ends soon, and then never to sort what
//! was found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::engine::strain::{Step, asked};
use super::engine::{Db, search};
use super::{account, application, bill, invoice, issuer, ticket};
use crate::domain::account::{Account, AccountKind, AccountStatus, Region};
use crate::domain::application::ApplicationState;
use crate::domain::bill::BillKind;
use crate::domain::ids::{AccountId, ApplicationId, IssuerId, TicketId};
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::{AccountColumn, ApplicationColumn, BillColumn, InvoiceColumn, ListColumn};
use crate::domain::money::Fen;
use crate::domain::ticket::TicketState;

/// What a desk sets up once, and what is being filled in. Every other table grows with the years.
const SET_UP: [&str; 13] = [
    "amendment",
    "app_user",
    "draft",
    "holiday_year",
    "issuer",
    "issuer_item",
    "issuer_item_rate",
    "mail_template",
    "policy",
    "policy_version",
    "setting",
    "signing_key",
    "table_digest",
];

/// The tables that grow, and what leaves few rows of them.
struct Growing {
    /// The columns of each that say whose a row is.
    owners: BTreeMap<String, BTreeSet<String>>,
    /// The columns of each that tell a row from all others.
    keys: BTreeMap<String, Vec<BTreeSet<String>>>,
    /// The table of each index.
    indexes: BTreeMap<String, String>,
}

impl Growing {
    fn of(db: &Db) -> Self {
        let mut tables = db.tables();
        // The index of names and numbers is asked by its own rules.
        tables.retain(|table| !SET_UP.contains(&table.as_str()) && !table.starts_with("account_search"));
        let mut owners = BTreeMap::new();
        let mut keys = BTreeMap::new();
        for table in &tables {
            // All that one import brought is not few.
            let grows = |owner: &String| tables.contains(owner) && owner != "import_batch";
            let few = db.foreign_keys(table).into_iter().filter(|(_, owner)| grows(owner));
            owners.insert(table.clone(), few.map(|(column, _)| column).collect());
            keys.insert(table.clone(), db.unique_keys(table));
        }
        Self { owners, keys, indexes: db.indexes() }
    }

    /// Whether a step goes through a table that grows.
    fn is_gone_through(&self, step: &str, names: &BTreeMap<String, String>) -> bool {
        let words: Vec<&str> = step.split(' ').collect();
        let [how @ ("SCAN" | "SEARCH"), name, ..] = words[..] else { return false };
        let index = words.iter().find_map(|word| self.indexes.get(*word));
        let Some(table) = index.or_else(|| names.get(name)) else { return false };
        let (Some(owners), Some(keys)) = (self.owners.get(table), self.keys.get(table)) else { return false };
        let compared = |sign: &str| -> BTreeSet<String> {
            let sides = step.split(|c: char| !(c.is_alphanumeric() || "_=<>?".contains(c)));
            sides.filter_map(|side| side.strip_suffix(sign)).map(str::to_owned).collect()
        };
        let is = compared("=?");
        let within: BTreeSet<String> = compared(">?").intersection(&compared("<?")).cloned().collect();
        let leaves_few = is.iter().any(|column| owners.contains(column))
            || keys.iter().any(|key| key.is_subset(&is) || (key.len() == 1 && key.is_subset(&within)));
        how == "SCAN" || step.contains("AUTOMATIC") || !leaves_few
    }

    /// What is wrong with a statement, if something is.
    fn fault(&self, db: &Db, sql: &str) -> Option<String> {
        if sql.contains("/*+ whole: ") {
            return None;
        }
        let (plan, names) = (db.plan(sql), names(sql));
        let told = || plan.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().join("\n    ");
        let parts: BTreeSet<i64> = plan.iter().map(|step| step.part_of).collect();
        let mut passes = BTreeSet::new();
        for part in parts {
            let steps = || plan.iter().filter(|step| step.part_of == part);
            if !steps().any(|step| self.is_gone_through(&step.text, &names)) {
                continue;
            }
            if steps().any(|step| step.text.contains("TEMP B-TREE")) {
                return Some(format!("sorts what grows:\n    {}", told()));
            }
            passes.insert(outermost_union(&plan, part));
        }
        // Who asks whether there is one stops at the first.
        let ends = sql.matches("LIMIT ").count() + sql.matches("EXISTS ").count();
        (passes.len() > ends)
            .then(|| format!("goes through what grows, and nothing ends it:\n    {}", told()))
    }
}

/// The part that the arms of a union are arms of; a part that is no arm is one by itself.
fn outermost_union(plan: &[Step], part: i64) -> i64 {
    let mut part = part;
    while let Some(step) = plan.iter().find(|step| step.id == part) {
        let is_arm = ["LEFT-MOST", "UNION", "COMPOUND"].iter().any(|arm| step.text.starts_with(arm));
        if !is_arm {
            break;
        }
        part = step.part_of;
    }
    part
}

/// The tables that a statement names, by what it calls them.
fn names(sql: &str) -> BTreeMap<String, String> {
    let mut plain = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let words: Vec<&str> =
        plain.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut names = BTreeMap::new();
    for (i, _) in
        words.iter().enumerate().filter(|(_, word)| ["FROM", "JOIN", "UPDATE", "INTO"].contains(word))
    {
        let Some(table) = words.get(i + 1) else { break };
        // Its own name, and what it is called here.
        for name in words[i + 1..].iter().take(2) {
            names.insert((*name).to_owned(), (*table).to_owned());
        }
    }
    names
}

/// A store with one account that has some bills.
struct World {
    db: Db,
    issuer: IssuerId,
    account: AccountId,
    grows: Growing,
    day: NaiveDate,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
        let new = Issuer {
            code: "Q".into(),
            name: "Q".into(),
            policy: "qweather".into(),
            tax_id: None,
            address: None,
            phone: None,
            bank: None,
            bank_account: None,
            max_invoice_amount: None,
            taxpayer: None,
            full_rate_reason: None,
            items: Vec::new(),
        };
        let issuer = issuer::insert(&db, &new).unwrap();
        let new = Account {
            code: "C1".into(),
            name: "C1".into(),
            kind: AccountKind::Enterprise,
            region: Region::Mainland,
            status: AccountStatus::Active,
            verified_name: None,
            verified_tax_id: None,
        };
        let account = account::insert(&db, issuer, &new, &account::Profile::default(), None).unwrap();
        let day: NaiveDate = "2026-11-22".parse().unwrap();
        for number in 0..10 {
            let bill_no = format!("B{number}");
            let new = bill::NewBill {
                account,
                bill_no: &bill_no,
                kind: BillKind::Other,
                amount: Fen(100),
                billed_on: day,
                due_on: day,
                paid_on: (number % 2 == 0).then_some(day),
                item: None,
                opening: Fen::ZERO,
                batch: None,
            };
            bill::insert(&db, &new).unwrap();
        }
        let grows = Growing::of(&db);
        Self { db, issuer, account, grows, day, _folder: folder }
    }
}

/// The statements that stand in files of their own, but for the laws, which are asked of every row.
fn in_files() -> Vec<(String, String)> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let folders =
        fs::read_dir(&store).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let asked = folders.filter(|path| !["laws", "migrations"].iter().any(|name| path.ends_with(name)));
    let files = asked.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let statements = files.filter(|path: &PathBuf| path.extension().is_some_and(|ending| ending == "sql"));
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(&path).unwrap());
    statements.map(read).collect()
}

#[test]
fn no_statement_in_a_file_goes_through_what_grows_unless_it_says_why() {
    let World { db, grows, .. } = &World::new();
    // A file has no blobs beside its rows; the table is a server's.
    let files: Vec<_> = in_files().into_iter().filter(|(_, sql)| !sql.contains(" blob ")).collect();
    assert!(files.len() > 150, "{}", files.len());
    let fault = |(name, sql): &(String, String)| Some(format!("{name} {}", grows.fault(db, sql.trim())?));
    let faults: Vec<String> = files.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Asks whether all that `work` asks is carried out as it should be.
fn all_is_well(world: &World, work: impl FnOnce(&World)) {
    let statements = asked(|| work(world));
    assert!(!statements.is_empty(), "nothing was asked");
    let fault = |sql: &String| Some(format!("{sql}\n  {}", world.grows.fault(&world.db, sql)?));
    let faults: Vec<String> = statements.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}\n", faults.len(), statements.len(), faults.join("\n"));
}

/// Every column of a list that sorts, both ways.
fn orders<C: ListColumn>() -> impl Iterator<Item = (C, bool)> {
    let sorting = C::ALL.iter().copied().filter(|column| column.shape().sorts);
    sorting.flat_map(|column| [(column, false), (column, true)])
}

/// One of what a list can be asked for: it writes that into the filter.
type Choice<F> = fn(&World, &mut F);

/// Every way to put together what a filter may ask for: each of these choices, or none of it.
fn filters<F: Clone>(all: F, choices: &[&[Choice<F>]], world: &World) -> Vec<F> {
    choices.iter().fold(vec![all], |filters, choice| {
        let with = |filter: &F| -> Vec<F> {
            let chosen = choice.iter().map(|choose| {
                let mut filter = filter.clone();
                choose(world, &mut filter);
                filter
            });
            std::iter::once(filter.clone()).chain(chosen).collect()
        };
        filters.iter().flat_map(with).collect()
    })
}

#[test]
fn bills_are_listed_along_indexes_whatever_is_looked_for() {
    use bill::list::{BillFilter, BillStateFilter, FEW, counts, each, page, totals};
    let world = World::new();
    let all = BillFilter {
        today: world.day,
        oldest: vec![(world.issuer, Some(world.day))],
        issuer: None,
        account: None,
        state: None,
        from: None,
        to: None,
        text: String::new(),
        few: 0,
    };
    let choices: &[&[Choice<BillFilter>]] = &[
        &[|world, filter| filter.issuer = Some(world.issuer)],
        &[|world, filter| filter.account = Some(world.account)],
        &[|world, filter| filter.from = Some(world.day), |world, filter| filter.to = Some(world.day)],
        &[|_, filter| filter.text = "B1".into(), |_, filter| filter.text = "云".into()],
        &[|_, filter| filter.few = FEW],
    ];
    let mut looked_for = filters(all.clone(), choices, &world);
    looked_for.extend(BillStateFilter::ALL.into_iter().flat_map(|state| {
        let of_state = BillFilter { state: Some(state), ..all.clone() };
        filters(of_state, &choices[2..], &world)
    }));
    all_is_well(&world, |World { db, .. }| {
        for filter in &looked_for {
            for (order, descending) in orders::<BillColumn>() {
                let last = page(db, &all, order, descending, None, 1).unwrap().pop();
                assert!(last.is_some());
                for after in [None, last.as_ref()] {
                    page(db, filter, order, descending, after, 100).unwrap();
                }
            }
            each(db, filter, BillColumn::BilledOn, true, |_| Ok(true)).unwrap();
            totals(db, filter).unwrap();
            counts(db, filter, 100).unwrap();
        }
    });
}

#[test]
fn applications_are_listed_along_indexes_whatever_is_looked_for() {
    use application::page::{ApplicationFilter, newest, page, total, totals_by_state};
    let world = World::new();
    let choices: &[&[Choice<ApplicationFilter>]] = &[
        &[|world, filter| filter.account = Some(world.account)],
        &[
            |_, filter| filter.state = Some(ApplicationState::Submitted),
            |world, filter| filter.late_on = Some(world.day),
            |_, filter| filter.to_correct = true,
        ],
        &[|world, filter| filter.from = Some(world.day), |world, filter| filter.to = Some(world.day)],
        &[
            |_, filter| filter.text = "C1".into(),
            |_, filter| filter.text = "FP2026".into(),
            |_, filter| filter.text = "2644".into(),
        ],
    ];
    all_is_well(&world, |World { db, .. }| {
        for filter in &filters(ApplicationFilter::default(), choices, &world) {
            for (order, descending) in orders::<ApplicationColumn>() {
                page(db, filter, order, descending, None, 100).unwrap();
            }
            newest(db, filter, None, Some(100)).unwrap();
            newest(db, filter, None, None).unwrap();
            totals_by_state(db, filter).unwrap();
            total(db, filter).unwrap();
        }
    });
}

#[test]
fn invoices_are_listed_along_indexes_whatever_is_looked_for() {
    use invoice::list::{InvoiceFilter, each, page, totals};
    let world = World::new();
    let choices: &[&[Choice<InvoiceFilter>]] = &[
        &[|world, filter| filter.account = Some(world.account)],
        &[|world, filter| filter.from = Some(world.day), |world, filter| filter.to = Some(world.day)],
        &[|_, filter| filter.text = "C1".into(), |_, filter| filter.text = "2644".into()],
    ];
    all_is_well(&world, |World { db, .. }| {
        for filter in &filters(InvoiceFilter::default(), choices, &world) {
            for (order, descending) in orders::<InvoiceColumn>() {
                page(db, filter, order, descending, None, 100).unwrap();
                each(db, filter, order, descending, |_| Ok(true)).unwrap();
            }
            totals(db, filter).unwrap();
        }
    });
}

#[test]
fn customers_and_tickets_are_listed_along_indexes_whatever_is_looked_for() {
    use account::list::{AccountFilter, counts, page};
    let world = World::new();
    let all = AccountFilter {
        today: world.day,
        blocks_when_due_before: vec![(world.issuer, Some(world.day))],
        issuer: None,
        kind: None,
        blocked: None,
        text: String::new(),
    };
    let choices: &[&[Choice<AccountFilter>]] = &[
        &[|world, filter| filter.issuer = Some(world.issuer)],
        &[|_, filter| filter.kind = Some(AccountKind::Enterprise)],
        &[|_, filter| filter.blocked = Some(true), |_, filter| filter.blocked = Some(false)],
        &[|_, filter| filter.text = "C".into()],
    ];
    let of_tickets: &[&[Choice<ticket::TicketFilter>]] = &[
        &[|world, filter| filter.account = Some(world.account)],
        &[|_, filter| filter.application = Some(ApplicationId(1))],
        &[|_, filter| filter.state = Some(TicketState::Open)],
    ];
    all_is_well(&world, |World { db, .. }| {
        for filter in &filters(all, choices, &world) {
            for (order, descending) in orders::<AccountColumn>() {
                page(db, filter, order, descending, None, 100).unwrap();
            }
            counts(db, filter).unwrap();
        }
        for filter in &filters(ticket::TicketFilter::default(), of_tickets, &world) {
            for after in [None, Some(TicketId(7))] {
                ticket::page(db, filter, after, 100).unwrap();
            }
            ticket::counts(db, filter).unwrap();
        }
    });
}

#[test]
fn what_is_typed_is_found_along_the_index_of_the_numbers() {
    all_is_well(&World::new(), |World { db, .. }| {
        bill::numbered::numbered(db, "B", 7).unwrap();
        application::numbered::numbered(db, "FP2026", 7).unwrap();
        application::numbered::invoiced(db, "2644", 7).unwrap();
        search::accounts(db, "C1", 7).unwrap();
        search::accounts(db, "", 7).unwrap();
    });
}

#[test]
fn a_statement_that_goes_through_what_grows_is_found() {
    let World { db, grows, .. } = &World::new();
    for (sql, is_wrong) in [
        ("SELECT amount FROM bill", true),
        ("SELECT amount FROM bill LIMIT 5", false),
        ("SELECT amount FROM bill ORDER BY item LIMIT 5", true),
        ("SELECT amount FROM bill ORDER BY billed_on LIMIT 5", false),
        ("SELECT count(*) FROM bill WHERE billed_on > ?1", true),
        ("/*+ whole: counted */ SELECT count(*) FROM bill WHERE billed_on > ?1", false),
        ("SELECT a.id FROM account c /*+ in order */ JOIN bill a WHERE c.id = ?1 AND a.item = ?2", true),
        ("SELECT id FROM bill WHERE account_id = ?1 ORDER BY item", false),
        ("SELECT id FROM bill WHERE bill_no = ?1", false),
        ("SELECT id FROM bill WHERE id IN (SELECT bill_id FROM refund)", true),
        ("SELECT EXISTS (SELECT 1 FROM bill)", false),
        ("SELECT code FROM issuer ORDER BY name", false),
    ] {
        assert_eq!(grows.fault(db, sql).is_some(), is_wrong, "{sql} {:?}", db.plan(sql));
    }
}

#[test]
fn the_bills_of_a_balance_come_in_their_order_out_of_the_index() {
    let World { db, .. } = &World::new();
    let plan = db.plan(include_str!("bill/of_account.sql"));
    assert!(plan.iter().all(|step| !step.text.contains("TEMP B-TREE")), "{plan:#?}");
}

#[test]
fn what_is_used_up_of_an_account_is_passed_over_by_an_index() {
    let World { db, account, day, .. } = &World::new();
    let first_step = |work: &dyn Fn()| {
        let statements: Vec<String> = asked(work).into_iter().collect();
        let [sql] = &statements[..] else { panic!("{statements:?}") };
        db.plan(sql).swap_remove(0).text
    };
    let open = first_step(&|| bill::open(db, *account, Some(*day), *day, |_| Ok(true)).unwrap());
    assert!(open.contains("USING INDEX bill_open (account_id=? AND billed_on>?)"), "{open}");
    let deficit = first_step(&|| drop(bill::in_deficit(db, *account).unwrap()));
    assert!(deficit.contains("USING INDEX bill_deficit (account_id=?)"), "{deficit}");
}
