SELECT coalesce(max(place), 0) FROM planned_invoice WHERE application_id = ?1
