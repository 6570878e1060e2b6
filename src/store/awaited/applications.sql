/*+ whole: an invoice that comes back may be of any application that is being issued */
SELECT a.id, a.number, a.account_id, a.state, a.type, a.amount, a.submitted_at, a.submitted_on, a.due_on, a.due_assumes_year,
    a.policy, a.policy_version, a.snapshot, a.uncovered, a.carrier, a.tracking_no, a.sent_to, c.issuer_id
FROM application a JOIN account c ON c.id = a.account_id
WHERE a.state = 'issuing' ORDER BY a.id
