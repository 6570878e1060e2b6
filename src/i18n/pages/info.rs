//! The words of the panel of invoice info.

use chrono::{DateTime, Utc};

use crate::domain::invoice_info::InvoiceType;
use crate::domain::qualification::QualificationState;
use crate::domain::tax_id::{TaxId, check_character};
use crate::i18n::dates::moment;
use crate::i18n::{Lang, Text};

texts! {
    REVERT = "还原", "Revert";
    NOTHING_CHANGED = "没有改动", "No changes";
    SAVED = "开票信息已保存，即时生效", "Invoice info saved; it can be used at once";
    SAVED_FOR_REVIEW = "开票信息已保存，须通过专票资质审核后才能使用",
        "Invoice info saved; it can be used once the qualification is approved";
    UNSAVED = "未保存", "Not saved";
    PREFILLED = "尚未保存过这种发票的开票信息。已按客户资料预填，请核对后保存。",
        "Nothing was saved for this type yet. The form was filled in from the customer's data: check it, then save.";
    DERIVED = "不保存也可以开票：届时使用实名认证的名称和税号。",
        "It can be left out: the verified name and tax id are used then.";
    VERIFIED = "实名认证", "Verified identity";
    NOT_VERIFIED = "未实名认证", "Not verified";
    VERIFIED_NAME = "认证名称", "Verified name";
    VERIFIED_TAX_ID = "认证税号", "Verified tax ID";
    USE_VERIFIED = "填入认证信息", "Use verified data";
    VERIFIED_USED = "已与认证信息一致", "The form agrees with it";
    RECORD = "保存记录", "Last saved";
    BY = "保存人", "By";
    AT = "保存时间", "At";
    QUALIFICATION = "专票资质", "Qualification";
    ASKED = "填写要求", "Requirements";
    CHECKED = "校验码正确", "Check digit valid";
    NOT_AS_VERIFIED = "与实名认证的不一致，请核对", "Differs from the verified ID: check it";
    TAKE_THEIRS = "载入对方内容", "Use theirs";
    KEEP_MINE = "保留我的内容", "Keep mine";
}

sentences! {
    form_title(lang, kind: &str) = "填写开票信息：{kind}", "Invoice info: {kind}";
    conflict(lang, by: &str, at: DateTime<Utc>) =
        "{by} 于 {at} 保存了新的开票信息，您的改动尚未保存。可以载入对方的内容，或保留您的内容后再保存。",
        "{by} saved this info at {at}; your changes are not saved. Take theirs, or keep yours and save again.",
        at = moment(at);
}

pub fn tax_id_said(lang: Lang, id: &TaxId) -> String {
    let length = id.as_str().len();
    say!(lang, match (id.has_check_character(), check_character(id.as_str())) {
        (true, _) => { CHECKED.get(lang).to_owned() };
        (false, Some(expected)) =>
            "{length} 位税号没有校验位；若为 18 位统一社会信用代码，最后一位应为 {expected}",
            "{length} characters, none of which checks the others; a credit code of 18 would end in {expected}";
        (false, None) =>
            "{length} 位税号没有校验位，请逐位核对",
            "{length} characters, none of which checks the others: compare them one by one";
    })
}

names! {
    asked(InvoiceType) {
        PersonalGeneral = "个人普通发票只需名称，不填税号。", "A name only; a person has no tax id.";
        EnterpriseGeneral = "须填写名称和纳税人识别号。", "A name and a tax id are required.";
        EnterpriseSpecial = "名称须与实名认证一致，税号、注册地址、注册电话、开户银行、银行账号均为必填。",
            "The name must be the verified one; tax id, registered address and phone, bank and bank account are all required.";
        OrganisationGeneral = "须填写名称；有税号的请一并填写。",
            "A name is required; a tax id if there is one.";
    }
}

pub const fn qualification_means(state: Option<QualificationState>) -> Text {
    text!(match state {
        None | Some(QualificationState::Draft) =>
            "尚未提交审核，暂不能申请专用发票。",
            "It was not submitted, so no special invoice can be asked for yet.";
        Some(QualificationState::Pending) =>
            "正在审核，通过后即可申请专用发票。",
            "It is being reviewed; special invoices can be asked for once it is approved.";
        Some(QualificationState::Approved) =>
            "已通过审核，可以申请专用发票。", "Special invoices can be asked for.";
        Some(QualificationState::Rejected) =>
            "审核未通过，补正后须重新提交。", "It was rejected. Correct it, then submit it again.";
        Some(QualificationState::Stale) =>
            "信息在通过后改动过，须重新审核。",
            "The info was changed after the approval, so it has to be reviewed again.";
        Some(QualificationState::Revoked) =>
            "资质已撤销，须重新提交并通过审核。",
            "It was revoked, so it has to be submitted anew and approved.";
    })
}
