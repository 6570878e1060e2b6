//! Whether a store on a server still has the tables, functions and triggers that the program made.

use super::{Session, State, schema};
use crate::domain::refusal::Refusal;
use crate::store::engine::Value;

/// What is another number once a part of the schema was made anew or changed, though it may be as before now. Rights that
/// were granted are not counted, nor are indexes that were built anew.
const FINGERPRINT: &str = "SELECT coalesce(sum(number), 0)::bigint FROM (
        SELECT CASE c.relkind WHEN 'r' THEN c.oid::bigint * 31 ELSE 0 END
            + hashtext(c.relname || c.relkind::text || c.relrowsecurity || c.relhasrules)
            FROM pg_class c WHERE c.relnamespace = 'fapiao_desk'::regnamespace
        UNION ALL SELECT hashtext(a.attnum || a.attname || a.atttypid || a.attnotnull || a.atthasdef) FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
            WHERE c.relnamespace = 'fapiao_desk'::regnamespace
        UNION ALL SELECT d.oid::bigint * 37 FROM pg_attrdef d
            JOIN pg_class c ON c.oid = d.adrelid WHERE c.relnamespace = 'fapiao_desk'::regnamespace
        UNION ALL SELECT t.oid::bigint * 41 + CASE WHEN t.tgisinternal THEN ascii(t.tgenabled) ELSE t.xmin::text::bigint END
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'fapiao_desk'::regnamespace
        UNION ALL SELECT k.oid::bigint * 47 + hashtext(k.conname || k.convalidated || k.condeferrable || k.condeferred)
            FROM pg_constraint k WHERE k.connamespace = 'fapiao_desk'::regnamespace
        UNION ALL SELECT p.oid::bigint * 59 + p.xmin::text::bigint * 61 FROM pg_proc p
            WHERE p.pronamespace = 'fapiao_desk'::regnamespace
    ) part (number)";

/// Every part of a schema: its kind, its name, and what makes it.
const PARTS: &str = "
    SELECT 'table', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
        || a.attgenerated::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = to_regnamespace(?1) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT 'constraint', c.relname || '.' || k.conname, pg_get_constraintdef(k.oid) || ' ' || k.convalidated
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = to_regnamespace(?1)
    UNION ALL
    SELECT 'index', i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = ?1
    UNION ALL
    SELECT 'trigger', t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = to_regnamespace(?1) AND NOT t.tgisinternal
    UNION ALL
    SELECT 'function', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
        coalesce(p.prosrc, '') || ' ' || p.prokind::text
    FROM pg_proc p WHERE p.pronamespace = to_regnamespace(?1)";

/// Where the schema is made once more, to be compared with, and is never kept.
const MADE: &str = "fapiao_desk_as_made";

impl Session {
    /// Whether the store has a table.
    pub fn has_table(&self, name: &str) -> Result<bool, Refusal> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'fapiao_desk' AND tablename = ?1)";
        let rows = self.rows(sql, &[Value::Text(name.into())])?;
        Ok(rows.first().is_some_and(|row| row.get(0)))
    }

    pub(super) fn fingerprint(&self) -> Result<i64, Refusal> {
        self.number(FINGERPRINT)
    }

    /// What stands for the schema in the log, for as long as nobody has changed it. Within a transaction it is asked once.
    pub fn schema_cookie(&self) -> Result<i64, Refusal> {
        if !self.is_made.get() {
            return Ok(0);
        }
        if let (State::Writing, Some(cookie)) = (self.state.get(), self.cookie.get()) {
            return Ok(cookie);
        }
        let cookie = self.number(&format!(
            "SELECT CASE WHEN fingerprint = now.number THEN cookie ELSE now.number END
            FROM desk, ({FINGERPRINT}) now (number)"
        ))?;
        self.cookie.set(Some(cookie));
        Ok(cookie)
    }

    /// What of the schema is missing or not as the program makes it, and triggers that it does not make: kind and name of
    /// each. Whoever may make no schema is told nothing: what stands for the schema in the log says whether it was touched.
    pub fn altered_schema(&self) -> Result<Vec<(String, String)>, Refusal> {
        let may = self.rows("SELECT has_database_privilege(current_database(), 'CREATE')", &[])?;
        if !may.first().is_some_and(|row| row.get(0)) {
            return Ok(Vec::new());
        }
        let found = self.parts("fapiao_desk")?;
        // Whoever reads may make nothing.
        let other = Self::connect(&self.place)?;
        other.run(&format!(
            "BEGIN; CREATE SCHEMA {MADE}; SET LOCAL search_path = {MADE}, pg_catalog, pg_temp"
        ))?;
        let made = other.run_all(&schema::statements()?).and_then(|()| other.parts(MADE));
        other.roll_back();
        let made = made?;
        let altered = made.iter().filter(|part| !found.contains(part));
        let is_foreign =
            |part: &&Part| part.kind == "trigger" && !made.iter().any(|one| one.name == part.name);
        let all = altered.chain(found.iter().filter(is_foreign));
        Ok(all.map(|part| (part.kind.clone(), part.name.clone())).collect())
    }

    fn parts(&self, schema: &str) -> Result<Vec<Part>, Refusal> {
        let rows = self.rows(PARTS, &[Value::Text(schema.into())])?;
        let part = |row: &::postgres::Row| {
            let sql: String = row.get(2);
            Part { kind: row.get(0), name: row.get(1), sql: sql.replace(&format!("{schema}."), "") }
        };
        Ok(rows.iter().map(part).collect())
    }
}

/// A part of a schema.
#[derive(PartialEq, Eq)]
struct Part {
    kind: String,
    name: String,
    sql: String,
}
