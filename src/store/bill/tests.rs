//! What is done with very many bills at once.

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

#[test]
fn indexes_are_set_aside_as_soon_as_so_many_more_bills_are_expected_that_it_is_worth_it() {
    let (db, _folder) = store();
    let last = "INSERT INTO bill (id, bill_no, account_id, kind, amount, billed_on, due_on)
        VALUES (1000000, 'last', 1, 'other', 100, '2026-10-01', '2026-10-31')";
    db.execute(last, []).unwrap();
    let indexes = |db: &Db| -> i64 {
        db.one("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'bill' AND sql IS NOT NULL", [])
            .unwrap()
    };
    let before = indexes(&db);
    db.attempt(|db| {
        assert_eq!([expect(db, 19_999), expect(db, 40_000)], [Ok(false), Ok(false)]);
        assert_eq!(indexes(db), before);
        assert_eq!((expect(db, 200_000), indexes(db)), (Ok(true), 1));
        Ok::<_, Refusal>(())
    })
    .unwrap();
    assert_eq!(indexes(&db), before);
}
