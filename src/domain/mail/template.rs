//! What a message says: a subject and a body with placeholders in braces.

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::Language;
use super::header_text::HeaderText;
use crate::domain::text::{MAX_TEXT_CHARS, first_unseen, first_unseen_in_lines};

/// The longest body, in characters.
pub const MAX_BODY_CHARS: usize = 10_000;

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// The name of the buyer on the invoice.
    Buyer,
    /// The name of the issuer.
    Issuer,
    /// The number of the application.
    Application,
    /// The amount with tax: `1,234.50`.
    Amount,
    /// The numbers of the invoices, between commas.
    Invoices,
    /// Whom the application names as contact, else the buyer.
    Contact,
}

listed!(Placeholder);
named!(Placeholder);

/// What the placeholders of one message stand for.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "called as the placeholders")]
pub struct Values<'a> {
    pub buyer: &'a str,
    pub issuer: &'a str,
    pub application: &'a str,
    pub amount: &'a str,
    pub invoices: &'a str,
    pub contact: &'a str,
}

impl Values<'_> {
    fn of(&self, placeholder: Placeholder) -> &str {
        match placeholder {
            Placeholder::Buyer => self.buyer,
            Placeholder::Issuer => self.issuer,
            Placeholder::Application => self.application,
            Placeholder::Amount => self.amount,
            Placeholder::Invoices => self.invoices,
            Placeholder::Contact => self.contact,
        }
    }
}

/// Subject and body, whose placeholders are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    subject: String,
    body: String,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// `subject` or `body`.
    pub field: &'static str,
    /// What is wrong there.
    pub fault: TemplateFault,
}

/// What is wrong with a part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// There is nothing in it.
    Missing,
    /// It has more characters than this.
    TooLong(usize),
    /// It has a character that cannot be seen.
    Unseen(char),
    /// This stands in braces, or a brace stands alone, and is no placeholder.
    Placeholder(String),
}

impl Template {
    /// A template whose placeholders are all known. A brace that stands for itself is written twice.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(subject: &str, body: &str) -> Result<Self, TemplateError> {
        let (subject, body) = (subject.trim(), body.trim());
        let unseen = first_unseen(subject).map(TemplateFault::Unseen);
        checked(subject, MAX_TEXT_CHARS, unseen)
            .map_err(|fault| TemplateError { field: "subject", fault })?;
        let unseen = first_unseen_in_lines(body).map(TemplateFault::Unseen);
        checked(body, MAX_BODY_CHARS, unseen).map_err(|fault| TemplateError { field: "body", fault })?;
        Ok(Self { subject: subject.to_owned(), body: body.replace("\r\n", "\n") })
    }

    /// What the program says in a language where the issuer has said nothing.
    pub fn bundled(language: Language) -> Self {
        let text = match language {
            Language::Zh => include_str!("../../../assets/mail/zh.txt"),
            Language::En => include_str!("../../../assets/mail/en.txt"),
        };
        let (subject, body) = text.split_once('\n').unwrap_or((text, ""));
        Self { subject: subject.trim().to_owned(), body: body.trim().to_owned() }
    }

    /// The subject, as it was written.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The body, as it was written.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The subject and the body of one message.
    pub fn filled(&self, values: &Values<'_>) -> (HeaderText, String) {
        (HeaderText::of(&filled(&self.subject, values)), filled(&self.body, values))
    }
}

fn checked(text: &str, max: usize, unseen: Option<TemplateFault>) -> Result<(), TemplateFault> {
    if text.is_empty() {
        return Err(TemplateFault::Missing);
    }
    if text.chars().count() > max {
        return Err(TemplateFault::TooLong(max));
    }
    unseen.map_or(Ok(()), Err)?;
    pieces(text).try_for_each(|piece| match piece {
        Piece::Unknown(text) => Err(TemplateFault::Placeholder(text.to_owned())),
        Piece::Text(_) | Piece::Placeholder(_) => Ok(()),
    })
}

