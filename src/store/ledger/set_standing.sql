UPDATE bill_offset SET standing = ?2 WHERE id = ?1
