//! What a form asks: its version, its columns, their limits and their lists; and in what two forms differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::form::{FormColumn, FormSheet};

/// A form's version as it names itself: `pt:20260401`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormVersion(String);

impl FormVersion {
    /// The version that a hidden cell names, with the day in it.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.trim().rsplit(':').next()?;
        (day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit())).then(|| Self(day.to_owned()))
    }

    /// Its day, `20260401`: a later one is a newer form.
    pub fn day(&self) -> &str {
        &self.0
    }
}

/// A column of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnShape {
    /// What stands above it, without blanks, line breaks, marks and what stands in brackets behind it; blank where a
    /// merged header covers it.
    pub header: String,
    /// What the row of limits says of it, likewise: `专票必填(限20字符)`.
    pub limits: String,
    /// The texts that may be chosen, where the form itself lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl ColumnShape {
    /// The most characters that it takes, where it says so.
    pub fn most_chars(&self) -> Option<usize> {
        let behind = &self.limits[self.limits.find('限')? + '限'.len_utf8()..];
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        behind[..digits].parse().ok()
    }
}

/// One of the two sheets that are filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetShape {
    /// What its tab says.
    pub title: String,
    /// Its columns from A on.
    pub columns: Vec<ColumnShape>,
}

/// What a form asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormShape {
    /// Its version, where it names one.
    pub version: Option<FormVersion>,
    /// `1-发票基本信息`.
    pub info: SheetShape,
    /// `2-发票明细信息`.
    pub lines: SheetShape,
}

/// In what a form differs from another one that was seen before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants say what the fields are")]
pub enum FormChange {
    /// It is older than the newest one seen: the bureau may refuse it.
    Older { version: String, newest: String },
    /// It has a column that the other has not.
    ColumnAdded { sheet: FormSheet, header: String },
    /// It lacks a column that the other has.
    ColumnGone { sheet: FormSheet, header: String },
    /// A column stands elsewhere among the others.
    ColumnMoved { sheet: FormSheet, header: String },
    /// The limits above a column differ.
    Limits { sheet: FormSheet, header: String, was: String, now: String },
    /// The list of a column differs.
    Choices { sheet: FormSheet, header: String, added: Vec<String>, gone: Vec<String> },
}

impl FormShape {
    /// The sheet of a kind.
    pub fn sheet(&self, sheet: FormSheet) -> &SheetShape {
        match sheet {
            FormSheet::Info => &self.info,
            FormSheet::Lines => &self.lines,
        }
    }

    /// The place of a column on its sheet, from 0; none where the form has no such column.
    pub fn place(&self, column: FormColumn) -> Option<usize> {
        self.sheet(column.sheet()).columns.iter().position(|shape| shape.header == column.header())
    }

    /// The column as the form has it.
    pub fn column(&self, column: FormColumn) -> Option<&ColumnShape> {
        self.sheet(column.sheet()).columns.get(self.place(column)?)
    }

    /// The first column of those that every form must have which this one lacks.
    pub fn lacks(&self) -> Option<FormColumn> {
        use FormColumn as C;
        const NEEDED: [FormColumn; 11] = [
            C::Serial,
            C::Type,
            C::TaxIncluded,
            C::NaturalPerson,
            C::BuyerName,
            C::BuyerTaxId,
            C::LineSerial,
            C::Item,
            C::TaxCode,
            C::Amount,
            C::Rate,
        ];
        NEEDED.into_iter().find(|column| self.place(*column).is_none())
    }

    /// In what this form differs from one that was seen before, the newest of those.
    pub fn changes_since(&self, seen: &Self) -> Vec<FormChange> {
        let mut changes = Vec::new();
        if let (Some(version), Some(newest)) = (&self.version, &seen.version)
            && version < newest
        {
            let (version, newest) = (version.day().to_owned(), newest.day().to_owned());
            changes.push(FormChange::Older { version, newest });
        }
        for sheet in FormSheet::ALL {
            let (was, now) = (by_header(seen.sheet(sheet)), by_header(self.sheet(sheet)));
            for (&header, &column) in &now {
                let header = header.to_owned();
                match was.get(header.as_str()) {
                    None => changes.push(FormChange::ColumnAdded { sheet, header }),
                    Some(before) => changes.extend(column_changes(sheet, before, column)),
                }
            }
            let gone = was.keys().filter(|header| !now.contains_key(*header));
            changes.extend(gone.map(|&header| FormChange::ColumnGone { sheet, header: header.to_owned() }));
            let moved = moved(seen.sheet(sheet), self.sheet(sheet)).into_iter();
            changes.extend(moved.map(|header| FormChange::ColumnMoved { sheet, header: header.to_owned() }));
        }
        changes
    }
}

fn by_header(sheet: &SheetShape) -> BTreeMap<&str, &ColumnShape> {
    let named = sheet.columns.iter().filter(|column| !column.header.is_empty());
    named.map(|column| (column.header.as_str(), column)).collect()
}

