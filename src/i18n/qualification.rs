//! The words of submitting a qualification: the scans, what is missing, where it stands, what changed.

use chrono::NaiveDate;

use super::phrase::{because, listed};
use super::{Lang, Text, dates};
use crate::domain::qualification::{EvidenceKind, Media, QualificationState};

/// The card of scans.
pub const PROOFS: Text = Text::new("资质证明", "Proofs");
/// What may be attached.
pub const PROOFS_NOTE: Text = Text::new(
    "JPEG、PNG 或 PDF，每份不超过 20 MB，可直接拖入",
    "JPEG, PNG or PDF, at most 20 MB each; they can be dropped here",
);
/// What a general-taxpayer proof may be.
pub const TAXPAYER_PROOF_KINDS: Text = Text::new(
    "认定通知书、登记表、盖章的执照、税务网站截图之一",
    "Stamped notice, registration form, stamped licence or tax-site screenshot",
);
/// What a tax certificate may be.
pub const CERTIFICATE_KINDS: Text =
    Text::new("载有税号的登记证或营业执照", "The certificate or licence that shows the tax ID");
/// The dialog that chooses a file.
pub const CHOOSE: Text = Text::new("选择扫描件", "Choose a scan");
/// A file is being looked at.
pub const LOOKING: Text = Text::new("正在检查文件…", "The file is being looked at…");
/// A file was looked at and would be taken.
pub const WHOLE: Text = Text::new("文件完好", "The file is whole");
/// Files that can be chosen.
pub const SCAN_FILES: Text = Text::new("扫描件", "Scans");
/// While a file is held over the window.
pub const DROP: Text = Text::new("松开鼠标即可添加", "Let go to add it");
/// More files were dropped than there are places.
pub const TOO_MANY: Text = Text::new(
    "两份证明都已添加。要更换的话，请先移除那一份。",
    "Both proofs are attached. Remove the one that is to be replaced first.",
);
/// Puts each file in the place of the other.
pub const SWAP: Text = Text::new("放反了？对调两份文件", "The wrong way round? Swap the files");
/// Submits.
pub const SUBMIT: Text = Text::new("提交审核", "Submit for review");
/// Submits again.
pub const SUBMIT_AGAIN: Text = Text::new("重新提交审核", "Submit again");
/// It is being submitted.
pub const SUBMITTING: Text = Text::new("正在提交…", "Being submitted…");
/// Something to do before it can be submitted.
pub const TO_SAVE: Text = Text::new("保存开票信息", "save the invoice info");
/// Something to do before it can be submitted.
pub const TO_MEND: Text = Text::new("补正开票信息", "mend the invoice info");
/// Why nothing can be submitted.
pub const BARRED_PENDING: Text = Text::new("正在审核，不能再提交", "It is being reviewed");
/// Why nothing can be submitted.
pub const BARRED_APPROVED: Text = Text::new("已通过审核，无须再提交", "It is approved");

/// The card: where it stands.
pub const SUBMITTED_BY: Text = Text::new("提交人", "By");
/// When it was submitted.
pub const SUBMITTED_AT: Text = Text::new("提交时间", "Submitted");
/// Until when it is decided.
pub const DUE: Text = Text::new("审核期限", "Due");
/// Who works on it now.
pub const HELD_BY: Text = Text::new("正在审核", "Reviewing");
/// Who decided.
pub const REVIEWED_BY: Text = Text::new("审核人", "Reviewer");
/// When it was decided.
pub const REVIEWED_AT: Text = Text::new("审核时间", "Decided");
/// Why it was rejected.
pub const REASONS: Text = Text::new("驳回原因", "Why it was rejected");
/// The button that asks why an approved qualification is taken back.
pub const REVOKE_ASK: Text = Text::new("撤销资质…", "Revoke…");
/// The dialog that takes it back.
pub const REVOKE_TITLE: Text = Text::new("撤销专票资质", "Revoke the qualification");
/// What it does.
pub const REVOKE_NOTE: Text = Text::new(
    "撤销后不能再申请专用发票，直到重新提交并通过审核；已提交的申请不受影响。",
    "No special invoice can be asked for until it is submitted anew and approved. Applications already made stay as they are.",
);
/// The field or scan that a reason is about.
pub const REVOKE_ABOUT: Text = Text::new("涉及项目", "About");
/// Why.
pub const REVOKE_REASON: Text = Text::new("撤销原因", "Reason");
/// What to write.
pub const REVOKE_HINT: Text = Text::new("写明撤销的依据", "Say why it is revoked");
/// The button that does it.
pub const REVOKE: Text = Text::new("撤销资质", "Revoke");
/// It is done.
pub const REVOKED: Text = Text::new("专票资质已撤销", "The qualification is revoked");
/// Who took it back.
pub const REVOKED_BY: Text = Text::new("撤销人", "Revoked by");
/// When it was taken back.
pub const REVOKED_AT: Text = Text::new("撤销时间", "Revoked");
/// Why it was taken back.
pub const REVOKED_WHY: Text = Text::new("撤销原因", "Why it was revoked");
/// What differs from what was approved.
pub const CHANGED: Text = Text::new("与提交时相比的改动", "Changed since it was submitted");
/// The card of earlier submissions.
pub const EARLIER: Text = Text::new("以往提交", "Earlier submissions");
/// A field that was left blank.
pub const BLANK: Text = Text::new("未填写", "blank");

