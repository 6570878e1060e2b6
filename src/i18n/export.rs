//! Words of lists: their columns and what stands in them, what every list says, and taking lists out.

use chrono::NaiveDate;

use super::domain;
use super::imports;
use super::rules::rule_text;
use super::{Lang, Text, phrase};
use crate::domain::bill::BillStanding;
use crate::domain::export::{
    AccountColumn, ApplicationColumn, BillColumn, EntryColumn, ImportColumn, InvoiceColumn, ListName, Phrase,
    TicketColumn,
};

/// Lets everything through again.
pub const CLEAR_FILTERS: Text = Text::new("清除筛选", "Clear the filters");
/// A row is in the clipboard.
pub const ROW_COPIED: Text = Text::new("已复制这一行", "Row copied");
/// A filter: whatever state.
pub const ALL: Text = Text::new("全部", "All");
/// Takes a list out.
pub const EXPORT: Text = Text::new("导出", "Export");
/// As a workbook.
pub const AS_XLSX: Text = Text::new("导出为 Excel（XLSX）", "Export as Excel (XLSX)");
/// As text.
pub const AS_CSV: Text = Text::new("导出为 CSV", "Export as CSV");
/// What CSV cannot do: it is text without types, and Excel takes a long number for a large one. Nothing that could be
/// written into the file mends that without spoiling it for other programs.
pub const CSV_LONG_NUMBERS: Text = Text::new(
    "用 Excel 打开 CSV 时，发票号码、银行账号等长数字会显示成 1.23E+19；给人看请导出 XLSX。",
    "Excel shows the long numbers of a CSV, such as invoice numbers, as 1.23E+19. For people, export XLSX.",
);
/// The dialog that asks for a place.
pub const SAVE_AS: Text = Text::new("导出到", "Export to");
/// What a workbook is called in that dialog.
pub const XLSX_FILES: Text = Text::new("Excel 工作簿", "Excel workbook");
/// What a CSV file is called in that dialog.
pub const CSV_FILES: Text = Text::new("CSV 文件", "CSV file");
/// It was cancelled.
pub const CANCELLED: Text = Text::new("已取消导出，没有留下文件", "Export cancelled; no file was left");
/// A list is being written already.
pub const UNDER_WAY: Text = Text::new("正在导出，请等它完成或取消", "An export is under way");

/// Work under way.
pub fn exporting(lang: Lang, list: ListName) -> String {
    match lang {
        Lang::Zh => format!("正在导出{}…", list_name(list).get(lang)),
        Lang::En => format!("Exporting {}…", list_name(list).get(lang).to_lowercase()),
    }
}

/// Done: how many rows, and where.
pub fn exported(lang: Lang, rows: u64, path: &str) -> String {
    let n = phrase::count(rows);
    match lang {
        Lang::Zh => format!("已导出 {n} 行：{path}"),
        Lang::En => format!("{n} {} exported: {path}", if rows == 1 { "row" } else { "rows" }),
    }
}

/// The name that a file is given first.
pub fn file_name(lang: Lang, list: ListName, today: NaiveDate, ending: &str) -> String {
    format!("{} {today}.{ending}", list_name(list).get(lang))
}

/// The name of a list.
pub const fn list_name(list: ListName) -> Text {
    match list {
        ListName::Accounts => Text::new("客户", "Customers"),
        ListName::Bills => Text::new("账单", "Bills"),
        ListName::NonInvoiceable => Text::new("不可开票金额", "Non-invoiceable"),
        ListName::Applications => Text::new("开票申请", "Applications"),
        ListName::Invoices => Text::new("发票", "Invoices"),
    }
}

/// A phrase of a list.
pub fn say(lang: Lang, phrase: Phrase) -> &'static str {
    let text = match phrase {
        Phrase::Title(list) => list_name(list),
        Phrase::Total => Text::new("合计", "Total"),
        Phrase::OfBills(column) => bill_column(column),
        Phrase::OfEntries(column) => entry_column(column),
        Phrase::LedgerReason(reason) => domain::ledger_reason(reason),
        Phrase::OfAccounts(column) => account_column(column),
        Phrase::OfApplications(column) => application_column(column),
        Phrase::OfInvoices(column) => invoice_column(column),
        Phrase::OfTickets(column) => ticket_column(column),
        Phrase::OfImports(column) => import_column(column),
        Phrase::BillKind(kind) => domain::bill_kind(kind),
        Phrase::Standing(standing) => bill_standing(standing),
        Phrase::Rule(rule) => rule_text(rule).title,
        Phrase::AccountKind(kind) => domain::account_kind(kind),
        Phrase::Region(region) => domain::region(region),
        Phrase::Status(status) => domain::account_status(status),
        Phrase::State(state) => domain::application_state(state),
        Phrase::InvoiceType(invoice_type) => domain::invoice_type(invoice_type),
        Phrase::TicketState(state) => domain::ticket_state(state),
        Phrase::ImportKind(kind) => super::exchange::import_kind(kind),
        Phrase::IsUndone(true) => imports::UNDONE,
        Phrase::IsUndone(false) => imports::IN_FORCE,
    };
    text.get(lang)
}

