//! Random histories: what may happen to a desk, in words that mean something whatever happened before.

use proptest::prelude::*;
use proptest::sample::Index;

use fapiao_desk::domain::application::Step;

/// How many accounts a history has: the even ones under `tencent-cloud`, the odd ones under `qweather`.
pub const ACCOUNTS: usize = 4;

/// One thing that happens. Days are counted from the day on which it happens.
#[derive(Clone, Debug)]
pub enum Act {
    Bill {
        account: usize,
        fen: i64,
        age: i64,
        due_in: i64,
        paid_ago: Option<i64>,
        /// What was invoiced of it before, in thousandths; one more than all of it is refused.
        opening: i64,
    },
    SameBillAgain {
        bill: Index,
    },
    Pay {
        bill: Index,
        paid_ago: i64,
    },
    /// Of a bill that an application holds, if there is one: that is what makes deficits.
    RefundHeld {
        bill: Index,
        share: Share,
    },
    Refund {
        bill: Index,
        share: Share,
    },
    TopUp {
        account: usize,
        fen: i64,
    },
    Entry {
        account: usize,
        fen: i64,
    },
    Freeze {
        account: usize,
        frozen: bool,
    },
    Apply {
        account: usize,
        want: Want,
    },
    Step {
        application: Index,
        step: Step,
        fault: Option<Fault>,
    },
    /// The next step on the way to received.
    Onward {
        application: Index,
    },
    /// Its last step taken back.
    Back {
        application: Index,
    },
    /// Cancelled, rejected or reversed, whichever is open to it.
    End {
        application: Index,
    },
    /// The same of one that holds a bill of whose deficit something was absorbed: then that is given back.
    EndSource {
        offset: Index,
    },
    /// Reversed and replaced in one step.
    Correct {
        application: Index,
    },
    /// Another amount, of a bill that may be in use.
    CorrectBill {
        bill: Index,
        share: Share,
    },
    RemoveBill {
        bill: Index,
    },
    /// The newest of a bill that was refunded: what was absorbed of its deficit is given back.
    RemoveRefund {
        bill: Index,
    },
    /// A file of paid bills of an account.
    Import {
        account: usize,
        fens: Vec<i64>,
    },
    /// Takes an import back, if nothing stands in the way.
    Undo {
        batch: Index,
    },
    /// Time passes; or a clock is set back, which must not harm what is kept.
    Wait {
        hours: i64,
    },
}

/// A part of what there is, in thousandths, and some fen more or less.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub thousandths: i64,
    pub more: i64,
}

impl Share {
    pub fn of(self, fen: i64) -> i64 {
        fen * self.thousandths / 1000 + self.more
    }
}

/// What an application asks for.
#[derive(Clone, Debug)]
pub enum Want {
    /// Of what is open, in the way that the policy offers; of another account where nothing is.
    Offered {
        picks: Vec<Index>,
        share: Share,
    },
    /// Any bills of the account, open or not.
    Bills {
        picks: Vec<Index>,
    },
    /// A bill of whichever account.
    Foreign {
        bill: Index,
    },
    Amount {
        share: Share,
    },
    All,
}

/// What is wrong with the invoices of an issue.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    OneFenMore,
    UsedNumber,
}

fn share() -> impl Strategy<Value = Share> {
    prop_oneof![
        3 => (0..=1000_i64, Just(0)),
        3 => (Just(1000_i64), Just(0)),
        1 => prop_oneof![(Just(1000_i64), Just(1_i64)), (Just(0_i64), -1..=1_i64)],
    ]
    .prop_map(|(thousandths, more)| Share { thousandths, more })
}

/// Most things happen to one account of each policy, so that they meet.
fn account() -> impl Strategy<Value = usize> {
    prop_oneof![8 => 0..2_usize, 1 => 2..ACCOUNTS]
}

/// Small amounts meet more often, large ones show what overflows.
fn fen() -> impl Strategy<Value = i64> {
    prop_oneof![80 => 20..=400_i64, 15 => 1..=3_000_i64, 1 => Just(99_999_999_999_999_i64), 1 => Just(0_i64)]
}

fn picks() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 1..4)
}

fn want() -> impl Strategy<Value = Want> {
    prop_oneof![
        24 => (picks(), share()).prop_map(|(picks, share)| Want::Offered { picks, share }),
        3 => Just(Want::All),
        2 => picks().prop_map(|picks| Want::Bills { picks }),
        1 => any::<Index>().prop_map(|bill| Want::Foreign { bill }),
        1 => share().prop_map(|share| Want::Amount { share }),
    ]
}

