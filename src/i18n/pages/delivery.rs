//! The words of the delivery desk: what has to reach the customer, and what was written to whom.

use chrono::{DateTime, Utc};

use crate::domain::mail::outbox::MessageState;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Lang, dates, mail, refusal};

texts! {
    TITLE = "交付", "Delivery";
    TO_DELIVER = "待交付", "To deliver";
    OUTBOX = "发件箱", "Outbox";
    ALL = "全部", "All";
    NOT_SENT = "未发出", "Not sent";
    SEARCH = "编号、发票号或客户", "Number or customer";

    PARCELS = "导入运单号", "Tracking numbers";

    NONE = "没有待交付的申请", "Nothing to deliver";
    NONE_HOW = "开好的发票在这里等待发送邮件或寄出。", "Issued invoices wait here to be e-mailed or posted.";
    NONE_FOUND = "没有符合条件的申请", "No matches";
    NONE_FOUND_HOW = "换一个编号、发票号或客户试试。", "Try another number or customer.";
    NO_MESSAGES = "发件箱里没有邮件", "The outbox is empty";
    NO_MESSAGES_HOW = "在“待交付”中选好申请，按 M 发送邮件；每封邮件的去向都留在这里。",
        "Choose applications under “To deliver” and press M; each message and its result is listed here.";
    ALL_SENT = "邮件都已发出", "All sent";
    ALL_SENT_HOW = "没有等待重试或处理的邮件。", "No messages waiting.";
    DROP_HERE = "松开鼠标，读取这张运单号清单", "Drop to read this parcel list";
    DROP_HOW = "快递公司的清单（Excel、CSV），先预览再登记。", "The carrier's list (Excel, CSV); previewed before anything is recorded.";

    APPLICATION_NO = "申请编号", "Application";
    GOES_TO = "送达", "Deliver to";
    STANDING = "状态", "Status";
    DUE = "期限", "Due";
    INVOICES = "发票", "Invoices";
    FILES = "发票文件", "Files";
    ALL_FILES = "齐全", "Complete";
    CHOOSE_HINT = "选择", "Choose";
    CHOOSE_ALL_HINT = "全选", "Choose all";
    CLEAR = "取消选择", "Choose none";
    CHOOSING = "正在选择…", "Choosing…";
    NO_EMAIL = "没有邮箱", "No e-mail";
    NO_FILE = "缺发票文件", "No file yet";
    NO_ADDRESS = "没有地址", "No address";
    CAN_GO = "可发送", "Can be sent";
    TO_POST = "待寄出", "To be posted";
    OPEN_APPLICATION = "打开申请", "Open the application";
    ALL_POSTED = "所选申请都是邮寄送达，没有要发的邮件。", "All are delivered by post; nothing to e-mail.";
    ALL_MAILED = "所选申请都以邮件送达，不需要标签。", "All are delivered by e-mail; no labels needed.";

    MAIL_TITLE = "发送邮件", "Send e-mails";
    COMPOSING = "正在准备邮件…", "Composing…";
    LEFT_OUT = "不发送", "Left out";
    TO = "收件人", "To";
    CC = "抄送", "Cc";
    FROM = "发件人", "From";
    SUBJECT = "主题", "Subject";
    ATTACHED = "附件", "Attached";
    AS_BEFORE = "与上次相同", "Same as last time";
    EARLIER = "上一封", "Previous";
    LATER = "下一封", "Next";
    NOTHING_GOES = "没有可以发送的邮件", "Nothing can be sent";
    ENOUGH = "停止发送", "Stop";
    IN_BACKGROUND = "在后台继续", "Continue in background";
    BACKGROUND_HOW = "关闭这个窗口后继续发送，进度显示在页面上方。",
        "Sending continues after this is closed; progress is shown at the top of the page.";
    STOPPING = "正在停止，当前这封发完为止…", "Stopping after this message…";
    STOPPED = "已停止，余下的留在发件箱", "stopped; the rest stays in the outbox";
    TO_OUTBOX = "查看发件箱", "View outbox";
    TO_SETTINGS = "去设置", "Open settings";
    DONE = "完成", "Done";
    NOT_TRIED = "未发", "Not sent";
    SENDING_NOW = "邮件正在发送，关闭后余下的留在发件箱", "E-mails being sent; the rest stays in the outbox";

    QUEUED_AT = "放入时间", "Queued";
    TRIED_AT = "最近一次", "Last attempt";
    AT = "时间", "When";
    TRIES = "次数", "Attempts";
    AGAIN_AT = "自动重试", "Next attempt";
    WHY = "说明", "Result";
    ANSWER = "服务器答复", "Server response";
    DECIDED_BY = "登记人", "Decided by";
    MESSAGE_ID = "邮件标识", "Message-ID";
    HASH = "整封邮件的 SHA-256", "SHA-256 of the message";
    NO_FILES = "没有附件", "No files";
    DECIDE = "处理…", "Decide…";
    DECIDE_TITLE = "处理这封邮件", "Resolve message";
    DECISION = "处理方式", "Decision";
    ARRIVED_HOW = "已向客户核实收到。申请登记为已送达，不再发送。",
        "The customer has received it. The application is marked delivered and it is not sent again.";
    AGAIN_HOW = "放回发件箱，按 S 立即发送。内容和邮件标识不变，收到两次也只显示一封。",
        "It is queued in the outbox; press S to send. Mail programs show the same message only once.";
    OTHER_EMAIL = "改发到", "To another address";
    OTHER_EMAIL_HINT = "留空则仍发给原收件人", "Blank for the same address";
    ARRIVED = "已登记为送达", "Recorded as received";
    AGAIN = "已放回发件箱，按 S 立即发送", "Queued in the outbox; press S to send";
    HELD = "数据文件是从备份恢复的，备份之后可能已发过邮件，所以暂停发送。已发过的请先登记寄送，再恢复发送。",
        "The data file was restored from a backup; mail may have been sent since, so sending is paused. Record what was delivered, then resume.";
    RELEASE = "恢复发送", "Resume sending";
    RELEASED = "已恢复发送", "Sending resumed";
    NOTHING_WAITS = "没有等待发送的邮件。结果不明和不会自动重试的，请先处理。",
        "Nothing to send. Messages with an unknown result must be resolved first.";
    NO_RECEIPT = "只有已发送的邮件有发送回执", "Only messages that were sent have a receipt";


    PARCELS_TITLE = "导入运单号", "Tracking numbers";
    PARCELS_FILE = "运单号清单（Excel、CSV）", "Parcel lists (Excel, CSV)";
    READING = "正在读取…", "Reading…";
    RECORDING = "正在登记…", "Recording…";
    CARRIER = "快递公司", "Carrier";
    CARRIER_HOW = "用于清单里没有写明快递公司的行。", "For rows without a carrier.";
    ROW = "行", "Row";
    TRACKING_NO = "运单号", "Tracking no.";
    OUTCOME = "结果", "Result";
    WILL_BE_RECORDED = "登记寄送", "Delivered";
    RECORDED_BEFORE = "以前已登记", "Already delivered";
    UNMATCHED = "未匹配", "Not matched";
    UNCLEAR = "不能确定", "Unclear";
    NOTHING_MATCHES = "没有可以登记的行", "No row can be recorded";
    PARCELS_OPEN = "运单号清单还没有登记", "Tracking numbers not yet recorded";
}

