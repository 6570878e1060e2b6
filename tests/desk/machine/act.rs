//! What may be done to the desk next, right or wrong, in words that mean something whatever was done before.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::model::ACCOUNTS;

/// Who does it: somebody who may, or anybody.
#[derive(Clone, Copy, Debug)]
pub enum By {
    WhoMay(Index),
    Anybody(Index),
}

#[derive(Clone, Debug)]
pub struct Act {
    pub by: By,
    pub deed: Deed,
    /// Whether it is sent once more under the same id.
    pub is_sent_again: bool,
}

#[derive(Clone, Debug)]
pub enum Deed {
    Bill {
        account: &'static str,
        fen: i64,
        age: i64,
        due_in: i64,
        is_paid: bool,
        /// In hundredths.
        opening: i64,
    },
    SameBill(Index),
    Pay {
        bill: Index,
        ago: i64,
    },
    Refund {
        bill: Index,
        percent: i64,
    },
    CorrectBill {
        bill: Index,
        fen: i64,
    },
    RemoveBill(Index),
    Entry {
        account: &'static str,
        fen: i64,
    },
    Freeze {
        account: &'static str,
        is_frozen: bool,
    },
    Apply {
        account: &'static str,
        want: Want,
        is_special: bool,
    },
    Step {
        application: Index,
        op: &'static str,
        fault: Option<Fault>,
    },
    /// The next step on the way to received.
    Onward(Index),
    SaveSpecial {
        account: &'static str,
        bank_account: u32,
    },
    Review {
        account: &'static str,
        op: &'static str,
    },
    /// The next step on the way to approved.
    Qualify(&'static str),
    RequestCorrection(Index),
    DecideCorrection {
        application: Index,
        is_approved: bool,
    },
    /// The one that waits, if one does.
    DecideOpen {
        is_approved: bool,
    },
    SetPlan {
        account: &'static str,
        is_enabled: bool,
    },
    Run {
        is_preview: bool,
    },
    /// Something of which there is none.
    Unknown(&'static str),
    Wait {
        hours: i64,
    },
}

#[derive(Clone, Debug)]
pub enum Want {
    All,
    /// In hundredths of what is invoiceable, and so many fen more.
    Amount {
        percent: i64,
        more: i64,
    },
    /// Any bills of the account.
    Bills(Vec<Index>),
    /// Those that can be invoiced.
    OpenBills(Vec<Index>),
    /// A bill of whichever account.
    Foreign(Index),
}

/// What is wrong with an invoice, blue or red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    UsedNumber,
    OneFenMore,
    /// What has to be said is not: that it is no longer covered, or the red number of the last invoice.
    Unsaid,
}

const STEPS: [&str; 8] = [
    "accept_application",
    "issue_application",
    "deliver_application",
    "receive_application",
    "cancel_application",
    "reject_application",
    "reverse_application",
    "undo_step",
];

const REVIEWS: [&str; 6] = [
    "submit_qualification",
    "hold_qualification",
    "release_qualification",
    "approve_qualification",
    "reject_qualification",
    "revoke_qualification",
];

/// Commands that name something, to be tried with a name that nothing has.
const NAMING: [&str; 6] = [
    "pay_bill",
    "set_account_status",
    "accept_application",
    "approve_qualification",
    "request_correction",
    "submit_application",
];

fn account() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just("Q1"), 4 => Just("T1"), 2 => select(ACCOUNTS.to_vec())]
}

fn reviewed() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just("T1"), 1 => select(ACCOUNTS.to_vec())]
}

fn want() -> impl Strategy<Value = Want> {
    let picks = || prop::collection::vec(any::<Index>(), 1..3);
    prop_oneof![
        3 => Just(Want::All),
        4 => (1..=100_i64).prop_map(|percent| Want::Amount { percent, more: 0 }),
        1 => (select(vec![0, 100_i64]), -1..=1_i64).prop_map(|(percent, more)| Want::Amount { percent, more }),
        5 => picks().prop_map(Want::OpenBills),
        2 => picks().prop_map(Want::Bills),
        1 => any::<Index>().prop_map(Want::Foreign),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<Index>;
    let fault =
        || prop::option::weighted(0.2, select(vec![Fault::UsedNumber, Fault::OneFenMore, Fault::Unsaid]));
    let fen = prop_oneof![9 => 100..=900_i64, 1 => 0..=2_i64];
    let age = prop_oneof![9 => 0..60_i64, 1 => 355..370_i64];
    let due_in = prop_oneof![9 => 5..60_i64, 1 => -35..2_i64];
    let opening = prop_oneof![9 => Just(0_i64), 2 => select(vec![30, 100, 102_i64])];
    let bill = (account(), fen, age, due_in, prop::bool::weighted(0.9), opening);
    let hours = prop_oneof![5 => 1..30_i64, 3 => 24..24 * 12_i64, 2 => 24 * 20..24 * 70_i64];
    prop_oneof![
        20 => bill.prop_map(|(account, fen, age, due_in, is_paid, opening)| {
            Deed::Bill { account, fen, age, due_in, is_paid, opening }
        }),
        1 => index().prop_map(Deed::SameBill),
        3 => (index(), -2..9_i64).prop_map(|(bill, ago)| Deed::Pay { bill, ago }),
        7 => (index(), select(vec![0, 20, 50, 100, 101_i64])).prop_map(|(bill, percent)| Deed::Refund { bill, percent }),
        2 => (index(), 0..900_i64).prop_map(|(bill, fen)| Deed::CorrectBill { bill, fen }),
        2 => index().prop_map(Deed::RemoveBill),
        2 => (account(), 0..80_i64).prop_map(|(account, fen)| Deed::Entry { account, fen }),
        2 => (account(), prop::bool::weighted(0.15)).prop_map(|(account, is_frozen)| Deed::Freeze { account, is_frozen }),
        16 => (account(), want(), prop::bool::weighted(0.25)).prop_map(|(account, want, is_special)| {
            Deed::Apply { account, want, is_special }
        }),
        8 => (index(), select(STEPS.to_vec()), fault()).prop_map(|(application, op, fault)| {
            Deed::Step { application, op, fault }
        }),
        16 => index().prop_map(Deed::Onward),
        3 => (reviewed(), 0..2_u32).prop_map(|(account, bank_account)| Deed::SaveSpecial { account, bank_account }),
        7 => (reviewed(), select(REVIEWS.to_vec())).prop_map(|(account, op)| Deed::Review { account, op }),
        5 => reviewed().prop_map(Deed::Qualify),
        6 => index().prop_map(Deed::RequestCorrection),
        1 => (index(), any::<bool>()).prop_map(|(application, is_approved)| {
            Deed::DecideCorrection { application, is_approved }
        }),
        5 => prop::bool::weighted(0.8).prop_map(|is_approved| Deed::DecideOpen { is_approved }),
        2 => (account(), prop::bool::weighted(0.8)).prop_map(|(account, is_enabled)| Deed::SetPlan { account, is_enabled }),
        4 => prop::bool::weighted(0.3).prop_map(|is_preview| Deed::Run { is_preview }),
        1 => select(NAMING.to_vec()).prop_map(Deed::Unknown),
        8 => hours.prop_map(|hours| Deed::Wait { hours }),
    ]
}

pub fn act() -> impl Strategy<Value = Act> {
    let by = prop_oneof![
        7 => any::<Index>().prop_map(By::WhoMay),
        1 => any::<Index>().prop_map(By::Anybody),
    ];
    (by, deed(), prop::bool::weighted(0.2)).prop_map(|(by, deed, is_sent_again)| Act {
        by,
        deed,
        is_sent_again,
    })
}
