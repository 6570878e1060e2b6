UPDATE application SET carrier = ?2, tracking_no = ?3, sent_to = ?4 WHERE id = ?1