sentences! {
    sum(lang, n: u64, amount: Fen) =
        "{n} 件，合计 {amount}", "{n} applications, {amount} total", n = count(n), amount = amount.grouped();
    chosen(lang, n: usize) = "已选 {n} 件", "{n} chosen", n = count(n as u64);
    chosen_sum(lang, amount: Fen, mailed: usize, posted: usize) =
        "合计 {amount} · 邮件 {mailed} · 邮寄 {posted}", "{amount} · {mailed} by e-mail · {posted} by post",
        amount = yuan(amount);
    files_missing(lang, n: usize) = "缺 {n} 张的文件", "{n} without a file";
    goes(lang, n: usize) = "将发送 {n} 封邮件", "1 e-mail to send", "{n} e-mails to send", n = count(n as u64);
    posted_besides(lang, n: usize) = "另有 {n} 件邮寄送达，不在其中", "{n} by post, not included";
    left_out(lang, n: usize) = "不发送 {n} 件", "{n} left out";
    message_of(lang, at: usize, of: usize) = "第 {at} / {of} 封", "{at} of {of}";
    send(lang, n: usize) = "发送 {n} 封", "Send {n}", n = count(n as u64);
    sending(lang, done: u64, of: u64) = "正在发送，已处理 {done} / {of} 封", "Sending: {done} of {of}";
    sent(lang, n: usize) = "已发送 {n} 封邮件", "1 e-mail sent", "{n} e-mails sent", n = count(n as u64);
    of_messages(lang, at: usize, of: usize) = "第 {at} / {of} 封", "{at} of {of}";
    place_of(lang, at: usize, of: usize) = "第 {at} / {of} 件", "{at} of {of}";
    record(lang, n: usize) = "登记寄送 {n} 件", "Record {n}", n = count(n as u64);
    parcels_seen(lang, read: usize, matched: usize) =
        "读取 {read} 行，可登记 {matched} 件", "{read} rows; {matched} can be recorded";
    parcels_taken(lang, matched: usize, open: usize) =
        "已登记寄送 {matched} 件，{open} 行没有登记", "{matched} delivered; {open} rows were not recorded";
    parcels_all_taken(lang, matched: usize) = "已登记寄送 {matched} 件", "{matched} delivered";
    may_be_of(lang, applications: &[String]) =
        "该收件人有几件申请待寄：{applications}", "Several applications match this recipient: {applications}",
        applications = crate::i18n::phrase::listed(lang, applications);
    again_at(lang, at: &str) = "{at} 以后", "from {at} on";
}

