//! A new store on a server that is filled with the rows of another one.

use std::io::{self, Write};

use super::{Session, error, schema};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::fill::{AddRow, EachRow};
use crate::store::engine::rows::{Shape, quoted};
use crate::store::engine::{Value, other};

impl Session {
    /// Makes the tables of a store, and nothing yet that looks at their rows.
    ///
    /// # Errors
    /// `store`, also when there is one.
    pub fn make_tables(&self) -> Result<(), Refusal> {
        if self.schema_version()? != 0 {
            let path = self.place.display().to_string();
            return Err(Refusal::Store { fault: StoreFault::Exists { path } });
        }
        self.run("CREATE SCHEMA IF NOT EXISTS fapiao_desk")?;
        self.run_all(&schema::parts()?.tables)
    }

    /// Adds rows to a table.
    pub fn add_rows(&self, shape: &Shape, each: &mut EachRow<'_>) -> Result<(), Refusal> {
        let columns: Vec<&str> = shape.columns.iter().map(String::as_str).collect();
        self.copy(&shape.table, &columns, each)
    }

    /// Adds rows to a table, of which these columns are said, as a stream.
    pub fn copy(&self, table: &str, columns: &[&str], each: &mut EachRow<'_>) -> Result<(), Refusal> {
        let columns: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
        let sql = format!("COPY {} ({}) FROM STDIN", quoted(table), columns.join(", "));
        let mut client = self.client.borrow_mut();
        let mut copy = client.copy_in(&sql).map_err(|error| error::refusal(&error, &self.place))?;
        let mut line = String::new();
        let add: &mut AddRow<'_> = &mut |row| {
            line.clear();
            write_line(&mut line, row);
            copy.write_all(line.as_bytes()).map_err(|error| self.broken(error))
        };
        each(add)?;
        copy.finish().map(drop).map_err(|error| error::refusal(&error, &self.place))
    }

    /// Why rows were not taken.
    fn broken(&self, error: io::Error) -> Refusal {
        match error.get_ref().and_then(|within| within.downcast_ref::<::postgres::Error>()) {
            Some(error) => error::refusal(error, &self.place),
            None => other(&error.to_string()),
        }
    }

    /// Makes what looks at the rows of these tables, now that they are there. `cookie` stands for all of it in the log.
    pub fn complete(&self, tables: &[Shape], cookie: i64) -> Result<(), Refusal> {
        self.run_all(&schema::parts()?.rest)?;
        // Until it has looked at them itself, the server takes the tables for empty.
        let names: Vec<String> = tables.iter().map(|shape| quoted(&shape.table)).collect();
        self.run(&format!("ANALYZE {}", names.join(", ")))?;
        let fingerprint = self.fingerprint()?;
        let values = [Value::Integer(cookie), Value::Integer(fingerprint)];
        self.execute("UPDATE desk SET cookie = ?1, fingerprint = ?2", &values)?;
        self.is_made.set(true);
        Ok(())
    }
}

/// Writes a row as `COPY` reads it: a line, with tabs between the columns.
fn write_line(line: &mut String, row: &[Value<'_>]) {
    for (place, value) in row.iter().enumerate() {
        if place > 0 {
            line.push('\t');
        }
        match value {
            Value::Null => line.push_str("\\N"),
            Value::Integer(number) => line.push_str(&number.to_string()),
            Value::Text(text) => text.chars().for_each(|c| match c {
                '\\' => line.push_str("\\\\"),
                '\t' => line.push_str("\\t"),
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                c => line.push(c),
            }),
            Value::Blob(bytes) => {
                line.push_str("\\\\x");
                bytes.iter().for_each(|byte| line.push_str(&format!("{byte:02x}")));
            }
        }
    }
    line.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_one_line_whatever_stands_in_it() {
        let mut line = String::new();
        write_line(
            &mut line,
            &[
                Value::Null,
                Value::Integer(-2),
                Value::Text("a\tb\nc\r\\N 开".into()),
                Value::Text("".into()),
                Value::Blob([0, 255][..].into()),
            ],
        );
        assert_eq!(line, "\\N\t-2\ta\\tb\\nc\\r\\\\N 开\t\t\\\\x00ff\n");
    }
}
