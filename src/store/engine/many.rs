//! Statements of many rows. A server takes as long to make ready for one row as for a hundred, and SQLite keeps a journal of
//! every page that a statement changes.
//!
//! Errors of every call: `store`, where nothing else is said.

use super::{Db, Engine, FromRow, Row, Value, postgres};
use crate::domain::refusal::Refusal;

/// So many rows are one statement, as long as there are; what is left is made up of these.
const ROWS_OF_A_STATEMENT: [usize; 5] = [512, 256, 64, 8, 1];

/// So few rows are added to a server as fast by a statement as by a stream of them.
const FEW: usize = 8;

impl Db {
    /// Adds rows to a table, of which these columns are said, one value behind the other.
    pub fn add_rows(&self, table: &str, columns: &[&str], values: &[Value<'_>]) -> Result<(), Refusal> {
        let many = columns.len();
        match &self.engine {
            Engine::Server(session) if values.len() > FEW * many => {
                self.refuse_outside(session.is_in_transaction())?;
                session.copy(table, columns, &mut |add| values.chunks(many).try_for_each(&mut *add))?;
                self.read_added_in_time(values.len() / many)
            }
            _ => {
                let sql = format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), lists(1, many));
                self.for_rows(&sql, many, values, |()| Ok(()))
            }
        }
    }

    /// Runs a statement for rows of so many `columns`, one value behind the other, which are what its only list of VALUES
    /// holds, and hands over what it returns, in no order.
    ///
    /// # Errors
    /// `store`, or what `each` refuses.
    pub fn for_rows<T: FromRow>(
        &self,
        sql: &str,
        columns: usize,
        values: &[Value<'_>],
        mut each: impl FnMut(T) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let reads = postgres::reads(sql);
        let mut rest = values;
        for many in ROWS_OF_A_STATEMENT {
            if rest.len() < many * columns {
                continue;
            }
            let sql = sql.replace(&lists(1, columns), &lists(many, columns));
            while let Some((rows, behind)) = rest.split_at_checked(many * columns) {
                let mut each = |row| each(row).map(|()| true);
                match &self.engine {
                    Engine::File(_) => self.each(&sql, rows, each)?,
                    Engine::Server(session) => {
                        self.refuse_outside(session.is_in_transaction() || reads)?;
                        session.each_of_rows(&sql, rows, columns, |row| each(Row::of_server(row).take()?))?;
                    }
                }
                if !reads {
                    self.read_added_in_time(many)?;
                }
                rest = behind;
            }
        }
        Ok(())
    }
}

/// What stands behind VALUES where there are so many rows.
fn lists(many: usize, columns: usize) -> String {
    let mut lists = String::new();
    for place in 0..many * columns {
        let before = match place {
            0 => "(",
            _ if place % columns == 0 => "), (",
            _ => ", ",
        };
        lists.push_str(before);
        lists.push('?');
        lists.push_str(&(place + 1).to_string());
    }
    lists + ")"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_rows_are_numbered_on() {
        assert_eq!(lists(1, 2), "(?1, ?2)");
        assert_eq!(lists(3, 2), "(?1, ?2), (?3, ?4), (?5, ?6)");
        assert_eq!(lists(2, 1), "(?1), (?2)");
    }
}
