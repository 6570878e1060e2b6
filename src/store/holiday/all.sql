SELECT year, days FROM holiday_year ORDER BY year
