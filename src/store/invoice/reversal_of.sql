SELECT red_number, reason, reversed_on FROM reversal WHERE application_id = ?1
