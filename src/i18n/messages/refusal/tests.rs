//! Every kind of refusal has a message in both languages, with the values that it saw.

use std::collections::HashSet;

use super::{message, message_of, rule_text};
use crate::domain::account::{AccountKind, Region};
use crate::domain::address::{AddressField, AddressProblem};
use crate::domain::application::{ApplicationState, Step};
use crate::domain::email::EmailError;
use crate::domain::invoice_info::{FieldFault, FieldProblem, InfoField, InvoiceType};
use crate::domain::mail::outbox::{MailDecision, MessageState};
use crate::domain::money::{Fen, MoneyError};
use crate::domain::password::PasswordFault;
use crate::domain::policy::{AmountBasis, PolicyFault, PolicyProblem};
use crate::domain::qualification::{ReviewStep, ScanFault};
use crate::domain::red_letter::FormState;
use crate::domain::refusal::{
    FieldError, InUse, JsonKind, Noun, Outcome, Refusal, SecondPerson, ServerFault, StoreFault, Transition,
};
use crate::domain::role::Role;
use crate::domain::rule_id::RuleId;
use crate::domain::sign_in::SignInFault;
use crate::domain::store_place::UnsafePlace;
use crate::domain::tax_id::TaxIdError;
use crate::domain::ticket::{TicketState, TicketStep};
use crate::i18n::Lang;

macro_rules! samples {
    ($($refusal:expr => [$($shown:literal),*];)*) => { vec![$(($refusal, &[$($shown),*])),*] };
}