/// Before anything was submitted.
pub const NOTICE_DRAFT: Text = Text::new(
    "专用发票须先通过资质审核：保存开票信息，在下方附上两份证明，再提交审核。",
    "Special invoices need a reviewed qualification: save this info, attach both proofs below, then submit it.",
);
/// While it is reviewed.
pub const NOTICE_PENDING: Text = Text::new(
    "资质正在审核，审核的是提交时的内容。",
    "The qualification is being reviewed, as it was when it was submitted.",
);
/// While it is reviewed and something was typed.
pub const NOTICE_PENDING_CHANGED: Text = Text::new(
    "资质正在审核。现在保存改动，即使审核通过也会失效，须重新提交。",
    "The qualification is being reviewed. If these changes are saved it will be stale even when it is approved, and has to be submitted again.",
);
/// After a rejection.
pub const NOTICE_REJECTED: Text = Text::new(
    "资质审核未通过。请按各项旁的原因补正，保存后重新提交。",
    "The qualification was rejected. Mend what is named beside the fields, save, then submit it again.",
);
/// After the info was changed.
pub const NOTICE_STALE: Text = Text::new(
    "开票信息在审核通过后改动过，资质已失效，不能申请专用发票。重新提交并通过审核，或改回审核通过的内容后即恢复。",
    "The info was changed after the approval, so the qualification is stale and no special invoice can be asked for. Submit it again, or put back exactly what was approved.",
);
/// After it was revoked.
pub const NOTICE_REVOKED: Text = Text::new(
    "专票资质已撤销，不能申请专用发票。请附上证明重新提交审核，或改开普通发票。",
    "The qualification was revoked, so no special invoice can be asked for. Attach the proofs and submit it anew, or ask for general invoices.",
);

/// Before changed fields of approved info are saved: what saving does.
pub fn makes_stale(lang: Lang, fields: &[&str]) -> String {
    let fields = listed(lang, fields);
    match lang {
        Lang::Zh => format!(
            "改动了已通过审核的内容：{fields}。保存后资质失效，重新提交并通过审核前不能申请专用发票；不想改动请点“还原”。"
        ),
        Lang::En => format!(
            "This changes what was approved: {fields}. Once saved, the qualification is stale, and no special invoice can be asked for until it is reviewed again. “Revert” takes the changes back."
        ),
    }
}

/// Attaches a file.
pub const fn choose(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("选择税务登记证…", "Choose certificate…"),
        EvidenceKind::GeneralTaxpayerProof => Text::new("选择一般纳税人证明…", "Choose proof…"),
    }
}

/// Attaches another file.
pub const fn replace(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("更换税务登记证", "Replace the tax certificate"),
        EvidenceKind::GeneralTaxpayerProof => {
            Text::new("更换一般纳税人证明", "Replace the general-taxpayer proof")
        }
    }
}

/// Takes a file away.
pub const fn remove(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("移除税务登记证", "Remove the tax certificate"),
        EvidenceKind::GeneralTaxpayerProof => {
            Text::new("移除一般纳税人证明", "Remove the general-taxpayer proof")
        }
    }
}

/// Attaches what was submitted before.
pub const fn reuse(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("沿用上次的税务登记证", "Use last time's certificate"),
        EvidenceKind::GeneralTaxpayerProof => Text::new("沿用上次的一般纳税人证明", "Use last time's proof"),
    }
}

