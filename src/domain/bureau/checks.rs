//! What would be refused is found before it leaves.

use serde::{Deserialize, Serialize};

use super::form::{FormColumn, FormInvoice, FormSheet};
use super::reason::RefusalReason;
use super::shape::FormShape;
use crate::domain::gbk::first_outside;
use crate::domain::tax::{TaxRate, split};

/// What is wrong with a field of an invoice that was to go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProblem {
    /// The column it would stand in.
    pub column: FormColumn,
    /// What is wrong.
    pub fault: FormFault,
}

/// Why the bureau would refuse a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the variants say what the fields are")]
pub enum FormFault {
    /// It has to be filled in.
    Required,
    /// It has more characters than the form takes.
    TooLong { length: usize, limit: usize },
    /// It holds a character that GBK lacks.
    Character { character: char },
    /// The classification is not of 19 digits.
    TaxCode,
    /// The classification has finer ones below it.
    TaxCodeNotLeaf { code: String },
    /// The list of classifications that was imported has no such one.
    TaxCodeUnknown { code: String },
    /// The tax is further than 0.06 from net × rate.
    TaxOff,
    /// The form has no column for it.
    NoColumn,
    /// The form's own list has no such text.
    NotListed { text: String },
    /// The bureau refused the like before, and nothing has changed that would make it take this.
    RefusedBefore { reason: String },
}

/// What is known of a classification from the list that the user has imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxCodes {
    /// No list was imported.
    NotKnown,
    /// The list has no such code.
    Missing,
    /// There are finer ones below it.
    Summary,
    /// It may be used.
    Leaf,
}

/// What a refusal of the past teaches: what was written, and what the bureau said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The serial number of the invoice that was refused.
    pub serial: String,
    /// The classification that it had.
    pub tax_code: String,
    /// What stood in the column that the reason is about.
    pub written: Option<String>,
    /// What the bureau wrote.
    pub reason: String,
}

impl Lesson {
    /// Whether an invoice would be refused for the same reason, and the column that it is about.
    pub fn breaks(&self, invoice: &FormInvoice) -> Option<FormColumn> {
        use FormColumn as C;
        let reason = RefusalReason::read(&self.reason);
        let is_same_item = self.tax_code == invoice.tax_code;
        if reason.is_final {
            return is_same_item.then_some(C::TaxCode);
        }
        let column = reason.column?;
        let is_as_before = || {
            let cells = invoice.cells(column.sheet());
            let now = cells.iter().find(|(of, _)| *of == column).map(|(_, text)| text.as_str());
            now == self.written.as_deref().filter(|text| !text.is_empty())
        };
        let breaks = match column {
            C::Rate if !reason.rates.is_empty() => is_same_item && !reason.rates.contains(&invoice.rate),
            C::TaxCode | C::Item => is_same_item,
            // It never changes, so nothing could be done about it.
            C::Serial | C::LineSerial => false,
            C::Type | C::TaxIncluded | C::NaturalPerson | C::Amount | C::Rate | C::Waiver => {
                self.serial == invoice.serial && is_as_before()
            }
            _ => is_as_before(),
        };
        breaks.then_some(column)
    }

    /// The rates that the bureau would take for an item, where this lesson says so.
    pub fn rates_for(&self, tax_code: &str) -> Option<Vec<TaxRate>> {
        let reason = RefusalReason::read(&self.reason);
        (self.tax_code == tax_code && !reason.rates.is_empty()).then_some(reason.rates)
    }
}

