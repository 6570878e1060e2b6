SELECT r.red_number FROM reversal r JOIN invoice i ON i.id = r.invoice_id WHERE i.number = ?1
