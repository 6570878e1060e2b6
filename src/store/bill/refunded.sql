/*+ whole: what was refunded is little beside what was billed, and is found along its own index */
SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill /*+ by bill_refunded_by_date */ WHERE refunded > 0 AND account_id = ?1
