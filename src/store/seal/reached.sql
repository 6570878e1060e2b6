/*+ whole: months are few */
SELECT DISTINCT month FROM seal WHERE last_day >= ?1 ORDER BY month
