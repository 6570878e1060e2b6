//! What the schema itself keeps of offsets: asked with plain SQL, past the program.

use super::world::{World, new_application};

/// An offset of a new application of `account`, absorbed on a bill, of an entry (`N`) or of a bill.
fn offset(account: &str, bill: &str, source: &str, fen: i64) -> String {
    let (column, source) = match source {
        "N" => ("source_entry_id", "(SELECT id FROM non_invoiceable)"),
        source => ("source_bill_id", source),
    };
    let then = format!(
        "INSERT INTO bill_offset (application_id, bill_id, {column}, amount, standing)
        VALUES ($new, {bill}, {source}, {fen}, {fen})"
    );
    new_application(account, 1, &then)
}

#[test]
fn no_more_is_offset_of_a_ledger_entry_than_it_holds() {
    let world = World::new();
    world.takes("SAVEPOINT s");
    world.refuses(&offset("C2", "$F", "N", 3001), "more offset than the ledger entry holds");
    world.takes("ROLLBACK TO s; RELEASE s");
    world.takes(&offset("C2", "$F", "N", 3000));
}

#[test]
fn no_more_is_offset_of_a_bill_than_it_lacks() {
    let world = World::new();
    // B absorbs all of the 40.00 that A lacks.
    world.refuses(&offset("C1", "$O", "$A", 1), "more offset than the bill lacks");
}

#[test]
fn no_more_is_absorbed_on_a_bill_than_remains_of_it() {
    let world = World::new();
    world.takes(
        "INSERT INTO non_invoiceable (id, account_id, amount, reason, entered_at, entered_by)
        VALUES (50, $C1, 9000, 'other', 0, 1)",
    );
    let sql = offset("C1", "$O", "N", 5001).replace("(SELECT id FROM non_invoiceable)", "50");
    world.refuses(&sql, "more than remains of the bill");
}

#[test]
fn neither_the_source_nor_the_bill_is_of_another_account() {
    let world = World::new();
    for (account, bill, source) in [("C1", "$O", "N"), ("C2", "$O", "N"), ("C2", "$F", "$A")] {
        world.takes("SAVEPOINT s");
        world.refuses(&offset(account, bill, source, 1), "an offset of another account");
        world.takes("ROLLBACK TO s; RELEASE s");
    }
}

#[test]
fn an_offset_begins_in_full_and_is_only_ever_given_back() {
    let world = World::new();
    let half = offset("C2", "$F", "N", 10).replace("10, 10)", "10, 5)");
    world.takes("SAVEPOINT s");
    world.refuses(&half, "an offset begins standing in full");
    world.takes("ROLLBACK TO s; RELEASE s");
    world.takes("UPDATE bill_offset SET standing = standing - 1");
    for change in ["standing = standing + 1", "amount = amount + 1", "bill_id = $O", "source_bill_id = $O"] {
        world.refuses(&format!("UPDATE bill_offset SET {change}"), "an offset is only ever given back");
    }
    world.refuses("DELETE FROM bill_offset", "an offset is never removed");
}

#[test]
fn an_offset_has_one_source() {
    let world = World::new();
    let both =
        "INSERT INTO bill_offset (application_id, bill_id, source_entry_id, source_bill_id, amount, standing)
        VALUES ($submitted, $B, 1, $A, 1, 1)";
    world.refuses(both, "CHECK constraint failed: (source_entry_id IS NULL)");
    world.refuses(
        &both.replace(" 1, $A,", " NULL, NULL,"),
        "CHECK constraint failed: (source_entry_id IS NULL)",
    );
}

#[test]
fn an_offset_is_made_with_its_application() {
    let world = World::new();
    let late = "INSERT INTO bill_offset (application_id, bill_id, source_bill_id, amount, standing)
        VALUES ($issued, $O, $A, 1, 1)";
    world.refuses(late, "what was applied for is never changed");
}
