/*+ whole: the letters in a parcel are few */
SELECT a.id, a.number, a.account_id, a.state, a.type, a.amount, a.submitted_at, a.submitted_on, a.due_on, a.due_assumes_year,
    a.policy, a.policy_version, a.snapshot, a.uncovered, a.carrier, a.tracking_no, a.sent_to
FROM application a WHERE upper(a.tracking_no) = upper(?1) AND a.tracking_no IS NOT NULL
ORDER BY a.id
