//! What would be refused is found before it leaves.

use strum::IntoStaticStr;

use super::form::{FormColumn, FormInvoice};
use super::lessons::Lessons;
use super::shape::FormShape;
use crate::domain::gbk::first_outside;
use crate::domain::invoice_info::InfoField;
use crate::domain::tax::split;

/// What is wrong with a field of an invoice that was to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The column it would stand in.
    pub column: FormColumn,
    /// What is wrong.
    pub fault: FormFault,
}

/// Why the bureau would refuse a field.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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

impl FormFault {
    /// What the command line calls it.
    pub fn id(&self) -> &'static str {
        self.into()
    }
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

/// Everything for which the bureau would refuse an invoice, in a form of this shape where one is known.
pub fn check(
    invoice: &FormInvoice,
    shape: Option<&FormShape>,
    codes: TaxCodes,
    lessons: &Lessons,
) -> Vec<FormProblem> {
    let mut problems: Vec<FormProblem> = Vec::new();
    let cells = invoice.written();
    for (column, text) in &cells {
        let fault = shape.and_then(|shape| cell_fault(shape, *column, text));
        problems.extend(fault.map(|fault| FormProblem { column: *column, fault }));
    }
    let buyer = &invoice.buyer;
    let mut add = |column, fault| problems.push(FormProblem { column, fault });
    if buyer.name.is_empty() {
        add(FormColumn::BuyerName, FormFault::Required);
    }
    if buyer.tax_id.is_none() && InfoField::TaxId.is_required_for(invoice.invoice_type) {
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
    problems.extend(lessons.broken(&cells));
    problems
}

/// Whether a text is of the 19 digits of a classification.
pub fn is_tax_code(text: &str) -> bool {
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
pub(super) mod tests {
    use super::super::form::{Buyer, FormSheet, Seller};
    use super::super::shape::{ColumnShape, SheetShape};
    use super::*;
    use crate::domain::invoice_info::InvoiceType;
    use crate::domain::money::Fen;
    use crate::domain::tax::TaxRate;

    pub(in super::super) const CODE: &str = "3040203000000000000";

    pub(in super::super) fn invoice() -> FormInvoice {
        FormInvoice {
            serial: "FP20261127-0031-1".into(),
            invoice_type: InvoiceType::EnterpriseSpecial,
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

    pub(in super::super) fn faults(
        invoice: &FormInvoice,
        codes: TaxCodes,
        lessons: &Lessons,
    ) -> Vec<(FormColumn, FormFault)> {
        check(invoice, Some(&shape()), codes, lessons).into_iter().map(|p| (p.column, p.fault)).collect()
    }

    #[test]
    fn what_is_right_may_leave() {
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &Lessons::default()), []);
        assert_eq!(faults(&invoice(), TaxCodes::Leaf, &Lessons::default()), []);
    }

    #[test]
    fn a_text_may_be_as_long_as_the_form_says_and_no_longer() {
        let named = |chars| {
            let buyer = Buyer { name: "名".repeat(chars), ..invoice().buyer };
            faults(&FormInvoice { buyer, ..invoice() }, TaxCodes::NotKnown, &Lessons::default())
        };
        assert_eq!(named(10), []);
        assert_eq!(named(11), [(FormColumn::BuyerName, FormFault::TooLong { length: 11, limit: 10 })]);
        assert_eq!(named(0), [(FormColumn::BuyerName, FormFault::Required)]);
    }

    #[test]
    fn a_company_needs_a_tax_id_and_gbk_holds_every_character() {
        let buyer = Buyer { name: "𠮷田".into(), tax_id: None, ..Buyer::default() };
        let special = FormInvoice { buyer, ..invoice() };
        let character = (FormColumn::BuyerName, FormFault::Character { character: '𠮷' });
        let required = (FormColumn::BuyerTaxId, FormFault::Required);
        assert_eq!(
            faults(&special, TaxCodes::NotKnown, &Lessons::default()),
            [character.clone(), required.clone()]
        );
        let of = |invoice_type| {
            faults(&FormInvoice { invoice_type, ..special.clone() }, TaxCodes::NotKnown, &Lessons::default())
        };
        assert_eq!(of(InvoiceType::EnterpriseGeneral), [character.clone(), required]);
        for optional in [InvoiceType::OrganisationGeneral, InvoiceType::PersonalGeneral] {
            assert_eq!(of(optional), std::slice::from_ref(&character));
        }
    }

    #[test]
    fn a_classification_has_19_digits_and_is_a_leaf_of_the_list_that_is_there() {
        let code = |tax_code: &str, codes| {
            faults(&FormInvoice { tax_code: tax_code.into(), ..invoice() }, codes, &Lessons::default())
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
        let problems = check(&invoice(), Some(&shape), TaxCodes::NotKnown, &Lessons::default());
        let not_listed = FormFault::NotListed { text: "增值税专用发票".into() };
        assert_eq!(problems[0], FormProblem { column: FormColumn::Type, fault: not_listed });
        assert_eq!(problems[1], FormProblem { column: FormColumn::BuyerTaxId, fault: FormFault::NoColumn });
    }
}
