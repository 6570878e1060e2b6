//! Words of lists: their columns and what stands in them, what every list says, and taking lists out.

use crate::domain::bill::BillStanding;
use crate::domain::list_columns::{
    AccountColumn, ApplicationColumn, AuditColumn, BillColumn, EntryColumn, ImportColumn, InvoiceColumn,
    ListName, Phrase, ReviewColumn, TicketColumn,
};
use crate::domain::money::Fen;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, Text, audit, common, domain, exchange, imports, phrase};

texts! {
    CLEAR_FILTERS = "清除筛选", "Clear filters";
    ROW_COPIED = "已复制这一行", "Row copied";
    CELL_COPIED = "已复制", "Copied";
    OPEN = "打开", "Open";
    MORE_STATES = "更多…", "More…";
    SAVE_FILTER = "☆ 保存筛选", "☆ Save filter";
    FORGET_FILTER = "★ 删除筛选", "★ Delete filter";
    FILTER_NAME = "筛选名称", "Name of the filter";
    SAVE = "保存", "Save";
    COPY = "复制", "Copy";
    CHOOSING = "正在选择…", "Selecting…";
    CHOOSE_NONE = "取消选择", "Clear selection";
    ALL = "全部", "All";
    EXPORT = "导出", "Export";
    AS_XLSX = "导出为 Excel（XLSX）", "Export as Excel (XLSX)";
    AS_CSV = "导出为 CSV", "Export as CSV";
    /// What CSV cannot do: it is text without types, and Excel takes a long number for a large one. Nothing that could be
    /// written into the file fixes that without spoiling it for other programs.
    CSV_LONG_NUMBERS =
        "用 Excel 打开 CSV 时，发票号码、银行账号等长数字会显示成 1.23E+19；给人看请导出 XLSX。",
        "Excel shows the long numbers of a CSV, such as invoice numbers, as 1.23E+19. For people, export XLSX.";
}

sentences! {
    copy_rows(lang, rows: u64) = "复制 {n} 行", "Copy 1 row", "Copy {n} rows", n = phrase::count(rows);
    copy_cell(lang, value: &str) = "复制“{value}”", "Copy “{value}”";
    only(lang, state: &str) = "只看“{state}”", "Only “{state}”";
    choose(lang, row: &str) = "选择 {row}", "Select {row}";
    chosen(lang, rows: u64) = "已选 {n} 项", "{n} selected", n = phrase::count(rows);
    chosen_most(lang, n: u64) =
        "一次最多选 {n} 项，其余的没有选", "At most {n} rows can be chosen at once; the rest are not", n = phrase::count(n);
    chosen_sum(lang, sum: Fen) = "合计 {sum}", "in total {sum}", sum = phrase::yuan(sum);
    rows_copied(lang, rows: u64) =
        "已复制 {n} 行", "1 row copied", "{n} rows copied", n = phrase::count(rows);
    exported(lang, rows: u64, path: &str) =
        "已导出 {n} 行：{path}", "1 row exported: {path}", "{n} rows exported: {path}", n = phrase::count(rows);
}

