//! The words of submitting a qualification: the scans, what is missing, where it stands, what changed.

use chrono::NaiveDate;

use crate::domain::qualification::{EvidenceKind, Media, QualificationState};
use crate::i18n::phrase::{because, listed};
use crate::i18n::{Lang, Text, dates};

texts! {
    PROOFS = "资质证明", "Proofs";
    PROOFS_NOTE = "JPEG、PNG 或 PDF，每份不超过 20 MB，可直接拖入",
        "JPEG, PNG or PDF, at most 20 MB each; they can be dropped here";
    TAXPAYER_PROOF_KINDS = "认定通知书、登记表、盖章的执照、税务网站截图之一",
        "Stamped notice, registration form, stamped licence or tax-site screenshot";
    CERTIFICATE_KINDS = "载有税号的登记证或营业执照", "The certificate or licence that shows the tax ID";
    CHOOSE = "选择扫描件", "Choose a scan";
    LOOKING = "正在检查文件…", "Checking the file…";
    WHOLE = "文件完好", "File is readable";
    SCAN_FILES = "扫描件", "Scans";
    DROP = "松开鼠标即可添加", "Drop to add it";
    TOO_MANY = "两份证明都已添加。要更换的话，请先移除那一份。",
        "Both proofs are attached. Remove the one to replace first.";
    SWAP = "放反了？对调两份文件", "Wrong way round? Swap files";
    SUBMIT = "提交审核", "Submit for review";
    SUBMIT_AGAIN = "重新提交审核", "Submit again";
    TO_SAVE = "保存开票信息", "save the invoice info";
    TO_CORRECT = "补正开票信息", "correct the invoice info";
    BARRED_PENDING = "正在审核，不能再提交", "Under review";
    BARRED_APPROVED = "已通过审核，无须再提交", "Approved";

    DUE = "审核期限", "Due";
    HELD_BY = "正在审核", "Reviewing";
    REVIEWED_BY = "审核人", "Reviewer";
    REVIEWED_AT = "审核时间", "Decided";
    REASONS = "驳回原因", "Rejection reason";
    REVOKE_ASK = "撤销资质…", "Revoke…";
    REVOKE_TITLE = "撤销专票资质", "Revoke qualification";
    REVOKE_NOTE = "撤销后不能再申请专用发票，直到重新提交并通过审核；已提交的申请不受影响。",
        "No special invoices until resubmitted and approved. Existing applications are unchanged.";
    REVOKE_ABOUT = "涉及项目", "Subject";
    REVOKE_REASON = "撤销原因", "Reason";
    REVOKE_HINT = "写明撤销的依据", "State why it is revoked";
    REVOKE = "撤销资质", "Revoke";
    REVOKED = "专票资质已撤销", "Qualification revoked";
    REVOKED_BY = "撤销人", "Revoked by";
    REVOKED_AT = "撤销时间", "Revoked";
    REVOKED_WHY = "撤销原因", "Revocation reason";
    CHANGED = "与提交时相比的改动", "Changed since submission";

    NOTICE_DRAFT = "专用发票须先通过资质审核：保存开票信息，在下方附上两份证明，再提交审核。",
        "Special invoices need a reviewed qualification: save this info, attach both proofs below, then submit it.";
    NOTICE_PENDING = "资质正在审核，审核的是提交时的内容。",
        "The qualification is being reviewed, as it was when it was submitted.";
    NOTICE_PENDING_CHANGED = "资质正在审核。现在保存改动，即使审核通过也会失效，须重新提交。",
        "The qualification is being reviewed. If these changes are saved it will be stale even when it is approved, and has to be submitted again.";
    NOTICE_REJECTED = "资质审核未通过。请按各项旁的原因补正，保存后重新提交。",
        "The qualification was rejected. Correct the marked fields, save, then submit again.";
    NOTICE_STALE =
        "开票信息在审核通过后改动过，资质已失效，不能申请专用发票。重新提交并通过审核，或改回审核通过的内容后即恢复。",
        "The info was changed after the approval, so the qualification is stale and no special invoice can be asked for. Submit it again, or put back exactly what was approved.";
    NOTICE_REVOKED = "专票资质已撤销，不能申请专用发票。请附上证明重新提交审核，或改开普通发票。",
        "The qualification was revoked, so no special invoice can be asked for. Attach the proofs and submit it anew, or ask for general invoices.";
}

