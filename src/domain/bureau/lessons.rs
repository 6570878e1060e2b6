//! What past refusals teach, so that the like is not handed in again.

use std::collections::{BTreeMap, HashMap};

use super::checks::{FormFault, FormProblem};
use super::form::FormColumn;
use super::reason::RefusalReason;
use crate::domain::ids::{IssueBatchId, RefusalId};
use crate::domain::tax::TaxRate;

/// A refusal of the past: what was written, and what the bureau said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRefusal {
    /// Its row.
    pub id: RefusalId,
    /// What it went out with.
    pub batch: IssueBatchId,
    /// What stood in the form, by column.
    pub written: BTreeMap<FormColumn, String>,
    /// What the bureau wrote.
    pub reason: String,
}

/// What past refusals teach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lessons(HashMap<Key, Vec<Lesson>>);

/// A column, what stands in it, and the serial number of the only invoice that it is about; none: whoever writes it.
type Key = (FormColumn, Option<String>, Option<String>);

/// Something that is refused as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lesson {
    /// The column that it is about.
    column: FormColumn,
    /// What stood in other columns that the reason is about: if one of them is changed, nobody knows.
    beside: Vec<(FormColumn, Option<String>)>,
    /// The rates that are taken, where the reason offers some.
    rates: Vec<TaxRate>,
    /// The last of the reasons.
    reason: String,
    /// Everything that was refused for it.
    refusals: Vec<RefusalId>,
    /// What the last of these went out with.
    batch: IssueBatchId,
    /// Whether it was asked already, and nothing that was issued since disproves it.
    holds: bool,
}

impl Lessons {
    /// Learns from a refusal; a later one about the same takes the place of an earlier one.
    pub fn learn(&mut self, past: &PastRefusal) {
        use FormColumn as C;
        let read = RefusalReason::read(&past.reason);
        let said = |column: FormColumn| (column, past.written.get(&column).cloned());
        let mut rates = Vec::new();
        let (column, at, is_its_own, beside): (C, _, bool, Vec<_>) = match read.columns.split_first() {
            _ if read.is_of_item => {
                // What the issuer may not put on one type of invoice it may put on another, unless it is named.
                let is_of_type = read.is_final && read.tax_code.is_none();
                let code = read.tax_code.or_else(|| said(C::TaxCode).1);
                (
                    C::TaxCode,
                    (C::TaxCode, code),
                    false,
                    is_of_type.then(|| said(C::Type)).into_iter().collect(),
                )
            }
            Some((C::Rate, _)) if !read.rates.is_empty() => {
                rates = read.rates;
                (C::Rate, said(C::TaxCode), false, Vec::new())
            }
            // A serial number never changes, and who names no column may mean any.
            Some((C::Serial | C::LineSerial, _)) | None if read.is_final => {
                (C::TaxCode, said(C::TaxCode), true, may_change().map(said).collect())
            }
            Some((C::Serial | C::LineSerial, _)) | None => return,
            Some((&first, beside)) => {
                let at = said(first);
                let is_its_own =
                    read.is_final || first == C::TaxCode || at.1.is_none() || first.is_of_one_invoice();
                (first, at, is_its_own, beside.iter().copied().map(said).collect())
            }
        };
        let serial = past.written.get(&C::Serial).filter(|_| is_its_own).cloned();
        let lessons = self.0.entry((at.0, at.1, serial)).or_default();
        let known = lessons.iter().position(|known| known.column == column && known.beside == beside);
        let known = known.map(|place| lessons.swap_remove(place));
        let (mut refusals, last) =
            known.map_or((Vec::new(), past.batch), |known| (known.refusals, known.batch));
        refusals.push(past.id);
        let (reason, batch) = (past.reason.clone(), last.max(past.batch));
        lessons.push(Lesson { column, beside, rates, reason, refusals, batch, holds: false });
    }

    /// Forgets what an invoice would break and the bureau has disproved since: it is asked once of each lesson whether
    /// an invoice was issued with these cells that went out no earlier than with this batch.
    ///
    /// # Errors
    /// What `is_disproved` cannot tell.
    pub fn forget_disproved<E>(
        &mut self,
        cells: &BTreeMap<FormColumn, String>,
        mut is_disproved: impl FnMut(IssueBatchId, &BTreeMap<FormColumn, Option<String>>) -> Result<bool, E>,
    ) -> Result<(), E> {
        if self.0.is_empty() {
            return Ok(());
        }
        for column in FormColumn::ALL {
            // What is of one invoice alone is never issued of another.
            let Some(lessons) = self.0.get_mut(&(column, cells.get(&column).cloned(), None)) else {
                continue;
            };
            for lesson in lessons.iter_mut().filter(|lesson| !lesson.holds && lesson.is_broken(cells)) {
                let beside = lesson.beside.iter().map(|(column, _)| *column);
                let columns = beside.chain([column, lesson.column]);
                let same = columns.map(|column| (column, cells.get(&column).cloned())).collect();
                lesson.holds = !is_disproved(lesson.batch, &same)?;
            }
            lessons.retain(|lesson| lesson.holds || !lesson.is_broken(cells));
        }
        Ok(())
    }

