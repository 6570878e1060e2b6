//! The words of how mail is sent: the server, the password, what is written, how a customer wants it.

use crate::domain::mail::Language;
use crate::domain::mail::settings::Security;
use crate::domain::mail::template::Values;

texts! {
    TITLE = "发送邮件", "E-mail";
    NOTE = "开好的发票从这个邮箱发给客户。密码只存在系统的密钥库里。",
        "Issued invoices are sent from here. The password is kept only in the system's key store.";
    NOT_SET = "还没有设置发送邮件的服务器", "Mail is not set up";
    SET = "设置邮件服务器…", "Set up mail server…";
    CHANGE = "修改…", "Change…";
    PASSWORD_CHANGE = "邮箱密码…", "Password…";
    SERVER = "服务器", "Server";
    USER = "用户", "User";
    NOBODY = "不登录", "No sign-in";
    FROM = "发件人", "From";

    FORM_TITLE = "邮件服务器", "Mail server";
    HOST = "服务器地址", "Host";
    PORT = "端口", "Port";
    SECURITY = "加密方式", "Security";
    USER_NAME = "登录用户名", "User";
    USER_HINT = "服务器不要求登录的，留空", "Blank for no sign-in";
    FROM_HINT = "云岭科技 <fapiao@example.com>", "Yunling <fapiao@example.com>";
    SET_DONE = "已保存邮件服务器", "Mail server saved";

    PASSWORD_TITLE = "邮箱密码", "Mail password";
    PASSWORD = "密码", "Password";
    PASSWORD_WHAT = "多数邮箱须使用“授权码”或“客户端专用密码”，在邮箱的网页里生成。系统可能会请您解锁密钥库。",
        "Most providers require an app password, created on their website. The system may ask to unlock its key store.";
    PASSWORD_KEEP = "存入密钥库", "Save to key store";

    TEMPLATES = "邮件内容", "Message text";
    OWN = "自定义", "own";
    TEMPLATE_TITLE = "邮件内容", "Message text";
    SUBJECT = "主题", "Subject";
    BODY = "正文", "Body";
    PREVIEW = "预览（示例数据）", "Preview, of sample data";
    NO_PREVIEW = "占位符有误，保存时会指出。", "A placeholder is wrong; saving says which.";
    BUNDLED = "恢复自带的内容", "Restore default";
    TEMPLATE_DONE = "已保存邮件内容", "Message text saved";

    CUSTOMER = "邮件设置", "E-mail";
    CUSTOMER_WHAT = "发票邮件按这里的语言和抄送发出；收件地址以每件申请填写的为准。",
        "Invoices are e-mailed in this language with these copies; each application states the recipient.";
    CUSTOMER_DONE = "已保存邮件设置", "Mail preferences saved";
    LANGUAGE = "邮件语言", "Language";
    CC = "抄送", "Copy to";
    CC_HINT = "多个地址用逗号分开", "Separate several with commas";
}

names! {
    language(Language) {
        Zh = "中文", "Chinese";
        En = "英文", "English";
    }
    security(Security) {
        StartTls = "STARTTLS（端口 587）", "STARTTLS (port 587)";
        Tls = "TLS（端口 465）", "TLS (port 465)";
        None = "不加密（仅限本机或内网）", "None (this machine or net alone)";
    }
}

sentences! {
    server(lang, host: &str, port: u16, how: Security) =
        "{host}:{port} · {how}", "{host}:{port} · {how}", how = short(how);
    placeholders(lang, known: &str) =
        "可用的占位符：{known}。大括号本身写两次。",
        "Placeholders: {known}. A brace that stands for itself is written twice.";
    issuer(lang, code: &str, name: &str) = "{code} · {name}", "{code} · {name}";
    template_of(lang, issuer: &str, of: Language) =
        "{issuer} · {of}", "{issuer} · {of}", of = language(of).get(lang);
    customers_mail(lang, of: Language, cc: &str) =
        "{of}，抄送 {cc}", "{of}, copy to {cc}", of = language(of).get(lang);
}

const fn short(how: Security) -> &'static str {
    match how {
        Security::StartTls => "STARTTLS",
        Security::Tls => "TLS",
        Security::None => "—",
    }
}

/// What a template is shown with.
pub const fn sample(language: Language, issuer: &str) -> Values<'_> {
    match language {
        Language::Zh => Values {
            buyer: "杭州示例科技有限公司",
            issuer,
            application: "FP20261122-0001",
            amount: "1,234.50",
            invoices: "26442000000012345678",
            contact: "孙敏",
        },
        Language::En => Values {
            buyer: "Example Technology Ltd.",
            issuer,
            application: "FP20261122-0001",
            amount: "1,234.50",
            invoices: "26442000000012345678",
            contact: "Ms Sun",
        },
    }
}
