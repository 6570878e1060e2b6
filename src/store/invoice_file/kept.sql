/*+ whole: a backup takes every file */
SELECT account.code, invoice_file.name, invoice_file.sha256
FROM invoice_file
JOIN invoice ON invoice.id = invoice_file.invoice_id
JOIN application ON application.id = invoice.application_id
JOIN account ON account.id = application.account_id
ORDER BY account.code, invoice_file.name, invoice_file.sha256
