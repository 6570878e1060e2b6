-- What was issued by month and how promptly is told from indexes alone: invoices with what they come to, the first
-- invoice of an application, and when it was delivered.
DROP INDEX invoice_by_day;
CREATE INDEX invoice_by_day ON invoice (issued_on, id, application_id, gross);
DROP INDEX invoice_by_application;
CREATE INDEX invoice_by_application ON invoice (application_id, issued_on, id);
CREATE INDEX event_delivered ON event (application_id, event, at) WHERE event = 'delivered';