    /// What of an invoice still breaks a reason that was given.
    pub(super) fn broken(&self, cells: &BTreeMap<FormColumn, String>) -> Vec<FormProblem> {
        let problem = |lesson: &Lesson| {
            let fault = FormFault::RefusedBefore { reason: lesson.reason.clone() };
            FormProblem { column: lesson.column, fault }
        };
        self.against(cells).into_iter().map(problem).collect()
    }

    /// The reasons that an invoice still breaks, each with everything that was refused for it.
    pub fn behind(&self, cells: &BTreeMap<FormColumn, String>) -> impl Iterator<Item = (&str, &[RefusalId])> {
        self.against(cells).into_iter().map(|lesson| (lesson.reason.as_str(), lesson.refusals.as_slice()))
    }

    fn against(&self, cells: &BTreeMap<FormColumn, String>) -> Vec<&Lesson> {
        let mut against = Vec::new();
        if self.0.is_empty() {
            return against;
        }
        for column in FormColumn::ALL {
            for whose in [None, cells.get(&FormColumn::Serial).cloned()] {
                let lessons = self.0.get(&(column, cells.get(&column).cloned(), whose));
                against.extend(lessons.into_iter().flatten().filter(|lesson| lesson.is_broken(cells)));
            }
        }
        against
    }
}

impl Lesson {
    /// Whether an invoice with these cells, of which the first is as it was, would be refused for it.
    fn is_broken(&self, cells: &BTreeMap<FormColumn, String>) -> bool {
        let rate = cells.get(&FormColumn::Rate).and_then(|text| TaxRate::parse(text).ok());
        let is_taken = rate.is_some_and(|rate| self.rates.contains(&rate));
        !is_taken && self.beside.iter().all(|(column, was)| cells.get(column) == was.as_ref())
    }
}

