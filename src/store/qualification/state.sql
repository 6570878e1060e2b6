SELECT state FROM qualification WHERE account_id = ?1
