INSERT INTO holiday_year (year, days) VALUES (?1, ?2)
ON CONFLICT (year) DO UPDATE SET days = excluded.days
