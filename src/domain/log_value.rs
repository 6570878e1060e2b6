//! What stands in a column of the store, for people who read in the log what a command changed. Columns that only the
//! program reads are told to nobody.

use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

use super::account::{AccountKind, AccountStatus, Region};
use super::application::{ApplicationState, ReversalReason, Step};
use super::balance::LedgerReason;
use super::bill::BillKind;
use super::bureau::Waiver;
use super::import::ImportKind;
use super::invoice_info::InvoiceType;
use super::issuer::Taxpayer;
use super::mail::Language;
use super::mail::outbox::MessageState;
use super::qualification::{EvidenceKind, QualificationState};
use super::red_letter::{FormState, Side};
use super::role::Role;
use super::rule_id::RuleId;
use super::ticket::TicketState;
use super::timeline::EventKind;

/// A value that is said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as what it holds")]
pub enum LogWord {
    AccountKind(AccountKind),
    AccountStatus(AccountStatus),
    Region(Region),
    State(ApplicationState),
    ReversalReason(ReversalReason),
    LedgerReason(LedgerReason),
    BillKind(BillKind),
    Waiver(Waiver),
    ImportKind(ImportKind),
    InvoiceType(InvoiceType),
    Taxpayer(Taxpayer),
    Language(Language),
    Message(MessageState),
    Evidence(EvidenceKind),
    Qualification(QualificationState),
    Form(FormState),
    Side(Side),
    Role(Role),
    Rule(RuleId),
    Ticket(TicketState),
    Event(EventKind),
    Flag(bool),
    Stage(Stage),
}

/// How far something has come, where that has no type of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 导入中.
    Begun,
    /// 已导入.
    Imported,
    /// 已撤销.
    Undone,
    /// 待批准, of a correction.
    Requested,
    /// 已批准.
    Approved,
    /// 已驳回.
    Rejected,
    /// 已申请, of a month of recurring invoicing.
    Applied,
    /// 已跳过.
    Skipped,
    /// 已退回 by the tax bureau.
    Refused,
    /// 已撤回 from it.
    Recalled,
    /// 已开具 by it.
    Returned,
    /// 等待办理, of a request to a second person.
    Waiting,
    /// 已办理.
    Done,
    /// 已收回.
    Withdrawn,
    /// 已失效.
    Lapsed,
    /// 须登录.
    Required,
    /// 不须登录.
    Free,
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Text, a number, or a day as it is written.
    Plain,
    /// Fen.
    Money,
    /// An instant, in milliseconds.
    Moment,
    /// Whether something is so, as 0 or 1.
    Flag,
    /// A tax rate, as a fraction.
    Rate,
    /// The number of a row of this table.
    Row(&'static str),
    /// 银行账号.
    Account,
    /// 电话.
    Phone,
    /// Something that is said in words.
    Word(fn(&str) -> Option<LogWord>),
    /// Roles, as a list.
    Roles,
    /// Fields with what stands in them.
    Fields,
    /// A setting: a word, fields, or text.
    Setting,
}

