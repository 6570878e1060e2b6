INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
