SELECT a.id, a.number, a.account_id, a.state, a.type, a.amount, a.submitted_at, a.submitted_on, a.due_on, a.due_assumes_year,
    a.policy, a.policy_version, a.snapshot, a.uncovered, a.carrier, a.tracking_no, a.sent_to
FROM application a WHERE a.account_id = ?1 AND a.state NOT IN ('rejected', 'cancelled')
ORDER BY a.submitted_on DESC, a.id DESC LIMIT 1
