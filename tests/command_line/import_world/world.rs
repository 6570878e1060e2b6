//! A desk that imports a table, and what came of it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::process::Desk;

/// A desk on 2026-11-22 with the issuers and customers of `accounts.jsonl`.
pub struct World {
    pub desk: Desk,
}

/// What an import answered.
pub struct Answer {
    pub code: i32,
    pub json: Value,
    /// What was said to a person.
    pub said: String,
}

impl World {
    pub fn new() -> Self {
        let text = std::fs::read_to_string(data("accounts.jsonl")).unwrap();
        let first = text.replacen('{', r#"{"at":"2026-11-22T12:00:00+08:00","#, 1);
        let desk = Desk::empty();
        desk.ok(&first.lines().collect::<Vec<_>>());
        Self { desk }
    }

    /// Imports a file of `data/import-world`.
    pub fn import(&self, kind: &str, file: &str, more: &[&str]) -> Answer {
        self.import_path(kind, &data(file), more)
    }

    /// Imports a table of its own.
    pub fn import_text(&self, kind: &str, text: &str, more: &[&str]) -> Answer {
        let path = self.desk.path("table.csv");
        std::fs::write(&path, text).unwrap();
        self.import_path(kind, &path, more)
    }

    pub fn import_path(&self, kind: &str, path: &Path, more: &[&str]) -> Answer {
        let path = path.to_str().unwrap();
        let arguments = [&["import", kind, path, "--issuer", "T", "--json"], more].concat();
        let before = self.desk.bytes();
        let shown = self.desk.run(&[&arguments[..], &["--preview"]].concat());
        assert_eq!(self.desk.bytes(), before, "a preview writes nothing");
        let ran = self.desk.run(&arguments);
        let mut json = ran.answer();
        let batch = json.as_object_mut().unwrap().remove("batch");
        assert_eq!((shown.code, shown.answer()), (ran.code, json.clone()), "the preview shows what happens");
        assert_eq!(batch.is_some(), ran.code < 2, "{json}");
        Answer { code: ran.code, json, said: ran.stderr }
    }

    /// The bills of the store, each as `B1 C1 2026-10-01 2026-10-05 100.00 -40.00 +60.00 =0.00`: number, customer, bill
    /// date, date of payment, amount, what was refunded, what is used of it, what remains. What is nothing is left out.
    pub fn bills(&self) -> Vec<String> {
        let path = self.desk.path("bills.csv");
        let ran = self.desk.run(&["export", "bills", "--to", path.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let text = std::fs::read_to_string(&path).unwrap();
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let headers = table.headers().unwrap().clone();
        let mut bills: Vec<String> = table
            .records()
            .map(Result::unwrap)
            .filter(|row| &row[0] != "合计")
            .map(|row| {
                let cell = |name: &str| {
                    let column = headers.iter().position(|header| header == name);
                    row[column.unwrap_or_else(|| panic!("no {name} in {headers:?}"))].to_owned()
                };
                let sum = |sign: &str, name: &str| match cell(name) {
                    nothing if nothing.is_empty() || nothing == "0.00" => String::new(),
                    sum => format!(" {sign}{}", sum.replace(',', "")),
                };
                let paid = match cell("付款日期") {
                    unpaid if unpaid.is_empty() => String::new(),
                    paid => format!(" {paid}"),
                };
                format!(
                    "{} {} {}{paid}{}{}{} ={}",
                    cell("账单号").trim_start_matches('\''),
                    cell("客户编号").trim_start_matches('\''),
                    cell("账单日期"),
                    sum("", "账单金额"),
                    sum("-", "已退款"),
                    sum("+", "已开票及占用"),
                    cell("剩余金额").replace(',', ""),
                )
            })
            .collect();
        bills.sort();
        bills
    }
}

impl Answer {
    /// Read, added, changed, unchanged, refused, left out.
    pub fn counts(&self) -> [u64; 6] {
        let count = |name: &str| self.json[name].as_u64().unwrap_or_else(|| panic!("{}", self.json));
        let length = |name: &str| self.json[name].as_array().map_or(0, |list| list.len() as u64);
        let counts = ["read", "added", "changed", "unchanged"].map(count);
        let [read, added, changed, unchanged] = counts;
        let (refused, left_out) = (length("refused"), length("left_out"));
        assert_eq!(read, added + changed + unchanged + refused + left_out, "{}", self.json);
        assert_eq!(self.code, i32::from(refused > 0), "{}", self.json);
        [read, added, changed, unchanged, refused, left_out]
    }

    /// Every wrong cell: row, header and rule.
    pub fn refused(&self) -> Vec<(u64, String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut cells = Vec::new();
        for entry in self.json["refused"].as_array().unwrap() {
            let row = entry["row"].as_u64().unwrap();
            let single = std::slice::from_ref(entry);
            for cell in entry["cells"].as_array().map_or(single, Vec::as_slice) {
                cells.push((row, text(&cell["column"]), text(&cell["rule"])));
            }
        }
        cells
    }

    /// The rules of the refused rows, each row once.
    pub fn rules(&self) -> Vec<(u64, String)> {
        let mut rules: Vec<_> = self.refused().into_iter().map(|(row, _, rule)| (row, rule)).collect();
        rules.dedup_by_key(|(row, _)| *row);
        rules
    }

    /// The ids of the notices with their rows.
    pub fn notices(&self) -> Vec<(String, Vec<u64>)> {
        let list = self.json["notices"].as_array().cloned().unwrap_or_default();
        let rows = |notice: &Value| {
            let rows = notice["rows"].as_array().cloned().unwrap_or_default();
            rows.iter().map(|row| row.as_u64().unwrap()).collect()
        };
        list.iter().map(|notice| (notice["rule"].as_str().unwrap().to_owned(), rows(notice))).collect()
    }

    pub fn has_notice(&self, rule: &str, rows: &[u64]) -> bool {
        self.notices().contains(&(rule.to_owned(), rows.to_vec()))
    }
}

/// A file of `data/import-world`.
pub fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import-world").join(file)
}

/// Rows and rules, as [`Answer::rules`] has them.
pub fn rules(expected: &[(u64, &str)]) -> Vec<(u64, String)> {
    expected.iter().map(|(row, rule)| (*row, (*rule).to_owned())).collect()
}