fn bill() -> impl Strategy<Value = Act> {
    let age = prop_oneof![8 => 0..90_i64, 1 => 300..400_i64];
    let due_in = prop_oneof![30 => 0..60_i64, 1 => -40..0_i64];
    (account(), fen(), age, due_in, prop::option::weighted(0.93, paid_ago()), opening()).prop_map(
        |(account, fen, age, due_in, paid_ago, opening)| Act::Bill {
            account,
            fen,
            age,
            due_in,
            paid_ago,
            opening,
        },
    )
}

fn opening() -> impl Strategy<Value = i64> {
    prop_oneof![12 => Just(0_i64), 3 => 1..1000_i64, 2 => Just(1000_i64), 1 => Just(1001_i64)]
}

fn paid_ago() -> impl Strategy<Value = i64> {
    prop_oneof![20 => 0..40_i64, 1 => -6..0_i64]
}

fn act() -> impl Strategy<Value = Act> {
    let application = any::<Index>;
    let step = prop::sample::select(Step::ALL.to_vec());
    let fault = prop::option::weighted(0.3, prop::sample::select(vec![Fault::OneFenMore, Fault::UsedNumber]));
    let entry = prop_oneof![15 => 1..60_i64, 1 => fen()];
    let hours = prop_oneof![4 => 0..30_i64, 2 => 24..24 * 9_i64, 1 => 24..24 * 60_i64, 1 => -24 * 40..0_i64];
    prop_oneof![
        18 => bill(),
        1 => any::<Index>().prop_map(|bill| Act::SameBillAgain { bill }),
        3 => (any::<Index>(), paid_ago()).prop_map(|(bill, paid_ago)| Act::Pay { bill, paid_ago }),
        16 => (any::<Index>(), share()).prop_map(|(bill, share)| Act::RefundHeld { bill, share }),
        4 => (any::<Index>(), share()).prop_map(|(bill, share)| Act::Refund { bill, share }),
        1 => (account(), fen()).prop_map(|(account, fen)| Act::TopUp { account, fen }),
        4 => (account(), entry).prop_map(|(account, fen)| Act::Entry { account, fen }),
        1 => (account(), prop::bool::weighted(0.2)).prop_map(
            |(account, frozen)| Act::Freeze { account, frozen }
        ),
        24 => (account(), want()).prop_map(|(account, want)| Act::Apply { account, want }),
        6 => (application(), step, fault).prop_map(
            |(application, step, fault)| Act::Step { application, step, fault }
        ),
        12 => application().prop_map(|application| Act::Onward { application }),
        4 => application().prop_map(|application| Act::Back { application }),
        6 => application().prop_map(|application| Act::End { application }),
        7 => any::<Index>().prop_map(|offset| Act::EndSource { offset }),
        2 => application().prop_map(|application| Act::Correct { application }),
        2 => hours.prop_map(|hours| Act::Wait { hours }),
        3 => (any::<Index>(), share()).prop_map(|(bill, share)| Act::CorrectBill { bill, share }),
        2 => any::<Index>().prop_map(|bill| Act::RemoveBill { bill }),
        4 => any::<Index>().prop_map(|bill| Act::RemoveRefund { bill }),
        3 => (account(), prop::collection::vec(20..=400_i64, 1..4)).prop_map(
            |(account, fens)| Act::Import { account, fens }
        ),
        3 => any::<Index>().prop_map(|batch| Act::Undo { batch }),
    ]
}

/// A history of so many acts, or down to half as many.
pub fn history(length: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), length / 2..=length)
}

/// A history of one account whose bills are invoiced, refunded and reversed again and again: deficits that absorb
/// deficits, given back in chains.
pub fn troubled_history(length: usize) -> impl Strategy<Value = Vec<Act>> {
    let act = |account: usize| {
        let bill =
            move |(fen, opening)| Act::Bill { account, fen, age: 30, due_in: 30, paid_ago: Some(1), opening };
        let apply = move |want| Act::Apply { account, want };
        let offered = (picks(), share()).prop_map(|(picks, share)| Want::Offered { picks, share });
        prop_oneof![
            8 => (20..=400_i64, opening()).prop_map(bill),
            2 => any::<Index>().prop_map(|bill| Act::RemoveRefund { bill }),
            8 => prop_oneof![Just(Want::All), offered].prop_map(apply),
            9 => (any::<Index>(), share()).prop_map(|(bill, share)| Act::RefundHeld { bill, share }),
            1 => (1..60_i64).prop_map(move |fen| Act::Entry { account, fen }),
            7 => any::<Index>().prop_map(|application| Act::Onward { application }),
            2 => any::<Index>().prop_map(|application| Act::Back { application }),
            1 => any::<Index>().prop_map(|application| Act::End { application }),
            4 => any::<Index>().prop_map(|offset| Act::EndSource { offset }),
            4 => any::<Index>().prop_map(|application| Act::Correct { application }),
        ]
    };
    (0..2_usize).prop_flat_map(move |account| prop::collection::vec(act(account), length / 2..=length))
}