/// What a column of a table holds; none where only the program reads it, or it says again what the entry says.
pub fn holds(table: &str, column: &str) -> Option<Holds> {
    use Holds::{Account, Fields, Flag, Moment, Money, Phone, Plain, Rate, Roles, Row, Setting, Word};
    Some(match (table, column) {
        (_, "id" | "version" | "snapshot" | "due_assumes_year" | "sha256" | "standing" | "place" | "line" | "body")
        | (_, "first_account" | "first_bill" | "first_refund" | "first_entry" | "shape" | "bytes" | "written")
        | (_, "last_account" | "last_bill" | "last_refund" | "last_entry" | "was" | "days" | "message_id" | "is_begun")
        | ("signing_key", "public" | "wrapped" | "salt")
        | ("seal", "entry_id" | "last_day" | "sealed_at" | "user_id" | "head_entry" | "head_hash" | "manifest_hash")
        // Both are said above: whoever did something did it then.
        | ("event" | "ticket_note" | "red_letter_step" | "issue_batch" | "refusal_list" | "amendment", "at" | "user_id")
        | ("import_batch" | "refusal_overruled" | "recurring_run", "at" | "user_id") => return None,
        ("setting", "value") => Setting,
        ("application", "state") => Word(|text| read(text).map(LogWord::State)),
        ("account", "kind") => Word(|text| read(text).map(LogWord::AccountKind)),
        ("account", "status") => Word(|text| read(text).map(LogWord::AccountStatus)),
        ("account", "region") => Word(|text| read(text).map(LogWord::Region)),
        ("bill", "kind") => Word(|text| read(text).map(LogWord::BillKind)),
        ("evidence", "kind") => Word(|text| read(text).map(LogWord::Evidence)),
        ("import_batch", "kind") => Word(|text| {
            ImportKind::ALL.into_iter().find(|kind| <&str>::from(kind) == text).map(LogWord::ImportKind)
        }),
        (_, "type") => Word(|text| read(text).map(LogWord::InvoiceType)),
        ("qualification" | "submission", "state") => Word(|text| read(text).map(LogWord::Qualification)),
        ("ticket", "state") => Word(|text| read(text).map(LogWord::Ticket)),
        ("outbox", "state") => Word(|text| read(text).map(LogWord::Message)),
        ("red_letter" | "red_letter_step", "state") => Word(|text| read(text).map(LogWord::Form)),
        ("red_letter", "begun_by") => Word(|text| read(text).map(LogWord::Side)),
        ("red_letter" | "reversal", "reason") => Word(|text| read(text).map(LogWord::ReversalReason)),
        ("non_invoiceable", "reason") => Word(|text| read(text).map(LogWord::LedgerReason)),
        (_, "state" | "outcome" | "ended") => Word(stage),
        ("step_request", "step") => Word(|text| match read(text)? {
            Step::Issue => Some(LogWord::Event(EventKind::Issued)),
            Step::Reverse => Some(LogWord::Event(EventKind::Reversed)),
            _ => None,
        }),
        ("event", "event") => Word(|text| read(text).map(LogWord::Event)),
        (_, "rule") => Word(|text| read(text).map(LogWord::Rule)),
        (_, "language") => Word(|text| read(text).map(LogWord::Language)),
        ("issuer", "taxpayer") => Word(|text| read(text).map(LogWord::Taxpayer)),
        ("issuer", "full_rate_reason") => {
            Word(|text| Waiver::ALL.into_iter().find(|waiver| waiver.as_str() == text).map(LogWord::Waiver))
        }
        ("app_user", "roles") => Roles,
        ("correction", "changes") | ("submission", "reasons" | "info") => Fields,
        (_, "bank_account") => Account,
        (_, "phone" | "mobile") => Phone,
        (_, "rate") => Rate,
        (_, "enabled" | "is_default" | "must_change" | "second_person" | "is_open" | "removed" | "is_replaced") => Flag,
        ("batch_line", "batch_id") => Row("issue_batch"),
        (_, "batch_id") => Row("import_batch"),
        (_, "account_id") => Row("account"),
        (_, "application_id" | "replacement_id") => Row("application"),
        (_, "bill_id" | "source_bill_id") => Row("bill"),
        (_, "issuer_id") => Row("issuer"),
        (_, "invoice_id") => Row("invoice"),
        (_, "address_id") => Row("mailing_address"),
        (_, "source_entry_id") => Row("non_invoiceable"),
        (_, "planned_id") => Row("planned_invoice"),
        (_, "ticket_id") => Row("ticket"),
        (_, "letter_id") => Row("red_letter"),
        (_, "submission_id") => Row("submission"),
        (_, "form_id") => Row("bureau_form"),
        (_, "list_id") => Row("refusal_list"),
        (_, "line_id") => Row("batch_line"),
        (_, "refusal_id") => Row("bureau_refusal"),
        (_, "outbox_id") => Row("outbox"),
        (_, "user_id") => Row("app_user"),
        (_, column) if column.ends_with("_by") => Row("app_user"),
        (_, column) if column.ends_with("_at") => Moment,
        (_, column) if is_money(column) => Money,
        _ => Plain,
    })
}

/// Whether a column of this name holds fen, in whichever table.
pub fn is_money(column: &str) -> bool {
    matches!(
        column,
        "amount"
            | "refunded"
            | "used"
            | "opening"
            | "gross"
            | "net"
            | "tax"
            | "uncovered"
            | "invoiced"
            | "standing"
            | "max_invoice_amount"
    )
}

/// Where a column stands among others of its row: first what it is and where it stands, then money, days, all else, and
/// at the end who did it when.
pub fn rank(column: &str) -> u8 {
    match column {
        "state" | "status" | "outcome" => 0,
        "number" | "bill_no" | "name" | "code" | "event" | "kind" | "type" | "tax_id" => 1,
        _ if is_money(column) || column == "rate" => 2,
        _ if column.ends_with("_on") => 3,
        _ if column.ends_with("_by") || column.ends_with("_at") => 5,
        _ => 4,
    }
}

/// How far something has come, where that has no type of its own.
pub fn stage(text: &str) -> Option<LogWord> {
    read(text).map(LogWord::Stage)
}

/// A value by its name in the store.
fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(table: &str, column: &str, text: &str) -> Option<LogWord> {
        match holds(table, column) {
            Some(Holds::Word(read)) => read(text),
            other => panic!("{table}.{column}: {other:?}"),
        }
    }

    #[test]
    fn a_state_is_that_of_its_table() {
        assert_eq!(word("application", "state", "issued"), Some(LogWord::State(ApplicationState::Issued)));
        assert_eq!(word("ticket", "state", "open"), Some(LogWord::Ticket(TicketState::Open)));
        assert_eq!(word("correction", "state", "approved"), Some(LogWord::Stage(Stage::Approved)));
        assert_eq!(
            word("submission", "state", "approved"),
            Some(LogWord::Qualification(QualificationState::Approved))
        );
        assert_eq!(
            word("import_batch", "kind", "non-invoiceable"),
            Some(LogWord::ImportKind(ImportKind::NonInvoiceable))
        );
        assert_eq!(word("recurring_run", "rule", "overdue-bill"), Some(LogWord::Rule(RuleId::OverdueBill)));
        assert_eq!(word("application", "state", "of a newer program"), None);
    }

    #[test]
    fn who_did_something_is_a_user_and_who_began_a_form_a_side() {
        assert!(matches!(holds("submission", "reviewed_by"), Some(Holds::Row("app_user"))));
        assert!(matches!(word("red_letter", "begun_by", "seller"), Some(LogWord::Side(Side::Seller))));
        assert!(holds("application", "snapshot").is_none());
    }
}