/// Everything for which the bureau would refuse an invoice in a form of this shape.
pub fn check(
    invoice: &FormInvoice,
    shape: &FormShape,
    codes: TaxCodes,
    lessons: &[Lesson],
) -> Vec<FormProblem> {
    let mut problems: Vec<FormProblem> = Vec::new();
    let cells = FormSheet::ALL.into_iter().flat_map(|sheet| invoice.cells(sheet));
    for (column, text) in cells {
        problems.extend(cell_fault(shape, column, &text).map(|fault| FormProblem { column, fault }));
    }
    let buyer = &invoice.buyer;
    let mut add = |column, fault| problems.push(FormProblem { column, fault });
    if buyer.name.is_empty() {
        add(FormColumn::BuyerName, FormFault::Required);
    }
    if buyer.tax_id.is_none() && invoice.is_special {
        add(FormColumn::BuyerTaxId, FormFault::Required);
    }
    let code = &invoice.tax_code;
    match codes {
        _ if !is_tax_code(code) => add(FormColumn::TaxCode, FormFault::TaxCode),
        TaxCodes::Missing => add(FormColumn::TaxCode, FormFault::TaxCodeUnknown { code: code.clone() }),
        TaxCodes::Summary => add(FormColumn::TaxCode, FormFault::TaxCodeNotLeaf { code: code.clone() }),
        TaxCodes::NotKnown | TaxCodes::Leaf => {}
    }
    if !split(invoice.gross, invoice.rate).is_within_tolerance(invoice.rate) {
        add(FormColumn::Amount, FormFault::TaxOff);
    }
    for lesson in lessons {
        if let Some(column) = lesson.breaks(invoice) {
            let fault = FormFault::RefusedBefore { reason: lesson.reason.clone() };
            let problem = FormProblem { column, fault };
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    problems
}

/// Whether a text is of the 19 digits of a classification.
fn is_tax_code(text: &str) -> bool {
    text.len() == 19 && text.bytes().all(|b| b.is_ascii_digit())
}

/// What is wrong with the text of one cell, as far as form and characters go.
fn cell_fault(shape: &FormShape, column: FormColumn, text: &str) -> Option<FormFault> {
    let Some(of_form) = shape.column(column) else { return Some(FormFault::NoColumn) };
    let length = text.chars().count();
    if let Some(limit) = of_form.most_chars().filter(|limit| length > *limit && of_form.choices.is_empty()) {
        return Some(FormFault::TooLong { length, limit });
    }
    if !(of_form.choices.is_empty() || of_form.choices.iter().any(|choice| choice == text)) {
        return Some(FormFault::NotListed { text: text.to_owned() });
    }
    first_outside(text).map(|character| FormFault::Character { character })
}

#[cfg(test)]
mod tests {
    use super::super::form::{Buyer, Seller};
    use super::super::shape::{ColumnShape, SheetShape};
    use super::*;
    use crate::domain::money::Fen;

    const CODE: &str = "3040203000000000000";

    fn invoice() -> FormInvoice {
        FormInvoice {
            serial: "FP20261127-0031-1".into(),
            is_special: true,
            buyer: Buyer {
                name: "杭州晴川研究院".into(),
                tax_id: Some("91330100MA27XF6C4B".into()),
                ..Buyer::default()
            },
            seller: Seller::default(),
            remark: None,
            waiver: None,
            item: "云服务费".into(),
            tax_code: CODE.into(),
            gross: Fen(1_540_000),
            rate: TaxRate::parse("0.06").unwrap(),
        }
    }

    fn shape() -> FormShape {
        let of = |sheet| SheetShape {
            title: String::new(),
            columns: FormColumn::ALL
                .into_iter()
                .filter(|column| column.sheet() == sheet)
                .map(|column| ColumnShape {
                    header: column.header().into(),
                    limits: match column {
                        FormColumn::BuyerName => "必填(限10字符)".into(),
                        _ => String::new(),
                    },
                    choices: match column {
                        FormColumn::TaxIncluded => vec!["是".into(), "否".into()],
                        _ => Vec::new(),
                    },
                })
                .collect(),
        };
        FormShape { version: None, info: of(FormSheet::Info), lines: of(FormSheet::Lines) }
    }

    fn faults(invoice: &FormInvoice, codes: TaxCodes, lessons: &[Lesson]) -> Vec<(FormColumn, FormFault)> {
        check(invoice, &shape(), codes, lessons).into_iter().map(|p| (p.column, p.fault)).collect()
    }

    fn lesson(reason: &str, written: Option<&str>) -> Lesson {
        Lesson {
            serial: "FP20261101-0001-1".into(),
            tax_code: CODE.into(),
            written: written.map(str::to_owned),
            reason: reason.into(),
        }
    }

    #[test]
    fn what_is_right_may_leave() {
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &[]), []);
        assert_eq!(faults(&invoice(), TaxCodes::Leaf, &[]), []);
    }

    #[test]
    fn a_text_may_be_as_long_as_the_form_says_and_no_longer() {
        let named = |chars| {
            let buyer = Buyer { name: "名".repeat(chars), ..invoice().buyer };
            faults(&FormInvoice { buyer, ..invoice() }, TaxCodes::NotKnown, &[])
        };
        assert_eq!(named(10), []);
        assert_eq!(named(11), [(FormColumn::BuyerName, FormFault::TooLong { length: 11, limit: 10 })]);
        assert_eq!(named(0), [(FormColumn::BuyerName, FormFault::Required)]);
    }

    #[test]
    fn a_special_invoice_needs_a_tax_id_and_gbk_holds_every_character() {
        let buyer = Buyer { name: "𠮷田".into(), tax_id: None, ..Buyer::default() };
        let special = FormInvoice { buyer, ..invoice() };
        let character = (FormColumn::BuyerName, FormFault::Character { character: '𠮷' });
        let required = (FormColumn::BuyerTaxId, FormFault::Required);
        assert_eq!(faults(&special, TaxCodes::NotKnown, &[]), [character.clone(), required]);
        let general = FormInvoice { is_special: false, ..special };
        assert_eq!(faults(&general, TaxCodes::NotKnown, &[]), [character]);
    }

    #[test]
    fn a_classification_has_19_digits_and_is_a_leaf_of_the_list_that_is_there() {
        let code = |tax_code: &str, codes| {
            faults(&FormInvoice { tax_code: tax_code.into(), ..invoice() }, codes, &[])
        };
        let at = |fault| [(FormColumn::TaxCode, fault)];
        assert_eq!(code("304020300000000000", TaxCodes::NotKnown), at(FormFault::TaxCode));
        assert_eq!(code(CODE, TaxCodes::Missing), at(FormFault::TaxCodeUnknown { code: CODE.into() }));
        assert_eq!(code(CODE, TaxCodes::Summary), at(FormFault::TaxCodeNotLeaf { code: CODE.into() }));
    }

    #[test]
    fn a_text_that_the_form_does_not_list_and_a_column_that_it_lacks_are_told() {
        let mut shape = shape();
        let column = |shape: &mut FormShape, of: FormColumn| {
            let place = shape.place(of).unwrap();
            std::mem::take(&mut shape.info.columns[place])
        };
        column(&mut shape, FormColumn::BuyerTaxId);
        let place = shape.place(FormColumn::Type).unwrap();
        shape.info.columns[place].choices = vec!["普票".into()];
        let problems = check(&invoice(), &shape, TaxCodes::NotKnown, &[]);
        let not_listed = FormFault::NotListed { text: "增值税专用发票".into() };
        assert_eq!(problems[0], FormProblem { column: FormColumn::Type, fault: not_listed });
        assert_eq!(problems[1], FormProblem { column: FormColumn::BuyerTaxId, fault: FormFault::NoColumn });
    }

    #[test]
    fn a_rate_that_was_refused_is_refused_until_it_is_one_of_those_offered() {
        let lessons = [lesson("第4行税率不合法，请使用如下税率：0.03、0.01、0。", Some("0.06"))];
        let refused = FormFault::RefusedBefore { reason: lessons[0].reason.clone() };
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &lessons), [(FormColumn::Rate, refused)]);
        let corrected = FormInvoice { rate: TaxRate::parse("0.03").unwrap(), ..invoice() };
        assert_eq!(faults(&corrected, TaxCodes::NotKnown, &lessons), []);
        let other_item = FormInvoice { tax_code: "3040105000000000000".into(), ..invoice() };
        assert_eq!(faults(&other_item, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn a_field_of_the_buyer_that_was_refused_is_refused_while_it_is_the_same_whoever_applies() {
        let lessons = [lesson("购买方纳税人识别号格式不正确", Some("91330100MA27XF6C4B"))];
        let refused = FormFault::RefusedBefore { reason: lessons[0].reason.clone() };
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &lessons), [(FormColumn::BuyerTaxId, refused)]);
        let buyer = Buyer { tax_id: Some("91330100MA27XF6C4C".into()), ..invoice().buyer };
        assert_eq!(faults(&FormInvoice { buyer, ..invoice() }, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn a_reason_that_names_no_field_stops_nothing() {
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &[lesson("系统繁忙，请稍后再试", None)]), []);
    }
}
