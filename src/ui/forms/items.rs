//! Invoice items as they are typed: of a policy, or of an issuer's own.

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::domain::policy::{EffectiveRate, InvoiceItem, PolicyProblem};
use crate::domain::tax::TaxRate;
use crate::i18n::{Lang, common, policies as words, policy as faults};
use crate::ui::date_text::parse_date;
use crate::ui::icons;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Field, icon_button_ui, rule_ui};

/// Width of a date and of a rate, and the most digits of a tax classification code with their field's edges.
const DATE: f32 = 130.0;
const RATE: f32 = 96.0;
const CODE: f32 = 196.0;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemsForm {
    items: Vec<ItemRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ItemRow {
    name: String,
    short_name: String,
    tax_code: String,
    rates: Vec<RateRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct RateRow {
    from: String,
    rate: String,
}

impl RateRow {
    fn read(&self) -> Option<EffectiveRate> {
        Some(EffectiveRate { from: parse_date(&self.from)?, rate: TaxRate::parse(&self.rate).ok()? })
    }
}

impl ItemRow {
    fn new() -> Self {
        let rate = RateRow { from: String::new(), rate: String::new() };
        Self { name: String::new(), short_name: String::new(), tax_code: String::new(), rates: vec![rate] }
    }
}

impl ItemsForm {
    pub fn of(items: &[InvoiceItem]) -> Self {
        let rate =
            |rate: &EffectiveRate| RateRow { from: rate.from.to_string(), rate: rate.rate.to_string() };
        let item = |item: &InvoiceItem| ItemRow {
            name: item.name.clone(),
            short_name: item.short_name.clone(),
            tax_code: item.tax_code.clone(),
            rates: item.rates.iter().map(rate).collect(),
        };
        Self { items: items.iter().map(item).collect() }
    }

    /// The items, where every date and every rate can be read.
    pub fn items(&self) -> Option<Vec<InvoiceItem>> {
        let item = |row: &ItemRow| {
            Some(InvoiceItem {
                name: row.name.trim().to_owned(),
                short_name: row.short_name.trim().to_owned(),
                tax_code: row.tax_code.trim().to_owned(),
                rates: row.rates.iter().map(RateRow::read).collect::<Option<_>>()?,
            })
        };
        self.items.iter().map(item).collect()
    }

    /// Draws the items with what is wrong beside each; whether something was changed.
    pub fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, problems: &[PolicyProblem]) -> bool {
        let mut changed = false;
        let mut removed = None;
        for i in 0..self.items.len() {
            if i > 0 {
                rule_ui(ui);
            }
            let drawn = ui.push_id(("item", i), |ui| self.items[i].fields_ui(ui, lang, i, problems)).inner;
            changed |= drawn.changed;
            removed = removed.or(drawn.removed.then_some(i));
        }
        if let Some(i) = removed {
            self.items.remove(i);
            changed = true;
        }
        if Button::secondary(words::ADD_ITEM.get(lang)).icon(icons::ADD).show(ui).clicked() {
            self.items.push(ItemRow::new());
            changed = true;
        }
        changed
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Drawn {
    changed: bool,
    removed: bool,
}

fn said(lang: Lang, problems: &[PolicyProblem], field: &str) -> Option<String> {
    problems.iter().find(|problem| problem.field == field).map(|problem| faults::fault(lang, problem.fault))
}

impl ItemRow {
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, i: usize, problems: &[PolicyProblem]) -> Drawn {
        let mut drawn = Drawn::default();
        let names = ((ui.available_width() - CODE - size::CONTROL - 3.0 * space::M) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (label, text, field, width) in [
                (words::ITEM_NAME, &mut self.name, "name", names),
                (words::ITEM_SHORT, &mut self.short_name, "short_name", names),
                (words::ITEM_CODE, &mut self.tax_code, "tax_code", CODE),
            ] {
                let wrong = said(lang, problems, &format!("items[{i}].{field}"));
                let field = Field::new(label.get(lang), text).required().width(width);
                drawn.changed |= field.error(wrong.as_deref()).show(ui).changed();
            }
            drawn.removed = aside_ui(ui, words::REMOVE_ITEM.get(lang));
        });
        let mut removed = None;
        let count = self.rates.len();
        for (r, rate) in self.rates.iter_mut().enumerate() {
            let order = said(lang, problems, &format!("items[{i}].rates[{r}].from"));
            let illegal = said(lang, problems, &format!("items[{i}].rates[{r}].rate"));
            ui.push_id(("rate", r), |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    drawn.changed |= rate.fields_ui(ui, lang, order.as_deref(), illegal.as_deref());
                    if count > 1 && aside_ui(ui, words::REMOVE_RATE.get(lang)) {
                        removed = Some(r);
                    }
                });
            });
        }
        if let Some(r) = removed {
            self.rates.remove(r);
            drawn.changed = true;
        }
        if Button::secondary(words::ADD_RATE.get(lang)).icon(icons::ADD).show(ui).clicked() {
            self.rates.push(RateRow { from: String::new(), rate: String::new() });
            drawn.changed = true;
        }
        drawn
    }
}

impl RateRow {
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang, order: Option<&str>, illegal: Option<&str>) -> bool {
        let is_date = parse_date(&self.from).is_some();
        let wrong = if is_date { order } else { Some(words::BAD_DATE.get(lang)) };
        let from = Field::new(words::RATE_FROM.get(lang), &mut self.from).required().width(DATE);
        let from = from.error(wrong).show(ui);
        let is_rate = TaxRate::parse(&self.rate).is_ok();
        let wrong = if is_rate { illegal } else { Some(words::BAD_RATE.get(lang)) };
        let rate = Field::new(common::RATE.get(lang), &mut self.rate).required().width(RATE);
        from.changed() | rate.error(wrong).show(ui).changed()
    }
}

/// A button that removes what stands to its left, at the height of the inputs; whether it was pressed.
fn aside_ui(ui: &mut Ui, name: &str) -> bool {
    ui.vertical(|ui| {
        ui.add_space(size::PILL + space::XS);
        icon_button_ui(ui, icons::DELETE, name).clicked()
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::Policy;

    #[test]
    fn items_that_are_not_touched_stay_as_they_are() {
        for policy in Policy::bundled().unwrap() {
            assert_eq!(ItemsForm::of(&policy.items).items(), Some(policy.items));
        }
    }

    #[test]
    fn an_item_with_a_rate_that_cannot_be_read_is_none() {
        let mut form = ItemsForm::of(&Policy::bundled().unwrap()[0].items);
        form.items[0].rates[0].rate = "6".into();
        assert_eq!(form.items(), None);
        form.items[0].rates[0].rate = "6%".into();
        assert!(form.items().is_some());
    }
}