sentences! {
    makes_stale(lang, fields: &[&str]) =
        "改动了已通过审核的内容：{fields}。保存后资质失效，重新提交并通过审核前不能申请专用发票；不想改动请点“还原”。",
        "This changes what was approved: {fields}. Once saved, the qualification is stale, and no special invoice can be asked for until it is reviewed again. “Revert” takes the changes back.",
        fields = listed(lang, fields);
    would_be_due(lang, due_on: NaiveDate, working_days: u32) =
        "现在提交，最迟 {due_on} 审核完（{working_days} 个工作日内）",
        "Reviewed by {due_on} if submitted now ({working_days} working days)";
    submitted(lang, due_on: NaiveDate) =
        "已提交审核，最迟 {due_on} 审核完", "Submitted; review due {due_on}";
    not_as_named(lang, is: &str, ending: &str) =
        "内容是 {is}，扩展名却是 .{ending}；按内容收下",
        "It is a {is} though its name ends in .{ending}; it is taken as what it is";
}

names! {
    choose(EvidenceKind) {
        TaxCertificate = "选择税务登记证…", "Choose certificate…";
        GeneralTaxpayerProof = "选择一般纳税人证明…", "Choose proof…";
    }
    replace(EvidenceKind) {
        TaxCertificate = "更换税务登记证", "Replace the tax certificate";
        GeneralTaxpayerProof = "更换一般纳税人证明", "Replace the general-taxpayer proof";
    }
    remove(EvidenceKind) {
        TaxCertificate = "移除税务登记证", "Remove the tax certificate";
        GeneralTaxpayerProof = "移除一般纳税人证明", "Remove the general-taxpayer proof";
    }
    reuse(EvidenceKind) {
        TaxCertificate = "沿用上次的税务登记证", "Use last time's certificate";
        GeneralTaxpayerProof = "沿用上次的一般纳税人证明", "Use last time's proof";
    }
    to_attach(EvidenceKind) {
        TaxCertificate = "附上税务登记证", "attach the tax certificate";
        GeneralTaxpayerProof = "附上一般纳税人证明", "attach the general-taxpayer proof";
    }
    to_replace(EvidenceKind) {
        TaxCertificate = "更换税务登记证", "replace the tax certificate";
        GeneralTaxpayerProof = "更换一般纳税人证明", "replace the general-taxpayer proof";
    }
    media(Media) {
        Jpeg = "JPEG 图片", "JPEG picture";
        Png = "PNG 图片", "PNG picture";
        Pdf = "PDF 文件", "PDF";
    }
}

pub fn missing(lang: Lang, things: &[String]) -> String {
    because(lang, lang.pick("提交前还须", "Before submitting"), &listed(lang, things))
}

pub fn due(lang: Lang, due_on: NaiveDate, today: NaiveDate, working_days_left: i64) -> String {
    if due_on < today {
        return dates::due(lang, due_on, today, -working_days_left);
    }
    say!(lang, match working_days_left {
        0 => "{due_on}，今日到期", "{due_on}, due today";
        1 => "{due_on}，剩 1 个工作日", "{due_on}, 1 working day left";
        n => "{due_on}，剩 {n} 个工作日", "{due_on}, {n} working days left";
    })
}

pub fn last_time(lang: Lang, file: &str) -> String {
    because(lang, lang.pick("上次提交", "Last time"), file)
}

pub fn rejected(lang: Lang, reason: &str) -> String {
    because(lang, lang.pick("驳回原因", "Rejected"), reason)
}

pub fn rejected_before(lang: Lang, reason: &str) -> String {
    because(lang, lang.pick("上次驳回原因", "Rejected before"), reason)
}

pub fn from_to(lang: Lang, field: &str, before: &str, now: &str) -> String {
    because(lang, field, &format!("{before} → {now}"))
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