/// The columns besides the classification in which something else may stand when an invoice goes out again.
fn may_change() -> impl Iterator<Item = FormColumn> {
    use FormColumn as C;
    C::ALL.into_iter().filter(|column| !matches!(column, C::Serial | C::LineSerial | C::TaxCode))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::checks::tests::{CODE, faults, invoice};
    use super::super::checks::{FormFault, TaxCodes};
    use super::super::form::{Buyer, FormInvoice};
    use super::*;
    use crate::domain::invoice_info::InvoiceType;

    /// What the refusal of an invoice for this reason teaches.
    fn lesson(refused: &FormInvoice, reason: &str) -> Lessons {
        let mut lessons = Lessons::default();
        lessons.learn(&past(1, refused, reason));
        lessons
    }

    fn past(id: i64, refused: &FormInvoice, reason: &str) -> PastRefusal {
        let (id, batch) = (RefusalId(id), IssueBatchId(id));
        PastRefusal { id, batch, written: refused.written(), reason: reason.into() }
    }

    fn refused_for(reason: &str, column: FormColumn) -> [(FormColumn, FormFault); 1] {
        [(column, FormFault::RefusedBefore { reason: reason.to_owned() })]
    }

    /// Another invoice, of the same item.
    fn another() -> FormInvoice {
        FormInvoice { serial: "FP20261128-0001-1".into(), ..invoice() }
    }

    #[test]
    fn a_rate_that_was_refused_is_refused_until_it_is_one_of_those_offered() {
        let reason = "第4行税率不合法，请使用如下税率：0.03、0.01、0。";
        let lessons = lesson(&invoice(), reason);
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), refused_for(reason, FormColumn::Rate));
        let corrected = FormInvoice { rate: TaxRate::parse("0.03").unwrap(), ..another() };
        assert_eq!(faults(&corrected, TaxCodes::NotKnown, &lessons), []);
        let other_item = FormInvoice { tax_code: "3040105000000000000".into(), ..another() };
        assert_eq!(faults(&other_item, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn a_field_of_the_buyer_that_was_refused_is_refused_while_it_is_the_same_whoever_applies() {
        let reason = "购买方纳税人识别号格式不正确";
        let lessons = lesson(&invoice(), reason);
        let refused = refused_for(reason, FormColumn::BuyerTaxId);
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), refused);
        let buyer = Buyer { tax_id: Some("91330100MA27XF6C4C".into()), ..invoice().buyer };
        assert_eq!(faults(&FormInvoice { buyer, ..another() }, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn a_reason_about_two_fields_holds_while_both_are_the_same() {
        let reason = "购买方名称与购买方纳税人识别号不匹配";
        let lessons = lesson(&invoice(), reason);
        assert_eq!(
            faults(&another(), TaxCodes::NotKnown, &lessons),
            refused_for(reason, FormColumn::BuyerName)
        );
        let buyer = Buyer { tax_id: Some("91330100MA27XF6C4C".into()), ..invoice().buyer };
        assert_eq!(faults(&FormInvoice { buyer, ..another() }, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn what_was_left_blank_is_refused_of_the_same_invoice_until_it_is_filled_in() {
        let reason = "购买方地址不能为空";
        let lessons = lesson(&invoice(), reason);
        assert_eq!(
            faults(&invoice(), TaxCodes::NotKnown, &lessons),
            refused_for(reason, FormColumn::BuyerAddress)
        );
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), []);
        let buyer = Buyer { address: Some("文三路 1 号".into()), ..invoice().buyer };
        assert_eq!(faults(&FormInvoice { buyer, ..invoice() }, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn an_item_that_the_issuer_may_not_use_is_refused_of_every_invoice() {
        let reason = "第4行您不属于涉税专业服务机构，不允许填写3040203000000000000";
        let lessons = lesson(&invoice(), reason);
        let refused = refused_for(reason, FormColumn::TaxCode);
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), refused);
        let other_item = FormInvoice { tax_code: "3040105000000000000".into(), ..another() };
        assert_eq!(faults(&other_item, TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn a_reason_that_names_no_field_stops_nothing() {
        let lessons = lesson(&invoice(), "系统繁忙，请稍后再试");
        assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &lessons), []);
    }

    #[test]
    fn what_the_issuer_may_not_issue_stops_its_invoice_alone_until_something_is_changed() {
        for reason in ["您无权开具该发票", "商品编码与项目名称不匹配"] {
            let lessons = lesson(&invoice(), reason);
            let refused = refused_for(reason, FormColumn::TaxCode);
            assert_eq!(faults(&invoice(), TaxCodes::NotKnown, &lessons), refused, "{reason}");
            assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), [], "{reason}");
            let changed = FormInvoice { item: "软件".into(), ..invoice() };
            assert_eq!(faults(&changed, TaxCodes::NotKnown, &lessons), [], "{reason}");
        }
    }

    #[test]
    fn an_item_that_is_not_named_may_be_used_on_another_type_of_invoice() {
        let reason = "您不具备资格，不允许填写该商品";
        let lessons = lesson(&invoice(), reason);
        let refused = refused_for(reason, FormColumn::TaxCode);
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), refused);
        let general = FormInvoice { invoice_type: InvoiceType::EnterpriseGeneral, ..another() };
        assert_eq!(faults(&general, TaxCodes::NotKnown, &lessons), []);
        let named = lesson(&invoice(), &format!("不允许填写{CODE}"));
        assert_eq!(faults(&general, TaxCodes::NotKnown, &named).len(), 1);
    }

    #[test]
    fn a_reason_that_was_given_several_times_names_all_of_its_refusals() {
        let mut lessons = Lessons::default();
        for (id, row) in [(1, "第4行"), (2, "第5行")] {
            lessons.learn(&past(id, &invoice(), &format!("{row}购买方纳税人识别号格式不正确")));
        }
        let last = "第5行购买方纳税人识别号格式不正确";
        let refused = refused_for(last, FormColumn::BuyerTaxId);
        assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), refused);
        let written = another().written();
        assert_eq!(lessons.behind(&written).collect::<Vec<_>>(), [(last, &[RefusalId(1), RefusalId(2)][..])]);
    }

    #[test]
    fn what_was_issued_since_as_it_was_written_disproves_a_reason() {
        let ask = |lessons: &mut Lessons, answer: bool| {
            let mut asked = Vec::new();
            let done = lessons.forget_disproved(&another().written(), |batch, cells| {
                asked.push((batch.0, cells.keys().copied().collect::<Vec<_>>()));
                Ok::<_, Infallible>(answer)
            });
            done.unwrap();
            asked
        };
        let both = "购买方名称与购买方纳税人识别号不匹配";
        let rate = "第4行税率不合法，请使用如下税率：0.03、0.01、0。";
        for (reason, columns) in [
            (both, [FormColumn::BuyerName, FormColumn::BuyerTaxId]),
            (rate, [FormColumn::TaxCode, FormColumn::Rate]),
        ] {
            let mut lessons = lesson(&invoice(), reason);
            let learned = lessons.clone();
            assert_eq!(ask(&mut lessons, false), [(1, columns.to_vec())]);
            // It is asked once.
            assert_eq!(ask(&mut lessons, true), []);
            assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons).len(), 1);
            let mut lessons = learned;
            ask(&mut lessons, true);
            assert_eq!(faults(&another(), TaxCodes::NotKnown, &lessons), []);
        }
    }
}
