//! Words for what is imported, its fields, and headers that are not understood.

use crate::domain::import::{Field, HeaderError, ImportKind, Meaning};
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, Text};

names! {
    import_kind(ImportKind) {
        Accounts = "客户", "customers";
        Bills = "账单", "bills";
        Refunds = "退款", "refunds";
        NonInvoiceable = "不可开票金额", "non-invoiceable amounts";
    }
}

pub const fn field(kind: ImportKind, field: Field) -> Text {
    match (field, kind) {
        (Field::Account, _) => Text::new("客户编号", "customer number"),
        (Field::Name, _) => Text::new("客户名称", "customer name"),
        (Field::Kind, ImportKind::Bills) => Text::new("计费方式", "billing method"),
        (Field::Kind, _) => Text::new("客户类型", "account kind"),
        (Field::Region, _) => Text::new("国家/地区", "country or region"),
        (Field::Status, ImportKind::Bills) => Text::new("支付状态", "payment status"),
        (Field::Status, _) => Text::new("账号状态", "account status"),
        (Field::VerifiedName, _) => Text::new("实名认证名称", "verified name"),
        (Field::VerifiedTaxId, _) => Text::new("纳税人识别号", "tax id"),
        (Field::Address, _) => Text::new("注册地址", "registered address"),
        (Field::Phone, _) => Text::new("注册电话", "registered phone"),
        (Field::Bank, _) => Text::new("开户银行", "bank"),
        (Field::BankAccount, _) => Text::new("银行账号", "bank account"),
        (Field::Contact, _) => Text::new("联系人", "contact"),
        (Field::Mobile, _) => Text::new("手机", "mobile phone"),
        (Field::Email, _) => Text::new("电子邮箱", "e-mail"),
        (Field::BillNo, _) => Text::new("账单号", "bill number"),
        (Field::Amount, ImportKind::Bills) => Text::new("账单金额", "bill amount"),
        (Field::Amount, ImportKind::Refunds) => Text::new("退款金额", "refunded amount"),
        (Field::Amount, _) => Text::new("金额", "amount"),
        (Field::BilledOn, _) => Text::new("账单日期", "bill date"),
        (Field::DueOn, _) => Text::new("应付日期", "due date"),
        (Field::PaidOn, _) => Text::new("支付日期", "date of payment"),
        (Field::Item, _) => Text::new("开票项目", "invoice item"),
        (Field::Refunded, _) => Text::new("已退款金额", "amount refunded"),
        (Field::On, _) => Text::new("退款日期", "date of refund"),
        (Field::Reason, _) => Text::new("原因", "reason"),
        (Field::Note, _) => Text::new("备注", "note"),
        (Field::Net, _) => Text::new("不含税金额", "amount without tax"),
        (Field::Tax, _) => Text::new("税额", "tax"),
        (Field::TaxRate, _) => Text::new("税率", "tax rate"),
        (Field::RefundState, _) => Text::new("退款状态", "refund status"),
        (Field::InvoiceState, _) => Text::new("开票状态", "invoicing status"),
        (Field::Opening, _) => Text::new("已开票金额", "invoiced amount"),
        (Field::Uninvoiced, _) => Text::new("未开票金额", "amount not invoiced"),
        (Field::Used, _) => Text::new("已开票及占用", "invoiced and reserved"),
        (Field::Absorbed, _) => Text::new("抵扣", "absorbed by offsets"),
        (Field::Currency, _) => Text::new("币种", "currency"),
    }
}

pub fn header_error(lang: Lang, kind: ImportKind, error: &HeaderError) -> String {
    let word = |named: &Field| field(kind, *named).get(lang);
    let words = |named: &[Field]| listed(lang, named.iter().map(word));
    say!(lang, match error {
        HeaderError::NotFound { missing, row: None, .. } =>
            "前 30 行中没有找到表头。表头须有：{missing}。请确认选对了文件和工作表，或手工指定各列。",
            "No header was found in the first 30 rows. It must name: {missing}. Make sure that file and sheet are the right ones, or name the columns by hand.",
            missing = words(missing);
        HeaderError::NotFound { missing, row: Some(row), seen } =>
            "第 {row} 行像是表头，但缺少：{missing}。该行的列有：{seen}。请手工指定缺少的列，或补上后再导入。",
            "Row {row} looks like the header, but has no {missing}. Its columns are: {seen}. Name the missing ones by hand, or add them to the file.",
            missing = words(missing), seen = listed(lang, seen);
        HeaderError::SeveralSheets { kind, sheets } =>
            "有几个工作表都是{kind}：{sheets}。请选择要导入的工作表（命令行用 --sheet 名称），逐个导入。",
            "Several sheets hold {kind}: {sheets}. Choose one (--sheet NAME on the command line), and import them one by one.",
            kind = import_kind(*kind).get(lang), sheets = listed(lang, sheets);
        HeaderError::OnSheet { sheet, others, error } =>
            "工作表“{sheet}”：{error}如果要导入的是另一个工作表，请选择（命令行用 --sheet 名称）：{others}。",
            "On sheet “{sheet}”: {error} If another sheet is meant, choose it (--sheet NAME on the command line): {others}.",
            error = header_error(lang, kind, error), others = listed(lang, others);
        HeaderError::Ambiguous { field, row, headers } =>
            "第 {row} 行的表头中，有几列都可能是{word}：{headers}。请手工指定用哪一列。",
            "In the header in row {row}, several columns could be the {word}: {headers}. Say by hand which one it is.",
            word = word(field), headers = listed(lang, headers);
        HeaderError::UnitUnclear { row, named, unnamed } =>
            "第 {row} 行的表头中，“{named}”写明了单位，而“{unnamed}”没有，看不出后者是不是元。请在列名中写明单位（如“{unnamed}(元)”）后再导入。",
            "In the header in row {row}, “{named}” says its unit and “{unnamed}” does not, so it may be in yuan or not. Write the unit into the header, such as “{unnamed} (CNY)”, then import the file.";
        HeaderError::ForeignCurrency { row, text } =>
            "第 {row} 行写明“{text}”，金额不是人民币。只能导入人民币金额，请换算成人民币后再导入。",
            "Row {row} says “{text}”: the amounts are not in CNY. Only amounts in CNY are taken; convert them, then import the file.";
        HeaderError::NoSuchColumn { field, header, seen } =>
            "没有找到指定为{word}的列“{header}”。文件中的列有：{seen}。",
            "There is no column “{header}” to be the {word}. The columns are: {seen}.",
            word = word(field), seen = listed(lang, seen);
        HeaderError::NoSuchMeaning { kind, pair } if Meaning::all(*kind).is_empty() =>
            "“{pair}”不能使用：{kind}中没有需要指明含义的词。",
            "“{pair}” is of no use: tables of {kind} have no such words.",
            kind = import_kind(*kind).get(lang);
        HeaderError::NoSuchMeaning { kind, pair } =>
            "“{pair}”不是“含义=词”的形式，或没有这个含义。可用的含义有：{meanings}。",
            "“{pair}” is not of the form MEANING=WORD, or there is no such meaning. The meanings are: {meanings}.",
            meanings = listed(lang, Meaning::all(*kind).iter().map(|meaning| meaning.id()));
        HeaderError::NoSuchField { kind, pair } =>
            "“{pair}”不是“字段=列名”的形式，或没有这个字段。可用的字段有：{fields}。",
            "“{pair}” is not of the form field=Header, or there is no such field. The fields are: {fields}.",
            fields = listed(lang, kind.fields().iter().map(|field| field.id()));
    })
}
