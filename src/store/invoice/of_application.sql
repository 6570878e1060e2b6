SELECT number, issued_on, net, tax, gross, rate FROM invoice WHERE application_id = ?1 ORDER BY id