names! {
    list_name(ListName) {
        Accounts = "客户", "Customers";
        Bills = "账单", "Bills";
        NonInvoiceable = "不可开票金额", "Non-invoiceable";
        Applications = "开票申请", "Applications";
        Invoices = "发票", "Invoices";
        Audit = "审计日志", "Audit log";
    }
    bill_standing(BillStanding) {
        Overdue = "逾期未付", "Overdue";
        Unpaid = "未付款", "Unpaid";
        Invoiced = "已开票", "Invoiced";
        NothingLeft = "无可开金额", "Nothing left";
        TooOld = "超过开票期限", "Past age limit";
        PartlyInvoiced = "部分开票", "Partly invoiced";
        PartlyRefunded = "部分退款", "Partly refunded";
        Invoiceable = "可开票", "Invoiceable";
    }
    bill_column(BillColumn) {
        BillNo = "账单号", "Bill no.";
        Account = "客户编号", "Customer no.";
        AccountName = "客户名称", "Customer";
        Kind = "计费类型", "Type";
        Item = "项目", "Item";
        BilledOn = "账单日期", "Bill date";
        DueOn = "付款期限", "Due on";
        PaidOn = "付款日期", "Paid on";
        Standing = "状态", "Status";
        Rule = "不可开票原因", "Why not invoiceable";
        Amount = "账单金额", "Amount";
        Refunded = "已退款", "Refunded";
        Opening = "期初已开票", "Opening invoiced";
        Used = "已开票及占用", "Invoiced and reserved";
        Offset = "抵扣", "Offset";
        Remaining = "剩余金额", "Remaining";
    }
    entry_column(EntryColumn) {
        Account = "客户编号", "Customer no.";
        AccountName = "客户名称", "Customer";
        Amount = "不可开票金额", "Non-invoiceable amount";
        Reason = "原因", "Reason";
        Note = "备注", "Note";
        EnteredOn = "登记日期", "Entered on";
        EnteredBy = "登记人", "Entered by";
        Offset = "已抵扣", "Offset";
    }
    account_column(AccountColumn) {
        Account = "客户编号", "Customer no.";
        Name = "客户名称", "Customer";
        Issuer = "开票方", "Issuer";
        Kind = "类别", "Type";
        Region = "地区", "Region";
        Status = "账号状态", "Account status";
        Blocked = "受限原因", "Blocked by";
        VerifiedName = "实名认证名称", "Verified name";
        VerifiedTaxId = "实名认证税号", "Verified tax ID";
        Contact = "联系人", "Contact";
        Mobile = "手机", "Mobile";
        Email = "电子邮箱", "E-mail";
        Bills = "账单数", "Bills";
        OpenApplications = "未完成申请", "Open applications";
        Invoiceable = "可开票金额", "Invoiceable";
        NonInvoiceable = "不可开票金额", "Non-invoiceable";
        InArrears = "欠票金额", "In arrears";
    }
    application_column(ApplicationColumn) {
        Application = "申请编号", "Application no.";
        Account = "客户编号", "Customer no.";
        AccountName = "客户名称", "Customer";
        BuyerName = "购买方名称", "Buyer";
        InvoiceType = "发票类型", "Invoice type";
        State = "状态", "Status";
        SubmittedOn = "提交日期", "Submitted on";
        DueOn = "开票期限", "Due on";
        WorkingDaysLate = "逾期工作日", "Working days overdue";
        Invoices = "发票号码", "Invoice no.";
        Amount = "开票金额", "Amount";
        Uncovered = "已退款，不再足额", "Refunded, no longer covered";
    }
    invoice_column(InvoiceColumn) {
        Number = "发票号码", "Invoice no.";
        IssuedOn = "开票日期", "Issued on";
        Application = "申请编号", "Application no.";
        State = "状态", "Status";
        Account = "客户编号", "Customer no.";
        AccountName = "客户名称", "Customer";
        BuyerName = "购买方名称", "Buyer";
        TaxId = "购买方税号", "Buyer's tax ID";
        InvoiceType = "发票类型", "Invoice type";
        Item = "发票项目", "Invoice item";
        Rate = "税率", "Tax rate";
        Net = "不含税金额", "Net";
        Tax = "税额", "Tax";
        Gross = "价税合计", "Gross";
        RedNumber = "红字发票号码", "Red-letter no.";
        Remark = "备注", "Remark";
    }
    ticket_column(TicketColumn) {
        Number = "工单号", "Ticket";
        AccountName = "客户", "Customer";
        Rule = "事由", "Subject";
        Application = "开票申请", "Application";
        LastNote = "最近备注", "Latest note";
        OpenedAt = "提交时间", "Submitted";
        OpenedBy = "提交人", "Submitted by";
        State = "状态", "Status";
    }
    review_column(ReviewColumn) {
        AccountName = "客户", "Customer";
        Account = "客户编号", "Customer no.";
        State = "结果", "Outcome";
        ReviewedAt = "审核时间", "Decided";
        ReviewedBy = "审核人", "Reviewer";
        SubmittedBy = "提交人", "Submitted by";
        SubmittedOn = "提交日期", "Submitted on";
        Reasons = "驳回原因", "Why rejected";
    }
    import_column(ImportColumn) {
        Number = "批次", "Import";
        When = "时间", "Time";
        Who = "操作人", "User";
        Kind = "类型", "Type";
        File = "文件", "File";
        Sha256 = "SHA-256", "SHA-256";
        Issuer = "开票方", "Issuer";
        Added = "新增", "Added";
        Changed = "更新", "Changed";
        Refused = "有问题", "Errors";
        Amount = "金额合计", "Amount";
        Refunded = "已退款合计", "Refunded";
        Opening = "期初已开票合计", "Invoiced before import";
        State = "状态", "Status";
    }
    audit_column(AuditColumn) {
        Number = "序号", "No.";
        When = "时间", "Time";
        Who = "操作人", "User";
        What = "操作", "Action";
        Object = "对象", "About";
        From = "从哪里", "From";
        SystemUser = "系统用户", "System user";
        Machine = "电脑", "Machine";
        Refused = "被拒绝", "Refused";
        Hash = "哈希", "Hash";
    }
}

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
        Phrase::OfReviews(column) => review_column(column),
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
        Phrase::Qualification(state) => domain::qualification_standing(Some(state)),
        Phrase::ImportKind(kind) => exchange::import_kind(kind),
        Phrase::OfAudit(column) => audit_column(column),
        Phrase::LogOp(op) => audit::log_op(op),
        Phrase::Origin(origin) => audit::origin(origin),
        Phrase::Attempt(attempt) => audit::attempt(attempt),
        Phrase::IsUndone(true) => imports::UNDONE,
        Phrase::IsUndone(false) => common::IMPORTED,
    };
    text.get(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::list_columns::ListColumn;

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
                headers::<ReviewColumn>(lang),
                headers::<ImportColumn>(lang),
                headers::<AuditColumn>(lang),
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