fn filled(text: &str, values: &Values<'_>) -> String {
    let said = |piece| match piece {
        Piece::Text(text) | Piece::Unknown(text) => text,
        Piece::Placeholder(placeholder) => values.of(placeholder),
    };
    pieces(text).map(said).collect()
}

/// A piece of a template.
enum Piece<'a> {
    Text(&'a str),
    Placeholder(Placeholder),
    /// Braces that hold no placeholder.
    Unknown(&'a str),
}

/// A template taken apart from its beginning to its end.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let piece = match rest.find(['{', '}']) {
            _ if rest.is_empty() => return None,
            None => (Piece::Text(rest), rest.len()),
            Some(0) if rest.starts_with("{{") || rest.starts_with("}}") => (Piece::Text(&rest[..1]), 2),
            Some(0) => {
                let end = rest.find('}').map_or(1, |end| end + 1);
                let inside = rest[..end].trim_matches(['{', '}']).trim();
                let known = inside.parse().map(Piece::Placeholder);
                (known.unwrap_or(Piece::Unknown(&rest[..end])), end)
            }
            Some(brace) => (Piece::Text(&rest[..brace]), brace),
        };
        rest = &rest[piece.1..];
        Some(piece.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: Values<'_> = Values {
        buyer: "杭州{issuer}公司",
        issuer: "云岭",
        application: "FP20261122-0001",
        amount: "1,234.50",
        invoices: "26442000000012345678",
        contact: "孙敏\r\nBcc: x@y.cn",
    };

    fn fault(subject: &str, body: &str) -> (&'static str, TemplateFault) {
        let error = Template::parse(subject, body).unwrap_err();
        (error.field, error.fault)
    }

    #[test]
    fn a_placeholder_is_filled_once_and_a_doubled_brace_is_a_brace() {
        let template = Template::parse("{issuer} { buyer }", "{{issuer}} {amount}\n{invoices}}}").unwrap();
        let (subject, body) = template.filled(&VALUES);
        assert_eq!(&*subject, "云岭 杭州{issuer}公司");
        assert_eq!(body, "{issuer} 1,234.50\n26442000000012345678}");
    }

    #[test]
    fn what_a_name_holds_begins_no_line_of_the_head() {
        let (subject, _) = Template::parse("{contact}", "x").unwrap().filled(&VALUES);
        assert_eq!(&*subject, "孙敏  Bcc: x@y.cn");
    }

    #[test]
    fn what_is_no_placeholder_is_named() {
        let unknown = |text: &str| TemplateFault::Placeholder(text.to_owned());
        assert_eq!(fault("{byer}", "x"), ("subject", unknown("{byer}")));
        assert_eq!(fault("x", "{Buyer}"), ("body", unknown("{Buyer}")));
        assert_eq!(fault("x", "a {} b"), ("body", unknown("{}")));
        assert_eq!(fault("x", "a {buyer"), ("body", unknown("{")));
        assert_eq!(fault("x", "a } b"), ("body", unknown("}")));
        assert_eq!(fault("x", "{购买方}"), ("body", unknown("{购买方}")));
        assert_eq!(fault(" ", "x"), ("subject", TemplateFault::Missing));
        assert_eq!(fault("a\nb", "x"), ("subject", TemplateFault::Unseen('\n')));
        assert_eq!(fault("x", "a\u{202E}b"), ("body", TemplateFault::Unseen('\u{202E}')));
        assert_eq!(fault("x", &"一".repeat(10_001)), ("body", TemplateFault::TooLong(10_000)));
        assert!(Template::parse("x", &"一".repeat(10_000)).is_ok());
    }

    #[test]
    fn what_comes_with_the_program_is_a_template_in_both_languages() {
        for language in Language::ALL {
            let bundled = Template::bundled(language);
            assert_eq!(Template::parse(bundled.subject(), bundled.body()), Ok(bundled));
        }
    }
}
