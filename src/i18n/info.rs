//! The words of the panel of invoice info.

use chrono::{DateTime, NaiveDate, Utc};

use super::dates::moment;
use super::{Lang, Text};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::qualification::QualificationState;
use crate::domain::tax_id::{TaxId, check_character};

/// Saves.
pub const SAVE: Text = Text::new("保存", "Save");
/// Takes back what was typed.
pub const REVERT: Text = Text::new("还原", "Revert");
/// Closes without saving.
pub const CANCEL: Text = Text::new("取消", "Cancel");
/// Why there is nothing to save.
pub const NOTHING_CHANGED: Text = Text::new("没有改动", "Nothing was changed");
/// It is being saved.
pub const SAVING: Text = Text::new("正在保存…", "Saving…");
/// The choice of a type.
pub const TYPE: Text = Text::new("发票类型", "Invoice type");
/// It was saved.
pub const SAVED: Text = Text::new("开票信息已保存，即时生效", "Invoice info saved; it can be used at once");
/// It was saved and has to be reviewed.
pub const SAVED_FOR_REVIEW: Text = Text::new(
    "开票信息已保存，须通过专票资质审核后才能使用",
    "Invoice info saved; it can be used once the qualification is approved",
);
/// A form with changes.
pub const UNSAVED: Text = Text::new("未保存", "Not saved");
/// A type with saved info.
pub const STORED: Text = Text::new("已保存", "Saved");
/// A type without saved info.
pub const NOT_STORED: Text = Text::new("尚未填写", "Not filled in");
/// Fields were filled in from what is known of the customer.
pub const PREFILLED: Text = Text::new(
    "尚未保存过这种发票的开票信息。已按客户资料预填，请核对后保存。",
    "Nothing was saved for this type yet. The form was filled in from the customer's data: check it, then save.",
);
/// The policy derives info where none was saved.
pub const DERIVED: Text = Text::new(
    "不保存也可以开票：届时使用实名认证的名称和税号。",
    "It can be left out: the verified name and tax id are used then.",
);
/// A card: what was verified.
pub const VERIFIED: Text = Text::new("实名认证", "Verified identity");
/// Nothing was verified.
pub const NOT_VERIFIED: Text = Text::new("未实名认证", "Not verified");
/// The verified name.
pub const VERIFIED_NAME: Text = Text::new("认证名称", "Verified name");
/// The verified tax id.
pub const VERIFIED_TAX_ID: Text = Text::new("认证税号", "Verified tax ID");
/// Fills the verified data in.
pub const USE_VERIFIED: Text = Text::new("填入认证信息", "Use verified data");
/// The form has them already.
pub const VERIFIED_USED: Text = Text::new("已与认证信息一致", "The form agrees with it");
/// A card: who saved when.
pub const RECORD: Text = Text::new("保存记录", "Last saved");
/// Who.
pub const BY: Text = Text::new("保存人", "By");
/// When.
pub const AT: Text = Text::new("保存时间", "At");
/// How often.
pub const VERSION: Text = Text::new("版本", "Version");
/// A card: the qualification.
pub const QUALIFICATION: Text = Text::new("专票资质", "Qualification");
/// A card: what the type asks for.
pub const ASKED: Text = Text::new("填写要求", "What is asked for");
/// The name is the verified one.
pub const SAME_AS_VERIFIED: Text = Text::new("与实名认证一致", "As verified");
/// The check character fits.
pub const CHECKED: Text = Text::new("校验码正确", "The check character is right");
/// It is another than the verified one.
pub const NOT_AS_VERIFIED: Text = Text::new("与实名认证的不一致，请核对", "Not the verified one: check it");
/// Takes what the other person saved.
pub const TAKE_THEIRS: Text = Text::new("载入对方内容", "Take theirs");
/// Keeps what was typed here.
pub const KEEP_MINE: Text = Text::new("保留我的内容", "Keep mine");

/// The card's title in the application wizard.
pub fn form_title(lang: Lang, kind: &str) -> String {
    match lang {
        Lang::Zh => format!("填写开票信息：{kind}"),
        Lang::En => format!("Invoice info: {kind}"),
    }
}

/// Somebody else saved in the meantime.
pub fn conflict(lang: Lang, by: &str, at: DateTime<Utc>, today: NaiveDate) -> String {
    let at = moment(lang, at, today);
    match lang {
        Lang::Zh => {
            format!(
                "{by} 于 {at} 保存了新的开票信息，您的改动尚未保存。可以载入对方的内容，或保留您的内容后再保存。"
            )
        }
        Lang::En => format!(
            "{by} saved this info at {at}; your changes are not saved. Take theirs, or keep yours and save again."
        ),
    }
}

/// What can be said of a tax id by itself: whether a character of it checks the others.
pub fn tax_id_said(lang: Lang, id: &TaxId) -> String {
    let length = id.as_str().len();
    match (lang, id.has_check_character(), check_character(id.as_str())) {
        (_, true, _) => CHECKED.get(lang).to_owned(),
        (Lang::Zh, false, Some(expected)) => {
            format!("{length} 位税号没有校验位；若为 18 位统一社会信用代码，最后一位应为 {expected}")
        }
        (Lang::Zh, false, None) => format!("{length} 位税号没有校验位，请逐位核对"),
        (Lang::En, false, Some(expected)) => {
            format!(
                "{length} characters, none of which checks the others; a credit code of 18 would end in {expected}"
            )
        }
        (Lang::En, false, None) => {
            format!("{length} characters, none of which checks the others: compare them one by one")
        }
    }
}

/// What a type asks for.
pub const fn asked(kind: InvoiceType) -> Text {
    match kind {
        InvoiceType::PersonalGeneral => {
            Text::new("个人普通发票只需名称，不填税号。", "A name only; a person has no tax id.")
        }
        InvoiceType::EnterpriseGeneral => {
            Text::new("须填写名称和纳税人识别号。", "A name and a tax id are required.")
        }
        InvoiceType::EnterpriseSpecial => Text::new(
            "名称须与实名认证一致，税号、注册地址、注册电话、开户银行、银行账号均为必填。",
            "The name must be the verified one; tax id, registered address and phone, bank and bank account are all required.",
        ),
        InvoiceType::OrganisationGeneral => {
            Text::new("须填写名称；有税号的请一并填写。", "A name is required; a tax id if there is one.")
        }
    }
}

/// What the state of a qualification means for special invoices.
pub const fn qualification_means(state: Option<QualificationState>) -> Text {
    match state {
        None | Some(QualificationState::Draft) => Text::new(
            "尚未提交审核，暂不能申请专用发票。",
            "It was not submitted, so no special invoice can be asked for yet.",
        ),
        Some(QualificationState::Pending) => Text::new(
            "正在审核，通过后即可申请专用发票。",
            "It is being reviewed; special invoices can be asked for once it is approved.",
        ),
        Some(QualificationState::Approved) => {
            Text::new("已通过审核，可以申请专用发票。", "Special invoices can be asked for.")
        }
        Some(QualificationState::Rejected) => Text::new(
            "审核未通过，补正后须重新提交。",
            "It was refused: mend what was named, then submit it again.",
        ),
        Some(QualificationState::Stale) => Text::new(
            "信息在通过后改动过，须重新审核。",
            "The info was changed after the approval, so it has to be reviewed again.",
        ),
        Some(QualificationState::Revoked) => Text::new(
            "资质已撤销，须重新提交并通过审核。",
            "It was revoked, so it has to be submitted anew and approved.",
        ),
    }
}