/// The headers of the columns that stand elsewhere among those that both have: as few as say it.
fn moved<'a>(was: &SheetShape, now: &'a SheetShape) -> Vec<&'a str> {
    let headers = was.columns.iter().map(|column| column.header.as_str());
    let mut places: BTreeMap<&str, usize> =
        headers.zip(0..).filter(|(header, _)| !header.is_empty()).collect();
    let headers = now.columns.iter().map(|column| column.header.as_str());
    let both: Vec<(usize, &str)> =
        headers.filter_map(|header| Some((places.remove(header)?, header))).collect();
    // What stays is the longest run of them that is in the order it had: how long it is up to each, and what is before.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(both.len());
    for (at, (place, _)) in both.iter().enumerate() {
        let before = (0..at).filter(|other| both[*other].0 < *place).max_by_key(|other| runs[*other].0);
        runs.push((before.map_or(1, |before| runs[before].0 + 1), before));
    }
    let mut stays = BTreeSet::new();
    let mut last = (0..runs.len()).max_by_key(|at| runs[*at].0);
    while let Some(at) = last {
        stays.insert(at);
        last = runs[at].1;
    }
    both.into_iter()
        .enumerate()
        .filter(|(at, _)| !stays.contains(at))
        .map(|(_, (_, header))| header)
        .collect()
}

fn column_changes(
    sheet: FormSheet,
    was: &ColumnShape,
    now: &ColumnShape,
) -> impl Iterator<Item = FormChange> + use<> {
    let header = || now.header.clone();
    let limits = (was.limits != now.limits).then(|| FormChange::Limits {
        sheet,
        header: header(),
        was: was.limits.clone(),
        now: now.limits.clone(),
    });
    let without = |of: &ColumnShape, other: &ColumnShape| {
        of.choices.iter().filter(|choice| !other.choices.contains(choice)).cloned().collect::<Vec<_>>()
    };
    let (added, gone) = (without(now, was), without(was, now));
    let choices = (!(added.is_empty() && gone.is_empty())).then(|| FormChange::Choices {
        sheet,
        header: header(),
        added,
        gone,
    });
    limits.into_iter().chain(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &str, limits: &str) -> ColumnShape {
        ColumnShape { header: header.into(), limits: limits.into(), choices: Vec::new() }
    }

    fn shape(version: &str, info: Vec<ColumnShape>) -> FormShape {
        FormShape {
            version: FormVersion::parse(version),
            info: SheetShape { title: "1-发票基本信息".into(), columns: info },
            lines: SheetShape::default(),
        }
    }

    #[test]
    fn a_limit_is_read_whatever_brackets_stand_around_it() {
        for (limits, most) in [
            ("必填(限20字符)", Some(20)),
            ("非必填（限230字符）", Some(230)),
            ("非必填", None),
            ("限字符", None),
        ] {
            assert_eq!(column("", limits).most_chars(), most, "{limits}");
        }
    }

    #[test]
    fn a_version_is_the_day_that_is_in_it() {
        assert_eq!(FormVersion::parse("pt:20260401").as_ref().map(FormVersion::day), Some("20260401"));
        assert!(FormVersion::parse("pt:20251101") < FormVersion::parse("pt:20260401"));
        assert_eq!(FormVersion::parse("pt:"), None);
    }

    #[test]
    fn what_differs_is_told_and_what_is_equal_is_not() {
        let mut newer = shape("pt:20260701", vec![column("备注", "限200字符"), column("新列", "")]);
        let seen = shape("pt:20260401", vec![column("备注", "限230字符"), column("旧列", "")]);
        let sheet = FormSheet::Info;
        let changes = [
            FormChange::Limits {
                sheet,
                header: "备注".into(),
                was: "限230字符".into(),
                now: "限200字符".into(),
            },
            FormChange::ColumnAdded { sheet, header: "新列".into() },
            FormChange::ColumnGone { sheet, header: "旧列".into() },
        ];
        assert_eq!(newer.changes_since(&seen), changes);
        assert_eq!(newer.changes_since(&newer), []);
        newer.version = FormVersion::parse("pt:20251101");
        let older = FormChange::Older { version: "20251101".into(), newest: "20260401".into() };
        assert_eq!(newer.changes_since(&seen)[0], older);
    }

    #[test]
    fn a_column_that_stands_elsewhere_is_told_and_those_that_gave_way_are_not() {
        let of = |headers: &[&str]| {
            shape("pt:20260401", headers.iter().map(|header| column(header, "")).collect())
        };
        let seen = of(&["类型", "名称", "", "税号", "备注"]);
        let moved = |header: &str| FormChange::ColumnMoved { sheet: FormSheet::Info, header: header.into() };
        let added = FormChange::ColumnAdded { sheet: FormSheet::Info, header: "新列".into() };
        assert_eq!(of(&["名称", "", "税号", "备注", "类型"]).changes_since(&seen), [moved("类型")]);
        assert_eq!(of(&["新列", "类型", "名称", "税号", "备注"]).changes_since(&seen), [added]);
        assert_eq!(of(&["类型", "名称", "备注", "税号"]).changes_since(&seen).len(), 1);
    }

    #[test]
    fn the_texts_of_a_list_that_came_and_went_are_named() {
        let listed = |choices: &[&str]| {
            let choices = choices.iter().map(|&choice| choice.to_owned()).collect();
            shape("", vec![ColumnShape { choices, ..column("是否含税", "") }])
        };
        let change = FormChange::Choices {
            sheet: FormSheet::Info,
            header: "是否含税".into(),
            added: vec!["不含".into()],
            gone: vec!["否".into()],
        };
        assert_eq!(listed(&["是", "不含"]).changes_since(&listed(&["是", "否"])), [change]);
    }
}