/// Where a bill stands.
pub const fn bill_standing(value: BillStanding) -> Text {
    match value {
        BillStanding::Overdue => Text::new("逾期未付", "Overdue"),
        BillStanding::Unpaid => Text::new("未付款", "Unpaid"),
        BillStanding::Invoiced => Text::new("已开票", "Invoiced"),
        BillStanding::NothingLeft => Text::new("无可开金额", "Nothing left"),
        BillStanding::TooOld => Text::new("超过开票期限", "Too old"),
        BillStanding::PartlyInvoiced => Text::new("部分开票", "Partly invoiced"),
        BillStanding::PartlyRefunded => Text::new("部分退款", "Partly refunded"),
        BillStanding::Invoiceable => Text::new("可开票", "Invoiceable"),
    }
}

/// A column of the list of bills.
pub const fn bill_column(column: BillColumn) -> Text {
    match column {
        BillColumn::BillNo => Text::new("账单号", "Bill no."),
        BillColumn::Account => Text::new("客户编号", "Customer no."),
        BillColumn::AccountName => Text::new("客户名称", "Customer"),
        BillColumn::Kind => Text::new("计费类型", "Kind"),
        BillColumn::Item => Text::new("项目", "Item"),
        BillColumn::BilledOn => Text::new("账单日期", "Billed on"),
        BillColumn::DueOn => Text::new("付款期限", "Due on"),
        BillColumn::PaidOn => Text::new("付款日期", "Paid on"),
        BillColumn::Standing => Text::new("状态", "Status"),
        BillColumn::Rule => Text::new("不可开票原因", "Why not invoiceable"),
        BillColumn::Amount => Text::new("账单金额", "Amount"),
        BillColumn::Refunded => Text::new("已退款", "Refunded"),
        BillColumn::Opening => Text::new("期初已开票", "Opening"),
        BillColumn::Used => Text::new("已开票及占用", "Invoiced and reserved"),
        BillColumn::Offset => Text::new("抵扣", "Offset"),
        BillColumn::Remaining => Text::new("剩余金额", "Remaining"),
    }
}

/// A column of the list of ledger entries.
pub const fn entry_column(column: EntryColumn) -> Text {
    match column {
        EntryColumn::Account => Text::new("客户编号", "Customer no."),
        EntryColumn::AccountName => Text::new("客户名称", "Customer"),
        EntryColumn::Amount => Text::new("不可开票金额", "Non-invoiceable amount"),
        EntryColumn::Reason => Text::new("原因", "Reason"),
        EntryColumn::Note => Text::new("备注", "Note"),
        EntryColumn::EnteredOn => Text::new("登记日期", "Entered on"),
        EntryColumn::EnteredBy => Text::new("登记人", "Entered by"),
        EntryColumn::Offset => Text::new("已抵扣", "Offset"),
    }
}

/// A column of the list of customers.
pub const fn account_column(column: AccountColumn) -> Text {
    match column {
        AccountColumn::Account => Text::new("客户编号", "Customer no."),
        AccountColumn::Name => Text::new("客户名称", "Customer"),
        AccountColumn::Issuer => Text::new("开票方", "Issuer"),
        AccountColumn::Kind => Text::new("类别", "Kind"),
        AccountColumn::Region => Text::new("地区", "Region"),
        AccountColumn::Status => Text::new("账号状态", "Account status"),
        AccountColumn::Blocked => Text::new("受限原因", "Blocked by"),
        AccountColumn::VerifiedName => Text::new("实名认证名称", "Verified name"),
        AccountColumn::VerifiedTaxId => Text::new("实名认证税号", "Verified tax ID"),
        AccountColumn::Contact => Text::new("联系人", "Contact"),
        AccountColumn::Mobile => Text::new("手机", "Mobile"),
        AccountColumn::Email => Text::new("电子邮箱", "E-mail"),
        AccountColumn::Bills => Text::new("账单数", "Bills"),
        AccountColumn::OpenApplications => Text::new("未完成申请", "Open applications"),
        AccountColumn::Invoiceable => Text::new("可开票金额", "Invoiceable"),
        AccountColumn::NonInvoiceable => Text::new("不可开票金额", "Non-invoiceable"),
        AccountColumn::InArrears => Text::new("欠票金额", "In arrears"),
    }
}

