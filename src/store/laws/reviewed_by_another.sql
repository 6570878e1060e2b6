SELECT c.code FROM submission s JOIN account c ON c.id = s.account_id
WHERE s.reviewed_by IN (s.submitted_by, s.changed_by) OR s.held_by IN (s.submitted_by, s.changed_by)
