//! The bytes of a message: the same, every time, of the same parts.
//!
//! What people called something gets into the head of a message as encoded words (RFC 2047) wherever it is not plain
//! letters, so that nothing in it is read as anything but a name; names of files are written by RFC 2231, which every
//! mail program of the last twenty years reads, and their content as base64, so that it arrives byte for byte.

use chrono::{DateTime, Utc};
use email_encoding::headers::rfc2047;
use email_encoding::headers::writer::EmailWriter;
use lettre::Address;
use lettre::message::header::{
    Cc, ContentDisposition, ContentTransferEncoding, ContentType, Date, HeaderName, HeaderValue, Headers,
    MimeVersion, To,
};
use lettre::message::{Body, Mailbox, Mailboxes, MultiPart, SinglePart};

use crate::domain::email::EmailAddress;
use crate::domain::mail::header_text::HeaderText;
use crate::exchange::scans::hash;

/// All that a message is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What stands in its `Message-ID`, without the brackets: letters, digits, `.`, `-` and `@`.
    pub message_id: String,
    pub at: DateTime<Utc>,
    /// The name of the sender.
    pub from_name: HeaderText,
    pub from: EmailAddress,
    pub to: Vec<EmailAddress>,
    pub cc: Vec<EmailAddress>,
    pub subject: HeaderText,
    /// Plain text in lines.
    pub body: String,
    /// Name and content of each file.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The whole message.
pub fn bytes(parts: Parts) -> Vec<u8> {
    let boundary = format!("={}=", &hash(parts.message_id.as_bytes())[..32]);
    let mut head = Headers::new();
    head.set(Date::new(parts.at.into()));
    head.insert_raw(plain("Message-ID", format!("<{}>", parts.message_id)));
    head.insert_raw(plain("From", from(&parts.from_name, &parts.from)));
    head.set(To::from(mailboxes(&parts.to)));
    if !parts.cc.is_empty() {
        head.set(Cc::from(mailboxes(&parts.cc)));
    }
    head.insert_raw(plain("Subject", words("Subject: ", &parts.subject, is_plain_text)));
    head.set(MimeVersion::new(1, 0));
    let text = MultiPart::mixed().boundary(boundary).singlepart(SinglePart::plain(parts.body));
    let whole = parts.files.into_iter().fold(text, |whole, file| whole.singlepart(attached(file)));
    let mut bytes = head.to_string().into_bytes();
    bytes.extend(whole.formatted());
    bytes
}

/// An address, as the library takes it.
pub(super) fn address(address: &EmailAddress) -> Address {
    let (local, domain) = address.parts();
    // It was looked at when it was read, more strictly than the library does.
    Address::new_dangerous(local, domain)
}

fn mailboxes(addresses: &[EmailAddress]) -> Mailboxes {
    addresses.iter().map(|to| Mailbox::new(None, address(to))).collect()
}

/// A field of the head whose text is ASCII and folded already.
fn plain(name: &'static str, text: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), text.clone(), text)
}

fn from(name: &HeaderText, address: &EmailAddress) -> String {
    if name.is_empty() {
        return address.to_string();
    }
    format!("{}\r\n <{address}>", words("From: ", name, is_plain_name))
}

/// A text behind the beginning of a field: as it is where it is plain, else as encoded words.
fn words(field: &str, text: &HeaderText, is_plain: fn(&str) -> bool) -> String {
    if is_plain(text) && field.len() + text.len() <= 76 {
        return text.to_string();
    }
    let mut words = String::new();
    {
        let mut writer = EmailWriter::new(&mut words, field.len(), 0, false);
        // A text takes whatever is written to it.
        let _ = rfc2047::encode(text, &mut writer);
    }
    words
}

/// Whether a subject is nothing but what it looks like: ASCII that no mail program decodes.
fn is_plain_text(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !text.contains("=?")
}

/// Whether a name needs no quotation marks.
fn is_plain_name(name: &str) -> bool {
    name.bytes().all(|byte| byte == b' ' || byte.is_ascii_alphanumeric())
}

fn attached((name, content): (String, Vec<u8>)) -> SinglePart {
    let encoded = Body::new_with_encoding(content, ContentTransferEncoding::Base64);
    let body = encoded.unwrap_or_else(|content| {
        // Nothing is refused that is to be base64.
        Body::new(content)
    });
    let media = ContentType::parse(media(&name)).unwrap_or(ContentType::TEXT_PLAIN);
    SinglePart::builder().header(ContentDisposition::attachment(&name)).header(media).body(body)
}

