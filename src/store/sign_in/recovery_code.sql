SELECT recovery_hash FROM recovery_code WHERE user_id = ?1
