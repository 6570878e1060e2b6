SELECT name FROM account WHERE ?1 = 'account' AND id = ?2
UNION ALL SELECT name FROM app_user WHERE ?1 = 'app_user' AND id = ?2
UNION ALL SELECT number FROM application WHERE ?1 = 'application' AND id = ?2
UNION ALL SELECT bill_no FROM bill WHERE ?1 = 'bill' AND id = ?2
UNION ALL SELECT name FROM issuer WHERE ?1 = 'issuer' AND id = ?2
UNION ALL SELECT number FROM invoice WHERE ?1 = 'invoice' AND id = ?2
UNION ALL SELECT file FROM import_batch WHERE ?1 = 'import_batch' AND id = ?2
UNION ALL SELECT name FROM bureau_form WHERE ?1 = 'bureau_form' AND id = ?2
UNION ALL SELECT name FROM refusal_list WHERE ?1 = 'refusal_list' AND id = ?2
UNION ALL SELECT serial FROM planned_invoice WHERE ?1 = 'planned_invoice' AND id = ?2
UNION ALL SELECT recipient || ' ' || region || ' ' || street FROM mailing_address WHERE ?1 = 'mailing_address' AND id = ?2
UNION ALL SELECT subject FROM outbox WHERE ?1 = 'outbox' AND id = ?2
UNION ALL SELECT a.name FROM invoice_info i JOIN account a ON a.id = i.account_id WHERE ?1 = 'invoice_info' AND i.id = ?2
UNION ALL SELECT a.name FROM submission s JOIN account a ON a.id = s.account_id WHERE ?1 = 'submission' AND s.id = ?2
UNION ALL SELECT a.name FROM non_invoiceable n JOIN account a ON a.id = n.account_id WHERE ?1 = 'non_invoiceable' AND n.id = ?2
UNION ALL SELECT a.name FROM top_up t JOIN account a ON a.id = t.account_id WHERE ?1 = 'top_up' AND t.id = ?2
UNION ALL SELECT b.bill_no FROM refund r JOIN bill b ON b.id = r.bill_id WHERE ?1 = 'refund' AND r.id = ?2
UNION ALL SELECT p.number FROM event e JOIN application p ON p.id = e.application_id WHERE ?1 = 'event' AND e.id = ?2
UNION ALL SELECT p.number FROM correction c JOIN application p ON p.id = c.application_id WHERE ?1 = 'correction' AND c.id = ?2
UNION ALL SELECT p.number FROM bill_offset o JOIN application p ON p.id = o.application_id WHERE ?1 = 'bill_offset' AND o.id = ?2
UNION ALL SELECT i.number FROM red_letter r JOIN invoice i ON i.id = r.invoice_id WHERE ?1 = 'red_letter' AND r.id = ?2
UNION ALL SELECT i.number FROM invoice_file f JOIN invoice i ON i.id = f.invoice_id WHERE ?1 = 'invoice_file' AND f.id = ?2
UNION ALL SELECT p.serial FROM batch_line l JOIN planned_invoice p ON p.id = l.planned_id WHERE ?1 = 'batch_line' AND l.id = ?2
UNION ALL SELECT CAST(id AS TEXT) FROM ticket WHERE ?1 = 'ticket' AND id = ?2
UNION ALL SELECT CAST(id AS TEXT) FROM issue_batch WHERE ?1 = 'issue_batch' AND id = ?2
