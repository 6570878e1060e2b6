/*+ whole: the list is of one country */
SELECT count(*) FROM tax_code
