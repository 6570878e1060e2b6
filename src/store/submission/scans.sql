/*+ whole: a backup takes every scan */
SELECT DISTINCT account.code, evidence.name, evidence.sha256
FROM evidence
JOIN submission ON submission.id = evidence.submission_id
JOIN account ON account.id = submission.account_id
ORDER BY account.code, evidence.name, evidence.sha256