/// A column of the list of applications.
pub const fn application_column(column: ApplicationColumn) -> Text {
    match column {
        ApplicationColumn::Application => Text::new("申请编号", "Application no."),
        ApplicationColumn::Account => Text::new("客户编号", "Customer no."),
        ApplicationColumn::AccountName => Text::new("客户名称", "Customer"),
        ApplicationColumn::BuyerName => Text::new("购买方名称", "Buyer"),
        ApplicationColumn::InvoiceType => Text::new("发票类型", "Invoice type"),
        ApplicationColumn::State => Text::new("状态", "Status"),
        ApplicationColumn::SubmittedOn => Text::new("提交日期", "Submitted on"),
        ApplicationColumn::DueOn => Text::new("开票期限", "Due on"),
        ApplicationColumn::WorkingDaysLate => Text::new("逾期工作日", "Working days late"),
        ApplicationColumn::Invoices => Text::new("发票号码", "Invoice no."),
        ApplicationColumn::Amount => Text::new("开票金额", "Amount"),
        ApplicationColumn::Uncovered => Text::new("已退款，不再足额", "Refunded, no longer covered"),
    }
}

/// A column of the list of invoices.
pub const fn invoice_column(column: InvoiceColumn) -> Text {
    match column {
        InvoiceColumn::Number => Text::new("发票号码", "Invoice no."),
        InvoiceColumn::IssuedOn => Text::new("开票日期", "Issued on"),
        InvoiceColumn::Application => Text::new("申请编号", "Application no."),
        InvoiceColumn::State => Text::new("状态", "Status"),
        InvoiceColumn::Account => Text::new("客户编号", "Customer no."),
        InvoiceColumn::AccountName => Text::new("客户名称", "Customer"),
        InvoiceColumn::BuyerName => Text::new("购买方名称", "Buyer"),
        InvoiceColumn::TaxId => Text::new("购买方税号", "Buyer's tax ID"),
        InvoiceColumn::InvoiceType => Text::new("发票类型", "Invoice type"),
        InvoiceColumn::Item => Text::new("发票项目", "Invoice item"),
        InvoiceColumn::Rate => Text::new("税率", "Tax rate"),
        InvoiceColumn::Net => Text::new("不含税金额", "Net"),
        InvoiceColumn::Tax => Text::new("税额", "Tax"),
        InvoiceColumn::Gross => Text::new("价税合计", "Gross"),
        InvoiceColumn::RedNumber => Text::new("红字发票号码", "Red-letter no."),
        InvoiceColumn::Remark => Text::new("备注", "Remark"),
    }
}

/// A column of the list of tickets.
pub const fn ticket_column(column: TicketColumn) -> Text {
    match column {
        TicketColumn::Number => Text::new("工单号", "Ticket"),
        TicketColumn::AccountName => Text::new("客户", "Customer"),
        TicketColumn::Rule => super::tickets::WHY,
        TicketColumn::Application => super::tickets::APPLICATION,
        TicketColumn::LastNote => Text::new("最近备注", "Last note"),
        TicketColumn::OpenedAt => super::tickets::OPENED,
        TicketColumn::OpenedBy => super::tickets::OPENED_BY,
        TicketColumn::State => super::tickets::STATE,
    }
}

/// A column of the list of imports.
pub const fn import_column(column: ImportColumn) -> Text {
    match column {
        ImportColumn::Number => imports::NUMBER,
        ImportColumn::When => imports::WHEN,
        ImportColumn::Who => imports::WHO,
        ImportColumn::Kind => imports::KIND,
        ImportColumn::File => imports::FILE,
        ImportColumn::Sha256 => imports::SHA256,
        ImportColumn::Issuer => imports::ISSUER,
        ImportColumn::Added => imports::ADDED,
        ImportColumn::Changed => imports::CHANGED,
        ImportColumn::Refused => imports::REFUSED,
        ImportColumn::Amount => imports::AMOUNT,
        ImportColumn::Refunded => imports::REFUNDED,
        ImportColumn::Opening => imports::OPENING,
        ImportColumn::State => imports::STATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::ListColumn;

    fn headers<C: ListColumn>(lang: Lang) -> Vec<&'static str> {
        C::ALL.iter().map(|column| say(lang, column.header())).collect()
    }

    #[test]
    fn no_two_columns_of_a_list_have_the_same_header() {
        for lang in [Lang::Zh, Lang::En] {
            let lists = [
                headers::<EntryColumn>(lang),
                headers::<BillColumn>(lang),
                headers::<AccountColumn>(lang),
                headers::<ApplicationColumn>(lang),
                headers::<InvoiceColumn>(lang),
                headers::<TicketColumn>(lang),
                headers::<ImportColumn>(lang),
            ];
            for mut headers in lists {
                let count = headers.len();
                headers.sort_unstable();
                headers.dedup();
                assert_eq!(headers.len(), count);
            }
        }
    }
}
