//! What people have said of the tables of an issuer, remembered for the next one of the same kind: the columns of
//! fields, the meaning of words. Errors of every call: `store`; of what changes something also `not-permitted`.

pub(super) mod columns;
pub(super) mod words;

use serde_json::{Map, Value, json};

use crate::desk::Desk;
use crate::domain::import::{Field, ImportKind, Meaning};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::{issuer, setting};

/// Something that is remembered for the tables of an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub issuer: String,
    pub kind: ImportKind,
    pub said: Said,
}

/// What a person has said of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A word means this.
    Word(Meaning, String),
    /// The column of this header is the field; without a header, the field is left out.
    Column(Field, String),
}

/// Everything that is remembered, issuer by issuer.
pub fn remembered(db: &Db) -> Result<Vec<Remembered>, Refusal> {
    let mut found = Vec::new();
    for stored in issuer::all(db)? {
        let issuer = stored.issuer.code;
        for kind in ImportKind::ALL {
            let words = words::remembered(db, &issuer, kind)?;
            let words = words.pairs().map(|(meaning, word)| Said::Word(meaning, word.to_owned()));
            let columns = columns::remembered(db, &issuer, kind)?;
            let columns = columns.pairs().map(|(field, header)| Said::Column(field, header.to_owned()));
            let said = words.chain(columns);
            found.extend(said.map(|said| Remembered { issuer: issuer.clone(), kind, said }));
        }
    }
    Ok(found)
}

impl Desk {
    /// Forgets something that was said of the tables of an issuer.
    pub fn forget_remembered(&mut self, by: Option<&str>, what: &Remembered) -> Result<(), Refusal> {
        let Remembered { issuer, kind, said } = what;
        let (issuer, kind) = (issuer.trim(), *kind);
        let mut entry = json!({ "issuer": issuer, "kind": kind.id() });
        let op = match said {
            Said::Word(meaning, word) => {
                (entry["meaning"], entry["word"]) = (meaning.id().into(), word.as_str().into());
                "forget_import_word"
            }
            Said::Column(field, _) => {
                entry["field"] = field.id().into();
                "forget_import_column"
            }
        };
        self.transact(
            by,
            op,
            |db, _, _| match said {
                Said::Word(meaning, word) => words::forget(db, issuer, kind, *meaning, word),
                Said::Column(field, _) => columns::forget(db, issuer, kind, *field),
            },
            |()| entry,
        )
    }
}

/// What is kept of tables of this kind under a name. What an older program kept and this one cannot read is passed over.
fn kept(db: &Db, what: &str, issuer: &str, kind: ImportKind) -> Result<Map<String, Value>, Refusal> {
    let found = setting::get(db, &key(what, issuer, kind))?.unwrap_or_default();
    Ok(serde_json::from_str(&found).unwrap_or_default())
}

fn keep(
    db: &Db,
    what: &str,
    issuer: &str,
    kind: ImportKind,
    said: Map<String, Value>,
) -> Result<(), Refusal> {
    setting::put(db, &key(what, issuer, kind), &Value::Object(said).to_string())
}

fn key(what: &str, issuer: &str, kind: ImportKind) -> String {
    format!("import_{what}/{}/{}", kind.id(), issuer.trim())
}