/// What a file is by the ending of its name. XML is not a text here: mail programs change the line ends of texts.
fn media(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "ofd" => "application/ofd",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, subject: &str) -> Parts {
        Parts {
            message_id: "1234.FP20261122-0001@example.com".into(),
            at: "2026-11-22T04:00:00Z".parse().unwrap(),
            from_name: HeaderText::of(name),
            from: EmailAddress::parse("fapiao@example.com").unwrap(),
            to: vec![
                EmailAddress::parse("a@example.com").unwrap(),
                EmailAddress::parse("b@example.com").unwrap(),
            ],
            cc: vec![EmailAddress::parse("c@example.com").unwrap()],
            subject: HeaderText::of(subject),
            body: "您好：\n.\n请查收。".into(),
            files: vec![("云岭_2644.xml".into(), b"<a>\n</a>\r\n".to_vec()), ("a\"b.pdf".into(), vec![0; 3])],
        }
    }

    fn head(parts: Parts) -> Vec<String> {
        let bytes = String::from_utf8(bytes(parts)).unwrap();
        assert!(bytes.is_ascii());
        let (head, _) = bytes.split_once("\r\n\r\n").unwrap();
        head.replace("\r\n ", " ").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_same_parts_are_the_same_bytes() {
        assert_eq!(bytes(parts("云岭", "发票")), bytes(parts("云岭", "发票")));
    }

    #[test]
    fn the_head_has_a_line_a_field_and_no_more_whatever_names_hold() {
        let hostile = "云岭\r\nBcc: x@y.cn\u{2028}<x@y.cn>,\"";
        let fields = ["Date", "Message-ID", "From", "To", "Cc", "Subject", "MIME-Version", "Content-Type"];
        for (name, subject) in [(hostile, hostile), ("Yunling Tech", "Invoice 1"), ("", "x")] {
            let lines = head(parts(name, subject));
            let names: Vec<&str> = lines.iter().map(|line| line.split(':').next().unwrap()).collect();
            assert_eq!(names, fields, "{lines:#?}");
        }
    }

    #[test]
    fn what_looks_like_an_encoded_word_is_encoded_itself() {
        let forged = "=?utf-8?b?5Lq65rCR6ZO26KGM?=";
        let lines = head(parts(forged, forged));
        assert!(lines.iter().all(|line| !line.contains("5Lq65rCR6ZO26KGM")), "{lines:#?}");
        let from = lines.iter().find(|line| line.starts_with("From: ")).unwrap();
        assert!(from.ends_with(" <fapiao@example.com>") && from.matches('<').count() == 1, "{from}");
    }

    #[test]
    fn a_name_with_what_means_something_in_a_head_is_encoded() {
        for name in ["Yun, Ling", "Yun \"Ling\"", "Yun <x@y.cn>", "Yun (Ling)", "云岭"] {
            let lines = head(parts(name, "x"));
            let from = lines.iter().find(|line| line.starts_with("From: ")).unwrap();
            assert!(from.starts_with("From: =?utf-8?b?"), "{from}");
        }
        let lines = head(parts("Yunling 2 Tech", "Invoice 1, 2"));
        assert!(lines.contains(&"From: Yunling 2 Tech <fapiao@example.com>".to_owned()), "{lines:#?}");
        assert!(lines.contains(&"Subject: Invoice 1, 2".to_owned()));
    }

    #[test]
    fn files_are_base64_under_names_by_rfc_2231() {
        let text = String::from_utf8(bytes(parts("云岭", "发票"))).unwrap();
        assert!(text.contains("filename*0*=utf-8''%E4%BA%91%E5%B2%AD_2644.xml"), "{text}");
        assert!(text.contains(r#"filename="a\"b.pdf""#));
        assert!(text.contains("PGE+CjwvYT4NCg=="));
    }

    #[test]
    fn no_line_is_longer_than_the_standard_wants() {
        let long = "云岭（北京）科技发展有限责任公司".repeat(8);
        let text = String::from_utf8(bytes(parts(&long, &long))).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 78), "{text}");
    }
}
