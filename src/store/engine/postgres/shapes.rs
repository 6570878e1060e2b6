//! The tables of a store, as their rows are hashed.

use super::Session;
use crate::domain::refusal::Refusal;
use crate::store::engine::rows::Shape;

/// Each column that is not worked out from others, in its order: its table, its name, whether it is of bytes or of numbers,
/// and whether it is one of those that tell a row from all others. The last three tables are the server's own.
const COLUMNS: &str = "SELECT c.relname, a.attname, t.typname, coalesce(a.attnum = ANY (i.indkey), false)
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = 'fapiao_desk'::regnamespace AND c.relkind = 'r'
        AND c.relname NOT IN ('desk', 'blob', 'account_search')
    ORDER BY c.relname, a.attnum";

impl Session {
    /// The tables of the store but these, as their rows are hashed.
    pub fn shapes(&self, but: &[&str]) -> Result<Vec<Shape>, Refusal> {
        let mut tables: Vec<(String, Vec<Column>)> = Vec::new();
        for row in self.rows(COLUMNS, &[])? {
            let table: String = row.get(0);
            if tables.last().is_none_or(|last| last.0 != table) {
                tables.push((table, Vec::new()));
            }
            if let Some((_, columns)) = tables.last_mut() {
                columns.push(Column { name: row.get(1), kind: row.get(2), is_key: row.get(3) });
            }
        }
        let mut bytes = self.bytes.borrow_mut();
        for (table, columns) in &tables {
            let of_bytes = columns.iter().filter(|column| column.kind == "bytea");
            let names = of_bytes.map(|column| column.name.clone());
            bytes.entry(table.clone()).or_default().extend(names);
        }
        let shape = |(table, columns): (String, Vec<Column>)| {
            let key: Vec<usize> =
                (0..).zip(&columns).filter(|(_, column)| column.is_key).map(|(place, _)| place).collect();
            let number = match key[..] {
                [place] if columns[place].kind == "int8" => Some(columns[place].name.clone()),
                _ => None,
            };
            Shape::new(table, columns.into_iter().map(|column| column.name).collect(), key, number)
        };
        Ok(tables.into_iter().filter(|(name, _)| !but.contains(&&**name)).map(shape).collect())
    }
}

struct Column {
    name: String,
    kind: String,
    is_key: bool,
}
