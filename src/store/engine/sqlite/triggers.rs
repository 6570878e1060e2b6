//! Temporary triggers, which one connection alone has, and which hand the rows that it changes to a function.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Null;

use super::File;
use crate::domain::refusal::Refusal;
use crate::store::engine::capture::Capture;
use crate::store::engine::rows::{Shape, quoted};

/// The name of the function, which only the triggers call.
const FUNCTION: &str = "capture_row";

impl File {
    /// Makes the function, which hands over to `capture`.
    pub fn hand_over_to(&self, capture: Capture) -> Result<(), Refusal> {
        self.connection.create_scalar_function(FUNCTION, -1, FunctionFlags::SQLITE_UTF8, move |row| {
            let sides = [row.get(1)?, row.get(2)?];
            capture.lock().see(usize::from(row.get::<u16>(0)?), sides, |column| row.get_raw(3 + column));
            Ok(Null)
        })?;
        Ok(())
    }

    /// Has rows that are added to the table at this place handed over, or not.
    pub fn hand_over_added(&self, place: usize, shape: &Shape, are: bool) -> Result<(), Refusal> {
        if are {
            return Ok(watch(&self.connection, place, shape, "INSERT")?);
        }
        self.run(&format!("DROP TRIGGER temp.\"capture_INSERT_{place}\""))
    }

    /// Makes the triggers of these tables.
    pub fn watch_all(&self, shapes: &[Shape]) -> Result<(), Refusal> {
        for (place, shape) in shapes.iter().enumerate() {
            EVENTS.iter().try_for_each(|(event, ..)| watch(&self.connection, place, shape, event))?;
        }
        Ok(())
    }
}

/// What happens to rows, and whether one was and is there.
const EVENTS: [(&str, bool, bool); 3] =
    [("INSERT", false, true), ("UPDATE", true, true), ("DELETE", true, false)];

/// Makes the trigger of an event.
fn watch(db: &Connection, place: usize, shape: &Shape, event: &str) -> rusqlite::Result<()> {
    let row =
        |of: &str| shape.columns.iter().map(|name| format!(", {of}.{}", quoted(name))).collect::<String>();
    let Some((_, was, is)) = EVENTS.iter().find(|known| known.0 == event) else { return Ok(()) };
    let (old, new) =
        (if *was { row("OLD") } else { String::new() }, if *is { row("NEW") } else { String::new() });
    let (was, is, table) = (u8::from(*was), u8::from(*is), quoted(&shape.table));
    db.execute_batch(&format!(
        "CREATE TEMP TRIGGER \"capture_{event}_{place}\" AFTER {event} ON main.{table}
         BEGIN SELECT {FUNCTION}({place}, {was}, {is}{old}{new}); END"
    ))
}