/// A proof is to be attached before it can be submitted.
pub const fn to_attach(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("附上税务登记证", "attach the tax certificate"),
        EvidenceKind::GeneralTaxpayerProof => {
            Text::new("附上一般纳税人证明", "attach the general-taxpayer proof")
        }
    }
}

/// A proof is to be replaced before it can be submitted.
pub const fn to_replace(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::TaxCertificate => Text::new("更换税务登记证", "replace the tax certificate"),
        EvidenceKind::GeneralTaxpayerProof => {
            Text::new("更换一般纳税人证明", "replace the general-taxpayer proof")
        }
    }
}

/// What is still to be done before it can be submitted.
pub fn missing(lang: Lang, things: &[String]) -> String {
    because(lang, lang.pick("提交前还须", "Before it can be submitted"), &listed(lang, things))
}

/// Until when it would be reviewed if it were submitted now.
pub fn would_be_due(lang: Lang, due_on: NaiveDate, working_days: u32) -> String {
    let day = dates::date_short(lang, due_on);
    match lang {
        Lang::Zh => format!("现在提交，最迟 {day}审核完（{working_days} 个工作日内）"),
        Lang::En => {
            format!("Submitted now, it is reviewed by {day} (within {working_days} working days)")
        }
    }
}

/// It was submitted.
pub fn submitted(lang: Lang, due_on: NaiveDate) -> String {
    let day = dates::date_short(lang, due_on);
    match lang {
        Lang::Zh => format!("已提交审核，最迟 {day}审核完"),
        Lang::En => format!("Submitted; it is reviewed by {day}"),
    }
}

/// Until when it is reviewed, and how many working days are left.
pub fn due(lang: Lang, due_on: NaiveDate, today: NaiveDate, working_days_left: i64) -> String {
    if due_on < today {
        return dates::due(lang, due_on, today, -working_days_left);
    }
    let day = dates::date_short(lang, due_on);
    match (lang, working_days_left) {
        (Lang::Zh, 0) => format!("{day}，今日到期"),
        (Lang::Zh, n) => format!("{day}，剩 {n} 个工作日"),
        (Lang::En, 0) => format!("{day}, due today"),
        (Lang::En, 1) => format!("{day}, 1 working day left"),
        (Lang::En, n) => format!("{day}, {n} working days left"),
    }
}

/// What was submitted last time.
pub fn last_time(lang: Lang, file: &str) -> String {
    because(lang, lang.pick("上次提交", "Last time"), file)
}

/// Why it was rejected, beside what was rejected.
pub fn rejected(lang: Lang, reason: &str) -> String {
    because(lang, lang.pick("驳回原因", "Rejected"), reason)
}

/// The same, once it was changed.
pub fn rejected_before(lang: Lang, reason: &str) -> String {
    because(lang, lang.pick("上次驳回原因", "Rejected before"), reason)
}

/// What a field held, and what it holds.
pub fn from_to(lang: Lang, field: &str, before: &str, now: &str) -> String {
    because(lang, field, &format!("{before} → {now}"))
}

/// What a scan is by its content.
pub const fn media(media: Media) -> Text {
    match media {
        Media::Jpeg => Text::new("JPEG 图片", "JPEG picture"),
        Media::Png => Text::new("PNG 图片", "PNG picture"),
        Media::Pdf => Text::new("PDF 文件", "PDF"),
    }
}

/// The content is something else than the name says.
pub fn not_as_named(lang: Lang, is: &str, ending: &str) -> String {
    match lang {
        Lang::Zh => format!("内容是 {is}，扩展名却是 .{ending}；按内容收下"),
        Lang::En => format!("It is a {is} though its name ends in .{ending}; it is taken as what it is"),
    }
}

/// What the state of a qualification asks for, above the form; none: nothing to say.
pub const fn notice(state: Option<QualificationState>) -> Option<Text> {
    match state {
        None | Some(QualificationState::Draft) => Some(NOTICE_DRAFT),
        Some(QualificationState::Pending) => Some(NOTICE_PENDING),
        Some(QualificationState::Approved) => None,
        Some(QualificationState::Rejected) => Some(NOTICE_REJECTED),
        Some(QualificationState::Stale) => Some(NOTICE_STALE),
        Some(QualificationState::Revoked) => Some(NOTICE_REVOKED),
    }
}