names! {
    /// How something goes, where there is little room.
    way_short(Delivery) {
        Post = "邮寄", "Post";
        Email = "邮件", "E-mail";
    }
}

/// How many messages are not sent, and of how many of them somebody has to decide.
pub fn messages(lang: Lang, [open, to_decide]: [usize; 2]) -> String {
    say!(lang, match to_decide {
        0 => "{open} 封未发出", "{open} not sent";
        _ => "{open} 封未发出，其中 {to_decide} 封待处理", "{open} not sent, {to_decide} to resolve";
    })
}

/// What became of messages, in passing.
pub fn outcome(lang: Lang, sent: usize, [failed, unknown, left_out]: [usize; 3], is_stopped: bool) -> String {
    let parts = [
        (failed, mail::state(MessageState::Failed)),
        (unknown, mail::state(MessageState::Unknown)),
        (left_out, NOT_TRIED),
    ];
    let said = std::iter::once(self::sent(lang, sent));
    let rest = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{} {n}", name.get(lang)));
    let stopped = is_stopped.then(|| STOPPED.get(lang).to_owned());
    said.chain(rest).chain(stopped).collect::<Vec<_>>().join(" · ")
}

/// Why a message is not sent, where the window has another way to settle it than the command line.
pub fn why(lang: Lang, why: &Refusal) -> String {
    say!(lang, match why {
        Refusal::MailNotSet =>
            "还没有设置发送邮件的服务器，由管理员在“设置”中填写。",
            "Mail is not set up; an administrator can do so in Settings.";
        Refusal::MailPasswordMissing { user } =>
            "没有邮箱用户 {user} 的密码，请在“设置”中存入系统的密钥库。",
            "No password for mail user {user}. Add it in Settings.";
        Refusal::KeyStore { detail } =>
            "系统的密钥库不可用（{detail}）。请先解锁或启用它。",
            "The system's key store is not available ({detail}). Unlock or enable it.";
        Refusal::MailPending { message: MessageState::Unknown, .. } =>
            "上次的结果不明。请向客户核实后，在“发件箱”里处理。",
            "Delivery is unconfirmed. Ask the customer, then resolve it in the outbox.";
        Refusal::MailHeld => { HELD.get(lang).to_owned() };
        other => { refusal::message(lang, other) };
    })
}

/// A message that waits for its next try.
pub fn again(lang: Lang, at: DateTime<Utc>) -> String {
    again_at(lang, &dates::moment(at))
}