/// Refusals of every kind, each with the values that its message must show in both languages.
fn samples() -> Vec<(Refusal, &'static [&'static str])> {
    let bill = || "B-1".to_owned();
    let application = || "FP20261122-0001".to_owned();
    let day = |text: &str| text.parse().unwrap();
    let path = || "/tmp/desk.sqlite".to_owned();
    let detail = || "code 779".to_owned();
    let info = |fault| Refusal::InvoiceInfoInvalid {
        problems: vec![FieldProblem { field: InfoField::TaxId, fault }],
    };
    let field = |fault| Refusal::bad_field("amount", fault);
    let store = |fault| Refusal::Store { fault };
    let server =
        |why| store(StoreFault::Server { place: "postgres://db/desk".to_owned(), why, detail: detail() });
    let contradiction = || PolicyProblem {
        field: "recurring_day".to_owned(),
        fault: PolicyFault::OutOfRange { min: 1, max: 28 },
    };
    samples! {
        Refusal::AccountOutsideMainland { region: Region::Overseas } => [];
        Refusal::AccountFrozen { bill_no: None, due_on: None } => [];
        Refusal::AccountFrozen { bill_no: Some(bill()), due_on: Some(day("2026-10-01")) } =>
            ["B-1", "2026-10-01"];
        Refusal::OverdueBill { bill_no: bill(), due_on: day("2026-10-01") } => ["B-1", "2026-10-01"];
        Refusal::BasisNotOffered { offered: AmountBasis::FreeAmount } => [];
        Refusal::BasisNotOffered { offered: AmountBasis::ChosenBills } => [];
        Refusal::BillNotFound { bill_no: bill() } => ["B-1"];
        Refusal::BillNotPaid { bill_no: bill() } => ["B-1"];
        Refusal::BillAgeLimit {
            bill_no: bill(), billed_on: day("2025-01-31"), last_day: day("2026-01-31"),
        } => ["B-1", "2025-01-31", "2026-01-31"];
        Refusal::BillFullyInvoiced { bill_no: bill() } => ["B-1"];
        Refusal::not_positive(Fen(-5)) => ["-¥0.05"];
        Refusal::AmountExceedsInvoiceable { amount: Fen(123_456), invoiceable: Fen(100_000) } =>
            ["¥1,234.56", "¥1,000.00"];
        Refusal::AmountExceedsInvoiceable { amount: Fen(100), invoiceable: Fen::ZERO } => ["¥1.00", "¥0.00"];
        Refusal::AmountNotPositive {
            amount: Fen::ZERO, remaining: Some(Fen(100)), non_invoiceable: Some(Fen(4000)),
        } => ["¥1.00", "¥40.00"];
        Refusal::SelectionBelowOffset { remaining: Fen(100), non_invoiceable: Fen(4000), correcting: None } =>
            ["¥1.00", "¥40.00"];
        Refusal::SelectionBelowOffset {
            remaining: Fen::ZERO, non_invoiceable: Fen::ZERO, correcting: Some("FP20261122-0001".into()),
        } => ["FP20261122-0001", "¥0.00"];
        Refusal::TypeNotAllowed {
            kind: AccountKind::Individual, allowed: vec![InvoiceType::PersonalGeneral],
        } => [];
        Refusal::InvoiceInfoRequired { invoice_type: InvoiceType::EnterpriseSpecial } => [];
        info(FieldFault::Missing) => [];
        info(FieldFault::TooLong { max: 100 }) => ["100"];
        info(FieldFault::BadCharacter { character: '<' }) => ["“<”"];
        info(FieldFault::NotVerifiedName) => [];
        info(FieldFault::TaxId(TaxIdError::Length)) => ["15"];
        info(FieldFault::TaxId(TaxIdError::Character('-'))) => ["“-”"];
        info(FieldFault::TaxId(TaxIdError::Alphabet('O'))) => ["“O”"];
        info(FieldFault::TaxId(TaxIdError::CheckCharacter { expected: 'R' })) => ["R"];
        info(FieldFault::NotExpected) => [];
        info(FieldFault::Malformed) => [];
        Refusal::QualificationRequired => [];
        Refusal::QualificationPending => [];
        Refusal::QualificationRejected => [];
        Refusal::QualificationStale => [];
        Refusal::AddressRequired => [];
        Refusal::EmailRequired => [];
        Refusal::EmailInvalid { fault: EmailError::Missing } => [];
        Refusal::EmailInvalid { fault: EmailError::TooLong } => ["200"];
        Refusal::EmailInvalid { fault: EmailError::Malformed { address: "a@b".into() } } => ["“a@b”"];
        Refusal::RemarkInvalid { length: Some(231), character: None } => ["231", "230"];
        Refusal::RemarkInvalid { length: None, character: Some('😀') } => ["😀"];
        Refusal::RefundExceedsBill { bill_no: bill(), amount: Fen(10_000), refunded: Fen(4_000) } =>
            ["B-1", "¥100.00", "¥40.00", "¥60.00"];
        Refusal::BillInUse {
            what: InUse::Bill(bill()), applications: vec![application()], refunded: Some(Fen(4_000)),
        } => ["B-1", "FP20261122-0001", "¥40.00"];
        Refusal::BillInUse {
            what: InUse::Entry("N7".into()), applications: vec![application()], refunded: None,
        } => ["N7", "FP20261122-0001"];
        Refusal::OpeningExceedsBill { bill_no: bill(), amount: Fen(10_000), opening: Fen(10_001) } =>
            ["B-1", "¥100.00", "¥100.01"];
        Refusal::TransitionNotAllowed(Transition::Application {
            application: application(), state: ApplicationState::Cancelled, step: Step::Issue,
        }) => ["FP20261122-0001"];
        Refusal::TransitionNotAllowed(Transition::Undo {
            application: application(), state: ApplicationState::Issued, is_mailed: false,
        }) => ["FP20261122-0001"];
        Refusal::TransitionNotAllowed(Transition::Undo {
            application: application(), state: ApplicationState::Delivered, is_mailed: true,
        }) => ["FP20261122-0001"];
        Refusal::TransitionNotAllowed(Transition::Qualification {
            account: "C-9".into(), state: None, step: ReviewStep::Approve,
        }) => ["C-9"];
        Refusal::TransitionNotAllowed(Transition::RedLetter {
            invoice: "26110000000000000001".into(), state: FormState::AwaitingBuyer, next: None,
            confirm_by: "2026-11-25T04:00:00Z".parse().ok(),
        }) => ["26110000000000000001", "2026-11-25 12:00", "02"];
        Refusal::TransitionNotAllowed(Transition::RedLetter {
            invoice: "26110000000000000001".into(), state: FormState::Abnormal, next: None, confirm_by: None,
        }) => ["26110000000000000001", "10"];
        Refusal::TransitionNotAllowed(Transition::RedLetter {
            invoice: "26110000000000000001".into(), state: FormState::Confirmed, next: Some(FormState::Lapsed),
            confirm_by: None,
        }) => ["04", "07"];
        Refusal::TransitionNotAllowed(Transition::Ticket {
            ticket: "17".into(), state: TicketState::Closed, step: TicketStep::Note,
        }) => ["17"];
        Refusal::FourEyes { by: "D-1".into(), second: None } => ["D-1"];
        Refusal::FourEyes {
            by: "D-1".into(),
            second: Some(SecondPerson { application: application(), step: Step::Issue, may: vec!["D-2".into()] }),
        } => ["D-1", "FP20261122-0001", "D-2"];
        Refusal::FourEyes {
            by: "D-1".into(),
            second: Some(SecondPerson { application: application(), step: Step::Reverse, may: vec![] }),
        } => ["D-1", "FP20261122-0001"];
        Refusal::CancelWindowClosed { application: application(), last_day: day("2026-11-22") } =>
            ["FP20261122-0001", "2026-11-22"];
        Refusal::AlreadyIssued { application: application(), is_partly: false } => ["FP20261122-0001"];
        Refusal::AlreadyIssued { application: application(), is_partly: true } => ["FP20261122-0001"];
        Refusal::OutAtBureau { application: application(), is_issued: false } => ["FP20261122-0001"];
        Refusal::OutAtBureau { application: application(), is_issued: true } => ["FP20261122-0001"];
        Refusal::FormMissing => ["--form"];
        Refusal::DuplicateInvoiceNumber { number: "26110000000000000001".into() } => ["26110000000000000001"];
        Refusal::InvoiceAboveMaximum { gross: Fen(123_456), max: Fen(100_000) } => ["¥1,234.56", "¥1,000.00"];
        Refusal::PolicyContradictory { problems: vec![contradiction()] } => ["28"];
        Refusal::CorrectionNotOffered => [];
        Refusal::CorrectionQuotaUsed { year: 2026, allowed: 3 } => ["2026", "3"];
        Refusal::CorrectionWindowClosed { issued_on: day("2025-11-22"), last_day: day("2026-11-22") } =>
            ["2025-11-22", "2026-11-22"];
        Refusal::RecurringAlreadyRun { month: "2026-11".into() } => ["2026-11"];
        Refusal::UnknownOp => ["op"];
        field(FieldError::Missing) => ["amount"];
        field(FieldError::Unknown) => ["amount"];
        field(FieldError::Amount(MoneyError::Empty)) => [];
        field(FieldError::Amount(MoneyError::NotANumber)) => ["1,234.50"];
        field(FieldError::Amount(MoneyError::Sign)) => [];
        field(FieldError::Amount(MoneyError::TooManyDecimals)) => [];
        field(FieldError::Amount(MoneyError::TooLarge)) => ["999,999,999,999.99"];
        field(FieldError::Choice { expected: vec!["a".into(), "b".into()] }) => ["a", "b"];
        field(FieldError::TooLong { max: 40 }) => ["40"];
        field(FieldError::WrongKind { expected: JsonKind::YesOrNo }) => ["true"];
        field(FieldError::Date) => ["2026-10-01"];
        field(FieldError::Time) => ["+08:00"];
        field(FieldError::TaxId(TaxIdError::Length)) => ["18"];
        field(FieldError::Repeated { text: bill() }) => ["B-1"];
        field(FieldError::OtherYear { year: 2027 }) => ["2027"];
        field(FieldError::TaxRate) => ["0.06"];
        field(FieldError::Malformed) => [];
        field(FieldError::InFuture) => [];
        field(FieldError::NotOver { over_on: day("2026-11-01") }) => ["2026-11-01"];
        field(FieldError::TooEarly { earliest: day("2026-11-01") }) => ["2026-11-01"];
        field(FieldError::WrongSum { sum: Fen(1), expected: Fen(2) }) => ["¥0.01", "¥0.02"];
        field(FieldError::InvoiceNumber) => ["20"];
        field(FieldError::MailSender) => ["<fapiao@example.com>"];
        field(FieldError::NotRefused) => [];
        field(FieldError::NotRefusedAtBureau) => [];
        field(FieldError::Item(PolicyFault::TaxCode)) => ["19"];
        field(FieldError::CameWithTheProgram) => [];
        field(FieldError::LastAdmin) => [];
        field(FieldError::Password(PasswordFault::TooShort { min: 8 })) => ["8"];
        field(FieldError::Password(PasswordFault::TooLong { max: 500 })) => ["500"];
        field(FieldError::Password(PasswordFault::Common)) => [];
        field(FieldError::Password(PasswordFault::OwnName)) => [];
        field(FieldError::WithoutPassword { users: vec!["Li".into(), "Wang".into()] }) => ["Li", "Wang"];
        field(FieldError::Address(vec![AddressProblem {
            field: AddressField::Recipient, fault: FieldFault::TooLong { max: 50 },
        }])) => ["50"];
        field(FieldError::Placeholder { text: "{byer}".into(), known: vec!["{buyer}".into()] }) =>
            ["{byer}", "{buyer}"];
        field(FieldError::OneOf { fields: vec!["bills".into(), "all".into()] }) => ["bills", "all"];
        Refusal::NotFound { what: Noun::Account, key: "C1".into() } => ["C1"];
        Refusal::Conflict { what: Noun::Bill, key: bill(), fields: vec!["amount".into()] } =>
            ["B-1", "amount"];
        Refusal::Conflict { what: Noun::Account, key: "C1".into(), fields: vec![] } => ["C1"];
        Refusal::Conflict { what: Noun::Qualification, key: "desk".into(), fields: vec![] } => ["desk"];
        Refusal::NotPermitted { by: "Li".into(), needs: vec![Role::Clerk, Role::Admin] } => ["Li"];
        Refusal::NotPermitted { by: "Li".into(), needs: vec![] } => ["Li"];
        Refusal::SignInFailed { why: SignInFault::Required } =>
            ["--as", "--password-file", "FAPIAO_DESK_PASSWORD"];
        Refusal::SignInFailed { why: SignInFault::Wrong } => [];
        Refusal::SignInFailed { why: SignInFault::NoPassword } => [];
        Refusal::SignInFailed { why: SignInFault::Disabled } => [];
        Refusal::SignInFailed { why: SignInFault::WrongCode } => [];
        Refusal::ClockOverride => ["--sandbox"];
        Refusal::MailNotSet => ["set_mail"];
        Refusal::MailPasswordMissing { user: "u@example.com".into() } => ["u@example.com", "mail-password"];
        Refusal::KeyStore { detail: detail() } => ["code 779"];
        Refusal::MailIsBeingSent => [];
        Refusal::MailHeld => ["deliver_application", "release_outbox"];
        Refusal::InvoiceFilesMissing { invoices: vec!["26110000000000000001".into()] } =>
            ["26110000000000000001"];
        Refusal::MailPending { message: MessageState::Unknown, again_at: None } => ["decide_mail"];
        Refusal::MailPending { message: MessageState::Failed, again_at: None } => ["decide_mail"];
        Refusal::MailPending { message: MessageState::Sending, again_at: None } => [];
        Refusal::MailPending {
            message: MessageState::Failed, again_at: "2026-11-22T04:05:00Z".parse().ok(),
        } => ["2026-11-22 12:05"];
        Refusal::TransitionNotAllowed(Transition::Mail {
            application: application(), message: MessageState::Sent, decision: MailDecision::SendAgain,
        }) => ["FP20261122-0001"];
        Refusal::NotRun => [];
        Refusal::Conflict {
            what: Noun::RedLetter, key: "26110000000000000001".into(), fields: vec!["form_no".into()],
        } => ["26110000000000000001"];
        Refusal::Conflict { what: Noun::Command, key: "k-1".into(), fields: Vec::new() } => ["k-1"];
        store(StoreFault::Unconfirmed { outcome: Outcome::Unknown, detail: detail() }) => ["code 779", "id"];
        store(StoreFault::Missing { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::Exists { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::NotAStore { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::Newer { version: 9, known: 1 }) => ["9", "1"];
        store(StoreFault::OlderOnServer {
            place: "postgres://db/desk".into(), version: 8, known: 9,
        }) => ["postgres://db/desk", "8", "9", "fapiao-desk move"];
        store(StoreFault::MovedDiffers { what: "bill".into() }) => ["bill"];
        store(StoreFault::Locked) => [];
        store(StoreFault::InUse { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::UnsafePlace { path: path(), place: UnsafePlace::OneDrive }) => ["/tmp/desk.sqlite", "OneDrive"];
        store(StoreFault::Replaced { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::OwnPlace { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::OnlyLookedAt { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::NotUpgraded {
            path: path(), backup: "/tmp/b.sqlite".into(), flaw: Box::new(StoreFault::Corrupt { detail: detail() }),
        }) => ["/tmp/desk.sqlite", "/tmp/b.sqlite", "code 779"];
        store(StoreFault::ReadOnly { path: path() }) => ["/tmp/desk.sqlite"];
        store(StoreFault::DiskFull) => [];
        store(StoreFault::Unlogged { table: "bill".into() }) => ["bill"];
        store(StoreFault::OnServer) => ["pg_dump"];
        store(StoreFault::PasswordInAddress) => ["PGPASSWORD", ".pgpass"];
        store(StoreFault::BadAddress) => ["postgres://"];
        server(ServerFault::NoSuchHost) => ["postgres://db/desk", "code 779"];
        server(ServerFault::Unreachable) => ["postgres://db/desk", "code 779"];
        server(ServerFault::NotLetIn) => ["postgres://db/desk", "code 779"];
        server(ServerFault::NoDatabase) => ["postgres://db/desk", "code 779"];
        server(ServerFault::NotTrusted) => ["postgres://db/desk", "code 779"];
        server(ServerFault::NotEncrypted) => ["postgres://db/desk", "code 779"];
        server(ServerFault::TooOld) => ["postgres://db/desk", "code 779"];
        server(ServerFault::Lost) => ["postgres://db/desk", "code 779"];
        server(ServerFault::NoRights) => ["postgres://db/desk", "code 779"];
        store(StoreFault::Missing { path: "postgres://db/desk".into() }) => ["postgres://db/desk"];
        store(StoreFault::Exists { path: "postgres://db/desk".into() }) => ["postgres://db/desk"];
        store(StoreFault::Unconfirmed { outcome: Outcome::Unknown, detail: "postgres://db/desk: lost".into() }) => ["postgres://db/desk: lost", "id"];
        store(StoreFault::Disk { detail: "postgres://db/desk: lost".into() }) => ["postgres://db/desk: lost"];
        store(StoreFault::Other { detail: "postgres://db/desk: lost".into() }) => ["postgres://db/desk: lost"];
        store(StoreFault::Stopped) => [];
        store(StoreFault::Disk { detail: detail() }) => ["code 779"];
        store(StoreFault::Corrupt { detail: detail() }) => ["code 779"];
        store(StoreFault::Other { detail: detail() }) => ["code 779"];
    }
}

#[test]
fn every_rule_has_a_sample_here() {
    let seen: HashSet<RuleId> = samples().iter().filter_map(|(refusal, _)| refusal.rule()).collect();
    let missing: Vec<&RuleId> = RuleId::ALL.iter().filter(|id| !seen.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_message_shows_the_values_that_were_seen() {
    for (refusal, values) in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let message = message_of(lang, None, &refusal);
            for value in values {
                assert!(message.contains(value), "{value} is missing in: {message}");
            }
        }
    }
}

#[test]
fn a_message_is_whole_sentences_of_one_language() {
    let is_han = |c: char| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c);
    for (refusal, _) in samples() {
        let (zh, en) = (message(Lang::Zh, &refusal), message(Lang::En, &refusal));
        assert!(zh.ends_with('。') && !zh.contains("。。"), "{zh}");
        assert!(en.ends_with('.') && !en.contains("..") && !en.contains(is_han), "{en}");
        assert!(en.starts_with(|c: char| !c.is_lowercase()), "{en}");
    }
}

#[test]
fn only_whoever_writes_commands_is_told_how_fields_are_called_in_them() {
    let altered = Refusal::bad_field("tax_certificate", FieldError::Scan(ScanFault::Altered));
    let several = vec!["bills".to_owned(), "all".to_owned()];
    let one_of = Refusal::bad_field("amount", FieldError::OneOf { fields: several });
    for (refusal, word, name) in
        [(altered, "税务登记证", "（tax_certificate）"), (one_of, "账单、", "（bills）")]
    {
        let (here, there) = (message(Lang::Zh, &refusal), message_of(Lang::Zh, None, &refusal));
        assert!(here.contains(word) && !here.contains(name), "{here}");
        assert!(there.contains(name), "{there}");
    }
}

#[test]
fn invoice_info_lists_every_field_that_is_wrong() {
    let problems = [InfoField::Name, InfoField::Bank]
        .map(|field| FieldProblem { field, fault: FieldFault::Missing })
        .to_vec();
    let refusal = Refusal::InvoiceInfoInvalid { problems };
    assert_eq!(message(Lang::Zh, &refusal), "开票信息有误：名称：请填写；开户银行：请填写。请修改后再提交。");
}

#[test]
fn a_bill_that_is_too_old_says_until_when_it_could_be_invoiced() {
    let refusal = Refusal::BillAgeLimit {
        bill_no: "202510-00000477".into(),
        billed_on: "2025-10-01".parse().unwrap(),
        last_day: "2026-10-01".parse().unwrap(),
    };
    assert_eq!(
        message(Lang::En, &refusal),
        "Bill 202510-00000477 is of 2025-10-01 and could be invoiced until 2026-10-01. Leave it out."
    );
}

#[test]
fn nobody_is_told_to_ask_for_no_more_than_nothing() {
    let refusal = Refusal::AmountExceedsInvoiceable { amount: Fen(100), invoiceable: Fen::ZERO };
    assert_eq!(
        message(Lang::Zh, &refusal),
        "申请 ¥1.00，但目前没有可开票的金额（¥0.00）。请在有新的已付款账单后再申请；如有退款账单的发票应红冲，请先红冲。"
    );
    assert!(!message(Lang::En, &refusal).contains("or less"));
}

#[test]
fn no_two_rules_have_the_same_title() {
    for lang in [Lang::Zh, Lang::En] {
        let mut titles: Vec<&str> = RuleId::ALL.iter().map(|id| rule_text(*id).title.get(lang)).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), RuleId::ALL.len());
    }
}

#[test]
fn what_a_rule_says_is_whole_sentences() {
    for id in RuleId::ALL {
        let text = rule_text(*id);
        for sentence in [text.refuses, text.what_to_do] {
            assert!(sentence.get(Lang::Zh).ends_with('。'), "{id:?}");
            assert!(sentence.get(Lang::En).ends_with('.'), "{id:?}");
        }
    }
}
