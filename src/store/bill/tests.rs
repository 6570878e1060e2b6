//! What is used of very many bills is compared together, and refused as it is of one.

use super::*;

const MANY: i64 = 6_000;

fn store() -> (Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
    for sql in [
        "INSERT INTO issuer (code, name, policy) VALUES ('Q', 'Q', 'qweather')",
        "INSERT INTO account (code, issuer_id, name, kind, region, status)
            VALUES ('C', 1, 'C', 'enterprise', 'mainland', 'active')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
            INSERT INTO bill (id, bill_no, account_id, kind, amount, billed_on, due_on, paid_on)
            SELECT i, i, 1, 'other', 100, '2026-10-01', '2026-10-31', '2026-10-15' FROM n",
    ] {
        db.execute(sql, []).unwrap();
    }
    (db, folder)
}

#[test]
fn more_than_applications_take_is_refused_of_one_and_of_very_many_bills() {
    let (db, _folder) = store();
    let use_of = |bills: i64, fen: i64, wrong: i64| {
        let more = move |id| (BillId(id), Fen(if id <= wrong { fen } else { 0 }));
        db.attempt(|db| add_used(db, (1..=bills).map(more)))
    };
    for (bills, wrong) in [(1, 1), (MANY, 1), (MANY, MANY)] {
        let refused = use_of(bills, 1, wrong).unwrap_err();
        assert!(format!("{refused:?}").contains("a bill counts what"), "{bills} {wrong}: {refused:?}");
        assert_eq!(db.one::<i64>("SELECT sum(used) FROM bill", []), Ok(0));
    }
    assert_eq!(use_of(MANY, 0, 0), Ok(()));
    assert_eq!(db.altered_schema().unwrap(), []);
}
