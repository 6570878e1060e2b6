//! Steps of the workbook writer, which panics on a full disk.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use rust_xlsxwriter::XlsxError;

use super::workbook::workbook_error;
use crate::domain::files::ExportError;

/// How the writer's panic begins when its temporary file cannot be written. It is the writer's only way to say so.
const UNWRITABLE: &str = "Couldn't write to xml file";

thread_local! {
    /// Whether this thread is in a step of the writer.
    static IS_WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Runs a step of the workbook writer. It keeps finished rows in a temporary file and panics when that cannot be
/// written, as on a full disk; that must end the export, not the desk, and is not told as a fault of the program. Any
/// other panic is told as one.
pub(super) fn guarded(step: impl FnOnce() -> Result<(), XlsxError>) -> Result<(), ExportError> {
    static TELL_OTHERS_ONLY: Once = Once::new();
    TELL_OTHERS_ONLY.call_once(|| {
        let tell = take_hook();
        set_hook(Box::new(move |panic| {
            if !(IS_WRITING.get() && says_unwritable(panic.payload_as_str())) {
                tell(panic);
            }
        }));
    });
    IS_WRITING.set(true);
    let done = catch_unwind(AssertUnwindSafe(step));
    IS_WRITING.set(false);
    match done {
        Ok(result) => result.map_err(workbook_error),
        Err(panic) if says_unwritable(text(&*panic)) => Err(ExportError::TemporaryFile),
        Err(panic) => Err(ExportError::Unwritable { detail: text(&*panic).unwrap_or("panic").to_owned() }),
    }
}

fn says_unwritable(panic: Option<&str>) -> bool {
    panic.is_some_and(|text| text.starts_with(UNWRITABLE))
}

fn text(panic: &(dyn Any + Send)) -> Option<&str> {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_that_cannot_be_written_is_told_from_a_fault_of_the_program() {
        let full = guarded(|| panic!("{UNWRITABLE}: Os {{ code: 28 }}"));
        assert_eq!(full, Err(ExportError::TemporaryFile));
        let fault = guarded(|| panic!("row {}", 7));
        assert_eq!(fault, Err(ExportError::Unwritable { detail: "row 7".to_owned() }));
    }
}
