//! Lines of the automation interface as most tests say them, each a JSON object.

/// The enterprise that most tests are about, and its tax id.
pub const NAME: &str = "杭州砺行新能源有限责任公司";
pub const TAX_ID: &str = "913301067L53XQJUQR";

/// The moment at which tests begin: noon of a Sunday in China.
pub const NOON: &str = "2026-11-22T12:00:00+08:00";

/// The line with further fields, `"by":"desk"`.
pub fn with(line: &str, more: &str) -> String {
    format!("{{{more},{}", line.trim_start().strip_prefix('{').expect("a line"))
}

/// The line at another time, which is written with its zone.
pub fn at(time: &str, line: &str) -> String {
    with(line, &format!(r#""at":"{time}""#))
}

/// The line, said by this user.
pub fn by(user: &str, line: &str) -> String {
    with(line, &format!(r#""by":"{user}""#))
}

pub fn issuer(code: &str, name: &str, policy: &str) -> String {
    format!(r#"{{"op":"add_issuer","code":"{code}","name":"{name}","policy":"{policy}"}}"#)
}

pub fn user(name: &str, role: &str) -> String {
    format!(r#"{{"op":"add_user","name":"{name}","roles":["{role}"]}}"#)
}

/// A verified enterprise.
pub fn enterprise(account: &str, issuer: &str, name: &str) -> String {
    format!(
        r#"{{"op":"add_account","account":"{account}","issuer":"{issuer}","name":"{name}","kind":"enterprise","verified_name":"{name}","verified_tax_id":"{TAX_ID}"}}"#
    )
}

/// A company of Hong Kong, which gets no invoices.
pub fn outside(account: &str, issuer: &str) -> String {
    format!(
        r#"{{"op":"add_account","account":"{account}","issuer":"{issuer}","name":"香港青禾有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}}"#
    )
}

pub fn general_info(account: &str) -> String {
    format!(
        r#"{{"op":"save_invoice_info","account":"{account}","type":"enterprise_general","name":"{NAME}","tax_id":"{TAX_ID}"}}"#
    )
}

/// All that a special invoice asks for.
pub fn special_info(account: &str, name: &str, bank_account: &str) -> String {
    format!(
        r#"{{"op":"save_invoice_info","account":"{account}","type":"enterprise_special","name":"{name}","tax_id":"{TAX_ID}","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行杭州分行营业部","bank_account":"{bank_account}"}}"#
    )
}

pub fn address(account: &str, recipient: &str) -> String {
    format!(
        r#"{{"op":"save_address","account":"{account}","recipient":"{recipient}","phone":"17199338205","region":"浙江省杭州市","street":"文一西路969号"}}"#
    )
}

/// A verified enterprise with general info and an address.
pub fn customer(account: &str, issuer: &str) -> [String; 3] {
    [enterprise(account, issuer, NAME), general_info(account), address(account, "孙敏")]
}

pub fn bill(account: &str, no: &str, amount: &str, billed: &str, due: &str, paid: Option<&str>) -> String {
    let paid = paid.map(|on| format!(r#","paid_on":"{on}""#)).unwrap_or_default();
    format!(
        r#"{{"op":"add_bill","account":"{account}","bill_no":"{no}","kind":"pay_as_you_go","amount":"{amount}","billed_on":"{billed}","due_on":"{due}"{paid}}}"#
    )
}

/// A bill that was paid a month ago.
pub fn paid(account: &str, bill_no: &str, amount: &str) -> String {
    bill(account, bill_no, amount, "2026-10-01", "2026-10-10", Some("2026-10-05"))
}

pub fn refund(bill_no: &str, amount: &str) -> String {
    format!(r#"{{"op":"add_refund","bill_no":"{bill_no}","amount":"{amount}","on":"2026-11-22"}}"#)
}

pub fn non_invoiceable(account: &str, amount: &str) -> String {
    format!(
        r#"{{"op":"add_non_invoiceable","account":"{account}","amount":"{amount}","reason":"other","note":"押金"}}"#
    )
}

/// Makes an account `frozen`, or `active` again.
pub fn status(account: &str, status: &str) -> String {
    format!(r#"{{"op":"set_account_status","account":"{account}","status":"{status}"}}"#)
}

/// An application for what `basis` says, `"all":true`.
pub fn apply(account: &str, basis: &str) -> String {
    format!(r#"{{"op":"submit_application","account":"{account}","type":"enterprise_general",{basis}}}"#)
}

/// An application under a policy that takes an amount.
pub fn apply_amount(account: &str, amount: &str) -> String {
    apply(account, &format!(r#""amount":"{amount}""#))
}

/// An application under a policy that takes bills and sends e-mail.
pub fn apply_bills(account: &str, bills: &[&str]) -> String {
    apply(account, &format!(r#""bills":{bills:?},"email":"fin@example.com""#))
}

/// An application for everything, under either policy.
pub fn apply_all(account: &str) -> String {
    apply(account, r#""all":true,"email":"fin@example.com""#)
}

/// A step of an application, or the question for it, which takes no more than its number.
pub fn step(op: &str, application: &str) -> String {
    format!(r#"{{"op":"{op}","application":"{application}"}}"#)
}

/// Issues an application with invoices of this number and gross amount each, dated 2026-11-22.
pub fn issue(application: &str, invoices: &[(&str, &str)]) -> String {
    let invoice = |(number, gross): &(&str, &str)| {
        format!(r#"{{"number":"{number}","issued_on":"2026-11-22","gross":"{gross}"}}"#)
    };
    let invoices: Vec<String> = invoices.iter().map(invoice).collect();
    with(&step("issue_application", application), &format!(r#""invoices":[{}]"#, invoices.join(",")))
}

/// Reverses the only invoice of an application.
pub fn reverse(application: &str, red_number: &str) -> String {
    let more = format!(r#""red_number":"{red_number}","reason":"service_ended""#);
    with(&step("reverse_application", application), &more)
}

/// Asks for a correction with these changes, `{"remark":"合同 1"}`.
pub fn request_correction(application: &str, changes: &str) -> String {
    with(&step("request_correction", application), &format!(r#""reason":"抬头少字","changes":{changes}"#))
}

/// Approves the correction of an application's only invoice.
pub fn approve_correction(application: &str, red_number: &str, user: &str) -> String {
    let more = format!(r#""reason":"同意","red_number":"{red_number}""#);
    by(user, &with(&step("approve_correction", application), &more))
}

/// Submits special info for review with these scans.
pub fn submit_qualification(account: &str, certificate: &str, proof: &str) -> String {
    serde_json::json!({"op": "submit_qualification", "account": account, "evidence": [
        {"kind": "tax_certificate", "path": certificate},
        {"kind": "general_taxpayer_proof", "path": proof},
    ]})
    .to_string()
}

/// Decides on the qualification of an account: `approve`, `reject`, `revoke`, `hold`, `release`.
pub fn review(decision: &str, account: &str, user: &str) -> String {
    let reasons =
        if ["reject", "revoke"].contains(&decision) { r#","reasons":{"bank":"不符"}"# } else { "" };
    format!(r#"{{"op":"{decision}_qualification","account":"{account}","by":"{user}"{reasons}}}"#)
}

pub fn set_recurring(account: &str, is_enabled: bool) -> String {
    format!(
        r#"{{"op":"set_recurring","account":"{account}","enabled":{is_enabled},"type":"enterprise_general"}}"#
    )
}

pub fn change_policy(code: &str, changes: &str) -> String {
    format!(r#"{{"op":"change_policy","code":"{code}","changes":{changes}}}"#)
}

pub fn change_issuer(code: &str, changes: &str) -> String {
    format!(r#"{{"op":"change_issuer","code":"{code}","changes":{changes}}}"#)
}

/// The two issuers, the first with the clock at noon: `T` posts by amount, `Q` mails by bills.
pub fn issuers() -> [String; 2] {
    [
        at(NOON, &issuer("T", "示例云计算有限公司", "tencent-cloud")),
        issuer("Q", "示例气象服务有限公司", "qweather"),
    ]
}
