UPDATE red_letter SET state = ?2, form_no = coalesce(form_no, ?3) WHERE id = ?1
